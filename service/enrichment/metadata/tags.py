"""Find an article's tags: the rows that list them, each judged by itself, and the words between their marks."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, bylines, dates
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.ranking import Ranker, band, probabilities
from service.enrichment.types import Role

LABEL = re.compile(
    r"^(?:(?:article |blog |post |story |related )?(?:tags?|topics?|keywords?)|tagged(?: with| in| as)?|filed (?:under|in|to)|more on|(?:see |(?-i:[A-Z])\w{1,20} )?more(?=:)|labels?"
    r"|(?:explore |browse )?related(?: topics| subjects| items| tags|(?=\s?:|$))|read more (?:news )?on|in this story)(?:\s{0,2}\\?[:–-]{1,60}\s{0,2}|\s{1,3}|$|(?-i:(?=[A-Z])))(?P<rest>.*)$",
    re.IGNORECASE,
)
WITHIN = re.compile(
    r"(?:\b|(?<=[A-Za-z])(?-i:(?=Tags:|Tagged )))(?:tags?|tagged|keywords?|topics?)(?:\s{0,2}:\s{0,2}|\s)(?P<rest>\S.*)$",
    re.IGNORECASE,
)
SAYS_TAGS = re.compile(
    r"(?:(?:article |blog |post |story )?(?:tags?|keywords?)|tagged(?: with| in| as)?|filed to)(?:\s{0,2}[:–-]|\s)",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"(?:(?:article |blog |post |story )?(?:tags?|topics?|keywords?)|tagged(?: with| in| as)?|filed (?:under|in|to)|related (?:topics|subjects|items|tags))\b",
    re.IGNORECASE,
)
"""A label behind which a row without marks is a list, however few its words."""
SAYS_ONLY_TAGS = re.compile(
    r"(?:(?:article |blog |post |story |related )?(?:tags?|keywords?)|tagged(?: with| in| as)?)\s?:?"
    r"|(?:article )?topics?:|(?:explore|browse|see|find|read) (?:more )?(?:on |about )?(?:these |related )topics:?",
    re.IGNORECASE,
)
ELSEWHERE = frozenset({Role.BODY, Role.HEADING, Role.RELATED, Role.COMMENTS})
HASHTAGS = re.compile(r"^(?:#[^#]{1,40}){1,30}$")
HASH = re.compile(r"#")
MARKED_SPLIT = re.compile(r"\s{0,3}[|•·;]\s{0,3}")
LONGEST_ROW = 1_200
LONGEST_TAG = 48
MOST_WORDS = 7
MOST_TAGS = 30
ABOVE, BELOW = 8, 32
"""Rows above the headline and below the body in which tags stand."""
FAR = 150
"""Rows below the body in which a row that is announced as tags is still the article's."""
REACH = 14
"""Rows under "Tags" that may be tags."""
INVITES = re.compile(
    r"(?:follow|subscribe|share|join|sign|read|click|download|contact|home|view|see|get|leave|add|about|by|written|photo|image|hide)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A row that may list tags: its tags, and what speaks for it."""

    row: Row
    parts: tuple[str, ...]
    features: tuple[str, ...]


def find(
    ranker: Ranker,
    layout: Layout,
    headline: Row | None,
    people: Sequence[str] = (),
    claimed: frozenset[str] | None = None,
) -> tuple[tuple[str, Row], ...]:
    """Return the tags in reading order, each with its row; `people` are the authors, whose names are no tags.

    `claimed` are the folded tags that the mark-up gives, None for text.
    """
    others = frozenset(map(fold, people))
    found: dict[str, tuple[str, Row]] = {}
    for one in _joined(ranker, layout, tuple(candidates(layout, headline, claimed))):
        listed = len(one.parts) >= FEWEST_OWN and _is_told(one.row)
        for part in one.parts:
            if listed or fold(part) not in others:
                found.setdefault(fold(part), (part, one.row))
    return tuple(found.values())[:MOST_TAGS]


FEWEST_OWN = 3
"""Tags of a row that says that it lists them, from which an author's name is one of them."""


def _joined(ranker: Ranker, layout: Layout, listed: Sequence[Listing]) -> Iterator[Listing]:
    """Yield the rows that list tags: those that say so, the likely ones, and in one list with these the rest of it."""
    listed = tuple(one for one in listed if _is_told(one.row) or not BUTTON.match(one.row.text))
    likely = [probabilities([ranker.score(one.features)])[0] for one in listed]
    sure = [
        (_is_told(one.row) and not _is_anchor(one.row, layout))
        or _is_announced(one.row, layout)
        or _ends_body(one, layout)
        or chance >= ranker.threshold
        for one, chance in zip(listed, likely, strict=True)
    ]
    chained = list(sure)
    for order in (range(1, len(listed)), range(len(listed) - 2, -1, -1)):
        for n in order:
            near, upper = listed[n - order.step], listed[min(n, n - order.step)]
            if chained[n - order.step] and abs(near.row.index - listed[n].row.index) == 1:
                chained[n] = chained[n] or (upper.row.text.endswith(",") and len(upper.row.text) <= LONGEST_TAG)
    for order in (range(1, len(listed)), range(len(listed) - 2, -1, -1)):
        for n in order:
            near = listed[n - order.step]
            if chained[n - order.step] and abs(near.row.index - listed[n].row.index) == 1:
                alike = len(near.parts) == len(listed[n].parts) == 1 and likely[n] >= ALIKE * ranker.threshold
                chained[n] = chained[n] or alike or (near.row.role is Role.TAGS and listed[n].row.role is Role.TAGS)
    going = False
    for n in range(1, len(listed)):
        going = _goes_on(listed[n - 1], listed[n], going=going)
        chained[n] = chained[n] or going
    taken = [one for one, own in zip(listed, chained, strict=True) if own and not _is_button(one.row)]
    tagged = any(SAYS_TAGS.match(one.row.text) for one in taken)
    # Beside what says that it lists tags, "Filed under" names sections.
    yield from _without_index([one for one in taken if not (tagged and FILED.match(one.row.text))], layout)


def _without_index(taken: Sequence[Listing], layout: Layout) -> Iterator[Listing]:
    """Yield the rows but those of an index of the site: a longer list below that has the tags which the article's own row says."""
    groups: list[list[Listing]] = []
    for one in taken:
        if groups and one.row.index - groups[-1][-1].row.index <= 2:
            groups[-1].append(one)
        else:
            groups.append([one])
    own: frozenset[str] | None = None
    for group in groups:
        members = frozenset(fold(part) for one in group for part in one.parts)
        listed = len(group) >= FEWEST_INDEXED or group[0].row.text.startswith("#")
        longer = own is not None and len(members) >= max(FEWEST_INDEXED, 2 * len(own))
        if own and listed and longer and 2 * len(members & own) >= len(own):
            continue
        if own is None and any(_is_told(one.row) or _is_announced(one.row, layout) for one in group):
            own = members
        yield from group


FEWEST_INDEXED = 5


ALIKE = 0.5
"""Share of the threshold from which a row of one tag goes with a sure one right above or below it."""


def _goes_on(above: Listing, here: Listing, *, going: bool) -> bool:
    """Return whether a list of one tag a row, all in small letters as in few menus, goes on: "Tags: harbour", "beach"."""
    begun = going or (_is_told(above.row) and not HASHTAGS.match(above.row.text))
    lower = all(len(one.parts) == 1 and one.parts[0].islower() for one in (above, here))
    return begun and lower and here.row.index - above.row.index == 1 and len(here.parts[0].split()) <= 3


FILED = re.compile(r"(?:filed|posted) (?:under|in)\b", re.IGNORECASE)


def _is_button(row: Row) -> bool:
    """Return whether a row is a field's name, a byline or an address: beside tags, but none."""
    return not _is_told(row) and (
        BUTTON.match(row.text) is not None
        or row.folded in lexicons.read("furniture_words")
        or row.folded in lexicons.read("function_words")
        or bool(bylines.LABEL.match(row.text))
        or "@" in row.text
    )


BUTTON = re.compile(
    r"^author posts?$|^(?:see|view|show|load|browse|get|hide)\s(?:all|as|more|alerts|less|these|in touch)\b|^(?:share ?(?:on|via)|reuse|log ?in with|don[’']t miss|read next"
    r"|(?:what|more) (?:to|about|from|in|articles|stories|posts|news|like|perspectives?)|you (?:may|might)|recommend(?:ed)?|(?:post|leave) an?|up next|previous|next)\b",
    re.IGNORECASE,
)


def _is_told(row: Row) -> bool:
    """Return whether a row says itself that it lists tags: "Tags: harbour, beach", "#harbour #beach"."""
    return (
        bool(HASHTAGS.match(row.text) or DATED_HASH.match(row.text))
        or (row.role not in ELSEWHERE and bool(SAYS_TAGS.match(row.text)))
        or TELLS.search(row.text[:LONGEST_ROW]) is not None
        or (row.role is Role.TAGS and TOPIC.match(row.text) is not None)
    )


def _ends_body(one: Listing, layout: Layout) -> bool:
    """Return whether a list of several names without a stop is the body's last row or right below it: of 26 such rows 23 were tags."""
    row = one.row
    listed = len(one.parts) >= FEWEST_LAST and row.text.count(",") >= len(one.parts) - 1 and row.text[-1] not in ".?!:"
    joined = any(JOINED_WORD.match(part) for part in one.parts) or " such as " in row.text
    return listed and not joined and row.role in LAST and layout.last <= row.index <= layout.last + 1


FEWEST_LAST = 4
LAST = frozenset({Role.BODY, Role.TAGS})
JOINED_WORD = re.compile(r"(?:and|or|to|by|with|for) ")
"""How a sentence's part begins, but no tag."""


def _is_anchor(row: Row, layout: Layout) -> bool:
    """Return whether a lone hashtag far above the prose is a menu's link within the page."""
    return row.text.startswith("#") and row.text.count("#") == 1 and row.index < min(ANCHORS, layout.first)


ANCHORS = 8
"""Rows at the head of a page among which a hashtag is a menu's."""
TOPIC = re.compile(r"topics?(?:\s{0,2}:\s{0,2}|\s)(?-i:(?=[A-Z]))", re.IGNORECASE)


TELLS = re.compile(
    r"(?:(?:^Topics|(?<![a-z])Tag(?:s|ged)|(?<=[A-Z])Tags):|^Related (?:Topics|Subjects|Tags):?\s|^Categor(?:y|ies):?\s[^:]{2,200}\sTags?:?\s)\s{0,2}[^,.:]{2,40},\s[^,.:]{2,40}(?:,|$)"
)
"""A label and a list of at least two, also behind other words in a row."""


def _is_announced(row: Row, layout: Layout) -> bool:
    """Return whether a row stands right under one that says "Tags" and nothing else, or goes on a list that does.

    Of 15 such rows of 300 pages all listed tags. Whether the rows below the first do too is weighed, but for those that
    a comma joins to it.
    """
    first = row.index
    while first > 0 and row.index - first < REACH and layout.rows[first - 1].text.endswith(","):
        first -= 1
    return first > 0 and SAYS_ONLY_TAGS.fullmatch(layout.rows[first - 1].text) is not None


def candidates(layout: Layout, headline: Row | None, claimed: frozenset[str] | None = None) -> Iterator[Listing]:
    """Yield the rows around the headline and below the body whose parts are short enough to be tags, with features."""
    start = max(0, (headline.index if headline else layout.first) - ABOVE)
    label: int | None = None
    index: int | None = None
    prose = frozenset(WORD.findall(layout.prose().lower()))
    text = _folded(layout)
    words = _Words(text, Counter(text.split()), layout.repeats)
    for row in layout.rows[0 if headline is None else start : layout.last + FAR]:
        match = LABEL.match(row.text) if len(row.text) <= LONGEST_ROW and not NO_LABEL.match(row.text) else None
        if match and not match["rest"]:
            label = row.index
            continue
        if INDEX.search(row.text) and len(row.text) <= LONGEST_TAG:
            index = row.index
            continue
        if index is not None and row.index - index <= (1 if "#" in row.text or "," in row.text else 0):
            continue
        under = row.index - label if label is not None and 0 < row.index - label <= REACH else 0
        near = (
            start <= row.index < layout.first + 5
            or max(layout.last - 1, layout.first + 4) <= row.index < layout.last + BELOW
        )
        # Inside the body and far below it only what a label announces: a box of topics, a list under the comments.
        listed = row.index > layout.last and row.role is not Role.RELATED and row.text.count(",") >= FEWEST_FAR
        if not near and (row.role is Role.BODY or not (under or match or row.role is Role.TAGS or listed)):
            continue
        if (
            row.text.endswith(":")
            or NONE.match(row.text)
            or (_is_cell(row, layout) and not (under or match or "#" in row.text))
        ):
            continue
        if row.text.endswith(",") and under and _is_one_a_row(row, layout):
            parts: tuple[str, ...] = (row.text.rstrip(" ,"),)
        else:
            again = layout.repeats.get(row.folded, 0) > 1 and (headline is None or row.index > headline.index)
            named = under or row.role is Role.TAGS or again
            alone = match or _is_run(row) or (named and not _is_listed(row, layout))
            announced = len(row.text.split()) > 2 and _is_announced(row, layout)
            parts = tuple(_parts(row, match, words if alone else None, announced=announced))
        alone = len(parts) == 1 and not (under or match or "#" in row.text)
        if alone and headline is not None and row.index < headline.index and not _in_list(row, layout):
            continue  # a name by itself above the headline is the section's
        if parts:
            features = (
                *_features(row, parts, match, under, headline, layout),
                *_known(row, parts, prose),
                *_run(row, layout, prose, near=near),
                *(() if claimed is None else _claimed(parts, claimed)),
            )
            yield Listing(row, parts, features)


def _is_cell(row: Row, layout: Layout) -> bool:
    """Return whether a row stands well within the body: a table's cell, a list's item."""
    return layout.first + INSIDE < row.index < layout.last - INSIDE


INSIDE = 4
NO_LABEL = re.compile(
    r"(?:topics?|keywords?) (?-i:[a-z])|(?:keyword|topic) [^\W\d_]|(?:tags|topics|keywords) (?:covered|include)",
    re.IGNORECASE,
)
"""What begins like a label but says something of a topic: "Topic navigation", "Keyword research", "Topics covered"."""
NONE = re.compile(r"no (?:tags|topics|keywords)\b", re.IGNORECASE)
INDEX = re.compile(
    r"\b(?:by (?:tag|topic|category)|popular (?:tags|topics)|trending topics|tag cloud)\b", re.IGNORECASE
)
"""What announces an index of the site's tags."""


def _in_list(row: Row, layout: Layout) -> bool:
    """Return whether a row of tags stands beside another."""
    beside = (*layout.rows[max(0, row.index - 1) : row.index], *layout.rows[row.index + 1 : row.index + 2])
    return row.role is Role.TAGS and any(other.role is Role.TAGS for other in beside)


def _is_one_a_row(row: Row, layout: Layout) -> bool:
    """Return whether tags are listed one a row, each ended by a comma: commas within a row are then a tag's own."""
    beside = (*layout.rows[max(0, row.index - 1) : row.index], *layout.rows[row.index + 1 : row.index + 2])
    return any(other.text.endswith(",") and len(other.text) <= LONGEST_TAG for other in beside)


FEWEST_FAR = 3
"""Commas from which a row far below the body may be a list of tags without a label."""


def _is_listed(row: Row, layout: Layout) -> bool:
    """Return whether a row of few words stands in a list of tags, one a row."""
    beside = (*layout.rows[max(0, row.index - 1) : row.index], *layout.rows[row.index + 1 : row.index + 2])
    return len(row.text.split()) <= 4 and any(
        other.role is Role.TAGS and LABEL.match(other.text) is None for other in beside
    )


def _is_run(row: Row) -> bool:
    """Return whether a row has lost the marks between its words: "HarbourTownBeach"."""
    return len(row.text) <= LONGEST_RUN and not MARK.search(row.text) and JOINT.search(row.text) is not None


JOINT = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[A-Z]{2,6}(?![a-z]))|(?<=[a-z][A-Z]{2})(?=[A-Z][a-z])")
MARK = re.compile(r"[,;|•·/]")
LONGEST_RUN = 400


