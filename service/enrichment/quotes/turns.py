"""What the clause right behind a marked stretch tells: "agreed John" parts two turns, "Mary shouted" makes one said."""

import re
from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Doc, Token

from service.enrichment import lexicons
from service.enrichment.quotes.assembly import Attribution, Stretches, trimmed
from service.enrichment.quotes.marks import Quoted
from service.enrichment.types import Body, Span

CLOSED = re.compile(r"[.,?!…—–-]{0,3}(?:[\"”»’']|''){1,2},? ")
"""What stands between something said in marks and the clause that tells who said it."""
ENDED = re.compile(r"\w?[.?!…][\"”»’' ]{1,2}|[\w\"”»’'][.?!…]\s")
"""What stands in front of a mark with which a sentence begins."""
STOPPED = re.compile(r"[.,?!…—–-]")
LONGEST = 12
"""So many tokens of such a clause are looked at."""
FINITE = frozenset(("VBD", "VBZ", "VBP"))
NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"))
NAMING = frozenset(("NOUN", "PROPN", "PRON"))

Clause = tuple[Span, Span]


def parted(doc: Doc, body: Body, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions, those parted of which two pieces have a clause of their own behind them that says who spoke.

    Each gets the pieces up to the next that has one; the first those in front of it too. What carries on another
    paragraph's attribution is its own where it has a clause.
    """
    held: list[Attribution] = []
    for one in found:
        if one.continues:
            own = next((clause for piece in one.content if (clause := _clause(doc, body, piece))), None)
            held.append(replace(one, cue=own[0], source=own[1], continues=False) if own else one)
            continue
        clauses = [_clause(doc, body, piece) for piece in one.content] if one.cue and len(one.content) > 1 else []
        if sum(clause is not None for clause in clauses) < 2:
            held.append(one)
            continue
        turns: list[tuple[Clause, list[Span]]] = []
        waiting: list[Span] = []
        for piece, clause in zip(one.content, clauses, strict=True):
            if clause is not None:
                turns.append((clause, [*waiting, piece]))
                waiting = []
            elif turns:
                turns[-1][1].append(piece)
            else:
                waiting.append(piece)
        for (cue, source), pieces in turns:
            known = one.cue is not None and one.cue.overlaps(cue)
            part = replace(one, content=tuple(pieces))
            held.append(part if known else replace(part, cue=cue, source=source))
    return sorted(held, key=lambda one: one.content)


def exclaimed(
    doc: Doc, body: Body, found: list[Attribution], quoted: tuple[Quoted, ...], certainty: float
) -> list[Attribution]:
    """Return the attributions and the marked sentences, as `"No!" Ann said.` has one, that only lack their clause.

    No piece touches them, and the clause follows at once. Where what is said goes on behind it and is found, they are its
    first piece. A name in marks ("the “Late Show” host") has no stop or comma.
    """
    taken = Stretches(tuple(Quoted(span) for span in sorted(span for one in found for span in one.content)))
    held = list(found)
    cues = sorted((one.cue, number) for number, one in enumerate(found) if one.cue)
    begins = frozenset(paragraph.span.start for paragraph in body.paragraphs)
    added: list[Attribution] = []
    for stretch in quoted:
        if taken.overlap(stretch.span) or stretch.open or not _begins(body.text, stretch.span.start, begins):
            continue
        span = trimmed(body.text, stretch.span.start, stretch.span.end)
        clause = _clause(doc, body, span) if span and STOPPED.search(body.text, span.end - 1, span.end + 3) else None
        if span is None or clause is None:
            continue
        last = bisect_left(cues, (Span(clause[0].end, clause[0].end + 1), 0)) - 1
        cue, number = cues[last] if last >= 0 else (None, 0)
        if cue is None or not cue.overlaps(clause[0]):
            added.append(Attribution((span,), *clause, certainty))
        elif span < held[number].content[0]:
            held[number] = replace(held[number], content=(span, *held[number].content))
    return sorted([*held, *added], key=lambda one: one.content)


def _begins(text: str, start: int, begins: frozenset[int]) -> bool:
    """Return whether a sentence begins with the mark in front of an offset."""
    mark = start - (2 if text[start - 2 : start] in ("''", "``") else 1)
    return mark in begins or ENDED.fullmatch(text, max(0, mark - 3), mark) is not None


def _clause(doc: Doc, body: Body, piece: Span) -> Clause | None:
    """Return the verb of saying and its subject right behind what is said in marks, or None where no such clause is."""
    closed = CLOSED.match(body.text, piece.end)
    if closed is None:
        return None
    words = _words(doc, closed.end())
    verb = next((at for at, token in enumerate(words) if token.pos_ == "VERB"), None)
    if verb is None or words[verb].tag_ not in FINITE or words[verb].lemma_ not in lexicons.read("reporting_verbs.en"):
        return None
    subject = _nominal(words[:verb]) if verb else _nominal(words[1:])
    if not any(token.pos_ in NAMING for token in subject):
        return None
    cue = words[verb]
    return Span(cue.idx, cue.idx + len(cue)), Span(subject[0].idx, subject[-1].idx + len(subject[-1]))


def _words(doc: Doc, start: int) -> list[Token]:
    """Return the tokens of the clause that begins at an offset, up to the next mark of punctuation."""
    first = doc.char_span(start, start + 1, alignment_mode="expand")
    words: list[Token] = []
    for token in doc[first.start : first.start + LONGEST] if first is not None else ():
        joins = token.text == "-" and not token.whitespace_  # "Chan Wai-lam"
        if (token.is_punct and not joins) or token.is_space:
            break
        words.append(token)
    return words


def _nominal(words: list[Token]) -> list[Token]:
    """Return the words up to the first that is no part of a noun phrase."""
    last = next((at for at, word in enumerate(words) if word.pos_ not in NOMINAL and word.text != "-"), len(words))
    return words[:last]
