"""Find who published an article: the site in the headline's suffix, a "SOURCE:" line, the copyright line."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.enrichment import lexicons, places
from service.enrichment.metadata import agencies, dates, mastheads
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.mastheads import DOMAIN, LETTERS
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.titles import FEW, SITE_SPLIT, Headline
from service.enrichment.types import Role

SOURCE = re.compile(r"^(?:source|originally published (?:in|by|on|at)|first published (?:in|by|on|at)|this article (?:was )?(?:originally |first )?"
                    r"(?:appeared|published) (?:on|in|at))\s{0,2}:?\s{1,3}(?P<rest>\S.{1,60})$", re.IGNORECASE)  # fmt: skip
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|&copy;|copyright\b)[\s:]{0,3}(?:©|\(c\)|copyright\b)?[\s,:]{0,3}(?:(?:19|20)\d\d)?(?:\s{0,2}(?:[-–—,/]|\bto\b)\s{0,2}(?:(?:19|20)\d\d|present)?)?[\s,.:|·•–—-]{0,4}(?:by\s)?"
    r"(?P<rest>[^\W_][^|·•∙©®™\n]{1,70})",
    re.IGNORECASE,
)
END = re.compile(
    r"\s{0,2}(?:[.,]?\s{0,2}(?:all rights|all content|privacy|terms|designed|powered|website|site by|this site|theme|cookie|a division"
    r"|registered|is a|by using|built|contact|sitemap|legal|use of|accessibility|unless|content)\b|[.;](?:\s|$)|\s[–—-]\s|\s?\(|,? (?:19|20)\d\d|\s?<|\s[/\\]\s"
    r"|\sall rights|\.?\s?all right).*$",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r",?\s(?:inc\b\.?,? an? .*|inc|llc|ltd|limited|co|corp|corporation|(?:g?mbh|g\.m\.b\.h)(?: &(?: co\.?(?: kg)?)?)?|plc|pty\.? ltd|pvt\.? ltd|srl|s\.\s?(?:a(?:\.\s?[su])?|l(?:\.\s?u)?|r\.\s?l|p\.\s?a)|[bn]\.\s?v|(?-i:AG|AB|ASA?|NV|BV|KG|Oyj?|SA[SU]?|SLU?|SpA))\.?(?:\s(?:and|&) its .*)?$",
    re.IGNORECASE,
)
AND_AGENCIES = re.compile(
    r"\s(?:and|&|with)\s(?:news\s)?agenc(?:y|ies)$|\s(?:and|&)\s(?:its\s)?wire services$", re.IGNORECASE
)
NO_NAME = re.compile(r"^(?:the|our|all|we|crown(?: copyright)?)$", re.IGNORECASE)
"""What a notice of rights says instead of a name; "Crown copyright" is of all that a government publishes."""
SHORTENED = re.compile(r"\b(?:Inc|Co|Corp|Ltd|Bros)$")
"""What keeps the stop it is shortened with."""


MASTHEAD = 8
"""Rows at the head of a page where its own name usually stands."""
FOOT = 60
"""Rows at the foot of a page where a copyright line may stand."""
LONGEST_ROW = 90
"""Characters of a row in which a site speaks of itself ("About X", "X on Facebook")."""
HEAD = 40
"""Rows at the head of a page where its own name is met more than once."""
LOOKED_AT = 400
"""Rows at either end of a page in which a name's mentions are counted."""
MOST = 150
"""Candidates that are weighed."""
ITSELF = re.compile(
    r"^(?:(?:about|follow|join|more from|subscribe to|support|contact|welcome to|visit|discover|explore|search|advertise (?:on|with)|why|meet|all|connect with"
    r"|like us on|copyright|join the discussion with|from|latest from|on|by|the latest from|inside)\s(?P<after>[^\W_][^|:·•]{1,40}?)(?:\son\s(?:facebook|twitter|instagram)\b.*)?"
    r"|(?P<before>[^\W_][^|:·•]{1,40}?)\s(?:newsletters?|blog|jobs|home|on (?:facebook|twitter|instagram|linkedin)|app|careers|staff|shop|podcasts?|magazine|rss|mobile|events|team|logo"
    r"|is (?:a|the)\s.*))[.!»]?$",
    re.IGNORECASE,
)
OF_ITSELF = re.compile(
    r"(?P<name>(?!An?\s)[^\W_a-z][^,.:;|!?]{1,40}?)\s(?:is|was founded|has been|provides|covers|helps|offers|delivers)\s"
)
RIGHTS = re.compile(
    r"^(?:(?:19|20)\d\d\s?[–-]?\s?(?:(?:19|20)\d\d)?\s)?(?P<rest>[^\W\d_][^©|·•]{1,60}?)(?:,?\s(?:LLC|Inc|Ltd|Limited)\b)?\.?\s?©?\.?\s(?i:all rights reserved)"
)
OWNER = re.compile(
    r"\b(?:media|interactive|publishing|publications|holdings|group|communications|ventures|internet|enterprises|digital|inc|llc|ltd|corp|company)$"
    r"|\b(?:[^\W_]*verlag|[^\W_]*verlagsgesellschaft|mediengruppe|verlagsgruppe)$|^(?:ediciones|editorial|éditions|editions|edizioni|editora|uitgeverij|verlag)\b"
)
"""How a company that owns papers is often named."""
BUTTON = re.compile(
    r"^(?:to|in|on|at|by|of|from|download|skip|read|ad|view|see|get|sign|log|my|your|you|are|is|it|this|these|what|please|enter|send|follow(?:ed)?|subscribe|share|click|go|edition|back|hide|show|buy|watch|listen|today|notice)\b|[?:]$",
    re.IGNORECASE,
)
"""How a button, a menu's heading or a sentence begins: no site's name."""
CRUMBS = re.compile(r"\s[>»›/|]\s")
PICTURE = re.compile(r"\b(?:photos?|images?|pictures?|getty|close|video)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publisher:
    """A candidate: a publisher's name as it is written, where in its row, where it was read, and what speaks for it."""

    text: str
    row: Row
    start: int
    kind: str
    features: tuple[str, ...] = ()


def original(layout: Layout, headlines: tuple[Headline, ...], headline: Headline | None) -> Publisher | None:
    """Return the publisher that a reposted page names: the site in the headline's suffix, or a "SOURCE:" line.

    The suffix alone is no witness: what stands there may be a source ("... - Report") or a section.
    """
    known = mastheads.read(layout)
    title = headline.text if headline else ""
    for one in headlines:
        if (
            one.site
            and not one.start
            and _same(one.text, title)
            and _is_name(one.site)
            and not SITE_SPLIT.search(one.site)
            and not PICTURE.search(one.site)
            and mastheads.is_own(one.site, known)
        ):
            return Publisher(one.site, one.row, one.row.text.find(one.site), "suffix")
    for row in layout.rows[layout.last : layout.last + 12]:
        if match := SOURCE.match(row.text):
            name = AND_AGENCIES.sub("", match["rest"]).strip(" .")
            name += "." if SHORTENED.search(name) and f"{name}." in match["rest"] else ""
            if _is_name(name) and not agencies.listed(name) and name[:1].isupper() and "(" not in name:
                return Publisher(name, row, match.start("rest"), "source")
    return None


def agreed(layout: Layout, headlines: Sequence[Headline], host: str | None) -> Publisher | None:
    """Return the name at the page's head that two other places say too: the copyright line, the headline's end, the address.

    A name of two words that is the whole of the address's own part needs no second: "The Exampleton Echo", exampletonecho.com.
    """
    owners = _known_owners(layout)
    sites = {_plain(one.site) for one in headlines if one.site and not one.start}
    for row in layout.rows[: min(layout.first, HIGHEST)]:
        if not (SHORTEST <= len(row.text) <= LONGEST_MASTHEAD and _is_name(row.text)):
            continue
        name = _plain(row.text)
        if name in lexicons.read("section_names") or name in lexicons.read("furniture_words"):
            continue
        owned = any(name == other or other.startswith(name + " ") for other in owners)
        letters = name.replace(" ", "")
        hosted = host is not None and len(letters) >= SHORTEST and letters in LETTERS.sub("", host.lower())
        whole = host is not None and _is_host(name, host, first=row is _first(layout))
        if owned + hosted + (name in sites) > 1 or whole:
            return Publisher(row.text, row, 0, "masthead")
    return None


def _is_host(name: str, host: str, *, first: bool) -> bool:
    """Return whether a folded name's letters are the whole of the part of a host that its owner registered.

    One word is, in a menu, as often where the site stands or one of its parts ("Forums"): it must be `first` on its page,
    and the host have no part before it. Two words that are `first` may be another part: a blog's name before its service's.
    """
    parts = [part.replace("-", "").removeprefix("the") for part in host.lower().removeprefix("www.").split(".")[:-1]]
    if len(parts) > 1 and parts[-1] in SECOND_LEVEL:
        parts.pop()
    letters = name.replace(" ", "")
    if " " not in name:
        return first and parts == [letters]
    return letters in (parts if first else parts[-1:])


SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"})
"""What stands before a country's code in an address: "co.uk"."""


def _first(layout: Layout) -> Row | None:
    """Return the first of a page's rows that is no button."""
    buttons = lexicons.read("furniture_words")
    head = layout.rows[: min(layout.first, FIRST)]
    return next((row for row in head if row.folded not in buttons and not BUTTON.search(row.text)), None)


def masthead(layout: Layout, headline: Row | None) -> Publisher | None:
    """Return the page's first row but for buttons where it is a paper's name by its words: "The Marchfield Echo".

    Of 820 pages four such rows, the first of all, are the publisher's name and one is a part of it: it is for pages on
    which no other place but a notice of rights tells a name, which is as often the owner's.
    A word that other things are called too ("Opening Times") needs a place, an article or another witness.
    """
    row = _first(layout)
    if row is None or row is headline or row.role in ARTICLES_OWN or not _is_name(row.text) or not _is_papers(row.text):
        return None
    if COMMON.fullmatch(row.folded.split()[-1]) and not (_is_proper(row.folded) or _is_witnessed(row, layout)):
        return None
    return Publisher(row.text, row, 0, "masthead")


FIRST = 3
"""Rows at a page's head of which the first that is no button may be its masthead."""


def _is_papers(text: str) -> bool:
    """Return whether a text is a paper's name by its words, each with a capital: the last, before "of", is one of papers'."""
    whole = text.split()
    words = OF_PLACE.sub("", text).split()
    capitals = all(word[0].isupper() or word in LINKS for word in whole)
    if not (capitals and len(words) >= 2 and len(whole) <= MOST_NAME_WORDS and len(text) <= LONGEST_MASTHEAD):
        return False
    *before, last = map(fold, words)
    asked = ITSELF.match(text)
    if not ARTICLES.isdisjoint([*before, last][1:]) or (asked and asked["after"]):
        return False  # "Support The Gazette"
    common = lexicons.read("function_words") | lexicons.read("section_names") | lexicons.read("menu_words")
    common |= lexicons.read("furniture_words")
    if fold(text) in common or last not in lexicons.read("masthead_words"):
        return False
    return not ARTICLES.isdisjoint(before) or not (ORDINARY.fullmatch(last) or common.issuperset(before))


LINKS = frozenset({"of", "the", "and", "&", "de", "del", "des", "di", "du", "la"})
ARTICLES = frozenset({"the", "la", "le", "el", "il"})
OF_PLACE = re.compile(r"\s(?:of|d[eiu]|de la|del|des)\s[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?$")
ORDINARY = re.compile(
    r"daily|digest|magazine|mail|mirror|news|newspapers?|online|post|press|radio|record|recorder|reporter|review|weekly"
)
"""Words of papers' names that sections' names and buttons end in as often: "Tech News", "Film Review", "Next Post"."""
COMMON = re.compile(r"guardian|press|register|standard|star|sun|times")
"""Words of papers' names that other things are called too: "Opening Times", "Cash Register"."""
USUAL_BEFORE = frozenset(
    {"daily", "eastern", "evening", "morning", "northern", "saturday", "southern", "sunday", "western"}
)
"""What stands before such a word in papers' names and in few others."""


def _is_proper(name: str) -> bool:
    """Return whether a folded name begins with an article, or says a place or a time: "Oslo Times", "Evening Standard"."""
    *before, _ = name.split()
    runs = (before[start:end] for end in range(1, len(before) + 1) for start in range(end))
    return (
        before[0] in ARTICLES
        or not USUAL_BEFORE.isdisjoint(before)
        or any(" ".join(run).title() in places.names() for run in runs)
    )


def _is_witnessed(row: Row, layout: Layout) -> bool:
    """Return whether a notice of rights, an address or a row in which the site speaks of itself has a first row's name too."""
    known, name = mastheads.read(layout), _plain(row.text)
    letters = name.replace(" ", "")
    return f" {name} " in known.notices or name in known.spoken or any(letters in one for one in known.domains)


def sites(layout: Layout, host: str | None) -> frozenset[str]:
    """Return the folded names that are the site's by its copyright line or its masthead, and the host's letters."""
    owners = _known_owners(layout)
    heads = {_plain(row.text) for row in layout.rows[: min(layout.first, HIGHEST)] if len(row.text) <= LONGEST_MASTHEAD}
    heads -= lexicons.read("section_names") | lexicons.read("menu_words") | lexicons.read("furniture_words")
    return frozenset(heads | owners | ({LETTERS.sub("", host.lower())} if host else set()))


def _known_owners(layout: Layout) -> set[str]:
    return {_plain(one.text) for one in list(_owners(layout))[:6]}


def _plain(name: str) -> str:
    """Return a name's folded words without the article it may begin with."""
    return fold(name).removeprefix("the ")


HIGHEST = 12
"""Rows at a page's head among which the masthead stands."""
SHORTEST, LONGEST_MASTHEAD = 4, 40


def candidates(layout: Layout, headlines: tuple[Headline, ...], host: str | None) -> tuple[Publisher, ...]:
    """Return the names that may be the page's own, with their features.

    They stand at the page's head, in its copyright line, after the headline, and where a site speaks of itself. `host`
    is the site's name in the address where the caller gave one.
    """
    found = [one for one in _named(layout, headlines) if _is_name(one.text)][:MOST]
    context = _context(layout, found, host)
    spoken = frozenset(WORD.findall(layout.prose()))
    found = [
        one for one in found if not _goes_by_initials(fold(one.text), context) and not _is_common(one, spoken, context)
    ]
    shared = {one.text: tuple(_named_features(one.text, context)) for one in found}
    return tuple(
        Publisher(one.text, one.row, one.start, one.kind, (*_features(one, context), *one.features, *shared[one.text]))
        for one in found
    )


def _named(layout: Layout, headlines: tuple[Headline, ...]) -> Iterator[Publisher]:
    for one in headlines:
        if one.site and not PICTURE.search(one.site):
            yield Publisher(one.site, one.row, one.row.text.find(one.site), "prefix" if one.start else "suffix")
    yield from list(_owners(layout))[:6]
    foot = layout.rows[max(layout.first, len(layout.rows) - 2 * FOOT) :]
    yield from _at_foot(foot)
    yield from _often(layout)
    yield from _spelled(layout)
    below = {row.folded for row in foot}
    for row in layout.rows[: layout.first]:
        if len(row.text) <= 50 and len(row.text.split()) <= 6:
            if row.index < MASTHEAD:
                yield Publisher(row.text, row, 0, "masthead")
            elif row.folded in below:
                yield Publisher(row.text, row, 0, "both-ends")
    for row in (*layout.rows[: min(layout.first, 150)], *layout.rows[layout.last + 1 :][-250:]):
        match = ITSELF.match(row.text) if len(row.text) <= LONGEST_ROW else None
        if match:
            part = "after" if match["after"] else "before"
            yield Publisher(match[part], row, match.start(part), "itself")


def _often(layout: Layout) -> Iterator[Publisher]:
    """Yield the names that most of a page's buttons and menus hold: "Example Leadership", "Work for Example"."""
    counts: Counter[str] = Counter()
    first: dict[str, Publisher] = {}
    seen: set[str] = set()
    for row in (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :]):
        if row.role in ARTICLES_OWN or len(row.text) > LONGEST_BUTTON or row.folded in seen:
            continue
        seen.add(row.folded)
        named: set[str] = set()
        for match in NAME.finditer(row.text):
            words = match.group().split()
            for start in range(min(len(words), MOST_NAME_WORDS)):
                for end in range(start + 1, min(len(words), start + 3) + 1):
                    text = " ".join(words[start:end])
                    at = row.text.find(text, match.start())
                    if at >= 0 and (key := fold(text)):
                        named.add(key)
                        first.setdefault(key, Publisher(text, row, at, "often"))
        counts.update(named)
    common = lexicons.read("furniture_words") | lexicons.read("menu_words") | lexicons.read("section_names")
    common |= lexicons.read("function_words")
    found = 0
    for key, count in sorted(counts.items(), key=lambda one: (-one[1], -len(one[0]))):
        if count < FEWEST_ROWS or found == MOST_OFTEN:
            break
        if key not in common and not all(word in common or len(word) < 2 for word in key.split()):
            found += 1
            yield replace(first[key], features=(f"often:{band(count, 4, 6, 10, 20)}", f"often-rank:{found}"))


