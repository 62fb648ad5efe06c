"""Find the pronouns and descriptions that stand for the people an article names, precision before recall.

Every mention of a person makes the person more prominent: a subject more than an object, words outside quote marks more
than words inside, and less with each sentence that passes (the salience factors of Lappin and Leass, "An Algorithm for
Pronominal Anaphora Resolution", 1994, reduced to what news text needs). A pronoun goes to the most prominent person of its
gender, a description ("the Belarusian president") to the most prominent person whom the article introduces so.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from spacy.attrs import DEP, HEAD, LENGTH, SENT_START, SPACY
from spacy.tokens import Doc

from service.enrichment import lexicons
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import Group, words
from service.enrichment.types import Mention, MentionKind, Span

PRONOUN = re.compile(r"(?<![\w’'-])(?:(he|him|his|himself)|(she|her|hers|herself))(?![\w-])", re.IGNORECASE)
DESCRIPTION = re.compile(r"(?<![\w’'-])the(?=((?: [\w’'-]+){1,5}))", re.IGNORECASE)
BREAKS = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "or",
        "said",
        "that",
        "the",
        "to",
        "was",
        "with",
    )
)
QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]+(?:\"|$)", re.MULTILINE)
INTRODUCED = re.compile(r"((?:[\w’'-]+\.?\s+){1,4})$")
APPOSITION = re.compile(
    r",? (?:is|was|who is|who was|,)? ?(?:an?|the|its|his|her|their|[\w]+['’]s) ((?:[\w’'-]+ ){0,6}?[\w’'-]+)(?=[,.;]|$| (?:of|at|for|in|who|said|with))"
)
WORD_AFTER = re.compile(r",? (?:also )?([a-z]+)")
WORD_BEFORE = re.compile(r"([A-Za-z]+) $")
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
FADES = 0.3
"""What is left of a mention's weight one sentence later."""
REACH = 4
"""So many sentences back a pronoun is looked up."""
DESCRIBED = 12
"""So many sentences back a description is looked up."""
CLEAR = 1.15
"""The best candidate has to be so many times as prominent as the next."""


@dataclass(slots=True)
class Person:
    """What the article tells about one named person, and how prominent the person is where the reading has come."""

    gender: str = ""
    """"f", "m" or, for unknown, nothing."""
    roles: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    recent: list[tuple[int, float]] = field(default_factory=list)
    """(sentence, weight) of each mention read so far."""

    def weight(self, sentence: int, reach: int) -> float:
        """Return the person's prominence in the sentence."""
        total = 0.0
        for at, weight in reversed(self.recent[-REMEMBERED:]):
            if sentence - at > reach:
                break
            total += weight * FADES ** (sentence - at)
        return total


REMEMBERED = 8
"""So many of a person's last mentions count: it bounds the cost."""


@dataclass(frozen=True, slots=True)
class Event:
    """A place where a person is named (`person` is known) or meant (`gender` or `roles` tell by what)."""

    start: int
    end: int
    person: int | None = None
    gender: str = ""
    role: str = ""
    nation: str = ""


