// The colours: two built-in schemes, and a school's own colour where its contrast is good enough for every reader.

const LIGHT = {
  surface: "#ffffff",
  raised: "#f4f7f7",
  ink: "#18272d",
  muted: "#51626a",
  line: "#d3dcde",
  edge: "#6b7d84",
  bar: "#0f4c5c",
  "on-bar": "#ffffff",
  link: "#0f4c5c",
  tint: "#e2eff1",
  warn: "#8a2c0d",
  care: "#5b2a6e",
};
const DARK = {
  surface: "#121b1f",
  raised: "#1b272c",
  ink: "#e9eff1",
  muted: "#a9b8be",
  line: "#33434a",
  edge: "#82959d",
  bar: "#1d2f36",
  "on-bar": "#f3f8f9",
  link: "#8fd3e2",
  tint: "#203840",
  warn: "#ffb59b",
  care: "#dcb8ee",
};

/**
 * "#rgb" or "#rrggbb" as three numbers; anything else is no colour, so nothing else can reach the style sheet.
 * @param {unknown} colour
 * @returns {number[] | null}
 */
export function parseColour(colour) {
  if (typeof colour !== "string" || !/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour)) return null;
  const digits = colour.length === 4 ? colour.slice(1).replace(/./g, "$&$&") : colour.slice(1);
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
}

/** @param {number[]} colour */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = colour
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Contrast ratio of WCAG 2.x; 0 when one of the two is no colour.
 * @param {unknown} one
 * @param {unknown} other
 */
export function contrast(one, other) {
  const [first, second] = [parseColour(one), parseColour(other)];
  if (!first || !second) return 0;
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * Whether a school's colour may be used. Text needs 4.5 to 1, parts that are pressed 3 to 1.
 * @param {string} primary
 * @param {string} onPrimary
 */
const isReadable = (primary, onPrimary) => contrast(primary, onPrimary) >= 4.5 && contrast(primary, LIGHT.surface) >= 3;

/**
 * One scheme with the school's colour put wherever it can be read.
 * @param {typeof LIGHT} scheme
 * @param {string} primary
 * @param {string} onPrimary
 */
function tinted(scheme, primary, onPrimary) {
  const own = { ...scheme, bar: primary, "on-bar": onPrimary };
  if (Math.min(contrast(primary, scheme.surface), contrast(primary, scheme.tint)) >= 4.5) own.link = primary;
  return own;
}

/** @param {Record<string, string>} scheme */
const declarations = (scheme) =>
  Object.entries(scheme)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");

/**
 * The style sheet of colours: the reader's scheme, unless the page asked for one.
 * @param {string} primary empty: the built-in colours
 * @param {string} onPrimary
 */
export function colourSheet(primary, onPrimary) {
  let [light, dark] = [LIGHT, DARK];
  if (primary) {
    if (isReadable(primary, onPrimary))
      [light, dark] = [tinted(LIGHT, primary, onPrimary), tinted(DARK, primary, onPrimary)];
    else console.warn("syv-chat: colour refused, contrast below 4.5 (text) or 3 (white)");
  }
  const darkRules = `{color-scheme:dark;${declarations(dark)}}`;
  return (
    `.root{color-scheme:light;${declarations(light)}}` +
    `@media(prefers-color-scheme:dark){:host(:not([theme=light])) .root${darkRules}}:host([theme=dark]) .root${darkRules}`
  );
}
