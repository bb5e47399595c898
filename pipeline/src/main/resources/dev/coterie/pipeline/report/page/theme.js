// Light and dark, and the colours of segments in both.

import { content } from "./content.js";
import { leads } from "./grouping.js";

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
let chosen = null;

// Neighbours in the list differ in hue and in lightness, so that they stay apart for most
// colour-blind readers too.
const LIGHT = ["#3b66d6", "#e0851b", "#2c9a6b", "#d2467c", "#7c58c9", "#0f93a8",
  "#b5562f", "#6f9a22", "#a1449c", "#4a7fb5", "#c59a1a", "#5b6b7b"];
const DARK = ["#7b9cf5", "#f2a552", "#58c795", "#f07fa9", "#aa8df0", "#4cc3d6",
  "#e08d68", "#a5cc5c", "#d683d2", "#86b6e6", "#e6c556", "#9aa9b8"];

export function isDark() {
  return chosen === null ? prefersDark.matches : chosen;
}

export function toggleTheme() {
  chosen = !isDark();
  document.documentElement.dataset.theme = chosen ? "dark" : "light";
}

/** Calls back when the system changes its mind and the reader has not. */
export function onSystemTheme(listener) {
  prefersDark.addEventListener("change", () => {
    if (chosen === null) {
      listener();
    }
  });
}

function paletteColor(segment) {
  const palette = isDark() ? DARK : LIGHT;
  if (segment < palette.length) {
    return palette[segment];
  }
  const hue = Math.round(segment * 137.508) % 360;
  return isDark() ? `hsl(${hue}, 55%, 68%)` : `hsl(${hue}, 52%, 45%)`;
}

/** The colour of a segment, for the canvases: that of the largest in its group. */
export function segmentColor(segment) {
  return paletteColor(leads()[segment]);
}

/** The same for elements, which follow when the groups change. */
export function segmentPaint(segment) {
  return `var(--segment-${segment})`;
}

export function paintSegments() {
  content.segments.forEach((segment, s) => {
    document.documentElement.style.setProperty(`--segment-${s}`, segmentColor(s));
  });
}

/** A part of one colour on another, both of which CSS understands. */
export function mixed(color, ground, part) {
  const channels = [color, ground].map((each) => {
    const brush = document.createElement("canvas").getContext("2d");
    brush.fillStyle = each;
    brush.fillRect(0, 0, 1, 1);
    return brush.getImageData(0, 0, 1, 1).data;
  });
  const blend = [0, 1, 2].map((c) => Math.round(channels[0][c] * part + channels[1][c] * (1 - part)));
  return `rgb(${blend.join(",")})`;
}

/** A colour of the style sheet, for the canvases, which do not know it. */
export function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
