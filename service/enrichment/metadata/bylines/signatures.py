"""Read a row as a byline, by the most telling form it has: a label, a biography, a date beside the name, the name alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import persons, wording
from service.enrichment.metadata.bylines.persons import LONGEST, MOST_NAMES, SPLIT
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.types import Role


@dataclass(frozen=True, slots=True)
class Byline:
    """A candidate: the names, the row and part of it where they stand, and what speaks for them."""

    names: tuple[str, ...]
    row: Row
    start: int
    end: int
    kind: str
    features: tuple[str, ...] = ()


OTHERS_WORK = re.compile(
    r"\b(?:(?:medically |expert |clinically |technically |scientifically )?reviewed|edited|fact[- ]checked|photo(?:s|graph|graphs|graphy)?|images?|illustrat\w+"
    r"|translated|featured|video|designed|powered|sponsored|presented|hosted|produced|approved|verified|art|caption|picture|graphic)"
    r"(?: (?:and|&) [a-z]+)?(?: (?:credits?|source|contributed|created|provided|shot|submitted|supplied|taken))?\s{0,2}(?:by|:|courtesy)",
    re.IGNORECASE,
)
PICTURES = r"(?:photos?|photographs?|photography|pictures?|pics|images?|illustrations?|video)"
WORDS_TOO = (
    rf"(?:words|text|story|article)\s?(?:and|&|\+)\s?{PICTURES}|{PICTURES}\s?(?:and|&|\+)\s?(?:words|text|story)"
)
"""Who took the pictures of an article wrote its words as well: "Words & photos by Jane Roe"."""
BOTH = re.compile(rf"\b(?:{WORDS_TOO})", re.IGNORECASE)


def is_others_work(text: str, *, at_head: bool = False) -> bool:
    """Return whether a text, or its head, credits somebody with other work than the words: photographs, editing, a review."""
    text = BOTH.sub("words", text.lstrip("(["))
    return bool(OTHERS_WORK.match(text) if at_head else OTHERS_WORK.search(text))


SIGNED = re.compile(r"[-–—]{1,3}\s?by\b", re.IGNORECASE)
ALONE = re.compile(
    r"^(?:(?:article |story |text |words |written |posted |published |authored )?by|(?:the )?authors?(?:\(s\))?|written|writers?"
    r"|about the authors?|meet the author)\s{0,2}:?$",
    re.IGNORECASE,
)


def readings(row: Row, layout: Layout, dated: frozenset[int]) -> Iterator[Byline]:
    """Yield the best reading of a row, by the most telling form it has."""
    text = row.text
    if is_others_work(text, at_head=True) or (SIGNED.match(text) and layout.first < row.index < layout.last - 3):
        return  # within an article that many wrote, each signs a part
    if found := _labelled(row):
        yield _carded(_continued(found, layout), layout) if found.kind in {"label", "titled"} else found
    elif ALONE.match(text):
        if people := _listed_below(row, layout):
            below = layout.rows[row.index + 1]
            yield Byline(people, below, 0, len(below.text), "below-label")
    elif found := _described(row):
        yield found
    elif len(text) <= 120 and row.index in dated:
        yield from _beside_date(row)
    elif len(text) <= 120 and not _is_inside(row, layout) and (people := persons.names(text)) and _fills(people, row):
        yield _joined(Byline(people, row, 0, len(text), "alone"), layout)


def _is_inside(row: Row, layout: Layout) -> bool:
    """Return whether a name that stands alone is a heading or a caption within the prose: somebody of the story."""
    return layout.first <= row.index <= layout.last and row.role in {Role.HEADING, Role.CAPTION}


MAILBOX = re.compile(r"[\w.+-]{1,40}@\S{1,60}")


def _fills(people: tuple[str, ...], row: Row) -> bool:
    """Return whether a row holds little beside the names, but for a role after them; a headline may begin with a name."""
    role = row.text.rsplit(maxsplit=1)[-1].lower().strip(".,") in lexicons.read("job_titles")
    wired = SPLIT.split(row.text)[-1]
    role = role or agencies.named(wired) is not None or wording.is_organisation(wired)
    least = 0.15 if role else 0.8 if row.role is Role.TITLE else 0.35
    return sum(map(len, people)) >= least * len(MAILBOX.sub("", row.text))


LABELS = re.compile(
    r"(?<![^\W\d_])by(?-i:(?![a-z]))|(?:auth?or|auteur|autor|writer|written|text|words|reporter|correspondent|columnist|interview)|^(?:von|par|por|di|da|door|af|av|od|przez|de|from)\s",
    re.IGNORECASE,
)
"""What every label holds: a cheap test that most rows fail."""
LABEL = re.compile(
    r"(?:^|(?<=[\s|•·,;:(/–—\u2190-\u2bff\ue000-\uf8ff\ufe0f\U0001f300-\U0001faff-]))(?P<label>(?:"
    + WORDS_TOO
    + r"|article|story|text|words|(?:special )?reports?|exclusive|investigation|post|written|posted|published|authored|created|"
    r"contributed|penned|reported|interview(?:ed)?|analysis|review(?:ed)?|commentary|opinion|essay|feature|profile|recipe|guest post|submitted|added|compiled|"
    r"created and tested)\s{0,2}:?\s{1,2})?by(?:\s{0,2}:\s{0,2}|\s{1,3}|(?-i:(?=[A-Z][a-z])))(?:author\s{1,2}(?=[^\W\d_]))?(?P<rest>\S.*)",
    re.IGNORECASE,
)
TITLED = re.compile(
    r"(?:^|[|•·]\s?)(?:"
    + WORDS_TOO
    + r"|authors?(?:\(s\))?|writers?|written|text|words|posted by|byline|reporters?|correspondents?|columnists?|interview|autor(?:in)?|auteur|autore)\s{0,2}[:–-]\s{0,2}(?P<rest>\S.*)",
    re.IGNORECASE,
)
FOREIGN = re.compile(r"^(?:von|par|por|di|da|door|af|av|od|przez|de)\s{1,2}(?P<rest>[^\W\d_].*)", re.IGNORECASE)
FROM = re.compile(
    r"^(?:From|FROM)\s{1,2}(?P<rest>(?P<given>[^\W\d_][\w'’.-]{1,20})(?:\s[^\W\d_][\w'’.-]{0,20}){1,2}(?:,\s|\sin\s)[^\W\d_a-z].{1,80})"
)
"""Who sent a story and from where: "From Jane Roe, Exampleton"; without a place, or a given name, it may be a heading."""


WORDS = re.compile(r"^(?i:words|text)\s{1,2}(?P<rest>(?P<given>[^\W\d_a-z][\w'’.-]{1,20})\s[^\W\d_a-z].{1,60})")
"""Who wrote the words beside who took the pictures, without a mark: "Words Jane Roe"; without a given name it may be a headline."""


def _labelled(row: Row) -> Byline | None:
    """Return what stands after a "By", an "Author:" or the same in another language."""
    if not LABELS.search(row.text[:LONGEST]):
        return None
    for kind, pattern in (
        ("label", LABEL),
        ("titled", TITLED),
        ("titled", WORDS),
        ("foreign", FOREIGN),
        ("foreign", FROM),
    ):
        match = pattern.search(row.text[:LONGEST])
        if pattern in {FROM, WORDS} and match and not lexicons.is_given_name(match["given"]):
            continue
        if match and _may_label(row.text, match) and not is_others_work(row.text[: match.start("rest")]):
            people = persons.names(match["rest"], labelled=kind != "foreign")
            if people:
                return Byline(people, row, match.start("rest"), len(row.text), kind)
    return None


BIOGRAPHY = re.compile(
    r"^(?:about the author:?\s{0,2}|author:?\s{0,2}|about\s)?(?P<rest>(?:[^\s,.]{1,20}\.?\s){1,4}?)\s?"
    r"(?:,[^.]{1,60},\s)?(?:is|was|has been|has|writes|joined|covers|works|graduated)\s"
)
POINTER = re.compile(
    r"^(?:(?:view )?(?:all )?(?:more )?(?:posts|articles|stories) (?:by|from)|more (?:from|by)|latest posts by"
    r"|about(?: the author)?:?|author(?: archives?| bio)?:?|meet|follow|see all by)\s{1,2}(?P<rest>\S.{1,60})$",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"^(?:©|copyright)\W{0,3}(?:\d{4}\W{0,3}){0,2}(?P<rest>[^\W\d][^·|•.∙]{2,40})", re.IGNORECASE)


INTRODUCED = re.compile(
    r"(?P<greeting>(?:hi|hey|hello|welcome)\b[^.!?:]{0,20}[.!:,]?\s{1,2})?(?:i['’]m|i am|my name is|my name['’]s)\s{1,2}"
    r"(?P<rest>(?-i:[^\W\d_a-z][\w'’-]{1,20}(?:\s[^\W\d_a-z][\w'’.-]{1,20}){0,2}))(?=[\s,.!:–—-]|$)",
    re.IGNORECASE,
)
"""How a blogger says who writes: "Hi, I'm Jane!", "I'm Jane Roe, a baker and ..."."""


def _described(row: Row) -> Byline | None:
    """Return the name at the head of a biography, of what a writer says of herself, a "More from ..." or a copyright line."""
    for kind, pattern in (
        ("biography", BIOGRAPHY),
        ("introduced", INTRODUCED),
        ("pointer", POINTER),
        ("copyright", COPYRIGHT),
    ):
        match = pattern.match(row.text[:LONGEST])
        if (
            kind == "introduced"
            and match
            and not (match["greeting"] or lexicons.is_given_name(match["rest"].split()[0]))
        ):
            continue  # "I'm Sorry"
        if match and (people := persons.names(match["rest"], labelled=kind == "introduced")):
            return Byline(people, row, match.start("rest"), match.end("rest"), kind)
    return None


PUBLISHED = re.compile(
    r"(?:last )?(?:posted|published|written|updated|filed|submitted|added|created|on)\b", re.IGNORECASE
)


def _may_label(text: str, match: re.Match[str]) -> bool:
    """Return whether a "by" begins its row, or stands after a mark, a date or "Posted ...": not inside a sentence."""
    before = text[: match.start()].rstrip()
    if not before or (len(text) < 160 and (not before[-1].isalpha() or PUBLISHED.match(before))):
        return True
    if match["rest"].startswith(before):
        return True  # a link and its label: "Jane Roe By Jane Roe"
    return len(text) < 160 and any(
        stamp.end >= len(before) for stamp in dates.find(before)
    )  # "... 7:11 AM PST BY JANE ROE"


OPEN = re.compile(r"(?:,|&|\band)$", re.IGNORECASE)
ALSO = re.compile(r"^(?:and|&|with)\s{1,2}(?=[^\W\d_])", re.IGNORECASE)
"""How a row ends or begins whose byline goes on over it: "By Jane Roe and", "and John Doe"."""
MOST_ROWS = 4
"""Rows that a byline above the prose goes on over."""


def _continued(byline: Byline, layout: Layout) -> Byline:
    """Return a byline with the people of the rows below that an "and" or a comma joins to it: "By Jane Roe and" above "John Doe".

    A bare name below a byline is as often its illustrator's: read too, it made one of 543 labelled pages wrong and none right.
    """
    here = byline.row.index
    people = list(byline.names)
    text = byline.row.text
    for below in layout.rows[here + 1 : min(here + MOST_ROWS, layout.first)]:
        also = ALSO.match(below.text)
        rest = below.text[also.end() :] if also else below.text
        more = persons.names(rest) if len(rest) <= SHORT_ROW else ()
        if not more or not (also or OPEN.search(text)) or not _fills(more, below):
            break
        people.extend(more)
        text = below.text
    return replace(byline, names=tuple(dict.fromkeys(people)))


def _carded(byline: Byline, layout: Layout) -> Byline:
    """Return a byline with the people below it whom links to each one's further articles part: "By Jane Roe", "Follow on X", "John Doe".

    A name with a photographer's work below it is none of them, nor one whom the prose names, of whom it tells.
    """
    here = byline.row.index
    people = list(byline.names)
    parted = False
    for row in layout.rows[here + 1 : min(here + MOST_CARDS, layout.first)]:
        link = CARD.fullmatch(row.text)
        if link:
            parted = parted or link["own"] is not None
            continue
        more = persons.names(row.text) if parted and len(row.text) <= SHORT_ROW else ()
        below = layout.rows[row.index + 1].text if row.index + 1 < len(layout.rows) else ""
        if len(more) != 1 or fold(more[0]) != row.folded or TAKER.match(below):
            break
        if not lexicons.is_given_name(more[0].split()[0]) or more[0] in layout.prose():
            break
        people.extend(more)
        parted = False
    return replace(byline, names=tuple(dict.fromkeys(people)))


MOST_CARDS = 20
"""Rows below a byline that name its people one by one, each with links."""
CARD = re.compile(
    r"(?:close|contact|e-?mail|share|bio|(?:view |full |author )?(?:bio|profile)"
    r"|(?P<own>(?:more|see more|read more|other articles|all posts|view all posts|more articles|more stories) (?:from|by) \S{2,20}(?: \S{1,20}){0,2}"
    r"|follow(?: me| (?-i:[A-Z])\S{1,20})? on (?:twitter|x|facebook|instagram|linkedin)|(?:follow )?@\w{2,30}))",
    re.IGNORECASE,
)
"""What stands between the people of a byline: buttons, of which a person's `own` tell that it is a list of people."""
TAKER = re.compile(r"(?:staff |contributing )?(?:photo|video|illustrat|graphic)", re.IGNORECASE)
SHORT_ROW = 80


