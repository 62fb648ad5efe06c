"""Tell a site's name behind a headline from a clause of the headline's own: "Bridge reopens - Example Times", "... - Report"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.types import Role

DASH = re.compile(r"\s+(?:[–—-]+|:)\s*")
"""What joins a site's name to a headline, and as often a source or an aside, or a topic as French sets it: "Frost : ..."."""
DOMAIN = re.compile(
    r"(?:@|www\.|https?://|\b)(?:www\.)?(?P<name>[a-z0-9][a-z0-9-]{1,30})\.(?:com|org|net|co|io|gov|edu|uk|au|in|ca|news|blog|us|tv|ai)\b",
    re.IGNORECASE,
)
NOTICE = re.compile(r"©|\(c\)|copyright|rights reserved", re.IGNORECASE)
ITSELF = re.compile(
    r"(?:about|follow|join|subscribe to|support|contact|welcome to|visit|from|by|more from|published (?:in|by|on)|source:?) ",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[\W_]+")
LONGEST_ROW, LONGEST_NOTICE, LOOKED_AT = 90, 300, 400
SHORTEST = 4
"""Letters of a name that are looked for within a domain."""


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a page's own name: its rows, its notices of rights, the domains it names, the ends of its rows."""

    heads: frozenset[str]
    """The folded rows above the prose: a masthead, a menu."""
    notices: str
    domains: frozenset[str]
    spoken: frozenset[str]
    """The folded rows in which a site speaks of itself, without what they begin with: "About Example Times"."""
    ends: Mapping[str, frozenset[str]]
    """The folded ends of rows behind a mark, with the folded heads that stand before them."""
    prose: str
    """The folded prose of the article, in which its sources are named."""


def read(layout: Layout, host: str | None = None) -> Known:
    """Return what a page knows of its own name. Linear in its rows."""
    near = (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :])
    ends: dict[str, set[str]] = {}
    for row in near:
        for head, name in _ends(row):
            ends.setdefault(name, set()).add(head)
    domains = {match["name"].lower() for row in near if "." in row.text for match in DOMAIN.finditer(row.text[:200])}
    return Known(
        heads=frozenset(
            plain(row.text)
            for row in layout.rows[max(0, layout.first - LOOKED_AT) : layout.first]
            if len(row.text) <= LONGEST_ROW and row.role not in ASIDE
        ),
        notices="\n".join(
            f" {row.folded} " for row in near if len(row.text) <= LONGEST_NOTICE and NOTICE.search(row.text)
        ),
        domains=frozenset(LETTERS.sub("", one) for one in (*domains, (host or "").lower())),
        spoken=frozenset(
            plain(row.text[match.end() :])
            for row in near
            if len(row.text) <= LONGEST_ROW and (match := ITSELF.match(row.text))
        ),
        ends={name: frozenset(heads) for name, heads in ends.items()},
        prose=f" {fold(layout.prose())} ",
    )


def _ends(row: Row) -> Iterator[tuple[str, str]]:
    if len(row.text) > LONGEST_NOTICE:
        return
    parts = END.split(row.text)
    if len(parts) > 1:
        yield fold(parts[0]), plain(parts[-1])


END = re.compile(r"\s+(?:[|•·–—-]|::|--)\s+")


def is_own(name: str, known: Known) -> bool:
    """Return whether a name is the page's own: another row, notice of rights, domain or headline has it, or a paper's usual word."""
    whole = plain(name)
    words, letters = whole.split(), whole.replace(" ", "")
    if not words:
        return False
    if " " in fold(name) and not lexicons.read("masthead_words").isdisjoint(words):
        return True
    if f" {whole} " in known.notices or whole in known.spoken:
        return True
    if len(letters) >= SHORTEST and any(letters in one for one in known.domains):
        return True
    if f" {whole} " in known.prose or whole in lexicons.read("section_names") | lexicons.read("menu_words"):
        return False  # who or what the article speaks of, and a section: menus and other headlines name them too
    return whole in known.heads or (len(words) > 1 and len(known.ends.get(whole, ())) > 1)


ASIDE = frozenset({Role.TAGS, Role.RELATED, Role.TITLE, Role.HEADING, Role.CAPTION})
"""Roles of rows above the prose that name what articles are about."""


def is_clause(separator: str, name: str, known: Known) -> bool:
    """Return whether what a dash or colon parts from a headline is its own: "Rice prices fall – Farm Minister"."""
    return DASH.fullmatch(separator) is not None and not is_own(name, known)


def plain(name: str) -> str:
    """Return a name's folded words without the article it may begin with."""
    return fold(name).removeprefix("the ")
