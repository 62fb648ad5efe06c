/** The playground: ask, wait, show; each view is made by the module of its name. */

import { Refusal, enrich, sample, samples } from "./api.js";
import { drawArcs } from "./arcs.js";
import { articleView, entityCard } from "./article.js";
import { curlCommand } from "./command.js";
import { byId, copyButton, counted, el, isolated, percent, reveal } from "./dom.js";
import { jsonBlock } from "./json.js";
import { GROUPS, RESOLUTIONS, groupOf } from "./kinds.js";
import { createLinks, keysOf } from "./linking.js";
import { problemPanel } from "./problem.js";
import { entityList, metadataList, voices } from "./rail.js";
import { sourceView } from "./source.js";

const HTML_START = /^\s*<(?:!doctype\s+html|html|head|body|article|div|main)\b/i;
const PAGE_OPTIONS = ["url", "language", "reference_date"];
const VIEWS = ["article", "source", "json", "curl"];

/** The file whose text stands unchanged in the box, for the curl command: {file, text}. */
let origin = null;
/** What is shown: {request, answer, sent, links, withKey, file}. */
let shown = null;
let running = null;
/** The timer that tells how long the service has been at work. */
let clock = 0;
/** Which mention of the pinned entity was gone to. */
let walked = 0;
/** The element that the card is about. */
let carded = null;

// ---- asking ----------------------------------------------------------------------------------------------------------

const input = byId("input");
const kindNow = () => document.querySelector("input[name=kind]:checked").value;
const setKind = (kind) => { document.querySelector(`input[name=kind][value=${kind}]`).checked = true; };

function setArticle(text, file = null, kind = HTML_START.test(text) ? "html" : "text") {
  input.value = text;
  setKind(kind);
  // The box turns every line end into \n; where that changed the text, the file is not what is sent.
  origin = file && input.value === text ? { file, text } : null;
  sized();
}

function sized() {
  const length = input.value.length;
  byId("size").textContent = length === 0 ? "Empty" : counted(length, "character");
}

function requestNow() {
  const request = { [kindNow()]: input.value, offsets: "utf16" };
  for (const name of PAGE_OPTIONS) {
    const value = byId(name).value.trim();
    if (value) request[name] = value;
  }
  if (byId("clean").checked) request.clean = "off";
  return request;
}

async function run() {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const request = requestNow();
  const key = byId("key").value.trim();
  const stop = wait("Reading the article");
  byId("problem").replaceChildren();
  try {
    const found = await enrich(request, { key, signal: mine.signal });
    const file = origin?.text === (request.text ?? request.html) ? origin.file : null;
    show({ request, file, withKey: key !== "", ...found });
  } catch (error) {
    if (error.name === "AbortError") {
      if (running === mine) say("Cancelled.");
      return;
    }
    if (!(error instanceof Refusal)) throw error;
    fail(error.problem);
  } finally {
    if (running === mine) {
      stop();
      running = null;
    }
  }
}

/** Show that the service works; return what ends it. */
function wait(what) {
  const started = performance.now();
  const tell = () => { byId("working-text").textContent = `${what} … ${((performance.now() - started) / 1000).toFixed(1)} s`; };
  tell();
  say(`${what}.`);
  byId("working").hidden = false;
  byId("enrich").setAttribute("aria-busy", "true");
  byId("result").classList.add("stale");
  clearInterval(clock);
  clock = setInterval(tell, 100);
  return () => {
    clearInterval(clock);
    byId("working").hidden = true;
    byId("enrich").removeAttribute("aria-busy");
    byId("result").classList.remove("stale");
  };
}

const say = (text) => { byId("status").textContent = text; };

function fail(problem) {
  byId("result").hidden = true;
  shown = null;
  byId("problem").replaceChildren(problemPanel(problem));
  say("");
  reveal(byId("problem"), "nearest");
}

// ---- showing ---------------------------------------------------------------------------------------------------------

