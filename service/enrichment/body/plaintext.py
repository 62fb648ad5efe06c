"""Find the lines of a text, whatever happened to its line ends on the way here.

Scraped text has the page's blocks as its lines, or was wrapped at some column, or has lost line ends. The second is undone by
joining, the third by splitting where `line_ends` finds that lines ended, or else at the ends of sentences; both keep offsets
into the text as it was sent, so that nothing has to be mapped back.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.enrichment.body import words as wording
from service.enrichment.body.characters import LINE_END
from service.enrichment.body.words import Flags, Floats, Ints

States = npt.NDArray[np.int8]

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ])|[。！？]\s*")
# An initial, a month, a title or a number: the stop behind it ends no sentence.
ABBREVIATED = re.compile(
    r"\b(?:(?:[^\W\d_a-z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|St)\.\s+\S|Nos?\.\s+\d)$"
)
# (An earlier network, word F1 of 256 news pages and 234 blogs on a line each, out of fold: .950 and .931 at .3, .951 and .929 at .4,
# .949 and .931 at .5; with the other ends of sentences cut too .940 and .930.)
LIKELY_END = 0.5
# A full line of wrapped text ends from a lower chance on: a paragraph in two costs less than a headline lost in a byline. (Titles of
# 255 wrapped news pages .827 at .5, .855 at .3, .824 at .15; word F1 .9594, .9593, .9584.)
LIKELY_WRAPPED = 0.3
# Where hardly a line breaks before the column, a short line that seems to go on does not.
RAGGED = 0.05
# Sentences set end to end ("end.Next"): at least so many, and for so many of the words. (2 of 256 news pages and 12 of 700 blogs as
# rendered have more, 71 of 256 and 80 of 200 whose text nodes were joined as they stand.)
FEWEST_GLUED, GLUED = 3, 0.004
UNKNOWN, ENDED, NOT_ENDED = 0, 1, 2
BULLET = re.compile(r"(?:[*•·◦▪‣●○■►▶–—+-]|\d{1,3}[.)]|[a-z][.)])\s")
MARK = re.compile(r"^\s*(?:(?:[*•·◦▪‣●○■►▶–—+-]|#{1,6}|>)\s+)*")
# A line this long is several paragraphs that lost their line ends: of 168,000 lines of 700 pages, 99.9 % are shorter.
LONGEST_LINE = 3000
# So is one this long if it has hardly a line beside it.
LONGEST_OF_FEW = 600
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


@dataclass(frozen=True, slots=True)
class Breaks:
    """How likely a line ended behind each word of a text."""

    places: Ints
    """Where the word ends, ascending."""
    chances: Floats

    def at(self, places: Ints) -> Floats:
        """Return the chances at these places, 0 where no word ends."""
        if not len(self.places):
            return np.zeros(len(places), dtype=np.float32)
        where = np.minimum(np.searchsorted(self.places, places), len(self.places) - 1)
        return np.where(self.places[where] == places, self.chances[where], np.float32(0))


@dataclass(frozen=True, slots=True)
class Ends:
    """What the text itself says of where its lines ended."""

    sure: Ints
    """Where lines ended, ascending."""
    starts: Ints
    """Stretches, ascending and apart, in which lines may have ended too; nowhere else did one."""
    ends: Ints
    """The last places of these stretches."""

    def states(self, places: Ints) -> States:
        """Return what is known of these places: `ENDED`, `NOT_ENDED` or `UNKNOWN`."""
        at = np.searchsorted(self.starts, places, "right") - 1
        unknown = (at >= 0) & (places <= np.append(self.ends, -1)[at])
        states = np.where(unknown, UNKNOWN, NOT_ENDED).astype(np.int8)
        states[np.isin(places, self.sure)] = ENDED
        return states


Restorer = Callable[[str, Ends], Breaks]


def lines(text: str, restorer: Restorer | None = None) -> Lines:
    """Return the lines of a text: hard-wrapped lines joined, a lone endless line split.

    The `restorer` is asked where lines ended if the text shows that it was wrapped, or that it lost its line ends. Without one
    what is as wide as the column is joined, and endless lines are split into their sentences.
    """
    found = physical_lines(text)
    joined = _unwrap(text, found, restorer)
    return _split_endless(text, joined, restorer if joined is found else None)


def of_blocks(blocks: Sequence[str]) -> Lines:
    """Return the lines of a text that was joined from these blocks, a line each."""
    lengths = np.array([len(block) for block in blocks], dtype=np.int64)
    starts = np.cumsum(lengths + 1) - lengths - 1
    none = np.zeros(len(lengths), dtype=np.int64)
    return Lines(starts, starts + lengths, none, none)


def without_mark(line: str) -> str:
    """Return the line without the bullet or heading mark before it."""
    return MARK.sub("", line, count=1)


def physical_lines(text: str) -> Lines:
    """Return the lines of a text as they stand in it, without the blank ones."""
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


def _glued(text: str, found: Lines) -> Flags:
    """Return the lines in which lines of the page seem to have been set end to end, none where the text has hardly any such."""
    points = wording.codes(text)
    kinds = wording.classes(points)
    left, right = kinds[:-1], kinds[1:]
    sentences = np.flatnonzero((left[1:] == wording.STOP) & (left[:-1] == wording.LOWER) & (right[1:] == wording.UPPER))
    words = np.count_nonzero((kinds[1:] == wording.WHITE) & (kinds[:-1] != wording.WHITE)) + 1
    none = np.zeros(len(found), dtype=np.bool_)
    if len(sentences) < max(FEWEST_GLUED, GLUED * words):
        return none
    at = wording.seams(points, kinds)
    return np.searchsorted(at, found.ends) > np.searchsorted(at, found.starts, "right")


def _unwrap(text: str, found: Lines, restorer: Restorer | None) -> Lines:
    """Join the lines that were broken only because the next word did not fit into the column.

    A line of the page may end just where the next word would not have fitted either. As few of those ends as of any other white
    space come to stand there, so that the restorer's likelihoods may be taken as they are.
    """
    full, ragged = wrapped(text, found)
    doubtful = full | ragged
    if not doubtful.any():
        return found
    broken = doubtful
    if restorer is not None:
        if np.count_nonzero(ragged) < RAGGED * np.count_nonzero(full):
            doubtful = full
        places = found.ends[doubtful]
        breaks = restorer(text, Ends(found.ends[~doubtful], places, places))
        broken = doubtful & (breaks.at(found.ends) < LIKELY_WRAPPED)
    return _joined(found, broken)


def _joined(found: Lines, broken: Flags) -> Lines:
    """Return the lines, those that are broken joined with the next."""
    heads = np.flatnonzero(np.append(True, ~broken[:-1]))
    tails = np.append(heads[1:] - 1, len(found) - 1)
    return Lines(found.starts[heads], found.ends[tails], found.gaps[heads], found.indents[heads])


def wrapped(text: str, found: Lines) -> tuple[Flags, Flags]:
    """Return which physical lines may have been broken because the next word did not fit into the column, and which before it."""
    none = np.zeros(len(found), dtype=np.bool_)
    if len(found) < 4:
        return none, none
    widths = found.ends - found.starts + found.indents
    first_words = np.array([_first_word(text, s, e) for s, e in zip(found.starts, found.ends, strict=True)])
    adjacent = np.append(found.gaps[1:] == 0, False)
    worded = first_words[1:] > 1  # "o" alone is the bullet of an inner list
    runs_on = np.append([text[s].islower() for s in found.starts[1:]] & worded, False) & adjacent
    column = _column(widths, runs_on)
    if not column:
        return none, none
    full = (widths + 1 + np.append(first_words[1:], 0) > column) & adjacent
    # Some break earlier: a ragged edge, a word that was divided, a footnote's mark that is gone.
    unended = np.array([text[e - 1].isalpha() or text[e - 1] in ",-" for e in found.ends])
    ragged = runs_on & unended & (widths > column // 2) & ~full
    marked = np.append([BULLET.match(text, s) is not None for s in found.starts[1:]], True)
    may_be = (widths <= column + 2) & ~marked
    return full & may_be, ragged & may_be


def _first_word(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return int((end if space < 0 else space) - start)


def _column(widths: Ints, runs_on: Flags) -> int:
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


def _split_endless(text: str, found: Lines, restorer: Restorer | None) -> Lines:
    """Split lines that hold several paragraphs, or the whole page, where lines seem to have ended.

    What is too long even then, or was not cut at all, is split at the ends of its sentences.
    """
    longest = LONGEST_LINE if len(found) > 3 else LONGEST_OF_FEW
    endless = found.ends - found.starts > longest
    if restorer is not None:
        endless |= _glued(text, found)
    if not endless.any():
        return found
    if restorer is not None:
        breaks = restorer(text, Ends(found.ends[~endless], found.starts[endless], found.ends[endless] - 1))
        lost = breaks.places[breaks.chances >= LIKELY_END]
        cut = _cut(text, found, endless, lambda start, end: _restored(text, lost, start, end), gap=0)
        whole = np.isin(cut.starts, found.starts[endless]) & np.isin(cut.ends, found.ends[endless])
        lengths = cut.ends - cut.starts
        found, endless = cut, (whole & (lengths > longest)) | (lengths > LONGEST_LINE)
    return _cut(text, found, endless, lambda start, end: _sentences(text, start, end), gap=-1)


def _cut(text: str, found: Lines, chosen: Flags, places: Callable[[int, int], list[int]], gap: int) -> Lines:
    """Return the lines with the chosen ones cut at the places where the next line begins, that many blank lines before it."""
    starts, ends, gaps, indents = [], [], [], []
    rows = zip(found.starts, found.ends, found.gaps, found.indents, chosen, strict=True)
    for start, end, own, indent, long in rows:
        cuts = places(int(start), int(end)) if long else []
        for left, right in zip([start, *cuts], [*cuts, end], strict=True):
            starts.append(left)
            ends.append(left + len(text[left:right].rstrip()))
            gaps.append(gap if left > start else own)
            indents.append(indent)
    return Lines(*(np.array(column, dtype=np.int64) for column in (starts, ends, gaps, indents)))


def _sentences(text: str, start: int, end: int) -> list[int]:
    return [
        match.end()
        for match in SENTENCE_END.finditer(text, start, end)
        if match.end() < end and not ABBREVIATED.search(text, max(start, match.start() - 5), match.end() + 1)
    ]


def _restored(text: str, lost: Ints, start: int, end: int) -> list[int]:
    inside = lost[np.searchsorted(lost, start, "right") : np.searchsorted(lost, end)].tolist()
    return [_past_white_space(text, place) for place in inside]


def _past_white_space(text: str, place: int) -> int:
    while text[place].isspace():
        place += 1
    return place
