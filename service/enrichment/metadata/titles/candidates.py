"""Find the lines of a page that could be its headline."""

import re
from collections.abc import Iterator

from service.enrichment.metadata import mastheads
from service.enrichment.metadata.layout import WORD, Layout, Row
from service.enrichment.metadata.titles import features, furniture
from service.enrichment.metadata.titles.features import Context
from service.enrichment.metadata.titles.headline import LONGEST, NEAR, SITE_SPLIT, Headline
from service.enrichment.types import Body, Role

LOOKED_AT = 400
"""Rows at either end of a page that are searched for a headline's other mentions."""
SHARED = 0.4
"""Share of a headline's longer words that the opening of the body has too."""
OPENING = 1_200
"""Characters of the body that are its opening."""
TRAIL = re.compile(r"^home\b|[/>›»→]", re.IGNORECASE)


def candidates(layout: Layout, body: Body, dated: frozenset[int]) -> Iterator[Headline]:
    """Yield every line, and every line without a site's name, that could be the headline, with its features.

    `dated` are the indices of the rows that hold a date.
    """
    opening = frozenset(WORD.findall(body.text[:OPENING].lower()))
    near = layout.rows[max(0, layout.first - NEAR) : layout.first]
    ends = (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :])
    context = Context(
        layout=layout,
        vocabulary=frozenset(WORD.findall(body.text[:20_000].lower())),
        opening=opening,
        telling=tuple(row for row in near if row.index not in dated and _is_telling(row, opening)),
        rows=" \n ".join(row.folded for row in ends if len(row.text) <= LONGEST),
        dated=dated,
        inside=frozenset(
            row.folded for row in layout.rows[layout.first + 4 : layout.last + 1] if len(row.text) <= LONGEST
        ),
        below=frozenset(row.folded for row in layout.rows[layout.last + 1 :] if len(row.text) <= LONGEST),
        trails=tuple(row.folded for row in layout.head() if len(row.text) <= LONGEST and _is_trail(row)),
        known=mastheads.read(layout),
    )
    others = frozenset(row.folded for row in layout.rows[layout.last :] if row.text[0] == "#") | furniture.played(
        layout
    )
    rows = [row for row in layout.head() if row.index < layout.first + 4]
    marked = any(row.level == 1 for row in rows)
    longest = {row.index for row in sorted(layout.rows[max(0, layout.first - 10) : layout.first], key=_length)[-2:]}
    rows += [row for row in layout.rows if row.role is Role.TITLE and row.index > layout.first + 3][:5]
    for row in rows:
        if (
            3 <= len(row.text) <= LONGEST
            and any(map(str.isalpha, row.text))
            and not furniture.is_furniture(row, layout, others)
        ):
            for text, start, site in _parts(row, context.known):
                speaking = list(features.of(Headline(text, row, start, site, ()), context))
                speaking += ["another-is-level-1"] if marked and row.level != 1 else []
                speaking += ["longest-near"] if row.index in longest else []
                yield Headline(text, row, start, site, tuple(speaking))


def _is_telling(row: Row, opening: frozenset[str]) -> bool:
    """Return whether a row of a headline's length shares most of its longer words with the opening of the body."""
    words = {word for word in row.folded.split() if len(word) > 3}
    return len(words) >= 3 and len(row.text) <= LONGEST and len(words & opening) >= SHARED * len(words)


def _length(row: Row) -> int:
    return len(row.text) if len(row.text) <= LONGEST else 0


def _parts(row: Row, known: mastheads.Known) -> Iterator[tuple[str, int, str | None]]:
    """Yield the row whole, and as a headline with the site's name before or after it taken off."""
    yield row.text, 0, None
    splits = list(SITE_SPLIT.finditer(row.text))
    if not splits:
        return
    last, first = splits[-1], splits[0]
    head, tail = row.text[: last.start()].strip(), row.text[last.end() :].strip()
    ends = not mastheads.is_clause(last.group(), tail, known)
    if ends and head and tail and len(head) > len(tail) and len(tail.split()) <= 6:
        yield head, 0, tail
    if len(splits) > 1 and head and len(tail) > 10:
        yield tail, last.end(), head
    head, tail = row.text[: first.start()].strip(), row.text[first.end() :].strip()
    begins = not mastheads.is_clause(first.group(), head, known)
    if begins and head and tail and len(tail) > len(head) and len(head.split()) <= 5:
        yield tail, first.end(), head


def _is_trail(row: Row) -> bool:
    """Return whether a row may be a row of crumbs, which ends in the headline."""
    return bool(TRAIL.search(row.text))
