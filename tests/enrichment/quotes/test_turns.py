"""What two people say side by side in one paragraph is two quotations."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from service.enrichment.quotes import marks, turns
from service.enrichment.quotes.assembly import Attribution
from service.enrichment.types import Body, Quote, Span

Find = Callable[[str], tuple[Quote, ...]]
Parse = Callable[[str], tuple[Doc, Body]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "“We cried,” Mary Jones said. “So did I,” agreed John Brown.",
            [("We cried", "Mary Jones"), ("So did I", "John Brown")],
        ),
        ("“Good,” she said. “Thanks,” her husband replied.", [("Good", "she"), ("Thanks", "her husband")]),
        (
            "“It was late,” the mayor said. “Very late,” a resident said.",
            [("It was late", "the mayor"), ("Very late", "a resident")],
        ),
        (
            "“Is it safe?” Ms Lee said. “Of course it is,” Mr Shah replied.",
            [("Is it safe?", "Lee"), ("Of course it is", "Shah")],
        ),
        ('"We cried," Mary says. "So did I," says John.', [("We cried", "Mary"), ("So did I", "John")]),
    ],
)
def test_each_says_what_stands_beside_them(find: Find, text: str, said: list[tuple[str, str]]) -> None:
    found = find(f"Maria Cole met Ann Shah on Monday. {text}")
    assert len(found) == len(said)
    for quote, (words, speaker) in zip(found, said, strict=True):
        assert quote.text == words
        assert quote.speaker is not None
        assert quote.speaker.text.endswith(speaker)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We cried,” Mary Jones said. “We all did.”", "We cried We all did."),
        ("“We cried,” said Mary Jones, a nurse, “and then we went home.”", "We cried and then we went home."),
        ("“We cried,” Mary Jones said. “We all did,” and the room went quiet.", "We cried We all did"),
        ("“We cried,” Mary Jones said. “We all did,” it was later clear.", "We cried We all did"),
    ],
)
def test_what_has_no_speaker_of_its_own_is_the_same_quotation(find: Find, text: str, said: str) -> None:
    assert [quote.text for quote in find(text)] == [said]


@pytest.mark.parametrize(
    ("text", "said", "source"),
    [
        ("“Why now?” Mary Ellis asked.", "Why now?", "Mary Ellis"),
        ('It rained. "No!" shouted Mary Ellis.', "No!", "Mary Ellis"),
        ("“Never,” Mary Ellis said.", "Never", "Mary Ellis"),
        ("“Never”, the mayor said.", "Never", "the mayor"),
        ("“Never,” Chan Wai-lam said.", "Never", "Chan Wai-lam"),
    ],
)
def test_a_marked_sentence_with_its_speaker_behind_it_is_said_however_short(
    parse: Parse, text: str, said: str, source: str
) -> None:
    doc, body = parse(text)
    [one] = turns.exclaimed(doc, body, [], marks.find(body), 0.5)
    assert [body.slice(span) for span in one.content] == [said]
    assert one.source is not None
    assert body.slice(one.source) == source
    assert one.certainty == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The “Late Night” host said nothing.",  # a name
        "“Late Night” host Ann Lee said it rained.",
        "He sang “Never.” Mary Ellis said nothing.",  # no sentence of its own
        "“Never.” Mary Ellis left.",  # nothing is said
        "“Never.” It was said too often.",
    ],
)
def test_marks_alone_do_not_say(parse: Parse, text: str) -> None:
    doc, body = parse(text)
    assert turns.exclaimed(doc, body, [], marks.find(body), 0.5) == []


def test_a_short_sentence_in_front_of_its_clause_is_the_first_piece_of_what_goes_on_behind_it(parse: Parse) -> None:
    text = "“No!” Mary Ellis shouted. “They broke it.”"
    doc, body = parse(text)
    cue = Span(text.index("shouted"), text.index("shouted") + 7)
    rest = Span(text.index("They"), len(text) - 1)
    [one] = turns.exclaimed(doc, body, [Attribution((rest,), cue, None, 0.9)], marks.find(body), 0.5)
    assert [body.slice(span) for span in one.content] == ["No!", "They broke it."]
    assert one.certainty == 0.9


@pytest.mark.parametrize(
    ("after", "source"), [("” says Mary Ellis.", "Mary Ellis"), ("” and they left.", "The firm"), ("”", "The firm")]
)
def test_what_carries_on_another_paragraph_is_its_own_where_it_has_a_clause(
    parse: Parse, after: str, source: str
) -> None:
    text = f"The firm plans to grow.\n\n“It is hard to build them,{after}"
    doc, body = parse(text)
    said = Span(text.index("It is"), text.index(",”"))
    found = [
        Attribution((Span(15, 22),), Span(9, 14), Span(0, 8), 0.9),
        Attribution((said,), None, Span(0, 8), 0.9, continues=True),
    ]
    [_, own] = turns.parted(doc, body, found)
    assert own.source is not None
    assert body.slice(own.source) == source
    assert own.continues == (source == "The firm")
