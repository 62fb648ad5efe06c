"""Split a row into the tags that it would list."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.enrichment import lexicons, places
from service.enrichment.metadata import dates
from service.enrichment.metadata.bylines import wording
from service.enrichment.metadata.layout import Row, fold
from service.enrichment.metadata.tags import unmarked
from service.enrichment.metadata.tags.labels import DATED_HASH, FOOT, HASHTAGS, LONGEST_ROW, behind_day
from service.enrichment.metadata.tags.runs import Parter
from service.enrichment.metadata.tags.unmarked import LONGEST_RUN, LONGEST_TAG
from service.enrichment.types import Role

LABEL_WITHIN = re.compile(r"\s(?:Tags|Topics|Keywords):\s")
"""A label that parts two lists of one row."""
TOLD = re.compile(
    r"(?:(?:article |blog |post |story )?(?:tags?|topics?|keywords?)|tagged(?: with| in| as)?|filed (?:under|in|to)|related (?:topics|subjects|items|tags))(?:\b|(?-i:(?<=TAGS)|(?<=TOPICS)))",
    re.IGNORECASE,
)
"""A label behind which a row without marks is a list, however few its words."""
STATE = re.compile(r"[A-Z]{2}")
JOINED = re.compile(r"(?:^|\s)and\s")
ORDINAL = re.compile(r"^\d{1,2}[.)]\s{1,3}(?=\S)")
"""The number of a list's entry."""
NO_TAG = re.compile(
    r"@|:$|\*$|^\d{1,3}$|\w\.(?:com|org|net|co|io)\b|\b(?:this|these|the) (?:story|stories|article|topic|subject|author|post)s?$|\bthis$|^\d{1,3}(?: min|-min(?!ute$))|[{}\[\]<>=]|^\w(?: \w){1,4}$",
    re.IGNORECASE,
)
"""An address, a field's name, a pointer to the story, a button, a reading time, code, or the letters that set the size of the text."""
FURTHER = re.compile(r"(?:(?:see|show|view|load|read|and) )?(?:more|less|all)(?: tags| topics)?\W*", re.IGNORECASE)
"""The button at the end of a list of tags."""
COUNTED = re.compile(r"(?<=[^\W\d])\s\d{1,5}$")
"""How many articles a tag has, where each of a row's has such a number."""
MOST_WORDS, FEWEST_COUNTED = 7, 3
TAGS_WITHIN = re.compile(r"(?:^|\s)Tags?(?::|\s)")
LONGEST_OWN, MOST_OWN, FEWEST_OWN = 64, 10, 5
"""Characters and words of a tag in a list of at least so many that calls them so: some are a question of a searcher's."""


def tags(
    row: Row,
    label: re.Match[str] | None,
    parter: Parter | None,
    claimed: frozenset[str] | None = None,
    *,
    announced: bool = False,
    prose: str = "",
) -> Iterator[str]:
    """Yield the tags that a row would list, none where a part is too long for one.

    `parter` parts a row that may list tags without marks between them, None for another; `claimed` are the folded tags that
    the mark-up gives; `prose` are the article's folded words, in which the last two of "harbour, beach and pier" are told apart.
    """
    text = _list_of(row, label)
    if text is None:
        return
    marked = _columns(row, text) or _split(LABEL_WITHIN.sub(", ", text))
    if len(marked) > 1:
        marked = _told_last(_rejoined(marked, claimed or frozenset()), claimed or frozenset(), prose)
    elif claimed and (made := _made_of(text, claimed)):
        marked = made
    elif len(marked) == 1 and parter is not None and len(text) <= LONGEST_RUN:
        told = announced or (label is not None and TOLD.match(row.text) is not None)
        phrase = not told and unmarked.is_phrase(text.split()) and not parter.is_glued(text)
        marked = [text] if phrase else parter.split(text, told=told)
    if len(marked) == 2 and STATE.fullmatch(marked[1].strip()) and marked[0].strip().isupper():
        marked = [text]  # a place, one tag of a list with one a row: "EXAMPLETON, NJ"
    parts = [ORDINAL.sub("", part.strip(' #,.·•"→»›')) for part in marked]
    if len(parts) >= FEWEST_COUNTED and all(map(COUNTED.search, parts)):
        parts = [COUNTED.sub("", part) for part in parts]
    parts = [part for part in parts[:-1] if not NO_TAG.search(part)] + [
        part for part in parts[-1:] if not NO_TAG.search(part) and not (len(parts) > 1 and FURTHER.fullmatch(part))
    ]
    if any(wording.CREDENTIAL.match(part) and not part.isupper() for part in parts[1:]):
        return  # letters behind a name
    own = TAGS_WITHIN.search(row.text) is not None
    longest, most = (LONGEST_OWN, MOST_OWN) if own and len(parts) >= FEWEST_OWN else (LONGEST_TAG, MOST_WORDS)
    short = [part for part in parts if 1 < len(part) <= longest and len(part.split()) <= most]
    if len(short) == len([part for part in parts if part]):
        yield from (part for part in short if any(map(str.isalnum, part)))


