"""Whose words a quotation without any verb is: `Ann Lee was in tears. "They broke it."` has her in the sentence before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from service.enrichment.quotes.assembly import Attribution, Stretches, trimmed
from service.enrichment.quotes.marks import Quoted
from service.enrichment.types import Body, Entity, MentionKind, QuoteType, Span

CERTAINTY = 0.4
"""No more than this: the training corpus has eleven such quotations, too few for a share."""
WORDS = 3
"""A stretch of fewer words that the tagger leaves out is left out."""
LEAD = 60
"""So many tokens of the sentence before are looked at."""
ENDED = re.compile(r"[.?!…][\"”»’']{0,2}$")
APART = re.compile(r"[\"”»’' ]*(?:$|(?<=\s)[\"“«‘']?[A-Z])")
FRAMED = re.compile(r"(?:As|In the words of|For|To) .+[,:]$|.+:$")
PRONOUNS = frozenset(("he", "she"))
FINITE = frozenset(("ROOT", "conj", "ccomp", "parataxis"))
OWN = frozenset(("poss", "compound"))


@dataclass(frozen=True, slots=True)
class _Person:
    """One place of a person's name."""

    span: Span
    entity: int


def led(
    doc: Doc, body: Body, entities: tuple[Entity, ...], found: list[Attribution], quoted: tuple[Quoted, ...]
) -> list[Attribution]:
    """Return the attributions, with a source for those in marks that fill their sentences behind one about one person.

    That sentence has one person by name or by "he" or "she" as its subject and no other; it ends the paragraph before or
    stands in the same one. Where nobody's words touch such a stretch, it becomes one.
    """
    people = sorted(
        (
            _Person(mention.span, number)
            for number, entity in enumerate(entities)
            if entity.type == "PERSON"
            for mention in entity.mentions
            if mention.kind is MentionKind.NAME
        ),
        key=lambda one: one.span,
    )
    leads = _Leads(doc, body, people, [stretch.span for stretch in quoted])
    marked = Stretches(quoted)
    held: list[Attribution] = []
    indirect = False
    for one in found:
        if not one.continues:
            indirect = marked.type(body.text, one.content) is QuoteType.INDIRECT
        parts = leads.parted(one, marked) if one.cue else None
        held += parts or [leads.sourced(one, afresh=indirect and one.continues)]
    return sorted([*held, *_left_out(body, found, quoted, leads)], key=lambda one: one.content)


def _left_out(
    body: Body, found: list[Attribution], quoted: tuple[Quoted, ...], leads: "_Leads"
) -> Iterator[Attribution]:
    """Yield the stretches that nobody's words touch."""
    taken = Stretches(tuple(Quoted(span) for span in sorted(span for one in found for span in one.content)))
    for stretch in quoted:
        span = trimmed(body.text, stretch.span.start, stretch.span.end)
        if span is None or taken.overlap(span) or stretch.open or stretch.continues:
            continue
        source = leads.source(span, span) if len(body.slice(span).split()) >= WORDS else None
        if source is not None:
            yield Attribution((span,), None, source, CERTAINTY)


