"""Find the pronouns and descriptions that stand for the people an article names, precision before recall.

Every mention of a person makes the person more prominent: a subject more than an object, words outside quote marks more
than words inside, and less with each sentence that passes (the salience factors of Lappin and Leass, "An Algorithm for
Pronominal Anaphora Resolution", 1994, reduced to what news text needs). A pronoun goes to the most prominent person of its
gender, a description ("the Belarusian president") to the most prominent person whom the article introduces so.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from spacy.tokens import Doc

from service.enrichment import lexicons
from service.enrichment.entities import tokens
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.genders import gendered
from service.enrichment.entities.introductions import Person, introduced, is_other, qualifying
from service.enrichment.entities.names import Group
from service.enrichment.entities.recovery import Covered
from service.enrichment.entities.unnamed import unnamed
from service.enrichment.types import Mention, MentionKind, Span

PRONOUN = re.compile(
    r"[HhSs](?<![\w’'-].)(?:(?<=[Hh])(e|im|is|imself)|(?<=[Ss])he|(?<=[Hh])(?:er|ers|erself))(?![\w-])", re.DOTALL
)
"""Group 1 is there for a man; the letters are looked at first because they can be searched for quickly."""
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
PUNCTUATION = ".,:;”\"“'’\n"
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
OBJECTIVE = re.compile(r"[Hh](?:im|er)")
OBJECTS = frozenset(("dative", "dobj", "iobj", "pobj"))
SHARED = frozenset(("conj", "xcomp"))
"""How a verb hangs on the one whose subject is its own: "met her and thanked her", "wanted to thank her"."""
BESIDE = frozenset(("above", "ahead", "around", "before", "behind", "below", "beside", "near", "under", "with"))
"""Prepositions whose pronoun may be the clause's subject: "she looked around her", "he took it with him"."""
CLIMBED = 6
"""So many verbs are climbed to find the subject."""
CLAUSE = 40
"""So many words on either side of a verb its subject is looked for."""
FADES = 0.3
"""What is left of a mention's weight one sentence later."""
REACH = 4
"""So many sentences back a pronoun is looked up."""
DESCRIBED = 12
"""So many sentences back a description is looked up."""
UNNAMED = 1
"""So many sentences back a person without a name is looked up."""
CLEAR = 1.15
"""The best candidate has to be so many times as prominent as the next; not for who "said"."""
SURE = 2.0
"""So many times as prominent as the next has to be who is taken for a woman or a man by a pronoun."""
OBJECT, INSIDE, SPEAKER, UNKNOWN = 0.5, 0.3, 2.0, 0.7
"""What a mention weighs that is no subject, stands inside quote marks, says something; and a person of unknown gender."""


REMEMBERED = 8
"""So many of a person's last mentions count: it bounds the cost."""
CANDIDATES = 12
"""So many people, those mentioned last, are candidates: it bounds the cost."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person with the (sentence, weight) of each mention read so far."""

    person: Person
    recent: list[tuple[int, float]]

    def prominence(self, sentence: int, reach: int) -> float:
        """Return how prominent the person is in the sentence, from what was read at most `reach` sentences before."""
        return sum(
            weight * FADES ** (sentence - at) for at, weight in self.recent[-REMEMBERED:] if sentence - at <= reach
        )

    def of_gender(self, gender: str) -> "Candidate":
        """Return the candidate with that gender, if it is one and neither a name nor a title tells."""
        return self if self.person.gender or not gender else Candidate(replace(self.person, gender=gender), self.recent)


@dataclass(frozen=True, slots=True)
class Event:
    """A place where a person is named (`person` is known) or meant (`gender` or `role` tell by what).

    Below zero, `person` is someone whom the article brings in there without a name.
    """

    start: int
    end: int
    person: int | None = None
    gender: str = ""
    role: str = ""
    nation: str = ""
    qualified: frozenset[str] = frozenset()
    acts: bool = False


