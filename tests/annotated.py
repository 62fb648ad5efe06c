"""Read the annotated pages of tests/pages and say where the service reads them otherwise: `python -m tests.annotated [NAME ...]`."""

# ruff: noqa: T201 - a script too

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from service.enrichment import body
from service.enrichment.body.labeller import Labeller
from service.enrichment.types import ParagraphKind, Reason, Source

PAGES = Path(__file__).parent / "pages"
KINDS = {"+": ParagraphKind.PARAGRAPH, "H": ParagraphKind.HEADING, "L": ParagraphKind.LIST_ITEM, "|": None}
REASONS = {
    "n": Reason.NAVIGATION,
    "r": Reason.RELATED,
    "a": Reason.ADVERTISEMENT,
    "c": Reason.CAPTION,
    "m": Reason.METADATA,
    "b": Reason.BYLINE,
    "s": Reason.SHARE,
    "k": Reason.COMMENTS,
    "t": Reason.TAGS,
    "d": Reason.DUPLICATE,
    "l": Reason.LEGAL,
    "o": Reason.OTHER,
}


class Reading(NamedTuple):
    """A line, the letter that stands before it ("?" where a reader would not say), and what was made of it: a kind of paragraph, or a reason."""

    letter: str
    text: str
    made: ParagraphKind | Reason

    @property
    def verdict(self) -> str:
        """How it was read: "right", "lost", "kept", "kind" or "reason" (the wrong one)."""
        if self.letter == "?":
            return "right"
        if self.letter in KINDS:
            if isinstance(self.made, Reason):
                return "lost"
            return "right" if KINDS[self.letter] in {None, self.made} else "kind"
        if isinstance(self.made, ParagraphKind):
            return "kept"
        return "right" if REASONS[self.letter] is self.made else "reason"


def readings(page: Path, labeller: Labeller) -> Iterator[Reading]:
    """Yield each line of an annotated page with what the service makes of it."""
    lines = page.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line[2:] for line in lines)
    found = body.extract(body.read(Source(text), labeller))
    stretches = [(one.source, one.kind) for one in found.paragraphs] + [
        (one.source, one.reason) for one in found.removed
    ]
    start = 0
    for line in lines:
        end = start + len(line[2:])
        if line.strip():
            made = next(made for span, made in stretches if span and span.start < end and start < span.end)
            yield Reading(line[0], line[2:], made)
        start = end + 1


def main(names: list[str]) -> None:
    labeller, counts = body.load(max(Path("service/artefacts").glob("body-*"))), Counter[str]()
    for page in sorted(PAGES.glob("*.txt")):
        if names and page.stem not in names:
            continue
        print(page.stem)
        for one in readings(page, labeller):
            counts["article" if one.letter in KINDS else "other"] += 1
            counts[one.verdict] += 1
            if one.verdict != "right":
                print(f"  {one.verdict:6} {one.letter} {one.made.value:13} {one.text[:100]}")
    print(dict(counts))


if __name__ == "__main__":
    main(sys.argv[1:])
