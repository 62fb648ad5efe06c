"""Weigh what speaks for each type of a name: the model's labels, the gazetteer, the words of the name and those beside it.

All mentions of one form in an article get one type. The weights were chosen on half of the development articles and
confirmed on the other half.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from service.enrichment import lexicons
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import PLACES, words

Key = tuple[str, ...]
LABEL = {"PERSON": 1.0, "GPE": 1.0, "LOC": 0.8, "FAC": 0.8, "ORG": 0.8, "NORP": 1.0}
OTHER_LABEL = 0.9
WORD_BEFORE = re.compile(r"([\w’'-]+)\.?\s+$")
WORD_AFTER = re.compile(r"[”\"’']?,?[”\"’']?\s*([\w’'-]+)")
AGE_AFTER = re.compile(r",? \(?\d\d\)?[,)]|,? who\b")
PLACE_BEFORE = frozenset(("in", "near", "around", "across", "throughout", "outside", "inside", "southern", "northern", "eastern", "western", "central", "visit", "visited", "downtown", "nearby"))


def klass(label: str) -> str:
    """Return the type, all kinds of places taken together."""
    return "PLACE" if label in PLACES else label


class Evidence:
    """The votes for each form's type in one article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.votes: dict[Key, Counter[str]] = defaultdict(Counter)
        self.labels: dict[Key, Counter[str]] = defaultdict(Counter)
        self.seen: dict[Key, str] = {}

    def mention(self, text: str, start: int, end: int, label: str | None) -> Key:
        """Take in one mention: its label, if the model gave it one, and the words around it; return its key."""
        form = text[start:end]
        key = words(form)
        votes = self.votes[key]
        if key not in self.seen:
            self.seen[key] = form
            self._form(form, key, votes)
        if label:
            votes[klass(label)] += LABEL.get(label, OTHER_LABEL)
            self.labels[key][label] += 1
        self._context(text, start, end, votes)
        return key

    def _form(self, form: str, key: Key, votes: Counter[str]) -> None:
        """Vote by the words of the name itself."""
        known = self.gazetteer.known(form) or (self.gazetteer.known(form.title()) if form.isupper() and len(form) > 4 else None)
        given = lexicons.read("given_names")
        if known:
            size = known.inhabitants
            weight = 4.0 if not size else 2.5 if size >= 1_000_000 else 1.5 if size >= 100_000 else 0.7
            if size and len(key) == 1 and key[0] in given:
                weight /= 2
            votes[klass(known.type)] += weight
        if form in self.gazetteer.nationalities:
            votes["NORP"] += 4.0
        heads, places = lexicons.read("organisation_heads"), lexicons.read("place_heads")
        if len(key) > 1:
            if key[-1] in heads or (key[0] in heads and key[1] in ("of", "for")) or key[0] in ("ministry", "university"):
                votes["ORG"] += 3.0
            elif key[-1] in places or key[0] in ("mount", "lake", "mt", "port", "cape", "fort"):
                votes["PLACE"] += 2.5
            if key[0] in given and len(key) <= 4 and key[-1] not in heads and key[-1] not in places:
                votes["PERSON"] += 1.0

    def _context(self, text: str, start: int, end: int, votes: Counter[str]) -> None:
        """Vote by the words beside a mention."""
        before = WORD_BEFORE.search(text, max(0, start - 24), start)
        if before:
            word = before[1].lower()
            if word in lexicons.read("honorifics") and (before[1][0].isupper() or word in lexicons.read("person_roles")):
                votes["PERSON"] += 2.0
            elif word in lexicons.read("person_roles"):
                votes["PERSON"] += 1.0
            elif word in PLACE_BEFORE:
                votes["PLACE"] += 0.7
        after = WORD_AFTER.match(text, end, min(len(text), end + 24))
        if after and after[1].lower() in lexicons.read("speech_verbs"):
            votes["PERSON"] += 0.7
        if AGE_AFTER.match(text, end):
            votes["PERSON"] += 1.5

    def surnames(self) -> None:
        """Vote for single words that are part of a person's fuller name in the article."""
        parts: dict[str, float] = {}
        for key, votes in self.votes.items():
            if 1 < len(key) < 6 and self.decision(key) == "PERSON":
                parts[key[-1]] = 3.0
                parts.setdefault(key[0], 1.5)
        for key in self.votes:
            if len(key) == 1 and key[0] in parts:
                self.votes[key]["PERSON"] += parts[key[0]]

    def decision(self, key: Key) -> str:
        """Return the class with the most votes; ties go to the first in the alphabet."""
        votes = self.votes[key]
        return min(votes, key=lambda kind: (-votes[kind], kind)) if votes else "ORG"

    def label(self, key: Key, form: str) -> str:
        """Return the OntoNotes type of the form."""
        kind = self.decision(key)
        if kind != "PLACE":
            return kind
        known = self.gazetteer.known(form)
        if known and known.type in PLACES:
            return known.type
        own = [(count, label) for label, count in self.labels[key].items() if label in PLACES]
        return max(own)[1] if own else "GPE"
