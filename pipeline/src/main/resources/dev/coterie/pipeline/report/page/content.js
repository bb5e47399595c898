// The report's data, as it stands in the page. None of its texts is trusted: they only ever become
// text nodes, attributes' values or strokes on a canvas.

export const content = JSON.parse(document.getElementById("content").textContent);

function unpacked(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }
  return bytes;
}

/** The users of the map, a typed array a column. */
export const users = {
  shown: content.users.shown,
  total: content.users.total,
  x: new Uint16Array(unpacked(content.users.x).buffer),
  y: new Uint16Array(unpacked(content.users.y).buffer),
  segment: new Uint16Array(unpacked(content.users.segment).buffer),
  subsegment: new Uint16Array(unpacked(content.users.subsegment).buffer),
  confidence: unpacked(content.users.confidence),
  ids: content.users.ids,
};

/** The subsegments by their own index, whatever segment they are inside. */
export const subsegments = [];
content.segments.forEach((segment) => {
  segment.inside.forEach((inside) => {
    subsegments[inside.index] = inside;
  });
});
