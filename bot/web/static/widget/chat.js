// The chat as a whole: puts the parts together, and does what the pupil presses.
import { Announcer } from "./announce.js";
import { Api } from "./api.js";
import { Composer } from "./composer.js";
import { printLog, saveLog } from "./keep.js";
import { menuSheet } from "./menu.js";
import { Panel } from "./panel.js";
import { Progress } from "./progress.js";
import { Reader } from "./speech.js";
import { Store } from "./store.js";
import { Talk } from "./talk.js";
import { EASY, LANGUAGES, direction, interfaceLanguage, loadTexts, swedish } from "./texts.js";
import { Transcript } from "./transcript.js";

/** @typedef {import("./types.d.ts").Site} Site */

export class Chat {
  /**
   * @param {string} base folder of widget.js on the gateway
   * @param {(name: string) => string} attribute what the page wrote on the element, "" when nothing
   */
  constructor(base, attribute) {
    this.base = base;
    this.attribute = attribute;
    this.texts = swedish;
    /** @type {Site} */
    this.site = {};
    this.unread = 0;
    this.api = new Api(base);
    this.store = new Store(`${base} ${attribute("site")}`, (fresh) => this.transcript.draw(fresh));
    this.talk = new Talk(
      this.api,
      this.store,
      () => this.#place(),
      (language, topic) => this.#heard(language, topic),
    );
    this.announcer = new Announcer();
    this.reader = new Reader(() => this.transcript.markReading());
    this.composer = new Composer({
      send: (text) => this.say(text),
      draft: (text) => this.#keep({ draft: text }),
      counsellor: () => this.say(this.texts.counsellorAsk),
    });
    this.panel = new Panel(this.composer, this.announcer, {
      open: () => this.show(true, true),
      minimise: () => this.show(false, true),
      menu: (open) => this.menu(open),
    });
    this.transcript = new Transcript(this);
    this.progress = new Progress(this.panel, this.announcer, this.talk);
  }

  get kept() {
    return this.store.kept;
  }

  /** @param {Partial<import("./types.d.ts").Kept>} change */
  #keep(change) {
    Object.assign(this.kept, change);
    this.store.save();
  }

  /** First showing: what was there before the page changed is drawn but not announced. */
  async start() {
    this.panel.inline = this.attribute("inline") !== "";
    this.panel.root.classList.toggle("inline", this.panel.inline);
    this.composer.fill(this.kept.draft);
    this.#resize();
    await this.setLanguage(this.kept.language || this.attribute("language") || "sv", this.kept.chosen);
    const wanted = this.kept.open ?? (this.attribute("open") !== "" && !this.panel.full);
    this.panel.show(wanted || this.panel.inline);
    this.panel.toEnd();
    this.store.join();
    const key = this.attribute("site");
    if (key)
      this.api.site(key).then(
        (site) => this.#settle(site),
        () => {},
      );
    await this.talk.refresh(true);
    this.talk.pump();
  }

  /** @param {Site} site */
  #settle(site) {
    this.site = site ?? {};
    this.recolour?.(this.site.colors?.primary ?? "", this.site.colors?.on_primary ?? "");
    this.transcript.lines.delete("greeting");
    this.transcript.draw([]);
  }

  /** Set by the element: puts a school's colours on. @type {((primary: string, onPrimary: string) => void) | undefined} */
  recolour = undefined;

  /** Those that the site offers, or all. */
  get languages() {
    const wanted = this.site.languages?.filter((language) => language in LANGUAGES) ?? [];
    return wanted.length ? wanted : Object.keys(LANGUAGES);
  }

  #place() {
    const county = this.attribute("county") || this.site.county;
    const municipality = this.attribute("municipality") || this.site.municipality;
    return {
      ...(county && { county }),
      ...(municipality && { municipality }),
      page: location.origin + location.pathname,
    };
  }

  /**
   * @param {string} text
   * @param {string} [button]
   */
  say(text, button) {
    this.reader.stop();
    this.menu(false, false);
    this.talk.say(text, button);
    this.panel.toEnd();
    this.panel.rest();
  }

  /**
   * @param {boolean} open
   * @param {boolean} [focus]
   */
  show(open, focus = false) {
    this.menu(false, false);
    this.panel.show(open, focus);
    this.#keep({ open });
    if (open) this.unread = 0;
    else this.reader.stop();
    this.#badge();
    if (open) this.panel.toEnd();
  }

  /** @param {string} language @param {boolean} chosen by the pupil, so that it holds against what an answer is written in */
  async setLanguage(language, chosen) {
    const short = interfaceLanguage(language);
    this.#keep({ language: language === EASY ? EASY : short, chosen });
    const texts = await loadTexts(short);
    const { root } = this.panel;
    // Easy Swedish has the same texts: nothing is drawn again, so the switch keeps the focus.
    if (interfaceLanguage(this.kept.language) !== short || (root.lang && texts === this.texts)) return;
    this.texts = texts;
    root.lang = texts === swedish ? "sv" : short;
    root.dir = direction(root.lang);
    this.panel.speak(texts);
    this.transcript.lines.clear();
    this.transcript.draw([]);
    if (this.panel.menu) this.menu(true);
  }

  /** @param {string} language @param {string} [topic] */
  #heard(language, topic) {
    const asked = topic === "change_language";
    if (!asked && (this.kept.chosen || (this.kept.language === EASY && language === "sv"))) return;
    if (language !== this.kept.language && (language === EASY || language in LANGUAGES))
      this.setLanguage(language, false);
  }

  /**
   * @param {boolean} open
   * @param {boolean} [focus]
   */
  menu(open, focus = true) {
    const was = Boolean(this.panel.menu);
    if (!open) {
      this.panel.showMenu(null);
      if (was && focus) this.panel.menuButton.focus();
      return;
    }
    const sheet = menuSheet(this.kept, this.languages, this.base, this.texts, {
      language: (language) => this.setLanguage(language, true),
      size: (size) => {
        this.#keep({ size });
        this.#resize();
      },
      aloud: (aloud) => {
        this.#keep({ aloud });
        if (!aloud) this.reader.stop();
      },
      print: () => printLog(this.panel.log, this.texts.name),
      save: () => saveLog(this.panel.log, this.texts.file),
      clear: () => this.clear(),
      close: () => this.menu(false),
    });
    this.panel.showMenu(sheet);
    sheet.querySelector("select")?.focus();
  }

  clear() {
    this.reader.stop();
    this.talk.forget(this.store.clear());
    this.menu(false, false);
    this.composer.fill("");
    this.announcer.say(this.texts.cleared);
    this.panel.rest();
  }

  #resize() {
    this.panel.root.dataset.size = String(this.kept.size);
  }

  /** @param {number} count answers that came while the panel was closed */
  missed(count) {
    this.unread += count;
    this.#badge();
  }

  #badge() {
    this.panel.badge.hidden = !this.unread;
    this.panel.badge.textContent = this.unread ? this.texts.unread(this.unread) : "";
  }
}
