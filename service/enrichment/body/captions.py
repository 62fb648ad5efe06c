"""Captions that the line beside them tells: a credit stands below, or a label above.

A caption is a sentence as the article's are, and the labeller keeps it where it is of two minds. A credit right below makes
up its mind, but by itself it proves nothing: where pages set it above their captions, prose stands above the credit. Of the
short kept lines above a credit that the labeller gave a tenth to be a caption, on 820 labelled pages in three renderings,
none was body; of those to which it gave less a fifth.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from service.enrichment import lexicons
from service.enrichment.body.plaintext import BULLET, without_mark
from service.enrichment.types import KEPT, Line, Role

LABEL = re.compile(r"(?:image|photo|picture|video|media) caption\W{0,2}|caption:", re.IGNORECASE)
# Names and what joins them; a caption has other words in small letters.
NAMES = (
    r"(?:(?:[^\W\d_a-z][\w.'’&-]*|by|for|via|of|the|from|and|de|van|von|courtesy)(?:[ /,|+&-]{1,3}|$|(?=[)\]\W]))){1,9}"
)
STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
LONGEST, LONGEST_LABELLED, LONGEST_CREDIT, SHORTEST_PARAGRAPH = 25, 60, 80, 12
SUSPECT = 0.1
"""Probability of being a caption from which a line above a credit is one."""


def mark(lines: Sequence[Line], suspicion: Sequence[float]) -> list[Line]:
    """Return the lines, suspect ones above a credit and those below a label as captions.

    `suspicion` is how likely the labeller takes each line for a caption.
    """
    marked = list(lines)
    begun = False
    for i, line in enumerate(lines):
        labelled = i > 0 and LABEL.fullmatch(lines[i - 1].text) is not None
        suspect = begun and suspicion[i] >= SUSPECT
        if (labelled and line.role in KEPT and _words(line) <= LONGEST_LABELLED) or (
            suspect and _may_be(line) and _is_credited(lines[i + 1 : i + 3])
        ):
            marked[i] = replace(line, role=Role.CAPTION)
        begun = begun or (marked[i].role is Role.BODY and _words(line) >= SHORTEST_PARAGRAPH)
    return marked


def _is_credited(below: Sequence[Line]) -> bool:
    """Return whether a credit stands right below a line, and no caption below that, whose the credit would be."""
    if not below or not _is_credit(below[0]):
        return False
    return len(below) < 2 or not (below[1].role is Role.CAPTION or LABEL.match(below[1].text) or _is_fragment(below[1]))


def _is_fragment(line: Line) -> bool:
    return line.role in KEPT and _words(line) <= LONGEST and not STOP.search(line.text)


def _may_be(line: Line) -> bool:
    listed = line.listed or BULLET.match(line.text) is not None
    return line.role is Role.BODY and not listed and _words(line) <= LONGEST


def _words(line: Line) -> int:
    return len(line.text.split())


def _is_credit(line: Line) -> bool:
    """Return whether a line that is no body says whose a picture is: "Photo: Jane Roe", "Jane Roe/Reuters"."""
    text = without_mark(line.text)
    return line.role not in KEPT and len(text) <= LONGEST_CREDIT and _credit().fullmatch(text) is not None


@cache
def _credit() -> re.Pattern[str]:
    sources = "|".join(map(re.escape, sorted(lexicons.read("picture_agencies"), key=len, reverse=True)))
    return re.compile(
        r"[(\[]?(?:"
        rf"(?i:(?:photo(?:graph)?|picture|image|illustration)s? ?(?::|by\b)) ?{NAMES}"
        r"|(?i:(?:(?:photo(?:graph)?|picture|image|illustration)s? ?)?(?:(?:credits?|source) ?:|courtesy(?: of\b| ?:)?)) ?\S+(?: \S+){0,7}"
        rf"|{NAMES} ?(?:/|\||\bvia\b|,|-|–|—) ?(?i:{sources})"
        r"|(?i:getty images|shutterstock|alamy(?: stock photo)?|istock(?:photo)?)"
        rf"|(?i:ap photo)(?: ?[/,:] ?{NAMES})?"
        r")[)\]]?\W?"
    )
