/** A form to send a request to an endpoint and to see the response, headers included. */

import { problemOf, reached, Refusal, ROOT } from "./api.js";
import { copyButton, el } from "./dom.js";
import { coloured } from "./json.js";
import { problemPanel } from "./problem.js";

const SHOWN = ["content-type", "server-timing", "x-request-id", "retry-after", "traceparent", "content-encoding", "allow"];
const MOST = 200_000;
/** Characters of a response that are shown. */

let made = 0;

/** Return the form. `examples`: {mediaType: text} for the body; `values`: {parameter: preset}. */
export function tryForm({ method, path, operation, parameters }, examples, values, key) {
  made += 1;
  const id = (name) => `try-${made}-${name}`;
  const types = Object.keys(examples);
  const accepted = [...new Set(Object.entries(operation.responses).filter(([status]) => status.startsWith("2")).flatMap(([, one]) => Object.keys(one.content ?? {})))];
  const type = types.length > 0 ? select(id("type"), types) : null;
  const accept = accepted.length > 1 ? select(id("accept"), accepted) : null;
  const body = types.length > 0 ? el("textarea", { id: id("body"), rows: "7", spellcheck: "false", dir: "auto" }) : null;
  if (body) body.value = examples[types[0]];
  const inputs = parameters.filter((one) => one.in !== "header").map((one) => [one, parameterInput(one, id(one.name), values[one.name])]);
  const inQuery = el("fieldset", { class: "query" }, inputs.length > 0 ? el("legend", {}, "Options") : null,
    inputs.map(([one, input]) => el("label", {}, el("code", {}, one.name), input)));
  const output = el("div", { class: "try-output", "aria-live": "polite" });
  const send = el("button", { type: "submit", class: "primary" }, "Send");
  const form = el("form", { class: "try", novalidate: true },
    type || accept ? el("div", { class: "try-head" },
      type ? el("label", {}, "Send as ", type) : null,
      accept ? el("label", {}, "Answer as ", accept) : null) : null,
    body ? el("label", { class: "unseen", for: id("body") }, "Body of the request") : null,
    body, inputs.length > 0 ? inQuery : null, el("div", { class: "try-foot" }, send), output);

  const syncQuery = () => {
    const json = type && !type.value.startsWith("text/");
    for (const [one, input] of inputs) if (one.in === "query") input.disabled = Boolean(json);
    inQuery.hidden = Boolean(json) && inputs.every(([one]) => one.in === "query");
  };
  type?.addEventListener("change", () => {
    body.value = examples[type.value];
    syncQuery();
  });
  syncQuery();

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const address = target(path, inputs);
    const headers = {
      ...(type ? { "Content-Type": type.value.startsWith("text/") ? `${type.value}; charset=utf-8` : type.value } : {}),
      ...(accept ? { Accept: accept.value } : accepted.length === 1 ? { Accept: accepted[0] } : {}),
      ...(path.startsWith("/v1/") && key() ? { Authorization: `Bearer ${key()}` } : {}),
    };
    send.setAttribute("aria-busy", "true");
    output.replaceChildren(el("p", { class: "pending" }, "Waiting …"));
    const started = performance.now();
    try {
      const response = await reached(address, { method, headers, body: body?.value });
      output.replaceChildren(await responseView(response, performance.now() - started));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      output.replaceChildren(problemPanel(error.problem));
    } finally {
      send.removeAttribute("aria-busy");
    }
  });
  return form;
}

function target(path, inputs) {
  let filled = path.slice(1);
  const query = new URLSearchParams();
  for (const [one, input] of inputs) {
    const value = input.disabled ? "" : input.value.trim();
    if (one.in === "path") filled = filled.replace(`{${one.name}}`, encodeURIComponent(value));
    else if (value !== "") query.set(one.name, value);
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

function parameterInput(parameter, id, value) {
  const schema = parameter.schema ?? {};
  if (schema.enum) {
    const input = select(id, ["", ...schema.enum]);
    input.value = value ?? "";
    return input;
  }
  const choices = schema.items?.enum;
  const input = el("input", { id, type: "text", autocapitalize: "off", autocomplete: "off", placeholder: choices ? `${choices.slice(0, 2).join(",")} …` : (schema.example ?? parameter.example ?? "") });
  input.value = value ?? "";
  return input;
}

const select = (id, choices) => el("select", { id }, choices.map((one) => el("option", { value: one }, one === "" ? "–" : one)));

async function responseView(response, milliseconds) {
  const kept = response.clone();
  const text = await response.text();
  const json = /\bjson$|\+json\b|\/json\b/.test((response.headers.get("Content-Type") ?? "").split(";")[0]);
  let body = text;
  if (json) {
    try {
      body = JSON.stringify(JSON.parse(text), null, 2);
    } catch { /* shown as it came */ }
  }
  const cut = body.length > MOST ? `${body.slice(0, MOST)}\n… ${(body.length - MOST).toLocaleString("en")} characters more` : body;
  return el("div", {},
    el("p", { class: "status-line" }, el("span", { class: response.ok ? "ok" : "not-ok" }, `${response.status} ${response.statusText}`.trim()), ` ${Math.round(milliseconds)} ms · ${new URL(response.url).pathname}`),
    response.ok ? null : problemPanel(await problemOf(kept)),
    el("dl", { class: "headers" }, SHOWN.filter((name) => response.headers.has(name)).flatMap((name) => [el("dt", {}, name), el("dd", {}, response.headers.get(name))])),
    el("div", { class: "code-block" }, copyButton(() => body), el("pre", { class: "code", tabindex: "0", role: "region", "aria-label": "Response" }, json ? coloured(cut) : cut)));
}

/** Return where a path of the contract stands, for a link. */
export const addressOf = (path) => new URL(path.slice(1), ROOT).href;
