"""Tell menus, trails of crumbs and lists of tags from headlines."""

import re

from service.enrichment import lexicons
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.sections.crumbs import CRUMBS, HOMES
from service.enrichment.metadata.titles.headline import LONGEST
from service.enrichment.types import Role

HERE = re.compile(r"you(?: are|['’]re) here\b\W{0,3}", re.IGNORECASE)
ARROW = re.compile("[›»>→]")
BARS = re.compile(r"\s[|·•]\s")
LONGEST_CRUMB, FEWEST_CRUMBS = 5, 3
LONGEST_HOME = 2
LONGEST_ENTRY, FEWEST_BARS, FEWEST_ENTRIES = 3, 3, 5
"""Words of a menu's entry, and bars of a row, or entries said once more in it, from which it is a menu."""
LONGEST_LIST = 100
NUMBERED = re.compile(r"(\d{1,2})[.)] ")
LISTS = re.compile(r"(?:tags|topics|keywords|filed under|[A-Z]\w{1,20} more): ", re.IGNORECASE)
"""What a row of tags begins with."""


def lists(row: Row, layout: Layout) -> bool:
    """Return whether a row names tags or sections: a labelled list, menu entries with commas between, a numbered crumb."""
    if LISTS.match(row.text) or _is_menu(row, layout):
        return True
    parts = row.text.split(",") if len(row.text) <= LONGEST_LIST else []
    if len(parts) > 1 and sum(fold(part) in layout.repeats for part in parts) > 0.5 * len(parts):
        return True
    number = NUMBERED.match(row.text)
    above = NUMBERED.match(layout.rows[row.index - 1].text) if number and row.index else None
    return number is not None and above is not None and int(number[1]) == int(above[1]) + 1


def _is_menu(row: Row, layout: Layout) -> bool:
    """Return whether a row is a menu's entries: between bars, or short rows of the page said once more in one."""
    marked = BARS.split(row.text)
    if len(marked) > FEWEST_BARS and max(len(part.split()) for part in marked) <= LONGEST_ENTRY:
        return True
    words = row.folded.split() if len(row.text) <= LONGEST else []
    entries = at = 0
    while at < len(words):
        sizes = range(min(LONGEST_ENTRY, len(words) - at), 0, -1)
        size = next((n for n in sizes if " ".join(words[at : at + n]) in layout.repeats), 0)
        if not size or size == len(words):
            return False
        entries, at = entries + 1, at + size
    return entries >= FEWEST_ENTRIES


def leads(row: Row) -> bool:
    """Return whether a row is a trail of crumbs from the home page or a section, none of a headline's length.

    "Home / Harbours / News", "You are here: Gazette Home → Archive → Rowing". Of two crumbs only where they are labelled
    or the labeller takes the row for no headline: "Home / Away".
    """
    label = HERE.match(row.text)
    parts = CRUMBS.split(row.text[label.end() if label else 0 :]) if len(row.text) <= LONGEST_LIST else []
    if not parts or max(len(part.split()) for part in parts) > LONGEST_CRUMB:
        return False
    if label or fold(parts[0]) in HOMES:
        return len(parts) >= (FEWEST_CRUMBS if row.role is Role.TITLE and label is None else 2)
    if len(parts) < FEWEST_CRUMBS or len(ARROW.findall(row.text)) < len(parts) - 1:
        return False
    first = fold(parts[0])
    return first in lexicons.read("section_names") or (first.endswith(" home") and len(first.split()) <= LONGEST_HOME)
