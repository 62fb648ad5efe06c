"""Weigh what a page's mark-up claims against what its lines say, by trust measured on other sites' pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from service.enrichment import lexicons
from service.enrichment.metadata import addresses, agencies, bylines, dates, languages, ranking
from service.enrichment.metadata.claims import Claim, Field
from service.enrichment.metadata.dates import Order
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.ranking import Ranker, Rankers, band
from service.enrichment.metadata.titles import SITE_SPLIT
from service.enrichment.types import Evidence, Metadata

ADDRESS = re.compile(r"@|https?://|www\.|\.(?:com|org|net)\b")
BY = re.compile(r"^(?:(?:written|posted|published)\s)?by:?\s{1,3}", re.IGNORECASE)
ANONYMOUS = re.compile(
    r"^(?:admin\w*|administrator|user|editor|webmaster|author|guest|wordpress|root|none|null|undefined|anonymous|n/?a)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value that one or more witnesses give, how it is published, and what speaks for it."""

    key: str
    text: str
    names: tuple[str, ...]
    origin: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """A value that the visible lines give, with its probability."""

    text: str
    names: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What the visible lines say: the likeliest values of the weighed fields, every folded row, how dates are written."""

    titles: tuple[Sight, ...]
    authors: tuple[Sight, ...]
    dates: tuple[Sight, ...]
    rows: frozenset[str]
    order: Order | None


def titles(made: Sequence[Claim], seen: Sequence[Sight], visible: frozenset[str]) -> tuple[Value, ...]:
    """Return the headlines that are claimed or seen, each once. `visible` are the folded rows of the page."""
    sites = {fold(claim.value) for claim in made if claim.field is Field.PUBLISHER}
    witnesses: dict[str, dict[str, None]] = {}
    first: dict[str, tuple[str, str]] = {}
    for claim in made:
        if claim.field is not Field.TITLE:
            continue
        for text, how in _wordings(claim.value, sites):
            key = fold(text)
            if key:
                witnesses.setdefault(key, {}).setdefault(f"from:{claim.place}{how}")
                first.setdefault(key, (text, claim.origin))
    for one in seen:
        key = fold(one.text)
        witnesses.setdefault(key, {}).setdefault("seen:" + band(one.probability, 0.1, 0.3, 0.6, 0.9))
        first.setdefault(key, (one.text, "html.text"))
    return tuple(
        Value(key, *_headed(first[key]), tuple(_title_features(key, list(places), first[key][0], sites, visible)))
        for key, places in witnesses.items()
    )


def _headed(first: tuple[str, str]) -> tuple[str, tuple[str, ...], str]:
    return first[0], (), first[1]


def _wordings(text: str, sites: set[str]) -> Iterator[tuple[str, str]]:
    """Yield a claimed headline as it is, and without what looks like the site's name at either end."""
    yield text, ""
    splits = list(SITE_SPLIT.finditer(text))
    if not splits:
        return
    head, tail = text[: splits[-1].start()].strip(), text[splits[-1].end() :].strip()
    if head:
        yield head, "-cut-known" if fold(tail) in sites else "-cut"
    if len(splits) > 1:
        yield text[: splits[0].start()].strip(), "-cut-all"
    head, tail = text[: splits[0].start()].strip(), text[splits[0].end() :].strip()
    if tail:
        yield tail, "-cut-front-known" if fold(head) in sites else "-cut-front"


def _title_features(key: str, places: list[str], text: str, sites: set[str], visible: frozenset[str]) -> Iterator[str]:
    yield "bias"
    yield from places
    yield "witnesses:" + band(len({place.split("-cut")[0] for place in places}), 2, 3, 4, 5, 6)
    yield "words:" + band(len(key.split()), 2, 3, 4, 6, 12, 20)
    if key in visible:
        yield "visible"
    if key in sites:
        yield "site"
    if any(site and len(site) > 3 and key.endswith(site) for site in sites):
        yield "ends-in-site"
    if SITE_SPLIT.search(text):
        yield "has-split"
    if key in lexicons.read("menu_words"):
        yield "menu"


