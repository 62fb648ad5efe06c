"""Find the passages that stand inside quote marks; whether they are quotes is another module's question.

Marks pair within a paragraph, so that one bad mark spoils no more than its own paragraph. Double marks (straight,
curly, doubled single, guillemets) are read first; single marks count only outside them, and only where they cannot be
an apostrophe.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from service.enrichment.types import Body, Span

DOUBLE = re.compile(r"[“”„‟\"«»＂]|(?<!')''(?!')|(?<!`)``(?!`)|(?<!’)’’(?!’)|(?<!‘)‘‘(?!‘)")
OPENING = frozenset("“„‟‘") | {"``", "‘‘"}
CLOSING = frozenset("”’") | {"’’"}
SINGLE = re.compile(r"[‘’']")
BEFORE_OPENER = frozenset("([{—–-/:…") | frozenset('“"«„')
# The clipped words that begin with an apostrophe: an opening single mark in front of them is none.
CLIPPED = re.compile(r"[’'‘](?:em|tis|twas|til|till|cause|bout|round|n|nuff|\d\ds?)\b", re.IGNORECASE)
INCH = re.compile(r"\d$")
STOP = frozenset(".,?!…;")
INTRODUCING = frozenset(".,:?!")
CARRIED = 4
"""A quotation left open is looked for in this many following paragraphs without marks of their own."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch inside quote marks, without them.

    `open` says that no mark closes it in its paragraph; `continues` that its quotation began in a paragraph before.
    """

    span: Span
    open: bool = False
    continues: bool = False


def find(body: Body) -> tuple[Quoted, ...]:
    """Return the stretches of the body inside quote marks, in reading order, without overlaps."""
    found: list[Quoted] = []
    waiting: list[Span] = []
    is_open = False
    for paragraph in body.paragraphs:
        reading = _read(body.text, paragraph.span)
        stretches = reading.stretches
        if reading.stray is not None and is_open:
            found += [Quoted(span, open=True, continues=True) for span in waiting]
            if paragraph.span.start < reading.stray:
                found.append(Quoted(Span(paragraph.span.start, reading.stray), continues=True))
                # What that mark closes is one quotation: single marks before it are inside.
                stretches = tuple(one for one in stretches if one.span.start >= reading.stray)
        starts_with_mark = bool(stretches) and stretches[0].span.start - paragraph.span.start <= 2
        first, *rest = stretches or (None,)
        if first is not None:
            found.append(Quoted(first.span, first.open, continues=is_open and starts_with_mark))
            found += [quoted for quoted in rest if quoted is not None]
        if stretches or reading.stray is not None:
            is_open, waiting = bool(stretches) and stretches[-1].open, []
        elif is_open and len(waiting) < CARRIED:
            waiting.append(paragraph.span)
        else:
            is_open, waiting = False, []
    return tuple(sorted(found, key=lambda quoted: quoted.span))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The stretches of one paragraph, and where a mark closes what this paragraph never opened."""

    stretches: tuple[Quoted, ...]
    stray: int | None


def _read(text: str, paragraph: Span) -> _Reading:
    start, end = paragraph.start, paragraph.end
    stretches: list[Quoted] = []
    opened: int | None = None
    opener = ""
    stray: int | None = None
    for match in DOUBLE.finditer(text, start, end):
        mark = match[0]
        before = text[match.start() - 1] if match.start() > start else ""
        after = text[match.end()] if match.end() < end else ""
        if opened is None:
            if _opens(mark, before, after):
                opened, opener = match.end(), mark
            elif stray is None and not stretches and not INCH.search(before):
                stray = match.start()
            continue
        # Never closed before the next opening mark: the stretch is given up to its last full stop.
        reopens = opener != "„" and (mark in OPENING or (mark == '"' and _left(before) and not _right(after)))
        close = _last_stop(text, opened, match.start()) if reopens else match.start()
        if opened < close:
            stretches.append(Quoted(Span(opened, close)))
        opened, opener = (match.end(), mark) if reopens else (None, "")
    if opened is not None and opened < end:
        stretches.append(Quoted(Span(opened, end), open=True))
    singles = _singles(text, paragraph, stretches)
    # British style puts double marks inside single ones: the outer stretch is the quotation.
    starts = [one.span.start for one in singles]
    outer = [d for d in stretches if not _within(d.span, singles, starts)]
    return _Reading(tuple(sorted([*outer, *singles], key=lambda quoted: quoted.span)), stray)


