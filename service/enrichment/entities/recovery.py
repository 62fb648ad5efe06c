"""Find the names that the model missed: repeats of names it found, acronyms in brackets, titled people, known names."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc

from service.enrichment import lexicons, places
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import words

Draft = tuple[int, int, str]
# Python's patterns know no class of capitals; these are those of Latin letters, "Ł" and "Š" with them.
LATIN_CAPITALS = "".join(one for one in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if one.isupper())
CAPITAL = re.compile(rf"[A-Z{LATIN_CAPITALS}](?<![\w@#’'/.-].)\w*(?:[’'-]\w+)*", re.DOTALL)
"""A word with a capital; that of "iPhone" and of "pro-Peking" begins none."""
LOWER = re.compile(r"\b[a-z]{3,}\b")
SHORT = re.compile(r"[A-Z][a-z]")
BRACKET = re.compile(r"\s?[(\[]([A-Z][A-Za-z&-]{1,9})[)\]]")
NEXT_WORD = re.compile(r" ([a-z]+)")
POSSESSIVES = ("'s ", "’s ")
ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? $")
"""Titles behind which even a word of everyday language is somebody's name: "Mrs May"."""
ADDRESS = 6
"""So many characters hold the longest of them, with the space behind it."""
EXPANDED = frozenset(("ORG", "GPE", "LOC", "FAC", "EVENT", "LAW"))
FOUND = frozenset(("GPE", "LOC", "ORG"))
FOUND_CITY = 300_000
"""Inhabitants from which a city is found where the model found nothing."""
LONGEST = 8
"""So many forms with one first word are tried at a place, the longest first: it bounds the cost on hostile input."""


class Covered:
    """The stretches of text that are taken; grows by stretches that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends = [end for _, end in ordered]

    def holds(self, offset: int) -> bool:
        """Return whether the offset lies in a taken stretch."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]

    def take(self, start: int, end: int) -> bool:
        """Take the stretch if nothing taken overlaps it, and return whether it was free."""
        at = bisect_right(self.starts, start)
        free = (at == 0 or self.ends[at - 1] <= start) and (at == len(self.starts) or self.starts[at] >= end)
        if free:
            self.starts.insert(at, start)
            self.ends.insert(at, end)
        return free


class Capitals:
    """The words of a text that begin with a capital, in reading order, and the words it writes without one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in CAPITAL.finditer(text)]
        self.lower = frozenset(LOWER.findall(text))
        self.runs = self._runs()

    def free(self, covered: Covered) -> list[int]:
        """Return the numbers of the words that nothing covers."""
        return [at for at, (start, _) in enumerate(self.spans) if not covered.holds(start)]

    def _runs(self) -> list[int]:
        """Return how many words follow one another from each on, itself included, with one space between."""
        runs = [1] * len(self.spans)
        for at in range(len(self.spans) - 2, -1, -1):
            end, start = self.spans[at][1], self.spans[at + 1][0]
            if start - end == 1 and self.text[end] in (" ", "\u00a0"):
                runs[at] = runs[at + 1] + 1
        return runs


def repeats(capitals: Capitals, forms: Mapping[str, str], covered: Covered) -> Iterator[Draft]:
    """Yield each further place where a known form stands; `forms` gives each form's type."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        head = CAPITAL.match(form)
        if head:
            by_word[head[0]].append(form)
    for same in by_word.values():
        same.sort(key=lambda form: (-len(form), form))
        del same[LONGEST:]
    text = capitals.text
    for start, stop in capitals.spans:
        word = text[start:stop]
        for form in by_word.get(word) or by_word.get(_stem(word)) or ():
            end = start + len(form)
            if text.startswith(form, start) and not text[end : end + 1].isalnum() and covered.take(start, end):
                yield start, end, forms[form]
                break


def _stem(word: str) -> str:
    """Return the word without a possessive, else without what is joined to it by a hyphen."""
    return word[:-2] if word.endswith(("'s", "’s")) else word.split("-", maxsplit=1)[0]


def acronyms(text: str, drafts: Iterable[Draft], covered: Covered) -> Iterator[Draft]:
    """Yield each acronym in brackets behind a name."""
    for _, end, label in drafts:
        match = BRACKET.match(text, end) if label in EXPANDED else None
        if match and sum(c.isupper() for c in match[1]) > 1 and covered.take(*match.span(1)):
            yield (*match.span(1), label)


