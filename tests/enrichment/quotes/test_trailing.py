"""A sentence that ends with who said it is a quotation, wherever the parse puts its source."""

from collections.abc import Callable

import pytest

from service.enrichment.types import Quote

Find = Callable[[str], tuple[Quote, ...]]
LEAD = "At least two people were killed on Monday in an explosion at a chemical plant near Lima, Ohio"


@pytest.mark.parametrize(
    "source", ["county officials", "the Kenya Revenue Authority (KRA)", "Mayor Tom Price", "witnesses"]
)
@pytest.mark.parametrize(
    "end", ["said.", "said on Wednesday.", "announced on Tuesday.", "told reporters.", "have said."]
)
def test_the_words_before_the_last_comma_are_said_by_those_behind_it(find: Find, source: str, end: str) -> None:
    (quote, *_) = find(f"{LEAD}, {source} {end}\n\nNo one has been arrested.")
    assert quote.text == LEAD
    assert quote.speaker is not None
    assert quote.speaker.text == source


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, in Lima, Ohio, county officials said.",
        "He lives near Lima, Ohio, and officials said so.",
        "After the fire broke out in Lima, Ohio, officials said nothing and left the town.",
        "It was late, as officials in Lima said.",
    ],
)
def test_nothing_is_said_in_a_sentence_without_a_clause_before_its_comma(find: Find, text: str) -> None:
    assert not any(quote.text.startswith(("On Monday", "He lives", "After", "It was late, as")) for quote in find(text))
