"""What is put into an article without being of it: told by what the mark-up names small elements, or because it is hidden.

The chooser sees names too, but of few pages, and where an article is all there is on a page it keeps what stands in it.
Word F1 out of fold of 200 blogs .9633 to .9648, of 120 news pages .9785 to .9804: better on 48, worse on 7 blogs by at most .0022.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from service.enrichment.body.elements import ARTICLE, CAPTION, FOLDING, GATE, HEADINGS, QUOTE, STANDFIRST
from service.enrichment.body.markup import Block
from service.enrichment.types import KEPT, Line, Role

NO_INSERTS = frozenset({ARTICLE, FOLDING, GATE, QUOTE, STANDFIRST})
# If hidden or named elements hold more of the words kept, they are what the page is about: an article that a script shows,
# a gallery.
MOST_HIDDEN, MOST_NAMED = 0.33, 0.25
# A quotation of fewer words may well be said again; on one page no more of them are looked for.
SHORTEST_PULLED, MOST_PULLED = 4, 40
LONGEST_SPEAKER = 8
# A standfirst stands above so many words, or it is the article.
LEAST_BELOW = 60
LONGEST_HEADLINE = 12
# A line that is a link to another article: its label, and how much of it is the link.
LABELLED = re.compile(
    r"\W{0,2}(?:read(?: (?:more|also|next|this))?|see(?: also)?|also read|more|more on this|related(?: \w+)?|watch|listen|"
    r"in pictures|must[- ]read|recommended|don['’]t miss|explainer|opinion|analysis) ?[:|»›→–—-]",
    re.IGNORECASE,
)
# What a gate says.
OFFER = re.compile(
    r"\bsubscri(?:be|bers?|ptions?)\b|\b(?:sign|log) ?in\b|\b(?:free|your) (?:account|trial)\b|\bfree articles\b|"
    r"\b(?:per|a|each) (?:week|month|year)\b.{0,80}\bcancel\b|\b(?:unlimited|digital) access\b|\bcancel (?:any ?time|when)",
    re.IGNORECASE,
)
MOSTLY_LINK, ALL_LINK = 0.6, 0.97
SHORTEST_LINK, LONGEST_LINK = 5, 30
MOST_LINKS = 3
FEWEST_ASKED, FEWEST_OF_A_STYLE, BELOW = 3, 3, 4
# What may be said above an article, and is no heading of it.
HEAD = frozenset({Role.TITLE, Role.SECTION, Role.BYLINE, Role.DATE, Role.TAGS})
SHORTEST_PROSE = 12
SHORTEST_CAPTION, LONGEST_CAPTION = 4, 25
# Words from which a line of a role that is named a caption is one: what is shorter may well be a name, a day, a label.
MISTAKEN = {
    Role.SUBTITLE: 3,
    Role.ADVERTISEMENT: 3,
    Role.OTHER: 3,
    Role.TITLE: 12,
    Role.BYLINE: 12,
    Role.DATE: 12,
}
STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[.!?。！？]$")
WORDS = re.compile(r"\w+")


def mark(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Line]:
    """Return the lines of a page, those with their roles that are hidden or stand in an insert; one block for each."""
    named = [block.inserted for block in blocks]
    roles = (
        _captions(lines, named)
        | _gates(lines, named)
        | _standfirsts(lines, named)
        | _pulled(lines, named)
        | _inserted(lines, named)
        | _unseen(lines, blocks)
    )
    return [replace(line, role=roles[i], doubted=None) if i in roles else line for i, line in enumerate(lines)]


def with_captions(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Line]:
    """Return the lines, those that stand with a picture between paragraphs and are no sentence as its captions.

    Of such kept lines of 320 labelled pages, 16 were captions and none was body; of those with a stop at their end, or beside
    a heading, most were body.
    """
    kept = [i for i, line in enumerate(lines) if line.role in KEPT]
    found = {
        i
        for before, i, after in zip([None, *kept], kept, [*kept[1:], None], strict=False)
        if _may_be_caption(lines[i].text, blocks[i])
        and all(_is_sentence(lines[j].text) for j in (before, after) if j is not None)
    }
    return [replace(line, role=Role.CAPTION, doubted=None) if i in found else line for i, line in enumerate(lines)]


def with_answers(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Line]:
    """Return the lines, the questions of one style with their answers as body if half of these questions are kept.

    So are those that a reader unfolds, of which the labeller and trafilatura keep now one, now another.
    """
    styles: dict[int, list[int]] = {}
    for i in (i for i in range(len(lines) - 1) if _is_asked(lines, blocks, i)):
        styles.setdefault(blocks[i].kind, []).append(i)
    settled = list(lines)
    for asked in styles.values():
        kept = sum(lines[i].role in KEPT for i in asked)
        if len(asked) < FEWEST_ASKED or 2 * kept < len(asked):
            continue
        for i in asked:
            for n, role in ((i, Role.HEADING), (i + 1, Role.BODY)):
                if lines[n].role not in KEPT and lines[n].role is not Role.DUPLICATE:
                    settled[n] = replace(lines[n], role=role)
    return settled


def _is_asked(lines: Sequence[Line], blocks: Sequence[Block], at: int) -> bool:
    """Return whether a heading asks what the sentences below it answer, neither of them hidden or a link."""
    shown = all(not block.hidden and block.linked < MOSTLY_LINK for block in blocks[at : at + 2])
    return lines[at].text.endswith("?") and blocks[at].tag in HEADINGS and shown and _is_sentence(lines[at + 1].text)


def with_headings(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Line]:
    """Return the lines, those of one style as headings if each of them stands above a paragraph of the article.

    So are the things of a list named, above their pictures. Not if the paragraphs are of as many styles: then these are boxes.
    """
    styles: dict[int, list[int]] = {}
    for i, block in enumerate(blocks):
        styles.setdefault(block.kind, []).append(i)
    found: set[int] = set()
    for places in styles.values():
        if len(places) >= FEWEST_OF_A_STYLE and all(_may_head(lines[i], blocks[i]) for i in places):
            below = [_paragraph_below(lines, i, end) for i, end in zip(places, [*places[1:], len(lines)], strict=True)]
            if all(below) and len({lines[i].text.casefold() for i in places}) == len(places):
                found |= {i for i in places if lines[i].role not in KEPT and lines[i].role is not Role.DUPLICATE}
    return [replace(line, role=Role.HEADING) if i in found else line for i, line in enumerate(lines)]


def _may_head(line: Line, block: Block) -> bool:
    shaped = line.text[0].isalnum() and len(line.text.split()) <= LONGEST_HEADLINE and STOP.search(line.text) is None
    named = "title" in block.named or block.tag in HEADINGS
    return shaped and named and not block.hidden and block.linked < MOSTLY_LINK and line.role not in HEAD


def _paragraph_below(lines: Sequence[Line], at: int, end: int) -> bool:
    """Return whether of the lines between, up to a few, the first one kept is a paragraph."""
    below = next((lines[n] for n in range(at + 1, min(end, at + 1 + BELOW)) if lines[n].role in KEPT), None)
    return below is not None and _is_sentence(below.text)


def _may_be_caption(text: str, block: Block) -> bool:
    apart = block.tag in HEADINGS or block.tag == "li" or block.linked >= MOSTLY_LINK or text[0].isdigit()
    short = SHORTEST_CAPTION <= len(text.split()) <= LONGEST_CAPTION
    return block.pictured and short and not apart and STOP.search(text) is None


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= SHORTEST_PROSE and STOP.search(text) is not None


def without_links(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Line]:
    """Return the lines, those that are a link to another article as such: by their label, or alone below a paragraph.

    What follows is a paragraph, or nothing. Many that are not labelled are the headings of a list.
    """
    labelled = [i for i, line in enumerate(lines) if line.role in KEPT and _is_labelled(line.text, blocks[i])]
    kept = [i for i, line in enumerate(lines) if line.role in KEPT]
    alone = [
        i
        for before, i, after in zip(kept, kept[1:], [*kept[2:], None], strict=False)
        if _is_link(lines[i].text, blocks[i])
        and all(_is_prose_or_link(lines[j].text, blocks[j]) for j in (before, after) if j is not None)
    ]
    links = {*labelled, *(alone if len(alone) <= MOST_LINKS else ())}
    if _share(lines, links) > MOST_NAMED:
        return list(lines)
    return [replace(line, role=Role.RELATED) if i in links else line for i, line in enumerate(lines)]


def _unseen(lines: Sequence[Line], blocks: Sequence[Block]) -> dict[int, Role]:
    found = [i for i, line in enumerate(lines) if blocks[i].hidden and line.role in KEPT]
    return dict.fromkeys(found, Role.OTHER) if _share(lines, found) <= MOST_HIDDEN else {}


def _inserted(lines: Sequence[Line], named: Sequence[frozenset[str]]) -> dict[int, Role]:
    found = {
        i: Role(min(parts)) for i, line in enumerate(lines) if line.role in KEPT and (parts := named[i] - NO_INSERTS)
    }
    return found if _share(lines, found) <= MOST_NAMED else {}


def _captions(lines: Sequence[Line], named: Sequence[frozenset[str]]) -> dict[int, Role]:
    """Return the lines of the article that are named a caption, which the labeller takes for something else beside it."""
    last = max((i for i, line in enumerate(lines) if line.role in KEPT), default=0)
    return {
        i: Role.CAPTION
        for i, line in enumerate(lines[:last])
        if CAPTION in named[i] and len(line.text.split()) >= MISTAKEN.get(line.role, math.inf)
    }


def _gates(lines: Sequence[Line], named: Sequence[frozenset[str]]) -> dict[int, Role]:
    """Return the lines that ask a reader to pay or to sign in: of what is named a gate, where one line says so.

    Search engines ask for such names around what is paid for too, which is of the article.
    """
    runs = (list(run) for gated, run in groupby(range(len(lines)), lambda i: GATE in named[i]) if gated)
    asking = (run for run in runs if any(OFFER.search(lines[i].text) for i in run))
    return {i: Role.ADVERTISEMENT for run in asking for i in run if lines[i].role in KEPT}


def _share(lines: Sequence[Line], places: Iterable[int]) -> float:
    """Return the share of the kept words that these lines hold."""
    kept = sum(len(line.text.split()) for line in lines if line.role in KEPT)
    return sum(len(lines[i].text.split()) for i in places) / max(1, kept)


def _pulled(lines: Sequence[Line], named: Sequence[frozenset[str]]) -> dict[int, Role]:
    """Return the quotations whose words stand in the article, with the short lines around that say whose they are."""
    quoted = [i for i, line in enumerate(lines) if line.role in KEPT and QUOTE in named[i]]
    if not quoted:
        return {}
    apart = set(quoted)
    article = _spaced(" ".join(line.text for i, line in enumerate(lines) if line.role in KEPT and i not in apart))
    found: dict[int, Role] = {}
    for i in quoted[:MOST_PULLED]:
        words = WORDS.findall(lines[i].text)
        if len(words) >= SHORTEST_PULLED and _spaced(lines[i].text) in article:
            beside = (j for j in (i - 1, i + 1) if j in apart and len(lines[j].text.split()) <= LONGEST_SPEAKER)
            found |= dict.fromkeys((i, *beside), Role.DUPLICATE)
    return found


def _is_labelled(text: str, block: Block) -> bool:
    return block.linked >= MOSTLY_LINK and len(text.split()) <= LONGEST_LINK and LABELLED.match(text) is not None


def _is_link(text: str, block: Block) -> bool:
    size = len(text.split())
    whole = block.tag == "p" and block.linked >= ALL_LINK and SHORTEST_LINK <= size <= LONGEST_LINK
    return whole and STOP.search(text) is None


def _is_prose_or_link(text: str, block: Block) -> bool:
    return (block.tag == "p" and _is_sentence(text)) or _is_link(text, block)


def _spaced(text: str) -> str:
    return f" {' '.join(WORDS.findall(text.casefold()))} "


def _standfirsts(lines: Sequence[Line], named: Sequence[frozenset[str]]) -> dict[int, Role]:
    """Return the lines above the prose that are named a standfirst."""
    kept = [i for i, line in enumerate(lines) if line.role in KEPT]
    found: dict[int, Role] = {}
    for i in kept:
        if STANDFIRST in named[i]:
            found[i] = Role.SUBTITLE
        elif len(lines[i].text.split()) > LONGEST_HEADLINE:
            break
    below = sum(len(lines[i].text.split()) for i in kept if i not in found)
    return found if below >= LEAST_BELOW else {}
