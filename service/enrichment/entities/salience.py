"""Say how central each thing is to its article.

What counts, as judged by the people who summarise news (the five summaries of GUM): standing in the headline, being
named early and often, also by pronouns, and being a person or a place rather than an adjective, a title or a date.
"""

import math
from collections.abc import Sequence

from service.enrichment.entities.edges import VALUES
from service.enrichment.entities.names import Group, words
from service.enrichment.types import Body, Metadata, Span

TYPES = {"PERSON": 1.0, "GPE": 0.8, "LOC": 0.8, "FAC": 0.8, "ORG": 0.7}
OTHER_TYPE = 0.2
VALUE = 0.001
HEADLINE = 3.0
"""Weighs as much as being named some twenty times."""
LEAD = 0.5
LEAD_LENGTH = 600
"""Characters: about the first two paragraphs."""
FADES = 6000.0
"""Characters after which a first mention weighs 1/e of one at the start."""


def weights(groups: Sequence[Group], further: Sequence[int], body: Body, metadata: Metadata) -> list[float]:
    """Return one weight for each group, 0 to 1, together 1; `further` counts each group's mentions without a name."""
    title = frozenset(words(metadata.title)) if metadata.title else frozenset()
    headline = _headline(body)
    raw = [_weight(group, more, title, headline) for group, more in zip(groups, further, strict=True)]
    total = sum(raw)
    return [weight / total for weight in raw] if total else raw


def _weight(group: Group, further: int, title: frozenset[str], headline: Span | None) -> float:
    """Return the weight of one group, not yet scaled."""
    if group.type in VALUES:
        return VALUE
    first = group.names[0].span
    told = math.log1p(len(group.names) + further)
    titled = headline is not None and headline.covers(first)
    if titled or (title and any(title.issuperset(words(form)) for form in (group.name, *group.aliases))):
        told += HEADLINE
    if first.start < LEAD_LENGTH:
        told += LEAD
    return TYPES.get(group.type, OTHER_TYPE) * told * math.exp(-first.start / FADES)


def _headline(body: Body) -> Span | None:
    """Return the first line of a text that was sent with its headline in it: a short line that is no sentence."""
    end = body.text.find("\n")
    line = body.text[: max(end, 0)].strip()
    return Span(0, end) if line and len(line) <= LONGEST and line[-1] not in ".?!”\"'’:" else None


LONGEST = 160
"""Characters of the longest headline."""
