"""Make names whole: what the model cut from a person's name, a rank it took for one, letters behind it, a place's dateline.

Each rule reads the words at the edges of what was marked, once: ranks and particles in front, initials, letters behind,
the head noun that a hospital's or a street's name goes on with.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from service.enrichment import lexicons
from service.enrichment.entities import edges, values
from service.enrichment.entities.edges import VALUES
from service.enrichment.metadata import datelines
from service.enrichment.types import Body

Draft = tuple[int, int, str]
GENERATION = re.compile(r",? (?:Jr|Sr)\b\.?| I{2,3}\b(?! and)")
INITIALS = re.compile(r"(?<![\w’'.-])(?:[A-Z](?:\.[ \u00a0]?|[ \u00a0])){1,4}$")
NO_INITIALS = frozenset(("A ", "I "))
"""An article and a pronoun."""
WORD_BEFORE = re.compile(r"(?<![\w’'@#-])([^\W\d_][\w’'-]*)[ \u00a0]$")
RANK_BEFORE = re.compile(r"(?<![\w’'-])(?P<rank>[^\W\d_]+)\.? (?P<names>(?:[^\W\d_a-z][\w’'-]+ ){1,2})$")
TITLE_BEFORE = re.compile(r"(?<![\w’'-])(?P<title>[A-Z][a-z]+)\.? (?P<names>(?:[^\W\d_a-z][\w’'-]+ ){1,2})$")
HYPHENED_BEHIND = re.compile(r" [^\W\d_a-z][\w’']+-[^\W\d_a-z][\w’']+\b")
NAME_BEHIND = re.compile(r"\.? [^\W\d_a-z][a-z]")
CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'-]*")
OWNED = re.compile(r"['’]s? (?P<head>[A-Z][a-z]+)\b")
HEAD = re.compile(r" (?P<head>[A-Z][a-z]+)\b(?! [A-Z])")
FIRM_BEHIND = re.compile(r" & (?:Co|Sons|Bros|Partners|Associates)\b\.?")
PEOPLE_OWN = frozenset(("children", "women", "men", "veterans", "people", "king", "queen", "girls", "boys", "officers"))
"""Who owns in a name: "Women's Hospital"."""
APOSTROPHES = ("'", "’")
HEADLESS = frozenset(("NORP", "LANGUAGE", "DATE", "EVENT", "LAW"))
"""Types whose names go on with no such noun."""
LOOKED_BACK = 40
"""Characters in front of a name that are looked at."""
SINGULAR = re.compile(r"\.? ([a-z]+s)\b")
VERB_BEHIND = re.compile(r" (?:also |later |then )?([a-z]+)\b")
DAYS = frozenset(("april", "august", "friday", "january", "june", "may", "monday", "saturday", "sunday", "tuesday"))
"""Days and months that people are called by."""
NO_DAY_BEFORE = re.compile(
    r"(?:^|\n|[a-z]{3}[,.] |[”\"] |\b(?:Mr|Mrs|Ms|Miss|Dr|Chief|Pastor|Senator|Governor|named|called)\.? )$"
)
"""What stands in front of a person who is called so, and of no day: "the secretary, Sunday Zork"."""
COPULAS = frozenset(("has", "is", "was"))
ADDRESSES = frozenset(("mr", "mrs", "ms", "mx"))
"""Titles that stand in nobody's name but a person's, as "Miss World" and "Dr Pepper" have them."""


def grown(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in reading order, none overlapping another, each as far as its name goes.

    Ranks, offices and letters that the model took for names are left out; what begins with a rank is a person.
    """
    found: list[Draft] = []
    lettered = -1
    for number, draft in enumerate(drafts):
        start, end, label = draft
        if found and start < found[-1][1]:
            continue
        if label in VALUES:
            found.append(draft)
            continue
        following = drafts[number + 1] if number + 1 < len(drafts) else None
        if (lettered >= 0 and _letters_only(text, lettered, end)) or _announces(text, draft, following):
            lettered = end if lettered >= 0 else -1
            continue
        for ranked in _ranked(text, draft):
            piece = _behind_given(text, ranked)
            if found and _is_surname_of(text, found[-1], piece):
                piece = (found.pop()[0], piece[1], "PERSON")
            whole = _headed(text, _person(text, piece, found) if piece[2] == "PERSON" else piece)
            if whole[2] == "ORG":
                whole = (whole[0], _one(text, whole[1], following), "ORG")
            if found and whole[0] < found[-1][1]:
                found.pop()
            found.append(whole)
        lettered = found[-1][1] if found[-1][2] == "PERSON" else -1
    return _called_as_days(text, found)


