"""What happens to articles on their way to us, done to the training pages: shorter bodies, other furniture, other lines."""

import random
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from service.enrichment import lexicons
from service.enrichment.body import plaintext
from service.enrichment.types import Role
from training.body.pages import ROLES, UNKNOWN, Item

SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z0-9])")
RELATED, TITLE, CAPTION, SUBTITLE, BODY, COMMENTS, NAVIGATION = (
    ROLES.index(role)
    for role in (Role.RELATED, Role.TITLE, Role.CAPTION, Role.SUBTITLE, Role.BODY, Role.COMMENTS, Role.NAVIGATION)
)
NAMES = tuple(sorted(lexicons.read("given_names")))
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
    "Portal One",
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
    ("OlderNewer", Role.NAVIGATION),
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
    ("Published 07:05 CET, March 3rd 2017", Role.DATE),
    ("First published on: 12-03-2022 at 10:14 IST", Role.DATE),
    ("Last updated: 3 June 2019, 9:12 am", Role.DATE),
    ("07:30 GMT, 4 July 2018", Role.DATE),
    ("Copyright 2021. All rights reserved.", Role.LEGAL),
    ("This article was supplied by an agency and has not been edited.", Role.LEGAL),
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
MONTHS = ("January", "Feb", "March", "Apr", "May", "June", "Jul", "August", "Sept", "October", "Nov", "December")
COMMENT_HEADS = (
    "Comments",
    "{n} Comments",
    "{n} comments",
    "{n} responses to this post",
    "{n} thoughts on this article",
    "Discussion about this post",
    "Join the discussion",
    "Reader comments",
    "Show comments",
    "View Comments ({n})",
    "Leave a comment",
    "",
)
COMMENT_DAYS = (
    "{m} {d}, {y} at {h}:{t} am",
    "{d} {m} {y}",
    "{d}d",
    "{h} hours ago",
    "{d}/{h}/{y} {h}:{t}",
    "{h}:{t} PM",
    "",
)
COMMENT_FEET = (
    "Reply",
    "Reply",
    "Like",
    "Share",
    "Report",
    "Report abuse",
    "Reply to this comment",
    "{d} likes",
    "Flag",
    "",
)
LAST_NAMES = (
    "smith",
    "K.",
    "Jones",
    "1962",
    "Miller",
    "says:",
    "fan",
    "R",
    "99",
    "Lopez",
    "wrote:",
    "Chen",
    "NYC",
    "x",
)
MENU_LONGEST = 14
# What sites set between the paragraphs of an article, each box as its lines; a sentence stands where {lead} is, a name where {name}.
BOXES = (
    (("Sign up for our newsletter", "Enter your email", "Sign up"), Role.NEWSLETTER),
    (
        (
            "Get the {brand} newsletter",
            "The best of our reporting, every morning in your inbox.",
            "Email address",
            "Subscribe",
        ),
        Role.NEWSLETTER,
    ),
    (("Subscribe to our daily briefing", "By signing up you agree to our terms of use."), Role.NEWSLETTER),
    (("Stay informed", "Join {n},000 readers who start their day with us."), Role.NEWSLETTER),
    (("Follow us on Facebook, Twitter and Instagram",), Role.NEWSLETTER),
    (("Join our WhatsApp channel",), Role.NEWSLETTER),
    (("Thank you for subscribing!", "Something went wrong. Please try again."), Role.NEWSLETTER),
    (("{n} comments",), Role.COMMENTS),
    (("{n}", "Comments"), Role.COMMENTS),
    (("Comments ({n})", "Share"), Role.COMMENTS),
    (("Facebook", "Twitter", "WhatsApp", "Email"), Role.SHARE),
    (("Share this", "Share on Facebook", "Share on X", "Copy link"), Role.SHARE),
    (("Share", "Tweet", "Pin", "{n} shares"), Role.SHARE),
    (("Share this article", "close"), Role.SHARE),
    (("Listen to this article", "00:00", "0{d}:{t}", "1x"), Role.OTHER),
    (("Play video", "0:00 / {d}:{t}"), Role.OTHER),
    (
        ("Video Player is loading.", "Play Video", "Mute", "Current Time 0:00", "Duration {d}:{t}", "Loaded: 0%"),
        Role.OTHER,
    ),
    (("Your browser does not support the audio element.",), Role.OTHER),
    (("This video is not available.",), Role.OTHER),
    (("To view this content, you need to allow cookies.", "Accept", "Manage preferences"), Role.LEGAL),
    (("Poll", "What do you think?", "Yes", "No", "Don't know", "Vote"), Role.OTHER),
    (("Was this helpful?", "Yes", "No"), Role.OTHER),
    (("{name} {last}", "@{name}{n}", "{lead}", "{d} {m} {y}"), Role.OTHER),
    (("View this post on Instagram", "A post shared by {name} {last} (@{name}{n})"), Role.OTHER),
    (
        ("Already a subscriber? Log in", "Subscribe to continue reading", "Unlimited access for $1 a week"),
        Role.ADVERTISEMENT,
    ),
    (
        ("Support our journalism", "Our reporting is free to read because readers pay for it.", "Donate"),
        Role.ADVERTISEMENT,
    ),
    (("Support independent reporting. Give today.",), Role.ADVERTISEMENT),
    (("Become a member", "From ${d} a month"), Role.ADVERTISEMENT),
    (("Advertisement",), Role.ADVERTISEMENT),
    (("Advertisement", "Article continues below"), Role.ADVERTISEMENT),
    (("ADVERTISEMENT", "CONTINUE READING BELOW"), Role.ADVERTISEMENT),
    (("Sponsored", "{headline}"), Role.ADVERTISEMENT),
    (("Download the {brand} app",), Role.ADVERTISEMENT),
    (("Shop now", "Save {n}%"), Role.ADVERTISEMENT),
    (("Read next", "{headline}"), Role.RELATED),
    (("Related", "{headline}", "{other}"), Role.RELATED),
    (("Related stories", "{headline}", "{other}", "See more"), Role.RELATED),
    (("READ MORE: {headline}",), Role.RELATED),
    (("READ | {headline}",), Role.RELATED),
    (("{headline}", "{d} min read", "{other}", "{d} min read"), Role.RELATED),
    (("WATCH: {headline}",), Role.RELATED),
    (("Video: {headline}", "{d}:{t}", "{d} {m} {y}"), Role.RELATED),
    (("{headline}", "Read more"), Role.RELATED),
    (("In this article", "Topics"), Role.TAGS),
    (("Print", "Text size", "A", "A"), Role.SHARE),
    (("Back to top",), Role.NAVIGATION),
    (("Page {d} of {n}", "Next"), Role.NAVIGATION),
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
    keep = rng.randint(1, 3) if rng.random() < 0.12 else max(2, int(rng.lognormvariate(2.4, 0.7)))
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


def with_boxes_inside(items: Sequence[Item], others: Sequence[Sequence[Item]], rng: random.Random) -> list[Item]:
    """Return the page with one to three boxes between the paragraphs of its body, half of them before the last few.

    What stands below a form, a share row or a count of comments is mostly no body; where prose goes on it is.
    """
    inside = [i for i, item in enumerate(items) if item.body >= 0.5]
    pool = [sentence for other in others for sentence in _sentences(other)]
    if len(inside) < 2 or not pool:
        return list(items)
    made = list(items)
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = _place(inside, rng)
        lines, role = rng.choice(BOXES)
        lead = rng.choice(pool)
        said = {
            "lead": lead,
            "headline": _headline(lead),
            "other": _headline(rng.choice(pool)),
            "brand": rng.choice(BRANDS),
            "name": rng.choice(NAMES).capitalize(),
        }
        said |= {"last": rng.choice(NAMES).capitalize(), "m": rng.choice(MONTHS), "n": str(rng.randint(2, 900))}
        said |= {"d": str(rng.randint(1, 9)), "t": str(rng.randint(10, 59)), "y": str(rng.randint(2009, 2025))}
        box = [Item(line.format(**said), made[at].gap, made[at].indent, 0.0, ROLES.index(role), 0.4) for line in lines]
        made[at:at] = box
        inside = [i if i < at else i + len(box) for i in inside]
    return made


def _place(inside: Sequence[int], rng: random.Random) -> int:
    """Return before which line of the body something is set, half of the times before one of the last few."""
    return rng.choice(inside[-4:][1:] if rng.random() < 0.5 else inside[1:])


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
    at = _place(inside, rng)
    head = rng.choice(
        (*IN_TEXT_HEADS, "", f"{rng.choice(('More on', 'More from', 'Read more on', 'Also on'))} {rng.choice(BRANDS)}")
    )
    mark = rng.choice(("", "", *BULLETS))
    foot = rng.choice(("", "", "Read the full article", "View more", "See all"))
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
        at = rng.choice([inside[0], inside[0], inside[1], *inside])
        words = rng.choice(SENTENCE.split(items[rng.choice(inside)].text)).rstrip(".").split()[: rng.randint(5, 28)]
        text = rng.choice(("", "", "", "", "Pictured: ", "File photo: ", "Photo: ")) + " ".join(words)
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
    keep = min(len(paragraphs), max(2, int(rng.lognormvariate(2.3, 0.7))))
    body = [Item(text, gap, indent, 1.0, BODY, 0.1) for text in paragraphs[:keep]]
    return [*items[:first], *body, *items[last:]]


def with_ledes_after(items: Sequence[Item], news: Sequence[Sequence[str]], rng: random.Random) -> list[Item]:
    """Return the page with the first sentences of other news articles after its body, as whole-sentence teasers."""
    first, last = _bounds(items)
    if first == last:
        return list(items)
    gap = items[last - 1].gap
    head = rng.choice(TEASER_HEADS)
    made = [Item(head, gap, 0, 0.0, RELATED, 0.3)] if head else []
    day = rng.random() < 0.3
    for paragraphs in rng.sample(news, min(len(news), rng.randint(2, 10))):
        sentences = [sentence for text in paragraphs[:3] for sentence in SENTENCE.split(text)]
        if rng.random() < 0.4:
            made.append(Item(_headline(rng.choice(sentences)), gap, 0, 0.0, RELATED, 0.3))
        if day:
            made.append(
                Item(f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2009, 2024)}", gap, 0, 0.0, RELATED, 0.2)
            )
        text = " ".join(sentences[: rng.choice((1, 1, 1, 2))])
        if rng.random() < 0.3 and len(text) > 100:
            text = text[: rng.randint(70, 100)].rsplit(" ", 1)[0] + rng.choice(("…", "...", " […]"))
        made.append(Item(text, gap, 0, 0.0, RELATED, 0.3))
    return [*items[:last], *made, *items[last:]]


