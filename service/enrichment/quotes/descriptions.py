"""Tell what speaks against a description's meaning somebody: another's office, another's party, someone without a name."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from service.enrichment import places
from service.enrichment.entities.introductions import is_other, qualifying
from service.enrichment.entities.unnamed import Unnamed, unnamed
from service.enrichment.quotes import naming
from service.enrichment.quotes.scene import Place, Scene

BESIDE = 5
"""So many words before a name, and behind it and a comma, may say what the person is."""
AROUND = 6
"""So many words before and behind a name may tell of an office."""
LOOKED_AT = 30
"""So many of a person's names are looked around."""
AGED = re.compile(r"\d-year-old", re.IGNORECASE)
"""In front of an office an age says that somebody is meant of whom the article tells."""
TELLING = frozenset((",", "(", "as", "became", "is", "was"))
"""What stands between a name and what tells who it is."""
OFFICES = frozenset(
    (
        "ambassador",
        "chancellor",
        "commissioner",
        "governor",
        "judge",
        "leader",
        "mayor",
        "minister",
        "premier",
        "president",
        "prosecutor",
        "secretary",
    )
)
"""Offices whose holder everybody knows, so that an article need not say the name.

No senators: in an American article "the Ohio senator" is whom it is about, 14 of 14 times.
"""
GENERIC = frozenset(("candidate", "nominee", "president"))
"""With "a" in front they are as often nobody: "a candidate who cares"."""
NEVER = frozenset(("complainant", "defendant", "victim"))
"""Whom a court leaves unnamed: never whoever is named most."""
PARTIES = {"democrat": ("democrat", "democratic", "d"), "republican": ("republican", "r", "gop")}
"""How a party's man or woman is called, and how the party stands beside the name: "Ann Lee (R-Ohio)"."""
ELECTED = frozenset(
    (
        "congressman",
        "congresswoman",
        "gov",
        "governor",
        "house",
        "lawmaker",
        "rep",
        "representative",
        "sen",
        "senate",
        "senator",
    )
)
"""Words beside the name of whoever sits for a party."""
SHORTEST = 3
"""A word's first letters that stand for it: "Calif." for California."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """The phrases that bring in a person without a name, in reading order, and where they begin by their noun."""

    phrases: tuple[Unnamed, ...]
    starts: Mapping[str, Sequence[int]]
    acting: Mapping[str, Sequence[int]]
    """Of those who do something, and whom no name elsewhere may tell."""


def strangers(scene: Scene) -> Strangers:
    """Return whom the article brings in without a name outside quote marks."""
    people = frozenset(scene.offsets[place.first] for told in scene.people.values() for _, place, _ in told)
    phrases = sorted(unnamed(scene.body.text, people), key=lambda phrase: phrase.start)
    phrases = [phrase for phrase in phrases if phrase.role not in GENERIC and not scene.quoted(phrase.start)]
    starts: dict[str, list[int]] = defaultdict(list)
    acting: dict[str, list[int]] = defaultdict(list)
    for phrase in phrases:
        starts[phrase.role].append(phrase.start)
        if phrase.acts and not phrase.definite:
            acting[phrase.role].append(phrase.start)
    return Strangers(tuple(phrases), starts, acting)


def last_before(starts: Sequence[int], offset: int) -> int:
    """Return the last of rising offsets that is below an offset, -1 where there is none."""
    at = bisect_left(starts, offset)
    return starts[at - 1] if at else -1


def told_apart(scene: Scene, tokens: range) -> frozenset[str]:
    """Return what tells an office from another: the country of "the Russian president", "former" and "deputy"."""
    words = [token.text for token in scene.doc[tokens.start : tokens.stop]]
    return frozenset((*qualifying(words), *places.nations(words)))


def is_told_of(scene: Scene, place: Place, role: str, qualified: frozenset[str]) -> bool:
    """Return whether what is beside a name tells of what qualifies a description, and does not make another office of it."""
    doc, last = scene.doc, place.last + 1
    behind = BESIDE if doc[last : last + 1].text in (",", "is", "was") else 0
    near = [token.text for token in doc[max(0, place.first - BESIDE) : last + behind]]
    told = frozenset((*qualifying(near), *places.nations(near)))
    other = (is_other(role, {word} - qualified) for word, noun in pairwise(map(str.lower, near)) if noun == role)
    return qualified <= told and not any(other)


def may_mean(scene: Scene, entity: int, core: Token, tokens: range, *, own_role: bool) -> bool:
    """Return whether nothing speaks against a description's meaning a person whom nothing calls so.

    An office belongs to whoever is called by what it is of ("the health minister"), and one that tells nothing to
    nobody who is something else (`own_role`); a party to whoever stands beside it, the state or a seat.
    """
    role = core.lemma_.lower()
    if role in NEVER:
        return False
    said = [token for token in scene.doc[tokens.start : core.i] if token.pos_ in ("NOUN", "PROPN", "ADJ")]
    words = [token.lower_ for token in said]
    around = frozenset(_around(scene, entity, tokens))
    if naming.of_a_people(scene, core):
        told = any(
            near == word or (len(near) >= SHORTEST and word.startswith(near)) for near in around for word in words
        )
        return role not in PARTIES or told or bool(around & ELECTED or around.intersection(PARTIES[role]))
    if role not in OFFICES or AGED.search(scene.doc[tokens.start : tokens.stop].text):
        return True
    if words and around.issuperset(words):
        return True
    # "The Labour leader" is whom an article is about, "the health minister" may be anybody.
    return not own_role and (not words or role == "leader")


def _around(scene: Scene, entity: int, tokens: range) -> Iterator[str]:
    """Yield the words that may tell what a person is but those of the description, lower case, parted at hyphens."""
    if entity not in scene.around:
        scene.around[entity] = tuple(dict.fromkeys(_telling(scene, entity)))
    return (word for at, word in scene.around[entity] if at not in tokens)


def _telling(scene: Scene, entity: int) -> Iterator[tuple[int, str]]:
    """Yield the words around a person's first names, each with its token.

    They stand in front of the name, or behind it and a comma, a bracket or "is", and before another person's name.
    """
    for before, place, behind in scene.people.get(entity, ())[:LOOKED_AT]:
        first = max(0, place.first - AROUND, before.last + 1 if before else 0)
        last = place.last + 1
        if scene.doc[last : last + 1].text in TELLING:
            last = min(last + AROUND, behind.first if behind else len(scene.doc))
        for token in scene.doc[first:last]:
            yield from ((token.i, word) for word in token.lower_.replace("-", " ").replace(".", "").split())