def _called_as_days(text: str, found: list[Draft]) -> list[Draft]:
    """Return the drafts, people who are called as a day or a month is, and do what people do, as people: "Sunday said"."""
    called = {text[start:end].split(" ", 1)[0] for start, end, label in found if label == "PERSON"}
    called = {word for word in called if word.lower() in DAYS}
    if not called:
        return found
    return [
        (start, end, "PERSON" if label == "DATE" and text[start:end] in called and _acts(text, end) else label)
        for start, end, label in found
    ]


def _acts(text: str, end: int) -> bool:
    verb = VERB_BEHIND.match(text, end)
    return verb is not None and any(verb[1] in lexicons.read(name) for name in ("speech_verbs", "person_verbs"))


def _letters_only(text: str, start: int, end: int) -> bool:
    """Return whether nothing but letters of degrees and orders stands between the offsets."""
    told = text[start:end].replace(",", " ").replace(".", "").split()
    letters = lexicons.read("post_nominals")
    return end - start < LOOKED_BACK and bool(told) and all(word in letters for word in told)


def _announces(text: str, draft: Draft, following: Draft | None) -> bool:
    """Return whether the draft is nothing but ranks or offices in front of a name: "Det", "MLA"."""
    start, end, _ = draft
    if end - start > LOOKED_BACK or text[start:end].split(" ", 1)[0].rstrip(".").lower() not in lexicons.read(
        "honorifics"
    ):
        return False
    told = text[start:end].replace(".", "").split()
    if all(word.lower() in ranks() for word in told) and NAME_BEHIND.match(text, end):
        return True
    office = len(told) == 1 and told[0].isupper() and told[0].lower() in lexicons.read("honorifics")
    return office and following is not None and following[2] == "PERSON" and 0 < following[0] - end <= len(". ")


def _ranked(text: str, draft: Draft) -> list[Draft]:
    """Return the names of a draft with a rank in it: the person behind it, and what stands in front of it."""
    start, end, label = draft
    if text.find(" ", start, end) < 0:
        return [draft]
    if label != "PERSON" and (first := _titled(text, start, end)) > start:
        return [(first, end, "PERSON")]
    at, told = start, text[start:end].split(" ")
    named = label == "PERSON" or NAME_BEHIND.match(text, end)
    for number, word in enumerate(told):
        plain = word.lower().rstrip(".")
        if label != "PERSON" and _holds_office(told, number):
            return [(at + len(word) + 1, end, "PERSON")]
        if number and named and plain in ranks() and _is_rank(told[number - 1], word, last=number == len(told) - 1):
            kind = "ORG" if told[number - 1].lower() in lexicons.read("organisation_heads") else "GPE"
            behind = at + len(word) + 1
            return [(start, at - 1, kind), *([(behind, end, "PERSON")] if behind < end else [])]
        at += len(word) + 1
    return [draft]


FULL_NAME = 2
"""Words of a given name and a surname."""


def _holds_office(told: Sequence[str], number: int) -> bool:
    """Return whether what a person is stands inside a name and a full name behind it: "National Statistician Ann Lee"."""
    behind = told[number + 1 :]
    if not number or len(behind) < FULL_NAME or told[number].lower() not in lexicons.read("person_roles"):
        return False
    return any(behind[0].lower() in lexicons.read(f"{kind}_names") for kind in ("female", "male"))


def _is_rank(before: str, word: str, *, last: bool) -> bool:
    """Return whether the word inside a name is a rank: behind a body or a place, and no surname."""
    plain = before.lower()
    if plain in lexicons.read("organisation_heads") or plain in lexicons.read("place_heads"):
        return True
    return not last and word.endswith(".")


def _titled(text: str, start: int, end: int) -> int:
    """Return where the person's name begins in what begins with a rank, else `start`."""
    word = text[start:end].split(" ", 2)
    plain = [part.lower().rstrip(".") for part in word[:2]]
    role = plain[0] in lexicons.read("person_roles") and plain[0] not in lexicons.read("honorifics")
    if role and (first := _behind_role(text, start, end)):
        return first
    office = word[0].isupper() and len(word[0]) > 1 and plain[0] in lexicons.read("honorifics")
    addressed = plain[0] in ADDRESSES
    if not (office or addressed) and plain[0] not in ranks() and " ".join(plain) not in ranks():
        return start
    first = edges.untitled(text, start, end)
    rest = text[first:end].split(" ")
    named = (
        " of " not in text[start:first]
        and len(rest) <= 4
        and all(CAPITALISED.fullmatch(part) or part in particles() for part in rest)
    )
    common = rest[-1].lower() in _heads() or (len(rest) == 1 and _common(rest[0]))
    return first if named and (addressed or not common) else start


def _behind_role(text: str, start: int, end: int) -> int | None:
    """Return where the name begins behind what a person is, if it does with a given name: "Skipper Rohan Zork"."""
    first = text.index(" ", start, end) + 1
    told = text[first:end].split(" ")
    if len(told) > MOST_NAMES or not all(CAPITALISED.fullmatch(part) or part in particles() for part in told):
        return None
    named = _is_given(told[0]) and not (_is_head(told[-1]) or _common(told[-1]))
    return first if named and (len(told) > 1 or NAME_BEHIND.match(text, end)) else None