def _left(before: str) -> bool:
    """Return whether a mark may open after this character (nothing: the paragraph's start)."""
    return not before or before.isspace() or before in BEFORE_OPENER


def _right(after: str) -> bool:
    return not after or after.isspace()


def _opens(mark: str, before: str, after: str) -> bool:
    """Return whether a mark opens a stretch where none is open."""
    if mark in OPENING or mark == "«":
        return True
    if mark in CLOSING or mark == "»":
        return False
    if _left(before) and not _right(after):
        return True
    return not _right(after) and (not before.isalnum() or not after.isalnum())


def _within(span: Span, others: list[Quoted], starts: list[int]) -> bool:
    i = bisect_right(starts, span.start) - 1
    return i >= 0 and span.end <= others[i].span.end


def _last_stop(text: str, start: int, end: int) -> int:
    for i in range(end - 1, max(start, end - 400), -1):
        if text[i] in STOP:
            return i
    return end


def _singles(text: str, paragraph: Span, doubles: list[Quoted]) -> list[Quoted]:  # noqa: C901  one pass, one state
    """Return the stretches in single marks outside the double ones: British quotation, apostrophes left alone."""
    starts = [quoted.span.start for quoted in doubles]
    found: list[Quoted] = []
    opened: int | None = None
    weak: int | None = None
    for match in SINGLE.finditer(text, paragraph.start, paragraph.end):
        at = match.start()
        i = bisect_right(starts, at) - 1
        if i >= 0 and at < doubles[i].span.end:
            continue
        before = text[at - 1] if at > paragraph.start else ""
        after = text[at + 1] if at + 1 < paragraph.end else ""
        if before == match[0] or after == match[0]:
            continue
        left = _left(before)
        if left and not _right(after) and match[0] != "’" and not CLIPPED.match(text, at):
            if opened is not None and weak is not None:
                found.append(Quoted(Span(opened, weak)))
            opened, weak = at + 1, None
        elif opened is not None and not left and not after.isalnum():
            # "the girls' team": after an s, in front of a word, the mark may be an apostrophe; a later one decides.
            if before in STOP or before not in "sS" or not after.isspace():
                if opened < at:
                    found.append(Quoted(Span(opened, at)))
                opened, weak = None, None
            elif weak is None:
                weak = at
    if opened is not None and weak is not None:
        found.append(Quoted(Span(opened, weak)))
    elif opened is not None and (opened - 1 <= paragraph.start + 1 or _begins_speech(text, paragraph, opened)):
        found.append(Quoted(Span(opened, paragraph.end), open=True))
    return [one for one in found if _sound(text, one.span, doubles, starts)]


def _begins_speech(text: str, paragraph: Span, opened: int) -> bool:
    """Return whether a single mark inside the paragraph that none closes opens a sentence, and so no clipped word."""
    before = text[max(paragraph.start, opened - 3) : opened - 1].rstrip()
    return before[-1:] in INTRODUCING and text[opened : opened + 1].isupper() and text[paragraph.end - 1] in STOP


def _sound(text: str, span: Span, doubles: list[Quoted], starts: list[int]) -> bool:
    """Return whether single marks may hold the span: no double stretch in it, or whole ones and a firm end."""
    first, last = bisect_right(starts, span.start), bisect_right(starts, span.end)
    if first == last:
        return True
    return doubles[last - 1].span.end <= span.end and text[span.end - 1] in STOP