def _joined(byline: Byline, layout: Layout) -> Byline:
    """Return a name and its role with those of the rows below: "Jane Roe, News Reporter" above "John Doe, Editor"."""
    people = list(byline.names)
    for row in layout.rows[byline.row.index : min(byline.row.index + MOST_ROWS, layout.first)]:
        more = persons.names(row.text) if len(row.text) <= SHORT_ROW and _says_role(row.text) else ()
        if len(more) != 1 or not row.text.startswith(more[0]):
            break
        people.extend(more)
    return replace(byline, names=tuple(dict.fromkeys(people)))


def _says_role(text: str) -> bool:
    """Return whether a row ends with a role after a comma: "Jane Roe, News Reporter"."""
    words = text.lower().split()
    return "," in text and words[-1].strip(".") in lexicons.read("job_titles")


def _listed_below(row: Row, layout: Layout) -> tuple[str, ...]:
    """Return the names in the rows below a row that only says "By" or "Authors", each with the role in the row below it."""
    found: list[str] = []
    for below in layout.rows[row.index + 1 : row.index + 1 + 2 * MOST_NAMES]:
        people = persons.names(below.text, labelled=not found) if len(below.text) <= SHORT_ROW else ()
        if found and persons.is_description(layout.rows[below.index - 1].text):
            people = tuple(name for name in people if lexicons.is_given_name(name.split()[0]))
        if not people and not (found and len(below.text) <= SHORT_ROW and persons.is_description(below.text)):
            break
        found.extend(people)
        if row.text.lower().rstrip(" :").endswith("by"):
            break
    return tuple(dict.fromkeys(found))


def _beside_date(row: Row) -> Iterator[Byline]:
    """Yield the name that stands before or after the date of a row: "Jane Roe | 3 May 2021"."""
    stamps = dates.find(row.text)
    if not stamps:
        return
    before = row.text[: stamps[0].start]
    if before.strip(" ,.").lower() in lexicons.read("weekdays"):
        before = ""  # also where it is a given name: "Sunday, May 3, 2021"
    if people := persons.names(before):
        yield Byline(people, row, 0, stamps[0].start, "before-date")
    for part in re.split(r"[|•·∙–—,]|\s-\s", row.text[stamps[-1].end :]):
        if people := persons.names(part.strip()):
            start = row.text.find(part, stamps[-1].end)
            yield Byline(people, row, start, start + len(part), "after-date")
            return
