"""Find when an article was published and when it was changed, among all the dates of a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.enrichment.metadata import dates
from service.enrichment.metadata.dates import Order, Stamp
from service.enrichment.metadata.layout import SHORT, Layout, Row
from service.enrichment.metadata.ranking import band
from service.enrichment.types import Role

REVIEWS = frozenset({"reviewed", "above-reviewed"})
"""The labels of a date that say it is that of the last review, which is never the day of publication."""
CHANGES = frozenset({"changed", "above-changed"}) | REVIEWS
"""The labels of a date that say it is that of a change."""
POSTED = frozenset({"posted", "above-posted"})
"""The labels of a date that say it is that of publication."""
OLDEST = "1990"
"""A day of an earlier year is history told, unless the page says that it was published then."""
FILE_PICTURE = re.compile(
    r"\bfile (?:photo|picture|image)|\bphoto (?:taken|released|provided)|\b\d{4} photo\b", re.IGNORECASE
)
"""A caption that says when its picture was taken."""
MOST = 120
"""Rows with a date that are looked at, those nearest to the head of the body first."""
LABEL = re.compile(
    r"(?P<reviewed>(?:last|date|date last)\sreviewed|review date)|(?P<changed>(?:last\s)?(?:updated|modified|revised|edited|changed|reviewed)|(?:(?:last|latest|recent)\s(?:\w{1,20}\s)?|\bdate\sof\s|\b(?:story|page|article|site|post)\s|(?<!\w\s))update\b|updates?\s?:|^updates\s{0,2}$|aktualisiert|geändert|mis à jour|actualizado|atualizado|aggiornato|bijgewerkt|reviewed)"
    r"|(?P<posted>publish\w*|posted|\bdate\b|released?|issued|written|uploaded|created|added|filed|first published|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|opublikowano)"
    r"|(?P<other>copyright|©|\(c\)|since|founded|expires?|deadline|event|starts?|ends?|until|valid|through|effective|retrieved|accessed|consulted|as of|member|joined|rights|\bby\s{0,2}$)"
    r"|(?P<by>\bby\b|\bauthor)",
    re.IGNORECASE,
)
"""What the words before a date say of it; "Product updates · 3 May 2021" is a section's name and no label."""
CHANGED = re.compile(
    r"(?:last\s)?(?:updated?|modified|revised|edited|changed|reviewed)(?:\s(?:on|at))?|aktualisiert|mis à jour|actualizado|atualizado|aggiornato|bijgewerkt",
    re.IGNORECASE,
)
DUE = re.compile(
    r"\b(?:apply|book|enter|order|redeem|register|reply|respond|rsvp|sign up|submit|valid)\b[^.;|]{0,40}\b(?:before|by|through|till|until)\s{0,2}$",
    re.IGNORECASE,
)
"""What readers are to do by a day: "Register by March 4"."""
READING = re.compile(r"\b\d{1,3}\s?[- ]?min(?:ute)?s?\b|\bread\b", re.IGNORECASE)
SPOKEN = re.compile(r"\s(?:in|on|since|by|until|of|from|the|was|is|were|has|had|will|to|at|between)\s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A candidate: a date of a row, with what speaks for it as the day of publication."""

    stamp: Stamp
    row: Row
    label: str
    features: tuple[str, ...] = ()


def order_of(
    layout: Layout, *, language: str | None, url: str | None, stated: frozenset[str] = frozenset()
) -> Order | None:
    """Return how the page writes numeric dates, by the strongest evidence there is.

    In turn: numeric dates that can be read one way only; a reading that is also on the page with its month's name, or
    among the ISO days that its mark-up has `stated`; how most dates with a month's name are written ("16 February 2026"
    beside 03/04/2021); the language; the country.
    """
    rows = _rows(layout)
    dotted = _may_be_dotted(rows)
    for votes in (_sure_votes(rows), _agreeing_votes(rows, stated)):
        if votes[Order.DAY_FIRST] != votes[Order.MONTH_FIRST]:
            first = _most(votes)
            return Order.MONTH_FIRST_EVEN_DOTTED if first is Order.MONTH_FIRST and dotted else first
    votes = _named_votes(rows)
    if votes[Order.DAY_FIRST] != votes[Order.MONTH_FIRST]:
        return _most(votes)
    if language not in {None, "en"} or COUNTRY_DAY_FIRST.search(url or ""):
        return Order.DAY_FIRST
    return Order.MONTH_FIRST


Votes = dict[Order, int]


def _most(votes: Votes) -> Order:
    return max(votes, key=lambda order: votes[order])


def _may_be_dotted(rows: list[Row]) -> bool:
    """Return whether there are dotted dates, and none that must have its day first."""
    dotted = [one for one in _numbers(rows) if one["sep"] == "."]
    return bool(dotted) and not any(int(one["a"]) > 12 >= int(one["b"]) for one in dotted)


def _sure_votes(rows: list[Row]) -> Votes:
    """Return the numeric dates with a number over 12, by their order."""
    votes = {Order.DAY_FIRST: 0, Order.MONTH_FIRST: 0}
    for match in _numbers(rows):
        first, second = int(match["a"]), int(match["b"])
        if first > 12 >= second:
            votes[Order.DAY_FIRST] += 1
        elif second > 12 >= first:
            votes[Order.MONTH_FIRST] += 1
    return votes


def _agreeing_votes(rows: list[Row], stated: frozenset[str]) -> Votes:
    """Return how many ambiguous dates are, read day first and month first, named or stated by the page too."""
    named = stated | {stamp.value[:10] for row in rows for stamp in dates.find(row.text, None) if stamp.day}
    votes = {Order.DAY_FIRST: 0, Order.MONTH_FIRST: 0}
    if named:
        for match in _numbers(rows):
            for order, read_as in (
                (Order.DAY_FIRST, Order.DAY_FIRST),
                (Order.MONTH_FIRST, Order.MONTH_FIRST_EVEN_DOTTED),
            ):
                votes[order] += any(stamp.value[:10] in named for stamp in dates.find(match.group(), read_as))
    return votes


def _named_votes(rows: list[Row]) -> Votes:
    """Return how many dates with a month's name have the day before it, and after it."""
    return {
        order: sum(
            match["mon"].lower() in dates.months() for row in rows for match in form.finditer(row.text[: dates.LONGEST])
        )
        for order, form in ((Order.DAY_FIRST, dates.DAY_MONTH), (Order.MONTH_FIRST, dates.MONTH_DAY))
    }


def _numbers(rows: list[Row]) -> Iterator[re.Match[str]]:
    """Yield the numeric dates whose year, if any, comes last."""
    for row in rows:
        yield from (one for one in dates.NUMERIC.finditer(row.text[: dates.LONGEST]) if len(one["a"]) <= 2)


COUNTRY_DAY_FIRST = re.compile(
    r"^https?://[^/]+\.(?:uk|au|nz|in|ie|za|eu|de|fr|it|es|nl|sg|pk|ng|ke|lk|bd|my|hk|ae)(?:[:/]|$)"
)
"""Sites of countries that write the day first, and where articles in English are usual."""


def candidates(layout: Layout, order: Order | None) -> tuple[Dated, ...]:
    """Return the dates of the rows that may speak about the article, without features, in reading order."""
    found: list[Dated] = []
    for row in _rows(layout):
        stamps = dates.find(row.text, order)
        end = 0
        for stamp in stamps:
            opens = _opens(stamp, row, layout)
            label = "posted" if opens else _label(row, row.text[end : stamp.start], layout, first=not end)
            due = DUE.search(row.text[end : stamp.start]) is not None
            if label in POSTED or (stamp.value[:4] >= OLDEST and not due and not _is_told(row, label)):
                found.append(Dated(stamp, row, label))
            if label in CHANGES and (first_said := _first_published(stamp, row)):
                found.append(Dated(first_said, row, "posted"))
            end = stamp.end
    return tuple(found)


def _first_published(stamp: Stamp, row: Row) -> Stamp | None:
    """Return the time at which an article changed on a day was published on it: "... 6.12pm, first published at 2.34pm"."""
    said = FIRST_PUBLISHED.match(row.text, stamp.end)
    time = dates.time_of(row.text[said.end() :]) if said else None
    if said is None or time is None or time.start() or stamp.day is None or dates.find(row.text[said.end() :], None):
        return None
    return Stamp(said.end(), said.end() + time.end(), dates.with_time(stamp.day, time))


FIRST_PUBLISHED = re.compile(r"[\s,;|•–—(-]{0,5}(?:first|originally)\s(?:published|posted)(?:\sat)?:?\s", re.IGNORECASE)
FILED = re.compile(r"\s{0,2}(?:--|[–—]|-(?=\s))\s{0,2}(?=[\"“]?[A-Z])")
"""What stands between a dateline and the first sentence."""


def _opens(stamp: Stamp, row: Row, layout: Layout) -> bool:
    """Return whether a date opens the article as a dateline does, without a place: "Feb. 23, 2015 -- Doctors have …"."""
    begins = layout.first <= row.index <= layout.first + 1 and row.role is Role.BODY and stamp.start == 0
    return (
        begins and stamp.day is not None and stamp.value[:4] >= OLDEST and FILED.match(row.text, stamp.end) is not None
    )


def _is_told(row: Row, label: str) -> bool:
    """Return whether a date belongs to what its row tells: a picture, another's post, an event in the prose.

    Of the dates of 820 pages that were right, out of fold, none stood in a caption.
    """
    shown = row.text[: dates.LONGEST]
    if row.role is Role.CAPTION or FILE_PICTURE.search(shown) or HANDLE.search(shown):
        return True
    told = sum(map(str.islower, WORDS.findall(shown))) if row.role is Role.BODY else 0
    return told >= TOLD and label in {"none", "other"}


TOLD = 10
"""Words in small letters from which a row of the body is prose, whose dates are those of the story."""
HANDLE = re.compile(r"\(@\w{1,30}\)")
"""The author of a post that an article quotes: "— Jane Roe (@janeroe) May 3, 2021"."""


def ranked(found: tuple[Dated, ...], layout: Layout, headline: Row | None) -> tuple[Dated, ...]:
    """Return the candidates with their features."""
    context = _Context(
        layout=layout,
        headline=headline,
        days=tuple(one.stamp.value[:10] for one in found),
        latest=max((one.stamp.value[:10] for one in found if one.row.index < layout.first + 3), default=""),
        busy=frozenset(one.row.index for one in found),
        newest=max((one.stamp.value[:10] for one in found), default=""),
        short=tuple((one.row.index, one.stamp.value[:10]) for one in found if len(one.row.text) <= SHORT),
    )
    return tuple(Dated(one.stamp, one.row, one.label, tuple(_features(one, context))) for one in found)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a date is compared with."""

    layout: Layout
    headline: Row | None
    days: tuple[str, ...]
    latest: str
    busy: frozenset[int]
    newest: str
    short: tuple[tuple[int, str], ...]


def best_worded(chosen: Dated, found: tuple[Dated, ...], layout: Layout) -> Dated:
    """Return, among the dates of the chosen day, the page's own wording rather than a machine's stamp.

    Aggregators print "2021-05-03T08:35:12.250Z" above the article's own "Monday, 3 May 2021, 08:30"; of two
    wordings the one with a time says more, and of two times the one that the page calls that of publication. Below the
    prose a bare time is a comment's.
    """
    machine = MACHINE.match(chosen.row.text[chosen.stamp.start :])
    if (
        not machine
        and "T" in chosen.stamp.value
        and (chosen.label in POSTED or POSTED.isdisjoint(_labels(found, chosen)))
    ):
        return chosen
    same = [
        one
        for one in found
        if one.stamp.value[:10] == chosen.stamp.value[:10]
        and "T" in one.stamp.value
        and one.label not in CHANGES | {"other"}
        and not MACHINE.match(one.row.text[one.stamp.start :])
        and abs(one.row.index - chosen.row.index) <= REACH
        and (one.label in POSTED or not chosen.row.index <= layout.last < one.row.index)
    ]
    said = [one for one in same if one.label in POSTED]  # a masthead's clock tells when the page was sent
    return min(said or same, key=lambda one: abs(one.row.index - chosen.row.index), default=chosen)


def _labels(found: tuple[Dated, ...], chosen: Dated) -> frozenset[str]:
    """Return the labels of the dates of the chosen day."""
    return frozenset(one.label for one in found if one.stamp.value[:10] == chosen.stamp.value[:10])


def feed_footer(layout: Layout, found: tuple[Dated, ...]) -> Dated | None:
    """Return the date of a feed reader's footer: below the prose, with the article's address right under it."""
    for one in found:
        below = layout.rows[one.row.index + 1 : one.row.index + 2]
        if one.row.index > layout.last and below and below[0].text.startswith(("http://", "https://")):
            return one
    return None


def changed(found: tuple[Dated, ...], chosen: Dated | None, layout: Layout) -> Dated | None:
    """Return when the article was changed: the date labelled so nearest to its head, or a time beside its date."""
    if chosen is not None:
        for row, time in times_alone(layout, chosen.row):
            value = dates.with_time(chosen.stamp.value[:10], time)
            at = row.text.find(time.group())
            return Dated(Stamp(at, at + len(time.group()), value), row, "changed")
    labelled = [
        one
        for one in found
        if one.label in CHANGES
        and one.stamp.day is not None
        and (one.row.index < layout.first + 6 or 0 <= one.row.index - layout.last <= REACH)
        and (chosen is None or one.stamp.value[:10] >= chosen.stamp.value[:10])
        and one is not chosen
    ]
    # A date that the page gives as that of a change may have to stand for the publication too.
    only = chosen if chosen is not None and chosen.label in CHANGES else None
    return min(labelled, key=lambda one: abs(one.row.index - layout.first), default=only)


MACHINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d)")
REACH = 25
"""Rows between two dates that speak about one article."""


def times_alone(layout: Layout, near: Row) -> Iterator[tuple[Row, re.Match[str]]]:
    """Yield the times of day, without a day, that are labelled as a change, in the row of a date or the next two."""
    for row in layout.rows[near.index : near.index + 3]:
        for match in CHANGED.finditer(row.text[: dates.LONGEST]):
            rest = row.text[match.end() : match.end() + 40].lstrip(" :")
            time = dates.time_of(rest)
            if time and time.start() == 0 and not dates.find(rest):
                yield row, time


def _rows(layout: Layout) -> list[Row]:
    rows = [row for row in (*layout.head(), *layout.foot()) if any(map(str.isdigit, row.text[: dates.LONGEST]))]
    rows += [row for row in layout.rows if row.role is Role.DATE][:20]
    unique = sorted(dict.fromkeys(rows), key=lambda row: (abs(row.index - layout.first), row.index))[:MOST]
    return sorted(unique, key=lambda row: row.index)


def _label(row: Row, before: str, layout: Layout, *, first: bool) -> str:
    """Return what the words before a date, or the row above where there are none, say it is."""
    matches = list(LABEL.finditer(before[-80:]))
    if matches:
        return next(name for name, text in matches[-1].groupdict().items() if text)
    above = layout.rows[row.index - 1].text if row.index and first and len(before) < 12 else ""
    if 0 < len(above) <= 40 and (match := LABEL.match(above)):
        return "above-" + next(name for name, text in match.groupdict().items() if text)
    return "none"


def _features(one: Dated, context: _Context) -> Iterator[str]:
    row, stamp = one.row, one.stamp
    yield from _position(one, context)
    rest = _beside(one)
    yield "rest:" + band(len(rest.strip(" |•·,-–—:()")), 1, 6, 12, 25, 50, 100)
    yield "exact:" + ("month" if stamp.day is None else "time" if "T" in stamp.value else "day")
    if SPOKEN.search(" " + row.text[max(0, stamp.start - FARTHEST) : stamp.start]) and len(rest) > 60:
        yield "spoken"
    if READING.search(rest):
        yield "reading-time"
    if date(int(stamp.value[:4]), 1, 1) < EARLY:
        yield "early"
        yield "early:" + one.label
    if stamp.numeric:
        yield "numeric"
    days = context.days
    yield "same:" + band(days.count(stamp.value[:10]), 2, 3, 5)
    yield "days:" + band(len(set(days)), 2, 3, 5, 9)
    if row.index <= context.layout.last and stamp.value[:10] == context.latest:
        yield "latest"
    if row.index <= context.layout.last and stamp.value[:10] == days[0]:
        yield "first"
    if stamp.value[:10] == context.newest and len(set(days)) > 1:
        yield "newest"
    yield from _wording(one, context)
    yield "crowd:" + band(sum(other in context.busy for other in range(row.index - 8, row.index + 9)) - 1, 1, 2, 4)


def _beside(one: Dated) -> str:
    """Return what stands in the row beside the date; of a page in one line not all of it, for every date looks again."""
    text, stamp = one.row.text, one.stamp
    return text[max(0, stamp.start - FARTHEST) : stamp.start] + text[stamp.end : stamp.end + FARTHEST]


FARTHEST = 1000
"""Characters on each side; what is measured of them ends at a hundred."""


def _wording(one: Dated, context: _Context) -> Iterator[str]:
    """Yield what the row itself says: a day's hours, an event, a passage of prose, a comment, a second date beside."""
    row, stamp = one.row, one.stamp
    rest = _beside(one)
    size = band(len(rest.strip(" |•·,-–—:()")), 12, 50, 100)
    yield f"role-rest:{row.role}:{size}"
    place = "head" if row.index < context.layout.first else "inside" if row.index <= context.layout.last else "foot"
    yield f"place-rest:{place}:{size}"
    yield f"place-role:{place}:{row.role}"
    prose = sum(map(str.islower, WORDS.findall(rest)))
    yield "prose:" + band(prose, 1, 3, 6, 12)
    yield f"prose:{band(prose, 1, 3, 6, 12)}:{one.label}"
    if PICTURE.search(rest):
        yield "picture"
    if TODAY.search(rest):
        yield "today"
    if EVENT.search(rest):
        yield "event"
    below = context.layout.rows[row.index + 1 : row.index + 4]
    if any(other.folded.startswith(("reply", "like", "report", "says")) for other in below) or SAID.search(rest):
        yield "comment"
    if row.index < min(6, context.layout.first):
        yield "top"
    beside = [day for index, day in context.short if abs(index - row.index) <= 1 and day != stamp.value[:10]]
    if beside and len(row.text) <= SHORT:
        order = (
            "earlier" if stamp.value[:10] < min(beside) else "later" if stamp.value[:10] > max(beside) else "between"
        )
        yield "pair:" + order
        yield f"pair:{order}:{one.label}"


WORDS = re.compile(r"[^\W\d_]+")
PICTURE = re.compile(r"\b(?:photo\w*|picture[ds]?|image|getty|file|handout)\b", re.IGNORECASE)
TODAY = re.compile(r"\b(?:today|current\w*|hours|open(?:s|ed)?|closed|weather|now)\b", re.IGNORECASE)
EVENT = re.compile(
    r"\b(?:offers?|sale|redeem|valid|webinar|conference|register|tickets?|summit|deadline|expires?|ends|consulted|retrieved|accessed"
    r"|as of|effective|horoscope|season|episode|case study|press release|read more)\b",
    re.IGNORECASE,
)
SAID = re.compile(r"\b(?:says|said|commented|wrote|writes|replied|reply)\b", re.IGNORECASE)


def _position(one: Dated, context: _Context) -> Iterator[str]:
    row, layout, headline = one.row, context.layout, context.headline
    place = "head" if row.index < layout.first else "inside" if row.index <= layout.last else "foot"
    yield "bias"
    yield "place:" + place
    yield f"label:{one.label}"
    yield f"label:{one.label}:{place}"
    yield "role:" + row.role
    yield f"role:{row.role}:{one.label}"
    if place == "head":
        yield "away:" + band(row.index - layout.first, -60, -30, -15, -8, -5, -3, -2, -1)
    elif place == "foot":
        yield "below:" + band(row.index - layout.last, 2, 4, 8, 16, 30)
    if headline is not None:
        yield "gap:" + band(row.index - headline.index, -20, -8, -4, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20, 50)
        if row.index and layout.rows[row.index - 1].folded == headline.folded:
            yield "under-headline"


EARLY = date(1995, 1, 1)
"""Web pages older than this need strong evidence."""
