/** The article as cleaned: paragraphs with their marks, and what was removed folded in its place. */

import { counted, el, isolated, percent } from "./dom.js";
import { REASONS, groupOf, typeWords } from "./kinds.js";
import { wrapped } from "./ranges.js";

const [QUOTE, ATTRIBUTION, MENTION] = [0, 1, 2];

const CLOSING = /^["”’'»“.,;:!?]+/;
/** Marks that belong to the quote, before the badge. */

/** Return the article view. `sent` is the raw text, or null where it was HTML and offsets into it mean nothing. */
export function articleView(answer, sent, links) {
  const body = answer.body;
  const view = el("article", { class: "article" }, heading(answer.metadata));
  if (!body || body.paragraphs.length === 0) {
    view.append(el("p", { class: "nothing" }, "No article was found in this page."));
  }
  const marks = ranges(answer);
  for (const piece of inOrder(body, sent)) {
    view.append(piece.removed ? fold(piece.removed, sent) : paragraph(body.text, piece.paragraph, marks, links));
  }
  rove(view);
  return view;
}

function heading(metadata) {
  if (!metadata) return null;
  const place = metadata.dateline?.place;
  const by = [
    metadata.authors.length > 0 ? metadata.authors.join(", ") : null,
    metadata.publisher,
    metadata.agencies.length > 0 ? metadata.agencies.join(", ") : null,
    metadata.published,
    place,
  ].filter(Boolean);
  return el(
    "header",
    { class: "article-head" },
    metadata.section ? el("p", { class: "kicker", dir: "auto" }, metadata.section) : null,
    el("h3", { class: "headline", dir: "auto" }, metadata.title ?? "No headline found"),
    metadata.subtitle ? el("p", { class: "standfirst", dir: "auto" }, metadata.subtitle) : null,
    by.length > 0
      ? el("p", { class: "by" }, by.flatMap((one, at) => (at === 0 ? [isolated(one)] : [" · ", isolated(one)])))
      : null,
  );
}

/** Yield {paragraph} and {removed: [...]} in the order of the text sent; neighbours removed share one fold. */
function inOrder(body, sent) {
  if (!body) return [];
  const pieces = [
    ...body.paragraphs.map((paragraph) => ({ at: paragraph.source?.start ?? null, paragraph })),
    ...(sent === null ? [] : body.removed.map((one) => ({ at: one.source.start, one }))),
  ];
  if (pieces.every((piece) => piece.at !== null)) pieces.sort((one, other) => one.at - other.at);
  const folded = [];
  for (const piece of pieces) {
    if (piece.paragraph) folded.push(piece);
    else if (folded.at(-1)?.removed) folded.at(-1).removed.push(piece.one);
    else folded.push({ removed: [piece.one] });
  }
  return folded;
}

function fold(removed, sent) {
  const tally = new Map();
  for (const one of removed) tally.set(one.reason, (tally.get(one.reason) ?? 0) + 1);
  const reasons = [...tally].sort((one, other) => other[1] - one[1]).map(([reason]) => REASONS[reason] ?? reason);
  return el(
    "details",
    { class: "fold" },
    el(
      "summary",
      {},
      el("span", { class: "fold-count" }, `${counted(removed.length, "line")} removed`),
      el("span", { class: "fold-reasons" }, reasons.join(", ")),
    ),
    el(
      "ul",
      {},
      removed.map((one) =>
        el(
          "li",
          { data: { reason: one.reason } },
          el("span", { class: "reason" }, REASONS[one.reason] ?? one.reason),
          el("span", { class: "removed-text", dir: "auto" }, sent.slice(one.source.start, one.source.end)),
        ),
      ),
    ),
  );
}

/** Return every range to be marked in the body, outermost first. */
function ranges(answer) {
  const found = [];
  for (const quote of answer.quotes ?? []) {
    quote.spans.forEach((span, at) =>
      found.push({ ...span, rank: QUOTE, kind: "quote", quote, last: at === quote.spans.length - 1 }),
    );
    if (quote.cue) found.push({ start: quote.cue.start, end: quote.cue.end, rank: ATTRIBUTION, kind: "cue", quote });
    if (quote.speaker) {
      found.push({ start: quote.speaker.start, end: quote.speaker.end, rank: ATTRIBUTION, kind: "speaker", quote });
    }
  }
  for (const entity of answer.entities ?? []) {
    for (const mention of entity.mentions) {
      found.push({ start: mention.start, end: mention.end, rank: MENTION, kind: "mention", entity, mention });
    }
  }
  return found;
}

function paragraph(text, { start, end, kind }, marks, links) {
  const element = (range, first) => ELEMENTS[range.kind](range, first, links);
  const words = wrapped(text, start, end, marks, element);
  const node = el(kind === "heading" ? "h4" : "p", { class: `paragraph ${kind}`, dir: "auto" }, words);
  node.normalize();
  for (const quote of new Set(marks.filter((one) => one.kind === "quote" && one.last).map((one) => one.quote))) {
    if (quote.end > start && quote.end <= end) badge(node, quote, links);
  }
  return node;
}

const ELEMENTS = {
  quote({ quote }, first, links) {
    const node = el("span", { class: `quote ${quote.type}`, data: { keys: quote.id, confidence: quote.confidence } });
    links.add(quote.id, node);
    return node;
  },
  cue({ quote }, first, links) {
    const node = el("span", { class: "cue", data: { keys: quote.id } });
    links.add(quote.id, node);
    return node;
  },
  speaker({ quote }, first, links) {
    const node = el("span", { class: "speaker", data: { keys: quote.id, speaks: quote.id } });
    links.add(quote.id, node);
    return node;
  },
  mention({ entity, mention }, first, links) {
    const node = el("span", {
      class: `mention ${groupOf(entity.type)} ${mention.kind}`,
      data: { keys: entity.id, group: groupOf(entity.type), ...(first ? { first: "" } : {}) },
      ...(first ? { role: "button", tabindex: "-1", "aria-pressed": "false" } : {}),
    });
    links.add(entity.id, node);
    return node;
  },
};

/** Put the quote's badge behind its last word: a button that a keyboard reaches and a screen reader reads out. */
function badge(node, quote, links) {
  const pieces = node.querySelectorAll(`.quote[data-keys="${CSS.escape(quote.id)}"]`);
  const last = pieces[pieces.length - 1];
  if (!last) return;
  const who = quote.speaker ? (quote.speaker.name ?? quote.speaker.text) : null;
  const button = el(
    "button",
    {
      type: "button",
      class: `badge ${quote.type}`,
      data: { keys: quote.id, badge: quote.id },
      "aria-pressed": "false",
      "aria-label": `${quote.type} quote, ${percent(quote.confidence)} sure, ${who ? `by ${who}` : "nobody named"}`,
    },
    quote.type,
    " ",
    el("span", { class: "sure" }, percent(quote.confidence)),
  );
  links.add(quote.id, button);
  const closing = last.nextSibling?.nodeType === Node.TEXT_NODE ? CLOSING.exec(last.nextSibling.data) : null;
  if (closing) last.nextSibling.splitText(closing[0].length).before(button);
  else last.after(button);
}

/**
 * Let the mentions be one stop of the Tab key; arrows walk among them (WAI-ARIA, roving tabindex).
 * A mention around another one ("the minister, Jo Poe") is no button: a button in a button is none to a screen reader.
 */
function rove(view) {
  for (const outer of view.querySelectorAll(".mention[role=button]:has(.mention[role=button])")) {
    for (const name of ["role", "tabindex", "aria-pressed"]) outer.removeAttribute(name);
  }
  const stops = () => [...view.querySelectorAll(".mention[role=button]")].filter((one) => one.offsetParent !== null);
  view.querySelector(".mention[role=button]")?.setAttribute("tabindex", "0");
  view.addEventListener("focusin", (event) => {
    if (!event.target.matches(".mention[role=button]")) return;
    view.querySelector('.mention[tabindex="0"]')?.setAttribute("tabindex", "-1");
    event.target.setAttribute("tabindex", "0");
  });
  view.addEventListener("keydown", (event) => {
    if (!event.target.matches(".mention[role=button]")) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const all = stops();
      all[(all.indexOf(event.target) + step + all.length) % all.length]?.focus();
    } else if (event.key === "Enter" || event.key === " ") event.target.click();
    else return;
    event.preventDefault();
  });
}

/** Return what the card says about an entity. */
export function entityCard(entity) {
  return [
    el("p", { class: "card-title" }, isolated(entity.name)),
    el("p", {}, `${typeWords(entity.type)} · ${counted(entity.mentions.length, "mention")} · salience ${percent(entity.salience)}`),
    entity.value ? el("p", {}, `stands for ${entity.value}`) : null,
    entity.wikipedia || entity.wikidata
      ? el("p", {}, [entity.wikipedia, entity.wikidata].filter(Boolean).join(" · "))
      : null,
  ];
}
