"""Read every page with the rankers that have not seen its site, and print what is right.

    python -m training.metadata.evaluate CLEANING_DIR BODY_ARTEFACT_DIR OUT_DIR [--news NEWS_DIR] [--blogs BLOGS_DIR] [--layouts]

The whole stage runs as it is served, thresholds and rules included; only the rankers are a fold's, and the lines' roles
those of the labeller's network that was trained without the site's fold. Writes OUT_DIR/VIEW.jsonl in the format of the
cleaning and the fields scorer (and of `bench/metadata.py --predictions`). About five minutes on one core.
"""

import argparse
import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path

from service.enrichment import body
from service.enrichment.metadata import extraction
from service.enrichment.metadata.ranking import RUNS, Ranker, Rankers
from service.enrichment.types import Metadata, Source
from training.body.evaluate import out_of_fold
from training.body.layouts import LAYOUTS
from training.body.pages import load
from training.metadata import corpus, problems, train
from training.metadata.corpus import Example
from training.metadata.problems import alike, kin, norm, people
from training.metadata.train import Lesson

Pair = tuple[Example, Metadata]
LAID_OUT = "blocks"
"""The rendering whose lines are laid out in other ways."""
HEADING = f"{'':24}{'pages':>6}{'right':>8}{'answered':>10}{'precision':>11}{'false':>8}"


def rankers_of(lesson: Lesson, fold: int) -> Rankers:
    """Return the rankers that were fitted without a fold."""
    rankers = {
        name: Ranker(weights=choices.weights[fold], threshold=train.THRESHOLDS[name])
        for name, choices in lesson.choices.items()
    }
    return {**rankers, RUNS: Ranker(weights=lesson.runs[fold], threshold=0.0)}


def answers(examples: Iterable[Example], lesson: Lesson) -> list[Pair]:
    """Return the metadata of each page, read without its fold."""
    rankers = [rankers_of(lesson, fold) for fold in range(problems.FOLDS)]
    return [(one, extraction.extract(one.page, one.body, rankers[one.fold])) for one in examples]


def marks(field: str, pairs: Iterable[Pair]) -> list[tuple[bool, bool, bool]]:
    """Return, for each page, whether there is something to find, whether it is answered, and whether that is right."""
    found = []
    for example, said in pairs:
        if field in {"title", "title, alike"}:
            gold, own = norm(example.title), norm(said.title or "")
            right = gold == own or (field != "title" and alike(gold, own))
            found.append((bool(gold), bool(own), right))
        elif field == "authors":
            who = people(example.authors)
            found.append((bool(who), bool(said.authors), people(said.authors) == who))
        else:
            day = (said.published or "")[:10]
            found.append((example.published is not None, len(day) == 10, day == example.published))
    return found


def told_marks(field: str, pairs: Iterable[Pair]) -> list[tuple[bool, bool, bool]]:
    """Return the same for a field that only a reader of the page can tell."""
    found = []
    for example, said in pairs:
        if example.told is None or field not in example.told:
            continue
        want, have = example.told.get(field) or "", getattr(said, field) or ""
        if field == "dateline":
            want, have = want.get("place") if isinstance(want, dict) else want, have.place if have else ""
        if field == "publisher":
            found.append((bool(want), bool(have), kin(str(want), have)))
        elif field == "modified":
            found.append((bool(want), bool(have), str(want)[:10] == have[:10]))
        else:
            a, b = norm(str(want).rstrip("…")), norm(have)
            found.append((bool(a), bool(b), a == b or alike(a, b) or (len(a) > 40 and b.startswith(a))))
    return found


def row(name: str, found: list[tuple[bool, bool, bool]]) -> str:
    """Return one line of a table."""
    asked = [(answered, right) for has, answered, right in found if has]
    free = [answered for has, answered, _ in found if not has]
    given = sum(answered for answered, _ in asked)
    right = sum(answered and right for answered, right in asked)
    shares = (
        right / max(1, len(asked)),
        given / max(1, len(asked)),
        right / max(1, given),
        sum(free) / max(1, len(free)),
    )
    return f"{name:24}{len(asked):6}{shares[0]:8.3f}{shares[1]:10.3f}{shares[2]:11.3f}{shares[3]:8.3f} of {len(free)}"


def members(field: str, pairs: Iterable[Pair]) -> str:
    """Return one line of a table for a field that is a list: precision, recall and F1 of its members."""
    hit = said = real = 0
    for example, own in pairs:
        if example.told is not None and field in example.told:
            want, have = people(example.told.get(field) or ()), people(getattr(own, field))
            hit, said, real = hit + len(want & have), said + len(have), real + len(want)
    return (
        f"{field + ', members':24}{real:6}  precision {hit / max(1, said):.3f}  recall {hit / max(1, real):.3f}"
        f"  F1 {2 * hit / max(1, said + real):.3f}"
    )


def tables(pairs: list[Pair]) -> list[str]:
    """Return the tables of every view."""
    lines = [HEADING]
    for view in dict.fromkeys(example.group for example, _ in pairs):
        own = [pair for pair in pairs if pair[0].group == view]
        lines += [row(f"{view} {field}", marks(field, own)) for field in ("title", "title, alike", "authors", "date")]
        lines += [
            row(f"{view} {field}", told_marks(field, own))
            for field in ("subtitle", "section", "modified", "publisher", "dateline")
        ]
        lines += [f"{view} {members(field, own)}" for field in ("tags", "agencies")]
    return lines


def in_layout(examples: Iterable[Example], directory: Path, name: str, labeller: body.Labeller) -> list[Example]:
    """Return the pages of a directory as callers send them in that layout (`layouts.LAYOUTS`)."""
    items = {page.id: page.views[LAID_OUT] for page in load(directory)}
    found = []
    for one in examples:
        page = body.read(Source(LAYOUTS[name](items[one.id])), out_of_fold(labeller, one.fold))
        found.append(dataclasses.replace(one, view=name, page=page, body=body.extract(page)))
    return found


def write(pairs: Iterable[Pair], directory: Path) -> None:
    """Write the predictions of each view."""
    directory.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[str]] = {}
    for example, said in pairs:
        facts = dataclasses.asdict(said) | {"evidence": None}
        answer = {"id": example.id, "body": example.body.text, "metadata": facts}
        rows.setdefault(example.group.replace(" ", "-"), []).append(json.dumps(answer, ensure_ascii=False, default=str))
    for view, lines in rows.items():
        (directory / f"{view}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cleaning", type=Path)
    parser.add_argument("body", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--blogs", type=Path)
    parser.add_argument(
        "--layouts", action="store_true", help="also print what is right of the pages wrapped, on one line ..."
    )
    args = parser.parse_args()
    read = {corpus.Kind.NEWS: args.news, corpus.Kind.BLOGS: args.blogs}
    labeller = body.load(args.body)
    examples = list(corpus.all_of(args.cleaning, read, labeller))
    lesson = train.learn([problems.view(example) for example in examples])
    pairs = answers(examples, lesson)
    write(pairs, args.out)
    print("\n".join(tables(pairs)), flush=True)
    for kind, directory in {corpus.Kind.GIVEN: args.cleaning, **read}.items():
        shown = [one for one in examples if one.kind is kind and one.view == LAID_OUT]
        for name in LAYOUTS if args.layouts and directory else ():
            print("\n".join(tables(answers(in_layout(shown, directory, name, labeller), lesson))), flush=True)


if __name__ == "__main__":
    main()