def authors(made: Sequence[Claim], seen: Sequence[Sight]) -> tuple[Value, ...]:
    """Return the sets of authors that are claimed or seen, each once."""
    sites = {fold(claim.value) for claim in made if claim.field is Field.PUBLISHER}
    witnesses: dict[str, dict[str, None]] = {}
    first: dict[str, tuple[tuple[str, ...], str]] = {}
    for claim in made:
        if claim.field is Field.AUTHOR and (
            people := people_of(claim.value, strict=claim.origin == "html.text" or "link" in claim.place)
        ):
            key = "; ".join(sorted(map(fold, people)))
            witnesses.setdefault(key, {}).setdefault(f"from:{claim.place}")
            first.setdefault(key, (people, claim.origin))
    for one in seen:
        key = "; ".join(sorted(map(fold, one.names)))
        witnesses.setdefault(key, {}).setdefault("seen:" + band(one.probability, 0.1, 0.3, 0.6, 0.9))
        first.setdefault(key, (one.names, "html.text"))
    alone = {key for key in witnesses if ";" not in key}
    # An agency in "author" says who sent the story, not who wrote it: the lines are then weighed as if nothing were said.
    credited = {key for key in witnesses if all(agencies.named(name) for name in first[key][0])}
    stated = _stated(places for key, places in witnesses.items() if key not in credited)
    return tuple(
        Value(
            key,
            ", ".join(first[key][0]),
            first[key][0],
            first[key][1],
            (
                *_author_features(key, list(places), first[key][0], sites, alone),
                *_weighed(list(places), stated),
                *(("agency",) if key in credited else ()),
            ),
        )
        for key, places in witnesses.items()
    )


def people_of(text: str, *, strict: bool = False) -> tuple[str, ...]:
    """Return the names in a claimed author: several may stand in one value; addresses and "admin" are none."""
    found: list[str] = []
    for part in text.split(";"):
        bare = BY.sub("", part.strip())
        if not bare or ADDRESS.search(bare) or ANONYMOUS.match(bare) or (found and bylines.CREDENTIAL.match(bare)):
            continue
        read = bylines.names(bare, labelled=True)
        if read and (strict or sum(map(len, read)) >= 0.5 * len(bare)):
            found.extend(read)
        elif not strict and len(bare.split()) <= 6 and len(bare) <= 60:
            found.append(bare)
    return tuple(dict.fromkeys(found))


def _author_features(
    key: str, places: list[str], people: tuple[str, ...], sites: set[str], alone: set[str]
) -> Iterator[str]:
    yield "bias"
    yield from places
    yield "witnesses:" + band(len(places), 2, 3, 4, 5)
    yield "names:" + band(len(people), 2, 3, 4)
    yield "words:" + band(len(people[0].split()), 2, 3, 4)
    if key in sites:
        yield "site"
    if all(bylines.names(name) for name in people):
        yield "person"
    parts = key.split("; ")
    if len(parts) > 1 and (known := sum(part in alone for part in parts)):
        yield "parts-alone:" + band(known, 2, 3)
    if len(parts) == 1 and any(key in other.split("; ") for other in alone if other != key):
        yield "part-of-many"


def _stated(witnesses: Iterable[Iterable[str]]) -> str:
    """Return the best kind of statement that a page makes of a field: JSON-LD, `meta`, or none of both."""
    places = [place for each in witnesses for place in each]
    if any(place.startswith("from:jsonld") for place in places):
        return "jsonld"
    return "meta" if any(place.startswith(MACHINE) for place in places) else "none"


MACHINE = ("from:meta", "from:article:", "from:og:", "from:itemprop", "from:twitter")


def _weighed(places: list[str], stated: str) -> Iterator[str]:
    """Yield how a value stands to what the page states: a seen value weighs more where the page states none."""
    own = _stated([places])
    yield f"stated:{stated}:{own}"
    for place in places:
        if place.startswith("seen:"):
            yield f"{place}:{stated}:{own}"
    if not any(place.startswith("seen:") for place in places):
        yield f"unseen:{stated}:{own}"


