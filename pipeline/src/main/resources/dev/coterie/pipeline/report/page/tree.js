// The tree over the segments, drawn from the leaves on the left, and the slider that cuts it.

import { content } from "./content.js";
import { make, section } from "./dom.js";
import { joins, leads, leavesOf, mergesBelow } from "./grouping.js";
import { cutInto, groupCount, onSelection, selectSegment } from "./selection.js";
import { segmentPaint } from "./theme.js";
import { counted, percent, t, whole } from "./words.js";

const ROW = 34;

/** Where the last merge lies, in percent of the width. */
const ROOT = 95;

/** Where a height lies between the leaves and the right edge. */
function across(height) {
  const most = joins.at(-1).height;
  return most > 0 ? (ROOT * height) / most : 0;
}

function cutPlace() {
  const below = mergesBelow();
  const low = below === 0 ? 0 : across(joins[below - 1].height);
  return (low + (below === joins.length ? 100 : across(joins[below].height))) / 2;
}

/** The arm of a merge to one of its parts: along the part's row, then to the middle. */
function arm([x, y], to, middle, paint) {
  return make("span", {
    class: y < middle ? "arm upper" : "arm lower",
    style: {
      left: `${x}%`, width: `${to - x}%`, top: `${Math.min(y, middle)}px`, height: `${Math.abs(middle - y)}px`,
      "border-color": paint,
    },
  });
}

function drawing(order) {
  const places = new Map(order.map((s, row) => [s, [0, (row + 0.5) * ROW]]));
  const lead = leads();
  const arms = joins.map((join, m) => {
    const node = content.segments.length + m;
    const parts = [places.get(join.left), places.get(join.right)];
    const x = across(join.height);
    const middle = (parts[0][1] + parts[1][1]) / 2;
    places.set(node, [x, middle]);
    const paint = m < mergesBelow() ? segmentPaint(lead[node]) : "var(--faint)";
    return parts.map((part) => arm(part, x, middle, paint));
  });
  return [...arms.flat(), make("span", { class: "cut", style: { left: `${cutPlace()}%` } })];
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
  const branches = make("div", { class: "branches", role: "img", "aria-label": t("tree.alt") });
  const list = make("ul", { class: "groups" });
  const value = make("output", { for: "tree-cut" });
  const slider = make("input", {
    type: "range", id: "tree-cut", min: 1, max: content.segments.length, step: 1, oninput: () => cutInto(Number(slider.value)),
  });
  branches.addEventListener("click", (event) => {
    const box = branches.getBoundingClientRect();
    const at = (100 * (event.clientX - box.left)) / box.width;
    cutInto(content.segments.length - joins.filter((join) => across(join.height) <= at).length);
  });
  const show = () => {
    slider.value = groupCount();
    value.textContent = t("tree.cut.value", whole(groupCount()), whole(content.segments.length));
    branches.replaceChildren(...drawing(order));
    list.replaceChildren(...groupList());
    list.hidden = mergesBelow() === 0;
  };
  show();
  onSelection(show);
  return section("tree", t("tree.title"), t("tree.lead"),
    make("div", { class: "panel" },
      make("div", { class: "cutter" }, make("label", { for: "tree-cut" }, t("tree.cut")), slider, value),
      make("div", { class: "linked" }, make("div", {}, order.map(leaf)), branches),
      list));
}
