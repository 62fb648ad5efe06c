"""Names of sections out of single rows, by the form of each: a label, a date or a writer beside them, a bar, a list."""

import re
from collections.abc import Iterator

from service.enrichment import places
from service.enrichment.metadata import dates
from service.enrichment.metadata.bylines import persons, signatures
from service.enrichment.metadata.layout import Row
from service.enrichment.metadata.sections.crumbs import LONGEST_PAIR
from service.enrichment.metadata.sections.naming import FILED_BELOW, LIST_MARK, Named

FILED = re.compile(
    r"(?:^|(?<=[\s|•·]))(?:posted|published|filed|categori[sz]ed)\s(?:on [\w ,]{6,30},\s)?(?:in|under|(?<=filed )to(?=\s?:\s?(?-i:[A-Z])))(?:\s{0,2}:?\s{1,2}|(?-i:(?=[A-Z])))(?P<rest>[^|•·]{2,160})"
    r"|^(?:this (?:story|article|post|item) is (?:part of|from)|part of complete coverage on|from the section)\s{1,2}(?P<part>[A-Z][^|•·.]{2,40})$"
    r"|^in:?\s{1,2}(?P<in>[A-Z][^|•·.]{2,40})$|(?:^|[|•·]\s?)(?:category|categories|section|topic)(?:\s{0,2}:\s{0,2}|\s(?-i:(?=[A-Z])))(?P<label>[^|•·]{2,60}?)(?:$|(?=\s?[|•·]\s?tag))"
    r"|^(?:posted|published|written)\b[^|•·]{0,60}\d\s(?:[ap]\.?m\.?\s)?in:?\s{1,2}(?P<posted>[^\W\d][\w&'’-]{1,20}(?:\s[\w&'’-]{1,20}){0,3})(?=\.\s|[.|•·,]|$)",
    re.IGNORECASE,
)


FILED_END = re.compile(
    r"\s(?:and )?(?:tagged\b|tags?:)|\sby\s(?-i:[A-Z])|\.\s|\.$|\sbookmark\b|\s[–—-]\s"
    r"|\s(?:posts? navigation|(?:previous|next|related) (?:post|article|storie)s?|share this|leave a (?:comment|reply)|(?:no|\d{1,4}) comments?)\b",
    re.IGNORECASE,
)
"""What follows a section's name in a blog's foot line: its tags, its writer, a link, the next row's words."""


def labelled(row: Row) -> Named | None:
    """Return what a label announces: "Filed under: Gardens", "Posted in Gardens on May 3, 2021"."""
    match = FILED.search(row.text)
    if match is None:
        return None
    group = next(name for name in ("rest", "part", "in", "label", "posted") if match[name])
    found = dates.find(match[group])
    text = match[group][: found[0].start if found else None]
    ended = FILED_END.search(text)
    text = text[: ended.start() if ended else None].strip(" ,:-–—")
    return Named(text, row, match.start(group), "filed") if text else None


AFTER = re.compile(
    r"\s{1,3}(?:\d{1,3}\s?[- ]?min(?:ute)?s?(?:\sread)?|for (?:members|subscribers))$|(?<=[a-z])\s?[|·•]\s?(?:analysis|comment|editorial|explainer|feature|interview|opinion|review)$",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"(?:\d{1,2}[.)]\s{1,3}|[/<‹«›»>]\s{0,3}|[—|•·]\s{1,3})(?=\S)")
"""The number of a crumb, where a rendering counts them, or the mark before it: "— Town Life"."""


def whole(row: Row, above: Row | None) -> Named:
    """Return a row as a section's name, without the reading time or the note on access printed after it."""
    cut, number = AFTER.search(row.text), ORDINAL.match(row.text)
    start = number.end() if number else 0
    kind = "cut" if cut else "filed" if above is not None and FILED_BELOW.match(above.text) else "row"
    return Named(row.text[start : cut.start() if cut else None].rstrip(" /›»>→:"), row, start, kind)


