"""Lines whose wording tells what they are, wherever they stand: notes of a publisher to its readers, not the article.

The labeller weighs a line by what stands around it. Where that is little (a short article, mark-up that somebody has cleaned
before), it keeps such lines. On 820 labelled pages 2,000 lines have these wordings; those about copyright, newsletters,
networks and advertisements are body on 3 pages, links to further reading a third of the time, and not kept then either.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from service.enrichment.body.plaintext import without_mark
from service.enrichment.body.signatures import agencies
from service.enrichment.types import KEPT, Line, Role

LONGEST = 400
NETWORK = r"(?:facebook|twitter|x|instagram|bluesky|threads|linkedin|tiktok|youtube|telegram|whatsapp|mastodon)"
# The role, a word that such a line has, and how the whole line reads, lower case and without its bullet.
WORDINGS = (
    (Role.LEGAL, "©", r"© ?(?:copyright )?(?:19|20)\d\d\b.{0,200}"),
    (Role.LEGAL, "copyright", r"(?:\(c\) ?)?copyright(?:ed)?\b.{0,12}\b(?:19|20)\d\d\b.{0,200}"),
    (Role.LEGAL, "all rights reserved", r".{0,200}\ball rights reserved[.!]?(?: .{0,80})?"),
    (Role.ADVERTISEMENT, "ad", r"(?:- ?)?advert(?:isement|s)?(?: \d{1,2})?(?: ?-)?"),
    (
        Role.ADVERTISEMENT,
        "continue",
        r"(?:(?:story|article|video|content) )?continues? (?:below|after)(?: th[ei]s?)?(?: ad\w*| promotion)?",
    ),
    (Role.ADVERTISEMENT, "access", r"get (?:full|unlimited)(?: digital)? access.{0,80}"),
    (Role.RELATED, "re", r"(?:read|see|watch|listen) (?:more|also|next|on) ?[:|–—-] ?.{4,160}(?<![.!])"),
    (
        Role.RELATED,
        ":",
        r"(?:related|also read|recommended|must read|don['’]t miss)(?: (?:stor(?:y|ies)|articles?))? ?: ?.{4,160}(?<![.!])",
    ),
    (Role.AUTHOR_BIO, "@", r"(?:please )?(?:contact|reach|e-?mail) .{2,60}?(?: at| on| via|:) \S+@\S+.{0,80}"),
    (Role.AUTHOR_BIO, "@", r"\(\(.{5,160}\)\)"),
    (
        Role.OTHER,
        " us ",
        r".{0,80}\b(?:e-?mail|write to|contact|call|text|message) us (?:at|on|via) .{0,40}(?:@|\d{3}).{0,60}",
    ),
    (
        Role.AUTHOR_BIO,
        " can be ",
        r".{2,80} can be (?:reached|contacted|followed|found) (?:at|on|via|by) .{0,60}(?:@|\d{3}|\btwitter\b).{0,100}",
    ),
    (Role.NEWSLETTER, " ", rf"(?:follow|like|join|find|connect with) (?:us|our|the) .{{0,80}}\b{NETWORK}\b.{{0,200}}"),
    (Role.AUTHOR_BIO, "follow ", rf"follow (?:him|her|them|me|@\w+|[\w .'’-]{{3,40}}?) on {NETWORK}\b.{{0,80}}"),
    (
        Role.NEWSLETTER,
        " this ",
        r"you(?: are|['’]re|['’]ve| have)? receiv(?:ed?|ing) this (?:e-?mail|newsletter|message) because.{0,200}",
    ),
    (
        Role.NEWSLETTER,
        " for ",
        r"(?:sign up|subscribe) (?:here )?for (?:our|the) .{0,100}(?:newsletters?|e-?mails?|briefing|alerts)\b.{0,100}",
    ),
    (
        Role.NEWSLETTER,
        " to ",
        r"(?:sign up|subscribe) (?:here )?to (?:our|the) .{0,100}(?:newsletters?|e-?mails?|briefing|alerts)\b.{0,100}",
    ),
    (
        Role.OTHER,
        " appear",
        r"an? (?:\w+ )?version of this (?:article|story|column|essay|report|review) (?:\w+ )?appear(?:s|ed).{0,200}",
    ),
    (
        Role.OTHER,
        " more than ",
        r"this (?:article|story) (?:was|is) (?:published )?more than \d+ \w+ (?:ago|old).{0,120}",
    ),
    (
        Role.OTHER,
        " committed to publishing ",
        r".{0,40}(?:is|are) committed to publishing a (?:diversity|variety|range) of .{0,300}",
    ),
    (Role.OTHER, "standards", r"our standards: .{4,80}"),
    (Role.OTHER, "printed from ", r"printed from .{2,60}(?<!\.)"),
    (
        Role.OTHER,
        "(",
        r"\((?:adds|updates|recasts|corrects|refiles|rewrites|changes|clarifies|removes)\b[^()]{3,200}\)",
    ),
    (
        Role.CAPTION,
        "this ",
        r"(?:open|view|enlarge|see) this (?:photo|image|picture)(?: in (?:the )?(?:gallery|full ?screen))?:?",
    ),
)
# What an article took from others; told whatever the labeller says, since it names agencies.
CREDIT = re.compile(
    r"[(\[*\s–—-]*with (?:a |an |additional |agency )?(?:files?|inputs?|reports?|reporting|contributions?|information)"
    r"(?: and \w+)? (?:from|by) .{2,80}",
    re.IGNORECASE,
)
NAME = r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,2}"
WITH_AGENCY = re.compile(rf"(?:[Bb]y )?{NAME} ?(?:&|,|/|and|with) ?(?:[Tt]he )?(?P<agency>[^\W\d_a-z][\w. ]+)")


def mark(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of them that are worded like a note with its role.

    Below a label that opens a picture stand its caption and the name of who took it.
    """
    marked: list[Line] = []
    labelled = False
    for line in lines:
        role = role_of(line)
        if labelled and line.role in KEPT and role is None and not line.text.endswith(("”", '"')):
            role = Role.CAPTION
        labelled = role is Role.CAPTION and line.text.endswith(":")
        marked.append(line if role is None else replace(line, role=role, doubted=None))
    return marked


def role_of(line: Line) -> Role | None:
    """Return what the wording of a line says it is, None where it says nothing."""
    if len(line.text) > LONGEST:
        return None
    if CREDIT.fullmatch(line.text):
        return Role.BYLINE
    if line.role not in KEPT:
        return None
    bare = without_mark(line.text).casefold()
    for role, word, wording in _wordings():
        if word in bare and wording.fullmatch(bare):
            return role
    return _name_and_agency(line.text)


def _name_and_agency(text: str) -> Role | None:
    match = WITH_AGENCY.fullmatch(text)
    if match is None:
        return None
    agency = match["agency"].strip().casefold()
    return (Role.CAPTION if "/" in text else Role.BYLINE) if agency in agencies() else None


@cache
def _wordings() -> tuple[tuple[Role, str, re.Pattern[str]], ...]:
    return tuple((role, word, re.compile(wording)) for role, word, wording in WORDINGS)
