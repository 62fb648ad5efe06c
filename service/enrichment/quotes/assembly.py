"""From tokens to spans of the body: pieces without outer marks, one entry a paragraph, and the type of each."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from service.enrichment.quotes.decoding import Group
from service.enrichment.quotes.features import Features
from service.enrichment.quotes.marks import CLIPPED, STOP, Quoted
from service.enrichment.types import QuoteType, Span

OUTER = frozenset(' \t\n\r\u00a0\u2009\u202f\u200b"“”„‟«»＂`')
EDGES = frozenset(",:;–—")
"""Left off at the edges of what was said, where they belong to the sentence around it."""
SINGLE = frozenset("'‘’")
APOSTROPHE = re.compile(r"['‘’]")
LONGEST_STOP = 3
DOUBLE = frozenset('"“')
LEADING = frozenset("([—–-") | DOUBLE
# An emoji or a bullet in front of an opening mark is the line's, not the speaker's.
SIGN = re.compile(r"(?:[^\w\s\"'“”‘’«»„`()\[\]$£€#@…]\s?){1,4}(?=[\"'“‘«„`])")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One thing said: its pieces within one paragraph, the cue and the mention that says it, as spans of the body.

    `continues` says that it carries on the attribution before it: cue and source are that one's; `spoken` that it
    is a turn of a transcript: verbatim, but without marks, by which the contract tells the types. `alias` is where the
    name of such a turn's speaker stands, if not in its label.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    certainty: float
    continues: bool = False
    spoken: bool = False
    alias: Span | None = None


def attributions(
    text: str, groups: list[tuple[Group, float]], features: Features, stretches: "Stretches"
) -> list[Attribution]:
    """Return the attributions of groups of tokens and their confidence, in reading order, split where a paragraph ends."""
    found = []
    for group, certainty in groups:
        cue = _span(text, features, group.cue) if group.cue else None
        source = _span(text, features, group.source) if group.source else None
        parts: dict[int, list[Span]] = {}
        for piece in group.content:
            span = _span(text, features, piece)
            if span is not None:
                parts.setdefault(int(features.paragraph[piece[0]]), []).append(span)
        home = int(features.paragraph[group.cue[0]]) if group.cue else -1
        kept = [
            number
            for number, spans in sorted(parts.items())
            if number == home or home not in parts or not _is_fresh(text, spans[0].start)
        ]
        for number, paragraph in enumerate(kept):
            spans = _merged(tuple(stretches.balanced(text, stretches.stopped(text, span)) for span in parts[paragraph]))
            found.append(Attribution(spans, None if number else cue, source, certainty, continues=number > 0))
    return sorted(found, key=lambda one: one.content)


def _is_fresh(text: str, start: int) -> bool:
    """Return whether a paragraph begins with what is said, without a mark or a bullet: nothing carries it on."""
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _span(text: str, features: Features, piece: tuple[int, int]) -> Span | None:
    return trimmed(text, int(features.starts[piece[0]]), int(features.ends[piece[1]]))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the stretch without outer marks, white space and the commas and dashes that tie it to its sentence."""
    if sign := SIGN.match(text, start, end):
        start = sign.end()
    first, last = start, end
    while start < end and (text[start] in OUTER or text[start] in EDGES or _lone(text, start, start + 1, end)):
        start += 1
    opened = any(mark in SINGLE for mark in text[first:start])
    while start < end and (
        text[end - 1] in OUTER
        or text[end - 1] in EDGES
        or (opened and text[end - 1] in SINGLE)
        or _lone(text, end - 1, start, end - 1)
    ):
        end -= 1
    return Span(*_paired(text, start, end, last)) if start < end else None


def _paired(text: str, start: int, end: int, last: int) -> tuple[int, int]:
    """Return the edges of a span with the single marks back that belong to a quotation inside it.

    "'No' means no," keeps its first mark, "I asked, 'Why?'" its last one, which stands before `last`.
    """
    if start > 1 and text[start - 1] in SINGLE and text[start - 2] in DOUBLE and not _opened(text, start, end, True):
        start -= 1
    closing = next((at for at in range(end, last) if text[at] in SINGLE), None)
    if closing is not None and _opened(text, start, end, False):
        end = closing + 1
    return start, end


