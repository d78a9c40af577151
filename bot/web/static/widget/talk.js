// Carries the pupil's messages to the gateway one at a time, and keeps each until it is answered or has plainly failed.
import { Trouble } from "./api.js";

/** @typedef {import("./types.d.ts").Turn} Turn */
/** @typedef {import("./types.d.ts").HistoryLine} HistoryLine */

/** Seconds between tries when the network or the gateway is away; then the pupil is asked to try again. */
const PAUSES = [1, 2, 4, 8, 15, 15];
const REFRESH_MS = 20000;

/** @returns {string} an id that makes sending the same message twice one turn */
const newId = () =>
  crypto.randomUUID?.() ??
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class Talk {
  /**
   * @param {import("./api.js").Api} api
   * @param {import("./store.js").Store} store
   * @param {() => Partial<import("./types.d.ts").Outgoing>} place what the page says about the pupil's place
   * @param {(language: string, topic?: string) => void} heard told the language of every reply
   */
  constructor(api, store, place, heard) {
    this.api = api;
    this.store = store;
    this.place = place;
    this.heard = heard;
    /** True while the network is away, as the last try showed. */
    this.away = false;
    /** @type {number | null} epoch of the conversation that a request is out for */
    this.busy = null;
    this.tries = 0;
    this.refreshed = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** The turn whose answer is on its way. */
  get pending() {
    return this.store.shared.turns.find((turn) => turn.state === "sending" || turn.state === "waiting");
  }

  /**
   * @param {string} text what the pupil wrote, or the title of the button that was pressed
   * @param {string} [button]
   */
  say(text, button) {
    const last = this.store.shared.turns.at(-1)?.at ?? 0;
    const at = Math.max(Date.now(), last + 1);
    this.store.shared.turns.push({ id: newId(), at, text, button, state: "sending", answers: [] });
    this.store.commit();
    this.pump();
  }

  /** @param {string} id */
  again(id) {
    const turn = this.store.turn(id);
    if (!turn) return;
    turn.state = "sending";
    turn.error = undefined;
    this.tries = 0;
    this.store.commit();
    this.pump();
  }

  /** Goes on at once: the network is back, or the page is shown again. */
  wake() {
    clearTimeout(this.timer);
    this.tries = 0;
    this.pump();
  }

  async pump() {
    const turn = this.pending;
    const { epoch } = this.store.shared;
    if (!turn || this.busy === epoch) return;
    this.busy = epoch;
    let pause = 0;
    try {
      await this.#send(turn, epoch);
      if (epoch !== this.store.shared.epoch) return;
      this.tries = 0;
      this.away = false;
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      if (epoch !== this.store.shared.epoch) return;
      pause = this.#meet(this.store.turn(turn.id) ?? turn, trouble);
    } finally {
      if (this.busy === epoch) this.busy = null;
    }
    this.store.commit();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), pause * 1000);
  }

  /**
   * @param {Turn} turn
   * @param {number} epoch
   */
  async #send(turn, epoch) {
    const { shared, kept } = this.store;
    const said = turn.button ? { button: turn.button } : { text: turn.text };
    const language = !shared.session || kept.chosen ? kept.language : "";
    const reply = await this.api.say({
      id: turn.id,
      ...(shared.session && { session: shared.session }),
      ...said,
      ...(language && { language }),
      ...this.place(),
    });
    if (epoch !== this.store.shared.epoch) {
      // Cleared while the answer was on its way: the session that it opened is forgotten too.
      this.forget([reply.session]);
      return;
    }
    this.store.shared.session = reply.session;
    const lang = reply.language ?? kept.language;
    const own = this.store.turn(turn.id) ?? turn;
    own.answers = reply.messages.map((message) => ({ ...message, lang }));
    own.state = "done";
    this.heard(lang, reply.messages[0]?.payload?.topic);
  }

  /**
   * What a failed try leads to. @returns {number} seconds until the next one
   * @param {Turn} turn
   * @param {Trouble} trouble
   */
  #meet(turn, trouble) {
    const { shared } = this.store;
    const count = this.tries++;
    this.away = trouble.kind === "offline";
    if (trouble.kind === "gone" && shared.session && !count) {
      shared.session = null;
      return 0;
    }
    if (trouble.kind === "refused" && turn.button) {
      // The offer is too old for the gateway: its title says the same in words.
      Object.assign(turn, { id: newId(), button: undefined });
      return 0;
    }
    if (this.away && (!navigator.onLine || count < PAUSES.length)) {
      turn.state = "waiting";
      return PAUSES[Math.min(count, PAUSES.length - 1)] ?? 15;
    }
    if (trouble.kind === "busy" && count < 3) return Math.min(trouble.seconds ?? 3, 20);
    if (trouble.kind === "failed" && !count) return 1;
    turn.state = "failed";
    turn.error = trouble.kind === "busy" || trouble.kind === "refused" ? trouble.kind : "failed";
    this.tries = 0;
    return 0;
  }

  /** Fetches what came while this tab was away. @param {boolean} [first] on the page's first showing */
  async refresh(first = false) {
    const { session, epoch } = this.store.shared;
    this.#forgetLate();
    if (!session || (!first && Date.now() - this.refreshed < REFRESH_MS)) return;
    this.refreshed = Date.now();
    try {
      const lines = await this.api.history(session);
      if (epoch === this.store.shared.epoch) this.#fill(lines);
    } catch (trouble) {
      if (!(trouble instanceof Trouble) || trouble.kind !== "gone" || this.store.shared.session !== session) return;
      this.store.shared.session = null;
      // The session has ended: what is still unsent begins a new one.
      if (first) this.store.shared.turns = this.store.shared.turns.filter((turn) => turn.state !== "done");
      this.store.commit();
    }
  }

  /** @param {HistoryLine[]} lines */
  #fill(lines) {
    const lang = this.store.kept.language;
    /** @type {Turn | undefined} */
    let turn;
    let at = 0;
    for (const line of lines) {
      if (line.role === "pupil") {
        turn = this.store.turn(line.id);
        at = turn?.at ?? at + 1;
        if (!turn)
          this.store.shared.turns.push((turn = { id: line.id, at, text: line.text, state: "done", answers: [] }));
      } else if (turn && !this.store.known.has(line.id) && !turn.answers.some((answer) => answer.id === line.id)) {
        turn.answers.push({ lang, ...line });
        turn.state = "done";
      }
    }
    this.store.commit();
  }

  /** @param {string[]} sessions what the gateway must delete, now or as soon as it can be reached */
  forget(sessions) {
    this.store.kept.forget.push(...sessions);
    this.store.save();
    return this.#forgetLate();
  }

  async #forgetLate() {
    const { kept } = this.store;
    for (const session of [...kept.forget]) {
      try {
        await this.api.forget(session);
      } catch (trouble) {
        if (!(trouble instanceof Trouble) || trouble.kind !== "gone") continue;
      }
      kept.forget = kept.forget.filter((id) => id !== session);
      this.store.save();
    }
  }
}
