"""Authors that a page's mark-up claims or its lines show, as candidates."""

import re
from collections.abc import Iterator, Sequence

from service.enrichment import lexicons
from service.enrichment.metadata import agencies
from service.enrichment.metadata.bylines import persons, wording
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup import site
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.markup.witnesses import Sight, Value, statement, weighed
from service.enrichment.metadata.ranking import band

BY = re.compile(r"^(?:(?:written|posted|published)\s)?by:?\s{1,3}", re.IGNORECASE)


ANONYMOUS = re.compile(
    r"^(?:admin\w*|administrator|user|editor|webmaster|author|guest|wordpress|root|none|null|undefined|anonymous|n/?a)$",
    re.IGNORECASE,
)


def candidates(made: Sequence[Claim], seen: Sequence[Sight]) -> tuple[Value, ...]:
    """Return the sets of authors that are claimed or seen, each once."""
    sites = {fold(claim.value) for claim in made if claim.field is Field.PUBLISHER}
    own = site.host(made)
    witnesses: dict[str, dict[str, None]] = {}
    first: dict[str, tuple[tuple[str, ...], str]] = {}
    for claim in made:
        if claim.field is Field.AUTHOR and (
            people := people_of(
                _without_site(claim.value, sites, own), strict=claim.origin == "html.text" or "link" in claim.place
            )
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
    stated = statement(places for key, places in witnesses.items() if key not in credited)
    return tuple(
        Value(
            key,
            ", ".join(first[key][0]),
            first[key][0],
            first[key][1],
            (
                *_features(key, list(places), first[key][0], sites, alone),
                *weighed(list(places), stated),
                *(("agency",) if key in credited else ()),
            ),
        )
        for key, places in witnesses.items()
    )


AT_SITE = re.compile(r"^(?P<name>\S[^,|(]*?)\s{0,2}(?:[,|(/]|\s[–—-]\s)\s{0,2}(?P<site>[^,|()/]{2,60}?)\s{0,2}\)?$")
"""A name and the site it writes for: "Jane Roe, Bay Mail", "Jane Roe | Bay Mail", "Jane Roe (Bay Mail)"."""


def _without_site(text: str, sites: set[str], host: str) -> str:
    """Return a claimed author without the page's own site after the name."""
    match = AT_SITE.match(text.strip())
    if match is None or _may_be_person(match["site"]):
        return text
    letters = site.LETTERS.sub("", match["site"].lower()).removeprefix("the")
    known = {site.LETTERS.sub("", name).removeprefix("the") for name in sites}
    return match["name"] if letters in known or (len(letters) > 5 and letters in host) else text


def _may_be_person(name: str) -> bool:
    """Return whether a publisher may be one of the authors: a blog names its writer so."""
    words = name.lower().split()
    return (
        bool(words)
        and lexicons.is_given_name(words[0])
        and words[-1] not in wording.PAPERS | lexicons.read("organisation_heads")
    )


MAILBOX = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{2,20}){1,4}", re.IGNORECASE)


def _without_address(text: str) -> str:
    """Return a claimed author without an e-mail address beside the name: "jroe@example.org (Jane Roe)" is Jane Roe."""
    bare, count = MAILBOX.subn(" ", text)
    return re.sub(r"[<(\[]\s*[>)\]]", " ", bare).strip(" ,|<>()[]:–—-") if count else text


def people_of(text: str, *, strict: bool = False) -> tuple[str, ...]:
    """Return the names in a claimed author: several may stand in one value; addresses and "admin" are none."""
    found: list[str] = []
    for part in text.split(";"):
        bare = _without_address(BY.sub("", part.strip()))
        if not bare or site.ADDRESS.search(bare) or ANONYMOUS.match(bare) or (found and wording.CREDENTIAL.match(bare)):
            continue
        read = persons.names(bare, labelled=True)
        if read and (strict or sum(map(len, read)) >= 0.5 * len(bare)):
            found.extend(read)
        elif not strict and len(bare.split()) <= 6 and len(bare) <= 60:
            found.append(bare)
    return tuple(dict.fromkeys(found))


def _features(key: str, places: list[str], people: tuple[str, ...], sites: set[str], alone: set[str]) -> Iterator[str]:
    yield "bias"
    yield from places
    yield "witnesses:" + band(len(places), 2, 3, 4, 5)
    yield "names:" + band(len(people), 2, 3, 4)
    yield "words:" + band(len(people[0].split()), 2, 3, 4)
    if key in sites:
        yield "site"
    if all(persons.names(name) for name in people):
        yield "person"
    parts = key.split("; ")
    if len(parts) > 1 and (known := sum(part in alone for part in parts)):
        yield "parts-alone:" + band(known, 2, 3)
    if len(parts) == 1 and any(key in other.split("; ") for other in alone if other != key):
        yield "part-of-many"


def is_site(name: str, made: Sequence[Claim]) -> bool:
    """Return whether an author is the site itself, or its staff: no person's name, and what the page calls its publisher."""
    words = fold(name).split()
    if not words or words[0] in lexicons.read("given_names"):
        return False
    letters = site.LETTERS.sub("", name.lower()).removeprefix("the")
    sites = {fold(one.value) for one in made if one.field is Field.PUBLISHER}
    host = site.host(made)
    return words[-1] in STAFF or fold(name) in sites or (len(letters) > 3 and letters in host)


STAFF = frozenset(
    {"staff", "team", "admin", "editors", "editor", "desk", "newsroom", "administrator", "contributor", "contributors"}
)
