"""Link groups of names to Wikidata and Wikipedia: packaged knowledge and the user's, precision before recall."""

from service.enrichment.entities.gazetteer import Gazetteer, Known
from service.enrichment.entities.names import PLACES, Group, words


def link(group: Group, gazetteer: Gazetteer) -> Known | None:
    """Return what the gazetteer knows about the group, if one of its names is known and the types agree.

    A name that is only part of the fullest one does not count: the "Congress" of the "Congress Party" is not another's.
    """
    full = frozenset(words(group.name))
    for text in (group.name, *group.aliases):
        if text != group.name and full.issuperset(words(text)):
            continue
        known = gazetteer.known(text)
        if known and (known.type == group.type or {known.type, group.type} <= PLACES):
            return known
    return None