@dataclass(frozen=True, slots=True)
class _Words:
    """The folded text of a page, in which a row's words are looked up, and how often it has each row."""

    text: str
    counts: Mapping[str, int]
    repeats: Mapping[str, int]

    def has(self, words: Sequence[str], own: str) -> bool:
        """Return whether the page says some words in a row elsewhere than in `own`, a row's folded text."""
        if not all(self.counts.get(word, 0) for word in words):
            return False
        gram = f" {' '.join(words)} "
        inside = f" {own} ".count(gram) * max(1, self.repeats.get(own, 0))
        return (self.counts[words[0]] if len(words) == 1 else self.text.count(gram)) > inside


WORD_OR_MARK = re.compile(r"\w+|[,;:.]")


def _folded(layout: Layout) -> str:
    """Return the folded words of a page's prose and short rows."""
    rows = layout.rows[max(0, layout.first - FAR) : layout.last + FAR]
    prose = " ".join(WORD_OR_MARK.findall(layout.prose().lower()))
    return (
        f" {prose} \n "
        + " \n ".join(
            " ".join(WORD_OR_MARK.findall(row.text.lower()))
            for row in rows
            if row.role is not Role.BODY and len(row.text) <= 300
        )
        + " "
    )


def _unmarked(text: str, words: _Words) -> list[str]:
    """Return the tags of a row that has no marks between them, as far as the rest of the page knows their words.

    "Harbour Harbour Trade Tides" is parted where the page says no such words in a row, "HarbourTownBeach" at its
    capitals, "booksculture" where the page has both words.
    """
    own = fold(text)
    tokens = text.split()[:MOST_UNMARKED]
    pieces: list[list[str]] = [[]]
    joined = False
    for token in tokens:
        parts = [token] if words.has([fold(token)], own) else _apart(token, words, own)
        pieces[-1].append(parts[0])
        pieces.extend([part] for part in parts[1:])
        joined = joined or len(parts) > 1
    if joined:
        return [part for piece in pieces for part in _told_apart(piece, words, own)]
    return _told_apart(tokens, words, own)


