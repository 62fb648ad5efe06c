"""Turn pages into the choices that the rankers learn: the candidates of each field, and which of them are right."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from service.enrichment.metadata import (
    dates,
    languages,
    layout,
    published,
    subtitles,
    titles,
)
from service.enrichment.metadata.bylines import authors
from service.enrichment.metadata.bylines.signatures import Byline
from service.enrichment.metadata.layout import Layout, Row, fold
from service.enrichment.metadata.markup import collecting, days, headlines, labels, site
from service.enrichment.metadata.markup import people as writers
from service.enrichment.metadata.markup.claims import Claim
from service.enrichment.metadata.markup.witnesses import Sight
from service.enrichment.metadata.publishers import gathering
from service.enrichment.metadata.sections import nearby
from service.enrichment.metadata.tags import listings
from service.enrichment.types import Role, SourceKind
from training.metadata import logit
from training.metadata.corpus import CLIPPED, HTML, Example
from training.metadata.logit import Candidate, Problem

WORD = re.compile(r"\w+")
FOLDS = 5
TRACE = 0.02


@dataclass(frozen=True)
class Choices:
    """One field's candidates on every page, the pages' folds, and each page's witnesses out of fold, the best first."""

    pages: list[list[Candidate]]
    folds: list[int]
    worth: list[float] = field(default_factory=list)
    """How much each page counts in training."""
    best: list[tuple[tuple[int, float], ...]] = field(default_factory=list)
    weights: list[dict[str, float]] = field(default_factory=list)
    """Of each fold, fitted without its pages."""


@dataclass(frozen=True)
class View:
    """A page read line by line, as far as the title's candidates."""

    example: Example
    sight: Layout
    order: dates.Order | None
    bare: tuple[published.Dated, ...]
    headlines: tuple[titles.Headline, ...]


