"""Weigh what speaks for each type of a name: the model's labels, the gazetteer, the name's words and the words beside it.

All mentions of one form in an article get one type. The weights are round numbers chosen on half of the development
articles and confirmed on the other half.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from math import sqrt

from service.enrichment import lexicons
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import PLACES, words

Key = tuple[str, ...]
LABEL = {"PERSON": 1.0, "GPE": 1.0, "LOC": 0.8, "FAC": 0.8, "ORG": 0.8, "NORP": 1.0}
OTHER_LABEL = 0.9
WORD_AFTER = re.compile(r"(?P<possessive>['’]s?)?,?[”\"]?\s*(?P<word>[\w’'-]+)")
AGE_AFTER = re.compile(r",? \(?\d\d\)?[,)]")
PLACE_BEFORE = frozenset(
    (
        "in",
        "near",
        "around",
        "across",
        "throughout",
        "outside",
        "southern",
        "northern",
        "eastern",
        "western",
        "central",
        "downtown",
        "nearby",
    )
)
ACRONYM = re.compile(r"[A-Z&]{2,6}s?")
MIXED = re.compile(r"[a-z][A-Z]|\d|\w@")
SCOTS = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O['’])[A-Z]")
INSIDE = re.compile(r"\b(?:for|of|and|in|on|the|to)\b")


def klass(label: str) -> str:
    """Return the type, all kinds of places taken together."""
    return "PLACE" if label in PLACES else label


Votes = defaultdict[str, float]


@dataclass(slots=True)
class Ballot:
    """The votes for one form's type: by the model's labels, by the form itself, by the words beside its mentions."""

    labels: dict[str, int]
    form: Votes
    beside: Votes
    mentions: int = 0

    def total(self) -> Votes:
        """Return the votes for each class; labels and neighbours count by the root of the mentions they come from."""
        total = self.form.copy()
        scale = 1 / sqrt(max(self.mentions, 1))
        for label, count in self.labels.items():
            total[klass(label)] += LABEL.get(label, OTHER_LABEL) * count * scale
        for kind, weight in self.beside.items():
            total[kind] += weight * scale
        return total


class Evidence:
    """The ballots of one article's names."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.ballots: dict[Key, Ballot] = {}
        self.decisions: dict[Key, str] = {}

    def mention(self, text: str, start: int, end: int, label: str) -> None:
        """Take in one mention: its label and the words around it."""
        form = text[start:end]
        key = words(form)
        ballot = self.ballots.get(key)
        if ballot is None:
            ballot = self.ballots[key] = Ballot({}, defaultdict(float), defaultdict(float))
            self._form(form, key, ballot.form)
        ballot.mentions += 1
        ballot.labels[label] = ballot.labels.get(label, 0) + 1
        _beside(text, start, end, ballot.beside)

    def _form(self, form: str, key: Key, votes: Votes) -> None:
        """Vote by the words of the name itself."""
        given = lexicons.read("given_names")
        known = self.gazetteer.known(form)
        if known:
            size = known.inhabitants
            weight = 4.0 if not size else 2.5 if size >= 1_000_000 else 1.5 if size >= 100_000 else 0.7
            if len(key) == 1 and key[0] in given and not known.key.startswith("country:"):
                weight /= 2
            votes[klass(known.type)] += weight
        if form in self.gazetteer.nationalities:
            votes["NORP"] += 4.0
        heads, places = lexicons.read("organisation_heads"), lexicons.read("place_heads")
        if len(key) > 1:
            if key[-1] in heads or (key[0] in heads and key[1] in ("of", "for")):
                votes["ORG"] += 3.0
            elif key[-1] in places or key[0] in ("mount", "lake", "mt", "port", "cape", "fort"):
                votes["PLACE"] += 2.5
            elif key[0] in given and len(key) <= 4:
                votes["PERSON"] += 1.0
            if INSIDE.search(form):
                votes["PERSON"] -= 2.0
        elif ACRONYM.fullmatch(form):
            votes["ORG"] += 0.5
            votes["PERSON"] -= 1.5
        if MIXED.search(form) and not SCOTS.search(form):
            votes["PERSON"] -= 1.5

    def close(self) -> None:
        """Decide every form, the fuller names of people first: single words that are part of one are people too."""
        totals = {key: ballot.total() for key, ballot in self.ballots.items()}
        parts: dict[str, float] = {}
        for key, votes in totals.items():
            if 1 < len(key) < 6 and _first(votes) == "PERSON":
                parts[key[-1]] = 3.0
                parts.setdefault(key[0], 1.5)
        for key, votes in totals.items():
            if len(key) == 1 and key[0] in parts:
                votes["PERSON"] += parts[key[0]]
            self.decisions[key] = _first(votes)

    def label(self, form: str) -> str:
        """Return the OntoNotes type of a form that was mentioned."""
        key = words(form)
        kind = self.decisions[key]
        if kind != "PLACE":
            return kind
        known = self.gazetteer.known(form)
        if known and known.type in PLACES:
            return known.type
        own = [(count, label) for label, count in self.ballots[key].labels.items() if label in PLACES]
        return max(own)[1] if own else "GPE"


def _first(votes: Votes) -> str:
    """Return the class with the most votes; ties go to the first in the alphabet."""
    return max(sorted(votes), key=votes.__getitem__) if votes else "ORG"


def _beside(text: str, start: int, end: int, votes: Votes) -> None:
    """Vote by the words beside a mention."""
    before = text[max(0, start - 32) : start].rsplit("\n", 1)[-1].split()[-2:]
    if before:
        near, far = before[-1].lower().strip(".,“”‘’\"'("), before[0].lower()
        if near in lexicons.read("honorifics") and before[-1][0].isupper():
            votes["PERSON"] += 2.0
        elif near in lexicons.read("person_roles"):
            votes["PERSON"] += 1.0
        elif near in PLACE_BEFORE:
            votes["PLACE"] += 0.7
        elif near == "the":
            votes["PERSON"] -= 1.0
        elif near == "of" and far in lexicons.read("place_nouns"):
            votes["PLACE"] += 1.5
        elif (near in ("of", "for") and far in lexicons.read("person_roles")) or near in lexicons.read("organisation_nouns"):
            votes["ORG"] += 0.7
    after = WORD_AFTER.match(text, end, min(len(text), end + 24))
    if after:
        word = after["word"].lower()
        if after["possessive"]:
            votes["PERSON"] += 1.0 * (word in lexicons.read("kin_nouns"))
        elif word in lexicons.read("speech_verbs"):
            votes["PERSON"] += 0.7
        elif word in lexicons.read("person_verbs"):
            votes["PERSON"] += 0.4
        elif word in lexicons.read("place_nouns"):
            votes["PLACE"] += 0.7
        elif word in lexicons.read("organisation_nouns"):
            votes["ORG"] += 0.7
    if AGE_AFTER.match(text, end):
        votes["PERSON"] += 1.5
