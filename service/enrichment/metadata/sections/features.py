"""Say what speaks for a name as the section: its place, its row, its words, and the rest of the page."""

import zlib
from collections.abc import Iterator, Sequence

from service.enrichment import lexicons
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.sections import neighbours
from service.enrichment.metadata.sections.naming import Named
from service.enrichment.metadata.sections.neighbours import BUTTONS
from service.enrichment.metadata.sections.surroundings import NEAR, SHORTEST_PROSE, Context
from service.enrichment.types import Role


def of(one: Named, context: Context) -> Iterator[str]:
    """Yield the features of a candidate for the section."""
    row, layout, headline = one.row, context.layout, context.headline
    name = fold(one.text)
    above = layout.rows[row.index - 1] if row.index else None
    gap = band(context.gaps.get(row.index, row.index - headline.index), -40, -NEAR, -4, -3, -2, -1, 0, 1, 2, 3, 5, NEAR)
    yield "bias"
    yield "kind:" + one.kind
    yield "gap:" + gap
    yield f"gap:{gap}:{one.kind}"
    yield "role:" + row.role
    yield f"role:{row.role}:{gap}"
    yield f"role:{row.role}:{one.kind}"
    chance = row.likely(Role.SECTION)
    yield "likely:" + chance
    yield f"likely:{chance}:{one.kind}"
    yield f"likely:{chance}:{gap}"
    yield "words:" + band(len(one.text.split()), 2, 3, 4, 5)
    yield "times:" + band(layout.repeats.get(name, 0), 1, 2, 3, 5)
    yield "case:" + (
        "upper" if one.text.isupper() else "title" if one.text.istitle() else "lower" if one.text.islower() else "mixed"
    )
    if name in lexicons.read("menu_words"):
        yield "menu"
        yield "menu:" + gap
    if row.index >= layout.first:
        yield "below-first"
    if persons.names(one.text):
        yield "person"
        yield "person:" + gap
    yield from _standing(one, name, gap, context)
    yield "above:" + (band(len(above.text), 15, 40, 80) if above else "none")
    yield "above-role:" + (above.role if above else "none")
    if row.index + 1 < len(layout.rows):
        yield "below-role:" + layout.rows[row.index + 1].role
    below = layout.rows[row.index + 1].role if row.index + 1 < len(layout.rows) else "none"
    yield f"between:{above.role if above else 'none'}:{row.role}:{below}"
    size = band(neighbours.short_rows_above(row, layout), 1, 2, 4, 8)
    yield "run:" + size
    yield f"run:{size}:{gap}"
    if headline.folded.startswith(name) or name == headline.folded:
        yield "headline"
    yield from _naming(one, name, gap, context)


def _standing(one: Named, name: str, gap: str, context: Context) -> Iterator[str]:
    """Yield whether a name is the site's own, stands elsewhere but under the same row, and has only buttons below it."""
    row, layout = one.row, context.layout
    if f" {name} " in context.owners:
        yield "owner"
    if one.kind in {"row", "cut"}:
        above = layout.rows[row.index - 1].folded if row.index else ""
        elsewhere = band(layout.repeats.get(name, 0) - context.follows.get((above, name), 0), 1, 2)
        yield "elsewhere:" + elsewhere
        yield f"elsewhere:{gap}:{elsewhere}"
    if row.index < context.headline.index:
        between = layout.rows[row.index + 1 : context.headline.index][:NEAR]
        buttons = lexicons.read("furniture_words")
        clear = all(other.role in BUTTONS or other.folded in buttons for other in between)
        yield f"clear:{clear}:{gap}"


FIRST_ROWS = 3


