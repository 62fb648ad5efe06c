"""Find the people an article speaks of without naming them: "a trader", "the girl, who cannot be named".

They get no entity, but "she" may mean one of them, and then no person with a name.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.entities.genders import gendered

PHRASE = re.compile(r"(?<![\w’'-])(?:[Aa]n?|[Aa]nother|[Oo]ne)(?=((?: (?:(?:[A-Z]\.){2,}|[\w’'-]+)){1,9})(,?))")
KEPT_BACK = re.compile(
    r"(?<![\w’'-])[Tt]he (?:[\w’'-]+ ){0,2}?(boy|child|complainant|girl|pupil|teenager|toddler|victim|youth)(?=,? who\b)"
)
"""Group 1 is the noun for somebody whose name a court or a family keeps back."""
WHO_BEHIND = re.compile(r",? who\b")
ENDS = frozenset(("and", "as", "but", "if", "is", "or", "than", "that", "was", "which", "who", "with", "whose"))
"""Words that no phrase of the kind goes beyond."""
SAME_BEFORE = frozenset(
    ("are", "as", "be", "became", "become", "been", "being", "is", "like", "not", "once", "remained", "remains", "was")
)
"""Words before a phrase that says what someone else is: "Lee is a lawyer"."""
LINKS = frozenset(("at", "for", "from", "in", "near", "of", "on", "to"))
"""Words after which the phrase goes on, but behind its noun."""
NO_PERSON = frozenset(
    (
        "analysis",
        "article",
        "complaint",
        "document",
        "email",
        "filing",
        "indictment",
        "lawsuit",
        "letter",
        "message",
        "note",
        "notice",
        "paper",
        "poll",
        "post",
        "release",
        "report",
        "review",
        "sign",
        "statement",
        "study",
        "survey",
        "tweet",
    )
)
"""Things that say something, beside what `organisation_nouns` lists."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A phrase for a person without a name."""

    start: int
    end: int
    role: str
    """Its noun, lower case."""
    gender: str
    """"f", "m" or, for unknown, nothing."""
    acts: bool
    """Whether "who" or a verb of speech follows."""
    definite: bool = False
    """Whether it is "the" victim, whom a name elsewhere may tell."""


def unnamed(text: str, named: Container[int]) -> Iterator[Unnamed]:
    """Yield each phrase that brings in a person without a name; `named` are the offsets of people's names.

    The noun says so ("a farmer"), or what the person does: "a trader said", "an importer at the market, who".
    """
    for match in PHRASE.finditer(text):
        phrase = _phrase(text, match, named)
        if phrase:
            yield phrase
    for match in KEPT_BACK.finditer(text):
        yield Unnamed(match.start(), match.end(), match[1], gendered((match[1],)), acts=True, definite=True)


def _phrase(text: str, match: re.Match[str], named: Container[int]) -> Unnamed | None:
    """Return the phrase that begins there, or None where it is of no person or a name follows."""
    at, noun, noun_end = match.start(1), "", match.end()
    linked = False
    for word in match[1].split():
        start = text.index(word, at)
        plain = word.lower()
        if start in named:
            return None
        if plain in ENDS or plain in lexicons.read("speech_verbs"):
            break
        at = start + len(word)
        linked = linked or plain in LINKS
        if not linked:
            noun, noun_end = plain, at
    behind = at
    while behind < len(text) and text[behind] in ", ":
        behind += 1
    if not noun or behind in named or noun_end + 1 in named or noun_end + 2 in named:
        return None
    acts = _acts(text, noun_end, at)
    if not (_is_person(noun) or (acts and not _is_thing(noun))) or _says_what(text, match.start(), acts=acts):
        return None
    return Unnamed(match.start(), noun_end, noun, gendered((noun,)), acts)


def _says_what(text: str, start: int, *, acts: bool) -> bool:
    """Return whether the phrase tells what someone else is: behind "is", or behind a comma without a verb of its own."""
    before = text[max(0, start - 12) : start].rstrip(" ")
    if before.endswith((",", ";", "–", "—")):
        return not acts
    return any(word.lower() in SAME_BEFORE for word in before.split()[-1:])


def _is_person(noun: str) -> bool:
    return any(noun in lexicons.read(name) for name in ("person_roles", "kin_nouns", "female_words", "male_words"))


def _is_thing(noun: str) -> bool:
    lists = ("organisation_nouns", "organisation_heads", "place_nouns")
    return noun in NO_PERSON or any(noun in lexicons.read(name) for name in lists)


def _acts(text: str, noun_end: int, phrase_end: int) -> bool:
    """Return whether who or a verb of speech stands behind the noun or behind the phrase."""
    for end in (noun_end, phrase_end):
        if WHO_BEHIND.match(text, end):
            return True
        if text[end : end + 20].lstrip(" ").split(" ", 1)[0].rstrip(".,:") in lexicons.read("speech_verbs"):
            return True
    return False
