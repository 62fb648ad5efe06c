"""Put a body's name together that the model cut at "and": "Zorkshire Fire and [Rescue Service]".

"and" parts two names more often than it stands in one. It stands in one behind what a public service is for, and where
the words in front of it have an article that no place has alone: "the Kent and [Medway Trust]".
"""

import re
from collections.abc import Sequence

from service.enrichment import lexicons

Draft = tuple[int, int, str]
IN_FRONT = re.compile(
    r"(?P<article>\b[Tt]he )?(?P<words>(?<![\w’'-])[^\W\d_a-z][\w’'-]*(?: (?:NHS|[^\W\d_a-z][\w’'-]*)){0,4}) (?:and|&) $"
)
BEHIND = re.compile(r"(?: [^\W\d_a-z][\w’'-]*){0,5}")
PLURAL = re.compile(r" (?:are|have|were|do|both)\b")
LOOKED_BACK = 90
"""Characters in front of a name that are looked at."""
SERVICES = frozenset(
    (
        "ambulance",
        "arts",
        "care",
        "children",
        "community",
        "culture",
        "education",
        "environment",
        "family",
        "fire",
        "food",
        "health",
        "highways",
        "housing",
        "justice",
        "leisure",
        "planning",
        "prison",
        "probation",
        "rescue",
        "safety",
        "science",
        "social",
        "technology",
        "trade",
        "training",
        "transport",
        "water",
        "welfare",
        "wildlife",
    )
)
"""What public bodies are for, the last word in front of "and" in their names."""
PLACED = frozenset(("FAC", "GPE", "LOC", "ORG", "PERSON"))


def joined(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in reading order, a body whose name goes on in front of "and" in place of its parts."""
    found: list[Draft] = []
    for draft in drafts:
        start, end, label = draft
        if found and start < found[-1][1]:
            continue
        whole = _whole(text, start, end) if label in PLACED and text[start - 4 : start] == "and " else None
        if whole is None:
            found.append(draft)
            continue
        while found and found[-1][1] > whole[0]:
            found.pop()
        found.append((*whole, "ORG"))
    return found


def _whole(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the (start, end) of the body's name that "and" in front of a draft stands in, or None."""
    behind = BEHIND.match(text, end)
    stop = behind.end() if behind else end
    words = text[start:stop].split(" ")
    if words[-1].lower() not in lexicons.read("organisation_heads"):
        return None
    front = IN_FRONT.search(text, max(0, start - LOOKED_BACK), start)
    if front is None:
        return None
    told = front["words"].split(" ")
    while told and told[0].lower() in lexicons.read("not_names"):
        told.pop(0)
    if not told or told[-1].lower() in lexicons.read("organisation_heads"):
        return None
    first = front.end("words") - len(" ".join(told))
    served = told[-1].lower() in SERVICES and (len(told) > 1 or front["article"])
    placed = (
        bool(front["article"])
        and len(told) == 1
        and not told[0].isupper()
        and len(words) > 1
        and not PLURAL.match(text, stop)
    )
    return (first, stop) if served or placed else None
