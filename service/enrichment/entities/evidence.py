"""Weigh what speaks for each type of a name: the model's labels, the gazetteer, the name's words and the words beside it.

All mentions of one form in an article get one type. The weights are round numbers chosen on half of the development
articles and confirmed on the other half.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt

from service.enrichment import lexicons
from service.enrichment.entities.gazetteer import Gazetteer, Known
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
PLACE_FIRST = frozenset(("mount", "lake", "mt", "port", "cape", "fort", "metro", "greater"))
EVENT_FIRST = frozenset(("battle", "cyclone", "hurricane", "operation", "storm", "typhoon"))
COPULAS = frozenset(("is", "was", "became"))
PUNCTUATION = ".,“”‘’\"'("
ACRONYM = re.compile(r"[A-Z&]{2,6}s?")
MIXED = re.compile(r"[a-z][A-Z]|\d|\w@")
SCOTS = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O['’])[A-Z]")
INITIALS_FIRST = re.compile(r"(?!U\. ?[SNK]\.)(?:[A-Z]\. ?|[A-Z] ){1,3}[A-Z][a-z]{2,}")
"""A name as India's papers and team sheets print it: "B R Ambedkar", "U. Kassim"."""
CALLED_IN_CAPITALS = re.compile(r"(?:[A-Z]{3,5}|U\.S\.) [A-Z][a-z]")
"""What begins so is a body: "MTN Ghana", "U.S. Steel"."""
OWNED_PERSON = re.compile(r"['’]s? (?P<given>[A-Z][a-z]+) [A-Z]")
"""Whoever has a person by full name is a body or a place: "Zork's Ann Lee"."""
PUBLISHED_IN = re.compile(
    r"\b(?:published|appear(?:s|ed|ing)|printed|writing|wrote)(?: (?:on|this|last|earlier|online|\w+day|week|month)){0,3} in (?:the )?$"
)
AGED_FROM = re.compile(r"\b\d\d, (?:from|of) $")
"""What stands between a person and where they live: "Jean Poe, 72, from Zork"."""
SEVERAL = re.compile(r",? (?:who )?(?:have|are|were|do)\b")
"""What is said of several: a team, not a person, where no other name stands in front."""
APPOSITION = re.compile(r", (?:an?|the|its) (?P<words>(?:[\w’'-]+ ){0,4}[\w’'-]+)")
BODIES = frozenset(
    ("agency", "association", "bank", "charity", "company", "party", "start-up", "startup", "think-tank", "union")
)
"""What a body is called where an article says what it is."""
PHRASE_ENDS = frozenset(
    ("at", "backed", "based", "by", "for", "from", "in", "of", "owned", "that", "which", "who", "with")
)
BEGINS = re.compile(r"(?:[.!?][\"”’]?|\b(?:[Bb]ut|[Ww]hile|that|[Aa]s|[Ww]hen|[Ii]f)) $")
IS_A = re.compile(r" (?:is|was|became)(?: not)? an? (?P<words>(?:[\w’'-]+ ){0,3}[\w’'-]+)")
SURNAMES = frozenset(
    (
        "bay",
        "castle",
        "church",
        "cliff",
        "court",
        "day",
        "field",
        "fields",
        "forest",
        "hill",
        "hills",
        "house",
        "lake",
        "lane",
        "law",
        "park",
        "parish",
        "rivers",
        "temple",
        "waters",
        "woods",
    )
)
"""Nouns for places, bodies, events and laws that are common surnames too."""
GENDERS = ("female", "male")
NUMBERED_LAW = re.compile(
    r"(?:Act|Bill|Decree|Directive|Executive Order|Ordinance|Proposition|Regulation|Resolution|Senate Bill)"
    r" (?:[Nn]o\.? ?)?(?:[A-Z]{1,4}[-.]?)*\d[\w/.-]*"
)
"""A law or a draft of one by its number: "Bill 124", "Act No. 54", "Bill C-11"."""
OF_IT = re.compile(
    r" (?:chief executive|co-founder|spokes(?:man|person|woman)|chairman|chairwoman|shares(?! (?:an?|her|his|that|the|their)\b)|shareholders|customers|employees|staff)\b"
)
"""What stands behind a body's name, and behind a person's only as the person's own with "'s": "Zork shares"."""
IT = re.compile(
    r" (?:has |had |also )?(?:said|says|announced) (?:that |on [A-Z][a-z]+ )?it (?:was |is )?(?:plans|planned|planning|expects|expected"
    r"|aims|aimed|aiming|intends|intended|employs|operates|had (?:cut|sold|bought|opened|hired)|would (?:cut|hire|open|close|sell|buy|launch|invest))\b"
)
"""What a body says of itself, where "it" stands for nothing else: "Zork said it would hire"."""
EMPLOYS = re.compile(r" (?:employs|manufactures|operates) \w")
LIKE_SURNAMES = frozenset(("bros", "brothers", "builders", "estates", "homes", "partners", "properties"))
"""Nouns that companies' names end with and the model takes for surnames: "Zork Homes"; with a given name in front they may be one."""
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
    last: Key
    """The words of the form's last part, several where hyphens join them: ("nwosu", "bello")."""
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
            last = words(form[form.rfind(" ") + 1 :]) if "-" in form else key[-1:]
            ballot = self.ballots[key] = Ballot({}, defaultdict(float), defaultdict(float), last)
            self._form(form, key, ballot.form)
        ballot.mentions += 1
        ballot.labels[label] = ballot.labels.get(label, 0) + 1
        _beside(text, start, end, ballot.beside)

    def _form(self, form: str, key: Key, votes: Votes) -> None:
        """Vote by what the gazetteer knows of the form, and by its words."""
        known = self.gazetteer.known(form)
        if known:
            votes[klass(known.type)] += _fame(known, key)
        if form in self.gazetteer.nationalities:
            votes["NORP"] += 4.0
        if NUMBERED_LAW.fullmatch(form):
            votes["LAW"] += 4.0
        if len(key) > 1:
            _cast(votes, _head(key))
            _cast(votes, _like_surname(key))
            if INSIDE.search(form):
                votes["PERSON"] -= 2.0
            if INITIALS_FIRST.fullmatch(form):
                votes["PERSON"] += 1.0
        elif ACRONYM.fullmatch(form):
            votes["ORG"] += 0.5
            votes["PERSON"] -= 1.5
        if CALLED_IN_CAPITALS.match(form):
            votes["PERSON"] -= 2.0
            votes["ORG"] += 0.7
        if MIXED.search(form) and not SCOTS.search(form):
            votes["PERSON"] -= 1.5

    def close(self) -> None:
        """Decide every form, the fuller names first: single words that are part of a person's or a company's are too."""
        totals = {key: ballot.total() for key, ballot in self.ballots.items()}
        acting = {key for key, ballot in self.ballots.items() if key == ballot.last and ballot.beside["PERSON"] >= ACTS}
        parts: dict[Key, float] = {}
        companies: set[Key] = set()
        for key, votes in totals.items():
            last = self.ballots[key].last
            if 1 < len(key) < LONG_NAME:
                if last in acting and last != key and _may_be_person(key):
                    votes["PERSON"] += 1.0
                if _first(votes) == "PERSON":
                    parts[key[-1:]] = parts[last] = parts[_surname(key, last)] = 3.0
                    # Who is never called by the surname alone is called by the given name, be it a country's too.
                    parts.setdefault(key[:1], 1.5 if key[-1:] in totals else 5.0)
            if len(key) > 1 and key[-1] in _of_companies() and _first(votes) == "ORG":
                companies.add(key[:1])
        for key, votes in totals.items():
            if key in parts:
                votes["PERSON"] += parts[key]
            elif key in companies:
                votes["ORG"] += COMPANY
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


