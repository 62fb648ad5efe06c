"""Find who wrote an article: read names out of lines of every usual form, and say what speaks for each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.layout import SHORT, Layout, Row, fold
from service.enrichment.metadata.ranking import band
from service.enrichment.types import Role

LONGEST = 240
"""Characters of a row that are read as a byline; biographies are read at their head only."""
MOST_NAMES = 12
LABEL = re.compile(
    r"(?:^|(?<=[\s|•·,;:(/–—-]))(?P<label>(?:article|story|text|words|reports?|post|written|posted|published|authored|created|"
    r"contributed|penned|reported|interview(?:ed)?|analysis|review(?:ed)?|commentary|opinion|essay|feature|profile|words and photos|story and photos|recipe|guest post|submitted|added|compiled|"
    r"created and tested)\s{0,2}:?\s{1,2})?by(?:\s{0,2}:\s{0,2}|\s{1,3}|(?-i:(?=[A-Z][a-z])))(?P<rest>\S.*)",
    re.IGNORECASE,
)
TITLED = re.compile(
    r"(?:^|[|•·]\s?)(?:authors?(?:\(s\))?|writers?|written|text|words|posted by|byline|reporters?|correspondents?|columnists?|interview|autor(?:in)?|auteur|autore)\s{0,2}[:–-]\s{0,2}(?P<rest>\S.*)",
    re.IGNORECASE,
)
LABELS = re.compile(
    r"(?<![^\W\d_])by(?-i:(?![a-z]))|(?:auth?or|auteur|autor|writer|written|text|words|reporter|correspondent|columnist|interview)|^(?:von|par|por|di|da|door|af|av|od|przez|de)\s",
    re.IGNORECASE,
)
"""What every label holds: a cheap test that most rows fail."""
FOREIGN = re.compile(r"^(?:von|par|por|di|da|door|af|av|od|przez|de)\s{1,2}(?P<rest>[A-Z].*)", re.IGNORECASE)
ALONE = re.compile(
    r"^(?:(?:article |story |text |words |written |posted |published |authored )?by|(?:the )?authors?(?:\(s\))?|written|writers?"
    r"|about the authors?|meet the author)\s{0,2}:?$",
    re.IGNORECASE,
)
BIOGRAPHY = re.compile(
    r"^(?:about the author:?\s{0,2}|author:?\s{0,2}|about\s)?(?P<rest>(?:[^\s,.]{1,20}\.?\s){1,4}?)\s?"
    r"(?:,[^.]{1,60},\s)?(?:is|was|has been|has|writes|joined|covers|works|graduated)\s"
)
POINTER = re.compile(
    r"^(?:(?:view )?(?:all )?(?:more )?(?:posts|articles|stories) (?:by|from)|more (?:from|by)|latest posts by"
    r"|about(?: the author)?:?|author(?: archives?| bio)?:?|meet|follow|see all by)\s{1,2}(?P<rest>\S.{1,60})$",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"^(?:©|copyright)\W{0,3}(?:\d{4}\W{0,3}){0,2}(?P<rest>[^\W\d][^·|•.∙]{2,40})", re.IGNORECASE)
SIGNED = re.compile(r"[-–—]{1,3}\s?by\b", re.IGNORECASE)
OTHERS_WORK = re.compile(
    r"\b(?:(?:medically |expert |clinically |technically |scientifically )?reviewed|edited|fact[- ]checked|photo(?:s|graph|graphs|graphy)?|images?|illustrat\w+"
    r"|translated|featured|video|designed|powered|sponsored|presented|hosted|produced|approved|verified|art|caption)"
    r"(?: (?:and|&) [a-z]+)?\s{0,2}(?:by|:|courtesy)",
    re.IGNORECASE,
)
CUT = re.compile(
    r"\s{0,2}(?:[|•·∙»>●▪⋅◦‧∣■◆★]|\s[–—-]{1,2}\s|[()\[\]]|(?<=\S)\sby\s|(?-i:(?<=[a-z])(?=(?:Published|Updated|Posted|Last|Reviewed|Edited|Modified|Medically)|(?:Read|In|On)\b))"
    r"|(?<![\w.+-])[\w.+-]{1,40}@[\w-]{1,40}\.\w|\b(?:of\sthe|reports)\b|\b(?:published|updated[A-Z\s:]|updated|posted|modified|last|reviewed|edited|medically|fact|read|min|in|on|for|at|from|share|comments?|follow|"
    r"contributing|photos?|image|via|who|is|was|has|staff\s(?:writers?|reporters?|correspondents?)|special|read|filed|photographs?|illustrat\w+|translated|©|copyright|https?)\b"
    r"|[.;!?](?=\s|$)(?<!\b[A-Z]\.)(?<!\bDr\.)(?<!\bProf\.)(?<!\bRev\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bMr\.)(?<!\bMs\.)|(?<!^)(?<!\w)\d|(?<=[a-z])\d(?=\d?\s?min)|@|…).*$",
    re.IGNORECASE | re.DOTALL,
)
SPLIT = re.compile(
    r"\s{0,3}(?:,|;|&|/|\+|\s(?:and|AND|with|und|et|y|e|en|og|och|i)(?=\s[^a-z]))\s{0,3}(?:(?:and|with|&)\s)?"
)
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
ARTICLES = frozenset({"the", "our", "your", "a", "an", "this"})
COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})
"""How a region's name begins; no given names."""
TEAMS = frozenset({"team", "staff", "desk", "newsroom", "editors"})
"""How a byline that names no person ends; below a headline it is one without a "By"."""
NICKNAME = re.compile(r"(?<=[a-z] )\((?P<name>[A-Z][\w.]{0,11})\)(?= [A-Z])")
"""A name within a name: "Richard (Dick) Roe"."""
CAMEL = re.compile(r"[a-z]{4,}[A-Z]")
AND_OTHERS = re.compile(
    r"(?<=[a-z])\s{1,3}(?:and|&|with|,)\s{1,3}(?:news )?(?:agenc(?:y|ies)|wires|wire services|staff|others|colleagues)\b",
    re.IGNORECASE,
)
"""Whom a byline adds to its names without naming them: "Jane Roe and agencies"."""
GENERATION = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
HONORIFIC = re.compile(
    r"^(?:dr|mr|mrs|ms|miss|prof|professor|sir|dame|rev|capt|col|gen|lt|sgt|hon)\.?\s{1,2}(?=\S)", re.IGNORECASE
)
CREDENTIAL = re.compile(
    r"^(?:[A-Z]{2,6}[a-z®™]?|Ph\.?D\.?|M\.?D\.?|R\.?N\.?|M\.?A\.?|B\.?A\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?S\.?|B\.?S\.?|Ed\.?D\.?|J\.?D\.?|Esq\.?"
    r"|LL\.?[BM]\.?|[A-Z]{2,5}-[A-Z]{1,5}|PharmD|PsyD|DrPH)[®™]?$"
)
PUBLISHED = re.compile(
    r"(?:last )?(?:posted|published|written|updated|filed|submitted|added|created|on)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Byline:
    """A candidate: the names, the row and part of it where they stand, and what speaks for them."""

    names: tuple[str, ...]
    row: Row
    start: int
    end: int
    kind: str
    features: tuple[str, ...] = ()


def names(text: str, *, labelled: bool = False) -> tuple[str, ...]:
    """Return the people named by the head of a text, without titles, roles, agencies and places.

    `labelled` is for what stands after "By": a single word, a team or a company is then an author too.
    """
    if not labelled and text[:1].islower() and not TOKEN.match(text):
        return ()
    text = _barred(PLACE_BETWEEN.sub(" ", AND_OTHERS.sub("", text[:LONGEST])))
    head = CUT.sub("", NICKNAME.sub(r"⟨\g<name>⟩", _before_day(text)), count=1).strip(" ,:-–—*_/\\\"“”'’")
    parts = [part.strip(' .:-–—*_"“”') if not _ends_in_initial(part) else part.strip() for part in SPLIT.split(head)]
    found: list[str] = []
    for number, part in enumerate(parts[:MOST_NAMES]):
        if found and GENERATION.fullmatch(part):
            found[-1] = f"{found[-1]} {part}"
            continue
        described = number > 0 and (CREDENTIAL.match(part) or _is_organisation(part))
        name = None if described else _person(part, labelled=labelled and not number)
        if name:
            found.append(name)
        elif number == 0:
            return ()
        elif not described and not _is_description(part):
            break
    return tuple(dict.fromkeys(name.replace("⟨", "(").replace("⟩", ")") for name in found))


PLACE_BETWEEN = re.compile(
    r"\s{1,2}in\s[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{1,20}){0,2}(?:\s(?=(?:and|&)\s[A-Z][\w'’-]{1,20}\s[A-Z])|(?=,\s[A-Z][\w'’-]{1,20}\s[A-Z][\w'’-]{1,20}\sin\s))"
)
"""Where one of several reporters wrote: "Jane Roe in Paris and John Doe in London"."""


def _barred(text: str) -> str:
    """Return a row of names that only bars part with commas between: "Jane Roe | John Doe"."""
    parts = [part.strip() for part in text.split("|")] if "|" in text else []
    people = len(parts) > 1 and all(
        2 <= len(words) <= 3 and _is_given(words[0]) and all(TOKEN.fullmatch(word) for word in words)
        for words in (part.split() for part in parts)
    )
    return ", ".join(parts) if people else text


def _before_day(text: str) -> str:
    """Return what stands before the first day of a text, with or without a year: "Jane Roe May 3 at 4 pm" is Jane Roe."""
    starts = [stamp.start for stamp in dates.find(text)[:1]]
    starts += [at for at in dates.partial_starts(text) if at]
    return text[: min(starts)] if starts else text


def candidates(layout: Layout, headline: Row | None, dated: frozenset[int]) -> Iterator[Byline]:
    """Yield every reading of a row as a byline, with its features. `dated` are the rows that hold a date."""
    rows = [*layout.head(), *layout.foot()]
    rows += [row for row in layout.rows if row.role in {Role.BYLINE, Role.AUTHOR_BIO}][:40]
    context = _Context(layout, headline, dated, frozenset(LOWER.findall(layout.prose())))
    found = _repaired([byline for row in dict.fromkeys(rows) for byline in _readings(row, layout, dated)])
    kinds: dict[str, set[str]] = {}
    for byline in found:
        for name in byline.names:
            kinds.setdefault(fold(name), set()).add(byline.kind)
    middle = layout.first if headline is None else headline.index
    sure = [one for one in found if one.kind in SURE]
    nearest = min(sure, key=lambda one: (abs(one.row.index - middle), one.row.index), default=None)
    prose = layout.prose()
    for byline in found:
        also = {kind for name in byline.names for kind in kinds[fold(name)]} - {byline.kind}
        features = (
            *_features(byline, context),
            *_rivals(byline, found, layout),
            *(f"also:{kind}" for kind in sorted(also)),
            *_spoken_of(byline, prose),
            *(("nearest-sure",) if nearest is not None and byline.names == nearest.names else ()),
        )
        yield Byline(byline.names, byline.row, byline.start, byline.end, byline.kind, features)


def _repaired(found: list[Byline]) -> list[Byline]:
    """Return the bylines with what sticks to a name taken off, where the page also has the name by itself.

    Pages lose the space between a name and what follows it ("Jane Roearchive page"), or print the paper after it without
    a mark ("Jane Roe Daily Gazette"); a biography or a second byline then tells where the name ends.
    """
    known: dict[str, list[str]] = {}
    for name in sorted(
        {name for one in found for name in one.names if " " in name}, key=lambda name: (len(name), name)
    ):
        known.setdefault(name.split()[0], []).append(name)
    result = []
    for one in found:
        people = tuple(dict.fromkeys(_shortest(name, known.get(name.split()[0], ())[:NAMESAKES]) for name in one.names))
        result.append(one if people == one.names else replace(one, names=people))
    return result


NAMESAKES = 20
"""Names with one first name that a longer one is compared with."""


def _shortest(name: str, known: Sequence[str]) -> str:
    """Return the shortest known name of which this one is a longer form that is none itself."""
    for other in known:
        if len(other) >= len(name):
            break
        if name.startswith(other) and (
            name[len(other)].islower() or (name[len(other)] == " " and len(name.split()) > 3)
        ):
            return other
    return name


def _readings(row: Row, layout: Layout, dated: frozenset[int]) -> Iterator[Byline]:
    """Yield the best reading of a row, by the most telling form it has."""
    text = row.text
    if OTHERS_WORK.match(text) or (SIGNED.match(text) and layout.first < row.index < layout.last - 3):
        return  # within an article that many wrote, each signs a part
    if found := _labelled(row):
        yield found
    elif ALONE.match(text):
        if people := _listed_below(row, layout):
            below = layout.rows[row.index + 1]
            yield Byline(people, below, 0, len(below.text), "below-label")
    elif found := _described(row):
        yield found
    elif len(text) <= 120 and row.index in dated:
        yield from _beside_date(row)
    elif len(text) <= 120 and not _is_inside(row, layout) and (people := names(text)) and _fills(people, row):
        yield Byline(people, row, 0, len(text), "alone")


def _is_inside(row: Row, layout: Layout) -> bool:
    """Return whether a name that stands alone is a heading or a caption within the prose: somebody of the story."""
    return layout.first <= row.index <= layout.last and row.role in {Role.HEADING, Role.CAPTION}


def _fills(people: tuple[str, ...], row: Row) -> bool:
    """Return whether a row holds little beside the names, but for a role after them; a headline may begin with a name."""
    role = row.text.rsplit(maxsplit=1)[-1].lower().strip(".,") in lexicons.read("job_titles")
    wired = SPLIT.split(row.text)[-1]
    role = role or agencies.named(wired) is not None or _is_organisation(wired)
    least = 0.15 if role else 0.8 if row.role is Role.TITLE else 0.35
    return sum(map(len, people)) >= least * len(MAILBOX.sub("", row.text))


MAILBOX = re.compile(r"[\w.+-]{1,40}@\S{1,60}")


def _labelled(row: Row) -> Byline | None:
    """Return what stands after a "By", an "Author:" or the same in another language."""
    if not LABELS.search(row.text[:LONGEST]):
        return None
    for kind, pattern in (("label", LABEL), ("titled", TITLED), ("foreign", FOREIGN)):
        match = pattern.search(row.text[:LONGEST])
        if match and _may_label(row.text, match) and not OTHERS_WORK.search(row.text[: match.start("rest")]):
            people = names(match["rest"], labelled=kind != "foreign")
            if people:
                return Byline(people, row, match.start("rest"), len(row.text), kind)
    return None


def _described(row: Row) -> Byline | None:
    """Return the name at the head of a biography, a "More from ..." or a copyright line."""
    for kind, pattern in (("biography", BIOGRAPHY), ("pointer", POINTER), ("copyright", COPYRIGHT)):
        match = pattern.match(row.text[:LONGEST])
        if match and (people := names(match["rest"])):
            return Byline(people, row, match.start("rest"), match.end("rest"), kind)
    return None


def _may_label(text: str, match: re.Match[str]) -> bool:
    """Return whether a "by" begins its row, or stands after a mark, a date or "Posted ...": not inside a sentence."""
    before = text[: match.start()].rstrip()
    if not before or (len(text) < 160 and (not before[-1].isalpha() or PUBLISHED.match(before))):
        return True
    if match["rest"].startswith(before):
        return True  # a link and its label: "Jane Roe By Jane Roe"
    return len(text) < 160 and any(
        stamp.end >= len(before) for stamp in dates.find(before)
    )  # "... 7:11 AM PST BY JANE ROE"


def _listed_below(row: Row, layout: Layout) -> tuple[str, ...]:
    """Return the names in the rows below a row that only says "By" or "Authors"."""
    found: list[str] = []
    for below in layout.rows[row.index + 1 : row.index + 1 + MOST_NAMES]:
        people = names(below.text, labelled=not found) if len(below.text) <= 80 else ()
        if not people:
            break
        found.extend(people)
        if row.text.lower().rstrip(" :").endswith("by"):
            break
    return tuple(dict.fromkeys(found))


def _beside_date(row: Row) -> Iterator[Byline]:
    """Yield the name that stands before or after the date of a row: "Jane Roe | 3 May 2021"."""
    stamps = dates.find(row.text)
    if not stamps:
        return
    before = row.text[: stamps[0].start]
    if before.strip(" ,.").lower() in lexicons.read("weekdays"):
        before = ""  # also where it is a given name: "Sunday, May 3, 2021"
    if people := names(before):
        yield Byline(people, row, 0, stamps[0].start, "before-date")
    for part in re.split(r"[|•·∙–—,]|\s-\s", row.text[stamps[-1].end :]):
        if people := names(part.strip()):
            start = row.text.find(part, stamps[-1].end)
            yield Byline(people, row, start, start + len(part), "after-date")
            return


def _person(part: str, *, labelled: bool) -> str | None:
    """Return the name that a part of a byline is, without titles and degrees, or None."""
    words = _without_titles(part)
    if not 1 <= len(words) <= 8 or len(part) > 80 or (len(words) == 1 and len(words[0]) < 2):
        return None
    words = _without_agency(_without_role(words))
    if len(words) > 6:
        return None
    if _is_furniture(words, labelled=labelled) or not _is_shaped(words, labelled=labelled):
        return None
    text = " ".join(words)
    return _recased(text) if text.isupper() and len(words) > 1 else text


def _without_titles(part: str) -> list[str]:
    name = part
    while match := HONORIFIC.match(name):
        name = name[match.end() :]
    words = name.split()
    half = len(words) // 2
    if len(words) in {4, 6} and words[:half] == words[half:]:
        words = words[:half]  # a link and its label: "Jane Roe Jane Roe"
    while len(words) > 1 and (
        words[-1] in {"and", "&", "with"}
        or (
            len(words) > 2
            and CREDENTIAL.match(words[-1])
            and not GENERATION.fullmatch(words[-1])
            and not name.isupper()
        )
    ):
        words.pop()
    return words


def _without_role(words: list[str]) -> list[str]:
    """Return a name without what is printed after it: a weekday, a role, a paper ("Jane Roe The Gazette", "Jane Roe Fox News")."""
    jobs = lexicons.read("job_titles")
    if words[-1].lower() in TEAMS and words[0].isupper() and len(words[0]) > 1 and not words[-1].isupper():
        return words  # a paper's initials and its desk: they are one name
    while len(words) > 2 and words[-1].lower().strip(".,") in lexicons.read("weekdays") and not _is_given(words[-1]):
        words = words[:-1]
    if "The" in words[2:]:
        words = words[: words.index("The", 2)]
    if len(words) > 3 and words[-1].lower() in lexicons.read("organisation_heads") and _is_given(words[0]):
        return words[: 2 if len(words) == 4 else -2]
    if len(words) > 2 and words[-1].lower() in jobs and _is_given(words[0]):
        end = next((n for n, word in enumerate(words) if n > 1 and word.lower() in jobs), len(words))
        while end > 2 and words[end - 1].lower() in lexicons.read("desks"):
            end -= 1  # "Jane Roe Education editor"
        return words[:end]
    return words


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


def _is_furniture(words: list[str], *, labelled: bool) -> bool:
    """Return whether the words are a menu's, a date's, an agency's or a role's: no author's."""
    lower = [word.lower().strip(".") for word in words]
    stop = lexicons.read("byline_stop_words")
    if all(word in stop for word in lower) or _is_calendar(lower[0]):
        return True
    if lower[0] in ARTICLES and not (labelled and lower[0] == "the"):
        return True
    name = " ".join(words)
    if fold(name) in lexicons.read("menu_words") or agencies.named(name):
        return True
    if sum(len(CAMEL.findall(word)) for word in words) > 1:
        return True  # a row of links that has lost its spaces
    return not labelled and _is_told(lower, fold(name))


def _is_told(lower: list[str], name: str) -> bool:
    """Return whether words without a "By" are a menu's, a place's or a role's."""
    stop = lexicons.read("byline_stop_words")
    if lower[0] in COMPASS or name in lexicons.read("compound_places"):
        return True
    if lower[-1] in TEAMS:
        return any(word in stop for word in lower[:-1])
    return any(word in stop for word in lower) or lower[-1] in lexicons.read("job_titles")


def _is_shaped(words: list[str], *, labelled: bool) -> bool:
    """Return whether the words are written as a name; after a "By" a single word or a brand will do."""
    begin = 1 if labelled and words[0].lower() == "the" and len(words) > 2 else 0
    capital = words[begin][:1].isupper()
    if all(TOKEN.fullmatch(word) for word in words[begin:]) and capital and words[-1] not in PARTICLES:
        return len(words) > 1 or labelled or _is_given(words[0])
    return labelled and len(words) <= 4 and (len(words) == 1 or capital or words[0][0].isdigit())


def _recased(text: str) -> str:
    """Return an all-capitals name as it is written elsewhere: "JANE O'HARA" is "Jane O'Hara"."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if len(word[0]) > 1 else word[0], text)


def _is_calendar(word: str) -> bool:
    """Return whether a word begins a date rather than a name; "Jan", "June" and "Sam" (Saturday, in French) may be names."""
    return (word in dates.months() or word in lexicons.read("weekdays")) and not _is_given(word) and len(word) > 2


def _is_given(word: str) -> bool:
    return lexicons.is_given_name(word)


def _is_organisation(part: str) -> bool:
    """Return whether a part of a list of authors ends, or begins, as an organisation's name does."""
    words = part.split()
    heads = lexicons.read("organisation_heads") | PAPERS
    return len(words) > 1 and words[-1].lower() in heads and not _is_given(words[0])


PAPERS = frozenset(
    (
        "bulletin",
        "chronicle",
        "courier",
        "daily",
        "dispatch",
        "enquirer",
        "examiner",
        "globe",
        "herald",
        "independent",
        "inquirer",
        "journal",
        "mercury",
        "observer",
        "register",
        "sentinel",
        "standard",
        "telegraph",
        "times",
        "today",
        "tribune",
        "weekly",
    )
)
"""How papers' names end, beside what organisations' do."""


def _is_description(part: str) -> bool:
    """Return whether a part of a list of authors says what the one before is: "PhD", "Political Editor", an agency."""
    words = part.lower().split()
    jobs = lexicons.read("job_titles")
    return bool(CREDENTIAL.match(part) or agencies.named(part) or any(word in jobs for word in words))


def _ends_in_initial(part: str) -> bool:
    return bool(re.search(r"\b(?:Jr|Sr|[A-Z])\.$", part))


@dataclass(frozen=True, slots=True)
class _Context:
    """What a byline is compared with; `common` are the words that the prose writes in lower case."""

    layout: Layout
    headline: Row | None
    dated: frozenset[int]
    common: frozenset[str]


LOWER = re.compile(r"(?<![^\W\d_])[a-z]{3,}")
SURE = frozenset({"label", "titled", "below-label"})
"""The kinds that say what they are."""


def _spoken_of(byline: Byline, prose: str) -> Iterator[str]:
    """Yield how often the prose speaks of the first name: it does of a place or a person of the story, rarely of its author."""
    count = band(prose.count(byline.names[0]), 1, 2, 4)
    yield "told:" + count
    yield f"told:{count}:{byline.kind}"


def _rivals(byline: Byline, found: list[Byline], layout: Layout) -> Iterator[str]:
    """Yield whether others are named where this one is not: below the body, teasers have bylines of their own."""
    above = {one.names for one in found if one.kind in SURE and one.row.index < layout.first}
    below = {one.names for one in found if one.kind in SURE and one.row.index > layout.last}
    if not _is_person(byline) and any(one.kind in SURE and one is not byline and _is_person(one) for one in found):
        yield f"person-too:{byline.kind}"  # "By Example Wire" above "By Jane Roe"
    if byline.row.index > layout.last:
        yield "below-others:" + band(len(below - {byline.names}), 1, 2, 3)
        if above - {byline.names}:
            yield "another-above"
    elif byline.row.index < layout.first:
        yield "above-others:" + band(len(above - {byline.names}), 1, 2, 3)
        yield f"above-others:{band(len(above - {byline.names}), 1, 2, 3)}:{byline.kind}"


def _is_person(byline: Byline) -> bool:
    return all(_is_given(name.split()[0]) for name in byline.names)


def _features(byline: Byline, context: _Context) -> Iterator[str]:
    row, kind = byline.row, byline.kind
    layout, headline, dated = context.layout, context.headline, context.dated
    place = "head" if row.index < layout.first else "inside" if row.index <= layout.last else "foot"
    yield "bias"
    yield f"kind:{kind}"
    yield f"kind:{kind}:{place}"
    if place == "head":
        yield "away:" + band(row.index - layout.first, -60, -30, -15, -8, -5, -3, -2, -1)
    elif place == "foot":
        yield "below:" + band(row.index - layout.last, 2, 4, 8, 16, 30)
    if headline is not None:
        near = band(row.index - headline.index, -20, -8, -4, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20, 50)
        yield "gap:" + near
        yield f"gap:{near}:{'known' if kind in {'label', 'titled', 'below-label'} else kind}"
    yield "role:" + row.role
    yield f"role:{row.role}:{kind}"
    yield "after-role:" + (layout.rows[row.index + 1].role if row.index + 1 < len(layout.rows) else "none")
    yield from _shape(byline)
    words = [word for name in byline.names for word in name.lower().split()]
    shared = sum(word in context.common for word in words)
    yield "common:" + ("none" if not shared else "all" if shared == len(words) else "some")
    yield f"common:{'none' if not shared else 'all' if shared == len(words) else 'some'}:{kind}"
    if any(CAMEL.search(name) for name in byline.names):
        yield "stuck"
    before = layout.rows[row.index - 1].text if row.index else ""
    yield "before-size:" + band(len(before), 1, 15, 40, 80, 140)
    yield f"place-role:{place}:{row.role}"
    yield f"place-role:{place}:{row.role}:{kind}"
    yield "times:" + band(layout.repeats.get(row.folded, 0), 1, 2, 3, 4)
    above = layout.rows[row.index - 1] if row.index else None
    if place == "foot" and above is not None and _is_teaser(above):
        yield "teaser"
        yield f"teaser:{kind}"
    yield from _around(row, layout, dated)


def _is_teaser(row: Row) -> bool:
    """Return whether a row below an article is shaped as another article's headline, whose byline would follow."""
    return len(row.text.split()) > 3 and len(row.text) <= SHORT and row.text[-1] not in ".:"


def _around(row: Row, layout: Layout, dated: frozenset[int]) -> Iterator[str]:
    if {row.index - 1, row.index + 1} & dated:
        yield "date-beside"
    if row.index in dated:
        yield "date-within"
    if {row.index + 2, row.index - 2} & dated:
        yield "date-near"
    before = layout.rows[row.index - 1].text if row.index else ""
    if OTHERS_WORK.match(before):
        yield "others-work-before"
    if ALONE.match(before):
        yield "label-before"
    elif before[-1:] == ":":
        yield "colon-before"
    if OTHERS_WORK.search(row.text):
        yield "others-work-within"


def _shape(byline: Byline) -> Iterator[str]:
    first = byline.names[0].split()
    yield "names:" + band(len(byline.names), 2, 3, 4)
    yield "words:" + band(len(first), 2, 3, 4)
    given = sum(_is_given(name.split()[0]) for name in byline.names)
    yield "given:" + ("all" if given == len(byline.names) else "some" if given else "none")
    yield f"given:{'all' if given == len(byline.names) else 'some' if given else 'none'}:{byline.kind}"
    share = sum(map(len, byline.names)) / max(1, byline.end - byline.start)
    yield "cover:" + band(share, 0.3, 0.6, 0.85, 0.98)
    stop = lexicons.read("byline_stop_words") | lexicons.read("job_titles")
    if any(word in stop for name in byline.names for word in fold(name).split()):
        yield "stop-word"
    if byline.row.text.isupper():
        yield "upper"
