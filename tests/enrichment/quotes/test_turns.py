"""What two people say side by side in one paragraph is two quotations."""

from collections.abc import Callable

import pytest

from service.enrichment.types import Quote

Find = Callable[[str], tuple[Quote, ...]]


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
