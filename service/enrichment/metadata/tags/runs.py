"""Part rows that have lost the marks between their tags: "harbourTown lifepiers and quays", "Harbour Town life Piers".

Pages print each tag in an element of its own, and text scraped off them has the tags run together or with only a
space between. What the tags are is told by the page, which says most of their words elsewhere, and by the spelling.
A row is parted where a linear model over named features of each part finds the likeliest sequence of parts (semi-Markov
conditional random field, Sarawagi and Cohen 2004); the weights are the artefact's `tag-runs.json`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from service.enrichment import lexicons, places
from service.enrichment.metadata.layout import WORD, fold
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.tags.unmarked import JOINT, Words

LONGEST_PART, SHORTEST_WORD, LONGEST_WORD = 48, 3, 20
SHORTEST_GLUED, SHORTEST_SURE = 9, 4
"""Letters of what may be several words run together, and of its first and last."""
FEWEST_LISTED = 6
"""Words from which a row with spaces alone and a function word among them may list tags: "Keep your harbour safe" is one."""
MOST_PLACES = 80
"""Places in a row at which it may be parted, beyond which it is left whole: what is read grows with them times a part's length."""
TOKEN = re.compile(r"\S+")
YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?=(?:19|20)\d\d(?!\d))")
CLOSES, OPENS = ")+!?%™®”’'", "(“#"
VOCABULARIES = (
    "section_names",
    "menu_words",
    "furniture_words",
    "business_nouns",
    "place_nouns",
    "given_names",
    "months",
    "organisation_nouns",
    "kin_nouns",
    "job_titles",
    "company_words",
    "networks",
    "paper_words",
)


@cache
def _vocabulary() -> frozenset[str]:
    """Return words that are some elsewhere, where the page itself does not say them."""
    listed = {word for name in VOCABULARIES for entry in lexicons.read(name) for word in fold(entry).split()}
    named = {word for name in places.names() for word in fold(name).split() if len(word) > SHORTEST_WORD}
    return frozenset(word for word in listed | named if len(word) >= SHORTEST_WORD)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row may be parted: the part before ends at `end`, the one behind starts at `start`; what stands there as `kind`.

    Kinds: ^ and $ the row's ends, S a space, C a capital behind a small letter, U the last of some capitals, D between
    a digit and a letter, Y behind a year, P at a bracket or sign, L between letters; all within a word with b, l, r or n
    for whether the page knows a word on both sides, on the left, on the right or on none, and k where it knows the whole.
    """

    start: int
    end: int
    kind: str


class Row:
    """A row as the model reads it: the places where it may be parted, and the words that the page knows."""

    def __init__(self, text: str, words: Words, *, told: bool) -> None:
        self.text, self.told = text, told
        self.words, self._own = words, fold(text)
        self._known: dict[str, bool] = {}
        self.tokens = tuple(TOKEN.finditer(text))
        self.places = tuple(self._places())
        joints = [place.kind for place in self.places if place.kind[0] in "CUD" and place.kind[-1] != "k"]
        both = any(place.kind == "Lb" for place in self.places)
        self.mode = "glued" if len(joints) > 1 or both else "one" if joints else "spaced"
        self.capitals = band(
            sum(token[0][0].isupper() for token in self.tokens) / max(1, len(self.tokens)), 0.01, 0.5, 0.99
        )
        found = WORD.findall(text.lower())
        self.times = {word: found.count(word) for word in found} if len(found) <= LONGEST_PART else {}

    def has(self, words: Sequence[str]) -> bool:
        """Return whether the page says these folded words in a row elsewhere."""
        key = " ".join(words)
        if key not in self._known:
            self._known[key] = bool(words) and self.words.has(words, self._own)
        return self._known[key]

    def _places(self) -> Iterator[Place]:
        yield Place(0, 0, "^")
        end = 0
        for token in self.tokens:
            if token.start():
                yield Place(token.start(), end, "S")
            end = token.end()
            for at, kind in self._within(token[0]):
                yield Place(token.start() + at, token.start() + at, kind)
        yield Place(len(self.text), len(self.text), "$")

    def _within(self, token: str) -> Iterator[tuple[int, str]]:
        """Yield the places within a token: before which of its characters, and their kinds."""
        letters = token.lower()
        found = WORD.findall(letters)
        whole = not found or self.has(found)
        for at in range(1, len(token)):
            kind = joint(token, at)
            if not kind or (kind == "L" and whole and len(token) < 2 * SHORTEST_WORD):
                continue
            left, right = self._ends_word(letters, at), self._starts_word(letters, at)
            if kind == "L" and not (left or right):
                continue
            side = "b" if left and right else "l" if left else "r" if right else "n"
            yield at, kind + side + ("k" if whole else "")

    def _ends_word(self, letters: str, at: int) -> bool:
        first = at
        while first > 0 and letters[first - 1].isalnum():
            first -= 1
        starts = range(max(first, at - LONGEST_WORD), at - SHORTEST_WORD + 1)
        return any(self.has([letters[start:at]]) for start in starts)

    def _starts_word(self, letters: str, at: int) -> bool:
        last = at
        while last < len(letters) and letters[last].isalnum():
            last += 1
        ends = range(at + SHORTEST_WORD, min(last, at + LONGEST_WORD) + 1)
        return any(self.has([letters[at:end]]) for end in ends)


def joint(token: str, at: int) -> str:
    """Return what kind of place stands within a token before the character `at`, "" where nothing can part it."""
    before, here, after = token[at - 1], token[at], token[at + 1 : at + 2]
    if before.isalpha() and here.isalpha():
        if before.islower() and here.isupper():
            return "C"
        if before.isupper() and here.isupper() and after.islower():
            return "U"
        return "L" if before.isupper() == here.isupper() else ""
    if before.isdigit() and here.isdigit():
        return "Y" if any(years.end() == at for years in YEARS.finditer(token)) else ""
    if (before.isdigit() and here.isalpha()) or (before.isalpha() and here.isdigit()):
        return "D"
    return "P" if (before in CLOSES and here.isalnum()) or (before.isalnum() and here in OPENS) else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a row may have, from one place to another by their numbers, and what speaks for it."""

    first: int
    last: int
    features: tuple[str, ...]


