"""Read and write the attributes of a document's tokens as arrays of 64-bit numbers (string hashes, flags, offsets).

The attributes are spaCy's (https://spacy.io/api/attributes); `Doc.to_array` and `Doc.from_array` copy them in
compiled code, some 10 ns a value.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

from service.enrichment.engine.architecture import Flags, Hashes


def table(doc: Doc, names: Sequence[str]) -> Hashes:
    """Return the attributes of those names, shape (tokens, names)."""
    values: Any = doc.to_array(list(names))
    read: Hashes = values.reshape(len(doc), len(names))
    return read


def column(doc: Doc, name: str) -> Hashes:
    """Return one attribute, shape (tokens,)."""
    return table(doc, [name])[:, 0]


def flags(doc: Doc, name: str) -> Flags:
    """Return where the attribute is 1 (not 0, and not -1 for "no"), shape (tokens,)."""
    where: Flags = column(doc, name) == 1
    return where


def write(doc: Doc, names: Sequence[str], values: Hashes) -> Doc:
    """Set the attributes of those names, given with shape (tokens, names), and return the document."""
    contiguous: Any = np.ascontiguousarray(values)
    return doc.from_array(list(names), contiguous)
