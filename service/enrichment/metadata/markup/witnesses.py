"""Values that a page claims in its mark-up or shows in its lines, and the choice among them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.enrichment.metadata import ranking
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.dates import Order
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.ranking import Ranker


@dataclass(frozen=True, slots=True)
class Value:
    """A value that one or more witnesses give, how it is published, and what speaks for it."""

    key: str
    text: str
    names: tuple[str, ...]
    origin: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """A value that the visible lines give, with its probability."""

    text: str
    names: tuple[str, ...]
    probability: float
    changed: bool = False
    """It is a day that its own words call that of a change."""
    above: bool = False
    """It is a day without such words above the headline, where mastheads show today's."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the visible lines say: the likeliest values of the weighed fields, every folded row, how dates are written."""

    titles: tuple[Sight, ...]
    authors: tuple[Sight, ...]
    dates: tuple[Sight, ...]
    rows: frozenset[str]
    order: Order | None


def choose(ranker: Ranker, values: Sequence[Value]) -> Value | None:
    """Return the value that is the most probable, or None where "none of them" is too probable beside it.

    Two rivals share what makes each of them less probable; that a page has no value at all is another doubt, and the one
    that false answers are made of.
    """
    chances = ranking.probabilities([ranker.score(one.features) for one in values])
    best = max(range(len(values)), key=lambda n: chances[n], default=None)
    if best is None or chances[best] < LEAST:
        return None
    return values[best] if chances[best] / (chances[best] + 1 - sum(chances)) >= ranker.threshold else None


def undisputed(made: Sequence[Claim], field: Field, values: Sequence[Value]) -> Value | None:
    """Return the only value there is, if JSON-LD or an item's property says it of an article, and it is not the publisher.

    Of a day, the article must be a news article; of authors, each must have a person's name. A guess of the lines that is
    hardly likely disputes nothing. The pages that the weights come from show what they state, so that a claim alone counts
    for little there.
    """
    likely = [one for one in values if STATING & frozenset(one.features) or not FAINT & frozenset(one.features)]
    if len(likely) != 1 or not STATING & frozenset(likely[0].features):
        return None
    only = likely[0]
    stated = any(claim.news and claim.field is field for claim in made)
    named = field is Field.AUTHOR and all(persons.names(name) == (name,) for name in only.names)
    said = fold(only.text)
    own = any(fold(claim.value) in said for claim in made if claim.field is Field.PUBLISHER)
    return only if (stated or named) and not own else None


STATING = frozenset({"from:jsonld", "from:itemprop-author"})
"""Places that state what is the article's: no reader need see it."""
FAINT = frozenset({"seen:0"})
"""What the lines show with a probability below a tenth."""


LEAST = 0.4
"""Probability below which no claim is answered, however sure it is that the page has one."""


def statement(witnesses: Iterable[Iterable[str]]) -> str:
    """Return the best kind of statement that a page makes of a field: JSON-LD, `meta`, or none of both."""
    places = [place for each in witnesses for place in each]
    if any(place.startswith("from:jsonld") for place in places):
        return "jsonld"
    return "meta" if any(place.startswith(MACHINE) for place in places) else "none"


MACHINE = ("from:meta", "from:article:", "from:og:", "from:itemprop", "from:twitter")


def weighed(places: list[str], stated: str) -> Iterator[str]:
    """Yield how a value stands to what the page states: a seen value weighs more where the page states none."""
    own = statement([places])
    yield f"stated:{stated}:{own}"
    for place in places:
        if place.startswith("seen:"):
            yield f"{place}:{stated}:{own}"
    if not any(place.startswith("seen:") for place in places):
        yield f"unseen:{stated}:{own}"


def is_unseen(value: Value) -> bool:
    """Return whether no line shows a value."""
    return not any(one.startswith("seen:") for one in value.features)
