// How it came about: the ranking's weights, the choices, the plan beside the truth, the provenance.

import { content } from "./content.js";
import { bar, facts, make, panel, section } from "./dom.js";
import { token } from "./theme.js";
import { currentLanguage, day, figure, fixed, named, t, whole } from "./words.js";

function cell(value, text, most, color) {
  return make("td", { class: "number" }, text, bar(most > 0 ? (value ?? 0) / most : 0, color));
}

export function rankingSection() {
  const weights = new Map(content.weights.map((row) => [row.name, row.value]));
  const validation = new Map(content.validation.map((row) => [row.name, row.value]));
  const names = [...new Set([...weights.keys(), ...validation.keys()])];
  const mostWeight = Math.max(0, ...weights.values());
  const mostFigure = Math.max(0, ...validation.values());
  return section("ranking", t("ranking.title"), t("ranking.lead"),
    make("div", { class: "panel" },
      names.length === 0 ? make("p", { class: "empty" }, t("ranking.none"))
        : make("table", { class: "table" },
          make("thead", {}, make("tr", {},
            ["name", "weight", "validation"].map((head) => make("th", { scope: "col" }, t(`ranking.${head}`))))),
          make("tbody", {}, names.map((name) => make("tr", { class: name === "fused" ? "sum" : undefined },
            make("th", { scope: "row" }, named("recommender", name)),
            weights.has(name) ? cell(weights.get(name), fixed(weights.get(name)), mostWeight, token("accent")) : make("td", { class: "number" }, "–"),
            validation.has(name) ? cell(validation.get(name), fixed(validation.get(name), 4), mostFigure, token("accent-2")) : make("td", { class: "number" }, "–")))))));
}

function choice(one) {
  const figures = one.trials.map((trial) => trial.value).filter((value) => value !== null);
  const least = Math.min(0, ...figures);
  const most = Math.max(...figures, 0);
  return make("div", { class: "choice" },
    make("header", {},
      make("code", {}, one.setting),
      make("strong", {}, one.chosen)),
    make("p", { class: "hint" }, t("made.criterion", one.criterion[currentLanguage()])),
    make("ul", { class: "bars slim" }, one.trials.map((trial) => make("li", {
      class: trial.name === one.chosen ? "chosen" : undefined,
    },
    make("span", { class: "bar-name" }, trial.name),
    make("span", { class: "bar-value" }, figure(trial.value, 4)),
    bar(most > least ? (trial.value - least) / (most - least) : 0,
      trial.name === one.chosen ? token("accent") : token("faint"))))));
}

function stages() {
  const { made } = content;
  const plan = new Map(made.plan.map((stage) => [stage.name, stage.seconds]));
  const took = new Map(made.timings.map((stage) => [stage.name, stage.value]));
  const names = [...new Set([...took.keys(), ...plan.keys()])];
  const most = Math.max(0, ...took.values(), ...plan.values());
  const sum = (map) => [...map.values()].reduce((total, value) => total + value, 0);
  const seconds = (value) => (value === undefined ? "–" : t("made.seconds", figure(value, 2)));
  return panel(t("made.stages"),
    make("table", { class: "table" },
      make("thead", {}, make("tr", {},
        ["stage", "took", "predicted"].map((head) => make("th", { scope: "col" }, t(`made.${head}`))))),
      make("tbody", {},
        names.map((name) => make("tr", {},
          make("th", { scope: "row" }, named("stage", name)),
          cell(took.get(name), seconds(took.get(name)), most, token("accent")),
          cell(plan.get(name), seconds(plan.get(name)), most, token("faint")))),
        make("tr", { class: "sum" },
          make("th", { scope: "row" }, t("made.total")),
          make("td", { class: "number" }, seconds(took.size > 0 ? sum(took) : undefined)),
          make("td", { class: "number" }, seconds(plan.size > 0 ? sum(plan) : undefined))))),
    make("div", { class: "memory" },
      make("h4", {}, t("made.memory")),
      make("p", {}, make("strong", {}, t("made.memory.value", whole(made.peakMemory))),
        ` · ${t("made.memory.predicted", whole(made.planMemory), whole(made.memoryLimit))}`),
      bar(made.memoryLimit > 0 ? made.peakMemory / made.memoryLimit : 0)));
}

function folded(title, rows) {
  return make("details", { class: "panel folded" },
    make("summary", {}, title),
    facts(rows.map((row) => [make("code", {}, row.name), String(row.value)])));
}

export function madeSection() {
  const { made } = content;
  return section("made", t("made.title"), t("made.lead"),
    make("div", { class: "columns" },
      make("div", { class: "stack" }, stages(),
        panel(t("made.provenance"), facts([
          [t("made.id"), make("code", {}, made.id)],
          [t("made.created"), day(content.headline.created)],
          [t("made.seed"), made.seed],
          [t("made.fingerprint"), make("code", {}, made.fingerprint)],
        ]))),
      panel(t("made.choices"),
        content.choices.length === 0 ? make("p", { class: "empty" }, t("made.choices.none")) : content.choices.map(choice))),
    make("div", { class: "stack folds" },
      folded(t("made.configuration"), made.configuration),
      folded(t("made.versions"), made.versions),
      folded(t("made.counts"), made.counts.map((row) => ({ name: row.name, value: whole(row.value) })))));
}
