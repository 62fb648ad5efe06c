"""What may be a section's name: its words, its letters, and what it never is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import signatures
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
    r"|^(?:photos?|images?)$|\b(?:photos?|photography|images?)\s?(?:by\b|courtesy\b|:)",
    re.IGNORECASE,
)
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
        and not PLACE.search(text)
        and len(JOINTS.findall(text)) < 2
        and text not in dates.zones()
    )


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
    if PLACE.search(text):
        return False
    return len(text) <= LONGEST_LIST_OF_NAMES and 2 <= len(parts) <= MOST_LISTED and all(map(may_be_section, parts))
