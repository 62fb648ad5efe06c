"""The names of places that the packaged gazetteer knows, for stages that need no more of it than that."""

from functools import cache
from pathlib import Path

ARTEFACTS = Path(__file__).parent.parent / "artefacts"


@cache
def names() -> frozenset[str]:
    """Return the names of countries, regions and cities of the newest gazetteer, as they are spelled.

    Raises FileNotFoundError where none is packaged.
    """
    newest = max(ARTEFACTS.glob("gazetteer-*"), default=ARTEFACTS / "gazetteer")
    rows = (line.split("\t", 2) for line in (newest / "names.tsv").read_text(encoding="utf-8").splitlines())
    return frozenset(name for name, kind, _ in rows if kind == "GPE")
