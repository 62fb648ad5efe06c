"""Find the candidates for who wrote an article: every reading of its rows as a byline, with its features."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.enrichment import lexicons
from service.enrichment.metadata.bylines import features, persons, signatures, wording
from service.enrichment.metadata.bylines.features import SURE, Context
from service.enrichment.metadata.bylines.signatures import Byline
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.types import Role

LOWER = re.compile(r"(?<![^\W\d_])[a-z]{3,}")
CARDED = re.compile(r"author\s{0,2}:.{2,80}$", re.IGNORECASE)
"""How the card of a recipe, a pattern or a walk within a post names who wrote it."""
MOST_CARDED = 8


def candidates(layout: Layout, headline: Row | None, dated: frozenset[int]) -> Iterator[Byline]:
    """Yield every reading of a row as a byline, with its features. `dated` are the rows that hold a date."""
    rows = [*layout.head(), *layout.foot()]
    rows += [row for row in layout.rows if row.role in {Role.BYLINE, Role.AUTHOR_BIO}][:40]
    rows += [row for row in layout.rows[layout.first : layout.last + 1] if CARDED.match(row.text)][:MOST_CARDED]
    context = Context(layout, headline, dated, frozenset(LOWER.findall(layout.prose())))
    found = _repaired([byline for row in dict.fromkeys(rows) for byline in signatures.readings(row, layout, dated)])
    found = _without_papers(_without_listed(_without_pictured(found, layout)), layout)
    kinds: dict[str, set[str]] = {}
    for byline in found:
        for name in byline.names:
            kinds.setdefault(fold(name), set()).add(byline.kind)
    middle = layout.first if headline is None else headline.index
    sure = [one for one in found if one.kind in SURE]
    nearest = min(sure, key=lambda one: (abs(one.row.index - middle), one.row.index), default=None)
    prose = layout.prose()
    for byline in found:
        also = {kind for name in byline.names for kind in kinds[fold(name)]} - {byline.kind}
        told = (
            *features.of(byline, context),
            *features.rivals(byline, found, layout),
            *(f"also:{kind}" for kind in sorted(also)),
            *features.spoken_of(byline, prose),
            *(("nearest-sure",) if nearest is not None and byline.names == nearest.names else ()),
        )
        yield Byline(byline.names, byline.row, byline.start, byline.end, byline.kind, told)


def _without_pictured(found: list[Byline], layout: Layout) -> list[Byline]:
    """Return the bylines without the names that a picture's rows and a paper beside a person give.

    A name above the caption that begins with it is that of the person pictured. "Jane Roe / Example Times" beside another
    person is who took the picture, and of "Example Daily 3 May 2021 Jane Roe" the paper is where she published it.
    """
    signed = [one for one in found if one.row.index < layout.first and not _is_credit(one) and _are_called(one)]
    beside = {one.row.index for one in found if one.kind == "after-date" and _are_called(one)}
    return [
        one
        for one in found
        if not (one.kind == "alone" and _is_pictured(one, layout))
        and not (_is_credit(one) and any(other.names != one.names for other in signed))
        and not (one.kind == "before-date" and one.row.index in beside and all(map(wording.is_paper, one.names)))
    ]


def _are_called(byline: Byline) -> bool:
    """Return whether all names of a byline begin with a given name."""
    return all(" " in name and lexicons.is_given_name(name.split()[0]) for name in byline.names)


def _is_pictured(byline: Byline, layout: Layout) -> bool:
    """Return whether a caption soon below a name goes on from it: "Jane Roe" above "Jane Roe speaks at the harbour"."""
    return any(
        row.role is Role.CAPTION
        and CAPTION_VERB.match(row.text, len(name))
        and row.text.startswith(name)
        and not persons.is_description(row.text[:LONGEST_CREDIT])
        for name in byline.names
        for row in layout.rows[byline.row.index + 1 : byline.row.index + 1 + CAPTIONS]
    )


def _is_credit(byline: Byline) -> bool:
    """Return whether a row is a name and whose pictures it takes: "Jane Roe / Example Times"."""
    return byline.kind == "alone" and persons.is_taker(byline.row.text)


CAPTIONS, LONGEST_CREDIT = 3, 90
"""Rows below a pictured person's name that may be the caption; characters of a credit, and of a caption's head."""
CAPTION_VERB = re.compile(r",?\s[a-z]{2,}(?:\s\S+){2}")


def _without_listed(found: list[Byline]) -> list[Byline]:
    """Return the bylines without the single names of a list that runs over several rows: each would rival the whole."""
    lists = [one for one in found if one.kind in {"alone", "below-label"} and len(one.names) > 1]
    return [
        one
        for one in found
        if one.kind != "alone"
        or not any(
            0 <= one.row.index - other.row.index < LONGEST_LIST and set(one.names) < set(other.names) for other in lists
        )
    ]


def _without_papers(found: list[Byline], layout: Layout) -> list[Byline]:
    """Return the bylines without the paper's own name, which stands at the page's head or in its copyright line too.

    What "By" names alone stays, but for who only published it. So does a person or a company, whose name its blog has: of 5 such
    names on 820 pages 4 were the authors given.
    """
    heads = [_plain(row.text) for row in layout.rows[:HIGHEST]]
    notices = "\n".join(
        f" {row.folded} " for row in layout.rows[-FOOT:] if len(row.text) <= LONGEST and NOTICE.search(row.text)
    )
    result = []
    for one in found:
        others = {name for index, name in enumerate(heads) if index != one.row.index}
        people = tuple(name for name in one.names if not _is_own(name, others, notices))
        if people and people != one.names:
            result.append(replace(one, names=people))
        elif people or (one.kind in SURE and not PUBLISHED_BY.match(one.row.text)):
            result.append(one)
    return result


def _is_own(name: str, heads: set[str], notices: str) -> bool:
    plain = _plain(name)
    return wording.is_paper(name) and (plain in heads or f" {plain} " in notices)


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


HIGHEST, FOOT, LONGEST = 12, 60, 300
"""Rows at a page's head and foot where its name stands, and characters of a copyright line."""
NOTICE = re.compile(r"©|\(c\)|copyright|rights reserved", re.IGNORECASE)
PUBLISHED_BY = re.compile(r"published\sby\b", re.IGNORECASE)
LONGEST_LIST = 24
"""Rows of a list of authors, each with a role below."""
NAMESAKES = 20
"""Names with one first name that a longer one is compared with."""


def _repaired(found: list[Byline]) -> list[Byline]:
    """Return the bylines with what sticks to a name taken off, where the page also has the name by itself.

    Pages lose the space between a name and what follows it ("Jane Roearchive page"), or print the paper after it without
    a mark ("Jane Roe Daily Gazette"); a biography or a second byline then tells where the name ends.
    """
    known: dict[str, list[str]] = {}
    for name in sorted(
        {name for one in found for name in one.names if " " in name}, key=lambda name: (len(name), name)
    ):
        known.setdefault(name.split()[0], []).append(name)
    result = []
    for one in found:
        people = tuple(dict.fromkeys(_shortest(name, known.get(name.split()[0], ())[:NAMESAKES]) for name in one.names))
        result.append(one if people == one.names else replace(one, names=people))
    return result


def _shortest(name: str, known: Sequence[str]) -> str:
    """Return the shortest known name of which this one is a longer form that is none itself."""
    for other in known:
        if len(other) >= len(name):
            break
        if name.startswith(other) and (
            name[len(other)].islower() or (name[len(other)] == " " and len(name.split()) > 3)
        ):
            return other
    return name
