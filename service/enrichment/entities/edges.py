"""Cut names out of what the model marked: one line, one name, no article, title, possessive or punctuation around it."""

import re
from collections.abc import Iterator, Sequence

from service.enrichment import lexicons

VALUES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
LINE = re.compile(r"[^\n\r\u2028\u2029]+")
DETERMINERS = frozenset(
    ("the", "a", "an", "and", "of", "this", "that", "these", "our", "its", "their", "his", "her", "my")
)
APOSTROPHES = "'’`´"
BEFORE_VALUE = "$€£¥₹+-#"
CURRENCIES = "$€£¥₦₹"
AFTER_VALUE = "%$€£¥₹)°"
MAGNITUDE = re.compile(r"(?:k|m|mn|mln|million|b|bn|billion|t|tn|trn|trillion)\b")
"""What stands behind an amount's last digit, without a space: "$10m"."""
AMOUNT = re.compile(
    r"[A-Z][A-Za-z]{0,2}\$?[€£¥₦₹]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?=[a-z]))(?:(?:k|m|mn|mln|b|bn|tn|trn)\b)?"
)
"""An amount with its currency's letters: "N1,595", "R2.5bn", "US$3m"; "A320" and "M25" are none."""
INITIALS = re.compile(r"(?:^|[\s.])[A-Z]\.$|^(?:[A-Z]\.)+$")
ABBREVIATION = re.compile(r"\b(?:Inc|Corp|Cos?|Ltd|Bros|Jr|Sr|Esq|Assn|Dept|Univ)$")
"""What is written with a full stop at the end of a name, which belongs to it."""
INNER_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])\s+(?=\w)")
MEMBER = re.compile(r"([A-Z][a-z]+)(?:-[A-Z][a-z]+)? ([A-Z][\w’'-]+) of (?=\w)")
PERSON_JOINT = re.compile(
    r"\s+(?:and|&)\s+(?!(?:Co|Company|Sons|Bros|Brothers|Daughters|Partners|Associates)\b)"
    r"|,\s+(?!(?:Jr|Sr|I)\b)|\s*[/;:()\[\]{}…]\s*|\s+[-–—]\s+|\s+(?:versus|vs\.?)\s+"
)
JOINT = re.compile(r"\s*[/;()\[\]{}…]\s*|:\s+|\s+[–—]\s+")
HYPHENATED = re.compile(r"(?:[-‑][^\W\d_]+)+|[’'](?!s\b)[^\W\d_]{2,}")
LOWER_FIRST = re.compile(r"([a-z]+)\s+(?=\S)")
CREDIT = re.compile(r"(?<=\w)\s+(?:Image|Photo|Picture|Video|File)s?$")
NAMES_TOO = frozenset(("dean", "don", "duke", "earl", "prince"))
"""Titles that are given names in front of a surname alone."""
GIVEN_TOO = frozenset(("dean", "don", "earl"))
"""Those that are no titles in front of two names: "Earl Stanley Poe"."""
OWN_S = re.compile(
    r"['’]s(?= (?:is|was|has|had|will|would|said|says|told|and|or|in|on|at|to|for|by|of|which|who)\b|[,.;:)”\"])"
)
"""A possessive that nothing follows which could be owned, as shops and restaurants have it: "a spokesman for McDonald's said"."""
LOOKED_AT = 20
"""So many of its places in the text are looked at: it bounds the cost on hostile input."""
OWNERS = frozenset(("ORG", "FAC"))
CLASSES = frozenset(("PERSON", "ORG", "GPE"))
ROLE_AND_NAME = re.compile(r"([A-Z][a-z]+)\s+(?=\S+\s+\S)")
OFFICES = frozenset(("executive", "secretary"))
"""What offices of two words end with."""
OFFICE_INSIDE = re.compile(
    r"[A-Z][\w’'.&-]*(?: [A-Z][\w’'.&-]*)*(?P<office>(?: [a-z][a-z-]+){1,4} )(?=[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*){1,2}$)"
)
FULL = (2, 3)
"""So many words has a full name."""
FIRST_WORDS = re.compile(r"([\w’'-]+\.?)(?:\s+([\w’'-]+\.?))?\s+(?=\S)")


def pieces(text: str, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each name or value in text[start:end], the entity of that label.

    An entity that runs over a line break gives one piece a line.
    """
    lines = [(start, end)]
    if "\n" in text[start:end]:
        lines = [line.span() for line in LINE.finditer(text, start, end)]
    for first, last in lines:
        if label in VALUES:
            yield from _value(text, first, last)
        else:
            at = first
            joint = PERSON_JOINT if label == "PERSON" else JOINT
            for cut in joint.finditer(text, first, last):
                yield from name(text, at, cut.start(), label)
                at = cut.end()
            yield from name(text, at, last, label)


def _value(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of the value in text[start:end] without punctuation around it."""
    while start < end and not (text[start].isalnum() or text[start] in BEFORE_VALUE):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in AFTER_VALUE):
        end -= 1
    if text[end - 1 : end] == "s" and text[end - 2 : end - 1] in ("'", "’"):
        end -= 2
    if start < end:
        if text[start].isdigit() and start and text[start - 1] in CURRENCIES:
            start -= 1
        if text[end - 1].isdigit() and (magnitude := MAGNITUDE.match(text, end)):
            end = magnitude.end()
        yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the (start, end) of a name without punctuation and determiners before it, punctuation and 's behind."""
    while start < end:
        if not text[start].isalnum():
            start += 1
            continue
        space = text.find(" ", start, min(end, start + 6))
        if space < 0 or text[start:space].lower() not in DETERMINERS:
            break
        start = space
    while start < end:
        last = text[end - 1]
        if last == "s" and text[end - 2] in APOSTROPHES and end - 2 > start:
            end -= 2
        elif last.isalnum() or (last == "." and text[end - 2].isupper()):
            break
        else:
            end -= 1
    return start, end


