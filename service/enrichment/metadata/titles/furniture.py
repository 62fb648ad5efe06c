"""Tell what is no headline: addresses, pictures' words, buttons, links, what players play."""

import re
from itertools import pairwise

from service.enrichment import lexicons
from service.enrichment.body import captions
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import Layout, Row
from service.enrichment.metadata.titles import menus
from service.enrichment.metadata.titles.headline import NEAR
from service.enrichment.types import Role

KIND = re.compile(
    r"(?:article|audio|gallery|photos?|podcast|related|slideshow|video|watch|(?:read|up|watch) next|next up|now playing"
    r"|new (?:blog|blog post|e-?book|episode|guide|podcast|post|webinar|white ?paper)): ",
    re.IGNORECASE,
)
"""What a link to another piece begins with."""
CREDIT_BELOW = re.compile(r"\(?(?:photo credit|(?:credit|photo|image)s?(?: by |:))", re.IGNORECASE)
"""What the row below a picture's caption begins with."""
LONGEST_CONTENTS = 30
CONTENTS = re.compile(
    r"(?:table of )?contents|(?:on|in|inside) this (?:page|article|post|guide|story)|jump to(?: section)?",
    re.IGNORECASE,
)
"""What stands above the list of an article's headings."""
BUTTON = re.compile(
    r"(?:click|tap) here (?:for|to (?:download|read|see|sign|subscribe|view|watch)\b)|search this (?:blog|site|website)\b"
    r"|(?:jump|scroll|skip) (?:straight |right |down )?to (?:the )?(?:bottom|comments?|instructions|pattern|recipe|reviews?|top|video)\b"
    r"|\d[\d,.]{0,8} (?:ratings?|reviews?|votes?)\W*(?:\d|$)|\d(?:\.\d{1,2})? (?:(?:stars? )?(?:from|based on) \d|out of \d{1,2} stars?\b)"
    r"|(?:slide|image|photo|picture):? \d{1,3}\s?(?:/ of|/|of)\s?\d{1,3}\b|skip (?:to|past) (?:the )?(?:main |article |page )?(?:content|article|header|navigation)\b",
    re.IGNORECASE,
)
"""What a button, a rating and the counter of pictures begin with: "Click here for more", "4.7 out of 5 stars", "Slide: 2 / of 2"."""
MOST_NETWORKS = 2
FIRST = re.compile(r"[\s-]")
NEAR_TITLE = 12
"""Rows above a caption, or around what is played, in which the headline stands."""
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
ARROWS = "→›»▸►"
ASIDE = ("—", "―", "--")
"""What a signature and a series' name begin with, and none of the headlines of 820 pages: "— Jane Roe"."""
BANNER = re.compile(r"an official (?:web)?site of\b|here[’']s how you know\W*$", re.IGNORECASE)
"""What a government's page says of itself above its own name."""
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


def is_furniture(row: Row, layout: Layout, others: frozenset[str]) -> bool:
    """Return whether a row is an address, a picture's words, a list, a link, a lone word, or there too often for a headline.

    `others` are folded texts that name something else: the hashtags below the body, and what players play.
    """
    if layout.repeats.get(row.folded, 0) > MOST_REPEATED or ADDRESS.match(row.text) or CREDIT.search(row.text):
        return True
    if row.text.startswith(ASIDE) or BUTTON.match(row.text) or _follows(row, layout) or _is_in_contents(row, layout):
        return True
    if row.role is not Role.TITLE and _is_link_or_fact(row.text):
        return True
    if row.level == 0 and (row.folded in lexicons.read("consent_buttons") or _follows_us(row)):
        return True
    if (
        menus.lists(row, layout)
        or menus.leads(row)
        or BANNER.match(row.text)
        or row.folded in others
        or _is_caption(row, layout)
        or _is_told_again(row, layout)
    ):
        return True
    return row.level == 0 and row.role is not Role.TITLE and " " not in row.folded


def _follows_us(row: Row) -> bool:
    """Return whether a row is links to a site's profiles: "Jane on YouTube Jane on Facebook Jane on Instagram"."""
    words, networks = row.folded.split(), lexicons.read("networks")
    return sum(one == "on" and other in networks for one, other in pairwise(words)) > MOST_NETWORKS


def _is_in_contents(row: Row, layout: Layout) -> bool:
    """Return whether a row above the prose stands under "Table of contents" and again within the prose: one of its headings."""
    if row.level == 1 or row.index >= layout.first or layout.repeats.get(row.folded, 0) < 2:
        return False
    above = layout.rows[max(0, row.index - LONGEST_CONTENTS) : row.index]
    inside = layout.rows[layout.first : layout.last + 1]
    listed = any(CONTENTS.fullmatch(other.text.rstrip(" :")) for other in above)
    return listed and any(other.folded == row.folded for other in inside)


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


def _is_told_again(row: Row, layout: Layout) -> bool:
    """Return whether a paragraph of the body below says a row's words: none of 41 such rows of 1,082 pages is the headline."""
    if layout.repeats.get(row.folded, 0) < 2:
        return False
    below = layout.rows[max(layout.first, row.index + 1) : layout.last + 1]
    return any(other.role is Role.BODY and other.folded == row.folded and other.text.endswith(".") for other in below)


def _is_credit(text: str) -> bool:
    """Return whether a whole text is a person and a house with a stroke between: "Jane Roe / Exampleton Times"."""
    if "/" not in text:
        return False
    named = lexicons.is_given_name(FIRST.split(text.lstrip("("), 1)[0])
    return (named and persons.is_taker(text)) or captions.credits_picture(text)


def _follows(row: Row, layout: Layout) -> bool:
    """Return whether a row stands right below a label of another piece ("Up next"), or of this one that names it once more."""
    label = layout.rows[row.index - 1].text if row.index else ""
    if row.level == 1 or len(label) > LONGEST_LABEL:
        return False
    return bool(NEXT.fullmatch(label) or NOW.fullmatch(label)) and _is_another_titled(row, layout)


def played(layout: Layout) -> frozenset[str]:
    """Return the folded titles of what a player offers above the article: how long it lasts stands right below them."""
    near = layout.rows[max(0, layout.first - NEAR) : layout.first]
    timed = (layout.rows[row.index - 1] for row in near if row.index and LASTING.fullmatch(row.text))
    return frozenset(row.folded for row in timed if row.level != 1 and _is_another_titled(row, layout))


def _is_another_titled(row: Row, layout: Layout) -> bool:
    """Return whether the labeller finds another headline between a row and the prose."""
    below = layout.rows[row.index + 1 : min(layout.first, row.index + NEAR_TITLE)]
    return any(other.role is Role.TITLE and other.folded != row.folded for other in below)