def is_addressed(text: str, start: int) -> bool:
    """Return whether a title such as "Mrs" stands right before the offset."""
    return ADDRESSED.search(text, max(0, start - ADDRESS), start) is not None


def people(
    capitals: Capitals, covered: Covered, possessors: Container[int], surnames: Container[str]
) -> Iterator[Draft]:
    """Yield each name behind a title, in front of a verb of speech, or behind an organisation's ("Reuters' Ann Lee").

    `possessors` are the offsets where the organisations' names end, `surnames` the last words of people's full names.
    """
    text = capitals.text
    ignored, titles, verbs = (lexicons.read(name) for name in ("not_names", "honorifics", "speech_verbs"))
    last = -1
    for at in range(len(capitals.spans)):
        if at <= last:
            continue
        lead, length = _title(capitals, at, titles)
        start, end = capitals.spans[at + lead][0], capitals.spans[at + length - 1][1]
        owned = length in (2, 3) and text[start - 3 : start] in POSSESSIVES and start - 3 in possessors
        following = NEXT_WORD.match(text, end)
        named = FULL[0] <= length <= FULL[1] and not lead and _is_named(capitals, at, length)
        if not lead and not owned and not named and not (following and following[1] in verbs):
            continue
        last = at + length - 1
        name = text[start:end].removesuffix("'s").removesuffix("’s")
        parts_told = name.split()[lead and _initials(name) :]
        refused = lexicons.read("person_roles") if is_addressed(text, start) else ignored
        common = any(part.lower() in refused for part in parts_told) or plural(name.lower())
        common = common and name not in surnames
        if not common and covered.take(start, start + len(name)):
            yield start, start + len(name), "PERSON"


NAME = re.compile(r"[^\W\d_]{2,}(?:[’'-][A-Z][^\W\d_]+)*(?:['’]s)?")
DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Bb]est) $")
COUNTED = re.compile(r"(?:['’]s)? \d")
SURE = 4
"""Letters from which a given name alone tells a full name: shorter ones are words too."""
FULL = (2, 3)
"""So many words has a name that a given name alone tells."""


def _is_named(capitals: Capitals, at: int, length: int) -> bool:
    """Return whether words that begin with a given name are a person's name: all of them rare, none a body's or a place's noun."""
    text, start, end = capitals.text, capitals.spans[at][0], capitals.spans[at + length - 1][1]
    word = text[start : capitals.spans[at][1]]
    first = lexicons.plain(word)
    gendered = len(first) >= SURE and any(first in lexicons.read(name) for name in ("female_names", "male_names"))
    foreign = not word.isascii() and lexicons.is_given_name(first)  # no word of English either
    if not gendered and not foreign:
        return False
    forms_told = [text[slice(*capitals.spans[n])] for n in range(at, at + length)]
    told = [form.lower() for form in forms_told]
    if any(form.isupper() for form in forms_told) or not all(NAME.fullmatch(form) for form in forms_told):
        return False
    if DETERMINED.search(text, max(0, start - 5), start) or COUNTED.match(text, end) or any(places.nations(forms_told)):
        return False
    heads = ("organisation", "place", "event", "law", "facility")
    common = any(word in lexicons.read(f"{kind}_heads") for word in told for kind in heads)
    return not common and capitals.lower.isdisjoint(told)


ROLE_WORDS = 2
"""A noun such as "economist" is taken for a title only before a name of so many words."""


def _title(capitals: Capitals, at: int, titles: Container[str]) -> tuple[int, int]:
    """Return how many words of the run that starts at the numbered word are a title, 0 or 1, and how many words it has."""
    start, end = capitals.spans[at]
    length = min(capitals.runs[at], 4)
    plain = capitals.text[start:end].lower()
    if plain not in titles:
        role = length > ROLE_WORDS and plain in lexicons.read("person_roles") and _given(capitals, at + 1)
        return (1, length) if role else (0, length)
    if length == 1 and at + 1 < len(capitals.spans) and capitals.text[end : capitals.spans[at + 1][0]] == ". ":
        return 1, min(capitals.runs[at + 1], 3) + 1
    return (1, length) if length > 1 else (0, 1)


def plural(word: str) -> bool:
    """Return whether a word in lower case says what several people are: "prosecutors"."""
    return word.endswith("s") and word[:-1] in lexicons.read("person_roles")


