"""Collect what a page's mark-up claims about the article: every value with the place where it is written."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from urllib.parse import urljoin

from lxml import etree, html
from trafilatura.metadata import extract_metadata

from service.enrichment import lexicons
from service.enrichment.metadata.bylines import wording
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup import jsonld, site
from service.enrichment.metadata.markup.claims import LONGEST, Claim, Field, text_of

SPACE = re.compile(r"\s+")
SETTINGS = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2100-01-01"}
"""htmldate's: bounds that do not move with the wall clock, so that the same page always gives the same date."""


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
MENU_TEXT = etree.XPath(
    "(//nav[not(contains(concat(@class, @id, @aria-label), 'rumb'))] | //header[not(.//h1[not(.//a)])])"
    "[not(ancestor::article or ancestor::main or ancestor::footer or ancestor::aside)]//text()"
)
"""What stands in the menus of a page and in its head, which is no trail of crumbs and does not hold the headline."""
TEXT_ABOVE = etree.XPath(
    "(//h1)[last()]/preceding::text()[not(ancestor::nav or ancestor::header or ancestor::script or ancestor::style)]"
)
LONGEST_ENTRY, MOST_ENTRIES = 40, 400
BY = re.compile(r"by:?\s", re.IGNORECASE)
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
    stated, others = jsonld.read(tree)
    makers = {fold(one.get("content", "")) for one in tree.iterfind(".//meta[@name='generator']")}
    for claims in (
        stated,
        _meta(tree),
        _logo(tree),
        _marked_up(tree),
        _coauthors(tree),
        _menus(tree),
        _tools(tree, _values(others) - _values(stated)),
    ):
        for claim in claims:
            # JSON may hold half of a surrogate pair, where a title was cut within an emoji.
            value = SPACE.sub(" ", claim.value.encode("utf-8", "replace").decode()).strip()
            if claim.field is Field.URL:
                value = _absolute(value, url)
            made_with = claim.field is Field.PUBLISHER and fold(value) in makers  # "Blogger" publishes no blog
            if value and len(value) <= LONGEST and not made_with:
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
        prop = _property(element)
        if tag == "h1" and _leads_home(element):
            yield Claim(Field.PUBLISHER, text_of(element), "h1-home", "html.heading")
        elif tag == "h1":
            yield Claim(Field.TITLE, text_of(element), "h1" if not seen else "h1-again", "html.heading")
            seen += 1
        elif tag == "time":
            review = _is_review(element)
            changed = review or "modif" in prop or "updat" in (element.get("class") or "").lower()
            yield Claim(
                Field.MODIFIED if changed else Field.PUBLISHED,
                element.get("datetime") or text_of(element),
                "time-review" if review else f"time{'-' + prop if prop else ''}",
                "html.time",
            )
        elif tag == "abbr" and MOMENT.match(element.get("title") or ""):
            yield Claim(Field.PUBLISHED, element.get("title", ""), "time", "html.time")  # older pages have no `time`
        elif tag == "address" and not prop and BY.match(said := text_of(element).strip()):
            yield Claim(Field.AUTHOR, said, "byline-class", "html.text")
        elif tag == "a" and (claims := list(_linked(element))):
            yield from claims
        elif prop in ITEMPROP:
            yield Claim(
                ITEMPROP[prop],
                element.get("content") or element.get("datetime") or _named(element),
                f"itemprop-{prop}",
                "html.microdata",
            )
        else:
            yield from _classed(element)


def _leads_home(heading: html.HtmlElement) -> bool:
    """Return whether a heading is a link to the site's first page, as a blog's own name is."""
    return any(HOME.fullmatch(link.get("href") or "") for link in (*heading.iter("a"), *heading.iterancestors("a")))


HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w{3,5})?(?<=.)", re.IGNORECASE)


