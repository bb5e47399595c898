// What all charts share: how they are made, sized, coloured and thrown away.

import { make } from "./dom.js";
import { token } from "./theme.js";
import { t } from "./words.js";

let living = [];
const observer = new ResizeObserver((entries) => {
  for (const entry of entries) {
    const chart = echarts.getInstanceByDom(entry.target);
    if (chart && entry.contentRect.width > 0) {
      chart.resize();
    }
  }
});

/** A place for a chart; `draw` fills it once it stands in the page. */
export function chartBox(id, label, draw) {
  const box = make("div", { id, class: "chart", role: "img", "aria-label": label });
  living.push({ box, draw });
  return box;
}

/** Draws the charts whose places are in the page by now. */
export function drawCharts() {
  for (const { box, draw } of living) {
    const chart = echarts.init(box, null, { renderer: "canvas" });
    observer.observe(box);
    draw(chart);
  }
}

export function disposeCharts() {
  observer.disconnect();
  living.forEach(({ box }) => echarts.getInstanceByDom(box)?.dispose());
  living = [];
}

/** The same family as the page's. */
export function chartFont() {
  return getComputedStyle(document.body).fontFamily;
}

/** Options that every chart begins with. */
export function baseOptions() {
  return {
    animationDuration: 400,
    textStyle: { fontFamily: chartFont(), color: token("ink"), fontSize: 12 },
    aria: { enabled: false },
    tooltip: {
      confine: true,
      backgroundColor: token("raised"),
      borderColor: token("line"),
      borderWidth: 1,
      padding: [10, 12],
      textStyle: { color: token("ink"), fontSize: 13, fontFamily: chartFont() },
      extraCssText: "box-shadow: var(--shadow); border-radius: 10px; max-width: 320px; white-space: normal;",
    },
  };
}

export function axis(more) {
  return {
    axisLine: { lineStyle: { color: token("line-strong") } },
    axisTick: { show: false },
    axisLabel: { color: token("muted"), fontSize: 12 },
    splitLine: { lineStyle: { color: token("line") } },
    nameTextStyle: { color: token("muted"), fontSize: 12 },
    ...more,
  };
}

/** A tooltip as an element, since its texts come from the data. */
export function tip(title, rows, color) {
  return make("div", { class: "tip" },
    make("strong", {}, color ? make("i", { class: "dot", style: { background: color } }) : null, title),
    rows.map(([name, value]) => make("div", {}, name ? make("span", {}, name) : null, value)));
}

export function cut(text, length) {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** The words for one user of the map. */
export function userWord(id) {
  return id === undefined ? t("map.anonymous") : t("map.user", id);
}
