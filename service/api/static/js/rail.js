/** The lists beside the article: who says what, what it is about, and what it says about itself. */

import { counted, el, isolated, percent } from "./dom.js";
import { FIELDS, groupOf, typeWords } from "./kinds.js";

/** Return the speakers with what they said, those with most quotes first; nobody's quotes last. */
export function voices(quotes, links) {
  if (quotes.length === 0) return el("p", { class: "nothing" }, "Nobody is quoted.");
  const groups = new Map();
  for (const quote of quotes) {
    const speaker = quote.speaker;
    const key = speaker ? (speaker.entity ?? speaker.name ?? `“${speaker.text}”`) : "";
    if (!groups.has(key)) groups.set(key, { speaker, quotes: [] });
    groups.get(key).quotes.push(quote);
  }
  const order = [...groups.values()].sort(
    (one, other) => Number(!one.speaker) - Number(!other.speaker) || other.quotes.length - one.quotes.length,
  );
  return el(
    "ul",
    { class: "voice-list" },
    order.map(({ speaker, quotes: said }) =>
      el(
        "li",
        { class: "voice" },
        el(
          "h4",
          speaker?.entity ? { data: { keys: speaker.entity } } : {},
          isolated(speaker ? (speaker.name ?? speaker.text) : "Nobody named"),
          el("span", { class: "tally" }, counted(said.length, "quote")),
        ),
        el("ul", {}, said.map((quote) => el("li", {}, utterance(quote, links)))),
      ),
    ),
  );
}

function utterance(quote, links) {
  const node = el(
    "button",
    { type: "button", class: `utterance ${quote.type}`, data: { keys: quote.id, goto: quote.id }, "aria-pressed": "false" },
    el("span", { class: "utterance-text", dir: "auto" }, quote.text),
    el("span", { class: "utterance-kind" }, quote.type, el("span", { class: "sure" }, ` ${percent(quote.confidence)} sure`)),
  );
  links.add(quote.id, node);
  return node;
}

const FIRST = 14;
/** Entities listed before the reader asks for the rest; playground.css hides those after as many. */

/** Return the entities, most salient first. */
export function entityList(entities, links) {
  if (entities.length === 0) return el("p", { class: "nothing" }, "No names were found.");
  const most = Math.max(...entities.map((one) => one.salience), Number.EPSILON);
  const rows = entities.map((entity) => {
    const bar = el("span", { class: "salience", "aria-hidden": "true" });
    bar.style.setProperty("--share", String(entity.salience / most));
    const button = el(
      "button",
      {
        type: "button",
        class: "entity-name",
        data: { keys: entity.id, walk: entity.id },
        "aria-pressed": "false",
        "aria-label": `${entity.name}, ${typeWords(entity.type)}, salience ${percent(entity.salience)}, ${counted(entity.mentions.length, "mention")}`,
      },
      el("span", { class: "entity-label" }, isolated(entity.name)),
      el("span", { class: "entity-facts" }, `${percent(entity.salience)} · ${entity.mentions.length}×`),
      bar,
    );
    links.add(entity.id, button);
    return el(
      "li",
      { class: `entity ${groupOf(entity.type)}`, data: { group: groupOf(entity.type) } },
      button,
      el("p", { class: "entity-more" }, el("span", { class: "type" }, entity.type), ...knownAs(entity)),
    );
  });
  const list = el("ul", { class: "entity-list" }, rows);
  if (rows.length <= FIRST + 3) return list;
  const more = el("button", { type: "button", class: "quiet more" }, `Show all ${rows.length}`);
  list.classList.add("short");
  more.addEventListener("click", () => {
    list.classList.remove("short");
    rows[FIRST].querySelector("button").focus();
    more.remove();
  });
  return el("div", {}, list, more);
}

function knownAs(entity) {
  const parts = [];
  if (entity.value) parts.push(" ", el("span", { class: "value" }, entity.value));
  if (/^Q[1-9]\d*$/.test(entity.wikidata ?? "")) {
    parts.push(" ", outward(`https://www.wikidata.org/wiki/${entity.wikidata}`, entity.wikidata, `${entity.name} in Wikidata`));
  }
  if (entity.wikipedia) {
    const title = encodeURIComponent(entity.wikipedia.replaceAll(" ", "_"));
    parts.push(" ", outward(`https://en.wikipedia.org/wiki/${title}`, "Wikipedia", `${entity.name} in Wikipedia`));
  }
  if (entity.aliases.length > 0) parts.push(" ", el("span", { class: "aliases" }, isolated(`also ${entity.aliases.join(", ")}`)));
  return parts;
}

const outward = (href, text, label) => el("a", { href, rel: "noreferrer noopener", target: "_blank", "aria-label": label }, text);

/** Return the metadata as a list of terms; `show(field)` is called where a field's evidence is asked for. */
export function metadataList(metadata, body, show) {
  const rows = FIELDS.map(([field, label]) => [field, label, written(metadata[field])]).filter(([, , text]) => text !== null);
  const missing = FIELDS.filter(([field]) => written(metadata[field]) === null).map(([, label]) => label.toLowerCase());
  return el(
    "div",
    {},
    el(
      "dl",
      { class: "metadata" },
      rows.flatMap(([field, label, text]) => [
        el("dt", {}, label),
        el("dd", { dir: "auto" }, address(field, text), evidence(field, label, metadata.evidence[field], show)),
      ]),
      body ? [el("dt", {}, "Length"), el("dd", {}, `${counted(body.word_count, "word")}, ${counted(metadata.reading_time_minutes, "minute")}`)] : [],
    ),
    missing.length > 0 ? el("p", { class: "missing" }, `Not found: ${missing.join(", ")}.`) : null,
  );
}

function written(value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length > 0 ? value.join(" · ") : null;
  if (typeof value === "object") return [value.place, value.date].filter(Boolean).join(", ");
  return String(value);
}

/** Return the text, as a link only where it is an address of the web: a page may name any scheme. */
function address(field, text) {
  if (field === "url" && /^https?:\/\//i.test(text)) {
    return el("a", { href: text, rel: "noreferrer noopener nofollow", target: "_blank" }, text);
  }
  return isolated(text);
}

function evidence(field, label, found, show) {
  if (!found) return null;
  if (!found.source) return el("span", { class: "from" }, `from ${found.from}`);
  return el(
    "button",
    { type: "button", class: "from", data: { field }, "aria-label": `Show where ${label.toLowerCase()} was read`, on: { click: () => show(field) } },
    `from ${found.from} ↗`,
  );
}
