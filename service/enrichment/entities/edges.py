"""Cut names out of what the model marked: one line, one name, no article, title, possessive or punctuation around it."""

import re
from collections.abc import Iterator

from service.enrichment import lexicons

VALUES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
LINE = re.compile(r"[^\n\r\u2028\u2029]+")
BEFORE_NAME = re.compile(r"(?:[^\w]|_|(?:the|a|an|and|of|this|that|these|our|its|their|his|her|my)\s+)+", re.IGNORECASE)
AFTER_NAME = re.compile(r"(?:['’`´]s?|[^\w.)]|_|(?<![A-Z])\.|\)(?<!\w\)))+$")
BEFORE_VALUE = re.compile(r"[^\w$€£¥₹+-]+")
AFTER_VALUE = re.compile(r"(?:['’]s|[^\w%$€£¥₹)°])+$")
INITIALS = re.compile(r"(?:^|[\s.])[A-Z]\.$|^(?:[A-Z]\.)+$")
INNER_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])\s+(?=\w)")
PERSON_JOINT = re.compile(r"\s+(?:and|&)\s+|,\s+(?!(?:Jr|Sr|I)\b)|\s*[/;:()\[\]{}…]\s*|\s+[-–—]\s+")
JOINT = re.compile(r"\s*[/;()\[\]{}…]\s*|:\s+|\s+[–—]\s+")
HYPHENATED = re.compile(r"(?:[-‑][^\W\d_]+)+|[’'](?!s\b)[^\W\d_]{2,}")
LOWER_FIRST = re.compile(r"([a-z]+)\s+(?=\S)")
CREDIT = re.compile(r"(?<=\w)\s+(?:Image|Photo|Picture|Video|File)s?$")
CLASSES = frozenset(("PERSON", "ORG", "GPE"))
PARTICLES = frozenset(
    (
        "al",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "les",
        "ter",
        "van",
        "von",
    )
)
FIRST_WORDS = re.compile(r"([\w’'-]+\.?)(?:\s+([\w’'-]+\.?))?\s+(?=\S)")


def pieces(text: str, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each name or value in text[start:end], the entity of that label.

    An entity that runs over a line break gives one piece a line.
    """
    for line in LINE.finditer(text, start, end):
        if label in VALUES:
            yield from _trimmed(text, line.start(), line.end(), BEFORE_VALUE, AFTER_VALUE)
        else:
            at = line.start()
            joint = PERSON_JOINT if label == "PERSON" else JOINT
            for cut in (*joint.finditer(text, line.start(), line.end()), None):
                stop = cut.start() if cut else line.end()
                yield from name(text, at, stop, label)
                at = cut.end() if cut else stop


def _trimmed(
    text: str, start: int, end: int, before: re.Pattern[str], after: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    lead = before.match(text, start, end)
    start = lead.end() if lead else start
    tail = after.search(text[start:end])
    end = start + tail.start() if tail else end
    if start < end:
        yield start, end


def name(text: str, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of the name in text[start:end] without what is around it; nothing where none is left."""
    for first, last in _trimmed(text, start, end, BEFORE_NAME, AFTER_NAME):
        start, end = first, last
        if text[end : end + 1] == "." and INITIALS.search(text, start, end + 1):
            end += 1
        if label in CLASSES:
            start = _without_lower_case(text, start, end)
            if credit := CREDIT.search(text, start, end):
                end = credit.start()
        if label == "PERSON":
            start = _untitled(text, start, end)
        if label == "PERSON" and (rest := HYPHENATED.match(text, end)):
            end = rest.end()
        if any(c.isupper() for c in text[start:end]):
            yield start, end


def _without_lower_case(text: str, start: int, end: int) -> int:
    """Return where the name starts after words in lower case that are no part of it ("magician", "united")."""
    while (match := LOWER_FIRST.match(text, start, end)) and match[1] not in PARTICLES:
        start = match.end()
    return start


def _untitled(text: str, start: int, end: int) -> int:
    """Return where the name starts after the honorifics in front of it; an honorific alone stays."""
    honorifics = lexicons.read("honorifics")
    others = lexicons.read("leading_words")
    while match := FIRST_WORDS.match(text, start, end):
        one, two = match[1].lower().rstrip("."), (match[2] or "").lower().rstrip(".")
        if two and f"{one} {two}" in honorifics and match.end() < end:
            start = match.end()
        elif one in honorifics or one in others:
            start = match.start(2) if match[2] else match.end()
        else:
            break
    return start
