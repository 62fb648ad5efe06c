"""A section is read from a crumb, a label, a byline or a short row beside the headline; a reading time is not part of it."""

import pytest

from service.enrichment.metadata import layout, sections
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, page


def named(*lines):
    sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    headline = next(row for row in sight.rows if row.text == "Harbour plan passes")
    return {one.text for one in sections.candidates(sight, headline)}


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Entertainment", "Entertainment"),
        ("Entertainment 3 min read", "Entertainment"),
        ("Town Life 12 minutes", "Town Life"),
        ("Harbour life for members", "Harbour life"),
        ("Filed under: Business", "Business"),
        ("Home > World > Europe", "Europe"),
        ("by Jane Roe - in Gadgets", "Gadgets"),
        ("by Jane Roe in Town Life", "Town Life"),
        ("Travel · May 3, 2021", "Travel"),
        ("SciTech", "SciTech"),
    ],
)
def test_reads_the_section_beside_the_headline(line, section):
    assert section in named(line)


@pytest.mark.parametrize(
    "line",
    [
        "3 min read",
        "Share",
        "May 3, 2021",
        "Sign up for our harbour newsletter today, it is free",
        "Is it over?",
        "FacebookEmailTwitter",
        "UTC",
        "Ad Feedback",
        "View photos",
        "May 3, 2021 UTC",
    ],
)
def test_leaves_what_names_no_section(line):
    assert named(line) == set()


def test_the_last_entry_of_a_long_menu_is_told_from_a_row_that_stands_alone():
    def runs(*lines):
        sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
        headline = next(row for row in sight.rows if row.text == "Harbour plan passes")
        found = next(one for one in sections.candidates(sight, headline) if one.text == "Business")
        return [one for one in found.features if one.startswith("run:") and one.count(":") == 1]

    assert runs("Business") == ["run:0"]
    assert runs(*["World"] * 9, "Business") == ["run:4"]
