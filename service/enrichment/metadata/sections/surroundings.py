"""What the names of a page are compared with: how often it speaks of them, its address, its tags, its other rows."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from service.enrichment.metadata.layout import WORD, Layout, Row, beside, fold
from service.enrichment.metadata.sections.naming import Named


@dataclass(frozen=True, slots=True)
class Context:
    """What a name is compared with: how often the page speaks of it as its section, the address's words, the tags."""

    layout: Layout
    headline: Row
    echoes: Mapping[str, int]
    slugs: frozenset[str]
    listed: frozenset[str]
    given: bool
    prose: frozenset[str]
    follows: Mapping[tuple[str, str], int]
    below: Mapping[str, int]
    """How often a name is a row of its own below the body: other articles' kickers and a second menu."""
    carded: Mapping[str, int]
    """How often a name begins a longer row there that has a date or a mark behind it: "Gardens May 3, 2021"."""
    gaps: Mapping[int, int]
    claimed: Mapping[str, tuple[str, ...]] | None
    owners: str
    """The folded rows that speak of rights."""
    strong: tuple[str, ...]
    """The kinds of candidates on the page that say by their form that they name a section."""


NEAR, BELOW = 8, 40
"""Rows around the headline, and below the body, in which a section is named."""
SHORTEST_PROSE = 30
LOOKED_AT = 400
LONGEST_ECHO, LONGEST_NOTICE = 70, 300
ECHO = re.compile(
    r"\b(?:more|stor(?:y|ies)|blog|home|emails?|alerts?|newsletters?|part of|category|section|headlines|coverage|all|latest|posts|updates|other)\b",
    re.IGNORECASE,
)
"""What stands beside a section's name where a page speaks of it: "More Harbour stories", "Harbour Home"."""
TAGGED = re.compile(r"^(?:tags?|topics?|keywords?|filed under)\s{0,2}:\s{0,2}", re.IGNORECASE)
OWNED = re.compile(r"©|\(c\)|copyright|rights reserved", re.IGNORECASE)
"""What stands beside the owner's name."""
STRONG = frozenset(
    {"filed", "crumb", "joined", "home", "piped", "more", "filed-below", "hub-tail", "list", "topic-2", "topic-3"}
)
"""Kinds that say by their form that they name a section."""


def read(
    layout: Layout,
    headline: Row,
    found: Sequence[Named],
    names: Sequence[str],
    url: str | None,
    claimed: Mapping[str, tuple[str, ...]] | None,
) -> Context:
    """Return the context of some names. Linear in rows times the names that share a first word."""
    with_head: dict[str, set[str]] = {}
    for name in {fold(one) for one in names}:
        if name:
            with_head.setdefault(name.split()[0], set()).add(name)
    echoes: dict[str, int] = {}
    for row in (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :]):
        if len(row.text) > LONGEST_ECHO or not (ECHO.search(row.text) or row.text.startswith("#")):
            continue
        words = f" {row.folded} "
        for head in with_head.keys() & set(row.folded.split()):
            for name in with_head[head]:
                if (name != row.folded and f" {name} " in words) or (row.text.startswith("#") and name == row.folded):
                    echoes[name] = echoes.get(name, 0) + 1
    below, carded = _below(layout, with_head)
    tagged = (row for row in layout.rows[layout.last : layout.last + BELOW] if TAGGED.match(row.text))
    listed = frozenset(fold(part) for row in tagged for part in TAGGED.sub("", row.text[:400]).split(","))
    return Context(
        layout=layout,
        headline=headline,
        echoes=echoes,
        slugs=slugs(url),
        listed=listed,
        given=url is not None,
        prose=frozenset(WORD.findall(layout.prose().lower())),
        claimed=claimed,
        owners="\n".join(
            f" {row.folded} "
            for row in layout.rows[-LOOKED_AT:]
            if len(row.text) <= LONGEST_NOTICE and OWNED.search(row.text)
        ),
        gaps={row.index: gap for gap, row in beside(layout, headline, NEAR, NEAR - 1)},
        strong=tuple(sorted({one.kind for one in found} & STRONG)),
        below=below,
        carded=carded,
        follows=Counter(
            (above.folded, row.folded) for above, row in pairwise(layout.rows) if len(row.text) <= SHORTEST_PROSE
        ),
    )


CARD = re.compile(r"\s{0,2}(?:[|•·,–—-]|\w{3,9}\.? \d{1,2},|\d{1,2}[ /.])")
"""What follows the name of a kind of article in a teaser's row: a mark or a date."""


def _below(layout: Layout, with_head: Mapping[str, set[str]]) -> tuple[Counter[str], Counter[str]]:
    """Return how often names stand below the body as rows of their own, and how often before a teaser's date."""
    below: Counter[str] = Counter()
    carded: Counter[str] = Counter()
    for row in layout.rows[layout.last + 1 : layout.last + LOOKED_AT]:
        if len(row.text) > LONGEST_ECHO or not row.folded:
            continue
        for name in with_head.get(row.folded.split(" ", 1)[0], ()):
            if name == row.folded:
                below[name] += 1
            elif row.folded.startswith(name + " ") and CARD.match(row.text[len(name) :]):
                carded[name] += 1
    return below, carded


def slugs(url: str | None) -> frozenset[str]:
    """Return the folded names of the folders in an address's path: "/world/middle-east/2021/harbour" has two."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return frozenset()
    parts = [part for part in path.split("/")[:-1] if part]
    return frozenset(fold(part.replace("-", " ").replace("_", " ")) for part in parts[:8] if part[:1].isalpha())
