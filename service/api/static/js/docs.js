/** The documentation: drawn from the contract, with examples from this service's own answers. */

import { ROOT, enrich, problemOf, sample, samples } from "./api.js";
import { curlCommand } from "./command.js";
import { fieldGroups, limits, madeExample, operations, pathWords, problemPaths, resolved, telling, typeWords, valuesAt } from "./contract.js";
import { byId, copyButton, el } from "./dom.js";
import { addressOf, tryForm } from "./tryit.js";

const LONGEST = 140;
/** Characters of an example: enough to recognise the field. */
const key = () => byId("key").value.trim();
const codeBlock = (text, label) => el("div", { class: "code-block" }, copyButton(() => text, "Copy"), el("pre", { class: "code", tabindex: "0", role: "region", "aria-label": label }, text));
const anchor = (words) => words.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();

async function draw() {
  const response = await fetch(new URL("openapi.json", ROOT));
  const contract = await response.json();
  const list = await samples();
  const first = list.length > 0 ? await sample(list[0].name) : null;
  const every = operations(contract);
  const post = every.find((one) => one.path === "/v1/enrich");
  const requestSchema = post.operation.requestBody.content["application/json"].schema;
  const answerSchema = post.operation.responses["200"].content["application/json"].schema;
  const problemSchema = Object.values(post.operation.responses).map((one) => one.content?.["application/problem+json"]?.schema).find(Boolean);

  byId("start-command").replaceChildren(codeBlock(curlCommand({ text: first ?? "The article." }, list[0]?.file ?? "article.txt", false), "A first request"));
  drawOperations(contract, every, first);
  const shown = first ? asked(list[0].name, first) : {};
  byId("request-fields").replaceChildren(...fieldGroups(contract, requestSchema).map((group) => table(contract, group, (row) => requestExample(contract, row, shown))));
  drawAnswer(contract, answerSchema, []);
  drawProblem(contract, problemSchema, []);
  await Promise.all([drawProblems(contract, problemSchema), liveProblems(contract, problemSchema)]);
  document.documentElement.dataset.drawn = "true";
  if (location.hash) byId(location.hash.slice(1))?.scrollIntoView();
  // Examples cost the service work: only a reader who comes near them asks for them.
  await near(byId("answer"));
  await liveExamples(contract, answerSchema, list);
  document.documentElement.dataset.examples = "true";
}

/** The request's own fields, shown with a sample: what to send is best seen in what the service was built for. */
const asked = (name, text) => ({ id: name, text, html: `<!doctype html><html><body><article>${text.trim().split(/\n+/).map((line) => `<p>${line.trim()}</p>`).join("")}</article></body></html>` });

/** Wait until the reader is within two screens of the element. */
const near = (node) => new Promise((resolve) => {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    resolve();
  }, { rootMargin: "200% 0px" });
  observer.observe(node);
});

// ---- endpoints -------------------------------------------------------------------------------------------------------

function drawOperations(contract, every, article) {
  const order = (one) => (one.path.startsWith("/v1/") ? 0 : 1);
  const sorted = [...every].sort((one, other) => order(one) - order(other));
  byId("operations").replaceChildren(...sorted.map((one) => operationView(contract, one, article)));
  byId("contents-endpoints").replaceChildren(
    ...sorted.map((one) => el("li", {}, el("a", { href: `#${operationId(one)}` }, el("span", { class: "verb" }, one.method), ` ${one.path}`))),
  );
}

const operationId = ({ method, path }) => `on-${method.toLowerCase()}-${anchor(path) || "root"}`;

function operationView(contract, one, article) {
  const { method, path, operation, parameters } = one;
  const content = operation.requestBody?.content ?? {};
  const page = Object.keys(operation.responses["200"]?.content ?? {}).every((type) => type === "text/html") && method === "GET";
  return el("article", { class: "operation", id: operationId(one), data: { path } },
    el("h3", {}, el("span", { class: `verb ${method.toLowerCase()}` }, method), " ", el("code", {}, path)),
    el("p", { class: "about" }, operation.summary ?? ""),
    operation.description ? el("p", {}, operation.description) : null,
    operation.requestBody ? el("p", { class: "takes" }, "Takes ", codes(Object.keys(content)), ". ", operation.requestBody.description ?? "") : null,
    el("p", { class: "takes" }, "Answers ", codes(Object.keys(operation.responses["200"]?.content ?? {})), "."),
    answers(contract, operation),
    page
      ? el("p", {}, el("a", { href: addressOf(path) }, "Open the page"))
      : el("details", { class: "try-it", open: path === "/v1/enrich" }, el("summary", {}, "Try it"),
          tryForm({ method, path, operation, parameters: parameters.map((parameter) => ({ ...parameter, schema: resolvedItems(contract, parameter.schema) })) },
            bodies(contract, content, article), presets(path), key)));
}

