// Speaks the Chat API over HTTP and sorts what can go wrong into a few kinds that the conversation knows how to meet.

/** @typedef {import("./types.d.ts").Outgoing} Outgoing */
/** @typedef {import("./types.d.ts").Reply} Reply */
/** @typedef {import("./types.d.ts").HistoryLine} HistoryLine */
/** @typedef {import("./types.d.ts").Site} Site */

/** The gateway cuts an answer at 8 s; what takes longer than this is lost on the way. */
const PATIENCE_MS = 15000;

export class Trouble extends Error {
  /**
   * @param {"offline" | "busy" | "gone" | "refused" | "failed"} kind
   * @param {number} [seconds] how long the gateway asks to wait
   */
  constructor(kind, seconds) {
    super(kind);
    this.kind = kind;
    this.seconds = seconds;
  }
}

/** @param {Response} response */
function troubleOf(response) {
  const seconds = Number(response.headers.get("retry-after")) || undefined;
  if (response.status === 429 || (response.status === 503 && seconds)) return new Trouble("busy", seconds);
  if (response.status === 404 || response.status === 410) return new Trouble("gone");
  return new Trouble(response.status < 500 ? "refused" : "failed");
}

export class Api {
  /** @param {string} base address of the folder that the widget was loaded from */
  constructor(base) {
    this.base = base;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async call(method, path, body) {
    /** @type {Response} */
    let response;
    try {
      response = await fetch(new URL(path, this.base), {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: body === undefined ? {} : { "content-type": "application/json" },
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch (error) {
      throw new Trouble(error instanceof DOMException && error.name === "TimeoutError" ? "failed" : "offline");
    }
    if (!response.ok) throw troubleOf(response);
    if (response.status === 204) return null;
    try {
      return await response.json();
    } catch {
      // A body cut off on the way: the turn may well have been made, so the same id is sent again.
      throw new Trouble("failed");
    }
  }

  /**
   * @param {Outgoing} message
   * @returns {Promise<Reply>}
   */
  async say(message) {
    const reply = await this.call("POST", "api/chat", message);
    // An empty answer is a failure: a pupil is never left without a way on.
    if (typeof reply?.session !== "string" || !Array.isArray(reply.messages) || !reply.messages.length) {
      throw new Trouble("failed");
    }
    return reply;
  }

  /**
   * @param {string} session
   * @returns {Promise<HistoryLine[]>}
   */
  async history(session) {
    const reply = await this.call("GET", `api/chat/${encodeURIComponent(session)}`);
    return Array.isArray(reply?.messages) ? reply.messages : [];
  }

  /** @param {string} session */
  forget(session) {
    return this.call("DELETE", `api/chat/${encodeURIComponent(session)}`);
  }

  /**
   * @param {string} session
   * @param {{message: string, rating: number, comment?: string}} feedback
   */
  rate(session, feedback) {
    return this.call("POST", `api/chat/${encodeURIComponent(session)}/feedback`, feedback);
  }

  /**
   * @param {string} key
   * @returns {Promise<Site>}
   */
  site(key) {
    return this.call("GET", `api/site?key=${encodeURIComponent(key)}`);
  }
}