def _logo(tree: html.HtmlElement) -> Iterator[Claim]:
    """Yield the site's name as a link home says it: by its picture, its label or its text; the page's own address must spell it too.

    What else links to first pages is other sites, "Home", and furniture.
    """
    own = [link.get("href", "") for link in tree.iterfind(".//link[@href]") if link.get("rel") == "canonical"]
    for link in islice(tree.iterfind(".//a[@href]"), MOST_ENTRIES):
        if not HOME.fullmatch(link.get("href", "")):
            continue
        pictures = (one.get("alt") or one.get("title") or "" for one in link.iterdescendants("img"))
        for said in (*pictures, link.get("aria-label") or "", link.get("title") or "", text_of(link)):
            name = LOGO.sub("", SPACE.sub(" ", said).strip(" ®™"))
            letters = site.LETTERS.sub("", name.lower()).removeprefix("the")
            spells = (address.split("/")[2:3] for address in own)
            if not name.islower() and len(letters) > 2 and any(_spells(one[0], letters) for one in spells if one):
                yield Claim(Field.PUBLISHER, name, "logo", "html.link")
                return


LOGO = re.compile(r"^(?:link to |logo of |logo: ?)|\s(?:logo|home ?page|home)$", re.IGNORECASE)


def _spells(host: str, letters: str) -> bool:
    """Return whether a host is the letters of a name, but for its ends."""
    return any(
        re.fullmatch(r"[\w-]+", label) and label.replace("-", "") in {letters, f"the{letters}"}
        for label in host.lower().split(".")
    )


def _property(element: html.HtmlElement) -> str:
    """Return the item's property that an element gives, as microdata or RDFa write it."""
    return (element.get("itemprop") or element.get("property") or "").lower().removeprefix("schema:")


def _named(element: html.HtmlElement) -> str:
    """Return the name of an item ("Jane Roe" of a person with a job and a picture), else the text of its element."""
    if element.get("itemscope") is not None or element.get("typeof"):
        for each in element.iterdescendants():
            if (
                isinstance(each.tag, str)
                and _property(each) == "name"
                and (name := each.get("content") or text_of(each))
            ):
                return name
    return text_of(element)


def _linked(element: html.HtmlElement) -> Iterator[Claim]:
    """Yield what a link says by its `rel` or its address: an author, a tag, a category."""
    rel, address = frozenset((element.get("rel") or "").lower().split()), element.get("href") or ""
    if "author" in rel:
        yield Claim(Field.AUTHOR, text_of(element), "rel-author", "html.link")
    elif rel & {"tag", "category"}:
        yield Claim(Field.TAG, text_of(element), "rel-tag", "html.link")
        if "category" in rel:
            yield Claim(Field.SECTION, text_of(element), "rel-category", "html.link")
    elif TAG_LINK.search(address):
        yield Claim(Field.TAG, text_of(element), "tag-link", "html.link")
    elif AUTHOR_LINK.search(address) and not _in_menu(element):
        yield Claim(Field.AUTHOR, text_of(element), "author-link", "html.link")


def _coauthors(tree: html.HtmlElement) -> Iterator[Claim]:
    """Yield the authors whom a page names one by one, together: items of the same article, or its `meta`."""
    named: dict[tuple[str, str], dict[str, None]] = {}
    for meta in tree.iterfind("./head/meta[@content]"):
        for attribute in ("property", "name"):
            field, place = META.get((meta.get(attribute) or "").strip().lower(), (Field.URL, ""))
            if field is Field.AUTHOR and place != "twitter:data1" and "://" not in meta.get("content", ""):
                named.setdefault((place, "html.meta"), {}).setdefault(meta.get("content", "").strip())
    articles = [
        one for one in tree.iterfind(".//*[@itemtype]") if jsonld.ARTICLE.search(one.get("itemtype", "").strip())
    ]
    if len(articles) == 1:
        for one in articles[0].iterfind(".//*[@itemprop]"):
            if _property(one) == "author" and one.tag != "meta" and (name := SPACE.sub(" ", _named(one)).strip()):
                named.setdefault(("itemprop-author", "html.microdata"), {}).setdefault(name)
    for (place, origin), all_named in named.items():
        names = [name for name in all_named if not _is_papers(name)]
        if 1 < len(names) <= MOST_AUTHORS:
            yield Claim(Field.AUTHOR, "; ".join(names), place, origin)