def _told_apart(tokens: Sequence[str], words: _Words, own: str) -> list[str]:
    """Return the tags among words with only spaces between; all of them as one where the page knows that, or few."""
    whole = " ".join(tokens)
    if len(tokens) < 2 or words.has(fold(whole).split(), own):
        return [whole]
    if len(tokens) == 2:
        return list(tokens) if all(words.has(fold(one).split(), own) for one in tokens) else [whole]
    found = _grams(tokens, words, own)
    # A sentence's words are no list.
    return [whole] if any(part.lower() in lexicons.read("function_words") for part in found) else found


MOST_UNMARKED = 40
LONGEST_WORD = 20
FEWEST_UNMARKED = 5
"""Words from which a row without a mark, a repeated word or a joint is a list and not one name."""


def _is_phrase(tokens: Sequence[str]) -> bool:
    """Return whether a row is a headline or one name: words with and without a capital, a possessive, or few words."""
    if len(tokens) < 2:
        return False
    if any(token.endswith(("'s", "’s", ":")) for token in tokens) or tokens[-1] in {"Next", "Previous"}:
        return True
    lower = sum(token[0].islower() for token in tokens)
    if 0 < lower < len(tokens):
        return True
    joined = any(JOINT.search(token) or len(token) >= LONGEST_WORD for token in tokens)
    return len(tokens) < FEWEST_UNMARKED and not joined and len({token.lower() for token in tokens}) == len(tokens)


