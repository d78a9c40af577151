// The frame: launcher, header, the conversation's scroll area and the field; who has the focus, and what Tab and Esc do.
import { h, icon } from "./dom.js";

/** @typedef {import("./types.d.ts").Texts} Texts */

export class Panel {
  /**
   * @param {import("./composer.js").Composer} composer
   * @param {import("./announce.js").Announcer} announcer
   * @param {{open: () => void, minimise: () => void, menu: (open: boolean) => void}} does
   */
  constructor(composer, announcer, does) {
    this.does = does;
    this.composer = composer;
    this.launcherText = h("span", null);
    this.badge = h("span", { class: "badge", hidden: true });
    this.launcher = h(
      "button",
      { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "panel", onclick: does.open },
      icon("compass"),
      this.launcherText,
      this.badge,
    );
    this.name = h("p", { id: "name", class: "name" });
    this.tagline = h("p", { class: "tagline" });
    this.menuText = h("span", null);
    this.menuButton = h(
      "button",
      { type: "button", "aria-expanded": "false", "aria-controls": "menu", onclick: () => does.menu(!this.menu) },
      icon("menu"),
      this.menuText,
    );
    this.minimiseButton = h("button", { type: "button", onclick: does.minimise }, icon("down"));
    this.list = h("ol", null);
    this.typing = h(
      "div",
      { class: "typing", hidden: true },
      h("span", { class: "dots" }, h("i"), h("i"), h("i")),
      h("p"),
    );
    this.log = h(
      "div",
      { class: "log", tabindex: 0, role: "region", onscroll: () => this.#scrolled() },
      this.list,
      this.typing,
    );
    this.banner = h("p", { class: "banner", hidden: true });
    this.jump = h(
      "button",
      { type: "button", class: "jump", hidden: true, onclick: () => this.toAnswer() },
      icon("down"),
    );
    this.jumpText = h("span", null);
    this.jump.append(this.jumpText);
    this.middle = h("div", { class: "middle" }, this.log);
    this.panel = h(
      "div",
      { id: "panel", class: "panel", role: "dialog", "aria-labelledby": "name", hidden: true },
      h(
        "div",
        { class: "bar" },
        h("span", { class: "avatar" }, icon("compass")),
        h("div", { class: "names" }, this.name, this.tagline),
        this.menuButton,
        this.minimiseButton,
      ),
      this.middle,
      this.banner,
      this.jump,
      composer.element,
    );
    this.root = h("div", { class: "root", onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
    this.root.append(this.launcher, this.panel, announcer.region);
    /** @type {HTMLElement | null} */
    this.menu = null;
    this.inline = false;
    /** The part of the window that is free of the on-screen keyboard. */
    this.fit = () => {
      const { height = innerHeight, offsetTop = 0 } = window.visualViewport ?? {};
      this.root.style.setProperty("--free", `${Math.round(height)}px`);
      this.root.style.setProperty("--above", `${Math.round(offsetTop)}px`);
      this.panel.toggleAttribute("aria-modal", false);
      if (this.full) this.panel.setAttribute("aria-modal", "true");
    };
  }

  get full() {
    return !this.inline && matchMedia("(max-width:599px),(max-height:479px)").matches;
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  /** @param {Texts} texts */
  speak(texts) {
    this.launcherText.textContent = texts.open;
    this.name.textContent = texts.name;
    this.tagline.textContent = texts.tagline;
    this.menuText.textContent = texts.menu;
    this.minimiseButton.setAttribute("aria-label", texts.minimise);
    this.minimiseButton.title = texts.minimise;
    this.log.setAttribute("aria-label", texts.log);
    this.jumpText.textContent = texts.jump;
    this.composer.speak(texts);
  }

  /** @param {boolean} open @param {boolean} [focus] */
  show(open, focus = false) {
    this.panel.hidden = !open && !this.inline;
    this.launcher.hidden = open || this.inline;
    this.launcher.setAttribute("aria-expanded", String(open));
    this.minimiseButton.hidden = this.inline;
    this.fit();
    if (!focus) return;
    if (open) this.rest();
    else this.launcher.focus();
  }

  /** Where the focus rests between turns: the field, but not where that brings up an on-screen keyboard. */
  rest() {
    if (!matchMedia("(pointer:coarse)").matches) return this.composer.focus();
    // The pupil did not go there, so no frame is drawn until a key is pressed.
    this.log.classList.add("calm");
    this.log.focus({ preventScroll: true });
  }

  /** @param {HTMLElement | null} sheet */
  showMenu(sheet) {
    this.menu?.remove();
    this.menu = sheet;
    this.menuButton.setAttribute("aria-expanded", String(Boolean(sheet)));
    this.log.inert = Boolean(sheet);
    if (sheet) this.middle.append(sheet);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target === this.log) this.log.classList.remove("calm");
    if (event.key === "Escape" && !event.isComposing) {
      if (this.menu) this.does.menu(false);
      else if (!this.inline && this.isOpen) this.does.minimise();
      else return;
      event.stopPropagation();
    } else if (event.key === "F6" && this.isOpen) {
      event.preventDefault();
      if (this.composer.element.contains(this.focused)) this.toAnswer();
      else this.composer.focus();
    } else if (event.key === "Tab" && this.full && this.isOpen) {
      this.#circle(event);
    }
  }

  get focused() {
    return /** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement;
  }

  /** In full-screen mode the page behind is covered, so Tab goes round in the panel; Esc leaves it. @param {KeyboardEvent} event */
  #circle(event) {
    const stops = [...this.panel.querySelectorAll("button,a[href],textarea,select,input,[tabindex='0']")].filter(
      (stop) => stop instanceof HTMLElement && !stop.closest("[inert]") && stop.getClientRects().length > 0,
    );
    const [first, last] = [stops[0], stops.at(-1)];
    const edge = event.shiftKey ? first : last;
    const onto = event.shiftKey ? last : first;
    if (this.focused === edge && onto instanceof HTMLElement) {
      event.preventDefault();
      onto.focus();
    }
  }

  /** In a very low window the whole panel scrolls, so that the conversation is not squeezed to nothing. */
  get scroller() {
    return matchMedia("(max-height:479px)").matches ? this.panel : this.log;
  }

  get atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < 60;
  }

  /** A conversation that has not begun is shown from its greeting. */
  toEnd() {
    this.scroller.scrollTop = this.list.children[1] ? this.scroller.scrollHeight : 0;
  }

  /** Shows a new turn from its beginning, so that nobody has to scroll back to where an answer starts. @param {HTMLElement} line */
  toLine(line) {
    const { scroller } = this;
    scroller.scrollTop += line.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
    this.#scrolled();
  }

  /** Moves the focus to the latest answer, on the pupil's wish. */
  toAnswer() {
    const answer = [...this.list.querySelectorAll(".answer[tabindex]")].at(-1);
    if (!(answer instanceof HTMLElement)) return this.log.focus();
    answer.focus({ preventScroll: true });
    this.toLine(answer);
  }

  #scrolled() {
    if (this.atEnd) this.jump.classList.remove("shown");
  }
}