OF_RIGHTS = frozenset({"copyright", "copyright-head", "rights"})
"""Kinds that name who has the rights, the owner as often as the paper."""
ARTICLES_OWN = frozenset(
    {Role.BODY, Role.HEADING, Role.TITLE, Role.SUBTITLE, Role.CAPTION, Role.RELATED, Role.COMMENTS}
)
LONGEST_BUTTON = 60
MOST_NAME_WORDS = 6
FEWEST_ROWS, MOST_OFTEN = 3, 6
"""Rows that must hold a name, and names that are then weighed."""
NAME = re.compile(r"[A-Z][\w&'’.!]{1,24}(?:\s(?:of\s|the\s)?[A-Z][\w&'’.!]{0,24}){0,5}")


def _spelled(layout: Layout) -> Iterator[Publisher]:
    """Yield the names in addresses on the page as the page writes them: "jroe@exampletimes.com", "Example Times"."""
    near = (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :])
    hosts = Counter(
        match["name"].lower() for row in near if "." in row.text for match in DOMAIN.finditer(row.text[:200])
    )
    for host, _ in hosts.most_common(MOST_HOSTS):
        letters = LETTERS.sub("", host)
        if not 4 <= len(letters) <= LONGEST_BUTTON // 2:
            continue
        pattern = re.compile(
            r"(?<![\w@./-])(?:The )?" + r"[ '’.-]?".join(map(re.escape, letters)) + r"(?![\w@])(?!\.\w)", re.IGNORECASE
        )
        for row in near:
            match = pattern.search(row.text[:LONGEST_LOOK])
            if match and not match.group().islower():
                yield Publisher(match.group(), row, match.start(), "host-name")
                break


