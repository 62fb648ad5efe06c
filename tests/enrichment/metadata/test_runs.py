"""Rows that have lost the marks between their tags are parted by what the page says and how they are spelled."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.enrichment.metadata import ranking
from service.enrichment.metadata.tags import runs
from service.enrichment.metadata.tags.unmarked import Words

SAID = (
    " the harbour and its ferries , town life , books and culture . the piers of exampleton were built of oak "
    "when the town council voted , and the harbour trade grew . \n ferries \n town life \n books "
)


def parter(said=SAID):
    return runs.Parter(Words(said, Counter(said.split()), {}), ranking.shipped()[ranking.RUNS].weights)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("harbourferriespiers", ["harbour", "ferries", "piers"]),
        ("ferriestown lifebooks", ["ferries", "town life", "books"]),
        ("HarbourTown lifeBooks", ["Harbour", "Town life", "Books"]),
        ("bookscultureJane Roe", ["books", "culture", "Jane Roe"]),
        ("Harbour tradeFerries 2021Books", ["Harbour trade", "Ferries 2021", "Books"]),
        ("Harbour", ["Harbour"]),
        ("Town council", ["Town council"]),
        (" harbourferries ", ["harbour", "ferries"]),
    ],
)
def test_tags_that_run_together(text, parts):
    assert parter().split(text, told=True) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Residents Of Exampleton Protest Harbour Trade In Town",
        "Follow us on the ferries",
        "books and culture of the town council",
    ],
)
def test_what_a_sentence_says_is_left_whole(text):
    assert parter().split(text, told=False) == [text]


def test_a_row_with_too_many_places_is_left_whole():
    text = "harbour ferries " * runs.MOST_PLACES
    assert parter().split(text.strip(), told=True) == [text.strip()]


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("harbourferries", True),
        ("bookscultureharbour", True),
        ("HarbourTown life", True),
        ("harbour ferries", False),
        ("harbourmaster", False),  # the page has no "master"
        ("Exampleton", False),
        ("bookstown", True),
        ("oakboats", False),
        ("", False),
    ],
)
def test_whether_words_run_together(text, glued):
    assert parter().is_glued(text) is glued


@pytest.mark.parametrize(
    ("token", "at", "kind"),
    [
        ("harbourTown", 7, "C"),
        ("NATOTalks", 4, "U"),
        ("NATOTalks", 2, "L"),
        ("harbourtown", 7, "L"),
        ("trends2024", 6, "D"),
        ("2024trade", 4, "D"),
        ("20162017", 4, "Y"),
        ("20162017", 2, ""),
        ("120162017", 5, ""),
        ("(AI)books", 4, "P"),
        ("books(AI)", 5, "P"),
        ("low-code", 3, ""),
        ("Harbour", 1, ""),
    ],
)
def test_where_a_token_may_be_parted(token, at, kind):
    assert runs.joint(token, at) == kind


WORDS = st.sampled_from(
    ["harbour", "Harbour", "ferries", "Town", "life", "books", "NATO", "2016", "(AI)", "&", "é", "x"]
)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "  "])), min_size=1, max_size=12), st.booleans())
@settings(deadline=None)
def test_the_parts_are_the_row_in_its_order(pairs, told):
    text = "".join(word + gap for word, gap in pairs).strip()
    found = parter().split(text, told=told)
    assert "".join("".join(found).split()) == "".join(text.split())
    at = 0
    for part in found:
        assert part.strip() == part != ""
        at = text.index(part, at) + len(part)
