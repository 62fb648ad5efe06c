"""Collect what a page's mark-up claims about the article: every value with the place where it is written."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from urllib.parse import urljoin

from lxml import etree, html
from trafilatura.metadata import extract_metadata

from service.enrichment.metadata.layout import fold

MOST = 2_000
"""JSON-LD objects that are looked at: a page has tens."""
DEEPEST = 12
"""JSON-LD levels that are looked at."""
LONGEST = 600
"""Characters of a value; a longer one is not a name, a headline or a date."""
ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|HowTo|NewsItem|CreativeWork|ScholarlyArticle|Course)$")
ORGANISATION = re.compile(r"(?:Organization|Corporation|NGO|Business)$")
PAGE = re.compile(r"(?:WebPage|ItemPage|AboutPage|CollectionPage|WebSite)$")
SPACE = re.compile(r"\s+")
SETTINGS = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2100-01-01"}
"""htmldate's: bounds that do not move with the wall clock, so that the same page always gives the same date."""


class Field(StrEnum):
    """What is claimed."""

    TITLE = "title"
    AUTHOR = "author"
    PUBLISHED = "published"
    MODIFIED = "modified"
    PUBLISHER = "publisher"
    SECTION = "section"
    TAG = "tag"
    URL = "url"
    DESCRIPTION = "description"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Claim:
    """One value for one field. `place` names the source exactly, `origin` as the wire's evidence says it."""

    field: Field
    value: str
    place: str
    origin: str
    news: bool = False
    """It is JSON-LD's of what it calls a news article."""
    group: bool = False
    """It names what JSON-LD calls an organisation, where a person is looked for."""


META: Mapping[str, tuple[Field, str]] = {
    name: (field, place)
    for field, place, names in (
        (Field.TITLE, "og:title", "og:title"),
        (Field.TITLE, "twitter:title", "twitter:title"),
        (Field.TITLE, "meta-title", "title dc.title dcterms.title headline parsely-title sailthru.title citation_title hdl"),
        (Field.AUTHOR, "meta-author", "author dc.creator dcterms.creator byl parsely-author sailthru.author citation_author dc.contributor"),
        (Field.AUTHOR, "article:author", "article:author og:article:author article:author_name og:author"),
        (Field.AUTHOR, "twitter:data1", "twitter:data1"),
        (Field.PUBLISHED, "article:published", "article:published_time og:published_time og:article:published_time article:published"),
        (
            Field.PUBLISHED,
            "meta-published",
            ("datepublished date.published publishdate publish-date pubdate publication_date publication-date parsely-pub-date sailthru.date"
            " dc.date.issued dcterms.issued dcterms.created dc.date.created citation_publication_date citation_date originalpublicationdate"
            " article.published date_published cxenseparse:recs:publishtime pdate ptime article_date_original displaydate release_date"
            " shareaholic:article_published_time bt:pubdate dc.terms.issued"),
        ),
        (Field.PUBLISHED, "meta-date", "date dc.date dcterms.date created article.created creation_date"),
        (
            Field.MODIFIED,
            "meta-modified",
            ("article:modified_time og:updated_time og:modified_time article:modified datemodified last-modified lastmod dcterms.modified"
            " dc.date.modified modified_date updated_time date.updated utime shareaholic:article_modified_time revised"),
        ),
        (Field.PUBLISHER, "og:site_name", "og:site_name"),
        (Field.PUBLISHER, "meta-publisher", "publisher dc.publisher dcterms.publisher citation_publisher cre article:publisher_name"),
        (Field.PUBLISHER, "application-name", "application-name apple-mobile-web-app-title"),
        (Field.SECTION, "article:section", "article:section og:article:section parsely-section section dc.subject.section cxenseparse:recs:category"),
        (Field.TAG, "article:tag", "article:tag og:article:tag"),
        (Field.TAG, "keywords", "keywords news_keywords parsely-tags sailthru.tags"),
        (Field.URL, "og:url", "og:url"),
        (Field.DESCRIPTION, "description", "og:description description twitter:description dc.description"),
        (Field.LANGUAGE, "meta-language", "content-language og:locale dc.language language"),
    )
    for name in names.split()
}  # fmt: skip
ITEMPROP: Mapping[str, Field] = {
    "headline": Field.TITLE,
    "author": Field.AUTHOR,
    "creator": Field.AUTHOR,
    "datepublished": Field.PUBLISHED,
    "datecreated": Field.PUBLISHED,
    "datemodified": Field.MODIFIED,
    "articlesection": Field.SECTION,
    "publisher": Field.PUBLISHER,
}
BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|contributor)(?:[\s_-]{0,2}(?:name|link|names|text))?(?:$|\s)", re.IGNORECASE
)
DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:publish\w*|posted|date|dateline|timestamp|entry-date|post-date|pubdate)(?:$|[\s_-])", re.IGNORECASE
)
MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\dT\d\d:?\d\d")
TITLE_DAY = re.compile(r"\s[|–—-]\s(?P<day>(?=\D{0,14}\d{1,2}\D{1,14}\d)[^|–—]{8,20})$")
"""A day that ends a page's title: "Harbour plan agreed | Example Times | 03.05.2021"."""
TAG_LINK = re.compile(r"/(?:tags?|topics?|keywords?)/[^/]", re.IGNORECASE)
SECTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:section|kicker|eyebrow|category|rubric|channel)(?:[\s_-]{0,2}(?:name|link|label|title|text))?(?:$|\s)",
    re.IGNORECASE,
)
LONGEST_SECTION = 50
AUTHOR_LINK = re.compile(
    r"/(?:authors?|by|people|profiles?|contributors?|staff|columnists?|journalists?|reporters?|writers?)/[^/]",
    re.IGNORECASE,
)


