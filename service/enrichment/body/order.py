"""What the order of the lines says where the labeller, which looks at each for itself, is of two minds."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.enrichment.body.plaintext import BULLET
from service.enrichment.types import KEPT, Line, Role

SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[.!?。！？]$")
ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.){1,4}[a-z]{2,8}/?\S*")
LETTERS = re.compile(r"[^\W\d_]+")
PAGER = re.compile(r"(?:previous|prev|older|next|newer|article|story|post|page){2,6}")
LONGEST_PAGER = 60
LONGEST_LEAD = 8
LONGEST_TAG = 5
LONGEST_LINK = 25
LONGEST_TITLE = 20


def settle(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the roles that their order gives away.

    Headlines under "Read more" are links, bullets under "Tags" are tags, a line of nothing but "previous" and "next" turns
    pages, a web address above the prose is none of it, a heading with nothing below it heads nothing, and where no line is
    the title, a headline right above the prose is.
    """
    return _titled(_without_last_headings(_without_addresses(_without_pagers(_tagged(_without_link_lists(lines))))))


def _is_headline(line: Line, longest: int) -> bool:
    return not SENTENCE.search(line.text) and len(line.text.split()) <= longest


def _without_link_lists(lines: Sequence[Line]) -> list[Line]:
    settled, listing = [], False
    for line in lines:
        if line.role is Role.RELATED:
            listing = len(line.text.split()) <= LONGEST_LEAD or listing
        elif line.role in KEPT:
            listing = listing and _is_headline(line, LONGEST_LINK)
        settled.append(replace(line, role=Role.RELATED) if listing and line.role in KEPT else line)
    return settled


def _tagged(lines: list[Line]) -> list[Line]:
    settled, listing = [], False
    for line in lines:
        bullet = BULLET.match(line.text) is not None
        if listing and bullet and line.role not in KEPT and len(line.text.split()) <= LONGEST_TAG + 1:
            settled.append(replace(line, role=Role.TAGS))
            continue
        settled.append(line)
        listing = line.role is Role.TAGS and not bullet and len(line.text.split()) <= LONGEST_TAG
    return settled


def _without_pagers(lines: list[Line]) -> list[Line]:
    return [
        replace(line, role=Role.NAVIGATION) if line.role in KEPT and _turns_pages(line.text) else line for line in lines
    ]


def _turns_pages(text: str) -> bool:
    return len(text) <= LONGEST_PAGER and PAGER.fullmatch("".join(LETTERS.findall(text)).casefold()) is not None


def _without_addresses(lines: list[Line]) -> list[Line]:
    first = next((i for i, line in enumerate(lines) if line.role in KEPT and SENTENCE.search(line.text)), 0)
    return [
        replace(line, role=Role.NAVIGATION)
        if i < first and line.role in KEPT and ADDRESS.fullmatch(line.text)
        else line
        for i, line in enumerate(lines)
    ]


def _without_last_headings(lines: list[Line]) -> list[Line]:
    last = max((i for i, line in enumerate(lines) if line.role is Role.BODY), default=len(lines))
    return [
        replace(line, role=Role.NAVIGATION) if i > last and line.role is Role.HEADING else line
        for i, line in enumerate(lines)
    ]


def _titled(lines: list[Line]) -> list[Line]:
    kept = [i for i, line in enumerate(lines) if line.role in KEPT]
    if len(kept) < 2 or any(line.role is Role.TITLE for line in lines):
        return lines
    first, second = lines[kept[0]], lines[kept[1]]
    if _is_headline(first, LONGEST_TITLE) and not _is_headline(second, LONGEST_TITLE):
        return [replace(line, role=Role.TITLE) if i == kept[0] else line for i, line in enumerate(lines)]
    return lines
