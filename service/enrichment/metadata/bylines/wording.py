"""Tell by its words whether a part of a byline is a person, and take off titles, roles, papers and agencies."""

import re
from functools import cache

from service.enrichment import lexicons, places
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.layout import fold


def person(part: str, *, labelled: bool) -> str | None:
    """Return the name that a part of a byline is, without titles and degrees, or None."""
    words = _without_titles(without_role_before(part))
    if not 1 <= len(words) <= 8 or len(part) > 80 or (len(words) == 1 and len(words[0]) < 2):
        return None
    words = _without_agency(_without_role(words))
    if len(words) > 6:
        return None
    if _is_furniture(words, labelled=labelled) or not _is_shaped(words, labelled=labelled):
        return None
    text = " ".join(words)
    return _recased(text) if text.isupper() and len(words) > 1 else text


HONORIFIC = re.compile(
    r"^(?:dr|mr|mrs|ms|miss|prof|professor|sir|dame|rev|capt|col|gen|lt|sgt|hon)\.?\s{1,2}(?=\S)", re.IGNORECASE
)
CREDENTIAL = re.compile(
    r"^(?:[A-Z]{2,6}[a-z®™]?|Ph\.?D\.?|M\.?D\.?|R\.?N\.?|M\.?A\.?|B\.?A\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?S\.?|B\.?S\.?|Ed\.?D\.?|J\.?D\.?|Esq\.?"
    r"|LL\.?[BM]\.?|[A-Z]{2,5}-[A-Z]{1,5}|PharmD|PsyD|DrPH)[®™]?$"
)
GENERATION = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")


def _without_titles(part: str) -> list[str]:
    name = part
    while match := HONORIFIC.match(name):
        name = name[match.end() :]
    words = name.split()
    half = len(words) // 2
    if len(words) in {4, 6} and words[:half] == words[half:]:
        words = words[:half]  # a link and its label: "Jane Roe Jane Roe"
    while len(words) > 1 and (
        words[-1].lower() in {"and", "&", "with"}
        or (
            len(words) > 2
            and CREDENTIAL.match(words[-1])
            and not GENERATION.fullmatch(words[-1])
            and not name.isupper()
        )
    ):
        words.pop()
    return words


TEAMS = frozenset({"team", "staff", "desk", "newsroom", "editors"})
"""How a byline that names no person ends; below a headline it is one without a "By"."""


def _without_role(words: list[str]) -> list[str]:
    """Return a name without what is printed after it: a weekday, a role, a paper ("Jane Roe The Gazette", "Jane Roe Fox News")."""
    jobs = lexicons.read("job_titles")
    if words[-1].lower() in TEAMS and words[0].isupper() and len(words[0]) > 1 and not words[-1].isupper():
        return words  # a paper's initials and its desk: they are one name
    while (
        len(words) > 2
        and words[-1].lower().strip(".,") in lexicons.read("weekdays")
        and not lexicons.is_given_name(words[-1])
    ):
        words = words[:-1]
    if "The" in words[2:]:
        words = words[: words.index("The", 2)]
    if len(words) > 3 and words[-1].lower() in lexicons.read("organisation_heads") and lexicons.is_given_name(words[0]):
        return words[: 2 if len(words) == 4 else -2]
    if len(words) > 2 and words[-1].lower() in jobs:
        end = next((n for n, word in enumerate(words) if n > 1 and word.lower() in jobs), len(words))
        while end > 2 and (words[end - 1].lower() in lexicons.read("desks") or words[end - 1].lower() in BUTTONS):
            end -= 1  # "Jane Roe Education editor", "Jane Roe Contact Reporter"
        if lexicons.is_given_name(words[0]) or (end > 2 and words[end - 1].lower() in organisations()):
            return without_paper(words[:end])
    return words


BUTTONS = frozenset({"contact", "email", "follow"})
"""Links that a page sets between a name and its role."""