function show({ request, answer, timings, milliseconds, file, withKey }) {
  const links = createLinks();
  const sent = request.text ?? request.html;
  shown = { request, answer, sent, links, withKey, file, made: new Set(["article"]) };
  hideCard();
  byId("summary").replaceChildren(...summary({ request, answer, timings, milliseconds }));
  byId("warnings").replaceChildren(
    ...answer.warnings.map((one) => el("p", { class: "warning" }, el("strong", {}, one.code), ` ${one.message}`)),
  );
  byId("legend").replaceChildren(...legend(answer));
  byId("view-article").replaceChildren(articleView(answer, request.text === undefined ? null : sent, links));
  for (const view of VIEWS.slice(1)) byId(`view-${view}`).replaceChildren();
  byId("metadata").replaceChildren(answer.metadata ? metadataList(answer.metadata, answer.body, showEvidence) : "");
  byId("entities").replaceChildren(entityList(answer.entities ?? [], links));
  byId("result").hidden = false;
  sure();
  select("article");
  say(`Done. ${counted(answer.body?.paragraphs.length ?? 0, "paragraph")}, ${counted(answer.entities?.length ?? 0, "name")}, ${counted(answer.quotes?.length ?? 0, "quote")}.`);
  byId("result").focus({ preventScroll: true });
  reveal(byId("result"), "start");
}

function summary({ request, answer, timings, milliseconds }) {
  const fact = (number, one, many = `${one}s`) => el("p", { class: "figure" }, el("span", { class: "number" }, String(number)), el("span", {}, number === 1 ? one : many));
  const total = timings.reduce((sum, one) => sum + one.milliseconds, 0);
  const stages = el("span", { class: "stages", "aria-hidden": "true" }, timings.map((one) => {
    const part = el("span", { class: "stage-part", data: { stage: one.stage }, title: `${one.stage} ${one.milliseconds.toFixed(1)} ms` });
    part.style.setProperty("--share", String(one.milliseconds / (total || 1)));
    return part;
  }));
  const speakers = new Set((answer.quotes ?? []).flatMap((one) => (one.speaker ? [one.speaker.entity ?? one.speaker.name ?? one.speaker.text] : [])));
  return [
    fact(answer.body?.paragraphs.length ?? 0, "paragraph kept", "paragraphs kept"),
    // Of HTML the service names no lines: nought would say that nothing was removed.
    request.text === undefined ? null : fact(answer.body?.removed.length ?? 0, "line removed", "lines removed"),
    fact(answer.entities?.length ?? 0, "entity", "entities"),
    fact(answer.quotes?.length ?? 0, "quote"),
    fact(speakers.size, "speaker"),
    el("p", { class: "figure time", title: timings.map((one) => `${one.stage} ${one.milliseconds.toFixed(1)} ms`).join(", ") },
      el("span", { class: "number" }, `${Math.round(total || milliseconds)} ms`), el("span", {}, "in the service"), stages),
  ].filter(Boolean);
}

function legend(answer) {
  const tally = new Map();
  for (const one of answer.entities ?? []) tally.set(groupOf(one.type), (tally.get(groupOf(one.type)) ?? 0) + 1);
  const toggle = (id, label, number) => {
    const hidden = byId("result").classList.contains(`hide-${id}`);
    const button = el("button", { type: "button", class: `swatch sw-${id}`, "aria-pressed": String(!hidden) }, label, el("span", { class: "tally" }, String(number)));
    button.addEventListener("click", () => {
      const off = byId("result").classList.toggle(`hide-${id}`);
      button.setAttribute("aria-pressed", String(!off));
    });
    return button;
  };
  return [
    toggle("quote", "Quotes", answer.quotes?.length ?? 0),
    ...GROUPS.filter((group) => tally.has(group.id)).map((group) => toggle(group.id, group.label, tally.get(group.id))),
  ];
}

/** Show only the quotes that are as sure as the slider asks; the rest of the page follows. */
function sure() {
  const least = Number(byId("confidence").value) / 100;
  byId("confidence-value").textContent = `${percent(least)} sure`;
  byId("confidence").setAttribute("aria-valuetext", `${percent(least)} sure`);
  if (!shown) return;
  const { answer, links } = shown;
  const quotes = (answer.quotes ?? []).filter((one) => one.confidence >= least);
  const kept = new Set(quotes.map((one) => one.id));
  for (const one of answer.quotes ?? []) {
    for (const node of links.of(one.id)) {
      if (node.dataset.goto) links.remove(one.id, node);
      else node.classList.toggle("unsure", !kept.has(one.id));
    }
  }
  byId("voices").replaceChildren(voices(quotes, links));
  shown.filtered = least > 0 && answer.quotes ? { ...answer, quotes } : answer;
  shown.quotes = quotes;
  shown.made = new Set(["article", "source"].filter((view) => shown.made.has(view)));
  arcs();
  fill(current());
}

