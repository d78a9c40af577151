// The menu over the conversation: language, reading, keeping, clearing.
import { h } from "./dom.js";
import { link } from "./markup.js";
import { EASY, LANGUAGES, interfaceLanguage } from "./texts.js";

/** @typedef {import("./types.d.ts").Texts} Texts */
/** @typedef {import("./types.d.ts").Kept} Kept */

/**
 * @typedef {object} Does
 * @property {(language: string) => void} language
 * @property {(size: number) => void} size
 * @property {(aloud: boolean) => void} aloud
 * @property {() => void} print
 * @property {() => void} save
 * @property {() => void} clear
 * @property {() => void} close
 */

/**
 * @param {Kept} kept
 * @param {string[]} languages
 * @param {string} base
 * @param {Texts} texts
 * @param {Does} does
 */
export function menuSheet(kept, languages, base, texts, does) {
  const current = interfaceLanguage(kept.language);
  const select = h(
    "select",
    { id: "language", onchange: () => does.language(select.value) },
    languages.map((language) =>
      h("option", { value: language, lang: language, selected: language === current }, LANGUAGES[language]),
    ),
  );
  const easy = current === "sv" && toggle(texts.easy, kept.language === EASY, (on) => does.language(on ? EASY : "sv"));
  const sizes = h(
    "fieldset",
    null,
    h("legend", null, texts.size),
    h(
      "div",
      { class: "sizes" },
      texts.sizes.map((name, size) =>
        h(
          "label",
          null,
          h("input", { type: "radio", name: "size", checked: size === kept.size, onchange: () => does.size(size) }),
          h("span", null, name),
        ),
      ),
    ),
  );
  return h(
    "div",
    {
      class: "menu",
      id: "menu",
      role: "group",
      "aria-label": texts.menu,
    },
    h(
      "div",
      { class: "choice" },
      h("label", { for: "language" }, texts.languages, current !== "en" && h("span", { lang: "en" }, " / Language")),
      select,
    ),
    easy,
    toggle(texts.aloud, kept.aloud, does.aloud),
    sizes,
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", onclick: does.print }, texts.print),
      h("button", { type: "button", onclick: does.save }, texts.save),
      clearing(texts, does.clear),
    ),
    h(
      "p",
      { class: "small" },
      link(new URL("integritet", base).href, texts.privacy, texts),
      link(new URL("tillganglighet", base).href, texts.accessibility, texts),
    ),
    h("button", { type: "button", class: "strong", onclick: does.close }, texts.close),
  );
}

/**
 * @param {string} label
 * @param {boolean} on
 * @param {(on: boolean) => void} changed
 */
function toggle(label, on, changed) {
  const box = h("input", { type: "checkbox", role: "switch", checked: on, onchange: () => changed(box.checked) });
  return h("label", { class: "toggle" }, h("span", null, label), box);
}

/**
 * Clearing asks once more, in place.
 * @param {Texts} texts
 * @param {() => void} clear
 */
function clearing(texts, clear) {
  const ask = h("button", { type: "button", "aria-expanded": "false", onclick: () => show(true) }, texts.clear);
  const no = h("button", { type: "button", onclick: () => show(false) }, texts.no);
  const question = h(
    "div",
    { class: "sure", role: "group", "aria-labelledby": "sure", hidden: true },
    h("p", { id: "sure" }, texts.clearAsk),
    h("button", { type: "button", class: "strong", onclick: clear }, texts.yes),
    no,
  );
  /** @param {boolean} open */
  const show = (open) => {
    question.hidden = !open;
    ask.setAttribute("aria-expanded", String(open));
    question.scrollIntoView({ block: "nearest" });
    (open ? no : ask).focus();
  };
  return h("div", null, ask, question);
}