class _Leads:
    """Looks up the sentence in front of a quotation and the person in it."""

    def __init__(self, doc: Doc, body: Body, people: list[_Person], stretches: list[Span]) -> None:
        self.doc, self.body, self.people = doc, body, people
        self.starts = [one.span.start for one in people]
        self.begins = [paragraph.span.start for paragraph in body.paragraphs]
        self.stretches, self.opened = stretches, [span.start for span in stretches]

    def sourced(self, one: Attribution, afresh: bool) -> Attribution:
        """Return an attribution without a source with the person of the sentence before, where that tells.

        `afresh`: what it carries on has no marks, so that its own has nothing to say.
        """
        first, last = one.content[0], one.content[-1]
        if not afresh and (one.source is not None or one.continues or (one.cue and one.cue.end > first.start)):
            return one
        source = self.source(first, last) if not self._is_person(one.source) else None
        if source is None:
            return one
        return replace(one, source=source, certainty=min(one.certainty, CERTAINTY), continues=False)

    def parted(self, one: Attribution, marked: Stretches) -> list[Attribution] | None:
        """Return what is said without marks, and apart from it a last piece in marks that a later sentence leads to.

        None where nothing is to be parted. In `Asked about the delay, Lee was blunt. "Never."`: nobody says the delay.
        """
        *rest, last = one.content
        if not rest or one.cue is None or last.start < one.cue.end:
            return None
        if marked.type(self.body.text, tuple(rest)) is not QuoteType.INDIRECT:
            return None
        source = self.source(last, last) if not self._is_person(one.source) else None
        if source is None:
            return None
        part = Attribution((last,), None, source, min(one.certainty, CERTAINTY))
        return [replace(one, content=tuple(rest)), part] if one.source else [part]

    def source(self, first: Span, last: Span) -> Span | None:
        """Return whose words stand from one span to another, in marks and in sentences of their own."""
        number = bisect_right(self.begins, first.start) - 1
        if number < 0 or not self._in_marks(first) or not self._ends(last, number):
            return None
        paragraph = self.body.paragraphs[number].span
        mark = self.body.text[paragraph.start : first.start].rstrip("\"“«‘'` ")
        if mark:
            start, end = paragraph.start, paragraph.start + len(mark)
        elif number:
            start, end = self.body.paragraphs[number - 1].span.start, self.body.paragraphs[number - 1].span.end
        else:
            return None
        tokens = self._tokens(start, end)
        if not tokens or self._marked(tokens):
            return None
        text = self.body.text[tokens[0].idx : end]
        person = self._subject(tokens) if ENDED.search(text) else self._framing(tokens) if FRAMED.match(text) else None
        return person if person and not self._is_told_of(person, first) else None

    def _is_person(self, source: Span | None) -> bool:
        """Return whether a source holds a person's name or is "he" or "she": that person may well go on."""
        if source is None:
            return False
        named = bisect_left(self.starts, source.end) > bisect_left(self.starts, source.start)
        return named or self.body.slice(source).lower() in PRONOUNS

    def _in_marks(self, span: Span) -> bool:
        at = bisect_right(self.opened, span.start) - 1
        return at >= 0 and self.stretches[at].covers(span)

    def _ends(self, span: Span, number: int) -> bool:
        """Return whether a sentence ends with the span, and the paragraph or the quotation too."""
        text, end = self.body.text, self.body.paragraphs[number].span.end
        return ENDED.search(text, max(0, span.end - 3), span.end) is not None and bool(APART.match(text, span.end, end))

    def _tokens(self, start: int, end: int) -> list[Token]:
        """Return the tokens of the last sentence of a stretch of text, none of a long one."""
        inside = self.doc.char_span(start, end, alignment_mode="contract")
        if inside is None or not len(inside):
            return []
        first = max(inside.start, inside[-1].sent.start)
        return list(self.doc[first : inside.end]) if inside.end - first <= LEAD else []

    def _marked(self, tokens: list[Token]) -> bool:
        end = tokens[-1].idx + len(tokens[-1])
        at = bisect_left(self.opened, end) - 1
        return at >= 0 and self.stretches[at].end > tokens[0].idx

    def _named(self, tokens: list[Token]) -> list[_Person]:
        end = tokens[-1].idx + len(tokens[-1])
        return self.people[bisect_left(self.starts, tokens[0].idx) : bisect_left(self.starts, end)]

    def _subject(self, tokens: list[Token]) -> Span | None:
        """Return the subject of a sentence that is about one person."""
        subject = next((t for t in tokens if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in FINITE), None)
        if subject is None or subject.dep_ == "nsubjpass":
            return None
        named = self._named(tokens)
        if subject.lower_ in PRONOUNS and not named:
            return Span(subject.idx, subject.idx + len(subject))
        own = next((one for one in named if one.span.start <= subject.idx < one.span.end), None)
        return own.span if own and all(one.entity == own.entity for one in named) else None

    def _framing(self, tokens: list[Token]) -> Span | None:
        """Return the one person in a clause that ends in a colon, or in "As Lee put it,"."""
        named = self._named(tokens)
        if len({one.entity for one in named}) != 1:
            return None
        span = named[0].span
        last = next(token for token in reversed(tokens) if token.idx < span.end)
        return None if last.dep_ in OWN else span

    def _is_told_of(self, person: Span, said: Span) -> bool:
        """Return whether what is said begins with the person it would be said by: "She is a star"."""
        word = re.match(r"\w+", self.body.slice(said))
        name = self.body.slice(person).split()
        return word is not None and (word[0] in name or word[0].lower() in PRONOUNS)
