"""Say what speaks for a byline: its place, its form, its words, and the other bylines of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata.bylines.signatures import ALONE, Byline, is_others_work
from service.enrichment.metadata.bylines.wording import CAMEL
from service.enrichment.metadata.layout import SHORT, Layout, Row, fold
from service.enrichment.metadata.ranking import band
from service.enrichment.types import Role


@dataclass(frozen=True, slots=True)
class Context:
    """What a byline is compared with; `common` are the words that the prose writes in lower case."""

    layout: Layout
    headline: Row | None
    dated: frozenset[int]
    common: frozenset[str]


def of(byline: Byline, context: Context) -> Iterator[str]:
    """Yield what speaks for a byline by itself: its place, the form that it has, its names, and the rows around it."""
    row, kind = byline.row, byline.kind
    layout, headline, dated = context.layout, context.headline, context.dated
    place = "head" if row.index < layout.first else "inside" if row.index <= layout.last else "foot"
    yield "bias"
    yield f"kind:{kind}"
    yield f"kind:{kind}:{place}"
    if place == "head":
        yield "away:" + band(row.index - layout.first, -60, -30, -15, -8, -5, -3, -2, -1)
    elif place == "foot":
        yield "below:" + band(row.index - layout.last, 2, 4, 8, 16, 30)
    if headline is not None:
        near = band(row.index - headline.index, -20, -8, -4, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20, 50)
        yield "gap:" + near
        yield f"gap:{near}:{'known' if kind in {'label', 'titled', 'below-label'} else kind}"
    yield "role:" + row.role
    yield f"role:{row.role}:{kind}"
    chance = row.likely(Role.BYLINE)
    yield f"likely:{chance}:{place}"
    yield f"likely:{chance}:{kind}"
    yield "after-role:" + (layout.rows[row.index + 1].role if row.index + 1 < len(layout.rows) else "none")
    yield from _shape(byline)
    words = [word for name in byline.names for word in name.lower().split()]
    shared = sum(word in context.common for word in words)
    yield "common:" + ("none" if not shared else "all" if shared == len(words) else "some")
    yield f"common:{'none' if not shared else 'all' if shared == len(words) else 'some'}:{kind}"
    if any(CAMEL.search(name) for name in byline.names):
        yield "stuck"
    before = layout.rows[row.index - 1].text if row.index else ""
    yield "before-size:" + band(len(before), 1, 15, 40, 80, 140)
    yield f"place-role:{place}:{row.role}"
    yield f"place-role:{place}:{row.role}:{kind}"
    yield "times:" + band(layout.repeats.get(row.folded, 0), 1, 2, 3, 4)
    above = layout.rows[row.index - 1] if row.index else None
    if place == "foot" and above is not None and _is_teaser(above):
        yield "teaser"
        yield f"teaser:{kind}"
    yield from _around(row, layout, dated)


def _is_teaser(row: Row) -> bool:
    """Return whether a row below an article is shaped as another article's headline, whose byline would follow."""
    return len(row.text.split()) > 3 and len(row.text) <= SHORT and row.text[-1] not in ".:"


def _around(row: Row, layout: Layout, dated: frozenset[int]) -> Iterator[str]:
    if {row.index - 1, row.index + 1} & dated:
        yield "date-beside"
    if row.index in dated:
        yield "date-within"
    if {row.index + 2, row.index - 2} & dated:
        yield "date-near"
    before = layout.rows[row.index - 1].text if row.index else ""
    if is_others_work(before, at_head=True):
        yield "others-work-before"
    if ALONE.match(before):
        yield "label-before"
    elif before[-1:] == ":":
        yield "colon-before"
    if is_others_work(row.text):
        yield "others-work-within"


def _shape(byline: Byline) -> Iterator[str]:
    first = byline.names[0].split()
    yield "names:" + band(len(byline.names), 2, 3, 4)
    yield "words:" + band(len(first), 2, 3, 4)
    given = sum(lexicons.is_given_name(name.split()[0]) for name in byline.names)
    yield "given:" + ("all" if given == len(byline.names) else "some" if given else "none")
    yield f"given:{'all' if given == len(byline.names) else 'some' if given else 'none'}:{byline.kind}"
    share = sum(map(len, byline.names)) / max(1, byline.end - byline.start)
    yield "cover:" + band(share, 0.3, 0.6, 0.85, 0.98)
    stop = lexicons.read("byline_stop_words") | lexicons.read("job_titles")
    if any(word in stop for name in byline.names for word in fold(name).split()):
        yield "stop-word"
    if byline.row.text.isupper():
        yield "upper"


SURE = frozenset({"label", "titled", "below-label"})
"""The kinds that say what they are."""


def rivals(byline: Byline, found: list[Byline], layout: Layout) -> Iterator[str]:
    """Yield whether others are named where this one is not: below the body, teasers have bylines of their own."""
    above = {one.names for one in found if one.kind in SURE and one.row.index < layout.first}
    below = {one.names for one in found if one.kind in SURE and one.row.index > layout.last}
    if not _is_person(byline) and any(one.kind in SURE and one is not byline and _is_person(one) for one in found):
        yield f"person-too:{byline.kind}"  # "By Example Wire" above "By Jane Roe"
    if byline.row.index > layout.last:
        yield "below-others:" + band(len(below - {byline.names}), 1, 2, 3)
        if above - {byline.names}:
            yield "another-above"
    elif byline.row.index < layout.first:
        yield "above-others:" + band(len(above - {byline.names}), 1, 2, 3)
        yield f"above-others:{band(len(above - {byline.names}), 1, 2, 3)}:{byline.kind}"


def _is_person(byline: Byline) -> bool:
    return all(lexicons.is_given_name(name.split()[0]) for name in byline.names)


def spoken_of(byline: Byline, prose: str) -> Iterator[str]:
    """Yield how often the prose speaks of the first name: it does of a place or a person of the story, rarely of its author."""
    count = band(prose.count(byline.names[0]), 1, 2, 4)
    yield "told:" + count
    yield f"told:{count}:{byline.kind}"
