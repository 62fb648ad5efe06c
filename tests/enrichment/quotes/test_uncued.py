"""Whose words a quotation without any verb of saying is, and where nothing tells."""

import re
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from service.enrichment.quotes import marks, uncued
from service.enrichment.quotes.assembly import Attribution
from service.enrichment.types import Body, Entity, Mention, Span

Parse = Callable[[str], tuple[Doc, Body]]
PEOPLE = ("Mary Ellis", "Tom Brady")


def people(text: str) -> tuple[Entity, ...]:
    found = []
    for name in PEOPLE:
        mentions = tuple(Mention(Span(*m.span()), m[0]) for m in re.finditer(rf"{name}|{name.split()[-1]}", text))
        found.append(Entity(name, "PERSON", name, mentions))
    return tuple(found)


def sources(parse: Parse, text: str, found: list[Attribution]) -> list[tuple[str, str | None]]:
    """Return what is said and by whom, the pieces parted by a bar."""
    doc, body = parse(text)
    led = uncued.led(doc, body, people(text), found, marks.find(body))
    return [
        (" | ".join(body.slice(span) for span in one.content), body.slice(one.source) if one.source else None)
        for one in led
    ]


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Mary Ellis was in tears as she left the court. ", "Mary Ellis"),
        ("Mary Ellis, who chairs the group, was in no doubt.\n\n", "Mary Ellis"),
        ("Asked about the delay, Mary Ellis was blunt. ", "Mary Ellis"),
        ("She shook her head.\n", "She"),
        ("For Mary Ellis, the answer was simple: ", "Mary Ellis"),
        ("As Mary Ellis once put it, ", "Mary Ellis"),
        ("In the words of Mary Ellis: ", "Mary Ellis"),
    ],
)
def test_a_sentence_about_one_person_leads_to_what_they_say(parse: Parse, before: str, source: str) -> None:
    assert sources(parse, f"{before}“They broke it. We saw them.”", []) == [("They broke it. We saw them.", source)]


@pytest.mark.parametrize(
    "text",
    [
        "Mary Ellis met Tom Brady. “They broke it.”",  # which of the two?
        "Mary Ellis was praised by the mayor. “They broke it.”",
        "Mary Ellis left. “She is a star.”",  # told of her
        "Mary Ellis left. “They broke it,” the mayor said.",  # no sentence of its own
        "Mary Ellis left. “They broke it” hangs on the wall.",
        "Mary Ellis sang “They broke it.”",
        "The mayor left. “They broke it.”",
        "“We won,” Mary Ellis said. “They broke it.”",  # the sentence before has marks
        "A sign on the house of Mary Ellis is clear. “They broke it.”",
        "Mary Ellis’s sign was clear: “They broke it.”",
        "Mary Ellis left. “No.”",  # too short to be sure of
        "“They broke it all.”",
    ],
)
def test_nobody_is_led_to_where_it_is_not_clear_who(parse: Parse, text: str) -> None:
    assert sources(parse, text, []) == []


@pytest.mark.parametrize(("voter", "speaker"), [("The council", "Mary Ellis"), ("Tom Brady", "Tom Brady")])
def test_what_carries_on_words_of_a_body_is_the_next_persons_and_a_persons_stay_theirs(
    parse: Parse, voter: str, speaker: str
) -> None:
    text = f"{voter} voted to build it.\n\nMary Ellis shook her head.\n\n“They broke it.”"
    source, cue = Span(0, len(voter)), Span(len(voter) + 1, len(voter) + 6)
    plan = Span(cue.end + 1, text.index(".\n"))
    said = Span(text.index("They"), len(text) - 1)
    found = [Attribution((plan,), cue, source, 0.9), Attribution((said,), None, source, 0.9, continues=True)]
    assert sources(parse, text, found) == [("to build it", voter), ("They broke it.", speaker)]


def test_words_without_marks_are_no_part_of_the_quotation_behind_the_next_sentence(parse: Parse) -> None:
    text = "Asked about the delay, Mary Ellis was blunt. “They broke it.”"
    delay, said = Span(12, 21), Span(text.index("They"), len(text) - 1)
    found = [Attribution((delay, said), Span(0, 11), None, 0.9)]
    assert sources(parse, text, found) == [("They broke it.", "Mary Ellis")]
