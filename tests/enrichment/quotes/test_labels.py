"""Speakers by layout: a transcript's labels, a dash and a name under a quotation."""

import re
from collections.abc import Callable

import pytest

from service.enrichment.quotes import labels, marks
from service.enrichment.quotes.assembly import Attribution
from service.enrichment.types import Body, Entity, Mention, Paragraph, Quote, Span

Find = Callable[[str], tuple[Quote, ...]]


def body(text: str) -> Body:
    return Body(text, tuple(Paragraph(Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*\S[^\n]*", text)))


def pairs(text: str, found: list[Attribution]) -> list[tuple[str, str]]:
    return [
        (text[one.source.start : one.source.end], text[one.content[0].start : one.content[0].end])
        for one in found
        if one.source
    ]


def person(text: str, name: str) -> Entity:
    span = Span(text.index(name), text.index(name) + len(name))
    return Entity("e1", "PERSON", name, (Mention(span, name),))


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("KELLY: Why?\nMORGAN: Because.", [("KELLY", "Why?"), ("MORGAN", "Because.")]),
        ("Q: Why?\nA: Because.", [("Q", "Why?"), ("A", "Because.")]),
        ("Q. Why?\nA. Because.", [("Q", "Why?"), ("A", "Because.")]),
        ("A. Smith came first.\nJ. Jones was last.", []),
        ("DR. KELLY: Why?\nSEN. MORGAN: Because.", [("DR. KELLY", "Why?"), ("SEN. MORGAN", "Because.")]),
        ("KELLY (off camera): Why?\nMORGAN: Because.", [("KELLY", "Why?"), ("MORGAN", "Because.")]),
        ("KELLY: Why?\nJane Morgan: Because.", [("KELLY", "Why?"), ("Jane Morgan", "Because.")]),
        ("KELLY: “Why?”\nMORGAN: “Because.”", [("KELLY", "Why?"), ("MORGAN", "Because.")]),
        ("KELLY: “Why?” he said.\nMORGAN: Yes.", [("KELLY", "“Why?” he said."), ("MORGAN", "Yes.")]),
        ("Interviewer: Why?\nJane Morgan: Because.", [("Interviewer", "Why?"), ("Jane Morgan", "Because.")]),
        ("Jane Morgan: Because.\nHost: Why?", [("Jane Morgan", "Because."), ("Host", "Why?")]),
        ("Director: Jane Morgan.\nLead Actor: Ann Lee.", []),
        ("KELLY: Why?", []),
        ("KELLY: Why?\nKELLY: Why not?", []),
        ("KELLY: Why?\n\nNobody answered.\n\nMORGAN: Because.", []),
        ("NOTE: Closed.\nHOURS: Nine.", []),
        ("Monday: Soup.\nTuesday: Fish.", []),
        ("Starters: Soup.\nMains: Fish.", []),
        ("11:30 The doors open.\n12:00 The doors close.", []),
        ("http://a.example\nhttp://b.example", []),
    ],
)
def test_reads_two_labelled_paragraphs_of_two_speakers_as_a_transcript(text: str, turns: list[tuple[str, str]]) -> None:
    assert pairs(text, labels.labelled(body(text), (), [])) == turns


def test_takes_a_name_that_the_article_knows_for_a_label() -> None:
    text = "Morgan: Because.\nJane Kelly: Why?"
    assert labels.labelled(body(text), (), []) == []
    assert pairs(text, labels.labelled(body(text), (person(text, "Morgan"),), [])) == [
        ("Morgan", "Because."),
        ("Jane Kelly", "Why?"),
    ]


PROGRAMME = """PRESENTER (Laura Kettle): Are you worried?

FINANCE MINISTER: We have a plan.

FINANCE MINISTER (Rupert Hale): I agree.

LK: So no tax cuts?

RH: Never.

XY: And I?

HOST (off camera): Thank you."""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (PROGRAMME, ["Laura Kettle", "Rupert Hale", "Rupert Hale", "Laura Kettle", "Rupert Hale", None, None]),
        ("Q. Why?\n\nA. Because.\n\nQ. Again?\n\nA. Never.", [None] * 4),
        ("Ann Lee met Tom Pryce.\n\nAL: Why?\n\nTP: Because.", ["Ann Lee", "Tom Pryce"]),
        ("Ann Lee met Alan Lowe and Tom Pryce.\n\nAL: Why?\n\nTP: Because.", [None, "Tom Pryce"]),
        (
            "Ann Lee met Tom Pryce by the harbour yesterday evening.\n\nLEE: Why?\n\nPRYCE: Because.",
            ["Ann Lee", "Tom Pryce"],
        ),
    ],
)
def test_names_who_a_label_stands_for(find: Find, text: str, names: list[str | None]) -> None:
    turns = [quote for quote in find(text) if quote.confidence == labels.CERTAINTY]
    assert [turn.speaker and turn.speaker.name for turn in turns] == names


