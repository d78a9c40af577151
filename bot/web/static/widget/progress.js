// Tells how the sending goes: the typing sign, a word when it takes long, being offline, a failure. Each is said once.

/** @typedef {import("./types.d.ts").Texts} Texts */

const TYPING_MS = 1000;
const SLOW_MS = 3000;

export class Progress {
  /**
   * @param {import("./panel.js").Panel} panel
   * @param {import("./announce.js").Announcer} announcer
   * @param {import("./talk.js").Talk} talk
   */
  constructor(panel, announcer, talk) {
    this.panel = panel;
    this.announcer = announcer;
    this.talk = talk;
    /** Id of the turn that is waited for. */
    this.waitedFor = "";
    /** @type {ReturnType<typeof setTimeout>[]} */
    this.timers = [];
    /** @type {Set<string>} */
    this.told = new Set();
    /** @type {Texts | undefined} */
    this.texts = undefined;
  }

  /** @param {Texts} texts */
  update(texts) {
    const first = !this.texts;
    this.texts = texts;
    const pending = this.talk.pending;
    const id = pending?.state === "sending" ? pending.id : "";
    if (id !== this.waitedFor) {
      this.waitedFor = id;
      this.timers.forEach(clearTimeout);
      this.panel.typing.hidden = true;
      if (id) {
        this.timers = [
          setTimeout(() => this.#sign(this.texts?.typing ?? ""), TYPING_MS),
          setTimeout(() => this.#sign(this.texts?.slow ?? ""), SLOW_MS),
        ];
      }
    }
    for (const turn of this.talk.store.shared.turns) {
      if (turn.state !== "failed") this.told.delete(turn.id);
      else if (!this.told.has(turn.id)) {
        this.told.add(turn.id);
        if (first) continue;
        this.announcer.say(texts.why[turn.error ?? "failed"]);
        this.panel.toEnd();
      }
    }
    this.connection();
  }

  /** @param {string} text */
  #sign(text) {
    const { panel } = this;
    const follow = panel.atEnd;
    panel.typing.hidden = false;
    if (panel.typing.lastChild) panel.typing.lastChild.textContent = text;
    this.announcer.say(text);
    if (follow) panel.toEnd();
  }

  /** Shows whether messages can be sent. */
  connection() {
    if (!this.texts) return;
    const waiting = this.talk.pending?.state === "waiting";
    const text = !navigator.onLine ? this.texts.offline : this.talk.away && waiting ? this.texts.reconnecting : "";
    const { banner } = this.panel;
    if (banner.textContent === text) return;
    const follow = this.panel.atEnd;
    banner.textContent = text;
    banner.hidden = !text;
    if (follow) this.panel.toEnd();
    if (text) this.announcer.say(text);
  }
}
