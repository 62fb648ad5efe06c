"""From scores of tokens to attributions: the best tags of each paragraph, and the cue that each piece belongs to."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from service.enrichment.quotes.features import Features

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
    `distances` (2, 32) and `relations` (2, 32) score how the two stand to each other.
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
class Lattice:
    """All paragraphs side by side, the longest first, so that the rows of a step are a prefix of those before it.

    Slot after slot, `ahead` (m,) holds the tokens from the paragraphs' starts on and `behind` (m,) those from their ends
    back; `counts` says how many slots each step has.
    """

    ahead: Ints
    behind: Ints
    counts: tuple[int, ...]


def lattice(paragraph: Ints) -> Lattice:
    """Return the lattice of the tokens that stand in a paragraph; it holds each of them once, without padding."""
    tokens = np.flatnonzero(paragraph >= 0)
    first = np.flatnonzero(np.diff(paragraph[tokens], prepend=-2))
    lengths = np.diff(np.append(first, len(tokens)))
    rank = np.empty_like(lengths)
    rank[np.argsort(-lengths, kind="stable")] = np.arange(len(lengths))
    owner = np.repeat(np.arange(len(lengths)), lengths)
    position = np.arange(len(tokens)) - first[owner]
    order = np.argsort(position * max(len(lengths), 1) + rank[owner])
    mirrored = first[owner] + lengths[owner] - 1 - position
    return Lattice(tokens[order], tokens[mirrored[order]], tuple(np.bincount(position).tolist()))


def viterbi(emissions: Floats, transitions: Floats, start: Floats, paragraphs: Lattice) -> Ints:
    """Return the best tag of every token (n,), paragraph by paragraph; tokens outside all of them get OUTSIDE.

    The best path through each tag of each token is the best way to it and the best way on from it: both are found in
    one loop over the steps, the second from the paragraphs' ends back, and no path is walked back.
    """
    tags = np.zeros(len(emissions), np.int64)
    if not paragraphs.counts:
        return tags
    here = np.stack([emissions[paragraphs.ahead], emissions[paragraphs.behind]], axis=1)
    # From every tag (7) to every tag of either direction: the maximum over the first axis runs over whole rows.
    ways = np.stack([transitions, transitions.T], axis=1)[:, None]
    reached = np.empty_like(here)
    at = paragraphs.counts[0]
    through = np.empty((TAGS, at, 2, TAGS), np.float32)
    reached[:at, 0], reached[:at, 1] = start, 0
    state = reached[:at] + here[:at]
    for count in paragraphs.counts[1:]:
        best = reached[at : at + count]
        np.add(state[:count].transpose(2, 0, 1)[..., None], ways, out=through[:, :count])
        np.maximum.reduce(through[:, :count], axis=0, out=best)
        state = best + here[at : at + count]
        at += count
    total = emissions.copy()
    total[paragraphs.ahead] += reached[:, 0]
    total[paragraphs.behind] += reached[:, 1]
    tags[paragraphs.ahead] = total[paragraphs.ahead].argmax(1)
    return tags


def sums(emissions: Floats, transitions: Floats, start: Floats, paragraphs: Lattice) -> tuple[Floats, Floats]:
    """Return the sums over all ways to each tag of each token and over all ways on from it, both (n, 7).

    Each row is known up to a factor: all but the first step's are scaled to add up to one.
    """
    before, after = np.ones_like(emissions), np.ones_like(emissions)
    if not paragraphs.counts:
        return before, after
    weights = strengths(emissions)
    here = np.concatenate([weights[paragraphs.ahead], weights[paragraphs.behind]], axis=1)
    step = np.exp(transitions)
    ways, ones = np.zeros((2 * TAGS, 2 * TAGS), np.float32), np.zeros((2 * TAGS, 2 * TAGS), np.float32)
    ways[:TAGS, :TAGS], ways[TAGS:, TAGS:] = step, step.T
    ones[:TAGS, :TAGS] = ones[TAGS:, TAGS:] = 1
    reached = np.ones_like(here)
    at = paragraphs.counts[0]
    reached[:at, :TAGS] = np.exp(start)
    state = reached[:at] * here[:at]
    for count in paragraphs.counts[1:]:
        moved = reached[at : at + count]
        np.matmul(state[:count], ways, out=moved)
        moved /= moved @ ones
        state = moved * here[at : at + count]
        at += count
    before[paragraphs.ahead] = reached[:, :TAGS]
    after[paragraphs.behind] = reached[:, TAGS:]
    return before, after


def strengths(emissions: Floats) -> Floats:
    """Return the emissions as factors, at most one and never so small that the sums over a paragraph vanish."""
    return cast(Floats, np.maximum(np.exp(emissions - emissions.max(1, keepdims=True)), TINY))


def marginals(emissions: Floats, transitions: Floats, start: Floats, paragraphs: Lattice) -> Floats:
    """Return the probability of each tag at every token (n, 7); tokens outside all paragraphs are OUTSIDE."""
    before, after = sums(emissions, transitions, start, paragraphs)
    before *= strengths(emissions)
    before *= after
    before /= before.sum(1, keepdims=True)
    shares = np.zeros_like(emissions)
    shares[:, OUTSIDE] = 1
    shares[paragraphs.ahead] = before[paragraphs.ahead]
    return shares


TINY = np.float32(1e-16)


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


RELATIONS = 32


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
        apart = self.links[at, PARAGRAPH] != self.links[token, PARAGRAPH]
        neighbours = np.abs(self.cues[at] - self.cues[token]) <= 1
        if which == 0:
            related = self.piece[self.links[at, SUBJECT]] == self.piece[token]
            # "urged ..., saying": the cue's clause hangs below the clause of which the source is the subject.
            above = self.piece[self.links[self.links[at, ABOVE], SUBJECT]] == self.piece[token]
        else:
            related = self.piece[self.links[token, COMPLEMENT]] == self.piece[at]
            above = (self.links[at, ABOVE] == token) | (self.links[at, CLAUSE] == token)
        return cast(Ints, same_sentence + 2 * neighbours + 4 * related + 8 * above + 16 * apart)


CLAUSE, ABOVE, SUBJECT, COMPLEMENT, SENTENCE, PARAGRAPH = 1, 2, 3, 4, 7, 8
"""Columns of `Features.links`."""


def link(found: Pieces, scores: Scores, links: Ints) -> tuple[Group, ...]:
    """Return the attributions: each content goes to the cue it points at most, each cue to the source it points at.

    Several cues may share a source ("urged ..., saying ..."). A content without any cue is left alone.
    """
    context = Context.of(found, links)
    numbers = np.flatnonzero(found.role == CUE)
    cues = found.first[numbers]
    said = np.flatnonzero(found.role == CONTENT)
    owners, shares = _owners(found, said, scores, context, cues)
    contents: list[list[tuple[int, int]]] = [[] for _ in cues]
    sure = np.ones(len(cues))
    orphans: list[Group] = []
    for number, owner, share in zip(said, owners, shares, strict=True):
        piece = (int(found.first[number]), int(found.last[number]))
        if owner < 0:
            orphans.append(Group((piece,), None, None, 0.0, 0.0))
            continue
        contents[owner].append(piece)
        sure[owner] = min(sure[owner], share)
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


def _owners(found: Pieces, said: Ints, scores: Scores, context: Context, cues: Ints) -> tuple[list[int], list[float]]:
    """Return for each content the number of the cue that its tokens point at most, -1 without cues, and how surely."""
    if not len(cues) or not len(said):
        return [-1] * len(said), [0.0] * len(said)
    first, last = found.first[said], found.last[said]
    length = last - first + 1
    looked = np.minimum(length, LOOKED_AT)
    begins = np.concatenate([[0], np.cumsum(looked)[:-1]])
    step = np.arange(int(looked.sum())) - np.repeat(begins, looked)
    # A long content's first and last tokens point.
    skipped = np.repeat(np.where(length > LOOKED_AT, length - LOOKED_AT, 0), looked)
    tokens = np.repeat(first, looked) + step + np.where(step >= LOOKED_AT // 2, skipped, 0)
    near = candidates(first, cues)
    each = np.repeat(near, looked, axis=0)
    pointing = _pointing(scores, context, 1, tokens, cues[np.maximum(each, 0)])
    shares = np.add.reduceat(_log_shares(np.where(each >= 0, pointing, np.float32(BANNED))), begins, axis=0)
    shares = shares / looked[:, None]
    best = np.where(near >= 0, shares, BANNED).argmax(1)
    row = np.arange(len(said))
    return near[row, best].tolist(), np.exp(shares[row, best]).tolist()


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


def decode(scores: Scores, features: Features, paragraphs: Lattice, begins: tuple[float, ...]) -> tuple[Group, ...]:
    """Return the attributions that score best.

    `begins` (3,) is added to the scores of beginning a source, a cue and a content.
    """
    emissions = scores.emissions
    if any(begins):
        emissions = emissions.copy()
        emissions[:, list(BEGIN)] += np.array(begins, np.float32)
    tags = viterbi(emissions, scores.transitions, scores.start, paragraphs)
    return link(pieces(tags, features.paragraph), scores, features.links)
