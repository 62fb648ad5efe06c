"""Read the dateline at the head of an article's first paragraph: where, when and for which agency it was filed."""

import re
from dataclasses import dataclass
from datetime import date

from service.enrichment import lexicons, places
from service.enrichment.metadata import agencies, dates
from service.enrichment.types import Dateline

LONGEST = 160
"""Characters within which a dateline must have ended."""
_CAPITALS = r"[^\W\d_a-z][^\W\d_a-z.'’-]+(?:[ /-][^\W\d_a-z][^\W\d_a-z.'’-]*){0,3}"
_TITLED = r"[^\W\d_a-z][\w.'’-]*(?:[ -][^\W\d_a-z][\w.'’-]*){0,3}"
_REGION = r"(?:,\s(?P<region>(?:[^\W\d_a-z][\w.]+)(?:\s[^\W\d_a-z][\w.]+){0,2}))?"
_DAY = r"(?:,?\s\(?(?P<day>(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\s[^\W\d_]{3,10}\.?)(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?)\)?)?"
_BARE = r"(?:,?\s(?P<bare>[A-Z]{2,6})(?=\s{0,2}[:–—-]))?"
_AGENCY = r"(?:[,\s]{0,2}[(\[/](?P<agency>[^()\[\]/]{2,40})[)\]/])?"
_WIRE = r"(?:--?\s?\((?P<wire>[^()]{2,40})\)(?=\s?--?))?"
_END = r"\s{0,2}(?:[:–—]|--|-(?=\s)|(?<=\s)-)\s{0,2}(?=\S)"
SHOUTED = re.compile(rf"(?P<place>{_CAPITALS}){_REGION}{_DAY}{_AGENCY}{_BARE}{_WIRE}{_END}")
QUIET = re.compile(rf"(?P<place>{_TITLED}){_REGION}{_DAY}{_AGENCY}{_BARE}{_WIRE}{_END}")
UNMARKED = re.compile(
    rf"(?P<place>{_TITLED}){_REGION}{_DAY}[,\s]{{0,2}}[(\[](?P<agency>[^()\[\]]{{2,40}})[)\]]\s{{1,2}}(?=\S)"
)
"""Without a dash: the day and the agency say what it is."""
AGENCY_FIRST = re.compile(
    rf"[(\[](?P<agency>[^()\[\]]{{2,30}})[)\]]\s{{0,2}}(?P<place>{_CAPITALS}){_REGION}{_DAY}{_END}"
)
AGENCY_ALONE = re.compile(rf"[(\[](?P<agency>[^()\[\]]{{2,40}})[)\]]{_END}")
OUTLET = re.compile(r"[A-Z]{2,5}")
"""The initials of a station or a paper, which stand where an agency's do: "Washington (CNN) --"."""
INITIALS = re.compile(r"[A-Z]{1,4}")
ALONE = re.compile(rf"(?P<place>{_TITLED}?(?:,\s[A-Z][\w.]+)?)(?:\s[(]?[A-Z]{{2,5}}[)]?)?\s?(?:—|--)")
SENTENCE = 40
"""Characters that a sentence behind a dateline has at least."""
QUOTES = "\"'“‘"
NO_PLACE = re.compile(
    r"(?:update|breaking|exclusive|watch|video|photos?|opinion|analysis|editor|note|read|summary|q|a|faq|tip|step|part|chapter|day"
    r"|disclaimer|warning|intro(?:duction)?|overview|tl;?dr|pros|cons|key|live|just in|correction|review|verdict|cost|price|seo"
    r"|diy|usa?|ai|crm|faqs|tldr|ps|nb|ingredients)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline, the agency named in it, and how many characters it takes."""

    dateline: Dateline
    agency: str | None
    length: int


def read(paragraph: str, published: str | None) -> Filed | None:
    """Return the dateline a paragraph begins with, or None. The place is as it is printed: "KABUL, Afghanistan".

    A day without a year is completed to the one nearest to `published` (ISO 8601), and left out without it. A place
    in small letters needs an agency, a day or a country beside it, or to be a place that the gazetteer knows in front of
    a sentence: "Paris - the city" is none. So does one with nothing but a colon behind it, as any label has it.
    """
    text = paragraph[:LONGEST]
    for pattern in (AGENCY_FIRST, SHOUTED, QUIET, UNMARKED):
        match = pattern.match(text)
        if match is None:
            continue
        named = match["agency"] or match.groupdict().get("bare") or match.groupdict().get("wire")
        agency = agencies.named(named) if named else None
        written = match["day"] is not None and _day(match["day"], published or "2000-01-01") is not None
        outlet = bool(match["agency"] and OUTLET.fullmatch(match["agency"]))
        known = _is_known(match)
        if (named and agency is None and not (written or outlet or known)) or (match["day"] and not written):
            continue
        if not (written or agency or outlet or known or pattern is SHOUTED or _is_place(match)) or (
            pattern is UNMARKED and not (written and agency)
        ):
            continue
        place = match["place"].strip(" .,")
        region = f", {match['region']}" if match["region"] else ""
        if (
            NO_PLACE.match(place)
            or agencies.named(place)
            or place.lower() in lexicons.read("weekdays")
            or (len(place) < 4 and not (agency or written))
        ):
            continue
        if (
            pattern is SHOUTED
            and not (agency or written or known)
            and text[match.end() - 2 : match.end()].strip() == ":"
        ):
            continue  # "NOTE: ..." is a label; a place alone is followed by a dash
        day = _day(match["day"], published) if match["day"] else None
        return Filed(Dateline(place + region, day), agency, match.end())
    return None


def _is_known(match: re.Match[str]) -> bool:
    """Return whether the gazetteer knows the place, a sentence follows and nobody is called so: "LAHORE: The court …"."""
    place, behind = match["place"].strip(" .,"), match.string[match.end() :]
    if len(behind) < SENTENCE or not (behind[0].isupper() or behind[0] in QUOTES):
        return False
    name = place.title() if place.isupper() else place
    return name in places.names() and place.lower() not in lexicons.read("given_names")


def _is_place(match: re.Match[str]) -> bool:
    """Return whether a place in small letters stands with its country before a sentence: "Exampleton, Utopia – The"."""
    named = {match["place"].lower(), (match["region"] or "").lower()}
    after = match.string[match.end() : match.end() + 1]
    dash = match.string[: match.end()].rstrip()[-1:] in "–—-"
    others = (lexicons.read("weekdays"), lexicons.read("given_names"), dates.months())
    return (
        bool(match["region"])
        and dash
        and after.isupper()
        and not any(one in words for one in named for words in others)
    )


def alone(line: str) -> Dateline | None:
    """Return the dateline that a whole line is: "Washington —", "New York CNN —"."""
    match = ALONE.fullmatch(line)
    if match is None or NO_PLACE.match(match["place"]) or agencies.named(match["place"]):
        return None
    if INITIALS.fullmatch(match["place"]) or match["place"].lower() in lexicons.read("function_words"):
        return None
    return Dateline(match["place"], None)


def wire(paragraph: str) -> str | None:
    """Return the agency that a paragraph begins with where no place stands: "(Reuters) - Gold rose"."""
    match = AGENCY_ALONE.match(paragraph[:LONGEST])
    return agencies.named(match["agency"]) if match else None


def _day(text: str, published: str | None) -> str | None:
    """Return the ISO day that a dateline's day stands for."""
    if stamps := dates.find(text):
        return stamps[0].day
    found = dates.partial(text)
    if found is None or published is None or len(published) < 10:
        return None
    day = dates.complete(*found, date.fromisoformat(published[:10]))
    return day.isoformat() if day else None
