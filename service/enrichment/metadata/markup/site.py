"""The name of the site that publishes a page, as its mark-up claims it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.enrichment import lexicons
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.titles import SITE_SPLIT

ADDRESS = re.compile(r"\w@|^@\w+$|https?://|www\.|\.(?:com|org|net)\b")


def publisher(made: Sequence[Claim], text: str, shown: str | None = None) -> Claim | None:
    """Return the most trusted claim of a publisher, without its domain ("Gazette.com" is Gazette) and legal form.

    `text` is what the page shows: a bare domain is written as the page writes it ("thegazette.com", "The Gazette"). `shown`
    is whom its lines name, before a claim that only shortens it.
    """
    best = _claimed(made, text)
    if best is None or shown is None:
        return _written(best, text)
    stated = best.value.strip()
    if best.place in BY_LOOK and LETTERS.sub("", stated.lower()).startswith(LETTERS.sub("", shown.lower())):
        return replace(best, value=shown)  # as it is written, not as a picture's text runs it together
    written = _written(best, text)
    if stated.lower() == shown.lower() and DOMAIN.fullmatch(stated):
        return replace(best, value=shown)  # the page itself goes by its address
    bare = written is None or DOMAIN.fullmatch(stated) is not None or " " in stated or not stated.isupper()
    short = LETTERS.sub("", (written.value if written else stated).lower())
    return replace(best, value=shown) if bare and shortens(short, shown) else written


def shortens(letters: str, name: str) -> bool:
    """Return whether letters are the beginnings of all words of a longer name, as domains are made: "etimes", "Example Times"."""
    words = [LETTERS.sub("", word) for word in name.lower().split()]
    words = [word for word in words if word]
    if len(words) < 2 or not 2 <= len(letters) < sum(map(len, words)) or len(words) > MOST_WORDS:
        return False
    if "".join(words).startswith(letters):
        return False  # a paper and its part: "Example Times" is not short for "Example Times Sports"
    ends = {0}
    for word in words:
        begun = {
            end + size for end in ends for size in range(1, len(word) + 1) if letters[end : end + size] == word[:size]
        }
        ends = begun | (ends if word in LINKS else set())
    return len(letters) in ends


MOST_WORDS = 6
LINKS = frozenset({"the", "of", "and", "for"})
"""Words of a name that its short forms leave out."""


def _claimed(made: Sequence[Claim], text: str) -> Claim | None:
    """Return the most trusted claim of a publisher as it is written, but for its slogan, its section and its legal form.

    A legal form that stands with the name on a line of the page belongs to it: "Kids Inc".
    """
    own = host(made)
    named = [one for one in (*made, *_suffixes(made, own)) if one.field is Field.PUBLISHER and _may_publish(one)]
    people = {fold(one.value) for one in made if one.field is Field.AUTHOR}
    headed = [one for one in made if one.field is Field.TITLE and one.place in {"jsonld", "og:title", "h1"}]
    stated = [one for one in headed if one.place != "h1"]  # a blog's own name may be its first heading
    titles = {fold(one.value) for one in stated or headed}
    named = [one for one in named if fold(one.value) not in titles or len(one.value.split()) < HEADLINE]
    # A blog names its author as publisher in JSON-LD, and itself in `og:site_name`; a bare domain is a last resort.
    best = min(
        named,
        key=lambda one: (_is_bare(one.value), fold(one.value) in people, TRUSTED.index(one.place)),
        default=None,
    )
    if best is None:
        return None
    bare = _without_section(_without_slogan(BROUGHT_BY.sub("", best.value), own), own)
    short = LEGAL_FORM.sub("", bare).strip(" ,")
    return replace(best, value=short if short and bare not in text.splitlines() else bare)


def _written(best: Claim | None, text: str) -> Claim | None:
    """Return a claim without its domain, and as the page's text writes it."""
    if best is None:
        return None
    value = best.value.strip()
    if not (match := DOMAIN.fullmatch(value)):
        spaced = SPACED_DOMAIN.fullmatch(value)
        return replace(best, value=_spaced(spaced["name"] if spaced else value, text))
    name = _spaced(match["name"], text) if not _is_bare(value) else spelled(match["name"], text)
    return replace(best, value=name) if name else None


BY_LOOK = frozenset({"h1-home", "logo"})


SPACED_DOMAIN = re.compile(r"(?P<name>\S{1,30} \S.{0,30}\w)\.(?:com|org|net|fr|de|it|es|nl|tv)")
"""A name of words with the end of its address: "Le Quotidien.fr"."""


