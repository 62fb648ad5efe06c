"""Part what two people say side by side: `"We cried," Mary said. "So did I," agreed John.` is not one quotation."""

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from service.enrichment import lexicons
from service.enrichment.quotes.assembly import Attribution
from service.enrichment.types import Body, Span

CLOSED = re.compile(r"[.,?!…—–-]{0,3}(?:[\"”»’']|''){1,2},? ")
"""What stands between something said in marks and the clause that tells who said it."""
LONGEST = 12
"""So many tokens of such a clause are looked at."""
FINITE = frozenset(("VBD", "VBZ", "VBP"))
NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"))
NAMING = frozenset(("NOUN", "PROPN", "PRON"))

Clause = tuple[Span, Span]


def parted(doc: Doc, body: Body, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions, those parted of which two pieces have a clause of their own behind them that says who spoke.

    Each gets the pieces up to the next that has one; the first those in front of it too.
    """
    held: list[Attribution] = []
    for one in found:
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
        if token.is_punct or token.is_space:
            break
        words.append(token)
    return words


def _nominal(words: list[Token]) -> list[Token]:
    """Return the words up to the first that is no part of a noun phrase."""
    last = next((at for at, token in enumerate(words) if token.pos_ not in NOMINAL), len(words))
    return words[:last]
