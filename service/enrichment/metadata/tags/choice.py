"""Choose the rows that list an article's tags: those that say so, the likely ones, and the rest of the same list."""

import re
from collections.abc import Iterator, Mapping, Sequence

from service.enrichment import lexicons
from service.enrichment.metadata.bylines import persons, signatures
from service.enrichment.metadata.layout import WORD, Layout, Row, fold
from service.enrichment.metadata.ranking import Ranker, probabilities
from service.enrichment.metadata.sections.crumbs import HOMES
from service.enrichment.metadata.tags import unmarked
from service.enrichment.metadata.tags.labels import FILED, HASHTAGS, SAYS_TAGS, is_announced, is_told, is_whole
from service.enrichment.metadata.tags.listings import Listing, candidates
from service.enrichment.metadata.tags.unmarked import JOINT, LONGEST_TAG
from service.enrichment.types import Role

MOST_TAGS = 40
FEWEST_OWN = 3
"""Tags of a row that says that it lists them, from which an author's name is one of them."""


def find(
    ranker: Ranker,
    layout: Layout,
    headline: Row | None,
    people: Sequence[str] = (),
    claimed: frozenset[str] | None = None,
    links: frozenset[str] = frozenset(),
    weights: Mapping[str, float] | None = None,
) -> tuple[tuple[str, Row], ...]:
    """Return the tags in reading order, each with its row; `people` are the authors, whose names are no tags.

    `claimed` are the folded tags that the mark-up gives, None for text, `links` those of them that are links to a tag's page;
    `weights` are those of `listings.candidates`.
    """
    others = frozenset(map(fold, people))
    found: dict[str, tuple[str, Row]] = {}
    listed = tuple(candidates(layout, headline, claimed, weights))
    linked = _linked(listed, links, headline, layout)
    for one in _joined(ranker, layout, listed, linked):
        own = (len(one.parts) >= FEWEST_OWN and is_told(one.row)) or one.row.index in linked
        for part in one.parts:
            if own or fold(part) not in others:
                found.setdefault(fold(part), (part, one.row))
    return tuple(found.values())[:MOST_TAGS]


BUTTON = re.compile(
    r"^author posts?$|^about (?-i:[A-Z])|^(?:see|view|show|load|browse|get|hide)\s(?:all|as|more|alerts|less|these|in touch)\b|^(?:share ?(?:on|via)|reuse|log ?in with|don[’']t miss|read next"
    r"|(?:what|more) (?:to|about|from|in|articles|stories|posts|news|like|perspectives?)|more (?-i:[A-Z])\w*|full transcript|transcript$|you (?:may|might)|recommend(?:ed)?|(?:post|leave) an?|up next|previous|next)\b",
    re.IGNORECASE,
)
ALIKE = 0.5
"""Share of the threshold from which a row of one tag goes with a sure one right above or below it."""


