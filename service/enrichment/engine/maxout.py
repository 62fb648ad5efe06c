"""Maxout with layer normalisation: the dense layer that every part of the tok2vec network repeats.

Replaces `thinc.layers.Maxout(nO, nI, nP, normalize=True)`. A unit of maxout takes the largest of `nP` linear
functions of its input (Goodfellow et al. 2013, https://arxiv.org/abs/1302.4389); layer normalisation then gives each
row mean 0 and variance 1 before a learned scale and shift (Ba et al. 2016, https://arxiv.org/abs/1607.06450), with
1e-8 added to the variance, as in `thinc/layers/layernorm.py`.

thinc keeps the weights as (nO, nP, nI), so that the pieces of one unit are neighbours and the maximum runs along an
axis of three. Here they are (nI, nP * nO): all first pieces, then all second ones, and the maximum of whole rows is
one vector instruction for eight or sixteen units.
"""

from dataclasses import dataclass

import numpy as np

from service.enrichment.engine.architecture import Floats, Network, named, parameter, parts

EPSILON = np.float32(1e-8)


@dataclass(frozen=True, slots=True)
class Maxout:
    """The weights of one layer; nI inputs, nO units of nP pieces."""

    weights: Floats
    """Shape (nI, nP * nO)."""
    bias: Floats
    """Shape (nP * nO,)."""
    scale: Floats
    """Shape (nO,), and so is the shift."""
    shift: Floats


def read(model: Network) -> Maxout:
    """Return the weights of a `maxout>>layernorm>>dropout` chain (dropout does nothing in prediction).

    Raises UnsupportedError where the chain is another one.
    """
    normalised, _ = parts(model, "maxout>>layernorm", "dropout")
    dense, norm = parts(normalised, "maxout", "layernorm")
    units = named(norm, "layernorm").get_dim("nO")
    weights = parameter(named(dense, "maxout"), "W", units, None, None)
    bias = parameter(dense, "b", units, weights.shape[1])
    return Maxout(
        weights=np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)),
        bias=np.ascontiguousarray(bias.T.reshape(-1)),
        scale=parameter(norm, "G", units),
        shift=parameter(norm, "b", units),
    )


def apply(layer: Maxout, rows: Floats) -> Floats:
    """Return the layer's output, shape (n, nO), for an input of shape (n, nI)."""
    pieces = rows @ layer.weights
    pieces += layer.bias
    return activate(layer, pieces)


def activate(layer: Maxout, pieces: Floats) -> Floats:
    """Return the output, shape (n, nO), for the linear functions' values, shape (n, nP * nO)."""
    width = len(layer.scale)
    best = pieces[:, :width].copy()
    for start in range(width, pieces.shape[1], width):
        np.maximum(best, pieces[:, start : start + width], out=best)
    best -= best @ np.full((width, 1), 1 / width, dtype=np.float32)  # the mean, at a third of the time of `mean`
    deviation = np.sqrt(np.einsum("ij,ij->i", best, best) / np.float32(width) + EPSILON)
    best *= (1 / deviation)[:, None]
    best *= layer.scale
    best += layer.shift
    return best
