"""Find the section an article stands in."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urlsplit

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, bylines, dates
from service.enrichment.metadata.layout import WORD, Layout, Row, beside, fold
from service.enrichment.metadata.ranking import band
from service.enrichment.types import Role

CRUMBS = re.compile(r"\s{0,3}(?:[›»>→]|\s/\s|(?<=\w)/\s|\s\|\s)\s{0,3}")
HOME = re.compile(r"^(?:home(?:page)?|start|front page|accueil|inicio|startseite)\s{1,3}(?=\S)", re.IGNORECASE)
FILED = re.compile(
    r"(?:^|(?<=[\s|•·]))(?:posted|published|filed|categori[sz]ed)\s(?:in|under)(?:\s{0,2}:?\s{1,2}|(?-i:(?=[A-Z])))(?P<rest>[^|•·]{2,60})"
    r"|^(?:this (?:story|article|post|item) is (?:part of|from)|part of complete coverage on)\s{1,2}(?P<part>[A-Z][^|•·.]{2,40})$"
    r"|^in:?\s{1,2}(?P<in>[A-Z][^|•·.]{2,40})$|(?:^|[|•·]\s?)(?:category|categories|section|topic)(?:\s{0,2}:\s{0,2}|\s(?-i:(?=[A-Z])))(?P<label>[^|•·]{2,60})$"
    r"|^(?:posted|published|written)\b[^|•·]{0,60}\d\s(?:[ap]\.?m\.?\s)?in:?\s{1,2}(?P<posted>[^\W\d][\w&'’-]{1,20}(?:\s[\w&'’-]{1,20}){0,3})(?=\.\s|[.|•·,]|$)",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"(?:last )?(?:updated|modified|published|posted)\b|(?:about the )?author|related|share|comments?", re.IGNORECASE
)
DIGITS = re.compile(r"\d")
NOT_A_SECTION = re.compile(
    r"^to\s|(?<![^\W_])\d{1,3}(?![^\W_])|\d\s?min|\d{5}|@|\b(?:read|min|minutes?|skip|back|share|comments?|close|listen|registration|this article|sponsored|credit|jobs?|partnership|contact|privacy|cookies|advertis\w+)\b"
    r"|\babout$|[←→]|\([A-Z]{2}\)$|^(?:authors?|source|written|by|written by|posted by)\s?:|^\w(?:\s\w)*$|\b(?:subscribe|sign ?up|log ?in|call us|quote|getty|shutterstock|istock|unsplash|alamy|dreamstime|pexels|pixabay)\b"
    r"|^(?:photos?|images?)$|\b(?:photos?|photography|images?)\s?(?:by\b|courtesy\b|:)",
    re.IGNORECASE,
)
KINDS = frozenset(
    (
        "analysis",
        "column",
        "comment",
        "editorial",
        "essay",
        "explainer",
        "feature",
        "interview",
        "news",
        "opinion",
        "report",
        "review",
    )
)
"""What an article is, in small letters beside its date."""
JOINTS = re.compile(r"[a-z+][A-Z]")
"""Where a row of buttons has lost its spaces: "FacebookEmailTwitter"."""


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate for the section: as it is written, where in its row, and what speaks for it."""

    text: str
    row: Row
    start: int
    kind: str
    features: tuple[str, ...] = ()


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
    context = _context(layout, headline, found, names, url, claimed)
    for row in menu:
        name = row.folded
        if row.index not in context.gaps and (
            context.echoes.get(name, 0) or name in context.slugs or name in context.listed or name in (claimed or ())
        ):
            found.append(Named(row.text, row, 0, "menu"))
    for one in found:
        yield replace(one, features=tuple(_features(one, context)))


def _near(layout: Layout, headline: Row) -> Iterator[Named]:
    """Yield what rows beside the headline could name as the section, and labelled ones below the body."""
    for _, row in beside(layout, headline, NEAR, NEAR - 1):
        if row is headline or len(row.text) > (LONGEST_FILED if POSTED.match(row.text) else LONGEST_TRAIL):
            continue
        above = layout.rows[row.index - 1] if row.index else None
        crumb = _crumb(row, headline) or _joined_crumb(row, headline)
        # A row of crumbs names the section by one of them, never as a whole, but for one of two.
        for found in (
            _labelled(row),
            crumb or _whole(row, above),
            _pair(row),
            *_home_tail(row, layout),
            *_beside_date(row),
            *_piped(row),
            _run(row) if row.index > headline.index else None,
            _signed(row),
            _more(row),
            _listed(row),
            *_topics(row, headline),
        ):
            if (
                found is not None
                and (
                    _may_be_section(found.text, crumb=found.kind in TRAILS)
                    or (found.kind in LISTS and _may_be_list(found.text))
                )
                and "@" not in row.text
                and not _is_further(row, layout)
            ):
                yield found
    for row in layout.rows[max(headline.index + NEAR, layout.last) : layout.last + BELOW]:
        found = _labelled(row) if len(row.text) <= 160 else None
        if found is not None and _may_be_section(found.text):
            yield replace(found, kind="filed-below")