def parts(row: Row) -> Iterator[Part]:
    """Yield the parts that a row may have, by where they begin; one between two places next to each other may be long."""
    for first, place in enumerate(row.places):
        for last in range(first + 1, len(row.places)):
            length = row.places[last].end - place.start
            if length > LONGEST_PART and last > first + 1:
                break
            if length > 0:
                yield Part(first, last, tuple(of(row, first, last)))


@dataclass(frozen=True, slots=True)
class Parter:
    """Parts the rows of a page, by the words that it says and the weights of the model."""

    words: Words
    weights: Mapping[str, float]

    def is_glued(self, text: str) -> bool:
        """Return whether words of a row run together: "harbourTown", "booksculture" where the page has both words elsewhere."""
        own = fold(text)
        for token in TOKEN.findall(text):
            letters = token.lower()
            found = WORD.findall(letters)
            if len(letters) < SHORTEST_GLUED or not found or self.words.has(found, own):
                continue
            if JOINT.search(token) or (letters.isalpha() and self._is_two(letters, own)):
                return True
        return False

    def _is_two(self, letters: str, own: str) -> bool:
        """Return whether letters begin and end with words of the page that do not overlap."""
        most = len(letters) - SHORTEST_SURE
        first = next(
            (at for at in range(SHORTEST_SURE, min(most, LONGEST_WORD) + 1) if self._says(letters[:at], own)), 0
        )
        return first > 0 and any(
            self._says(letters[at:], own) for at in range(max(first, len(letters) - LONGEST_WORD), most + 1)
        )

    def _says(self, word: str, own: str) -> bool:
        return self.words.has([word], own)

    def split(self, text: str, *, told: bool) -> list[str]:
        """Return the likeliest parts of a row, the whole row where it is a phrase or has too many places.

        `told` is whether something announces the row as a list of tags.
        """
        text = text.strip()
        row = Row(text, self.words, told=told)
        if len(row.places) > MOST_PLACES:
            return [text]
        words = fold(text).split()
        glued = row.mode == "glued"
        if not glued and len(words) < FEWEST_LISTED and not _function().isdisjoint(words):
            return [text]
        found = [text[row.places[a].start : row.places[b].end] for a, b in self._likeliest(row)]
        return [text] if not glued and any(map(_is_clause, found)) else found

    def _likeliest(self, row: Row) -> list[tuple[int, int]]:
        """Return the numbers of the places where each part of the likeliest sequence begins and ends (Viterbi)."""
        best: list[float | None] = [0.0] + [None] * (len(row.places) - 1)
        back = [0] * len(row.places)
        for part in parts(row):
            before, known = best[part.first], best[part.last]
            if before is None:
                continue
            score = before + sum([self.weights[name] for name in part.features if name in self.weights])
            if known is None or score > known:
                best[part.last], back[part.last] = score, part.first
        ends = [len(row.places) - 1]
        while ends[-1]:
            ends.append(back[ends[-1]])
        return list(pairwise(reversed(ends)))


