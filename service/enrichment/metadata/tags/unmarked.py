"""Part rows that have no marks between their tags, by their capitals and by the words that the page says together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.types import Role

MARK = re.compile(r"[,;|•·/]")
JOINT = re.compile(
    r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[A-Z]{2,6}(?![a-z]))|(?<=[a-z][A-Z]{2})(?=[A-Z][a-z])|(?<=\b(?:19|20)\d\d)(?=[A-Z]{2}|[A-Z][a-z])"
)
LONGEST_RUN = 400


def is_run(row: Row) -> bool:
    """Return whether a row has lost the marks between its words: "HarbourTownBeach"."""
    return len(row.text) <= LONGEST_RUN and not MARK.search(row.text) and JOINT.search(row.text) is not None


@dataclass(frozen=True, slots=True)
class Words:
    """The folded text of a page, in which a row's words are looked up, and how often it has each row."""

    text: str
    counts: Mapping[str, int]
    repeats: Mapping[str, int]

    def has(self, words: Sequence[str], own: str) -> bool:
        """Return whether the page says some words in a row elsewhere than in `own`, a row's folded text."""
        if not all(self.counts.get(word, 0) for word in words):
            return False
        gram = f" {' '.join(words)} "
        inside = f" {own} ".count(gram) * max(1, self.repeats.get(own, 0))
        return (self.counts[words[0]] if len(words) == 1 else self.text.count(gram)) > inside


FAR = 150
"""Rows below the body in which a row that is announced as tags is still the article's."""
WORD_OR_MARK = re.compile(r"\w+|[,;:.]")


def folded(layout: Layout) -> str:
    """Return the folded words of a page's prose and short rows."""
    rows = layout.rows[max(0, layout.first - FAR) : layout.last + FAR]
    prose = " ".join(WORD_OR_MARK.findall(layout.prose().lower()))
    return (
        f" {prose} \n "
        + " \n ".join(
            " ".join(WORD_OR_MARK.findall(row.text.lower()))
            for row in rows
            if row.role is not Role.BODY and len(row.text) <= 300
        )
        + " "
    )


MOST_UNMARKED = 40
LONGEST_PIECE = 3
"""Words between the joints of a row up to which they are one tag."""


def split(text: str, words: Words) -> list[str]:
    """Return the tags of a row that has no marks between them, as far as the rest of the page knows their words.

    "Harbour Harbour Trade Tides" is parted where the page says no such words in a row, "HarbourTownBeach" at its
    capitals, "booksculture" where the page has both words.
    """
    own = fold(text)
    tokens = text.split()[:MOST_UNMARKED]
    pieces: list[list[str]] = [[]]
    joined = False
    for token in tokens:
        parts = [token] if words.has([fold(token)], own) else _apart(token, words, own)
        pieces[-1].append(parts[0])
        pieces.extend([part] for part in parts[1:])
        joined = joined or len(parts) > 1
    if joined:
        # Where tags run together, a space stands within one, but some are still parted by it.
        return [
            part
            for piece in pieces
            for part in (_told_apart(piece, words, own) if len(piece) > LONGEST_PIECE else [" ".join(piece)])
        ]
    return _told_apart(tokens, words, own)


def _told_apart(tokens: Sequence[str], words: Words, own: str) -> list[str]:
    """Return the tags among words with only spaces between; all of them as one where the page knows that, or few."""
    whole = " ".join(tokens)
    if len(tokens) < 2 or words.has(fold(whole).split(), own):
        return [whole]
    if len(tokens) == 2:
        return list(tokens) if all(words.has(fold(one).split(), own) for one in tokens) else [whole]
    found = _grams(tokens, words, own)
    # A sentence's words are no list.
    return [whole] if any(part.lower() in lexicons.read("function_words") for part in found) else found


LONGEST_WORD = 20
FEWEST_UNMARKED = 5
"""Words from which a row without a mark, a repeated word or a joint is a list and not one name."""


def is_phrase(tokens: Sequence[str]) -> bool:
    """Return whether a row is a headline or one name: words with and without a capital, a possessive, or few words."""
    if len(tokens) < 2:
        return False
    if any(token.endswith(("'s", "’s", ":")) for token in tokens) or tokens[-1] in {"Next", "Previous"}:
        return True
    lower = sum(token[0].islower() for token in tokens)
    if 0 < lower < len(tokens):
        return True
    joined = any(JOINT.search(token) or len(token) >= LONGEST_WORD for token in tokens)
    return len(tokens) < FEWEST_UNMARKED and not joined and len({token.lower() for token in tokens}) == len(tokens)


SHORTEST_JOINED = 7


def _apart(token: str, words: Words, own: str) -> list[str]:
    """Return the words that a token runs together, the token alone where the page does not know them."""
    found: list[str] = []
    for part in JOINT.split(token) if len(token) >= SHORTEST_JOINED else [token]:
        if found and words.has([fold(found[-1] + part)], own):
            found[-1] += part  # a name that has a capital within it
        else:
            found.extend(_known_words(part, words, own) if len(part) >= SHORTEST_JOINED else [part])
    return found


LONGEST_TAG = 48


def _known_words(token: str, words: Words, own: str) -> list[str]:
    """Return the fewest words of the page that a token is made of, the token alone where it is not."""
    letters = token.lower()
    if len(letters) > LONGEST_TAG or not letters.isalpha() or words.has([letters], own):
        return [token]
    best: list[list[int] | None] = [[]] + [None] * len(letters)
    for end in range(3, len(letters) + 1):
        for start in range(max(0, end - 20), end - 2):
            before, known = best[start], best[end]
            if before is None or (known is not None and len(before) + 1 >= len(known)):
                continue
            if words.has([letters[start:end]], own):
                best[end] = [*before, end]
    ends = best[len(letters)]
    return [token[start:end] for start, end in zip([0, *ends], ends, strict=False)] if ends else [token]


def _grams(tokens: Sequence[str], words: Words, own: str) -> list[str]:
    """Return words that the page says in a row elsewhere together, the longest first, and the others one by one."""
    found: list[str] = []
    start = 0
    while start < len(tokens):
        size = next(
            (
                size
                for size in range(min(4, len(tokens) - start), 1, -1)
                if words.has(fold(" ".join(tokens[start : start + size])).split(), own)
            ),
            1,
        )
        found.append(" ".join(tokens[start : start + size]))
        start += size
    return found