LONG_NAME = 6
"""Words from which no name is a person's."""
ACTS = 1.5
"""Evidence beside a surname's mentions from which the fuller name is a person's too."""


COMPANY = 2.0
"""What the full name of a company weighs for its first word alone: "Zork" beside "Zork Systems Inc."."""


@cache
def _of_companies() -> frozenset[str]:
    """Return the words that companies' full names end with."""
    return lexicons.read("legal_forms") | lexicons.read("company_words")


def _surname(key: Key, last: Key) -> Key:
    """Return the surname, whose last part is given, with the particles that it begins with: ("de", "villiers")."""
    first = len(key) - len(last)
    while first > 1 and key[first - 1] in lexicons.read("surname_particles"):
        first -= 1
    return key[first:]


def _may_be_person(key: Key) -> bool:
    """Return whether the words are long enough for a person's, and none says that the name is a body's or a place's."""
    heads = (lexicons.read("organisation_heads"), lexicons.read("place_heads"))
    told = any(word in words for words in heads for word in key)
    return len(key[0]) > len("Li") < len(key[-1]) and _head(key)[0] == "PERSON" and not told


def _first(votes: Votes) -> str:
    """Return the class with the most votes; ties go to the first in the alphabet."""
    best = max(sorted(votes), key=votes.__getitem__, default="ORG")
    return best if not votes or votes[best] >= 0 else "ORG"


