"""The words of a text as arrays: where they stand, what they are made of, and a number for each.

A word's number is a polynomial hash of its lower-cased characters, digits counted as one digit, so that dates and
counters share numbers. Everything is computed over whole arrays: cost is linear in the text, whatever its lines.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Classes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Points = npt.NDArray[np.uint32]

SYMBOL, WHITE, UPPER, LOWER, LETTER, DIGIT, STOP, COMMA, COLON, QUOTE, BRACKET, MARK, DASH = range(13)
N_CLASSES = 13
BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
INVERSE = pow(BASE, -1, 1 << 64)
MASK = (1 << 64) - 1
# Powers are kept for texts of so many characters (a megabyte in all); for longer ones they are made anew.
MANY_POWERS = 1 << 16
CLOSING = np.array([ord(char) for char in ")]}”’»\"'"], dtype=np.uint32)
CLASS_OF = {
    **dict.fromkeys(".!?…。！？", STOP),
    **dict.fromkeys(",;،、，", COMMA),
    **dict.fromkeys("::：", COLON),
    **dict.fromkeys("\"'“”„‘’«»‹›`", QUOTE),
    **dict.fromkeys("()[]{}", BRACKET),
    **dict.fromkeys("*•·◦▪‣●○■►▶|#>/\\→←»©®™@+=~", MARK),
    **dict.fromkeys("-–—_", DASH),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order, one row each."""

    starts: Ints
    ends: Ints
    hashes: Hashes
    capital: Flags
    """Begins with a capital."""
    shouted: Flags
    """At least two letters, all of them capitals."""
    numeric: Flags
    """Begins with a digit."""

    def __len__(self) -> int:
        return len(self.starts)


@cache
def _tables() -> tuple[Classes, npt.NDArray[np.uint32]]:
    """Return the class and the lower-case form of each character of the basic plane."""
    classes = np.zeros(0x10000, dtype=np.uint8)
    lower = np.arange(0x10000, dtype=np.uint32)
    by_category = {"Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Lo": LETTER, "Lm": LETTER, "Nd": DIGIT, "Nl": DIGIT}
    by_category |= {"Mn": LETTER, "Mc": LETTER}
    for code in range(0x10000):
        char = chr(code)
        classes[code] = WHITE if char.isspace() else by_category.get(unicodedata.category(char), SYMBOL)
        small = char.lower()
        if len(small) == 1:
            lower[code] = ord(small)
        if classes[code] == DIGIT:
            lower[code] = ord("0")
    for char, kind in CLASS_OF.items():
        classes[ord(char)] = kind
    return classes, lower


def codes(text: str) -> npt.NDArray[np.uint32]:
    """Return the code points of a text; those beyond the basic plane become U+FFFF, a symbol."""
    found = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.minimum(found, 0xFFFF)


def classes(points: npt.NDArray[np.uint32]) -> Classes:
    """Return the class of each code point."""
    found: Classes = _tables()[0][points]
    return found


def any_word(kinds: Classes) -> bool:
    """Return whether there is a letter or a digit among characters of these classes."""
    return bool(_inside(kinds).any())


def _inside(kinds: Classes) -> Flags:
    inside: Flags = (kinds >= UPPER) & (kinds <= DIGIT)
    return inside


def words(points: npt.NDArray[np.uint32], kinds: Classes, cuts: Ints | None = None) -> Words:
    """Return the words of a text, given its code points and their classes; a word does not go on beyond the cuts."""
    inside = _inside(kinds)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.view(np.int8), [0]))))
    if cuts is not None:
        cuts = cuts[(cuts > 0) & (cuts < len(kinds))]
        cuts = cuts[inside[cuts - 1] & inside[cuts]]
        if len(cuts):
            edges = np.sort(np.concatenate((edges, cuts, cuts)))
    starts, ends = edges[::2], edges[1::2]
    uppers = np.concatenate(([0], np.cumsum(kinds == UPPER)))
    first = kinds[starts] if len(starts) else kinds[:0]
    length = ends - starts
    return Words(
        starts=starts,
        ends=ends,
        hashes=_hashes(_tables()[1][points], starts, ends),
        capital=first == UPPER,
        shouted=(uppers[ends] - uppers[starts] == length) & (length > 1),
        numeric=first == DIGIT,
    )


def seams(points: Points, kinds: Classes) -> Ints:
    """Return where words seem to have been set end to end: between a small letter and a capital, a full stop and a capital."""
    if len(kinds) < 2:
        return np.empty(0, dtype=np.int64)
    left, right = kinds[:-1], kinds[1:]
    before = np.append(WHITE, kinds[:-2])
    after = np.append(kinds[2:], WHITE)
    capital = right == UPPER
    ended = (left == STOP) & (before != UPPER)
    closed = np.isin(points[:-1], CLOSING) & (before != WHITE)
    initial = (left == UPPER) & (after == LOWER)
    found = capital & ((left == LOWER) | (left == DIGIT) | ended | closed | initial)
    found |= (left == LOWER) & (right == DIGIT)
    return np.flatnonzero(found) + 1


def _hashes(lower: npt.NDArray[np.uint32], starts: Ints, ends: Ints) -> Hashes:
    """Return the polynomial hash of each range, from prefix sums modulo 2**64."""
    powers = _powers(BASE, len(lower))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum((lower.astype(np.uint64) + np.uint64(1)) * powers)))
    inverse = _powers(INVERSE, len(lower))
    return mix((sums[ends] - sums[starts]) * inverse[starts] if len(starts) else sums[:0])


def _powers(base: int, count: int) -> Hashes:
    """Return base**0 ... base**(count - 1) modulo 2**64."""
    return _first_powers(base)[:count] if count <= MANY_POWERS else _new_powers(base, count)


@cache
def _first_powers(base: int) -> Hashes:
    return _new_powers(base, MANY_POWERS)


def _new_powers(base: int, count: int) -> Hashes:
    factors = np.full(count, base & MASK, dtype=np.uint64)
    factors[:1] = 1
    return np.cumprod(factors)


def mix(hashes: Hashes) -> Hashes:
    """Return the hashes with their bits well mixed (the finaliser of MurmurHash3, Appleby)."""
    mixed: Hashes = hashes ^ (hashes >> np.uint64(33))
    mixed = mixed * np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    mixed = mixed * np.uint64(0xC4CEB9FE1A85EC53)
    mixed ^= mixed >> np.uint64(33)
    return mixed


def chain(left: Hashes, right: Hashes) -> Hashes:
    """Return a hash for each ordered pair."""
    return mix(left * np.uint64(3) + right)


def phrase(text: str) -> int:
    """Return the hash of a word or phrase: its words' hashes chained from left to right."""
    points = codes(text)
    found = words(points, classes(points)).hashes
    if not len(found):
        return 0
    result = found[:1]
    for i in range(1, len(found)):
        result = chain(result, found[i : i + 1])
    return int(result[0])
