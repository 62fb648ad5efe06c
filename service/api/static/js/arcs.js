/** Draw a line from each quote to the words that name its speaker. */

import { svg } from "./dom.js";

const LIFT = 9;
/** Pixels that an arc rises above a line of text: less than the space between lines. */

/** Redraw all arcs of the view for the quotes that are shown. */
export function drawArcs(view, quotes, links) {
  view.querySelector(":scope > svg.arcs")?.remove();
  const frame = view.getBoundingClientRect();
  if (frame.width === 0) return;
  const canvas = svg("svg", { class: "arcs", "aria-hidden": "true", width: frame.width, height: frame.height });
  for (const quote of quotes) {
    const path = arc(view, quote, frame);
    if (!path) continue;
    const node = svg("path", { d: path, "data-arc": quote.id });
    for (const old of links.of(quote.id)) if (old.dataset.arc) links.remove(quote.id, old);
    links.add(quote.id, node);
    canvas.append(node);
  }
  view.append(canvas);
  links.again();
}

function arc(view, quote, frame) {
  const id = CSS.escape(quote.id);
  const said = [...view.querySelectorAll(`.quote[data-keys="${id}"]`)].flatMap((node) => [...node.getClientRects()]);
  const name = view.querySelector(`.speaker[data-speaks="${id}"]`)?.getClientRects();
  if (said.length === 0 || !name?.length) return null;
  const speaker = name[0];
  const [first, last] = [said[0], said.at(-1)];
  const after = speaker.top > last.top + 2 || (Math.abs(speaker.top - last.top) <= 2 && speaker.left >= last.left);
  const edge = after ? last : first;
  const rtl = getComputedStyle(view.querySelector(`.quote[data-keys="${id}"]`)).direction === "rtl";
  const [x1, y1] = [(speaker.left + speaker.right) / 2 - frame.left, speaker.top - frame.top];
  const inward = Math.min(8, edge.width / 2);
  const x2 = (after === rtl ? edge.left + inward : edge.right - inward) - frame.left;
  const y2 = edge.top - frame.top;
  if (Math.abs(y1 - y2) <= 3) {
    const top = Math.min(y1, y2) - LIFT;
    return `M${round(x1)} ${round(y1)} C${round(x1)} ${round(top)} ${round(x2)} ${round(top)} ${round(x2)} ${round(y2)}`;
  }
  const [from, to] = y1 < y2 ? [y1 + speaker.height, y2] : [y1, y2 + edge.height];
  const bend = Math.max(10, Math.abs(to - from) / 2);
  const sign = y1 < y2 ? 1 : -1;
  return `M${round(x1)} ${round(from)} C${round(x1)} ${round(from + sign * bend)} ${round(x2)} ${round(to - sign * bend)} ${round(x2)} ${round(to)}`;
}

const round = (number) => Math.round(number * 10) / 10;