MOST_HOSTS, LONGEST_LOOK = 3, 400


def _at_foot(rows: Sequence[Row]) -> Iterator[Publisher]:
    """Yield the short rows at a page's foot, and what begins a sentence in which a site presents itself."""
    for row in rows:
        if len(row.text) <= 40 and len(row.text.split()) <= 5 and row.role is not Role.BODY:
            yield Publisher(row.text, row, 0, "foot")
        elif match := OF_ITSELF.match(row.text[:200]):
            yield Publisher(match["name"], row, match.start("name"), "sentence")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a name is compared with: the page's rows, its domains, and which kinds name the same."""

    layout: Layout
    domains: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    mentions: Mapping[str, int]
    most: int
    headed: Mapping[str, int]
    companies: frozenset[str]
    host: str
    initials: frozenset[str]


def _context(layout: Layout, found: list[Publisher], host: str | None) -> _Context:
    kinds: dict[str, set[str]] = {}
    for one in found:
        kinds.setdefault(fold(one.text), set()).add(one.kind)
    near = (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :])
    with_head: dict[str, list[str]] = {key.split()[0]: [] for key in kinds if key}
    for row in near:
        for word in with_head.keys() & set(row.folded.split()):
            with_head[word].append(f" {row.folded} ")
    mentions = {key: sum(f" {key} " in row for row in with_head[key.split()[0]]) for key in kinds if key}
    top = " \n ".join(row.folded for row in layout.rows[:HEAD])
    return _Context(
        layout=layout,
        domains=frozenset(
            match["name"].lower().replace("-", "") for row in near for match in DOMAIN.finditer(row.text[:200])
        ),
        kinds={key: frozenset(each) for key, each in kinds.items()},
        mentions=mentions,
        most=max(mentions.values(), default=0),
        headed={key: f" {top} ".count(f" {key} ") for key in mentions},
        companies=frozenset(
            fold(one.text)
            for one in found
            if one.kind == "copyright" and COMPANY.match(one.row.text[one.start + len(one.text) :][:30])
        ),
        host=(host or "").removeprefix("www."),
        initials=frozenset(_initials(key) for key in kinds if len(key.split()) > 1),
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in {"the", "of", "and"})


