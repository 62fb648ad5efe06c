"""Authors that a page's mark-up claims or its lines show, as candidates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata import agencies
from service.enrichment.metadata.bylines import persons, wording
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup import site
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.markup.witnesses import MACHINE, Sight, Value, statement, weighed
from service.enrichment.metadata.ranking import band

BY = re.compile(r"^(?:(?:written|posted|published)\s)?by:?\s{1,3}", re.IGNORECASE)
FOREIGN_BY = re.compile(
    r"^(?:(?i:propos recueillis |texte |text |texto )?(?i:par|por|von|door|di|da|de))\s{1,3}(?=(?P<given>[^\W\d_a-z][\w'’.-]{1,20})\s[^\W\d_])"
)
"""A "By" of other languages; some begin surnames too, so that a given name must follow."""


ANONYMOUS = re.compile(
    r"^(?:admin\w*|administrator|user|editor|webmaster|author|guest|wordpress|root|none|null|undefined|anonymous|n/?a)$",
    re.IGNORECASE,
)


def candidates(made: Sequence[Claim], seen: Sequence[Sight], rows: frozenset[str] = frozenset()) -> tuple[Value, ...]:
    """Return the sets of authors that are claimed or seen, each once. `rows` are the folded rows of the page.

    Where a person is named, the site, its staff and organisations are not among them: a page's generator puts them where
    it knows no author.
    """
    sites = {fold(claim.value) for claim in made if claim.field is Field.PUBLISHER}
    own = site.host(made)
    claimed = [
        (claim, people) for claim in made if claim.field is Field.AUTHOR and (people := _claimed(claim, sites, own))
    ]
    apart = _groups(made, claimed, seen)
    witnesses: dict[str, dict[str, None]] = {}
    first: dict[str, tuple[tuple[str, ...], str]] = {}
    for claim, named in claimed:
        if people := tuple(name for name in named if fold(name) not in apart):
            key = _key(people)
            witnesses.setdefault(key, {}).setdefault(f"from:{claim.place}")
            first.setdefault(key, (people, claim.origin))
    for one in seen:
        if people := tuple(name for name in one.names if fold(name) not in apart):
            key = _key(people)
            witnesses.setdefault(key, {}).setdefault(_sighted(one.probability))
            first.setdefault(key, (people, "html.text"))
    _join(witnesses, seen, rows)
    _shorten(witnesses)
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
    return bool(words) and lexicons.is_given_name(words[0]) and words[-1] not in wording.organisations()


MAILBOX = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{2,20}){1,4}", re.IGNORECASE)


def _without_address(text: str) -> str:
    """Return a claimed author without an e-mail address beside the name: "jroe@example.org (Jane Roe)" is Jane Roe."""
    bare, count = MAILBOX.subn(" ", text)
    return re.sub(r"[<(\[]\s*[>)\]]", " ", bare).strip(" ,|<>()[]:–—-") if count else text


def _claimed(claim: Claim, sites: set[str], host: str) -> tuple[str, ...]:
    text = _without_site(claim.value, sites, host)
    return people_of(text, strict=claim.origin == "html.text" or "link" in claim.place)


def _key(people: Sequence[str]) -> str:
    return "; ".join(sorted(map(fold, people)))


def _sighted(chance: float) -> str:
    return "seen:" + band(chance, 0.1, 0.3, 0.6, 0.9)


def _groups(
    made: Sequence[Claim], claimed: Sequence[tuple[Claim, tuple[str, ...]]], seen: Sequence[Sight]
) -> frozenset[str]:
    """Return the folded names of what is no person beside a person; none where the page names no person.

    What lines show as the byline is left: a team that signs is the author. A person counts who is as likely there, or whom
    the page states; a class or a link may be of another article.
    """
    named = {fold(name): name for _, people in claimed for name in people}
    named |= {fold(name): name for one in seen for name in one.names}
    told = {fold(name) for claim, people in claimed if claim.group for name in people}
    own = _own(made)
    shown = [one.names for one in seen if one.probability >= LIKELY]
    signed = {fold(name) for people in shown for name in people}
    apart = {key for key, name in named.items() if key not in signed and (key in told or _is_own(name, own))}
    sure = [*shown, *(people for claim, people in claimed if f"from:{claim.place}".startswith(STATED))]
    someone = any(_is_person(name) for people in sure for name in people if fold(name) not in apart)
    return frozenset(apart) if someone else frozenset()


STATED = ("from:jsonld", *MACHINE)
LIKELY = 0.3
"""Probability from which a person whom the lines show is held against an organisation."""


def _is_person(name: str) -> bool:
    """Return whether a name is a person's: two words, no agency."""
    return " " in name and persons.names(name) == (name,) and agencies.named(name) is None