function resolvedItems(contract, schema) {
  const whole = resolved(contract, schema);
  return whole.items ? { ...whole, items: resolved(contract, whole.items) } : whole;
}

const codes = (words) => words.flatMap((word, at) => [at === 0 ? "" : ", ", el("code", {}, word)]);
const presets = (path) => (path.includes("{name}") ? { name: "invalid-request" } : {});

/** Return a body to send for each media type: the first sample where there is one, else the contract's example. */
function bodies(contract, content, article) {
  return Object.fromEntries(Object.entries(content).map(([type, media]) => {
    const example = media.example ?? Object.values(media.examples ?? {})[0]?.value ?? madeExample(contract, media.schema);
    if (type === "application/json") return [type, JSON.stringify(article ? { text: article } : example, null, 2)];
    if (type === "text/plain" && article) return [type, article];
    if (type === "application/x-ndjson" && article) return [type, `${JSON.stringify({ id: "first", text: article })}\n${JSON.stringify({ id: "second", text: "" })}\n`];
    return [type, typeof example === "string" ? example : JSON.stringify(example)];
  }));
}

function answers(contract, operation) {
  const rows = Object.entries(operation.responses).map(([status, one]) => {
    const response = resolved(contract, one);
    const words = (response.description ?? "").split(/(\/problems\/[a-z][a-z0-9-]*)/g).map((part) =>
      part.startsWith("/problems/") ? el("a", { href: `#problem-${part.split("/").pop()}` }, part.split("/").pop()) : part);
    return [el("dt", {}, status), el("dd", {}, words)];
  });
  return el("details", { class: "answers" }, el("summary", {}, `Answers: ${Object.keys(operation.responses).join(", ")}`), el("dl", {}, rows.flat()));
}

// ---- fields ----------------------------------------------------------------------------------------------------------

function table(contract, group, example, title = group.title) {
  const id = title ? `fields-${anchor(title)}` : null;
  return el("div", { class: "fields", id },
    title ? el("h3", {}, el("code", {}, title)) : null,
    group.about ? el("p", { class: "about" }, group.about) : null,
    el("div", { class: "rows", role: "table", "aria-label": title || "Fields" },
      el("div", { class: "row head", role: "row" }, ["Field", "Meaning", "Example"].map((one) => el("span", { role: "columnheader" }, one))),
      group.rows.map((row) => fieldRow(contract, row, example(row)))));
}

function fieldRow(contract, row, real) {
  const whole = resolved(contract, row.schema);
  const inner = whole.properties ?? resolved(contract, whole.items ?? {}).properties;
  const value = telling(real) ? real : madeExample(contract, row.schema);
  return el("div", { class: "row", role: "row", data: { field: pathWords(row.path), example: telling(real) ? "answer" : "contract" } },
    el("div", { role: "cell", class: "field-name" }, el("code", {}, row.name), el("span", { class: "type" }, typeWords(contract, row.schema), row.required ? "" : ", may be absent")),
    el("div", { role: "cell", class: "field-about" }, whole.description ?? "", el("span", { class: "type" }, limits(contract, row.schema)), inner && !whole.description ? "See below." : ""),
    el("div", { role: "cell", class: "field-example" }, el("code", { dir: "auto" }, shortened(value, inner))));
}

function shortened(value, nested) {
  const text = JSON.stringify(nested && Array.isArray(value) ? value.slice(0, 1) : value) ?? "";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}

function requestExample(contract, row, shown) {
  const choices = resolved(contract, resolved(contract, row.schema).items ?? {}).enum;
  return choices ? choices.slice(0, 2) : (shown[row.name] ?? madeExample(contract, row.schema));
}

function drawAnswer(contract, schema, found) {
  const groups = fieldGroups(contract, schema);
  byId("answer-fields").replaceChildren(...groups.map((group) => table(contract, group, (row) => best(found, row.path))));
  byId("contents-answer").replaceChildren(...groups.filter((group) => group.title && !group.title.endsWith(".source")).map((group) => el("li", {}, el("a", { href: `#fields-${anchor(group.title)}` }, group.title))));
}

/** Return the value that shows the field best: one that tells something, short rather than long. */
function best(found, path) {
  const values = found.flatMap((answer) => valuesAt(answer, path)).filter(telling);
  return values.find((value) => JSON.stringify(value).length <= LONGEST) ?? values[0];
}