def _apart(token: str, words: _Words, own: str) -> list[str]:
    """Return the words that a token runs together, the token alone where the page does not know them."""
    found: list[str] = []
    for part in JOINT.split(token) if len(token) >= SHORTEST_JOINED else [token]:
        if found and words.has([fold(found[-1] + part)], own):
            found[-1] += part  # a name that has a capital within it
        else:
            found.extend(_known_words(part, words, own) if len(part) >= SHORTEST_JOINED else [part])
    return found


SHORTEST_JOINED = 7


def _known_words(token: str, words: _Words, own: str) -> list[str]:
    """Return the fewest words of the page that a token is made of, the token alone where it is not."""
    letters = token.lower()
    if len(letters) > LONGEST_TAG or not letters.isalpha() or words.has([letters], own):
        return [token]
    best: list[list[int] | None] = [[]] + [None] * len(letters)
    for end in range(3, len(letters) + 1):
        for start in range(max(0, end - 20), end - 2):
            before, known = best[start], best[end]
            if before is None or (known is not None and len(before) + 1 >= len(known)):
                continue
            if words.has([letters[start:end]], own):
                best[end] = [*before, end]
    ends = best[len(letters)]
    return [token[start:end] for start, end in zip([0, *ends], ends, strict=False)] if ends else [token]