def mentions(doc: Doc, text: str, groups: Sequence[Group], gazetteer: Gazetteer) -> dict[int, list[Mention]]:
    """Return, for each group of a person by its index, the pronouns and descriptions that stand for that person."""
    people = {
        n: Candidate(introduced(text, group, gazetteer), []) for n, group in enumerate(groups) if group.type == "PERSON"
    }
    if not people:
        return {}
    quoted = Covered(match.span() for match in QUOTED.finditer(text))
    syntax = _Syntax(doc, text, quoted)
    found: dict[int, list[Mention]] = defaultdict(list)
    active: list[int] = []
    ends: dict[int, int] = {}
    told: dict[int, str] = {}
    for event in _events(text, groups, people, gazetteer):
        sentence, inside, speaks = syntax.sentence(event.start), quoted.holds(event.start), _speaks(text, event)
        person = event.person
        if person is None:
            others = syntax.subjects_of(event.start) if OBJECTIVE.fullmatch(text, event.start, event.end) else ()
            barred = frozenset(ends[end] for end in others if end in ends)
            # Inside marks "she" may be anybody; outside, who was once "she" stays so.
            likely = {n: people[n].of_gender("" if inside else told.get(n, "")) for n in active if n not in barred}
            ranked = _ranked(event, likely, sentence)
            person = _clear(ranked, 1.0 if speaks else CLEAR, alone=inside)
            if person is None:
                continue
            if event.gender and not inside and (len(ranked) == 1 or ranked[0][0] >= SURE * ranked[1][0]):
                told.setdefault(person, event.gender)
            kind = MentionKind.PRONOUN if event.gender else MentionKind.NOMINAL
            if person >= 0:
                found[person].append(Mention(Span(event.start, event.end), text[event.start : event.end], kind))
        elif person < 0:
            if not (speaks or (syntax.opens(event.start) and (event.acts or syntax.subject(event.start, event.end)))):
                continue
            people[person] = Candidate(Person(event.gender, frozenset((event.role,))), [])
        ends[event.end] = person
        weight = 1.0 if syntax.subject(event.start, event.end) else OBJECT
        weight *= INSIDE if inside else SPEAKER if speaks else 1.0
        people[person].recent.append((sentence, weight))
        active = [*(n for n in active if n != person), person][-CANDIDATES:]
    return found


def _events(text: str, groups: Sequence[Group], people: Mapping[int, Candidate], gazetteer: Gazetteer) -> list[Event]:
    """Return where people are named or meant, in reading order."""
    called = frozenset(role for candidate in people.values() for role in candidate.person.roles)
    events = [Event(name.span.start, name.span.end, n) for n, g in enumerate(groups) if n in people for name in g.names]
    taken = frozenset(name.span.start for group in groups for name in group.names)
    starts = frozenset(event.start for event in events)
    events.extend(
        Event(phrase.start, phrase.end, ~n, phrase.gender, phrase.role, acts=phrase.acts)
        for n, phrase in enumerate(unnamed(text, starts))
        if not (phrase.definite and phrase.role in called)
    )
    events.extend(_pronouns(text))
    events.extend(_descriptions(text, taken, gazetteer))
    return sorted(events, key=lambda event: (event.start, -event.end))


def _ranked(event: Event, candidates: Mapping[int, Candidate], sentence: int) -> list[tuple[float, int]]:
    """Return (weight, person) of each candidate who fits a pronoun or description, the likeliest first."""
    ranked = []
    for n, candidate in candidates.items():
        fit = _gendered(event, candidate.person) if event.gender else _described(event, candidate.person)
        reach = UNNAMED if n < 0 else REACH if event.gender else DESCRIBED
        weight = fit and fit * candidate.prominence(sentence, reach)
        if weight > 0:
            ranked.append((weight, n))
    return sorted(ranked, reverse=True)


def _clear(ranked: Sequence[tuple[float, int]], margin: float, *, alone: bool) -> int | None:
    """Return the first person if the next is behind by the margin; where `alone` is asked for, only if there is none."""
    if not ranked or (len(ranked) > 1 and (alone or ranked[0][0] < margin * ranked[1][0])):
        return None
    return ranked[0][1]


def _gendered(event: Event, person: Person) -> float:
    """Return how well a pronoun fits a person, 0 to 1."""
    if not person.gender:
        return UNKNOWN
    return float(person.gender == event.gender)


def _speaks(text: str, event: Event) -> bool:
    """Return whether a verb of speech stands right before or behind a mention."""
    verbs = lexicons.read("speech_verbs")
    behind = text[event.end : event.end + 20].lstrip(", ").removeprefix("also ").split(" ", 1)[0]
    if behind.rstrip(PUNCTUATION) in verbs:
        return True
    before = text[max(0, event.start - 14) : event.start]
    told = before.split() if before.endswith(" ") else []
    return bool(told) and told[-1].lower() in verbs


