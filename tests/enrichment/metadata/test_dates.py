"""Dates are read as exactly as they are written, and what only looks like one is left alone."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.enrichment.metadata import dates
from service.enrichment.metadata.dates import Order

ACCEPTED = [
    # ISO 8601 and its relatives
    ("2021-03-04", "2021-03-04"),
    ("Published On 4 Mar 20214 Mar 2021", "2021-03-04"),
    ("March 4, 2021March 4, 2021", "2021-03-04"),
    ("2021-03-04T09:15:00Z", "2021-03-04T09:15:00+00:00"),
    ("2021-03-04T09:15:30.250Z", "2021-03-04T09:15:30+00:00"),
    ("2021-03-04T09:15+0200", "2021-03-04T09:15:00+02:00"),
    ("2021-03-04T09:15:00-05:00", "2021-03-04T09:15:00-05:00"),
    ("2021-03-04 09:15:00", "2021-03-04T09:15:00"),
    ("2021/03/04", "2021-03-04"),
    ("2021.03.04", "2021-03-04"),
    ("2021/3/4", "2021-03-04"),
    # the month by name, first
    ("March 4, 2021", "2021-03-04"),
    ("March 4 2021", "2021-03-04"),
    ("Mar 4, 2021", "2021-03-04"),
    ("Mar. 4, 2021", "2021-03-04"),
    ("MARCH 4, 2021", "2021-03-04"),
    ("march 4, 2021", "2021-03-04"),
    ("March 4th, 2021", "2021-03-04"),
    ("March 1st 2021", "2021-03-01"),
    ("March 2nd, 2021", "2021-03-02"),
    ("March 23rd, 2021", "2021-03-23"),
    ("Thursday, March 4, 2021", "2021-03-04"),
    ("Thu Mar 4, 2021", "2021-03-04"),
    ("Sept. 9, 2019", "2019-09-09"),
    ("Sept 9, 2019", "2019-09-09"),
    ("Mar-04-2021", "2021-03-04"),
    # the day first
    ("4 March 2021", "2021-03-04"),
    ("04 Mar 2021", "2021-03-04"),
    ("4th March 2021", "2021-03-04"),
    ("4th of March 2021", "2021-03-04"),
    ("4th of March, 2021", "2021-03-04"),
    ("Thursday 4 March 2021", "2021-03-04"),
    ("Thu, 4 Mar 2021", "2021-03-04"),
    ("4-Mar-2021", "2021-03-04"),
    ("4 Mar, 2021", "2021-03-04"),
    ("4 March, 2021", "2021-03-04"),
    ("4 Mar '21", "2021-03-04"),
    # with a time
    ("March 4, 2021 at 9:15 AM", "2021-03-04T09:15:00"),
    ("March 4, 2021 9:15am", "2021-03-04T09:15:00"),
    ("March 4, 2021, 9:15 p.m.", "2021-03-04T21:15:00"),
    ("March 4, 2021 | 21:15", "2021-03-04T21:15:00"),
    ("March 4, 2021 - 9 pm", "2021-03-04T21:00:00"),
    ("March 4, 2021 12:05 AM", "2021-03-04T00:05:00"),
    ("March 4, 2021 12:05 PM", "2021-03-04T12:05:00"),
    ("4 March 2021, 21:15", "2021-03-04T21:15:00"),
    ("4 March 2021 • 21.15", "2021-03-04T21:15:00"),
    ("4 Mar 2021 21:15:33", "2021-03-04T21:15:33"),
    ("9:15 AM, March 4, 2021", "2021-03-04T09:15:00"),
    ("09:15, 4 March 2021", "2021-03-04T09:15:00"),
    ("9:15 a.m. on March 4, 2021", "2021-03-04T09:15:00"),
    ("09:15, Thu 4 March 2021", "2021-03-04T09:15:00"),
    # with a zone
    ("March 4, 2021 9:15 AM ET", "2021-03-04T09:15:00-05:00"),
    ("July 4, 2021 9:15 AM ET", "2021-07-04T09:15:00-04:00"),
    ("March 4, 2021 9:15 AM EST", "2021-03-04T09:15:00-05:00"),
    ("July 4, 2021 at 6:00 p.m. PDT", "2021-07-04T18:00:00-07:00"),
    ("4 March 2021 09:15 GMT", "2021-03-04T09:15:00+00:00"),
    ("4 July 2021 09:15 BST", "2021-07-04T09:15:00+01:00"),
    ("4 March 2021 09:15 (IST)", "2021-03-04T09:15:00+05:30"),
    ("09:15 IST, March 4th 2021", "2021-03-04T09:15:00+05:30"),
    ("4 March 2021 09:15 GMT+8", "2021-03-04T09:15:00+08:00"),
    ("4 March 2021 09:15 UTC+05:30", "2021-03-04T09:15:00+05:30"),
    ("Thu, 4 Mar 2021 09:15:00 +0530", "2021-03-04T09:15:00+05:30"),
    ("4 March 2021 21:15 hrs IST", "2021-03-04T21:15:00+05:30"),
    ("March 4, 2021 9:15 AM XYZ", "2021-03-04T09:15:00"),
    ("March 4, 2021 9:15 AM CST", "2021-03-04T09:15:00-06:00"),
    ("July 4, 2021 9:15 AM CDT", "2021-07-04T09:15:00-05:00"),
    ("July 4, 2021 9:15 AM MT", "2021-07-04T09:15:00-06:00"),
    ("March 4, 2021 9:15 AM PT", "2021-03-04T09:15:00-08:00"),
    ("March 4, 2021 9:15 AM PST", "2021-03-04T09:15:00-08:00"),
    ("March 4, 2021, 9:15 a.m. Eastern Time", "2021-03-04T09:15:00-05:00"),
    ("4 July 2021 09:15 CEST", "2021-07-04T09:15:00+02:00"),
    ("4 March 2021 09:15 CET", "2021-03-04T09:15:00+01:00"),
    ("4 March 2021 09:15 AEDT", "2021-03-04T09:15:00+11:00"),
    ("4 March 2021 at 09:15 UTC", "2021-03-04T09:15:00+00:00"),
    ("4 March 2021 09:15 JST", "2021-03-04T09:15:00+09:00"),
    ("4 March 2021 09:15 SAST", "2021-03-04T09:15:00+02:00"),
    ("2021-03-04 09:15:00 +0800", "2021-03-04T09:15:00+08:00"),
    # numbers only
    ("25/03/2021", "2021-03-25"),
    ("03/25/2021", "2021-03-25"),
    ("25.03.2021", "2021-03-25"),
    ("4.3.2021", "2021-03-04"),
    ("25-03-2021", "2021-03-25"),
    ("03/25/21", "2021-03-25"),
    ("25.03.21", "2021-03-25"),
    ("25/03/2021 14:30", "2021-03-25T14:30:00"),
    ("25.03.2021, 14:30 Uhr", "2021-03-25T14:30:00"),
    # other languages
    ("4. März 2021", "2021-03-04"),
    ("4 mars 2021", "2021-03-04"),
    ("1er mars 2021", "2021-03-01"),
    ("4 de marzo de 2021", "2021-03-04"),
    ("4 de março de 2021", "2021-03-04"),
    ("4 marzo 2021", "2021-03-04"),
    ("4 maart 2021", "2021-03-04"),
    ("4 марта 2021", "2021-03-04"),
    ("4. marts 2021", "2021-03-04"),
    ("4 Mart 2021", "2021-03-04"),
    ("4 marca 2021", "2021-03-04"),
    ("04-ago-2021", "2021-08-04"),
    ("04/Mar/2021", "2021-03-04"),
    ("4/Mar/21", "2021-03-04"),
    ("2021/Mar/04", "2021-03-04"),
    ("March 4, 2021 — 6.12pmfirst published at 2.34pm", "2021-03-04T18:12:00"),
    ("March 4, 2021, 6:12 PMUpdated 7:02 PM", "2021-03-04T18:12:00"),
    ("2021年3月4日", "2021-03-04"),
    ("2021년 3월 4일", "2021-03-04"),
    ("15 de setembro de 2020 às 10h30", "2020-09-15T10:30:00"),
    # only a month
    ("March 2021", "2021-03"),
    ("Mar. 2021", "2021-03"),
    ("März 2021", "2021-03"),
    # stuck to their neighbours, and inside a line
    ("Jane RoeMarch 4, 2021", "2021-03-04"),
    ("NewsMARCH 4, 2021", "2021-03-04"),
    ("March 4, 20219:15 AM", "2021-03-04T09:15:00"),
    ("March 4, 20215 min read", "2021-03-04"),
    ("Posted on March 4, 2021 by Jane Roe", "2021-03-04"),
    ("Published: 4 March 2021 | Views: 1204", "2021-03-04"),
    ("Last updated March 4, 2021 at 9:15 am", "2021-03-04T09:15:00"),
]
REFUSED = [
    "", "2021", "March", "4 March", "March 4", "12345", "1.2.3", "10.4.21", "192.168.10.12", "+1 (555) 010-2021",
    "31 February 2021", "2021-02-30", "2021-13-01", "00/00/2021", "32/13/2021", "1/2/3", "3/4", "24/7 2021 support",
    "10 Downing Street 2020", "may 2", "Apollo 11 1969", "5 from 12 votes", "Top 10 of 2021", "Page 2 of 2021",
    "$1,200.50", "version 12.04.1", "ISBN 978-3-16-148410-0", "16:45", "9 am", "yesterday", "two hours ago",
    "SEPT 2O2I", "Windows 10 2021", "2 for 1 2021", "12:30", "1.5 million in 2021", "2020/21 season", "0800 555 2021", "Route 66 1999",
    "Covid-19 2020", "16 and 17 2021", "Formula 1 2021", "Article 5 1989", "marching 4, 2021", "1200 x 630", "555-01-2021-99", "99.99.2020", "12 monkeys 1995",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), ACCEPTED)
def test_reads_a_date_as_exactly_as_it_is_written(text, value):
    assert [stamp.value for stamp in dates.find(text)][:1] == [value]


@pytest.mark.parametrize("text", REFUSED)
def test_leaves_what_only_looks_like_a_date(text):
    assert dates.find(text) == ()


@pytest.mark.parametrize(
    ("order", "value"), [(Order.DAY_FIRST, "2021-04-03"), (Order.MONTH_FIRST, "2021-03-04"), (None, None)]
)
def test_reads_an_ambiguous_numeric_date_in_the_order_of_its_page_or_not_at_all(order, value):
    assert next((stamp.value for stamp in dates.find("03/04/2021", order)), None) == value


def test_a_dotted_date_has_its_day_first_wherever_it_stands():
    assert dates.find("03.04.2021", Order.MONTH_FIRST)[0].value == "2021-04-03"


@pytest.mark.parametrize(
    ("text", "month_and_day"),
    [
        ("Sept 14", (9, 14)),
        ("14 September", (9, 14)),
        ("September 14th", (9, 14)),
        ("Dec. 1", (12, 1)),
        ("1st May", (5, 1)),
    ],
)
def test_reads_a_month_and_day_without_a_year(text, month_and_day):
    assert dates.partial(text) == month_and_day


@pytest.mark.parametrize("text", ["Room 14", "14 people", "Sept", "September 45", ""])
def test_reads_no_month_and_day_where_there_is_none(text):
    assert dates.partial(text) is None


@pytest.mark.parametrize(
    ("month", "day", "known", "completed"),
    [
        (9, 14, "2020-09-15", "2020-09-14"),
        (12, 31, "2021-01-01", "2020-12-31"),
        (1, 1, "2020-12-31", "2021-01-01"),
        (2, 29, "2020-03-01", "2020-02-29"),
    ],
)
def test_completes_a_day_to_the_year_that_brings_it_nearest(month, day, known, completed):
    assert dates.complete(month, day, dates.date.fromisoformat(known)).isoformat() == completed


def test_a_dotted_date_has_its_month_first_where_the_page_has_shown_so():
    assert dates.find("03.04.2021", Order.MONTH_FIRST_EVEN_DOTTED)[0].value == "2021-03-04"


def test_finds_two_dates_in_one_line_in_reading_order():
    found = dates.find("Published March 4, 2021 Updated March 9, 2021 at 10:00")
    assert [stamp.value for stamp in found] == ["2021-03-04", "2021-03-09T10:00:00"]


@given(st.text(max_size=300))
@example("Published 3 June 2021 at 4:15 pm, updated June 2021")
def test_a_stamp_stands_where_it_says_in_any_text(text):
    for stamp in dates.find(text):
        assert 0 <= stamp.start < stamp.end <= len(text)
        assert dates.date.fromisoformat(stamp.value[:10] if len(stamp.value) > 7 else f"{stamp.value}-01")


@given(st.dates(min_value=dates.date(1990, 1, 1), max_value=dates.date(2099, 12, 31)))
def test_reads_back_every_day_however_english_writes_it(day):
    for form in ("%B %d, %Y", "%d %b %Y", "%Y-%m-%d", "%d.%m.%Y", "%b. %d %Y"):
        assert [stamp.value for stamp in dates.find(day.strftime(form))] == [day.isoformat()]
