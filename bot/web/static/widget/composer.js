// The field where the pupil writes: grows with the text, counts near the limit, and says in words what is wrong.
import { h, icon } from "./dom.js";

/** @typedef {import("./types.d.ts").Texts} Texts */

/** The gateway takes no longer text than this. */
export const LONGEST_TEXT = 500;
const COUNT_FROM = 100;

export class Composer {
  /**
   * @param {{send: (text: string) => void, draft: (text: string) => void, counsellor: () => void}} does
   */
  constructor(does) {
    this.does = does;
    this.label = h("label", { for: "field" });
    this.field = h("textarea", {
      id: "field",
      rows: 1,
      maxlength: LONGEST_TEXT,
      enterkeyhint: "send",
      "aria-describedby": "hint",
      oninput: () => this.#changed(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.sendText = h("span", null);
    this.button = h("button", { class: "send" }, this.sendText, icon("send"));
    this.error = h("p", { id: "problem", class: "problem", role: "alert" });
    this.count = h("p", { class: "count", role: "status" });
    this.hint = h("p", { id: "hint" });
    this.counsellorText = h("span", null);
    this.counsellor = h(
      "button",
      { type: "button", class: "plain", onclick: () => does.counsellor() },
      icon("person"),
      this.counsellorText,
    );
    this.element = h(
      "form",
      {
        class: "composer",
        novalidate: true,
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          this.#send();
        },
      },
      this.label,
      h("div", { class: "field" }, this.field, this.button),
      this.error,
      this.count,
      h("div", { class: "below" }, this.counsellor, this.hint),
    );
  }

  /** @param {Texts} texts */
  speak(texts) {
    this.texts = texts;
    this.label.textContent = texts.label;
    this.sendText.textContent = texts.send;
    this.button.setAttribute("aria-label", texts.send);
    this.hint.textContent = texts.hint;
    this.counsellorText.textContent = texts.counsellor;
    this.#problem("");
    this.#fit();
  }

  /** @param {string} text */
  fill(text) {
    this.field.value = text;
    this.#fit();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // 229 is what some browsers send while a word is still being composed.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      this.#send();
    }
  }

  #send() {
    const text = this.field.value.trim();
    if (!text) {
      this.#problem(this.texts?.empty ?? "");
      this.focus();
      return;
    }
    this.fill("");
    this.#changed();
    this.does.send(text);
  }

  #changed() {
    this.#problem("");
    this.#fit();
    this.does.draft(this.field.value);
  }

  /** @param {string} text */
  #problem(text) {
    if (this.error.textContent === text) return;
    this.error.textContent = text;
    this.field.toggleAttribute("aria-invalid", Boolean(text));
    if (text) this.field.setAttribute("aria-invalid", "true");
    this.field.setAttribute("aria-describedby", text ? "problem" : "hint");
  }

  #fit() {
    const left = LONGEST_TEXT - this.field.value.length;
    const text = left <= COUNT_FROM ? (this.texts?.left(left) ?? "") : "";
    // Heard at the limit's approach and at its end, not at each key.
    this.count.setAttribute("aria-live", left % 25 === 0 ? "polite" : "off");
    if (this.count.textContent !== text) this.count.textContent = text;
    this.field.style.height = "auto";
    if (this.field.scrollHeight) this.field.style.height = `${Math.min(this.field.scrollHeight, 140)}px`;
  }
}
