"""Find what is said before a wall: that a reader has used up the free articles, may register, will get a newsletter.

It is several sentences of prose in lines of their own. One of them tells by its wording what they are; those right beside it
that speak to the reader of registering, paying or being written to are of it too, though an article may say such a thing.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from service.enrichment.types import KEPT, Line, Role

_TO_READ = r"(?:articles?|stories|columns?|items|reads|(?:page )?views?|pieces?|posts?)"
_JOIN = r"(?:register|subscribe|sign (?:up|in)|log ?in|join (?:now|today|us|for)|become a (?:member|subscriber)|create (?:an?|your) (?:\w+ )?account|start (?:an?|your) (?:\w+ ){0,2}trial)"
_UNQUOTED = r"[^“”\"]"
WALL = re.compile(
    rf"(?:{_UNQUOTED}{{2,60}}[,.!] )?you(?: have|['’]ve)(?: \w+)? (?:reached|used(?: up)?|read|hit|exceeded|exhausted|viewed)\b(?={_UNQUOTED}*\b(?:free|complimentary|allowance|quota|limit)\b)"
    rf"{_UNQUOTED}{{0,80}}\b{_TO_READ}\b{_UNQUOTED}{{0,160}}"
    rf"|(?:this|the full) (?:article|story|content|column|report|page) is (?:only |exclusively |reserved |available |open |exclusive )+(?:for|to) {_UNQUOTED}{{0,30}}\b(?:subscribers?|members?|(?:registered|paying|premium) readers)\b(?! of\b){_UNQUOTED}{{0,80}}"
    rf"|(?:please )?to (?:continue|keep|go on) reading\b{_UNQUOTED}{{0,60}}[,:] (?:please |just |simply )?{_JOIN}\b{_UNQUOTED}{{0,120}}"
    rf"|(?:please )?{_JOIN}\b{_UNQUOTED}{{0,60}}\bto (?:(?:continue|keep|go on) reading|(?:read|unlock|access) (?:more|the full|the rest|all|this|unlimited|our)\b{_UNQUOTED}{{0,20}}\b{_TO_READ})\b(?:[,.!]? (?:this|the|our|your|with|for|and|now|today|here|it)\b{_UNQUOTED}{{0,100}})?[.!]?"
    rf"|already (?:an? )?(?:\w+ )?(?:subscribed|registered|subscriber|member)\?(?: {_UNQUOTED}{{0,20}}\b(?:log|sign) ?in\b(?: here| now| below| to (?:continue|keep|read|unlock|your account)\b{_UNQUOTED}{{0,40}})?[.!]?)?",
    re.IGNORECASE,
)
READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
OFFERED = re.compile(
    r"\b(?:regist(?:er|ered|ering|ration)|subscri(?:be|bing|ption|ptions)|unsubscribe|sign(?:ing)? (?:up|in)|log ?in|free articles?|"
    r"e-?mail address|newsletters?|unlimited|(?:our|the [\w ]{1,30}) website|cancel|(?:free|your) (?:account|trial|privacy)|membership|cookies|"
    r"articles? (?:absolutely )?(?:for )?free)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(r"[“”\"]|\b(?:said|say|says|told|tells|according to)\b")
# What an article on walls, registers or letters says in its other lines too: there such a line may be told of.
TOLD_OF = re.compile(
    r"\b(?:pay-?walls?|subscri\w+|unsubscri\w+|regist(?:er\w*|ration\w*)|newsletters?|memberships?|paying|free articles|(?:its|their|her|his) readers)\b",
    re.IGNORECASE,
)
MOST_TELLING = 1
LONGEST = 400
REACH = 8
"""Lines on either side of one that is surely of a wall."""


def find(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of the kept lines that are said before a wall."""
    kept = [i for i, line in enumerate(lines) if line.role in KEPT and len(line.text) <= LONGEST]
    certain = [i for i in kept if WALL.fullmatch(lines[i].text) and REPORTED.search(lines[i].text) is None]
    found = set(certain)
    near = {j for i in certain for j in range(max(0, i - REACH), min(len(lines), i + REACH + 1))}
    offers = {j for j in near if _offers(lines[j].text)}
    for i in certain:
        for step in (-1, 1):
            for j in range(i + step, i + step * (REACH + 1), step):
                if j not in offers:
                    break
                found.add(j)
    if certain and _tells_of_walls(lines, found):
        return frozenset()
    return frozenset(i for i in found if lines[i].role in KEPT)


def _tells_of_walls(lines: Sequence[Line], found: AbstractSet[int]) -> bool:
    """Return whether the article is on such things: several of its other lines name them."""
    others = (line for i, line in enumerate(lines) if i not in found and (line.role in KEPT or line.role is Role.TITLE))
    return sum(TOLD_OF.search(line.text) is not None for line in others) > MOST_TELLING


def _offers(text: str) -> bool:
    """Return whether a line speaks to the reader of what is behind a wall, as the writer of the page."""
    addressed = len(text) <= LONGEST and READER.search(text) is not None and OFFERED.search(text) is not None
    return addressed and REPORTED.search(text) is None
