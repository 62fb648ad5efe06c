"""How sure an attribution is: the share of such attributions that was right on held-out articles."""

from math import log

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
    begins = np.log(np.maximum(shares[:, BEGIN[CONTENT]], 0.006)).tolist()
    ends = np.log(np.maximum(1 - shares[:, INSIDE[CONTENT]], 0.006)).tolist()
    columns = np.concatenate([held, inside[:, None]], axis=1, dtype=np.float64)
    totals = np.concatenate([np.zeros((1, 4)), np.cumsum(columns, axis=0)]).T.tolist()
    rows = [_row(group, totals, begins, ends) for group in groups]
    return np.array(rows, np.float32).reshape(len(rows), len(EVIDENCE))


def sure(weights: Floats, rows: Floats) -> Floats:
    """Return the confidence of each row of evidence, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30))), np.float32)


MARKED = 3
"""Column of the running totals that counts tokens in marks, behind those of the three roles."""


def _row(group: Group, totals: list[list[float]], begin: list[float], end: list[float]) -> list[float]:
    begins = [begin[first] for first, _ in group.content]
    ends = [end[min(last + 1, len(end) - 1)] for _, last in group.content]
    tokens = sum(last - first + 1 for first, last in group.content)
    return [
        1.0,
        sum(begins) / len(begins),
        sum(ends) / len(ends),
        min(begins),
        min(ends),
        _mean(totals[CONTENT], group.content),
        _mean(totals[CUE], (group.cue,)) if group.cue else -5.0,
        _mean(totals[SOURCE], (group.source,)) if group.source else 0.0,
        0.0 if group.source else 1.0,
        _log(group.link),
        _log(group.source_link) if group.source else 0.0,
        log(tokens),
        log(len(group.content)),
        _mean(totals[MARKED], group.content),
    ]


def _mean(totals: list[float], pieces: tuple[tuple[int, int], ...]) -> float:
    """Return the mean over the pieces' tokens of a column, given its running totals."""
    tokens = sum(last - first + 1 for first, last in pieces)
    return sum(totals[last + 1] - totals[first] for first, last in pieces) / tokens


def _log(share: float) -> float:
    return log(max(share, 0.006))
