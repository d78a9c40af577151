// Draws what the store holds as lines of the conversation, each once, and tells what is new.
import { h } from "./dom.js";
import { toolRow } from "./feedback.js";
import { answerLine, choiceList, fillSaid, greetingLine, spokenAnswer, wordsOf } from "./messages.js";
import { LANGUAGES, countyName, interfaceLanguage, swedish } from "./texts.js";

/** @typedef {import("./types.d.ts").BotMessage} BotMessage */

export class Transcript {
  /** @param {import("./chat.js").Chat} chat */
  constructor(chat) {
    this.chat = chat;
    /** @type {Map<string, HTMLLIElement>} */
    this.lines = new Map();
  }

  #greeting() {
    const { texts } = this.chat;
    const swedishNow = this.chat.texts === swedish;
    const county = countyName(
      this.chat.attribute("county") || this.chat.attribute("municipality") || this.chat.site.county || "",
    );
    const own = swedishNow && Array.isArray(this.chat.site.starters) ? this.chat.site.starters.slice(0, 4) : [];
    const starters = own.length ? own : this.chat.texts.starters(county);
    const others = this.chat.languages.filter((language) => language !== interfaceLanguage(this.chat.kept.language));
    return greetingLine(
      swedishNow && this.chat.site.greeting
        ? `${this.chat.site.greeting}\n\n${texts.greeting}`
        : `${texts.hello} ${texts.greeting}`,
      this.chat.texts,
      choiceList(
        this.chat.texts.startersLabel,
        starters.map((title) => ({ title, press: () => this.chat.say(title) })),
      ),
      h(
        "p",
        { class: "languages", role: "group", "aria-label": `${this.chat.texts.languages} / Language` },
        others.map((language) =>
          h(
            "button",
            {
              type: "button",
              class: "plain",
              lang: language,
              onclick: () => this.chat.setLanguage(language, true).then(() => this.chat.panel.rest()),
            },
            LANGUAGES[language],
          ),
        ),
      ),
    );
  }

  /** @param {BotMessage} message @param {boolean} last of its turn */
  #answer(message, last) {
    const line = answerLine(message, this.chat.texts, {
      press: (choice) => this.chat.say(choice.title, choice.id),
      leave: () => {
        this.chat.clear();
        this.chat.show(false, true);
      },
    });
    if (!last || message.payload?.notice) return line;
    const tools = toolRow(message.id, this.chat.store.shared.ratings[message.id], this.chat.texts, {
      listen: () => this.#listen(message, line),
      rate: (rating, comment) => this.#rate(message.id, rating, comment),
      announce: (text) => this.chat.announcer.say(text),
    });
    tools.lang = this.chat.panel.root.lang;
    line.append(tools);
    return line;
  }

  /**
   * @param {string} key
   * @param {() => HTMLLIElement} build
   */
  #line(key, build) {
    let line = this.lines.get(key);
    if (!line) this.lines.set(key, (line = build()));
    return line;
  }

  /** @param {BotMessage[]} fresh answers that this tab has not shown before */
  draw(fresh) {
    const { panel } = this.chat;
    const atEnd = panel.atEnd;
    const wanted = [this.#line("greeting", () => this.#greeting())];
    /** @type {HTMLElement | undefined} */
    let newest;
    for (const turn of this.chat.store.shared.turns) {
      const said = this.#line(turn.id, () => h("li", null));
      const state = `${turn.state} ${turn.error ?? ""}`;
      if (said.dataset.state !== state) {
        said.dataset.state = state;
        fillSaid(said, turn, this.chat.texts, this.chat.site.counsellor, (id) => {
          this.chat.talk.again(id);
          panel.rest();
        });
      }
      wanted.push(said);
      turn.answers.forEach((answer, place) => {
        wanted.push(this.#line(answer.id, () => this.#answer(answer, place === turn.answers.length - 1)));
        if (fresh[0] === answer) newest = said;
      });
    }
    wanted.forEach((line, place) => {
      const there = panel.list.children[place];
      if (there !== line) panel.list.insertBefore(line, there ?? null);
    });
    while (panel.list.children.length > wanted.length) panel.list.lastChild?.remove();
    panel.jump.hidden = !this.chat.store.shared.turns.some((turn) => turn.answers.length);
    this.chat.progress.update(this.chat.texts);
    if (newest) this.#tell(fresh, newest, atEnd);
    else if (atEnd) panel.toEnd();
  }

  /**
   * @param {BotMessage[]} fresh
   * @param {HTMLElement} from the pupil's line that they answer
   * @param {boolean} atEnd whether the pupil was reading the end, and not something further up
   */
  #tell(fresh, from, atEnd) {
    for (const answer of fresh) {
      this.chat.announcer.say(spokenAnswer(answer, this.chat.texts), interfaceLanguage(answer.lang ?? "sv"));
    }
    if (!this.chat.panel.isOpen) {
      this.chat.missed(fresh.length);
    } else if (atEnd) {
      this.chat.panel.toLine(from);
    } else {
      this.chat.panel.jump.classList.add("shown");
    }
    const last = fresh.at(-1);
    const line = last && this.lines.get(last.id);
    if (line && this.chat.kept.aloud && this.chat.panel.isOpen && !document.hidden) {
      this.chat.reader.read(
        last.id,
        fresh.map((answer) => wordsOf(this.lines.get(answer.id) ?? line)).join("\n"),
        line.lang,
      );
    }
  }

  /** @param {BotMessage} message @param {HTMLElement} line */
  #listen(message, line) {
    if (this.chat.reader.current === message.id) return this.chat.reader.stop();
    if (this.chat.reader.read(message.id, wordsOf(line), line.lang)) return;
    const note = line.querySelector(".tools p");
    if (note) note.textContent = this.chat.texts.noVoice;
    this.chat.announcer.say(this.chat.texts.noVoice);
  }

  /** Shows which answer is being read aloud. */
  markReading() {
    for (const [id, line] of this.lines) {
      line.querySelector(".listen")?.setAttribute("aria-pressed", String(id === this.chat.reader.current));
    }
  }

  /** @param {string} message @param {number} rating @param {string} [comment] */
  async #rate(message, rating, comment) {
    const { session, ratings } = this.chat.store.shared;
    if (!session) return false;
    try {
      await this.chat.api.rate(session, { message, rating, ...(comment && { comment }) });
    } catch {
      return false;
    }
    ratings[message] = rating;
    this.chat.store.commit();
    return true;
  }
}
