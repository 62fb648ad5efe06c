"""What the labeller sees of each line; training and serving call the same functions.

A line is described by numbers: how long it is, how it ends, which word lists its words are in, how much it reads like
prose, what it shares with the densest prose of the page, where it stands. All of it is computed over arrays. Vectors of
the words themselves were tried and made pages of new sites worse (docs/decisions/0003-line-labeller.md).
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from service.enrichment import lexicons
from service.enrichment.body import words as wording
from service.enrichment.body.plaintext import Lines
from service.enrichment.body.words import Classes, Flags, Floats, Hashes, Ints, Words

Doubles = npt.NDArray[np.float64]
Column = npt.NDArray[np.float64] | npt.NDArray[np.int64] | npt.NDArray[np.bool_]

CUES = (
    "function_words",
    "page_navigation",
    "page_related",
    "page_advertisement",
    "page_newsletter",
    "page_share",
    "page_comments",
    "page_legal",
    "page_byline",
    "page_biography",
    "page_caption",
    "page_date",
    "page_tags",
    "given_names",
)
"""The word lists; the i-th is bit i of a cue mask."""
END_BITS = 17
LAST_BITS = np.uint64((1 << END_BITS) - 1)
BITS = np.uint32(1) << np.arange(len(CUES), dtype=np.uint32)[:, np.newaxis]
BULLETS = np.array([ord(c) for c in "*•·▪●"], dtype=np.uint32)[:, np.newaxis]


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists as arrays: sorted hashes of words and phrases, and the lists that hold each."""

    hashes: Hashes
    masks: npt.NDArray[np.uint32]
    ends: Flags = field(init=False, repr=False, compare=False)
    """Whether any hash ends in these bits: few words and hardly a phrase have to be looked for."""

    def __post_init__(self) -> None:
        ends = np.zeros(1 << END_BITS, dtype=np.bool_)
        ends[self.hashes & LAST_BITS] = True
        object.__setattr__(self, "ends", ends)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The content words of a page, each once for each line that holds it."""

    ids: Ints
    """A number for each word, from 0."""
    lines: Ints


@dataclass(frozen=True, slots=True)
class Features:
    """What the labeller sees of a page."""

    numbers: Floats
    """(lines, numbers)"""
    words: Ints
    """How many words each line has."""
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class _View:
    """A page as arrays."""

    lines: Lines
    words: Words
    line_of: Ints
    """The line of each word."""
    rank: Ints
    """The position of each word in its line."""
    count: Ints
    """The words of each line."""
    points: npt.NDArray[np.uint32]
    kinds: Classes
    masks: npt.NDArray[np.uint32]
    """The cue mask of each word."""

    def sum(self, values: Column | npt.NDArray[np.uint32]) -> Doubles:
        """Return the sum of a value of each word, by line."""
        return np.bincount(self.line_of, weights=values, minlength=len(self.lines)).astype(np.float64, copy=False)


def cues() -> Cues:
    """Return the word lists as arrays."""
    masks: dict[int, int] = {}
    for bit, name in enumerate(CUES):
        for entry in lexicons.read(name):
            key = wording.phrase(entry)
            masks[key] = masks.get(key, 0) | 1 << bit
    masks.pop(0, None)
    keys = sorted(masks)
    return Cues(np.array(keys, dtype=np.uint64), np.array([masks[key] for key in keys], dtype=np.uint32))


def page(text: str, lines: Lines, known: Cues) -> Features:
    """Return the features of each line of a text; there is at least one line."""
    points = wording.codes(text)
    kinds = wording.classes(points)
    found = wording.words(points, kinds, lines.starts)
    line_of = np.searchsorted(lines.starts, found.starts, side="right") - 1
    count = np.bincount(line_of, minlength=len(lines))
    rank = np.arange(len(found)) - np.repeat(np.cumsum(count) - count, count)
    masks = cue_masks(known, found.hashes, *chains(found.hashes, rank))
    view = _View(lines, found, line_of, rank, count, points, kinds, masks)
    content, tokens = _tokens(view)
    return Features(_numbers(view, content, tokens), count, tokens)


def _tokens(view: _View) -> tuple[Ints, Tokens]:
    """Return the number of each content word, -1 for the others, and the pairs of content word and line."""
    content = (view.masks & np.uint32(1) == 0) & (view.words.ends - view.words.starts > 3)
    where = np.flatnonzero(content)
    _, found = np.unique(view.words.hashes[where], return_inverse=True)
    ids = np.full(len(content), -1)
    ids[where] = found
    n = len(view.lines)
    pairs = np.unique(found * n + view.line_of[where])
    return ids, Tokens(pairs // n, pairs % n)


def chains(hashes: Hashes, rank: Ints) -> tuple[Hashes, Hashes]:
    """Return the hashes of the two and three words that end at each word, 0 where the line is shorter."""
    two, three = np.zeros_like(hashes), np.zeros_like(hashes)
    two[1:] = wording.chain(hashes[:-1], hashes[1:])
    two[rank < 1] = 0
    three[2:] = wording.chain(two[1:-1], hashes[2:])
    three[rank < 2] = 0
    return two, three


def cue_masks(known: Cues, *layers: Hashes) -> npt.NDArray[np.uint32]:
    """Return the lists that each word is in, or the phrase that ends at it."""
    masks = np.zeros(len(layers[0]), dtype=np.uint32)
    for i, hashes in enumerate(layers):
        may_be = np.flatnonzero(known.ends[hashes & LAST_BITS])
        at = np.minimum(np.searchsorted(known.hashes, hashes[may_be]), len(known.hashes) - 1)
        found = known.hashes[at] == hashes[may_be]
        hit = may_be[found]
        # A phrase says more than its last word: it replaces the word's own mask but for the function words.
        masks[hit] = known.masks[at[found]] | (masks[hit] & 1 if i else 0)
    return masks


# ---- the numbers ----------------------------------------------------------------------
def _numbers(view: _View, content: Ints, tokens: Tokens) -> Floats:
    length = (view.lines.ends - view.lines.starts).astype(np.float64)
    count = view.count.astype(np.float64)
    prose = _prose(view)
    columns: list[Column] = [
        *_shape(view, length, count),
        *_edges(view),
        *_cue_shares(view, count),
        *_standing(view, count, prose),
        *_repeats(view),
        *_kinship(view, count, prose, content, tokens),
    ]
    numbers = np.empty((len(columns), len(count)), dtype=np.float32)
    for row, column in zip(numbers, columns, strict=True):
        row[:] = column
    return np.ascontiguousarray(numbers.T)


def _log(values: Column) -> Doubles:
    logs: Doubles = np.maximum(values, 0.0)
    np.log1p(logs, out=logs)
    logs /= 4.0
    return logs


def _class_counts(view: _View) -> Ints:
    """Return how many characters of each class each line holds, (classes, lines)."""
    starts, ends = view.lines.starts, view.lines.ends
    steps = np.zeros(len(view.kinds) + 1, dtype=np.int8)
    steps[starts] += 1
    steps[ends] -= 1
    inside = np.cumsum(steps[:-1]).astype(np.bool_)
    found = np.repeat(np.arange(len(starts)) * wording.N_CLASSES, ends - starts) + view.kinds[inside]
    table = np.bincount(found, minlength=len(starts) * wording.N_CLASSES).reshape(-1, wording.N_CLASSES)
    return table.T


SHARED = [wording.UPPER, wording.LETTER, wording.DIGIT, wording.MARK]
COUNTED = [
    wording.STOP,
    wording.COMMA,
    wording.COLON,
    wording.QUOTE,
    wording.BRACKET,
    wording.MARK,
    wording.DASH,
    wording.SYMBOL,
]


def _shape(view: _View, length: Doubles, count: Doubles) -> list[Column]:
    """How long a line is and what it is made of."""
    some = np.maximum(count, 1)
    by_class = _class_counts(view)
    word_length = view.sum(view.words.ends - view.words.starts)
    sentence_ends = view.sum(_ends_sentence(view))
    lower = count - view.sum(view.words.capital) - view.sum(view.words.numeric)
    return [
        _log(length),
        _log(count),
        np.minimum(length, 80) / 80,
        np.minimum(count, 12) / 12,
        count == 0,
        count == 1,
        word_length / some / 10,
        *(by_class[SHARED] / np.maximum(length, 1)),
        *_log(by_class[COUNTED]),
        _log(sentence_ends),
        sentence_ends / some * 10,
        view.sum(view.words.capital) / some,
        view.sum(view.words.shouted) / some,
        view.sum(view.words.numeric) / some,
        lower / some,
        _log(lower),
    ]


def _ends_sentence(view: _View) -> Flags:
    """Whether a full stop, question or exclamation mark follows each word."""
    padded = np.append(view.kinds, np.zeros(1, np.uint8))
    stopped: Flags = padded[view.words.ends] == wording.STOP
    return stopped


def _edges(view: _View) -> list[Column]:
    """How a line begins and ends."""
    first = view.kinds[view.lines.starts]
    last = view.kinds[view.lines.ends - 1]
    before_last = view.kinds[np.maximum(view.lines.ends - 2, view.lines.starts)]
    first_point = view.points[view.lines.starts]
    last_point = view.points[view.lines.ends - 1]
    columns: list[Column] = [
        first == kind
        for kind in (
            wording.UPPER,
            wording.LOWER,
            wording.DIGIT,
            wording.QUOTE,
            wording.MARK,
            wording.DASH,
            wording.BRACKET,
            wording.SYMBOL,
        )
    ]
    columns += [
        last == kind
        for kind in (wording.STOP, wording.COMMA, wording.COLON, wording.QUOTE, wording.DIGIT, wording.BRACKET)
    ]
    columns += [
        (last == wording.LOWER) | (last == wording.UPPER) | (last == wording.LETTER),
        (last == wording.MARK) | (last == wording.SYMBOL),
        (last == wording.QUOTE) & (before_last == wording.STOP),
        (last == wording.STOP) & (before_last == wording.STOP) | (last_point == ord("…")),
        last_point == ord("?"),
        first_point == ord("#"),
        (first_point == BULLETS).any(axis=0),
        first_point == ord("©"),
    ]
    return columns


def _cue_shares(view: _View, count: Doubles) -> list[Column]:
    """The share of words in each word list, and whether the line begins with one."""
    n, some = len(view.lines), np.maximum(count, 1)
    cued = np.flatnonzero(view.masks)
    bits, words = np.nonzero(view.masks[cued] & BITS)
    where = bits * n + view.line_of[cued][words]
    early = where[view.rank[cued][words] < 2]
    sums = np.bincount(where, minlength=len(CUES) * n).reshape(-1, n)
    shares = sums / some
    opens = np.bincount(early, minlength=len(CUES) * n).reshape(-1, n) / 2
    columns: list[Column] = [column for pair in zip(shares, opens, strict=True) for column in pair]
    columns.append(_log(sums[0]))
    return columns


def _prose(view: _View) -> Doubles:
    """How many words of each line are running prose: words beyond a caption's, weighted by the function words."""
    functional = view.sum(view.masks & np.uint32(1)) / np.maximum(view.count, 1)
    prose: Doubles = view.count.astype(np.float64) * np.clip((functional - 0.1) / 0.25, 0.0, 1.0) * (view.count >= 8)
    return prose


