"""The training pages as lines with their labels: how much is in the gold body, and the roles told by reading."""

import difflib
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service.enrichment.body import plaintext
from service.enrichment.types import Role
from training.body.alignment import body_shares, tokens

ROLES = tuple(Role)
VIEWS = ("inscriptis", "blocks", "html2text")
UNKNOWN = -1
# The other pages of the same data, labelled by reading in the same way: ids and line numbers only.
MORE_ROLES = Path(__file__).with_name("roles-more.jsonl")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a page: its text, the blank lines before it, how much of it is body, its role (UNKNOWN: not known)."""

    text: str
    gap: int
    indent: int
    body: float
    role: int
    sure: float
    """The weight of the role: 1 told by reading, less where a changed page makes it up."""


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
    """Return the pages of the cleaning data with the role of every line.

    Raises `KeyError` for a page whose lines nobody labelled.
    """
    by_hand = [*read_rows(directory / "roles-dev.jsonl"), *read_rows(MORE_ROLES)]
    roles = {row["id"]: row["roles"] for row in by_hand}
    return [_page(row, roles[row["id"]]) for row in read_rows(directory / "wcxb-dev.jsonl.gz")]


def _page(row: dict, ranges: list) -> TrainingPage:
    by_hand = _roles_by_line(row["raw"]["blocks"], ranges)
    views = {view: _items(row["raw"][view], row["gold"]["body"], by_hand) for view in VIEWS}
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


def _items(text: str, body: str, by_hand: list[tuple[str, int]]) -> tuple[Item, ...]:
    found = plaintext.lines(text)
    lines = [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)]
    roles = _transferred([_key(line) for line in lines], by_hand)
    known = [roles.get(i, UNKNOWN) for i in range(len(lines))]
    return tuple(
        Item(line, max(0, int(gap)), int(indent), float(share), role, float(role != UNKNOWN))
        for line, gap, indent, share, role in zip(
            lines, found.gaps, found.indents, body_shares(lines, body), known, strict=True
        )
    )


def _transferred(keys: list[str], by_hand: list[tuple[str, int]]) -> dict[int, int]:
    """Return the role of each line that stands, in the same order, in the hand-labelled view."""
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
