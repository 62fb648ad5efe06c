"""Mend the values that the model marked: percentages, the world's currencies, clock times, and numbers that count nothing.

What a number is, the words and signs beside it tell with certainty: "95 per cent", "Rs 4.5 crore", "0930 GMT". Where the
model marked less or called it something else, the rule decides.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from service.enrichment import lexicons
from service.enrichment.entities.edges import VALUES

Draft = tuple[int, int, str]
FIGURE = r"(?:\d{1,3}(?:,\d{2,3})+|\d+)(?:\.\d+)?"
MAGNITUDE = (
    r"(?:(?:k|m|b|t|cr)\b|[ \u00a0]?(?:mn|mln|bn|tn|trn|million|billion|trillion|crores?|lakhs?(?: crores?)?)\b)"
)
NUMBER = re.compile(
    rf"[0-9](?<![\d.,].)(?:\d{{0,2}}(?:,\d{{2,3}})+|\d*)(?:\.\d+)?(?!\d)(?:\s?[-–]\s?{FIGURE}(?=%|[ \u00a0]?per[ \u00a0]?cent|{MAGNITUDE}))?"
)
PERCENT_BEHIND = re.compile(r"[ \u00a0]?(?:%|(?:per[ \u00a0]?cent|pct|percentage[ \u00a0-]points?)\b|pc\b(?! [A-Z]))")
PERCENT_SPELLED = re.compile(r"[ \u00a0-](?:per[ \u00a0]?cent|percentage[ \u00a0-]points?)\b")
BEFORE = 7
"""Characters that a currency takes at most in front of a number."""
CERTAIN_BEFORE = re.compile(
    r"(?<![\w$€£¥])(?:(?:US|AU|A|CA|C|NZ|SG|S|HK|NT|R|Z|J|TT|BZ|EC|GY|B|F|L|M|N|T)?\$|GH[¢₵]|[€£¥₦₹₱₩₺₽฿₫₪₴₵₡₲₸₼₾]"
    r"|(?:Rs\.?|INR|PKR|LKR|NPR|BDT|Tk\.?|RM|MYR|Rp\.?|IDR|Ksh|KSh|KSH|KES|TSh|Tsh|USh|Ush|Sh|UGX|TZS|ZAR|NGN|GHS|GHC|ZMW"
    r"|Php|PhP|THB|VND|JPY|CNY|RMB|KRW|TWD|HKD|SGD|AUD|NZD|CAD|USD|EUR|GBP|CHF|SFr\.?|SEK|NOK|DKK|AED|Dhs?\.?|SAR|QAR"
    r"|EGP|ILS|NIS|BRL|MXN|ARS|CLP|UAH|PLN|CZK|HUF|ETB|XAF|XOF|CFA|FCFA))[ \u00a0]?$"
)
"""What is a currency before any number."""
DOUBTFUL_BEFORE = re.compile(r"(?<![\w$€£¥-])(?:[NPRKDGBMS]|PHP|COP|PEN)[ \u00a0]?$")
"""What is one only before thousands or a magnitude: "R8.7bn", but "N95", "P2P", "COP 26"."""
AMOUNT_BEHIND = re.compile(MAGNITUDE)
CURRENCY_BEHIND = re.compile(
    rf"(?P<magnitude>{MAGNITUDE})?[ \u00a0-](?:(?:[A-Z][a-z]+|US|U\.S\.) )?(?P<name>[a-zóñí]+)\b"
)
NEED_MAGNITUDE = frozenset(("dram", "drams", "won"))
"""Currencies whose names are other words too: they need a magnitude or thousands before them."""
CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:]?[0-5]\d(?!\d)")
ZONE_BEHIND = re.compile(r"[ \u00a0](?P<zone>[A-Z]{2,4})\b")
HALF_BEHIND = re.compile(r"(?:[.:][0-5]\d)?[ \u00a0]?(?:[ap]\.[ \u00a0]?m\b\.?|[ap]m\b|[AP]\.?M\b\.?)")
PHONE = re.compile(
    r"(?<![\w+])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,5}){1,4}"
    r"|(?:1[ .-])?\(?[2-9]\d\d\)?[ .-]\d{3}[.-]\d{4}|(?:1[ .-])?\(\d{3}\) ?\d{3}[ .-]\d{4}|[2-9]\d\d-\d{4}"
    r"|\(?0\d{2,4}\)? \d{3,4} ?\d{3,4}|1[ -]?[38]00[ -]\d{2,3}[ -]\d{3,4}|0\d{9,10})(?![\w-])"
)
"""Telephone numbers as they are printed."""
FORMATION = re.compile(r"(?<![\w-])\d(?:-\d){2,3}(?![\w-])")
JOINED = ("-", " ", ")", "+", ".", "(")
"""What joins the parts of such numbers."""
SHORT = 7
"""Digits that a whole telephone number has at least."""
MARKER = re.compile(r"[.)][ \t]")
"""What stands behind the number in front of an item of a list."""
SLASHED = re.compile(r"(?<![\w/])\d{1,2}/\d{1,2}/(?:\d\d){1,2}(?![\w/])")
SCORE = re.compile(r"(?<![\w./-])\d{1,3}[-–]\d{1,3}(?![\w-]|\.\d)")
SMALL_BEHIND = re.compile(r" [a-z]")
"""What no name goes on with behind an amount that it begins with: "Rs6.84 per kg"."""
CODE = re.compile(r"[A-Za-z]+\d")
YEAR = re.compile(r"(?:(?:at least|about|around|as early as|as late as) )?(?P<year>(?:19|20)\d\d)")
YEAR_BEFORE = re.compile(r"\b(?:after|before|by|from|in|since|through|till|until) [“\"‘']?$")
YEAR_BEHIND = re.compile(r"[\W_]*(?:\Z|\n)|[.,;:)\]”\"’']")
OWNER = re.compile(r"(?:her|his|its|their|our|my|your)[ \u00a0]")
MODIFIERS = frozenset(
    (
        "a",
        "about",
        "almost",
        "an",
        "and",
        "approximately",
        "around",
        "as",
        "at",
        "barely",
        "between",
        "by",
        "far",
        "few",
        "from",
        "just",
        "least",
        "less",
        "little",
        "low",
        "many",
        "more",
        "most",
        "much",
        "nearly",
        "only",
        "or",
        "over",
        "roughly",
        "some",
        "than",
        "the",
        "to",
        "under",
        "up",
    )
)
"""Words around a number; alone they are no value."""


def mended(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in reading order: values completed and rightly named, what is none left out."""
    certain = list(_certain(text, drafts))
    amounts = {start: end for start, end, _ in certain}
    drafts = [
        one
        for one in drafts
        if one[2] in VALUES or not (one[0] in amounts and SMALL_BEHIND.match(text, amounts[one[0]], one[1]))
    ]
    drafts = joined(text, drafts, certain)
    numbers = any(label in VALUES for _, _, label in drafts)
    return list(_counted(text, drafts)) if numbers else drafts


