"""Find the candidates for the section of an article, beside its headline, below its body and in the menu above."""

import re
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from service.enrichment import lexicons
from service.enrichment.metadata import dates
from service.enrichment.metadata.bylines import signatures
from service.enrichment.metadata.layout import PROSE, Layout, Row, beside, fold
from service.enrichment.metadata.sections import crumbs, features, forms, neighbours, surroundings
from service.enrichment.metadata.sections.crumbs import LONGEST_PAIR, LONGEST_TRAIL
from service.enrichment.metadata.sections.forms import POSTED
from service.enrichment.metadata.sections.naming import LIST_MARK, Named, is_person, may_be_list, may_be_section
from service.enrichment.metadata.sections.surroundings import BELOW, NEAR, SHORTEST_PROSE
from service.enrichment.metadata.tags.labels import FILED, FOOT, SAYS_TAGS, behind_day
from service.enrichment.types import Role

MENU_REACH = 150
"""Rows above the headline in which a menu's entries are looked at."""


def candidates(
    layout: Layout, headline: Row | None, url: str | None = None, claimed: Mapping[str, tuple[str, ...]] | None = None
) -> Iterator[Named]:
    """Yield what could name the section beside the headline: a "Filed under", a crumb, a short line, with features.

    Also the entries of the menu above that the page names again as its section ("More Business stories"). `url` is the
    page's address, as far as the caller or the mark-up gives it: its path often holds the section. `claimed` are the
    folded names that the mark-up gives for a section, each with the places that do; None for text.
    """
    if headline is None:
        return
    found = list(_near(layout, headline))
    menu = [row for row in layout.rows[max(0, headline.index - MENU_REACH) : headline.index] if _is_entry(row)]
    names = [*(one.text for one in found), *(row.text for row in menu)]
    context = surroundings.read(layout, headline, found, names, url, claimed)
    for row in menu:
        name = row.folded
        if row.index not in context.gaps and (
            context.echoes.get(name, 0) or name in context.slugs or name in context.listed or name in (claimed or ())
        ):
            found.append(Named(row.text, row, 0, "menu"))
    for one in found:
        yield replace(one, features=tuple(features.of(one, context)))


LONGEST_FILED, LONGEST_FOOT = 300, 300
TRAILS = frozenset({"crumb", "joined", "home", "home-tail", "topic-1", "topic-2", "topic-3", "hub-tail"})
BEHIND_DAY = frozenset({"after-date", "piped", "list", "row", "pair", "crumb"})
WHOLE = frozenset({"row", "cut"})
"""Kinds that are a whole row, which with columns in it is a menu: "LATEST   WORLD   SPORT"."""
LISTS = frozenset({"filed", "piped", "list"})
LABELLED = frozenset({"filed", "more"})
"""Kinds that words announce, so that a person's name is a topic there: "Filed under: Jane Roe"."""


def _near(layout: Layout, headline: Row) -> Iterator[Named]:
    """Yield what rows beside the headline could name as the section, and labelled ones below the body."""
    for _, row in beside(layout, headline, NEAR, NEAR - 1):
        if row is headline or len(row.text) > (LONGEST_FILED if POSTED.match(row.text) else LONGEST_TRAIL):
            continue
        if crumbs.is_credit(row):
            continue
        above = layout.rows[row.index - 1] if row.index else None
        crumb = crumbs.last(row, headline) or crumbs.joined(row, headline)
        crumb = crumb or (crumbs.glued(row) if row.index < headline.index else None)
        # A row of crumbs names the section by one of them, never as a whole, but for one of two.
        for each in (
            forms.labelled(row),
            crumb or forms.whole(row, above),
            crumbs.pair(row),
            *crumbs.home_tail(row, layout),
            *forms.beside_date(row),
            *forms.piped(row),
            forms.run(row) if row.index > headline.index else None,
            forms.signed(row),
            forms.more(row),
            forms.listed(row),
            *crumbs.topics(row, headline),
        ):
            found = each and replace(each, text=each.text.rstrip(" |–—-"))
            if (
                found is not None
                and (
                    may_be_section(found.text, crumb=found.kind in TRAILS)
                    or (found.kind in LISTS and may_be_list(found.text))
                )
                and not (found.kind in WHOLE and _is_run(found))
                and not (found.kind not in LABELLED and _is_writer(found, layout))
                and "@" not in row.text
                and not (found.kind in BEHIND_DAY and behind_day(row.text))
                and not neighbours.is_further(row, layout)
            ):
                yield found
    for row in layout.rows[max(headline.index + NEAR, layout.last) : layout.last + BELOW]:
        found = _filed(row, layout)
        if found is not None and may_be_section(found.text):
            yield replace(found, kind="filed-below")