def _opened(text: str, start: int, end: int, opened: bool) -> bool:
    """Return whether a quotation in single marks is open at the end, given whether one is at the start."""
    for mark in APOSTROPHE.finditer(text, start, end):
        before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
        if (
            mark[0] != "’" and after.isalnum() and (not before or before.isspace() or before in LEADING)
        ) and not CLIPPED.match(text, mark.start()):
            opened = True
        elif not after.isalnum() and (before in STOP or (before.isalnum() and before not in "sS")):
            opened = False
    return opened


def _lone(text: str, mark: int, start: int, end: int) -> bool:
    """Return whether a single mark at the edge is a quote mark: an apostrophe has a letter on both sides, or ends a word."""
    if text[mark] not in SINGLE:
        return False
    if mark + 1 == start:  # but "they've said" has a cue that begins within a word
        return not (mark and text[mark - 1].isalnum() and text[start : start + 1].isalpha())
    return (
        not text[mark - 1].isalpha()
        or text.find("‘", start, end) >= 0
        or (text[mark] == "'" and text[mark - 1] in ".,?!")
    )


def _merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans in order, with those joined that touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


class Stretches:
    """The stretches inside quote marks, for looking up how much of a span they cover."""

    def __init__(self, quoted: tuple[Quoted, ...]) -> None:
        self.starts = [one.span.start for one in quoted]
        self.ends = [one.span.end for one in quoted]

    def type(self, text: str, spans: tuple[Span, ...]) -> QuoteType:
        """Return direct where all letters and digits of the spans are inside, indirect where none is, else mixed."""
        inside = outside = False
        for span in spans:
            at = span.start
            number = bisect_right(self.ends, at)
            while at < span.end:
                start = self.starts[number] if number < len(self.starts) else span.end
                end = self.ends[number] if number < len(self.ends) else span.end
                outside |= has_word(text, at, min(max(start, at), span.end))
                inside |= start < span.end and has_word(text, max(start, at), min(end, span.end))
                at = max(at, end)
                number += 1
        return QuoteType.MIXED if inside and outside else QuoteType.DIRECT if inside else QuoteType.INDIRECT

    def balanced(self, text: str, span: Span) -> Span:
        """Return the span with the closing mark of what opens inside it, and the opening mark of what closes inside it."""
        start, end = span.start, span.end
        last = bisect_left(self.starts, end) - 1
        if last >= 0 and self.starts[last] - 1 > start and 0 <= self.ends[last] - end < 1:
            end = self.ends[last] + len(_mark(text, self.ends[last]))
        first = bisect_right(self.ends, start)
        if first < len(self.starts) and self.starts[first] == start and self.ends[first] < end - 1:
            start -= len(_mark(text[:start][::-1][:2], 0))
        return Span(start, end)

    def stopped(self, text: str, span: Span) -> Span:
        """Return the span with the full stop that ends a stretch which no mark closes, as one closed has its own inside."""
        number = bisect_left(self.ends, span.end)
        end = self.ends[number] if number < len(self.ends) and self.starts[number] < span.end else span.end
        stop = text[span.end : end]
        return (
            Span(span.start, end)
            if 0 < len(stop) <= LONGEST_STOP and set(stop) <= STOP and not _mark(text, end)
            else span
        )

    def overlap(self, span: Span) -> bool:
        """Return whether any stretch shares a character with the span."""
        return bisect_right(self.ends, span.start) < bisect_left(self.starts, span.end)


def _mark(text: str, at: int) -> str:
    """Return the quote mark that stands at the offset: one character, two where it is doubled, or none."""
    if text[at : at + 2] in ("''", "``", "’’", "‘‘"):
        return text[at : at + 2]
    return text[at : at + 1] if text[at : at + 1] in OUTER | SINGLE and not text[at : at + 1].isspace() else ""


def has_word(text: str, start: int, end: int) -> bool:
    """Return whether a letter or a digit stands between the offsets."""
    return any(character.isalnum() for character in text[start:end])
