"""What the order of the lines says where the labeller, which looks at each for itself, is of two minds."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from service.enrichment import lexicons
from service.enrichment.body.plaintext import BULLET, without_mark
from service.enrichment.types import KEPT, Line, Role

SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[.!?。！？]$")
ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.){1,4}[a-z]{2,8}/?\S*")
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|h)?")
STATED = re.compile(r"(?:first |originally |last )?(?:published|posted|updated|modified)\b", re.IGNORECASE)
SHARING = re.compile(
    r"\b(?:shar\w+|print\w*|e-?mail\w*|tweet\w*|facebook|twitter|linkedin|whatsapp|pinterest|reddit|instagram|pin|follow\w*|click\w*|"
    r"cop(?:y|ied)|links?|see|view|watch|read|listen|save\w*|bookmark\w*|comments?|subscri\w+|sign|app|like|post\w*|page|article|story|newsletters?)\b",
    re.IGNORECASE,
)
TAGS_HEAD = re.compile(r"(?:tags?|topics?|keywords?|labels?)\s?:?", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]+")
PAGER = re.compile(r"(?:previous|prev|older|next|newer|article|story|post|page){2,6}")
LONGEST_PAGER = 60
# "By Ann Lee", "By ANN LEE and Tom Hill".
PERSON = r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3}"
SIGNED = re.compile(rf"(?:By|BY) {PERSON}(?:(?:, | and | & | AND ){PERSON}){{0,3}}")
# What a newsroom adds below an article: who else worked on it, that it was or will be changed.
CLOSING = re.compile(
    r".{3,200}\bcontributed (?:(?:additional )?(?:reporting|research) )?to (?:this|the) (?:report|story|article|piece)\.?"
    r"|(?:editor['’]s note: )?this (?:story|article|post|report|piece) (?:has been|was|will be|is being) "
    r"(?:updated|corrected|amended|clarified)\b.{0,200}"
    r"|this is a (?:developing|breaking)(?: news)? story\b.{0,120}",
    re.IGNORECASE,
)
# What no heading holds: code, sums, a sentence's end within; nor is a count one, or a turn of an interview.
NO_HEADING = re.compile(
    r"[{}<>=$\\|/@]|[.!?] |,[\"“”]|, [\"“]|^\W*(?:[\d.,]+[kKmM]?\W*(?:shares?|comments?|views?|likes?)?$|(?:Q|A|Question|Answer)\s?[:.])"
)
LONGEST_CROSSHEAD, SHORTEST_PARAGRAPH, LONGEST_NAME = 12, 12, 3
# A short line that was taken out though it stands between two sentences that are surely body. (Of such lines of 820 labelled
# pages, out of fold, 42 are headings, "FAQs" most of them, 2 are not; with neighbours of .7 for .8 a third are not.)
SURELY_BODY, MAY_BE_BODY = 0.8, 0.1
LONGEST_LOST_HEADING, SHORTEST_NEIGHBOUR = 8, 6
# Headings of wires and service pieces, however unlikely the labeller finds them. (No labelled page has one taken out.)
CROSSHEAD = re.compile(
    r"(?:what(?:['’]s| (?:is|happens|comes)) next|trainer['’]s room|injury report|how to (?:help|watch|apply)|if you go|"
    r"key (?:dates|facts|figures)|at a glance|(?:key )?takeaways|why it matters|the bottom line|line-?ups|team news)\W{0,3}",
    re.IGNORECASE,
)
UP_NEXT = re.compile(r"up next\W{0,3}", re.IGNORECASE)
"""A wire's heading above who plays whom; a player's label of the next film above all else."""
GAME = re.compile(
    r"\b(?:[Hh]osts?|[Vv]isits?|[Mm]eets?|[Ff]aces?|[Pp]lays?|[Ss]tarts?|[Oo]pens?|[Tt]ravels?|vs?|[Vv]ersus|[Aa]gainst|[RL]HP|[Aa]t(?= [^\W\d_a-z]))\b"
)
DAY = re.compile(
    r"\b(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.? \d{1,2}|[Tt]onight|[Tt]omorrow)\b"
)
TEAM = re.compile(r"[^\W\d_a-z][\w.'’ -]{1,30}: ")
LONGEST_GAME = 40
MAY_BE_LOST = frozenset({Role.ADVERTISEMENT, Role.OTHER, Role.RELATED, Role.NAVIGATION, Role.NEWSLETTER})
BUTTON = re.compile(
    r"\b(?:get|book|buy|shop|start|try|join|become|pin|rate|download|contact|donate|register|apply|check|learn|activate|chat|cookies?|"
    r"sponsor\w*|advert\w*|scroll\w*|skip|allow|ads?|(?:top|best|hot|latest|today['’]s) deals?|gallery|galleries|up next)\b|(?:about|more|related|references|contents|in this article)\b",
    re.IGNORECASE,
)
LONGEST_LEAD = 8
# Below a post of somebody that is shown within an article: "— Jane Roe (@janeroe) May 15, 2017".
BELOW = 2
POINT = re.compile(r"[#*\s]*(?P<number>\d{1,2})[.)] \S")
FEWEST_POINTS, MOST_POINTS = 4, 0.6
"""Points of a list, and the share of them that is kept if all are the article's."""
QUOTING = re.compile(r"^(?:> ?)+")
"""The mark of a quotation in Markdown."""
POSTED = re.compile(r"[–—-] ?\S.{1,60} \(@\w{1,30}\)(?: .{3,30})?")
NEVER_POSTED = (Role.DUPLICATE, Role.NEWSLETTER, Role.CAPTION, Role.ADVERTISEMENT)
# Lines below the prose within which such a note is the article's.
CLOSE = 6
SHORTEST_SENTENCE = 3
# Lines between the last paragraph and more of the article, how many sentences in a row that must be, and how likely the likeliest.
# (Of 915 labelled pages, out of fold, it keeps 8 lines on 2, all of them body; of sentences that stand alone half are.)
MOST_BETWEEN, LONGEST_BETWEEN = 5, 8
FEWEST_LAST, LIKELY_LAST, LEAST_LIKELY_LAST = 2, 0.2, 0.05
FULL_STOP = re.compile(r"[.][\"'”’»)\]]*$")
SAID = re.compile(r"[“\"][^“”\"]*[”\"]")
ADDRESSED = re.compile(
    r"\b(?:you|yours?|we|us|ours?|i|my|click\w*|sign(?:ed|ing)? up|subscri\w+|download\w*|follow (?:him|her|them|us)|copyright\w*|"
    r"rights reserved|newsletters?|cookies?|comments?|article|podcast|photos?|reporter|correspondent|editor|columnist|author|"
    r"contributed|available (?:at|on|from))\b|https?:|[@©]",
    re.IGNORECASE,
)
LONGEST_DATE = 12
LONGEST_TAG = 5
LONGEST_LINK = 25
# What is so likely a heading is no link below "Read more". (Word F1 out of fold of 700 blogs / 120 news pages: 36 pages better, 11
# worse / 2 and 0; from .5 on 57 and 23 / 2 and 2; with no such rule at all 70 and 49 / 2 and 11.)
SURELY_HEADING = 0.8
LONGEST_TITLE = 20
LIKELY_STANDFIRST, HARDLY_BODY = 0.6, 0.3
OPENING = re.compile(r"(?:[A-Z]{3}[\w.,/ ]{0,50}|[A-Z][\w.,/ ]{2,40}\([^()]{2,30}\)) ?(?:[–—]|--?) ")
"""Where the first paragraph of a report was written: "EXAMPLETON (Beacon) – ...", "EXAMPLETON, May 3 — ..."."""