function arcs() {
  const view = byId("view-article").firstElementChild;
  if (shown && view && !byId("view-article").hidden) drawArcs(view, shown.quotes, shown.links);
}

/** Fill a view the first time it is looked at: the source and the JSON of a long page cost time. */
function fill(view) {
  if (!shown || shown.made.has(view)) return;
  shown.made.add(view);
  const least = Number(byId("confidence").value) / 100;
  if (view === "source") byId("view-source").replaceChildren(sourceView(shown.answer, shown.sent));
  if (view === "json") byId("view-json").replaceChildren(jsonBlock(shown.filtered));
  if (view === "curl") {
    const request = least > 0 ? { ...shown.request, min_confidence: least } : shown.request;
    const command = curlCommand(request, shown.file, shown.withKey);
    byId("view-curl").replaceChildren(
      el("p", { class: "about" }, "The same request from a shell; its answer is the JSON of the tab before."),
      el("div", { class: "code-block" }, copyButton(() => command, "Copy the command"), el("pre", { class: "code", id: "command", tabindex: "0", role: "region", "aria-label": "curl command" }, command)),
    );
  }
}

const current = () => VIEWS.find((view) => byId(`tab-${view}`).getAttribute("aria-selected") === "true");

function select(view) {
  for (const one of VIEWS) {
    const on = one === view;
    byId(`tab-${one}`).setAttribute("aria-selected", String(on));
    byId(`tab-${one}`).tabIndex = on ? 0 : -1;
    byId(`view-${one}`).hidden = !on;
  }
  hideCard();
  fill(view);
  if (view === "article") arcs();
}

function showEvidence(field) {
  select("source");
  const places = [...byId("view-source").querySelectorAll("[data-field]")];
  for (const one of places) one.classList.toggle("lit", one.dataset.field === field);
  const first = places.find((one) => one.dataset.field === field);
  if (!first) return;
  reveal(first);
  first.focus({ preventScroll: true });
}

// ---- linking ---------------------------------------------------------------------------------------------------------

const result = byId("result");

function point(event) {
  if (!shown) return;
  const node = event.target.closest?.("[data-keys], [data-arc]");
  if (!node) {
    shown.links.rest();
    hideCard();
    return;
  }
  const keys = keysOf(node);
  shown.links.light(keys);
  if (node.closest(".article")) showCard(node, keys[0]);
  else hideCard();
}

function press(event) {
  if (!shown) return;
  const node = event.target.closest?.("[data-keys]");
  if (!node || !result.contains(node)) return;
  const { links } = shown;
  if (node.dataset.walk) return walk(node.dataset.walk);
  const key = node.dataset.badge ?? node.dataset.goto ?? (node.matches(".mention") ? node.dataset.keys : null);
  if (!key) return;
  const on = links.pinned() !== key;
  links.pin(on ? key : null);
  if (node.dataset.goto && on) goTo(links.of(key).find((one) => one.matches(".quote")));
}

/** Go to the entity's first mention, then at each press to its next, then let go. */
function walk(id) {
  const { links } = shown;
  const mentions = links.of(id).filter((one) => one.matches(".mention[data-first]"));
  const next = links.pinned() === id ? walked + 1 : 0;
  if (next >= mentions.length) {
    links.pin(null);
    return;
  }
  walked = next;
  links.pin(id);
  goTo(mentions[next]);
}

function goTo(node) {
  if (!node) return;
  select("article");
  reveal(node);
  node.classList.remove("arrived");
  requestAnimationFrame(() => node.classList.add("arrived"));
}

function showCard(node, key) {
  const { answer } = shown;
  const entity = (answer.entities ?? []).find((one) => one.id === key);
  const quote = (answer.quotes ?? []).find((one) => one.id === key);
  if ((!entity && !quote) || node.classList.contains("unsure")) return hideCard();
  const card = byId("card");
  card.replaceChildren(...(entity ? entityCard(entity) : quoteCard(quote)).filter(Boolean));
  card.className = `card ${entity ? groupOf(entity.type) : "quote-card"}`;
  card.hidden = false;
  carded = node;
  placeCard();
}