def _headline(sentence: str) -> str:
    words = sentence.rstrip('.!?"”').split()[:11]
    return " ".join(word.capitalize() for word in words) if len(words) % 2 else " ".join(words)


def with_menus(items: Sequence[Item], others: Sequence[Sequence[Item]], rng: random.Random) -> list[Item]:
    """Return the page with the menus of other pages above it and their feet below, as news sites have them."""
    head: list[Item] = []
    foot: list[Item] = []
    for other in others:
        first, last = _bounds(other)
        if first < last:
            head += [item for item in other[: max(0, first - 4)] if len(item.text) < 60][:80]
            foot += list(other[last:])[-80:]
    return (head if rng.random() < 0.7 else []) + list(items) + (foot if rng.random() < 0.7 else [])


def with_comments(items: Sequence[Item], others: Sequence[Sequence[Item]], rng: random.Random) -> list[Item]:
    """Return the page with readers' comments below its body: names, days, sentences, things to press.

    What they say is from other pages, or from this one with a third of the words gone, as comments keep to the subject.
    """
    _, last = _bounds(items)
    own = _sentences(items)
    foreign = [sentence for other in others for sentence in _sentences(other)]
    if not own or not foreign:
        return list(items)
    gap = items[last - 1].gap

    def filled(form: str) -> str:
        numbers = {"n": rng.randint(1, 300), "d": rng.randint(1, 28), "h": rng.randint(1, 12), "t": rng.randint(10, 59)}
        return form.format(m=rng.choice(MONTHS), y=rng.randint(2009, 2025), **numbers)

    day, foot = rng.choice(COMMENT_DAYS), rng.sample(COMMENT_FEET, 2)
    named, before = rng.random() < 0.8, rng.random() < 0.7
    lines = [filled(rng.choice(COMMENT_HEADS))]
    for _ in range(rng.randint(1, 14)):
        name = rng.choice(NAMES).capitalize() if rng.random() < 0.7 else rng.choice(NAMES) + rng.choice(LAST_NAMES)
        name = f"{name} {rng.choice(LAST_NAMES)}" if rng.random() < 0.6 else name
        head = [name if named else "", filled(day)]
        lines += head if before else []
        source = own if rng.random() < 0.5 else foreign
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            said = [
                _thinned(sentence, rng) if source is own else sentence
                for sentence in rng.choices(source, k=rng.randint(1, 4))
            ]
            text = " ".join(said)
            lines.append(text.lower() if rng.random() < 0.1 else text)
        lines += ([] if before else head) + [filled(form) for form in foot]
    made = [Item(text, gap, 0, 0.0, COMMENTS, 0.3) for text in lines if text]
    at = last if rng.random() < 0.6 else rng.randint(last, len(items))
    return [*items[:at], *made, *items[at:]]


