"""Put the entities of an article together: names, groups, other mentions, salience, links and dates."""

from datetime import date

from spacy.tokens import Doc

from service.enrichment.entities import aliases, coreference, dates, links, recognition, salience
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import Group
from service.enrichment.types import Body, Entity, Mention, Metadata


def find(
    doc: Doc, body: Body, metadata: Metadata, gazetteer: Gazetteer, reference_date: date | None = None
) -> tuple[Entity, ...]:
    """Return the entities of the body, most salient first; salience sums to 1.

    `doc` is the pipeline's reading of `body.text`; relative dates are read from `reference_date`, or else from the
    day the article was published.
    """
    groups = aliases.group(recognition.names(doc, body, gazetteer), gazetteer)
    others = coreference.mentions(doc, body.text, groups, gazetteer)
    extra = [len(others.get(n, ())) for n in range(len(groups))]
    weights = salience.weights(groups, extra, body, metadata)
    ranked = sorted(range(len(groups)), key=lambda n: (-weights[n], groups[n].names[0].span))
    found = []
    for number, n in enumerate(ranked, 1):
        group = groups[n]
        known = links.link(group, gazetteer)
        found.append(
            Entity(
                id=f"e{number}",
                type=group.type,
                name=group.name,
                mentions=_mentions(group, others.get(n, [])),
                aliases=group.aliases,
                salience=weights[n],
                wikidata=known.wikidata if known else None,
                wikipedia=known.wikipedia if known else None,
                value=dates.value(group.name, reference_date) if group.type == "DATE" else None,
            )
        )
    return tuple(found)


def _mentions(group: Group, others: list[Mention]) -> tuple[Mention, ...]:
    """Return the names and the other mentions of a group in reading order."""
    return tuple(sorted((*(Mention(name.span, name.text) for name in group.names), *others), key=lambda m: m.span))
