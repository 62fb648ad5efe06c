"""The training pages as lines with their labels: from the gold body, the hand-labelled roles and the mark-up's headings."""

import difflib
import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service.enrichment.body import plaintext
from service.enrichment.types import Role
from training.body.alignment import body_shares, tokens
from training.body.hints import hinted

ROLES = tuple(Role)
VIEWS = ("inscriptis", "blocks", "html2text")
UNKNOWN = -1
# More pages of the same data, labelled by hand in the same way: ids and line numbers only.
MORE_ROLES = Path(__file__).with_name("roles-more.jsonl")
HASHES = re.compile(r"#{1,6}\s")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a page: its text, the blank lines before it, how much of it is body, its role (UNKNOWN: not known)."""

    text: str
    gap: int
    indent: int
    body: float
    role: int
    sure: float
    """The weight of the role: 1 labelled by hand, less where it was inferred."""


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """One page in all its views."""

    id: str
    site: str
    gold: str
    views: dict[str, tuple[Item, ...]]


def read_rows(path: Path) -> list[dict[str, object]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def site_of(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def site_of_row(row: dict) -> str:
    """Return the site of a page: as its row says, or else the host of its address."""
    return row.get("site") or site_of(row["url"])


def load(directory: Path) -> list[TrainingPage]:
    """Return the pages of the cleaning data, every line labelled as far as it can be told."""
    by_hand = [*read_rows(directory / "roles-dev.jsonl"), *(read_rows(MORE_ROLES) if MORE_ROLES.exists() else ())]
    roles = {row["id"]: row["roles"] for row in by_hand}
    return [_page(row, roles.get(row["id"])) for row in read_rows(directory / "wcxb-dev.jsonl.gz")]


def _page(row: dict, ranges: list | None) -> TrainingPage:
    headings = {
        _key(line[match.end() :]) for line in row["raw"]["html2text"].split("\n") if (match := HASHES.match(line))
    }
    by_hand = _roles_by_line(row["raw"]["blocks"], ranges) if ranges else []
    views = {view: _items(row["raw"][view], row["gold"], headings, by_hand) for view in VIEWS}
    return TrainingPage(row["id"], site_of_row(row), row["gold"]["body"], views)


def _key(text: str) -> str:
    return " ".join(tokens(text))


def _roles_by_line(blocks: str, ranges: list) -> list[tuple[str, int]]:
    """Return (normalised text, role) for each line of the hand-labelled view."""
    lines = blocks.split("\n")
    return [
        (_key(lines[n - 1]), ROLES.index(Role(role)))
        for first, last, role in ranges
        for n in range(first, last + 1)
        if lines[n - 1].strip()
    ]


def _items(text: str, gold: dict, headings: set[str], by_hand: list[tuple[str, int]]) -> tuple[Item, ...]:
    found = plaintext.lines(text)
    lines = [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)]
    shares = body_shares(lines, gold["body"])
    keys = [_key(line) for line in lines]
    roles = [UNKNOWN] * len(lines)
    sure = [0.0] * len(lines)
    for i, role in _transferred(keys, by_hand).items():
        roles[i], sure[i] = role, 1.0
    if not by_hand:
        for i, (key, share) in enumerate(zip(keys, shares, strict=True)):
            if share >= 0.5 and key in headings:
                roles[i], sure[i] = ROLES.index(Role.HEADING), 0.3
            elif share >= 0.5 and len(key.split()) >= 12:
                roles[i], sure[i] = ROLES.index(Role.BODY), 0.1
        first = next((i for i, share in enumerate(shares) if share >= 0.5), len(lines))
        for i, (line, share) in enumerate(zip(lines, shares, strict=True)):
            if share < 0.5 and (role := hinted(plaintext.without_mark(line), first - i)):
                roles[i], sure[i] = ROLES.index(role), 0.3
        _infer_head(keys, first, gold, roles, sure)
    return tuple(
        Item(line, max(0, int(gap)), int(indent), float(share), role, weight)
        for line, gap, indent, share, role, weight in zip(
            lines, found.gaps, found.indents, shares, roles, sure, strict=True
        )
    )


def _infer_head(keys: list[str], first: int, gold: dict, roles: list[int], sure: list[float]) -> None:
    """Tell the title and the byline of a page from its gold fields: the last such lines before the body."""
    title, author = _key(gold.get("title") or ""), _key(gold.get("author") or "")
    window = range(first - 1, max(-1, first - 25), -1)
    if title:
        for i in window:
            if keys[i] and (keys[i] == title or difflib.SequenceMatcher(None, keys[i], title).ratio() > 0.9):
                roles[i], sure[i] = ROLES.index(Role.TITLE), 0.5
                break
    if author:
        for i in window:
            if author in keys[i] and len(keys[i].split()) <= len(author.split()) + 3:
                roles[i], sure[i] = ROLES.index(Role.BYLINE), 0.5


def _transferred(keys: list[str], by_hand: list[tuple[str, int]]) -> dict[int, int]:
    """Return the role of each line that stands, in the same order, in the hand-labelled view."""
    if not by_hand:
        return {}
    labelled = [key for key, _ in by_hand]
    blocks = difflib.SequenceMatcher(None, keys, labelled, autojunk=False).get_matching_blocks()
    roles = {a + k: by_hand[b + k][1] for a, b, size in blocks for k in range(size)}
    commonest: dict[str, int] = {}
    for key, role in by_hand:
        commonest.setdefault(key, role)
    for i, key in enumerate(keys):
        if i not in roles and key in commonest:
            roles[i] = commonest[key]
        elif i not in roles and key:
            inside = [role for label, role in by_hand if label and f" {label} " in f" {key} "]
            if inside:
                roles[i] = max(set(inside), key=inside.count)
    return roles
