"""Find the section an article stands in, and its tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, bylines, dates
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.ranking import band
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
MARKED_SPLIT = re.compile(r"\s{0,3}[|•·;]\s{0,3}")
ELSEWHERE = frozenset({Role.BODY, Role.HEADING, Role.RELATED, Role.COMMENTS})
UPDATED = re.compile(
    r"(?:last )?(?:updated|modified|published|posted)\b|(?:about the )?author|related|share|comments?", re.IGNORECASE
)
LISTS_ELSEWHERE = frozenset({Role.BODY, Role.LEGAL, Role.CAPTION, Role.AUTHOR_BIO, Role.NEWSLETTER, Role.SHARE})
DIGITS = re.compile(r"\d")
INVITES = re.compile(r"(?:follow|subscribe|share|join|sign|read|click|download|contact|home)\b", re.IGNORECASE)
LONGEST_ROW = 400
MOST_UNMARKED = 12
"""Rows under "Tags" that are read: what follows the last of them is a menu."""
NOT_A_SECTION = re.compile(
    r"\d|@|\b(?:read|min|minutes?|skip|back|share|comments?|close|listen|registration|this article)\b", re.IGNORECASE
)
LONGEST_TAG = 48
MOST_TAGS = 30


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate for the section: as it is written, where in its row, and what speaks for it."""

    text: str
    row: Row
    start: int
    kind: str
    features: tuple[str, ...] = ()


def candidates(layout: Layout, headline: Row | None) -> Iterator[Named]:
    """Yield what could name the section beside the headline: a "Filed under", a crumb, a short line, with features."""
    if headline is None:
        return
    for row in layout.rows[max(0, headline.index - 6) : headline.index + 8]:
        if row is headline or len(row.text) > 160:
            continue
        crumb = _crumb(row, headline)
        # A row of crumbs names the section by one of them, never as a whole.
        for found in (_labelled(row), crumb or Named(row.text, row, 0, "row")):
            if found is not None and _may_be_section(found.text):
                yield replace(found, features=tuple(_features(found, headline, layout)))


def _features(one: Named, headline: Row, layout: Layout) -> Iterator[str]:
    row = one.row
    gap = band(row.index - headline.index, -4, -3, -2, -1, 0, 1, 2, 3, 5)
    yield "bias"
    yield "kind:" + one.kind
    yield "gap:" + gap
    yield f"gap:{gap}:{one.kind}"
    yield "role:" + row.role
    yield f"role:{row.role}:{gap}"
    yield "words:" + band(len(one.text.split()), 2, 3, 4, 5)
    yield "times:" + band(layout.repeats.get(fold(one.text), 0), 1, 2, 3, 5)
    yield "case:" + (
        "upper" if one.text.isupper() else "title" if one.text.istitle() else "lower" if one.text.islower() else "mixed"
    )
    if fold(one.text) in lexicons.read("menu_words"):
        yield "menu"
    if row.index >= layout.first:
        yield "below-first"
    if bylines.names(one.text):
        yield "person"
    above = layout.rows[row.index - 1] if row.index else None
    yield "above:" + (band(len(above.text), 15, 40, 80) if above else "none")
    yield "above-role:" + (above.role if above else "none")
    if row.index + 1 < len(layout.rows):
        yield "below-role:" + layout.rows[row.index + 1].role
    if headline.folded.startswith(fold(one.text)) or fold(one.text) == headline.folded:
        yield "headline"


def tags(layout: Layout, headline: Row | None, people: tuple[str, ...] = ()) -> tuple[tuple[str, Row], ...]:
    """Return the tags of the article in reading order, from the first place that has any.

    The places: what follows "Tags" or a row of hashtags between headline and body, the same below the body, and a row
    of short parts with commas right under the headline or the body. `people` are the authors: no tags of theirs.
    """
    start = headline.index + 1 if headline else max(0, layout.first - 10)
    above = layout.rows[start : layout.first + 2]
    below = layout.rows[layout.last : layout.last + 30]
    authors = frozenset(map(fold, people))
    for rows, reader in ((above, _told), (below, _told), (above, _listed), (below[1:7], _listed)):
        found: dict[str, tuple[str, Row]] = {}
        for row in rows:
            for tag in reader(row, layout, authors):
                text = tag.strip(" #,.·•")
                if 1 < len(text) <= LONGEST_TAG and len(text.split()) <= 6 and any(map(str.isalpha, text)):
                    found.setdefault(fold(text), (text, row))
        if found:
            return tuple(found.values())[:MOST_TAGS]
    return ()