def norm(text: str) -> str:
    """Return lower-cased words without accents and quote marks: how titles and names are compared."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(WORD.findall(re.sub(r"['’`]", "", plain).casefold()))


def alike(a: str, b: str) -> bool:
    """Return whether two normalised texts differ in few characters."""
    return bool(a and b) and difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.9


def people(names: Iterable[str]) -> frozenset[str]:
    return frozenset(norm(name) for name in names) - {""}


def view(example: Example) -> View:
    """Return what `metadata.reading.read` makes of a page before it chooses."""
    sight = layout.read(example.page)
    language = languages.detect(example.body.text or example.page.text)
    stated = days.stated(claims_of(example))
    order = published.order_of(sight, language=languages.primary(language), url=None, stated=stated)
    bare = published.candidates(sight, order)
    busy = frozenset(one.row.index for one in bare)
    return View(example, sight, order, bare, tuple(titles.candidates(sight, example.body, busy)))


def title_choice(one: View) -> list[Candidate]:
    """Return the headlines; the right ones equal the gold, or where none does, differ in few characters."""
    gold = norm(one.example.title)
    texts = [norm(headline.text) for headline in one.headlines]
    right = [bool(gold) and text == gold for text in texts]
    if not any(right):
        right = [alike(text, gold) for text in texts]
    return [
        Candidate(headline.features, fold(headline.text), ok) for headline, ok in zip(one.headlines, right, strict=True)
    ]


def date_choice(one: View, headline: Row | None) -> tuple[tuple[published.Dated, ...], list[Candidate]]:
    found = tuple(
        each for each in published.ranked(one.bare, one.sight, headline) if each.label not in published.REVIEWS
    )
    gold = one.example.published
    return found, [
        Candidate(each.features, each.stamp.value[:10], gold is not None and each.stamp.day == gold) for each in found
    ]


def author_choice(one: View, headline: Row | None) -> tuple[tuple[Byline, ...], list[Candidate]]:
    found = tuple(authors.candidates(one.sight, headline, frozenset(each.row.index for each in one.bare)))
    gold = people(one.example.authors)
    return found, [
        Candidate(each.features, "; ".join(sorted(map(fold, each.names))), people(each.names) == gold) for each in found
    ]


def beside(one: View, made: Sequence[Claim], twin: Sequence[Claim]) -> dict[str, list[Candidate] | None]:
    """Return the section's, standfirst's and publisher's choice, where it is known what is right; else None for it.

    Known is what a reader said of the page, and for the text of other pages what the mark-up of the same page (`twin`)
    says where a line says the same. `made` is what the view's own mark-up says.
    """
    marked = one.example.view == HTML
    gold = norm(str((one.example.told or {}).get("title") or one.example.title))
    rows = [row for row in one.sight.rows if norm(row.text) == gold]
    headline = min(rows, key=lambda row: abs(row.index - one.sight.first), default=None)
    own, claimed = (labels.canonical(made), labels.sections(made)) if marked else (None, None)
    address = own.value if own else None
    described = labels.described(made) if marked else None
    found = {
        "section": [
            (x.features, fold(x.text), x.text) for x in nearby.candidates(one.sight, headline, address, claimed)
        ],
        "subtitle": [
            (x.features, x.row.folded, x.row.text) for x in subtitles.candidates(one.sight, headline, described)
        ],
    }
    wanted = {
        "section": {fold(claim.value) for claim in twin if claim.place in labels.SECTIONS},
        "subtitle": labels.described(twin),
    }
    answer: dict[str, list[Candidate] | None] = {}
    for name, candidates in found.items():
        told = None if name in one.example.scored else one.example.told
        if told is not None and name not in told:
            answer[name] = None  # its reader was in doubt
            continue
        if told is not None:
            right = [_says(str(told.get(name) or ""), text) for _, _, text in candidates]
        else:
            right = [not marked and value in wanted[name] for _, value, _ in candidates]
        known = headline is not None and (told is not None or any(right))
        pairs = zip(candidates, right, strict=True)
        answer[name] = [Candidate(features, value, ok) for (features, value, _), ok in pairs] if known else None
    answer["publisher"] = _publisher_choice(one, twin)
    return answer


def moved_standfirst(one: View) -> list[Candidate] | None:
    """Return the standfirst's choice on a copy with it behind the byline and the date below it, None where nothing is to be moved."""
    want = str((one.example.told or {}).get("subtitle") or "")
    gold = norm(str((one.example.told or {}).get("title") or one.example.title))
    rows = one.sight.rows
    heads = [row for row in rows if norm(row.text) == gold]
    if not want or not heads or one.example.view == HTML or "subtitle" in one.example.scored:
        return None
    headline = min(heads, key=lambda row: abs(row.index - one.sight.first))
    told = next((row for row in rows[headline.index + 1 : headline.index + 4] if _says(want, row.text)), None)
    if told is None:
        return None
    end = told.index
    while (below := rows[end + 1 : end + 2]) and below[0].role in SIGNED and end + 1 < one.sight.first:
        end += 1
    order = [*rows[: told.index], *rows[told.index + 1 : end + 1], told, *rows[end + 1 :]]
    sight = replace(one.sight, rows=tuple(replace(row, index=n) for n, row in enumerate(order)))
    found = [
        Candidate(x.features, x.row.folded, _says(want, x.row.text))
        for x in subtitles.candidates(sight, sight.rows[headline.index], None)
    ]
    return found if end > told.index and any(each.right for each in found) else None


SIGNED = frozenset({Role.BYLINE, Role.DATE})


def _says(want: str, text: str) -> bool:
    """Return whether a line is what a reader gave for a field; the head of a long one is enough."""
    a, b = norm(want.rstrip("…")), norm(text)
    return bool(a) and (a == b or alike(a, b) or (len(a) > 40 and b.startswith(a)))


def _publisher_choice(one: View, twin: Sequence[Claim]) -> list[Candidate] | None:
    """Return the names that may be the publisher's, None where it is not known or, known from mark-up alone, not among them.

    A clipped page that does not hold the name has none, and so has a page on which its reader saw none.
    """
    told = None if "publisher" in one.example.scored else one.example.told
    if told is not None and "publisher" not in told:
        return None
    gold = str((told or {}).get("publisher") or "")
    if told is None and one.example.view != HTML:
        stated = site.publisher(twin, one.example.page.text)
        gold = stated.value if stated else ""
    if not gold and told is None:
        return None
    named = gathering.candidates(one.sight, one.headlines, None)
    choice = [Candidate(each.features, fold(each.text), kin(each.text, gold)) for each in named]
    sure = told is not None or one.example.view == CLIPPED
    return choice if sure or any(each.right for each in choice) else None


