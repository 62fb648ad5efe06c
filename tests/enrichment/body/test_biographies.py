"""A note on who wrote the article begins with the byline's name or says what a reporter does; the news of others does neither."""

import pytest

from service.enrichment.body import biographies
from service.enrichment.types import Line, Role, Span

PROSE = [f"House prices fell in month {number}." for number in range(6)]


def found(*texts: str, byline: str = "Exampleton", role: Role = Role.BYLINE) -> frozenset[int]:
    """Return the places told, below a byline which is the first line."""
    lines = [Line(Span(0, len(byline)), byline, role)]
    return biographies.find([*lines, *(Line(Span(0, len(text)), text, Role.BODY) for text in texts)])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hanna Sorel is an economics reporter at The Beacon. She joined the paper in 2016.", True),
        ("About the author: Ann Lee is a freelance photographer.", True),
        ("Ann Lee covers education for The Beacon and is an author.", True),
        ("The Beacon is a daily whose editor left in May.", False),
        ("Ann Lee is a market trader.", False),
    ],
)
def test_a_note_that_names_a_reporters_work_is_told_among_the_last_lines(text: str, told: bool) -> None:
    assert bool(found(*PROSE, text)) is told
    assert not found(text, *PROSE)
    assert not found(text)


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Roe",
        "JANE ROE, Staff writer",
        "Tom Hill and Jane Roe",
        "Written by: Jane Roe",
        "By Jane Roe5 minute read",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe spent 12 years in Exampleton before she came here.",
        "Jane Roe's stories have appeared in other papers. She lives by the sea.",
        "Jane Roe: 555-0110.",
        "Jane Roe",
        "Jane is an avid runner.",
        "Jane, a doctor, lives in Exampleton.",
    ],
)
def test_a_line_that_begins_with_the_bylines_name_is_a_note(byline: str, text: str) -> None:
    assert found(*PROSE, text, byline=byline) == {len(PROSE) + 1}


def test_a_byline_that_was_kept_is_read_too() -> None:
    assert found(*PROSE, "Jane Roe lives by the sea.", byline="By Jane Roe", role=Role.BODY) == {len(PROSE) + 1}


@pytest.mark.parametrize(
    ("byline", "text"),
    [
        ("By Jane Roe", "Tom Hill spent 12 years in Exampleton."),
        ("By Jane Roe", "Jane Roeburn was not there."),
        ("By Jane Roe", "Jane Roe said that the market would close."),
        ("By Jane Roe", "Jane Roe, 34, was not hurt."),
        ("By Jane Roe", "Jane Roe: And what did the council say?"),
        ("By Jane Roe", "Jane Street was closed."),
        ("By Jane Roe", "She lives by the sea."),
        ("North Korea, 20 August", "North Korea has closed the market."),
        ("Exampleton Press", "Exampleton Press writers were at the market."),
        ("The Market Was Jane Roe's", "The Market Was closed."),
    ],
)
def test_news_of_others_and_what_the_author_said_stay(byline: str, text: str) -> None:
    assert not found(*PROSE, text, byline=byline)


def test_a_line_that_begins_with_the_bylines_name_stays_above_the_last_lines() -> None:
    assert not found("Jane Roe spent 12 years in Exampleton.", *PROSE, byline="By Jane Roe")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ann Lee is The Beacon’s chief political correspondent.", True),
        ("Ann Lee covers courts as a reporter for The Beacon.", True),
        ("Ann Lee is a reporter in the film, said the director.", False),
        ("Ann Lee is at the pier on Sunday.", False),
        ("Zoe Hill is The Beacon’s chief political correspondent.", False),
    ],
)
def test_a_box_on_the_author_stands_in_the_midst_of_the_article(text: str, told: bool) -> None:
    where = found(PROSE[0], "Ann Lee", text, *PROSE, byline="By Ann Lee")
    assert where == (frozenset({2, 3}) if told else frozenset())


@pytest.mark.parametrize("byline", ["Par Ann Lee", "Von Ann Lee", "Por Ann Lee", "Door Ann Lee"])
def test_the_byline_of_other_languages_names_who_signs_last(byline: str) -> None:
    assert found(*PROSE, "Ann Lee (Bruxelles, bureau européen)", byline=byline) == {len(PROSE) + 1}