def mentions(doc: Doc, text: str, groups: Sequence[Group], gazetteer: Gazetteer) -> dict[int, list[Mention]]:
    """Return, for each group of a person by its index, the pronouns and descriptions that stand for that person."""
    people = {n: _introduced(text, group, gazetteer) for n, group in enumerate(groups) if group.type == "PERSON"}
    if not people:
        return {}
    quoted = _Stretches([match.span() for match in QUOTED.finditer(text)])
    syntax = _Syntax(doc, text, quoted)
    events = [Event(name.span.start, name.span.end, n) for n in people for name in groups[n].names]
    taken = frozenset(name.span.start for group in groups for name in group.names)
    events.extend(_pronouns(text))
    events.extend(_descriptions(text, taken, gazetteer))
    events.sort(key=lambda event: (event.start, -event.end))
    found: dict[int, list[Mention]] = defaultdict(list)
    active: list[int] = []
    for event in events:
        sentence = syntax.sentence(event.start)
        inside = quoted.holds(event.start)
        person = event.person
        if person is None:
            clear = 1.0 if _speaks(text, event) else CLEAR
            person = _resolved(event, people, active, sentence, clear, inside)
            if person is None:
                continue
            kind = MentionKind.PRONOUN if event.gender else MentionKind.NOMINAL
            found[person].append(Mention(Span(event.start, event.end), text[event.start : event.end], kind))
        weight = (1.0 if syntax.subject(event.start, event.end) else 0.5) * (0.3 if inside else 1.0)
        if not inside and _speaks(text, event):
            weight *= 2.0
        people[person].recent.append((sentence, weight))
        if person in active:
            active.remove(person)
        active.append(person)
        del active[:-CANDIDATES]
    return found


CANDIDATES = 12
"""So many people, those mentioned last, are candidates: it bounds the cost."""


def _resolved(
    event: Event, people: dict[int, Person], active: list[int], sentence: int, clear: float, inside: bool
) -> int | None:
    """Return the person whom a pronoun or description means, or None where that is not clear."""
    reach = REACH if event.gender else DESCRIBED
    ranked = []
    for n in active:
        person = people[n]
        if event.gender:
            if person.gender and person.gender != event.gender:
                continue
            fit = 1.0 if person.gender else 0.7
        else:
            fit = _described(event, person)
        weight = fit * person.weight(sentence, reach)
        if weight > 0:
            ranked.append((weight, n))
    ranked.sort(reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] < clear * ranked[1][0]):
        return None
    if inside and len(ranked) > 1:
        return None
    return ranked[0][1]


def _speaks(text: str, event: Event) -> bool:
    """Return whether a verb of speech stands right before or behind a mention."""
    verbs = lexicons.read("speech_verbs")
    after = WORD_AFTER.match(text, event.end, min(len(text), event.end + 20))
    if after and after[1].lower() in verbs:
        return True
    before = WORD_BEFORE.search(text, max(0, event.start - 14), event.start)
    return bool(before and before[1].lower() in verbs)


def _described(event: Event, person: Person) -> float:
    """Return how well a description fits a person, 0 to 1."""
    if event.nation and person.nations and event.nation not in person.nations:
        return 0.0
    if (person.gender == "f" and event.role in lexicons.read("male_words")) or (
        person.gender == "m" and event.role in lexicons.read("female_words")
    ):
        return 0.0
    if event.role in person.roles:
        return 1.0
    special = role_classes().get(event.role, frozenset())
    return 0.7 if special & person.roles else 0.0


@cache
def role_classes() -> dict[str, frozenset[str]]:
    """Return, for each general word for what people are, the words it stands for."""
    classes = defaultdict(set)
    for line in lexicons.read("role_classes"):
        general, _, special = line.partition(" = ")
        classes[general].add(special)
    return {general: frozenset(special) for general, special in classes.items()}


def _introduced(text: str, group: Group, gazetteer: Gazetteer) -> Person:
    """Return what the words around a person's names tell: gender, roles and nationality."""
    person = Person(gender=_gender(group))
    honorifics, roles = lexicons.read("honorifics"), lexicons.read("person_roles")
    women, men = lexicons.read("female_words"), lexicons.read("male_words")
    for name in group.names[:INTRODUCTIONS]:
        start, end = name.span.start, name.span.end
        before = INTRODUCED.search(text, max(0, start - 60), start)
        told = before[1].split() if before else []
        while told and told[-1].lower().rstrip(".") not in honorifics and told[-1].lower() not in roles:
            told = told[:-1] if told[-1] in ("leader",) else []
        for word in told:
            plain = word.lower().rstrip(".")
            if word in gazetteer.nationalities:
                person.nations.add(gazetteer.nationalities[word] or word)
            elif plain in honorifics or plain in roles:
                person.roles.add(plain)
        apposed = APPOSITION.match(text, end, min(len(text), end + 100))
        if apposed:
            person.roles.update(word for word in map(str.lower, apposed[1].split()) if word in roles)
            person.nations.update(
                gazetteer.nationalities[word] or word for word in apposed[1].split() if word in gazetteer.nationalities
            )
        for word in (plain.lower().rstrip(".") for plain in told[-2:]):
            if word in women:
                person.gender = "f"
            elif word in men:
                person.gender = "m"
    return person


