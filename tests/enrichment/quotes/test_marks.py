"""Which stretches of a text stand inside quote marks."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.enrichment.quotes import marks
from service.enrichment.types import Body, Paragraph, Span


def body(text: str) -> Body:
    return Body(text, tuple(Paragraph(Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*\S[^\n]*", text)))


def inside(text: str) -> list[str]:
    return [body(text).slice(quoted.span) for quoted in marks.find(body(text))]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ('"We won," she said.', ["We won,"]),
        ("“We won,” she said.", ["We won,"]),
        ('“We won," she said.', ["We won,"]),
        ('"We won,” she said.', ["We won,"]),
        ("''We won,'' she said.", ["We won,"]),
        ("``We won,'' she said.", ["We won,"]),
        ("«We won», she said.", ["We won"]),
        ("„We won,“ she said.", ["We won,"]),
        ("‘We won,’ she said.", ["We won,"]),
        ("'We won,' she said.", ["We won,"]),
        ("'We didn't win,' she said.", ["We didn't win,"]),
        ("‘We didn’t win,’ she said.", ["We didn’t win,"]),
        ("‘The girls’ team didn’t win,’ she said.", ["The girls’ team didn’t win,"]),
        ("'The girls' team didn't win,' she said.", ["The girls' team didn't win,"]),
        ('She said it was "over".', ["over"]),
        ('She said it was "over."', ["over."]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("‘One,’ he said. ‘Two.’", ["One,", "Two."]),
        ("“He told me, ‘Go home,’ and I went,” she said.", ["He told me, ‘Go home,’ and I went,"]),
        ("\"He told me, 'Go home,' and I went,\" she said.", ["He told me, 'Go home,' and I went,"]),
        ("‘He told me, “Go home,” and I went,’ she said.", ["He told me, “Go home,” and I went,"]),
        ("(“We won,” she said.)", ["We won,"]),
        ('He asked: "Why?"', ["Why?"]),
        ("He asked:“Why?”", ["Why?"]),
        ('He said—"never"—and left.', ["never"]),
        ("The players' union and the owners' lawyers met.", []),
        ("It's John's, isn't it?", []),
        ("It’s John’s, isn’t it?", []),
        ("Rock 'n' roll in the '90s.", []),
        ("Rock ’n’ roll in the ’90s.", []),
        ("'Tis the season, get 'em while you can.", []),
        ("A 6'2\" forward and a 5'11\" guard.", []),
        ("'One,' she said. 'Two.", ["One,", "Two."]),
        ("She said: 'One. Two.", ["One. Two."]),
        ("She said: 'one and two", []),
        ("She left in the '90s. 'Tis the season.", []),
        ("The workers' party won. 'Twas late.", []),
        ("No marks here.", []),
        ('""', []),
        ("", []),
    ],
)
def test_finds_what_stands_inside_the_marks_of_one_paragraph(text: str, stretches: list[str]) -> None:
    assert inside(text) == stretches


def test_runs_an_open_quotation_to_the_end_of_its_paragraph() -> None:
    (quoted,) = marks.find(body("He said: “We will go on. We will."))
    assert quoted.open
    assert quoted.span.end == len("He said: “We will go on. We will.")


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»")])
def test_marks_a_quotation_resumed_in_the_next_paragraph_as_continuing(opening: str, closing: str) -> None:
    text = f"{opening}First we wait.\n\n{opening}Then we act.{closing} he said."
    first, second = marks.find(body(text))
    assert (first.open, first.continues, second.open, second.continues) == (True, False, False, True)


def test_does_not_carry_a_closed_quotation_on() -> None:
    first, second = marks.find(body("“First we wait.”\n\n“Then we act,” he said."))
    assert not first.open
    assert not second.continues


def test_closes_a_broken_quotation_paragraphs_later() -> None:
    text = "He said: “We wait.\n\nThat is all we do.\n\nThen we act.” He left."
    assert inside(text) == ["We wait.", "That is all we do.", "Then we act."]


def test_forgets_an_open_quotation_that_nothing_closes() -> None:
    text = "He said: “We wait.\n\nHe left.\n\nShe stayed."
    assert inside(text) == ["We wait."]


def test_keeps_one_bad_mark_to_its_own_paragraph() -> None:
    text = 'He said" it.\n\n"We won," she said. "Twice."'
    assert inside(text)[-2:] == ["We won,", "Twice."]


def test_gives_up_a_quotation_never_closed_at_the_next_opening_mark() -> None:
    assert inside("“We won, she said. “Twice.”") == ["We won, she said", "Twice."]


TEXTS = st.text(alphabet=st.sampled_from("ab s.,\n\"'“”‘’«»`5"), max_size=80)


@given(TEXTS)
@example("'5\n'`\"")
def test_stretches_are_in_order_disjoint_and_within_a_paragraph(text: str) -> None:
    found = marks.find(body(text))
    spans = [quoted.span for quoted in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all("\n" not in text[span.start : span.end] for span in spans)


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", "''", '" ', ' "', "a'"])
def test_reads_a_flood_of_marks_to_the_end(mark: str) -> None:
    text = mark * 100_000
    spans = [quoted.span for quoted in marks.find(body(text))]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
