"""Section, tags, description and address of a page, as its mark-up claims them."""

import re
from collections.abc import Iterable, Sequence

from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup.claims import Claim, Field


def section(made: Sequence[Claim], value: str | None) -> tuple[str, str] | None:
    """Return the section that the lines show with the origin of the claim that says the same, else what the mark-up states.

    A page that no reader can tell the section of may still state it of the article; its own label would be another kind
    of thing (a menu's entry), so it comes first.
    """
    if value is None:
        stated = _first(made, Field.SECTION, OF_THE_ARTICLE)
        if stated is None:
            return None
        return stated.value.split(",")[0] if MANY.search(stated.value) else stated.value, stated.origin
    same = (
        one for one in made if one.field is Field.SECTION and one.place in SECTIONS and fold(one.value) == fold(value)
    )
    said = next(same, None)
    return value, said.origin if said else "html.text"


def claims_section(made: Sequence[Claim], value: str) -> bool:
    """Return whether mark-up gives a name as the section, or states none of the article: nothing speaks against the name then."""
    return _first(made, Field.SECTION, OF_THE_ARTICLE) is None or fold(value) in sections(made)


def in_menu(made: Sequence[Claim], name: str) -> bool:
    """Return whether a name is nothing but entries of the page's menu, one or several side by side ("Sport Opinion")."""
    entries = {fold(one.value) for one in made if one.field is Field.MENU}
    words, reached = fold(name).split(), {0}
    for end in range(1, len(words) + 1):
        if any(" ".join(words[start:end]) in entries for start in reached):
            reached.add(end)
    return bool(words) and len(words) in reached


MANY = re.compile(r"\w,\w[^,]*,\w")
"""A list of names without spaces between, as some systems state all that a post is filed under."""
OF_THE_ARTICLE = ("jsonld", "article:section", "itemprop-articlesection")
"""Places where mark-up states the section of the article and not of the page or the site."""


SECTIONS = ("jsonld", "article:section", "itemprop-articlesection", "jsonld-page")


def sections(made: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Return the folded names that are claimed for a section, each with the places that claim it."""
    found: dict[str, tuple[str, ...]] = {}
    for one in made:
        if one.field is Field.SECTION and (name := fold(one.value)):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), one.place)))
    return found


def tags(
    made: Sequence[Claim], shown: Sequence[str], title: str | None, others: Sequence[str], rows: frozenset[str]
) -> tuple[tuple[str, ...], str] | None:
    """Return the article's tags as the mark-up gives them, where no row is known to list them but some do show them.

    Never one of `others`, the section's or an author's name. Keywords that are the headline's words, or that no reader sees
    (a site's slogan, an editor's subject codes), say little of the article; `rows` are the folded rows of the page.
    """
    apart = frozenset(map(fold, others))
    for place in () if shown else TAGS:
        values = [one for one in made if one.field is Field.TAG and one.place == place]
        parts = [part.strip() for one in values for part in one.value.split(",")]
        named = {
            fold(part): part
            for part in reversed(parts)
            if 1 < len(part) <= 48 and ":" not in part and fold(part) not in apart
        }
        told = place == "article:tag" or _are_shown(named, rows)
        if named and told and not _is_headline(named, title):
            return tuple(reversed(named.values()))[:30], values[0].origin
    return None


TAGS = ("article:tag", "jsonld", "keywords", "jsonld-page")


def _are_shown(named: Iterable[str], rows: frozenset[str]) -> bool:
    """Return whether most of some folded names stand one a row, or together in a short row."""
    keys = list(named)[:MOST_KEYS]
    if len(keys) < 2:
        return False
    alone = sum(key in rows for key in keys)
    short = (row for row in rows if len(row) <= LONGEST_LISTING)
    together = max((_listed_in(row, keys) for row in short), default=0)
    return max(alone, together) >= 0.5 * len(keys)


def _listed_in(row: str, keys: Sequence[str]) -> int:
    """Return how many of some names a folded row has, none where these are less than half of its words: a sentence lists none."""
    had = [key for key in keys if f" {key} " in f" {row} "]
    return len(had) if 2 * sum(len(key.split()) for key in had) >= len(row.split()) else 0


MOST_KEYS, LONGEST_LISTING = 40, 400


def _is_headline(named: Iterable[str], title: str | None) -> bool:
    """Return whether the keywords are but the words of the headline."""
    words = frozenset(fold(title or "").split())
    keys = list(named)
    return len(keys) > 3 and sum(key in words for key in keys) >= 0.6 * len(keys)


ONE_EACH = frozenset({"rel-tag", "tag-link", "article:tag"})
"""Places that give one tag each, which may have a comma in it: "Exampleton, NJ"."""


def tagged(made: Sequence[Claim]) -> frozenset[str]:
    """Return the folded names that are claimed for tags."""
    parts = {fold(part) for one in made if one.field is Field.TAG for part in one.value.split(",")}
    return frozenset(parts | {fold(one.value) for one in made if one.field is Field.TAG and one.place in ONE_EACH})


def linked(made: Sequence[Claim]) -> frozenset[str]:
    """Return the folded names of links to tags' pages, but not to what is a category as well, nor a menu's entries."""
    apart = {fold(one.value) for one in made if one.field is Field.MENU or one.place == "rel-category"}
    return frozenset(fold(one.value) for one in made if one.place in {"rel-tag", "tag-link"}) - apart


def described(made: Sequence[Claim]) -> frozenset[str]:
    """Return the folded descriptions of the page."""
    return frozenset(fold(one.value) for one in made if one.field is Field.DESCRIPTION)


def canonical(made: Sequence[Claim]) -> Claim | None:
    """Return the claim of the page's own address."""
    return _first(made, Field.URL, ADDRESSES)


ADDRESSES = ("canonical", "og:url", "jsonld")


def _first(made: Sequence[Claim], field: Field, places: Sequence[str]) -> Claim | None:
    """Return the claim of the most trusted place."""
    named = [one for one in made if one.field is field and one.place in places and len(one.value) <= 300]
    return min(named, key=lambda one: places.index(one.place), default=None)