def read(text: str, url: str | None) -> tuple[Claim, ...]:
    """Return every claim of a page's mark-up in the order of the document, JSON-LD first; none where it cannot be parsed."""
    tree = _tree(text)
    if tree is None:
        return ()
    found: dict[Claim, None] = {}
    stated, others = _json_ld(tree)
    for claims in (stated, _meta(tree), _marked_up(tree), _tools(tree, _values(others) - _values(stated))):
        for claim in claims:
            # JSON may hold half of a surrogate pair, where a title was cut within an emoji.
            value = SPACE.sub(" ", claim.value.encode("utf-8", "replace").decode()).strip()
            if claim.field is Field.URL:
                value = _absolute(value, url)
            if value and len(value) <= LONGEST:
                found.setdefault(replace(claim, value=value))
    return tuple(found)


def _tree(text: str) -> html.HtmlElement | None:
    """Return the parsed page, or None where there is nothing to parse. An encoding is the transport's business."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def _absolute(value: str, url: str | None) -> str:
    try:
        return urljoin(url, value) if url else value
    except ValueError:
        return ""


def _json_ld(tree: html.HtmlElement) -> tuple[list[Claim], list[Claim]]:
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
        titles = [_said(one) for one in islice(tree.iter("h1"), MOST_HEADINGS)]
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


def html_free(text: str) -> str:
    """Return a value without the tags and entities that some generators leave in it."""
    if "<" not in text and "&" not in text:
        return text.strip()
    return str(html.fromstring(f"<p>{text}</p>").text_content()).strip()


def _meta(tree: html.HtmlElement) -> Iterator[Claim]:
    """Yield what `meta`, `link`, `title` and `lang` say."""
    labels: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            labels[(meta.get(attribute) or "").strip().lower()] = meta.get("content", "")
        yield from _meta_claim(meta, labels)
    for link in tree.iterfind(".//link[@rel]"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield Claim(Field.URL, link.get("href", ""), "canonical", "html.link")
    for title in tree.iterfind("./head/title"):
        text = SPACE.sub(" ", title.text or "").strip()
        yield Claim(Field.TITLE, text, "title", "html.title")
        if match := TITLE_DAY.search(text[-40:]):
            yield Claim(Field.PUBLISHED, match["day"], "meta-date", "html.title")
        break
    if tree.get("lang"):
        yield Claim(Field.LANGUAGE, tree.get("lang", ""), "lang", "html.lang")


def _meta_claim(meta: html.HtmlElement, labels: Mapping[str, str]) -> Iterator[Claim]:
    """Yield the claim of one `meta`; `labels` are those before it, for Twitter's pairs of label and data."""
    content = meta.get("content", "")
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        key = (meta.get(attribute) or "").strip().lower()
        if key in META:
            field, place = META[key]
            profile = field is Field.AUTHOR and "://" in content
            other_label = place == "twitter:data1" and "written" not in labels.get("twitter:label1", "").lower()
            if not profile and not other_label:
                yield Claim(field, content, place, "html.meta")
            return
        if attribute == "itemprop" and key in ITEMPROP:
            yield Claim(ITEMPROP[key], content, f"itemprop-{key}", "html.microdata")
            return


def _marked_up(tree: html.HtmlElement) -> Iterator[Claim]:
    """Yield what elements say: headings, times, `rel=author`, `itemprop`, and classes that name a byline or a date."""
    seen = 0
    for element in tree.iter("h1", "time", "a", "span", "div", "p", "address", "li", "abbr"):
        tag = element.tag
        prop = (element.get("itemprop") or "").lower()
        if tag == "h1":
            yield Claim(Field.TITLE, _said(element), "h1" if not seen else "h1-again", "html.heading")
            seen += 1
        elif tag == "time":
            review = _is_review(element)
            changed = review or "modif" in prop or "updat" in (element.get("class") or "").lower()
            yield Claim(
                Field.MODIFIED if changed else Field.PUBLISHED,
                element.get("datetime") or _said(element),
                "time-review" if review else f"time{'-' + prop if prop else ''}",
                "html.time",
            )
        elif tag == "abbr" and MOMENT.match(element.get("title") or ""):
            yield Claim(Field.PUBLISHED, element.get("title", ""), "time", "html.time")  # older pages have no `time`
        elif tag == "a" and (claims := list(_linked(element))):
            yield from claims
        elif prop in ITEMPROP:
            yield Claim(
                ITEMPROP[prop],
                element.get("content") or element.get("datetime") or _said(element),
                f"itemprop-{prop}",
                "html.microdata",
            )
        else:
            yield from _classed(element)


