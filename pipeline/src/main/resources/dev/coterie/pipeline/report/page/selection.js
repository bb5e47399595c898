// Which segment is singled out, for all parts of the page at once.

let selected = -1;
const listeners = [];

/** Index of the segment that is singled out, or -1. */
export function selectedSegment() {
  return selected;
}

/** Singles out a segment, or none with -1; the one that already is, is let go. */
export function selectSegment(segment) {
  selected = segment === selected ? -1 : segment;
  listeners.forEach((listener) => listener(selected));
}

export function onSelection(listener) {
  listeners.push(listener);
}

/** Before the page is drawn anew. */
export function forgetListeners() {
  listeners.length = 0;
}
