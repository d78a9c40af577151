// Shows the facts of an answer: cards, tables, steps and figures from `payload.items`; a kind it does not know is nothing.
import { clean, h, icon, spoken } from "./dom.js";
import { link } from "./markup.js";

/** @typedef {import("./types.d.ts").Dict} Dict */
/** @typedef {import("./types.d.ts").Texts} Texts */
/** @typedef {(item: Dict, texts: Texts) => Node} Builder */

const MOST_ITEMS = 60;

/**
 * @param {unknown} value
 * @returns {value is Dict}
 */
export const isDict = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {unknown[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/**
 * @param {import("./dom.js").Child[]} parts
 * @param {string} between
 */
const joined = (parts, between) => parts.flatMap((part, place) => (place ? [between, part] : [part]));

/** Text of a value that may be missing. @param {unknown} value */
const say = (value) => (value === null || value === undefined ? "" : clean(value).trim());

/**
 * A line "Label: value", or nothing.
 * @param {string} label
 * @param {unknown} value
 */
const line = (label, value) =>
  say(value) ? h("p", null, h("span", { class: "label" }, `${label}: `), say(value)) : null;

/**
 * Where it is, and how far away.
 * @param {Dict} item
 * @param {Texts} texts
 */
function where(item, texts) {
  const km =
    typeof item.distance_km === "number" && item.distance_km >= 0 ? texts.away(Math.round(item.distance_km)) : "";
  const parts = [say(item.municipality), km].filter(Boolean).map((part) => h("bdi", null, part));
  return parts.length > 0 && h("p", { class: "where" }, icon("pin"), h("span", null, joined(parts, " · ")));
}

/**
 * How far the fact can be trusted, where that is less than an official source.
 * @param {Dict} item
 * @param {Texts} texts
 */
function trust(item, texts) {
  const kinds = { demo: texts.demo, unconfirmed: texts.unconfirmed, general: texts.general };
  const kind = item.demo ? "demo" : say(item.quality);
  const text = kind in kinds ? kinds[/** @type {keyof typeof kinds} */ (kind)] : "";
  return text && h("p", { class: `quality ${kind === "demo" ? "demo" : ""}` }, icon("info"), h("span", null, text));
}

/**
 * How to reach somebody: whatever of role or name, address, number and hours is known.
 * @param {unknown} contact a line of text, or its parts
 * @param {string} label
 * @param {Texts} texts
 */
export function contactLine(contact, label, texts) {
  if (!isDict(contact)) return line(label, contact);
  const [email, phone] = [say(contact.email), say(contact.phone)];
  const parts = [
    say(contact.role) || say(contact.name),
    email && link(`mailto:${email}`, email, texts),
    phone && link(`tel:${phone.replace(/[^+\d]/g, "")}`, phone, texts),
    say(contact.hours),
  ].filter(Boolean);
  return parts.length > 0 && h("p", null, h("span", { class: "label" }, `${label}: `), joined(parts, ", "));
}

/** @param {unknown} amount */
const grouped = (amount) =>
  typeof amount === "number"
    ? Math.round(amount)
        .toString()
        .replace(/\B(?=(\d{3})+$)/g, "\u00a0")
    : say(amount);

/** @type {Builder} */
function salary(item, texts) {
  const monthly = grouped(item.monthly_sek) || [grouped(item.low), grouped(item.high)].filter(Boolean).join("–");
  const hourly = say(item.hourly_sek).replace(".", ",");
  const about = [say(item.statistic), say(item.area), say(item.period)].filter(Boolean).join(" · ");
  return h(
    "li",
    { class: "card" },
    h("p", { class: "label" }, say(item.label)),
    h("p", { class: "figure" }, say(item.value) || (monthly ? texts.month(monthly) : hourly && texts.hour(hourly))),
    h("p", { class: "small" }, about),
    h("p", { class: "small" }, say(item.note)),
  );
}

/**
 * The style sheet puts each row's name above its cells, so the roles are told outright: some browsers take them from the layout.
 * @param {"th" | "td"} tag
 * @param {string} role
 * @param {unknown} text
 */
const cell = (tag, role, text) => h(tag, { role, dir: "auto" }, say(text) || "–");

/** @param {Node[]} cells */
const row = (...cells) => h("tr", { role: "row" }, cells);

/** @type {Builder} */
function comparison(item, texts) {
  const columns = list(item.columns);
  const label = say(item.label) || texts.compare;
  return h(
    "div",
    { class: "wide", tabindex: 0, role: "group", "aria-label": label },
    h(
      "table",
      { role: "table", "aria-label": label },
      h("thead", null, row(h("td", { class: "spoken" }), ...columns.map((column) => cell("th", "columnheader", column)))),
      h(
        "tbody",
        null,
        list(item.rows)
          .filter(isDict)
          .slice(0, MOST_ITEMS)
          .map(({ label, cells }) =>
            row(cell("th", "rowheader", label), ...columns.map((_, place) => cell("td", "cell", list(cells)[place]))),
          ),
      ),
    ),
  );
}

/**
 * A card holds whatever is known of an employer, occupation, school, programme or step, in one order.
 * @type {Builder}
 */
function card(item, texts) {
  const offers = list(item.offers).map(say).filter(Boolean);
  const site = item.website ?? item.url;
  return h(
    "li",
    { class: item.kind === "step" ? "step" : "card" },
    h("p", { class: "title" }, say(item.name) || say(item.label)),
    where(item, texts),
    h(
      "p",
      { class: "small" },
      [item.industry, item.orientation, item.level, item.length].map(say).filter(Boolean).join(" · "),
    ),
    h("p", null, say(item.reason) || say(item.note)),
    line(texts.situation, item.situation),
    line(texts.forecast, item.forecast),
    line(texts.programme, item.programme),
    offers.length > 0 &&
      h(
        "p",
        { class: "tags" },
        spoken(`${texts.offers}: `),
        offers.map((offer, place) => h("span", null, place > 0 && spoken(", "), offer)),
      ),
    contactLine(item.contact, texts.contact, texts),
    say(site) && h("p", null, link(site, texts.website(say(item.name)), texts)),
    trust(item, texts),
  );
}

/** @type {Record<string, Builder>} */
const BUILDERS = {
  employer: card,
  occupation: card,
  school: card,
  programme: card,
  step: card,
  fact: (item) =>
    h("li", { class: "fact" }, h("span", { class: "label" }, say(item.label)), " ", h("span", null, say(item.value))),
  salary,
  comparison,
};

/**
 * All items of an answer; neighbours of one kind become one list.
 * @param {unknown} items
 * @param {Texts} texts
 */
export function itemBlocks(items, texts) {
  const blocks = document.createDocumentFragment();
  let before = "";
  /** @type {HTMLElement | null} */
  let group = null;
  for (const item of list(items).slice(0, MOST_ITEMS)) {
    const kind = isDict(item) ? say(item.kind) : "";
    if (!isDict(item) || !Object.hasOwn(BUILDERS, kind)) continue;
    const built = /** @type {Builder} */ (BUILDERS[kind])(item, texts);
    if (kind === "comparison") {
      blocks.append(built);
    } else {
      if (kind !== before || !group)
        blocks.append((group = h(kind === "step" ? "ol" : "ul", { class: `items ${kind}s` })));
      group.append(built);
    }
    before = kind;
  }
  return blocks;
}

/** How many items of an answer are shown. @param {unknown} items */
export function countItems(items) {
  return list(items).filter((item) => isDict(item) && Object.hasOwn(BUILDERS, say(item.kind))).length;
}

/**
 * "Källa: Arbetsförmedlingen, Yrkesbarometern 2025", with a link where the source has one. Several are folded under the names
 * of those who publish them, so that they do not drown the answer.
 * @param {unknown} sources
 * @param {Texts} texts
 */
export function sourceLines(sources, texts) {
  const known = list(sources)
    .filter(isDict)
    .filter((source) => say(source.name) || say(source.publisher));
  if (!known.length) return null;
  const parts = known.map((source) => {
    const publisher = say(source.publisher);
    const year = say(source.published).slice(0, 4);
    const name = say(source.name);
    const label = [name.startsWith(publisher) ? "" : publisher, name].filter(Boolean).join(", ");
    const dated = year && !label.includes(year) ? `${label} ${year}` : label;
    const quality = texts.quality[/** @type {keyof Texts["quality"]} */ (say(source.quality))];
    const told = quality && !label.toLowerCase().includes(quality) && ` (${quality})`;
    return h("span", null, say(source.url) ? link(source.url, dated, texts) : dated, told);
  });
  if (!parts[1]) return h("p", { class: "sources" }, `${texts.source}: `, parts);
  const names = new Set(known.map((source) => say(source.publisher) || say(source.name)));
  return h(
    "details",
    { class: "sources" },
    h("summary", null, `${texts.sources}: ${[...names].join(", ")}`),
    h(
      "ul",
      null,
      parts.map((part) => h("li", null, part)),
    ),
  );
}
