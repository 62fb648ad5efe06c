"""Gather the names that may be a page's own, wherever they stand, with what speaks for each."""

import re
from collections.abc import Iterator, Sequence

from service.enrichment import lexicons
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.publishers import features, menus, rights, speaking, spelling, surroundings
from service.enrichment.metadata.publishers.naming import PICTURE, Publisher, is_name
from service.enrichment.metadata.publishers.rights import FOOT
from service.enrichment.metadata.publishers.surroundings import Context, initials
from service.enrichment.metadata.titles import Headline
from service.enrichment.types import Role

MASTHEAD = 8
"""Rows at the head of a page where its own name usually stands."""
MOST = 150
"""Candidates that are weighed."""


def candidates(layout: Layout, headlines: tuple[Headline, ...], host: str | None) -> tuple[Publisher, ...]:
    """Return the names that may be the page's own, with their features.

    They stand at the page's head, in its copyright line, after the headline, and where a site speaks of itself. `host`
    is the site's name in the address where the caller gave one.
    """
    found = [one for one in _named(layout, headlines) if is_name(one.text)][:MOST]
    context = surroundings.read(layout, found, host)
    spoken = frozenset(WORD.findall(layout.prose()))
    found = [
        one for one in found if not _goes_by_initials(fold(one.text), context) and not _is_common(one, spoken, context)
    ]
    shared = {one.text: tuple(features.of_name(one.text, context)) for one in found}
    return tuple(
        Publisher(
            one.text, one.row, one.start, one.kind, (*features.of(one, context), *one.features, *shared[one.text])
        )
        for one in found
    )


def _named(layout: Layout, headlines: tuple[Headline, ...]) -> Iterator[Publisher]:
    for one in headlines:
        if one.site and not PICTURE.search(one.site):
            yield Publisher(one.site, one.row, one.row.text.find(one.site), "prefix" if one.start else "suffix")
    yield from rights.owners(layout)
    foot = layout.rows[max(layout.first, len(layout.rows) - 2 * FOOT) :]
    yield from _at_foot(foot)
    yield from menus.names(layout)
    yield from spelling.names(layout)
    below = {row.folded for row in foot}
    for row in layout.rows[: layout.first]:
        if len(row.text) <= 50 and len(row.text.split()) <= 6:
            if row.index < MASTHEAD:
                yield Publisher(row.text, row, 0, "masthead")
            elif row.folded in below:
                yield Publisher(row.text, row, 0, "both-ends")
    yield from speaking.names(layout)


def _at_foot(rows: Sequence[Row]) -> Iterator[Publisher]:
    """Yield the short rows at a page's foot, and what begins a sentence in which a site presents itself."""
    for row in rows:
        if len(row.text) <= 40 and len(row.text.split()) <= 5 and row.role is not Role.BODY:
            yield Publisher(row.text, row, 0, "foot")
        elif one := speaking.presented(row):
            yield one


def _is_common(one: Publisher, spoken: frozenset[str], context: Context) -> bool:
    """Return whether a lone word is a noun of the article or a section's name, and no address or copyright line has it."""
    name = fold(one.text)
    if " " in name and _is_sections(one.text):
        return not (context.kinds[name] & {"copyright", "rights", "host-name", "suffix"})
    if " " in name or context.kinds[name] & {"copyright", "rights", "host-name"} or name in context.domains:
        return False
    return name in lexicons.read("section_names") or (name in spoken and not one.text.isupper())


def _is_sections(text: str) -> bool:
    """Return whether a text names two sections as one: "Style & Design"."""
    parts = re.split(r"\s(?:&|and)\s", text.lower())
    return len(parts) > 1 and lexicons.read("section_names").issuperset(parts)


def _goes_by_initials(name: str, context: Context) -> bool:
    """Return whether a page names a house by its initials, and in full only where it must."""
    return len(name.split()) > 2 and context.mentions.get(initials(name), 0) >= RARER * (
        context.mentions.get(name, 0) + 1
    )


RARER = 3