def _is_given(word: str) -> bool:
    return any(word in lexicons.read(f"{kind}_names") for kind in GENDERS)


def _fame(known: Known, key: Key) -> float:
    """Return what the gazetteer's word weighs: less for a smaller city, and for a place that is a given name too."""
    size = known.inhabitants
    weight = 4.0 if not size else 2.5 if size >= 1_000_000 else 1.5 if size >= 100_000 else 0.7
    doubtful = len(key) == 1 and lexicons.is_given_name(key[0]) and not known.key.startswith("country:")
    return weight / 2 if doubtful else weight


def _head(key: Key) -> tuple[str, float]:
    """Return the class that the words of a longer name speak for, and how strongly."""
    if len(key) == 2 and key[1] in SURNAMES and _is_given(key[0]):
        return "PERSON", 0.7
    bodies, last = lexicons.read("organisation_heads"), key[-1]
    told = (
        ("ORG", 3.0, key[0] in bodies and key[1] in ("of", "for", "on")),
        ("EVENT", 2.5, last in lexicons.read("event_heads") or key[0] in EVENT_FIRST),
        ("LAW", 2.5, last in lexicons.read("law_heads")),
        ("ORG", 3.0, last in bodies),
        ("PLACE", 2.5, last in lexicons.read("place_heads") or key[0] in PLACE_FIRST),
        ("PERSON", 1.0, lexicons.is_given_name(key[0]) and len(key) <= 4),
    )
    return next(((kind, weight) for kind, weight, holds in told if holds), ("PERSON", 0.0))


def _like_surname(key: Key) -> tuple[str, float] | None:
    """Return the vote of a company's noun that is a surname too, which no given name stands in front of."""
    return ("ORG", 1.5) if key[-1] in LIKE_SURNAMES and not lexicons.is_given_name(key[0]) else None


@cache
def words_before() -> Mapping[str, tuple[str, float]]:
    """Return the vote of the word before a name."""
    return _table(
        (("person_roles", "PERSON", 1.0), ("organisation_nouns", "ORG", 1.0), ("business_nouns", "ORG", 1.0)),
        {**dict.fromkeys(PLACE_BEFORE, ("PLACE", 1.1)), "from": ("PLACE", 0.4), "the": ("PERSON", -2.0)},
    )


@cache
def words_before_of() -> Mapping[str, tuple[str, float]]:
    """Return the vote of the word before "of" or "for" and a name."""
    lists = (
        ("place_nouns", "PLACE", 1.5),
        ("place_offices", "PLACE", 1.0),
        ("person_roles", "ORG", 0.7),
        ("organisation_nouns", "ORG", 0.7),
    )
    return _table(lists, {})


