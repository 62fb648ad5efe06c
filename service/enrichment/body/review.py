"""Look at a page a second time: what the first opinion on all its lines says of each line.

The first look judges a line by the lines around it. The second knows where the body lies, as far as the first could
tell: how much of it stands before and after a line, whether the line belongs to a stretch or is an island, and which
words it shares with the body, with the title and with what was removed. Feeding a model's opinions on unseen pages to a
second one is stacking (Wolpert, "Stacked generalization", 1992; for sequences Cohen and Carvalho, 2005).
"""

from collections.abc import Sequence

import numpy as np

from service.enrichment.body.features import Doubles, Tokens
from service.enrichment.body.words import Flags, Floats, Ints
from service.enrichment.types import Role

ROLES = tuple(Role)
TITLE = ROLES.index(Role.TITLE)
TELLING = tuple(
    ROLES.index(role)
    for role in (
        Role.RELATED,
        Role.NAVIGATION,
        Role.COMMENTS,
        Role.LEGAL,
        Role.NEWSLETTER,
        Role.AUTHOR_BIO,
        Role.TITLE,
        Role.SHARE,
    )
)
NEIGHBOURS = (-4, -3, -2, -1, 1, 2, 3, 4)
FARTHEST_NEIGHBOUR = 4
REACHES = (3, 8, 20, 60)
LOGGED_REACHES = frozenset({8, 60})
ROLE_REACH = 6


def features(body: Floats, roles: Floats, words: Ints, tokens: Tokens) -> Floats:
    """Return what the first opinion says of each line, (lines, numbers)."""
    n = len(body)
    likely = body.astype(np.float64)
    sizes = words.astype(np.float64) + 0.1
    blocks = (
        _own(likely, roles),
        _nearby(likely, sizes),
        _page(likely, sizes),
        _best_span(likely, sizes),
        _stretches(likely >= 0.5, sizes),
        _roles_nearby(roles),
        _kinship(likely, roles, tokens),
    )
    numbers = np.empty((n, sum(len(block) for block in blocks)), dtype=np.float32)
    at = 0
    for block in blocks:
        numbers[:, at : at + len(block)] = block.T
        at += len(block)
    return numbers


def _sums(values: Doubles) -> Doubles:
    """Return the sums of the values before each place and of all, along the last axis."""
    sums = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=sums[..., 1:])
    return sums


def _own(likely: Doubles, roles: Floats) -> Doubles:
    """Return what the first look said of a line and of its neighbours, (numbers, lines)."""
    n, edge = len(likely), FARTHEST_NEIGHBOUR
    bounded = np.clip(likely, 1e-3, 1 - 1e-3)
    logits = np.zeros(n + 2 * edge)
    logits[edge : edge + n] = np.log(bounded / (1 - bounded)) / 4
    moved = [logits[edge - by : edge - by + n] for by in NEIGHBOURS]
    return np.concatenate((np.stack((logits[edge : edge + n], likely)), roles.T, np.stack(moved)))