def _features(one: Publisher, context: _Context) -> Iterator[str]:
    name = fold(one.text)
    yield "bias"
    yield "kind:" + one.kind
    if one.kind == "masthead":
        yield "masthead:" + band(one.row.index, 1, 2, 3, 5)
    yield f"mentions:{band(context.mentions.get(name, 0), 2, 3, 5, 9, 16)}:{one.kind}"
    if context.layout.first <= FEW:
        yield "opens"
        yield f"opens:{one.kind}:{band(one.row.index, 1, 2, 4)}"
        yield f"opens:{one.row.role}"


def _named_features(text: str, context: _Context) -> Iterator[str]:
    """Yield what speaks for a name wherever it stands."""
    name = fold(text)
    kinds = context.kinds[name]
    yield from _presence(name, context)
    for kind in sorted(kinds):
        yield "also:" + kind
    yield "kinds:" + band(len(kinds), 2, 3, 4)
    yield "times:" + band(context.layout.repeats.get(name, 0), 1, 2, 3, 5)
    yield "words:" + band(len(name.split()), 2, 3, 4, 5)
    letters = LETTERS.sub("", text.lower())
    if letters in context.domains or (len(letters) > 3 and letters.removeprefix("the") in context.domains):
        yield "domain"
    elif (
        context.domains
        and len(letters) > 4
        and any(letters in other or other in letters for other in context.domains if len(other) > 4)
    ):
        yield "domain-part"
    if context.host and _agrees(text, context.host):
        yield "host"
    yield "case:" + (
        "upper" if text.isupper() else "lower" if text.islower() else "title" if text.istitle() else "mixed"
    )
    yield from _initialled(name, context)
    if name in lexicons.read("furniture_words"):
        yield "furniture"
    if agencies.named(text):
        yield "agency"
    if persons.names(text):
        yield "person"
        given = len(name.split()) in {2, 3} and name.split()[0] in lexicons.read("given_names")
        yield f"given:{given}"
    if any(name in other and name != other for other in context.kinds):
        yield "part-of-another"