def _is_writer(one: Named, layout: Layout) -> bool:
    """Return whether a name is a person's beside a day or in a byline: "18/03/2019 | Jane Roe", "Jane Roe" above "a day ago".

    By its words alone a section's is none: "Love Lives" and "Grace Notes" begin with given names too.
    """
    if not is_person(one.text):
        return False
    around = layout.rows[max(0, one.row.index - SIGNATURE) : one.row.index + SIGNATURE + 1]
    others = (row for row in around if abs(row.index - one.row.index) > 1 and one.text not in row.text)
    if any(signatures.LABEL.match(row.text) for row in others):
        return False  # somebody else signs: "Grace Notes", "3 May 2021", "By Jane Roe"
    near = layout.rows[max(0, one.row.index - 1) : one.row.index + 2]
    return any(row.role in SIGNED for row in near) or bool(dates.find(one.row.text))


SIGNED = frozenset({Role.BYLINE, Role.DATE})
SIGNATURE = 4
"""Rows from a name in which a byline tells who writes."""


def _is_run(one: Named) -> bool:
    """Return whether a row is several names side by side, columns or a menu's entries: "LATEST   WORLD", "Recipes About Shop"."""
    words = one.text.lower().split()
    furniture = lexicons.read("furniture_words")
    columns = any(one.start < gap < one.start + len(one.text) for gap in one.row.gaps)
    return columns or (len(words) >= FEWEST_RUN and all(is_usual(word) or word in furniture for word in words))


def is_usual(name: str) -> bool:
    """Return whether a folded name is one that sections and menus usually have."""
    return name in lexicons.read("section_names") or name in lexicons.read("menu_words")


def may_be_menus(one: Named, headline: Row, layout: Layout) -> bool:
    """Return whether a section may be a menu's last entry: a usual name in a run of short rows under another usual name."""
    return (
        one.kind in WHOLE
        and one.row.role is not Role.SECTION
        and 0 < one.row.index < headline.index
        and is_usual(fold(one.text))
        and is_usual(layout.rows[one.row.index - 1].folded)
        and neighbours.short_rows_above(one.row, layout) >= FEWEST_ENTRIES
    )


FEWEST_RUN, FEWEST_ENTRIES = 3, 5


def in_foot_line(layout: Layout) -> Named | None:
    """Return the section that a blog's foot line names beside the tags or the writer: "Posted in Walks | Tagged harbour"."""
    rows = layout.rows[layout.last : layout.last + BELOW]
    found = (_filed(row, layout) for row in rows if _is_foot_line(row, layout))
    return next((one for one in found if one is not None and may_be_section(one.text)), None)


def in_filed_row(layout: Layout, headline: Row | None) -> Named | None:
    """Return the first name of the one row beside the headline or right below the body that says what the article is filed under.

    Of 40 such rows of 1,082 pages 29 begin with the section that readers tell. Several are other articles'; a list in small letters
    may be tags.
    """
    around = [row for _, row in beside(layout, headline, NEAR, NEAR - 1)] if headline else []
    rows = [*around, *layout.rows[layout.last + 1 : layout.last + 1 + REACH_BELOW]]
    filed = [row for row in dict.fromkeys(rows) if FILED.match(row.text) and row.role is not Role.RELATED]
    found = forms.labelled(filed[0]) if len(filed) == 1 and len(filed[0].text) <= LONGEST_FOOT else None
    if found is None:
        return None
    names = LIST_MARK.split(found.text)
    if (len(names) > 1 and found.text.islower()) or not may_be_section(names[0]):
        return None
    return replace(found, text=names[0])


