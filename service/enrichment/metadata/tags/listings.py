"""Find the rows that may list an article's tags, around the headline and below the body."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.enrichment.metadata import ranking
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.tags import features, splitting, unmarked
from service.enrichment.metadata.tags.labels import (
    ASKS,
    FOOT,
    LONGEST_ROW,
    NUMBERED,
    REACH,
    is_announced,
    is_lead,
    known,
)
from service.enrichment.metadata.tags.runs import Parter
from service.enrichment.metadata.tags.splitting import JOINED
from service.enrichment.metadata.tags.unmarked import FAR, LONGEST_RUN, LONGEST_TAG, MARK, Words
from service.enrichment.types import Role


@dataclass(frozen=True, slots=True)
class Listing:
    """A row that may list tags: its tags, and what speaks for it."""

    row: Row
    parts: tuple[str, ...]
    features: tuple[str, ...]


ABOVE, BELOW = 8, 32
"""Rows above the headline and below the body in which tags stand."""
LABEL = re.compile(
    r"^(?:(?:article |blog |post |story |related )?(?:tags?|topics?|keywords?)|tagged(?: with| in| as)?|filed (?:under|in|to)|more on|(?:see |(?-i:[A-Z])\w{1,20} )?more(?=:)|labels?"
    r"|(?:explore |browse )?related(?: topics| subjects| items| tags|(?=\s?:|$))|read more (?:news )?on|in this story)(?:\s{0,2}\\?[:–-]{1,60}\s{0,2}|\s{1,3}|$|(?-i:(?=[A-Z])|(?<=TAGS)|(?<=TOPICS)))(?P<rest>.*)$",
    re.IGNORECASE,
)
NO_LABEL = re.compile(
    rf"{ASKS}|(?:topics?|keywords?) (?-i:[a-z])|(?:keyword|topic) [^\W\d_]|(?:tags|topics|keywords) (?:covered|include)",
    re.IGNORECASE,
)
"""What begins like a label but says something of a topic: "Topic navigation", "Keyword research", "Topics covered", "Tag us"."""
INDEX = re.compile(
    r"\b(?:by (?:tag|topic|category)|popular (?:tags|topics)|trending topics|tag cloud)\b", re.IGNORECASE
)
"""What announces an index of the site's tags."""
FEWEST_FAR = 3
"""Commas from which a row far below the body may be a list of tags without a label."""
MOST_PARTED = 24
"""Long rows of a page that are parted without marks: each may take 20 ms, and of the labelled pages none has more than 20."""
NONE = re.compile(r"no (?:tags|topics|keywords)\b", re.IGNORECASE)


