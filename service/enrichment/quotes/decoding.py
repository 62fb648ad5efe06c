"""From scores of tokens to attributions: the best tags of each paragraph, and the cue that each piece belongs to."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

OUTSIDE = 0
SOURCE, CUE, CONTENT = 0, 1, 2
BEGIN = (1, 3, 5)
INSIDE = (2, 4, 6)
TAGS = 7
BANNED = -1e4
REACH = 8
"""A piece may belong to one of this many cues before it or after it."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the networks make of n tokens.

    `emissions` (n, 7) scores tags, `transitions` (7, 7) and `start` (7,) their sequence. `queries` and `keys` (n, 2, d)
    point from a cue at its source (0) and from a content at its cue (1), `nobody` (n,) scores a cue without a source;
    `distances` (2, 32) and `relations` (2, 16) score how the two stand to each other.
    """

    emissions: Floats
    transitions: Floats
    start: Floats
    queries: Floats
    keys: Floats
    nobody: Floats
    distances: Floats
    relations: Floats


def allowed() -> Floats:
    """Return the (from, to) scores that forbid a tag inside a piece that nothing began."""
    scores = np.zeros((TAGS, TAGS), np.float32)
    for begin, inside in zip(BEGIN, INSIDE, strict=True):
        scores[:, inside] = BANNED
        scores[[begin, inside], inside] = 0
    return scores


@dataclass(frozen=True, slots=True)
class Batch:
    """Paragraphs of similar length laid side by side: token indices (paragraphs, longest) and how long each is."""

    tokens: Ints
    lengths: Ints


def batches(paragraph: Ints) -> list[Batch]:
    """Return the paragraphs grouped by length, so that padding at most doubles the work."""
    tokens = np.flatnonzero(paragraph >= 0)
    if not len(tokens):
        return []
    first = np.flatnonzero(np.diff(paragraph[tokens], prepend=-2))
    lengths = np.diff(np.append(first, len(tokens)))
    order = np.ceil(np.log2(lengths)).astype(np.int64)
    order = np.maximum(order, 6)
    groups = []
    for size in np.unique(order):
        chosen = np.flatnonzero(order == size)
        longest = int(lengths[chosen].max())
        index = np.minimum(first[chosen, None] + np.arange(longest), first[chosen, None] + lengths[chosen, None] - 1)
        groups.append(Batch(tokens[index], lengths[chosen]))
    return groups


def viterbi(emissions: Floats, transitions: Floats, start: Floats, paragraph: Ints) -> Ints:
    """Return the best tag of every token (n,), paragraph by paragraph; tokens outside all of them get OUTSIDE."""
    tags = np.zeros(len(emissions), np.int64)
    for batch in batches(paragraph):
        rows, longest = batch.tokens.shape
        scores = emissions[batch.tokens]
        best = scores[:, 0] + start
        back = np.zeros((longest, rows, TAGS), np.int8)
        for step in range(1, longest):
            through = best[:, :, None] + transitions
            back[step] = through.argmax(1)
            moved = through.max(1) + scores[:, step]
            best = np.where((step < batch.lengths)[:, None], moved, best)
        tag = best.argmax(1)
        everyone = np.arange(rows)
        for step in range(longest - 1, -1, -1):
            valid = step < batch.lengths
            tags[batch.tokens[valid, step]] = tag[valid]
            if step:
                tag = np.where(valid, back[step, everyone, tag], tag)
    return tags


def marginals(emissions: Floats, transitions: Floats, start: Floats, paragraph: Ints) -> Floats:
    """Return the probability of each tag at every token (n, 7), by the forward and backward sums of its paragraph."""
    shares = np.zeros_like(emissions)
    shares[:, OUTSIDE] = 1
    step_to = np.exp(transitions)
    for batch in batches(paragraph):
        rows, longest = batch.tokens.shape
        scores = emissions[batch.tokens]
        scores = np.exp(scores - scores.max(2, keepdims=True))
        valid = np.arange(longest)[None] < batch.lengths[:, None]
        forward = np.empty_like(scores)
        reached = scores[:, 0] * np.exp(start)
        forward[:, 0] = reached = reached / reached.sum(1, keepdims=True)
        for step in range(1, longest):
            reached = (reached @ step_to) * scores[:, step] + TINY
            reached /= reached.sum(1, keepdims=True)
            forward[:, step] = reached
        behind = np.ones((rows, TAGS), np.float32)
        for step in range(longest - 1, -1, -1):
            forward[:, step] *= behind
            behind = (scores[:, step] * behind) @ step_to.T + TINY
            behind /= behind.sum(1, keepdims=True)
            # A shorter paragraph starts its backward sums at its own last token.
            behind[~valid[:, step]] = 1
        forward /= forward.sum(2, keepdims=True)
        shares[batch.tokens[valid]] = forward[valid]
    return shares


TINY = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The tagged stretches in reading order: role, first and last token of each."""

    role: Ints
    first: Ints
    last: Ints