def with_lost_headings(lines: list[Line]) -> list[Line]:
    """Return the lines of a text, those that the labeller takes out between two sentences that are surely body as headings.

    A line that stands twice, that asks the reader to do something or is hardly likely to be body stays out.
    """
    found = {
        i
        for i, (before, line, after) in enumerate(zip(lines, lines[1:], lines[2:], strict=False), start=1)
        if line.role in MAY_BE_LOST and before.role in KEPT and after.role in KEPT
        if _may_head(line) and _is_sure(before) and _is_sure(after)
    }
    if not found:
        return lines
    copies = Counter(line.text for line in lines)
    return [
        replace(line, role=Role.HEADING) if i in found and copies[line.text] == 1 else line
        for i, line in enumerate(lines)
    ]


def _may_head(line: Line) -> bool:
    text = without_mark(line.text)
    said = SHARING.search(text) or BUTTON.search(text) or NO_HEADING.search(text)
    shaped = (text[:1].isupper() or text[:1].isdigit()) and BULLET.match(line.text) is None
    ended = SENTENCE.search(text) and not text.endswith("?")
    likely = line.chance(Role.BODY) + line.chance(Role.HEADING) >= MAY_BE_BODY
    return likely and shaped and not ended and not said and len(text.split()) <= LONGEST_LOST_HEADING


