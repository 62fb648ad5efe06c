// Print each speaker of an article with the words that attribute what was said, cut out by offset.
// Usage: node speakers.mjs FILE [ADDRESS]
import { readFile } from "node:fs/promises";

const [file, address = "http://127.0.0.1:8080"] = process.argv.slice(2);

const response = await fetch(`${address}/v1/enrich`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  // utf16 counts as JavaScript does, so that slice() cuts where the service meant.
  body: JSON.stringify({ text: await readFile(file, "utf8"), offsets: "utf16" }),
});
const answer = await response.json();
if (!response.ok) {
  console.error(`${answer.title}: ${answer.detail}`, answer.errors ?? "");
  process.exit(1);
}

const { body, entities, quotes } = answer;
const cut = ({ start, end }) => body.text.slice(start, end);
const people = new Map(entities.map((entity) => [entity.id, entity]));

for (const quote of quotes) {
  if (!quote.speaker) continue;
  const known = people.get(quote.speaker.entity);
  const link = known?.wikidata ? ` (${known.wikidata})` : "";
  console.log(`${known?.name ?? cut(quote.speaker)}${link} – ${quote.cue ? cut(quote.cue) : "…"} – ${quote.spans.map(cut).join(" ")}`);
}
