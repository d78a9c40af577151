// The row below an answer: listen to it, say whether it was good, and tell why if one likes.
import { h, icon } from "./dom.js";

/** @typedef {import("./types.d.ts").Texts} Texts */

/**
 * @typedef {object} Does
 * @property {() => void} listen
 * @property {(rating: number, comment?: string) => Promise<boolean>} rate false when it could not be sent
 * @property {(text: string) => void} announce
 */

/** A button with a picture only. @param {string} label */
const named = (label) => ({ type: "button", "aria-label": label, title: label });

/**
 * @param {string} id
 * @param {number | undefined} rated
 * @param {Texts} texts
 * @param {Does} does
 */
export function toolRow(id, rated, texts, does) {
  const said = h("p", { class: "small" });
  /** @param {string} text */
  const tell = (text) => {
    said.textContent = text;
    does.announce(text);
  };
  const listen = h("button", { ...named(texts.listen), class: "listen", onclick: does.listen }, icon("listen"));
  const thumbs = [1, -1].map((rating) =>
    h(
      "button",
      {
        ...named(rating > 0 ? texts.good : texts.bad),
        class: rating > 0 ? "good" : "bad",
        "aria-pressed": String(rated === rating),
        onclick: () => press(rating),
      },
      icon("up"),
    ),
  );
  const row = h("div", { class: "tools" }, h("div", null, listen, thumbs), said);

  /** @param {number} rating */
  async function press(rating) {
    row.querySelector("form")?.remove();
    thumbs.forEach((thumb, place) => thumb.setAttribute("aria-pressed", String((place ? -1 : 1) === rating)));
    if (!(await does.rate(rating))) {
      thumbs.forEach((thumb) => thumb.setAttribute("aria-pressed", "false"));
      return tell(texts.notRated);
    }
    tell(texts.thanks);
    row.querySelector("form")?.remove();
    const form = commentForm(rating);
    row.append(form);
    form.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} rating */
  function commentForm(rating) {
    const field = h("textarea", { id: `comment-${id}`, rows: 2, maxlength: 300 });
    const end = () => {
      form.remove();
      thumbs[rating > 0 ? 0 : 1]?.focus();
    };
    const form = h(
      "form",
      {
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const comment = field.value.trim();
          if (comment && !(await does.rate(rating, comment))) return tell(texts.notRated);
          if (comment) tell(texts.thanks);
          end();
        },
      },
      h("label", { for: field.id }, texts.comment),
      field,
      h("p", { class: "small" }, texts.hint),
      h("button", { class: "strong" }, texts.send),
      h("button", { type: "button", class: "plain", onclick: end }, texts.skip),
    );
    return form;
  }

  return row;
}