NEAR, BELOW = 8, 40
"""Rows around the headline, and below the body, in which a section is named."""
MENU_REACH = 150
"""Rows above the headline in which a menu's entries are looked at."""


def _is_entry(row: Row) -> bool:
    """Return whether a row may be a menu's entry for a section."""
    return len(row.text) <= SHORTEST_PROSE and len(row.text.split()) <= 3 and _may_be_section(row.text)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a name is compared with: how often the page speaks of it as its section, the address's words, the tags."""

    layout: Layout
    headline: Row
    echoes: Mapping[str, int]
    slugs: frozenset[str]
    listed: frozenset[str]
    given: bool
    prose: frozenset[str]
    follows: Mapping[tuple[str, str], int]
    below: Mapping[str, int]
    """How often a name is a row of its own below the body: other articles' kickers and a second menu."""
    carded: Mapping[str, int]
    """How often a name begins a longer row there that has a date or a mark behind it: "Gardens May 3, 2021"."""
    gaps: Mapping[int, int]
    claimed: Mapping[str, tuple[str, ...]] | None
    owners: str
    """The folded rows that speak of rights."""
    strong: tuple[str, ...]
    """The kinds of candidates on the page that say by their form that they name a section."""


def _context(
    layout: Layout,
    headline: Row,
    found: Sequence[Named],
    names: Sequence[str],
    url: str | None,
    claimed: Mapping[str, tuple[str, ...]] | None,
) -> _Context:
    """Return the context of some names. Linear in rows times the names that share a first word."""
    with_head: dict[str, set[str]] = {}
    for name in {fold(one) for one in names}:
        if name:
            with_head.setdefault(name.split()[0], set()).add(name)
    echoes: dict[str, int] = {}
    for row in (*layout.rows[:LOOKED_AT], *layout.rows[max(LOOKED_AT, len(layout.rows) - LOOKED_AT) :]):
        if len(row.text) > LONGEST_ECHO or not (ECHO.search(row.text) or row.text.startswith("#")):
            continue
        words = f" {row.folded} "
        for head in with_head.keys() & set(row.folded.split()):
            for name in with_head[head]:
                if (name != row.folded and f" {name} " in words) or (row.text.startswith("#") and name == row.folded):
                    echoes[name] = echoes.get(name, 0) + 1
    below, carded = _below(layout, with_head)
    tagged = (row for row in layout.rows[layout.last : layout.last + BELOW] if TAGGED.match(row.text))
    listed = frozenset(fold(part) for row in tagged for part in TAGGED.sub("", row.text[:400]).split(","))
    return _Context(
        layout=layout,
        headline=headline,
        echoes=echoes,
        slugs=slugs(url),
        listed=listed,
        given=url is not None,
        prose=frozenset(WORD.findall(layout.prose().lower())),
        claimed=claimed,
        owners="\n".join(
            f" {row.folded} "
            for row in layout.rows[-LOOKED_AT:]
            if len(row.text) <= LONGEST_NOTICE and OWNED.search(row.text)
        ),
        gaps={row.index: gap for gap, row in beside(layout, headline, NEAR, NEAR - 1)},
        strong=tuple(sorted({one.kind for one in found} & STRONG)),
        below=below,
        carded=carded,
        follows=Counter(
            (above.folded, row.folded) for above, row in pairwise(layout.rows) if len(row.text) <= SHORTEST_PROSE
        ),
    )