def _grams(tokens: Sequence[str], words: _Words, own: str) -> list[str]:
    """Return words that the page says in a row elsewhere together, the longest first, and the others one by one."""
    found: list[str] = []
    start = 0
    while start < len(tokens):
        size = next(
            (
                size
                for size in range(min(4, len(tokens) - start), 1, -1)
                if words.has(fold(" ".join(tokens[start : start + size])).split(), own)
            ),
            1,
        )
        found.append(" ".join(tokens[start : start + size]))
        start += size
    return found


def _parts(row: Row, label: re.Match[str] | None, words: _Words | None, *, announced: bool = False) -> Iterator[str]:
    """Yield the tags that a row would list, none where a part is too long for one.

    `words` are the page's, for a row that may list tags without marks between them.
    """
    text = _list_of(row, label)
    if text is None:
        return
    marked = _split(LABEL_WITHIN.sub(", ", text))
    if len(marked) == 1 and words is not None and len(text) <= LONGEST_RUN:
        told = announced or (label is not None and TOLD.match(row.text) is not None)
        marked = [text] if not told and _is_phrase(text.split()) else _unmarked(text, words)
    if len(marked) == 2 and STATE.fullmatch(marked[1].strip()) and marked[0].strip().isupper():
        marked = [text]  # a place, one tag of a list with one a row: "EXAMPLETON, NJ"
    parts = [ORDINAL.sub("", part.strip(' #,.·•"')) for part in marked]
    parts = [part for part in parts if not NO_TAG.search(part)]
    if any(bylines.CREDENTIAL.match(part) and not part.isupper() for part in parts[1:]):
        return  # letters behind a name
    short = [part for part in parts if 1 < len(part) <= LONGEST_TAG and len(part.split()) <= MOST_WORDS]
    if len(short) == len([part for part in parts if part]):
        yield from (part for part in short if any(map(str.isalnum, part)))


