"""Attributions by rule: the version that needs no training, kept until the learned tagger beats it."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from service.enrichment import lexicons
from service.enrichment.quotes.marks import Quoted
from service.enrichment.types import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One thing said: its content, the cue and the mention that says it, all as spans of the body."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    confidence: float


def attribute(doc: Doc, quoted: tuple[Quoted, ...]) -> tuple[Attribution, ...]:
    """Return the attributions of reporting verbs with a subject: a clause, and the quoted stretches beside them."""
    verbs = lexicons.read("reporting_verbs.en")
    inside = [False] * len(doc)
    for stretch in quoted:
        span = doc.char_span(stretch.span.start, stretch.span.end, alignment_mode="expand")
        if span is not None:
            inside[span.start : span.end] = [True] * len(span)
    found = []
    used: set[Span] = set()
    for token in doc:
        if inside[token.i] or token.pos_ != "VERB" or token.lemma_ not in verbs:
            continue
        subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        clause = next((child for child in token.children if child.dep_ == "ccomp"), None)
        near = [q.span for q in quoted if q.span not in used and _beside(doc, q.span, token)]
        used.update(near)
        content = tuple(near) if near else (_subtree(clause),) if clause is not None else ()
        if content:
            found.append(Attribution(content, _chars(token), _subtree(subject) if subject is not None else None, 0.5))
    return tuple(found)


def _beside(doc: Doc, span: Span, cue: Token) -> bool:
    between = doc.text[min(span.end, cue.idx) : max(span.start, cue.idx)]
    return len(between) < 80 and "\n" not in between


def _chars(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _subtree(token: Token) -> Span:
    last = token.doc[token.right_edge.i]
    return Span(token.left_edge.idx, last.idx + len(last))
