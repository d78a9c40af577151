// Says things to screen readers: one polite region with text only, so that each message is heard exactly once.
import { h } from "./dom.js";

/** Long enough to be picked up by slow readers; what is gone again cannot be met a second time when browsing. */
const STAYS_MS = 6000;

export class Announcer {
  constructor() {
    this.region = h("div", { class: "spoken", "aria-live": "polite" });
  }

  /**
   * @param {string} text
   * @param {string} [lang]
   */
  say(text, lang) {
    const line = h("p", { lang }, text);
    this.region.append(line);
    setTimeout(() => line.remove(), STAYS_MS);
  }
}
