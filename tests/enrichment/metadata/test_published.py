"""How a page writes its numeric dates, and which of its dates is the day of publication."""

import pytest

from service.enrichment import metadata
from service.enrichment.metadata import dates, layout, published
from service.enrichment.metadata.dates import Order
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, body, page

HEADLINE = ("Exampleton council votes for harbour plan after night of debate", Role.TITLE)
BYLINE = ("By Jane Roe and John Doe", Role.BYLINE)


def order(*lines, language="en", url=None):
    return published.order_of(layout.read(page(*lines, PROSE, MORE)), language=language, url=url)


@pytest.mark.parametrize(
    ("lines", "given", "expected"),
    [
        (("03/04/2021",), {}, Order.MONTH_FIRST),
        (("03/04/2021", "25/03/2021"), {}, Order.DAY_FIRST),
        (("03/04/2021", "03/25/2021"), {}, Order.MONTH_FIRST),
        (("09.10.2024", "10.28.2024"), {}, Order.MONTH_FIRST_EVEN_DOTTED),
        (("09.10.2024", "28.10.2024"), {}, Order.DAY_FIRST),
        (("9.8.2021", "September 8, 2021"), {}, Order.MONTH_FIRST_EVEN_DOTTED),
        (("9.8.2021", "August 9, 2021"), {}, Order.DAY_FIRST),
        (("9.8.2021", "08/25/2021"), {}, Order.MONTH_FIRST_EVEN_DOTTED),
        (("9.8.2021", "March 16, 2021"), {}, Order.MONTH_FIRST),
        (("02-12-2025", "December 02, 2025"), {}, Order.DAY_FIRST),
        (("02-12-2025", "February 12, 2025"), {}, Order.MONTH_FIRST),
        (("03/10/2023", "16 February 2026", "9 January 2026"), {}, Order.DAY_FIRST),
        (("03/10/2023", "February 16, 2026", "January 9, 2026"), {}, Order.MONTH_FIRST),
        (("03/10/2023", "16 February 2026", "02/25/2024"), {}, Order.MONTH_FIRST),
        (("03/04/2021",), {"language": "de"}, Order.DAY_FIRST),
        (("03/04/2021",), {"language": None}, Order.MONTH_FIRST),
        (("03/04/2021",), {"url": "https://www.example.co.uk/a"}, Order.DAY_FIRST),
        (("03/04/2021",), {"url": "https://example.in/a"}, Order.DAY_FIRST),
        (("03/04/2021",), {"url": "https://example.com/uk/a"}, Order.MONTH_FIRST),
        (("03/04/2021", "03/25/2021"), {"url": "https://www.example.co.uk/a"}, Order.MONTH_FIRST),
    ],
)
def test_the_order_of_numeric_dates_follows_the_strongest_evidence(lines, given, expected):
    assert order(*lines, **given) is expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 4, 2021", "2021-03-04"),
        ("Published: 4 March 2021 | 16:05", "2021-03-04"),
        ("Posted on March 4, 2021", "2021-03-04"),
        ("Mar 4, 2021, 9:15 AM ET", "2021-03-04"),
        ("4 Mar 2021 09:15 GMT", "2021-03-04"),
        ("2021-03-04", "2021-03-04"),
    ],
)
def test_the_date_under_the_byline_is_the_day_of_publication(line, day):
    given = page("Home", HEADLINE, BYLINE, (line, Role.DATE), PROSE, MORE, PROSE.replace("night", "week"))
    assert metadata.extract(given, body(given)).published[:10] == day


@pytest.mark.parametrize(
    ("line", "may_be"),
    [
        ("Register by March 4, 2021 for the harbour conference", False),
        ("Valid through March 4, 2021", False),
        ("Submit your pictures of the harbour before March 4, 2021", False),
        ("Register now · March 4, 2021", True),
        ("Order of the council, March 4, 2021", True),
        ("Published by March 4, 2021", True),
    ],
)
def test_a_day_to_act_by_is_no_candidate(line, may_be):
    found = published.candidates(layout.read(page("Home", HEADLINE, line, PROSE, MORE)), None)
    assert [one.row.text for one in found] == [line] * may_be


@pytest.mark.parametrize(
    "line",
    [
        "In this March 2, 2011 file photo, members of the council walk along the old harbour of Exampleton.",
        "The harbour act was signed into law on Aug. 14, 1935, the clerk of the council said in a statement.",
        "Offer valid until March 4, 2021 for new members of the harbour club.",
        "Copyright 2021 The Exampleton Gazette",
        "Register by March 4, 2021 for the harbour conference",
    ],
)
def test_a_date_that_speaks_of_something_else_is_no_day_of_publication(line):
    given = page("Home", HEADLINE, BYLINE, PROSE, (line, Role.OTHER), MORE, PROSE.replace("night", "week"))
    assert metadata.extract(given, body(given)).published is None


