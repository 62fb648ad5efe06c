"""Weigh what a page's mark-up claims against what its lines say, by trust measured on other sites' pages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from service.enrichment.metadata import addresses, agencies, evidence, languages
from service.enrichment.metadata.markup import days, headlines, labels, people, site
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.markup.witnesses import Seen, Value, choose, is_unseen, undisputed
from service.enrichment.metadata.ranking import Rankers
from service.enrichment.types import Evidence, Metadata

WEIGHED = frozenset({"title", "authors", "published"})
"""The fields that lines and claims are weighed for together: where that gives no answer, the lines' own goes too."""


def reconcile(found: Metadata, seen: Seen, made: Sequence[Claim], visible: str, rankers: Rankers) -> Metadata:
    """Return the metadata of a page from its claims and its lines.

    Title, authors and date are weighed; for the rest, a claim that the page makes on purpose (a publisher, its
    address) comes before what its lines suggest, and what the lines tell better (section, standfirst) or alone (agencies,
    dateline, captions) stays. `visible` is the page's text.
    """
    title = headlines.choice(rankers["html-title"], made, seen.titles, seen.rows)
    writers, day = _authors(made, seen, rankers), _day(made, seen, rankers)
    names = writers.names if writers else ()
    wires = tuple(dict.fromkeys([*found.agencies, *(short for name in names if (short := agencies.named(name)))]))
    section = labels.section(made, found.section)
    others = (*names, section[0] if section else "")
    owner, address = site.publisher(made, visible, found.publisher), labels.canonical(made)
    read: dict[str, tuple[Any, str] | None] = {
        "title": (title.text, title.origin) if title else None,
        "authors": (tuple(name for name in names if agencies.named(name) is None), writers.origin) if writers else None,
        "published": (day.text, day.origin) if day else None,
        "modified": days.modified(made, day.text if day else None, seen.order),
        "publisher": (owner.value, owner.origin) if owner else None,
        "agencies": (wires, "html.text") if wires else None,
        "section": section,
        "tags": labels.tags(made, found.tags, title.text if title else None, others, seen.rows),
        "url": (address.value, address.origin) if address and addresses.valid(address.value) else None,
    }
    told = {field: Evidence("html.text" if one.origin == "text" else one.origin) for field, one in found.evidence}
    changes: dict[str, Any] = {}
    for field, answer in read.items():
        if answer is not None and answer[0]:
            changes[field] = answer[0]
            told[field] = Evidence(answer[1])
        elif field in WEIGHED:
            changes[field] = () if field == "authors" else None
            told.pop(field, None)
    stated = (languages.primary(one.value) for one in made if one.field is Field.LANGUAGE)
    language = found.language or next(stated, None)
    if language:
        told.setdefault("language", Evidence("html.lang"))
    return replace(found, **changes, language=language, evidence=evidence.ordered(told))


def _authors(made: Sequence[Claim], seen: Seen, rankers: Rankers) -> Value | None:
    """Return the authors; never the site itself or its staff where no line shows them."""
    values = people.candidates(made, seen.authors, seen.rows)
    best = choose(rankers["html-authors"], values) or undisputed(made, Field.AUTHOR, values)
    if best is not None and is_unseen(best) and all(people.is_site(name, made) for name in best.names):
        return None
    return best


def _day(made: Sequence[Claim], seen: Seen, rankers: Rankers) -> Value | None:
    """Return the day of publication."""
    values = days.candidates(made, seen.dates, seen.order)
    best = choose(rankers["html-published"], days.without_change(values, made, seen))
    return best or undisputed(made, Field.PUBLISHED, values)