def _is_clause(text: str) -> bool:
    """Return whether a part is a function word of English, or begins or ends with one, but "the": what was parted is a sentence."""
    words = fold(text).split()
    return bool(words) and any(word in _function() for word in (words[-1], words[0] if words[0] != "the" else ""))


@cache
def _function() -> frozenset[str]:
    """Return function words of English; most short ones are words of other languages as well, and names like "War" or "V"."""
    return lexicons.read("english_words") | {"a", "an", "as", "at", "by", "in", "is", "it", "of", "on", "or", "to"}


def of(row: Row, first: int, last: int) -> Iterator[str]:
    """Yield the names of what holds for a part of a row, each a feature of the model."""
    start, end, mode = row.places[first], row.places[last], row.mode
    text = row.text[start.start : end.end]
    words, tokens = fold(text).split(), text.split()
    many = min(len(words), 6)
    yield f"words:{many}:{mode}"
    yield "length:" + band(len(text), 4, 8, 14, 20, 28, 38)
    if not words:
        yield "empty"
        return
    known = row.has(words)
    yield f"known:{many}:{known}:{mode}"
    yield from _unknown(row, words, known=known)
    yield from _form(row, text, words, tokens, known=known)
    yield from _ends(row, start, end, words, tokens)
    yield from _repeated(row, words)
    if first == 0 and last == len(row.places) - 1:
        yield f"whole:{row.told}:{min(len(row.tokens), 7)}:{mode}"
        yield f"whole:{row.told}:{_cases(tokens)}:{known}"


def _unknown(row: Row, words: Sequence[str], *, known: bool) -> Iterator[str]:
    """Yield how much of a part the page does not say elsewhere, word by word and two by two."""
    many = min(len(words), 6)
    unknown = [word for word in words if not row.has([word])]
    yield "unknown:" + band(sum(map(len, unknown)), 1, 3, 4, 6, 9, 13, 18, 25)
    yield f"unknown-words:{min(len(unknown), 3)}:{many}"
    for word in unknown:
        if any(row.has([word[:at]]) and row.has([word[at:]]) for at in range(SHORTEST_WORD, len(word) - 2)):
            yield "two-words"
        if len(word) > SHORTEST_WORD and (row.has([word + "s"]) or (word[-1] == "s" and row.has([word[:-1]]))):
            yield "other-number"
        yield "unknown-word:" + band(len(word), 2, 3, 4, 6, 9, 13, 18)
    if unknown:
        elsewhere = sum(word in _vocabulary() for word in unknown)
        yield f"elsewhere:{elsewhere}:{min(len(unknown), 3)}"
    elif not known:
        yield f"each-known:{many}"
    if len(words) > 1:
        apart = sum(not row.has(words[n : n + 2]) for n in range(len(words) - 1))
        yield f"pairs:{min(apart, 3)}:{min(many, 4)}:{row.mode}"


