"""Names of sections out of trails of crumbs: "Home > World > Headline", also where the marks between them are lost."""

import re
from collections.abc import Iterator

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.sections.naming import RIGHTS, Named, is_button

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
HUB_JOINED = re.compile(r"(?:Blogs?|Articles|Resources|Insights)(?=[A-Z][a-z]+\s(?:&|[A-Z]))|News(?=[A-Z][a-z]+\s&)")
"""What leads to all articles, run into the name of those of one kind: "BlogTown & Harbour", not "NewsTown", nor a channel "NewsTown Live"."""
JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|\s{0,3}(?:[›»>→/|]|\s[-–—]\s)\s{0,3}")


def joined(row: Row, headline: Row) -> Named | None:
    """Return the last crumb of a row that has lost the marks between them: "HomeGear ReviewsHeadline"."""
    if len(row.text) <= len(headline.text) or not row.folded.endswith(headline.folded):
        before = row.text if HOME_JOINED.match(row.text) or HUB_JOINED.match(row.text) else ""
    else:
        before = _before(row, headline)
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


def _before(row: Row, headline: Row) -> str:
    """Return what stands in a row before the headline's words, with which it ends: none where these are all, in other marks."""
    if fold(row.text[-len(headline.text) :]) == headline.folded:
        return row.text[: -len(headline.text)]
    words = list(WORD.finditer(row.text))
    count = len(headline.folded.split())
    return row.text[: words[-count].start()] if row.folded.endswith(f" {headline.folded}") and count else ""


CAPITALS = re.compile(r"(?P<first>[A-Z]{4,15})\s(?P<second>[A-Z][\w’'-]*[a-z].{0,40})")
LABEL = re.compile(r"[A-Z][\w’'-]*(?:\s(?:(?:&|and|of|the|in|for)\s[A-Z]?[\w’'-]+|[a-z][\w’'-]*))*")
MOST_GLUED = 4


def glued(row: Row) -> Named | None:
    """Return the last of a few labels in a row whose marks are lost: "LOCAL Harbours", "News Town & World National politics".

    Their letters part them: the first alone is in capitals, or small letters go on a label and a capital begins the next.
    The first is a usual name; two labels are told from one ("Business trends") by capitals alone. Its kind is that of a trail
    from "Home" whose marks are lost.
    """
    known = lexicons.read("section_names") | lexicons.read("hub_names")
    if (match := CAPITALS.fullmatch(row.text)) and match["first"].lower() in known and not match["second"].isupper():
        return Named(match["second"], row, match.start("second"), "home")
    labels = list(LABEL.finditer(row.text)) if len(row.text) <= LONGEST_PAIR else []
    if (
        not 3 <= len(labels) <= MOST_GLUED
        or " ".join(label[0] for label in labels) != row.text
        or fold(labels[0][0]) not in known
        or not re.search(r"\s[a-z]", labels[-1][0])
    ):
        return None
    return Named(labels[-1][0], row, labels[-1].start(), "home")


LONGEST_PAIR = 50
MARKS_OF_TRAILS = re.compile(r"[›»>→|]")


def pair(row: Row) -> Named | None:
    """Return a whole row of two parts, which may be one section's name: "Town / Harbour Life".

    Never one with the marks of a trail, nor of which a part is a section by itself or a button: "Sport / Rowing", "BUSINESS > ENERGY",
    "Exampleton Records / Buy".
    """
    parts = CRUMBS.split(row.text) if len(row.text) <= LONGEST_PAIR else []
    if len(parts) != 2 or not fold(parts[0]) or MARKS_OF_TRAILS.search(row.text):
        return None
    if any(_is_usual(part) or is_button(part) for part in parts):
        return None
    return Named(row.text, row, 0, "pair")


def _is_usual(part: str) -> bool:
    """Return whether a part of a trail is a home, a hub or a section of many pages by itself."""
    name = fold(part)
    return name in HOMES or any(name in lexicons.read(words) for words in ("hub_names", "section_names"))


def is_credit(row: Row) -> bool:
    """Return whether a row names an agency or a picture's owner and no section: "PTI | Exampleton", "© Example Pictures / Jane Roe"."""
    if RIGHTS.search(row.text) or OWNED.match(row.text):
        return True
    parts = CRUMBS.split(row.text) if len(row.text) <= LONGEST_PAIR else []
    wires = [agencies.named(part) is not None for part in parts]
    return len(parts) == 2 and any(wires) and not any(map(_is_usual, parts))


OWNED = re.compile(r"\(?(?:photos?|images?|pictures?|illustrations?|foto|bild)(?: (?:by|credits?))?\s?:", re.IGNORECASE)
"""What a picture's credit begins with."""


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
UNDER_HUB = re.compile(r"(?:blog|articles|resources|news|insights|topics)\s{1,2}(?=\w)", re.IGNORECASE)
MOST_WORDS = 5
"""Words of a crumb."""


def _slashes(text: str) -> int:
    """Return how many slashes part names, and not the numbers of a date: "18/03/2019 | Jane Roe" has none."""
    stamps = dates.find(text) if text.count("/") > 1 else ()
    return text.count("/") - sum(text.count("/", stamp.start, stamp.end) for stamp in stamps)


def topics(row: Row, headline: Row) -> Iterator[Named]:
    """Yield the first of several crumbs that says what an article is about: "Home / Blog / Gardens / Beds" has Gardens."""
    mark = SLASHES if _slashes(row.text) > 1 else CRUMBS
    parts = [part.strip(" |") for part in mark.split(row.text)] if len(row.text) <= LONGEST_TRAIL else []
    if any(len(part.split()) > MOST_WORDS for part in parts[:-1]):
        return  # a menu with a mark in some of its entries: "Walks Boats / Sails Harbours Beaches Towns Clubs / Bars"
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
