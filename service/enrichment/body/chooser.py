"""For HTML: weigh the labeller's opinion of each line against what trafilatura kept and what the mark-up says.

Trafilatura reads the tags, the labeller reads the lines; they fail on different pages. A small network sees both
opinions on a line, its neighbours and its likes, the line's block and landmarks, what the elements around it are named for
and what else they hold, and what both agree on and dispute.

Word F1 of 200 blogs / 120 news pages out of fold, mean of two assignments of folds: with names, lines of the same classes
and elements .9635 / .9763, without .9615 / .9679. That names tell the article and that the element with most prose holds it
is readability's idea (Arc90, 2009).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from service.enrichment.body import words as wording
from service.enrichment.body.features import Doubles
from service.enrichment.body.markup import HEADINGS, LANDMARKS, PARTS, PROSE, Block
from service.enrichment.body.matching import UNMATCHED, matches
from service.enrichment.body.network import Dense, Opinion
from service.enrichment.body.plaintext import Lines
from service.enrichment.body.words import Flags, Floats, Ints

TAGS = (
    frozenset({"p"}),
    HEADINGS,
    frozenset({"li", "dd", "dt"}),
    frozenset({"td", "th", "tr"}),
    frozenset({"figcaption"}),
)
MOSTLY = 0.5
# What an element may be named for without telling against its lines.
OF_THE_BODY = frozenset({PROSE, "date", "quote", "standfirst", "title"})


@dataclass(frozen=True, slots=True)
class Chooser:
    """Two layers: features to hidden, hidden to one number."""

    mean: Floats
    scale: Floats
    hidden: Dense
    output: Dense


@dataclass(frozen=True, slots=True)
class Seen:
    """What the chooser sees of a page."""

    numbers: Floats
    """(lines, numbers)"""
    agreement: float
    """The word F1 of what the labeller and trafilatura keep, one against the other."""


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
    """Return how likely each line is body, (lines,), from the numbers of `look`."""
    hidden = np.maximum(chooser.hidden((numbers - chooser.mean) * chooser.scale), 0)
    logits = np.clip(chooser.output(hidden)[:, 0], -30, 30)
    return (1 / (1 + np.exp(-logits))).astype(np.float32)


def look(text: str, lines: Lines, blocks: Sequence[Block], opinion: Opinion, ours: Flags, kept: str) -> Seen:
    """Return what the chooser sees of each line.

    `ours` are the lines that the labeller alone would keep, `kept` is the text that trafilatura kept.
    """
    likely = np.clip(opinion.body.astype(np.float64), 1e-4, 1 - 1e-4)
    theirs = held(text, lines, kept)
    logit = np.log(likely / (1 - likely)) / 4
    sizes = opinion.words.astype(np.float64)
    both = float((sizes * likely * theirs).sum())
    we, they = float((sizes * likely).sum()) + 1e-9, float((sizes * theirs).sum()) + 1e-9
    agreement = 2 * both / (we + they)
    linked = np.array([block.linked for block in blocks])
    columns = [logit, theirs, logit * theirs, np.log1p(sizes) / 4]
    columns += [_shifted(column, by) for column in (logit, theirs) for by in (-2, -1, 1, 2)]
    columns += [
        _nearby(column * sizes, reach) / _nearby(sizes + 0.1, reach) for column in (likely, theirs) for reach in (4, 12)
    ]
    columns += [np.array([block.tag in tags for block in blocks], dtype=np.float64) for tags in TAGS]
    columns += [np.array([name in block.within for block in blocks], dtype=np.float64) for name in LANDMARKS]
    columns += [linked, logit * agreement, theirs * agreement]
    columns += [*_beyond(theirs >= MOSTLY), *_beyond(ours)]
    columns += _of_a_kind(blocks, sizes + 0.1, (theirs, likely))
    columns += _named(blocks)
    columns += _of_an_element(blocks, sizes, (theirs, likely))
    page = [agreement, both / we, both / they, float(np.log1p(we)) / 8, float(np.log1p(they)) / 8]
    page += _disputed(blocks, linked, sizes, likely, ours, theirs >= MOSTLY)
    columns += [np.full(len(lines), value) for value in page]
    return Seen(np.stack(columns, axis=1).astype(np.float32), agreement)


def _beyond(chosen: Flags) -> list[Doubles]:
    """Return how far each line stands before the first and after the last of the chosen ones."""
    at, places = np.flatnonzero(chosen), np.arange(len(chosen))
    if not len(at):
        return [np.zeros(len(chosen))] * 2
    return [np.log1p(np.maximum(away, 0)) / 5 for away in (at[0] - places, places - at[-1])]


def _of_a_kind(blocks: Sequence[Block], sizes: Doubles, opinions: Sequence[Doubles]) -> list[Doubles]:
    """Return what each opinion keeps of the other lines with the same block and landmarks."""
    numbers: dict[tuple[str, frozenset[str]], int] = {}
    kind = np.array([numbers.setdefault((block.tag, block.within), len(numbers)) for block in blocks])
    return _of_others(kind, sizes, opinions)


def _of_others(group: Ints, sizes: Doubles, opinions: Sequence[Doubles]) -> list[Doubles]:
    """Return what each opinion keeps of the other lines of a line's group."""
    others = np.bincount(group, weights=sizes)[group] - sizes + 0.5
    return [(np.bincount(group, weights=own)[group] - own) / others for own in (sizes * said for said in opinions)]


