"""Dates get the value a reader gives them on the day of the article, and none where a reader could not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.entities import dates

TUESDAY = date(2020, 9, 15)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020-09-01", "2020-09-01"),
        ("14 September 2020", "2020-09-14"),
        ("September 14th, 2020", "2020-09-14"),
        ("Monday, March 27, 2006", "2006-03-27"),
        ("Sept 14", "2020-09-14"),
        ("August 30", "2020-08-30"),
        ("December 31", "2020-12-31"),
        ("March", "2020-03"),
        ("early June 1999", "1999-06"),
        ("1994", "1994"),
        ("late 1994", "1994"),
        ("today", "2020-09-15"),
        ("Yesterday", "2020-09-14"),
        ("Monday", "2020-09-14"),
        ("Tuesday", "2020-09-15"),
        ("last Tuesday", "2020-09-08"),
        ("next Tuesday", "2020-09-22"),
        ("Sunday night", "2020-09-13"),
        ("last month", "2020-08"),
        ("earlier this year", "2020"),
        ("two days ago", "2020-09-13"),
        ("a year earlier", "2019"),
    ],
)
def test_reads_the_value_of_a_date(text, value):
    assert dates.value(text, TUESDAY) == value


@pytest.mark.parametrize(
    "text",
    ["last week", "recent years", "the 1990s", "Feb 30", "65", "26 years", "65-year-old", "2020-13-01", "9999", ""],
)
def test_gives_no_value_to_what_is_no_day_month_or_year(text):
    assert dates.value(text, TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday", "2020-09-21"),
        ("Tuesday", "2020-09-15"),
        ("on Friday", "2020-09-18"),
        ("this Saturday", "2020-09-19"),
        ("Sunday night", "2020-09-20"),
        ("1 July", "2021-07-01"),
        ("September 15", "2020-09-15"),
        ("29 February", "2024-02-29"),
        ("last Monday", "2020-09-14"),
        ("next Tuesday", "2020-09-22"),
        ("14 September 2020", "2020-09-14"),
        ("yesterday", "2020-09-14"),
        ("30 February", None),
    ],
)
def test_a_day_to_come_is_the_next_one(text, value):
    assert dates.value(text, TUESDAY, ahead=True) == value


@pytest.mark.parametrize("text", ["Monday", "this Friday", "Sunday night", "1 July", "Sept. 3rd"])
def test_the_verb_tells_which_day_is_meant(text):
    assert dates.turns(text)


@pytest.mark.parametrize("text", ["next Monday", "last Friday", "1 July 2020", "today", "July", "2020", "weekdays"])
def test_other_dates_are_meant_as_they_stand(text):
    assert not dates.turns(text)


@pytest.mark.parametrize("text", ["Sept 14", "Monday", "yesterday", "last year", "two days ago", "March"])
def test_gives_no_value_to_a_relative_date_without_a_reference(text):
    assert dates.value(text, None) is None


@given(st.text(max_size=30), st.dates())
def test_never_fails(text, day):
    value = dates.value(text, day)
    assert value is None or value[:4].isdigit()


@pytest.mark.parametrize("text", ["9 years ago", "last year", "yesterday", "last month", "10 months ago"])
def test_stays_within_the_calendar(text):
    assert dates.value(text, date.min) is None