def _naming(one: Named, name: str, gap: str, context: Context) -> Iterator[str]:
    """Yield what the words of a name and the rest of the page say: a section's usual name, a crumb under "Home"."""
    known = lexicons.read("section_names")
    words = name.split()
    usual = (
        "whole"
        if name in known
        else "all"
        if all(w in known for w in words)
        else "one"
        if any(w in known for w in words)
        else "none"
    )
    yield "usual:" + usual
    yield f"usual:{usual}:{one.kind}"
    yield f"usual:{usual}:{gap}"
    echoed = band(context.echoes.get(name, 0), 1, 2, 4)
    yield "echoed:" + echoed
    yield f"echoed:{echoed}:{one.kind}"
    if name in context.listed:
        yield "listed"
    if context.given:
        yield f"slug:{name in context.slugs}"
    if context.claimed is not None:
        places = context.claimed.get(name, ())
        yield from (f"claimed:{place}" for place in places or ("not",))
        yield f"claimed:{bool(places)}:{gap}"
    if one.row.index < FIRST_ROWS:
        yield "first-rows"
    rows, here = context.layout.rows, one.row.index
    # The last entry of a menu stands under the same entry in the menu's other copies.
    if here and context.follows[rows[here - 1].folded, one.row.folded] > 1:
        yield "menu-again"
        yield "menu-again:" + gap
    yield "spoken:" + (
        "all"
        if all(word in context.prose for word in words)
        else "some"
        if any(word in context.prose for word in words)
        else "none"
    )
    under = neighbours.under(one.row, context.layout)
    yield "under:" + under
    yield f"under:{under}:{gap}"
    if one.row.text[:1] == "#" or (here and rows[here - 1].text[-1:] == ":"):
        yield "announced"
    yield from neighbours.marked(one.row, context)
    if here < context.headline.index and one.kind in {"row", "cut", "pair", "crumb"}:
        after = band(neighbours.short_rows_below(one.row, context), 1, 2, 3)
        yield "run-below:" + after
        yield f"run-below:{after}:{band(neighbours.short_rows_above(one.row, context.layout), 1, 2, 4, 8)}"
        yield f"run-below:{after}:{usual}"
    yield from _patterned(one, words, gap, context)
    below = band(context.below.get(name, 0), 1, 2, 4)
    yield "below-times:" + below
    yield f"below-times:{below}:{gap}"
    carded = band(context.carded.get(name, 0), 1, 2)
    yield "carded:" + carded


WORDS = 1024
"""Buckets that words are hashed into."""


def _patterned(one: Named, words: Sequence[str], gap: str, context: Context) -> Iterator[str]:
    """Yield what stands around a name in order, its letters against its neighbours', and what other candidates the page has."""
    rows, here, headline = context.layout.rows, one.row.index, context.headline
    shape = _shape(one.text)
    yield f"shape:{shape}:{gap}"
    yield f"shape:{shape}:{one.kind}"
    for away, name in ((-1, "above"), (1, "below")):
        other = rows[here + away] if 0 <= here + away < len(rows) else None
        if other is not None and len(other.text) <= SHORTEST_PROSE:
            yield f"{name}-shape:{_shape(other.text) == shape}:{shape}"
            known = other.folded in lexicons.read("menu_words") or other.folded in lexicons.read("furniture_words")
            yield f"{name}-menu:{known}:{gap}"
            again = band(context.layout.repeats.get(other.folded, 0), 2, 3)
            yield f"{name}-again:{again}:{band(context.layout.repeats.get(one.row.folded, 0), 2, 3)}"
    if here > headline.index and here - headline.index <= 4:
        roles = [other.role[:4] for other in rows[here : here + 4]]
        yield "order:" + "-".join(["head", *(other.role[:4] for other in rows[headline.index + 1 : here]), *roles])
        yield f"after-pair:{'-'.join(roles[1:3])}:{gap}"
    elif headline.index - here <= 4:
        below = [other.role[:4] for other in rows[headline.index + 1 : headline.index + 3]]
        yield f"under-head:{'-'.join(below)}:{gap}"
        yield f"under-head:{below[:1]}:{gap}:{one.row.role}"
    title = frozenset(headline.folded.split())
    shared = sum(word in title for word in words if len(word) > 3)
    yield f"head-words:{'all' if shared and shared >= sum(len(word) > 3 for word in words) else 'some' if shared else 'none'}"
    yield "letters:" + band(len(one.text), 4, 6, 9, 13, 18, 25, 35)
    for kind in context.strong:
        if kind != one.kind:
            yield f"beside:{kind}:{one.kind}"
    if not context.strong:
        yield "beside:none:" + one.kind
        yield f"beside:none:{gap}"
    for word in words[:4]:
        yield f"word:{zlib.crc32(word.encode()) % WORDS}"


def _shape(text: str) -> str:
    return "upper" if text.isupper() else "title" if text.istitle() else "lower" if text.islower() else "mixed"