def _form(row: Row, text: str, words: Sequence[str], tokens: Sequence[str], *, known: bool) -> Iterator[str]:
    """Yield how a part is spelled: its capitals, its short words, marks, spaces and joints."""
    short = sum(len(word) <= 2 for word in words)
    if short:
        yield f"short:{min(short, 2)}:{min(len(words), 6)}:{known}"
    if len(text) <= 2:
        yield f"tiny:{text.isupper()}:{known}"
    joints = [
        kind + ("known" if row.has(WORD.findall(token.lower())) else "new")
        for token in tokens
        for kind in (joint(token, at) for at in range(1, len(token)))
        if kind and kind not in "LY"
    ]
    for one in dict.fromkeys(joints):
        yield f"joint:{one}:{min(joints.count(one), 2)}"
    yield f"first:{_case(tokens[0])}:{row.capitals}:{row.mode}"
    yield f"case:{_cases(tokens)}:{row.mode}"
    if text.isupper():
        yield f"upper:{min(len(words), 6)}"
    yield f"spaces:{min(len(tokens) - 1, 5)}:{row.mode}:{'-' in text}"
    yield from _joining(text, words, tokens)


def _joining(text: str, words: Sequence[str], tokens: Sequence[str]) -> Iterator[str]:
    """Yield which words and marks of a part join others: function words, an ampersand, a hyphen."""
    function = lexicons.read("function_words")
    if len(words) > 1 and words[0] in function:
        yield "begins:function"
    if len(words) > 1 and words[-1] in function:
        yield "ends:function"
    if len(words) == 1 and words[0] in lexicons.read("english_words"):
        yield "function"
    if tokens[0][0] in "&/-":
        yield "begins:mark"
    if tokens[-1][-1] in "&/-":
        yield "ends:mark"
    for mark in ("/", "&", "'s", "’s", "-"):
        if mark in text:
            yield f"has:{mark}:{min(text.count(mark), 3)}"


def _ends(row: Row, start: Place, end: Place, words: Sequence[str], tokens: Sequence[str]) -> Iterator[str]:
    """Yield at what places a part begins and ends, and whether the page says the words across a space together."""
    begins, ends = start.kind.rstrip("k"), end.kind.rstrip("k")
    yield f"begins:{begins}:{_case(tokens[0])}"
    yield f"begins:{begins}:{row.mode}"
    yield f"ends:{ends[0]}:{row.mode}"
    if begins[0] == "L":
        yield f"begins:{begins}:{band(len(words[0]), 3, 4, 5)}:{row.has(words[:1])}"
    if ends[0] == "L":
        yield f"ends:{ends}:{band(len(words[-1]), 3, 4, 5)}:{row.has(words[-1:])}"
    above = row.text[: start.end].split()[-1:] if begins == "S" else []
    if above and (before := fold(above[0]).split()):
        yield f"across:{row.has([before[-1], words[0]])}:{row.mode}"
        yield f"across:{_case(above[0])}{_case(tokens[0])}:{row.mode}"
        if before[-1] in lexicons.read("function_words"):
            yield "behind:function"


def _repeated(row: Row, words: Sequence[str]) -> Iterator[str]:
    """Yield whether a part begins with a word that the row has again, as in "red wine red meat", or holds one."""
    if row.times.get(words[0], 0) > 1:
        yield f"again:{min(len(words), 3)}"
    if len(set(words)) < len(words):
        yield "twice"
    inside = sum(row.times.get(word, 0) > 1 for word in words[1:])
    if inside:
        yield f"again-inside:{min(inside, 3)}"


def _case(token: str) -> str:
    return "u" if token[0].isupper() else "l" if token[0].islower() else "d" if token[0].isdigit() else "p"


def _cases(tokens: Sequence[str]) -> str:
    """Return the cases of the first words that are no function words."""
    found = "".join(_case(token) for token in tokens if token.lower() not in lexicons.read("function_words"))
    return found if len(found) < 4 else found[:3] + "+"
