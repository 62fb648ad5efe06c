"""What happens to articles on their way to us, done to the training pages: shorter bodies, other furniture, other lines."""

import random
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from service.enrichment.body import plaintext
from service.enrichment.types import Role
from training.body.pages import ROLES, UNKNOWN, Item

SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z0-9])")
RELATED, TITLE, CAPTION, SUBTITLE, BODY = (
    ROLES.index(role) for role in (Role.RELATED, Role.TITLE, Role.CAPTION, Role.SUBTITLE, Role.BODY)
)
IN_TEXT_HEADS = (
    "Read more",
    "More on this story",
    "Related",
    "See also",
    "Also read",
    "More from us",
    "RELATED STORIES",
    "You might also like",
    "Recommended",
    "Don't miss",
    "Trending",
)
BRANDS = (
    "The Daily Post",
    "BBC News",
    "CityNews",
    "Walla",
    "Channel 7 NEWS",
    "this topic",
    "the economy",
    "Politics",
    "Gazette Online",
    "TechWire",
    "the elections",
    "World News",
    "Mail & Times",
    "News24",
)
AFTER_BODY = (
    ("Previous Next", Role.NAVIGATION),
    ("« Previous Next »", Role.NAVIGATION),
    ("‹ Prev", Role.NAVIGATION),
    ("Next article", Role.NAVIGATION),
    ("PreviousNext", Role.NAVIGATION),
    ("Back to top", Role.NAVIGATION),
    ("Print", Role.SHARE),
    ("Share this article", Role.SHARE),
    ("Share", Role.SHARE),
    ("Tweet", Role.SHARE),
    ("0 comments", Role.COMMENTS),
    ("12 Comments", Role.COMMENTS),
    ("Post a Comment", Role.COMMENTS),
    ("Leave a comment", Role.COMMENTS),
    ("Tags:", Role.TAGS),
    ("Topics", Role.TAGS),
    ("Advertisement", Role.ADVERTISEMENT),
    ("Source: Agencies", Role.BYLINE),
    ("With inputs from agencies", Role.BYLINE),
    ("SOURCE: Reuters", Role.BYLINE),
    ("(With agency inputs)", Role.BYLINE),
    ("Reporting by Jane Roe; Editing by John Doe", Role.BYLINE),
    ("Follow us on Twitter and Facebook", Role.NEWSLETTER),
    ("Subscribe to our newsletter", Role.NEWSLETTER),
    ("Download our app for the latest news", Role.ADVERTISEMENT),
    ("Published 18:49 IST, May 30th 2021", Role.DATE),
    ("First published on: 12-03-2022 at 10:14 IST", Role.DATE),
    ("Last updated: 3 June 2019, 9:12 am", Role.DATE),
    ("07:30 GMT, 4 July 2018", Role.DATE),
    ("Copyright 2021. All rights reserved.", Role.LEGAL),
    ("This story was published from a wire agency feed without modifications to the text.", Role.LEGAL),
    ("Our Standards: The Trust Principles.", Role.LEGAL),
    ("More about:", Role.TAGS),
    ("Also Read", Role.RELATED),
)
CREDITS = (
    " (Photo: AP)",
    " (Photo by John Smith/Getty Images)",
    " (Reuters)",
    " Photograph: Anna Jones/AFP",
    " | AP Photo",
    " Image: Reuters",
    " [Reuters]",
    " Credit: Getty Images",
    " — AFP/File",
    " Photo: Courtesy",
    " (AP)",
    " Picture: Supplied",
    " / AFP via Getty Images",
    " (File photo)",
    " © Reuters",
)
TEASER_HEADS = (
    "Related",
    "Read more",
    "You may also like",
    "More from this section",
    "Latest news",
    "Related stories",
    "Recommended",
    "Most read",
    "More stories",
    "Don't miss",
    "Also read",
    "",
)
BULLETS = ("* ", "- ", "• ", "  * ", "· ")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and, for each line that `plaintext.lines` finds in it, the labels."""

    text: str
    lines: plaintext.Lines
    body: npt.NDArray[np.float32]
    role: npt.NDArray[np.int64]
    sure: npt.NDArray[np.float32]


def sample(items: Sequence[Item], breaks: str = "lines", wrap: int = 0, line_end: str = "\n") -> Sample:
    """Return the text made of the items and its labels; `breaks` says what stands between lines.

    lines: as the gaps say; dense: no blank lines; airy: one after each; sentences: a line each; none: one single line.
    """
    parts: list[str] = []
    stretches: list[tuple[int, int, Item]] = []
    position = 0

    def put(text: str) -> None:
        nonlocal position
        parts.append(text)
        position += len(text)

    for i, item in enumerate(items):
        if i:
            gap = {"dense": 0, "airy": 1, "none": 0}.get(breaks, item.gap)
            put(" " if breaks == "none" else line_end * (gap + 1))
        pieces = SENTENCE.split(item.text) if breaks == "sentences" else [item.text]
        for k, piece in enumerate(pieces):
            if k:
                put(line_end)
            if breaks != "none" and item.indent:
                put(" " * item.indent)
            broken = textwrap.wrap(piece, wrap, break_long_words=False, break_on_hyphens=False) if wrap else []
            start = position
            put(line_end.join(broken) or piece)
            stretches.append((start, position, item))
    text = "".join(parts)
    return _labelled(text, stretches)


def _labelled(text: str, stretches: list[tuple[int, int, Item]]) -> Sample:
    found = plaintext.lines(text)
    body = np.zeros(len(found), np.float32)
    role = np.full(len(found), UNKNOWN, np.int64)
    sure = np.zeros(len(found), np.float32)
    starts = np.array([s for s, _, _ in stretches])
    for i, (start, end) in enumerate(zip(found.starts, found.ends, strict=True)):
        at = max(0, int(np.searchsorted(starts, start, side="right")) - 1)
        covered = total = best = 0
        while at < len(stretches) and stretches[at][0] < end:
            s, e, item = stretches[at]
            size = min(end, e) - max(start, s)
            if size > 0:
                total += size
                covered += size * item.body
                if size > best:
                    best, role[i], sure[i] = size, item.role, item.sure
            at += 1
        body[i] = covered / total if total else 0.0
    return Sample(text, found, body, role, sure)


# ---- changes to the lines -------------------------------------------------------------
def _bounds(items: Sequence[Item]) -> tuple[int, int]:
    inside = [i for i, item in enumerate(items) if item.body >= 0.5]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def shortened(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page with only a few paragraphs of its body, as news has, mostly the first ones."""
    inside = [i for i, item in enumerate(items) if item.body >= 0.5]
    keep = max(2, int(rng.lognormvariate(2.4, 0.7)))
    if len(inside) <= keep:
        return list(items)
    first = 0 if rng.random() < 0.6 else rng.randrange(len(inside) - keep)
    head = list(items[: inside[0]])
    return head + list(items[inside[first] : inside[first + keep - 1] + 1]) + list(items[inside[-1] + 1 :])