def _told(row: Row, layout: Layout, authors: frozenset[str]) -> Iterator[str]:
    """Yield the tags of a row that says so, or the rows below one that says nothing else."""
    if HASHTAGS.match(row.text):
        yield from _split(row.text)
    match = TAG_LABEL.match(row.text)
    if match is None or row.role in ELSEWHERE or len(row.text) > LONGEST_ROW:
        return
    rest = match["rest"].strip()
    if rest and (row.text[: match.start("rest")].rstrip()[-1] in ":–-" or "," in rest):
        yield from _split(rest)
    elif not rest:
        for below in layout.rows[row.index + 1 : row.index + 1 + MOST_UNMARKED]:
            if not _is_tag_row(below) or below.folded in authors:
                return
            yield from _split(below.text)
            if "," in below.text:
                return


def _listed(row: Row, layout: Layout, authors: frozenset[str]) -> list[str]:
    """Return the parts of a row of at least three short ones between commas, which is how unlabelled tags are printed."""
    parts = [part.strip() for part in row.text.split(",")]
    short = all(0 < len(part) <= LONGEST_TAG and len(part.split()) <= 6 for part in parts)
    if len(parts) < 3 or not short or row.role in LISTS_ELSEWHERE or row.text[-1] in ".?!:" or dates.find(row.text):
        return []
    named = any(fold(part) in authors for part in parts) or bylines.LABEL.match(row.text) or DIGITS.search(row.text)
    few = row.role is Role.BYLINE and len(parts) < 5
    return [] if named or few or INVITES.match(row.text) or row.index == layout.first else parts


def _split(text: str) -> list[str]:
    """Return the tags of a row: by marks other than commas where it has them, by commas where the parts are short."""
    if HASHTAGS.match(text):
        return text.replace(",", " ").split()
    if any(mark in text for mark in "|•·;"):
        return MARKED_SPLIT.split(text)
    parts = text.split(",")
    return parts if all(len(part) <= LONGEST_TAG for part in parts) else []


def _is_tag_row(row: Row) -> bool:
    return (
        row.role not in {Role.BODY, Role.SHARE, Role.NEWSLETTER}
        and len(row.text) <= LONGEST_ROW
        and all(len(part) <= LONGEST_TAG and len(part.split()) <= 5 for part in _split(row.text))
        and row.folded not in lexicons.read("menu_words")
        and not UPDATED.match(row.text)
        and agencies.named(row.text) is None
        and not dates.find(row.text)
        and row.text[-1] not in ".?!:"
    )


def _labelled(row: Row) -> Named | None:
    match = FILED.search(row.text)
    if match is None:
        return None
    group = next(name for name in ("rest", "in", "label") if match[name])
    found = dates.find(match[group])
    text = match[group][: found[0].start if found else None].strip(" ,:-–—")
    return Named(text, row, match.start(group), "filed") if text else None


def _crumb(row: Row, headline: Row) -> Named | None:
    """Return the last crumb that is not the headline itself: "Home > World > Headline" is World."""
    parts = [part.strip() for part in CRUMBS.split(row.text) if part.strip()]
    if len(parts) > 1:
        while len(parts) > 1 and fold(parts[-1])[:30] and headline.folded.startswith(fold(parts[-1])[:30]):
            parts.pop()
        return Named(parts[-1], row, row.text.rfind(parts[-1]), "crumb") if fold(parts[-1]) != "home" else None
    match = HOME.match(row.text)
    return Named(row.text[match.end() :], row, match.end(), "home") if match and len(row.text.split()) <= 5 else None


def _may_be_section(text: str) -> bool:
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
        and not NOT_A_SECTION.search(text)
    )
