"""Say what speaks for a name as the publisher: its place, how much of the page says it, its form."""

import re
from collections.abc import Iterator

from service.enrichment import lexicons
from service.enrichment.metadata import agencies
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.mastheads import LETTERS
from service.enrichment.metadata.publishers.naming import Publisher
from service.enrichment.metadata.publishers.surroundings import Context, initials
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.titles import FEW

OWNER = re.compile(
    r"\b(?:media|interactive|publishing|publications|holdings|group|communications|ventures|internet|enterprises|digital|inc|llc|ltd|corp|company)$"
    r"|\b(?:[^\W_]*verlag|[^\W_]*verlagsgesellschaft|mediengruppe|verlagsgruppe)$|^(?:ediciones|editorial|éditions|editions|edizioni|editora|uitgeverij|verlag)\b"
)
"""How a company that owns papers is often named."""


def of(one: Publisher, context: Context) -> Iterator[str]:
    """Yield what speaks for a name where it stands."""
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


def of_name(text: str, context: Context) -> Iterator[str]:
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


def _presence(name: str, context: Context) -> Iterator[str]:
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


def _initialled(name: str, context: Context) -> Iterator[str]:
    """Yield whether a name and its initials both stand on the page.

    "Example News Network" beside "ENN" is what the copyright line calls the house, not what the page does.
    """
    if len(name.split()) > 2 and (letters := initials(name)) in context.mentions:
        yield "has-initials:" + band(context.mentions[letters] / (context.mentions.get(name, 0) + 1), 1, 3)
    if " " not in name and name in context.initials and len(name) > 1:
        yield "is-initials"


def _agrees(name: str, host: str) -> bool:
    letters = re.sub(r"\W", "", name.lower())
    return len(letters) > 2 and (letters in host or host in letters)
