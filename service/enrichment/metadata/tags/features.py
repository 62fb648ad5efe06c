"""Say what speaks for a row as one that lists tags: its place, its form, its parts, and the rows around it."""

import re
from collections.abc import Iterator, Sequence

from service.enrichment import lexicons
from service.enrichment.metadata import agencies
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.tags.labels import REACH
from service.enrichment.metadata.tags.splitting import INVITES, MOST_WORDS, WITHIN
from service.enrichment.metadata.tags.unmarked import LONGEST_TAG
from service.enrichment.types import Role


def of(
    row: Row,
    parts: Sequence[str],
    label: re.Match[str] | None,
    under: int,
    headline: Row | None,
    layout: Layout,
    *,
    glued: bool,
) -> Iterator[str]:
    """Yield what a row's place, its form and its label say.

    `under` is how many rows above "Tags" stands, 0 for none, `glued` whether the row has lost the marks between its words.
    """
    place = "head" if row.index < layout.first else "inside" if row.index <= layout.last else "foot"
    form = "label" if label else "hash" if "#" in row.text else "within" if WITHIN.search(row.text) else "bare"
    many = band(len(parts), 2, 3, 4, 7)
    yield "bias"
    yield "place:" + place
    yield f"form:{form}:{place}"
    yield f"form:{form}:{many}"
    yield f"role:{row.role}"
    yield f"role:{row.role}:{place}"
    yield f"role:{row.role}:{many}"
    chance = row.likely(Role.TAGS)
    yield "likely:" + chance
    yield f"likely:{chance}:{place}"
    yield f"likely:{chance}:{form}"
    yield "parts:" + many
    yield f"parts:{many}:{place}"
    joined = _joint(row, parts) if form == "bare" and len(parts) > 1 and glued else "no"
    yield f"joined:{joined}:{place}"
    if place == "foot":
        yield f"joined:{joined}:{band(row.index - layout.last, 2, 4, 8, 16)}"
    yield "under:" + band(under, 1, 2, 3, 4, 7)
    yield f"under:{band(under, 1, 2, 4)}:{row.role}"
    yield f"under:{band(under, 1, 2, 4)}:{many}"
    yield f"under:{band(under, 1, 2, 4)}:{place}"
    mark = (
        "hash"
        if "#" in row.text
        else "bar"
        if any(one in row.text for one in "|•·;")
        else "comma"
        if "," in row.text
        else "none"
    )
    yield f"mark:{mark}:{place}:{many}"
    if place == "foot":
        yield "below:" + band(row.index - layout.last, 2, 4, 8, 16)
        yield f"below:{band(row.index - layout.last, 2, 4, 8, 16)}:{mark}"
        yield f"below:{band(row.index - layout.last, 2, 4, 8, 16)}:{mark}:{many}"
    elif headline is not None:
        gap = band(row.index - headline.index, -1, 0, 1, 2, 3, 5)
        yield "gap:" + gap
        yield f"gap:{gap}:{many}"
    yield from _wording(row, parts, layout)
    yield from _around(row, layout)


def _joint(row: Row, parts: Sequence[str]) -> str:
    """Return whether a row that has lost the marks between its words is a list of names, or holds buttons or more words."""
    words = {fold(part) for part in parts}
    other = words & (lexicons.read("furniture_words") | lexicons.read("function_words"))
    names = not other and not INVITES.match(row.text)
    return "names" if names and not any(one + "ed" in words for one in words) else "other"


def _wording(row: Row, parts: Sequence[str], layout: Layout) -> Iterator[str]:
    words = sum(len(part.split()) for part in parts) / len(parts)
    yield "words:" + band(words, 1.5, 2.5, 3.5)
    yield "longest:" + band(max(map(len, parts)), 12, 20, 30)
    text = "".join(parts)
    yield "case:" + ("upper" if text.isupper() else "lower" if text.islower() else "mixed")
    yield "times:" + band(layout.repeats.get(row.folded, 0), 2, 3)
    if any(
        fold(part) in lexicons.read("menu_words") or fold(part) in lexicons.read("furniture_words") for part in parts
    ):
        yield "menu"
    if INVITES.match(row.text):
        yield "invites"
    if any(map(str.isdigit, text)):
        yield "digit"
    if persons.names(row.text) or agencies.named(row.text):
        yield "person"
    if ", and " in row.text or ", or " in row.text:
        yield "sentence"
    if row.level:
        yield "heading"
    if _is_closed(row, layout):
        yield "closed"