def _nearby(likely: Doubles, sizes: Doubles) -> Doubles:
    """How much of what stands close before and after a line is body, by words and by the logarithm of words."""
    n = len(likely)
    at = np.arange(n)
    logs = np.log1p(sizes)
    sums = _sums(np.stack((likely * sizes, sizes, likely * logs, logs)))
    low = np.concatenate([edge for reach in REACHES for edge in (np.maximum(at - reach, 0), at + 1)])
    high = np.concatenate([edge for reach in REACHES for edge in (at, np.minimum(at + reach + 1, n))])
    hits, total, log_hits, log_total = (sums[:, high] - sums[:, low]).reshape(4, -1, n)
    shares, log_shares = hits / (total + 1), log_hits / (log_total + 0.5)
    logged = np.log1p(np.maximum(hits, 0)) / 8
    rows: list[Doubles] = []
    for i in range(2 * len(REACHES)):
        rows += [shares[i], log_shares[i]]
        if REACHES[i // 2] in LOGGED_REACHES:
            rows.append(logged[i])
    return np.stack(rows)


def _page(likely: Doubles, sizes: Doubles) -> Doubles:
    """How much body stands before and after a line, and what page this is."""
    n = len(likely)
    own = likely * sizes
    sums = _sums(own)
    total, words = sums[-1] + 1e-6, sizes.sum()
    before, after = sums[:-1], np.maximum(total - sums[1:], 0)
    page = (
        total / words,
        np.log1p(total) / 8,
        float((own * (1 - likely)).sum()) / words * 4,
        np.log1p(words) / 8,
        np.log1p(n) / 6,
        np.log1p(np.count_nonzero(likely >= 0.5)) / 6,
    )
    lines = np.stack((before / total, after / total, own / total, np.log1p(before) / 8, np.log1p(after) / 8))
    return np.concatenate((lines, _everywhere(page, n)))


def _everywhere(values: Sequence[float], n: int) -> Doubles:
    """Return values of the page as numbers of each of its n lines."""
    return np.repeat(np.array(values, dtype=np.float64)[:, np.newaxis], n, axis=1)


def _best_span(likely: Doubles, sizes: Doubles) -> Doubles:
    """Where a line stands to the one span of lines that holds the most body and the least else."""
    n = len(likely)
    at = np.arange(n)
    own, flow, gain = _sums(np.stack((likely * sizes, sizes, (likely - 0.5) * sizes)))
    lowest = np.minimum.accumulate(gain[:-1])
    last = int(np.argmax(gain[1:] - lowest))
    first = int(np.argmin(gain[: last + 1]))
    inside = (at >= first) & (at <= last)
    return np.stack(
        (
            inside,
            np.log1p(np.maximum(first - at, 0)) / 5,
            np.log1p(np.maximum(at - last, 0)) / 5,
            np.log1p(np.maximum(flow[first] - flow[1:], 0)) / 8,
            np.log1p(np.maximum(flow[:-1] - flow[last + 1], 0)) / 8,
            np.full(n, (own[last + 1] - own[first]) / (own[-1] + 1e-6)),
            at == first,
            at == last,
            np.where(inside, (at - first) / max(1, last - first), -0.2),
        )
    )


def _stretches(kept: Flags, sizes: Doubles) -> Doubles:
    """How large the stretch of kept lines is that a line is in, and how far and large its neighbours are."""
    n = len(kept)
    padded = np.zeros(n + 2, dtype=np.int8)
    padded[1:-1] = kept
    edges = np.flatnonzero(np.diff(padded))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return np.zeros((11, n))
    at, flow = np.arange(n), _sums(sizes)
    size = flow[ends] - flow[starts]
    logs = np.log1p(size) / 8
    number = np.searchsorted(starts, at, side="right") - 1
    before = np.where(kept, number - 1, number)
    after = number + 1
    own, left = np.maximum(number, 0), np.maximum(before, 0)
    right = np.minimum(after, len(starts) - 1)
    largest = int(np.argmax(size))
    some_before, some_after = before >= 0, after < len(starts)
    return np.stack(
        (
            np.where(kept, logs[own], 0),
            np.where(kept, size[own] / size.sum(), 0),
            np.where(some_before, np.log1p(np.maximum(flow[at] - flow[ends[left]], 0)) / 8, 1),
            np.where(some_after, np.log1p(np.maximum(flow[starts[right]] - flow[at + 1], 0)) / 8, 1),
            np.where(some_before, logs[left], 0),
            np.where(some_after, logs[right], 0),
            (number == largest) & kept,
            np.log1p(np.maximum(at - ends[largest] + 1, 0)) / 5,
            np.log1p(np.maximum(starts[largest] - at, 0)) / 5,
            np.full(n, size[largest] / size.sum()),
            np.full(n, np.log1p(len(starts)) / 4),
        )
    )


def _roles_nearby(roles: Floats) -> Doubles:
    """How many lines of each telling role stand before and after."""
    n = len(roles)
    at = np.arange(n)
    sums = _sums(roles.T[TELLING, :].astype(np.float64))
    before = sums[:, at] - sums[:, np.maximum(at - ROLE_REACH, 0)]
    after = sums[:, np.minimum(at + ROLE_REACH + 1, n)] - sums[:, at + 1]
    return np.stack((before, after, np.log1p(sums[:, :-1]) / 4), axis=1).reshape(-1, n)


def _kinship(likely: Doubles, roles: Floats, tokens: Tokens) -> Doubles:
    """What share of a line's content words the body holds elsewhere, the title, and what was removed."""
    n = len(likely)
    ids, owners = tokens.ids, tokens.lines
    distinct = np.bincount(owners, minlength=n) + 0.5
    there = likely[owners]
    size = int(ids.max(initial=-1)) + 1
    kept = np.bincount(ids, weights=there, minlength=size)[ids] - there
    everywhere = np.bincount(ids, minlength=size)[ids]
    removed = np.maximum(everywhere - 1 - kept, 0)
    title = np.zeros(size)
    heading = int(np.argmax(roles[:, TITLE]))
    title[ids[owners == heading]] = 1.0
    shares = [
        np.bincount(owners, weights=values, minlength=n) / distinct
        for values in (np.minimum(kept, 1), np.minimum(kept, 4) / 4, np.minimum(removed, 1), title[ids])
    ]
    below = np.log1p(np.maximum(np.arange(n) - heading, 0)) / 5
    return np.stack((*shares, np.full(n, roles[heading, TITLE]), below))
