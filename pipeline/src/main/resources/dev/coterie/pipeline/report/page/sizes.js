// How large the segments and their subsegments are: as areas, and as an indented list.

import { baseOptions, chartBox, tip } from "./charts.js";
import { content } from "./content.js";
import { bar, make, section } from "./dom.js";
import { onSelection, selectSegment } from "./selection.js";
import { mixed, segmentColor, segmentPaint, token } from "./theme.js";
import { counted, percent, t, whole } from "./words.js";

/** A segment's colour thinned on the panel, so that ink reads well on it in either theme. */
function tint(segment, part) {
  return mixed(segmentColor(segment), token("panel"), part);
}

function nodes() {
  return content.segments.map((segment, s) => ({
    name: segment.name,
    value: segment.size,
    segment: s,
    itemStyle: { color: tint(s, 0.34), borderColor: tint(s, 0.34) },
    children: segment.inside.map((inside, i) => ({
      name: inside.name,
      value: inside.size,
      segment: s,
      itemStyle: { color: tint(s, 0.24 - 0.12 * (i / Math.max(1, segment.inside.length))) },
    })),
  }));
}

function areaOptions() {
  return {
    ...baseOptions(),
    tooltip: {
      ...baseOptions().tooltip,
      formatter: (point) => tip(point.name,
        point.value ? [["", counted("sizes.users", point.value)]] : [],
        segmentColor(point.data?.segment ?? 0)),
    },
    series: [{
      type: "treemap",
      data: nodes(),
      left: 0, right: 0, top: 0, bottom: 0,
      roam: false,
      nodeClick: false,
      breadcrumb: { show: false },
      sort: "desc",
      visibleMin: 1,
      label: {
        show: true,
        formatter: (point) => point.name,
        color: token("ink"),
        fontSize: 12,
        overflow: "truncate",
        padding: [2, 6],
      },
      upperLabel: {
        show: true,
        height: 26,
        color: token("ink"),
        padding: [0, 8],
        fontSize: 13,
        fontWeight: 600,
        overflow: "truncate",
        formatter: (point) => point.name,
      },
      levels: [
        { itemStyle: { borderWidth: 0, gapWidth: 5, borderColor: token("panel") }, upperLabel: { show: false } },
        { itemStyle: { borderWidth: 2, gapWidth: 2 } },
        { itemStyle: { borderWidth: 0, gapWidth: 0 } },
      ],
    }],
  };
}

function row(segment, most, color) {
  return [
    make("span", { class: "tree-name", title: segment.name }, segment.name),
    bar(segment.size / most, color),
    make("span", { class: "tree-size" }, whole(segment.size)),
    make("span", { class: "tree-share" }, percent(segment.share)),
  ];
}

function tree() {
  const most = Math.max(...content.segments.map((segment) => segment.size), 1);
  return make("ul", { class: "tree" },
    content.segments.map((segment, s) => make("li", {},
      make("button", { type: "button", class: "tree-row", onclick: () => selectSegment(s) },
        make("i", { class: "dot", style: { background: segmentPaint(s) } }),
        row(segment, most, segmentPaint(s))),
      segment.inside.length < 2 ? null : make("ul", {},
        segment.inside.map((inside) => make("li", { class: "tree-row" },
          row(inside, most, segmentPaint(s))))))));
}

export function sizesSection() {
  const box = chartBox("sizes-chart", t("sizes.alt"), (chart) => {
    chart.setOption(areaOptions());
    onSelection(() => chart.setOption(areaOptions()));
    chart.on("click", (point) => {
      if (point.data?.segment !== undefined) {
        selectSegment(point.data.segment);
      }
    });
  });
  return section("sizes", t("sizes.title"), t("sizes.lead"),
    make("div", { class: "panel" }, box, tree()));
}