def _is_common(one: Publisher, spoken: frozenset[str], context: _Context) -> bool:
    """Return whether a lone word is a noun of the article or a section's name, and no address or copyright line has it."""
    name = fold(one.text)
    if " " in name or context.kinds[name] & {"copyright", "rights", "host-name"} or name in context.domains:
        return False
    return name in lexicons.read("section_names") or (name in spoken and not one.text.isupper())


def _goes_by_initials(name: str, context: _Context) -> bool:
    """Return whether a page names a house by its initials, and in full only where it must."""
    return len(name.split()) > 2 and context.mentions.get(_initials(name), 0) >= RARER * (
        context.mentions.get(name, 0) + 1
    )


RARER = 3


def _initialled(name: str, context: _Context) -> Iterator[str]:
    """Yield whether a name and its initials both stand on the page.

    "Example News Network" beside "ENN" is what the copyright line calls the house, not what the page does.
    """
    if len(name.split()) > 2 and (letters := _initials(name)) in context.mentions:
        yield "has-initials:" + band(context.mentions[letters] / (context.mentions.get(name, 0) + 1), 1, 3)
    if " " not in name and name in context.initials and len(name) > 1:
        yield "is-initials"


def _presence(name: str, context: _Context) -> Iterator[str]:
    """Yield how much of a page speaks of a name; a company that only owns the site is named once, below."""
    mentions = context.mentions.get(name, 0)
    yield "mentions:" + band(mentions, 2, 3, 5, 9, 16)
    yield "outnumbered:" + band((context.most + 1) / (mentions + 1), 1.01, 2, 4, 8)
    if OWNER.search(name):
        yield "owner"
        yield "owner:" + band(mentions, 2, 3, 5)
    if mentions > 2 and mentions == context.most:
        yield "most-mentioned"
    if name in context.companies:
        yield "company"
        yield "company:" + band(mentions, 2, 3, 5)
    if context.headed.get(name, 0):
        yield "headed:" + band(context.headed[name], 2, 4)


