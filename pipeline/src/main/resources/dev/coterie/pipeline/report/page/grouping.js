// The tree over the segments, and the groups that its cut leaves. Nodes from 0 are segments, those
// after them are merges, the lowest first.

import { content } from "./content.js";
import { groupCount } from "./selection.js";

export const joins = content.tree.left.map((left, m) => ({
  left, right: content.tree.right[m], height: content.tree.height[m],
}));

const largest = [...content.segments.keys()];
joins.forEach((join) => largest.push(Math.min(largest[join.left], largest[join.right])));

/** How many merges lie below the cut. */
export function mergesBelow() {
  return content.segments.length - groupCount();
}

/** For each node the first segment of its group, which is the largest; segments come by size. */
export function leads() {
  const lead = [...largest];
  for (let m = mergesBelow() - 1; m >= 0; m--) {
    const own = lead[content.segments.length + m];
    lead[joins[m].left] = own;
    lead[joins[m].right] = own;
  }
  return lead;
}

/** The segments below a node, the part with the larger first. */
export function leavesOf(node) {
  if (node < content.segments.length) {
    return [node];
  }
  const { left, right } = joins[node - content.segments.length];
  const [first, second] = largest[left] < largest[right] ? [left, right] : [right, left];
  return [...leavesOf(first), ...leavesOf(second)];
}