def tag_choices(
    one: View, headline: Row | None, made: Sequence[Claim], weights: Mapping[str, float]
) -> list[list[Candidate]]:
    """Return each row that may list tags as a choice of its own; right where most of its parts are the article's tags.

    `weights` are those by which rows without marks are parted.
    """
    if one.example.told is None or "tags" not in one.example.told:
        return []
    gold = people(map(str, one.example.told.get("tags") or ()))
    found = []
    marked = one.example.view == HTML
    for each in listings.candidates(one.sight, headline, labels.tagged(made) if marked else None, weights):
        hits = sum(norm(part) in gold for part in each.parts)
        found.append([Candidate(each.features, each.row.folded, hits > 0.5 * len(each.parts))])
    return found


def kin(name: str, other: str) -> bool:
    """Return whether the words of one name are among the other's: "BBC" and "BBC News"."""
    a, b = frozenset(norm(name).split()) - {"the"}, frozenset(norm(other).split()) - {"the"}
    return bool(a and b) and (a <= b or b <= a) and min(len(a), len(b)) * 2 >= max(len(a), len(b))


def thinned(made: Sequence[Claim]) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """Yield the claims of a page as they are, without JSON-LD, and with those of its elements alone.

    The pages are of 2025, when most sites state everything; older and smaller ones state less, and what their lines
    say must then be weighed by itself.
    """
    yield tuple(made), "html"
    bare = tuple(claim for claim in made if not claim.place.startswith("jsonld") and claim.place != "trafilatura")
    if len(bare) < len(made):
        yield bare, "html, no JSON-LD"
    stated = ("html.meta", "html.microdata")
    yield tuple(claim for claim in bare if claim.origin not in stated), "html, elements"


def html_choices(one: View, made: Sequence[Claim], seen: Mapping[str, Sequence[Sight]]) -> dict[str, list[Candidate]]:
    """Return the choices among what the mark-up claims and what the lines say."""
    example = one.example
    rows = frozenset(row.folded for row in one.sight.rows)
    gold, who = norm(example.title), people(example.authors)
    headings = headlines.candidates(made, seen["title"], rows)
    right = [norm(value.text) == gold for value in headings]
    if not any(right):
        right = [alike(norm(value.text), gold) for value in headings]
    return {
        "html-title": [Candidate(v.features, v.key, ok) for v, ok in zip(headings, right, strict=True)],
        "html-authors": [
            Candidate(v.features, v.key, people(v.names) == who)
            for v in writers.candidates(made, seen["authors"], rows)
        ],
        "html-published": [
            Candidate(v.features, v.key, example.published is not None and v.key == example.published)
            for v in days.candidates(made, seen["published"], one.order)
        ],
    }


def out_of_fold(choices: Choices, ridge: float) -> None:
    """Fill in each page's likeliest candidates under weights that were fitted without its fold."""
    given = logit.problem(choices.pages)
    folds, worth = np.array(choices.folds), np.array(choices.worth)
    best: dict[int, tuple[tuple[int, float], ...]] = {}
    for out in range(FOLDS):
        weights = logit.fit(given, np.where(folds == out, 0.0, worth), ridge)
        choices.weights.append(logit.stored(given, weights))
        for number in np.flatnonzero(folds == out).tolist():
            found = logit.chosen(given, choices.pages, weights, number)
            best[number] = tuple((one.index, one.probability) for one in found)
    choices.best.extend(best[number] for number in range(len(choices.pages)))


def whole(choices: Choices, ridge: float) -> tuple[Problem, logit.Floats]:
    """Return the problem and the weights fitted on all pages."""
    given = logit.problem(choices.pages)
    return given, logit.fit(given, np.array(choices.worth), ridge)


def claims_of(example: Example) -> tuple[Claim, ...]:
    return collecting.read(example.page.source.text, None) if example.page.source.kind is SourceKind.HTML else ()
