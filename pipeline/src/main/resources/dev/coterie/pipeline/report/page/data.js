// What went in, what was left out and why, and how the languages stand to each other.

import { content } from "./content.js";
import { bar, barTable, facts, make, panel, section } from "./dom.js";
import { token } from "./theme.js";
import { currentLanguage, day, figure, fixed, named, percent, t, whole } from "./words.js";

function rejects(data) {
  const rows = data.rejected.filter((rule) => rule.value > 0);
  const rest = data.rejected.filter((rule) => rule.value === 0);
  return panel(t("data.rejects"),
    rows.length === 0 ? make("p", { class: "empty" }, t("data.rejects.none"))
      : barTable(rows.map((rule) => ({
        name: named("rule", rule.name), value: rule.value, text: whole(rule.value), color: token("warn"),
      }))),
    rest.length === 0 ? null : make("p", { class: "hint" },
      `${rest.map((rule) => named("rule", rule.name)).join(t("separator"))}: 0`));
}

function counts(title, rows, kind) {
  return rows.length === 0 ? null : panel(title, barTable(rows.map((row) => ({
    name: row.name === "" ? t("data.language.none") : named(kind, row.name),
    value: row.value,
    text: whole(row.value),
  }))));
}

function missing(data) {
  const rows = data.missing.filter((column) => column.value > 0);
  return panel(t("data.missing"),
    rows.length === 0 ? make("p", { class: "empty" }, t("data.missing.none"))
      : barTable(rows.map((column) => ({ name: column.name, value: column.value, text: whole(column.value) }))));
}

function gap(hours) {
  return hours >= 48 ? t("data.gap.days", figure(hours / 24, 2)) : t("data.gap.hours", figure(hours, 2));
}

function glance(data) {
  return panel(t("data.facts"), facts([
    [t("data.time"), data.first === undefined ? t("data.time.none") : `${day(data.first)} – ${day(data.last)}`],
    data.first === undefined ? null : [t("data.gap"), gap(data.longestGap)],
    [t("data.density"), percent(data.density)],
    [t("data.head"), percent(data.headShare)],
    [t("data.thinUsers"), whole(data.thinUsers)],
    [t("data.thinItems"), whole(data.thinItems)],
    [t("data.text"), percent(data.textCoverage)],
    data.catalogueItems > 0 ? [t("data.catalogue"), whole(data.catalogueItems)] : null,
    data.catalogueItems > 0 ? [t("data.unlisted"), whole(data.unlistedItems)] : null,
    data.dominant === undefined ? null : [t("data.dominant"), data.dominant],
    [t("data.robots"), whole(data.robots), data.robots > 0 ? t("data.robots.hint") : null],
  ].filter(Boolean)),
  data.robotIds?.length > 0
    ? make("p", { class: "exemplars" }, data.robotIds.map((id) => make("span", { class: "tag" }, id)))
    : null);
}

export function dataSection() {
  const { data } = content;
  const kept = data.rows > 0 ? data.kept / data.rows : 1;
  return section("data", t("data.title"), t("data.lead", whole(data.rows), whole(data.kept)),
    make("div", { class: "panel" },
      make("div", { class: "split" },
        make("span", { class: "split-kept", style: { "flex-grow": kept } }),
        make("span", { class: "split-out", style: { "flex-grow": 1 - kept } })),
      make("div", { class: "split-words" },
        make("span", {}, make("strong", {}, percent(kept)), ` ${t("data.kept")}`),
        make("span", {}, make("strong", {}, whole(data.rows - data.kept)), ` ${t("data.rejected")}`)),
      data.notes.length === 0 ? null : make("div", { class: "notes" },
        make("h3", {}, t("data.notes")),
        make("ul", {}, data.notes.map((note) => make("li", {}, note[currentLanguage()]))))),
    make("div", { class: "columns" },
      make("div", { class: "stack" }, rejects(data), missing(data)),
      glance(data)),
    make("div", { class: "columns" },
      counts(t("data.kinds"), data.kinds, "kind"), counts(t("data.languages"), data.languages, "language")));
}

function pair(row) {
  return make("div", { class: "pair-row" },
    make("div", { class: "pair-head" },
      make("strong", {}, t("languages.pair", named("language", row.language), named("language", row.pivot))),
      make("span", { class: "hint" },
        `${t("languages.users", whole(row.users))} · ${t(row.applied ? "languages.applied" : "languages.kept")}`)),
    make("ul", { class: "bars" }, [["before", token("faint")], ["after", token("accent")]].map(([which, color]) => make("li", {},
      make("span", { class: "bar-name" }, t(`languages.${which}`)),
      make("span", { class: "bar-value" }, fixed(row[which])),
      bar(row[which], color)))));
}

export function languagesSection() {
  const { space } = content;
  return section("languages", t("languages.title"), t("languages.lead"),
    make("div", { class: "columns" },
      make("div", { class: "panel" },
        space.alignment.length === 0 ? make("p", { class: "empty" }, t("languages.none")) : space.alignment.map(pair)),
      panel(t("languages.explained"),
        space.textExplained.length === 0 ? make("p", { class: "empty" }, "–")
          : make("ul", { class: "bars" }, space.textExplained.map((row) => make("li", {},
            make("span", { class: "bar-name" }, row.name),
            make("span", { class: "bar-value" }, percent(row.value)),
            bar(row.value)))),
        space.blocks.map((row) => make("p", { class: "hint" },
          t("languages.block", row.name, whole(row.items), fixed(row.alone), fixed(row.added), fixed(row.low), fixed(row.high)))),
        make("p", { class: "hint" }, t("languages.space", named("method", space.method), whole(space.dimension))))));
}
