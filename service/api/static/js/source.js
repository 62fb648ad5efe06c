/** The text as it was sent: what was kept, what was removed and why, and where each metadata field was read. */

import { el } from "./dom.js";
import { FIELDS, REASONS } from "./kinds.js";
import { wrapped } from "./ranges.js";

const LABELS = new Map(FIELDS);

/** Return the source view of `sent`, for text and HTML alike. */
export function sourceView(answer, sent) {
  const ranges = [];
  for (const one of answer.body?.paragraphs ?? []) if (one.source) ranges.push({ ...one.source, rank: 0, name: "kept" });
  for (const one of answer.body?.removed ?? []) {
    ranges.push({ ...one.source, rank: 0, name: "gone", label: REASONS[one.reason] ?? one.reason });
  }
  for (const [field, found] of Object.entries(answer.metadata?.evidence ?? {})) {
    if (found.source) ranges.push({ ...found.source, rank: 1, name: "evidence", field, label: LABELS.get(field) ?? field });
  }
  const text = wrapped(sent, 0, sent.length, ranges, (range, first) =>
    el(range.name === "evidence" ? "mark" : "span", {
      class: range.name,
      data: { ...(first && range.label ? { label: range.label } : {}), ...(range.field ? { field: range.field } : {}) },
      tabindex: range.field ? "-1" : null,
    }),
  );
  return el(
    "div",
    {},
    el("p", { class: "key" },
      el("span", { class: "key-kept" }, "kept"), " ", el("span", { class: "key-gone" }, "removed"), " ",
      el("span", { class: "key-evidence" }, "read as metadata"),
      ranges.some((one) => one.name !== "evidence") ? null : " · for HTML the service names no places in the mark-up"),
    el("pre", { class: "raw", dir: "auto" }, text),
  );
}