def _given(capitals: Capitals, at: int) -> bool:
    """Return whether the numbered word is a given name or an initial."""
    word = capitals.text[slice(*capitals.spans[at])]
    return len(word) == 1 or lexicons.is_given_name(word)


def _initials(name: str) -> int:
    """Return how many single letters a name begins with."""
    return next((n for n, part in enumerate(name.split()) if len(part) > 1), 0)


def known(capitals: Capitals, gazetteer: Gazetteer, covered: Covered) -> Iterator[Draft]:
    """Yield each country, region, large city and institution of the gazetteer."""
    text = capitals.text
    ignored, given = lexicons.read("not_names"), lexicons.read("given_names")
    for at in capitals.free(covered):
        start = capitals.spans[at][0]
        for length in range(min(capitals.runs[at], 4), 0, -1):
            form = text[start : capitals.spans[at + length - 1][1]]
            form = form.removesuffix("'s").removesuffix("’s")
            found = gazetteer.known(form)
            if found is None or found.type not in FOUND:
                continue
            plain = form.lower()
            if length < capitals.runs[at] and plain in lexicons.read("person_roles"):
                continue
            if found.inhabitants and (found.inhabitants < FOUND_CITY or plain in given):
                continue
            if plain not in ignored and plain not in capitals.lower and covered.take(start, start + len(form)):
                yield start, start + len(form), found.type
                break


def repeated(doc: Doc, capitals: Capitals, covered: Covered) -> Iterator[Draft]:
    """Yield the words that the model never marked and the article repeats: alone, with a capital, as proper nouns."""
    ignored = common_nouns()
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at in capitals.free(covered):
        start, end = capitals.spans[at]
        word = _stem(capitals.text[start:end])
        plain = word.lower()
        beside = (
            at and capitals.runs[at - 1] > 1 and capitals.text[slice(*capitals.spans[at - 1])].lower() not in ignored
        )
        if capitals.runs[at] > 1 or beside:
            continue
        if len(word) > 2 and plain not in ignored and plain not in capitals.lower:
            places[word].append((start, start + len(word)))
    for spans in places.values():
        if len(spans) < REPEATED:
            continue
        proper = sum(_is_proper(doc, start, end) for start, end in spans[:LOOKED_AT])
        if proper > len(spans[:LOOKED_AT]) / 2:
            for start, end in spans:
                if covered.take(start, end):
                    yield start, end, "ORG"


@cache
def common_nouns() -> frozenset[str]:
    """Return the words that name nobody, however often they stand alone with a capital."""
    return lexicons.read("not_names") | lexicons.read("person_roles") | lexicons.read("honorifics")


REPEATED = 2
"""So often a word that the model never marked has to stand alone to be taken for a name."""
LOOKED_AT = 4
"""So many of its places are looked at."""


def _is_proper(doc: Doc, start: int, end: int) -> bool:
    """Return whether the tagger takes the word for a proper noun."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span[0].pos_ == "PROPN"


def parts(form: str) -> tuple[str, ...]:
    """Return the words of a person's name by which it may be repeated: the surname first, then the given name."""
    whole, particles = form.split(), lexicons.read("surname_particles")
    pieces = [
        piece
        for piece in whole
        if piece[:1].isupper()
        and (len(words(piece)[0]) > 2 or (SHORT.fullmatch(piece) and piece.lower() not in particles))
    ]
    if len(pieces) < 2:
        return ()
    first = whole.index(pieces[-1])
    while first > 1 and whole[first - 1] in particles:
        first -= 1
    surname = " ".join(whole[first : whole.index(pieces[-1]) + 1])
    return tuple(dict.fromkeys((surname[0].upper() + surname[1:], surname, pieces[-1], pieces[0])))


def forms(text: str, drafts: Sequence[Draft], lower: frozenset[str], values: frozenset[str]) -> dict[str, str]:
    """Return the forms that may be repeated, each with its type: the names found, and parts of people's names."""
    ignored = lexicons.read("not_names")
    found: dict[str, str] = {}
    for start, end, label in drafts:
        form = text[start:end]
        plain = form.lower()
        if label in values or (" " not in form and (plain in lower or plain in ignored)):
            continue
        found.setdefault(form, label)
        if label == "PERSON":
            for part in parts(form):
                if part.lower() not in lower and part.lower() not in ignored:
                    found.setdefault(part, "PERSON")
    return found