/** A page that says all about itself: only what no sample has is shown by what the service reads here. */
const FULL_PAGE = `<!doctype html><html lang="en"><head><title>Talks in Paris go on - The Daily Example</title>
<link rel="canonical" href="https://news.example/2020/09/14/talks">
<meta property="og:site_name" content="The Daily Example"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2020-09-14T08:30:00+02:00">
<meta property="article:modified_time" content="2020-09-14T10:05:00+02:00">
<meta property="article:section" content="World"><meta property="article:tag" content="diplomacy">
<meta name="description" content="Ministers see no end of them before the winter."></head><body><nav>Home News Sport</nav>
<article><h1>Talks in Paris go on</h1><p class="standfirst">Ministers see no end of them before the winter.</p>
<figure><img src="a.jpg" alt=""><figcaption>The delegations on their way to the table. Photo: Jo Poe</figcaption></figure>
<p>PARIS, Sept 14 (Reuters) - The talks in Paris will go on until the winter, the French foreign ministry said on Monday.</p>
<p>“We are not there yet,” said Angela Merkel, who had arrived in the morning. She added that nobody should leave.</p>
<h2>What comes next</h2><ul><li>On Tuesday the delegations meet again, and they will speak about money.</li></ul>
</article><footer>Share this. Related: Rain likely</footer></body></html>`;

/** Ask for the samples, then for two pages of our own, until every field has a real example. */
async function liveExamples(contract, schema, list) {
  const rows = fieldGroups(contract, schema).flatMap((group) => group.rows);
  const found = [];
  const lacking = () => rows.some((row) => best(found, row.path) === undefined);
  const samplesAsked = list.map((one) => async () => ({ text: await sample(one.name), id: one.name }));
  const calls = [
    ...samplesAsked,
    async () => ({ html: FULL_PAGE, id: "full-page", url: "https://news.example/2020/09/14/talks" }),
    async () => ({ text: "Home\nNews\nSport\nContact us", id: "no-article" }),
  ];
  for (const ask of calls) {
    if (!lacking()) break;
    try {
      const { answer } = await enrich(await ask(), { key: key() });
      found.push(answer);
      drawAnswer(contract, schema, found);
    } catch {
      byId("answer-note").textContent = "Examples are from the contract: this service asks for a key or could not answer just now.";
      return;
    }
  }
}

// ---- problems --------------------------------------------------------------------------------------------------------

function drawProblem(contract, schema, found) {
  byId("problem-fields").replaceChildren(...fieldGroups(contract, schema).map((group) => table(contract, group, (row) => best(found, row.path), group.title || "A problem document")));
}

/** Let the service refuse two requests, one for a field and one for an option, and show what it said. */
async function liveProblems(contract, schema) {
  const headers = key() ? { Authorization: `Bearer ${key()}` } : {};
  const ask = (query, type, body) => fetch(new URL(`v1/enrich${query}`, ROOT), { method: "POST", headers: { ...headers, "Content-Type": type }, body });
  const refused = await Promise.all([
    ask("", "application/json", JSON.stringify({ text: " " })),
    ask("?min_confidence=7", "text/plain", "The talks go on."),
  ]);
  drawProblem(contract, schema, await Promise.all(refused.map((response) => problemOf(response))));
}

async function drawProblems(contract, schema) {
  const found = await Promise.all(problemPaths(contract).map(async (path) => {
    const response = await fetch(addressOf(path));
    return response.ok ? { path, ...meaning(await response.text()) } : null;
  }));
  const known = found.filter(Boolean).sort((one, other) => one.status - other.status);
  byId("problem-types").replaceChildren(...known.map((one) =>
    el("article", { class: "problem-type", id: `problem-${one.path.split("/").pop()}` },
      el("h3", {}, el("span", { class: "status" }, String(one.status)), " ", one.title),
      el("p", {}, el("a", { href: addressOf(one.path) }, one.path)),
      el("p", {}, one.remedy),
      el("pre", { class: "code", tabindex: "0", role: "region", "aria-label": `Example of ${one.path}` }, JSON.stringify(exampleProblem(contract, schema, one), null, 2)))));
}

/** Return {title, status, remedy} of a problem's own page, which is plain text. */
function meaning(text) {
  const [title] = text.split("\n");
  const after = (label) => new RegExp(`^${label}: (.*)$`, "m").exec(text)?.[1] ?? "";
  return { title, status: Number(after("Status")), remedy: after("What to do") };
}

function exampleProblem(contract, schema, one) {
  const made = madeExample(contract, schema);
  const members = { ...made, type: one.path, title: one.title, status: one.status, detail: `${one.title}.`, instance: "4bf92f3577b34da6a3ce929d0e0e4736" };
  if (one.status === 422) members.errors = [{ pointer: "#/text", detail: "Must hold more than white space." }];
  else delete members.errors;
  return members;
}

byId("key-form").addEventListener("submit", (event) => event.preventDefault());
draw().catch((error) => {
  byId("operations").replaceChildren(el("p", { class: "problem" }, "The contract could not be read. Is the service running?"));
  throw error;
});
