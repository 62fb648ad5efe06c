"""What stands behind an article's last sentence and is no body: an agency's sign-off ("… he said. -AFP"), an end mark."""

import re
from functools import cache

from service.enrichment import lexicons

# After the end of a sentence: a dash, slash or bracket, and short names joined by slashes or commas.
SIGN_OFF = re.compile(
    r"(?:(?<=[.!?\"”’'…])|(?<=\s))(?P<mark>[-–—(/\[])\s?(?:[Ss]ource: ?|[Ww]ith )?(?P<names>[A-Za-z][\w.&/, ]{0,60}?)[)\]]?\.?$"
)
CLOSED = re.compile(r"[.!?\"”’'…]\s*$")
# How newsrooms write that a text is over, behind its last sentence.
END_MARK = re.compile(
    r"(?:(?<=[.!?\"”’'…])\s{0,3}|(?<=\s))(?P<mark>[-–—] ?30 ?[-–—]|#{2,5}|[-–—(] ?(?:ENDS?|ends?) ?[-–—)]?|ENDS)\.?$"
)
JOINED = re.compile(r" ?[/,] ?")
CAPITALS = re.compile(r"[A-Z]{2,5}")
REACH = 60
# What one of the two begins with; most lines end without any of them.
MARKS = re.compile(r"[-–—(/\[#]|ENDS")


def sign_off(line: str) -> int | None:
    """Return where the sign-off or end mark begins that ends the line, None where there is none."""
    start = max(0, len(line) - REACH)
    if MARKS.search(line, start) is None:
        return None
    over = END_MARK.search(line, start)
    if over is not None and _is_closed(line, over.start("mark")):
        return over.start("mark")
    match = SIGN_OFF.search(line, start)
    if match is None or not _is_closed(line, match.start()):
        return None
    names = JOINED.split(match["names"])
    known = [name.casefold() in agencies() for name in names]
    alone = len(names) == 1 and match["mark"] in "-–—" and CAPITALS.fullmatch(names[0])
    # "ABC/AFP", "AFP/dw", "rc/rt (AFP, dpa)": the desk's or the station's letters stand beside an agency's name.
    together = any(known) and all(ok or len(name) <= LONGEST_DESK for ok, name in zip(known, names, strict=True))
    return match.start() if alone or together else None


LONGEST_DESK = 5


def _is_closed(line: str, place: int) -> bool:
    """Return whether a sentence ends right before that place, or nothing stands there."""
    return place == 0 or CLOSED.search(line, 0, place) is not None


def is_sign_off(line: str) -> bool:
    """Return whether a line is nothing but an agency's sign-off or an end mark."""
    after = ". "  # where a sign-off stands
    return len(line) <= REACH and sign_off(after + line) == len(after)


@cache
def agencies() -> frozenset[str]:
    """Return the names of news agencies, in lower case."""
    return frozenset(name.strip().casefold() for entry in lexicons.read("news_agencies") for name in entry.split("|"))
