"""What the packaged gazetteer knows of places, for stages that need no more of it than that."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path

ARTEFACTS = Path(__file__).parent.parent / "artefacts"


def newest() -> Path:
    """Return the directory of the newest packaged gazetteer; one that does not exist where none is packaged."""
    return max(ARTEFACTS.glob("gazetteer-*"), default=ARTEFACTS / "gazetteer")


@cache
def names() -> frozenset[str]:
    """Return the names of countries, regions and cities of the newest gazetteer, as they are spelled.

    Raises FileNotFoundError where none is packaged.
    """
    return frozenset(name for name, kind, _ in _rows("names.tsv", 2) if kind == "GPE")


@cache
def countries() -> Mapping[str, str]:
    """Return the key of its country for every country's name and every word for its people: "Norway" and "Norwegian".

    Raises FileNotFoundError where no gazetteer is packaged.
    """
    named = ((name, rest.split("\t", 1)[0]) for name, _, rest in _rows("names.tsv", 2))
    told = ((word, key) for word, key in _rows("nationalities.tsv", 1))
    return {word: key for word, key in (*named, *told) if key.startswith("country:")}


def nations(words: Sequence[str]) -> Iterator[str]:
    """Yield the keys of the countries that one word or two name, themselves or by their peoples."""
    known = countries()
    for one, two in zip_longest(words, words[1:], fillvalue=""):
        for form in (one.removesuffix("'s").removesuffix("’s"), f"{one} {two}"):
            if form in known:
                yield known[form]


def _rows(table: str, cuts: int) -> list[list[str]]:
    """Return the rows of a table of the newest gazetteer, each cut at its first tabs."""
    return [line.split("\t", cuts) for line in (newest() / table).read_text(encoding="utf-8").splitlines()]
