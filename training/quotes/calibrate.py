"""Fit the confidence on articles that the weights have not seen, print how reliable it is, and write its weights.

    python -m training.quotes.calibrate CORPUS.jsonl.gz ARRAYS.npz WEIGHTS.npz OUT.npy --fold 0

An attribution is right where half of its words and the gold's are shared and its source shares a word with the gold's
(or neither names one). OUT has three rows: fitted on all held-out articles, without the even ones, without the odd
ones. The table is cross-fitted: each half of the articles is read with what the other half fitted.
"""

import argparse
import re
from bisect import bisect_left, bisect_right
from pathlib import Path

import numpy as np

from service.enrichment.quotes import confidence, decoding, features, tagger
from training.quotes import corpus

WORD = re.compile(r"\w+(?:['’]\w+)*")
SMOOTHING = 1.0
BEGINS = (0.3, 0.3, 0.0)
"""Added to the scores of beginning a source, a cue and a content, by fold 0."""
STEPS = 30


class Words:
    """The words of a text, looked up by code points."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in WORD.finditer(text)]
        self.starts, self.ends = [s for s, _ in found], [e for _, e in found]

    def cover(self, spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
        """Return the numbers of the words that the spans touch."""
        return frozenset(i for s, e in spans for i in range(bisect_right(self.ends, s), bisect_left(self.starts, e)))


def fold_tagger(paths: list[Path], begins: tuple[float, ...] = (0.0, 0.0, 0.0)) -> tagger.Tagger:
    """Return the tagger of files of weights as training writes them; several are averaged."""
    networks = []
    for path in paths:
        with np.load(path) as weights:
            arrays = {name: weights[name] for name in weights.files}
        networks.append(tagger.network(arrays, arrays["vectors.weight"]))
    nothing = np.zeros(len(confidence.EVIDENCE), np.float32)
    return tagger.Tagger(tuple(networks), arrays["keys_of_vectors"], begins, 0.0, nothing)


def judged(model: tagger.Tagger, read: features.Features, article: corpus.Article) -> tuple[np.ndarray, np.ndarray]:
    """Return the evidence for each attribution found in an article and whether it is right."""
    scores = tagger.score(model, read)
    paragraphs = decoding.lattice(read.paragraph)
    groups = decoding.decode(scores, read, paragraphs, model.begins)
    shares = decoding.marginals(scores.emissions, scores.transitions, scores.start, paragraphs)
    rows = confidence.evidence(groups, shares, (read.symbols[:, features.MARKS] == 1).astype(np.float32))
    words = Words(article.text)

    def cover(pieces: tuple[tuple[int, int], ...]) -> frozenset[int]:
        return words.cover(tuple((int(read.starts[first]), int(read.ends[last])) for first, last in pieces))

    golds = [(words.cover(gold.content), words.cover(gold.source)) for gold in article.golds]
    right = []
    for group in groups:
        content, source = cover(group.content), cover((group.source,) if group.source else ())
        best = max(golds, key=lambda gold: _jaccard(gold[0], content), default=(frozenset(), frozenset()))
        same = bool(best[1] & source) if best[1] else not source
        right.append(_jaccard(best[0], content) >= 0.5 and same and not source & best[0])
    return rows, np.array(right, bool)


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a ridge logistic regression, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    ridge = SMOOTHING * np.eye(rows.shape[1])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share - right) + ridge @ weights
        curve = (rows * (share * (1 - share))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def table(sure: np.ndarray, right: np.ndarray) -> str:
    lines = ["| confidence | quotes | mean confidence | right |", "|---|---|---|---|"]
    for low in np.arange(0, 1, 0.1):
        here = (sure >= low) & (sure < low + 0.1 + 1e-9)
        if here.any():
            lines.append(
                f"| {low:.1f} to {low + 0.1:.1f} | {here.sum()} | {100 * sure[here].mean():.0f} % | {100 * right[here].mean():.0f} % |"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("arrays", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--by", default="article")
    parser.add_argument("--begins", type=float, nargs=3, default=BEGINS)
    args = parser.parse_args()
    with np.load(args.arrays) as arrays:
        data = {name: arrays[name] for name in arrays.files}
    offsets = np.concatenate([[0], np.cumsum(data["sizes"])])
    model = fold_tagger([args.weights], tuple(args.begins))
    articles = corpus.read(args.corpus)
    rows, right, half = [], [], []
    for doc in np.flatnonzero(corpus.held_out(data, args.fold, args.folds, args.by)):
        part = slice(offsets[doc], offsets[doc + 1])
        read = features.Features(*(data[name][part] for name in features.Features.__slots__))
        found, correct = judged(model, read, articles[doc])
        rows.append(found)
        right.append(correct)
        half.append(np.full(len(correct), doc % 2))
    evidence, truth, halves = np.concatenate(rows), np.concatenate(right), np.concatenate(half)
    fits = np.stack([fit(evidence[halves != half], truth[halves != half]) for half in (2, 0, 1)]).astype(np.float32)
    sure = np.where(halves, confidence.sure(fits[2], evidence), confidence.sure(fits[1], evidence))
    print(table(sure, truth))
    print(f"mean confidence less share right: {100 * (sure.mean() - truth.mean()):.1f} points; {len(truth)} quotes")
    np.save(args.out, fits)


if __name__ == "__main__":
    main()