def _below(layout: Layout, with_head: Mapping[str, set[str]]) -> tuple[Counter[str], Counter[str]]:
    """Return how often names stand below the body as rows of their own, and how often before a teaser's date."""
    below: Counter[str] = Counter()
    carded: Counter[str] = Counter()
    for row in layout.rows[layout.last + 1 : layout.last + LOOKED_AT]:
        if len(row.text) > LONGEST_ECHO or not row.folded:
            continue
        for name in with_head.get(row.folded.split(" ", 1)[0], ()):
            if name == row.folded:
                below[name] += 1
            elif row.folded.startswith(name + " ") and CARD.match(row.text[len(name) :]):
                carded[name] += 1
    return below, carded


CARD = re.compile(r"\s{0,2}(?:[|•·,–—-]|\w{3,9}\.? \d{1,2},|\d{1,2}[ /.])")
"""What follows the name of a kind of article in a teaser's row: a mark or a date."""
LOOKED_AT = 400
LONGEST_ECHO, LONGEST_NOTICE = 70, 300
ECHO = re.compile(
    r"\b(?:more|stor(?:y|ies)|blog|home|emails?|alerts?|newsletters?|part of|category|section|headlines|coverage|all|latest|posts|updates|other)\b",
    re.IGNORECASE,
)
"""What stands beside a section's name where a page speaks of it: "More Harbour stories", "Harbour Home"."""
TAGGED = re.compile(r"^(?:tags?|topics?|keywords?|filed under)\s{0,2}:\s{0,2}", re.IGNORECASE)


def slugs(url: str | None) -> frozenset[str]:
    """Return the folded names of the folders in an address's path: "/world/middle-east/2021/harbour" has two."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return frozenset()
    parts = [part for part in path.split("/")[:-1] if part]
    return frozenset(fold(part.replace("-", " ").replace("_", " ")) for part in parts[:8] if part[:1].isalpha())


def _features(one: Named, context: _Context) -> Iterator[str]:
    row, layout, headline = one.row, context.layout, context.headline
    name = fold(one.text)
    above = layout.rows[row.index - 1] if row.index else None
    gap = band(context.gaps.get(row.index, row.index - headline.index), -40, -NEAR, -4, -3, -2, -1, 0, 1, 2, 3, 5, NEAR)
    yield "bias"
    yield "kind:" + one.kind
    yield "gap:" + gap
    yield f"gap:{gap}:{one.kind}"
    yield "role:" + row.role
    yield f"role:{row.role}:{gap}"
    yield f"role:{row.role}:{one.kind}"
    yield "words:" + band(len(one.text.split()), 2, 3, 4, 5)
    yield "times:" + band(layout.repeats.get(name, 0), 1, 2, 3, 5)
    yield "case:" + (
        "upper" if one.text.isupper() else "title" if one.text.istitle() else "lower" if one.text.islower() else "mixed"
    )
    if name in lexicons.read("menu_words"):
        yield "menu"
        yield "menu:" + gap
    if row.index >= layout.first:
        yield "below-first"
    if bylines.names(one.text):
        yield "person"
        yield "person:" + gap
    yield from _standing(one, name, gap, context)
    yield "above:" + (band(len(above.text), 15, 40, 80) if above else "none")
    yield "above-role:" + (above.role if above else "none")
    if row.index + 1 < len(layout.rows):
        yield "below-role:" + layout.rows[row.index + 1].role
    below = layout.rows[row.index + 1].role if row.index + 1 < len(layout.rows) else "none"
    yield f"between:{above.role if above else 'none'}:{row.role}:{below}"
    size = band(_short_rows_above(row, layout), 1, 2, 4, 8)
    yield "run:" + size
    yield f"run:{size}:{gap}"
    if headline.folded.startswith(name) or name == headline.folded:
        yield "headline"
    yield from _naming(one, name, gap, context)


def _standing(one: Named, name: str, gap: str, context: _Context) -> Iterator[str]:
    """Yield whether a name is the site's own, stands elsewhere but under the same row, and has only buttons below it."""
    row, layout = one.row, context.layout
    if f" {name} " in context.owners:
        yield "owner"
    if one.kind in {"row", "cut"}:
        above = layout.rows[row.index - 1].folded if row.index else ""
        elsewhere = band(layout.repeats.get(name, 0) - context.follows.get((above, name), 0), 1, 2)
        yield "elsewhere:" + elsewhere
        yield f"elsewhere:{gap}:{elsewhere}"
    if row.index < context.headline.index:
        between = layout.rows[row.index + 1 : context.headline.index][:NEAR]
        buttons = lexicons.read("furniture_words")
        clear = all(other.role in BUTTONS or other.folded in buttons for other in between)
        yield f"clear:{clear}:{gap}"


