"""Attributions that the layout makes and no sentence: a transcript's "KELLY: ...", a dash and a name under a quotation."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.quotes.assembly import Attribution, has_word, trimmed
from service.enrichment.quotes.marks import Quoted
from service.enrichment.types import Body, Entity, MentionKind, Span

CERTAINTY = 0.8
"""The corpus has too few of either to fit a share: both are rules of layout that hold where they apply at all."""
LABEL = re.compile(
    r"(?P<label>[QA]|[A-Z][A-Z.'’-]{1,20}(?: [A-Z][A-Z.'’-]{1,20}){0,3}|[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,3})"
    r"(?: \((?P<inside>[^()\n]{1,40})\))?: +(?=\S)"
)
ANSWER = "A"
ASKED = re.compile(r"(?P<label>[QA])\. +(?=\S)")
NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:(?:de|van|von|der|den|al|bin|la|le) ){0,2}[A-Z][\w.'’-]+){1,3}")
HEAD = re.compile(r"[^\w\n]{0,3}(?P<label>[^\W\d_][\w'’ -]{1,30}?) ?:(?=\s)")
# Who speaks in an interview beside a person with a name; a transcript's other labels are names or all in capitals.
ASKING = frozenset(("interviewer", "moderator", "host", "reporter", "presenter", "anchor", "caller", "audience"))
MARK = re.compile(r"[“”\"«»]")
NEAR = 4
"""So many attributions that begin before a quotation ends are looked at for one that holds it."""
TURNS = 2
"""So many labelled paragraphs in a row, of different speakers, make a transcript."""
CREDIT = re.compile(
    r"[\"”»’']?\s*(?:—|–|--?|―)\s*(?P<name>[A-Z][\w.'’-]{0,20}(?: (?:(?:de|van|von|der|den|al|bin|la|le) ){0,2}[A-Z][\w.'’-]{0,20}){0,4})"
    r"(?P<rest>, [^.!?\n]{1,80})?\.?\s*"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A label in front of a paragraph, with its colon, that is nobody who speaks; `links`: all of it names another article."""

    span: Span
    paragraph: int
    links: bool


def heads(body: Body) -> tuple[Head, ...]:
    """Return the labels of the body's paragraphs that are nobody who speaks: "BREAKING:", "Read more:"."""
    found = []
    for number, paragraph in enumerate(body.paragraphs):
        match = HEAD.match(body.text, paragraph.span.start, paragraph.span.end)
        label = match["label"].lower() if match else ""
        links = label in lexicons.read("page_related")
        if match and (links or label in lexicons.read("line_labels")):
            found.append(Head(Span(paragraph.span.start, match.end()), number, links))
    return tuple(found)


def labelled(body: Body, entities: tuple[Entity, ...], found: list[Attribution]) -> list[Attribution]:
    """Return the attributions with those of transcripts, which take the place of what they hold."""
    people = {
        mention.span.start
        for entity in entities
        if entity.type == "PERSON"
        for mention in entity.mentions
        if mention.kind is MentionKind.NAME
    }
    turns: list[_Turn] = []
    run: list[_Turn] = []
    for paragraph in body.paragraphs:
        turn = _turn(body.text, paragraph.span, people)
        if turn is not None:
            run.append(turn)
            continue
        turns += run if _is_transcript(body, run) else []
        run = []
    turns += run if _is_transcript(body, run) else []
    named = {body.slice(turn.label): turn.name for turn in turns if turn.name}
    if ANSWER in {body.slice(turn.label) for turn in turns} and (asked := _asked(entities, turns[0].label.start)):
        named.setdefault(ANSWER, asked)
    return _instead(
        found,
        [
            Attribution((turn.said,), None, turn.label, CERTAINTY, spoken=True, alias=named.get(body.slice(turn.label)))
            for turn in turns
        ],
    )


