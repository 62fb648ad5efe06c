"""Put the entities of an article together: names, groups, other mentions, salience, links and dates."""

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from service.enrichment.entities import (
    aliases,
    coreference,
    dates,
    equivalences,
    links,
    organisations,
    outlook,
    recognition,
    salience,
)
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import Group
from service.enrichment.types import Body, Entity, Mention, Metadata


def find(
    doc: Doc, body: Body, metadata: Metadata, gazetteer: Gazetteer, reference_date: date | None = None
) -> tuple[Entity, ...]:
    """Return the entities of the body, most salient first; salience sums to 1.

    `doc` is the pipeline's reading of `body.text`; relative dates are read from `reference_date`, or else from the
    day the article was published, or else from its dateline.
    """
    names = recognition.names(doc, body, gazetteer)
    also = tuple(equivalences.pairs(body.text, names))
    groups, coming = _parted(aliases.group(names, gazetteer, also, doc.text), doc)
    others = coreference.mentions(doc, body.text, groups, gazetteer) | organisations.mentions(doc, body.text, groups)
    further = [len(others.get(n, ())) for n in range(len(groups))]
    weights = salience.weights(groups, further, body, metadata)
    ranked = sorted(range(len(groups)), key=lambda n: (-weights[n], groups[n].names[0].span.start))
    day = reference_date or _day(metadata)
    present = frozenset(name.text for group in groups for name in group.names)
    return tuple(
        Entity(
            id=f"e{rank}",
            type=groups[n].type,
            name=groups[n].name,
            mentions=_mentions(groups[n], others.get(n, [])),
            aliases=groups[n].aliases,
            salience=weights[n],
            wikidata=known.wikidata if (known := links.link(groups[n], gazetteer, present)) else None,
            wikipedia=known.wikipedia if known else None,
            value=dates.value(groups[n].name, day, ahead=n in coming) if groups[n].type == "DATE" else None,
        )
        for rank, n in enumerate(ranked, 1)
    )


def _parted(groups: Sequence[Group], doc: Doc) -> tuple[tuple[Group, ...], frozenset[int]]:
    """Return the groups, days to come apart from past ones of the same name, and the numbers of those to come."""
    found: list[Group] = []
    coming: set[int] = set()
    for group in groups:
        if group.type != "DATE" or not dates.turns(group.name):
            found.append(group)
            continue
        ahead = tuple(name for name in group.names if outlook.ahead(doc, name.span))
        past = tuple(name for name in group.names if name not in ahead)
        for names in sorted(filter(None, (past, ahead)), key=lambda names: names[0].span.start):
            if names is ahead:
                coming.add(len(found))
            forms = dict.fromkeys(name.text for name in names)
            best = max(forms, key=lambda form: (form == group.name, len(form)))
            found.append(Group(group.type, best, tuple(form for form in forms if form != best), names))
    return tuple(found), frozenset(coming)


def _mentions(group: Group, others: list[Mention]) -> tuple[Mention, ...]:
    """Return the names and the other mentions of a group in reading order."""
    named = [Mention(name.span, name.text) for name in group.names]
    return tuple(sorted((*named, *others), key=lambda mention: mention.span.start) if others else named)


def _day(metadata: Metadata) -> date | None:
    """Return the day that the article's own date names, if it is as precise as a day."""
    dateline = metadata.dateline.date if metadata.dateline else None
    for stated in (metadata.published, dateline, metadata.modified):
        try:
            return date.fromisoformat((stated or "")[:10])
        except ValueError:
            continue
    return None
