"""Find where the lines of a text ended that has lost its line ends, or was wrapped.

A small network reads the words of a page, one after the other, and says of the place behind each how likely a line of the page
ended there: by the marks and capitals around it, by what is said elsewhere on the page, by whether it is prose. What it saw in
training are pages whose lines are known, joined by spaces, set end to end, or wrapped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from service.enrichment.body import features, network
from service.enrichment.body import words as wording
from service.enrichment.body.characters import LINE_END
from service.enrichment.body.features import CUES, Column, Cues
from service.enrichment.body.network import Network
from service.enrichment.body.plaintext import ENDED, NOT_ENDED, Breaks, Ends, States
from service.enrichment.body.words import Classes, Flags, Floats, Hashes, Ints

MODEL, PREFIX = "line-ends.npz", "breaks"
# The network reads so many words at once, and heeds the outer ones as neighbours only: memory stays small however long a
# text is, and a summary is one of a page as long as those of training.
WINDOW, MARGIN = 512, 32
# A text of more words is no article: one network is opinion enough, or none.
LONGEST_DEBATE, LONGEST_ASKED = 10_000, 200_000
NEAR = (2, 5, 12, 40)
NEWLINES = np.array([code for code in range(0x2030) if LINE_END.fullmatch(chr(code))], dtype=np.uint32)
CUE_BITS = np.arange(len(CUES), dtype=np.uint32)


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """Networks of one shape, one or more, each with its own vectors of the words that it knows."""

    network: Network
    vectors: Floats
    """(networks, words known + 1, numbers); the first is that of all other words."""


@dataclass(frozen=True, slots=True, repr=False)
class LineEnds:
    """The trained arrays: word lists, and networks whose opinions are averaged."""

    cues: Cues
    vocabulary: Hashes
    """Sorted hashes of the words that many sites say."""
    members: tuple[Member, ...]
    together: Member = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        networks, vectors = zip(*((one.network, one.vectors) for one in self.members), strict=True)
        object.__setattr__(self, "together", Member(network.together(networks), np.concatenate(vectors)))

    def __call__(self, text: str, known: Ends) -> Breaks:
        """Return how likely a line ended at each white space of a text, given where it is known; nothing of a text without words or without end."""
        chunks = chunks_of(text)
        if len(chunks) > LONGEST_ASKED or not wording.any_word(chunks.kinds):
            return Breaks(chunks.ends[:0], np.empty(0, dtype=np.float32))
        asked = self.together if len(chunks) <= LONGEST_DEBATE else self.members[0]
        seen = look(chunks, known.states(chunks.ends), self.cues, self.vocabulary)
        return Breaks(chunks.ends[:-1], chances(asked, seen)[:-1])


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network sees of each word."""

    numbers: Floats
    """(words, numbers)"""
    words: Ints
    """Which known word it is, 0 for all others."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """What stands between white space and seams: words with the marks around them, one row each."""

    points: wording.Points
    kinds: Classes
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.starts)


def load(directory: Path) -> LineEnds:
    """Return the networks of the artefact in that directory."""
    with np.load(directory / MODEL, allow_pickle=False) as arrays:
        count = sum(name.endswith(".reaches") for name in arrays.files)
        cues = Cues(arrays["cue_hashes"], arrays["cue_masks"])
        return LineEnds(cues, arrays["vocabulary"], tuple(member(arrays, f"{PREFIX}{i}") for i in range(count)))


def member(arrays: Mapping[str, Floats], prefix: str) -> Member:
    """Return the network stored under that prefix, with its vectors."""
    vectors = arrays[f"{prefix}.vectors"].astype(np.float32)[np.newaxis]
    return Member(network.read(arrays, prefix), vectors)


def chunks_of(text: str) -> Chunks:
    """Return the words of a text with the marks around them."""
    points = wording.codes(text)
    kinds = wording.classes(points)
    inside = (kinds != wording.WHITE).view(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside, [0]))))
    seams = wording.seams(points, kinds)
    edges = np.sort(np.concatenate((edges, seams, seams)))
    return Chunks(points, kinds, edges[::2], edges[1::2])


def look(chunks: Chunks, states: States, cues: Cues, vocabulary: Hashes) -> Seen:
    """Return what the network sees of each word, given what is known of the place behind it; there is at least one word."""
    view = _view(chunks)
    columns: list[Column] = [*_marks(view), *_forms(view, cues), *_place(len(chunks)), *known(states)]
    found = np.empty((len(columns), len(chunks)), dtype=np.float32)
    for row, column in zip(found, columns, strict=True):
        row[:] = column
    return Seen(np.ascontiguousarray(found.T), known_words(_last_words(view), vocabulary))


def hashes(chunks: Chunks) -> Hashes:
    """Return the hash of the last word inside the marks of each, 0 where there is none."""
    return _last_words(_view(chunks))


@dataclass(frozen=True, slots=True)
class _View:
    chunks: Chunks
    words: wording.Words
    first: Ints
    """The first word inside each chunk; what it says counts where the chunk is `worded`."""
    last: Ints
    worded: Flags


def _view(chunks: Chunks) -> _View:
    words = wording.words(chunks.points, chunks.kinds, chunks.starts)
    first = np.searchsorted(words.starts, chunks.starts)
    past = np.searchsorted(words.starts, chunks.ends)
    return _View(chunks, words, np.minimum(first, max(len(words) - 1, 0)), np.maximum(past - 1, 0), past > first)


def _last_words(view: _View) -> Hashes:
    found = np.zeros(len(view.chunks), dtype=np.uint64)
    found[view.worded] = view.words.hashes[view.last[view.worded]]
    return found


def known_words(said: Hashes, vocabulary: Hashes) -> Ints:
    """Return the number of each word, from 1; 0 of words that are not in the vocabulary."""
    if not len(vocabulary):
        return np.zeros(len(said), dtype=np.int64)
    at = np.minimum(np.searchsorted(vocabulary, said), len(vocabulary) - 1)
    return np.where(vocabulary[at] == said, at + 1, 0)


def _log(values: Column) -> features.Doubles:
    logs: features.Doubles = np.log1p(np.maximum(values, 0)) / 4
    return logs


def _marks(view: _View) -> list[Column]:
    """Which characters a chunk begins and ends with, how long it is and how wide the gap behind it."""
    chunks, kinds = view.chunks, view.chunks.kinds
    starts, ends = chunks.starts, chunks.ends
    first, last = kinds[starts], kinds[ends - 1]
    before_last = kinds[np.maximum(ends - 2, starts)]
    gap = np.append(starts[1:] - ends[:-1], 1)
    broken = np.concatenate(([0], np.cumsum(np.isin(chunks.points, NEWLINES))))
    # White space that holds a line end tells nothing: the text was wrapped, or each word stands in a line of its own.
    gap = np.where(np.append(broken[starts[1:]] > broken[ends[:-1]], False), 1, gap)
    inner = np.concatenate(([0], np.cumsum((kinds >= wording.STOP) & (kinds <= wording.DASH))))
    marked = inner[ends] - inner[starts]
    point = chunks.points[ends - 1]
    return [
        *(first == kind for kind in range(wording.N_CLASSES) if kind != wording.WHITE),
        *(last == kind for kind in range(wording.N_CLASSES) if kind != wording.WHITE),
        (before_last == wording.STOP) & (last != wording.STOP),
        point == ord("."),
        point == ord("?"),
        point == ord("…"),
        point == ord("|"),
        _log(ends - starts),
        ends - starts == 1,
        marked > 0,
        _log(marked),
        gap > 1,
        gap == 0,
    ]


def _forms(view: _View, cues: Cues) -> list[Column]:
    """What the words are: capitals, word lists, what the page says again, how much like prose they are around it."""
    words, worded, n = view.words, view.worded, len(view.chunks)
    first, last = view.first, view.last
    rank = np.arange(len(words))
    masks = features.cue_masks(cues, words.hashes, *features.chains(words.hashes, rank))
    mask = np.where(worded, masks[last] | masks[first], 0)
    capital, shouted = words.capital[first] & worded, words.shouted[last] & words.shouted[first] & worded
    numeric = words.numeric[first] & worded
    lower = worded & ~capital & ~numeric
    functional = (mask & 1 > 0) & worded
    _, ids, times = np.unique(words.hashes, return_inverse=True, return_counts=True)
    lowered = np.bincount(ids, weights=~words.capital & ~words.numeric)
    stopped = view.chunks.kinds[view.chunks.ends - 1] == wording.STOP
    goes_on = np.append(False, lower[:-1] & ~stopped[:-1])
    # Of a word with a capital: how often it stands behind a small one, as names do in prose.
    named = np.bincount(ids[first], weights=capital & goes_on, minlength=len(times))
    short = view.chunks.ends - view.chunks.starts < 4
    around = features.around(
        np.stack([lower, functional, stopped, capital, numeric, ~worded]).astype(np.float64), *NEAR
    )
    at = np.arange(n)
    before = at - np.maximum.accumulate(np.where(np.append(False, stopped[:-1]), at, 0))
    after = (np.minimum.accumulate(np.where(stopped, at, n)[::-1])[::-1] - at).clip(0, n)
    small = _run(lower)
    return [
        worded,
        capital,
        shouted,
        numeric,
        lower,
        short,
        *((mask >> CUE_BITS[:, np.newaxis]) & 1),
        _log(times[ids[first]] * worded),
        _log(times[ids[last]] * worded),
        capital & (lowered[ids[first]] > 0),
        _log(lowered[ids[first]] * worded),
        capital & (named[ids[first]] > 0),
        _log(named[ids[first]] * worded),
        *_again(words.hashes, first, last, worded),
        *(near[row] / (2 * reach + 1) for near, reach in zip(around, NEAR, strict=True) for row in range(len(near))),
        _log(before),
        _log(after),
        _log(small),
        _log(_run(capital)),
    ]


def _again(hashes: Hashes, first: Ints, last: Ints, worded: Flags) -> list[Column]:
    """Whether the page says a chunk's last word and the next chunk's first elsewhere side by side, and the words around them."""
    two = wording.chain(hashes[:-1], hashes[1:])
    three = wording.chain(two[:-1], hashes[2:])
    found = []
    # The pair across the gap; the three that end with the next word; the three that begin with the last one.
    for keys, shift in ((two, 0), (three, -1), (three, 0)):
        if not len(keys):
            found.append(np.zeros(len(first)))
            continue
        _, ids, times = np.unique(keys, return_inverse=True, return_counts=True)
        at = last + shift
        there = worded & np.append(worded[1:], False) & (at >= 0) & (at < len(keys))
        found.append(np.where(there, _log(times[ids[at.clip(0, len(keys) - 1)]] - 1), 0))
    # Where the page goes on differently each time it says a phrase, the phrase was a line.
    return [*found, found[1] - found[0], np.append(found[0][1:], 0) - found[0]]


def _run(flags: Flags) -> Ints:
    """Return how many of the words up to each are so without a break."""
    at = np.arange(1, len(flags) + 1)
    return at - np.maximum.accumulate(np.where(flags, 0, at))


def known(states: States) -> list[Column]:
    """Return the last of the numbers: where a line ended for sure, and where none did."""
    return [states == ENDED, states == NOT_ENDED]


def _place(n: int) -> list[Column]:
    at = np.arange(n)
    return [_log(at) / 2, _log(n - 1 - at) / 2, at / n]


def chances(asked: Member, seen: Seen) -> Floats:
    """Return how likely a line ended behind each word, (words,): the mean of the networks."""
    n = len(seen.words)
    found = np.empty(n, dtype=np.float32)
    for start in range(0, n, WINDOW):
        window = slice(max(0, start - MARGIN), min(n, start + WINDOW + MARGIN))
        vectors = asked.vectors[:, seen.words[window]]
        numbers = np.broadcast_to(seen.numbers[window], (*vectors.shape[:2], seen.numbers.shape[1]))
        said, _ = network.run_each(asked.network, np.concatenate((numbers, vectors), axis=2), 0)
        end = min(n, start + WINDOW)
        found[start:end] = network.mean(said)[start - window.start : end - window.start]
    return found