def without_paper(words: list[str]) -> list[str]:
    """Return a name without the paper that stands between it and a role: "Jane Roe Bay Herald" staff writer."""
    if len(words) < 3 or words[-1].lower() not in organisations():
        return words
    last = 1  # of the name's words: the first that is neither an initial nor a particle
    while last < len(words) - 2 and (words[last].rstrip(".").lower() in PARTICLES or len(words[last].rstrip(".")) == 1):
        last += 1
    return words[: last + 1]


ROLES = frozenset(
    {"columnist", "correspondent", "critic", "editor", "journalist", "reporter", "stringer", "writer", "blogger"}
)
"""What a role before a name ends with."""
ROLE = re.compile("|".join(sorted(ROLES)), re.IGNORECASE)
ROLE_PARTS = frozenset({"&", "a", "and", "at-large", "our", "special", "the"})
"""Words of roles beside jobs and desks."""


def without_role_before(text: str) -> str:
    """Return a text without the role at its head, where a name follows: "business reporter Jane Roe", "Sports Editor Jane Roe"."""
    if ROLE.search(text) is None:
        return text
    words = text.split(maxsplit=LONGEST_ROLE)
    end = next((n for n, word in enumerate(words) if not _is_of_role(word)), len(words))
    end = next((n for n in range(min(end, LONGEST_ROLE), 0, -1) if words[n - 1].lower().rstrip(":") in ROLES), 0)
    name = [word.rstrip(",") for word in " ".join(words[end:]).split()[:2]]
    stop = lexicons.read("byline_stop_words")
    named = len(name) > 1 and name[0][:1].isupper() and all(TOKEN.fullmatch(word) for word in name)
    if not end or not named or any(word.lower() in stop for word in name) or is_organisation(" ".join(name)):
        return text
    return " ".join(words[end:])


LONGEST_ROLE = 7
"""Words of a role before a name that are looked at."""


def _is_of_role(word: str) -> bool:
    bare = word.lower().rstrip(":")
    return bare in lexicons.read("job_titles") or bare in lexicons.read("desks") or bare in ROLE_PARTS


def _without_agency(words: list[str]) -> list[str]:
    """Return a name without the agency printed after it."""
    count = _agency_words(words)
    return words[:-count] if count else words


def agency_after(words: list[str]) -> str | None:
    """Return the agency that is printed after a name, or None: "Jane Roe Associated Press"; Michael R. Bloomberg has none."""
    count = _agency_words(words)
    return agencies.named(" ".join(words[-count:])) if count else None


def _agency_words(words: list[str]) -> int:
    for count in (3, 2, 1):
        rest = words[:-count]
        if len(rest) > 1 and len(rest[-1].rstrip(".")) > 1 and agencies.named(" ".join(words[-count:])):
            return count
    return 0


ARTICLES = frozenset({"the", "our", "your", "a", "an", "this"})
CAMEL = re.compile(r"[a-z]{4,}[A-Z]")


def _is_furniture(words: list[str], *, labelled: bool) -> bool:
    """Return whether the words are a menu's, a date's, an agency's or a role's: no author's."""
    lower = [word.lower().strip(".") for word in words]
    stop = lexicons.read("byline_stop_words")
    if all(word in stop for word in lower) or _is_calendar(lower[0]):
        return True
    if lower[0] in ARTICLES and not (labelled and lower[0] == "the"):
        return True
    name = " ".join(words)
    if fold(name) in lexicons.read("menu_words") or agencies.named(name) or fold(name) in lexicons.read("by_phrases"):
        return True
    if len(words) > 1 and lower[-1] in ROLES and all(map(_is_of_role, lower)):
        return True
    if sum(len(CAMEL.findall(word)) for word in words) > 1:
        return True  # a row of links that has lost its spaces
    return not labelled and _is_told(lower, fold(name))


COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})
"""How a region's name begins; no given names."""


