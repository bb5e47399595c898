// The picture of the users. Points come as typed arrays and are drawn in ECharts' large mode, one
// series a segment, so that tens of thousands take a blink.

import { baseOptions, chartBox, cut, tip, userWord } from "./charts.js";
import { content, subsegments, users } from "./content.js";
import { make, section } from "./dom.js";
import { onSelection, selectSegment, selectedSegment } from "./selection.js";
import { segmentColor, segmentPaint, token } from "./theme.js";
import { counted, percent, t, whole } from "./words.js";

const FULL = 65535;
const LARGE_FROM = 2000;

/** For each segment its points, flat, and whose they are. */
function layers() {
  const counts = new Uint32Array(content.segments.length);
  users.segment.forEach((segment) => counts[segment]++);
  const made = Array.from(counts, (count) => ({
    points: new Float32Array(2 * count), who: new Uint32Array(count), filled: 0,
  }));
  for (let u = 0; u < users.shown; u++) {
    const layer = made[users.segment[u]];
    layer.points[2 * layer.filled] = users.x[u];
    layer.points[2 * layer.filled + 1] = users.y[u];
    layer.who[layer.filled++] = u;
  }
  return made;
}

function userTip(u) {
  const segment = content.segments[users.segment[u]];
  const inside = subsegments[users.subsegment[u]];
  return tip(userWord(users.ids?.[u]), [
    ["", segment.name],
    inside && inside.name !== segment.name ? ["", inside.name] : null,
    [t("map.confidence"), percent(users.confidence[u] / 255)],
  ].filter(Boolean), segmentColor(users.segment[u]));
}

function mapOptions(made) {
  const chosen = selectedSegment();
  const size = users.shown > 20000 ? 2.6 : users.shown > 5000 ? 3.6 : users.shown > 1000 ? 5 : 7;
  const opacity = users.shown > 20000 ? 0.5 : 0.62;
  const order = content.segments.map((segment, s) => s);
  const pad = FULL * 0.05;
  const scale = { type: "value", show: false, min: -pad, max: FULL + pad };
  return {
    ...baseOptions(),
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: scale,
    yAxis: scale,
    dataZoom: [0, 1].map((which) => ({
      type: "inside",
      [which === 0 ? "xAxisIndex" : "yAxisIndex"]: 0,
      filterMode: "none",
      zoomOnMouseWheel: "ctrl",
      moveOnMouseMove: true,
      preventDefaultMouseMove: false,
    })),
    series: [
      ...order.map((s) => ({
        id: `users-${s}`,
        type: "scatter",
        data: made[s].points,
        dimensions: ["x", "y"],
        large: true,
        largeThreshold: LARGE_FROM,
        progressive: 0,
        symbolSize: size,
        z: s === chosen ? 3 : 2,
        silent: chosen >= 0 && s !== chosen,
        itemStyle: {
          color: chosen < 0 || s === chosen ? segmentColor(s) : token("faint"),
          opacity: chosen >= 0 && s !== chosen ? 0.25 : opacity,
        },
        emphasis: { disabled: true },
        tooltip: { formatter: (point) => userTip(made[s].who[point.dataIndex]) },
      })),
      {
        id: "centres",
        type: "scatter",
        z: 10,
        symbolSize: 11,
        data: content.centres.map((place, s) => ({
          value: place,
          itemStyle: {
            color: segmentColor(s),
            borderColor: token("panel"),
            borderWidth: 2,
            opacity: chosen < 0 || s === chosen ? 1 : 0.25,
          },
          label: { show: chosen < 0 || s === chosen },
        })),
        label: {
          position: "top",
          distance: 6,
          formatter: (point) => cut(content.segments[point.dataIndex].name, 28),
          color: token("ink"),
          fontSize: 13,
          fontWeight: 600,
          textBorderColor: token("panel"),
          textBorderWidth: 4,
        },
        // Of names that overlap one is shown; the legend has all, and a closer look makes room.
        labelLayout: { hideOverlap: true },
        tooltip: {
          formatter: (point) => {
            const segment = content.segments[point.dataIndex];
            return tip(segment.name,
              [["", counted("sizes.users", segment.size)], ["", t("card.share", percent(segment.share))]],
              segmentColor(point.dataIndex));
          },
        },
      },
    ],
  };
}

/** The segments as buttons: the legend of the map and the filter of the page. */
export function legend() {
  const buttons = [-1, ...content.segments.keys()].map((s) => {
    const segment = content.segments[s];
    return make("button", {
      type: "button",
      class: "chip",
      "data-segment": s,
      title: segment?.name,
      onclick: () => selectSegment(s),
    },
    s < 0 ? null : make("i", { class: "dot", style: { background: segmentPaint(s) } }),
    make("span", { class: "chip-name" }, s < 0 ? t("filter.all") : segment.name),
    make("span", { class: "chip-value" }, whole(s < 0 ? users.total : segment.size)));
  });
  const mark = (chosen) => buttons.forEach((button, i) => {
    button.setAttribute("aria-pressed", String(i - 1 === chosen));
  });
  mark(selectedSegment());
  onSelection(mark);
  return make("div", { class: "legend", role: "group", "aria-label": t("filter.label") }, buttons);
}

export function mapSection() {
  const made = layers();
  let reset = () => {};
  const box = chartBox("map-chart", t("map.alt"), (chart) => {
    chart.setOption(mapOptions(made));
    chart.on("click", (point) => {
      selectSegment(point.seriesId === "centres" ? point.dataIndex : point.seriesIndex);
    });
    onSelection(() => chart.setOption(mapOptions(made)));
    reset = () => [0, 1].forEach((which) => {
      chart.dispatchAction({ type: "dataZoom", dataZoomIndex: which, start: 0, end: 100 });
    });
  });
  return section("map", t("map.title"), t("map.lead"),
    make("div", { class: "panel map-panel" },
      make("div", { class: "map-box" }, box,
        make("button", { type: "button", class: "quiet map-reset", onclick: () => reset() }, t("map.reset"))),
      make("div", { class: "map-side" }, legend(),
        make("p", { class: "hint mouse" }, t("map.hint")),
        users.shown < users.total
          ? make("p", { class: "hint" }, t("map.sampled", whole(users.shown), whole(users.total)))
          : null)));
}
