"""Find the candidates for who wrote an article: every reading of its rows as a byline, with its features."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.enrichment.metadata.bylines import features, signatures
from service.enrichment.metadata.bylines.features import SURE, Context
from service.enrichment.metadata.bylines.signatures import Byline
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.types import Role

LOWER = re.compile(r"(?<![^\W\d_])[a-z]{3,}")


def candidates(layout: Layout, headline: Row | None, dated: frozenset[int]) -> Iterator[Byline]:
    """Yield every reading of a row as a byline, with its features. `dated` are the rows that hold a date."""
    rows = [*layout.head(), *layout.foot()]
    rows += [row for row in layout.rows if row.role in {Role.BYLINE, Role.AUTHOR_BIO}][:40]
    context = Context(layout, headline, dated, frozenset(LOWER.findall(layout.prose())))
    found = _repaired([byline for row in dict.fromkeys(rows) for byline in signatures.readings(row, layout, dated)])
    found = _without_listed(found)
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
