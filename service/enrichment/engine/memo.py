"""A memo of arrays: the row that belongs to each key, computed once, within a bound.

What one process computes for a token serves every later document. The memo is a table of at most `capacity` rows; when
it is full, all rows but those `pinned` after warming are forgotten and it fills again, which keeps the words of the
language and lets go of the names of yesterday. Not safe for two threads at once; a forked process has its own copy
of what it adds and shares the rest.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from service.enrichment.engine.architecture import Hashes, Ints

Scalar = TypeVar("Scalar", bound=np.generic)
FACTORS = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
"""Odd numbers without a common pattern (the golden ratio, and constants of xxHash)."""


class Memo(Generic[Scalar]):
    """Rows of fixed width under 64-bit keys.

    All its room is taken at the start, and nothing in it is a Python object: dictionaries of that size, emptied and
    filled in turn, let the memory of a process creep up for hours.
    """

    def __init__(self, width: int, dtype: type[Scalar], capacity: int) -> None:
        self.capacity = capacity
        self.pinned = 0
        self._keys: Hashes = np.zeros(0, dtype=np.uint64)
        """In order, and in `_places` the row of each."""
        self._places: Ints = np.zeros(0, dtype=np.int64)
        self._table: npt.NDArray[Scalar] = np.empty((capacity, width), dtype=dtype)
        self._table.fill(0)  # written to, so that the pages are there: those of `zeros` come with the first use

    def __len__(self) -> int:
        return len(self._keys)

    def pin(self) -> None:
        """Keep the rows of now for good."""
        self.pinned = len(self._keys)

    def held(self) -> npt.NDArray[Scalar]:
        """Return the rows the memo holds, shape (len(self), width)."""
        return self._table[: len(self._keys)]

    def rows(self, keys: Hashes, compute: Callable[[Ints], npt.NDArray[Scalar]]) -> npt.NDArray[Scalar]:
        """Return the rows of the keys, shape (keys, width).

        `compute` gives the rows for the positions, in `keys`, of keys that the memo does not hold, each key once.
        """
        at = np.searchsorted(self._keys, keys)
        if len(self._keys):
            np.minimum(at, len(self._keys) - 1, out=at)
            missing = np.flatnonzero(self._keys[at] != keys)
            rows = self._table.take(self._places[at], axis=0)
        else:
            missing = np.arange(len(keys))
            rows = np.zeros((len(keys), self._table.shape[1]), dtype=self._table.dtype)
        if len(missing):
            distinct, first, which = np.unique(keys[missing], return_index=True, return_inverse=True)
            fresh = compute(missing[first])
            rows[missing] = fresh[which]
            self._keep(distinct, fresh)
        return rows

    def _keep(self, distinct: Hashes, fresh: npt.NDArray[Scalar]) -> None:
        if len(self._keys) + len(distinct) > self.capacity:
            lasting = self._places < self.pinned
            self._keys, self._places = self._keys[lasting], self._places[lasting]
        free = len(self._keys)
        kept = min(len(distinct), self.capacity - free)
        self._table[free : free + kept] = fresh[:kept]
        at = np.searchsorted(self._keys, distinct[:kept])
        self._keys = np.insert(self._keys, at, distinct[:kept])
        self._places = np.insert(self._places, at, np.arange(free, free + kept))


def mixed(attributes: Hashes) -> Hashes:
    """Return one 64-bit number for each row of hashes, shape (rows, at most 4): distinct but for chance."""
    numbers: Hashes = (attributes * FACTORS[: attributes.shape[1]]).sum(axis=1, dtype=np.uint64)
    return numbers
