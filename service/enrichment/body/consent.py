"""Find the notices that ask a visitor to agree to cookies: several sentences of prose that stand before many a scraped article.

They are as long as paragraphs, read like prose and stand where a body may begin, so a labeller that has seen few of them
takes them for it. What they speak of is much the same everywhere, and they speak to "you" about what "we" do.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from service.enrichment import lexicons
from service.enrichment.body.plaintext import without_mark

READER = re.compile(
    r"\b(?:we|us|our|you|your|this (?:web)?site|wir|uns|unsere?[nrs]?|sie|ihre?[nrs]?|nous|nos|notre|vous|vos|votre|"
    r"nosotros|nuestr[oa]s?|usted|sus?|tus?|noi|nostr[oiae]|tuoi?|nós|nossos?|seus?|wij|we|ons|onze|u|uw|je|vi|våre?|vores?|du|din)\b"
)
REPORTED = re.compile(r"\b(?:said|says|told|tells|added|writes|wrote|according to)\b")
# So many different things spoken of make a line a notice by itself; one does beside such a line.
SURELY = 3
LONGEST_BUTTON = 6
# A line of so many words is prose; one of more than so many is a whole page in a line, of which nothing is said.
PROSE, LONGEST_SENTENCES = 12, 400
# So far from a line that names it, nothing is part of a notice.
NEAR = 12
# So many short lines (the names of kinds of cookies, say) may stand between two lines of a notice.
LONGEST_LIST = 3
# A text with more such stretches is not an article behind a notice: it speaks of privacy itself.
MOST_NOTICES = 3


def notices(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it is part of a notice about cookies and consent.

    None is where the notices are all the prose there is, or stand all over the page: then they are what the page is about.
    """
    inside = [False] * len(lines)
    folded = [line.casefold() for line in lines]
    named = _naming(folded)
    if not named:
        return inside
    sizes = [len(line.split()) for line in lines]
    stretches = [
        (start, end)
        for start, end in _stretches(sizes, *_judged(folded, sizes, named))
        if any(start <= i < end for i in named) and not _runs_on(folded, sizes, start, end)
    ]
    for start, end in stretches:
        inside[start:end] = [True] * (end - start)
    rest = any(size >= PROSE for size, seen in zip(sizes, inside, strict=True) if not seen)
    return inside if rest and len(stretches) <= MOST_NOTICES else [False] * len(lines)


def _naming(folded: list[str]) -> list[int]:
    """Return the lines that name what such a notice is about."""
    starts = list(accumulate((len(line) + 1 for line in folded), initial=0))
    whole = "\n".join(folded)
    places = (
        match.start() for anchor in _anchors() if anchor in whole for match in re.finditer(re.escape(anchor), whole)
    )
    return sorted({bisect_right(starts, place) - 1 for place in places})


def _judged(folded: list[str], sizes: list[int], named: list[int]) -> tuple[list[bool], list[bool]]:
    """Return for each line whether it is surely of a notice, and whether it is so beside one that surely is."""
    near = {j for i in named for j in range(i - NEAR, i + NEAR + 1)}
    certain, likely = [], []
    under_button = False
    for i, (line, size) in enumerate(zip(folded, sizes, strict=True)):
        spoken = len(set(_phrases().findall(line))) if i in near and size <= LONGEST_SENTENCES else 0
        asks = spoken > 0 and _asks(line)
        button = i in near and _is_button(line)
        certain.append(spoken >= SURELY and asks)
        likely.append(button or asks or (spoken > 0 and under_button))
        under_button = button
    return certain, likely


def _runs_on(folded: list[str], sizes: list[int], start: int, end: int) -> bool:
    """Whether a paragraph follows at once, with no button before it, as in an article that speaks of privacy."""
    return end < len(sizes) and sizes[end] >= PROSE and not any(_is_button(line) for line in folded[start:end])


def _asks(line: str) -> bool:
    return READER.search(line) is not None and REPORTED.search(line) is None


def _is_button(line: str) -> bool:
    return without_mark(line).strip(" .!:›»>×✕") in _buttons()


def _stretches(sizes: list[int], certain: list[bool], likely: list[bool]) -> list[tuple[int, int]]:
    """Return the ranges of lines around those that are certain, as far as likely lines follow each other closely."""
    found: list[tuple[int, int]] = []
    for i in (i for i, sure in enumerate(certain) if sure):
        if found and i < found[-1][1]:
            continue
        first = last = i
        while (before := _next(sizes, likely, first, -1)) is not None:
            first = before
        while (after := _next(sizes, likely, last, 1)) is not None:
            last = after
        found.append((first, last + 1))
    return found


def _next(sizes: list[int], likely: list[bool], at: int, step: int) -> int | None:
    """Return the next likely line in that direction, if only a few short lines stand between."""
    for distance in range(1, LONGEST_LIST + 2):
        i = at + step * distance
        if not 0 <= i < len(likely):
            return None
        if likely[i]:
            return i
        if sizes[i] > LONGEST_BUTTON:
            return None
    return None


@cache
def _buttons() -> frozenset[str]:
    return frozenset(lexicons.read("consent_buttons"))


@cache
def _phrases() -> re.Pattern[str]:
    entries = [entry.removeprefix("!") for entry in lexicons.read("consent_phrases")]
    return re.compile(r"\b(?:" + "|".join(_either(entry) for entry in sorted(entries, key=len, reverse=True)) + ")")


def _either(entry: str) -> str:
    return re.escape(entry.removesuffix("...")) + ("" if entry.endswith("...") else r"\b")


@cache
def _anchors() -> tuple[str, ...]:
    return tuple(entry[1:].removesuffix("...") for entry in lexicons.read("consent_phrases") if entry.startswith("!"))
