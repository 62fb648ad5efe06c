"""Know the news agencies by every way they sign."""

import re
from functools import cache

from service.enrichment import lexicons
from service.enrichment.metadata.layout import fold

SPLIT = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bwith\b)\s*")
WRAPPING = re.compile(r"^[\s(\[–—:-]+|[\s)\].:–—-]+$")


def named(text: str) -> str | None:
    """Return the short name of the agency that a text is the name of, or None."""
    text = WRAPPING.sub("", text)
    found = _known().get(text)
    if found is None and not text.isupper() and len(text) > 4:
        found = _folded().get(fold(text))
    return found


def listed(text: str) -> tuple[str, ...]:
    """Return the agencies of a list such as "AFP, Reuters and AP"; none where anything else stands in it."""
    parts = [part for part in SPLIT.split(text) if part.strip()]
    found = [named(part) for part in parts]
    return tuple(dict.fromkeys(one for one in found if one)) if parts and all(found) else ()


@cache
def _known() -> dict[str, str]:
    rows = [[name.strip() for name in entry.split("|")] for entry in lexicons.read("news_agencies")]
    return {name: row[0] for row in rows for name in row}


@cache
def _folded() -> dict[str, str]:
    return {fold(name): short for name, short in _known().items() if len(name) > 4}
