"""Which lines of a page its gold body holds: lines and gold are aligned word by word, both in order."""

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WORD = re.compile(r"\w+")
GRAM = 3
MOST_PLACES = 40
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class _Match:
    line: int
    start: int
    end: int
    words: int
    share: float


def tokens(text: str) -> list[str]:
    return WORD.findall(text.lower())


def body_shares(lines: list[str], gold: str) -> npt.NDArray[np.float32]:
    """Return, for each line of a page in order, the share of its words that belong to the gold body, 0 or 0.5 to 1.

    A line that stands twice on the page (a lede repeated as a standfirst or a teaser) is matched once, where the lines
    around it are matched too.
    """
    words = tokens(gold)
    places = defaultdict(list)
    for i in range(len(words) - GRAM + 1):
        places[tuple(words[i : i + GRAM])].append(i)
    whole, position = defaultdict(list), 0
    for paragraph in gold.split("\n"):
        own = tokens(paragraph)
        if own:
            whole[tuple(own)].append(position)
        position += len(own)
    matches = [match for i, line in enumerate(lines) for match in _matches(i, tokens(line), places, whole)]
    shares = np.zeros(len(lines), np.float32)
    taken = np.zeros(len(words), bool)
    chain = _heaviest_chain(matches)
    for match in chain:
        shares[match.line] = match.share
        taken[match.start : match.end] = True
    # What the gold holds in another order than the page.
    for match in sorted(matches, key=lambda m: -m.words):
        if not shares[match.line] and match.words >= 4 and not taken[match.start : match.end].mean() > 0.3:
            shares[match.line] = match.share
            taken[match.start : match.end] = True
    return shares


def _matches(  # noqa: C901 - votes, then coverage: they read best together
    line: int, own: list[str], places: dict[tuple[str, ...], list[int]], whole: dict[tuple[str, ...], list[int]]
) -> list[_Match]:
    size = len(own)
    if not size:
        return []
    exact = [_Match(line, at, at + size, size, 1.0) for at in whole.get(tuple(own), ())[:MOST_PLACES]]
    if exact or size < GRAM:
        return exact
    votes: dict[int, int] = defaultdict(int)
    hits: dict[int, list[int]] = {}
    for j in range(size - GRAM + 1):
        found = places.get(tuple(own[j : j + GRAM]))
        if found:
            hits[j] = found[:MOST_PLACES]
            for at in hits[j]:
                votes[(at - j) // 8] += 1
    best = sorted(votes, key=lambda key: -votes[key])[:4]
    matches = []
    for key in best:
        covered = np.zeros(size, bool)
        low, high = 1 << 60, -1
        for j, found in hits.items():
            for at in found:
                if abs((at - j) // 8 - key) <= 2:
                    covered[j : j + GRAM] = True
                    low, high = min(low, at), max(high, at + GRAM)
        share = float(covered.mean())
        if share >= ENOUGH:
            matches.append(_Match(line, low, high, int(covered.sum()), share))
    return matches


def _heaviest_chain(matches: list[_Match]) -> list[_Match]:
    """Return the matches, one for a line, in the order of both texts, that hold the most words."""
    if not matches:
        return []
    starts = np.array([m.start for m in matches])
    ends = np.array([m.end for m in matches])
    owners = np.array([m.line for m in matches])
    best = np.zeros(len(matches))
    back = np.full(len(matches), -1)
    for i, match in enumerate(matches):
        # A little overlap is allowed: the shingles of neighbours share their edges.
        before = (owners[:i] < match.line) & (ends[:i] <= match.start + 2) & (starts[:i] < match.start + 1)
        best[i] = match.words
        if before.any():
            candidates = np.where(before, best[:i], -1)
            j = int(np.argmax(candidates))
            # Of equal chains the nearer one: a repeated heading goes with the text around it.
            best[i] += candidates[j]
            back[i] = j
    chain, i = [], int(np.argmax(best))
    while i >= 0:
        chain.append(matches[i])
        i = back[i]
    return chain[::-1]
