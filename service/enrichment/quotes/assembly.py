"""From tokens to spans of the body: pieces without outer marks, one entry a paragraph, and the type of each."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from service.enrichment.quotes.decoding import Group
from service.enrichment.quotes.features import Features
from service.enrichment.quotes.marks import CLIPPED, STOP, Quoted
from service.enrichment.types import Body, QuoteType, Span

OUTER = frozenset(' \t\n\r\u00a0\u2009\u202f\u200b"“”„‟«»＂`')
EDGES = frozenset(",:;–—")
"""Left off at the edges of what was said, where they belong to the sentence around it."""
SINGLE = frozenset("'‘’")
APOSTROPHE = re.compile(r"['‘’]")
ENDED = frozenset(".?!…")
LONGEST_STOP = 3
DOUBLE = frozenset('"“')
LEADING = frozenset("([—–-") | DOUBLE
WORDS = re.compile(r"\w+")
ENDS = re.compile(r"[.?!…]+\W*")
PULLED = 4
"""So many words make a pull quote: fewer are said again as often as not."""
# An emoji or a bullet in front of an opening mark is the line's, not the speaker's.
SIGN = re.compile(r"(?:[^\w\s\"'“”‘’«»„`()\[\]$£€#@…]\s?){1,4}(?=[\"'“‘«„`])")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One thing said: its pieces within one paragraph, the cue and the mention that says it, as spans of the body.

    `continues` says that it carries on the attribution before it: cue and source are that one's; `spoken` that it
    is a turn of a transcript: verbatim, but without marks, by which the contract tells the types.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    certainty: float
    continues: bool = False
    spoken: bool = False


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


def filled(body: Body, found: list[Attribution], quoted: tuple[Quoted, ...]) -> list[Attribution]:
    """Return the attributions with a last piece that ends with a sentence inside marks run on to the end of the marks.

    Where a cue or a source follows inside, it is the closing mark that is missing: `"We won. It is over, said Lee.`
    """
    held = sorted(found, key=lambda one: one.content[-1])
    starts = [one.content[-1].start for one in held]
    pieces = (piece for one in found for piece in (one.cue, one.source, *one.content) if piece)
    begun = sorted(piece.start for piece in pieces)
    for stretch in quoted:
        number = bisect_left(starts, stretch.span.end) - 1
        span = held[number].content[-1] if number >= 0 else None
        if span is None or not stretch.span.start <= span.start < span.end < stretch.span.end:
            continue
        whole = trimmed(body.text, span.start, stretch.span.end)
        ended = not ENDED.isdisjoint(body.text[span.end - 1 : span.end + 1])
        if whole and ended and bisect_left(begun, span.end) == bisect_left(begun, whole.end):
            held[number] = replace(held[number], content=(*held[number].content[:-1], whole))
    return sorted(held, key=lambda one: one.content)


def resumed(body: Body, found: list[Attribution], quoted: tuple[Quoted, ...]) -> list[Attribution]:
    """Return the attributions with the stretches in marks that nothing touches and that stay open at the paragraph's end.

    Behind a quotation in marks such a stretch is its second half (`"I stayed," Lee said. "I tried.`), behind something
    else said it is the same speaker's, and where nothing in the paragraph is said it is whose the next one is.
    """
    taken = Stretches(tuple(Quoted(span) for span in sorted(span for one in found for span in one.content)))
    marked = Stretches(quoted)
    begins = [paragraph.span.start for paragraph in body.paragraphs]
    held = sorted(found, key=lambda one: one.content[-1])
    ends = [one.content[-1].end for one in held]
    owners, added = _owners(found), []
    for stretch, after in pairwise((*quoted, None)):
        if stretch is None or stretch.continues or not stretch.open:
            continue
        span = trimmed(body.text, stretch.span.start, stretch.span.end)
        if span is None or taken.overlap(span):
            continue
        number = bisect_right(ends, span.start) - 1
        paragraph = begins[bisect_right(begins, span.start) - 1]
        if number < 0 or held[number].content[0].start < paragraph:
            holder = _owner(after.span, *owners) if after and after.continues else None
        elif held[number].cue and marked.type(body.text, held[number].content) is QuoteType.DIRECT:
            held[number] = replace(held[number], content=(*held[number].content, span))
            continue
        else:
            holder = held[number]
        if holder is not None and holder.source is not None:
            added.append(Attribution((span,), None, holder.source, holder.certainty))
    return sorted([*held, *added], key=lambda one: one.content)


def carried_on(body: Body, found: list[Attribution], quoted: tuple[Quoted, ...]) -> list[Attribution]:
    """Return the attributions and those that the marks carry on: a quotation reopened in the next paragraph.

    Where nothing attributes the reopened stretch itself, it belongs to whoever the stretch before it belongs to.
    """
    added: list[Attribution] = []
    taken = Stretches(tuple(Quoted(span) for span in sorted(span for one in found for span in one.content)))
    owners = _owners(found)
    carrier: Attribution | None = None
    for before, stretch in pairwise((None, *quoted)):
        if stretch is None or not stretch.continues:
            carrier = None
            continue
        if before is not None and not before.continues:
            carrier = _owner(before.span, *owners)
        span = trimmed(body.text, stretch.span.start, stretch.span.end)
        if carrier is None or span is None:
            continue
        if taken.overlap(span):
            carrier = _owner(stretch.span, *owners) or carrier
            continue
        added.append(Attribution((span,), None, carrier.source, carrier.certainty, continues=True))
    return sorted([*found, *added], key=lambda one: one.content)


def without_pulled(body: Body, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions without pull quotes: paragraphs of nothing but sentences that stand in another quotation."""
    begins = [paragraph.span.start for paragraph in body.paragraphs]
    alone = [_is_alone(body, one, begins) for one in found]
    told = {
        sentence
        for one, lone in zip(found, alone, strict=True)
        if not lone
        for span in one.content
        for sentence in _sentences(body.slice(span))
    }
    kept: list[Attribution] = []
    pulled: Attribution | None = None
    for one, lone in zip(found, alone, strict=True):
        if lone and _is_told(body, one, told):
            pulled = pulled if one.continues else one
            continue
        # What carries on a pull quote is what was pulled.
        kept.append(replace(one, cue=pulled.cue, continues=False) if pulled and one.continues else one)
        pulled = None
    return kept


