"""Names of sections out of trails of crumbs: "Home > World > Headline", also where the marks between them are lost."""

import re
from collections.abc import Iterator

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.sections.naming import Named

CRUMBS = re.compile(r"\s{0,3}(?:[›»>→]|\s/\s|(?<=\w)/\s|\s\|\s)\s{0,3}")
HOMES = frozenset({"home", "homepage", "start", "front page", "accueil", "inicio", "portada", "startseite"})
"""What a trail of crumbs begins with."""
HOME = re.compile(rf"^(?:{'|'.join(sorted(HOMES))})\s{{1,3}}(?=\S)", re.IGNORECASE)


def last(row: Row, headline: Row) -> Named | None:
    """Return the last crumb that is not the headline itself: "Home > World > Headline" is World."""
    parts = [part.strip() for part in CRUMBS.split(row.text) if part.strip()]
    if len(parts) > 1:
        while len(parts) > 1 and fold(parts[-1])[:30] and headline.folded.startswith(fold(parts[-1])[:30]):
            parts.pop()
        return Named(parts[-1], row, row.text.rfind(parts[-1]), "crumb") if fold(parts[-1]) not in HOMES else None
    match = HOME.match(row.text)
    return Named(row.text[match.end() :], row, match.end(), "home") if match and len(row.text.split()) <= 5 else None


HOME_JOINED = re.compile(r"home(?-i:[A-Z])", re.IGNORECASE)
JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|\s{0,3}(?:[›»>→/|]|\s[-–—]\s)\s{0,3}")


def joined(row: Row, headline: Row) -> Named | None:
    """Return the last crumb of a row that has lost the marks between them: "HomeGear ReviewsHeadline"."""
    if len(row.text) <= len(headline.text) or not row.folded.endswith(headline.folded):
        before = row.text if HOME_JOINED.match(row.text) else ""
    else:
        before = row.text[: -len(headline.text)]
    if (
        row.index > headline.index
        and before.endswith(" ")
        and not (HOME_JOINED.match(before) or HOME.match(before) or CRUMBS.search(before))
    ):
        return None  # "Understanding" before the headline's words, said again below it
    parts = [part.strip() for part in JOINED.split(before.strip(" /|>»›:-–—")) if part.strip()]
    parts = parts[1:] if parts and fold(parts[0]) in HOMES else parts
    if not parts:
        return None
    text = HOME.sub("", parts[-1])
    return Named(text, row, row.text.rfind(text), "joined") if text else None


LONGEST_PAIR = 50
MARKS_OF_TRAILS = re.compile(r"[›»>→|]")


def pair(row: Row) -> Named | None:
    """Return a whole row of two parts, which may be one section's name: "Town / Harbour Life".

    Never one with the marks of a trail, nor of which a part is a section by itself: "Sport / Rowing", "BUSINESS > ENERGY".
    """
    parts = CRUMBS.split(row.text) if len(row.text) <= LONGEST_PAIR else []
    if len(parts) != 2 or not fold(parts[0]) or MARKS_OF_TRAILS.search(row.text) or any(map(_is_usual, parts)):
        return None
    return Named(row.text, row, 0, "pair")


def _is_usual(part: str) -> bool:
    """Return whether a part of a trail is a home, a hub or a section of many pages by itself."""
    name = fold(part)
    return name in HOMES or any(name in lexicons.read(words) for words in ("hub_names", "section_names"))


def is_credit(row: Row) -> bool:
    """Return whether a row of two parts names an agency and no section: "PTI | Exampleton"."""
    parts = CRUMBS.split(row.text) if len(row.text) <= LONGEST_PAIR else []
    wires = [agencies.named(part) is not None for part in parts]
    return len(parts) == 2 and any(wires) and not any(map(_is_usual, parts))


def home_tail(row: Row, layout: Layout) -> Iterator[Named]:
    """Yield the last words of crumbs that have lost the marks between them, where the page has these alone: "Home Topics Health"."""
    match = HOME.match(row.text)
    words = row.text[match.end() :].split() if match and len(row.text) <= LONGEST_PAIR else []
    for skipped in range(1, min(4, len(words))):
        tail = " ".join(words[skipped:])
        if layout.repeats.get(fold(tail), 0):
            yield Named(tail, row, len(row.text) - len(tail), "home-tail")
            return


SLASHES = re.compile(r"\s{0,3}/\s{0,3}")
LONGEST_TRAIL = 160
UNDER_HUB = re.compile(r"(?:blog|articles|resources|news|insights|topics)\s{1,2}(?=\S)", re.IGNORECASE)


def topics(row: Row, headline: Row) -> Iterator[Named]:
    """Yield the first of several crumbs that says what an article is about: "Home / Blog / Gardens / Beds" has Gardens."""
    mark = SLASHES if row.text.count("/") > 1 else CRUMBS
    parts = [part.strip(" |") for part in mark.split(row.text)] if len(row.text) <= LONGEST_TRAIL else []
    told = [part for part in parts if fold(part) and not headline.folded.startswith(fold(part)[:30])]
    named = [
        part
        for part in told
        if fold(part) not in lexicons.read("hub_names")
        and any(map(str.isalpha, part))
        and not dates.find(part)
        and not (persons.names(part) and fold(part).split()[0] in lexicons.read("given_names"))
    ]
    if len(parts) > 1 and named:
        yield Named(named[0], row, row.text.find(named[0]), f"topic-{min(len(named), 3)}")
    elif len(parts) == 1 and (match := UNDER_HUB.match(row.text)) and len(row.text) <= LONGEST_PAIR:
        yield Named(row.text[match.end() :], row, match.end(), "hub-tail")
