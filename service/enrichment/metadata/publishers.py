"""Find who published an article: the site in the headline's suffix, a "SOURCE:" line, the copyright line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.titles import SITE_SPLIT, Headline

SOURCE = re.compile(r"^(?:source|originally published (?:in|by|on|at)|first published (?:in|by|on|at)|this article (?:was )?(?:originally |first )?"
                    r"(?:appeared|published) (?:on|in|at))\s{0,2}:?\s{1,3}(?P<rest>\S.{1,60})$", re.IGNORECASE)  # fmt: skip
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|&copy;|copyright\b)[\s:]{0,3}(?:©|\(c\)|copyright\b)?[\s,:]{0,3}(?:(?:19|20)\d\d)?(?:\s{0,2}[-–—,/]\s{0,2}(?:(?:19|20)\d\d|present))?[\s,.:|·•–—-]{0,4}(?:by\s)?"
    r"(?P<rest>[^\W_][^|·•∙©®™\n]{1,70})",
    re.IGNORECASE,
)
END = re.compile(
    r"\s{0,2}(?:[.,]?\s{0,2}(?:all rights|all content|privacy|terms|designed|powered|website|site by|this site|theme|cookie|a division"
    r"|registered|is a|by using|built|contact|sitemap|legal|use of|accessibility|unless|content)\b|[.;](?:\s|$)|\s[–—-]\s|\s?\(|,? (?:19|20)\d\d|\s?<|\s[/\\]\s"
    r"|\sall rights|\.?\s?all right).*$",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r",?\s(?:inc\b\.?,? an? .*|inc|llc|ltd|limited|co|corp|corporation|gmbh|plc|pty ltd|pvt\.? ltd|s\.?a|b\.?v)\.?(?:\s(?:and|&) its .*)?$",
    re.IGNORECASE,
)
AND_AGENCIES = re.compile(
    r"\s(?:and|&|with)\s(?:news\s)?agenc(?:y|ies)$|\s(?:and|&)\s(?:its\s)?wire services$", re.IGNORECASE
)
YEAR_ONLY = re.compile(r"^(?:the|our|all|we)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher's name as it is written, and where in its row."""

    text: str
    row: Row
    start: int


def find(
    layout: Layout, headlines: tuple[Headline, ...], headline: Headline | None, host: str | None
) -> Publisher | None:
    """Return the publisher, or None. A repost's original comes before the page's own name.

    `host` is the site's name in the address where the caller gave one: a name that agrees with it needs no more.
    """
    title = headline.text if headline else ""
    for one in headlines:
        if (
            one.site
            and not one.start
            and _same(one.text, title)
            and _is_name(one.site)
            and not SITE_SPLIT.search(one.site)
        ):
            return Publisher(one.site, one.row, one.row.text.find(one.site))
    for row in layout.rows[layout.last : layout.last + 12]:
        if match := SOURCE.match(row.text):
            name = AND_AGENCIES.sub("", match["rest"]).strip(" .")
            if _is_name(name) and not agencies.listed(name) and name[:1].isupper():
                return Publisher(name, row, match.start("rest"))
    owners = list(_owners(layout))
    for owner in owners:
        if (
            layout.repeats.get(fold(owner.text), 0)
            or (host and _agrees(owner.text, host))
            or _names_head(owner.text, layout)
        ):
            return owner
    return None


def _owners(layout: Layout) -> Iterator[Publisher]:
    """Yield the names of the copyright lines, those at the page's foot first."""
    for row in reversed(layout.rows[max(layout.first, len(layout.rows) - 60) :]):
        match = COPYRIGHT.search(row.text[:300])
        if match is None:
            continue
        name = COMPANY.sub("", END.sub("", match["rest"]).strip(" .,-–—:|")).strip(" .,-–—:|")
        if _is_name(name):
            yield Publisher(name, row, row.text.find(name))


def _names_head(name: str, layout: Layout) -> bool:
    """Return whether one of the page's first rows holds the name: a masthead."""
    own = fold(name)
    return any(own in row.folded for row in layout.rows[:12])


def _same(text: str, title: str) -> bool:
    """Return whether two headlines are the same but for a few words: a page's title line and its own headline differ."""
    a, b = set(fold(text).split()), set(fold(title).split())
    return bool(a and b) and len(a & b) >= 0.8 * max(len(a), len(b))


def _agrees(name: str, host: str) -> bool:
    letters = re.sub(r"\W", "", name.lower())
    return len(letters) > 2 and (letters in host or host in letters)


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        1 <= len(words) <= 7
        and 2 <= len(name) <= 60
        and any(map(str.isalpha, name))
        and not name[0].islower()
        and fold(name) not in lexicons.read("menu_words")
        and not dates.find(name)
        and not YEAR_ONLY.match(name)
    )
