"""The vector of a token without its context: a memo of rows, computed once for each kind of token.

Replaces `spacy.MultiHashEmbed.v2` (https://spacy.io/api/architectures#MultiHashEmbed). For each of a few attributes
(NORM, PREFIX, SUFFIX, SHAPE, ...) the attribute's 64-bit hash is hashed again into four rows of a table, whose sum is
the attribute's vector ("Bloom embeddings", Serrà and Karatzoglou 2017, https://arxiv.org/abs/1706.03993); a pipeline
with word vectors appends the token's own, projected to the same width. A maxout layer mixes these vectors into one.

All of these attributes follow from ORTH, NORM (which a tokenizer exception may set: "n't" is "not") and SPACY
(whether a space follows), so tokens that agree in these three have the same vector, and some 450 of an article's 1,000
tokens are distinct. The memo keeps the vectors of both tok2vec networks side by side, under a number mixed from the
three hashes; hashes, not strings, so that nothing in it depends on what spaCy's memory zones free.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.attrs import IDS
from spacy.tokens import Doc
from spacy.vectors import Mode, Vectors
from spacy.vocab import Vocab
from thinc.api import NumpyOps

from service.enrichment.engine import attributes, maxout
from service.enrichment.engine.architecture import Floats, Hashes, Ints, Network, contiguous, parameter, parts, require
from service.enrichment.engine.maxout import Maxout
from service.enrichment.engine.memo import Memo, mixed

DECIDING = ("ORTH", "NORM", "SPACY")
FOLLOWING = frozenset((*DECIDING, "PREFIX", "SUFFIX", "SHAPE", "LOWER", "IS_SPACE"))
"""Attributes that follow from the deciding ones."""
HASHER = NumpyOps(use_blis=False)


@dataclass(frozen=True, slots=True)
class Table:
    """The vectors of one attribute."""

    attribute: str
    seed: int
    rows: Floats
    """Shape (rows, width)."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The pipeline's own vectors, found by ORTH, and their projection."""

    vectors: Vectors
    projection: Floats
    """Shape (length of a word vector, width)."""


@dataclass(frozen=True, slots=True)
class Embedder:
    """One network's tables and the layer that mixes them."""

    tables: tuple[Table, ...]
    words: WordVectors | None
    mixer: Maxout


@dataclass(frozen=True, slots=True)
class Embedding:
    """The embedders of all networks, and their memo: rows of all the vectors side by side."""

    embedders: tuple[Embedder, ...]
    memo: Memo[np.float32]


def read(model: Network, vocab: Vocab) -> Embedder:
    """Return the weights of a MultiHashEmbed model; raises UnsupportedError where it is another one."""
    words = None
    if model.layers and "static_vectors" in model.layers[0].name:
        both, mixing, _ = parts(model, "extract_features", "with_array(maxout", "ragged2list")
        features, static = parts(both, "extract_features", "static_vectors")
        extracting, _, hashing = parts(features, "extract_features", "list2ragged", "with_array(ints-getitem")
        words = _word_vectors(static, vocab)
    else:
        extracting, _, hashing, mixing, _ = parts(
            model, "extract_features", "list2ragged", "with_array(ints-getitem", "with_array(maxout", "ragged2list"
        )
    names = tuple(str(name) for name in extracting.attrs["columns"])
    require(FOLLOWING.issuperset(names), f"embedded attributes {names} are more than the memo's key decides")
    (tables,) = hashing.layers
    columns = tuple(tables.layers) if "|" in tables.name else (tables,)
    require(len(columns) == len(names), "there is not one table for each attribute")
    (mixer,) = mixing.layers
    return Embedder(
        tables=tuple(_table(column, names) for column in columns),
        words=words,
        mixer=maxout.read(mixer),
    )


def _table(model: Network, names: Sequence[str]) -> Table:
    column, hashed = parts(model, "ints-getitem", "hashembed")
    return Table(
        attribute=names[column.attrs["index"][1]],
        seed=int(hashed.attrs["seed"]),
        rows=parameter(hashed, "E", None, None),
    )


def _word_vectors(model: Network, vocab: Vocab) -> WordVectors:
    vectors = vocab.vectors
    plain = isinstance(vectors, Vectors) and vectors.mode == Mode.default and vectors.attr == IDS["ORTH"]
    require(plain, "the word vectors are not a plain table found by ORTH")
    return WordVectors(vectors, np.ascontiguousarray(parameter(model, "W", None, vectors.shape[1]).T))


def embed(embedding: Embedding, doc: Doc) -> tuple[Floats, ...]:
    """Return each network's vectors of the tokens, shape (tokens, width of that network)."""
    keys = mixed(attributes.table(doc, DECIDING))

    def compute(missing: Ints) -> Floats:
        return contiguous([_vectors(embedder, doc, missing) for embedder in embedding.embedders])

    rows = embedding.memo.rows(keys, compute)
    widths = [len(embedder.mixer.scale) for embedder in embedding.embedders]
    return tuple(np.split(rows, np.cumsum(widths)[:-1], axis=1))


def _vectors(embedder: Embedder, doc: Doc, tokens: Ints) -> Floats:
    """Return the vectors of the tokens at these positions, shape (positions, width)."""
    columns = [_looked_up(table, attributes.column(doc, table.attribute)[tokens]) for table in embedder.tables]
    if embedder.words is not None:
        columns.append(_projected(embedder.words, attributes.column(doc, "ORTH")[tokens]))
    return maxout.apply(embedder.mixer, contiguous(columns))


def _looked_up(table: Table, hashes: Hashes) -> Floats:
    rows: npt.NDArray[np.uint32] = HASHER.hash(np.ascontiguousarray(hashes), table.seed) % np.uint32(len(table.rows))
    found: Floats = table.rows[rows].sum(axis=1)
    return found


def _projected(words: WordVectors, hashes: Hashes) -> Floats:
    found = words.vectors.find(keys=hashes)
    projected: Floats = words.vectors.data[found] @ words.projection
    projected[found < 0] = 0
    return projected
