/** The curl command that sends the same request. */

import { ROOT } from "./api.js";

const TYPES = { text: "text/plain", html: "text/html" };

/** Return a POSIX shell command. `file` names a file that holds exactly the article sent, or is null. */
export function curlCommand(request, file, withKey) {
  const key = withKey ? ['-H "Authorization: Bearer $API_KEY"'] : [];
  const { text, html, ...options } = request;
  const kind = text === undefined ? "html" : "text";
  if (file) {
    const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]));
    const target = new URL(query.size > 0 ? `v1/enrich?${query}` : "v1/enrich", ROOT);
    return lines("curl", quoted(target.href), ...key, `-H ${quoted(`Content-Type: ${TYPES[kind]}; charset=utf-8`)}`, `--data-binary ${quoted(`@${file}`)}`);
  }
  // JSON.stringify leaves no line end inside, so no line of the article can close the here-document.
  const body = JSON.stringify({ [kind]: text ?? html, ...options });
  const target = new URL("v1/enrich", ROOT);
  return `${lines("curl", quoted(target.href), ...key, "-H 'Content-Type: application/json'", "--data-binary @-")} <<'END'\n${body}\nEND`;
}

const lines = (...words) => words.join(" \\\n  ");
const quoted = (word) => `'${word.replaceAll("'", `'\\''`)}'`;
