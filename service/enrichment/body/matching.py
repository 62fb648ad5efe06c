"""Find the words that an extractor kept: each kept word is matched with one word of the page, in the order of both.

Sequences of words that stand once on either side anchor the match, the longest chain of anchors in both orders is kept
(patience sorting; Aldous and Diaconis, "Longest increasing subsequences", 1999), runs grow from the anchors word by word,
and what lies between two matched words is looked at again. So of a paragraph that stands twice on a page the copy is
found that stands among the other kept ones, and a table's row across its cells.
"""

from bisect import bisect_left

import numpy as np

from service.enrichment.body import words as wording
from service.enrichment.body.words import Flags, Hashes, Ints

UNMATCHED = -1
# How many words an anchor has, and whether it must stand only once: sure anchors, what is sure between them, single words
# between them, at last the first of several copies (a page that holds its article twice).
ROUNDS = ((3, True), (3, True), (1, True), (3, False))


def matches(page: Hashes, kept: Hashes) -> Ints:
    """Return, for each kept word, the place of the page's word that it is, or -1; the places increase."""
    where = np.full(len(kept), UNMATCHED)
    for size, once in ROUNDS:
        at, to = _anchors(page, kept, where, size, once)
        for k in range(size):
            where[at + k] = to + k
        where = _grown(page, kept, _increasing(where))
        where = _grown(page[::-1], kept[::-1], _reversed(where, len(page)))
        where = _reversed(where, len(page))
    return where


def _anchors(page: Hashes, kept: Hashes, where: Ints, size: int, once: bool) -> tuple[Ints, Ints]:
    """Return where runs of so many unmatched words begin in the kept words and on the page, in both orders.

    Only runs between the same two matched words are compared.
    """
    matched = where != UNMATCHED
    taken = np.zeros(len(page), dtype=bool)
    taken[where[matched]] = True
    ours, at = _runs(kept, matched, size, once)
    theirs, to = _runs(page, taken, size, once)
    _, i, j = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    order = np.argsort(at[i])
    at, to = at[i][order], to[j][order]
    chain = _longest_chain(to)
    return at[chain], to[chain]


def _runs(hashes: Hashes, matched: Flags, size: int, once: bool) -> tuple[Hashes, Ints]:
    """Return a key for each run of so many unmatched words and where it begins, each key once."""
    count = max(0, len(hashes) - size + 1)
    grams, free = hashes[:count], ~matched[:count]
    for k in range(1, size):
        grams = wording.chain(grams, hashes[k : k + count])
        free &= ~matched[k : k + count]
    at = np.flatnonzero(free)
    between = np.cumsum(matched)[at].astype(np.uint64)
    keys, first, times = np.unique(wording.chain(grams[at], between), return_index=True, return_counts=True)
    worth = (times == 1) | (not once)
    return keys[worth], at[first[worth]]


def _longest_chain(values: Ints) -> Ints:
    """Return the positions of a longest increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, value in enumerate(values.tolist()):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else UNMATCHED)
        if length == len(tails):
            tails.append(value)
            ends.append(i)
        else:
            tails[length], ends[length] = value, i
    chain, i = [], ends[-1] if ends else UNMATCHED
    while i != UNMATCHED:
        chain.append(i)
        i = before[i]
    return np.array(chain[::-1], dtype=np.int64)


def _increasing(where: Ints) -> Ints:
    """Return the matches without those that stand against the order of most: anchors may overlap."""
    at = np.flatnonzero(where != UNMATCHED)
    at = at[_longest_chain(where[at])]
    result = np.full_like(where, UNMATCHED)
    result[at] = where[at]
    return result


def _reversed(where: Ints, size: int) -> Ints:
    """Return the matches of the words read backwards, of a page of so many words."""
    return np.where(where == UNMATCHED, UNMATCHED, size - 1 - where)[::-1]


def _grown(page: Hashes, kept: Hashes, where: Ints) -> Ints:
    """Return the matches with the words that follow a matched one on both sides, up to the first that differs."""
    at = np.arange(len(where))
    matched = where != UNMATCHED
    last = np.maximum.accumulate(np.where(matched, at, UNMATCHED))
    to = at + np.where(last >= 0, where[last] - last, 0)
    bound = np.minimum.accumulate(np.where(matched, where, len(page))[::-1])[::-1]
    same = (last >= 0) & (to < bound)
    same[same] = page[to[same]] == kept[same]
    differs = np.maximum.accumulate(np.where(matched | same, UNMATCHED, at))
    return np.where(matched, where, np.where(same & (differs < last), to, UNMATCHED))