def _is_sure(line: Line) -> bool:
    likely = line.chance(Role.BODY) + line.chance(Role.HEADING) >= SURELY_BODY
    return likely and _is_prose(line, SHORTEST_NEIGHBOUR)


def _is_prose(line: Line, shortest: int) -> bool:
    """Return whether a kept line of so many words ends as a sentence does."""
    return line.role in KEPT and len(line.text.split()) >= shortest and SENTENCE.search(line.text) is not None


def with_last_paragraphs(lines: list[Line]) -> list[Line]:
    """Return the lines of a text with the plain sentences in it that stand in a row below the last paragraph.

    Captions, labels and a heading may stand between, which the labeller takes for the end; the heading is kept with them. What
    speaks to the reader or of the writer stays out.
    """
    upwards = range(len(lines) - 1, -1, -1)
    last = next((i for i in upwards if _is_prose(lines[i], SHORTEST_NEIGHBOUR)), len(lines))
    start = next((i for i in range(last + 1, len(lines)) if not _stands_between(lines[i])), len(lines))
    end = next((i for i in range(start, len(lines)) if not _may_be_last(lines[i])), len(lines))
    likely = max((line.chance(Role.BODY) for line in lines[start:end]), default=0.0)
    if start - last > MOST_BETWEEN + 1 or end - start < FEWEST_LAST or likely < LIKELY_LAST:
        return lines
    settled = list(lines)
    settled[start:end] = [replace(line, role=Role.BODY) for line in lines[start:end]]
    if start - 1 > last and lines[start - 1].role in MAY_BE_LOST and _may_head(lines[start - 1]):
        settled[start - 1] = replace(lines[start - 1], role=Role.HEADING)
    return settled


def _stands_between(line: Line) -> bool:
    short = len(line.text.split()) <= LONGEST_BETWEEN and not FULL_STOP.search(line.text)
    return line.role is Role.CAPTION or (short and line.role is not Role.BODY)


def _may_be_last(line: Line) -> bool:
    """Return whether a line that was taken out is a sentence that neither speaks to the reader nor of the writer."""
    text = line.text
    told = FULL_STOP.search(text) and not text.endswith("..") and len(WORD.findall(text)) >= SHORTEST_NEIGHBOUR
    lost = line.role in MAY_BE_LOST and line.chance(Role.BODY) >= LEAST_LIKELY_LAST
    begun = text[0].isupper() or text[0] in "“\"‘'"
    return bool(told) and lost and begun and ADDRESSED.search(SAID.sub("", text)) is None