def _owners(layout: Layout) -> Iterator[Publisher]:
    """Yield the names of the copyright lines, those at the page's foot first.

    An agency that the page's head does not name is left out beside another: the text or a picture is its. Alone it is the
    publisher of two pages in 820, whose heads call it otherwise.
    """
    found = tuple(_righted(layout))
    head = "\n".join(f" {row.folded} " for row in layout.rows[: min(layout.first, HEAD)])
    lent = [agencies.named(one.text) is not None and f" {fold(one.text)} " not in head for one in found]
    yield from (one for one, out in zip(found, lent, strict=True) if not out or all(lent))


def _righted(layout: Layout) -> Iterator[Publisher]:
    """Yield every name of the copyright lines, those at the page's foot first."""
    for row in reversed(layout.rows[max(layout.first, len(layout.rows) - FOOT) :]):
        for match in COPYRIGHT.finditer(row.text[:300]):
            name = COMPANY.sub("", END.sub("", match["rest"]).strip(" .,-–—:|")).strip(" .,-–—:|")
            if _is_name(name):
                yield Publisher(name, row, row.text.find(name), "copyright")
            if "," in name and _is_name(name.split(",")[0]):
                yield Publisher(name.split(",")[0], row, row.text.find(name), "copyright-head")
        rights = RIGHTS.match(row.text[:200])
        if rights and not COPYRIGHT.match(row.text[:200]):
            yield Publisher(rights["rest"].strip(" ,."), row, rights.start("rest"), "rights")


def _same(text: str, title: str) -> bool:
    """Return whether two headlines are the same but for a few words: a page's title line and its own headline differ."""
    a, b = set(fold(text).split()), set(fold(title).split())
    return bool(a and b) and len(a & b) >= 0.8 * max(len(a), len(b))


def _agrees(name: str, host: str) -> bool:
    letters = re.sub(r"\W", "", name.lower())
    return len(letters) > 2 and (letters in host or host in letters)


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        1 <= len(words) <= 7
        and 2 <= len(name) <= 60
        and any(map(str.isalpha, name))
        and not name[0].islower()
        and fold(name) not in lexicons.read("menu_words")
        and not dates.find(name)
        and not NO_NAME.match(name)
        and not BUTTON.search(name)
        and not CRUMBS.search(name)
        and fold(name) not in lexicons.read("function_words")
    )