def _named(blocks: Sequence[Block]) -> list[Doubles]:
    """Return for what parts of a page the elements around each line are named, and whether for any that is no body."""
    numbers = [np.array([part in block.named for block in blocks], dtype=np.float64) for part in PARTS]
    return [*numbers, np.array([not block.named <= OF_THE_BODY for block in blocks], dtype=np.float64)]


def _of_an_element(blocks: Sequence[Block], sizes: Doubles, opinions: Sequence[Doubles]) -> list[Doubles]:
    """Return what each opinion keeps of the lines like each by tags and classes, and of those in the same element.

    And how much of all that an opinion keeps stands in that element: readability looks for the one that holds most prose.
    """
    kind = np.array([block.kind for block in blocks])
    holder = np.unique([block.holder for block in blocks], return_inverse=True)[1]
    numbers = _of_others(kind, sizes + 0.1, opinions) + _of_others(holder, sizes + 0.1, opinions)
    for own in (sizes * said for said in opinions):
        numbers.append(np.bincount(holder, weights=own)[holder] / (own.sum() + 1))
    return numbers


def _disputed(
    blocks: Sequence[Block], linked: Doubles, sizes: Doubles, likely: Doubles, ours: Flags, theirs: Flags
) -> list[float]:
    """Return how much only one of both keeps, what of it is links or paragraphs, and how sure the labeller is."""
    sizes = sizes + 0.1
    paragraph = np.array([block.tag == "p" for block in blocks], dtype=np.float64)
    numbers: list[float] = []
    for only in (ours & ~theirs, theirs & ~ours):
        words = float(sizes[only].sum())
        of_links, of_paragraphs = (float((sizes * share)[only].sum()) for share in (linked, paragraph))
        numbers += [float(np.log1p(words)) / 8, of_links / (words + 5), of_paragraphs / (words + 5)]
    numbers.append(float((np.abs(2 * likely - 1) * sizes).sum() / sizes.sum()))
    numbers += [float((likely * sizes)[chosen].sum() / (sizes[chosen].sum() + 1)) for chosen in (ours, theirs)]
    return numbers


def held(text: str, lines: Lines, kept: str) -> Doubles:
    """Return, for each line, the share of its words that the kept text holds."""
    ours, theirs = _words(text), _words(kept)
    line_of = np.searchsorted(lines.starts, ours.starts, side="right") - 1
    counts = np.bincount(line_of, minlength=len(lines))
    where = matches(ours.hashes, theirs.hashes)
    inside = np.bincount(line_of[where[where != UNMATCHED]], minlength=len(lines))
    return inside / np.maximum(counts, 1)


def _words(text: str) -> wording.Words:
    points = wording.codes(text)
    return wording.words(points, wording.classes(points))


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