def _join(witnesses: dict[str, dict[str, None]], seen: Sequence[Sight], rows: frozenset[str]) -> None:
    """Give the witnesses of single names to the set of them that the page states, where its rows show all of them.

    Two names on lines of their own are two bylines to who reads line by line.
    """
    sets = [key for key, places in witnesses.items() if "; " in key and "from:jsonld" in places]
    for key in sets:
        parts = key.split("; ")
        if len(parts) > MOST_JOINED or not all(_is_shown(part, rows) for part in parts):
            continue
        joined = [key, *(part for part in parts if part in witnesses)]
        chance = max((one.probability for one in seen if _key(one.names) in joined), default=None)
        places = [place for each in joined for place in witnesses.pop(each) if not place.startswith("seen:")]
        witnesses[key] = dict.fromkeys(places if chance is None else [*places, _sighted(chance)])


def _shorten(witnesses: dict[str, dict[str, None]]) -> None:
    """Give what trafilatura alone names to the name that it begins with, if the page states that.

    It reads the whole element: "Jane Roe Business reporter" of an item whose name is Jane Roe.
    """
    read = [key for key, places in witnesses.items() if set(places) == {"from:trafilatura"}]
    stated = [key for key, places in witnesses.items() if any(place.startswith(STATED) for place in places)]
    for key in read:
        if shorter := next((name for name in stated if key.startswith(f"{name} ")), None):
            witnesses[shorter] |= witnesses.pop(key)


MOST_JOINED, LONGEST_BYLINE = 6, 80


def _is_shown(name: str, rows: frozenset[str]) -> bool:
    """Return whether a short row holds a folded name."""
    return any(f" {name} " in f" {row} " for row in rows if len(row) <= LONGEST_BYLINE)


def people_of(text: str, *, strict: bool = False) -> tuple[str, ...]:
    """Return the names in a claimed author: several may stand in one value; addresses and "admin" are none."""
    found: list[str] = []
    for part in text.split(";"):
        bare = _without_address(_without_by(part.strip()))
        if not bare or site.ADDRESS.search(bare) or ANONYMOUS.match(bare) or (found and _describes(bare)):
            continue
        read = persons.names(bare, labelled=True)
        if read and (strict or sum(map(len, read)) >= 0.5 * len(bare) or _describes_one(bare, read)):
            found.extend(read)
        elif not strict and len(bare.split()) <= 6 and len(bare) <= 60:
            found.append(bare)
    return tuple(dict.fromkeys(found))


def _without_by(text: str) -> str:
    """Return a claimed author without a "By", in English or before a given name in another language."""
    match = FOREIGN_BY.match(text)
    if match is None or not lexicons.is_given_name(match["given"]):
        return BY.sub("", text)
    bare = text[match.end() :]
    words = bare.split()
    surname = SURNAME.match(text) and len(words) == 2 and lexicons.is_surely_given_name(words[-1])
    return text if surname else bare


SURNAME = re.compile(r"(?:De|Di|Da|Von)\s")
"""What begins a surname that stands before the given name: "De Luca Anna"."""


def _describes(part: str) -> bool:
    """Return whether a part of a claim says what the person before it is: a degree, "Chief People Officer"."""
    words = part.lower().rstrip(".").split()
    jobs = lexicons.read("job_titles")
    role = bool(words) and words[-1] in jobs and not lexicons.is_given_name(words[0])
    return role or bool(wording.CREDENTIAL.match(part))


def _describes_one(text: str, read: Sequence[str]) -> bool:
    """Return whether a text is a person's name with a role behind a mark: "Jane Roe, Chief People Officer"."""
    if len(read) != 1 or " " not in read[0] or not text.startswith(read[0]):
        return False
    mark = MARK.match(text[len(read[0]) :])
    return mark is not None and persons.is_description(mark["rest"])


MARK = re.compile(r"\s{0,2}[,|/(•·–—-]\s{0,2}(?P<rest>[^\W\d_].{1,60}?)\)?$")
"""What stands between a name and its role."""


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
    return _is_own(name, _own(made))


@dataclass(frozen=True, slots=True)
class _Own:
    """The folded names that a page gives its publisher, and the letters of its host."""

    names: frozenset[str]
    host: str


def _own(made: Sequence[Claim]) -> _Own:
    return _Own(frozenset(fold(one.value) for one in made if one.field is Field.PUBLISHER), site.host(made))


def _is_own(name: str, own: _Own) -> bool:
    words = fold(name).split()
    if not words or words[0] in lexicons.read("given_names"):
        return False
    letters = site.LETTERS.sub("", name.lower()).removeprefix("the")
    return words[-1] in STAFF or fold(name) in own.names or (len(letters) > 3 and letters in own.host)


STAFF = frozenset(
    {"staff", "team", "admin", "editors", "editor", "desk", "newsroom", "administrator", "contributor", "contributors"}
)
