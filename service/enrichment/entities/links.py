"""Link groups of names to Wikidata and Wikipedia: packaged knowledge and the user's, precision before recall."""

from collections import defaultdict
from collections.abc import Set as AbstractSet
from functools import cache

from service.enrichment import lexicons
from service.enrichment.entities.gazetteer import Gazetteer, Known
from service.enrichment.entities.names import PLACES, Group, words

COMPANY = 2
"""So many further countries in an article make a country of an ambiguous name too."""


def link(group: Group, gazetteer: Gazetteer, present: AbstractSet[str] = frozenset()) -> Known | None:
    """Return what the gazetteer knows about the group, if one of its names is known and the types agree.

    A name that is only part of the fullest one does not count: the "Congress" of the "Congress Party" is not another's.
    A name that other places bear too counts only with evidence among the names that are `present` in the article.
    """
    full = frozenset(words(group.name))
    for text in (group.name, *group.aliases):
        if text != group.name and full.issuperset(words(text)):
            continue
        known = gazetteer.known(text)
        if known and (known.type == group.type or {known.type, group.type} <= PLACES):
            return known if _told(text, present, gazetteer) else None
    return None


@cache
def ambiguous() -> dict[str, frozenset[str]]:
    """Return, for each ambiguous name of a country, the words that tell that the country is meant."""
    found = defaultdict(set)
    for line in lexicons.read("ambiguous_places"):
        name, _, word = line.partition(" = ")
        found[name].add(word)
    return {name: frozenset(told) for name, told in found.items()}


def _told(text: str, present: AbstractSet[str], gazetteer: Gazetteer) -> bool:
    """Return whether the name is unambiguous, or its country's word or other countries stand in the article."""
    told = ambiguous().get(text)
    if told is None or told & present:
        return True
    others = {known.key for name in present - {text} if (known := gazetteer.known(name)) is not None}
    return sum(key.startswith("country:") for key in others) >= COMPANY
