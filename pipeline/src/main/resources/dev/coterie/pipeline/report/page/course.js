// How many users each segment had over time: a small chart a segment, all on one scale.

import { axis, baseOptions, chartBox, tip } from "./charts.js";
import { content } from "./content.js";
import { make, section } from "./dom.js";
import { onSelection } from "./selection.js";
import { segmentColor, segmentPaint, token } from "./theme.js";
import { counted, day, fixed, percent, t } from "./words.js";

function courseOptions(segment, most) {
  const { periods, sizes } = content.course;
  const color = segmentColor(segment);
  return {
    ...baseOptions(),
    animation: false,
    grid: { left: 0, right: 0, top: 6, bottom: 2 },
    tooltip: {
      ...baseOptions().tooltip,
      trigger: "axis",
      axisPointer: { lineStyle: { color: token("line-strong") } },
      formatter: ([point]) => tip(day(periods[point.dataIndex]), [["", counted("sizes.users", point.value)]], color),
    },
    xAxis: axis({ type: "category", data: periods, show: false, boundaryGap: false }),
    yAxis: axis({ type: "value", min: 0, max: most, show: false }),
    series: [{
      type: "line",
      data: sizes[segment],
      symbol: "none",
      lineStyle: { color, width: 2 },
      areaStyle: { color, opacity: 0.16 },
    }],
  };
}

function multiple(segment, s, most) {
  const sizes = content.course.sizes[s];
  const box = chartBox(`course-${s}`, t("course.alt", segment.name), (chart) => {
    chart.setOption(courseOptions(s, most));
    onSelection(() => chart.setOption(courseOptions(s, most)));
  });
  return make("div", { class: "multiple" },
    make("div", { class: "multiple-head" },
      make("i", { class: "dot", style: { background: segmentPaint(s) } }),
      make("span", { class: "multiple-name", title: segment.name }, segment.name),
      make("span", { class: "hint" }, counted("sizes.users", sizes[sizes.length - 1]))),
    box);
}

function driftWords(drift) {
  return make("p", { class: "hint" }, t(drift.refit ? "course.refit" : "course.keep",
    fixed(drift.now.distance), fixed(drift.usual.distance), percent(drift.now.moved), percent(drift.usual.moved),
    percent(drift.now.newItems), percent(drift.usual.newItems)));
}

export function courseSection() {
  const { course } = content;
  if (!course) {
    return null;
  }
  const most = Math.max(...course.sizes.flat(), 1);
  return section("course", t("course.title"), t("course.lead", day(course.periods[0]), t(`course.${course.by}`)),
    make("div", { class: "panel" },
      make("div", { class: "multiples" }, content.segments.map((segment, s) => multiple(segment, s, most))),
      course.drift ? driftWords(course.drift) : null));
}
