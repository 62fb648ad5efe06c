"""What speaks for a row as the article's headline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata import mastheads
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.titles.headline import SITE_SPLIT, Headline, is_named
from service.enrichment.types import Role

LABELS = re.compile(
    r"(?:by|written by|posted|published|updated|last updated|tags?|categor|share|read more|photo)\b", re.IGNORECASE
)
QUERY = re.compile(r"\bhttps?:|www\.|@")
FEW = 8
"""Rows above the prose of a page of which little but the article was copied: there a headline stands otherwise."""
PICTURE = re.compile(
    r"\b(?:photo(?:graph)?s?(?: by|:)|images? (?:by|of|:)|image:|getty|ap photo|reuters/|file photo|credit:|courtesy|click (?:to|here))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a headline is compared with: the body's words, the texts that stand inside and below it, rows of crumbs."""

    layout: Layout
    vocabulary: frozenset[str]
    opening: frozenset[str]
    telling: tuple[Row, ...]
    rows: str
    dated: frozenset[int]
    inside: frozenset[str]
    below: frozenset[str]
    trails: tuple[str, ...]
    known: mastheads.Known


def of(one: Headline, context: Context) -> Iterator[str]:
    """Yield the names of what holds for a candidate, each a feature of the ranking model."""
    text, row, site = one.text, one.row, one.site
    layout, vocabulary, dated = context.layout, context.vocabulary, context.dated
    words = WORD.findall(text)
    folded = row.folded if site is None else fold(text)
    away = row.index - layout.first
    yield "bias"
    yield "away:" + band(away, -60, -40, -25, -15, -10, -7, -5, -4, -3, -2, -1, 0, 1, 2)
    yield "row:" + band(row.index, 1, 2, 3, 5, 10, 20, 50, 100)
    yield "words:" + band(len(words), 2, 3, 4, 5, 6, 8, 11, 15, 19, 25, 35)
    yield "level:" + str(row.level)
    yield "end:" + (text[-1] if text[-1] in ".?!:,…" else "w")
    capital = [word for word in words if len(word) > 3 and word.isalpha()]
    share = sum(word[0].isupper() for word in capital) / len(capital) if capital else -1.0
    yield "capitals:" + band(share, 0, 0.01, 0.35, 0.65, 0.99)
    if text.isupper():
        yield "upper"
    yield "times:" + band(layout.repeats.get(folded, 0), 1, 2, 3, 4)
    telling = {word.lower() for word in words if len(word) > 3}
    known = len(telling & vocabulary)
    yield "known:" + band(known, 1, 2, 3, 4, 6, 8)
    yield "share:" + band(known / len(telling) if telling else -1.0, 0, 0.01, 0.34, 0.5, 0.67, 0.8, 0.99)
    yield "role:" + row.role
    chance = row.likely(Role.TITLE)
    yield "likely:" + chance
    yield f"likely:{chance}:{band(away, -15, -7, -3, -2, -1, 0, 1)}"
    yield from _site_features(one, folded, layout, context.known)
    yield from _neighbours(row, layout, dated)
    if folded in lexicons.read("menu_words"):
        yield "menu"
    if LABELS.match(text):
        yield "label"
    if QUERY.search(text):
        yield "address"
    if row.index in dated:
        yield "date"
    if len(words) <= 12 and persons.names(text):
        yield "person"
    near = band(away, -15, -7, -3, -2, -1, 0, 1)
    yield f"away-words:{near}:{band(len(words), 3, 5, 8, 12, 20)}"
    yield f"away-times:{near}:{band(layout.repeats.get(folded, 0), 2, 3)}"
    yield f"words-share:{band(len(words), 3, 5, 8, 12, 20)}:{band(known / len(telling) if telling else -1.0, 0, 0.01, 0.5, 0.8)}"
    if layout.first <= FEW:
        yield f"opens:{band(row.index, 0, 1, 2, 4)}:{band(away, -3, -2, -1, 0)}"
        yield f"opens:{row.role}:{band(len(words), 3, 5, 8, 20)}"
        yield f"opens:{band(len(layout.rows), 8, 20, 60)}:{row.role}"
    yield from _elsewhere(one, folded, telling, context)
    yield from _beside(row, folded, context)
    yield from _company(row, layout)


def _elsewhere(one: Headline, folded: str, telling: set[str], context: Context) -> Iterator[str]:
    """Yield where else the headline stands: inside the body it is a table of contents' entry, in a crumb the page's own."""
    if one.text[0].isdigit():
        yield "digit"
    if PICTURE.search(one.row.text):
        yield "picture"
    # A row that stands again below is the page's own name for itself, with the site's name or without.
    if one.site is not None:
        folded = one.row.folded
    if folded in context.inside:
        yield "again:inside"
    if folded in context.below:
        yield "again:below"
    if any(len(trail) > len(folded) and trail.endswith(folded) for trail in context.trails):
        yield "trail"
    known = len(telling & context.opening) / len(telling) if telling else -1.0
    yield "opening:" + band(known, 0, 0.01, 0.34, 0.5, 0.67, 0.8, 0.99)


