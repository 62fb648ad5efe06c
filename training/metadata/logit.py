"""Fit a conditional logit: one probability mass for the candidates of a page and for "none of them"."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.enrichment.metadata import ranking

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
STEPS, RATE = 250, 0.1
"""Of Adam, on all pages at once; the loss has settled after 200."""
LEAST = 0.02
"""Absolute weight below which a feature is left out of the artefact."""


@dataclass(frozen=True)
class Candidate:
    """What speaks for a candidate, what it says (candidates that say the same add up), and whether that is right."""

    features: tuple[str, ...]
    value: str
    right: bool


@dataclass(frozen=True)
class Problem:
    """The candidates of many pages as arrays: entry e says that candidate `owner[e]` has feature `feature[e]`."""

    names: dict[str, int]
    owner: npt.NDArray[np.int64]
    feature: npt.NDArray[np.int64]
    page: npt.NDArray[np.int64]
    right: Flags
    starts: npt.NDArray[np.int64]


def problem(pages: Sequence[Sequence[Candidate]]) -> Problem:
    """Return the pages' candidates as arrays."""
    names: dict[str, int] = {}
    owner, feature, page, right = [], [], [], []
    for number, candidates in enumerate(pages):
        for one in candidates:
            feature += [names.setdefault(name, len(names)) for name in one.features]
            owner += [len(page)] * len(one.features)
            page.append(number)
            right.append(one.right)
    sizes = [len(candidates) for candidates in pages]
    return Problem(
        names, np.array(owner), np.array(feature), np.array(page), np.array(right, bool), np.cumsum([0, *sizes])
    )


def fit(given: Problem, worth: Floats, ridge: float) -> Floats:
    """Return the weights, (features,), that make the right candidates of the pages likeliest.

    `worth`, (pages,), is how much a page counts; one of nought is left out. A page without a right candidate teaches
    "none". Several right ones share their probability.
    """
    kept = worth[given.page] > 0
    entries = kept[given.owner]
    owner = (np.cumsum(kept) - 1)[given.owner[entries]]
    feature, page, right = given.feature[entries], given.page[kept], given.right[kept]
    count, total = len(worth), max(1.0, float(worth.sum()))
    share_of = worth[page]
    has = np.bincount(page, weights=right, minlength=count) > 0
    weights, mean, square = (np.zeros(len(given.names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = np.bincount(owner, weights=weights[feature], minlength=len(page))
        top = np.zeros(count)
        np.maximum.at(top, page, scores)
        odds = np.exp(scores - top[page])
        chance = odds / (np.bincount(page, weights=odds, minlength=count) + np.exp(-top))[page]
        share = np.maximum(np.bincount(page, weights=odds * right, minlength=count)[page], 1e-300)
        target = np.where(has[page], odds * right / share, 0.0)
        slope = np.bincount(feature, weights=((chance - target) * share_of)[owner], minlength=len(weights)) / total
        slope += ridge * weights / total
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE if step < 0.6 * STEPS else 0.3 * RATE
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def chosen(
    given: Problem, pages: Sequence[Sequence[Candidate]], weights: Floats, number: int
) -> tuple[ranking.Choice, ...]:
    """Return the likeliest values of one page under these weights, the best first."""
    names = given.names
    scores = [sum(weights[names[name]] for name in one.features) for one in pages[number]]
    return ranking.best([one.value for one in pages[number]], ranking.probabilities(scores))


def stored(given: Problem, weights: Floats) -> dict[str, float]:
    """Return the weights worth storing, by feature name, rounded to three digits."""
    return {name: round(float(weights[n]), 3) for name, n in sorted(given.names.items()) if abs(weights[n]) >= LEAST}
