"""Find an article's own headline among a page's lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.body import captions
from service.enrichment.metadata import mastheads
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.sections.crumbs import CRUMBS, HOMES
from service.enrichment.types import Body, Role

SITE_SPLIT = re.compile(r"\s+(?:[|•·»«›>→/–—:-]|::|--)+\s+|\s*\|+\s*|(?<=\w)\s?[›»>→]\s?(?=\w)")
"""The marks between a headline and the name of the site or section."""
LONGEST = 300
"""Characters beyond which a line is no headline: the longest of 700 articles has 180."""
LABELS = re.compile(
    r"(?:by|written by|posted|published|updated|last updated|tags?|categor|share|read more|photo)\b", re.IGNORECASE
)
KIND = re.compile(
    r"(?:article|audio|gallery|photos?|podcast|related|slideshow|video|watch|(?:read|up|watch) next|next up|now playing"
    r"|new (?:blog|blog post|e-?book|episode|guide|podcast|post|webinar|white ?paper)): ",
    re.IGNORECASE,
)
"""What a link to another piece begins with."""
CREDIT_BELOW = re.compile(r"\(?(?:photo credit|(?:credit|photo|image)s?(?: by |:))", re.IGNORECASE)
"""What the row below a picture's caption begins with."""
QUERY = re.compile(r"\bhttps?:|www\.|@")


@dataclass(frozen=True, slots=True)
class Headline:
    """A candidate: the text without the site's name, where it stands in its row, and what speaks for it."""

    text: str
    row: Row
    start: int
    site: str | None
    features: tuple[str, ...]


def candidates(layout: Layout, body: Body, dated: frozenset[int]) -> Iterator[Headline]:
    """Yield every line, and every line without a site's name, that could be the headline, with its features.

    `dated` are the indices of the rows that hold a date.
    """
    opening = frozenset(WORD.findall(body.text[:OPENING].lower()))
    near = layout.rows[max(0, layout.first - NEAR) : layout.first]
    ends = (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :])
    context = _Context(
        layout=layout,
        vocabulary=frozenset(WORD.findall(body.text[:20_000].lower())),
        opening=opening,
        telling=tuple(row for row in near if row.index not in dated and _is_telling(row, opening)),
        rows=" \n ".join(row.folded for row in ends if len(row.text) <= LONGEST),
        dated=dated,
        inside=frozenset(
            row.folded for row in layout.rows[layout.first + 4 : layout.last + 1] if len(row.text) <= LONGEST
        ),
        below=frozenset(row.folded for row in layout.rows[layout.last + 1 :] if len(row.text) <= LONGEST),
        trails=tuple(row.folded for row in layout.head() if len(row.text) <= LONGEST and _is_trail(row)),
        known=mastheads.read(layout),
    )
    others = frozenset(row.folded for row in layout.rows[layout.last :] if row.text[0] == "#") | _played(layout)
    rows = [row for row in layout.head() if row.index < layout.first + 4]
    marked = any(row.level == 1 for row in rows)
    longest = {row.index for row in sorted(layout.rows[max(0, layout.first - 10) : layout.first], key=_length)[-2:]}
    rows += [row for row in layout.rows if row.role is Role.TITLE and row.index > layout.first + 3][:5]
    for row in rows:
        if 3 <= len(row.text) <= LONGEST and any(map(str.isalpha, row.text)) and not _is_furniture(row, layout, others):
            for text, start, site in _parts(row, context.known):
                features = list(_features(Headline(text, row, start, site, ()), context))
                features += ["another-is-level-1"] if marked and row.level != 1 else []
                features += ["longest-near"] if row.index in longest else []
                yield Headline(text, row, start, site, tuple(features))


NEAR = 30
"""Rows above the prose among which a headline and its standfirst stand."""
LOOKED_AT = 400
"""Rows at either end of a page that are searched for a headline's other mentions."""


def _is_telling(row: Row, opening: frozenset[str]) -> bool:
    """Return whether a row of a headline's length shares most of its longer words with the opening of the body."""
    words = {word for word in row.folded.split() if len(word) > 3}
    return len(words) >= 3 and len(row.text) <= LONGEST and len(words & opening) >= SHARED * len(words)


SHARED = 0.4


