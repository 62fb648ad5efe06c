"""Make names whole by the short form that stands behind them in brackets: "Economic Freedom Fighters (EFF)".

The capitalised words in front of the bracket are the name if the short form is made of beginnings of them, in order: of
their initials ("ACCC"), or of longer pieces ("Comelec" for "Commission on Elections"), as Schwartz and Hearst ("A simple
algorithm for identifying abbreviation definitions in biomedical text", 2003) look for its letters.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from service.enrichment import lexicons
from service.enrichment.entities.edges import VALUES

Draft = tuple[int, int, str]
BRACKET = re.compile(r" \((?P<short>[A-Z][A-Za-z&]{2,9})\)")
WORD = re.compile(r"[\w’'&-]+,?(?= |$)")
LOOKED_BACK = 110
"""Characters in front of the bracket that are looked at."""
MOST = 12
"""So many words has the longest name."""
ARTICLES = frozenset(("A", "An", "The"))
SMALL = frozenset(
    (
        "a",
        "al",
        "and",
        "at",
        "by",
        "dan",
        "de",
        "del",
        "der",
        "des",
        "di",
        "do",
        "du",
        "e",
        "et",
        "for",
        "für",
        "in",
        "la",
        "le",
        "ng",
        "of",
        "on",
        "sa",
        "the",
        "to",
        "und",
        "y",
        "&",
    )
)
"""Small words of names, in English and in the languages that bodies elsewhere are called in."""


def whole(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in reading order with the names that short forms in brackets spell, in place of their parts."""
    spelled: list[tuple[int, int]] = []
    for bracket in BRACKET.finditer(text):
        start = _start(text, bracket.start(), bracket["short"])
        if start is not None:
            spelled.append((start, bracket.start()))
    if not spelled:
        return list(drafts)
    starts = [start for start, _ in spelled]
    parts: dict[int, list[Draft]] = {at: [] for at in range(len(spelled))}
    found: list[Draft] = []
    for draft in drafts:
        at = bisect_left(starts, draft[1]) - 1
        if at >= 0 and draft[0] < spelled[at][1]:
            parts[at].append(draft)
        else:
            found.append(draft)
    for (start, end), inside in zip(spelled, parts.values(), strict=True):
        kept = any(label in VALUES or first < start or end < last for first, last, label in inside)
        found.extend(inside if kept else [(start, end, _label(text, start, end, inside))])
    return sorted(found)


def _label(text: str, start: int, end: int, parts: Sequence[Draft]) -> str:
    """Return the type of a name whose parts the model marked so: what its end is, but few people have short forms."""
    label = next((kind for _, last, kind in parts if last == end), "ORG")
    given = lexicons.is_given_name(text[start:end].split(" ", 1)[0])
    return "ORG" if label == "PERSON" and not given else label


def _start(text: str, end: int, short: str) -> int | None:
    """Return where the name begins that ends at an offset and that the short form spells, or None without one."""
    line = max(text.rfind("\n", 0, end) + 1, end - LOOKED_BACK)
    words: list[str] = []
    following = end
    for word in reversed(list(WORD.finditer(text, line, end))[-MOST:]):
        form = word[0].rstrip(",")
        if following - word.end() > 1 or form in ARTICLES or not (form[0].isupper() or form in SMALL):
            return None
        following = word.start()
        words.insert(0, form)
        if form[0].isupper() and len(words) > 1 and spells(short, words):
            return word.start()
    return None


def spells(short: str, words: Sequence[str]) -> bool:
    """Return whether a short form is made of beginnings of the words, of all that have a capital, in their order."""
    letters = short.lower()
    reached = {0}
    for part in (part for word in words for part in word.split("-") if part):
        plain = part.lower()
        told = {at + n for at in reached for n in range(1, _shared(plain, letters[at:]) + 1)}
        reached = told if part[0].isupper() else told | reached
    return len(letters) in reached or (letters[-1] == "s" and len(letters) - 1 in reached)


def _shared(one: str, other: str) -> int:
    """Return how many characters two strings begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
