// Builds the lines of the conversation: what the pupil said and its fate, and each answer with all that belongs to it.
import { contactLine, countItems, itemBlocks, sourceLines } from "./cards.js";
import { clean, h, icon, spoken } from "./dom.js";
import { paragraphs, plain } from "./markup.js";
import { interfaceLanguage } from "./texts.js";

/** @typedef {import("./types.d.ts").BotMessage} BotMessage */
/** @typedef {import("./types.d.ts").Counsellor} Counsellor */
/** @typedef {import("./types.d.ts").Texts} Texts */
/** @typedef {import("./types.d.ts").Turn} Turn */

/** @param {BotMessage} message */
const notesOf = (message) => (Array.isArray(message.payload?.notes) ? message.payload.notes : []);

/** @param {BotMessage} message */
const choicesOf = (message) =>
  (Array.isArray(message.buttons) ? message.buttons : []).filter((choice) => choice?.id && clean(choice.title));

/** The sign of the bot. */
const avatar = () => h("span", { class: "avatar" }, icon("compass"));

/**
 * An answer as it is announced: the text first, then what stands below it.
 * @param {BotMessage} message
 * @param {Texts} texts
 */
export function spokenAnswer(message, texts) {
  const items = countItems(message.payload?.items);
  const choices = choicesOf(message).length;
  return [
    `${texts.name}: ${plain(message.text)}`,
    ...notesOf(message).map(plain),
    items ? texts.itemsCount(items) : "",
    choices ? texts.choicesCount(choices) : "",
  ]
    .filter(Boolean)
    .join("\n");
}

/**
 * What is read aloud: the text and the notes, and each card in turn.
 * @param {HTMLElement} answer
 */
export function wordsOf(answer) {
  const copy = /** @type {HTMLElement} */ (answer.querySelector(".body")?.cloneNode(true) ?? h("div", null));
  copy.querySelectorAll(".spoken,.sources,.choices,svg").forEach((part) => part.remove());
  return [...copy.querySelectorAll("p,li:not(:has(p)),tr")].map((part) => part.textContent?.trim() ?? "").join(".\n");
}

/**
 * Buttons that say something for the pupil; they stay, so that nobody has to hurry.
 * @param {string} label
 * @param {{title: string, press: () => void}[]} choices
 */
export function choiceList(label, choices) {
  return h(
    "ul",
    { class: "choices", "aria-label": label },
    choices.map((choice) =>
      h("li", null, h("button", { type: "button", onclick: choice.press, dir: "auto" }, choice.title)),
    ),
  );
}

/**
 * @param {HTMLElement} line an empty `li`
 * @param {Turn} turn
 * @param {Texts} texts
 * @param {Counsellor | undefined} counsellor
 * @param {(id: string) => void} again
 */
export function fillSaid(line, turn, texts, counsellor, again) {
  line.className = `said ${turn.state}`;
  line.replaceChildren(h("div", { class: "body" }, spoken(`${texts.you}: `), h("p", { dir: "auto" }, turn.text)));
  if (turn.state === "waiting") line.append(h("p", { class: "state" }, texts.waiting));
  if (turn.state !== "failed") return;
  line.append(
    h(
      "div",
      { class: "state error" },
      h("p", null, icon("info"), h("span", null, texts.why[turn.error ?? "failed"])),
      turn.error !== "refused" &&
        h("button", { type: "button", class: "strong", onclick: () => again(turn.id) }, texts.again),
      contactLine(counsellor, texts.reach, texts),
      turn.error !== "refused" && h("p", { class: "small" }, texts.help),
    ),
  );
}

/**
 * The bot's first words, with questions to begin with and the languages it speaks.
 * @param {string} greeting
 * @param {Texts} texts
 * @param {...Node} below
 */
export function greetingLine(greeting, texts, ...below) {
  return h(
    "li",
    { class: "answer greeting" },
    avatar(),
    h("div", { class: "body" }, spoken(`${texts.name}: `), paragraphs(greeting, texts), ...below),
  );
}

/**
 * @param {BotMessage} message
 * @param {Texts} texts
 * @param {{press: (choice: {id: string, title: string}) => void, leave: () => void}} does
 */
export function answerLine(message, texts, does) {
  const { payload } = message;
  const choices = choicesOf(message).map((choice) => ({ title: clean(choice.title), press: () => does.press(choice) }));
  const caring = payload?.notice === "safeguarding";
  const notes = notesOf(message)
    .map(clean)
    .filter(Boolean)
    .map((note) => h("p", { dir: "auto" }, note));
  const content = h("div", null, paragraphs(message.text, texts));
  if (payload?.notice) {
    content.className = `notice ${caring ? "care" : ""}`;
    content.prepend(h("p", { class: "title" }, icon(caring ? "care" : "info"), caring ? texts.safety : texts.notice));
    if (caring) content.append(h("button", { type: "button", class: "strong", onclick: does.leave }, texts.leave));
  }
  return h(
    "li",
    { class: "answer", lang: interfaceLanguage(message.lang ?? "sv"), tabindex: -1 },
    avatar(),
    h(
      "div",
      { class: "body" },
      spoken(`${texts.name}: `),
      content,
      itemBlocks(payload?.items, texts),
      notes.length > 0 && h("div", { class: "notes" }, icon("info"), h("div", null, notes)),
      sourceLines(payload?.sources, texts),
      choices.length > 0 && choiceList(texts.choices, choices),
    ),
  );
}
