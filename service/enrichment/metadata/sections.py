"""Find the section an article stands in, and its tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, bylines, dates
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.types import Role

CRUMBS = re.compile(r"\s{0,3}(?:[›»>→]|\s/\s|\s\|\s)\s{0,3}")
HOME = re.compile(r"^(?:home(?:page)?|start|front page|accueil|inicio|startseite)\s{1,3}(?=\S)", re.IGNORECASE)
FILED = re.compile(
    r"(?:^|(?<=[\s|•·]))(?:posted|published|filed|categori[sz]ed)\s(?:in|under)\s{0,2}:?\s{1,2}(?P<rest>[^|•·]{2,60})"
    r"|^in:?\s{1,2}(?P<in>[A-Z][^|•·.]{2,40})$|^(?:category|categories|section|topic)\s{0,2}:\s{0,2}(?P<label>[^|•·]{2,60})$",
    re.IGNORECASE,
)
TAG_LABEL = re.compile(
    r"^(?:(?:article |blog |post |story |related )?(?:tags?|topics?|keywords?)|tagged(?: with| in| as)?|filed (?:under|in)|more on|labels?"
    r"|related topics)(?:\s{0,2}[:–-]\s{0,2}|\s{1,3}|$)(?P<rest>.*)$",
    re.IGNORECASE,
)
HASHTAGS = re.compile(r"^(?:#[\w-]+[\s,]{0,3})+$")
TAG_SPLIT = re.compile(r"\s{0,3}[,|•·;/]\s{0,3}|\s{2,}|(?<=[a-z])\s(?=#)|\s(?=#)")
LONGEST_TAG = 48
MOST_TAGS = 30


@dataclass(frozen=True, slots=True)
class Named:
    """A section as it is written, and where in its row."""

    text: str
    row: Row
    start: int


def section(layout: Layout, headline: Row | None) -> Named | None:
    """Return the section named beside the headline: a crumb, a "Filed under", or the short line above it."""
    if headline is None:
        return None
    near = [row for row in _near(headline, layout) if len(row.text) <= 160]
    for reader in (_labelled, _crumbs, _roled, _above):
        for row in near:
            found = reader(row, headline, layout)
            if found is not None and _is_section(found.text):
                return found
    return None


def tags(layout: Layout, headline: Row | None) -> tuple[tuple[str, Row], ...]:
    """Return the tags of the article in reading order: what follows "Tags", a row of hashtags, a row so labelled."""
    found: dict[str, tuple[str, Row]] = {}
    start = headline.index if headline else max(0, layout.first - 10)
    for row in [*layout.rows[start : layout.first + 2], *layout.rows[layout.last : layout.last + 30]]:
        for tag in _tags_of(row, layout):
            text = tag.strip(" #,.·•")
            if 1 < len(text) <= LONGEST_TAG and len(text.split()) <= 6:
                found.setdefault(fold(text), (text, row))
    return tuple(found.values())[:MOST_TAGS]


def _tags_of(row: Row, layout: Layout) -> Iterator[str]:
    match = TAG_LABEL.match(row.text)
    if match and len(row.text) <= 400:
        rest = match["rest"].strip()
        if not rest:
            for below in layout.rows[row.index + 1 : row.index + 1 + MOST_TAGS]:
                if not _is_tag_row(below):
                    return
                yield from TAG_SPLIT.split(below.text)
        elif row.text[match.start("rest") - 1] in ":–-" or "," in rest or row.role is Role.TAGS or ":" in row.text[:20]:
            yield from TAG_SPLIT.split(rest)
    elif HASHTAGS.match(row.text) or (row.role is Role.TAGS and len(row.text) <= 200):
        yield from TAG_SPLIT.split(row.text)


def _is_tag_row(row: Row) -> bool:
    return (
        row.role not in {Role.BODY, Role.SHARE, Role.NEWSLETTER}
        and len(row.text) <= 200
        and all(len(part) <= LONGEST_TAG and len(part.split()) <= 5 for part in TAG_SPLIT.split(row.text))
        and row.folded not in lexicons.read("menu_words")
        and agencies.named(row.text) is None
        and not dates.find(row.text)
        and row.text[-1] not in ".?!:"
    )


def _near(headline: Row, layout: Layout) -> Iterator[Row]:
    """Yield the rows beside a headline, the nearest first."""
    for away in range(1, 7):
        if headline.index - away >= 0:
            yield layout.rows[headline.index - away]
        if headline.index + away < min(len(layout.rows), layout.first):
            yield layout.rows[headline.index + away]


def _labelled(row: Row, headline: Row, layout: Layout) -> Named | None:  # noqa: ARG001 - readers are called alike
    match = FILED.search(row.text)
    if match is None:
        return None
    group = next(name for name in ("rest", "in", "label") if match[name])
    text = dates.find(match[group])
    end = text[0].start if text else None
    return Named(match[group][:end].strip(" ,:-–—"), row, match.start(group))


def _crumbs(row: Row, headline: Row, layout: Layout) -> Named | None:  # noqa: ARG001 - readers are called alike
    if row.index > headline.index + 2 or len(row.text) > 160:
        return None
    own = headline.folded
    parts = [part for part in CRUMBS.split(row.text) if part.strip()]
    if len(parts) > 1:
        while len(parts) > 1 and (fold(parts[-1]) in own or own.startswith(fold(parts[-1])[:30])):
            parts.pop()
        text = parts[-1].strip()
        return Named(text, row, row.text.rfind(text)) if fold(text) != "home" else None
    if (match := HOME.match(row.text)) and len(row.text.split()) <= 5:
        return Named(row.text[match.end() :], row, match.end())
    return None


def _roled(row: Row, headline: Row, layout: Layout) -> Named | None:  # noqa: ARG001 - readers are called alike
    return Named(row.text, row, 0) if row.role is Role.SECTION else None


def _above(row: Row, headline: Row, layout: Layout) -> Named | None:
    """Return the row right above a headline where it also stands in a menu, or in capitals, or begins the page."""
    if row.index != headline.index - 1 or layout.first - headline.index > 30:
        return None
    if layout.repeats.get(row.folded, 0) >= 2 or (row.text.isupper() and len(row.text) > 3):
        return Named(row.text, row, 0)
    return None


def _is_section(text: str) -> bool:
    folded = fold(text)
    return (
        2 <= len(text) <= 50
        and len(text.split()) <= 5
        and any(map(str.isalpha, text))
        and folded not in lexicons.read("furniture_words")
        and not dates.find(text)
        and text[-1] not in ".?!"
        and agencies.named(text) is None
        and not bylines.LABEL.match(text)
    )
