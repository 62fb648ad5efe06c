/** Show what went wrong, from the problem document. */

import { ROOT } from "./api.js";
import { el } from "./dom.js";

const PATH = /^\/problems\/[a-z0-9-]+$/;

/** Return the panel for an RFC 9457 problem. */
export function problemPanel(problem) {
  const known = PATH.test(problem.type ?? "");
  return el(
    "div",
    { class: "problem" },
    el("p", { class: "problem-title" }, problem.title ?? "Something went wrong", problem.status ? el("span", { class: "code-word" }, String(problem.status)) : null),
    problem.detail ? el("p", {}, problem.detail) : null,
    problem.errors?.length
      ? el("ul", {}, problem.errors.map((one) => el("li", {}, el("code", {}, one.pointer ?? one.parameter ?? "#"), " ", one.detail)))
      : null,
    problem.retryAfter ? el("p", {}, `Try again in ${problem.retryAfter} s.`) : null,
    el(
      "p",
      { class: "problem-foot" },
      known ? el("a", { href: new URL(problem.type.slice(1), ROOT).href }, "What this means") : null,
      known && problem.instance ? " · " : null,
      problem.instance ? ["request ", el("code", {}, problem.instance)] : null,
    ),
  );
}
