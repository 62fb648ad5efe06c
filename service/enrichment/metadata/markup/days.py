"""Days of publication that a page's mark-up claims or its lines show, as candidates; days of a change."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from service.enrichment.metadata import addresses, dates
from service.enrichment.metadata.dates import Order
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.markup.witnesses import Seen, Sight, Value, statement, weighed
from service.enrichment.metadata.ranking import band


def candidates(made: Sequence[Claim], seen: Sequence[Sight], order: Order | None) -> tuple[Value, ...]:
    """Return the days that are claimed or seen as the publication's, each once, as exactly as their best witness."""
    witnesses, first = _claimed_days(made, order)
    changed = {
        one.value[:10] for claim in made if claim.field is Field.MODIFIED for one in dates.find(claim.value, order)
    }
    for day in changed & witnesses.keys():
        if witnesses[day].keys() <= {"from:trafilatura"} and any(one.place == "time-review" for one in made):
            del witnesses[day]  # a tool's reading of what the page gives as the day of a change
    said = next((day for place in STATED for day, places in witnesses.items() if f"from:{place}" in places), None)
    last = max((day for day in (*changed, said) if day is not None and len(day) == DAY), default=None)
    seen = [one for one in seen if said in {None, one.text[:DAY]} or not _is_no_publication(one, changed, said, last)]
    for one in seen:
        if one.text[:10] not in witnesses and one.probability < (
            LIKELIER if _is_long_before(one.text, said) else FAINT
        ):
            continue  # by itself no evidence: it may second what is claimed
        witnesses.setdefault(one.text[:10], {}).setdefault("seen:" + band(one.probability, 0.1, 0.3, 0.6, 0.9))
        first.setdefault(one.text[:10], (one.text, "html.text"))
    for claim in made:
        if claim.field is Field.URL and (filed := addresses.day_of(claim.value)):
            witnesses.setdefault(filed, {}).setdefault("from:address")
            witnesses[filed].pop("from:trafilatura", None)  # htmldate reads the address too, and before all else
            first.setdefault(filed, (filed, claim.origin))
    _merge_moments(witnesses, first, frozenset(one.text for one in seen))
    days = sorted(witnesses)
    stated = statement(witnesses.values())
    rival = next((one.text[:10] for one in seen if one.probability >= LIKELY and one.text[:10] != said), None)
    agreed = {key for key, places in witnesses.items() if "from:jsonld" in places and places.keys() & AGREEING}
    soon = {key for key in changed & witnesses.keys() if any(0 < _days(day, key) <= WEEK for day in agreed)}
    return tuple(
        Value(
            key,
            first[key][0],
            (),
            first[key][1],
            (
                *_features(key, list(places), days, changed),
                f"written:{'time' if 'T' in first[key][0] else 'day'}:{statement([places])}",
                *weighed(list(places), stated),
                *_apart(key, list(places), said, rival),
                *((f"agreed:{key in agreed}",) if agreed else ()),
            ),
        )
        for key, places in witnesses.items()
        if key not in soon
    )


def _merge_moments(
    witnesses: dict[str, dict[str, None]], first: dict[str, tuple[str, str]], shown: frozenset[str]
) -> None:
    """Give the witnesses of a moment in another zone to the day on which the page shows it: 9 pm in New York is tomorrow's in UTC."""
    moments = {day: datetime.fromisoformat(value) for day, (value, _) in first.items() if len(value) == ZONED}
    for day in [day for day, moment in moments.items() if moment.isoformat() in shown]:
        for other, moment in moments.items():
            if other != day and {other, day} <= witnesses.keys() and abs(moment - moments[day]) < timedelta(minutes=1):
                witnesses[day] |= witnesses.pop(other)


ZONED = 25
"""Characters of an ISO 8601 moment with its offset."""


def stated(made: Sequence[Claim]) -> frozenset[str]:
    """Return the days that the mark-up writes as ISO 8601, which can be read one way only; a tool's reading is no such."""
    dated = {Field.PUBLISHED, Field.MODIFIED}
    written = (one.value for one in made if one.field in dated and one.place != "trafilatura")
    return frozenset(value[:DAY] for value in written if dates.ISO.match(value))


def _claimed_days(
    made: Sequence[Claim], order: Order | None
) -> tuple[dict[str, dict[str, None]], dict[str, tuple[str, str]]]:
    """Return the places that claim each day, and its most exact wording with the origin of that."""
    witnesses: dict[str, dict[str, None]] = {}
    first: dict[str, tuple[str, str]] = {}
    times = props = 0
    for claim in made:
        stamp = next(iter(dates.find(claim.value, order)), None) if claim.field is Field.PUBLISHED else None
        if stamp is None:
            continue
        place = claim.place
        if claim.origin == "html.time":
            times += 1
            place += "-first" if times == 1 else "-second" if times == 2 else "-later"
        elif claim.origin == "html.microdata":
            props += 1
            place += "-later" if props > 1 else ""  # teasers have days of their own
        witnesses.setdefault(stamp.value[:10], {}).setdefault(f"from:{place}")
        old = first.get(stamp.value[:10])
        if old is None or (len(stamp.value) > len(old[0]) and "T" not in old[0]):
            first[stamp.value[:10]] = (stamp.value, claim.origin)
    return witnesses, first


