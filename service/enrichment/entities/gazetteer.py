"""Load the packaged names of places, institutions and peoples, and the names a user adds to them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from service.enrichment import places
from service.enrichment.errors import ModelError

ITEM = re.compile(r"Q[1-9]\d*")
TYPES = frozenset(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE")  # OntoNotes
)
FIELDS = frozenset(("name", "type", "aliases", "wikidata", "wikipedia"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the gazetteer knows about one name."""

    type: str
    key: str
    """The same for all names of one thing."""
    wikidata: str | None = None
    wikipedia: str | None = None
    inhabitants: int = 0
    """Of a city; 0 for everything else."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names, as written, and what they are the names of; empty is a valid gazetteer."""

    names: Mapping[str, Known]
    nationalities: Mapping[str, str]
    """Nationality or people's word -> key of its country, or "" where it has none of its own."""

    def known(self, name: str) -> Known | None:
        """Return what the name stands for, if it is known as spelled; a longer name may be written in capitals."""
        found = self.names.get(name)
        return self.names.get(name.title()) if found is None and len(name) > 3 and name.isupper() else found


def load(directory: Path | None = None, aliases: Path | None = None) -> Gazetteer:
    """Return the gazetteer in the directory (by default the newest packaged one) with the user's names on top.

    The alias file is JSON: a list of objects {"name", "type", "aliases", "wikidata", "wikipedia"}, of which "name"
    and "type" (an OntoNotes name type) are required; `aliases` is a list of other names of the same thing.
    Raises ModelError where a file is missing or not of its form, and says which entry is wrong.
    """
    directory = directory or places.newest()
    try:
        names = dict(_names(directory / "names.tsv"))
        nationalities = dict(_rows(directory / "nationalities.tsv", 2))
    except (OSError, ValueError) as error:
        raise ModelError(f"the gazetteer {directory.name} cannot be read: {error}") from error
    if aliases is not None:
        names.update(_aliases(aliases))
    return Gazetteer(names=names, nationalities=nationalities)


def _rows(path: Path, width: int) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) != width:
            raise ValueError(f"{path.name}, line {number}: {width} cells expected, {len(cells)} found")
        yield cells


def _names(path: Path) -> Iterator[tuple[str, Known]]:
    for form, kind, key, wikidata, wikipedia, inhabitants in _rows(path, 6):
        yield form, Known(kind, key, wikidata or None, wikipedia or None, int(inhabitants))


def _aliases(path: Path) -> Iterator[tuple[str, Known]]:
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"the alias file {path.name} cannot be read: {error}") from error
    if not isinstance(entries, list):
        raise ModelError(f"the alias file {path.name} must hold a list")
    for number, entry in enumerate(entries, 1):
        fault = _fault(entry)
        if fault:
            raise ModelError(f"the alias file {path.name}, entry {number}: {fault}")
        known = Known(entry["type"], f"alias:{number}", entry.get("wikidata"), entry.get("wikipedia"))
        for name in (entry["name"], *entry.get("aliases", ())):
            yield name, known


def _fault(entry: object) -> str | None:
    """Return what is wrong with an entry of an alias file, or None."""
    if not isinstance(entry, dict):
        return "an object is expected"
    others, item, title = entry.get("aliases", []), entry.get("wikidata"), entry.get("wikipedia")
    checks = (
        (set(entry) <= FIELDS, f"the fields are {', '.join(sorted(FIELDS))}"),
        (_is_name(entry.get("name")), '"name" must be a name'),
        (
            isinstance(entry.get("type"), str) and entry["type"] in TYPES,
            f'"type" must be one of {", ".join(sorted(TYPES))}',
        ),
        (isinstance(others, list) and all(map(_is_name, others)), '"aliases" must be a list of names'),
        (item is None or (isinstance(item, str) and ITEM.fullmatch(item)), '"wikidata" must be an item such as Q42'),
        (title is None or _is_name(title), '"wikipedia" must be a title'),
    )
    return next((fault for good, fault in checks if not good), None)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value == value.strip()
