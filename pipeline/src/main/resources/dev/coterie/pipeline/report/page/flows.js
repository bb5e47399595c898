// Where users went from the segments of the earlier fit to those of this one.

import { baseOptions, chartBox, cut, tip } from "./charts.js";
import { content } from "./content.js";
import { make, section } from "./dom.js";
import { onSelection } from "./selection.js";
import { segmentColor, token } from "./theme.js";
import { counted, percent, t } from "./words.js";

const LONGEST_FLOW = 24;

function flowNodes(streams) {
  const before = new Map();
  const after = new Map();
  for (const stream of streams) {
    before.set(stream.from, {
      name: `before ${stream.from}`,
      words: stream.name,
      depth: 0,
      label: { position: "right" },
      itemStyle: { color: stream.kept === undefined ? token("faint") : segmentColor(stream.kept) },
    });
    after.set(stream.to, {
      name: `after ${stream.to}`,
      words: stream.toName,
      depth: 1,
      label: { position: "left" },
      itemStyle: { color: segmentColor(stream.to) },
    });
  }
  return [...before.values(), ...after.values()];
}

function flowOptions() {
  const { streams } = content.flows;
  return {
    ...baseOptions(),
    tooltip: {
      ...baseOptions().tooltip,
      formatter: (point) => point.dataType === "edge"
        ? tip(`${point.data.fromWords} → ${point.data.toWords}`, [["", counted("sizes.users", point.data.value)]])
        : tip(point.data.words, [["", counted("sizes.users", point.value)]]),
    },
    series: [{
      type: "sankey",
      left: 4, right: 4, top: 8, bottom: 8,
      nodeWidth: 12,
      nodeGap: 6,
      draggable: false,
      layoutIterations: 64,
      emphasis: { focus: "adjacency" },
      label: {
        color: token("ink"),
        fontSize: 12,
        textBorderColor: token("panel"),
        textBorderWidth: 3,
        formatter: (point) => cut(point.data.words, LONGEST_FLOW),
      },
      lineStyle: { color: "target", opacity: 0.32, curveness: 0.5 },
      data: flowNodes(streams),
      links: streams.map((stream) => ({
        source: `before ${stream.from}`,
        target: `after ${stream.to}`,
        value: stream.users,
        fromWords: stream.name,
        toWords: stream.toName,
      })),
    }],
  };
}

export function flowsSection() {
  const { flows } = content;
  if (!flows || flows.streams.length === 0) {
    return null;
  }
  const box = chartBox("flows-chart", t("flows.alt"), (chart) => {
    chart.setOption(flowOptions());
    onSelection(() => chart.setOption(flowOptions()));
  });
  return section("flows", t("flows.title"), t("flows.lead", percent(flows.both === 0 ? 0 : flows.stayed / flows.both)),
    make("div", { class: "panel" }, box));
}