def _is_alone(body: Body, one: Attribution, begins: list[int]) -> bool:
    """Return whether what is said, in one piece, is all that its paragraph says."""
    number = bisect_right(begins, one.content[0].start) - 1
    if number < 0 or len(one.content) > 1 or one.spoken:
        return False
    paragraph, said = body.paragraphs[number].span, one.content[0]
    return not (_has_word(body.text, paragraph.start, said.start) or _has_word(body.text, said.end, paragraph.end))


def _is_told(body: Body, one: Attribution, told: set[str]) -> bool:
    pulled = _sentences(body.slice(one.content[0]))
    return len(" ".join(pulled).split()) >= PULLED and told.issuperset(pulled)


def _sentences(text: str) -> list[str]:
    """Return the sentences' words, in small letters."""
    parts = (" ".join(WORDS.findall(part.lower())) for part in ENDS.split(text))
    return [part for part in parts if part]


def _owners(found: list[Attribution]) -> tuple[list[tuple[Span, Attribution]], list[int]]:
    """Return the pieces of the attributions in reading order, and where they start."""
    owners = sorted(((span, one) for one in found for span in one.content), key=lambda pair: pair[0])
    return owners, [span.start for span, _ in owners]


def _owner(span: Span, owners: list[tuple[Span, Attribution]], starts: list[int]) -> Attribution | None:
    """Return the last attribution with a piece that begins in the span, or that runs into it."""
    last = bisect_right(starts, span.end - 1) - 1
    return owners[last][1] if last >= 0 and owners[last][0].overlaps(span) else None


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
                outside |= _has_word(text, at, min(max(start, at), span.end))
                inside |= start < span.end and _has_word(text, max(start, at), min(end, span.end))
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


def _has_word(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])