@pytest.mark.parametrize(
    ("line", "role", "kept"),
    [
        ("March 4, 2021 Guards secure the harbour", Role.CAPTION, False),
        ("Published March 4, 2021", Role.CAPTION, True),
        ("— harbour watch (@harbour_watch) March 4, 2021", Role.OTHER, False),
        ("A film that was dated March 4, 2021, showed the old harbour and the men who had built it.", Role.BODY, False),
        ("Exampleton, March 4, 2021", Role.BODY, True),
        ("March 4, 2021", Role.DATE, True),
    ],
)
def test_a_date_of_a_picture_a_post_or_the_story_is_no_candidate(line, role, kept):
    sight = layout.read(page(HEADLINE, BYLINE, PROSE, (line, role), MORE))
    assert bool(published.candidates(sight, None)) is kept


def test_a_numeric_date_of_a_page_is_read_as_the_page_writes_them():
    given = page("Home", HEADLINE, BYLINE, ("03/04/2021", Role.DATE), PROSE, MORE, "Related stories", "25/03/2021")
    assert metadata.extract(given, body(given)).published == "2021-04-03"


def test_the_order_is_asked_of_no_more_rows_than_are_looked_at():
    sight = layout.read(page(*["25/03/2021"] * 2_000, PROSE, MORE))
    assert published.order_of(sight, language="en", url=None) is Order.DAY_FIRST
    assert len(published.candidates(sight, Order.DAY_FIRST)) <= published.MOST + 20


def test_a_change_with_the_time_of_first_publication_gives_both():
    sight = layout.read(page("Updated March 4, 2024 — 6.12pmfirst published at 2.34pm", PROSE, MORE))
    found = [(one.stamp.value, one.label) for one in published.candidates(sight, Order.MONTH_FIRST)]
    assert found == [("2024-03-04T18:12:00", "changed"), ("2024-03-04T14:34:00", "posted")]


def test_an_order_that_is_not_known_reads_no_ambiguous_date():
    assert dates.find("03/04/2021", None) == ()


def test_of_two_times_on_the_day_the_one_called_that_of_publication_is_taken():
    sight = layout.read(
        page("Tuesday, 4 March 2021, 10:15 AM", "Home", "Published: 4 March 2021 at 9:00 AM", PROSE, MORE)
    )
    clock, said = published.candidates(sight, Order.DAY_FIRST)
    assert published.best_worded(clock, (clock, said), sight) is said
    assert published.best_worded(said, (clock, said), sight) is said


def test_a_clock_alone_or_beside_a_bare_day_keeps_its_time():
    sight = layout.read(page("Tuesday, 4 March 2021, 10:15 AM", "Home", "Published: 4 March 2021", PROSE, MORE))
    clock, said = published.candidates(sight, Order.DAY_FIRST)
    assert published.best_worded(clock, (clock,), sight) is clock
    assert published.best_worded(clock, (clock, said), sight) is clock


@pytest.mark.parametrize(
    ("lines", "day", "changed"),
    [
        (("Last reviewed May 3, 2021",), None, "2021-05-03"),
        (("Date Last Reviewed:", "May 3, 2021"), None, "2021-05-03"),
        (("Review date: May 3, 2021",), None, "2021-05-03"),
        (("Published May 3, 2021", "Last reviewed June 3, 2021"), "2021-05-03", "2021-06-03"),
        (("By Jane Roe", "May 3, 2021"), "2021-05-03", None),
    ],
)
def test_the_day_of_the_last_review_is_a_change_and_no_publication(lines, day, changed):
    given = page(("Harbour plan passes", Role.TITLE), *((line, Role.DATE) for line in lines), PROSE, MORE)
    found = metadata.extract(given, body(given))
    assert (found.published, found.modified) == (day, changed)


@pytest.mark.parametrize(
    ("line", "day", "changed"),
    [
        ("Product updates · 12 March 2021", "2021-03-12", None),
        ("Updates | March 12, 2021", "2021-03-12", None),
        ("News update, 12 March 2021", "2021-03-12", None),
        ("Company Updates - Mar 12, 2021", "2021-03-12", None),
        ("Posted 11 March 2021 | Update: 12 March 2021", "2021-03-11", "2021-03-12"),
        ("Posted 11 March 2021 | Last update 12 March 2021", "2021-03-11", "2021-03-12"),
        ("Posted 11 March 2021 | Last page update 12 March 2021", "2021-03-11", "2021-03-12"),
        ("Posted 11 March 2021. Date of update: 12 March 2021", "2021-03-11", "2021-03-12"),
        ("Posted 11 March 2021. Page update 12 March 2021", "2021-03-11", "2021-03-12"),
    ],
)
def test_updates_in_a_sections_name_are_no_label_of_a_change(line, day, changed):
    given = page(("Exampleton votes on its harbour", Role.TITLE), (line, Role.DATE), PROSE, MORE)
    found = metadata.extract(given, body(given))
    assert (found.published, found.modified) == (day, changed)
