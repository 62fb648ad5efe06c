"""Rows that have no marks between their words, and the words of the page in which theirs are looked up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.enrichment.metadata.layout import Layout, Row
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


LONGEST_TAG = 48