BUTTONS = frozenset({Role.SHARE, Role.DATE, Role.BYLINE, Role.CAPTION, Role.COMMENTS, Role.ADVERTISEMENT})
OWNED = re.compile(r"©|\(c\)|copyright|rights reserved", re.IGNORECASE)
"""What stands beside the owner's name."""


def _naming(one: Named, name: str, gap: str, context: _Context) -> Iterator[str]:
    """Yield what the words of a name and the rest of the page say: a section's usual name, a crumb under "Home"."""
    known = lexicons.read("section_names")
    words = name.split()
    usual = (
        "whole"
        if name in known
        else "all"
        if all(w in known for w in words)
        else "one"
        if any(w in known for w in words)
        else "none"
    )
    yield "usual:" + usual
    yield f"usual:{usual}:{one.kind}"
    yield f"usual:{usual}:{gap}"
    echoed = band(context.echoes.get(name, 0), 1, 2, 4)
    yield "echoed:" + echoed
    yield f"echoed:{echoed}:{one.kind}"
    if name in context.listed:
        yield "listed"
    if context.given:
        yield f"slug:{name in context.slugs}"
    if context.claimed is not None:
        places = context.claimed.get(name, ())
        yield from (f"claimed:{place}" for place in places or ("not",))
        yield f"claimed:{bool(places)}:{gap}"
    if one.row.index < FIRST_ROWS:
        yield "first-rows"
    rows, here = context.layout.rows, one.row.index
    # The last entry of a menu stands under the same entry in the menu's other copies.
    if here and context.follows[rows[here - 1].folded, one.row.folded] > 1:
        yield "menu-again"
        yield "menu-again:" + gap
    yield "spoken:" + (
        "all"
        if all(word in context.prose for word in words)
        else "some"
        if any(word in context.prose for word in words)
        else "none"
    )
    under = _under(one.row, context.layout)
    yield "under:" + under
    yield f"under:{under}:{gap}"
    if one.row.text[:1] == "#" or (here and rows[here - 1].text[-1:] == ":"):
        yield "announced"
    yield from _marked(one.row, context)
    if here < context.headline.index and one.kind in {"row", "cut", "pair", "crumb"}:
        after = band(_short_rows_below(one.row, context), 1, 2, 3)
        yield "run-below:" + after
        yield f"run-below:{after}:{band(_short_rows_above(one.row, context.layout), 1, 2, 4, 8)}"
        yield f"run-below:{after}:{usual}"
    yield from _patterned(one, words, gap, context)
    below = band(context.below.get(name, 0), 1, 2, 4)
    yield "below-times:" + below
    yield f"below-times:{below}:{gap}"
    carded = band(context.carded.get(name, 0), 1, 2)
    yield "carded:" + carded


def _patterned(one: Named, words: Sequence[str], gap: str, context: _Context) -> Iterator[str]:
    """Yield what stands around a name in order, its letters against its neighbours', and what other candidates the page has."""
    rows, here, headline = context.layout.rows, one.row.index, context.headline
    shape = _shape(one.text)
    yield f"shape:{shape}:{gap}"
    yield f"shape:{shape}:{one.kind}"
    for away, name in ((-1, "above"), (1, "below")):
        other = rows[here + away] if 0 <= here + away < len(rows) else None
        if other is not None and len(other.text) <= SHORTEST_PROSE:
            yield f"{name}-shape:{_shape(other.text) == shape}:{shape}"
            known = other.folded in lexicons.read("menu_words") or other.folded in lexicons.read("furniture_words")
            yield f"{name}-menu:{known}:{gap}"
            again = band(context.layout.repeats.get(other.folded, 0), 2, 3)
            yield f"{name}-again:{again}:{band(context.layout.repeats.get(one.row.folded, 0), 2, 3)}"
    if here > headline.index and here - headline.index <= 4:
        roles = [other.role[:4] for other in rows[here : here + 4]]
        yield "order:" + "-".join(["head", *(other.role[:4] for other in rows[headline.index + 1 : here]), *roles])
        yield f"after-pair:{'-'.join(roles[1:3])}:{gap}"
    elif headline.index - here <= 4:
        below = [other.role[:4] for other in rows[headline.index + 1 : headline.index + 3]]
        yield f"under-head:{'-'.join(below)}:{gap}"
        yield f"under-head:{below[:1]}:{gap}:{one.row.role}"
    title = frozenset(headline.folded.split())
    shared = sum(word in title for word in words if len(word) > 3)
    yield f"head-words:{'all' if shared and shared >= sum(len(word) > 3 for word in words) else 'some' if shared else 'none'}"
    yield "letters:" + band(len(one.text), 4, 6, 9, 13, 18, 25, 35)
    for kind in context.strong:
        if kind != one.kind:
            yield f"beside:{kind}:{one.kind}"
    if not context.strong:
        yield "beside:none:" + one.kind
        yield f"beside:none:{gap}"
    for word in words[:4]:
        yield f"word:{zlib.crc32(word.encode()) % WORDS}"


