// Elements made without any markup: children are elements or text.

/** An element; `properties` are attributes, `class`, `style` (an object) or `onclick` and the like. */
export function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "style") {
      for (const [property, setting] of Object.entries(value)) {
        element.style.setProperty(property, setting);
      }
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** A section of the page with its heading and a line that says how to read it. */
export function section(id, title, lead, ...children) {
  return make("section", { id, "aria-labelledby": `${id}-title` },
    make("header", { class: "section-head" },
      make("h2", { id: `${id}-title` }, title),
      lead ? make("p", { class: "lead" }, lead) : null),
    children);
}

export function panel(title, ...children) {
  return make("div", { class: "panel" }, title ? make("h3", {}, title) : null, children);
}

/** A bar of a width between 0 and 1. */
export function bar(part, color) {
  const width = `${Math.max(0, Math.min(1, part || 0)) * 100}%`;
  return make("span", { class: "track", "aria-hidden": "true" },
    make("span", { class: "fill", style: { width, ...(color ? { background: color } : {}) } }));
}

/** Names with values, two columns. */
export function facts(rows) {
  return make("dl", { class: "facts" },
    rows.map(([name, value, hint]) => make("div", {},
      make("dt", {}, name, hint ? make("small", {}, hint) : null),
      make("dd", {}, value))));
}

/** Names with a number and a bar beside it. */
export function barTable(rows) {
  const most = Math.max(...rows.map((row) => row.value ?? 0), 0);
  return make("ul", { class: "bars" },
    rows.map((row) => make("li", {},
      make("span", { class: "bar-name", title: row.name }, row.name),
      make("span", { class: "bar-value" }, row.text),
      bar(most > 0 ? row.value / most : 0, row.color))));
}