def _described(event: Event, person: Person) -> float:
    """Return how well a description fits a person, 0 to 1."""
    if event.nation and person.nations and event.nation not in person.nations:
        return 0.0
    if not event.qualified <= person.qualified or is_other(event.role, person.qualified - event.qualified):
        return 0.0
    gender = gendered((event.role,))
    if gender and person.gender and gender != person.gender:
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
                following = text[at + 1 : at + 24].split(" ", maxsplit=1)[0].strip(",.;:")
                if text[at : at + 1] == " " and (
                    at + 1 in taken or following.lower() in roles or following in ("of", "who", "and")
                ):
                    break
                if text[at : at + 1] != "-":
                    qualified = frozenset(qualifying(text[match.end() : start].split()))
                    yield Event(match.start(), at, role=plain, nation=nation, qualified=qualified)
                break
            if plain in BREAKS or word.endswith(("'s", "’s")) or (start in taken and not nation):
                break


class _Syntax:
    """What the parser says about an offset; without a parser every line is a sentence and every name an object."""

    def __init__(self, doc: Doc, text: str, quoted: Covered) -> None:
        columns = doc.to_array(["DEP", "HEAD", "SENT_START", "LENGTH"]).astype(np.int64)
        self.offsets: list[int] = tokens.starts(doc).tolist()
        strings = doc.vocab.strings
        self.subjects = frozenset(strings[name] for name in SUBJECTS if name in strings)
        self.deps: list[int] = columns[:, 0].tolist()
        self.heads: list[int] = columns[:, 1].tolist()
        self.lengths: list[int] = columns[:, 3].tolist()
        self.doc = doc
        starts = {self.offsets[n] for n in np.flatnonzero(columns[:, 2] == 1).tolist()}
        starts.update(match.end() for match in LINE_END.finditer(text))
        self.starts: list[int] = sorted({0, *(start for start in starts if not quoted.holds(start - 1))})

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that the offset lies in."""
        return bisect_right(self.starts, offset)

    def opens(self, offset: int) -> bool:
        """Return whether a sentence begins at the offset."""
        return self.starts[bisect_right(self.starts, offset) - 1] == offset

    def _token(self, offset: int) -> int:
        return max(0, bisect_right(self.offsets, offset) - 1)

    def subjects_of(self, offset: int) -> tuple[int, ...]:
        """Return where the words end that name the subject of an object's clause, whom a pronoun there does not mean.

        "Ann Lee, who taught her" is no teacher of herself (principle B of Chomsky's "Lectures on Government and Binding",
        1981): she would be "herself".
        """
        verb = self._verb_over(self._token(offset))
        for _ in range(CLIMBED):
            if verb is None:
                break
            subject = next((n for n in self._under(verb) if self.deps[n] in self.subjects), None)
            if subject is not None:
                if self._dep(verb) == "relcl" and self.doc[subject].lower_ in ("who", "that"):
                    subject = verb + self.heads[verb]
                named = (subject, *(n for n in self._under(subject) if self._dep(n) == "appos"))
                return tuple(self.offsets[n] + self.lengths[n] for n in named)
            over = verb + self.heads[verb]
            controlled = self._dep(verb) == "xcomp" and any(self._dep(n) == "dobj" for n in self._under(over))
            verb = over if self._dep(verb) in SHARED and over != verb and not controlled else None
        return ()

    def _verb_over(self, token: int) -> int | None:
        """Return the verb that a pronoun is the object of, by a preposition or not, else None."""
        role, over = self._dep(token), token + self.heads[token]
        if role == "nsubj" and self._dep(over) == "ccomp":  # "describes her as fearless"
            over += self.heads[over] if over > token else 0
        elif role not in OBJECTS:
            return None
        elif role == "pobj":
            if self.doc[over].lower_ in BESIDE:
                return None
            over += self.heads[over]
        return over if self.doc[over].pos_ in ("VERB", "AUX") else None

    def _dep(self, token: int) -> str:
        return str(self.doc[token].dep_)

    def _under(self, head: int) -> list[int]:
        """Return the words near a word that hang on it."""
        near = range(max(0, head - CLAUSE), min(len(self.heads), head + CLAUSE))
        return [n for n in near if n != head and n + self.heads[n] == head]

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