def joined(text: str, drafts: Sequence[Draft], certain: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with the certain values in place of what they overlap, each with the modifiers in front of it.

    A value that the model marked around a certain one keeps its length ("between 5% and 6%"); a name that reaches out of
    one stays.
    """
    if not certain:
        return list(drafts)
    starts = [start for start, _, _ in drafts]
    dropped: set[int] = set()
    added: list[Draft] = []
    named: dict[int, str] = {}
    for start, end, label in certain:
        over = [
            n for n in range(max(0, bisect_left(starts, start) - 1), bisect_left(starts, end)) if drafts[n][1] > start
        ]
        if any(drafts[n][2] not in VALUES and not (start <= drafts[n][0] and drafts[n][1] <= end) for n in over):
            continue
        if (
            over
            and drafts[over[0]][0] <= start
            and end <= drafts[over[0]][1]
            and end - start < _length(drafts[over[0]])
        ):
            named[over[0]] = label
            continue
        before = (over[0] if over else bisect_left(starts, start)) - 1
        near = [n for n in (before, *over[:1]) if n >= 0 and drafts[n][2] in VALUES and drafts[n][1] >= start - 1]
        leads = [n for n in near if drafts[n][0] < start and _leads(text, drafts[n], start, label)]
        dropped.update(over, leads)
        added.append((min((drafts[n][0] for n in leads), default=start), end, label))
    kept = [(s, e, named.get(n, label)) for n, (s, e, label) in enumerate(drafts) if n not in dropped]
    return sorted((*kept, *added))


def _leads(text: str, draft: Draft, start: int, label: str) -> bool:
    """Return whether a value in front is the certain one's beginning: its modifiers ("as much as"), the start of a range."""
    return (draft[2] == label and draft[1] > start) or _modifies(text[draft[0] : min(start, draft[1])])


def _length(draft: Draft) -> int:
    return draft[1] - draft[0]


def _modifies(lead: str) -> bool:
    return all(word in MODIFIERS for word in lead.lower().split())


def _certain(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the values that their signs and words tell, in reading order, none overlapping another."""
    found = [draft for number in NUMBER.finditer(text) if (draft := _value(text, number))]
    found.extend(_spelled(text, drafts))
    last = 0
    for start, end, label in sorted(found):
        if start >= last:
            yield start, end, label
            last = end


def _spelled(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the percentages whose number is a word: "five per cent"."""
    for start, end, label in drafts:
        if label in VALUES and text[end - 1].isalpha() and (behind := PERCENT_SPELLED.match(text, end)):
            yield start, behind.end(), "PERCENT"


def _value(text: str, number: re.Match[str]) -> Draft | None:
    """Return what the number is with what stands beside it, or None where that is not certain."""
    start, end = number.span()
    magnitude = AMOUNT_BEHIND.match(text, end)
    before = CERTAIN_BEFORE.search(text, max(0, start - BEFORE), start)
    if before is None and (magnitude or "," in number[0]):
        before = DOUBTFUL_BEFORE.search(text, max(0, start - BEFORE), start)
    if before:
        return before.start(), magnitude.end() if magnitude else end, "MONEY"
    if text[start - 1 : start].isalpha():
        return None
    if text[end : end + 1] == "/" and (slashed := SLASHED.match(text, start)):
        return start, slashed.end(), "DATE"
    if percent := PERCENT_BEHIND.match(text, end):
        return start, percent.end(), "PERCENT"
    named = CURRENCY_BEHIND.match(text, end)
    if named and named["name"] in lexicons.read("currencies"):
        sure = named["magnitude"] or "," in number[0] or named["name"] not in NEED_MAGNITUDE
        return (start, named.end(), "MONEY") if sure else None
    return _time(text, start, end)


def _time(text: str, start: int, end: int) -> Draft | None:
    """Return the clock time that the number is, "2:14 p.m." or "0930 GMT", or None."""
    if half := HALF_BEHIND.match(text, end):
        return start, half.end(), "TIME"
    clock = CLOCK.match(text, start)
    zone = ZONE_BEHIND.match(text, clock.end()) if clock else None
    return (start, zone.end(), "TIME") if zone and zone["zone"] in _zones() else None


@cache
def _zones() -> frozenset[str]:
    return frozenset(line.split(" ", 1)[0] for line in lexicons.read("time_zones"))


def _counted(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts without the numbers that count nothing: of telephones, lists and line-ups; a score is one number."""
    last = 0
    for start, end, label in drafts:
        if label not in VALUES:
            yield start, end, label
            continue
        if start < last or _modifies(text[start:end]) or (text[end - 1].isdigit() and _listed(text, start, end)):
            continue
        draft = (start, end, label)
        if label == "CARDINAL":
            if CODE.match(text, start, end):
                continue
            draft = _cardinal(text, start, end)
        elif owner := OWNER.match(text, start, end):
            draft = (owner.end(), end, label)
        last = draft[1]
        yield draft


WINDOW = 18
"""Characters that a telephone number reaches to either side of a part of it."""


def _listed(text: str, start: int, end: int) -> bool:
    """Return whether the number is part of a telephone number or a line-up, or stands in front of an item of a list."""
    if MARKER.match(text, end) and not text[text.rfind("\n", 0, start) + 1 : start].strip():
        return True
    if text[end : end + 1] not in JOINED and text[start - 1 : start] not in JOINED and end - start < SHORT:
        return False
    near = text.rfind("\n", max(0, start - WINDOW), start) + 1 or max(0, start - WINDOW)
    found = (match for pattern in (PHONE, FORMATION) for match in pattern.finditer(text, near, end + WINDOW))
    return any(match.start() <= start and end <= match.end() for match in found)


def _cardinal(text: str, start: int, end: int) -> Draft:
    """Return the number, whole where it is a score, as a date where it is a year: "until at least 2024"."""
    if score := SCORE.match(text, start):
        return start, max(end, score.end()), "CARDINAL"
    year = YEAR.fullmatch(text, start, end)
    if year and YEAR_BEFORE.search(text, max(0, start - 12), start) and YEAR_BEHIND.match(text, end):
        return year.start("year"), end, "DATE"
    return start, end, "CARDINAL"
