// Builds elements from text alone: every string from outside passes through `clean` here, and none is ever read as HTML.

const LONGEST = 20000;

/**
 * Text without control and direction-override characters, invisible fillers or towers of combining marks.
 * The joiners of Persian and of emoji (U+200C, U+200D) stay.
 * @param {unknown} value
 */
export function clean(value) {
  if (typeof value !== "string" && typeof value !== "number") return "";
  return (
    String(value)
      .slice(0, LONGEST)
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "")
      .replace(/(\p{M}{3})\p{M}+/gu, "$1")
  );
}

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | null} [props] attributes; a function under "onclick" and the like listens
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, clean(value));
    }
  }
  put(element, children);
  return element;
}

/**
 * @param {Element | DocumentFragment} parent
 * @param {(Child | Child[])[]} children
 */
export function put(parent, children) {
  for (const child of children.flat()) {
    if (child instanceof Node) parent.append(child);
    else if (child || child === 0) parent.append(clean(child));
  }
}

/** Outlines on a 24-unit grid. */
const SHAPES = {
  compass: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM15.5 8.5l-2 5-5 2 2-5Z",
  send: "M5 12h13M12 5.5l6.5 6.5-6.5 6.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  down: "M6 9.5l6 6 6-6",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
  up: "M7 11v9H4v-9ZM7 11l4-7c1.6 0 2.5 1.2 2.2 2.8L12.7 10H18c1.4 0 2.3 1.2 2 2.5l-1.3 6c-.2 1-1 1.5-2 1.5H7",
  listen: "M4 10v4h3l5 4V6l-5 4ZM16 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12",
  pin: "M12 21c4-4.5 6.5-7.8 6.5-11a6.5 6.5 0 1 0-13 0c0 3.2 2.5 6.5 6.5 11ZM12 10v.1",
  care: "M12 20C7 16 4 13 4 9.5A4.2 4.2 0 0 1 12 7.5a4.2 4.2 0 0 1 8 2C20 13 17 16 12 20Z",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v6M12 7.2v.6",
  out: "M9 6H5v13h13v-4M13 4h7v7M20 4l-9 9",
};

/** @param {keyof typeof SHAPES} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/**
 * Text for screen readers only.
 * @param {string} text
 */
export function spoken(text) {
  return h("span", { class: "spoken" }, text);
}
