"""Choose among headlines that are about as likely."""

import re
from collections.abc import Sequence

from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.titles.headline import Headline, is_named

TRACE = 0.02
"""Probability below which a candidate is not compared with others."""
LOOSE = re.compile(r"(?<=[\w’”'\")]) (?=[:;,.?!](?:\s|$))")
LOOSE_FRENCH = re.compile(r"(?<=[\w’”'\")]) (?=[,.](?:\s|$))")
ABOUT = 0.7
"""Share of the best's probability from which the second is about as likely."""


def keys(found: Sequence[Headline], chances: Sequence[float]) -> list[str]:
    """Return what each candidate counts as: a headline and its near copy (a title line's older wording) are one."""
    heads: list[tuple[frozenset[str], str]] = []
    names = [fold(one.text) for one in found]
    for n in sorted(range(len(found)), key=lambda n: -chances[n]):
        if chances[n] < TRACE:
            break
        words = frozenset(names[n].split())
        twin = next(
            (name for other, name in heads if len(words & other) >= 0.85 * max(len(words), len(other), 6)), None
        )
        if twin is None:
            heads.append((words, names[n]))
        else:
            names[n] = twin
    return names


def without_site(likely: Sequence[tuple[Headline, float]]) -> tuple[tuple[Headline, float], ...]:
    """Return headlines, the best first, where a row whole and the same without a named site's end are about as likely.

    Then the site's name goes: "Harbour plan passes - Example Times" is rarely a headline.
    """
    found = tuple(likely)
    if len(found) < 2 or found[1][1] < ABOUT * found[0][1]:
        return found
    (whole, chance), (cut, _) = found[:2]
    named = cut.site is not None and is_named(cut.site) and not is_named(cut.text)
    if whole.row is not cut.row or whole.site is not None or not named or cut.start:
        return found
    return ((cut, chance), (whole, chance), *found[2:])


def without_name(
    likely: Sequence[tuple[Headline, float]], titled: Sequence[Headline], sites: frozenset[str]
) -> tuple[tuple[Headline, float], ...]:
    """Return headlines, the best first, without the site's name behind the best one, where the page calls itself that.

    `sites` are the folded names by which the page calls itself, without an article.
    """
    found = tuple(likely)
    best = found[0][0] if found else None
    if best is None or best.site is not None:
        return found
    for one in titled:
        if one.row is best.row and one.site and not one.start and fold(one.site).removeprefix("the ") in sites:
            return ((one, found[0][1]), *found)
    return found


def closed_up(title: str, language: str | None) -> str:
    """Return a headline without the spaces that mark-up has left before its points: "Harbour Nights : A Review".

    No headline of 820 English pages has one on purpose. French sets one before a colon, a semicolon, a question and an exclamation.
    """
    return (LOOSE_FRENCH if language == "fr" else LOOSE).sub("", title)
