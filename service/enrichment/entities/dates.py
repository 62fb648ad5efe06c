"""Read the ISO 8601 value of a date as a news article writes it.

A date without its year is the one nearest to the reference day; a weekday is the last one up to and including it, as
newspapers mean it. Of days to come, both are the next one. What is longer than a day and no month or year ("last week", "the 1990s") has no value.
"""

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?"
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
FULL = (
    re.compile(rf"{WEEKDAY}(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?"),
    re.compile(rf"{WEEKDAY}{MONTH}\s+(?:the\s+)?{DAY}(?:,?\s+{YEAR})?"),
)
MONTH_ONLY = re.compile(rf"(?:(?:early|mid|late|last|this|next)[\s-]+)?{MONTH}(?:,?\s+(?:of\s+)?{YEAR})?")
YEAR_ONLY = re.compile(rf"(?:(?:early|mid|late|the year)[\s-]+)?{YEAR}")
RELATIVE_DAY = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this evening": 0,
    "this afternoon": 0,
    "yesterday": -1,
    "tomorrow": 1,
}
NAMED_DAY = re.compile(
    rf"(?:(?P<which>last|this|next|on)\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})(?:\s+(?:morning|afternoon|evening|night))?"
)
NAMED_SPAN = re.compile(r"(?:earlier |later )?(?P<which>last|this|next)\s+(?P<unit>month|year)")
AGO = re.compile(rf"(?P<count>\d{{1,3}}|an?|{'|'.join(NUMBERS[1:])})\s+(?P<unit>day|month|year)s?\s+(?:ago|earlier)")
STEP = {"last": -1, "this": 0, "next": 1}


def value(text: str, reference: date | None, *, ahead: bool = False) -> str | None:
    """Return the day ("2020-09-14"), month ("2020-09") or year ("2020") that the text stands for, or None.

    `ahead`: what is said of the day is to come.
    """
    plain = _plain(text)
    if ahead and reference is not None and (found := _coming(plain, reference)):
        return found
    for read in (_absolute, _relative, _weekday, _span, _ago):
        found = read(plain, reference)
        if found:
            return found
    return None


def turns(text: str) -> bool:
    """Return whether the day that the text stands for depends on whether it is to come: "Monday", "1 July"."""
    plain = _plain(text)
    named = NAMED_DAY.fullmatch(plain)
    if named:
        return named["which"] in (None, "on", "this")
    return any((match := pattern.fullmatch(plain)) and not match["year"] for pattern in FULL)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _coming(text: str, reference: date) -> str | None:
    """Return the next weekday or day of a month, the reference's own included."""
    named = NAMED_DAY.fullmatch(text)
    if named and named["which"] in (None, "on", "this"):
        return _moved(reference, (WEEKDAYS.index(named["weekday"]) - reference.weekday()) % 7)
    for pattern in FULL:
        match = pattern.fullmatch(text)
        if match and not match["year"]:
            month, day = _month(match["month"]), int(match["day"])
            days = (_day(year, month, day) for year in range(reference.year, reference.year + LEAP))
            return next((one for one in days if one and date.fromisoformat(one) >= reference), None)
    return None


LEAP = 9
"""Within so many years every day of the calendar comes."""


def _absolute(text: str, reference: date | None) -> str | None:
    """Read "14 September 2020", "Sept 14", "September 2020", "2020" and "2020-09-14"."""
    iso = ISO.fullmatch(text)
    if iso:
        return _day(int(iso["year"]), int(iso["month"]), int(iso["day"]))
    for pattern in FULL:
        match = pattern.fullmatch(text)
        if match:
            month, day = _month(match["month"]), int(match["day"])
            if match["year"]:
                return _day(int(match["year"]), month, day)
            return _nearest(month, day, reference)
    month_only = MONTH_ONLY.fullmatch(text)
    if month_only and month_only["year"]:
        return f"{month_only['year']}-{_month(month_only['month']):02}"
    if month_only:
        near = _nearest(_month(month_only["month"]), 15, reference)
        return near[:7] if near else None
    year = YEAR_ONLY.fullmatch(text)
    return year["year"] if year else None


def _relative(text: str, reference: date | None) -> str | None:
    """Read "today", "yesterday", "tomorrow"."""
    days = RELATIVE_DAY.get(text)
    return _moved(reference, days) if reference and days is not None else None


def _weekday(text: str, reference: date | None) -> str | None:
    """Read "Monday", "last Monday", "next Monday"."""
    match = NAMED_DAY.fullmatch(text)
    if not match or reference is None:
        return None
    back = (reference.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    if match["which"] == "next":
        return _moved(reference, 7 - back)
    return _moved(reference, -(back or 7) if match["which"] == "last" else -back)


def _span(text: str, reference: date | None) -> str | None:
    """Read "last month", "this year"."""
    match = NAMED_SPAN.fullmatch(text)
    return _stepped(reference, match["unit"], STEP[match["which"]]) if match and reference else None


def _ago(text: str, reference: date | None) -> str | None:
    """Read "two days ago", "a year earlier"."""
    match = AGO.fullmatch(text)
    if not match or reference is None:
        return None
    count = match["count"]
    number = 1 if count in ("a", "an") else NUMBERS.index(count) if count in NUMBERS else int(count)
    return _moved(reference, -number) if match["unit"] == "day" else _stepped(reference, match["unit"], -number)


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _nearest(month: int, day: int, reference: date | None) -> str | None:
    """Return the day of that month in the year that brings it nearest; a day to come counts for twice as far."""
    if reference is None:
        return None
    found = [_day(year, month, day) for year in (reference.year - 1, reference.year, reference.year + 1)]
    days = [date.fromisoformat(one) for one in found if one]
    return (
        min(days, key=lambda one: max((reference - one).days, 2 * (one - reference).days)).isoformat() if days else None
    )


def _moved(reference: date, days: int) -> str | None:
    try:
        return (reference + timedelta(days)).isoformat()
    except OverflowError:
        return None


def _stepped(reference: date, unit: str, steps: int) -> str | None:
    """Return the month or year so many steps from the reference's own."""
    if unit == "year":
        year = reference.year + steps
        return str(year) if year > 0 else None
    year, month = divmod(reference.year * 12 + reference.month - 1 + steps, 12)
    return f"{year:04}-{month + 1:02}" if year > 0 else None
