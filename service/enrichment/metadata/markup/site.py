"""The name of the site that publishes a page, as its mark-up claims it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.enrichment import lexicons
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.titles import SITE_SPLIT

ADDRESS = re.compile(r"@|https?://|www\.|\.(?:com|org|net)\b")


def publisher(made: Sequence[Claim], text: str) -> Claim | None:
    """Return the most trusted claim of a publisher, without its domain ("Gazette.com" is Gazette).

    `text` is what the page shows: a bare domain is written as the page writes it ("thegazette.com", "The Gazette").
    """
    own = host(made)
    named = [one for one in (*made, *_suffixes(made, own)) if one.field is Field.PUBLISHER and _may_publish(one)]
    people = {fold(one.value) for one in made if one.field is Field.AUTHOR}
    # A blog names its author as publisher in JSON-LD, and itself in `og:site_name`; a bare domain is a last resort.
    best = min(
        named,
        key=lambda one: (_is_bare(one.value), fold(one.value) in people, TRUSTED.index(one.place)),
        default=None,
    )
    if best is None:
        return None
    best = replace(best, value=_without_slogan(best.value, own))
    if not (match := DOMAIN.fullmatch(best.value.strip())):
        return replace(best, value=_spaced(best.value, text))
    name = match["name"] if not _is_bare(best.value) else spelled(match["name"], text)
    return replace(best, value=name) if name else None


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
)
"""The places of a publisher's name, the most trusted first: accuracy on 31 pages labelled by reading."""


DOMAIN = re.compile(
    r"(?:www\.)?(?P<name>[\w-]{2,40})(?:\.[a-z]{2,3})?\.(?:com|org|net|co|edu|gov|uk|au|nz|in|ie|za|ca|eu|de|fr|it|es|info|io|tv|news)",
    re.IGNORECASE,
)


LONGEST_NAME = 60


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
        claim.place in TRUSTED
        and (at is None or domain is not None)
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
