"""What may be a section's name: its words, its letters, and what it never is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.enrichment import lexicons, places
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import persons, signatures
from service.enrichment.metadata.layout import WORD, Row, fold


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate for the section: as it is written, where in its row, and what speaks for it."""

    text: str
    row: Row
    start: int
    kind: str
    features: tuple[str, ...] = ()


NOT_A_SECTION = re.compile(
    r"^to\s|(?<![^\W_])\d{1,3}(?![^\W_])|\d\s?min|\d{5}|@|\b(?:read|min|minutes?|skip|back|share|comments?|close|listen|registration|this article|sponsored|credit|jobs?|partnership|contact|privacy|cookies|advertis\w+)\b"
    r"|^(?:tags?|tagged|keywords?|topics?|labels?)\s?:|^staff reports?$|\babout$|[←→]|\([A-Z]{2}\)$|^(?:authors?|source|written|by|written by|posted by)\s?:|^\w(?:\s\w)*$|\b(?:subscribe|sign ?up|log ?in|call us|quote|getty|shutterstock|istock|unsplash|alamy|dreamstime|pexels|pixabay)\b"
    r"|\bonly$|^(?:most )?(?:popular|trending|more|latest|newest) (?:on|from|in|at|by)\b|^(?:photos?|images?)$|\b(?:photos?|photography|images?)\s?(?:by\b|courtesy\b|:)",
    re.IGNORECASE,
)
BUTTON = re.compile(
    r"(?:(?:now|currently|you(?:['’]re| are)(?: now)?) (?:reading|playing|viewing|watching|listening|here)|up next|coming up"
    r"|(?:next|previous) (?:story|article|post|page|video|gallery)|play (?:track|video|audio|all|now)|follow (?:us|me|publication|this|on)"
    r"|(?:buy|order|pre-?order|stream|shop|download|apply|donate|try|enroll?)(?: (?:now|it|here|today|free|online|tickets|the app|this|our .+))?"
    r"|buy (?:on|at|from|in) .+|(?:request|schedule|book|get) (?:an? .+|your .+|link|service|started)|search (?:this|our|the|all|for) .+|other apps|enter your .+|become (?:a )?member|talk to (?:us|.+ expert)"
    r"|cancel|(?:blog|site) home)$|you are here\b",
    re.IGNORECASE,
)
"""What a button asks for, or says of what is shown: "Buy tickets", "Now reading", "Next story". No section of 820 pages is one."""
RIGHTS = re.compile(r"^[©®℗]|[©®℗]\s?\d{4}|\b(?:copyright|\(c\))\s?(?:©|\d)", re.IGNORECASE)
"""What a notice of rights has: "® 2016 Exampleton Media"."""
KINDS = frozenset(
    (
        "analysis",
        "column",
        "comment",
        "editorial",
        "essay",
        "explainer",
        "feature",
        "interview",
        "news",
        "opinion",
        "report",
        "review",
    )
)
"""What an article is, in small letters beside its date."""
JOINTS = re.compile(r"[a-z+][A-Z]")
"""Where a row of buttons has lost its spaces: "FacebookEmailTwitter"."""
FILED_BELOW = re.compile(r"^(?:filed (?:under|in|to)|posted in|category|categories|section)\s?:?$", re.IGNORECASE)
WRITER = re.compile(r"\b(?:reporter|correspondent|editor|writer|columnist|contributor)s?$", re.IGNORECASE)
"""What an author is, beside the name: "Court Reporter"."""
DANGLING = re.compile(r"\s(?:on|by|at|from|of|the|and|&)$", re.IGNORECASE)
"""What a name never ends in, but what stands before a day does: "Jane Roe on 3 May 2021"."""
MONTHS = frozenset(
    ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"]
)
"""An archive's names for pages; not "may", a word of its own."""
OF_A_TRAIL = frozenset({"latest news", "resources"})
"""Names that are a button's but at the end of a trail of crumbs."""


def may_be_section(text: str, *, crumb: bool = False) -> bool:
    """Return whether a text may be a section's name. `crumb` is for the end of a trail, which a button's words may be."""
    folded = fold(text)
    return (
        2 <= len(text) <= 50
        and len(WORD.findall(text)) <= 5
        and any(map(str.isalpha, text))
        and (folded not in lexicons.read("furniture_words") or (crumb and folded in OF_A_TRAIL))
        and text not in KINDS
        and not FILED_BELOW.match(text)
        and ((text.isupper() and len(text) < 3) or folded not in lexicons.read("function_words"))
        and folded not in lexicons.read("weekdays")
        and folded not in MONTHS
        and not WRITER.search(text)
        and not DANGLING.search(text)
        and not dates.find(text)
        and text[-1] not in ".?!"
        and agencies.named(text) is None
        and not signatures.LABEL.match(text)
        and not NOT_A_SECTION.search(text)
        and BUTTON.match(text) is None
        and not RIGHTS.search(text)
        and not PLACE.search(text)
        and len(JOINTS.findall(text)) < 2
        and text not in dates.zones()
    )


def is_button(text: str) -> bool:
    """Return whether a text is what a button of many pages says."""
    return BUTTON.match(text) is not None or fold(text) in lexicons.read("furniture_words")


def is_person(text: str) -> bool:
    """Return whether a text is a person's name and nothing else: "Jane Roe", not "Tiny Homes", "Exampleton County" or a place's.

    Sections are called so too: "Love Lives". What stands around it tells.
    """
    words = fold(text).split()
    if (
        not 2 <= len(words) <= LONGEST_NAME
        or not lexicons.is_surely_given_name(words[0])
        or len(WORD.findall(text)) != len(text.split())
    ):
        return False
    last = words[-1]
    common = any(last in lexicons.read(each) for each in OF_SECTIONS)
    short = any(word.isupper() for word in text.split()) and not text.isupper()  # "General HR"
    return not common and not short and text not in places.names() and persons.names(text) == (text,)


LONGEST_NAME = 3
OF_SECTIONS = ("section_names", "menu_words", "place_heads", "place_nouns")


def without_writer(one: Named, names: Sequence[str]) -> Named:
    """Return a section without the author's name before it: "May 3, 2021 Jane Roe Town Life"."""
    for name in names:
        if one.text.startswith(f"{name} ") and (rest := one.text[len(name) :].lstrip(" ,|•·–—-").removeprefix("in ")):
            return replace(one, text=rest, start=one.start + len(one.text) - len(rest))
    return one


PLACE = re.compile(r",\s(?:[A-Z]{2,3}|U\.?S\.?A?\.?|U\.?K\.?)$")
"""What a place ends in: "Exampleton, UK"."""
LONGEST_LIST_OF_NAMES = 160
LIST_MARK = re.compile(r"\s?[,|]\s")
MOST_LISTED = 8


def may_be_list(text: str) -> bool:
    """Return whether a text is a list of names for sections: "Budget Walks, Harbour Life"."""
    parts = [part.strip() for part in LIST_MARK.split(text)]
    if PLACE.search(text) or _is_sentence(parts):
        return False
    return len(text) <= LONGEST_LIST_OF_NAMES and 2 <= len(parts) <= MOST_LISTED and all(map(may_be_section, parts))


AND = re.compile(r"(?:and|or)\s", re.IGNORECASE)


def _is_sentence(parts: Sequence[str]) -> bool:
    """Return whether parts are a headline's or a motto's: "Your town house, drawn", "Walks, plans, and ideas for all"."""
    return any(map(AND.match, parts)) or (
        len(parts) == 2
        and parts[0][:1].isupper()
        and parts[1][:1].islower()
        and not lexicons.read("section_names").issuperset(map(fold, parts))
    )