MOST_AUTHORS = 8


def _is_papers(name: str) -> bool:
    """Return whether a name is a paper's, not that of somebody called like one: "Example Times", "Emily Post"."""
    return wording.is_paper(name) and not lexicons.is_given_name(name.split(maxsplit=1)[0])


def _in_menu(element: html.HtmlElement) -> bool:
    """Return whether an element stands in a menu, as its tags or the class of a list say: "People" there is a section."""
    return any(
        each.tag == "nav"
        or (each.tag == "ul" and MENU_CLASS.search(f"{each.get('class') or ''} {each.get('id') or ''}"))
        for each in element.iterancestors("nav", "ul")
    )


MENU_CLASS = re.compile(r"(?:^|[\s_-])(?:sub-?)?(?:menu|nav|navbar|navigation|dropdown)(?:$|[\s_-])", re.IGNORECASE)


def _classed(element: html.HtmlElement) -> Iterator[Claim]:
    """Yield what an element's class names: a byline, a date, a section's label."""
    name = element.get("class") or ""
    if BYLINE_CLASS.search(name):
        if not _is_on_card(element):
            yield Claim(Field.AUTHOR, text_of(element), "byline-class", "html.text")
    elif element.tag in {"span", "div", "p", "abbr", "li"} and DATE_CLASS.search(name):
        if not _is_review(element) and not _is_on_card(element):
            yield Claim(Field.PUBLISHED, element.get("title") or text_of(element), "date-class", "html.text")
    elif SECTION_CLASS.search(name) and len(said := text_of(element)) <= LONGEST_SECTION:
        yield Claim(Field.SECTION, said, "section-class", "html.text")


def _menus(tree: html.HtmlElement) -> Iterator[Claim]:
    """Yield the names that only the page's menus and head show above its headline."""
    above = {SPACE.sub(" ", text).strip() for text in TEXT_ABOVE(tree) if len(text) <= LONGEST}
    for text in islice(MENU_TEXT(tree), MOST_ENTRIES):
        name = SPACE.sub(" ", text).strip()
        if name and len(name) <= LONGEST_ENTRY and name not in above:
            yield Claim(Field.MENU, name, "menu", "html.text")


def _is_review(element: html.HtmlElement) -> bool:
    """Return whether a date is that of a review, by its own words or by the label before it: a page is reviewed after it is published."""
    if REVIEW.search(text_of(element)):
        return True
    for each in (element, *islice(element.iterancestors(), LABEL_ABOVE)):
        before = each.getprevious()
        if before is not None and isinstance(before.tag, str):
            return len(label := text_of(before).strip()) <= LONGEST_LABEL and REVIEW.search(label) is not None
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
        if alike >= FEWEST_CARDS and any(link.get("href") and len(text_of(link).split()) >= HEADLINE for link in links):
            return True
    return False


CARD_ABOVE, MOST_CARDS, FEWEST_CARDS, MOST_LINKS, HEADLINE = 3, 20, 3, 6, 4


def _tools(tree: html.HtmlElement, others: frozenset[tuple[Field, str]]) -> Iterator[Claim]:
    """Yield what trafilatura and htmldate make of the page: two more witnesses, with a trust of their own.

    They read the JSON-LD of other articles too, of which `others` are the values.
    """
    try:
        with warnings.catch_warnings():
            # htmldate asks dateutil, which knows no "CST", for the day alone: as it is written, in whatever zone.
            warnings.filterwarnings("ignore", message="tzname .{0,80} identified but not understood")
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