WORDS = 1024
"""Buckets that words are hashed into."""
STRONG = frozenset(
    {"filed", "crumb", "joined", "home", "piped", "more", "filed-below", "hub-tail", "list", "topic-2", "topic-3"}
)
"""Kinds that say by their form that they name a section."""


def _shape(text: str) -> str:
    return "upper" if text.isupper() else "title" if text.istitle() else "lower" if text.islower() else "mixed"


def _marked(row: Row, context: _Context) -> Iterator[str]:
    """Yield whether a row stands between the marks of crumbs, or under what leads back to all articles."""
    rows, here = context.layout.rows, row.index
    above = rows[here - 1].text if here else ""
    after = rows[here + 1].text if here + 1 < len(rows) else ""
    if MARK_ALONE.fullmatch(above) or above[-1:] in MARKS_AT_END:
        yield "after-mark"
        yield f"after-mark:{bool(MARK_ALONE.fullmatch(after)) or row.text[-1] in MARKS_AT_END}"
    if MARK_ALONE.fullmatch(after):
        yield "before-mark"
    if above == "#":
        yield "hash-above"
    if HUB.fullmatch(above):
        yield "under-hub"
        yield f"under-hub:{here + 1 < len(rows) and rows[here + 1] is context.headline}"
    if here > context.headline.index:
        between = rows[context.headline.index + 1 : here]
        clear = all(other.role in BUTTONS or other.role is Role.SUBTITLE for other in between)
        yield f"clear-below:{clear}:{band(context.layout.first - here, 0, 1, 2, 4)}"
    yield "to-prose:" + band(context.layout.first - here, 0, 1, 2, 4, 8, 16)


MARK_ALONE = re.compile(r"[/›»>→|\\]{1,2}")
MARKS_AT_END = frozenset("/›»→")
HUB = re.compile(
    r"(?:(?:go )?back(?: to)?(?: (?:all|the|our|home))?|our|all|home|the)?\s?(?:blogs?|articles?|posts|news|newsroom|resources|insights|stories|home|learn)?",
    re.IGNORECASE,
)
"""What leads back to all articles, above the name of those of one kind: "Back to Blog", "Articles"."""


FIRST_ROWS = 3
CRUMB_ROWS = 4
LABELLED = re.compile(
    r"^(?:filed (?:under|in)|posted in|category|categories|section|topics?|in|more:?|series|part of complete coverage on)\s?:?$",
    re.IGNORECASE,
)


def _under(row: Row, layout: Layout) -> str:
    """Return which row a few above announces crumbs, one a row ("Home", "Blogs", "Town Life"), and how far above it stands."""
    for away in range(1, CRUMB_ROWS + 1):
        if row.index < away:
            break
        other = layout.rows[row.index - away]
        if other.folded in {"home", "homepage"}:
            return f"home-{away}"
        if LABELLED.match(other.text):
            return f"label-{away}"
        if len(other.text) > SHORTEST_PROSE:
            break
    return "none"


def is_within_menu(one: Named, layout: Layout) -> bool:
    """Return whether a usual name stands between two others: an entry of a menu, of which only the last may be the section's."""
    known, here = lexicons.read("section_names"), one.row.index
    beside = (*layout.rows[max(0, here - 1) : here], *layout.rows[here + 1 : here + 2])
    rows = (one.row, *beside)
    return one.kind == "row" and len(rows) == MENU_ROWS and all(row.folded in known for row in rows)


MENU_ROWS = 3


def _short_rows_above(row: Row, layout: Layout) -> int:
    """Return how many short rows end right above a row: many are a menu, of which it may be the last entry."""
    count = 0
    while count < MENU and row.index - count > 0 and len(layout.rows[row.index - count - 1].text) <= SHORTEST_PROSE:
        count += 1
    return count


