// Lets the pupil keep the conversation: on paper or as a text file, made here and sent nowhere.
import { h } from "./dom.js";

const PAPER = `body{font:12pt/1.4 system-ui,sans-serif}ol,ul{padding:0;margin:0}.log li{list-style:none;margin:0 0 .8em;break-inside:avoid}
p{margin:.2em 0}.said,.title,strong{font-weight:600}table{border-collapse:collapse}th,td{border:1px solid;padding:.3em .5em;
text-align:start}.card{border:1px solid;padding:.5em}.sources{font-size:.8em}svg,.state{display:none}a{color:inherit}`;

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
  copy.querySelectorAll(".tools,.choices,.typing").forEach((part) => part.remove());
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
  const messages = [...log.querySelectorAll(":scope > ol > li")].map((message) => {
    const body = message.querySelector(".body");
    return body instanceof HTMLElement ? body.innerText.replace(/\n{3,}/g, "\n\n").trim() : "";
  });
  const address = URL.createObjectURL(
    new Blob([messages.join("\r\n\r\n") + "\r\n"], { type: "text/plain;charset=utf-8" }),
  );
  h("a", { href: address, download: `${name}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