INTRODUCTIONS = 6
"""So many names of a person are looked at for an introduction."""


def _gender(group: Group) -> str:
    """Return "f" or "m" where the given name tells, else nothing."""
    for form in (group.name, *group.aliases):
        given = words(form)
        if len(given) < 2 and len(group.aliases) > 0 and form != group.name:
            continue
        if given[0] in lexicons.read("female_names"):
            return "f"
        if given[0] in lexicons.read("male_names"):
            return "m"
    return ""


def _pronouns(text: str) -> Iterator[Event]:
    for match in PRONOUN.finditer(text):
        yield Event(match.start(), match.end(), gender="m" if match[1] else "f")


def _descriptions(text: str, taken: frozenset[int], gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield each "the ... ROLE" that no name, "of" or further noun of a person follows."""
    roles = lexicons.read("person_roles")
    for match in DESCRIPTION.finditer(text):
        at = match.start(1)
        nation = ""
        for word in match[1].split():
            start = text.index(word, at)
            at = start + len(word)
            if word in gazetteer.nationalities:
                nation = gazetteer.nationalities[word] or word
            plain = word.lower()
            if plain in roles:
                following = text[at + 1 : at + 24].split(" ")[0].strip(",.;:")
                if text[at : at + 1] == " " and (
                    at + 1 in taken or following.lower() in roles or following in ("of", "who", "and")
                ):
                    break
                if text[at : at + 1] != "-":
                    yield Event(match.start(), at, role=plain, nation=nation)
                break
            if plain in BREAKS or word.endswith(("'s", "’s")) or (start in taken and not nation):
                break


class _Stretches:
    """Stretches of text in reading order, none overlapping another."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def holds(self, offset: int) -> bool:
        """Return whether the offset lies in one of the stretches."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]


class _Syntax:
    """What the parser says about an offset; without a parser every line is a sentence and every name an object."""

    def __init__(self, doc: Doc, text: str, quoted: "_Stretches") -> None:
        columns = doc.to_array([DEP, HEAD, SENT_START, LENGTH, SPACY]).astype(np.int64)
        ends = np.cumsum(columns[:, 3] + columns[:, 4])
        self.offsets: list[int] = (ends - columns[:, 3] - columns[:, 4]).tolist()
        strings = doc.vocab.strings
        self.subjects = frozenset(strings[name] for name in SUBJECTS if name in strings)
        self.deps: list[int] = columns[:, 0].tolist()
        self.heads: list[int] = columns[:, 1].tolist()
        starts = {self.offsets[n] for n in np.flatnonzero(columns[:, 2] == 1).tolist()}
        starts.update(match.end() for match in LINE_END.finditer(text))
        self.starts = sorted({0, *(start for start in starts if not quoted.holds(start - 1))})

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that the offset lies in."""
        return bisect_right(self.starts, offset)

    def _token(self, offset: int) -> int:
        return max(0, bisect_right(self.offsets, offset) - 1)

    def subject(self, start: int, end: int) -> bool:
        """Return whether a mention is the subject of its clause."""
        token, first = self._token(end - 1), self._token(start)
        for _ in range(end - start):
            head = token + self.heads[token]
            if head == token or not first <= head <= self._token(end - 1):
                break
            token = head
        return self.deps[token] in self.subjects


LINE_END = re.compile(r"\n+")
