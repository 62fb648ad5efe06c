"""Find the descriptions that stand for an organisation: "the agency" for the "Space Agency", precision before recall."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np
from spacy.tokens import Doc

from service.enrichment import lexicons
from service.enrichment.entities import tokens
from service.enrichment.entities.introductions import BEHIND, SAYS_WHO
from service.enrichment.entities.names import Group, words
from service.enrichment.types import Mention, MentionKind, Span

DESCRIPTION = re.compile(r"(?<![\w’'-])[Tt]he ([A-Za-z][a-z]{3,19})(?![\w-]| [A-Z])")
COMPANY = ("company", "firm")
"""What an organisation with a legal form in its name is."""
SPEAKS = re.compile(r" (?:also |later |has |had )?([a-z]{3,12})\b")
SAID = re.compile(r"(?:said|says) $")
STOPPED = frozenset((",", ".", ";", "\n", ""))
REACH = 1_500
"""So many characters back a description is looked up: some four paragraphs."""
NEAREST = 30
"""So many earlier names of organisations are looked at for a description: it bounds the cost."""
FURTHER = frozenset(("church", "cathedral", "mosque", "temple", "clinic", "airline", "airport", "zoo"))
"""Nouns in names that tell less of a name's type than those of the word lists."""
NOT_TELLING = frozenset(
    (
        "administration",
        "brigades",
        "companies",
        "customers",
        "employees",
        "executives",
        "forces",
        "government",
        "group",
        "leadership",
        "members",
        "officials",
        "people",
        "president",
        "users",
        "workers",
    )
)
"""Nouns that more often mean somebody else: a country's government, people who were named together."""
LOOKED_AT = 4
"""So many names of an organisation are looked at."""


def mentions(doc: Doc, text: str, groups: Sequence[Group]) -> dict[int, list[Mention]]:
    """Return, for each group of an organisation by its index, the descriptions that stand for it.

    A description is "the" and a noun that the name has in it ("the ministry"), that the article gives it ("Zork, a
    software company") or that its legal form does. It means the one such organisation that was named shortly before, and
    none where there were two; without the noun in its name, only the organisation that was named last. What only a company
    is called means the only one that was named so far. With a capital
    ("the Bank") it is short for a name that has the noun in it.
    """
    places = sorted(
        (name.span.start, n) for n, group in enumerate(groups) if group.type == "ORG" for name in group.names
    )
    found: dict[int, list[Mention]] = defaultdict(list)
    if not places:
        return found
    members = {n for _, n in places}
    taken = frozenset(name.span.start for group in groups for name in group.names)
    inside = {n: _nouns_inside(groups[n]) for n in members}
    given = {n: _nouns_given(text, groups[n]) for n in members}
    companies = _companies(groups, members)
    modifying = _modifiers(doc)
    for match in DESCRIPTION.finditer(text):
        at, noun = match.start(), match[1].lower()
        if match.start(1) in modifying or text.startswith((" of ", " for "), match.end()):
            continue
        short = noun != match[1]
        if short and not taken.isdisjoint((at, match.start(1))):
            continue
        near = [n for _, n in places[bisect_left(places, (at - REACH, 0)) : bisect_left(places, (at, 0))]][-NEAREST:]
        called = {n for n in near if noun in inside[n] or (noun in given[n] and not short)}
        if not called and noun in lexicons.read("business_nouns") and not short and _speaks(text, at, match.end()):
            named = {n for n, start in companies.items() if start < at}
            meant = named if len(named) == 1 and named.issubset(near) else set()
        else:
            clear = len(called) == 1 and (noun in inside[next(iter(called))] or called == {near[-1]})
            meant = called if clear else set()
        for n in meant:
            found[n].append(Mention(Span(at, match.end()), match[0], MentionKind.NOMINAL))
    return found


def _speaks(text: str, start: int, end: int) -> bool:
    """Return whether a verb of saying stands beside a description: "the company said", "said the company"."""
    behind = SPEAKS.match(text, end)
    if behind is not None and behind[1] in lexicons.read("speech_verbs"):
        return True
    return text[end : end + 1] in STOPPED and SAID.search(text, max(0, start - 5), start) is not None


def _companies(groups: Sequence[Group], members: set[int]) -> dict[int, int]:
    """Return where each organisation that may be a company is named first: no public body and no news agency."""
    found = {}
    for n in members:
        forms = (groups[n].name, *groups[n].aliases)
        public = any(word in lexicons.read("public_bodies") for form in forms for word in words(form))
        if not public and _agencies().isdisjoint(forms):
            found[n] = min(name.span.start for name in groups[n].names)
    return found


@cache
def _agencies() -> frozenset[str]:
    return frozenset(form.strip() for line in lexicons.read("news_agencies") for form in line.split("|"))


@cache
def _nouns() -> frozenset[str]:
    return (lexicons.read("organisation_heads") | lexicons.read("organisation_nouns")) - NOT_TELLING


def _nouns_inside(group: Group) -> set[str]:
    """Return the nouns for organisations in its names, lower case."""
    told = {word for form in (group.name, *group.aliases) for word in words(form)}
    return (told & _nouns()) | (told & FURTHER)


def _nouns_given(text: str, group: Group) -> set[str]:
    """Return the nouns that the article or its legal form gives an organisation, lower case."""
    nouns = _nouns()
    found: set[str] = set()
    for name in group.names[:LOOKED_AT]:
        start, end = name.span.start, name.span.end
        if words(name.text)[-1] in lexicons.read("legal_forms"):
            found.update(COMPANY)
        behind = BEHIND.match(text, end, min(len(text), end + 100)) if text[end : end + 2] in SAYS_WHO else None
        before = text[max(0, start - 24) : start].rsplit("\n", 1)[-1].split()[-1:]
        for told_as in (*(behind[1].split()[-1:] if behind else ()), *before):
            if told_as in nouns:
                found.add(told_as)
    return found


def _modifiers(doc: Doc) -> frozenset[int]:
    """Return the offsets of the words that modify a noun: "party" in "the party leader"."""
    strings = doc.vocab.strings
    modifies = [strings[name] for name in ("compound", "amod", "nmod") if name in strings]
    dependencies = doc.to_array(["DEP"]).ravel().astype(np.int64)
    return frozenset(tokens.starts(doc)[np.isin(dependencies, modifies)].tolist())
