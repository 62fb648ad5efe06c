"""Learn how rows that have lost the marks between their tags are parted (`service.enrichment.metadata.tags.runs`).

The lessons are rows of the labelled pages that are nothing but the page's tags, and rows made up of these tags, run
together and with only spaces between: few pages print such rows, and what parts them is the same. A semi-Markov
conditional random field, fitted by AdaGrad (Duchi et al., 2011) over the mean of the later half's weights.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import numpy.typing as npt

from service.enrichment.metadata.layout import Layout, fold
from service.enrichment.metadata.tags import listings, runs, unmarked
from service.enrichment.metadata.tags.unmarked import LONGEST_RUN, Words
from service.enrichment.types import Role
from training.metadata import corpus, logit
from training.metadata.problems import View

Floats = npt.NDArray[np.float64]
ROUNDS, RATE, RIDGE = 6, 0.3, 1e-3
MADE_FROM, MOST_ALONE = "blocks", 3
ROW, ALONE, MADE = 3.0, 0.2, 1.0
"""How much a page's own row of several tags counts, one of a single tag, and a row made up."""
OWN = 0.6
"""Share of a row's letters that are tags, from which it is the list of tags itself, of which a made-up row must know nothing."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A row whose parts are known: the features of each part that it may have, and the numbers of the right ones."""

    fold: int
    row: runs.Row
    parts: tuple[runs.Part, ...]
    right: tuple[int, ...]
    worth: float


def lessons(views: Sequence[View]) -> list[Lesson]:
    """Return the rows of the pages' tags, each text of a page once; pages of HTML and clipped ones repeat the others."""
    found: dict[tuple[str, str], Lesson] = {}
    tagged = [(one, [str(tag).strip(" #") for tag in (one.example.told or {}).get("tags") or ()]) for one in views]
    asked = [(one, tags) for one, tags in tagged if tags and one.example.view not in {corpus.HTML, corpus.CLIPPED}]
    printed = ((one, tags, row, ROW) for one, tags in asked for row in _printed(one.sight, tags))
    made = ((one, tags, row, MADE) for one, tags in asked if one.example.view == MADE_FROM for row in _made(one, tags))
    for one, tags, row, worth in chain(printed, made):
        key = (one.example.id, row.text)
        lesson = None if key in found else _lesson(row, tags, one.example.fold, worth)
        if lesson is not None:
            found[key] = lesson
    return list(found.values())


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return "".join(one for one in text.lower() if one.isalnum())


def _lesson(row: runs.Row, tags: Sequence[str], number: int, worth: float) -> Lesson | None:
    """Return a row with the fewest of its parts that are tags and cover it, None where there are none."""
    names = frozenset(map(squeezed, tags)) - {""}
    found = tuple(runs.parts(row)) if len(row.places) <= runs.MOST_PLACES else ()
    best: dict[int, tuple[int, ...]] = {0: ()}
    for at, part in enumerate(found):
        before = best.get(part.first)
        if before is None or squeezed(row.text[row.places[part.first].start : row.places[part.last].end]) not in names:
            continue
        if part.last not in best or len(before) + 1 < len(best[part.last]):
            best[part.last] = (*before, at)
    right = best.get(len(row.places) - 1)
    if not right:
        return None
    return Lesson(number, row, found, right, worth * ALONE if worth == ROW and len(right) == 1 else worth)


def _printed(sight: Layout, tags: Sequence[str]) -> Iterator[runs.Row]:
    """Yield the rows without marks that hold little but tags."""
    words = _words(sight)
    for row in sight.rows:
        label = listings.label(row)
        text = label["rest"] if label else row.text
        if 0 < len(text) <= LONGEST_RUN and not unmarked.MARK.search(text) and _share(text, tags) > OWN:
            yield runs.Row(text, words, told=label is not None)