def _site_features(one: Headline, folded: str, layout: Layout, known: mastheads.Known) -> Iterator[str]:
    """Yield what the part that is cut off looks like, or for a whole row, what could be cut off."""
    if one.site is not None:
        side = "prefix" if one.start else "suffix"
        yield "site"
        if one.site[:1].islower():
            yield "site-lower"  # a clause of the headline's own: "..., and what you should know"
        yield f"site-named:{is_named(one.site)}:{is_named(one.text)}:{side}"
        yield "site-times:" + band(layout.repeats.get(fold(one.site), 0), 1, 2)
        yield "whole-times:" + band(layout.repeats.get(folded, 0), 1, 2)
        yield side
    elif (splits := list(SITE_SPLIT.finditer(one.text))) and not _is_whole(one.text, splits, known):
        yield "has-split"
        yield f"ends-named:{is_named(one.text[splits[-1].end() :])}:{is_named(one.text[: splits[-1].start()])}"


def _is_whole(text: str, splits: Sequence[re.Match[str]], known: mastheads.Known) -> bool:
    """Return whether the one mark within a headline is a dash before or after a clause of its own."""
    before, after = text[: splits[0].start()], text[splits[0].end() :]
    return len(splits) == 1 and mastheads.is_clause(splits[0].group(), min(before, after, key=len), known)


def _beside(row: Row, folded: str, context: Context) -> Iterator[str]:
    """Yield what other rows that speak of the article stand close: above a standfirst its headline, below it the reverse.

    Also whether other rows hold the headline, as in "3 comments on ...", and whether it holds another: a joined crumb.
    """
    above = sum(0 < row.index - other.index <= 3 and other.folded != row.folded for other in context.telling)
    below = sum(0 < other.index - row.index <= 3 and other.folded != row.folded for other in context.telling)
    yield f"telling-beside:{band(above, 1, 2)}:{band(below, 1, 2)}"
    yield f"telling-beside:{band(above, 1, 2)}:{band(below, 1, 2)}:{row.role}"
    rows = context.layout.rows
    before, after = rows[max(0, row.index - 8) : row.index], rows[row.index + 1 : row.index + 9]
    earlier = sum(other.role is Role.TITLE and other.folded != row.folded for other in before)
    later = sum(other.role is Role.TITLE and other.folded != row.folded for other in after)
    yield f"titles-beside:{band(earlier, 1, 2)}:{band(later, 1, 2)}:{row.role}"
    yield f"between:{before[-1].role if before else 'none'}:{row.role}:{after[0].role if after else 'none'}"
    if len(folded) > 20:
        yield "echoes:" + band(context.rows.count(folded), 2, 3, 5)
        held = any(
            other is not row and 20 < len(other.folded) < len(row.folded) and row.folded.endswith(other.folded)
            for other in context.telling
        )
        if held:
            yield "holds-another"


def _company(row: Row, layout: Layout) -> Iterator[str]:
    """Yield how many of the rows around are as long and as bare as a headline: a list of links to other articles."""
    near = [*layout.rows[max(0, row.index - 3) : row.index], *layout.rows[row.index + 1 : row.index + 4]]
    alike = sum(22 <= len(other.text) <= 140 and other.text[-1] not in ".!:" for other in near)
    yield "company:" + band(alike, 1, 2, 3, 4, 5)
    above = layout.rows[row.index - 1] if row.index else None
    if above is not None:
        yield "above-role:" + above.role


def _neighbours(row: Row, layout: Layout, dated: frozenset[int]) -> Iterator[str]:
    before = layout.rows[max(0, row.index - 3) : row.index]
    after = layout.rows[row.index + 1 : row.index + 4]
    if before:
        yield "before:" + band(len(before[-1].text), 15, 40, 80, 140)
    else:
        yield "before:none"
    if after:
        yield "after:" + band(len(after[0].text), 15, 40, 80, 140)
        yield "after-role:" + after[0].role
    if any(other.index in dated and len(other.text) < 120 for other in after):
        yield "date-after"
    if any(other.index in dated and len(other.text) < 120 for other in before):
        yield "date-before"
    if any(other.text[:3].lower() == "by " or other.text.lower() in {"by", "written by"} for other in after):
        yield "byline-after"
    if any(row.folded.startswith(other.folded) and len(other.text) > 20 for other in before):
        yield "again-before"
