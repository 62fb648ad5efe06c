"""What the names of a page are compared with: how often it says them, its domains, its other names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.mastheads import DOMAIN
from service.enrichment.metadata.publishers.naming import Publisher
from service.enrichment.metadata.publishers.rights import COMPANY, HEAD

LOOKED_AT = 400
"""Rows at either end of a page in which a name's mentions are counted."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a name is compared with: the page's rows, its domains, and which kinds name the same."""

    layout: Layout
    domains: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    mentions: Mapping[str, int]
    most: int
    headed: Mapping[str, int]
    companies: frozenset[str]
    host: str
    initials: frozenset[str]


def read(layout: Layout, found: Sequence[Publisher], host: str | None) -> Context:
    """Return what the names found on a page are compared with."""
    kinds: dict[str, set[str]] = {}
    for one in found:
        kinds.setdefault(fold(one.text), set()).add(one.kind)
    near = ends(layout)
    with_head: dict[str, list[str]] = {key.split()[0]: [] for key in kinds if key}
    for row in near:
        for word in with_head.keys() & set(row.folded.split()):
            with_head[word].append(f" {row.folded} ")
    mentions = {key: sum(f" {key} " in row for row in with_head[key.split()[0]]) for key in kinds if key}
    top = " \n ".join(row.folded for row in layout.rows[:HEAD])
    return Context(
        layout=layout,
        domains=frozenset(
            match["name"].lower().replace("-", "") for row in near for match in DOMAIN.finditer(row.text[:200])
        ),
        kinds={key: frozenset(each) for key, each in kinds.items()},
        mentions=mentions,
        most=max(mentions.values(), default=0),
        headed={key: f" {top} ".count(f" {key} ") for key in mentions},
        companies=frozenset(
            fold(one.text)
            for one in found
            if one.kind == "copyright" and COMPANY.match(one.row.text[one.start + len(one.text) :][:30])
        ),
        host=(host or "").removeprefix("www."),
        initials=frozenset(initials(key) for key in kinds if len(key.split()) > 1),
    )


def ends(layout: Layout) -> tuple[Row, ...]:
    """Return the rows at either end of a page, each once."""
    return (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :])


def initials(name: str) -> str:
    """Return the first letters of a folded name's words."""
    return "".join(word[0] for word in name.split() if word not in {"the", "of", "and"})
