"""Read the names of people out of a text: where its head ends, and what parts it."""

import re
from functools import lru_cache

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, dates
from service.enrichment.metadata.bylines import wording
from service.enrichment.metadata.bylines.wording import CREDENTIAL, GENERATION, TOKEN

LONGEST = 240
"""Characters of a row that are read as a byline; biographies are read at their head only."""
MOST_NAMES = 12
REMEMBERED = 2048
"""Rows whose names are remembered: title, authors, publisher, section and tags ask for those of the same rows. (Of 6,152 askings
on 29 pages 2,763 were of another row; a page has 180 rows.)"""
AND_OTHERS = re.compile(
    r"(?<=[a-z])\s{1,3}(?:and|&|with|,)\s{1,3}(?:news )?(?:agenc(?:y|ies)|wires|wire services|staff|others|colleagues)\b",
    re.IGNORECASE,
)
"""Whom a byline adds to its names without naming them: "Jane Roe and agencies"."""
PLACE_BETWEEN = re.compile(
    r"\s{1,2}in\s[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{1,20}){0,2}(?:\s(?=(?:and|&)\s[A-Z][\w'’-]{1,20}\s[A-Z])|(?=,\s[A-Z][\w'’-]{1,20}\s[A-Z][\w'’-]{1,20}\sin\s))"
    r"|\s\([A-Z][^()]{1,30}\)(?=(?:,|\s(?:and|&))\s[A-Z])"
)
"""Where one of several reporters wrote: "Jane Roe in Paris and John Doe in London", "Jane Roe (Paris) and John Doe"."""
NICKNAME = re.compile(r"(?<=[a-z] )\((?P<name>[A-Z][\w.]{0,11})\)(?= [A-Z])")
"""A name within a name: "Richard (Dick) Roe"."""
CUT = re.compile(
    r"\s{0,2}(?:[|•·∙»>●▪⋅◦‧∣■◆★]|\s[–—-]{1,2}\s|[()\[\]]|(?<=\S)\sby\s|(?-i:(?<=[a-z])(?=(?:Published|Updated|Posted|Last|Reviewed|Edited|Modified|Medically)|(?:Read|In|On)\b))"
    r"|(?-i:(?<=[a-z][a-z])(?=(?:The|Contact|Follow|Email|Staff|Special|Senior|Contribut(?:or|ing)|Correspondent|Reporter|Writer|Columnist|Editor|Associated)\b))"
    r"|(?<![\w.+-])[\w.+-]{1,40}@[\w-]{1,40}\.\w|\b(?:of\sthe|reports)\b|\b(?P<namelike>last|read|min|in|on|via)\b|(?P<role>\bstaff\s(?:writers?|reporters?|correspondents?)\b)"
    r"|\b(?:photograph(?:y|ed)|pictures?|videos?|graphics?|words|text|story|(?:edit|report)(?:ing|ed)|research)\s?(?:by\b|:)"
    r"|\b(?:published|updated[A-Z\s:]|updated|posted|modified|reviewed|edited|medically|fact|for|at|from|share|comments?|follow|"
    r"publi(?:é|cad[oa]|cato)e?|pubblicat[oa]|veröffentlicht|gepubliceerd|mise?\sà\sjour|aktualisiert|actualizad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt|"
    r"contributing|photos?|photography|image|who|is|was|has|special|filed|photographs?|illustrat\w+|translated|©|copyright|https?)\b"
    r"|[.;!?](?=\s|$)(?<!\b[A-Z]\.)(?<!\bDr\.)(?<!\bProf\.)(?<!\bRev\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bMr\.)(?<!\bMs\.)|(?<!^)(?<!\w)\d|(?<=[a-z])\d(?=\d?\s?min)|@|…)",
    re.IGNORECASE,
)
"""What ends the names of a byline; `namelike` words are names too where they are written and stand as such."""
SPLIT = re.compile(
    r"\s{0,3}(?:,|;|&|/|\+|\s(?:and|AND|with|und|et|y|e|en|og|och|i|avec|con|mit)(?=\s[^a-z]))\s{0,3}(?:(?:and|with|&)\s)?"
)


def names(text: str, *, labelled: bool = False) -> tuple[str, ...]:
    """Return the people named by the head of a text, without titles, roles, agencies and places.

    `labelled` is for what stands after "By": a single word, a team or a company is then an author too.
    """
    return _names(text[:LONGEST], labelled)


