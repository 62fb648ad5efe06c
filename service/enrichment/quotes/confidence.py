"""How sure an attribution is: the share of such attributions that was right on held-out articles."""

import numpy as np

from service.enrichment.quotes.decoding import BEGIN, CONTENT, CUE, INSIDE, SOURCE, Floats, Group

EVIDENCE = (
    "one",
    "begins",
    "ends",
    "weakest begin",
    "weakest end",
    "content",
    "cue",
    "source",
    "no source",
    "link",
    "source link",
    "length",
    "pieces",
    "marked",
)
"""What the confidence is weighed from; each is a number of about -5 to 5."""


def evidence(groups: tuple[Group, ...], shares: Floats, inside: Floats) -> Floats:
    """Return the evidence for each group (m, 14), from the tags' probabilities (n, 7) and whether tokens are in marks (n,)."""
    held = np.stack([shares[:, BEGIN[role]] + shares[:, INSIDE[role]] for role in (SOURCE, CUE, CONTENT)], axis=1)
    held = np.log(np.maximum(held, 0.006))
    begins = np.log(np.maximum(shares[:, BEGIN[CONTENT]], 0.006))
    ends = np.log(np.maximum(1 - shares[:, INSIDE[CONTENT]], 0.006))
    rows = [_row(group, held, begins, ends, inside) for group in groups]
    return np.array(rows, np.float32).reshape(len(rows), len(EVIDENCE))


def sure(weights: Floats, rows: Floats) -> Floats:
    """Return the confidence of each row of evidence, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30))), np.float32)


def _row(group: Group, held: Floats, begin: Floats, end: Floats, inside: Floats) -> list[float]:
    begins = [float(begin[first]) for first, _ in group.content]
    ends = [float(end[min(last + 1, len(end) - 1)]) for _, last in group.content]
    tokens = sum(last - first + 1 for first, last in group.content)
    marked = sum(float(inside[first : last + 1].sum()) for first, last in group.content)
    content = sum(float(held[first : last + 1, CONTENT].sum()) for first, last in group.content)
    return [
        1.0,
        sum(begins) / len(begins),
        sum(ends) / len(ends),
        min(begins),
        min(ends),
        content / tokens,
        float(held[group.cue[0] : group.cue[1] + 1, CUE].mean()) if group.cue else -5.0,
        float(held[group.source[0] : group.source[1] + 1, SOURCE].mean()) if group.source else 0.0,
        0.0 if group.source else 1.0,
        _log(group.link),
        _log(group.source_link) if group.source else 0.0,
        float(np.log(tokens)),
        float(np.log(len(group.content))),
        marked / tokens,
    ]


def _log(share: float) -> float:
    return float(np.log(max(float(share), 0.006)))