def is_place(part: str) -> bool:
    """Return whether a part of a byline is a place by its words: "New York", "Port Harcourt"."""
    words = part.lower().split()
    heads = lexicons.read("place_heads")
    return (
        words[0] in COMPASS or fold(part) in lexicons.read("compound_places") or words[0] in heads or words[-1] in heads
    )


def _is_told(lower: list[str], name: str) -> bool:
    """Return whether words without a "By" are a menu's, a place's or a role's."""
    stop = lexicons.read("byline_stop_words")
    if lower[0] in COMPASS or name in lexicons.read("compound_places"):
        return True
    if lower[0] in lexicons.read("networks"):
        return True  # a button: "Facebook Count"
    if lower[-1] in TEAMS:
        return any(word in stop for word in lower[:-1])
    return any(word in stop for word in lower) or lower[-1] in lexicons.read("job_titles")


TOKEN = re.compile(
    r"(?:[^\W\d_a-z][\w'’.-]*|⟨[A-Z][\w.]{0,11}⟩|d['’][A-Z]\w+|(?:al|el|bin|ibn|ben|de|del|della|di|da|dos|das|do|du|la|le|van|von|der|den|ter|ten|"
    r"zu|af|av|y|e|st\.?|mc)(?:-[A-Z]\w+)?)"
)
PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "do",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "zu",
        "af",
        "av",
        "y",
        "e",
    ]
)


def _is_shaped(words: list[str], *, labelled: bool) -> bool:
    """Return whether the words are written as a name; after a "By" a single word or a brand will do."""
    begin = 1 if labelled and words[0].lower() == "the" and len(words) > 2 else 0
    capital = words[begin][:1].isupper()
    if all(TOKEN.fullmatch(word) for word in words[begin:]) and capital and words[-1] not in PARTICLES:
        return len(words) > 1 or labelled or lexicons.is_given_name(words[0])
    return labelled and len(words) <= 4 and (len(words) == 1 or capital or words[0][0].isdigit())


def _recased(text: str) -> str:
    """Return an all-capitals name as it is written elsewhere: "JANE O'HARA" is "Jane O'Hara"."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if len(word[0]) > 1 else word[0], text)


def _is_calendar(word: str) -> bool:
    """Return whether a word begins a date rather than a name; "Jan", "June" and "Sam" (Saturday, in French) may be names."""
    return (
        (word in dates.months() or word in lexicons.read("weekdays"))
        and not lexicons.is_given_name(word)
        and len(word) > 2
    )


SURNAMES = frozenset({"post", "press", "record", "reporter", "review", "star", "sun"})
"""Words of papers' names that people, or their roles, have too."""


def is_organisation(part: str) -> bool:
    """Return whether a part of a list of authors ends, or begins, as an organisation's name does."""
    words = part.split()
    return len(words) > 1 and words[-1].lower() in organisations() and not _is_called(words)


@cache
def organisations() -> frozenset[str]:
    """Return the words, lower case, that names of organisations and papers end with and people's hardly do."""
    also = frozenset({"independent", "today"})
    return lexicons.read("organisation_heads") | (lexicons.read("masthead_words") - SURNAMES) | also


def is_paper(name: str) -> bool:
    """Return whether a name is a paper's by its words, and nobody's: "Exampleton Ledger", not "Jane Ledger"."""
    words = name.split()
    return len(words) > 1 and words[-1].lower() in _paper_words() and not _is_called(words)


def is_personal(name: str) -> bool:
    """Return whether a name is a person's by its first word, or a single word."""
    words = name.split()
    return len(words) == 1 or _is_called(words)


def _is_called(words: list[str]) -> bool:
    """Return whether words begin with a given name, and not as papers of a place do: "Holland Daily"."""
    placed = words[0].title() in places.names() and words[-1].lower() in _paper_words() - SURNAMES
    return lexicons.is_given_name(words[0]) and not placed


@cache
def _paper_words() -> frozenset[str]:
    return lexicons.read("masthead_words") | lexicons.read("paper_words")
