"""Read JSON-LD: what it claims of the page's own article, and what of others that the page speaks of."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml import html

from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup.claims import Claim, Field, html_free, text_of

MOST = 2_000
"""Objects that are looked at: a page has tens."""
DEEPEST = 12
"""Levels that are looked at."""
ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|HowTo|NewsItem|CreativeWork|ScholarlyArticle|Course)$")
ORGANISATION = re.compile(r"(?:Organization|Corporation|NGO|Business)$")
PAGE = re.compile(r"(?:WebPage|ItemPage|AboutPage|CollectionPage|WebSite)$")


def read(tree: html.HtmlElement) -> tuple[list[Claim], list[Claim]]:
    """Return what the page's JSON-LD says of its article and of itself, and what it says of other articles.

    What it says of the web page counts as another place.
    """
    found: list[_Thing] = []
    for script in tree.iterfind(".//script[@type]"):
        if "ld+json" in script.get("type", "").lower():
            found.extend(_things(_parsed(script.text or "")))
    things = [one.value for one in found]
    known = {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}
    others = _others([one for one in found if _is_article(one.value)], tree)
    stated: list[Claim] = []
    aside: list[Claim] = []
    for thing in things:
        kinds = _texts(thing.get("@type"))
        if _is_article(thing):
            news = any(kind.endswith("NewsArticle") for kind in kinds)
            told = aside if id(thing) in others else stated
            told.extend(replace(claim, news=news) for claim in _claims_of(thing, known, "jsonld"))
        elif any(PAGE.search(kind) for kind in kinds):
            stated.extend(_claims_of(thing, known, "jsonld-page"))
        elif "BreadcrumbList" in kinds:
            stated.extend(_crumbs(thing))
    for thing in things:
        if any(kind.endswith("WebSite") for kind in _texts(thing.get("@type"))):
            stated.extend(
                Claim(Field.PUBLISHER, name, "jsonld-site", "html.jsonld")
                for name in _names(thing.get("name"), known)[:1]
            )
    return stated, aside


def _parsed(text: str) -> object:
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class _Page:
    """What tells the page's own article among those it speaks of: folded headlines, addresses without scheme and query."""

    titles: tuple[str, ...]
    addresses: frozenset[str]

    @classmethod
    def of(cls, tree: html.HtmlElement) -> "_Page":
        titles = [text_of(one) for one in islice(tree.iter("h1"), MOST_HEADINGS)]
        titles += [title.text or "" for title in islice(tree.iterfind("./head/title"), 1)]
        addresses = [link.get("href", "") for link in tree.iterfind(".//link[@href]") if link.get("rel") == "canonical"]
        for meta in islice(tree.iterfind(".//meta[@content]"), MOST):
            name = (meta.get("property") or meta.get("name") or "").lower()
            if name in {"og:title", "twitter:title"}:
                titles.append(meta.get("content", ""))
            elif name == "og:url":
                addresses.append(meta.get("content", ""))
        return cls(tuple(fold(one) for one in titles if one), frozenset(_place_of(one) for one in addresses if one))


MOST_HEADINGS, SHORTEST_HEADLINE = 4, 12
SCHEME = re.compile(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)


def _place_of(address: str) -> str:
    return SCHEME.sub("", re.split(r"[?#]", address)[0]).rstrip("/").lower()


def _is_other(thing: Mapping[str, object], page: _Page) -> bool | None:
    """Return whether an article has another headline and address than the page; None where it has no headline."""
    within = thing.get("mainEntityOfPage")
    addresses = [
        *_texts(thing.get("url")),
        *_texts(within),
        *_texts(within.get("@id") if isinstance(within, dict) else None),
    ]
    if any(_place_of(one) in page.addresses for one in addresses):
        return False
    named = [fold(html_free(one)) for key in ("headline", "name") for one in _texts(thing.get(key))]
    if not any(named):
        return None
    return not any(_are_alike(one, title) for one in named for title in page.titles)


def _are_alike(headline: str, title: str) -> bool:
    """Return whether one of two folded headlines begins the other, or holds it: titles are cut, and sites add their names."""
    short, long = sorted((headline, title), key=len)
    return (
        short == long
        or (len(short) >= SHORTEST_HEADLINE and f" {short} " in f" {long} ")
        or (len(short) >= LONG_HEADLINE and long.startswith(short[:-3]))
    )


LONG_HEADLINE = 40


@dataclass(frozen=True, slots=True)
class _Thing:
    """An object of JSON-LD; `listed` where it is an entry of a list, or a part of something else."""

    value: dict[str, object]
    listed: bool


LISTS = frozenset({"itemlistelement", "haspart", "ispartof", "liveblogupdate", "mentions", "review", "comment"})
"""Keys below which other articles stand than the page's."""


