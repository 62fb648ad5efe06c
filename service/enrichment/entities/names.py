"""The names that recognition finds and aliases groups, and when two of them are spelled alike."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from service.enrichment.types import Span

POSSESSIVE = re.compile(r"['’]s?$")
WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")
ABBREVIATED = re.compile(r"(?<![^\W_])([^\W_])\.(?=[^\W_](?:\.|$))")
PLACES = frozenset(("GPE", "LOC", "FAC", "PLACE"))


@dataclass(frozen=True, slots=True)
class Name:
    """One mention by name; `type` is an OntoNotes type, or PLACE where that is all that is known."""

    span: Span
    text: str
    type: str

    @property
    def kind(self) -> str:
        """The type, all kinds of places taken together."""
        return "PLACE" if self.type in PLACES else self.type


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one thing, in reading order; `name` is the fullest of them, `aliases` are the others."""

    type: str
    name: str
    aliases: tuple[str, ...]
    names: tuple[Name, ...]


@lru_cache(maxsize=2_048)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, hyphens, a final possessive and a leading article."""
    plain = POSSESSIVE.sub("", text.strip())
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = plain.replace("’", "'").replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("ı", "i")
    found = tuple(ABBREVIATED.sub(r"\1", word).rstrip(".") for word in WORD.findall(plain.casefold()))
    return found[1:] if len(found) > 1 and found[0] == "the" else found or (text,)