def _made(one: View, tags: Sequence[str]) -> Iterator[runs.Row]:
    """Yield rows made up of a page's tags: all and some, run together and with spaces between, and a few by themselves."""
    some = random.Random(one.example.id)
    rows = tuple(row for row in one.sight.rows if row.role is Role.BODY or _share(row.text, tags) <= OWN)
    words = _words(replace(one.sight, rows=rows, repeats=Counter(row.folded for row in rows)))
    shuffled = some.sample(tags, len(tags))[: some.randint(1, len(tags))]
    texts = [mark.join(chosen) for mark in ("", " ") for chosen in (tags, shuffled)]
    for text in (*texts, *some.sample(tags, min(MOST_ALONE, len(tags)))):
        if len(text) <= LONGEST_RUN:
            yield runs.Row(text, words, told=some.random() < 0.5)


def _words(sight: Layout) -> Words:
    text = unmarked.folded(sight)
    return Words(text, Counter(text.split()), sight.repeats)


def _share(text: str, tags: Sequence[str]) -> float:
    """Return how many of a text's letters are tags', each tag once."""
    letters = squeezed(text)
    return sum(len(tag) for tag in frozenset(map(squeezed, tags)) if tag in letters) / max(1, len(letters))


def fit(given: Sequence[Lesson]) -> dict[str, float]:
    """Return the weights, by feature name, under which the right parts of the rows are likeliest."""
    names: dict[str, int] = {}
    entries = [
        [np.array([names.setdefault(name, len(names)) for name in part.features]) for part in lesson.parts]
        for lesson in given
    ]
    weights, total, squares = np.zeros(len(names)), np.zeros(len(names)), np.full(len(names), 1e-6)
    order = random.Random(0)
    steps = 0
    for turn in range(ROUNDS):
        for number in order.sample(range(len(given)), len(given)):
            lesson, own = given[number], entries[number]
            joined, sizes = np.concatenate(own), np.array([len(each) for each in own])
            scores = np.add.reduceat(weights[joined], np.cumsum([0, *sizes[:-1]]))
            slope = np.zeros(len(names))
            np.add.at(slope, joined, np.repeat(_chances(lesson, scores), sizes))
            for part in lesson.right:
                slope[own[part]] -= 1.0
            slope = lesson.worth * slope + RIDGE * weights
            squares += slope**2
            weights = weights - RATE * slope / np.sqrt(squares)
            if turn >= ROUNDS // 2:
                total, steps = total + weights, steps + 1
    mean = total / max(1, steps)
    return {name: round(float(mean[n]), 3) for name, n in sorted(names.items()) if abs(mean[n]) >= logit.LEAST}


def _chances(lesson: Lesson, scores: Floats) -> Floats:
    """Return how likely each part is under the scores of all, (parts,), by forward and backward sums over the places."""
    count = len(lesson.row.places)
    forward, backward = np.full(count, -np.inf), np.full(count, -np.inf)
    forward[0] = backward[-1] = 0.0
    for part, score in zip(lesson.parts, scores, strict=True):
        forward[part.last] = np.logaddexp(forward[part.last], forward[part.first] + score)
    for part, score in zip(reversed(lesson.parts), scores[::-1], strict=True):
        backward[part.first] = np.logaddexp(backward[part.first], backward[part.last] + score)
    first = [part.first for part in lesson.parts]
    last = [part.last for part in lesson.parts]
    return np.exp(forward[first] + scores + backward[last] - forward[-1])


def reached(given: Sequence[Lesson], weights: Mapping[str, float]) -> tuple[int, int, int, int]:
    """Return how many parts are found, right among them and there are, and how many rows are wholly right."""
    found = right = there = whole = 0
    for lesson in given:
        row = lesson.row
        said = {fold(part) for part in runs.Parter(row.words, weights).split(row.text, told=row.told)}
        spans = ((lesson.parts[at].first, lesson.parts[at].last) for at in lesson.right)
        gold = {fold(row.text[row.places[a].start : row.places[b].end]) for a, b in spans}
        found, right, there = found + len(said), right + len(said & gold), there + len(gold)
        whole += said == gold
    return found, right, there, whole
