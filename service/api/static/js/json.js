/** JSON as text with a little colour. */

import { copyButton, el } from "./dom.js";

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MOST = 300_000;
/** Characters beyond which colour costs more than it gives. */

/** Return a block with the value's JSON and a button to copy it. */
export function jsonBlock(value, label = "JSON") {
  const text = JSON.stringify(value, null, 2);
  return el("div", { class: "code-block" }, copyButton(() => text, `Copy ${label}`), el("pre", { class: "code", tabindex: "0", role: "region", "aria-label": label }, coloured(text)));
}

/** Return nodes for JSON text: names, strings, numbers and constants each in a span. */
export function coloured(text) {
  if (text.length > MOST) return [text];
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > done) nodes.push(text.slice(done, match.index));
    const kind = match[2] ? "name" : match[1] ? "string" : "constant";
    nodes.push(el("span", { class: kind }, match[1] ?? match[0]));
    if (match[2]) nodes.push(match[2]);
    done = match.index + match[0].length;
  }
  nodes.push(text.slice(done));
  return nodes;
}
