"""What a publisher is, and which texts are no name of one: buttons, menus, dates, trails of crumbs."""

import re
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata import dates
from service.enrichment.metadata.layout import Row, fold
from service.enrichment.types import Role


@dataclass(frozen=True, slots=True)
class Publisher:
    """A candidate: a publisher's name as it is written, where in its row, where it was read, and what speaks for it."""

    text: str
    row: Row
    start: int
    kind: str
    features: tuple[str, ...] = ()


NO_NAME = re.compile(
    r"^(?:the|our|all|we|crown(?: copyright)?|(?:copyright )?(?:and |& )?(?:agents?|claims?|clearance|complaints?|compliance|disclaimers?|infringements?|info(?:rmation)?|law"
    r"|notices?|polic(?:y|ies)|statements?|terms(?: of use| of service)?|trademarks?)(?: (?:policy|notices?|information))?|all rights reserved\b.*)$"
    r"|^(?:©|®|\(c\)|(?:copyright\s)?(?:19|20)\d\d\s)",
    re.IGNORECASE,
)
"""What a notice of rights says instead of a name ("Copyright Policy"); "Crown copyright" is of all that a government publishes."""
BUTTON = re.compile(
    r"^(?:to|in|on|at|by|of|from|download|skip|read|ad|view|see|get|sign|log|my|your|you|are|is|it|this|these|what|please|enter|send|follow(?:ed)?|subscribe|share|click|go|edition|back|hide|show|buy|watch|listen|today|notice)\b|[?:]$",
    re.IGNORECASE,
)
"""How a button, a menu's heading or a sentence begins: no site's name."""
CRUMBS = re.compile(r"\s[>»›/|]\s")
PICTURE = re.compile(r"\b(?:photos?|images?|pictures?|getty|close|video)\b", re.IGNORECASE)
ARTICLES_OWN = frozenset(
    {Role.BODY, Role.HEADING, Role.TITLE, Role.SUBTITLE, Role.CAPTION, Role.RELATED, Role.COMMENTS}
)
"""Roles of rows that name what articles are about."""
MOST_NAME_WORDS = 6


def is_name(name: str) -> bool:
    """Return whether a text may be a publisher's name."""
    words = name.split()
    return (
        1 <= len(words) <= 7
        and 2 <= len(name) <= 60
        and any(map(str.isalpha, name))
        and not name[0].islower()
        and fold(name) not in lexicons.read("menu_words")
        and not dates.find(name)
        and not NO_NAME.match(name)
        and not BUTTON.search(name)
        and not CRUMBS.search(name)
        and fold(name) not in lexicons.read("function_words")
    )
