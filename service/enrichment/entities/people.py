"""Tell which names of people are names of one person.

Fuller forms come first and shorter ones join them: a form joins a person who shares its surname and an agreeing given
name, or whose name contains it; a single word joins the person it is the surname, else the given name of, and where it
fits two people the one mentioned most often before it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import cache

from service.enrichment import lexicons
from service.enrichment.entities.edges import is_title
from service.enrichment.entities.genders import gendered
from service.enrichment.entities.names import Name, words

Form = tuple[str, ...]
NICKNAME = re.compile(r"[\"“”‘]([^\"“”‘’]{2,30})[\"“”’]|(?<!\w)'([^']{2,30})'(?!\w)|\(([^()]{2,30})\)")
GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
NEAREST = 8
"""So many candidates of one index entry are compared, the latest first: it bounds the cost on hostile input."""
LONG = 5
"""Letters from which a word may be spelled a little differently and be the same."""


def keys(members: Sequence[Name], also: Sequence[tuple[str, str]] = (), text: str = "") -> list[Hashable]:
    """Return a key for each name, the same for the names of one person; the names come in reading order.

    `also` are further names that the article gives somebody, each with a name of that person. `text` is what the names
    stand in: of a couple "Mrs Smith" is the one with a woman's given name.
    """
    register = _Register()
    forms = [_parsed(name.text) for name in members]
    firsts: dict[Form, int] = {}
    for at, form in enumerate(forms):
        firsts.setdefault(form, at)
    for form in sorted(firsts, key=lambda form: (-len(form), firsts[form])):
        if len(form) > 1:
            register.enter(form)
    for further, called in also:
        register.join(_parsed(further), _parsed(called))
    found: list[Hashable] = []
    for at, (name, form) in enumerate(zip(members, forms, strict=True)):
        person = register.person(form, at, _titled(text, name) if len(form) == 1 else "")
        for nickname in _nicknames(name.text):
            register.forms.setdefault(nickname, person)
        found.append(person)
    return found


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Return, for each short form of a given name, the full names it stands for."""
    full = defaultdict(set)
    for line in lexicons.read("nicknames"):
        short, _, name = line.partition(" = ")
        full[short].add(name)
    return {short: frozenset(names) for short, names in full.items()}


def _parsed(text: str) -> Form:
    """Return the words of a person's name without honorifics in front, nicknames inside and a generation behind."""
    plain = text if text.isalpha() else NICKNAME.sub(" ", text)
    form = list(words(plain) if plain.strip() else words(text))
    honorifics = lexicons.read("honorifics")
    while len(form) > 1 and form[0] in honorifics and is_title(form[0], form[1:]):
        form.pop(0)
    while len(form) > 2 and form[-1] in GENERATIONS:
        form.pop()
    return tuple(form)


def _titled(text: str, name: Name) -> str:
    """Return "f" or "m" where the word right before a name tells, else nothing."""
    start = name.span.start
    before = text[max(0, start - 12) : start].split()
    return gendered(before[-1:])


def _given(word: str) -> str:
    """Return "f" or "m" for a given name of women or of men only, else nothing."""
    hers, his = word in lexicons.read("female_names"), word in lexicons.read("male_names")
    return "f" if hers and not his else "m" if his and not hers else ""


def _nicknames(text: str) -> list[Form]:
    return [] if text.isalpha() else [words(next(filter(None, found))) for found in NICKNAME.findall(text)]


class _Register:
    """The people of one article: which form is whose, and who was mentioned when and how often."""

    def __init__(self) -> None:
        self.forms: dict[Form, Hashable] = {}
        self.people: list[Form] = []
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_last: dict[str, list[int]] = defaultdict(list)
        self.by_start: dict[str, list[int]] = defaultdict(list)
        self.same: dict[Hashable, Hashable] = {}
        self.latest: dict[Hashable, int] = {}
        self.count: Counter[Hashable] = Counter()

    def enter(self, form: Form) -> None:
        """Give the form of two or more words to the person it fits, or to a new one."""
        near = (
            *self.by_last[form[-1]][-NEAREST:],
            *self.by_word[form[0]][-NEAREST:],
            *self.by_word[form[-1]][-NEAREST:],
        )
        for person in near:
            if agree(form, self.people[person]):
                self.forms[form] = person
                return
        person = len(self.people)
        self.people.append(form)
        self.forms[form] = person
        for word in set(form):
            self.by_word[word].append(person)
        self.by_last[form[-1]].append(person)
        self.by_start[form[-1][:3]].append(person)

    def join(self, further: Form, form: Form) -> None:
        """Take what the further form names for the person of the other form."""
        person, other = self.forms.get(form), self.forms.get(further)
        if person is None or person == other:
            return
        if other is not None:
            self.same.setdefault(other, person)
        self.forms[further] = person

    def person(self, form: Form, at: int, gender: str = "") -> Hashable:
        """Return who the form names at that place in the article, or the form itself for nobody known.

        `gender` is what the title in front of it tells.
        """
        person = self.forms.get(form)
        if person is None:
            person = self._likeliest(form, gender)
        person = self.same.get(person, person)
        self.latest[person] = at
        self.count[person] += 1
        return person

    def _likeliest(self, form: Form, gender: str) -> Hashable:
        """Return the person whom a single word names: by surname, else by another part, else by a misspelled surname."""
        if len(form) != 1:
            return form
        word = form[0]
        fits = self.by_last.get(word, [])[-NEAREST:] or self.by_word.get(word, [])[-NEAREST:]
        if not fits:
            near = self.by_start.get(word[:3], [])[-NEAREST:]
            # "the Browns" are a family, not a misspelling.
            fits = [n for n in near if alike(word, self.people[n][-1]) and word != self.people[n][-1] + "s"]
        if not fits:
            return form
        if gender and len(fits) > 1:
            fits = [one for one in fits if _given(self.people[one][0]) in (gender, "")] or fits
        before = [one for one in fits if one in self.count]
        return max(before, key=lambda one: (self.count[one], self.latest[one])) if before else fits[0]


def agree(form: Form, fuller: Form) -> bool:
    """Return whether two forms of two or more words can name one person.

    Accepted: the same surname with given names that agree; one form contained in the other in order; the same words in
    another order; a long surname spelled a little differently.
    """
    if contained(form, fuller):
        return True
    if form[-1] == fuller[-1]:
        return same_given(form[0], fuller[0])
    if len(form) == len(fuller) and set(form) == set(fuller):
        return True
    return form[:-1] == fuller[:-1] and alike(form[-1], fuller[-1])


def contained(form: Form, fuller: Form) -> bool:
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
    shorter = min(len(one), len(other))
    return shorter >= LONG and one[0] == other[0] and _distance(one, other) <= (2 if shorter >= 9 else 1)


def _distance(one: str, other: str) -> int:
    """Return the Levenshtein distance, or 3 where the lengths alone differ by more than two or are extreme."""
    if abs(len(one) - len(other)) > 2 or max(len(one), len(other)) > 40:
        return 3
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]