def _rejoined(marked: Sequence[str], claimed: frozenset[str]) -> list[str]:
    """Return the parts of a row, those of one tag with a comma in it put together: a place with its state, or what the mark-up gives so."""
    found: list[str] = []
    for part in (one.strip() for one in marked):
        above = found[-1] if found else ""
        whole = f"{above}, {part}"
        placed = STATE.fullmatch(part) is not None and _may_lie_in(above, part.lower())
        if above and (placed or (fold(whole) in claimed and not {fold(above), fold(part)} <= claimed)):
            found[-1] = whole
        else:
            found.append(part)
    return found


def _may_lie_in(name: str, code: str) -> bool:
    """Return whether a name may be a place's in a region: "Exampleton, NJ". Codes that mean something else as well need a known place.

    "VR, AR", "Health, MS" and "Marvel, DC" are two tags each.
    """
    if not name[:1].isupper() or len(name) < SHORTEST_PLACE or code not in lexicons.read("region_codes"):
        return False
    if fold(name) in lexicons.read("section_names") | lexicons.read("menu_words"):
        return False
    return fold(name) == "washington" if code == "dc" else code not in ELSEWISE or name.title() in places.names()


SHORTEST_PLACE = 4
ELSEWISE = frozenset({"ar", "co", "ga", "id", "in", "la", "ma", "md", "me", "ms", "or", "pa", "pe", "sc", "va"})


def _told_last(marked: list[str], claimed: frozenset[str], prose: str) -> list[str]:
    """Return the parts of a row, the last two apart where "and" joins them and the mark-up or the prose has each by itself."""
    pair = [part.strip() for part in JOINED.split(marked[-1])]
    if sum(map(bool, marked)) < 2 or len(pair) != 2 or not all(pair) or fold(marked[-1]) in claimed:
        return marked
    each = [fold(part) for part in pair]
    sections = lexicons.read("section_names").issuperset(each)  # "Arts and Culture" is one
    known = claimed.issuperset(each) or (
        not sections and all(f" {one} " in prose for one in each) and f" {fold(marked[-1])} " not in prose
    )
    return [*marked[:-1], *pair] if known else marked


def _columns(row: Row, text: str) -> list[str]:
    """Return the parts between the runs of spaces and the links of a row's list, none where it has other marks or no runs."""
    start = row.text.rfind(text)
    if start < 0 or MARKS.search(text) or not row.gaps:
        return []
    ends = [gap - start for gap in row.gaps if 0 < gap - start < len(text)]
    return [text[a:b].strip() for a, b in pairwise([0, *ends, len(text)])] if ends else []


MARKS = re.compile(r"[,#|•·;]")
MOST_MADE = 60
"""Words of a row that is looked at for the mark-up's tags."""


def _made_of(text: str, claimed: frozenset[str]) -> list[str]:
    """Return the parts of a text that is nothing but tags which the mark-up gives, the longest first; none else."""
    tokens = text.split()
    parts: list[str] = []
    start = 0
    while start < len(tokens) <= MOST_MADE:
        sizes = range(min(MOST_WORDS, len(tokens) - start), 0, -1)
        names = (" ".join(tokens[start : start + size]) for size in sizes)
        name = next((one for one in names if fold(one) in claimed), None)
        if name is None:
            return []
        parts.append(name)
        start += len(name.split())
    return parts


COUNT = re.compile(r"\(\d{1,4}\)")
WITHIN = re.compile(
    r"(?:\b|(?<=[A-Za-z])(?-i:(?=Tags:|Tagged )))(?:tags?|tagged|keywords?|topics?)(?:\s{0,2}:\s{0,2}|\s)(?P<rest>\S.*)$",
    re.IGNORECASE,
)


def _list_of(row: Row, label: re.Match[str] | None) -> str | None:
    """Return the words of a row that may list tags, without what announces them; None where it is no list."""
    text = row.text
    if label is not None and label.re is FOOT:
        return label["rest"]
    if listed := behind_day(text):
        return listed
    if len(COUNT.findall(text)) > 1:
        return None  # an archive's menu, with how many articles each has
    if dated := DATED_HASH.match(text):
        text = text[dated.end() :]
    within = WITHIN.search(text[:LONGEST_ROW])
    called = text[-1] == "!" and (row.role is not Role.TAGS or len(text.split()) > MOST_WORDS)
    if len(text) > LONGEST_ROW or text[-1] in ".?" or called or dates.find(text):
        return None if within is None or row.role is Role.BODY else within["rest"].rstrip(".")
    if label:
        return _listed(label["rest"])
    return within["rest"] if within and "," in within["rest"] else text


INVITES = re.compile(
    r"(?:follow|subscribe|share|join|sign|read|click|download|contact|home|view|see|get|leave|add|about|by|written|photo|image|hide)\b",
    re.IGNORECASE,
)


def _listed(text: str) -> str:
    """Return the list that a label announces, without what a bar parts from it: "harbour, beach | Get alerts"."""
    head, bar, tail = text.partition("|")
    return head.rstrip() if bar and ("," in head or INVITES.match(tail.strip())) else text


HASH = re.compile(r"#")
MARKED_SPLIT = re.compile(r"\s{0,3}[|•·;]\s{0,3}")


def _split(text: str) -> list[str]:
    """Return the parts of a row: by marks other than commas where it has them, by commas else."""
    if HASHTAGS.match(text):
        return HASH.split(text)
    if any(mark in text for mark in "|•·;"):
        return MARKED_SPLIT.split(text)
    if "," not in text and text.count(" / ") > 1:
        return text.split(" / ")
    return text.split(",")