def _short_rows_below(row: Row, context: _Context) -> int:
    """Return how many short rows stand right below a row, above the headline: what has some is within a menu, or a first crumb."""
    count = 0
    for other in context.layout.rows[row.index + 1 : min(context.headline.index, row.index + NEAR)]:
        if len(other.text) > SHORTEST_PROSE or other.role in BUTTONS or other.folded == context.headline.folded:
            break
        count += other.folded != ""
    return count


MENU = 10
SHORTEST_PROSE = 30


def _whole(row: Row, above: Row | None) -> Named:
    """Return a row as a section's name, without the reading time or the note on access printed after it."""
    cut, number = AFTER.search(row.text), ORDINAL.match(row.text)
    start = number.end() if number else 0
    kind = "cut" if cut else "filed" if above is not None and FILED_BELOW.match(above.text) else "row"
    return Named(row.text[start : cut.start() if cut else None].rstrip(" /›»→"), row, start, kind)


def _is_further(row: Row, layout: Layout) -> bool:
    """Return whether a row goes on a list, one name a row, that a label announces: its first names the section."""
    for away in range(2, CRUMB_ROWS + 1):
        above = layout.rows[row.index - away + 1] if row.index >= away else None
        if above is None or len(above.text) > SHORTEST_PROSE:
            return False
        if FILED_BELOW.match(layout.rows[row.index - away].text):
            return True
    return False


FILED_BELOW = re.compile(r"^(?:filed (?:under|in|to)|posted in|category|categories|section)\s?:?$", re.IGNORECASE)


ORDINAL = re.compile(r"\d{1,2}[.)]\s{1,3}(?=\S)")
"""The number of a crumb, where a rendering counts them."""


AFTER = re.compile(r"\s{1,3}(?:\d{1,3}\s?[- ]?min(?:ute)?s?(?:\sread)?|for (?:members|subscribers))$", re.IGNORECASE)


def _signed(row: Row) -> Named | None:
    """Return the section that a byline names: "by Jane Roe - in Gadgets"."""
    match = SIGNED.search(row.text) if bylines.LABEL.match(row.text) else WRITES_IN.search(row.text[:100])
    if match and "who" in match.groupdict() and not bylines.names(match["who"]):
        return None
    return Named(match["section"], row, match.start("section"), "filed") if match else None


SIGNED = re.compile(r"(?:\s|[–—-])in\s(?P<section>[A-Z][\w&]+(?:\s[\w&]+){0,3})$")
WRITES_IN = re.compile(r"(?:^|[•|·]\s{0,2})(?P<who>[^•|·]{3,60})\sin\s(?P<section>\w[\w&'’ ]{1,40})$")
"""A writer's name and what is written in: "Jane Roe in gardens"."""


LISTS = frozenset({"filed", "piped", "list"})
POSTED = re.compile(r"(?:posted|published|written|on)\b[^|•·]{0,120}?(?:\s|(?<=[a-z]))in:?\s(?=[A-Z])", re.IGNORECASE)
LONGEST_FILED, LONGEST_LIST_OF_NAMES = 300, 160


def _may_be_list(text: str) -> bool:
    """Return whether a text is a list of names for sections: "Budget Walks, Harbour Life"."""
    parts = [part.strip() for part in LIST_MARK.split(text)]
    return len(text) <= LONGEST_LIST_OF_NAMES and 2 <= len(parts) <= MOST_LISTED and all(map(_may_be_section, parts))


LIST_MARK = re.compile(r"\s?[,|]\s")
MOST_LISTED = 8


def _listed(row: Row) -> Named | None:
    """Return a list of names that fills a row, or what a label and a day announce: "On May 3, 2021 In Walks, Harbour Life"."""
    if posted := POSTED.match(row.text):
        return Named(row.text[posted.end() :].strip(" .,"), row, posted.end(), "list")
    start = row.text.rfind(" | ") + 3 if COUNTED.match(row.text) else 0
    parts = LIST_MARK.split(row.text[start:])
    return Named(row.text[start:], row, start, "list") if len(parts) > 1 and row.text[-1] not in ".?!" else None


COUNTED = re.compile(r"\d{1,4} comments? \| ", re.IGNORECASE)