def published(made: Sequence[Claim], seen: Sequence[Sight], order: Order | None) -> tuple[Value, ...]:
    """Return the days that are claimed or seen as the publication's, each once, as exactly as their best witness."""
    witnesses, first = _claimed_days(made, order)
    changed = {
        one.value[:10] for claim in made if claim.field is Field.MODIFIED for one in dates.find(claim.value, order)
    }
    for day in changed & witnesses.keys():
        if witnesses[day].keys() <= {"from:trafilatura"} and any(one.place == "time-review" for one in made):
            del witnesses[day]  # a tool's reading of what the page gives as the day of a change
    said = next((day for place in STATED for day, places in witnesses.items() if f"from:{place}" in places), None)
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
    stated = _stated(witnesses.values())
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
                *_date_features(key, list(places), days, changed),
                f"written:{'time' if 'T' in first[key][0] else 'day'}:{_stated([places])}",
                *_weighed(list(places), stated),
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


def stated_days(made: Sequence[Claim]) -> frozenset[str]:
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


def _date_features(key: str, places: list[str], days: list[str], changed: set[str]) -> Iterator[str]:
    yield "bias"
    yield from places
    yield "witnesses:" + band(len(places), 2, 3, 4, 5)
    if len(places) == 1:
        yield "alone:" + places[0]
    if key == days[0]:
        yield "earliest:" + _stated([places])
    if key in changed:
        yield "modified-too"
        yield "modified-too:" + _stated([places])
    yield "exact:" + ("month" if len(key) < 10 else "day")
    if key < "1995":
        yield "early"


def choose(ranker: Ranker, values: Sequence[Value]) -> Value | None:
    """Return the value that is the most probable, or None where "none of them" is too probable beside it.

    Two rivals share what makes each of them less probable; that a page has no value at all is another doubt, and the one
    that false answers are made of.
    """
    chances = ranking.probabilities([ranker.score(one.features) for one in values])
    best = max(range(len(values)), key=lambda n: chances[n], default=None)
    if best is None or chances[best] < LEAST:
        return None
    return values[best] if chances[best] / (chances[best] + 1 - sum(chances)) >= ranker.threshold else None


def undisputed(made: Sequence[Claim], field: Field, values: Sequence[Value]) -> Value | None:
    """Return the only value there is, if JSON-LD says it of what it calls a news article, and it is not the publisher.

    The pages that the weights come from show what they state, so that a claim alone counts for little there.
    """
    if len(values) != 1 or "from:jsonld" not in values[0].features:
        return None
    stated = any(claim.news and claim.field is field for claim in made)
    said = fold(values[0].text)
    own = any(fold(claim.value) in said for claim in made if claim.field is Field.PUBLISHER)
    return values[0] if stated and not own else None


LEAST = 0.4
"""Probability below which no claim is answered, however sure it is that the page has one."""
TRUSTED_PUBLISHER = (
    "jsonld",
    "og:site_name",
    "application-name",
    "title-suffix",
    "jsonld-page",
    "jsonld-site",
    "trafilatura",
    "itemprop-publisher",
    "meta-publisher",
)
"""The places of a publisher's name, the most trusted first: accuracy on 31 pages labelled by reading."""
DOMAIN = re.compile(
    r"(?:www\.)?(?P<name>[\w-]{2,40})(?:\.[a-z]{2,3})?\.(?:com|org|net|co|edu|gov|uk|au|nz|in|ie|za|ca|eu|de|fr|it|es|info|io|tv|news)",
    re.IGNORECASE,
)
LONGEST_NAME = 60


def publisher(made: Sequence[Claim], text: str) -> Claim | None:
    """Return the most trusted claim of a publisher, without its domain ("Gazette.com" is Gazette).

    `text` is what the page shows: a bare domain is written as the page writes it ("thegazette.com", "The Gazette").
    """
    host = _host(made)
    named = [one for one in (*made, *_suffixes(made, host)) if one.field is Field.PUBLISHER and _may_publish(one)]
    people = {fold(one.value) for one in made if one.field is Field.AUTHOR}
    # A blog names its author as publisher in JSON-LD, and itself in `og:site_name`; a bare domain is a last resort.
    best = min(
        named,
        key=lambda one: (_is_bare(one.value), fold(one.value) in people, TRUSTED_PUBLISHER.index(one.place)),
        default=None,
    )
    if best is None:
        return None
    best = replace(best, value=_without_slogan(best.value, host))
    if not (match := DOMAIN.fullmatch(best.value.strip())):
        return replace(best, value=_spaced(best.value, text))
    name = match["name"] if not _is_bare(best.value) else spelled(match["name"], text)
    return replace(best, value=name) if name else None


