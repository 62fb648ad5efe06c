"""Refuse what is beyond a limit before any stage works on it; every limit is a setting."""

import re

from service.api.errors import Problem
from service.enrichment.types import Source, SourceKind
from service.settings import Settings

# Elements that must be closed: the others (p, li, td, br ...) end by themselves and say nothing about depth.
NESTING = re.compile(
    r"<(?P<end>/?)(?:div|span|section|article|main|aside|nav|header|footer|table|ul|ol|dl|blockquote|font|center|"
    r"form|fieldset|figure|details|a|b|i|u|em|strong|small|big|sub|sup|code|pre|object|svg|g)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)


def check(source: Source, settings: Settings) -> None:
    """Return where the source is within the limits of lines and nesting; raises Problem (413) where it is not."""
    if source.text.count("\n") >= settings.max_lines:
        raise Problem("too-large", f"An article may have {settings.max_lines} lines at most.")
    if source.kind is SourceKind.HTML and depth(source.text) > settings.max_depth:
        raise Problem("too-large", f"Elements may be nested {settings.max_depth} deep at most.")


def depth(html: str) -> int:
    """Return how deep the mark-up nests elements that must be closed; linear in the length of the page."""
    deepest = open_elements = 0
    for tag in NESTING.finditer(html):
        if tag["end"]:
            open_elements = max(0, open_elements - 1)
        else:
            open_elements += 1
            deepest = max(deepest, open_elements)
    return deepest