def _topics(row: Row, headline: Row) -> Iterator[Named]:
    """Yield the first of several crumbs that says what an article is about: "Home / Blog / Gardens / Beds" has Gardens."""
    mark = SLASHES if row.text.count("/") > 1 else CRUMBS
    parts = [part.strip(" |") for part in mark.split(row.text)] if len(row.text) <= LONGEST_TRAIL else []
    told = [part for part in parts if fold(part) and not headline.folded.startswith(fold(part)[:30])]
    named = [
        part
        for part in told
        if fold(part) not in lexicons.read("hub_names")
        and any(map(str.isalpha, part))
        and not dates.find(part)
        and not (bylines.names(part) and fold(part).split()[0] in lexicons.read("given_names"))
    ]
    if len(parts) > 1 and named:
        yield Named(named[0], row, row.text.find(named[0]), f"topic-{min(len(named), 3)}")
    elif len(parts) == 1 and (match := UNDER_HUB.match(row.text)) and len(row.text) <= LONGEST_PAIR:
        yield Named(row.text[match.end() :], row, match.end(), "hub-tail")


SLASHES = re.compile(r"\s{0,3}/\s{0,3}")
LONGEST_TRAIL = 160
UNDER_HUB = re.compile(r"(?:blog|articles|resources|news|insights|topics)\s{1,2}(?=\S)", re.IGNORECASE)


def _labelled(row: Row) -> Named | None:
    match = FILED.search(row.text)
    if match is None:
        return None
    group = next(name for name in ("rest", "part", "in", "label", "posted") if match[name])
    found = dates.find(match[group])
    text = match[group][: found[0].start if found else None].strip(" ,:-–—")
    return Named(text, row, match.start(group), "filed") if text else None


def _crumb(row: Row, headline: Row) -> Named | None:
    """Return the last crumb that is not the headline itself: "Home > World > Headline" is World."""
    parts = [part.strip() for part in CRUMBS.split(row.text) if part.strip()]
    if len(parts) > 1:
        while len(parts) > 1 and fold(parts[-1])[:30] and headline.folded.startswith(fold(parts[-1])[:30]):
            parts.pop()
        return Named(parts[-1], row, row.text.rfind(parts[-1]), "crumb") if fold(parts[-1]) != "home" else None
    match = HOME.match(row.text)
    return Named(row.text[match.end() :], row, match.end(), "home") if match and len(row.text.split()) <= 5 else None


def _pair(row: Row) -> Named | None:
    """Return a whole row of two parts, which may be one section's name: "Town / Harbour Life"."""
    parts = CRUMBS.split(row.text) if len(row.text) <= LONGEST_PAIR else []
    return Named(row.text, row, 0, "pair") if len(parts) == 2 and fold(parts[0]) not in {"home", ""} else None


LONGEST_PAIR = 50


def _more(row: Row) -> Named | None:
    """Return what stands before a list of further topics: "Business More: Harbour Trade"."""
    match = MORE.match(row.text)
    return Named(match["section"], row, 0, "more") if match else None


MORE = re.compile(r"^(?P<section>[A-Z][\w&]{1,20}(?: [\w&]{1,20}){0,2})\s{1,2}More:\s")


def _joined_crumb(row: Row, headline: Row) -> Named | None:
    """Return the last crumb of a row that has lost the marks between them: "HomeGear ReviewsHeadline"."""
    if len(row.text) <= len(headline.text) or not row.folded.endswith(headline.folded):
        before = row.text if HOME_JOINED.match(row.text) else ""
    else:
        before = row.text[: -len(headline.text)]
    if (
        row.index > headline.index
        and before.endswith(" ")
        and not (HOME_JOINED.match(before) or HOME.match(before) or CRUMBS.search(before))
    ):
        return None  # "Understanding" before the headline's words, said again below it
    parts = [part.strip() for part in JOINED.split(before.strip(" /|>»›:-–—")) if part.strip()]
    parts = parts[1:] if parts and fold(parts[0]) in {"home", "homepage"} else parts
    if not parts:
        return None
    text = HOME.sub("", parts[-1])
    return Named(text, row, row.text.rfind(text), "joined") if text else None


HOME_JOINED = re.compile(r"home(?-i:[A-Z])", re.IGNORECASE)
JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|\s{0,3}(?:[›»>→/|]|\s[-–—]\s)\s{0,3}")