REACH_BELOW = 12


def beside_day(layout: Layout, headline: Row | None, own: Collection[str] = ()) -> Named | None:
    """Return the usual section's name, or the menu's entry, that shares a row beside the headline with nothing but a date.

    "Commodities May 22, 2019". Of 820 pages four have a usual name there, and six an entry: their sections.
    `own` are the folded names that are the article's or its publisher's.
    """
    for away, row in () if headline is None else beside(layout, headline, BESIDE_DAY, BESIDE_DAY):
        if headline is not None and abs(away) > 1 and _is_anothers(row, headline, layout):
            continue
        for one in forms.beside_date(row) if len(row.text) <= LONGEST_PAIR else ():
            name = fold(one.text)
            if one.kind in DAYS and name not in own and may_be_section(one.text) and _is_known(name, layout, row):
                return one
    return None


BESIDE_DAY = 3
"""Rows above and below the headline in which a date has the section beside it."""
DAYS = frozenset({"before-date", "after-date"})
OF_ARTICLE = neighbours.BUTTONS | {Role.BODY}
"""Roles of rows beside the headline that are no other piece's headline; above a date a standfirst is none either."""
FEWEST_HEADLINE = 3
"""Words from which a row beside the headline may be another piece's."""


def _is_anothers(row: Row, headline: Row, layout: Layout) -> bool:
    """Return whether a row with a date may be of another piece, whose headline is between it and the article's or right below."""
    near = layout.rows[min(row.index, headline.index) + 1 : max(row.index + 2, headline.index)]
    return any(
        other is not row
        and other is not headline
        and other.role not in (OF_ARTICLE if other.index > row.index else OF_ARTICLE | {Role.SUBTITLE})
        and len(other.folded.split()) >= FEWEST_HEADLINE
        and len(other.text) < PROSE
        for other in near
    )


def _is_known(name: str, layout: Layout, row: Row) -> bool:
    """Return whether a folded name is a section's on many pages, or an entry beside such a one in the menu above a row.

    The page's first row is none: its masthead.
    """
    if name in lexicons.read("section_names"):
        return True
    head = layout.rows[max(1, row.index - MENU_REACH) : row.index]
    return any(
        one.folded == name
        and any(is_usual(other.folded) for other in layout.rows[max(0, one.index - 1) : one.index + 2])
        for one in head
    )


def _filed(row: Row, layout: Layout) -> Named | None:
    """Return what a label announces below the body; of several names beside the tags the first."""
    found = forms.labelled(row) if len(row.text) <= LONGEST_FOOT else None
    if found is None or not _is_foot_line(row, layout):
        return found
    return replace(found, text=LIST_MARK.split(found.text)[0])


ENTRY = re.compile(r"this (?:entry|post|article) was (?:posted|filed|published)\b", re.IGNORECASE)
PUBLISHED_IN = re.compile(r"published (?:in|under)\b", re.IGNORECASE)


def _is_foot_line(row: Row, layout: Layout) -> bool:
    """Return whether a row names the section beside tags, or says that it speaks of the entry."""
    below = layout.rows[row.index + 1].text if row.index + 1 < len(layout.rows) else ""
    filed = FILED.match(row.text) or PUBLISHED_IN.match(row.text)
    tagged = filed is not None and SAYS_TAGS.match(below) is not None
    return tagged or ENTRY.match(row.text) is not None or FOOT.match(row.text) is not None


def _is_entry(row: Row) -> bool:
    """Return whether a row may be a menu's entry for a section."""
    return len(row.text) <= SHORTEST_PROSE and len(row.text.split()) <= 3 and may_be_section(row.text)


MENU_ROWS = 3


def is_menus(one: Named, headline: Row | None, layout: Layout, told: AbstractSet[str]) -> bool:
    """Return whether a name is a menu's and not the section's; `told` are the folded names that address or mark-up give."""
    if is_within_menu(one, layout):
        return True
    return headline is not None and (
        is_menus_end(one, headline, layout, told)
        or is_cut_off(one, headline, layout, told)
        or is_outdone(one, headline, layout)
    )


