"""The tag of each token: the best-scoring one, from the token's vector alone.

Replaces `spacy.Tagger.v2` (https://spacy.io/api/architectures#Tagger): one linear layer over the vectors of the shared
tok2vec network. Its softmax does not change which score is highest and is left out, as stock does.
"""

from dataclasses import dataclass

import numpy as np
from spacy.pipeline import Tagger as StockTagger

from service.enrichment.engine.architecture import Floats, Hashes, named, parameter, parts


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights and the tags."""

    weights: Floats
    """Shape (width, tags)."""
    bias: Floats
    tags: Hashes
    """The tags' string hashes, shape (tags,)."""


def read(pipe: StockTagger) -> Tagger:
    """Return the weights of the component; raises UnsupportedError where it is of another kind."""
    _, mapped = parts(pipe.model, "tok2vec-listener", "with_array(softmax")
    linear = named(mapped.layers[0], "softmax")
    tags = len(pipe.labels)
    return Tagger(
        weights=np.ascontiguousarray(parameter(linear, "W", tags, None).T),
        bias=parameter(linear, "b", tags),
        tags=np.array([pipe.vocab.strings[label] for label in pipe.labels], dtype=np.uint64),
    )


def tag(tagger: Tagger, vectors: Floats) -> Hashes:
    """Return the hash of each token's tag, for vectors of shape (tokens, width)."""
    tags: Hashes = tagger.tags[(vectors @ tagger.weights + tagger.bias).argmax(axis=1)]
    return tags
