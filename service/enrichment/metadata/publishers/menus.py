"""Names that most of a page's buttons and menus hold: "Example Leadership", "Work for Example"."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from service.enrichment import lexicons
from service.enrichment.metadata.layout import Layout, fold
from service.enrichment.metadata.publishers import surroundings
from service.enrichment.metadata.publishers.naming import ARTICLES_OWN, MOST_NAME_WORDS, Publisher
from service.enrichment.metadata.ranking import band

LONGEST_BUTTON = 60
ARTICLES = frozenset({"la", "le", "les", "el", "il", "der", "die", "das"})
FEWEST_ROWS, MOST_OFTEN = 3, 6
"""Rows that must hold a name, and names that are then weighed."""
NAME = re.compile(r"[A-Z][\w&'’.!]{1,24}(?:\s(?:of\s|the\s)?[A-Z][\w&'’.!]{0,24}){0,5}")


def names(layout: Layout) -> Iterator[Publisher]:
    """Yield the names that most rows hold which may be buttons, those of most rows first."""
    counts: Counter[str] = Counter()
    first: dict[str, Publisher] = {}
    seen: set[str] = set()
    for row in surroundings.ends(layout):
        if row.role in ARTICLES_OWN or len(row.text) > LONGEST_BUTTON or row.folded in seen:
            continue
        seen.add(row.folded)
        named: dict[str, None] = {}  # in reading order, which settles ties: a set's order is another in every process
        for match in NAME.finditer(row.text):
            words = match.group().split()
            for start in range(min(len(words), MOST_NAME_WORDS)):
                for end in range(start + 1, min(len(words), start + 3) + 1):
                    text = " ".join(words[start:end])
                    at = row.text.find(text, match.start())
                    if at >= 0 and (key := fold(text)):
                        named[key] = None
                        first.setdefault(key, Publisher(text, row, at, "often"))
        # A name with its article is not its bare word too ("Le Journal"); English sets "the" before any name.
        bare = {key.partition(" ")[2] for key in named if key.split(" ")[0] in ARTICLES}
        counts.update(key for key in named if key not in bare)
    common = lexicons.read("furniture_words") | lexicons.read("menu_words") | lexicons.read("section_names")
    common |= lexicons.read("function_words")
    found = 0
    for key, count in sorted(counts.items(), key=lambda one: (-one[1], -len(one[0]))):
        if count < FEWEST_ROWS or found == MOST_OFTEN:
            break
        if key not in common and not all(word in common or len(word) < 2 for word in key.split()):
            found += 1
            yield replace(first[key], features=(f"often:{band(count, 4, 6, 10, 20)}", f"often-rank:{found}"))
