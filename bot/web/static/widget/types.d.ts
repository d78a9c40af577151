/** The shapes that the widget's modules share; read by the type checker only, never loaded by a browser. */

export type Dict = Record<string, unknown>;

export interface Choice {
  id: string;
  title: string;
}

export interface Payload {
  topic?: string;
  items?: unknown[];
  sources?: unknown[];
  notes?: unknown[];
  notice?: string;
}

export interface BotMessage {
  id: string;
  text: string;
  buttons?: Choice[];
  payload?: Payload;
  /** Language that the answer is written in, from the reply that carried it. */
  lang?: string;
}

export type TurnState = "sending" | "waiting" | "failed" | "done";

/** One thing that the pupil said, and what came back. `id` is the message id that makes sending twice harmless. */
export interface Turn {
  id: string;
  at: number;
  text: string;
  button?: string;
  state: TurnState;
  /** Key of the text that tells why it failed. */
  error?: "failed" | "busy" | "refused";
  answers: BotMessage[];
}

/** What all tabs of a pupil share. A higher `epoch` replaces everything older: that is how clearing wins. */
export interface Shared {
  epoch: number;
  session: string | null;
  /** Sessions that two tabs began at the same moment; forgotten together with the current one. */
  others: string[];
  turns: Turn[];
  ratings: Record<string, number>;
}

/** What one tab keeps over page changes. */
export interface Kept {
  at: number;
  /** null: the pupil has neither opened nor minimised it yet. */
  open: boolean | null;
  language: string;
  chosen: boolean;
  size: number;
  aloud: boolean;
  draft: string;
  forget: string[];
  shared: Shared;
}

export interface Counsellor {
  name?: string;
  email?: string;
  phone?: string;
  hours?: string;
}

export interface Site {
  greeting?: string;
  county?: string;
  municipality?: string;
  colors?: { primary?: string; on_primary?: string };
  counsellor?: Counsellor;
  starters?: string[];
  languages?: string[];
  test?: boolean;
}

export interface Reply {
  session: string;
  messages: BotMessage[];
  language?: string;
}

/** A line of `GET /api/chat/{session}`; a pupil's line has the message id that the widget gave it. */
export interface HistoryLine extends BotMessage {
  role: "pupil" | "bot";
}

export interface Outgoing {
  id: string;
  session?: string;
  text?: string;
  button?: string;
  county?: string;
  municipality?: string;
  language?: string;
  page?: string;
}

export type Texts = typeof import("./texts/sv.js").texts;