def _asked(entities: tuple[Entity, ...], end: int) -> Span | None:
    """Return the fullest name of the only person whom the article names before an offset: whom an interview asks."""
    before = [
        [mention.span for mention in entity.mentions if mention.kind is MentionKind.NAME and mention.span.start < end]
        for entity in entities
        if entity.type == "PERSON"
    ]
    people = [spans for spans in before if spans]
    return max(people[0], key=lambda span: span.end - span.start) if len(people) == 1 else None


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph that begins with a label; `known` says that the label can hardly be anything but a speaker's.

    `name` is the one in brackets behind the label: "MINISTER (Ann Lee):".
    """

    label: Span
    said: Span
    known: bool
    name: Span | None = None


def _turn(text: str, paragraph: Span, people: set[int]) -> _Turn | None:
    """Return the label and the words of a paragraph that begins as a turn of a transcript does."""
    match = LABEL.match(text, paragraph.start, paragraph.end)
    if match is None and (asked := ASKED.match(text, paragraph.start, paragraph.end)):
        return _Turn(Span(*asked.span("label")), Span(asked.end(), paragraph.end), known=True)
    if match is None or match["label"].lower() in lexicons.read("line_labels"):
        return None
    label = match["label"]
    known = label.isupper() or any(match.start() <= start < match.end() for start in people)
    known = known or label.lower() in ASKING
    said = Span(match.end(), paragraph.end)
    inner = trimmed(text, said.start, said.end)
    if inner is None or not (known or " " in label):
        return None
    # Marks around all of it are outer ones; others stay in their pairs.
    whole = inner.start > said.start and inner.end < said.end and not MARK.search(text, inner.start, inner.end)
    name = Span(*match.span("inside")) if match["inside"] and NAME.fullmatch(match["inside"]) else None
    return _Turn(Span(*match.span("label")), inner if whole else said, known, name)


def _is_transcript(body: Body, run: list[_Turn]) -> bool:
    return any(turn.known for turn in run) and len({body.slice(turn.label) for turn in run}) >= TURNS


def credited(body: Body, quoted: tuple[Quoted, ...], found: list[Attribution]) -> list[Attribution]:
    """Return the attributions with those of a quotation that fills its paragraph and has its speaker after a dash.

    The dash and the name end the same paragraph or fill the next. A cue in the quotation's paragraph counts for more.
    """
    added = []
    starts, begins = [stretch.span.start for stretch in quoted], [one.content[0].start for one in found]
    text = body.text
    for number, paragraph in enumerate(body.paragraphs):
        first = bisect_left(starts, paragraph.span.start)
        last = bisect_left(starts, paragraph.span.end)
        if last != first + 1 or has_word(text, paragraph.span.start, quoted[first].span.start):
            continue
        said = quoted[first].span
        credit = CREDIT.fullmatch(text, said.end, paragraph.span.end) if said.end < paragraph.span.end else None
        ended = not has_word(text, said.end, paragraph.span.end)
        if credit is None and ended and number + 1 < len(body.paragraphs):
            after = body.paragraphs[number + 1].span
            credit = CREDIT.fullmatch(text, after.start, after.end)
        span = trimmed(text, said.start, said.end)
        if credit is None or span is None:
            continue
        last = bisect_left(begins, span.end)
        inside = [one for one in found[max(0, last - NEAR) : last] if one.content[0].overlaps(span)]
        if not any(
            one.cue
            and paragraph.span.start <= one.cue.start < paragraph.span.end
            and has_word(text, one.cue.start, one.cue.end)
            for one in inside
        ):
            name = Span(*credit.span("name"))
            if text[name.end - 1] == "." and text[name.end - 2].islower():
                name = Span(name.start, name.end - 1)
            added.append(Attribution((span,), None, name, CERTAINTY))
    return _instead(found, added)


def _instead(found: list[Attribution], added: list[Attribution]) -> list[Attribution]:
    """Return both, without those found whose words reach into one added."""
    if not added:
        return found
    places = sorted(span for one in added for span in one.content)
    starts = [span.start for span in places]

    def free(span: Span) -> bool:
        number = bisect_right(starts, span.end - 1) - 1
        return number < 0 or not places[number].overlaps(span)

    kept = [one for one in found if all(free(span) for span in one.content)]
    return sorted([*kept, *added], key=lambda one: one.content)
