// Holds the conversation: over page changes in one tab, and alike in all tabs of the page; gone when the browser closes.

/** @typedef {import("./types.d.ts").Kept} Kept */
/** @typedef {import("./types.d.ts").Shared} Shared */
/** @typedef {import("./types.d.ts").Turn} Turn */
/** @typedef {import("./types.d.ts").BotMessage} BotMessage */

/** The gateway ends a session after this long; on a shared computer the next pupil must not see the last one's words. */
const SESSION_MS = 30 * 60 * 1000;

/** @returns {Shared} */
const nothingShared = (epoch = 0) => ({ epoch, session: null, others: [], turns: [], ratings: {} });

/** @returns {Kept} */
const nothingKept = () => ({
  at: Date.now(),
  open: null,
  language: "",
  chosen: false,
  size: 0,
  aloud: false,
  draft: "",
  forget: [],
  shared: nothingShared(),
});

export class Store {
  /**
   * @param {string} key what tells this gateway's and site's conversations from others on the same host
   * @param {(fresh: BotMessage[]) => void} changed told after every change, with the answers that this tab never had
   */
  constructor(key, changed) {
    this.key = `syv-chat ${key}`;
    this.changed = changed;
    /** @type {BroadcastChannel | null} */
    this.channel = null;
    this.kept = this.#read();
    this.known = new Set(this.shared.turns.flatMap((turn) => turn.answers.map((answer) => answer.id)));
  }

  get shared() {
    return this.kept.shared;
  }

  /** @returns {Kept} */
  #read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "");
      if (!Array.isArray(kept.shared.turns)) return nothingKept();
      if (Date.now() - kept.at > SESSION_MS) kept.shared = nothingShared(kept.shared.epoch);
      return { ...nothingKept(), ...kept };
    } catch {
      // No storage (a sandboxed frame, a strict browser) or nothing in it: the conversation lives as long as the page.
      return nothingKept();
    }
  }

  save() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.kept));
    } catch {
      // As above.
    }
  }

  /** Begins to listen to the other tabs, and asks them for a conversation that is already going on. */
  join() {
    if (this.channel || typeof BroadcastChannel === "undefined") return;
    this.channel = new BroadcastChannel(this.key);
    this.channel.onmessage = ({ data }) => {
      if (data === "hello") this.#tell();
      else if (Array.isArray(data?.turns)) this.#merge(data);
    };
    this.channel.postMessage("hello");
  }

  /** A page with an open channel cannot be kept for the back button. */
  leave() {
    this.channel?.close();
    this.channel = null;
  }

  #tell() {
    const { epoch, turns } = this.shared;
    if (epoch || turns.length) this.channel?.postMessage(this.shared);
  }

  /**
   * After a change of what is shared: one order of turns, saved, told to the other tabs and to the view.
   * @param {boolean} [tell]
   */
  commit(tell = true) {
    this.kept.at = Date.now();
    this.shared.turns.sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    this.save();
    if (tell) this.#tell();
    const fresh = this.shared.turns.flatMap((turn) => turn.answers).filter((answer) => !this.known.has(answer.id));
    for (const answer of fresh) this.known.add(answer.id);
    this.changed(fresh);
  }

  /** @param {Shared} theirs */
  #merge(theirs) {
    const ours = this.shared;
    if (theirs.epoch < ours.epoch) return;
    if (theirs.epoch > ours.epoch) {
      this.kept.shared = theirs;
    } else {
      for (const turn of theirs.turns) {
        const own = this.turn(turn.id);
        if (!own) ours.turns.push(turn);
        else if (own.state !== "done" && (turn.state === "done" || turn.state === "sending")) Object.assign(own, turn);
      }
      const sessions = [ours.session, theirs.session].filter((id) => id !== null).sort();
      ours.session = sessions[0] ?? null;
      ours.others = [...new Set([...ours.others, ...theirs.others, ...sessions.slice(1)])].filter(
        (id) => id !== ours.session,
      );
      Object.assign(ours.ratings, theirs.ratings);
    }
    this.commit(false);
  }

  /** @param {string} id */
  turn(id) {
    return this.shared.turns.find((turn) => turn.id === id);
  }

  /** Empties the conversation here and in every tab. @returns {string[]} the sessions that the gateway is to forget */
  clear() {
    const { epoch, session, others } = this.shared;
    this.kept.shared = nothingShared(Math.max(Date.now(), epoch + 1));
    this.kept.draft = "";
    this.commit();
    return session ? [session, ...others] : others;
  }
}
