"""Tell which days are still to come: what governs "on Saturday" is said of the future, and certainly so.

"Crews will be out on Saturday" and "City, who host Southampton on Sunday" mean the next such day; where nothing tells, a
newspaper's weekday is the last one. Read off the parse; without one, nothing is to come.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from service.enrichment.types import Span

STEPS = 6
"""So many heads lead at most from a day to what governs it."""
MODALS = frozenset(("will", "'ll", "’ll", "wo", "shall", "would", "may", "might"))
BE_PRESENT = frozenset(("is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "be"))
PAST = frozenset(("was", "were", "had", "been", "have", "has"))
DUE = frozenset(("due", "expected", "planned", "poised", "scheduled", "set", "slated", "supposed"))
"""What is so lies ahead, if it is so now."""
INTENDING = frozenset(
    (
        "aim",
        "aims",
        "expect",
        "expects",
        "going",
        "hope",
        "hopes",
        "intend",
        "intends",
        "likely",
        "plan",
        "plans",
        "want",
        "wants",
    )
)
SCHEDULED = frozenset(
    (
        "begin",
        "face",
        "fly",
        "hold",
        "host",
        "kick",
        "meet",
        "open",
        "play",
        "resume",
        "start",
        "travel",
        "visit",
        "vote",
    )
)
"""Verbs whose present says what a timetable does."""
EVENTS = frozenset(
    (
        "ceremony",
        "debate",
        "election",
        "final",
        "fixture",
        "game",
        "hearing",
        "match",
        "meeting",
        "protest",
        "race",
        "rally",
        "referendum",
        "semifinal",
        "session",
        "summit",
        "talks",
        "trial",
        "vote",
    )
)
"""Nouns for what takes place: their day is the day of what is said of them."""
TOPIC = frozenset(("about", "after", "following", "into", "over", "regarding"))
"""What follows such a word has its own time: "will be charged over the killing on Sunday"."""


def ahead(doc: Doc, span: Span) -> bool:
    """Return whether the day that stands at the span is certainly one to come."""
    day = doc.char_span(span.start, span.end, alignment_mode="expand")
    if day is None:
        return False
    token = day.root
    for governor in _governors(token):
        if governor.lower_ in DUE and governor.tag_ in ("VBN", "JJ") and _now(governor):
            return True
        if governor.pos_ in ("VERB", "AUX"):
            return _is_ahead(governor) and not any(word.lower_ in TOPIC for word in doc[governor.i : token.i])
        if not (governor.pos_ == "ADP" or governor.lower_ in EVENTS or _is_venue(governor)):
            return False
    return False


def _is_venue(noun: Token) -> bool:
    """Return whether the noun says where something takes place."""
    return noun.dep_ == "pobj" and (noun.head.lower_ == "at" or (noun.head.lower_ == "in" and noun.pos_ == "PROPN"))


def _governors(token: Token) -> Iterator[Token]:
    """Yield the heads above a token, the nearest first."""
    for _ in range(STEPS):
        if token.head is token:
            return
        token = token.head
        yield token


def _is_ahead(verb: Token) -> bool:
    """Return whether what the verb says is to come."""
    beside = frozenset(child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass"))
    if beside & PAST:
        return False
    if beside & MODALS:
        return True
    if "to" in beside:
        governor = verb.head
        return governor is not verb and (
            (governor.lower_ in DUE and _now(governor))
            or (governor.lower_ in INTENDING and _now(governor))
            or governor.lower_ in BE_PRESENT
        )
    if verb.lemma_ in SCHEDULED and (verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and beside & BE_PRESENT)):
        return verb.sent[-1].is_punct
    joined = verb.dep_ == "conj" and not any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    return joined and verb.head is not verb and verb.tag_ == "VB" and _is_ahead(verb.head)


def _now(token: Token) -> bool:
    """Return whether no past verb stands beside the word: "is due", not "was due"."""
    near = (*token.children, *((token.head,) if token.head.pos_ == "AUX" else ()))
    return not any(one.lower_ in PAST for one in near)
