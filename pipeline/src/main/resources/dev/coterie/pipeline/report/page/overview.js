// The first screen: what came out, in a sentence and six figures.

import { content } from "./content.js";
import { make } from "./dom.js";
import { currentLanguage, day, fixed, t, whole } from "./words.js";

function verdict(headline) {
  if (!headline.clusters) {
    return t("headline.none");
  }
  if (headline.silhouette >= 0.5) {
    return t("headline.strong");
  }
  return t(headline.silhouette >= 0.2 ? "headline.fair" : "headline.weak");
}

export function overview() {
  const { headline } = content;
  const title = headline.segments === 1
    ? t("headline.one", whole(headline.users))
    : t("headline.clusters", whole(headline.users), whole(headline.segments));
  const figures = [
    ["users", whole(headline.users)],
    ["items", whole(headline.items)],
    ["events", whole(headline.events)],
    ["segments", whole(headline.segments)],
    ["subsegments", whole(headline.subsegments)],
    ["silhouette", fixed(headline.silhouette), t("headline.silhouette.hint")],
  ];
  return make("section", { id: "overview", class: "hero" },
    make("h1", {}, title),
    make("p", { class: "verdict" }, verdict(headline)),
    make("p", { class: "reason" }, headline.reason[currentLanguage()]),
    make("dl", { class: "figures" },
      figures.map(([name, value, hint]) => make("div", { title: hint },
        make("dt", {}, t(`headline.${name}`)),
        make("dd", {}, value)))),
    content.data.first === undefined ? null
      : make("p", { class: "span" }, `${day(content.data.first)} – ${day(content.data.last)}`));
}

export function footer() {
  return make("footer", { class: "foot" },
    make("p", {}, t("page.made", day(content.headline.created))),
    make("p", {}, t("page.closed")));
}
