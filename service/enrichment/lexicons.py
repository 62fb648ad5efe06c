"""Read the word lists in `service/lexicons/`: one entry a line, `#` lines say where it comes from."""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files


def names() -> tuple[str, ...]:
    """Return the names of all word lists."""
    lists = files("service").joinpath("lexicons").iterdir()
    return tuple(sorted(one.name.removesuffix(".txt") for one in lists if one.name.endswith(".txt")))


@cache
def read(name: str) -> frozenset[str]:
    """Return the entries of the word list `name` (a file name without `.txt`), as written.

    Raises FileNotFoundError where there is no such list.
    """
    text = files("service").joinpath("lexicons", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


# Letters that Unicode does not take apart into a plain one and a mark.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """Return a word in small letters without accents: "Łukasz" is "lukasz"."""
    if word.isascii():
        return word.lower()
    taken_apart = unicodedata.normalize("NFKD", word.casefold().translate(PLAIN))
    return "".join(one for one in taken_apart if not unicodedata.combining(one))


def is_given_name(word: str) -> bool:
    """Return whether a word is a given name, however it is written: the list has them in small letters without accents."""
    return plain(word) in read("given_names")


def is_surely_given_name(word: str) -> bool:
    """Return whether a word is a name of women or of men, and too long to be another word as well, as "Gun" and "Max" are."""
    bare = plain(word)
    return len(bare) >= SHORTEST_SURE and any(bare in read(name) for name in ("female_names", "male_names"))


SHORTEST_SURE = 4
