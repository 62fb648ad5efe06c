"""Find the standfirst: the sentence or two beside a headline that sum the article up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.enrichment.metadata import bylines, dates
from service.enrichment.metadata.layout import WORD, Layout, Row
from service.enrichment.metadata.ranking import band
from service.enrichment.types import Role

FEWEST, MOST = 3, 70
"""Words of a standfirst."""
OTHER = re.compile(
    r"\b(?:photo|image|picture|credit|getty|courtesy|caption|illustration|subscribe|sign up|newsletter|cookies?|disclosure|affiliate"
    r"|advertis\w+|commission|read more|share|min(?:ute)?s? read|fact.checked|reviewed by|updated|published|listen to|download|click"
    r"|follow us|comments?|print|loading|skip to|table of contents|reading time)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standfirst:
    """A candidate row, and what speaks for it."""

    row: Row
    features: tuple[str, ...]


def candidates(layout: Layout, headline: Row | None) -> Iterator[Standfirst]:
    """Yield the rows beside the headline that are long enough to say something, with their features."""
    if headline is None:
        return
    for row in layout.rows[max(0, headline.index - 2) : headline.index + 13]:
        if row.folded != headline.folded and FEWEST <= len(row.text.split()) <= MOST:
            yield Standfirst(row, tuple(_features(row, headline, layout)))


def _features(row: Row, headline: Row, layout: Layout) -> Iterator[str]:
    words = band(len(row.text.split()), 5, 8, 12, 20, 35, 50)
    gap = band(row.index - headline.index, -1, 0, 1, 2, 3, 4, 6, 9)
    yield "bias"
    yield "gap:" + gap
    yield "role:" + row.role
    yield f"role:{row.role}:{gap}"
    yield "words:" + words
    yield f"words:{words}:{gap}"
    yield "away:" + band(row.index - layout.first, -6, -3, -2, -1, 0, 1)
    yield "end:" + (row.text[-1] if row.text[-1] in ".?!:…" else "w")
    yield "times:" + band(layout.repeats.get(row.folded, 0), 1, 2)
    shared = frozenset(WORD.findall(row.text.lower())) & frozenset(headline.folded.split())
    yield "shared:" + band(sum(len(word) > 3 for word in shared), 1, 2, 3)
    if row.level:
        yield "heading"
    if OTHER.search(row.text):
        yield "other"
    if dates.find(row.text):
        yield "date"
    if bylines.LABEL.match(row.text) or bylines.names(row.text):
        yield "byline"
    if row.index + 1 < len(layout.rows):
        yield "below-role:" + layout.rows[row.index + 1].role
    if row.index == layout.first:
        yield "first"
    above = layout.rows[row.index - 1] if row.index else None
    below = layout.rows[row.index + 1].role if row.index + 1 < len(layout.rows) else "none"
    yield f"between:{'headline' if above is headline else above.role if above else 'none'}:{row.role}:{below}"
    yield f"away:{band(row.index - layout.first, -6, -3, -2, -1, 0, 1)}:{row.role}"
    if row.role in {Role.BODY, Role.SUBTITLE} and row.index > headline.index + 1:
        between = layout.rows[headline.index + 1 : row.index]
        yield "nth-prose:" + band(sum(one.role is Role.BODY for one in between), 1, 2)
