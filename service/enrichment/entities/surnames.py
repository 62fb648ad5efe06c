"""Make a surname whole by the given name in front of it that the model passed over: "Tomasz [Wrona]".

News names a person in full once and by the surname from there on. A word of the lists of given names is one; so is a
word that stands nowhere but in front of this surname, where the article goes on with the surname alone.
"""

import re
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from service.enrichment import lexicons
from service.enrichment.entities import recovery
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import PLACES

Draft = tuple[int, int, str]
SURNAME = re.compile(r"[^\W\d_a-z][\w’'-]*[a-z][\w’'-]*")
BEFORE = re.compile(r"(?<![\w’'@#&/.-])(?P<given>[^\W\d_a-z][a-zà-ɏ]+(?:-[^\W\d_a-z][a-zà-ɏ]+)?) $")
FURTHER_BEFORE = re.compile(r"(?:\b[Tt]he|\b[Aa]n?|[^\W\d_a-z][\w’'-]*|\w[’']s?|&) $")
"""What stands in front of a name of several words that the two are only the end of, or of a thing."""
FURTHER_BEHIND = re.compile(r"(?:['’]s)? (?:[^\W\d_a-z]|\d|& |of )")
LOOKED_BACK = 40
"""Characters in front of a surname that are looked at."""
PERSONAL = frozenset(("PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART", "PRODUCT", "LOC"))
"""What the model takes surnames for."""
PARTICIPLE = re.compile(r"\w{3,}ing")
REPEATED = 2
"""So often a surname stands in an article that introduces whom it names."""
SPEAKS = re.compile(r",? (?:also |has |had )?(?P<behind>[a-z]+)\b|, \d\d,")
SAID = re.compile(r"\b(?P<verb>[a-z]+) $")


def whole(doc: Doc, text: str, drafts: Sequence[Draft], gazetteer: Gazetteer) -> list[Draft]:
    """Return the drafts in reading order, a surname alone with the given name that stands right in front of it."""
    alone = Counter(text[start:end] for start, end, label in drafts if label in PERSONAL)
    found: list[Draft] = []
    for start, end, label in drafts:
        before = _given_before(doc, text, (start, end, label), gazetteer, alone) if label in PERSONAL else None
        if before is None or (found and before < found[-1][1]):
            found.append((start, end, label))
        else:
            found.append((before, end, "PERSON"))
    return found


def _given_before(doc: Doc, text: str, draft: Draft, gazetteer: Gazetteer, alone: Counter[str]) -> int | None:
    """Return where the given name begins in front of a draft that is a surname alone, or None."""
    start, end, label = draft
    if text[start - 1 : start] != " " or not SURNAME.fullmatch(text, start, end) or FURTHER_BEHIND.match(text, end):
        return None
    before = BEFORE.search(text, max(0, start - LOOKED_BACK), start)
    if before is None or not (_rare(before["given"]) and _rare(text[start:end])):
        return None
    given, surname, at = before["given"], text[start:end], before.start()
    further = FURTHER_BEFORE.search(text, max(0, at - LOOKED_BACK), at)
    known = gazetteer.known(surname) if label != "PERSON" else None
    if (
        gazetteer.known(given)
        or given in gazetteer.nationalities
        or (further and not _explained(further[0]))
        or (known is not None and known.type in PLACES)
    ):
        return None
    if lexicons.is_surely_given_name(given):
        return at
    return at if _is_introduced(text, given, surname, alone) and _proper(doc, at) else None


def _is_introduced(text: str, given: str, surname: str, alone: Counter[str]) -> bool:
    """Return whether the article has the one word in front of the surname only, and goes on with the surname alone.

    Who has another full name in it is not introduced so: "Crazy Ann", "Chasing Zork" of Ann Zork.
    """
    if alone[surname] < REPEATED or recovery.plural(given.lower()) or PARTICIPLE.fullmatch(given):
        return False
    if any(" " in form and surname in form.split() for form in alone):
        return False
    return text.count(f"{given} ") == text.count(f"{given} {surname}") and _acts(text, surname)


def _explained(before: str) -> bool:
    """Return whether the word before a given name is a title or says what the person is: "Sir", "Manager"."""
    return any(before.strip().lower() in lexicons.read(name) for name in ("honorifics", "person_roles"))


def _rare(word: str) -> bool:
    """Return whether the word means nothing but whom it names."""
    plain = word.rsplit("-", 1)[-1].lower()
    return not any(plain in lexicons.read(name) for name in COMMON) and not any(
        plain in lexicons.read(f"{kind}_heads") for kind in ("facility", "organisation", "place", "event", "law")
    )


COMMON = (
    "not_names",
    "honorifics",
    "leading_words",
    "person_roles",
    "english_words",
    "weekdays",
    "organisation_nouns",
    "company_words",
)
"""Lists of words that are no names."""


def _proper(doc: Doc, offset: int) -> bool:
    """Return whether the tagger takes the word at the offset for a proper noun."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span is not None and span[0].pos_ == "PROPN"


LOOKED_AT = 8
"""So many places of a surname are looked at."""


def _acts(text: str, surname: str) -> bool:
    """Return whether someone called so speaks, does what people do or has an age anywhere in the text."""
    said, done = lexicons.read("speech_verbs"), lexicons.read("person_verbs")
    at = -1
    for _ in range(LOOKED_AT):
        at = text.find(surname, at + 1)
        if at < 0:
            return False
        behind = SPEAKS.match(text, at + len(surname))
        before = SAID.search(text, max(0, at - LOOKED_BACK), at)
        if behind and (behind["behind"] is None or behind["behind"] in said or behind["behind"] in done):
            return True
        if before and before["verb"] in said:
            return True
    return False
