"""For HTML: weigh the labeller's opinion of each line against what trafilatura kept and what the mark-up says.

Trafilatura reads the tags, the labeller reads the lines; they fail on different pages. A small network sees both
opinions on a line and its neighbours, the line's block and landmarks, and how far both agree on the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from service.enrichment.body import words as wording
from service.enrichment.body.features import Doubles, Floats
from service.enrichment.body.markup import HEADINGS, LANDMARKS, Block
from service.enrichment.body.network import Dense, Opinion
from service.enrichment.body.plaintext import Lines

TAGS = (
    frozenset({"p"}),
    HEADINGS,
    frozenset({"li", "dd", "dt"}),
    frozenset({"td", "th", "tr"}),
    frozenset({"figcaption"}),
)
GRAM = 3


@dataclass(frozen=True, slots=True)
class Chooser:
    """Two layers: features to hidden, hidden to one number."""

    mean: Floats
    scale: Floats
    hidden: Dense
    output: Dense


def read(arrays: Mapping[str, Floats]) -> Chooser:
    """Return the stored chooser."""

    def array(name: str) -> Floats:
        return np.ascontiguousarray(arrays[f"chooser_{name}"], dtype=np.float32)

    return Chooser(
        array("mean"),
        array("scale"),
        Dense(array("hidden_weights"), array("hidden_bias")),
        Dense(array("output_weights"), array("output_bias")),
    )


def choose(chooser: Chooser, numbers: Floats) -> Floats:
    """Return how likely each line is body, (lines,), from `features`."""
    hidden = np.maximum(chooser.hidden((numbers - chooser.mean) * chooser.scale), 0)
    logits = np.clip(chooser.output(hidden)[:, 0], -30, 30)
    return (1 / (1 + np.exp(-logits))).astype(np.float32)


def features(text: str, lines: Lines, blocks: Sequence[Block], opinion: Opinion, kept: str) -> Floats:
    """Return what the chooser sees of each line, (lines, numbers); `kept` is the text that trafilatura kept."""
    ours = np.clip(opinion.body.astype(np.float64), 1e-4, 1 - 1e-4)
    theirs = held(text, lines, kept)
    logit = np.log(ours / (1 - ours)) / 4
    sizes = opinion.words.astype(np.float64)
    both = float((sizes * ours * theirs).sum())
    we, they = float((sizes * ours).sum()) + 1e-9, float((sizes * theirs).sum()) + 1e-9
    page = (2 * both / (we + they), both / we, both / they, np.log1p(we) / 8, np.log1p(they) / 8)
    columns = [logit, theirs, logit * theirs, np.log1p(sizes) / 4]
    columns += [_shifted(column, by) for column in (logit, theirs) for by in (-2, -1, 1, 2)]
    columns += [
        _nearby(column * sizes, reach) / _nearby(sizes + 0.1, reach) for column in (ours, theirs) for reach in (4, 12)
    ]
    columns += [np.array([block.tag in tags for block in blocks], dtype=np.float64) for tags in TAGS]
    columns += [np.array([name in block.within for block in blocks], dtype=np.float64) for name in LANDMARKS]
    columns += [np.array([block.linked for block in blocks])]
    columns += [np.full(len(lines), value) for value in page]
    columns += [logit * page[0], theirs * page[0]]
    return np.stack(columns, axis=1).astype(np.float32)


def held(text: str, lines: Lines, kept: str) -> Doubles:
    """Return, for each line, the share of its three-word sequences that the kept text holds.

    A shorter line counts whole, as a line of the kept text.
    """
    ours, theirs = _words(text), _words(kept)
    line_of = np.searchsorted(lines.starts, ours.starts, side="right") - 1
    counts = np.bincount(line_of, minlength=len(lines))
    grams = _grams(ours.hashes)
    inside = np.isin(grams, _grams(theirs.hashes))
    within = line_of[: len(grams)] == line_of[GRAM - 1 :][: len(grams)]
    owners = line_of[: len(grams)][within]
    total = np.bincount(owners, minlength=len(lines))
    shares = np.bincount(owners, weights=inside[within], minlength=len(lines)) / np.maximum(total, 1)
    short_lines = {" ".join(line.split()).lstrip("-•* ").casefold() for line in kept.split("\n")}
    for i in np.flatnonzero(counts < GRAM):
        shares[i] = text[lines.starts[i] : lines.ends[i]].casefold() in short_lines
    return shares


def _words(text: str) -> wording.Words:
    points = wording.codes(text)
    return wording.words(points, wording.classes(points))


def _grams(hashes: wording.Hashes) -> wording.Hashes:
    if len(hashes) < GRAM:
        return hashes[:0]
    return wording.chain(wording.chain(hashes[:-2], hashes[1:-1]), hashes[2:])


def _shifted(values: Doubles, by: int) -> Doubles:
    result = np.zeros_like(values)
    if abs(by) < len(values):
        if by > 0:
            result[by:] = values[:-by]
        else:
            result[:by] = values[-by:]
    return result


def _nearby(values: Doubles, reach: int) -> Doubles:
    sums = np.concatenate(([0.0], np.cumsum(values)))
    at = np.arange(len(values))
    return sums[np.minimum(at + reach + 1, len(values))] - sums[np.maximum(at - reach, 0)]
