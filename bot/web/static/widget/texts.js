// Knows the interface languages, loads their texts when they are asked for, and names the county of the page.
import { texts as english } from "./texts/en.js";
import { texts as swedish } from "./texts/sv.js";

/** @typedef {import("./types.d.ts").Texts} Texts */

const HERE = new URL("./", import.meta.url);

/** The folder of the modules; the built widget.js lies one above it. */
export const FOLDER = HERE.pathname.endsWith("/widget/") ? HERE : new URL("widget/", HERE);

export const EASY = "easy";

/** Each language by its own name, so that whoever reads it finds it. @type {Record<string, string>} */
export const LANGUAGES = {
  sv: "Svenska",
  en: "English",
  ar: "العربية",
  so: "Soomaali",
  uk: "Українська",
  fa: "فارسی",
  fi: "Suomi",
};

/** Each county in the place of its code. */
const COUNTIES =
  ",Stockholm,,Uppsala,Södermanland,Östergötland,Jönköping,Kronoberg,Kalmar,Gotland,Blekinge,,Skåne,Halland," +
  "Västra Götaland,,,Värmland,Örebro,Västmanland,Dalarna,Gävleborg,Västernorrland,Jämtland,Västerbotten,Norrbotten";

/** @param {string} code two digits, of a county or the beginning of a municipality's code */
export function countyName(code) {
  return COUNTIES.split(",")[Number(code.slice(0, 2))] ?? "";
}

/**
 * The interface language for a wish: "easy" and "sv-SE" read the Swedish texts.
 * @param {string} wish
 */
export function interfaceLanguage(wish) {
  const short = wish.toLowerCase().split("-")[0] ?? "";
  return short in LANGUAGES ? short : "sv";
}

/** @param {string} language */
export function direction(language) {
  return language === "ar" || language === "fa" ? "rtl" : "ltr";
}

/**
 * Swedish and English are at hand; the rest come over the network, and Swedish stays when one does not come.
 * @param {string} language
 * @returns {Promise<Texts>}
 */
export async function loadTexts(language) {
  if (language === "sv") return swedish;
  if (language === "en") return english;
  try {
    return (await import(new URL(`texts/${language}.js`, FOLDER).href)).texts;
  } catch {
    return swedish;
  }
}

export { swedish };
