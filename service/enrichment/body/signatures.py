"""An agency's sign-off at the end of an article ("… he said. -AFP"): not body, but it tells who wrote it."""

import re
from functools import cache

from service.enrichment import lexicons

# After the end of a sentence, a dash and a short name in capitals, or an agency's name after a dash or in brackets.
SIGN_OFF = re.compile(
    r"(?:(?<=[.!?\"”’'…])|(?<=\s))(?P<mark>[-–—(/\[])\s?(?P<name>[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3})[)\]]?\.?$"
)
CLOSED = re.compile(r"[.!?\"”’'…]\s*$")
CAPITALS = re.compile(r"[A-Z]{2,5}")
REACH = 40


def sign_off(line: str) -> int | None:
    """Return where the sign-off begins that ends the line, None where there is none."""
    match = SIGN_OFF.search(line, max(0, len(line) - REACH))
    if match is None or not (match.start() == 0 or CLOSED.search(line, 0, match.start())):
        return None
    name = match["name"]
    known = name.casefold() in agencies()
    if known or (match["mark"] in "-–—" and CAPITALS.fullmatch(name)):
        return match.start()
    return None


def is_sign_off(line: str) -> bool:
    """Whether a line is nothing but an agency's sign-off."""
    after = ". "  # where a sign-off stands
    return len(line) <= REACH and sign_off(after + line) == len(after)


@cache
def agencies() -> frozenset[str]:
    """Return the names of news agencies, in lower case."""
    return frozenset(name.strip().casefold() for entry in lexicons.read("news_agencies") for name in entry.split("|"))
