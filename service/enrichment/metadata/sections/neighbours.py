"""What stands right around a row: the marks of crumbs, a label above, short rows of which it may be one."""

import re
from collections.abc import Iterator

from service.enrichment.metadata.layout import Layout, Row
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.sections.naming import FILED_BELOW
from service.enrichment.metadata.sections.surroundings import NEAR, SHORTEST_PROSE, Context
from service.enrichment.types import Role

BUTTONS = frozenset({Role.SHARE, Role.DATE, Role.BYLINE, Role.CAPTION, Role.COMMENTS, Role.ADVERTISEMENT})
MARK_ALONE = re.compile(r"[/›»>→|\\]{1,2}")
MARKS_AT_END = frozenset("/›»→")
HUB = re.compile(
    r"(?:(?:go )?back(?: to)?(?: (?:all|the|our|home))?|our|all|home|the)?\s?(?:blogs?|articles?|posts|news|newsroom|resources|insights|stories|home|learn)?",
    re.IGNORECASE,
)
"""What leads back to all articles, above the name of those of one kind: "Back to Blog", "Articles"."""


def marked(row: Row, context: Context) -> Iterator[str]:
    """Yield whether a row stands between the marks of crumbs, or under what leads back to all articles."""
    rows, here = context.layout.rows, row.index
    above = rows[here - 1].text if here else ""
    after = rows[here + 1].text if here + 1 < len(rows) else ""
    if MARK_ALONE.fullmatch(above) or above[-1:] in MARKS_AT_END:
        yield "after-mark"
        yield f"after-mark:{bool(MARK_ALONE.fullmatch(after)) or row.text[-1] in MARKS_AT_END}"
    if MARK_ALONE.fullmatch(after):
        yield "before-mark"
    if above == "#":
        yield "hash-above"
    if HUB.fullmatch(above):
        yield "under-hub"
        yield f"under-hub:{here + 1 < len(rows) and rows[here + 1] is context.headline}"
    if here > context.headline.index:
        between = rows[context.headline.index + 1 : here]
        clear = all(other.role in BUTTONS or other.role is Role.SUBTITLE for other in between)
        yield f"clear-below:{clear}:{band(context.layout.first - here, 0, 1, 2, 4)}"
    yield "to-prose:" + band(context.layout.first - here, 0, 1, 2, 4, 8, 16)


CRUMB_ROWS = 4
LABELLED = re.compile(
    r"^(?:filed (?:under|in)|posted in|category|categories|section|topics?|in|more:?|series|part of complete coverage on)\s?:?$",
    re.IGNORECASE,
)


def under(row: Row, layout: Layout) -> str:
    """Return which row a few above announces crumbs, one a row ("Home", "Blogs", "Town Life"), and how far above it stands."""
    for away in range(1, CRUMB_ROWS + 1):
        if row.index < away:
            break
        other = layout.rows[row.index - away]
        if other.folded in {"home", "homepage"}:
            return f"home-{away}"
        if LABELLED.match(other.text):
            return f"label-{away}"
        if len(other.text) > SHORTEST_PROSE:
            break
    return "none"


def is_further(row: Row, layout: Layout) -> bool:
    """Return whether a row goes on a list, one name a row, that a label announces: its first names the section."""
    for away in range(2, CRUMB_ROWS + 1):
        above = layout.rows[row.index - away + 1] if row.index >= away else None
        if above is None or len(above.text) > SHORTEST_PROSE:
            return False
        if FILED_BELOW.match(layout.rows[row.index - away].text):
            return True
    return False


MENU = 10


def short_rows_above(row: Row, layout: Layout) -> int:
    """Return how many short rows end right above a row: many are a menu, of which it may be the last entry."""
    count = 0
    while count < MENU and row.index - count > 0 and len(layout.rows[row.index - count - 1].text) <= SHORTEST_PROSE:
        count += 1
    return count


def short_rows_below(row: Row, context: Context) -> int:
    """Return how many short rows stand right below a row, above the headline: what has some is within a menu, or a first crumb."""
    count = 0
    for other in context.layout.rows[row.index + 1 : min(context.headline.index, row.index + NEAR)]:
        if len(other.text) > SHORTEST_PROSE or other.role in BUTTONS or other.folded == context.headline.folded:
            break
        count += other.folded != ""
    return count