def candidates(
    layout: Layout,
    headline: Row | None,
    claimed: frozenset[str] | None = None,
    weights: Mapping[str, float] | None = None,
) -> Iterator[Listing]:
    """Yield the rows around the headline and below the body whose parts are short enough to be tags, with features.

    `weights` are those by which rows without marks are parted (`runs`), the shipped ones where they are None.
    """
    start = max(0, (headline.index if headline else layout.first) - ABOVE)
    under_label: int | None = None
    parted = 0
    index: int | None = None
    said = layout.prose()
    prose = frozenset(WORD.findall(said.lower()))
    text = unmarked.folded(layout)
    words = Words(text, Counter(text.split()), layout.repeats)
    parter = Parter(words, ranking.shipped()[ranking.RUNS].weights if weights is None else weights)
    for row in layout.rows[0 if headline is None else start : layout.last + FAR]:
        match = label(row)
        if match and not match["rest"]:
            under_label = row.index
            continue
        if INDEX.search(row.text) and len(row.text) <= LONGEST_TAG:
            index = row.index
            continue
        if index is not None and row.index - index <= (1 if "#" in row.text or "," in row.text else 0):
            continue
        under = row.index - under_label if under_label is not None and 0 < row.index - under_label <= REACH else 0
        near = (
            start <= row.index < layout.first + 5
            or max(layout.last - 1, layout.first + 4) <= row.index < layout.last + BELOW
        )
        # Inside the body and far below it only what a label announces: a box of topics, a list under the comments.
        listed = row.index > layout.last and row.role is not Role.RELATED and row.text.count(",") >= FEWEST_FAR
        if not near and (row.role is Role.BODY or not (under or match or row.role is Role.TAGS or listed)):
            continue
        if (
            row.text.endswith(":")
            or NONE.match(row.text)
            or NUMBERED.match(row.text)
            or is_lead(row)
            or (_is_cell(row, layout) and not (under or match or "#" in row.text))
        ):
            continue
        glued = _is_glued(row, parter)
        if row.text.endswith(",") and under and _is_one_a_row(row, layout):
            parts: tuple[str, ...] = (row.text.rstrip(" ,"),)
        else:
            again = layout.repeats.get(row.folded, 0) > 1 and (headline is None or row.index > headline.index)
            named = under or row.role is Role.TAGS or again
            # Under the first row of an announced list that has no marks there is one tag a row.
            alone = match or glued or (named and under < 2 and not _is_listed(row, layout))
            parted += bool(alone) and len(row.text) > LONGEST_TAG
            announced = len(row.text.split()) > 2 and is_announced(row, layout)
            whole = f" {fold(said)} " if JOINED.search(row.text) else ""
            found = splitting.tags(
                row,
                match,
                parter if alone and parted <= MOST_PARTED else None,
                claimed,
                announced=announced,
                prose=whole,
            )
            parts = tuple(found)
        alone = len(parts) == 1 and not (under or match or "#" in row.text)
        if alone and headline is not None and row.index < headline.index and not _in_list(row, layout):
            continue  # a name by itself above the headline is the section's
        if parts:
            told = (
                *features.of(row, parts, match, under, headline, layout, glued=glued),
                *features.spoken(row, parts, prose),
                *features.run(row, layout, prose, near=near),
                *(() if claimed is None else features.stated(parts, claimed)),
            )
            yield Listing(row, parts, told)


def label(row: Row) -> re.Match[str] | None:
    """Return what announces tags at the head of a row, the list behind it as the group "rest"."""
    if len(row.text) > LONGEST_ROW:
        return None
    foot = FOOT.match(row.text) or known(row.text)
    return foot or (LABEL.match(row.text) if not NO_LABEL.match(row.text) else None)


INSIDE = 4


def _is_cell(row: Row, layout: Layout) -> bool:
    """Return whether a row stands well within the body: a table's cell, a list's item."""
    return layout.first + INSIDE < row.index < layout.last - INSIDE


def _in_list(row: Row, layout: Layout) -> bool:
    """Return whether a row of tags stands beside another."""
    beside = (*layout.rows[max(0, row.index - 1) : row.index], *layout.rows[row.index + 1 : row.index + 2])
    return row.role is Role.TAGS and any(other.role is Role.TAGS for other in beside)


def _is_glued(row: Row, parter: Parter) -> bool:
    """Return whether a row that is no sentence has lost the marks between its words."""
    if unmarked.is_run(row):
        return True
    listed = len(row.text) <= LONGEST_RUN and row.role is not Role.BODY and row.text[-1] not in ".?!:"
    return listed and not MARK.search(row.text) and parter.is_glued(row.text)


def _is_one_a_row(row: Row, layout: Layout) -> bool:
    """Return whether tags are listed one a row, each ended by a comma: commas within a row are then a tag's own."""
    beside = (*layout.rows[max(0, row.index - 1) : row.index], *layout.rows[row.index + 1 : row.index + 2])
    return any(other.text.endswith(",") and len(other.text) <= LONGEST_TAG for other in beside)


def _is_listed(row: Row, layout: Layout) -> bool:
    """Return whether a row of few words stands in a list of tags, one a row."""
    beside = (*layout.rows[max(0, row.index - 1) : row.index], *layout.rows[row.index + 1 : row.index + 2])
    return len(row.text.split()) <= 4 and any(
        other.role is Role.TAGS and LABEL.match(other.text) is None for other in beside
    )
