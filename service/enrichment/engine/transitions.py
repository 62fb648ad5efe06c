"""The scores of a transition system's moves: the network shared by the parser and the entity recogniser.

Replaces `spacy.TransitionBasedParser.v2` (https://spacy.io/api/architectures#TransitionBasedParser), after Chen and
Manning 2014. The state of an analysis is seen through a few tokens (F: 8 for the parser, 3 for entities). Each
token's vector (T wide) is reduced to I, multiplied by a matrix for each of the F roles it can play, and the F results
for the tokens of the state are summed; a maxout of P pieces makes the hidden layer (H units), a linear layer of
which scores the moves (M). A role that no token plays has a vector of its own, the padding.

The products for all tokens and roles are computed at once, so that a state costs a sum of F rows. Pieces come first
here, not last, so that the maximum runs over whole rows; the bias is added to the first role's rows, once for all.

The parser's products take 4 KB a token: 280 MB for 100,000 characters of brackets. Those of a long document are
computed state by state instead, from the reduced vectors, at twice the work and a sixteenth of the memory.
"""

from dataclasses import dataclass

import numpy as np

from service.enrichment.engine.architecture import Floats, Ints, Network, named, parameter, parts, require

AT_ONCE = 8_192
"""Tokens whose products are computed at once: 32 MB of the parser's."""
STATES = 4_096
"""States whose hidden layer is computed at once."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights; see the module for the letters."""

    reduction: Floats
    """Shape (T, I)."""
    reduction_bias: Floats
    roles: Floats
    """Shape (I, F * P * H)."""
    padding: Floats
    """Shape (F, P * H); the bias of the hidden layer is in its first row, and in `first`."""
    first: Floats
    """Shape (P * H,): the bias of the hidden layer."""
    moves: Floats
    """Shape (H, M)."""
    moves_bias: Floats


@dataclass(frozen=True, slots=True)
class Played:
    """What each token of a document contributes in each role."""

    scorer: Scorer
    rows: Floats
    """Shape ((tokens + 1) * F, P * H): the F roles of nobody, then those of the first token, ..."""
    places: Ints
    """Shape (F,): where in `rows` a token contributes in each role, but for F times the token's number."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """The tokens of a long document, whose contributions are computed where they are needed."""

    scorer: Scorer
    rows: Floats
    """Shape (tokens + 1, I): zeros for nobody, then the first token's reduced vector, ..."""
    roles: Floats
    """Shape (F * I, P * H)."""
    missing: Floats
    """Shape (F, P * H): what is added where a role is nobody's; the bias is not in it."""


def read(model: Network, roles: int) -> Scorer:
    """Return the weights of a parser model with that many roles (F); raises UnsupportedError for another kind."""
    reducing, lower, upper = parts(named(model, "parser_model"), "", "precomputable_affine", "linear")
    require(bool(model.attrs["has_upper"]) and not model.attrs["unseen_classes"], "the moves are scored otherwise")
    reduction = named(tuple(reducing.layers)[-1], "linear")
    hidden, pieces = lower.get_dim("nO"), lower.get_dim("nP")
    require(pieces > 1, "the hidden layer is not a maxout")
    inner = reduction.get_dim("nO")
    weights = parameter(lower, "W", roles, hidden, pieces, inner)
    bias = np.ascontiguousarray(parameter(lower, "b", hidden, pieces).T.reshape(-1))
    padding = parameter(lower, "pad", 1, roles, hidden, pieces)[0].transpose(0, 2, 1).reshape(roles, -1).copy()
    padding[0] += bias
    return Scorer(
        reduction=np.ascontiguousarray(parameter(reduction, "W", inner, None).T),
        reduction_bias=parameter(reduction, "b", inner),
        roles=np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(inner, -1)),
        padding=padding,
        first=bias,
        moves=np.ascontiguousarray(parameter(upper, "W", None, hidden).T),
        moves_bias=parameter(upper, "b", None),
    )


def play(scorer: Scorer, vectors: Floats) -> Played | Reduced:
    """Return the contributions of tokens with these vectors, shape (tokens, T)."""
    roles, wide = scorer.padding.shape
    reduced = vectors @ scorer.reduction + scorer.reduction_bias
    if len(vectors) > AT_ONCE:
        inner = reduced.shape[1]
        missing = scorer.padding.copy()
        missing[0] -= scorer.first
        return Reduced(
            scorer=scorer,
            rows=np.concatenate((np.zeros((1, inner), dtype=np.float32), reduced)),
            roles=scorer.roles.reshape(inner, roles, wide).transpose(1, 0, 2).reshape(-1, wide),
            missing=missing,
        )
    rows = np.empty((len(vectors) + 1, roles * wide), dtype=np.float32)
    rows[0] = scorer.padding.reshape(-1)
    np.matmul(reduced, scorer.roles, out=rows[1:])
    rows[1:, :wide] += scorer.first
    return Played(scorer, rows.reshape(-1, wide), np.arange(roles, 2 * roles))


def hidden(played: Played | Reduced, states: Ints) -> Floats:
    """Return the hidden layer, shape (states, H), for the tokens in each role, shape (states, F), -1 for none."""
    if len(states) > STATES:
        parts = [hidden(played, states[start : start + STATES]) for start in range(0, len(states), STATES)]
        return np.concatenate(parts)
    summed = _summed(played, states)
    units = len(played.scorer.moves)
    best: Floats = summed[:, :units]
    for start in range(units, summed.shape[1], units):
        np.maximum(best, summed[:, start : start + units], out=best)
    return best


def _summed(played: Played | Reduced, states: Ints) -> Floats:
    """Return the linear functions' values, shape (states, P * H)."""
    if isinstance(played, Played):
        summed: Floats = played.rows.take(states * len(played.places) + played.places, axis=0).sum(axis=1)
        return summed
    summed = played.rows.take(states + 1, axis=0).reshape(-1, len(played.roles)) @ played.roles
    summed += (states < 0).astype(np.float32) @ played.missing
    summed += played.scorer.first
    return summed


def scores(played: Played | Reduced, states: Ints) -> Floats:
    """Return the scores of all moves, shape (states, M), for states as in `hidden`."""
    scored: Floats = hidden(played, states) @ played.scorer.moves
    scored += played.scorer.moves_bias
    return scored