def name(text: str, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of the name in text[start:end] without what is around it; nothing where none is left."""
    start, end = _trimmed(text, start, end)
    if start == end:
        return
    if text[end : end + 1] == "." and (INITIALS.search(text, start, end + 1) or ABBREVIATION.search(text, start, end)):
        end += 1
    elif label in OWNERS and (own := OWN_S.match(text, end)) and _always_owns(text, start, end):
        end = own.end()
    if label in CLASSES:
        start = _without_lower_case(text, start, end)
        if credit := CREDIT.search(text, start, end):
            end = credit.start()
    if label == "PERSON":
        start = untitled(text, start, end)
        end = _unlettered(text, start, end)
        if rest := HYPHENATED.match(text, end):
            end = rest.end()
    if not text[start:end].islower() and any(map(str.isupper, text[start:end])):
        yield start, end


def _always_owns(text: str, start: int, end: int) -> bool:
    """Return whether the form never stands in the text without a possessive or with one of something: "Google's plan"."""
    form = text[start:end]
    if form.rsplit(" ", 1)[-1].lower() in lexicons.read("organisation_heads"):
        return False
    at = -1
    for _ in range(LOOKED_AT):
        at = text.find(form, at + 1)
        if at < 0:
            break
        if not OWN_S.match(text, at + len(form)):
            return False
    return True


def member(text: str, start: int, end: int) -> int | None:
    """Return where the person's name ends in "Ann Lee of the Peace Forum", marked as one name; None for other names."""
    match = MEMBER.match(text, start, end)
    if match is None or not lexicons.is_given_name(match[1]):
        return None
    heads = (lexicons.read("organisation_heads"), lexicons.read("place_heads"), lexicons.read("event_heads"))
    return None if any(match[2].lower() in words for words in heads) else match.end(2)


def possessor(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a possessor inside a name ends and what it possesses starts: "Chad's Ministry of Health"."""
    inner = INNER_POSSESSIVE.search(text, start, end)
    return inner.span() if inner else None


def office_inside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the (start, end) of the office between a body's and a person's name: "Zork [ chief executive ]Ann Lee"."""
    match = OFFICE_INSIDE.match(text[start:end])
    if match is None or match["office"].split()[-1] not in lexicons.read("person_roles") | OFFICES:
        return None
    return start + match.start("office"), start + match.end("office")


def full_name(text: str, start: int, end: int, label: str, *, says: bool) -> bool:
    """Return whether the words are a given name and a surname, none of them a body's noun: "Ann Lee", no "Ann Lee School".

    Of what the model took for a person any two names will do where they say something; elsewhere the given name has to
    be one and nothing else: headlines have "Zork’s Big Ban" too.
    """
    told = text[start:end].split(" ")
    if len(told) not in FULL or not all(word[:1].isupper() and not word.isupper() for word in told):
        return False
    given = lexicons.is_surely_given_name(told[0]) if label == "PERSON" else lexicons.is_given_name(told[0])
    if not given and not (says and label == "PERSON"):
        return False
    kinds = ("organisation_heads", "facility_heads", "place_heads", "event_heads", "law_heads", "not_names")
    return not any(word.lower() in lexicons.read(kind) for kind in kinds for word in told)


def _without_lower_case(text: str, start: int, end: int) -> int:
    """Return where the name starts after words in lower case that are no part of it ("magician", "united")."""
    while (match := LOWER_FIRST.match(text, start, end)) and match[1] not in lexicons.read("surname_particles"):
        start = match.end()
    return start


def _unlettered(text: str, start: int, end: int) -> int:
    """Return where a person's name ends before the letters of degrees and orders: "Jane Roe MBE"."""
    letters = lexicons.read("post_nominals")
    while (space := text.rfind(" ", start, end)) > start and text[space + 1 : end].replace(".", "") in letters:
        name_end = space - 1 if text[space - 1] == "," else space
        if text[start:name_end].isupper():
            break
        end = name_end
    return end


def is_title(word: str, behind: Sequence[str]) -> bool:
    """Return whether an honorific is a title in front of the words: "Prince Harry", not "Don Pelletier"."""
    names = lexicons.read("given_names")
    if word in NAMES_TOO and len(behind) == 1:
        return behind[0].lower() in names
    return word not in GIVEN_TOO or len(behind) != 2


def untitled(text: str, start: int, end: int) -> int:
    """Return where the name starts after the honorifics in front of it; an honorific alone stays."""
    honorifics = lexicons.read("honorifics")
    others = lexicons.read("leading_words")
    if (role := ROLE_AND_NAME.match(text, start, end)) and role[1].lower() in lexicons.read("person_roles"):
        start = role.end()
    while match := FIRST_WORDS.match(text, start, end):
        one, two = match[1].lower().rstrip("."), (match[2] or "").lower().rstrip(".")
        if two and f"{one} {two}" in honorifics and match.end() < end:
            start = match.end()
        elif (one in honorifics and is_title(one, text[match.end(1) : end].split())) or one in others:
            start = match.start(2) if match[2] else match.end()
        else:
            break
    return start