MOST_NAMES = 3
"""So many words has a person's name that is told by a given name behind a role."""


def ranks() -> frozenset[str]:
    """Return the ranks and offices that stand in front of a person's name and of nothing else."""
    return lexicons.read("ranks")


@cache
def particles() -> frozenset[str]:
    """Return the particles of surnames that are written small."""
    return lexicons.read("surname_particles")


@cache
def _particles_before() -> re.Pattern[str]:
    words = "|".join(sorted(particles(), key=lambda word: (-len(word), word)))
    first = "|".join(sorted((word.capitalize() for word in particles()), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w’'-])(?:(?:{first}|{words}) )(?:(?:{words}) )*$")


@cache
def _particles_behind() -> re.Pattern[str]:
    words = "|".join(sorted(particles(), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?: (?:{words}))+ [^\W\d_a-z][\w’'-]+")


def _person(text: str, draft: Draft, found: Sequence[Draft]) -> Draft:
    """Return a person's name with the initials, the given name and the particles in front, and what goes on behind."""
    start, end, label = draft
    if firm := FIRM_BEHIND.match(text, end):
        return start, firm.end(), "ORG"
    last = text.rfind(" ", start, end) + 1
    if last > start and text[last:end].lower() in particles() and text[end : end + 1] == " ":
        behind = CAPITALISED.match(text, end + 1)
        end = behind.end() if behind else end
    elif behind := _particles_behind().match(text, end):
        end = behind.end()
    if generation := GENERATION.match(text, end):
        end = generation.end()
    return _begun(text, start, found), end, label


def _behind_given(text: str, draft: Draft) -> Draft:
    """Return a person's surname as such where the model took it for something else: "Chief Ada [Poe-Roe]", "Ada [Poe-Roe]".

    A surname with a hyphen stands behind a given name, any other behind a rank or a title and a given name.
    """
    start, end, label = draft
    if label == "PERSON" and text.find(" ", start, end) > 0 and (behind := HYPHENED_BEHIND.match(text, end)):
        return start, behind.end(), label
    if label in HEADLESS - {"EVENT", "LAW"} or not CAPITALISED.fullmatch(text, start, end) or _is_head(text[start:end]):
        return draft
    if _is_given(text[start:end]) and (behind := HYPHENED_BEHIND.match(text, end)):
        return start, behind.end(), "PERSON"
    if label == "PERSON":
        return draft
    low = max(0, start - LOOKED_BACK)
    titled = TITLE_BEFORE.search(text, low, start)
    if titled and titled["title"].lower() in lexicons.read("honorifics") and _is_given(titled["names"].split(" ")[0]):
        return titled.start("names"), end, "PERSON"
    word = WORD_BEFORE.search(text, low, start) if "-" in text[start:end] else None
    return (word.start(1), end, "PERSON") if word and _is_given(word[1]) else draft


def _is_surname_of(text: str, before: Draft, draft: Draft) -> bool:
    """Return whether a single word goes on with the given name that the model marked in front of it as something else."""
    start, end, label = draft
    given, surname = text[before[0] : before[1]], text[start:end]
    if start - before[1] != 1 or text[before[1]] != " " or label in VALUES:
        return False
    if before[2] in VALUES:
        named = given.lower() in DAYS and NO_DAY_BEFORE.search(text, max(0, before[0] - LOOKED_BACK), before[0])
        return bool(named and CAPITALISED.fullmatch(surname)) and not (_is_head(surname) or _common(surname))
    if not (_is_given(given) and CAPITALISED.fullmatch(surname)) or _is_head(surname) or _common(surname):
        return False
    return (
        label == "PERSON"
        or before[2] == "PERSON"
        or any(given.lower() in lexicons.read(f"{kind}_names") for kind in ("female", "male"))
    )


def _is_head(word: str) -> bool:
    return word.rsplit("-", 1)[-1].lower() in _heads()


def _is_given(word: str) -> bool:
    return word[:1].isupper() and lexicons.is_given_name(word) and not _common(word)


def _begun(text: str, start: int, found: Sequence[Draft]) -> int:
    """Return where a person's name begins, from what the model marked on: with particles, initials and a given name."""
    floor = found[-1][1] if found else 0
    low = max(floor, start - LOOKED_BACK)
    if text[start - 1 : start] not in (" ", "\u00a0", "."):
        return start
    before = _particles_before().search(text, low, start)
    if before:
        start = before.start()
        if found and found[-1][2] == "PERSON" and floor == start - 1:
            return found[-1][0]
    initials = INITIALS.search(text, low, start)
    if initials and initials[0] not in NO_INITIALS:
        return initials.start()
    ranked = RANK_BEFORE.search(text, low, start)
    if ranked and ranked["rank"].lower() in ranks() and not before:
        # Of "Det Insp Ann [Zork]" and "Det Con Ann [Zork]" the second word is of the rank too.
        names = ranked["names"].split()
        first = _second_of_rank(ranked["rank"], names)
        if len(names) > first and not any(_common(name) for name in names[first:]):
            return ranked.start("names") + sum(len(name) + 1 for name in names[:first])
    for _ in range(GIVEN):
        word = WORD_BEFORE.search(text, low, start)
        if not word or word[1][0].islower() or not lexicons.is_given_name(word[1]) or _common(word[1]):
            break
        if (outer := WORD_BEFORE.search(text, low, word.start(1))) and _second_of_rank(outer[1], [word[1]]):
            break
        start = word.start(1)
    return start


def _second_of_rank(rank: str, names: Sequence[str]) -> int:
    """Return 1 where a rank of two words goes on with the first of the names, else 0: "Det" and "Con" are one."""
    return int(f"{rank} {names[0]}".lower() in ranks())


GIVEN = 2
"""So many given names are taken at most."""


def _common(word: str) -> bool:
    plain = word.lower()
    return any(plain in lexicons.read(name) for name in ("not_names", "honorifics", "leading_words", "person_roles"))


def _one(text: str, end: int, following: Draft | None) -> int:
    """Return where an organisation's name ends that the model cut at "and", as the verb tells: "X and Y Corp. says"."""
    if following is None or following[2] != "ORG" or text[end : following[0]] != " and ":
        return end
    last = text[following[0] : following[1]].rsplit(" ", 1)[-1].lower().rstrip(".")
    verb = SINGULAR.match(text, following[1])
    verbs = (lexicons.read("speech_verbs"), lexicons.read("person_verbs"))
    one = verb and (verb[1] in COPULAS or any(verb[1] in words for words in verbs))
    return following[1] if one and last in lexicons.read("organisation_heads") else end


def _headed(text: str, draft: Draft) -> Draft:
    """Return a name with the head noun that it goes on with: "Dayton Children" + "'s Hospital", "East Fifth" + "Street"."""
    start, end, label = draft
    owned = OWNED.match(text, end) if text[end : end + 1] in APOSTROPHES else None
    last = text[text.rfind(" ", start, end) + 1 : end].lower() if owned else ""
    if owned and (last in PEOPLE_OWN or text.startswith(("St ", "St. ", "Saint "), start)):
        return (start, owned.end(), label) if owned["head"].lower() in _heads() else draft
    head = HEAD.match(text, end) if text[end + 1 : end + 2].isupper() else None
    if head and head["head"].lower() in lexicons.read("facility_heads") and label not in HEADLESS:
        return start, head.end(), "FAC"
    return draft


@cache
def _heads() -> frozenset[str]:
    kinds = ("facility", "organisation", "place", "event", "law")
    return frozenset().union(*(lexicons.read(f"{kind}_heads") for kind in kinds))


def placed(text: str, drafts: Sequence[Draft], body: Body) -> list[Draft]:
    """Return the drafts, in datelines the places as places and the agency as an organisation."""
    certain = [draft for paragraph in body.paragraphs for draft in _dateline(text, paragraph.span.start)]
    return values.joined(text, drafts, certain) if certain else list(drafts)


DASH = re.compile(r"[^\n]{3,90}?(?: ?[—–] ?| --? |[:)])")
PLACES = re.compile(r", | and |/")
HOUSE = re.compile(r"[(\[]([^\W\d_][^()\[\]\d]{1,39})[)\]]")
ACRONYM = re.compile(r"[A-Z]{2,4}")
"""What may be a body's name: places so short the gazetteer knows."""


def _dateline(text: str, start: int) -> Iterator[Draft]:
    """Yield the places and the agency of the dateline that a paragraph begins with."""
    first = text[start : start + 3]
    if not (first.isupper() and DASH.match(text, start)):
        return
    stop = text.find("\n", start)
    filed = datelines.read(text[start : stop if stop >= 0 else len(text)][: datelines.LONGEST], None)
    if filed is None:
        return
    place = filed.dateline.place
    if place.split(" ")[0].lower() in lexicons.read("english_words") or ACRONYM.fullmatch(place):
        return
    begin = text.find(place, start, start + filed.length)
    if begin < 0:
        return
    at = begin
    for joint in (*PLACES.finditer(place), None):
        stop = begin + (joint.start() if joint else len(place))
        if text[at:stop].strip():
            yield at, stop, "GPE"
        at = begin + joint.end() if joint else stop
    if house := HOUSE.search(text, at, start + filed.length):
        yield *house.span(1), "ORG"