def _joined(
    ranker: Ranker, layout: Layout, listed: Sequence[Listing], linked: frozenset[int] = frozenset()
) -> Iterator[Listing]:
    """Yield the rows that list tags: those that say so, the likely ones, and in one list with these the rest of it.

    `linked` are the indexes of the rows that are nothing but links to tags.
    """
    listed = tuple(one for one in listed if is_told(one.row) or not BUTTON.match(one.row.text))
    likely = [probabilities([ranker.score(one.features)])[0] for one in listed]
    sure = [
        (is_told(one.row) and not _is_anchor(one.row, layout))
        or is_announced(one.row, layout)
        or one.row.index in linked
        or (not linked and (_ends_body(one, layout) or _follows_body(one, layout) or chance >= ranker.threshold))
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
            if chained[n - order.step] and abs(near.row.index - listed[n].row.index) == 1 and not is_whole(near.row):
                alike = len(near.parts) == len(listed[n].parts) == 1 and likely[n] >= ALIKE * ranker.threshold
                chained[n] = chained[n] or alike or (near.row.role is Role.TAGS and listed[n].row.role is Role.TAGS)
    going = False
    for n in range(1, len(listed)):
        going = _goes_on(listed[n - 1], listed[n], going=going)
        chained[n] = chained[n] or going
    taken = _marked_alike([one for one, own in zip(listed, chained, strict=True) if own and not _is_button(one.row)])
    filed = [_is_filed(one.row, layout) for one in taken]
    told = [bool(SAYS_TAGS.match(one.row.text)) or is_announced(one.row, layout) for one in taken]
    tagged = any(own and not apart for own, apart in zip(told, filed, strict=True))
    kept = [
        not apart or (not tagged and not _names_sections(one, layout)) for one, apart in zip(taken, filed, strict=True)
    ]
    yield from _without_index([one for one, own in zip(taken, kept, strict=True) if own], layout)


def _marked_alike(taken: Sequence[Listing]) -> list[Listing]:
    """Return the rows but those without a bullet right below a tag with one: of 70 such rows of 1,082 pages none was a tag."""
    marked = {one.row.index for one in taken if one.row.start and not one.row.level and len(one.parts) == 1}
    return [one for one in taken if one.row.start or one.row.index - 1 not in marked or is_told(one.row)]


FEWEST_INDEXED = 5
FEWEST_TOPICS = 3


TAGGED = re.compile(r"\btag(?:s|ged)\b", re.IGNORECASE)


def _names_sections(one: Listing, layout: Layout) -> bool:
    """Return whether a row that is filed names sections: behind "Filed under" do 29 of 31 such rows of 1,082 pages, under it 3 of 9.

    Several names in small letters are as often tags, and so is what the row itself calls so.
    """
    if TAGGED.search(one.row.text):
        return False
    if FILED.match(one.row.text):
        return len(one.parts) < FEWEST_TOPICS or not all(part.islower() for part in one.parts)
    return not layout.rows[one.row.index - 1].text.lower().startswith("filed")


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
        if own is None and any(is_told(one.row) or is_announced(one.row, layout) for one in group):
            own = members
        yield from group


def _goes_on(above: Listing, here: Listing, *, going: bool) -> bool:
    """Return whether a list of one tag a row, all in small letters as in few menus, goes on: "Tags: harbour", "beach"."""
    begun = going or (is_told(above.row) and not HASHTAGS.match(above.row.text))
    lower = all(len(one.parts) == 1 and one.parts[0].islower() for one in (above, here))
    return begun and lower and here.row.index - above.row.index == 1 and len(here.parts[0].split()) <= 3


def _is_filed(row: Row, layout: Layout) -> bool:
    """Return whether a row says "Filed under", or stands right under one that says only that."""
    above = layout.rows[row.index - 1].text if row.index else ""
    match = FILED.match(above)
    return FILED.match(row.text) is not None or (match is not None and above[match.end() :].strip(" :") == "")


def _is_button(row: Row) -> bool:
    """Return whether a row is a field's name, a byline or an address: beside tags, but none."""
    return not is_told(row) and (
        BUTTON.match(row.text) is not None
        or row.folded in lexicons.read("furniture_words")
        or row.folded in lexicons.read("function_words")
        or bool(signatures.LABEL.match(row.text))
        or "@" in row.text
        or _are_buttons(row)
    )


def _are_buttons(row: Row) -> bool:
    """Return whether a row is buttons that run together: "PrintEmail", "FollowFollowingUnfollowJane Roe", not "PrintShop"."""
    words = [fold(part) for part in JOINT.split(row.text)] if unmarked.is_run(row) else []
    buttons = [word in lexicons.read("furniture_words") for word in words]
    return bool(buttons) and buttons[0] and (all(buttons) or len(buttons) > 2)


LINKED_BELOW = 20
"""Rows below the body in which links to tags are the article's."""


def _linked(listed: Sequence[Listing], links: frozenset[str], headline: Row | None, layout: Layout) -> frozenset[int]:
    """Return the indexes of the first rows beside the body that are nothing but links to tags, two at least and a third of them in its words.

    A list of which the article speaks little is the site's index.
    """
    groups: list[list[Listing]] = []
    prose = frozenset(WORD.findall(layout.prose().lower())) if links else frozenset()
    start = headline.index if headline else layout.first
    for one in listed:
        beside = start < one.row.index < layout.first or layout.last < one.row.index <= layout.last + LINKED_BELOW
        if not beside or not all(fold(part) in links for part in one.parts):
            continue
        if groups and one.row.index - groups[-1][-1].row.index == 1:
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        names = {fold(part) for one in group for part in one.parts}
        if len(names) > 1 and 3 * sum(prose.issuperset(name.split()) for name in names) >= len(names):
            return frozenset(one.row.index for one in group)
    return frozenset()


FEWEST_LAST = 4
LAST = frozenset({Role.BODY, Role.TAGS})
JOINED_WORD = re.compile(r"(?:and|or|to|by|with|for) ")
"""How a sentence's part begins, but no tag."""


def _ends_body(one: Listing, layout: Layout) -> bool:
    """Return whether a list of several names without a stop is the body's last row or right below it: of 26 such rows 23 were tags."""
    row = one.row
    listed = len(one.parts) >= FEWEST_LAST and row.text.count(",") >= len(one.parts) - 1 and row.text[-1] not in ".?!:"
    joined = any(JOINED_WORD.match(part) or ": " in part for part in one.parts) or " such as " in row.text
    return listed and not joined and row.role in LAST and layout.last <= row.index <= layout.last + 1


FEWEST_AFTER, LONGEST_AFTER = 3, 4
"""Names in a row under the body that may be its tags, and words of each."""
NO_TAGS = frozenset({Role.LEGAL, Role.RELATED, Role.COMMENTS, Role.NEWSLETTER, Role.ADVERTISEMENT, Role.BYLINE})
NO_TAGS_NAMES = ("menu_words", "furniture_words", "networks")
"""Lists of names of which one in a row says that it is a menu or buttons."""
FEWEST_SPOKEN = 2
"""Names of a row that the body must have: one alone may be the place that a menu's row ends in."""
PARTED = re.compile(r"\s?[,;·•|/]\s?")


def _follows_body(one: Listing, layout: Layout) -> bool:
    """Return whether a row right below the body is several names with marks between, two of them in the body: its tags.

    Not what begins with a person, an author's note or a caption, nor a menu, a trail or a row of buttons. On 820 pages
    nothing more is answered so, right or wrong.
    """
    row = one.row
    if row.index != layout.last + 1 or row.role in NO_TAGS or len(one.parts) < FEWEST_AFTER or row.text[-1] in ".?!:":
        return False
    plain = all(
        len(part.split()) <= LONGEST_AFTER and part[0].isalnum() and not JOINED_WORD.match(part.lower())
        for part in one.parts
    )
    parted = len(PARTED.findall(row.text)) >= len(one.parts) - 1
    if not (plain and parted) or (persons.names(one.parts[0]) and " " in one.parts[0]):
        return False
    names = [fold(part) for part in PARTED.split(row.text)]
    if any(lexicons.read(words).intersection(names) for words in NO_TAGS_NAMES) or HOMES.intersection(names):
        return False
    prose = f" {fold(layout.prose())} "
    return sum(f" {fold(part)} " in prose for part in one.parts) >= FEWEST_SPOKEN


ANCHORS = 8
"""Rows at the head of a page among which a hashtag is a menu's."""


def _is_anchor(row: Row, layout: Layout) -> bool:
    """Return whether a lone hashtag far above the prose is a menu's link within the page."""
    return row.text.startswith("#") and row.text.count("#") == 1 and row.index < min(ANCHORS, layout.first)