def _sentences(items: Sequence[Item]) -> list[str]:
    return [part for item in items if item.body >= 0.5 and len(item.text) > 60 for part in SENTENCE.split(item.text)]


def _thinned(sentence: str, rng: random.Random) -> str:
    return " ".join(word for word in sentence.split() if rng.random() < 0.67)


def with_large_menu(items: Sequence[Item], others: Sequence[Sequence[Item]], rng: random.Random) -> list[Item]:
    """Return the page with a menu of products or sections, each with a line that describes it, above or below."""
    pool = [sentence for other in others for sentence in _sentences(other)]
    if not pool:
        return list(items)
    gap = items[0].gap if items else 0
    made = []
    for _ in range(rng.randint(5, 40)):
        words = rng.choice(pool).split()
        if rng.random() < 0.8:
            made.append(" ".join(words[: rng.randint(1, 4)]).strip(".,;:").title())
        if rng.random() < 0.8:
            text = " ".join(words[: rng.randint(5, MENU_LONGEST)]).rstrip(".,;:")
            made.append(text[:1].upper() + text[1:] + rng.choice((".", ".", "")))
    block = [Item(text, gap, 0, 0.0, NAVIGATION, 0.2) for text in made if text]
    at = 0 if rng.random() < 0.6 else len(items)
    return [*items[:at], *block, *items[at:]]