def _things(root: object) -> list[_Thing]:
    """Return the objects of a JSON-LD document, those near its root first, up to a number and a depth."""
    found: list[_Thing] = []
    level: list[tuple[object, bool]] = [(root, False)]
    depth = 0
    while level and depth < DEEPEST and len(found) < MOST:
        found.extend(_Thing(node, listed) for node, listed in level if isinstance(node, dict))
        below: list[tuple[object, bool]] = [
            (child, listed or key in LISTS)
            for node, listed in level
            for key, child in _children(node)
            if isinstance(child, (dict, list))
        ]
        level = below[:MOST]
        depth += 1
    return found[:MOST]


def _is_article(thing: Mapping[str, object]) -> bool:
    return any(ARTICLE.search(kind) for kind in _texts(thing.get("@type")))


def _others(articles: Sequence[_Thing], tree: html.HtmlElement) -> frozenset[int]:
    """Return the identities of the articles that are not the page's own, where it speaks of several.

    The own one has the page's headline or address; those in lists are others', unless they have that. An article without
    a headline says more of the one it stands beside.
    """
    if len(articles) < 2:
        return frozenset(id(one.value) for one in articles if one.listed and _is_other(one.value, _Page.of(tree)))
    page = _Page.of(tree)
    told = {id(one.value): _is_other(one.value, page) for one in articles}
    known = False in told.values()
    outside = any(not one.listed for one in articles)
    return frozenset(
        id(one.value)
        for one in articles
        if (told[id(one.value)] is True and (known or one.listed))
        or (told[id(one.value)] is None and one.listed and outside)
    )


def _children(node: object) -> Iterable[tuple[str, object]]:
    """Yield what is in an object by its keys in small letters, and what is in a list."""
    if isinstance(node, dict):
        return ((str(key).lower(), child) for key, child in node.items())
    return (("", child) for child in node) if isinstance(node, list) else ()


def _claims_of(thing: dict[str, object], known: Mapping[str, dict[str, object]], place: str) -> Iterator[Claim]:
    keys = (
        (Field.TITLE, "headline"),
        (Field.TITLE, "name"),
        (Field.PUBLISHED, "datePublished"),
        (Field.PUBLISHED, "dateCreated"),
        (Field.PUBLISHED, "uploadDate"),
        (Field.MODIFIED, "dateModified"),
        (Field.SECTION, "articleSection"),
        (Field.DESCRIPTION, "description"),
        (Field.LANGUAGE, "inLanguage"),
        (Field.TAG, "keywords"),
    )
    for field, key in keys:
        suffix = "" if key in {"headline", "datePublished", "dateModified", "articleSection", "keywords"} else f"-{key}"
        for value in _texts(thing.get(key)):
            yield Claim(field, html_free(value), place + suffix, "html.jsonld")
    writers = [thing[key] for key in ("author", "creator", "contributor") if key in thing]
    groups = {name for one in writers for name in _names(one, known, groups=True)}
    named = dict.fromkeys(name for one in writers for name in _names(one, known))
    # Beside a person, an organisation is whom the person works for.
    if people := [name for name in named if name not in groups] or list(named):
        yield Claim(Field.AUTHOR, "; ".join(people), place, "html.jsonld", group=groups.issuperset(people))
    for name in _names(thing.get("publisher"), known)[:1]:
        yield Claim(Field.PUBLISHER, name, place, "html.jsonld")
    for address in _texts(thing.get("url"))[:1]:
        yield Claim(Field.URL, address, place, "html.jsonld")


def _crumbs(thing: Mapping[str, object]) -> Iterator[Claim]:
    """Yield the names of a trail of crumbs, which end in the section or in the headline."""
    listed = thing.get("itemListElement")
    for one in listed[:MOST_CRUMBS] if isinstance(listed, list) else []:
        item = one.get("item") if isinstance(one, dict) else None
        for holder in (one, item):
            for name in _texts(holder.get("name")) if isinstance(holder, dict) else []:
                yield Claim(Field.SECTION, html_free(name), "breadcrumb", "html.jsonld")


MOST_CRUMBS = 8


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str) and one.strip()]
    if isinstance(value, dict) and isinstance(value.get("@value"), str):
        return [str(value["@value"])]
    return []


def _names(value: object, known: Mapping[str, dict[str, object]], *, groups: bool = False) -> list[str]:
    """Return the names of people or organisations, which may be given as text, objects, lists or references.

    With `groups`, only those of what is called an organisation and not a person as well.
    """
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and not groups:
            found.append(html_free(one))
        elif isinstance(one, dict):
            other = known.get(str(one.get("@id")), one)
            whole = other if "name" not in one else one
            kinds = (*_texts(one.get("@type")), *_texts(other.get("@type")))
            if not groups or (any(ORGANISATION.search(kind) for kind in kinds) and "Person" not in kinds):
                found.extend(html_free(name) for name in _texts(whole.get("name")))
    return [name for name in found if name]