@lru_cache(REMEMBERED)
def _names(text: str, labelled: bool) -> tuple[str, ...]:
    if not labelled and text[:1].islower() and not TOKEN.match(text):
        return ()
    text = _barred(PLACE_BETWEEN.sub(" ", AND_OTHERS.sub("", wording.without_role_before(text))))
    head = _head(NICKNAME.sub(r"⟨\g<name>⟩", _before_day(text)), labelled=labelled).strip(" ,:-–—*_/\\\"“”'’")
    found: list[str] = []
    placed = False
    for number, (joined, part) in enumerate(_parts(head)[:MOST_NAMES]):
        if found and GENERATION.fullmatch(part):
            found[-1] = f"{found[-1]} {part}"
            continue
        described = number > 0 and bool(CREDENTIAL.match(part) or wording.is_organisation(part))
        name = None if described else wording.person(part, labelled=labelled and not number)
        if number and not joined and " " in found[0] and _is_place(part, name, alone=not placed):
            placed = True
        elif name and not (placed and not (" " in name and lexicons.is_given_name(name.split()[0]))):
            found.append(name)
        elif number == 0:
            return ()
        elif not described and not is_description(part):
            break
    return tuple(dict.fromkeys(name.replace("⟨", "(").replace("⟩", ")") for name in found))


def forget() -> None:
    """Forget the rows that were asked for: nothing of an article is kept when it is read."""
    _names.cache_clear()


def _parts(head: str) -> list[tuple[bool, str]]:
    """Return the parts of a list of authors, each with whether an "and" joins it to the one before."""
    marks = list(SPLIT.finditer(head))
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(head)]
    joined = [False, *(mark.group().strip() not in {",", ";", "/"} for mark in marks)]
    parts = (head[start:end] for start, end in zip(starts, ends, strict=True))
    return [
        (also, part.strip(' .:-–—*_"“”') if not _ends_in_initial(part) else part.strip())
        for also, part in zip(joined, parts, strict=True)
    ]


def _is_place(part: str, name: str | None, *, alone: bool) -> bool:
    """Return whether a part after a comma says where the one before wrote: "Jane Roe, Paris and John Doe, New York".

    Paris is a given name too, but nobody's whole name beside a longer one. `alone` is whether no place came before.
    """
    words = part.split()
    if not 1 <= len(words) <= 3 or not all(wording.TOKEN.fullmatch(word) for word in words) or is_description(part):
        return False
    if name is None:
        return len(words) == 1 or wording.is_place(part)
    return " " not in name or wording.is_place(part) or not (alone or lexicons.is_given_name(words[0]))


def _head(text: str, *, labelled: bool) -> str:
    """Return what stands before the first mark or word that ends the names, without a role and its paper."""
    for match in CUT.finditer(text):
        if match["namelike"] and _is_namelike(match, labelled=labelled):
            continue
        head = text[: match.start()]
        return " ".join(wording.without_paper(head.split())) if match["role"] else head
    return text


def _is_namelike(match: re.Match[str], *, labelled: bool) -> bool:
    """Return whether "Min", "In", "On", "Via", "Read" or "Last" is part of a name: Chua Min Li, In Soo Park, Jane Read."""
    word, after = match["namelike"], match.string[match.end() :]
    if not word[0].isupper():
        return False
    if word.lower() == "min":  # "5 Min Read" tells how long a text is, "Min to Max" how much a thing is
        return not MEASURE.match(after) and not re.search(r"\d\W?$", match.string[: match.start("namelike")])
    before = SPLIT.split(match.string[: match.start("namelike")] + word)[-1].split()[:-1]
    following = re.match(r"[\s-]\s?(?P<word>[^\W\d_][\w'’-]*)", after)
    if not before:
        return labelled and word.lower() in {"in", "on", "via"} and bool(following and following["word"][0].isupper())
    if len(before) > 1:
        return False
    if word.lower() in {"in", "on"}:
        return bool(following and lexicons.is_given_name(following["word"]))
    return lexicons.is_given_name(before[0]) and bool(re.match(r"\s*(?:$|,|(?:and|&)\s)", after))


MEASURE = re.compile(r"s?\s?(?:Read|READ|read)\b|\s(?!and\b)[a-z]")


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


def is_description(part: str) -> bool:
    """Return whether a part of a list of authors, or a row of one, says what the one before is: "PhD", "Political Editor", an agency."""
    words = part.lower().replace(",", " ").split()
    jobs = lexicons.read("job_titles")
    return bool(CREDENTIAL.match(part) or agencies.named(part) or any(word in jobs for word in words))


TAKER = re.compile(r"\(?[^/|]{4,40}\s?/\s?(?P<house>[^/|]{2,40}?)\)?")


def is_taker(text: str) -> bool:
    """Return whether a whole text is somebody and a paper or an agency with a stroke between, as pictures are credited: "Jane Roe / Example Times"."""
    match = TAKER.fullmatch(text)
    if match is None:
        return False
    agency = agencies.named(match["house"]) is not None
    return agency or (wording.is_organisation(match["house"]) and not is_description(match["house"]))


def _ends_in_initial(part: str) -> bool:
    return bool(re.search(r"\b(?:Jr|Sr|[A-Z])\.$", part))