def pieces(tags: Ints, paragraph: Ints) -> Pieces:
    """Return the stretches that the tags mark."""
    role = (tags - 1) // 2
    tagged = tags > 0
    begins = tagged & ((tags % 2 == 1) | (np.diff(role, prepend=-9) != 0) | (np.diff(paragraph, prepend=-9) != 0))
    first = np.flatnonzero(begins)
    if not len(first):
        return Pieces(first, first, first)
    following = np.append(first[1:], len(tags))
    stops = np.append(np.flatnonzero(~tagged), len(tags))
    last = np.minimum(following, stops[np.searchsorted(stops, first)]) - 1
    return Pieces(role[first], first, last)


@dataclass(frozen=True, slots=True)
class Group:
    """One attribution in tokens: (first, last) of its content pieces, its cue and its source."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    link: float
    """How surely the content points at the cue, 0 to 1."""
    source_link: float
    """How surely the source does; 0 without one."""


def candidates(at: Ints, cues: Ints) -> Ints:
    """Return for each token (m,) the numbers of the nearest cues (m, 2 * REACH), -1 where there are fewer."""
    which = np.searchsorted(cues, at)[:, None] + np.arange(-REACH, REACH)
    return np.asarray(np.where((which >= 0) & (which < len(cues)), which, -1))


DISTANCES = np.array([0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 30, 45, 70, 120])


def distance(at: Ints, cue: Ints) -> Ints:
    """Return the row of the distance table for a token and a cue: 0 to 15 before the cue, 16 to 31 after it."""
    return cast(Ints, np.searchsorted(DISTANCES, np.abs(at - cue), side="left") + np.where(at > cue, 16, 0))


RELATIONS = 16


@dataclass(frozen=True, slots=True)
class Context:
    """For each of n tokens: its piece or -1, its sentence, its subject, complement and heads, and the cues before it."""

    piece: Ints
    links: Ints
    cues: Ints

    @classmethod
    def of(cls, found: Pieces, links: Ints) -> "Context":
        """Lay the pieces out over the tokens; `links` (n, 9) is `Features.links`."""
        piece = np.full(len(links), -1, np.int64)
        for number, (first, last) in enumerate(zip(found.first, found.last, strict=True)):
            piece[first : last + 1] = number
        begins = np.zeros(len(links), np.int64)
        begins[found.first[found.role == CUE]] = 1
        return cls(piece, links, np.cumsum(begins))

    def relation(self, which: int, at: Ints, token: Ints) -> Ints:
        """Return the row of the relations table for tokens that point (m, 1) and those pointed at (m, k)."""
        at = np.broadcast_to(at, token.shape)
        same_sentence = self.links[at, SENTENCE] == self.links[token, SENTENCE]
        neighbours = np.abs(self.cues[at] - self.cues[token]) <= 1
        if which == 0:
            related = self.piece[self.links[at, SUBJECT]] == self.piece[token]
            # "urged ..., saying": the cue's clause hangs below the clause of which the source is the subject.
            above = self.piece[self.links[self.links[at, ABOVE], SUBJECT]] == self.piece[token]
        else:
            related = self.piece[self.links[token, COMPLEMENT]] == self.piece[at]
            above = (self.links[at, ABOVE] == token) | (self.links[at, CLAUSE] == token)
        return cast(Ints, same_sentence + 2 * neighbours + 4 * related + 8 * above)


CLAUSE, ABOVE, SUBJECT, COMPLEMENT, SENTENCE = 1, 2, 3, 4, 7
"""Columns of `Features.links`."""


def link(found: Pieces, scores: Scores, links: Ints) -> tuple[Group, ...]:
    """Return the attributions: each content goes to the cue it points at most, each cue to the source it points at.

    Several cues may share a source ("urged ..., saying ..."). A content without any cue is left alone.
    """
    context = Context.of(found, links)
    numbers = np.flatnonzero(found.role == CUE)
    cues = found.first[numbers]
    contents: list[list[tuple[int, int]]] = [[] for _ in cues]
    sure = np.ones(len(cues))
    orphans: list[Group] = []
    for number in np.flatnonzero(found.role == CONTENT):
        first, last = int(found.first[number]), int(found.last[number])
        if not len(cues):
            orphans.append(Group(((first, last),), None, None, 0.0, 0.0))
            continue
        near = candidates(found.first[number : number + 1], cues)[0]
        near = near[near >= 0]
        tokens = np.arange(first, last + 1)
        if len(tokens) > LOOKED_AT:
            tokens = np.append(tokens[: LOOKED_AT // 2], tokens[-LOOKED_AT // 2 :])
        shares = _log_shares(
            _pointing(scores, context, 1, tokens, np.broadcast_to(cues[near], (len(tokens), len(near))))
        ).mean(0)
        best = int(shares.argmax())
        contents[near[best]].append((first, last))
        sure[near[best]] = min(sure[near[best]], float(np.exp(shares[best])))
    sources = _sources(found, scores, context, cues)
    groups = [
        Group(
            tuple(content),
            (int(found.first[number]), int(found.last[number])),
            source.piece,
            float(certainty),
            source.share,
        )
        for content, number, source, certainty in zip(contents, numbers, sources, sure, strict=True)
        if content
    ]
    return tuple(sorted([*groups, *orphans], key=lambda group: group.content))


LOOKED_AT = 64
"""So many tokens of a long content point: its first and its last ones."""


@dataclass(frozen=True, slots=True)
class _Source:
    piece: tuple[int, int] | None
    share: float


def _sources(found: Pieces, scores: Scores, context: Context, cues: Ints) -> list[_Source]:
    numbers = np.flatnonzero(found.role == SOURCE)
    if not len(numbers) or not len(cues):
        return [_Source(None, 1.0) for _ in cues]
    firsts = found.first[numbers]
    near = candidates(cues, firsts)
    pointing = _pointing(scores, context, 0, cues, firsts[np.maximum(near, 0)])
    pointing = np.where(near >= 0, pointing, BANNED)
    shares = np.exp(_log_shares(np.concatenate([pointing, scores.nobody[cues, None]], 1)))
    best = shares.argmax(1)
    chosen = []
    for row, column in enumerate(best):
        number = numbers[near[row, column]] if column < near.shape[1] else -1
        piece = (int(found.first[number]), int(found.last[number])) if number >= 0 else None
        chosen.append(_Source(piece, float(shares[row, column])))
    return chosen


def _pointing(scores: Scores, context: Context, which: int, at: Ints, token: Ints) -> Floats:
    """Return how strongly each token (m,) points at its candidates (m, k)."""
    products = np.einsum("md,mkd->mk", scores.queries[at, which], scores.keys[token, which])
    products += scores.distances[which][distance(at[:, None], token)]
    products += scores.relations[which][context.relation(which, at[:, None], token)]
    return cast(Floats, products)


def _log_shares(values: Floats) -> Floats:
    values = values - values.max(1, keepdims=True)
    return cast(Floats, np.maximum(values - np.log(np.exp(values).sum(1, keepdims=True)), -14))


def decode(scores: Scores, paragraph: Ints, links: Ints, begins: float) -> tuple[Group, ...]:
    """Return the attributions that score best; `begins` is added to the score of beginning any piece."""
    emissions = scores.emissions.copy()
    emissions[:, list(BEGIN)] += begins
    tags = viterbi(emissions, scores.transitions, scores.start, paragraph)
    return link(pieces(tags, paragraph), scores, links)
