// Reads answers aloud with a voice of the device itself: a voice that lives on a server would hear what pupils read.

/** @param {string} lang */
function voiceFor(lang) {
  return window.speechSynthesis
    ?.getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === lang);
}

export class Reader {
  /** @param {() => void} changed told when the reading of one message begins or ends */
  constructor(changed) {
    this.changed = changed;
    /** Id of the message that is being read. */
    this.current = "";
    // Browsers load their list of voices late; asking early starts it.
    window.speechSynthesis?.getVoices();
  }

  /**
   * @param {string} id
   * @param {string} text
   * @param {string} lang
   * @returns {boolean} whether there is a voice for it
   */
  read(id, text, lang) {
    this.stop();
    const voice = voiceFor(lang);
    if (!voice) return false;
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    words.onend = words.onerror = () => this.current === id && this.#now("");
    this.#now(id);
    window.speechSynthesis.speak(words);
    return true;
  }

  stop() {
    window.speechSynthesis?.cancel();
    if (this.current) this.#now("");
  }

  /** @param {string} id */
  #now(id) {
    this.current = id;
    this.changed();
  }
}