WEEK = 7
"""Days after a publication that is stated twice within which a change is one of it, whatever the page shows."""


AGREEING = frozenset({"from:article:published", "from:meta-published"})
"""What says the same as JSON-LD by another road: together they outweigh the day that a reader sees, often that of a change."""


STATED = ("jsonld", "article:published", "meta-published")
"""The places that state the day of publication of the article itself, the most trusted first."""


LIKELY = 0.3
"""Probability from which a day that the lines show is held against the one that the mark-up states."""


def _apart(key: str, places: Sequence[str], said: str | None, rival: str | None) -> Iterator[str]:
    """Yield how far a day is from the one that is stated, and the stated one from the one that is shown.

    A day or two apart, both are of one publication: a draft's, another zone's, a correction's. Months apart, the page was
    written anew, and the day that it shows is that of what it says now.
    """
    if said is None:
        return
    if key != said:
        kind = next((place for place in places if place.startswith("seen:")), "claimed")
        yield f"apart:{_distance(said, key)}:{kind}"
    elif rival is not None:
        yield f"rival:{_distance(said, rival)}"


def _is_no_publication(one: Sight, changed: set[str], said: str | None, last: str | None) -> bool:
    """Return whether a shown day is that of the stated change by its own words, or today's in a masthead: after all stated.

    A page that was changed more than a week after it was published is dated by the change, on 6 of 7 labelled ones.
    """
    day = one.text[:DAY]
    if one.changed:
        return day in changed and said is not None and _days(said, day) <= WEEK
    return one.above and last is not None and day > last


def _is_long_before(shown: str, said: str | None) -> bool:
    """Return whether a day that the lines show is more than a month before the one that is stated: the story's, or another's."""
    return said is not None and _days(said, shown[:10]) < -MONTH


def _distance(one: str, other: str) -> str:
    """Return the band of the days from one ISO day to another."""
    return band(_days(one, other), -30, -1, 0, 2, 8, 31) if len(one) == len(other) == DAY else "month"


def _days(one: str, other: str) -> int:
    """Return the days from one ISO day to another; none where one of them is but a month."""
    return (date.fromisoformat(other) - date.fromisoformat(one)).days if len(one) == len(other) == DAY else 0


FAINT, LIKELIER, MONTH = 0.1, 0.6, 31
"""Probability below which a day that the lines show is no candidate by itself, and one long before the stated one none."""


DAY = 10
"""Characters of an ISO day."""


def _features(key: str, places: list[str], days: list[str], changed: set[str]) -> Iterator[str]:
    yield "bias"
    yield from places
    yield "witnesses:" + band(len(places), 2, 3, 4, 5)
    if len(places) == 1:
        yield "alone:" + places[0]
    if key == days[0]:
        yield "earliest:" + statement([places])
    if key in changed:
        yield "modified-too"
        yield "modified-too:" + statement([places])
    yield "exact:" + ("month" if len(key) < 10 else "day")
    if key < "1995":
        yield "early"


def without_change(days: Sequence[Value], made: Sequence[Claim], seen: Seen) -> tuple[Value, ...]:
    """Return the days without one that only a `date` of no kind states, where that is the very moment of the change.

    Kept where no reader is likely to see another day: then the page knows no other.
    """
    changed = {one.value[:MOMENT] for one in made if one.field is Field.MODIFIED and len(one.value) >= MOMENT}
    vague = [one.value for one in made if one.field is Field.PUBLISHED and one.place == "meta-date"]
    copied = {value[:DAY] for value in vague if value[:MOMENT] in changed}
    shown = {one.text[:DAY] for one in seen.dates if one.probability >= SHOWN}
    if not copied or not shown - copied:
        return tuple(days)
    return tuple(
        one
        for one in days
        if one.key not in copied
        or one.key in shown
        or not {name for name in one.features if name.startswith("from:")} <= {"from:meta-date", "from:trafilatura"}
    )


MOMENT = len("2021-05-03T08:30")


SHOWN = 0.8
"""Probability from which a day that the lines show stands against a copy of the change's moment."""


def modified(made: Sequence[Claim], day: str | None, order: Order | None) -> tuple[str, str] | None:
    """Return when the page says it was changed, and where; not where that is before, or the very moment of, publication."""
    for place in MODIFIED:
        for one in made:
            if one.field is Field.MODIFIED and one.place == place:
                stamp = next(iter(dates.find(one.value, order)), None)
                if stamp and stamp.day and (day is None or _later(stamp.value, day)):
                    return stamp.value, one.origin
    return None


def _later(changed: str, day: str) -> bool:
    """Return whether a moment is after the publication, as far as both are exact."""
    if len(changed) == len(day) == 25:
        return datetime.fromisoformat(changed) > datetime.fromisoformat(day)
    return changed[:10] >= day[:10] and changed != day


MODIFIED = (
    "jsonld",
    "meta-modified",
    "jsonld-page",
    "itemprop-datemodified",
    "time",
    "time-datemodified",
    "time-review",
)