def clean_news(paragraphs: Sequence[str], rng: random.Random) -> list[Item]:
    """Return a news article that is clean already: all of it is body, whatever its lines look like."""
    gap = rng.choice((0, 1, 1))
    return [Item(text, gap, 0, 1.0, UNKNOWN, 0.0) for text in paragraphs]


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
def mixed(  # noqa: C901, PLR0912 - a list of independent chances
    items: Sequence[Item],
    others: Sequence[Sequence[Item]],
    news: Sequence[Sequence[str]],
    rng: random.Random,
) -> Sample:
    """Return the page changed in several ways at once, at random; `others` are other pages of the same part and view."""

    def chance(share: float) -> bool:
        return rng.random() < share

    if news and chance(0.07):
        return sample(clean_news(rng.choice(news), rng), rng.choices(("lines", "sentences", "none"), (8, 1, 0.5))[0])
    made = list(items)
    if chance(0.02):
        made = without_body(made)
    if news and chance(0.35):
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
    if chance(0.2):
        made = with_boxes_inside(made, rng.sample(others, 2), rng)
    if chance(0.4):
        made = with_teasers(made, rng.sample(others, rng.randint(2, 8)), rng)
    if news and chance(0.25):
        made = with_ledes_after(made, news, rng)
    if chance(0.35):
        made = with_line_after(made, rng)
    if chance(0.12):
        made = with_comments(made, rng.sample(others, 3), rng)
    if chance(0.07):
        made = with_large_menu(made, rng.sample(others, 3), rng)
    if chance(0.12):
        made = with_standfirst(made, rng)
    if chance(0.25):
        made = refurnished(made, rng.choice(others), rng)
    if chance(0.15):
        made = with_menus(made, rng.sample(others, rng.randint(1, 2)), rng)
    made = rng.choices((headline_and_body, cropped, _unchanged), (0.08, 0.32, 0.6))[0](made, rng)
    if chance(0.15):
        made = bulleted(made, rng)
    breaks = rng.choices(("lines", "dense", "airy", "sentences", "none"), (8, 2, 2, 2.5, 1.5))[0]
    wrap = rng.randint(64, 90) if breaks in {"lines", "dense", "airy"} and chance(0.15) else 0
    return sample(made, breaks, wrap)


def _unchanged(items: Sequence[Item], rng: random.Random) -> list[Item]:
    del rng
    return list(items)
