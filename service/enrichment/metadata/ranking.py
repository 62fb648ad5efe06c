"""Choose the best of the candidates for a field with a linear model over named features.

A page's candidates share one probability mass with "none of them" (a conditional logit, McFadden 1974): a candidate
wins only where it stands out, and a page without the field answers nothing.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

RUNS = "tag-runs"
"""The weights that part rows without marks (`tags.runs`), stored as the rankers are."""
FIELDS = (
    "title",
    "authors",
    "published",
    "section",
    "subtitle",
    "publisher",
    "tags",
    "html-title",
    "html-authors",
    "html-published",
    RUNS,
)
NUMBERS = tuple(map(str, range(40)))


@dataclass(frozen=True, slots=True)
class Ranker:
    """The weights of one field's features, and the least probability that is answered (`markup.choose`: against "none")."""

    weights: Mapping[str, float]
    threshold: float

    def score(self, features: Iterable[str]) -> float:
        """Return the log-odds of a candidate against "none", up to a page's constant."""
        weights = self.weights
        return sum([weights[feature] for feature in features if feature in weights])


def probabilities(scores: Sequence[float]) -> list[float]:
    """Return each candidate's probability; what is left to one is that of "none of them", whose score is zero."""
    top = max(0.0, *scores) if scores else 0.0
    odds = [math.exp(score - top) for score in scores]
    total = sum(odds) + math.exp(-top)
    return [one / total for one in odds]


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest candidate of one value, by its index, and the probability of that value."""

    index: int
    probability: float


def best(values: Sequence[str], chances: Sequence[float], most: int = 3) -> tuple[Choice, ...]:
    """Return the likeliest values, the best first, where the chances of candidates that say the same add up."""
    mass: dict[str, float] = {}
    leader: dict[str, int] = {}
    for n, (value, chance) in enumerate(zip(values, chances, strict=True)):
        mass[value] = mass.get(value, 0.0) + chance
        if value not in leader or chance > chances[leader[value]]:
            leader[value] = n
    order = sorted(mass, key=lambda value: -mass[value])[:most]
    return tuple(Choice(leader[value], mass[value]) for value in order)


Rankers = Mapping[str, Ranker]
"""The ranker of each field, by its name."""


@cache
def shipped() -> Rankers:
    """Return the rankers of the newest packaged artefact."""
    packaged = files("service").joinpath("artefacts").iterdir()
    directory = max((one for one in packaged if one.name.startswith("metadata-")), key=lambda one: one.name)
    return {field: parsed(directory.joinpath(f"{field}.json").read_text(encoding="utf-8")) for field in FIELDS}


def parsed(text: str) -> Ranker:
    """Return the ranker that an artefact's JSON describes."""
    model = json.loads(text)
    return Ranker(weights=model["weights"], threshold=model["threshold"])


def band(value: float, *edges: float) -> str:
    """Return which of the bands between ascending edges a number falls into, as a short name."""
    return NUMBERS[bisect_right(edges, value)]
