// The page from top to bottom, and what turns it: theme and language.

import { disposeCharts, drawCharts } from "./charts.js";
import { cardsSection } from "./cards.js";
import { content } from "./content.js";
import { courseSection } from "./course.js";
import { dataSection, languagesSection } from "./data.js";
import { make } from "./dom.js";
import { flowsSection } from "./flows.js";
import { madeSection, rankingSection } from "./made.js";
import { mapSection } from "./map.js";
import { footer, overview } from "./overview.js";
import { qualitySection } from "./quality.js";
import { forgetListeners, onSelection } from "./selection.js";
import { sizesSection } from "./sizes.js";
import { suggestionsSection } from "./suggestions.js";
import { isDark, onSystemTheme, paintSegments, toggleTheme } from "./theme.js";
import { treeSection } from "./tree.js";
import { otherLanguage, currentLanguage, speak, t } from "./words.js";

function topBar() {
  const sections = ["map", "sizes", "tree", "segments", "quality", "suggestions", "data", "made"];
  return make("header", { class: "top" },
    make("div", { class: "top-inner" },
      make("a", { class: "brand", href: "#overview" }, "Coterie"),
      make("nav", { "aria-label": t("page.nav.label") },
        sections.filter((id) => id !== "tree" || content.segments.length > 1).map((id) => make("a", { href: `#${id}` }, t(`nav.${id}`)))),
      make("div", { class: "switches" },
        make("button", {
          type: "button", id: "language-switch", class: "quiet", "aria-label": t("page.language.label"), lang: otherLanguage(),
          onclick: () => {
            speak(otherLanguage());
            draw("language-switch");
          },
        }, t("page.language.name")),
        make("button", {
          type: "button", id: "theme-switch", class: "quiet", "aria-label": t("page.theme.label"), "aria-pressed": String(isDark()),
          onclick: () => {
            toggleTheme();
            draw("theme-switch");
          },
        }, t(isDark() ? "page.theme.light" : "page.theme.dark")))));
}

/** Draws everything anew where the reader was; `focus` names what had the keyboard. */
function draw(focus) {
  const place = window.scrollY;
  disposeCharts();
  forgetListeners();
  paintSegments();
  onSelection(paintSegments);
  document.getElementById("page").replaceChildren(
    make("a", { class: "skip", href: "#overview" }, t("page.skip")),
    topBar(),
    make("main", {},
      overview(), mapSection(), sizesSection(), courseSection(), flowsSection(), treeSection(), cardsSection(), qualitySection(), suggestionsSection(),
      dataSection(), languagesSection(), rankingSection(), madeSection()),
    footer());
  drawCharts();
  window.scrollTo({ top: place, behavior: "instant" });
  if (focus) {
    document.getElementById(focus).focus({ preventScroll: true });
  }
  document.documentElement.dataset.ready = currentLanguage();
}

speak(currentLanguage());
draw();
onSystemTheme(() => draw());