def _is_furniture(row: Row, layout: Layout, others: frozenset[str]) -> bool:
    """Return whether a row is an address, a picture's words, a list, a link, a lone word, or there too often for a headline.

    `others` are folded texts that name something else: the hashtags below the body, and what players play.
    """
    if layout.repeats.get(row.folded, 0) > MOST_REPEATED or ADDRESS.match(row.text) or CREDIT.search(row.text):
        return True
    if row.text.startswith(ASIDE) or BUTTON.match(row.text) or _follows(row, layout) or _is_in_contents(row, layout):
        return True
    if row.role is not Role.TITLE and _is_link_or_fact(row.text):
        return True
    if row.level == 0 and row.folded in lexicons.read("consent_buttons"):
        return True
    if _lists(row, layout) or _leads(row) or BANNER.match(row.text) or row.folded in others or _is_caption(row, layout):
        return True
    return row.level == 0 and row.role is not Role.TITLE and " " not in row.folded


def _is_in_contents(row: Row, layout: Layout) -> bool:
    """Return whether a row above the prose stands under "Table of contents" and again within the prose: one of its headings."""
    if row.level == 1 or row.index >= layout.first or layout.repeats.get(row.folded, 0) < 2:
        return False
    above = layout.rows[max(0, row.index - LONGEST_CONTENTS) : row.index]
    inside = layout.rows[layout.first : layout.last + 1]
    listed = any(CONTENTS.fullmatch(other.text.rstrip(" :")) for other in above)
    return listed and any(other.folded == row.folded for other in inside)


LONGEST_CONTENTS = 30
CONTENTS = re.compile(
    r"(?:table of )?contents|(?:on|in|inside) this (?:page|article|post|guide|story)|jump to(?: section)?",
    re.IGNORECASE,
)
"""What stands above the list of an article's headings."""
BUTTON = re.compile(
    r"(?:click|tap) here (?:for|to (?:download|read|see|sign|subscribe|view|watch)\b)|search this (?:blog|site|website)\b"
    r"|(?:slide|image|photo|picture):? \d{1,3}\s?(?:/ of|/|of)\s?\d{1,3}\b|skip (?:to|past) (?:the )?(?:main |article |page )?(?:content|article|header|navigation)\b",
    re.IGNORECASE,
)
"""What a button and the counter of pictures begin with: "Click here for more", "Slide: 2 / of 2. Caption: Example"."""


def _is_link_or_fact(text: str) -> bool:
    """Return whether a text that the labeller finds no headline is a recipe's or a walk's fact, a link or ends as a caption does."""
    linked = text[-1] in ARROWS or KIND.match(text) is not None
    return linked or FACT.match(text) is not None or captions.names_taker(text)


def _is_caption(row: Row, layout: Layout) -> bool:
    """Return whether a row is a picture's credit or stands right above one, with a likelier headline not far above it."""
    above = layout.rows[max(0, row.index - NEAR_TITLE) : row.index]
    if not any(other.role is Role.TITLE for other in above):
        return False
    below = layout.rows[row.index + 1].text if row.index + 1 < len(layout.rows) else ""
    if CREDIT_BELOW.match(below):
        return True
    return row.role is not Role.TITLE and (_is_credit(row.text) or _is_credit(below))


def _is_credit(text: str) -> bool:
    """Return whether a whole text is a person and a paper or an agency with a stroke between: "Jane Roe / Exampleton Times"."""
    if "/" not in text or len(text) > LONGEST_LIST:
        return False
    taken = TAKEN.fullmatch(text)
    papers = lexicons.read("masthead_words")
    of_paper = taken and lexicons.is_given_name(taken["given"]) and not papers.isdisjoint(fold(taken["source"]).split())
    return bool(of_paper) or captions.credits_picture(text)


TAKEN = re.compile(
    r"(?P<given>[^\W\d_]+)(?:-[^\W\d_]+)?(?: [^\W\d_a-z][\w.'’-]*){1,3} ?/ ?(?P<source>[^\W\d_a-z][\w.'’&-]*(?: [^\W\d_a-z][\w.'’&-]*){0,4})"
)
NEAR_TITLE = 12
"""Rows above a caption, or around what is played, in which the headline stands."""