def around(values: Doubles, *reaches: int) -> list[Doubles]:
    """Return, for each reach, the sums of the values of the lines at most so far away; `values` is (kinds, lines)."""
    n = values.shape[1]
    sums = np.zeros((len(values), n + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    at = np.arange(n)
    return [sums[:, np.minimum(at + reach + 1, n)] - sums[:, np.maximum(at - reach, 0)] for reach in reaches]


def _standing(view: _View, count: Doubles, prose: Doubles) -> list[Column]:
    """Where a line stands on the page, and what page that is."""
    n = len(view.lines)
    at = np.arange(n)
    total, all_prose = max(count.sum(), 1.0), max(prose.sum(), 1.0)
    gaps = view.lines.gaps
    some_gap = float(np.mean(gaps > 0))
    prose_before = (np.cumsum(prose) - prose) / all_prose
    heavy = prose > 0
    constant = np.ones(n)
    one, two, three, eight, twenty = around(np.stack((prose, heavy, count)), 1, 2, 3, 8, 20)
    return [
        _log(at),
        _log(n - 1 - at),
        at / n,
        (np.cumsum(count) - count) / total,
        prose_before,
        1 - prose_before - prose / all_prose,
        prose_before == 0,
        prose_before + prose / all_prose >= 1 - 1e-9,
        _log(prose),
        prose / max(prose.max(initial=0.0), 1.0),
        *_log(np.stack([near[0] for near in (one, three, eight, twenty)]) - prose),
        *(near[1] / (2 * reach + 1) for near, reach in ((three, 3), (eight, 8), (twenty, 20))),
        *(_log(near[2] / (2 * reach + 1)) for near, reach in ((two, 2), (eight, 8))),
        gaps == 0,
        np.clip(gaps, 0, 4) / 4,
        gaps < 0,
        (gaps > 0) - some_gap,
        some_gap * constant,
        np.minimum(view.lines.indents, 24) / 24,
        view.lines.indents > 0,
        _log(n * constant),
        _log(total * constant) / 2,
        _log(all_prose * constant) / 2,
        all_prose / total * constant,
        float(heavy.mean()) * constant,
    ]


def _repeats(view: _View) -> list[Column]:
    """Whether a line, or its first five words, stand elsewhere on the page."""
    n = len(view.lines)
    whole = np.bincount(view.line_of, weights=(view.words.hashes >> np.uint64(20)) % np.uint64(1 << 30), minlength=n)
    whole = whole * 1000 + view.count
    columns: list[Column] = []
    for keys, worth in ((whole, view.count > 0), (_head_keys(view), view.count >= 5)):
        _, first, inverse, times = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
        repeated = (times[inverse] > 1) & worth
        columns += [repeated, repeated & (first[inverse] < np.arange(n)), np.where(repeated, _log(times[inverse]), 0)]
    return columns


def _head_keys(view: _View) -> Doubles:
    early = view.rank < 5
    scrambled = wording.mix(view.words.hashes + view.rank.astype(np.uint64)) >> np.uint64(24)
    return np.bincount(view.line_of[early], weights=scrambled[early], minlength=len(view.lines)).astype(np.float64)


def _kinship(view: _View, count: Doubles, prose: Doubles, content: Ints, tokens: Tokens) -> list[Column]:
    """What a line shares with the densest stretch of prose, and how far away from it the line stands."""
    n = len(view.lines)
    at = np.arange(n)
    first, last = _densest(prose)
    inside = (at >= first) & (at <= last)
    kin_lines = inside & (prose >= 10)
    ids, owners = tokens.ids, tokens.lines
    kin = kin_lines[owners]
    holders = np.bincount(ids[kin], minlength=int(ids.max(initial=-1)) + 1)
    others = holders[ids] - kin
    everywhere = np.bincount(ids, minlength=len(holders))
    distinct = np.maximum(np.bincount(owners, minlength=n), 1)
    shared = np.bincount(owners, weights=others > 0, minlength=n) / distinct
    twice = np.bincount(owners, weights=others > 1, minlength=n) / distinct
    rarity = 1.0 / np.maximum(everywhere[ids], 1)
    alone = np.bincount(owners, weights=rarity, minlength=n) / distinct
    capital = np.flatnonzero((content >= 0) & view.words.capital)
    known = holders[content[capital]] > kin_lines[view.line_of[capital]]
    capitals = np.maximum(np.bincount(view.line_of[capital], minlength=n), 1)
    named = np.bincount(view.line_of[capital], weights=known, minlength=n) / capitals
    before = np.maximum(first - at, 0)
    after = np.maximum(at - last, 0)
    flow = np.concatenate(([0.0], np.cumsum(count)))
    words_after = np.where(after > 0, flow[at] - flow[min(last + 1, n)], 0)
    words_before = np.where(before > 0, flow[first] - flow[np.minimum(at + 1, n)], 0)
    near_shared, near_count = around(np.stack((shared * count, count)), 2)[0]
    return [
        inside,
        _log(before),
        _log(after),
        _log(words_before) / 1.5,
        _log(words_after) / 1.5,
        at == first,
        at == last,
        shared,
        twice,
        alone,
        named,
        near_shared / np.maximum(near_count, 1),
        _log(shared * distinct),
    ]


def _densest(prose: Doubles) -> tuple[int, int]:
    """Return the first and last line of the stretch with the most prose.

    The best sum of a run (Bentley, "Programming pearls", 1984), a line without prose costing what 1.5 % of the prose
    is worth, at least 6 words, so that a caption or an advert inside the article does not end it.
    """
    n = len(prose)
    if not prose.any():
        return 0, n - 1
    cost = max(6.0, 0.015 * float(prose.sum()))
    sums = np.concatenate(([0.0], np.cumsum(np.where(prose > 0, prose, -cost))))
    lowest = np.minimum.accumulate(sums[:-1])
    last = int(np.argmax(sums[1:] - lowest))
    first = int(np.argmin(sums[: last + 1]))
    return first, last