def _list_of(row: Row, label: re.Match[str] | None) -> str | None:
    """Return the words of a row that may list tags, without what announces them; None where it is no list."""
    text = row.text
    if len(COUNT.findall(text)) > 1:
        return None  # an archive's menu, with how many articles each has
    if dated := DATED_HASH.match(text):
        text = text[dated.end() :]
    within = WITHIN.search(text[:LONGEST_ROW])
    if len(text) > LONGEST_ROW or text[-1] in (".?" if row.role is Role.TAGS else ".?!") or dates.find(text):
        return None if within is None or row.role is Role.BODY else within["rest"].rstrip(".")
    if label:
        return _listed(label["rest"])
    return within["rest"] if within and "," in within["rest"] else text


NO_TAG = re.compile(
    r"@|:$|\*$|^\d{1,3}$|\w\.(?:com|org|net|co|io)\b|\b(?:this|these|the) (?:story|stories|article|topic|subject|author|post)s?$|\bthis$|^\d{1,3}[ -]min|[{}\[\]<>=]|^\w(?: \w){1,4}$",
    re.IGNORECASE,
)
"""An address, a field's name, a pointer to the story, a button, a reading time, code, or the letters that set the size of the text."""
STATE = re.compile(r"[A-Z]{2}")
COUNT = re.compile(r"\(\d{1,4}\)")
DATED_HASH = re.compile(r"[\d.,/ -]{6,12}\s{0,2}(?=#[^\W\d])")
"""A day before hashtags: "2025-08-29#review#tech"."""
ORDINAL = re.compile(r"^\d{1,2}[.)]\s{1,3}(?=\S)")
"""The number of a list's entry."""


