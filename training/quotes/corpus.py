"""Read the attribution corpus as token tags and links, as published and with its quote marks restyled."""

import gzip
import json
import random
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.enrichment.quotes import marks
from service.enrichment.quotes.decoding import BEGIN, INSIDE
from service.enrichment.quotes.features import Features
from service.enrichment.types import Body, Paragraph, Span

SEED = 20261122
STYLES = (
    ("“", "”"),
    ('"', '"'),
    ("``", "''"),
    ("''", "''"),
    ("«", "»"),
    ("‘", "’"),
    ("'", "'"),
    ("“", '"'),
    ("„", "“"),
)
LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
LONGEST = 12_000
"""So many characters of a plain text are kept: a few run to books."""
DROPPED = 0.03
"""Share of closing marks that a restyled article loses."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One hand-marked attribution: pieces of (start, end) code points."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus."""

    id: str
    publisher: str
    text: str
    golds: tuple[Gold, ...]


def read(path: Path) -> list[Article]:
    """Return the articles of a JSON lines file, plain or gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [_article(json.loads(line)) for line in lines]


def plain(path: Path) -> list[Article]:
    """Return the bodies of the cleaning pages as articles without marks of hand, every other one restyled."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    articles = [Article(record["id"], "", record["gold"]["body"][:LONGEST], ()) for record in records]
    return [restyle(article, SEED) if number % 2 else article for number, article in enumerate(articles)]


def _article(record: dict) -> Article:
    golds = tuple(
        Gold(*(tuple((s, e) for s, e in item[part]) for part in ("content", "cue", "source")))
        for item in record["attributions"]
    )
    return Article(record["id"], record["publisher"], record["text"], golds)


def body_of(text: str) -> Body:
    """Return the body as the service makes it of text that is clean already: a paragraph is a line that is not blank."""
    return Body(text, tuple(Paragraph(Span(match.start(), match.end())) for match in LINE.finditer(text)))


def restyle(article: Article, seed: int) -> Article:
    """Return the article with its double marks in another style, and a few closing marks lost."""
    draw = random.Random(f"{seed} {article.id}")
    opening, closing = draw.choice(STYLES)
    text = article.text
    edits: list[tuple[int, int, str]] = []
    for quoted in marks.find(body_of(text)):
        start, end = quoted.span.start, quoted.span.end
        width = 2 if text[start - 2 : start] in ("''", "``") else 1
        if not quoted.continues or text[start - 1] in '“"':
            edits.append((start - width, width, opening))
        if not quoted.open:
            width = 2 if text[end : end + 2] == "''" else 1
            edits.append((end, width, "" if draw.random() < DROPPED else closing))
    edits = [edit for edit in sorted(edits) if marks.DOUBLE.fullmatch(text[edit[0] : edit[0] + edit[1]])]
    pieces, at, points, shifts, shift = [], 0, [0], [0], 0
    for position, width, new in edits:
        pieces += [text[at:position], new]
        at = position + width
        shift += len(new) - width
        points.append(at)
        shifts.append(shift)
    pieces.append(text[at:])

    def moved(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        out = tuple(
            (s + shifts[bisect_right(points, s) - 1], e + shifts[bisect_right(points, e) - 1]) for s, e in spans
        )
        return tuple((s, e) for s, e in out if s < e)

    golds = tuple(Gold(moved(g.content), moved(g.cue), moved(g.source)) for g in article.golds)
    return Article(article.id, article.publisher, "".join(pieces), golds)


@dataclass(frozen=True, slots=True)
class Targets:
    """What the tagger learns of n tokens.

    `tags` (n,); `cue_of` (n,) the first token of the cue that a content token belongs to, else -1; `source_of` (n,), at
    the first token of a cue, the first token of its source, -2 where it has none, and -1 elsewhere.
    """

    tags: NDArray[np.int64]
    cue_of: NDArray[np.int64]
    source_of: NDArray[np.int64]


def targets(features: Features, golds: tuple[Gold, ...]) -> Targets:
    """Return the targets of an article; several cues may share one source."""
    n = len(features.starts)
    tags, cue_of, source_of = np.zeros(n, np.int64), np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    solid = features.paragraph >= 0
    for gold in golds:
        parts = [
            [tokens for start, end in pieces if len(tokens := _tokens(features, solid, start, end))]
            for pieces in (gold.source, gold.cue, gold.content)
        ]
        for role, pieces in enumerate(parts):
            for tokens in pieces:
                tags[tokens] = INSIDE[role]
                begins = np.flatnonzero(np.diff(features.paragraph[tokens], prepend=-9))
                tags[tokens[begins]] = BEGIN[role]
        sources, cues, contents = parts
        if cues:
            source_of[cues[0][0]] = sources[0][0] if sources else -2
            for tokens in contents:
                cue_of[tokens] = cues[0][0]
    # Where the marks of two attributions overlap, the later one cuts the earlier: what is left of it begins anew.
    inside = np.flatnonzero(solid)
    role = (tags[inside] - 1) // 2
    cut = (np.diff(role, prepend=-9) != 0) | (np.diff(features.paragraph[inside], prepend=-9) != 0)
    cut &= tags[inside] > 0
    tags[inside[cut]] = 2 * role[cut] + 1
    return Targets(tags, cue_of, source_of)


def _tokens(features: Features, solid: NDArray[np.bool_], start: int, end: int) -> NDArray[np.int64]:
    first = int(np.searchsorted(features.ends, start, side="right"))
    last = int(np.searchsorted(features.starts, end, side="left"))
    tokens = np.arange(first, last)
    return tokens[solid[first:last]]


def held_out(data: dict[str, np.ndarray], fold: int | None, folds: int, by: str) -> np.ndarray:
    """Return whether each article is held out: folds are drawn over articles, or are whole publishers."""
    count = len(data["ids"])
    if fold is None:
        return np.zeros(count, bool)
    if by == "publisher":
        return data["publishers"] == np.unique(data["publishers"])[fold]
    return np.random.default_rng(SEED).permutation(count) % folds == fold