/** Put the card above the words it is about, or below them where there is no room. */
function placeCard() {
  const card = byId("card");
  if (card.hidden) return;
  const place = carded.getClientRects()[0];
  if (!place || place.bottom < 0 || place.top > window.innerHeight) return hideCard();
  const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 8));
  const above = place.top - card.offsetHeight - 10;
  card.style.setProperty("left", `${left}px`);
  card.style.setProperty("top", `${above > 8 ? above : place.bottom + 10}px`);
}

function quoteCard(quote) {
  const { speaker, cue } = quote;
  return [
    el("p", { class: "card-title" }, speaker ? isolated(speaker.name ?? speaker.text) : "Nobody named"),
    el("p", {}, `${quote.type} quote · ${percent(quote.confidence)} sure`),
    speaker ? el("p", {}, isolated(`“${speaker.text}”`), ` · ${RESOLUTIONS[speaker.resolution] ?? speaker.resolution}`) : null,
    cue ? el("p", {}, "told by ", isolated(`“${cue.text}”`)) : null,
  ];
}

const hideCard = () => { byId("card").hidden = true; };

// ---- wiring ----------------------------------------------------------------------------------------------------------

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
input.addEventListener("input", () => {
  if (input.value.length === 0) setKind("text");
  else if (HTML_START.test(input.value)) setKind("html");
  sized();
});
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
byId("clear").addEventListener("click", () => {
  setArticle("");
  input.focus();
});
byId("cancel").addEventListener("click", () => running?.abort());
byId("choose").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async () => {
  const [file] = byId("file").files;
  if (file) await open(file);
  byId("file").value = "";
});

const sheet = byId("sheet");
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    sheet.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) sheet.classList.remove("over"); });
document.addEventListener("drop", async (event) => {
  const [file] = event.dataTransfer?.files ?? [];
  sheet.classList.remove("over");
  if (!file) return;
  event.preventDefault();
  await open(file);
});

/** Take a file as the article: UTF-8 where it is, else what Windows wrote for decades. */
async function open(file) {
  const bytes = await file.arrayBuffer();
  let text;
  let utf8 = true;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    utf8 = false;
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  const html = /html/.test(file.type) || /\.html?$/i.test(file.name) || HTML_START.test(text);
  setArticle(text, utf8 ? file.name : null, html ? "html" : "text");
  await run();
}

async function pick(one) {
  const stop = wait("Fetching the sample");
  try {
    setArticle(await sample(one.name), one.file, "text");
  } catch (error) {
    stop();
    if (!(error instanceof Refusal)) throw error;
    return fail(error.problem);
  }
  stop();
  history.replaceState(null, "", `#${one.name}`);
  for (const node of byId("sample-list").children) node.setAttribute("aria-pressed", String(node.dataset.name === one.name));
  return run();
}

async function offerSamples() {
  const list = await samples();
  byId("samples").hidden = list.length === 0;
  byId("sample-list").replaceChildren(
    ...list.map((one, at) =>
      el("button", { type: "button", class: "sample", data: { name: one.name }, "aria-pressed": "false", on: { click: () => pick(one) } },
        el("span", { class: "sample-number", "aria-hidden": "true" }, String(at + 1)),
        el("span", { class: "sample-title", dir: "auto" }, one.title))),
  );
  const named = list.find((one) => `#${one.name}` === location.hash);
  if (named) await pick(named);
}

for (const [at, view] of VIEWS.entries()) {
  const tab = byId(`tab-${view}`);
  tab.addEventListener("click", () => select(view));
  tab.addEventListener("keydown", (event) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: VIEWS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = VIEWS[(to + VIEWS.length) % VIEWS.length];
    select(next);
    byId(`tab-${next}`).focus();
  });
}
byId("confidence").addEventListener("input", sure);
result.addEventListener("pointerover", point);
result.addEventListener("focusin", point);
result.addEventListener("pointerleave", () => { shown?.links.rest(); hideCard(); });
result.addEventListener("focusout", () => { shown?.links.rest(); hideCard(); });
result.addEventListener("click", press);
document.addEventListener("scroll", placeCard, { passive: true });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hideCard();
  shown?.links.pin(null);
});
let redraw = 0;
new ResizeObserver(() => {
  cancelAnimationFrame(redraw);
  redraw = requestAnimationFrame(arcs);
}).observe(byId("view-article"));

sized();
offerSamples();
