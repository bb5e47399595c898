// The tree over the segments, drawn from the leaves on the left, and the slider that cuts it.

import { content } from "./content.js";
import { make, section } from "./dom.js";
import { joins, leads, leavesOf, mergesBelow } from "./grouping.js";
import { cutInto, groupCount, onSelection, selectSegment } from "./selection.js";
import { segmentPaint } from "./theme.js";
import { counted, percent, t, whole } from "./words.js";

const ROW = 34;
const WIDE = 1000;
const ROOT = 950;

function shape(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}

/** Where a height lies between the leaves and the right edge. */
function across(height) {
  const most = joins.at(-1).height;
  return most > 0 ? (ROOT * height) / most : 0;
}

function cutPlace() {
  const below = mergesBelow();
  const low = below === 0 ? 0 : across(joins[below - 1].height);
  return (low + (below === joins.length ? WIDE : across(joins[below].height))) / 2;
}

function drawing(order) {
  const places = order.reduce((all, s, row) => all.set(s, [0, (row + 0.5) * ROW]), new Map());
  const lead = leads();
  const lines = joins.map((join, m) => {
    const [[fromX, fromY], [toX, toY]] = [places.get(join.left), places.get(join.right)];
    const node = content.segments.length + m;
    const x = across(join.height);
    places.set(node, [x, (fromY + toY) / 2]);
    return shape("path", {
      d: `M${fromX} ${fromY}H${x}V${toY}H${toX}`,
      class: "join",
      style: m < mergesBelow() ? `stroke: ${segmentPaint(lead[node])}` : "",
    });
  });
  const svg = shape("svg", {
    viewBox: `0 0 ${WIDE} ${order.length * ROW}`, preserveAspectRatio: "none", class: "joins",
    role: "img", "aria-label": t("tree.alt"), style: `height: ${order.length * ROW}px`,
  });
  svg.append(...lines, shape("path", { d: `M${cutPlace()} 0V${order.length * ROW}`, class: "cut" }));
  svg.addEventListener("click", (event) => {
    const box = svg.getBoundingClientRect();
    const at = (WIDE * (event.clientX - box.left)) / box.width;
    cutInto(content.segments.length - joins.filter((join) => across(join.height) <= at).length);
  });
  return svg;
}

function leaf(s) {
  return make("button", {
    type: "button", class: "leaf", style: { height: `${ROW}px` }, title: content.segments[s].name, onclick: () => selectSegment(s),
  },
  make("i", { class: "dot", style: { background: segmentPaint(s) } }),
  make("span", { class: "leaf-name" }, content.segments[s].name),
  make("span", { class: "bar-value" }, percent(content.segments[s].share)));
}

/** The groups, the one with the largest segment first. */
function groupList() {
  const lead = leads();
  const members = new Map();
  content.segments.forEach((segment, s) => members.set(lead[s], [...(members.get(lead[s]) ?? []), segment]));
  return [...members].map(([s, inside]) => {
    const names = inside.map((segment) => segment.name).join(" · ");
    return make("li", { class: "group", title: names },
      make("i", { class: "dot", style: { background: segmentPaint(s) } }),
      make("span", { class: "leaf-name" }, names),
      make("span", { class: "bar-value" },
        `${counted("sizes.users", inside.reduce((sum, segment) => sum + segment.size, 0))} · ${
          percent(inside.reduce((sum, segment) => sum + segment.share, 0))}`));
  });
}

/** Nothing where there is one segment. */
export function treeSection() {
  if (joins.length === 0) {
    return null;
  }
  const order = leavesOf(content.segments.length + joins.length - 1);
  const canvas = make("div", { class: "joins-box" });
  const list = make("ul", { class: "groups" });
  const value = make("output", { for: "tree-cut" });
  const slider = make("input", {
    type: "range", id: "tree-cut", min: 1, max: content.segments.length, step: 1, oninput: () => cutInto(Number(slider.value)),
  });
  const show = () => {
    slider.value = groupCount();
    value.textContent = t("tree.cut.value", whole(groupCount()), whole(content.segments.length));
    canvas.replaceChildren(drawing(order));
    list.replaceChildren(...groupList());
    list.hidden = mergesBelow() === 0;
  };
  show();
  onSelection(show);
  return section("tree", t("tree.title"), t("tree.lead"),
    make("div", { class: "panel" },
      make("div", { class: "cutter" }, make("label", { for: "tree-cut" }, t("tree.cut")), slider, value),
      make("div", { class: "linked" }, make("div", {}, order.map(leaf)), canvas),
      list));
}