LABEL_WITHIN = re.compile(r"\s(?:Tags|Topics|Keywords):\s")
"""A label that parts two lists of one row."""


def _listed(text: str) -> str:
    """Return the list that a label announces, without what a bar parts from it: "harbour, beach | Get alerts"."""
    head, bar, tail = text.partition("|")
    return head.rstrip() if bar and ("," in head or INVITES.match(tail.strip())) else text


def _split(text: str) -> list[str]:
    """Return the parts of a row: by marks other than commas where it has them, by commas else."""
    if HASHTAGS.match(text):
        return HASH.split(text)
    if any(mark in text for mark in "|•·;"):
        return MARKED_SPLIT.split(text)
    if "," not in text and text.count(" / ") > 1:
        return text.split(" / ")
    return text.split(",")


def _features(
    row: Row, parts: Sequence[str], label: re.Match[str] | None, under: int, headline: Row | None, layout: Layout
) -> Iterator[str]:
    place = "head" if row.index < layout.first else "inside" if row.index <= layout.last else "foot"
    form = "label" if label else "hash" if "#" in row.text else "within" if WITHIN.search(row.text) else "bare"
    many = band(len(parts), 2, 3, 4, 7)
    yield "bias"
    yield "place:" + place
    yield f"form:{form}:{place}"
    yield f"form:{form}:{many}"
    yield f"role:{row.role}"
    yield f"role:{row.role}:{place}"
    yield f"role:{row.role}:{many}"
    yield "parts:" + many
    yield f"parts:{many}:{place}"
    joined = _joint(row, parts) if form == "bare" and len(parts) > 1 and _is_run(row) else "no"
    yield f"joined:{joined}:{place}"
    if place == "foot":
        yield f"joined:{joined}:{band(row.index - layout.last, 2, 4, 8, 16)}"
    yield "under:" + band(under, 1, 2, 3, 4, 7)
    yield f"under:{band(under, 1, 2, 4)}:{row.role}"
    yield f"under:{band(under, 1, 2, 4)}:{many}"
    yield f"under:{band(under, 1, 2, 4)}:{place}"
    mark = (
        "hash"
        if "#" in row.text
        else "bar"
        if any(one in row.text for one in "|•·;")
        else "comma"
        if "," in row.text
        else "none"
    )
    yield f"mark:{mark}:{place}:{many}"
    if place == "foot":
        yield "below:" + band(row.index - layout.last, 2, 4, 8, 16)
        yield f"below:{band(row.index - layout.last, 2, 4, 8, 16)}:{mark}"
        yield f"below:{band(row.index - layout.last, 2, 4, 8, 16)}:{mark}:{many}"
    elif headline is not None:
        gap = band(row.index - headline.index, -1, 0, 1, 2, 3, 5)
        yield "gap:" + gap
        yield f"gap:{gap}:{many}"
    yield from _wording(row, parts, layout)
    yield from _around(row, layout)


def _joint(row: Row, parts: Sequence[str]) -> str:
    """Return whether a row that has lost the marks between its words is a list of names, or holds buttons or more words."""
    words = {fold(part) for part in parts}
    other = words & (lexicons.read("furniture_words") | lexicons.read("function_words"))
    names = not other and not INVITES.match(row.text) and len(parts) <= len(JOINT.findall(row.text)) + 1
    return "names" if names and not any(one + "ed" in words for one in words) else "other"


def _wording(row: Row, parts: Sequence[str], layout: Layout) -> Iterator[str]:
    words = sum(len(part.split()) for part in parts) / len(parts)
    yield "words:" + band(words, 1.5, 2.5, 3.5)
    yield "longest:" + band(max(map(len, parts)), 12, 20, 30)
    text = "".join(parts)
    yield "case:" + ("upper" if text.isupper() else "lower" if text.islower() else "mixed")
    yield "times:" + band(layout.repeats.get(row.folded, 0), 2, 3)
    if any(
        fold(part) in lexicons.read("menu_words") or fold(part) in lexicons.read("furniture_words") for part in parts
    ):
        yield "menu"
    if INVITES.match(row.text):
        yield "invites"
    if any(map(str.isdigit, text)):
        yield "digit"
    if bylines.names(row.text) or agencies.named(row.text):
        yield "person"
    if ", and " in row.text or ", or " in row.text:
        yield "sentence"
    if row.level:
        yield "heading"
    if _is_closed(row, layout):
        yield "closed"