def _beside_date(row: Row) -> Iterator[Named]:
    """Yield what stands alone before or after the date of a short row: "Travel · May 3, 2021"."""
    stamps = dates.find(row.text) if len(row.text) <= 100 and DIGITS.search(row.text) else ()
    if not stamps:
        return
    before = PUBLISHED_TAIL.sub("", row.text[: stamps[0].start].rstrip(" ,|•·–—-:")).rstrip(" ,|•·–—-:")
    if before and not UPDATED.match(before):
        yield Named(before, row, 0, "before-date")
        tail = LONE_LETTERS.sub("", before[before.rfind(":") + 1 :])
        if tail and tail != before:
            yield Named(tail, row, len(before) - len(tail), "before-date-tail")
    after = re.split(r"[|•·]", row.text[stamps[-1].end :].strip(" ,|•·–—-:"))[0].strip()
    if after:
        text = after.removeprefix("in ").strip()
        yield Named(text, row, row.text.find(text, stamps[-1].end), "filed" if text != after else "after-date")


PUBLISHED_TAIL = re.compile(r"(?<=\S)\s[–—|•·-]?\s?(?:published|posted|updated)(?: on)?$", re.IGNORECASE)
LONE_LETTERS = re.compile(r"^(?:\s{0,3}\w\b)*\s{0,3}")
"""The letters of a button that changes the size of the text."""


WRITER = re.compile(r"\b(?:reporter|correspondent|editor|writer|columnist|contributor)s?$", re.IGNORECASE)
"""What an author is, beside the name: "Court Reporter"."""


def _home_tail(row: Row, layout: Layout) -> Iterator[Named]:
    """Yield the last words of crumbs that have lost the marks between them, where the page has these alone: "Home Topics Health"."""
    match = HOME.match(row.text)
    words = row.text[match.end() :].split() if match and len(row.text) <= LONGEST_PAIR else []
    for skipped in range(1, min(4, len(words))):
        tail = " ".join(words[skipped:])
        if layout.repeats.get(fold(tail), 0):
            yield Named(tail, row, len(row.text) - len(tail), "home-tail")
            return


def _piped(row: Row) -> Iterator[Named]:
    """Yield what stands between bars beside the author, the date or the reading time: "by Jane Roe | Gardens | 8 min read"."""
    parts = BARS.split(row.text)
    if not 2 <= len(parts) <= MOST_PIPED:
        return
    spoken = [
        bool(bylines.LABEL.match(part) or READING.search(part) or dates.find(part) or bylines.names(part))
        for part in parts
    ]
    if not any(spoken) or all(spoken):
        return
    for part, other in zip(parts, spoken, strict=True):
        if not other and (text := part.strip(" ,:–—-").removeprefix("in ").strip()):
            yield Named(text, row, row.text.find(text), "piped")


BARS = re.compile(r"\s{0,3}[|•·∙]\s{0,3}")
READING = re.compile(r"\b(?:\d{1,3}|one|two|five|x{1,2})\s?[- ]?min", re.IGNORECASE)
MOST_PIPED = 6


def _run(row: Row) -> Named | None:
    """Return the first of a few names that have lost the marks between them: "DIYHome Decor"."""
    if len(row.text) > LONGEST_PAIR or not RUN.search(row.text):
        return None
    parts = RUN.split(row.text)
    return Named(parts[0], row, 0, "run") if len(parts) <= 3 and all(len(part) > 2 for part in parts) else None


RUN = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[A-Z]{2})(?=[A-Z][a-z])")


TRAILS = frozenset({"crumb", "joined", "home", "home-tail", "topic-1", "topic-2", "topic-3", "hub-tail"})
OF_A_TRAIL = frozenset({"latest news", "resources"})
"""Names that are a button's but at the end of a trail of crumbs."""


def _may_be_section(text: str, *, crumb: bool = False) -> bool:
    folded = fold(text)
    return (
        2 <= len(text) <= 50
        and len(WORD.findall(text)) <= 5
        and any(map(str.isalpha, text))
        and (folded not in lexicons.read("furniture_words") or (crumb and folded in OF_A_TRAIL))
        and text not in KINDS
        and not FILED_BELOW.match(text)
        and ((text.isupper() and len(text) < 3) or folded not in lexicons.read("function_words"))
        and folded not in lexicons.read("weekdays")
        and not WRITER.search(text)
        and not dates.find(text)
        and text[-1] not in ".?!"
        and agencies.named(text) is None
        and not bylines.LABEL.match(text)
        and not NOT_A_SECTION.search(text)
        and len(JOINTS.findall(text)) < 2
        and text not in dates.zones()
    )
