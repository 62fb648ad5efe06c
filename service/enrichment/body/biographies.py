"""Notes on who wrote the article ("Jane Roe covers courts for the Ledger"), told among its last lines.

A line that names a reporter's work is one wherever the byline stands. Where it begins with the name in a byline above, any
words may follow but those of somebody quoted; with its given name alone, a verb must. Of the lines of 820 labelled pages in
two renderings that begin with the full name 20 are furniture and two body, with the given name seven and none. The contract
calls them all a byline.
"""

import re
from collections.abc import Iterator, Sequence

from service.enrichment import lexicons
from service.enrichment.types import KEPT, Line, Role

# A figure is no letter of it: "By Jane Roe5 minute read".
_REST = r"(?:[^\W\d_]|[.'’-])"
NAME = rf"[^\W\d_a-z]{_REST}+(?: [^\W\d_a-z]{_REST}*){{1,2}}"
# What somebody does for a living, told of anybody.
AUTHOR = re.compile(
    r"(?:About the author:? )?(?P<given>[^\W\d_a-z][\w.'’-]+)(?: [^\W\d_a-z][\w.'’-]*){1,3},? "
    r"(?:is|was|covers|writes|reports|joined|has (?:been|covered|written|worked))\b.{0,90}"
    r"\b(?:reporter|correspondent|editor|writer|columnist|journalist|journalism|freelance\w*|contributor|author|producer|blogger)\b"
)
LAST, LAST_SIGNED = 4, 5
"""Lines at the end of an article among which such a note is looked for, and one that begins with the byline's name."""
LONGEST_BOXED = 250
SIGNED = ("By ", "BY ")
BEFORE_NAME = re.compile(
    r"\W*(?:(?:written|words|posted|story|report|text)? ?by\b|par\b|von\b|por\b|door\b|author\b)?\W*", re.IGNORECASE
)
NAMES = re.compile(NAME)
# What follows the name of somebody in the news: "said", an age, the turn of an interview.
QUOTED = re.compile(
    r",? (?:said|says|told|tells|added|adds|asked|asks|replied|explained|explains|argues|argued)\b|, \d|: ?[^\d ]"
)
DOES = re.compile(
    r"(?:,| (?:is|was|has|can|covers|writes|wrote|reports|lives|joined|works|worked|began|spent|teaches|runs|leads|holds|serves)\b)"
)


def find(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of the kept lines that tell of the author."""
    kept = [i for i, line in enumerate(lines) if line.role in KEPT]
    last, signed = kept[max(1, len(kept) - LAST) :], kept[max(1, len(kept) - LAST_SIGNED) :]
    if not signed:
        return frozenset()
    names = frozenset(_names(lines[: signed[-1]]))
    told = {i for i in last if _tells_of_reporter(lines[i].text)}
    told |= {i for i in signed if any(_tells_of(name, lines[i].text) for name in names)}
    return frozenset(told | set(_boxed(lines, kept[1:], names)))


def _boxed(lines: Sequence[Line], kept: Sequence[int], names: frozenset[str]) -> Iterator[int]:
    """Yield the places of what is told of the byline's own name in the midst of the article, with the name above it."""
    folded, lengths = {name.casefold() for name in names}, sorted({len(name) for name in names})
    for i in kept:
        text = lines[i].text
        if len(text) > LONGEST_BOXED or AUTHOR.match(text) is None or QUOTED.search(text) is not None:
            continue
        if begun := {text[:length].casefold() for length in lengths} & folded:
            yield i
            if lines[i - 1].role in KEPT and lines[i - 1].text.casefold() in begun:
                yield i - 1


def _tells_of_reporter(text: str) -> bool:
    match = AUTHOR.match(text)
    return match is not None and lexicons.is_given_name(match["given"])


def _tells_of(name: str, text: str) -> bool:
    if _begins(text, name):
        after = text[len(name) :]
        return not after[:1].isalnum() and QUOTED.match(after) is None
    given = name.split(maxsplit=1)[0]
    return _begins(text, given) and DOES.match(text, len(given)) is not None


def _begins(text: str, name: str) -> bool:
    return text[: len(name)].casefold() == name.casefold()


def _names(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the names of persons in the bylines among the lines."""
    for line in lines:
        if line.role is Role.BYLINE or line.text.startswith(SIGNED):
            bare = BEFORE_NAME.sub("", line.text, count=1)
            yield from filter(_is_person, NAMES.findall(bare))


def _is_person(name: str) -> bool:
    return lexicons.is_given_name(name.split(maxsplit=1)[0]) and name.casefold() not in lexicons.read("compound_places")
