"""Put the pieces of a quotation together that the tagger has left apart, and leave out what only says it again."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise

from service.enrichment.quotes.assembly import Attribution, Stretches, has_word, trimmed
from service.enrichment.quotes.marks import Quoted
from service.enrichment.types import Body, QuoteType, Span

APART = 4
"""Characters between a half of a quotation and what attributes it: the mark, a comma and a space."""
ENDED = frozenset(".?!…")
WORDS = re.compile(r"\w+")
ENDS = re.compile(r"[.?!…]+\W*")
PULLED = 4
"""So many words make a pull quote: fewer are said again as often as not."""


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


def halved(body: Body, found: list[Attribution], quoted: tuple[Quoted, ...]) -> list[Attribution]:
    """Return the attributions in marks with the first half that nothing touches: `"The sea," he told me, "is still."`.

    It ends with a comma, the cue or the source follows at once, and the other half goes on in small letters.
    """
    taken, marked = _taken(found), Stretches(quoted)
    held = []
    for one in found:
        span = None
        told = min(piece.start for piece in (one.cue, one.source, one.content[0]) if piece)
        number = bisect_right(marked.ends, told) - 1
        if number >= 0 and told < one.content[0].start and marked.type(body.text, one.content) is QuoteType.DIRECT:
            span = _first_half(body.text, Span(marked.starts[number], marked.ends[number]), told, one.content[0].start)
        held.append(replace(one, content=(span, *one.content)) if span and not taken.overlap(span) else one)
    return sorted(held, key=lambda one: one.content)


def _first_half(text: str, stretch: Span, told: int, second: int) -> Span | None:
    """Return what a stretch says that is told of at once behind its comma, and goes on at an offset in small letters."""
    between = text[stretch.end : min(told, stretch.end + APART)]
    if told - stretch.end > APART or has_word(between, 0, len(between)) or not text[second].islower():
        return None
    return trimmed(text, stretch.start, stretch.end) if "," in text[stretch.end - 1 : told] else None


def resumed(body: Body, found: list[Attribution], quoted: tuple[Quoted, ...]) -> list[Attribution]:
    """Return the attributions with the stretches in marks that nothing touches and that stay open at the paragraph's end.

    Behind a quotation in marks such a stretch is its second half (`"I stayed," Lee said. "I tried.`), behind something
    else said it is the same speaker's, and where nothing in the paragraph is said it is whose the next one is.
    """
    taken, marked = _taken(found), Stretches(quoted)
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
    taken = _taken(found)
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
    return not (has_word(body.text, paragraph.start, said.start) or has_word(body.text, said.end, paragraph.end))


def _is_told(body: Body, one: Attribution, told: set[str]) -> bool:
    pulled = _sentences(body.slice(one.content[0]))
    return len(" ".join(pulled).split()) >= PULLED and told.issuperset(pulled)


def _sentences(text: str) -> list[str]:
    """Return the sentences' words, in small letters."""
    parts = (" ".join(WORDS.findall(part.lower())) for part in ENDS.split(text))
    return [part for part in parts if part]


def _taken(found: list[Attribution]) -> Stretches:
    return Stretches(tuple(Quoted(span) for span in sorted(span for one in found for span in one.content)))


def _owners(found: list[Attribution]) -> tuple[list[tuple[Span, Attribution]], list[int]]:
    """Return the pieces of the attributions in reading order, and where they start."""
    owners = sorted(((span, one) for one in found for span in one.content), key=lambda pair: pair[0])
    return owners, [span.start for span, _ in owners]


def _owner(span: Span, owners: list[tuple[Span, Attribution]], starts: list[int]) -> Attribution | None:
    """Return the last attribution with a piece that begins in the span, or that runs into it."""
    last = bisect_right(starts, span.end - 1) - 1
    return owners[last][1] if last >= 0 and owners[last][0].overlaps(span) else None
