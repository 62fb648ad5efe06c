"""Find the section an article stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.enrichment import lexicons
from service.enrichment.metadata import agencies, bylines, dates
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.ranking import band

CRUMBS = re.compile(r"\s{0,3}(?:[›»>→]|\s/\s|\s\|\s)\s{0,3}")
HOME = re.compile(r"^(?:home(?:page)?|start|front page|accueil|inicio|startseite)\s{1,3}(?=\S)", re.IGNORECASE)
FILED = re.compile(
    r"(?:^|(?<=[\s|•·]))(?:posted|published|filed|categori[sz]ed)\s(?:in|under)(?:\s{0,2}:?\s{1,2}|(?-i:(?=[A-Z])))(?P<rest>[^|•·]{2,60})"
    r"|^in:?\s{1,2}(?P<in>[A-Z][^|•·.]{2,40})$|(?:^|[|•·]\s?)(?:category|categories|section|topic)(?:\s{0,2}:\s{0,2}|\s(?-i:(?=[A-Z])))(?P<label>[^|•·]{2,60})$",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"(?:last )?(?:updated|modified|published|posted)\b|(?:about the )?author|related|share|comments?", re.IGNORECASE
)
DIGITS = re.compile(r"\d")
NOT_A_SECTION = re.compile(
    r"\d|@|\b(?:read|min|minutes?|skip|back|share|comments?|close|listen|registration|this article)\b", re.IGNORECASE
)
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


def candidates(layout: Layout, headline: Row | None) -> Iterator[Named]:
    """Yield what could name the section beside the headline: a "Filed under", a crumb, a short line, with features."""
    if headline is None:
        return
    for row in layout.rows[max(0, headline.index - 8) : headline.index + 8]:
        if row is headline or len(row.text) > 160:
            continue
        crumb = _crumb(row, headline) or _joined_crumb(row, headline)
        # A row of crumbs names the section by one of them, never as a whole.
        for found in (_labelled(row), crumb or _whole(row), *_beside_date(row), _signed(row)):
            if found is not None and _may_be_section(found.text):
                yield replace(found, features=tuple(_features(found, headline, layout)))
    for row in layout.rows[max(headline.index + 8, layout.last) : layout.last + 16]:
        found = _labelled(row) if len(row.text) <= 160 else None
        if found is not None and _may_be_section(found.text):
            yield replace(found, kind="filed-below", features=tuple(_features(found, headline, layout)))


def _features(one: Named, headline: Row, layout: Layout) -> Iterator[str]:
    row = one.row
    gap = band(row.index - headline.index, -4, -3, -2, -1, 0, 1, 2, 3, 5)
    yield "bias"
    yield "kind:" + one.kind
    yield "gap:" + gap
    yield f"gap:{gap}:{one.kind}"
    yield "role:" + row.role
    yield f"role:{row.role}:{gap}"
    yield f"role:{row.role}:{one.kind}"
    yield "words:" + band(len(one.text.split()), 2, 3, 4, 5)
    yield "times:" + band(layout.repeats.get(fold(one.text), 0), 1, 2, 3, 5)
    yield "case:" + (
        "upper" if one.text.isupper() else "title" if one.text.istitle() else "lower" if one.text.islower() else "mixed"
    )
    if fold(one.text) in lexicons.read("menu_words"):
        yield "menu"
        yield "menu:" + gap
    if row.index >= layout.first:
        yield "below-first"
    if bylines.names(one.text):
        yield "person"
    above = layout.rows[row.index - 1] if row.index else None
    yield "above:" + (band(len(above.text), 15, 40, 80) if above else "none")
    yield "above-role:" + (above.role if above else "none")
    if row.index + 1 < len(layout.rows):
        yield "below-role:" + layout.rows[row.index + 1].role
    below = layout.rows[row.index + 1].role if row.index + 1 < len(layout.rows) else "none"
    yield f"between:{above.role if above else 'none'}:{row.role}:{below}"
    size = band(_short_rows_above(row, layout), 1, 2, 4, 8)
    yield "run:" + size
    yield f"run:{size}:{gap}"
    if headline.folded.startswith(fold(one.text)) or fold(one.text) == headline.folded:
        yield "headline"


def _short_rows_above(row: Row, layout: Layout) -> int:
    """Return how many short rows end right above a row: many are a menu, of which it may be the last entry."""
    count = 0
    while count < MENU and row.index - count > 0 and len(layout.rows[row.index - count - 1].text) <= SHORTEST_PROSE:
        count += 1
    return count


MENU = 10
SHORTEST_PROSE = 30


def _whole(row: Row) -> Named:
    """Return a row as a section's name, without the reading time or the note on access printed after it."""
    cut = AFTER.search(row.text)
    return Named(row.text[: cut.start()], row, 0, "cut") if cut else Named(row.text, row, 0, "row")


AFTER = re.compile(r"\s{1,3}(?:\d{1,3}\s?[- ]?min(?:ute)?s?(?:\sread)?|for (?:members|subscribers))$", re.IGNORECASE)


def _signed(row: Row) -> Named | None:
    """Return the section that a byline names: "by Jane Roe - in Gadgets"."""
    match = SIGNED.search(row.text) if bylines.LABEL.match(row.text) else None
    return Named(match["section"], row, match.start("section"), "signed") if match else None


SIGNED = re.compile(r"(?:\s|[–—-])in\s(?P<section>[A-Z][\w&]+(?:\s[\w&]+){0,3})$")


def _labelled(row: Row) -> Named | None:
    match = FILED.search(row.text)
    if match is None:
        return None
    group = next(name for name in ("rest", "in", "label") if match[name])
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


def _joined_crumb(row: Row, headline: Row) -> Named | None:
    """Return the last crumb of a row that has lost the marks between them: "HomeGear ReviewsHeadline"."""
    if len(row.text) <= len(headline.text) or not row.folded.endswith(headline.folded):
        before = row.text if HOME_JOINED.match(row.text) else ""
    else:
        before = row.text[: -len(headline.text)]
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
    before = row.text[: stamps[0].start].rstrip(" ,|•·–—-:")
    if before and not UPDATED.match(before):
        yield Named(before, row, 0, "before-date")
    after = re.split(r"[|•·]", row.text[stamps[-1].end :].strip(" ,|•·–—-:"))[0].strip()
    if after:
        text = after.removeprefix("in ").strip()
        yield Named(text, row, row.text.find(text, stamps[-1].end), "after-date")


def _may_be_section(text: str) -> bool:
    folded = fold(text)
    return (
        2 <= len(text) <= 50
        and len(text.split()) <= 5
        and any(map(str.isalpha, text))
        and folded not in lexicons.read("furniture_words")
        and not dates.find(text)
        and text[-1] not in ".?!"
        and agencies.named(text) is None
        and not bylines.LABEL.match(text)
        and not NOT_A_SECTION.search(text)
        and len(JOINTS.findall(text)) < 2
        and text not in dates.zones()
    )
