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
    rows = [_row(group, shares, inside) for group in groups]
    return np.array(rows, np.float32).reshape(len(rows), len(EVIDENCE))


def sure(weights: Floats, rows: Floats) -> Floats:
    """Return the confidence of each row of evidence, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30))), np.float32)


def _row(group: Group, shares: Floats, inside: Floats) -> list[float]:
    begins = [_log(shares[first, BEGIN[CONTENT]]) for first, _ in group.content]
    ends = [_log(1 - shares[min(last + 1, len(shares) - 1), INSIDE[CONTENT]]) for _, last in group.content]
    tokens = sum(last - first + 1 for first, last in group.content)
    marked = sum(float(inside[first : last + 1].sum()) for first, last in group.content)
    return [
        1.0,
        sum(begins) / len(begins),
        sum(ends) / len(ends),
        min(begins),
        min(ends),
        sum(_held(shares, piece, CONTENT) * (piece[1] - piece[0] + 1) for piece in group.content) / tokens,
        _held(shares, group.cue, CUE) if group.cue else -5.0,
        _held(shares, group.source, SOURCE) if group.source else 0.0,
        0.0 if group.source else 1.0,
        _log(group.link),
        _log(group.source_link) if group.source else 0.0,
        float(np.log(tokens)),
        float(np.log(len(group.content))),
        marked / tokens,
    ]


def _held(shares: Floats, piece: tuple[int, int], role: int) -> float:
    part = shares[piece[0] : piece[1] + 1, [BEGIN[role], INSIDE[role]]].sum(1)
    return float(np.log(np.maximum(part, 0.006)).mean())


def _log(share: float) -> float:
    return float(np.log(max(float(share), 0.006)))