def _without_slogan(value: str, host: str) -> str:
    """Return a site's name without what it says of itself: "Example Times | News of the Valley" is Example Times."""
    splits = list(SITE_SPLIT.finditer(value))
    if not splits:
        return value
    parts = [value[: splits[0].start()].strip(), value[splits[-1].end() :].strip()]
    letters = [LETTERS.sub("", part.lower()).removeprefix("the") for part in parts]
    agreed = [part for part, own in zip(parts, letters, strict=True) if len(own) > 2 and host and own in host]
    return next((part for part in (*agreed, *parts) if part), value)


def _spaced(value: str, text: str) -> str:
    """Return a name that is run together ("ExampleTimes") as the page's text writes it, where it writes it apart."""
    if " " in value or not RUN_TOGETHER.fullmatch(value) or value in text:
        return value
    return spelled(value.lower(), text) or value


RUN_TOGETHER = re.compile(r"(?:[A-Z][a-z]+){2,5}")


def _may_publish(claim: Claim) -> bool:
    at = ADDRESS.search(claim.value)
    domain = DOMAIN.fullmatch(claim.value.strip())
    return (
        claim.place in TRUSTED_PUBLISHER
        and (at is None or domain is not None)
        and len(claim.value) <= LONGEST_NAME
        and fold(claim.value) not in lexicons.read("menu_words")
    )


def _is_bare(value: str) -> bool:
    """Return whether a name is but a domain in small letters."""
    return value.islower() and DOMAIN.fullmatch(value.strip()) is not None


def _host(made: Sequence[Claim]) -> str:
    """Return the letters of the page's own host, as its canonical address names it."""
    addresses_of = (one.value for one in made if one.field is Field.URL)
    match = next((match for value in addresses_of if (match := HOST.match(value))), None)
    return LETTERS.sub("", match["host"].lower()) if match else ""


HOST = re.compile(r"https?://(?:www\.)?(?P<host>[\w.-]{1,100})", re.IGNORECASE)
LETTERS = re.compile(r"[\W_]+")


def _suffixes(made: Sequence[Claim], host: str) -> Iterator[Claim]:
    """Yield the end of the page's title where it is the site's name: where the page's host or another claim says so too."""
    known = [LETTERS.sub("", one.value.lower()) for one in made if one.field is Field.PUBLISHER] + [host]
    for one in made:
        if one.field is Field.TITLE and one.place == "title" and (splits := list(SITE_SPLIT.finditer(one.value))):
            name = one.value[splits[-1].end() :].split("(")[0].strip()
            letters = LETTERS.sub("", name.lower()).removeprefix("the")
            agreed = len(letters) > 2 and any(
                letters in other or (len(other) > 3 and other in letters) for other in known
            )
            if name and len(name.split()) <= 5 and (agreed or not any(known)):
                yield Claim(Field.PUBLISHER, name, "title-suffix", one.origin)


def spelled(letters: str, text: str) -> str | None:
    """Return how a text writes the name that a domain runs together: "usatimes" is "USA Times" in it, or None."""
    plain = LETTERS.sub("", letters)
    if not 3 <= len(plain) <= LONGEST_NAME // 2:
        return None
    pattern = re.compile(
        r"(?<!\w)(?<![@./-])" + r"[ '’.-]?".join(map(re.escape, plain)) + r"(?![\w@])(?!\.\w)", re.IGNORECASE
    )
    found = (match.group() for match in pattern.finditer(text[:200_000]))
    return next((name for name in found if not name.islower()), None)


