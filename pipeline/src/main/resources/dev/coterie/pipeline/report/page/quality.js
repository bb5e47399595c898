// How good the segments are: silhouettes, the k curve and the usual figures.

import { axis, baseOptions, chartBox, cut, tip } from "./charts.js";
import { content } from "./content.js";
import { facts, make, panel, section } from "./dom.js";
import { onSelection, selectSegment, selectedSegment } from "./selection.js";
import { segmentColor, token } from "./theme.js";
import { figure, fixed, percent, t, whole } from "./words.js";

const GAP = 0.012;

/** Where each segment's bars begin and end, and how far the plot reaches. */
function bands() {
  const total = content.silhouettes.reduce((sum, values) => sum + values.length, 0);
  const gap = Math.max(1, Math.round(total * GAP));
  let from = 0;
  const places = content.silhouettes.map((values) => {
    const place = { from, to: from + values.length };
    from = place.to + gap;
    return place;
  });
  const least = Math.min(0, ...content.silhouettes.flat());
  return { places, length: Math.max(1, from - gap), least };
}

function silhouetteOptions(narrow) {
  const { places, length, least } = bands();
  const chosen = selectedSegment();
  const floor = Math.max(-1, Math.floor(least * 5) / 5);
  const outline = (params, api) => {
    const s = params.dataIndex;
    const values = content.silhouettes[s];
    const zero = api.coord([0, 0])[0];
    const points = [];
    values.forEach((value, i) => {
      const [x, top] = api.coord([value, places[s].from + i]);
      const bottom = api.coord([value, places[s].from + i + 1])[1];
      points.push([x, top], [x, bottom]);
    });
    if (points.length > 0) {
      points.push([zero, points.at(-1)[1]], [zero, points[0][1]]);
    }
    return {
      type: "polygon",
      shape: { points },
      style: {
        fill: segmentColor(s),
        opacity: chosen < 0 || s === chosen ? 0.88 : 0.18,
      },
    };
  };
  return {
    ...baseOptions(),
    animation: false,
    grid: { left: narrow ? 8 : 190, right: 24, top: 26, bottom: 36 },
    xAxis: axis({
      type: "value",
      min: floor,
      max: 1,
      interval: 0.2,
      axisLine: { onZero: false, show: false },
      axisLabel: { color: token("muted"), formatter: (value) => fixed(value, 1) },
    }),
    yAxis: { type: "value", inverse: true, min: 0, max: length, show: false },
    series: [
      {
        type: "custom",
        data: places.map((place) => [0, place.from, place.to]),
        encode: { x: 0, y: [1, 2] },
        clip: true,
        renderItem: outline,
        tooltip: {
          formatter: (point) => {
            const segment = content.segments[point.dataIndex];
            const values = content.silhouettes[point.dataIndex];
            const below = values.filter((value) => value < 0).length / Math.max(1, values.length);
            return tip(segment.name, [
              ["", t("silhouette.mean", fixed(segment.silhouette))],
              ["", t("silhouette.below", percent(below))],
            ], segmentColor(point.dataIndex));
          },
        },
        markLine: content.headline.silhouette === null ? undefined : {
          silent: true,
          symbol: "none",
          data: [{ xAxis: content.headline.silhouette }],
          lineStyle: { color: token("ink"), type: [5, 4], width: 1.2 },
          label: {
            formatter: () => t("silhouette.mean", fixed(content.headline.silhouette)),
            position: "start",
            color: token("ink"),
            distance: 6,
          },
        },
      },
      {
        type: "scatter",
        silent: true,
        symbolSize: 0.1,
        clip: false,
        data: narrow ? [] : places.map((place) => [floor, (place.from + place.to) / 2]),
        label: {
          show: true,
          position: "left",
          distance: 12,
          formatter: (point) => cut(content.segments[point.dataIndex].name, 26),
          color: token("ink"),
        },
        labelLayout: { moveOverlap: "shiftY" },
      },
    ],
  };
}

function curveOptions() {
  const chosen = content.headline.segments;
  const line = (which, key, color) => ({
    name: t(`curve.${key}`),
    type: "line",
    xAxisIndex: which,
    yAxisIndex: which,
    data: content.curve.map((point) => [point.k, point[key]]),
    symbol: "circle",
    symbolSize: 7,
    lineStyle: { width: 2, color },
    itemStyle: { color },
    markLine: {
      silent: true,
      symbol: "none",
      data: [{ xAxis: chosen }],
      lineStyle: { color: token("ink"), type: [5, 4], width: 1.2 },
      label: { show: which === 0, formatter: () => t("curve.chosen", whole(chosen)), color: token("ink"), position: "end" },
    },
  });
  const ks = content.curve.map((point) => point.k);
  const x = (which) => axis({
    type: "value",
    gridIndex: which,
    min: Math.min(...ks),
    max: Math.max(...ks),
    minInterval: 1,
    splitLine: { show: false },
    axisLabel: { show: which === 1, color: token("muted") },
    name: which === 1 ? t("curve.k") : "",
    nameLocation: "middle",
    nameGap: 28,
  });
  const y = (which, key) => axis({
    type: "value",
    gridIndex: which,
    scale: true,
    splitNumber: 3,
    name: t(`curve.${key}`),
    nameTextStyle: { color: token("muted"), align: "left", padding: [0, 0, 4, -36] },
    axisLabel: { color: token("muted"), formatter: (value) => figure(value) },
    axisLine: { show: false },
  });
  return {
    ...baseOptions(),
    grid: [
      { left: 52, right: 24, top: 44, height: 118 },
      { left: 52, right: 24, top: 220, height: 118 },
    ],
    tooltip: {
      ...baseOptions().tooltip,
      trigger: "axis",
      formatter: (points) => {
        const point = content.curve.find((row) => row.k === points[0].value[0]);
        return tip(`${t("curve.k")}: ${whole(point.k)}`, [
          [t("curve.silhouette"), figure(point.silhouette)],
          [t("curve.inertia"), figure(point.inertia)],
        ]);
      },
    },
    axisPointer: { link: [{ xAxisIndex: "all" }], lineStyle: { color: token("line-strong") } },
    xAxis: [x(0), x(1)],
    yAxis: [y(0, "silhouette"), y(1, "inertia")],
    series: [line(0, "silhouette", token("accent")), line(1, "inertia", token("accent-2"))],
  };
}

export function qualitySection() {
  const silhouette = chartBox("silhouette-chart", t("silhouette.alt"), (chart) => {
    const draw = () => chart.setOption(silhouetteOptions(chart.getWidth() < 560), true);
    draw();
    chart.on("click", (point) => selectSegment(point.dataIndex));
    onSelection(draw);
  });
  const curve = content.curve.length < 2
    ? make("p", { class: "empty" }, t("curve.none"))
    : chartBox("curve-chart", t("curve.alt"), (chart) => chart.setOption(curveOptions()));
  const names = ["silhouette", "stability", "inertia", "centreDistance", "daviesBouldin", "calinskiHarabasz"];
  return section("quality", t("silhouette.title"), t("silhouette.lead"),
    make("div", { class: "panel" }, silhouette),
    make("div", { class: "columns wide-left" },
      panel(t("curve.title"), make("p", { class: "lead" }, t("curve.lead")), curve),
      panel(t("card.quality"),
        facts(names.map((name) => [
          t(`quality.figure.${name}`), figure(content.headline[name]), t(`quality.hint.${name}`),
        ])))));
}