def _follows(row: Row, layout: Layout) -> bool:
    """Return whether a row stands right below a label of another piece ("Up next"), or of this one that names it once more."""
    label = layout.rows[row.index - 1].text if row.index else ""
    if row.level == 1 or len(label) > LONGEST_LABEL:
        return False
    return bool(NEXT.fullmatch(label)) or (bool(NOW.fullmatch(label)) and _is_another_titled(row, layout))


def _played(layout: Layout) -> frozenset[str]:
    """Return the folded titles of what a player offers above the article: how long it lasts stands right below them."""
    near = layout.rows[max(0, layout.first - NEAR) : layout.first]
    timed = (layout.rows[row.index - 1] for row in near if row.index and LASTING.fullmatch(row.text))
    return frozenset(row.folded for row in timed if row.level != 1 and _is_another_titled(row, layout))


def _is_another_titled(row: Row, layout: Layout) -> bool:
    """Return whether the labeller finds another headline between a row and the prose."""
    below = layout.rows[row.index + 1 : min(layout.first, row.index + NEAR_TITLE)]
    return any(other.role is Role.TITLE and other.folded != row.folded for other in below)


LONGEST_LABEL = 24
NEXT = re.compile(
    r"(?:(?:read|up|watch) next|next (?:up|article|post|story)|play (?:song|track|video))\W{0,3}", re.IGNORECASE
)
NOW = re.compile(
    r"(?:now|currently|you(?:['’]re| are)(?: now)?) (?:playing|reading|viewing|watching)\W{0,3}", re.IGNORECASE
)
"""What stands above a player's piece, or above the headline in the bar that stays while one scrolls: one of two such pages of 820."""
LASTING = re.compile(r"(?:[^\W\d_][^|\d]{0,30} \| )?0?\d:[0-5]\d(?: \| [^\W\d_][^|\d]{0,30})?")
"""How long a video lasts, with its section: "2:32 | Rowing"."""


def _lists(row: Row, layout: Layout) -> bool:
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


def _leads(row: Row) -> bool:
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