def reconcile(found: Metadata, seen: Seen, made: Sequence[Claim], visible: str, rankers: Rankers) -> Metadata:
    """Return the metadata of a page from its claims and its lines.

    Title, authors and date are weighed; for the rest, a claim that the page makes on purpose (a publisher, its
    address) comes before what its lines suggest, and what the lines tell better (section, standfirst) or alone (agencies,
    dateline, captions) stays. `visible` is the page's text.
    """
    title = choose(rankers["html-title"], titles(made, seen.titles, seen.rows))
    writers, days = authors(made, seen.authors), published(made, seen.dates, seen.order)
    people = choose(rankers["html-authors"], writers) or undisputed(made, Field.AUTHOR, writers)
    if people is not None and _is_unseen(people) and all(_is_site(name, made) for name in people.names):
        people = None
    day = choose(rankers["html-published"], _without_change(days, made, seen)) or undisputed(
        made, Field.PUBLISHED, days
    )
    changed = modified(made, day.text if day else None, seen.order)
    owner = publisher(made, visible)
    section = _section(made, found.section)
    heading = title.text if title else None
    others = (*(people.names if people else ()), section[0] if section else "")
    tags = _tags(made, found.tags, heading, others, seen.rows)
    address = _first(made, Field.URL, ADDRESSES)
    names = people.names if people else ()
    wires = tuple(dict.fromkeys([*found.agencies, *(short for name in names if (short := agencies.named(name)))]))
    read = {
        "title": (title.text, title.origin) if title else None,
        "authors": (tuple(name for name in names if agencies.named(name) is None), people.origin) if people else None,
        "published": (day.text, day.origin) if day else None,
        "modified": changed,
        "publisher": (owner.value, owner.origin) if owner else None,
        "agencies": (wires, "html.text") if wires else None,
        "section": section,
        "tags": tags,
        "url": (address.value, address.origin) if address and addresses.valid(address.value) else None,
    }
    kept = {"subtitle", "modified", "publisher", "agencies", "section", "tags", "url"}
    old = {field: Evidence(_as_html(one.origin)) for field, one in found.evidence}
    changes: dict[str, Any] = {}
    for field, value in read.items():
        if value is not None and value[0]:
            changes[field] = value[0]
            old[field] = Evidence(value[1])
        elif field not in kept:
            changes[field] = () if field == "authors" else None
            old.pop(field, None)
    language = found.language or next(
        (languages.primary(one.value) for one in made if one.field is Field.LANGUAGE), None
    )
    if language and "language" not in old:
        old["language"] = Evidence("html.lang")
    order = [name for name in EVIDENT if name in old]
    return replace(found, **changes, language=language, evidence=tuple((name, old[name]) for name in order))


def _without_change(days: Sequence[Value], made: Sequence[Claim], seen: Seen) -> tuple[Value, ...]:
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


def _is_unseen(value: Value) -> bool:
    return not any(one.startswith("seen:") for one in value.features)


def _is_site(name: str, made: Sequence[Claim]) -> bool:
    """Return whether an author is the site itself, or its staff: no person's name, and what the page calls its publisher."""
    words = fold(name).split()
    if not words or words[0] in lexicons.read("given_names"):
        return False
    letters = LETTERS.sub("", name.lower()).removeprefix("the")
    sites = {fold(one.value) for one in made if one.field is Field.PUBLISHER}
    host = _host(made)
    return words[-1] in STAFF or fold(name) in sites or (len(letters) > 3 and letters in host)


STAFF = frozenset(
    {"staff", "team", "admin", "editors", "editor", "desk", "newsroom", "administrator", "contributor", "contributors"}
)


def _section(made: Sequence[Claim], value: str | None) -> tuple[str, str] | None:
    """Return the section that the lines show with the origin of the claim that says the same, else what the mark-up states.

    A page that no reader can tell the section of may still state it of the article; its own label would be another kind
    of thing (a menu's entry), so it comes first.
    """
    if value is None:
        stated = _first(made, Field.SECTION, OF_THE_ARTICLE)
        return (stated.value, stated.origin) if stated else None
    same = (
        one for one in made if one.field is Field.SECTION and one.place in SECTIONS and fold(one.value) == fold(value)
    )
    said = next(same, None)
    return value, said.origin if said else "html.text"


