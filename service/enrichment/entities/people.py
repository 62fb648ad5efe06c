"""Tell which names of people are names of one person.

Fuller forms come first and shorter ones join them: a form joins a person who shares its surname and an agreeing given
name, or whose name contains it; a single word joins the person it is the surname, else the given name of, and where it
fits two people the one mentioned last before it.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from service.enrichment import lexicons
from service.enrichment.entities.names import Name, words

NICKNAME = re.compile(r"[\"“”‘]([^\"“”‘’]{2,30})[\"“”’]|(?<!\w)'([^']{2,30})'(?!\w)|\(([^()]{2,30})\)")
GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
NEAREST = 8
"""So many candidates of one index entry are compared, the latest first: it bounds the cost on hostile input."""


def keys(members: Sequence[Name]) -> list[object]:
    """Return a key for each name, the same for the names of one person; the names come in reading order."""
    register = _Register()
    forms = [_parsed(name.text) for name in members]
    firsts: dict[tuple[str, ...], int] = {}
    for at, form in enumerate(forms):
        firsts.setdefault(form, at)
    for form in sorted(firsts, key=lambda form: (-len(form), firsts[form])):
        if len(form) > 1:
            register.enter(form)
    for name, form in zip(members, forms, strict=True):
        for nickname in _nicknames(name.text):
            register.nickname(nickname, form)
    found: list[object] = []
    for at, form in enumerate(forms):
        found.append(register.person(form, at))
    return found


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Return, for each short form of a given name, the full names it stands for."""
    full = defaultdict(set)
    for line in lexicons.read("nicknames"):
        short, _, name = line.partition(" = ")
        full[short].add(name)
    return {short: frozenset(names) for short, names in full.items()}


def _parsed(text: str) -> tuple[str, ...]:
    """Return the words of a person's name without honorifics in front, nicknames inside and a generation behind."""
    plain = NICKNAME.sub(" ", text) if not text.isalpha() else text
    form = list(words(plain) if plain.strip() else words(text))
    honorifics = lexicons.read("honorifics")
    while len(form) > 1 and form[0] in honorifics:
        form.pop(0)
    while len(form) > 2 and form[-1] in GENERATIONS:
        form.pop()
    return tuple(form)


def _nicknames(text: str) -> list[tuple[str, ...]]:
    if text.isalpha():
        return []
    return [words(next(filter(None, groups))) for groups in NICKNAME.findall(text)]


class _Register:
    """The people met so far: which form is whose, and who was mentioned when. Lives for one article."""

    def __init__(self) -> None:
        self.forms: dict[tuple[str, ...], int] = {}
        self.people: list[tuple[str, ...]] = []
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_last: dict[str, list[int]] = defaultdict(list)
        self.seen: dict[int, int] = {}

    def enter(self, form: tuple[str, ...]) -> None:
        """Give the form of two or more words to the person it fits, or to a new one."""
        for person in self._candidates(form):
            if agree(form, self.people[person]):
                self.forms[form] = person
                return
        person = len(self.people)
        self.people.append(form)
        self.forms[form] = person
        for word in set(form):
            self.by_word[word].append(person)
        self.by_last[form[-1]].append(person)

    def _candidates(self, form: tuple[str, ...]) -> list[int]:
        near = self.by_last[form[-1]][-NEAREST:] + self.by_word[form[0]][-NEAREST:] + self.by_word[form[-1]][-NEAREST:]
        return list(dict.fromkeys(near))

    def nickname(self, nickname: tuple[str, ...], form: tuple[str, ...]) -> None:
        """Record that the person of that form is also called so."""
        person = self.forms.get(form)
        if person is not None and nickname != form:
            self.forms.setdefault(nickname, person)

    def person(self, form: tuple[str, ...], at: int) -> object:
        """Return who the form names at that place in the article, or the form itself for nobody known."""
        person = self.forms.get(form)
        if person is None:
            fits = self._single(form)
            if not fits:
                return form
            before = [one for one in fits if one in self.seen]
            person = max(before, key=lambda one: self.seen[one]) if before else fits[0]
        self.seen[person] = at
        return person

    def _single(self, form: tuple[str, ...]) -> list[int]:
        """Return the people whom a single word may name: by surname, else by any other part of the name."""
        if len(form) != 1:
            return []
        word = form[0]
        return self.by_last.get(word, [])[-NEAREST:] or self.by_word.get(word, [])[-NEAREST:]


def agree(form: tuple[str, ...], fuller: tuple[str, ...]) -> bool:
    """Return whether two forms of two or more words can name one person.

    Accepted: the same surname with given names that agree; one form contained in the other in order; the same words in
    another order; one long word spelled a little differently.
    """
    if contained(form, fuller):
        return True
    if form[-1] == fuller[-1]:
        return same_given(form[0], fuller[0])
    if len(form) == len(fuller) and set(form) == set(fuller):
        return True
    return form[0] == fuller[0] and len(form) == len(fuller) and alike(form[-1], fuller[-1])


def contained(form: tuple[str, ...], fuller: tuple[str, ...]) -> bool:
    """Return whether the words of one form stand in the other in the same order."""
    rest = iter(fuller)
    return all(word in rest for word in form)


def same_given(one: str, other: str) -> bool:
    """Return whether two given names can be one: equal, initial, short form, or spelled a little differently."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    short = short_forms()
    if other in short.get(one, ()) or one in short.get(other, ()):
        return True
    return alike(one, other) or (min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one)))


def alike(one: str, other: str) -> bool:
    """Return whether two long words differ by one letter (two from nine letters on), as transliterations do."""
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return _distance(one, other) <= (2 if min(len(one), len(other)) >= 9 else 1)


def _distance(one: str, other: str) -> int:
    """Return the Levenshtein distance, or 3 where the lengths alone differ by more than two."""
    if abs(len(one) - len(other)) > 2 or max(len(one), len(other)) > 40:
        return 3
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]
