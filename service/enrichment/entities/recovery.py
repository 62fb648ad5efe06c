"""Find the names that the model missed: repeats of names it found, acronyms in brackets, titled people, known places."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from service.enrichment import lexicons
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import words

Draft = tuple[int, int, str | None]
CAPITAL = re.compile(r"(?<![\w@#’'/.-])(?:[A-Z\u00c0-\u00de]|al-|el-)[\w]*(?:[’'-]\w+)*")
LOWER = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w’'-])")
BRACKET = re.compile(r"\s?[(\[]([A-Z][A-Za-z&-]{1,9})[)\]]")
MENTIONED_CITY = 300_000
"""Inhabitants from which a city is found where the model found nothing."""


class Covered:
    """The stretches of text that are taken; grows by stretches that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends = [end for _, end in ordered]

    def free(self, start: int, end: int) -> bool:
        """Return whether nothing taken overlaps the stretch."""
        at = bisect_right(self.starts, start) - 1
        before = at < 0 or self.ends[at] <= start
        return before and (at + 1 == len(self.starts) or self.starts[at + 1] >= end)

    def take(self, start: int, end: int) -> None:
        """Take a free stretch."""
        at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, end)


def lower_words(text: str) -> frozenset[str]:
    """Return the words that the article writes without a capital."""
    return frozenset(LOWER.findall(text))


def repeats(text: str, forms: dict[str, str], covered: Covered) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, type) of each further place where a known form stands; `forms` gives each form's type."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        head = CAPITAL.match(form)
        if head:
            by_word[head[0]].append(form)
    for same in by_word.values():
        same.sort(key=lambda form: (-len(form), form))
    for match in CAPITAL.finditer(text):
        start = match.start()
        for form in by_word.get(match[0], ())[:LONGEST] or by_word.get(_singular(match[0]), ())[:LONGEST]:
            end = start + len(form)
            if text.startswith(form, start) and _ends_word(text, end) and covered.free(start, end):
                covered.take(start, end)
                yield start, end, forms[form]
                break


LONGEST = 8
"""So many forms with one first word are tried at a place, the longest first: it bounds the cost on hostile input."""


def _singular(word: str) -> str:
    """Return the word without a possessive."""
    return word[:-2] if word.endswith(("'s", "’s")) else word.split("-")[0] if "-" in word else word


def _ends_word(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return not (following.isalnum() or following == "_")


def acronyms(text: str, drafts: Iterable[Draft], covered: Covered) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, type) of each acronym in brackets behind a name of several words."""
    for _, end, label in drafts:
        match = BRACKET.match(text, end)
        if match and label in ("ORG", "GPE", "LOC", "FAC", "EVENT", "LAW") and covered.free(*match.span(1)):
            if sum(c.isupper() for c in match[1]) > 1:
                yield (*match.span(1), label)


@cache
def person_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a name behind a title and of a name in front of a verb of speech; group 1 is the name."""
    titles = sorted(title.title() for title in lexicons.read("honorifics") if len(title) > 1 and title.isascii())
    verbs = sorted(lexicons.read("speech_verbs"))
    capital = r"[A-Z\u00c0-\u00de][\w’'-]+"
    return (
        re.compile(rf"\b(?:{'|'.join(titles)})\.?[ \u00a0]({capital}(?:[ \u00a0]{capital}){{0,2}})"),
        re.compile(rf"(?<![\w’'-])({capital}(?: {capital}){{0,2}}) (?:{'|'.join(verbs)})\b"),
    )


def titled(text: str, covered: Covered) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, "PERSON") of each name behind a title, or in front of "said", that nothing covers."""
    ignored = lexicons.read("not_names")
    for pattern in person_patterns():
        for match in pattern.finditer(text):
            start, end = match.start(1), match.end(1)
            name = text[start:end].rstrip(" \u00a0’'-")
            name = name[:-2] if name.endswith(("'s", "’s")) else name
            parts = name.split()
            if parts and covered.free(start, start + len(name)) and not any(part.lower() in ignored for part in parts):
                yield start, start + len(name), "PERSON"


def places(text: str, gazetteer: Gazetteer, lower: frozenset[str], covered: Covered) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, type) of each country, region and large city that nothing covers."""
    ignored, given = lexicons.read("not_names"), lexicons.read("given_names")
    ends: list[tuple[int, int]] = [match.span() for match in CAPITAL.finditer(text)]
    for at, (start, end) in enumerate(ends):
        spans = [(start, end)]
        for further in ends[at + 1 : at + 3]:
            if text[spans[0][1] : further[0]] != " ":
                break
            spans.insert(0, (start, further[1]))
        for first, last in spans:
            form = text[first:last]
            form = form[:-2] if form.endswith(("'s", "’s")) else form
            known = gazetteer.known(form) or (
                gazetteer.known(form.title()) if len(form) > 4 and form.isupper() else None
            )
            if known is None or known.type not in ("GPE", "LOC", "ORG") or not covered.free(first, first + len(form)):
                continue
            plain = form.lower()
            if known.inhabitants and (known.inhabitants < MENTIONED_CITY or plain in given):
                continue
            if plain in ignored or plain in lower:
                continue
            covered.take(first, first + len(form))
            yield first, first + len(form), known.type
            break


def parts(form: str) -> tuple[str, ...]:
    """Return the words of a person's name by which it may be repeated: the surname first, then the given name."""
    pieces = [piece for piece in form.split() if piece[:1].isupper() and len(words(piece)[0]) > 2]
    return tuple(dict.fromkeys((pieces[-1], pieces[0]))) if len(pieces) > 1 else ()
