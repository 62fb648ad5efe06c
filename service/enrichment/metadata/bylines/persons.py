"""Read the names of people out of a text: where its head ends, and what parts it."""

import re

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import wording
from service.enrichment.metadata.bylines.wording import CREDENTIAL, GENERATION, TOKEN

LONGEST = 240
"""Characters of a row that are read as a byline; biographies are read at their head only."""
MOST_NAMES = 12
AND_OTHERS = re.compile(
    r"(?<=[a-z])\s{1,3}(?:and|&|with|,)\s{1,3}(?:news )?(?:agenc(?:y|ies)|wires|wire services|staff|others|colleagues)\b",
    re.IGNORECASE,
)
"""Whom a byline adds to its names without naming them: "Jane Roe and agencies"."""
PLACE_BETWEEN = re.compile(
    r"\s{1,2}in\s[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{1,20}){0,2}(?:\s(?=(?:and|&)\s[A-Z][\w'’-]{1,20}\s[A-Z])|(?=,\s[A-Z][\w'’-]{1,20}\s[A-Z][\w'’-]{1,20}\sin\s))"
)
"""Where one of several reporters wrote: "Jane Roe in Paris and John Doe in London"."""
NICKNAME = re.compile(r"(?<=[a-z] )\((?P<name>[A-Z][\w.]{0,11})\)(?= [A-Z])")
"""A name within a name: "Richard (Dick) Roe"."""
CUT = re.compile(
    r"\s{0,2}(?:[|•·∙»>●▪⋅◦‧∣■◆★]|\s[–—-]{1,2}\s|[()\[\]]|(?<=\S)\sby\s|(?-i:(?<=[a-z])(?=(?:Published|Updated|Posted|Last|Reviewed|Edited|Modified|Medically)|(?:Read|In|On)\b))"
    r"|(?<![\w.+-])[\w.+-]{1,40}@[\w-]{1,40}\.\w|\b(?:of\sthe|reports)\b|\b(?:published|updated[A-Z\s:]|updated|posted|modified|last|reviewed|edited|medically|fact|read|min|in|on|for|at|from|share|comments?|follow|"
    r"contributing|photos?|image|via|who|is|was|has|staff\s(?:writers?|reporters?|correspondents?)|special|read|filed|photographs?|illustrat\w+|translated|©|copyright|https?)\b"
    r"|[.;!?](?=\s|$)(?<!\b[A-Z]\.)(?<!\bDr\.)(?<!\bProf\.)(?<!\bRev\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bMr\.)(?<!\bMs\.)|(?<!^)(?<!\w)\d|(?<=[a-z])\d(?=\d?\s?min)|@|…).*$",
    re.IGNORECASE | re.DOTALL,
)
SPLIT = re.compile(
    r"\s{0,3}(?:,|;|&|/|\+|\s(?:and|AND|with|und|et|y|e|en|og|och|i)(?=\s[^a-z]))\s{0,3}(?:(?:and|with|&)\s)?"
)


def names(text: str, *, labelled: bool = False) -> tuple[str, ...]:
    """Return the people named by the head of a text, without titles, roles, agencies and places.

    `labelled` is for what stands after "By": a single word, a team or a company is then an author too.
    """
    if not labelled and text[:1].islower() and not TOKEN.match(text):
        return ()
    text = _barred(PLACE_BETWEEN.sub(" ", AND_OTHERS.sub("", text[:LONGEST])))
    head = CUT.sub("", NICKNAME.sub(r"⟨\g<name>⟩", _before_day(text)), count=1).strip(" ,:-–—*_/\\\"“”'’")
    parts = [part.strip(' .:-–—*_"“”') if not _ends_in_initial(part) else part.strip() for part in SPLIT.split(head)]
    found: list[str] = []
    for number, part in enumerate(parts[:MOST_NAMES]):
        if found and GENERATION.fullmatch(part):
            found[-1] = f"{found[-1]} {part}"
            continue
        described = number > 0 and (CREDENTIAL.match(part) or wording.is_organisation(part))
        name = None if described else wording.person(part, labelled=labelled and not number)
        if name:
            found.append(name)
        elif number == 0:
            return ()
        elif not described and not _is_description(part):
            break
    return tuple(dict.fromkeys(name.replace("⟨", "(").replace("⟩", ")") for name in found))


def _barred(text: str) -> str:
    """Return a row of names that only bars part with commas between: "Jane Roe | John Doe"."""
    parts = [part.strip() for part in text.split("|")] if "|" in text else []
    people = len(parts) > 1 and all(
        2 <= len(words) <= 3 and lexicons.is_given_name(words[0]) and all(TOKEN.fullmatch(word) for word in words)
        for words in (part.split() for part in parts)
    )
    return ", ".join(parts) if people else text


def _before_day(text: str) -> str:
    """Return what stands before the first day of a text, with or without a year: "Jane Roe May 3 at 4 pm" is Jane Roe."""
    starts = [stamp.start for stamp in dates.find(text)[:1]]
    starts += [at for at in dates.partial_starts(text) if at]
    return text[: min(starts)] if starts else text


def _is_description(part: str) -> bool:
    """Return whether a part of a list of authors says what the one before is: "PhD", "Political Editor", an agency."""
    words = part.lower().split()
    jobs = lexicons.read("job_titles")
    return bool(CREDENTIAL.match(part) or agencies.named(part) or any(word in jobs for word in words))


def _ends_in_initial(part: str) -> bool:
    return bool(re.search(r"\b(?:Jr|Sr|[A-Z])\.$", part))
