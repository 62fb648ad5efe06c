"""Read a row as a byline, by the most telling form it has: a label, a biography, a date beside the name, the name alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import persons, wording
from service.enrichment.metadata.bylines.persons import LONGEST, MOST_NAMES, SPLIT
from service.enrichment.metadata.layout import Layout, Row
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
    r"|translated|featured|video|designed|powered|sponsored|presented|hosted|produced|approved|verified|art|caption)"
    r"(?: (?:and|&) [a-z]+)?\s{0,2}(?:by|:|courtesy)",
    re.IGNORECASE,
)
SIGNED = re.compile(r"[-–—]{1,3}\s?by\b", re.IGNORECASE)
ALONE = re.compile(
    r"^(?:(?:article |story |text |words |written |posted |published |authored )?by|(?:the )?authors?(?:\(s\))?|written|writers?"
    r"|about the authors?|meet the author)\s{0,2}:?$",
    re.IGNORECASE,
)


def readings(row: Row, layout: Layout, dated: frozenset[int]) -> Iterator[Byline]:
    """Yield the best reading of a row, by the most telling form it has."""
    text = row.text
    if OTHERS_WORK.match(text) or (SIGNED.match(text) and layout.first < row.index < layout.last - 3):
        return  # within an article that many wrote, each signs a part
    if found := _labelled(row):
        yield found
    elif ALONE.match(text):
        if people := _listed_below(row, layout):
            below = layout.rows[row.index + 1]
            yield Byline(people, below, 0, len(below.text), "below-label")
    elif found := _described(row):
        yield found
    elif len(text) <= 120 and row.index in dated:
        yield from _beside_date(row)
    elif len(text) <= 120 and not _is_inside(row, layout) and (people := persons.names(text)) and _fills(people, row):
        yield Byline(people, row, 0, len(text), "alone")


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
    r"(?<![^\W\d_])by(?-i:(?![a-z]))|(?:auth?or|auteur|autor|writer|written|text|words|reporter|correspondent|columnist|interview)|^(?:von|par|por|di|da|door|af|av|od|przez|de)\s",
    re.IGNORECASE,
)
"""What every label holds: a cheap test that most rows fail."""
LABEL = re.compile(
    r"(?:^|(?<=[\s|•·,;:(/–—-]))(?P<label>(?:article|story|text|words|reports?|post|written|posted|published|authored|created|"
    r"contributed|penned|reported|interview(?:ed)?|analysis|review(?:ed)?|commentary|opinion|essay|feature|profile|words and photos|story and photos|recipe|guest post|submitted|added|compiled|"
    r"created and tested)\s{0,2}:?\s{1,2})?by(?:\s{0,2}:\s{0,2}|\s{1,3}|(?-i:(?=[A-Z][a-z])))(?P<rest>\S.*)",
    re.IGNORECASE,
)
TITLED = re.compile(
    r"(?:^|[|•·]\s?)(?:authors?(?:\(s\))?|writers?|written|text|words|posted by|byline|reporters?|correspondents?|columnists?|interview|autor(?:in)?|auteur|autore)\s{0,2}[:–-]\s{0,2}(?P<rest>\S.*)",
    re.IGNORECASE,
)
FOREIGN = re.compile(r"^(?:von|par|por|di|da|door|af|av|od|przez|de)\s{1,2}(?P<rest>[A-Z].*)", re.IGNORECASE)


def _labelled(row: Row) -> Byline | None:
    """Return what stands after a "By", an "Author:" or the same in another language."""
    if not LABELS.search(row.text[:LONGEST]):
        return None
    for kind, pattern in (("label", LABEL), ("titled", TITLED), ("foreign", FOREIGN)):
        match = pattern.search(row.text[:LONGEST])
        if match and _may_label(row.text, match) and not OTHERS_WORK.search(row.text[: match.start("rest")]):
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


def _described(row: Row) -> Byline | None:
    """Return the name at the head of a biography, a "More from ..." or a copyright line."""
    for kind, pattern in (("biography", BIOGRAPHY), ("pointer", POINTER), ("copyright", COPYRIGHT)):
        match = pattern.match(row.text[:LONGEST])
        if match and (people := persons.names(match["rest"])):
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


def _listed_below(row: Row, layout: Layout) -> tuple[str, ...]:
    """Return the names in the rows below a row that only says "By" or "Authors"."""
    found: list[str] = []
    for below in layout.rows[row.index + 1 : row.index + 1 + MOST_NAMES]:
        people = persons.names(below.text, labelled=not found) if len(below.text) <= 80 else ()
        if not people:
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
