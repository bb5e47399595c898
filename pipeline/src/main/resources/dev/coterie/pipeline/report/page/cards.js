// A card a segment: its name, and all that the name rests on.

import { content } from "./content.js";
import { bar, make, section } from "./dom.js";
import { onSelection, selectSegment, selectedSegment } from "./selection.js";
import { segmentPaint } from "./theme.js";
import { counted, currentLanguage, figure, fixed, named, percent, t } from "./words.js";

function phrases(card) {
  if (card.phrases.length === 0) {
    return null;
  }
  const most = Math.max(...card.phrases.map((phrase) => phrase.score));
  return make("ul", { class: "phrases", "aria-label": t("card.phrases") },
    card.phrases.map((phrase) => make("li", {
      title: counted("card.phrase.users", phrase.users),
      style: { "--weight": most > 0 ? Math.max(0.15, phrase.score / most) : 0.15 },
    }, phrase.text)));
}

function lifts(title, rows, color) {
  if (rows.length === 0) {
    return null;
  }
  const most = Math.max(...rows.map((row) => row.lift ?? 0));
  return make("div", { class: "card-part" },
    make("h4", {}, title),
    make("ul", { class: "bars" },
      rows.map((row) => make("li", { title: t("card.lift", t("times", figure(row.lift, 2)), percent(row.share)) },
        make("span", { class: "bar-name", title: row.label }, row.label),
        make("span", { class: "bar-value" }, t("times", figure(row.lift, 2))),
        bar(row.lift / most, color)))));
}

function behaviour(card, color) {
  if (card.behaviour.length === 0) {
    return null;
  }
  const most = Math.max(1, ...card.behaviour.map((row) => Math.abs(row.deviations ?? 0)));
  return make("div", { class: "card-part" },
    make("h4", {}, t("card.behaviour")),
    make("ul", { class: "diverging" },
      card.behaviour.map((row) => {
        const part = (row.deviations ?? 0) / most;
        return make("li", {},
          make("span", { class: "bar-name" }, named("feature", row.feature)),
          make("span", { class: "axis", "aria-hidden": "true" },
            make("span", {
              class: "fill",
              style: {
                background: color,
                width: `${Math.abs(part) * 50}%`,
                left: `${part < 0 ? 50 + part * 50 : 50}%`,
              },
            })),
          make("span", { class: "bar-value" },
            t("card.behaviour.value", figure(row.mean), figure(row.everyone))));
      })));
}

function exemplars(card) {
  return card.exemplars.length === 0 ? null : make("div", { class: "card-part" },
    make("h4", {}, t("card.exemplars")),
    make("p", { class: "exemplars" },
      card.exemplars.map((id) => make("span", { class: "tag" }, content.named ? id : t("card.exemplar", id)))));
}

function quality(card) {
  const rows = [
    [t("card.silhouette"), fixed(card.silhouette), card.silhouette],
    [t("card.cohesion"), fixed(card.cohesion), card.cohesion],
    card.fit === undefined ? null : [t("card.fit"), percent(card.fit), card.fit],
  ].filter(Boolean);
  return make("div", { class: "card-part" },
    make("h4", {}, t("card.quality")),
    make("ul", { class: "bars" }, rows.map(([name, value, part]) => make("li", {},
      make("span", { class: "bar-name" }, name),
      make("span", { class: "bar-value" }, value),
      bar(part)))));
}

function evidence(card, color) {
  const parts = [
    lifts(t("card.items"), card.items, color),
    lifts(t("card.categories"), card.categories, color),
    lifts(t("card.queries"), card.queries, color),
    behaviour(card, color),
    quality(card),
    exemplars(card),
  ].filter(Boolean);
  return make("div", { class: "evidence" }, parts);
}

/** A subsegment: closed at first, its content made when it is opened. */
function inside(card, color) {
  const details = make("details", { class: "inside" },
    make("summary", {},
      make("span", { class: "inside-name" }, card.name),
      make("span", { class: "inside-size" }, `${counted("sizes.users", card.size)} · ${percent(card.share)}`)));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) {
      details.append(
        make("p", { class: "card-text" }, card.text[currentLanguage()]), phrases(card) ?? "", evidence(card, color));
    }
  });
  return details;
}

function card(segment, s) {
  const color = segmentPaint(s);
  return make("article", { class: "panel card", id: `segment-${s}`, style: { "--segment": color } },
    make("header", {},
      make("div", { class: "card-title" },
        make("h3", {}, segment.name),
        make("p", { class: "card-text" }, segment.text[currentLanguage()])),
      make("div", { class: "card-share" },
        make("strong", {}, percent(segment.share)),
        make("span", {}, counted("sizes.users", segment.size)))),
    phrases(segment),
    evidence(segment, color),
    segment.inside.length < 2 ? null : make("div", { class: "insides" },
      make("h4", {}, counted("card.inside", segment.inside.length)),
      segment.inside.map((subsegment) => inside(subsegment, color))));
}

export function cardsSection() {
  const cards = content.segments.map(card);
  const text = make("span", {});
  const notice = make("p", { class: "notice", role: "status" }, text,
    make("button", { type: "button", class: "quiet", onclick: () => selectSegment(-1) }, t("filter.clear")));
  const show = (chosen) => {
    cards.forEach((element, s) => {
      element.hidden = chosen >= 0 && s !== chosen;
    });
    notice.hidden = chosen < 0;
    text.textContent = chosen < 0 ? "" : t("filter.on", content.segments[chosen].name);
  };
  show(selectedSegment());
  onSelection(show);
  return section("segments", t("cards.title"), t("cards.lead"), notice,
    make("div", { class: "cards" }, cards));
}
