"""What a dash parts from a headline is the site's name only where the page names itself so."""

import pytest

from service.enrichment.metadata import layout, mastheads, titles
from service.enrichment.metadata.publishers import sources
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, body, page

HEADLINE = "Council of Exampleton voted on harbour plan after debate"
SOURCES = (
    "Harbour Minister",
    "Police",
    "Report",
    "NGO",
    "Roe",
    "study",
    "HPA",
    "Governor Jane Roe",
    "Part 2",
    "My Favourites!",
)


def candidates(row, *lines):
    given = page("Menu of the page", row, PROSE, MORE, *lines)
    sight = layout.read(given)
    return sight, tuple(titles.candidates(sight, body(given), frozenset()))


@pytest.mark.parametrize("dash", [" – ", " - ", " — "])
@pytest.mark.parametrize("source", SOURCES)
def test_a_source_or_an_aside_behind_a_dash_is_the_headlines_own_and_no_publisher(source, dash):
    sight, titled = candidates(f"{HEADLINE}{dash}{source}")
    assert {one.text for one in titled if one.row.text.startswith(HEADLINE)} == {f"{HEADLINE}{dash}{source}"}
    assert not any("has-split" in one.features for one in titled)
    assert sources.original(sight, titled, titled[-1]) is None


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Exampleton Gazette", None),
        ("The Gazette", None),
        ("Exampleton Life", "© 2021 Exampleton Life Ltd"),
        ("Exampleton Life", "About Exampleton Life"),
        ("Exampleton Life", "desk@exampletonlife.com"),
        ("HPA", "© HPA 2021"),
    ],
)
def test_a_name_that_a_second_place_says_is_the_sites(name, line):
    sight, titled = candidates(f"{HEADLINE} - {name}", *([line] if line else []))
    assert HEADLINE in {one.text for one in titled}
    head = next(one for one in titled if one.text == HEADLINE)
    assert sources.original(sight, titled, head).text == name


def test_what_the_article_speaks_of_is_no_site_though_tags_and_other_headlines_name_it():
    prose = PROSE + " The Harbour Board did not answer."
    rows = ("Harbour Board", f"{HEADLINE} - Harbour Board", prose, MORE, "Beach closes - Harbour Board")
    given = page(*((row, Role.BODY) if row == prose else row for row in rows))
    assert not mastheads.is_own("Harbour Board", mastheads.read(layout.read(given)))


def test_a_bar_parts_the_sites_name_without_a_witness():
    _, titled = candidates(f"{HEADLINE} | Exampleton Life")
    assert HEADLINE in {one.text for one in titled}
