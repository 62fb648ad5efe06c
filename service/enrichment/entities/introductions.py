"""Read how an article introduces a person: as a woman or a man, as what, and of which country."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from service.enrichment import lexicons, places
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.genders import gendered
from service.enrichment.entities.names import Group, words

BEHIND = re.compile(
    r",? (?:is|was|who is|who was|,)? ?(?:an?|the|its|his|her|their|\w+['’]s) ((?:[\w’'-]+ ){0,6}?[\w’'-]+)"
    r"(?=[,.;]|$| (?:of|at|for|in|who|with))"
)
SAYS_WHO = frozenset((", ", " i", " w"))
"""What an apposition, "is a" or "who" begins with."""
QUALIFYING = frozenset(
    ("acting", "assistant", "deputy", "ex", "former", "interim", "late", "outgoing", "prime", "shadow", "vice")
)
"""Words in front of an office that tell its holder from the one who holds it."""
SECOND = frozenset(("assistant", "deputy", "vice"))
"""Whose holder is never called by the office alone: the deputy mayor is not the mayor."""
APPOSED = frozenset((",", ".", ";", ")", ""))
"""What ends an apposition."""
LOOKED_AT = 6
"""So many names of a person are looked at."""


@dataclass(frozen=True, slots=True)
class Person:
    """What an article tells about one named person."""

    gender: str = ""
    """"f", "m" or, for unknown, nothing."""
    roles: frozenset[str] = frozenset()
    """Titles and nouns such as "president", lower case."""
    nations: frozenset[str] = frozenset()
    """Keys of countries, or nationality words that belong to none."""
    qualified: frozenset[str] = frozenset()
    """Words such as "former" and "deputy" in front of a role."""


def introduced(text: str, group: Group, gazetteer: Gazetteer) -> Person:
    """Return what the words before and behind a person's names tell, and the given name."""
    roles: set[str] = set()
    nations: set[str] = set()
    qualified: set[str] = set()
    gender = ""
    for name in group.names[:LOOKED_AT]:
        start, end = name.span.start, name.span.end
        titles = _titles(text[max(0, start - 60) : start], text[end : end + 1])
        behind = BEHIND.match(text, end, min(len(text), end + 100)) if text[end : end + 2] in SAYS_WHO else None
        apposed = behind[1].split() if behind else []
        # "They found Ann Lee, the sheriff said" tells who speaks, not who she is.
        told = titles if lexicons.read("speech_verbs").intersection(apposed) else [*titles, *apposed]
        roles.update(word for word in map(_plain, told) if _is_role(word))
        qualified.update(qualifying(told))
        nations.update(places.nations(told))
        nations.update(word for word in told if gazetteer.nationalities.get(word) == "")
        gender = gender or gendered(titles[-2:])
    return Person(gender or _given(group), frozenset(roles), frozenset(nations), frozenset(qualified))


def qualifying(told: Sequence[str]) -> Iterator[str]:
    """Yield the words that tell an office from the one that it would be without them, lower case: "former", "ex"."""
    for word in told:
        plain = word.lower()
        if plain in QUALIFYING:
            yield plain
        elif plain.startswith("ex-"):
            yield "ex"


def is_other(role: str, unlike: AbstractSet[str]) -> bool:
    """Return whether words in front of an office make another one of it: the prime minister is not "the minister"."""
    return bool(unlike & SECOND) or (role == "minister" and "prime" in unlike)


def _titles(before: str, behind: str) -> list[str]:
    """Return the last words, at most four, before a name if the last of them is a title or says what the person is."""
    told = before.rsplit("\n", 1)[-1].split()[-4:]
    if not told or not _is_role(_plain(told[-1])) or _stops(told[-1]):
        return []
    if told[-1].endswith(",") and behind not in APPOSED:
        return []  # "he spoke to the referee, Lee was calm"
    clause = next((n for n in range(len(told) - 1, 0, -1) if told[n - 1][-1] in ',;:”"'), 0)
    return told[clause:]


def _stops(word: str) -> bool:
    """Return whether a sentence ends with the word: "keeps count.", not "Sen."."""
    return word.endswith(".") and (word[0].islower() or _plain(word) in lexicons.read("person_roles"))


def _plain(word: str) -> str:
    return word.lower().rstrip(".,")


def _is_role(word: str) -> bool:
    return word in lexicons.read("honorifics") or word in lexicons.read("person_roles")


def _given(group: Group) -> str:
    """Return "f" or "m" where a given name tells, else nothing; a single word is a given name if there is no other."""
    forms = [words(form) for form in (group.name, *group.aliases)]
    for form in forms:
        if len(form) > 1 or len(forms) == 1:
            for gender, names in (("f", "female_names"), ("m", "male_names")):
                if form[0] in lexicons.read(names):
                    return gender
    return ""
