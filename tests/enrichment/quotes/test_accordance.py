"""A sentence that ends with whom it is according to is theirs, whole, whoever else it tells of."""

from collections.abc import Callable

import pytest

from service.enrichment.types import Quote

Find = Callable[[str], tuple[Quote, ...]]


def read(found: tuple[Quote, ...]) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker.text if quote.speaker else None) for quote in found]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The French government is considering banning phones in all schools", "two officials briefed on the plan"),
        ("The company is planning to cut 400 jobs in Ohio", "a person familiar with the matter"),
        ("The minister wants to scrap the tax by April", "people close to her"),
        ("House prices are expected to fall by 5% next year", "Nationwide"),
        ("The storm, which packed winds of 200 kph, was expected to reach Taiwan by Sunday", "the bureau"),
        ("The army is believed to be preparing an assault", "Western officials"),
    ],
)
def test_it_is_said_whole_by_its_source(find: Find, said: str, source: str) -> None:
    assert read(find(f"It rained in Exampleton.\n\n{said}, according to {source}.")) == [(said, source)]


def test_a_dateline_and_a_conjunction_in_front_are_no_part_of_it(find: Find) -> None:
    said, told = "the council is planning to sell the park", ", according to two officials."
    assert read(find(f"LEEDS, England — The council is planning to sell the park{told}"))[0][0] == "T" + said[1:]
    assert read(find(f"But {said}{told}"))[0][0] == said


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the park was sold, according to two officials.",
        "The council plans to sell the “ugly” park, according to two officials.",
        "The council plans to sell the park, according to two officials, and residents fear it will be built on.",
    ],
)
def test_where_somebody_says_it_or_it_goes_on_the_words_stay_as_they_were_read(find: Find, text: str) -> None:
    whole = text.split(", according", maxsplit=1)[0]
    assert (whole, "two officials") not in read(find(text))