def only_running_text(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page with the body's headings and lists left out, as most news has none."""
    del rng
    return [item for item in items if item.body < 0.5 or len(item.text) > 90]


def cropped(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page without a part of what stands before or after its body."""
    first, last = _bounds(items)
    if first == last:
        return list(items)
    cut_head = rng.choice((0, first, rng.randint(0, first)))
    cut_tail = rng.choice((len(items), last, rng.randint(last, len(items))))
    return list(items[cut_head:cut_tail])


def refurnished(items: Sequence[Item], other: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page with another page's head or foot added outside its own."""
    first, last = _bounds(other)
    if first == last:
        return list(items)
    head = list(other[: max(0, first - 3)])[-60:] if rng.random() < 0.5 else []
    foot = list(other[last:])[:120] if rng.random() < 0.6 else []
    return head + list(items) + foot


def with_teasers(items: Sequence[Item], others: Sequence[Sequence[Item]], rng: random.Random) -> list[Item]:
    """Return the page with teasers after its body, or a link to another article within it: headlines and first sentences."""
    first, last = _bounds(items)
    if first == last:
        return list(items)
    gap = 1 if any(item.gap for item in items) else 0
    made: list[Item] = []
    heading = rng.choice(TEASER_HEADS)

    def teaser(text: str) -> Item:
        return Item(text, gap, 0, 0.0, RELATED, 0.3)

    if heading:
        made.append(teaser(heading))
    style = rng.choice(("headlines", "ledes", "both"))
    for other in others:
        lede = next((o.text for o in other if o.body >= 0.5 and len(o.text) > 80), "")
        title = next((o.text for o in other if o.role == TITLE), "")
        if title and style != "ledes":
            made.append(teaser(title))
        if lede and style != "headlines":
            sentences = SENTENCE.split(lede)
            short = " ".join(sentences[: rng.choice((1, 1, 2))])
            if rng.random() < 0.4 and len(short) > 120:
                short = short[: rng.randint(80, 120)].rsplit(" ", 1)[0] + rng.choice(("…", "...", " [...]"))
            made.append(teaser(short))
    return list(items[:last]) + made + list(items[last:])


def with_link_inside(items: Sequence[Item], other: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page with one line in its body that leads to another article, or announces an advert."""
    inside = [i for i, item in enumerate(items) if item.body >= 0.5]
    title = next((o.text for o in other if o.role == TITLE), "")
    if len(inside) < 3 or not title:
        return list(items)
    at = rng.choice(inside[1:])
    lead = rng.choice(("Read more: ", "Also read: ", "READ: ", "Related: ", "See also: ", "", "ALSO READ | "))
    line = Item(lead + title, items[at].gap, 0, 0.0, RELATED, 0.5)
    if rng.random() < 0.4:
        line = replace(
            line,
            text=rng.choice(
                ("Advertisement", "ADVERTISEMENT", "Story continues below", "Article continues below advertisement")
            ),
            role=ROLES.index(Role.ADVERTISEMENT),
        )
    return [*items[:at], line, *items[at:]]


def bulleted(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page with bullets and indents as another renderer would have set them."""
    mark, indent = rng.choice(BULLETS), rng.choice((0, 2, 4, 6))
    return [
        replace(item, text=mark + item.text if len(item.text) < 80 and rng.random() < 0.5 else item.text, indent=indent)
        for item in items
    ]


def with_related_block(items: Sequence[Item], others: Sequence[Sequence[Item]], rng: random.Random) -> list[Item]:
    """Return the page with a block of links to other articles in the middle of its body."""
    inside = [i for i, item in enumerate(items) if item.body >= 0.5]
    titles = [o.text for other in others for o in other if o.role == TITLE][: rng.randint(1, 4)]
    if len(inside) < 4 or not titles:
        return list(items)
    at = rng.choice(inside[1:])
    head = rng.choice(
        (*IN_TEXT_HEADS, "", f"{rng.choice(('More on', 'More from', 'Read more on', 'Also on'))} {rng.choice(BRANDS)}")
    )
    mark = rng.choice(("", "", *BULLETS))
    foot = rng.choice(("", "", "To the full article", "View more", "See all"))
    block = [head, *(mark + title for title in titles), foot]
    made = [Item(text, items[at].gap, items[at].indent, 0.0, RELATED, 0.4) for text in block if text]
    return [*items[:at], *made, *items[at:]]


def with_captions(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page with credited captions, made of its own sentences, before or in its body."""
    inside = [i for i, item in enumerate(items) if item.body >= 0.5 and len(item.text) > 60]
    if len(inside) < 3:
        return list(items)
    made = list(items)
    for _ in range(rng.randint(1, 2)):
        at = rng.choice([inside[0], inside[0], *inside])
        words = rng.choice(SENTENCE.split(items[rng.choice(inside)].text)).rstrip(".").split()[: rng.randint(5, 28)]
        text = rng.choice(("", "", "", "", "In the video: ", "File photo: ", "Photo: ")) + " ".join(words)
        text += rng.choice((".", "")) + rng.choice(CREDITS)
        made.insert(at, Item(text, items[at].gap, items[at].indent, 0.0, CAPTION, 0.4))
    return made


def with_standfirst(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page with its first sentence repeated above the body, as standfirst or under a picture."""
    first, _ = _bounds(items)
    if first >= len(items) or len(items[first].text) < 80:
        return list(items)
    lead = items[first].text
    text = SENTENCE.split(lead)[0]
    if rng.random() < 0.3:
        text = text.rstrip(".")
    at = rng.randint(max(0, first - 4), first)
    return [*items[:at], Item(text, items[first].gap, 0, 0.0, SUBTITLE, 0.4), *items[at:]]


def transplanted(items: Sequence[Item], paragraphs: Sequence[str], rng: random.Random) -> list[Item]:
    """Return the page with the body of a news article in the place of its own."""
    first, last = _bounds(items)
    if first == last:
        return list(items)
    gap = max(item.gap for item in items[first:last])
    indent = items[first].indent
    keep = min(len(paragraphs), max(3, int(rng.lognormvariate(2.6, 0.6))))
    body = [Item(text, gap, indent, 1.0, BODY, 0.1) for text in paragraphs[:keep]]
    return [*items[:first], *body, *items[last:]]


def without_body(items: Sequence[Item]) -> list[Item]:
    """Return the page without its body: a section front, an error page."""
    return [item for item in items if item.body < 0.5]


def headline_and_body(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return what people copy by hand: the headline or nothing, and the body, without the page around it."""
    first, last = _bounds(items)
    title = [item for item in items[:first] if item.role == TITLE][-1:]
    return [*(title if rng.random() < 0.6 else []), *items[first:last]]


def with_line_after(items: Sequence[Item], rng: random.Random) -> list[Item]:
    """Return the page with one to three of the lines that sites set below an article."""
    _, last = _bounds(items)
    if not last:
        return list(items)
    gap = items[last - 1].gap
    chosen = rng.sample(AFTER_BODY, rng.randint(1, 3))
    return [*items[:last], *(Item(text, gap, 0, 0.0, ROLES.index(role), 0.4) for text, role in chosen), *items[last:]]


# ---- all of it ------------------------------------------------------------------------
def mixed(  # noqa: C901 - a list of independent chances
    items: Sequence[Item], others: Sequence[Sequence[Item]], news: Sequence[Sequence[str]], rng: random.Random
) -> Sample:
    """Return the page changed in several ways at once, at random; `others` are other pages of the same part and view."""

    def chance(share: float) -> bool:
        return rng.random() < share

    made = list(items)
    if chance(0.02):
        made = without_body(made)
    if news and chance(0.25):
        made = transplanted(made, rng.choice(news), rng)
    elif chance(0.7):
        made = shortened(made, rng)
    if chance(0.35):
        made = only_running_text(made, rng)
    if chance(0.2):
        made = with_captions(made, rng)
    if chance(0.3):
        made = with_link_inside(made, rng.choice(others), rng)
    if chance(0.3):
        made = with_related_block(made, rng.sample(others, 4), rng)
    if chance(0.4):
        made = with_teasers(made, rng.sample(others, rng.randint(2, 8)), rng)
    if chance(0.35):
        made = with_line_after(made, rng)
    if chance(0.12):
        made = with_standfirst(made, rng)
    if chance(0.25):
        made = refurnished(made, rng.choice(others), rng)
    made = rng.choices((headline_and_body, cropped, _unchanged), (0.08, 0.32, 0.6))[0](made, rng)
    if chance(0.15):
        made = bulleted(made, rng)
    breaks = rng.choices(("lines", "dense", "airy", "sentences", "none"), (8, 2, 2, 2.5, 1.5))[0]
    wrap = rng.randint(64, 90) if breaks in {"lines", "dense", "airy"} and chance(0.15) else 0
    return sample(made, breaks, wrap)


def _unchanged(items: Sequence[Item], rng: random.Random) -> list[Item]:
    del rng
    return list(items)
