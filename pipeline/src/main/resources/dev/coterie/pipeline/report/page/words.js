// Labels from the table of messages, numbers as the language writes them.

import { content } from "./content.js";

const tables = JSON.parse(document.getElementById("messages").textContent);
let language = content.language;

export function currentLanguage() {
  return language;
}

export function otherLanguage() {
  return language === "en" ? "zh" : "en";
}

export function speak(next) {
  language = next;
  document.documentElement.lang = next === "zh" ? "zh-Hans" : "en";
  document.title = `${t("page.title")} · Coterie`;
}

/** A label; {0} is the first argument, put in as it is. */
export function t(key, ...values) {
  const template = tables[language][key];
  return template === undefined
    ? key
    : template.replace(/\{(\d)\}/g, (all, index) => values[index]);
}

/** A label that counts. */
export function counted(key, count) {
  return t(count === 1 && tables[language][`${key}.one`] ? `${key}.one` : key, whole(count));
}

/** What a name of the program's own is called, or the name where the table has none. */
export function named(kind, name) {
  const key = `${kind}.${String(name).toLowerCase()}`;
  return tables[language][key]
    ?? tables[language][key.replaceAll("_", "-")]
    ?? tables[language][key.replaceAll(/[- ]/g, "_")]
    ?? String(name);
}

export function whole(value) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value);
}

/** A number with as many digits as it deserves. */
export function figure(value, digits = 3) {
  if (value === null || value === undefined) {
    return "–";
  }
  const options = Math.abs(value) >= 1000
    ? { maximumFractionDigits: 0 }
    : { maximumSignificantDigits: digits };
  return new Intl.NumberFormat(language, options).format(value).replace("-", "−");
}

/** A number with a fixed count of decimals. */
export function fixed(value, decimals = 2) {
  if (value === null || value === undefined) {
    return "–";
  }
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(language, options).format(value).replace("-", "−");
}

export function percent(share) {
  if (share === null || share === undefined) {
    return "–";
  }
  const value = 100 * share;
  if (value > 0 && value < 0.01) {
    return t("percent.below", t("percent", figure(0.01)));
  }
  if (value > 99 && value < 100) {
    // Nearly all is not all.
    return t("percent", fixed(Math.min(value, 99.9), 1));
  }
  return t("percent", value > 0 && value < 10 ? fixed(value, value < 1 ? 2 : 1) : whole(value));
}

export function day(millis) {
  const options = { dateStyle: "medium", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language, options).format(new Date(millis));
}
