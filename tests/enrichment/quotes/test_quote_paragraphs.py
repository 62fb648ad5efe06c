"""Quotations over several paragraphs: which stretches belong together, and what is no continuation."""

from collections.abc import Callable

import pytest

from service.enrichment.types import Quote

Find = Callable[[str], tuple[Quote, ...]]
DOUBLE, CURLY, SINGLE, SINGLE_CURLY = '""', "“”", "''", "‘’"


def said(found: tuple[Quote, ...]) -> list[tuple[str, str, str]]:
    """Return what is said, by whom and how that was told."""
    return [
        (quote.text, *((quote.speaker.text, quote.speaker.resolution) if quote.speaker else ("", "")))
        for quote in found
    ]


@pytest.mark.parametrize(("opening", "closing"), [DOUBLE, CURLY, SINGLE, SINGLE_CURLY])
@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "<I couldn't stay,> Linda Marsh said. <I tried.\n\n<God knows I tried.>",
            [
                ("I couldn't stay I tried.", "Linda Marsh", "name"),
                ("God knows I tried.", "Linda Marsh", "continuation"),
            ],
        ),
        (
            "<I couldn't stay,> Linda Marsh said. <I tried.\n\n<God knows I tried,> she added.",
            [("I couldn't stay I tried.", "Linda Marsh", "name"), ("God knows I tried", "she", "pronoun")],
        ),
        (
            "<I couldn't stay,> said Linda Marsh. <I tried.\n\n<I did.\n\n<God knows I tried.>",
            [
                ("I couldn't stay I tried.", "Linda Marsh", "name"),
                ("I did.", "Linda Marsh", "continuation"),
                ("God knows I tried.", "Linda Marsh", "continuation"),
            ],
        ),
        (
            "Linda Marsh said: <I couldn't stay. I tried.\n\n<God knows I tried.>",
            [
                ("I couldn't stay. I tried.", "Linda Marsh", "name"),
                ("God knows I tried.", "Linda Marsh", "continuation"),
            ],
        ),
    ],
)
def test_a_quotation_left_open_is_carried_on(
    find: Find, opening: str, closing: str, text: str, quotes: list[tuple[str, str, str]]
) -> None:
    assert said(find(text.replace("<", opening).replace(">", closing))) == quotes


def test_what_is_left_open_behind_a_clause_is_the_same_speakers(find: Find) -> None:
    assert said(find("The chairman said the deal was dead. “It is over.\n\n“We move on.”"))[1:] == [
        ("It is over.", "The chairman", "nominal"),
        ("We move on.", "The chairman", "continuation"),
    ]


def test_what_is_left_open_behind_no_speaker_is_whose_the_next_paragraph_is(find: Find) -> None:
    assert said(find("Linda Marsh sold the house. “I couldn't stay. It was big.\n\n“I tried,” she said.")) == [
        ("I couldn't stay. It was big.", "she", "pronoun"),
        ("I tried", "she", "pronoun"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thousands told to leave\n\nSES has 'grave concerns' for residents on roofs", ["to leave"]),
        ("Thousands told to leave\n\nRoad ‘not safe’ for weeks", ["to leave"]),
    ],
)
def test_a_paragraph_without_an_opening_mark_carries_nothing_on(find: Find, text: str, told: list[str]) -> None:
    assert [quote.text for quote in find(text) if quote.speaker] == told


KNEW = "“I knew each one by its voice,” said Tom Bell."


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (f"{KNEW} He sat down.\n\n“I knew each one by its voice”\n\nHe left.", 1),
        (f"“I knew each one by its voice.”\n\n{KNEW}", 1),
        (f"{KNEW}\n\n“I knew each one by name.”", 2),
        (f"{KNEW}\n\n“I knew each one by its voice,” said Ann Lee.", 2),
        ("“No,” said Tom Bell. He sat down.\n\n“No,” said Ann Lee.\n\n“No.”", 3),
    ],
)
def test_a_pull_quote_is_no_second_quote(find: Find, text: str, quotes: int) -> None:
    assert len(find(text)) == quotes


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Ann Lee said: “Nobody came. We waited in the street.", "Nobody came. We waited in the street."),
        ("Ann Lee said: “Nobody came. We waited in the street.”", "Nobody came. We waited in the street."),
        ("Ann Lee said nobody came.", "nobody came"),
    ],
)
def test_a_quotation_that_no_mark_closes_keeps_its_full_stop(find: Find, text: str, last: str) -> None:
    assert [quote.text for quote in find(text)] == [last]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"The sea," an old sailor once told me, "is never still."', ["The sea is never still."]),
        ('He sang of "The Sea," an old sailor told me. "It is still."', ["It is still."]),
        ('He sang "The Sea" and an old sailor said, "It is still."', ["It is still."]),
    ],
)
def test_the_first_half_in_front_of_the_cue_is_kept(find: Find, text: str, quotes: list[str]) -> None:
    assert [quote.text for quote in find(text) if quote.type == "direct"] == quotes
