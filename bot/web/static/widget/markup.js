// Turns the closed mini-markup of an answer (paragraph, list, bold, bare link) into elements, and decides which links live.
import { clean, h, icon, spoken } from "./dom.js";

/** @typedef {import("./types.d.ts").Texts} Texts */

const SCHEMES = ["http:", "https:", "mailto:", "tel:"];
const BARE_LINK = /((?:https?:\/\/|mailto:|tel:)[^\s<>"'`{}|\\^]+)/;
const CLOSING = /[.,;:!?)\]*]+$/;

/**
 * The address when it may be a link: a scheme of the list, and no user name that could pass for a host.
 * @param {unknown} address
 * @returns {URL | null}
 */
export function safeAddress(address) {
  if (typeof address !== "string" || address.length > 500 || address !== clean(address) || /\s/.test(address))
    return null;
  try {
    const url = new URL(address);
    return SCHEMES.includes(url.protocol) && !url.username && !url.password ? url : null;
  } catch {
    return null;
  }
}

/**
 * A link, or its label as plain text when the address may not be followed.
 * @param {unknown} address
 * @param {string} label empty: the address itself, as people read it
 * @param {Texts} texts
 */
export function link(address, label, texts) {
  const url = safeAddress(address);
  const shown =
    label ||
    clean(address)
      .replace(/^(https?:\/\/(www\.)?|mailto:|tel:)/, "")
      .replace(/\/$/, "");
  if (!url) return document.createTextNode(shown);
  const web = url.protocol.startsWith("http");
  return h(
    "a",
    { href: url.href, rel: web && "noopener noreferrer", target: web && "_blank" },
    shown,
    web && icon("out"),
    web && spoken(` (${texts.newTab})`),
  );
}

/**
 * @param {string} line
 * @param {Texts} texts
 * @returns {Node[]}
 */
function inline(line, texts) {
  return line.split(BARE_LINK).flatMap((part, place) => {
    if (place % 2) {
      const tail = part.match(CLOSING)?.[0] ?? "";
      return [
        link(part.slice(0, part.length - tail.length), "", texts),
        document.createTextNode(tail.replace("**", "")),
      ];
    }
    return part
      .split(/\*\*([^*]+)\*\*/)
      .map((piece, turn) => (turn % 2 ? h("strong", null, piece) : document.createTextNode(piece)));
  });
}

/**
 * Paragraphs and lists; whatever else the text holds is shown as the characters it is made of.
 * @param {unknown} text
 * @param {Texts} texts
 */
export function paragraphs(text, texts) {
  const blocks = document.createDocumentFragment();
  /** @type {HTMLElement | null} */
  let open = null;
  for (const line of clean(text).split("\n")) {
    const item = line.match(/^\s*[-•] (.*)/)?.[1];
    if (!line.trim()) {
      open = null;
    } else if (item !== undefined) {
      if (open?.tagName !== "UL") blocks.append((open = h("ul", { dir: "auto" })));
      open.append(h("li", null, inline(item, texts)));
    } else {
      if (open?.tagName === "P") open.append(h("br"));
      else blocks.append((open = h("p", { dir: "auto" })));
      open.append(...inline(line, texts));
    }
  }
  return blocks;
}

/**
 * The same text as it is read aloud and announced: no marks, links by their readable part.
 * @param {unknown} text
 */
export function plain(text) {
  return clean(text)
    .replace(/\*\*/g, "")
    .replace(/https?:\/\/(www\.)?|mailto:|tel:/g, "")
    .replace(/^\s*[-•] /gm, "")
    .replace(/\s*\n\s*/g, "\n");
}