def _linked(element: html.HtmlElement) -> Iterator[Claim]:
    """Yield what a link says by its `rel` or its address: an author, a tag, a category."""
    rel, address = frozenset((element.get("rel") or "").lower().split()), element.get("href") or ""
    if "author" in rel:
        yield Claim(Field.AUTHOR, _said(element), "rel-author", "html.link")
    elif rel & {"tag", "category"}:
        yield Claim(Field.TAG, _said(element), "rel-tag", "html.link")
        if "category" in rel:
            yield Claim(Field.SECTION, _said(element), "rel-category", "html.link")
    elif TAG_LINK.search(address):
        yield Claim(Field.TAG, _said(element), "tag-link", "html.link")
    elif AUTHOR_LINK.search(address):
        yield Claim(Field.AUTHOR, _said(element), "author-link", "html.link")


def _classed(element: html.HtmlElement) -> Iterator[Claim]:
    """Yield what an element's class names: a byline, a date, a section's label."""
    name = element.get("class") or ""
    if BYLINE_CLASS.search(name):
        if not _is_on_card(element):
            yield Claim(Field.AUTHOR, _said(element), "byline-class", "html.text")
    elif element.tag in {"span", "div", "p", "abbr", "li"} and DATE_CLASS.search(name):
        if not _is_review(element) and not _is_on_card(element):
            yield Claim(Field.PUBLISHED, element.get("title") or _said(element), "date-class", "html.text")
    elif SECTION_CLASS.search(name) and len(said := _said(element)) <= LONGEST_SECTION:
        yield Claim(Field.SECTION, said, "section-class", "html.text")


def _is_review(element: html.HtmlElement) -> bool:
    """Return whether a date is that of a review, by its own words or by the label before it: a page is reviewed after it is published."""
    if REVIEW.search(_said(element)):
        return True
    for each in (element, *islice(element.iterancestors(), LABEL_ABOVE)):
        before = each.getprevious()
        if before is not None and isinstance(before.tag, str):
            return len(label := _said(before).strip()) <= LONGEST_LABEL and REVIEW.search(label) is not None
    return False


REVIEW = re.compile(r"\b(?:last|date|medically|clinically|next)\s(?:\w{1,12}\s)?reviewed?\b|^reviewed\b", re.IGNORECASE)
LABEL_ABOVE, LONGEST_LABEL = 2, 40


def _is_on_card(element: html.HtmlElement) -> bool:
    """Return whether a date or a byline stands on the card of another article: one of several alike, each with a headline that is a link."""
    for each in islice(element.iterancestors("div", "li", "article", "a", "section"), CARD_ABOVE):
        own = each.get("class")
        parent = each.getparent()
        if not own or parent is None:
            continue
        alike = sum(other.get("class") == own for other in islice(parent.iterchildren(each.tag), MOST_CARDS))
        links = (each,) if each.tag == "a" else islice(each.iter("a"), MOST_LINKS)
        if alike >= FEWEST_CARDS and any(link.get("href") and len(_said(link).split()) >= HEADLINE for link in links):
            return True
    return False


CARD_ABOVE, MOST_CARDS, FEWEST_CARDS, MOST_LINKS, HEADLINE = 3, 20, 3, 6, 4


def _said(element: html.HtmlElement) -> str:
    """Return the element's text, or nothing where it is too long to be a value."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > LONGEST:
            return ""
    return " ".join(parts)


def _tools(tree: html.HtmlElement, others: frozenset[tuple[Field, str]]) -> Iterator[Claim]:
    """Yield what trafilatura and htmldate make of the page: two more witnesses, with a trust of their own.

    They read the JSON-LD of other articles too, of which `others` are the values.
    """
    try:
        read_by_tool = extract_metadata(tree, date_config=dict(SETTINGS))
    except (ValueError, TypeError, AttributeError, RecursionError):  # of its parsers, on mark-up that is broken
        return
    if read_by_tool is None:
        return
    for field, value in (
        (Field.TITLE, read_by_tool.title),
        (Field.AUTHOR, read_by_tool.author),
        (Field.PUBLISHED, read_by_tool.date),
        (Field.PUBLISHER, read_by_tool.sitename),
    ):
        if value and _values([claim := Claim(field, value, "trafilatura", "html.meta")]).isdisjoint(others):
            yield claim


def _values(made: Iterable[Claim]) -> frozenset[tuple[Field, str]]:
    """Return the single values of claims as they are compared: days without their time, names folded."""
    return frozenset(
        (one.field, part[:DAY] if one.field is Field.PUBLISHED else fold(part))
        for one in made
        for part in one.value.split(";")
    )


DAY = 10
"""Characters of an ISO day."""
