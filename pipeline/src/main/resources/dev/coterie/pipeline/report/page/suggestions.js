// Lists of a few users, with the reasons in words.

import { content } from "./content.js";
import { bar, make, section } from "./dom.js";
import { onSelection, selectedSegment } from "./selection.js";
import { segmentPaint } from "./theme.js";
import { currentLanguage, percent, t, whole } from "./words.js";

const FIRST = 5;

function item(entry, rank, color) {
  return make("li", { class: "suggestion" },
    make("span", { class: "rank" }, whole(rank)),
    make("div", {},
      make("div", { class: "suggestion-head" },
        make("span", { class: "suggestion-title" }, entry.title),
        make("span", { class: "bar-value", title: t("suggestions.affinity", percent(entry.affinity)) }, percent(entry.affinity))),
      bar(entry.affinity, color),
      entry[currentLanguage()].length === 0 ? null
        : make("p", { class: "why" }, entry[currentLanguage()].join(" · "))));
}

function list(one) {
  const color = one.segment < 0 ? undefined : segmentPaint(one.segment);
  const items = make("ol", { class: "suggestions" },
    one.items.slice(0, FIRST).map((entry, i) => item(entry, i + 1, color)));
  const more = one.items.length <= FIRST ? null
    : make("button", {
      type: "button",
      class: "quiet",
      onclick: () => {
        items.append(...one.items.slice(FIRST).map((entry, i) => item(entry, FIRST + i + 1, color)));
        more.remove();
      },
    }, t("suggestions.more", whole(one.items.length)));
  return make("article", { class: "panel person" },
    make("header", {},
      make("h3", {}, t("suggestions.user", one.user)),
      one.segment < 0 ? null : make("p", { class: "person-segment" },
        make("i", { class: "dot", style: { background: color } }), content.segments[one.segment].name)),
    items, more);
}

export function suggestionsSection() {
  const lists = content.suggestions.map(list);
  const none = make("p", { class: "empty" }, t("suggestions.filtered"));
  const show = (chosen) => {
    let shown = 0;
    lists.forEach((element, i) => {
      element.hidden = chosen >= 0 && content.suggestions[i].segment !== chosen;
      shown += element.hidden ? 0 : 1;
    });
    none.hidden = shown > 0;
  };
  show(selectedSegment());
  onSelection(show);
  return section("suggestions", t("suggestions.title"), t("suggestions.lead"),
    lists.length === 0 ? make("p", { class: "empty" }, t("suggestions.none"))
      : make("div", { class: "people" }, lists, none));
}