EVIDENT = (
    "title",
    "subtitle",
    "authors",
    "published",
    "modified",
    "publisher",
    "agencies",
    "dateline",
    "section",
    "tags",
    "url",
    "language",
    "captions",
)
"""The fields with evidence, in the order of the contract."""
OF_THE_ARTICLE = ("jsonld", "article:section", "itemprop-articlesection")
"""Places where mark-up states the section of the article and not of the page or the site."""
SECTIONS = ("jsonld", "article:section", "itemprop-articlesection", "jsonld-page")
ADDRESSES = ("canonical", "og:url", "jsonld")
MODIFIED = (
    "jsonld",
    "meta-modified",
    "jsonld-page",
    "itemprop-datemodified",
    "time",
    "time-datemodified",
    "time-review",
)


def _as_html(origin: str) -> str:
    return "html.text" if origin == "text" else origin


def _first(made: Sequence[Claim], field: Field, places: Sequence[str]) -> Claim | None:
    """Return the claim of the most trusted place."""
    named = [one for one in made if one.field is field and one.place in places and len(one.value) <= 300]
    return min(named, key=lambda one: places.index(one.place), default=None)


def described(made: Sequence[Claim]) -> frozenset[str]:
    """Return the folded descriptions of the page."""
    return frozenset(fold(one.value) for one in made if one.field is Field.DESCRIPTION)


def sections(made: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Return the folded names that are claimed for a section, each with the places that claim it."""
    found: dict[str, tuple[str, ...]] = {}
    for one in made:
        if one.field is Field.SECTION and (name := fold(one.value)):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), one.place)))
    return found


def tagged(made: Sequence[Claim]) -> frozenset[str]:
    """Return the folded names that are claimed for tags."""
    return frozenset(fold(part) for one in made if one.field is Field.TAG for part in one.value.split(","))


def address(made: Sequence[Claim]) -> str | None:
    """Return the page's address as its mark-up gives it."""
    first = _first(made, Field.URL, ADDRESSES)
    return first.value if first else None


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


def _tags(
    made: Sequence[Claim], shown: Sequence[str], title: str | None, others: Sequence[str], rows: frozenset[str]
) -> tuple[tuple[str, ...], str] | None:
    """Return the article's tags as the mark-up gives them, where no row is known to list them but some do show them.

    Never one of `others`, the section's or an author's name. Keywords that are the headline's words, or that no reader sees
    (a site's slogan, an editor's subject codes), say little of the article; `rows` are the folded rows of the page.
    """
    apart = frozenset(map(fold, others))
    for place in () if shown else TAGS:
        values = [one for one in made if one.field is Field.TAG and one.place == place]
        parts = [part.strip() for one in values for part in one.value.split(",")]
        named = {
            fold(part): part
            for part in reversed(parts)
            if 1 < len(part) <= 48 and ":" not in part and fold(part) not in apart
        }
        told = place == "article:tag" or _are_shown(named, rows)
        if named and told and not _is_headline(named, title):
            return tuple(reversed(named.values()))[:30], values[0].origin
    return None


def _are_shown(named: Iterable[str], rows: frozenset[str]) -> bool:
    """Return whether most of some folded names stand one a row, or together in a short row."""
    keys = list(named)[:MOST_KEYS]
    if len(keys) < 2:
        return False
    alone = sum(key in rows for key in keys)
    short = (f" {row} " for row in rows if len(row) <= LONGEST_LISTING)
    together = max((sum(f" {key} " in row for key in keys) for row in short), default=0)
    return max(alone, together) >= 0.5 * len(keys)


MOST_KEYS, LONGEST_LISTING = 40, 400


TAGS = ("article:tag", "jsonld", "keywords", "jsonld-page")


def _is_headline(named: Iterable[str], title: str | None) -> bool:
    """Return whether the keywords are but the words of the headline."""
    words = frozenset(fold(title or "").split())
    keys = list(named)
    return len(keys) > 3 and sum(key in words for key in keys) >= 0.6 * len(keys)