def _is_closed(row: Row, layout: Layout) -> bool:
    """Return whether a few short rows below "See all topics" ends the list."""
    for other in layout.rows[row.index + 1 : row.index + CLOSED]:
        if ALL_TOPICS.fullmatch(other.text):
            return True
        if not _is_short(other):
            return False
    return False


CLOSED = 8
ALL_TOPICS = re.compile(r"(?:see|view|browse|show) (?:all|more) (?:topics|tags)", re.IGNORECASE)


def _known(row: Row, parts: Sequence[str], prose: frozenset[str]) -> Iterator[str]:
    """Yield how many of the parts the article speaks of: its tags do, a menu's entries do not."""
    known = sum(all(word in prose for word in WORD.findall(part.lower())) for part in parts) / len(parts)
    yield "known:" + band(known, 0.01, 0.34, 0.67, 0.99)
    yield f"known:{band(known, 0.01, 0.34, 0.67, 0.99)}:{row.role}"
    yield f"known:{band(known, 0.01, 0.67)}:{band(len(parts), 2, 3, 5)}"


def _claimed(parts: Sequence[str], claimed: frozenset[str]) -> Iterator[str]:
    """Yield how many of the parts the mark-up gives as tags."""
    if not claimed:
        yield "claimed:nothing"
        return
    share = band(sum(fold(part) in claimed for part in parts) / len(parts), 0.01, 0.34, 0.67, 0.99)
    yield "claimed:" + share
    yield f"claimed:{share}:{band(len(parts), 2, 3)}"


def _run(row: Row, layout: Layout, prose: frozenset[str], *, near: bool) -> Iterator[str]:
    """Yield how many rows as short stand together with a row, what stands before them, and how many the article speaks of.

    Tags that are listed one a row are a handful of short rows after the body; a menu is a long run, a lone row a button.
    """
    first, last = row.index, row.index
    while first > 0 and row.index - first < REACH and _is_short(layout.rows[first - 1]):
        first -= 1
    while last + 1 < len(layout.rows) and last - row.index < REACH and _is_short(layout.rows[last + 1]):
        last += 1
    rows = layout.rows[first : last + 1]
    known = sum(all(word in prose for word in other.folded.split()) for other in rows) / len(rows)
    size = band(len(rows), 2, 3, 5, 9, 15)
    head = layout.rows[first - 1].role if first else "none"
    yield f"near:{near}"
    yield "run:" + size
    yield f"run:{size}:{row.role}"
    yield "run-known:" + band(known, 0.01, 0.34, 0.67, 0.99)
    yield f"run-known:{size}:{band(known, 0.34, 0.67)}"
    yield f"run-after:{head}"
    yield "run-tags:" + band(sum(other.role is Role.TAGS for other in rows) / len(rows), 0.01, 0.5)


def _is_short(row: Row) -> bool:
    return len(row.text) <= LONGEST_TAG and len(row.text.split()) <= MOST_WORDS - 2 and row.text[-1] not in ".?!:"


def _around(row: Row, layout: Layout) -> Iterator[str]:
    above = layout.rows[row.index - 1] if row.index else None
    below = layout.rows[row.index + 1] if row.index + 1 < len(layout.rows) else None
    yield "above:" + (above.role if above else "none")
    yield "below:" + (below.role if below else "none")
    near = (*layout.rows[max(0, row.index - 2) : row.index], *layout.rows[row.index + 1 : row.index + 3])
    yield "tags-near:" + band(sum(other.role is Role.TAGS for other in near), 1, 2, 3)
    yield f"between:{above.role if above else 'none'}:{row.role}:{below.role if below else 'none'}"
