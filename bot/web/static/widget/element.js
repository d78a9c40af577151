// <syv-chat>: the custom element. One script tag and one element put the chat on any page; nothing else is needed.
import { Chat } from "./chat.js";
import { SHEETS } from "./styles.js";
import { FOLDER } from "./texts.js";
import { colourSheet } from "./theme.js";

/** The API lies where the script does, also when the page is on another host or the gateway below a path. */
const BASE = new URL("../", FOLDER).href;

class SyvChat extends HTMLElement {
  static observedAttributes = ["open", "language", "color-primary", "color-on-primary"];

  /** @type {Chat | undefined} */
  #chat;
  /** @type {AbortController | undefined} */
  #listening;
  #colours = new CSSStyleSheet();
  #site = ["", ""];

  connectedCallback() {
    if (!this.#chat) {
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [...SHEETS, this.#colours];
      const chat = new Chat(BASE, (name) => (this.hasAttribute(name) ? this.getAttribute(name) || name : ""));
      this.#chat = chat;
      chat.recolour = (primary, onPrimary) => {
        this.#site = [primary, onPrimary];
        this.#recolour();
      };
      this.#recolour();
      shadow.append(chat.panel.root);
      chat.start();
    } else {
      this.#chat.store.join();
    }
    this.#listen(this.#chat);
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#chat?.reader.stop();
    this.#chat?.store.leave();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} value
   */
  attributeChangedCallback(name, before, value) {
    if (!this.#chat || before === value) return;
    if (name === "open") this.#chat.show(value !== null);
    else if (name === "language") this.#chat.setLanguage(value || "sv", true);
    else this.#recolour();
  }

  /** The page's own colours come before those of the site's settings. */
  #recolour() {
    const [primary, onPrimary] = this.#site;
    const own = this.getAttribute("color-primary");
    this.#colours.replaceSync(
      own
        ? colourSheet(own, this.getAttribute("color-on-primary") ?? "#ffffff")
        : colourSheet(primary ?? "", onPrimary ?? ""),
    );
  }

  /** @param {Chat} chat */
  #listen(chat) {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const wake = () => {
      chat.progress.connection();
      chat.talk.refresh().then(() => chat.talk.wake());
    };
    addEventListener("online", wake, { signal });
    addEventListener("offline", () => chat.progress.connection(), { signal });
    addEventListener("pagehide", () => chat.store.leave(), { signal });
    addEventListener("pageshow", (event) => event.persisted && (chat.store.join(), wake()), { signal });
    document.addEventListener("visibilitychange", () => !document.hidden && wake(), { signal });
    for (const target of [window, window.visualViewport]) {
      target?.addEventListener("resize", chat.panel.fit, { signal });
      target?.addEventListener("scroll", chat.panel.fit, { signal });
    }
  }
}

if (!customElements.get("syv-chat")) customElements.define("syv-chat", SyvChat);