def test_puts_a_turn_in_the_place_of_what_it_holds() -> None:
    text = "KELLY: He said no.\nMORGAN: Yes.\nShe left."
    inner, outer = (Attribution((Span(text.index(w), text.index(w) + 2),), None, None, 0.5) for w in ("no", "left"))
    found = labels.labelled(body(text), (), [inner, outer])
    assert inner not in found
    assert outer in found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We wait.”\n— Ann Lee", ["Ann Lee"]),
        ("“We wait.” — Ann Lee", ["Ann Lee"]),
        ('"We wait."\n\n- Ann Lee.', ["Ann Lee"]),
        ("“We wait.”\n–Ann de la Cruz, a nurse in Leeds", ["Ann de la Cruz"]),
        ("“We wait.”\n-- J. R. Lee", ["J. R. Lee"]),
        ("• “We wait.” – Ann Lee, 71, Leeds", ["Ann Lee"]),
        ("- “We wait.” – Ann Lee", ["Ann Lee"]),
        ("Sign: “We wait.” – Ann Lee", []),
        ("“We wait.”\nAnn Lee", []),
        ("“We wait.”\n— and so they did", []),
        ("“We wait.”\n— Ann Lee left. She was tired.", []),
        ("“We wait” — Ann Lee said so — was all.", []),
        ("He said “we wait”.\n— Ann Lee", []),
        ("“We wait,” he said. “We hope.”\n— Ann Lee", []),
    ],
)
def test_takes_a_dash_and_a_name_for_the_speaker_of_the_quotation_above(text: str, speaker: list[str]) -> None:
    found = labels.credited(body(text), marks.find(body(text)), [])
    assert [name for name, _ in pairs(text, found)] == speaker


def test_leaves_a_quotation_with_a_cue_of_its_own_alone() -> None:
    text = "“We wait.” He said it.\n— Ann Lee"
    one = Attribution((Span(1, 9),), Span(14, 18), Span(11, 13), 0.9)
    assert labels.credited(body(text), marks.find(body(text)), [one]) == [one]


def test_takes_no_bullet_for_a_cue() -> None:
    text = "• “We wait.” – Ann Lee"
    one = Attribution((Span(3, 11),), Span(0, 1), None, 0.9)
    assert [name for name, _ in pairs(text, labels.credited(body(text), marks.find(body(text)), [one]))] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("BREAKING: Prime minister resigns", [("BREAKING:", False)]),
        ("Update: The mayor says no", [("Update:", False)]),
        ("• Exclusive: The bridge falls", [("• Exclusive:", False)]),
        ("Editor’s note: This was mended", [("Editor’s note:", False)]),
        ("READ MORE: Dust was a known hazard", [("READ MORE:", True)]),
        ("He left.\nRelated: Dust was a known hazard", [("Related:", True)]),
        ("Ann Lee: We won", []),
        ("KELLY: We won", []),
        ("Breaking the ice: a talk", []),
        ("He wrote an update: the bridge fell", []),
        ("Time:out", []),
        (": We won", []),
    ],
)
def test_knows_the_labels_that_are_nobody(text: str, labelled: list[tuple[str, bool]]) -> None:
    found = labels.heads(body(text))
    assert [(text[head.span.start : head.span.end], head.links) for head in found] == labelled


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("BREAKING: Prime minister resigns, says “I have failed”.", [("I have failed", "Prime minister")]),
        ("UPDATE: The mayor says the bridge is closed.", [("the bridge is closed", "The mayor")]),
        ("EXCLUSIVE: Ann Lee says “we are ready”.", [("we are ready", "Ann Lee")]),
        ("Read more: Dust was a known hazard, 2019 report warned", []),
        ("RELATED: “Dust is a hazard,” says Ann Lee", []),
        ("Ann Lee: “We are ready.”", [("We are ready.", "Ann Lee")]),
    ],
)
def test_no_label_speaks_or_is_said(find: Find, text: str, quotes: list[tuple[str, str]]) -> None:
    assert [(quote.text, quote.speaker and quote.speaker.text) for quote in find(text)] == quotes


@pytest.mark.parametrize(
    ("flood", "said"),
    [("A: ", 0), ("A-B: x\n", 0), ("“a”\n— A\n", 5000), ("“a” — ", 0), ("KELLY: x\nLEE: y\n", 10_000)],
)
def test_reads_a_flood_of_labels_to_the_end(flood: str, said: int) -> None:
    text = flood * 5000
    turns = labels.labelled(body(text), (), [])
    told = labels.credited(body(text), marks.find(body(text)), turns)
    assert len(told) == said
    assert all(0 <= span.start < span.end <= len(text) for one in told for span in one.content)


INTERVIEW = "Q: Where do you write?\n\nA: On trains, mostly.\n\nQ: And why?\n\nA: Nobody calls."


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Mary Ellis has won two prizes. She spoke to us in Leeds.", "Mary Ellis"),
        ("Mary Ellis has won two prizes. Tom Brady has won none.", None),  # which of the two?
        ("The poet has won two prizes.", None),
    ],
)
def test_an_interview_s_answers_are_the_only_named_persons(find: Find, opening: str, name: str | None) -> None:
    found = find(f"{opening}\n\n{INTERVIEW}")
    answers = {quote.speaker.name for quote in found if quote.speaker and quote.speaker.text == "A"}
    asked = {quote.speaker.name for quote in found if quote.speaker and quote.speaker.text == "Q"}
    assert (answers, asked) == ({name}, {None})
