"""Judge each page by the trio of networks that has not seen its site, or the mean of several (`train.py --without-two`).

    python -m training.body.evaluate CLEANING_DIR ARTEFACT OUT_DIR

Writes OUT_DIR/VIEW.jsonl for each view in the format of the cleaning and the roles scorer. HTML is read with the stored
chooser, which has seen these pages: its own fold figure is what `chooser.py` prints.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from service.enrichment import body
from service.enrichment.body.labeller import MODEL
from service.enrichment.body.line_ends import LineEnds
from service.enrichment.types import Source, SourceKind
from training.body.pages import VIEWS, read_rows, site_of_row
from training.body.prepare import FOLDS, LEFT_OUT, fold_of, unseeing


def out_of_fold(whole: body.Labeller, fold: int) -> body.Labeller:
    """Return the labeller with those networks only that have not seen the sites of the fold: a trio, and one for line ends."""
    return replace(whole, networks=(whole.networks[fold],), line_ends=_unseeing(whole.line_ends, fold))


def _unseeing(whole: LineEnds | None, fold: int) -> LineEnds | None:
    return whole and replace(whole, members=(whole.members[fold],))


def by_folds(artefact: Path) -> list[body.Labeller]:
    """Return, for each fold, the labeller with those trios of networks only that have not seen its sites."""
    whole = body.load(artefact)
    with np.load(artefact / MODEL, allow_pickle=False) as arrays:
        left_out = arrays[LEFT_OUT].tolist() if LEFT_OUT in arrays else [[fold] for fold in range(FOLDS)]
    return [
        replace(
            whole,
            networks=tuple(whole.networks[number] for number in unseeing(left_out, fold)),
            line_ends=_unseeing(whole.line_ends, fold),
        )
        for fold in range(FOLDS)
    ]


def answer(identity: str, source: Source, labeller: body.Labeller) -> dict:
    """Return one prediction."""
    found = body.extract(body.read(source, labeller))
    paragraphs = [
        {
            "start": p.span.start,
            "end": p.span.end,
            "kind": p.kind,
            "source": p.source and {"start": p.source.start, "end": p.source.end},
        }
        for p in found.paragraphs
    ]
    removed = [{"source": {"start": r.source.start, "end": r.source.end}, "reason": r.reason} for r in found.removed]
    return {"id": identity, "body": found.text, "metadata": {}, "paragraphs": paragraphs, "removed": removed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cleaning", type=Path)
    parser.add_argument("artefact", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--views", nargs="*", default=[*VIEWS, "html"])
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    by_fold = by_folds(args.artefact)
    rows = read_rows(args.cleaning / "wcxb-dev.jsonl.gz")
    markup = {row["id"]: row["html"] for row in read_rows(args.cleaning / "wcxb-dev-html.jsonl.gz")}
    for view in args.views:
        with (args.out / f"{view}.jsonl").open("w", encoding="utf-8") as out:
            for row in rows:
                labeller = by_fold[fold_of(site_of_row(row))]
                if view != "html":
                    source = Source(row["raw"][view])
                elif row["id"] in markup:
                    source = Source(markup[row["id"]], SourceKind.HTML, row["url"])
                else:
                    continue
                out.write(json.dumps(answer(row["id"], source, labeller), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