HERE = re.compile(r"you(?: are|['’]re) here\b\W{0,3}", re.IGNORECASE)
ARROWS = "→›»▸►"
ARROW = re.compile("[›»>→]")
ASIDE = ("—", "―", "--")
"""What a signature and a series' name begin with, and none of the headlines of 820 pages: "— Jane Roe"."""
BARS = re.compile(r"\s[|·•]\s")
LONGEST_CRUMB, FEWEST_CRUMBS = 5, 3
LONGEST_HOME = 2
LONGEST_ENTRY, FEWEST_BARS, FEWEST_ENTRIES = 3, 3, 5
"""Words of a menu's entry, and bars of a row, or entries said once more in it, from which it is a menu."""
BANNER = re.compile(r"an official (?:web)?site of\b|here[’']s how you know\W*$", re.IGNORECASE)
"""What a government's page says of itself above its own name."""
LONGEST_LIST = 100
NUMBERED = re.compile(r"(\d{1,2})[.)] ")
LISTS = re.compile(r"(?:tags|topics|keywords|filed under|[A-Z]\w{1,20} more): ", re.IGNORECASE)
"""What a row of tags begins with."""
MOST_REPEATED = 8
CREDIT = re.compile(
    r"(?<=\S[\s(])(?i:photos?|images?|pictures?|photograph|illustration|credit)\s?:\s?[A-Z]|\b(?:AP|AFP|Reuters|EPA|PA) Photo\b|/?Getty Images|\(AP Photo"
)
"""What only a picture's caption ends with: captions stand under the headline and say what it says."""
FACT = re.compile(
    r"(?:(?:level of )?difficulty|distance|duration|length|elevation(?: gain)?|(?:prep|cook|cooking|total|active|reading)(?:aration)? time"
    r"|serves|servings|yields?|makes|price|cost|opening hours|address|phone|cuisine|course|skill level): ",
    re.IGNORECASE,
)
"""What a row of a recipe's, a walk's or a place's facts begins with."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)


def keys(found: Sequence[Headline], chances: Sequence[float]) -> list[str]:
    """Return what each candidate counts as: a headline and its near copy (a title line's older wording) are one."""
    heads: list[tuple[frozenset[str], str]] = []
    names = [fold(one.text) for one in found]
    for n in sorted(range(len(found)), key=lambda n: -chances[n]):
        if chances[n] < TRACE:
            break
        words = frozenset(names[n].split())
        twin = next(
            (name for other, name in heads if len(words & other) >= 0.85 * max(len(words), len(other), 6)), None
        )
        if twin is None:
            heads.append((words, names[n]))
        else:
            names[n] = twin
    return names


TRACE = 0.02
"""Probability below which a candidate is not compared with others."""


def without_site(likely: Sequence[tuple[Headline, float]]) -> tuple[tuple[Headline, float], ...]:
    """Return headlines, the best first, where a row whole and the same without a named site's end are about as likely.

    Then the site's name goes: "Harbour plan passes - Example Times" is rarely a headline.
    """
    found = tuple(likely)
    if len(found) < 2 or found[1][1] < ABOUT * found[0][1]:
        return found
    (whole, chance), (cut, _) = found[:2]
    named = cut.site is not None and _is_named(cut.site) and not _is_named(cut.text)
    if whole.row is not cut.row or whole.site is not None or not named or cut.start:
        return found
    return ((cut, chance), (whole, chance), *found[2:])


def without_name(
    likely: Sequence[tuple[Headline, float]], titled: Sequence[Headline], sites: frozenset[str]
) -> tuple[tuple[Headline, float], ...]:
    """Return headlines, the best first, without the site's name behind the best one, where the page calls itself that.

    `sites` are the folded names by which the page calls itself, without an article.
    """
    found = tuple(likely)
    best = found[0][0] if found else None
    if best is None or best.site is not None:
        return found
    for one in titled:
        if one.row is best.row and one.site and not one.start and fold(one.site).removeprefix("the ") in sites:
            return ((one, found[0][1]), *found)
    return found


def closed_up(title: str, language: str | None) -> str:
    """Return a headline without the spaces that mark-up has left before its points: "Harbour Nights : A Review".

    No headline of 820 English pages has one on purpose. French sets one before a colon, a semicolon, a question and an exclamation.
    """
    return (LOOSE_FRENCH if language == "fr" else LOOSE).sub("", title)


LOOSE = re.compile(r"(?<=[\w’”'\")]) (?=[:;,.?!](?:\s|$))")
LOOSE_FRENCH = re.compile(r"(?<=[\w’”'\")]) (?=[,.](?:\s|$))")
ABOUT = 0.7
"""Share of the best's probability from which the second is about as likely."""


def _length(row: Row) -> int:
    return len(row.text) if len(row.text) <= LONGEST else 0


def _parts(row: Row, known: mastheads.Known) -> Iterator[tuple[str, int, str | None]]:
    """Yield the row whole, and as a headline with the site's name before or after it taken off."""
    yield row.text, 0, None
    splits = list(SITE_SPLIT.finditer(row.text))
    if not splits:
        return
    last, first = splits[-1], splits[0]
    head, tail = row.text[: last.start()].strip(), row.text[last.end() :].strip()
    ends = not mastheads.is_clause(last.group(), tail, known)
    if ends and head and tail and len(head) > len(tail) and len(tail.split()) <= 6:
        yield head, 0, tail
    if len(splits) > 1 and head and len(tail) > 10:
        yield tail, last.end(), head
    head, tail = row.text[: first.start()].strip(), row.text[first.end() :].strip()
    begins = not mastheads.is_clause(first.group(), head, known)
    if begins and head and tail and len(tail) > len(head) and len(head.split()) <= 5:
        yield tail, first.end(), head


@dataclass(frozen=True, slots=True)
class _Context:
    """What a headline is compared with: the body's words, the texts that stand inside and below it, rows of crumbs."""

    layout: Layout
    vocabulary: frozenset[str]
    opening: frozenset[str]
    telling: tuple[Row, ...]
    rows: str
    dated: frozenset[int]
    inside: frozenset[str]
    below: frozenset[str]
    trails: tuple[str, ...]
    known: mastheads.Known


FEW = 8
"""Rows above the prose of a page of which little but the article was copied: there a headline stands otherwise."""
OPENING = 1_200
"""Characters of the body that are its opening."""
PICTURE = re.compile(
    r"\b(?:photo(?:graph)?s?(?: by|:)|images? (?:by|of|:)|image:|getty|ap photo|reuters/|file photo|credit:|courtesy|click (?:to|here))",
    re.IGNORECASE,
)
TRAIL = re.compile(r"^home\b|[/>›»→]", re.IGNORECASE)


def _is_trail(row: Row) -> bool:
    """Return whether a row may be a row of crumbs, which ends in the headline."""
    return bool(TRAIL.search(row.text))


def _features(one: Headline, context: _Context) -> Iterator[str]:
    text, row, site = one.text, one.row, one.site
    layout, vocabulary, dated = context.layout, context.vocabulary, context.dated
    words = WORD.findall(text)
    folded = row.folded if site is None else fold(text)
    away = row.index - layout.first
    yield "bias"
    yield "away:" + band(away, -60, -40, -25, -15, -10, -7, -5, -4, -3, -2, -1, 0, 1, 2)
    yield "row:" + band(row.index, 1, 2, 3, 5, 10, 20, 50, 100)
    yield "words:" + band(len(words), 2, 3, 4, 5, 6, 8, 11, 15, 19, 25, 35)
    yield "level:" + str(row.level)
    yield "end:" + (text[-1] if text[-1] in ".?!:,…" else "w")
    capital = [word for word in words if len(word) > 3 and word.isalpha()]
    share = sum(word[0].isupper() for word in capital) / len(capital) if capital else -1.0
    yield "capitals:" + band(share, 0, 0.01, 0.35, 0.65, 0.99)
    if text.isupper():
        yield "upper"
    yield "times:" + band(layout.repeats.get(folded, 0), 1, 2, 3, 4)
    telling = {word.lower() for word in words if len(word) > 3}
    known = len(telling & vocabulary)
    yield "known:" + band(known, 1, 2, 3, 4, 6, 8)
    yield "share:" + band(known / len(telling) if telling else -1.0, 0, 0.01, 0.34, 0.5, 0.67, 0.8, 0.99)
    yield "role:" + row.role
    chance = row.likely(Role.TITLE)
    yield "likely:" + chance
    yield f"likely:{chance}:{band(away, -15, -7, -3, -2, -1, 0, 1)}"
    yield from _site_features(one, folded, layout, context.known)
    yield from _neighbours(row, layout, dated)
    if folded in lexicons.read("menu_words"):
        yield "menu"
    if LABELS.match(text):
        yield "label"
    if QUERY.search(text):
        yield "address"
    if row.index in dated:
        yield "date"
    if len(words) <= 12 and persons.names(text):
        yield "person"
    near = band(away, -15, -7, -3, -2, -1, 0, 1)
    yield f"away-words:{near}:{band(len(words), 3, 5, 8, 12, 20)}"
    yield f"away-times:{near}:{band(layout.repeats.get(folded, 0), 2, 3)}"
    yield f"words-share:{band(len(words), 3, 5, 8, 12, 20)}:{band(known / len(telling) if telling else -1.0, 0, 0.01, 0.5, 0.8)}"
    if layout.first <= FEW:
        yield f"opens:{band(row.index, 0, 1, 2, 4)}:{band(away, -3, -2, -1, 0)}"
        yield f"opens:{row.role}:{band(len(words), 3, 5, 8, 20)}"
        yield f"opens:{band(len(layout.rows), 8, 20, 60)}:{row.role}"
    yield from _elsewhere(one, folded, telling, context)
    yield from _beside(row, folded, context)
    yield from _company(row, layout)


def _elsewhere(one: Headline, folded: str, telling: set[str], context: _Context) -> Iterator[str]:
    """Yield where else the headline stands: inside the body it is a table of contents' entry, in a crumb the page's own."""
    if one.text[0].isdigit():
        yield "digit"
    if PICTURE.search(one.row.text):
        yield "picture"
    # A row that stands again below is the page's own name for itself, with the site's name or without.
    if one.site is not None:
        folded = one.row.folded
    if folded in context.inside:
        yield "again:inside"
    if folded in context.below:
        yield "again:below"
    if any(len(trail) > len(folded) and trail.endswith(folded) for trail in context.trails):
        yield "trail"
    known = len(telling & context.opening) / len(telling) if telling else -1.0
    yield "opening:" + band(known, 0, 0.01, 0.34, 0.5, 0.67, 0.8, 0.99)


def _site_features(one: Headline, folded: str, layout: Layout, known: mastheads.Known) -> Iterator[str]:
    """Yield what the part that is cut off looks like, or for a whole row, what could be cut off."""
    if one.site is not None:
        side = "prefix" if one.start else "suffix"
        yield "site"
        if one.site[:1].islower():
            yield "site-lower"  # a clause of the headline's own: "..., and what you should know"
        yield f"site-named:{_is_named(one.site)}:{_is_named(one.text)}:{side}"
        yield "site-times:" + band(layout.repeats.get(fold(one.site), 0), 1, 2)
        yield "whole-times:" + band(layout.repeats.get(folded, 0), 1, 2)
        yield side
    elif (splits := list(SITE_SPLIT.finditer(one.text))) and not _is_whole(one.text, splits, known):
        yield "has-split"
        yield f"ends-named:{_is_named(one.text[splits[-1].end() :])}:{_is_named(one.text[: splits[-1].start()])}"


def _is_whole(text: str, splits: Sequence[re.Match[str]], known: mastheads.Known) -> bool:
    """Return whether the one mark within a headline is a dash before or after a clause of its own."""
    before, after = text[: splits[0].start()], text[splits[0].end() :]
    return len(splits) == 1 and mastheads.is_clause(splits[0].group(), min(before, after, key=len), known)


def _is_named(text: str) -> bool:
    """Return whether a text is written as a name: every longer word begins with a capital, as in few headlines."""
    words = [word for word in WORD.findall(text) if len(word) > 3]
    return bool(words) and all(not word[0].islower() for word in words)


def _beside(row: Row, folded: str, context: _Context) -> Iterator[str]:
    """Yield what other rows that speak of the article stand close: above a standfirst its headline, below it the reverse.

    Also whether other rows hold the headline, as in "3 comments on ...", and whether it holds another: a joined crumb.
    """
    above = sum(0 < row.index - other.index <= 3 and other.folded != row.folded for other in context.telling)
    below = sum(0 < other.index - row.index <= 3 and other.folded != row.folded for other in context.telling)
    yield f"telling-beside:{band(above, 1, 2)}:{band(below, 1, 2)}"
    yield f"telling-beside:{band(above, 1, 2)}:{band(below, 1, 2)}:{row.role}"
    rows = context.layout.rows
    before, after = rows[max(0, row.index - 8) : row.index], rows[row.index + 1 : row.index + 9]
    earlier = sum(other.role is Role.TITLE and other.folded != row.folded for other in before)
    later = sum(other.role is Role.TITLE and other.folded != row.folded for other in after)
    yield f"titles-beside:{band(earlier, 1, 2)}:{band(later, 1, 2)}:{row.role}"
    yield f"between:{before[-1].role if before else 'none'}:{row.role}:{after[0].role if after else 'none'}"
    if len(folded) > 20:
        yield "echoes:" + band(context.rows.count(folded), 2, 3, 5)
        held = any(
            other is not row and 20 < len(other.folded) < len(row.folded) and row.folded.endswith(other.folded)
            for other in context.telling
        )
        if held:
            yield "holds-another"


def _company(row: Row, layout: Layout) -> Iterator[str]:
    """Yield how many of the rows around are as long and as bare as a headline: a list of links to other articles."""
    near = [*layout.rows[max(0, row.index - 3) : row.index], *layout.rows[row.index + 1 : row.index + 4]]
    alike = sum(22 <= len(other.text) <= 140 and other.text[-1] not in ".!:" for other in near)
    yield "company:" + band(alike, 1, 2, 3, 4, 5)
    above = layout.rows[row.index - 1] if row.index else None
    if above is not None:
        yield "above-role:" + above.role


def _neighbours(row: Row, layout: Layout, dated: frozenset[int]) -> Iterator[str]:
    before = layout.rows[max(0, row.index - 3) : row.index]
    after = layout.rows[row.index + 1 : row.index + 4]
    if before:
        yield "before:" + band(len(before[-1].text), 15, 40, 80, 140)
    else:
        yield "before:none"
    if after:
        yield "after:" + band(len(after[0].text), 15, 40, 80, 140)
        yield "after-role:" + after[0].role
    if any(other.index in dated and len(other.text) < 120 for other in after):
        yield "date-after"
    if any(other.index in dated and len(other.text) < 120 for other in before):
        yield "date-before"
    if any(other.text[:3].lower() == "by " or other.text.lower() in {"by", "written by"} for other in after):
        yield "byline-after"
    if any(row.folded.startswith(other.folded) and len(other.text) > 20 for other in before):
        yield "again-before"
