"""Find the lines of a text, whatever happened to its line ends on the way here.

Three things happen to scraped text: nothing (a block of the page is a line), hard wrapping at some column, and the loss
of all line ends. The second is undone by joining, the third by splitting at sentence ends; both keep offsets into the
text as it was sent, so that nothing has to be mapped back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.enrichment.body.characters import LINE_END

Ints = npt.NDArray[np.int64]

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ])|[。！？]\s*")
# An initial, a month, a title or a number: the stop behind it ends no sentence.
ABBREVIATED = re.compile(
    r"\b(?:(?:[^\W\d_a-z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|St)\.\s+\S|Nos?\.\s+\d)$"
)
BULLET = re.compile(r"(?:[*•·◦▪‣●○■►▶–—+-]|\d{1,3}[.)]|[a-z][.)])\s")
MARK = re.compile(r"^\s*(?:(?:[*•·◦▪‣●○■►▶–—+-]|#{1,6}|>)\s+)*")
# A line this long is several paragraphs that lost their line ends: of 168,000 lines of 700 pages, 99.9 % are shorter.
LONGEST_LINE = 3000
# The widths at which people and mail programs wrap; a wider "column" is ordinary prose, a narrower one is a menu.
NARROWEST_WRAP, WIDEST_WRAP = 40, 130


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text, one row each: half-open ranges without the white space around them, and how they stand."""

    starts: Ints
    ends: Ints
    gaps: Ints
    """Blank lines before; -1 where the line continues the physical line of the one before."""
    indents: Ints

    def __len__(self) -> int:
        return len(self.starts)


def lines(text: str) -> Lines:
    """Return the lines of a text: hard-wrapped lines joined, a lone endless line split into its sentences."""
    return _split_endless(text, _unwrap(text, _physical_lines(text)))


def of_blocks(blocks: Sequence[str]) -> Lines:
    """Return the lines of a text that was joined from these blocks, a line each."""
    lengths = np.array([len(block) for block in blocks], dtype=np.int64)
    starts = np.cumsum(lengths + 1) - lengths - 1
    none = np.zeros(len(lengths), dtype=np.int64)
    return Lines(starts, starts + lengths, none, none)


def without_mark(line: str) -> str:
    """Return the line without the bullet or heading mark before it."""
    return MARK.sub("", line, count=1)


def _physical_lines(text: str) -> Lines:
    starts, ends, gaps, indents = [], [], [], []
    position = gap = 0
    for stop in [*(match.span() for match in LINE_END.finditer(text)), (len(text), len(text))]:
        piece = text[position : stop[0]]
        bare = piece.strip()
        if bare:
            indent = len(piece) - len(piece.lstrip())
            starts.append(position + indent)
            ends.append(position + indent + len(bare))
            gaps.append(gap)
            indents.append(indent)
            gap = 0
        else:
            gap += 1
        position = stop[1]
    return Lines(*(np.array(column, dtype=np.int64) for column in (starts, ends, gaps, indents)))


def _unwrap(text: str, found: Lines) -> Lines:
    """Join the lines that were broken only because the next word did not fit into the column."""
    if len(found) < 4:
        return found
    widths = found.ends - found.starts + found.indents
    first_words = np.array([_first_word(text, s, e) for s, e in zip(found.starts, found.ends, strict=True)])
    adjacent = np.append(found.gaps[1:] == 0, False)
    worded = first_words[1:] > 1  # "o" alone is the bullet of an inner list
    runs_on = np.append([text[s].islower() for s in found.starts[1:]] & worded, False) & adjacent
    column = _column(widths, runs_on)
    if not column:
        return found
    full = (widths + 1 + np.append(first_words[1:], 0) > column) & (widths <= column + 2) & adjacent
    # Some break earlier: a ragged edge, a word that was divided, a footnote's mark that is gone.
    unended = np.array([text[e - 1].isalpha() or text[e - 1] in ",-" for e in found.ends])
    full |= runs_on & unended & (widths > column // 2) & (widths <= column + 2)
    marks = np.array([BULLET.match(text, s) is not None for s in found.starts])
    joined = np.append(False, full[:-1]) & ~marks
    heads = np.flatnonzero(~joined)
    tails = np.append(heads[1:] - 1, len(found) - 1)
    return Lines(found.starts[heads], found.ends[tails], found.gaps[heads], found.indents[heads])


def _first_word(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return int((end if space < 0 else space) - start)


def _column(widths: Ints, runs_on: npt.NDArray[np.bool_]) -> int:
    """Return the column at which the text was wrapped, 0 where it was not.

    Lines that run on in lower case tell: in wrapped prose there are many, all nearly as wide as the column.
    """
    broken = widths[runs_on]
    if len(broken) < 3:
        return 0
    column = int(np.quantile(broken, 0.95, method="higher"))
    if not NARROWEST_WRAP <= column <= WIDEST_WRAP:
        return 0
    near = np.mean(broken > column - 20)
    prose = widths > column // 2
    return column if near > 0.6 and len(broken) > 0.25 * np.count_nonzero(prose) else 0


def _split_endless(text: str, found: Lines) -> Lines:
    """Split lines that hold several paragraphs, or the whole page, at the ends of their sentences."""
    lengths = found.ends - found.starts
    longest = LONGEST_LINE if len(found) > 3 else 600
    if not np.any(lengths > longest):
        return found
    starts, ends, gaps, indents = [], [], [], []
    for start, end, gap, indent in zip(found.starts, found.ends, found.gaps, found.indents, strict=True):
        cuts = []
        if end - start > longest:
            cuts = [
                match.end()
                for match in SENTENCE_END.finditer(text, start, end)
                if match.end() < end and not ABBREVIATED.search(text, max(start, match.start() - 5), match.end() + 1)
            ]
        for i, (left, right) in enumerate(zip([start, *cuts], [*cuts, end], strict=True)):
            starts.append(left)
            ends.append(left + len(text[left:right].rstrip()))
            gaps.append(-1 if i else gap)
            indents.append(indent)
    return Lines(*(np.array(column, dtype=np.int64) for column in (starts, ends, gaps, indents)))