TRUSTED = (
    "jsonld",
    "og:site_name",
    "application-name",
    "title-suffix",
    "jsonld-page",
    "jsonld-site",
    "trafilatura",
    "itemprop-publisher",
    "meta-publisher",
    "h1-home",
    "logo",
)
"""The places of a publisher's name, the most trusted first: accuracy on 31 pages labelled by reading."""


DOMAIN = re.compile(
    r"(?:www\.)?(?P<name>[\w-]{2,40})(?:\.[a-z]{2,3})?\.(?:com|org|net|co|edu|gov|uk|au|nz|in|ie|za|ca|eu|de|fr|it|es|info|io|tv|news)",
    re.IGNORECASE,
)


LONGEST_NAME = 60
HEADLINE = 4
"""Words from which what is claimed for the headline too is no site's name: templates fill one variable into both."""


def _without_slogan(value: str, host: str) -> str:
    """Return a site's name without what it says of itself: "Example Times | News of the Valley" is Example Times."""
    splits = list(SITE_SPLIT.finditer(value))
    if not splits:
        return value
    parts = [value[: splits[0].start()].strip(), value[splits[-1].end() :].strip()]
    letters = [LETTERS.sub("", part.lower()).removeprefix("the") for part in parts]
    agreed = [part for part, own in zip(parts, letters, strict=True) if len(own) > 2 and host and own in host]
    return next((part for part in (*agreed, *parts) if part), value)


LEGAL_FORM = re.compile(
    r"(?:,\s?|\s)(?:inc|llc|l\.l\.c|ltd|limited|g?mbh|plc|pty\.? ltd|pvt\.? ltd|s\.r\.l|s\.p\.a|s\.a\.s?)\.?$",
    re.IGNORECASE,
)


def _without_section(value: str, host: str) -> str:
    """Return a site's name without the section that is run together with it: "ENNPolitics.com" of enn.com is ENN."""
    match = WITH_SECTION.fullmatch(value.strip())
    if match is None or match["section"].lower() not in lexicons.read("section_names") - {"news"}:
        return value
    return match["name"] if re.fullmatch(f"{match['name'].lower()}(?:com|org|net|co|tv)", host) else value


WITH_SECTION = re.compile(r"(?P<name>[A-Z]{2,6})(?P<section>[A-Z][a-z]{2,14})(?:\.[a-z]{2,3})?")


def _spaced(value: str, text: str) -> str:
    """Return a name that is run together ("ExampleTimes", "exampletimes") as the page's text writes it, where it writes it apart."""
    if not RUN_TOGETHER.fullmatch(value) or re.search(rf"(?<![@\w./#-]){value}(?![\w@]|\.\w)", text):
        return value
    return spelled(value.lower(), text) or value


RUN_TOGETHER = re.compile(r"(?:[A-Z][a-z]+){2,5}|[A-Z]?[a-z]{6,30}|[A-Z]{2,5}[A-Z][a-z]{3,20}")


NOTICE = re.compile(r"©|\(c\)|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
"""What a notice of rights has and no name: "Copyright 2021 Example Ventures" says who owns the page, not what it is called."""


def _may_publish(claim: Claim) -> bool:
    at = ADDRESS.search(claim.value)
    domain = DOMAIN.fullmatch(claim.value.strip())
    return (
        claim.place in TRUSTED
        and (at is None or domain is not None)
        and not NOTICE.search(claim.value)
        and len(claim.value) <= LONGEST_NAME
        and fold(claim.value) not in lexicons.read("menu_words")
    )


def _is_bare(value: str) -> bool:
    """Return whether a name is but a domain in small letters."""
    return value.islower() and DOMAIN.fullmatch(value.strip()) is not None


def host(made: Sequence[Claim]) -> str:
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
            name = BROUGHT_BY.sub("", one.value[splits[-1].end() :].split("(")[0]).strip()
            letters = LETTERS.sub("", name.lower()).removeprefix("the")
            agreed = len(letters) > 2 and any(
                letters in other or (len(other) > 3 and other in letters) for other in known
            )
            if name and len(name.split()) <= 5 and (agreed or not any(known)):
                yield Claim(Field.PUBLISHER, name, "title-suffix", one.origin)


BROUGHT_BY = re.compile(r"\s(?:powered|presented|hosted|brought to you) by\s.*$", re.IGNORECASE)


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