@cache
def words_after() -> Mapping[str, tuple[str, float]]:
    """Return the vote of the word behind a name."""
    lists = (("speech_verbs", "PERSON", 0.7), ("person_verbs", "PERSON", 0.4))
    nouns = (("place_nouns", "PLACE", 0.9), ("place_offices", "PLACE", 0.7), ("organisation_nouns", "ORG", 0.7))
    return _table((*lists, *nouns), {})


def _table(
    lists: Sequence[tuple[str, str, float]], more: Mapping[str, tuple[str, float]]
) -> Mapping[str, tuple[str, float]]:
    """Return the (class, weight) of each word; the first list that has a word decides."""
    table = dict(more)
    for name, kind, weight in reversed(lists):
        table.update(dict.fromkeys(lexicons.read(name), (kind, weight)))
    return table


def _beside(text: str, start: int, end: int, votes: Votes) -> None:
    """Vote by the words beside a mention."""
    before = text[max(0, start - 32) : start].rsplit("\n", 1)[-1].split()[-2:]
    if before:
        _in_front(text, start, before, votes)
    after = WORD_AFTER.match(text, end, min(len(text), end + 24))
    if after:
        _behind(text, end, after, votes)
    if SEVERAL.match(text, end) and (not before or BEGINS.search(text, max(0, start - 8), start)):
        votes["PERSON"] -= 1.5
        votes["ORG"] += 0.5
    if text.startswith(", which ", end):
        votes["PERSON"] -= 1.5
        votes["ORG"] += 0.5
    if text[end : end + 1] == "," and (told := APPOSITION.match(text, end, min(len(text), end + 72))):
        _apposed(told["words"], votes)
    if AGE_AFTER.match(text, end):
        votes["PERSON"] += 1.5
    if text[end : end + 1] == " " and any(pattern.match(text, end) for pattern in (OF_IT, IT, EMPLOYS)):
        votes["ORG"] += 1.0
        votes["PERSON"] -= 1.5


def _apposed(words: str, votes: Votes) -> None:
    """Vote by what an apposition says that a name is: "Zork, the software start-up backed by ...", "Ann, a nurse"."""
    kind = ""
    for word in words.lower().split():
        if word in PHRASE_ENDS:
            break
        if word in lexicons.read("person_roles"):
            kind = "PERSON"
        elif word in lexicons.read("business_nouns") or word in BODIES:
            kind = "ORG"
    if kind:
        votes[kind] += 1.2


def _in_front(text: str, start: int, before: Sequence[str], votes: Votes) -> None:
    """Vote by the one or two words before a mention."""
    near = before[-1].strip(PUNCTUATION)
    plain = near.lower()
    if near[:1].isupper() and plain in lexicons.read("honorifics"):
        votes["PERSON"] += 2.0
    elif plain == "in" and PUBLISHED_IN.search(text, max(0, start - 56), start):
        votes["ORG"] += 1.1
    elif plain in ("in", "of") and before[0].lower() in ("shareholders", "shares", "stake"):
        votes["ORG"] += 1.5
    elif plain in ("from", "of") and AGED_FROM.search(text, max(0, start - 12), start):
        votes["PLACE"] += 1.5
    elif plain in ("of", "for"):
        _cast(votes, words_before_of().get(before[0].lower()))
    else:
        _cast(votes, words_before().get(plain))


def _behind(text: str, end: int, after: re.Match[str], votes: Votes) -> None:
    """Vote by the word behind a mention."""
    word = after["word"].lower()
    if not after["possessive"]:
        _cast(votes, words_after().get(word))
        if word in COPULAS and (said := IS_A.match(text, end, min(len(text), end + 64))):
            told = frozenset(said["words"].lower().split())
            if told & lexicons.read("male_words") or told & lexicons.read("female_words"):
                votes["PERSON"] += 1.5
    elif word in lexicons.read("kin_nouns"):
        votes["PERSON"] += 1.0
    elif (owned := OWNED_PERSON.match(text, end)) and _is_given(owned["given"].lower()):
        votes["PERSON"] -= 1.5
        votes["ORG"] += 0.5


def _cast(votes: Votes, vote: tuple[str, float] | None) -> None:
    if vote:
        votes[vote[0]] += vote[1]
