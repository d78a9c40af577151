// Lets the pupil keep the conversation: on paper or as a text file, made here and sent nowhere.
import { h } from "./dom.js";

const PAPER = `body{font:11pt/1.4 system-ui,sans-serif;margin:0}p,ul,ol{margin:.3em 0}ul{list-style:disc}.log>ol,.items{padding:0;list-style:none}
.log>ol>li{margin:0 0 1.2em}.said .body{border-inline-start:3px solid;padding-inline-start:.7em}.spoken,.title,strong{font-weight:600}
.body>.spoken{display:block}table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3em .5em;text-align:start}
.card{border:1px solid #999;padding:.4em .7em;break-inside:avoid}.steps{list-style:decimal;padding-inline-start:1.5em}
.sources,.small{font-size:.85em}svg,.state,.tools,.choices,.languages,a .spoken,[hidden]{display:none}a{color:inherit}
[href^=http]:after{content:" (" attr(href) ")"}`;

/**
 * Opens the folded lists of sources. @returns those that were closed
 * @param {HTMLElement} log
 */
function unfold(log) {
  const folded = [...log.querySelectorAll("details")].filter((part) => !part.open);
  for (const part of folded) part.open = true;
  return folded;
}

/**
 * @param {HTMLElement} log
 * @param {string} title
 */
export function printLog(log, title) {
  const frame = h("iframe", { "aria-hidden": "true", tabindex: -1, title });
  Object.assign(frame.style, { position: "fixed", width: "0", height: "0", border: "0", visibility: "hidden" });
  document.body.append(frame);
  const page = frame.contentDocument;
  const view = /** @type {(Window & typeof globalThis) | null} */ (frame.contentWindow);
  if (!page || !view) return frame.remove();
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(PAPER);
  page.adoptedStyleSheets = [sheet];
  page.title = title;
  const copy = page.importNode(log, true);
  // A button cannot be pressed on paper, nor a folded list be opened.
  copy.querySelectorAll("button,form").forEach((part) => part.remove());
  unfold(copy);
  page.body.append(copy);
  view.addEventListener("afterprint", () => frame.remove());
  view.focus();
  view.print();
}

/**
 * @param {HTMLElement} log
 * @param {string} name
 */
export function saveLog(log, name) {
  const folded = unfold(log);
  const messages = [...log.querySelectorAll(":scope > ol > li")].map((message) => {
    const body = message.querySelector(".body");
    return body instanceof HTMLElement ? body.innerText.replace(/\n{3,}/g, "\n\n").trim() : "";
  });
  for (const part of folded) part.open = false;
  const address = URL.createObjectURL(
    new Blob([messages.join("\r\n\r\n") + "\r\n"], { type: "text/plain;charset=utf-8" }),
  );
  h("a", { href: address, download: `${name}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
