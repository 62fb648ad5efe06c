"""A page as its metadata is looked for: rows, where the body stands among them, and what is repeated."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.enrichment.metadata.ranking import band
from service.enrichment.types import Line, Page, Role, Span

MARKS = re.compile(r"(?:(?P<heading>\#{1,6})\s+|[>*•·▪‣+\u2013-]\s+|\*\*|__)+")
"""What a Markdown-like rendering puts before the words of a line."""
TAIL_MARKS = re.compile(r"\s*(?:\*\*|__|\s\#{1,6})$")
WORD = re.compile(r"\w+")
PROSE = 60
"""Characters from which a body line is taken for prose: shorter ones occur among menus by mistake."""
SHORT = 160
"""Characters up to which a row among the first of the prose may be a byline or a date."""
MOST_PROSE = 20_000
"""Characters of prose that are looked at for its words."""
LIKELY = (0.01, 0.03, 0.07, 0.15, 0.3, 0.45, 0.6, 0.8)
"""The edges between bands of likelihood, closer where it is small: a section's row seldom has a tenth."""
BEFORE, AFTER = 150, 40
"""Rows above the body's first and below its last that are looked at: what stands further off is another article's."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line without its marks; `start` is where `text` begins in the line's, `level` its heading level or 0."""

    index: int
    text: str
    start: int
    level: int
    role: Role
    """What the line is by its likeliest role: doubtful prose, which the body keeps, is often a headline or a standfirst."""
    folded: str
    line: Line
    gaps: tuple[int, ...] = ()
    """Where in `text` a space stands for several, or for what parts two links: columns and lists often have no other mark."""

    def likely(self, role: Role) -> str:
        """Return the band of how likely the labeller finds a role: of rare ones, which seldom are the likeliest, it tells much."""
        return band(self.line.chance(role), *LIKELY)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the range in `Page.text` of a part of this row, by default of all of it."""
        return self.line.part(self.start + start, self.start + (len(self.text) if end is None else end))


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a page; the body's prose runs from row `first` to row `last`, both included.

    Without a body, the long rows that end a sentence stand for it; without those, `first` and `last` are the number of rows.
    """

    rows: tuple[Row, ...]
    first: int
    last: int
    repeats: Mapping[str, int]
    """How often each folded row text occurs."""

    def head(self) -> Iterator[Row]:
        """Yield the rows above the body's prose that may speak about it, and the first few of the page."""
        start = max(0, self.first - BEFORE)
        yield from self.rows[: min(start, 15)]
        yield from self.rows[start : self.first + 4]
        yield from (row for row in self.rows[self.first + 4 : self.first + 16] if len(row.text) <= SHORT)

    def prose(self) -> str:
        """Return the text of the body's prose, as far as it tells which words are common ones."""
        return " ".join(row.text for row in self.rows[self.first : self.last + 1] if row.role is Role.BODY)[:MOST_PROSE]

    def foot(self) -> Iterator[Row]:
        """Yield the rows from the end of the prose on that may speak about it."""
        yield from self.rows[max(self.first + 16, self.last - 3) : self.last + AFTER]


def beside(layout: Layout, row: Row, above: int, below: int) -> tuple[tuple[int, Row], ...]:
    """Return the rows around a row with how many rows away each stands, top to bottom, the row itself as 0.

    Up to `above` and `below` rows that say something: a list's empty bullets and numbers are passed over.
    """
    before = _worded(layout.rows[max(0, row.index - SKIPPED * above) : row.index][::-1])[:above]
    after = _worded(layout.rows[row.index + 1 : row.index + 1 + SKIPPED * below])[:below]
    return (
        *((-n, other) for n, other in reversed(list(enumerate(before, 1)))),
        (0, row),
        *enumerate(after, 1),
    )


SKIPPED = 4
"""Rows that are looked through for one that says something."""


def _worded(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.folded and not row.folded.replace(" ", "").isdigit()]


def fold(text: str) -> str:
    """Return the words of a text in lower case, joined by one space."""
    return " ".join(WORD.findall(text.lower()))


def read(page: Page) -> Layout:
    """Return the rows of a page and where its prose stands."""
    rows = tuple(_row(index, line, page.text) for index, line in enumerate(page.lines))
    prose = [row.index for row in rows if row.role is Role.BODY and len(row.text) >= PROSE]
    prose = [here for n, here in enumerate(prose) if _is_in_company(prose, n)] or prose
    prose = prose or [row.index for row in rows if row.role is Role.BODY]
    prose = prose or [row.index for row in rows if len(row.text) >= 2 * PROSE and row.text[-1] in '.!?”"']
    count = len(rows)
    return Layout(
        rows=rows,
        first=prose[0] if prose else count,
        last=prose[-1] if prose else count,
        repeats=Counter(row.folded for row in rows),
    )


def _is_in_company(prose: list[int], n: int) -> bool:
    """Return whether another line of prose stands within eight rows: a lone one may be a teaser or the standfirst."""
    near = prose[max(0, n - 1) : n + 2]
    return any(other != prose[n] and abs(other - prose[n]) <= 8 for other in near)


GAP = re.compile(r"\s{2,}|\t|\]\([^()\s]{0,300}\)\s{1,20}\[")
"""White space that parts columns, and what stands between two links."""


def _gaps(text: str, line: Line, start: int, whole: str) -> tuple[int, ...]:
    """Return where in a row's text, which begins at `start` of its line's, a space stands for more than one."""
    if not line.places:
        return ()
    places = line.places[start : start + len(text)]
    return tuple(
        at
        for at, one in enumerate(text)
        if one == " "
        and 0 < at < len(places) - 1
        and places[at + 1] - places[at - 1] > 2
        and GAP.fullmatch(whole[places[at - 1] + 1 : places[at + 1]])
    )


def _row(index: int, line: Line, whole: str) -> Row:
    marks = MARKS.match(line.text)
    offset = marks.end() if marks and marks.end() < len(line.text) else 0
    text = line.text[offset:]
    if tail := TAIL_MARKS.search(text[-12:]):
        text = text[: len(text) - (len(text[-12:]) - tail.start())] or text
    level = len(marks["heading"] or "") if marks else 0
    return Row(
        index=index,
        text=text,
        start=offset,
        level=level,
        role=line.doubted or line.role,
        folded=fold(text) if len(text) <= 300 else text,
        line=line,
        gaps=_gaps(text, line, offset, whole),
    )
