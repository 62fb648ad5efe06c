"""Read the days and times that are written in a line, in any usual form, as exactly as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from zoneinfo import ZoneInfo

from service.enrichment import lexicons

EARLIEST, LATEST = 1990, 2100
"""Years outside these are not taken from an undelimited or two-digit form."""
LONGEST = 400
"""Characters of a line that are searched: a date stands at the head of its line, or in a short one."""


class Order(Enum):
    """How a numeric date such as 03/04/2021 is read; None of them where nothing tells."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    MONTH_FIRST_EVEN_DOTTED = "month-first, 03.04.2021 too"
    """Where the page itself shows it: by a numeric date that only this order can read, or a dotted one that it also words.

    Elsewhere dots mean that the day comes first.
    """


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, or a month, with or without a time, and where it stands in its line."""

    start: int
    end: int
    value: str
    """ISO 8601, as exact as the text: "2003-11", "2020-09-15", "2020-08-30T18:48:00+05:30"."""
    numeric: tuple[int, int, int] | None = None
    """The first, second and last number of an all-numeric form whose order can be asked: 03/04/2021."""

    @property
    def day(self) -> str | None:
        """The ISO day, or None where only the month is given."""
        return self.value[:10] if len(self.value) >= 10 else None


# Every pattern is a fixed sequence of bounded pieces, so a search costs time linear in its line.
_WORD = r"(?-i:[^\W\d_](?:[^\W\d_A-Z]{2,13}|[^\W\d_a-z]{2,13}))"
_YEAR = r"(?:19|20)\d\d"
_TH = r"(?:st|nd|rd|th|º|er|ª)?"
_OF = r"(?:\s{0,2}(?:de|of|di|den|del|the)\s{1,2})?"
_EDGE = r"(?:(?<!\w)|(?-i:(?<=[a-z\d)])(?=[A-Z])))"
"""A word begins: also where a page has lost the space before a capital ("Jane RoeMay 3, 2021")."""
_SHUT = r"(?!\d(?!\d?(?::\d\d|\s?min)))"
"""A year ends: also where the time is stuck to it ("2023" + "6:01 PM")."""
ISO = re.compile(
    r"(?<![\d/-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
    r"(?:(?:[T\s]{1,2}(?=\d\d:)|T(?=\d{4}Z))(?P<h>\d\d):?(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,]\d{1,9})?)?\s?(?P<z>Z|[+-]\d\d:?\d\d)?)?(?![\d])"
)
MONTH_DAY = re.compile(
    rf"{_EDGE}(?P<mon>{_WORD})\.?[\s,/-]{{0,3}}(?P<d>\d{{1,2}}){_TH}(?:[\s,./-]{{1,3}}|\s{{0,2}}of\s{{1,2}})(?P<y>{_YEAR}){_SHUT}",
    re.IGNORECASE,
)
DAY_MONTH = re.compile(
    rf"(?<![\d.,:/-])(?P<d>\d{{1,2}})(?:{_TH}|\.)[\s/-]{{0,2}}{_OF}(?P<mon>{_WORD})\.?(?:[\s,/-]{{1,3}}){_OF}"
    rf"(?P<y>{_YEAR}|['’]?\d\d(?![\d:]))(?!\d)",
    re.IGNORECASE,
)
YEAR_MONTH_DAY = re.compile(
    rf"(?<![\d.,/-])(?P<y>{_YEAR})[\s,./-]{{1,3}}(?P<mon>{_WORD})\.?[\s.,/-]{{1,3}}(?P<d>\d{{1,2}}){_TH}(?![\d:])",
    re.IGNORECASE,
)
MONTH_YEAR = re.compile(
    rf"(?<![\w])(?<!\d\s)(?P<mon>{_WORD})\.?[\s,]{{1,3}}{_OF}(?P<y>{_YEAR})(?![\d/-])", re.IGNORECASE
)
NUMERIC = re.compile(
    r"(?<![\d.,:/-])(?P<a>\d{1,4})\s?(?P<sep>[./-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<c>\d{4}|\d{1,2})(?![\d/%-]|[.,:]\d)"
)
EAST_ASIAN = re.compile(r"(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]")
PARTIAL = re.compile(rf"(?<![\w])(?P<mon>{_WORD})\.?\s{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])", re.IGNORECASE)
PARTIAL_DAY_FIRST = re.compile(
    rf"(?<![\w.,:/-])(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s{{1,2}}(?P<mon>{_WORD})", re.IGNORECASE
)
_OVER = r"(?:\b\.?|(?=[A-Z][a-z]|(?:first |last )?(?:published|updated|posted|modified)\b))"
"""A half of the day ends: also where the next words are stuck to it ("6.12pm" + "first published at 2.34pm")."""
_CLOCK = (
    rf"(?P<h>\d{{1,2}})(?:(?:\s?[:.h]\s?(?P<mi>\d\d))(?::(?P<s>\d\d))?\s{{0,2}}(?P<half>(?i:[ap]\.?\s?m){_OVER})?"
    rf"|\s{{0,2}}(?P<half2>(?i:[ap]\.?\s?m){_OVER}))(?:\s{{0,2}}(?:hrs|hours|uhr|Uhr)\b)?"
)
_ZONE = (
    r"(?:\s{0,2}\(?(?P<z>Z\b|(?:GMT|UTC)\s?[+-]\s?\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d|[A-Z]{2,5}\b"
    r"|(?:Eastern|Central|Mountain|Pacific)(?:\s(?:Standard|Daylight))?(?:\sTime)?)\)?)?"
)
TIME_AFTER = re.compile(
    rf"[\s,;|•·@/(–—-]{{0,5}}(?:(?:at|um|à|a las|às|as|alle|alle ore|ore|kl|klo|o|om|at about)\b\.?)?\s{{0,2}}{_CLOCK}{_ZONE}(?![\d/])"
)
TIME_BEFORE = re.compile(
    rf"(?<![\d:.]){_CLOCK}{_ZONE}[\s,;|•·@–—-]{{0,4}}(?:on\s)?(?:(?P<week>[^\W\d_]{{2,12}})\.?,?\s{{1,2}})?$"
)
TIME = re.compile(rf"(?<![\d:.]){_CLOCK}{_ZONE}(?![\d/:])")
DIGITS = re.compile(r"\d\D{0,24}\d\D{0,24}\d")
UTC_OFFSET = re.compile(r"(?:GMT|UTC)?\s?(?P<sign>[+-])\s?(?P<h>\d{1,2}):?(?P<m>\d\d)?")


DOUBLED = re.compile(r"\b(\d{1,2}\s[^\W\d_]{3,9}\.?\s\d{4}|[^\W\d_]{3,9}\.?\s\d{1,2},?\s\d{4})\1")
"""A day that a page says twice without a space between, once for screen readers: "3 Feb 20223 Feb 2022"."""


def find(text: str, order: Order | None = Order.MONTH_FIRST) -> tuple[Stamp, ...]:
    """Return the dates of a line in reading order; those that overlap an earlier, more exact one are dropped.

    A date without a year is none: `partial` reads those. `order` decides 03/04/2021; with None it is left out.
    """
    text = DOUBLED.sub(lambda same: same[1] + " " * len(same[1]), text[:LONGEST])
    if not _may_hold_date(text):
        return ()
    found: list[Stamp] = []
    for stamp in _all(text, order):
        if not any(stamp.start < other.end and other.start < stamp.end for other in found):
            found.append(stamp)
    return tuple(sorted(found, key=lambda stamp: stamp.start))


def partial(text: str) -> tuple[int, int] | None:
    """Return the month and day of a date without a year ("Sept 14", "14 September"), or None."""
    for pattern in (PARTIAL, PARTIAL_DAY_FIRST):
        for match in pattern.finditer(text[:LONGEST]):
            month, day = months().get(match["mon"].lower()), int(match["d"])
            if month and 1 <= day <= 31:
                return month, day
    return None


def partial_starts(text: str) -> Iterator[int]:
    """Yield where the dates without a year begin, in no order."""
    for pattern in (PARTIAL, PARTIAL_DAY_FIRST):
        for match in pattern.finditer(text[:LONGEST]):
            if match["mon"].lower() in months() and 1 <= int(match["d"]) <= 31:
                yield match.start()


def complete(month: int, day: int, known: date) -> date | None:
    """Return the day of that month nearest to a known day, or None where the calendar has none (29 February)."""
    days = [one for year in (known.year - 1, known.year, known.year + 1) if (one := _day(year, month, day))]
    return min(days, key=lambda one: abs(one - known), default=None)


def time_of(text: str) -> re.Match[str] | None:
    """Return the first time of day in a line that has no date of its own."""
    return next((match for match in TIME.finditer(text[:LONGEST]) if _clock(match)), None)


def with_time(day: str, match: re.Match[str]) -> str:
    """Return an ISO day with the time and zone of a match of a time pattern."""
    clock = _clock(match)
    if clock is None:
        return day
    text = f"{day}T{clock[0]:02d}:{clock[1]:02d}:{clock[2]:02d}"
    return text + (_offset(match["z"], datetime.fromisoformat(text)) or "")


def _may_hold_date(text: str) -> bool:
    return DIGITS.search(text) is not None


def _all(text: str, order: Order | None) -> Iterator[Stamp]:
    """Yield every reading of every pattern, the most exact patterns first."""
    for match in ISO.finditer(text):
        if day := _day(int(match["y"]), int(match["m"]), int(match["d"])):
            yield _iso(match, day) if match["h"] else _stamped(text, match, day)
    yield from _named(text)
    for match in EAST_ASIAN.finditer(text):
        if day := _day(int(match["y"]), int(match["m"]), int(match["d"])):
            yield _stamped(text, match, day)
    yield from filter(None, (_numeric(text, match, order) for match in NUMERIC.finditer(text)))
    for match in MONTH_YEAR.finditer(text):
        if month := months().get(match["mon"].lower()):
            yield Stamp(match.start(), match.end(), f"{match['y']}-{month:02d}")


def _named(text: str) -> Iterator[Stamp]:
    """Yield the dates that name their month."""
    for pattern in (MONTH_DAY, DAY_MONTH, YEAR_MONTH_DAY):
        for match in pattern.finditer(text):
            month = months().get(match["mon"].lower())
            if month and (day := _day(_year(match["y"]), month, int(match["d"]))):
                yield _stamped(text, match, day)


def _iso(match: re.Match[str], day: date) -> Stamp:
    value = f"{day}T{match['h']}:{match['mi']}:{match['s'] or '00'}"
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return Stamp(match.start(), match.end(), day.isoformat())
    return Stamp(match.start(), match.end(), value + (_offset(match["z"], moment) or ""))


def _stamped(text: str, match: re.Match[str], day: date, numeric: tuple[int, int, int] | None = None) -> Stamp:
    """Return the day with the time that stands right after or right before it."""
    start, end = match.span()
    after = TIME_AFTER.match(text, end)
    if after and _clock(after):
        return Stamp(start, after.end(), with_time(day.isoformat(), after), numeric)
    before = TIME_BEFORE.search(text[max(0, start - 40) : start])
    if before and _clock(before) and (before["week"] is None or before["week"].lower() in lexicons.read("weekdays")):
        return Stamp(start - len(before.group()), end, with_time(day.isoformat(), before), numeric)
    return Stamp(start, end, day.isoformat(), numeric)


def _numeric(text: str, match: re.Match[str], order: Order | None) -> Stamp | None:
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        day = _day(a, b, c) if len(match["c"]) <= 2 else None
        return _stamped(text, match, day) if day else None
    if len(match["a"]) == 3 or len(match["c"]) == 1:
        return None
    year = _year(match["c"])
    if a > 12 and b <= 12:
        order = Order.DAY_FIRST
    elif b > 12 and a <= 12:
        order = Order.MONTH_FIRST
    elif match["sep"] == "." and order is Order.MONTH_FIRST:
        order = Order.DAY_FIRST
    if match["sep"] == "." and len(match["c"]) == 2 and len(match["a"]) + len(match["b"]) < 4:
        return None  # a version or a section number: 1.2.20
    if order is None or not EARLIEST <= year <= LATEST:
        return None
    day = _day(year, b, a) if order is Order.DAY_FIRST else _day(year, a, b)
    return _stamped(text, match, day, (a, b, c)) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    number = int(text.strip("'’"))
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Return hour, minute and second, or None where the numbers are no time of day."""
    hour, minute, second = int(match["h"]), int(match["mi"] or 0), int(match["s"] or 0)
    half = (match["half"] or match["half2"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _offset(zone: str | None, moment: datetime) -> str | None:
    """Return "+05:30" for a zone as it is printed, or None for none or an unknown one."""
    if not zone:
        return None
    if zone == "Z":
        return "+00:00"
    if match := UTC_OFFSET.fullmatch(zone):
        hours, minutes = int(match["h"]), int(match["m"] or 0)
        return f"{match['sign']}{hours:02d}:{minutes:02d}" if hours <= 14 and minutes < 60 else None
    name = {"Eastern": "ET", "Central": "CT", "Mountain": "MT", "Pacific": "PT"}.get(zone.split()[0], zone)
    value = zones().get(name)
    if value is None or value[0] in "+-":
        return value
    shift = moment.replace(tzinfo=ZoneInfo(value)).utcoffset() or timedelta()
    return datetime(2000, 1, 1, tzinfo=timezone(shift)).isoformat()[-6:]


@cache
def months() -> dict[str, int]:
    """Return the number of a month by its name or abbreviation, lower case."""
    return {name: int(number) for name, number in (entry.rsplit(" ", 1) for entry in lexicons.read("months"))}


@cache
def zones() -> dict[str, str]:
    """Return the offset, or the IANA name, of a zone by its abbreviation."""
    pairs = (entry.partition(" ") for entry in lexicons.read("time_zones"))
    return {name: value for name, _, value in pairs}
