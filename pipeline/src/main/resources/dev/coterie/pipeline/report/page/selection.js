// Which segment is singled out, and where the tree is cut, for all parts of the page at once.

import { content } from "./content.js";

let selected = -1;
let groups = content.segments.length;
const listeners = [];

function tell() {
  listeners.forEach((listener) => listener(selected));
}

/** Index of the segment that is singled out, or -1. */
export function selectedSegment() {
  return selected;
}

/** Singles out a segment, or none with -1; the one that already is, is let go. */
export function selectSegment(segment) {
  selected = segment === selected ? -1 : segment;
  tell();
}

/** How many groups of segments the tree is cut into. */
export function groupCount() {
  return groups;
}

export function cutInto(count) {
  groups = Math.max(1, Math.min(content.segments.length, count));
  tell();
}

export function onSelection(listener) {
  listeners.push(listener);
}

/** Before the page is drawn anew. */
export function forgetListeners() {
  listeners.length = 0;
}
