"""Tell what speaks against a description's meaning somebody: another's office, another's party, someone without a name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Token

from service.enrichment import places
from service.enrichment.entities.introductions import is_other, qualifying
from service.enrichment.entities.unnamed import Unnamed, unnamed
from service.enrichment.quotes import naming
from service.enrichment.quotes.scene import Place, Scene
from service.enrichment.types import MentionKind

BESIDE = 5
"""So many words before a name, and behind it and a comma, may say what the person is."""
AROUND = 6
"""So many words before and behind a name may tell of an office."""
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


def strangers(scene: Scene) -> Mapping[str, Sequence[Unnamed]]:
    """Return, by the noun, the phrases that bring in a person without a name."""
    found: dict[str, list[Unnamed]] = defaultdict(list)
    people = frozenset(
        scene.offsets[place.first]
        for place in scene.places
        if place.kind is MentionKind.NAME and scene.entities[place.entity].type == "PERSON"
    )
    for phrase in unnamed(scene.body.text, people):
        if phrase.role not in GENERIC and not scene.quoted(phrase.start):
            found[phrase.role].append(phrase)
    return found


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
    """Yield the words that may tell what a person is but those of the description, lower case, parted at hyphens.

    They stand in front of the name, or behind it and a comma, a bracket or "is", and before another person's name.
    """
    people = [
        place
        for place in scene.places
        if place.kind is MentionKind.NAME and scene.entities[place.entity].type == "PERSON"
    ]
    for before, place, behind in zip([None, *people], people, [*people[1:], None], strict=False):
        if place.entity != entity:
            continue
        first = max(0, place.first - AROUND, before.last + 1 if before else 0)
        last = place.last + 1
        if scene.doc[last : last + 1].text in TELLING:
            last = min(last + AROUND, behind.first if behind else len(scene.doc))
        for token in scene.doc[first:last]:
            if token.i not in tokens:
                yield from token.lower_.replace("-", " ").replace(".", "").split()
