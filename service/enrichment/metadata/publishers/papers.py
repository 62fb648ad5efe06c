"""Mastheads that read as papers' names: a page's first row, "The Marchfield Echo"."""

import re

from service.enrichment import lexicons, places
from service.enrichment.metadata import mastheads
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.publishers import speaking
from service.enrichment.metadata.publishers.naming import ARTICLES_OWN, BUTTON, MOST_NAME_WORDS, Publisher, is_name

LONGEST = 40
"""Characters of a row that is a masthead."""


def masthead(layout: Layout, headline: Row | None) -> Publisher | None:
    """Return the page's first row but for buttons where it is a paper's name by its words: "The Marchfield Echo".

    Of 820 pages four such rows, the first of all, are the publisher's name and one is a part of it: it is for pages on
    which no other place but a notice of rights tells a name, which is as often the owner's.
    A word that other things are called too ("Opening Times") needs a place, an article or another witness.
    """
    row = first(layout)
    if row is None or row is headline or row.role in ARTICLES_OWN or not is_name(row.text) or not _is_papers(row.text):
        return None
    if COMMON.fullmatch(row.folded.split()[-1]) and not (_is_proper(row.folded) or _is_witnessed(row, layout)):
        return None
    return Publisher(row.text, row, 0, "masthead")


def first(layout: Layout) -> Row | None:
    """Return the first of a page's rows that is no button."""
    buttons = lexicons.read("furniture_words")
    head = layout.rows[: min(layout.first, FIRST)]
    return next((row for row in head if row.folded not in buttons and not BUTTON.search(row.text)), None)


FIRST = 3
"""Rows at a page's head of which the first that is no button may be its masthead."""


def _is_papers(text: str) -> bool:
    """Return whether a text is a paper's name by its words, each with a capital: the last, before "of", is one of papers'."""
    whole = text.split()
    words = OF_PLACE.sub("", text).split()
    capitals = all(word[0].isupper() or word in LINKS for word in whole)
    if not (capitals and len(words) >= 2 and len(whole) <= MOST_NAME_WORDS and len(text) <= LONGEST):
        return False
    *before, last = map(fold, words)
    if not ARTICLES.isdisjoint([*before, last][1:]) or speaking.asks(text):
        return False
    common = lexicons.read("function_words") | lexicons.read("section_names") | lexicons.read("menu_words")
    common |= lexicons.read("furniture_words")
    if fold(text) in common or last not in lexicons.read("masthead_words"):
        return False
    return not ARTICLES.isdisjoint(before) or not (ORDINARY.fullmatch(last) or common.issuperset(before))


LINKS = frozenset({"of", "the", "and", "&", "de", "del", "des", "di", "du", "la"})
ARTICLES = frozenset({"the", "la", "le", "el", "il"})
OF_PLACE = re.compile(r"\s(?:of|d[eiu]|de la|del|des)\s[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?$")
ORDINARY = re.compile(
    r"daily|digest|magazine|mail|mirror|news|newspapers?|online|post|press|radio|record|recorder|reporter|review|weekly"
)
"""Words of papers' names that sections' names and buttons end in as often: "Tech News", "Film Review", "Next Post"."""
COMMON = re.compile(r"guardian|press|register|standard|star|sun|times")
"""Words of papers' names that other things are called too: "Opening Times", "Cash Register"."""
USUAL_BEFORE = frozenset(
    {"daily", "eastern", "evening", "morning", "northern", "saturday", "southern", "sunday", "western"}
)
"""What stands before such a word in papers' names and in few others."""


def _is_proper(name: str) -> bool:
    """Return whether a folded name begins with an article, or says a place or a time: "Oslo Times", "Evening Standard"."""
    before = name.split()[:-1]
    runs = (before[start:end] for end in range(1, len(before) + 1) for start in range(end))
    return (
        not ARTICLES.isdisjoint(before[:1])
        or not USUAL_BEFORE.isdisjoint(before)
        or any(" ".join(run).title() in places.names() for run in runs)
    )


def _is_witnessed(row: Row, layout: Layout) -> bool:
    """Return whether a notice of rights, an address or a row in which the site speaks of itself has a first row's name too."""
    known, name = mastheads.read(layout), mastheads.plain(row.text)
    letters = name.replace(" ", "")
    return f" {name} " in known.notices or name in known.spoken or any(letters in one for one in known.domains)
