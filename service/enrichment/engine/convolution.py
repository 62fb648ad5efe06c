"""The convolutions of tok2vec: each token's vector takes in its neighbours', four layers deep.

Replaces `spacy.MaxoutWindowEncoder.v2` (https://spacy.io/api/architectures#MaxoutWindowEncoder) with window 1: a layer
sets the vectors of the token before, the token and the token after side by side (3 * width), puts them through a
maxout with layer normalisation and adds the result to the token's vector (a residual connection, He et al. 2015).

At the edges of a document stock spaCy sets as many rows of zeros as there are layers and convolves those as well, so
that from the second layer on they are zero no more; tokens beyond them count as zeros. A long document is convolved in
stretches that overlap by as many tokens as there are layers: no token's value depends on more, and what a
stretch needs stays in the processor's cache and is bounded, however long the document.
"""

from dataclasses import dataclass

import numpy as np

from service.enrichment.engine import maxout
from service.enrichment.engine.architecture import Floats, Network, named, parts, require
from service.enrichment.engine.maxout import Maxout

STRETCH = 512
"""Tokens convolved at once: 128 to 1,000 take the same time a token within noise, 512 the least memory traffic."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """The weights of the convolutions, first layer first."""

    layers: tuple[Maxout, ...]


def read(model: Network) -> Encoder:
    """Return the weights of a `with_array` of residual convolutions; raises UnsupportedError for another shape."""
    (stack,) = parts(model, "residual")
    layers = tuple(_layer(layer) for layer in stack.layers) if ">>residual" in stack.name else (_layer(stack),)
    require(model.attrs.get("pad") == len(layers), "the convolutions are padded by another number of rows")
    width = len(layers[0].scale)
    require(all(layer.weights.shape[0] == 3 * width for layer in layers), "a convolution has another width")
    return Encoder(layers)


def _layer(residual: Network) -> Maxout:
    (convolution,) = parts(residual, "expand_window")
    window, dense = parts(convolution, "expand_window", "maxout")
    require(named(window, "expand_window").attrs["window_size"] == 1, "a convolution has another window than 1")
    return maxout.read(dense)


def encode(encoder: Encoder, embedded: Floats) -> Floats:
    """Return the vectors of the tokens in context, shape (tokens, width), for those without, of the same shape."""
    depth = len(encoder.layers)
    tokens, width = embedded.shape
    padded = np.zeros((tokens + 2 * depth, width), dtype=np.float32)
    padded[depth : depth + tokens] = embedded
    encoded = np.empty_like(embedded)
    for start in range(0, tokens, STRETCH):
        end = min(start + STRETCH, tokens)
        # Token i is row i + depth of `padded`, so this is the stretch with `depth` rows on either side.
        rows = padded[start : end + 2 * depth].copy()
        for layer in encoder.layers:
            rows += maxout.apply(layer, _windows(rows))
        encoded[start:end] = rows[depth:-depth]
    return encoded


def _windows(rows: Floats) -> Floats:
    """Return each row between its neighbours, shape (n, 3 * width); beyond the edges are zeros."""
    count, width = rows.shape
    windows = np.empty((count, 3 * width), dtype=np.float32)
    windows[0, :width] = 0
    windows[1:, :width] = rows[:-1]
    windows[:, width : 2 * width] = rows
    windows[:-1, 2 * width :] = rows[1:]
    windows[-1, 2 * width :] = 0
    return windows
