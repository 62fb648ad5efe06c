"""The convolutions of tok2vec: each token's vector takes in its neighbours', four layers deep.

Replaces `spacy.MaxoutWindowEncoder.v2` (https://spacy.io/api/architectures#MaxoutWindowEncoder) with window 1: a layer
sets the vectors of the token before, the token and the token after side by side (3 * width), puts them through a
maxout with layer normalisation and adds the result to the token's vector (a residual connection, He et al. 2015,
https://arxiv.org/abs/1512.03385).

At the edges of a document stock spaCy sets as many rows of zeros as there are layers and convolves those as well, so
that from the second layer on they are zero no more. A long document is convolved in stretches that overlap by as
many tokens as there are layers: no token's value depends on more, and what a stretch needs stays in the processor's
cache and is bounded, however long the document.

The product of a layer, nine tenths of its time, is computed by minimal filtering, F(2, 3) in one dimension (Winograd
1980; Lavin and Gray 2016, https://arxiv.org/abs/1509.09308): of the inputs a, b, c, d and the filter (f, g, h), both
outputs fa + gb + hc and fb + gc + hd follow from four products instead of six,

    m0 = f (a - c)    m1 = (f + g + h)/2 (b + c)    m2 = (f - g + h)/2 (c - b)    m3 = h (b - d)

as m0 + m1 + m2 and m1 - m2 - m3. Values change by some 3e-6, as from any other order of summing. The even and the odd
rows of a stretch are kept apart, so that a, b, c and d of all pairs of outputs are stretches themselves.
"""

from dataclasses import dataclass

import numpy as np

from service.enrichment.engine import maxout
from service.enrichment.engine.architecture import Floats, Network, named, parts, require
from service.enrichment.engine.maxout import Maxout

STRETCH = 512
"""Tokens convolved at once: 0.9 of the time of 128, and that of 1,024 within noise."""


@dataclass(frozen=True, slots=True)
class Convolution:
    """One layer: its maxout, whose weights are those of the token before, the token and the token after."""

    dense: Maxout
    filters: Floats
    """What m0 to m3 are multiplied with, shape (4, width, nP * width)."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """The layers, in order."""

    layers: tuple[Convolution, ...]


def read(model: Network) -> Encoder:
    """Return the weights of a `with_array` of residual convolutions; raises UnsupportedError for another shape."""
    (stack,) = parts(model, "residual")
    residuals = tuple(stack.layers) if ">>residual" in stack.name else (stack,)
    require(model.attrs.get("pad") == len(residuals), "the convolutions are padded by another number of rows")
    return Encoder(tuple(_layer(residual) for residual in residuals))


def _layer(residual: Network) -> Convolution:
    (convolution,) = parts(residual, "expand_window")
    window, chain = parts(convolution, "expand_window", "maxout")
    require(named(window, "expand_window").attrs["window_size"] == 1, "a convolution has another window than 1")
    dense = maxout.read(chain)
    width = len(dense.scale)
    require(dense.weights.shape[0] == 3 * width, "a convolution changes the width")
    before, here, after = dense.weights.reshape(3, width, -1)
    filters = np.stack((before, (before + here + after) / 2, (before - here + after) / 2, after))
    return Convolution(dense, np.ascontiguousarray(filters, dtype=np.float32))


def encode(encoder: Encoder, embedded: Floats) -> Floats:
    """Return the vectors of the tokens in context, shape (tokens, width), for those without, of the same shape."""
    depth = len(encoder.layers)
    tokens, width = embedded.shape
    padded = np.zeros((tokens + 2 * depth + 1, width), dtype=np.float32)  # one more, for an odd stretch
    padded[depth : depth + tokens] = embedded
    encoded = np.empty((tokens + 1, width), dtype=np.float32)
    for start in range(0, tokens, STRETCH):
        pairs = (min(STRETCH, tokens - start) + 1) // 2 + depth
        # Token i is row i + depth of `padded`: this is the stretch with `depth` rows on either side. Rows beyond are
        # zeros here, which tells on no more than those `depth` rows.
        rows = np.zeros((2, pairs + 2, width), dtype=np.float32)
        rows[:, 1:-1] = padded[start : start + 2 * pairs].reshape(pairs, 2, width).transpose(1, 0, 2)
        for layer in encoder.layers:
            rows[:, 1:-1] += _convolved(layer, rows)
        inner = slice(1 + depth // 2, 1 + pairs - depth // 2)
        stretch = encoded[start : start + 2 * (pairs - depth)]
        stretch[:] = rows[:, inner].transpose(1, 0, 2).reshape(-1, width)[depth % 2 :][: len(stretch)]
    return encoded[:tokens]


def _convolved(layer: Convolution, rows: Floats) -> Floats:
    """Return a layer's output for all but the outermost rows, shape (2, pairs, width); `rows` has two pairs more.

    Even rows come first, odd rows second: the pair k of outputs sees the odd row of k - 1, both rows of k and the even
    row of k + 1.
    """
    even, odd = rows
    a, b, c, d = odd[:-2], even[1:-1], odd[1:-1], even[2:]
    inputs = np.empty((4, *b.shape), dtype=np.float32)
    np.subtract(a, c, out=inputs[0])
    np.add(b, c, out=inputs[1])
    np.subtract(c, b, out=inputs[2])
    np.subtract(b, d, out=inputs[3])
    products = np.matmul(inputs, layer.filters)
    m0, m1, m2, m3 = products
    m1 += layer.dense.bias
    m0 += m1
    m0 += m2
    m1 -= m2
    m1 -= m3
    outputs = products[:2].reshape(-1, products.shape[2])
    return maxout.activate(layer.dense, outputs).reshape(2, -1, rows.shape[2])