CLOSED = 8
ALL_TOPICS = re.compile(r"(?:see|view|browse|show) (?:all|more) (?:topics|tags)", re.IGNORECASE)


def _is_closed(row: Row, layout: Layout) -> bool:
    """Return whether a few short rows below "See all topics" ends the list."""
    for other in layout.rows[row.index + 1 : row.index + CLOSED]:
        if ALL_TOPICS.fullmatch(other.text):
            return True
        if not _is_short(other):
            return False
    return False


def spoken(row: Row, parts: Sequence[str], prose: frozenset[str]) -> Iterator[str]:
    """Yield how many of the parts the article speaks of: its tags do, a menu's entries do not."""
    known = sum(all(word in prose for word in WORD.findall(part.lower())) for part in parts) / len(parts)
    yield "known:" + band(known, 0.01, 0.34, 0.67, 0.99)
    yield f"known:{band(known, 0.01, 0.34, 0.67, 0.99)}:{row.role}"
    yield f"known:{band(known, 0.01, 0.67)}:{band(len(parts), 2, 3, 5)}"


def stated(parts: Sequence[str], claimed: frozenset[str]) -> Iterator[str]:
    """Yield how many of the parts the mark-up gives as tags."""
    if not claimed:
        yield "claimed:nothing"
        return
    share = band(sum(fold(part) in claimed for part in parts) / len(parts), 0.01, 0.34, 0.67, 0.99)
    yield "claimed:" + share
    yield f"claimed:{share}:{band(len(parts), 2, 3)}"


def run(row: Row, layout: Layout, prose: frozenset[str], *, near: bool) -> Iterator[str]:
    """Yield how many rows as short stand together with a row, what stands before them, and how many the article speaks of.

    Tags that are listed one a row are a handful of short rows after the body; a menu is a long run, a lone row a button.
    """
    first, last = row.index, row.index
    while first > 0 and row.index - first < REACH and _is_short(layout.rows[first - 1]):
        first -= 1
    while last + 1 < len(layout.rows) and last - row.index < REACH and _is_short(layout.rows[last + 1]):
        last += 1
    rows = layout.rows[first : last + 1]
    known = sum(all(word in prose for word in other.folded.split()) for other in rows) / len(rows)
    size = band(len(rows), 2, 3, 5, 9, 15)
    head = layout.rows[first - 1].role if first else "none"
    yield f"near:{near}"
    yield "run:" + size
    yield f"run:{size}:{row.role}"
    yield "run-known:" + band(known, 0.01, 0.34, 0.67, 0.99)
    yield f"run-known:{size}:{band(known, 0.34, 0.67)}"
    yield f"run-after:{head}"
    yield "run-tags:" + band(sum(other.role is Role.TAGS for other in rows) / len(rows), 0.01, 0.5)


def _is_short(row: Row) -> bool:
    return len(row.text) <= LONGEST_TAG and len(row.text.split()) <= MOST_WORDS - 2 and row.text[-1] not in ".?!:"


def _around(row: Row, layout: Layout) -> Iterator[str]:
    above = layout.rows[row.index - 1] if row.index else None
    below = layout.rows[row.index + 1] if row.index + 1 < len(layout.rows) else None
    yield "above:" + (above.role if above else "none")
    yield "below:" + (below.role if below else "none")
    near = (*layout.rows[max(0, row.index - 2) : row.index], *layout.rows[row.index + 1 : row.index + 3])
    yield "tags-near:" + band(sum(other.role is Role.TAGS for other in near), 1, 2, 3)
    yield f"between:{above.role if above else 'none'}:{row.role}:{below.role if below else 'none'}"