def is_within_menu(one: Named, layout: Layout) -> bool:
    """Return whether a usual name stands between two others: an entry of a menu, of which only the last may be the section's."""
    here = one.row.index
    beside = (*layout.rows[max(0, here - 1) : here], *layout.rows[here + 1 : here + 2])
    rows = (one.row, *beside)
    return one.kind == "row" and len(rows) == MENU_ROWS and all(_is_entrys(row.folded) for row in rows)


def _is_entrys(name: str) -> bool:
    """Return whether a folded name is a menu's, and not the first of a trail of crumbs."""
    return is_usual(name) and name not in crumbs.HOMES


def is_menus_end(one: Named, headline: Row, layout: Layout, told: AbstractSet[str]) -> bool:
    """Return whether a usual name is in a menu, three usual names or more one a row, whose last entry nothing says is the section.

    It says so where it repeats an entry above, where address or mark-up name it, and where it ends a trail, one crumb a row.
    Buttons ("Subscribe", "More") end a menu, so that what stands under them is none of it. Two such rows alone are a section
    and one within it. With its last entry the others are refused, none of which is likelier.
    On 820 pages, beside what two rows sufficed for, one answer is lost and none won.
    """
    here = one.row.index
    if one.kind not in WHOLE or not 0 < here < headline.index or not is_usual(fold(one.text)):
        return False
    last = here
    while last + 1 < headline.index and is_usual(layout.rows[last + 1].folded):
        last += 1
    above = layout.rows[max(0, last - MENU_ROWS + 1) : last]
    name = fold(one.text) if last == here else layout.rows[last].folded
    return (
        len(above) == MENU_ROWS - 1
        and all(_is_entrys(row.folded) and not _is_button(row.folded) for row in above)
        and neighbours.under(layout.rows[last], layout) == "none"
        and told.isdisjoint({name, fold(one.text)})
        and all(row.folded != name for row in layout.rows[max(0, last - MENU_REACH) : last])
    )


def is_cut_off(one: Named, headline: Row, layout: Layout, told: AbstractSet[str]) -> bool:
    """Return whether a usual name said once ends a menu that a further row of page furniture parts from the headline.

    "Travel", "Inventors", "Media", "Startups", then "Subscribe to letters" and the headline. The menu's entries need not be
    usual names all. On 876 pages one false answer goes, one becomes another, and no right one is lost.
    """
    here = one.row.index
    between = layout.rows[here + 1 : headline.index]
    name = fold(one.text)
    above = layout.rows[max(0, here - MENU_ENTRIES) : here]
    return (
        one.kind in WHOLE
        and one.row.role is Role.NAVIGATION
        and 0 < len(between) < NEAR
        and all(row.role in FURNITURE for row in between)
        and is_usual(name)
        and layout.repeats.get(name, 0) == 1
        and neighbours.short_rows_above(one.row, layout) >= MENU_ENTRIES
        and sum(_is_entrys(row.folded) for row in above) >= FEWEST_USUAL
        and neighbours.under(one.row, layout) == "none"
        and name not in told
    )


MENU_ENTRIES, FEWEST_USUAL = 8, 2
FURNITURE = frozenset({Role.NAVIGATION, Role.NEWSLETTER, Role.ADVERTISEMENT})


def _is_button(name: str) -> bool:
    """Return whether a folded name is a button's, and no section's."""
    return name in lexicons.read("furniture_words") and name not in lexicons.read("section_names")


def is_outdone(one: Named, headline: Row, layout: Layout) -> bool:
    """Return whether a name is an entry of a menu that ends, right above the headline, in another entry said again."""
    last = layout.rows[headline.index - 1] if headline.index else None
    if last is None or one.kind not in WHOLE or one.row.folded == last.folded or not last.folded:
        return False
    start = last.index - neighbours.short_rows_above(last, layout)
    first = next((row.index for row in layout.rows[start : last.index] if row.folded == last.folded), last.index)
    between = layout.rows[first + 1 : last.index]
    known = sum(_is_entrys(row.folded) for row in between)
    return known >= FEWEST_BETWEEN and start <= one.row.index < last.index


FEWEST_BETWEEN = 2
"""Usual names between an entry of a menu and the same name said again, without which it is no menu."""
