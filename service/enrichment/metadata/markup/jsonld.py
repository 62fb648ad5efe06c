"""Read JSON-LD: what it claims of the page's own article, and what of others that the page speaks of."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
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


def _parsed(text: str) -> list[object]:
    """Return the documents that a script holds, one after the other, as written or else with the slips of templates mended."""
    bare = WRAPPING.sub("", text[:LONGEST_SCRIPT])
    if bare.lstrip(" \t\r\n[").startswith("{&quot;"):
        bare = unescape(bare)
    found, whole = _decoded(bare)
    return found if whole else max(found, _decoded(_mended(bare))[0], key=len)


LONGEST_SCRIPT = 2_000_000
WRAPPING = re.compile(
    r"^\s*+(?://|/\*)?\s*+(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?://|/\*)?\s?(?:\]\]>|-->)(?:\s*\*/)?[\s;]*$"
)
"""What hides a script from browsers that know none: a comment, or XHTML's CDATA, often within a comment of JavaScript."""


def _decoded(text: str) -> tuple[list[object], bool]:
    """Return the JSON documents at the beginning of a text, and whether nothing else is left of it."""
    found: list[object] = []
    at = GAP.match(text, 0).end()  # type: ignore[union-attr]
    while at < len(text):
        try:
            value, at = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found, False
        found.append(value)
        at = GAP.match(text, at).end()  # type: ignore[union-attr]
    return found, True


DECODER = json.JSONDecoder(strict=False)
GAP = re.compile(r"[\s,;\ufeff]*")


def _mended(text: str) -> str:
    """Return JSON without what only JavaScript allows: comments, a comma after the last entry, an escaped apostrophe."""
    plain = COMMENT.sub(lambda match: match["string"].replace("\\'", "'") if match["string"] else " ", text)
    return LAST_COMMA.sub(lambda match: match["string"] or "", plain)


STRING = r'(?P<string>"(?:[^"\\]|\\.)*+(?:"|\\?\Z))'
COMMENT = re.compile(STRING + r"|/\*.*?(?:\*/|\Z)|//[^\n]*+", re.DOTALL)
LAST_COMMA = re.compile(STRING + r"|,(?=\s{0,200}[}\]])", re.DOTALL)
"""What is never closed goes to the end, so that nothing is read twice: 20,000 quotation marks took 17 s."""


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
        values = thing.get(key)
        for value in _names(values, known) if key in NAMED else _texts(values):
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


NAMED = frozenset({"articleSection", "keywords"})
"""Keys whose values may be terms with a name."""


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
    for one in _singles(value):
        if isinstance(one, str) and not groups:
            found.append(html_free(one))
        elif isinstance(one, dict):
            other = known.get(str(one.get("@id")), one)
            whole = other if "name" not in one else one
            kinds = (*_texts(one.get("@type")), *_texts(other.get("@type")))
            person = any(kind.endswith("Person") for kind in kinds)
            if not groups or (any(ORGANISATION.search(kind) for kind in kinds) and not person):
                found.extend(html_free(name) for name in _texts(whole.get("name")) or _in_parts(whole))
    return [name for name in found if name]


def _singles(value: object, depth: int = 0) -> Iterator[object]:
    """Yield what a value consists of: the entries of lists within lists, and whom a role is given to instead of the role."""
    if isinstance(value, dict) and "name" not in value and depth < DEEPEST:
        value = next((value[key] for key in HOLDING if isinstance(value.get(key), (dict, list))), value)
    if isinstance(value, list) and depth < DEEPEST:
        for one in value:
            yield from _singles(one, depth + 1)
    else:
        yield value


HOLDING = ("@list", "@set", "author", "creator", "contributor")


def _in_parts(thing: Mapping[str, object]) -> list[str]:
    """Return the name of a person who has but a given and a family name."""
    given, family = _texts(thing.get("givenName")), _texts(thing.get("familyName"))
    return [f"{given[0]} {family[0]}"] if given and family else []
