"""Say how central each thing is to its article."""

import math
from collections.abc import Sequence

from service.enrichment.entities.names import Group, words
from service.enrichment.entities.edges import VALUES
from service.enrichment.types import Body, Metadata


def weights(groups: Sequence[Group], extra: Sequence[int], body: Body, metadata: Metadata) -> list[float]:
    """Return one weight for each group, 0 to 1, together 1; `extra` counts each group's mentions without a name."""
    title = frozenset(words(metadata.title or ""))
    raw = []
    for group, more in zip(groups, extra, strict=True):
        if group.type in VALUES:
            raw.append(0.02)
            continue
        first = group.names[0].span.start / max(len(body.text), 1)
        weight = math.log1p(len(group.names) + 0.5 * more) * (1.5 - first)
        if title and any(set(words(name)) <= title for name in (group.name, *group.aliases)):
            weight *= 2
        raw.append(weight)
    total = sum(raw)
    return [weight / total for weight in raw] if total else raw