def settle(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the roles that their order gives away.

    A line of nothing but a date is the article's where it stands above the prose or says that it was published. A sentence
    right below the prose that says nothing of sharing shares nothing; one that says who contributed to the report, or that it
    was updated, belongs to it. Headlines under "Read more" are links, bullets under
    "Tags" are tags, a line of nothing but "previous" and "next" turns pages, a web address above the prose is none of it, a
    heading with nothing below it heads nothing, and where no line is the title, a headline right above the prose is. Above
    the prose "By" and a name is a byline, and a heading between the title and the byline or the date is a standfirst. A
    short line without a full stop between two paragraphs is a heading. What is missing of a numbered list that is kept is of it,
    and so is a post shown between paragraphs. The first sentence is the standfirst where it likely is, and a byline is below it.
    """
    listed = _tagged(_with_posts(_without_link_lists(_with_closing_notes(_with_last_sentence(lines)))))
    listed = _numbered(listed)
    dated = _dated(_without_addresses(_without_pagers(listed)))
    return _titled(_without_last_headings(_with_standfirst(_under_the_title(_signed(_with_crossheads(dated))))))


def _with_last_sentence(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with a sentence right below the prose in it, if it was taken for a button though it does not say so."""
    settled = list(lines)
    for i, line in enumerate(settled[1:], start=1):
        if line.role is Role.SHARE and settled[i - 1].role is Role.BODY and _is_sentence(line.text):
            settled[i] = replace(line, role=Role.BODY)
    return settled


def _with_posts(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the posts that are shown in the article: what was posted and by whom.

    Of 13 such posts that labelled news pages and blogs show within their articles, 11 are body.
    """
    settled = list(lines)
    signed = [i for i, line in enumerate(lines) if "(@" in line.text and POSTED.fullmatch(QUOTING.sub("", line.text))]
    if not signed:
        return settled
    prose = [i for i, line in enumerate(lines) if line.role is Role.BODY and _is_prose(line, SHORTEST_PARAGRAPH)]
    for i in signed:
        if not prose or not prose[0] < i <= prose[-1] + BELOW:
            continue
        posted = lines[i - 1]
        told = posted.role not in NEVER_POSTED and len(posted.text.split()) >= SHORTEST_SENTENCE
        for n in (i - 1, i) if told else ():
            if settled[n].role not in KEPT:
                settled[n] = replace(settled[n], role=Role.BODY)
    return settled


def _with_closing_notes(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the notes right below the prose in it: all 47 that had been taken out of labelled pages were body."""
    settled, last = list(lines), -CLOSE - 1
    for i, line in enumerate(lines):
        if line.role is Role.BODY:
            last = i
        elif line.role not in KEPT and i - last <= CLOSE and CLOSING.fullmatch(line.text):
            settled[i] = replace(line, role=Role.BODY)
    return settled


def _is_sentence(text: str) -> bool:
    words = WORD.findall(text)
    return (
        SENTENCE.search(text) is not None
        and not text.endswith(("…", ":", "..."))
        and len(words) >= SHORTEST_SENTENCE
        and text[0].isupper()
        and any(word.islower() for word in words[1:])
        and not SHARING.search(text)
    )


def _is_headline(line: Line, longest: int) -> bool:
    return not SENTENCE.search(line.text) and len(line.text.split()) <= longest


def _without_link_lists(lines: Sequence[Line]) -> list[Line]:
    settled, listing = [], False
    for line in lines:
        if line.role is Role.RELATED:
            listing = len(line.text.split()) <= LONGEST_LEAD or listing
        elif line.role in KEPT:
            listing = listing and _is_headline(line, LONGEST_LINK) and line.chance(Role.HEADING) < SURELY_HEADING
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
        headed = line.role is Role.TAGS or TAGS_HEAD.fullmatch(line.text) is not None
        listing = headed and not bullet and len(line.text.split()) <= LONGEST_TAG
    return settled


def _numbered(lines: list[Line]) -> list[Line]:
    """Return the lines, what is missing of a numbered list as its other points are, if most of these are kept.

    A list has each number once, in their order from one on. What goes on with its numbers below a line that is left out, as
    the most read articles may, is not of it.
    """
    found = [(int(match["number"]), i) for i, line in enumerate(lines) if (match := POINT.match(line.text))]
    counts = Counter(number for number, _ in found)
    points: list[int] = []
    for number, i in found:
        if counts[number] == 1 and number == len(points) + 1:
            points.append(i)
    kept = [i for i in points if lines[i].role in KEPT]
    if len(points) < FEWEST_POINTS or MOST_POINTS * len(points) > len(kept):
        return lines
    lost = (i for i in points if lines[i].role not in KEPT and lines[i].role is not Role.DUPLICATE)
    missing = {i for i in lost if i < kept[-1] or lines[i - 1].role in KEPT}
    return [replace(line, role=Role.BODY) if i in missing else line for i, line in enumerate(lines)]


def _without_pagers(lines: list[Line]) -> list[Line]:
    return [
        replace(line, role=Role.NAVIGATION) if line.role in KEPT and _turns_pages(line.text) else line for line in lines
    ]


def _turns_pages(text: str) -> bool:
    return len(text) <= LONGEST_PAGER and PAGER.fullmatch("".join(LETTERS.findall(text)).casefold()) is not None


def _first_sentence(lines: list[Line]) -> int:
    return next((i for i, line in enumerate(lines) if line.role in KEPT and SENTENCE.search(line.text)), 0)


def _dated(lines: list[Line]) -> list[Line]:
    first = _first_sentence(lines)
    return [
        replace(line, role=Role.DATE)
        if line.role in KEPT and (i < first or STATED.match(line.text)) and _is_date(line.text)
        else line
        for i, line in enumerate(lines)
    ]


def _with_crossheads(lines: list[Line]) -> list[Line]:
    """Return the lines, those that head the paragraph below them as headings: 20 of 22 on labelled pages, 11 of 11 of news.

    What wires set above a game's last paragraphs is one though it was taken for a link: "UP NEXT" above the next game.
    """
    kept = [i for i, line in enumerate(lines) if line.role in KEPT]
    found = {
        i
        for before, i, after in zip(kept, kept[1:], kept[2:], strict=False)
        if after == i + 1
        and _is_crosshead(lines[i])
        and all(_is_prose(lines[n], SHORTEST_PARAGRAPH) for n in (before, after))
    }
    found |= {
        i
        for i, (before, line, after) in enumerate(zip(lines, lines[1:], lines[2:], strict=False), start=1)
        if line.role in MAY_BE_LOST
        and _is_prose(before, SHORTEST_NEIGHBOUR)
        and _is_wire_heading(without_mark(line.text), after)
    }
    return [replace(line, role=Role.HEADING) if i in found else line for i, line in enumerate(lines)]


def _is_wire_heading(text: str, below: Line) -> bool:
    if UP_NEXT.fullmatch(text):
        return _is_prose(below, SHORTEST_SENTENCE) and _tells_a_game(below.text)
    return CROSSHEAD.fullmatch(text) is not None and _is_prose(below, SHORTEST_NEIGHBOUR)


def _tells_a_game(text: str) -> bool:
    """Return whether a sentence says who plays whom or when: "Wolves: At Calgary.", "RHP Jane Roe starts on Sunday."."""
    dated = TEAM.match(text) or DAY.search(text)
    return dated is not None and GAME.search(text) is not None and len(text.split()) <= LONGEST_GAME


def _is_crosshead(line: Line) -> bool:
    text = line.text
    words = text.split()
    bare = line.role is Role.BODY and not line.listed and BULLET.match(text) is None and NO_HEADING.search(text) is None
    named = 0 < len(words) <= LONGEST_NAME and lexicons.is_given_name(words[0])
    short = not named and len(words) <= LONGEST_CROSSHEAD
    asked = text.endswith("?") and ":" not in text  # "The Beacon: And today?" is a turn of an interview
    return bare and short and (asked or not SENTENCE.search(text))


def _signed(lines: list[Line]) -> list[Line]:
    """Return the lines, those above the prose that say who it is by as bylines."""
    first = _first_sentence(lines)
    return [
        replace(line, role=Role.BYLINE) if i < first and line.role in KEPT and SIGNED.fullmatch(line.text) else line
        for i, line in enumerate(lines)
    ]


def _under_the_title(lines: list[Line]) -> list[Line]:
    """Return the lines, headings between the title and the byline or the date above the prose as standfirsts."""
    first = _first_sentence(lines)
    titles = [i for i in range(first) if lines[i].role is Role.TITLE]
    signed = [i for i in range(first) if lines[i].role in (Role.BYLINE, Role.DATE)]
    if not titles or not signed:
        return lines
    return [
        replace(line, role=Role.SUBTITLE) if titles[-1] < i < signed[0] and line.role is Role.HEADING else line
        for i, line in enumerate(lines)
    ]


def _with_standfirst(lines: list[Line]) -> list[Line]:
    """Return the lines, the first sentence as the standfirst if it likely is, and stands between title and byline or date."""
    first = _first_sentence(lines)
    if not lines or OPENING.match(lines[first].text):
        return lines
    likely = lines[first].chance(Role.SUBTITLE) >= LIKELY_STANDFIRST and lines[first].chance(Role.BODY) < HARDLY_BODY
    if not likely or all(line.role is not Role.TITLE for line in lines[:first]):
        return lines
    next_kept = next((i for i in range(first + 1, len(lines)) if lines[i].role in KEPT), first)
    if all(line.role not in (Role.BYLINE, Role.DATE) for line in lines[first + 1 : next_kept]):
        return lines
    return [replace(line, role=Role.SUBTITLE) if i == first else line for i, line in enumerate(lines)]


def _is_date(text: str) -> bool:
    words = [word.casefold() for word in WORD.findall(text)]
    known = _words_of_dates()
    return 3 <= len(words) <= LONGEST_DATE and all(word in known or NUMBER.fullmatch(word) for word in words)


@cache
def _words_of_dates() -> frozenset[str]:
    """Return the names of months, days and zones, and what stands beside them, in lower case."""
    named = (
        entry.split()[0].casefold() for name in ("months", "weekdays", "time_zones") for entry in lexicons.read(name)
    )
    return frozenset(
        [
            *named,
            "am",
            "pm",
            "a",
            "p",
            "m",
            "at",
            "on",
            "published",
            "updated",
            "posted",
            "modified",
            "first",
            "last",
            "the",
            "of",
        ]
    )


def _without_addresses(lines: list[Line]) -> list[Line]:
    first = _first_sentence(lines)
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