UPDATED = re.compile(
    r"(?:last )?(?:updated|modified|published|posted)\b|(?:date|time|day) (?:of|published|posted)\b|(?:about the )?author|related|share|comments?",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d")
PUBLISHED_TAIL = re.compile(r"(?<=\S)\s[–—|•·-]?\s?(?:published|posted|updated)(?: on)?$", re.IGNORECASE)
LONE_LETTERS = re.compile(r"^(?:\s{0,3}\w\b)*\s{0,3}")
"""The letters of a button that changes the size of the text."""


def beside_date(row: Row) -> Iterator[Named]:
    """Yield what stands alone before or after the date of a short row: "Travel · May 3, 2021"."""
    stamps = dates.find(row.text) if len(row.text) <= 100 and DIGITS.search(row.text) else ()
    if not stamps:
        return
    before = PUBLISHED_TAIL.sub("", row.text[: stamps[0].start].rstrip(" ,|•·–—-:")).rstrip(" ,|•·–—-:")
    if before and not UPDATED.match(before):
        start = len(before) - len(before.lstrip(" /#—–-"))
        yield Named(before[start:], row, start, "before-date")
        tail = LONE_LETTERS.sub("", before[before.rfind(":") + 1 :])
        if tail and tail != before:
            yield Named(tail, row, len(before) - len(tail), "before-date-tail")
    after = re.split(r"[|•·]", row.text[stamps[-1].end :].strip(" ,|•·–—-:"))[0].strip()
    if after:
        text = after.removeprefix("in ").strip()
        yield Named(text, row, row.text.find(text, stamps[-1].end), "filed" if text != after else "after-date")


BARS = re.compile(r"\s{0,3}[|•·∙]\s{0,3}")
READING = re.compile(r"\b(?:\d{1,3}|one|two|five|x{1,2})\s?[- ]?min", re.IGNORECASE)
MOST_PIPED = 6


def piped(row: Row) -> Iterator[Named]:
    """Yield what stands between bars beside the author, the date or the reading time: "by Jane Roe | Gardens | 8 min read"."""
    parts = BARS.split(row.text)
    if not 2 <= len(parts) <= MOST_PIPED:
        return
    spoken = [
        bool(signatures.LABEL.match(part) or READING.search(part) or dates.find(part) or persons.names(part))
        for part in parts
    ]
    if not any(spoken) or all(spoken):
        return
    for part, other in zip(parts, spoken, strict=True):
        if not other and (text := part.strip(" ,:–—-").removeprefix("in ").strip()):
            yield Named(text, row, row.text.find(text), "piped")


RUN = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[A-Z]{2})(?=[A-Z][a-z])")


def run(row: Row) -> Named | None:
    """Return the first of a few names that have lost the marks between them: "DIYHome Decor"."""
    if len(row.text) > LONGEST_PAIR or not RUN.search(row.text):
        return None
    parts = RUN.split(row.text)
    return Named(parts[0], row, 0, "run") if len(parts) <= 3 and all(len(part) > 2 for part in parts) else None


SIGNED = re.compile(r"(?:\s|[–—-])in\s(?P<section>[A-Z][\w&]+(?:\s[\w&]+){0,3})$")
WRITES_IN = re.compile(r"(?:^|[•|·]\s{0,2})(?P<who>[^•|·]{3,60})\sin\s(?P<section>\w[\w&'’ ]{1,40})$")
"""A writer's name and what is written in: "Jane Roe in gardens"."""


def signed(row: Row) -> Named | None:
    """Return the section that a byline names: "by Jane Roe - in Gadgets". "Jane Roe in Oslo" names where it was written."""
    match = SIGNED.search(_undated(row.text)) if signatures.LABEL.match(row.text) else WRITES_IN.search(row.text[:100])
    if match and "who" in match.groupdict() and not persons.names(match["who"]):
        return None
    if match and match["section"].strip() in places.names():
        return None
    return Named(match["section"], row, match.start("section"), "filed") if match else None


def _undated(text: str) -> str:
    """Return a byline up to its date: "by Jane Roe in Gadgets on 3 May 2021. Comment"."""
    stamps = dates.find(text) if DIGITS.search(text) else ()
    return BEFORE_DAY.sub("", text[: stamps[0].start]) if stamps else text


BEFORE_DAY = re.compile(r"(?:[\s,|•·–—-]|\bon\b){1,4}$", re.IGNORECASE)

MORE = re.compile(r"^(?P<section>[A-Z][\w&]{1,20}(?: [\w&]{1,20}){0,2})\s{1,2}More:\s")


def more(row: Row) -> Named | None:
    """Return what stands before a list of further topics: "Business More: Harbour Trade"."""
    match = MORE.match(row.text)
    return Named(match["section"], row, 0, "more") if match else None


POSTED = re.compile(r"(?:posted|published|written|on)\b[^|•·]{0,120}?(?:\s|(?<=[a-z]))in:?\s(?=[A-Z])", re.IGNORECASE)
LIST_END = " .,|"
COUNTED = re.compile(r"\d{1,4} comments? \| ", re.IGNORECASE)


def listed(row: Row) -> Named | None:
    """Return a list of names that fills a row, or what a label and a day announce: "On May 3, 2021 In Walks, Harbour Life"."""
    if posted := POSTED.match(row.text):
        return Named(row.text[posted.end() :].strip(LIST_END), row, posted.end(), "list")
    start = row.text.rfind(" | ") + 3 if COUNTED.match(row.text) else 0
    parts = LIST_MARK.split(row.text[start:])
    return (
        Named(row.text[start:].rstrip(LIST_END), row, start, "list")
        if len(parts) > 1 and row.text[-1] not in ".?!"
        else None
    )
