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
    """Rows of fixed width under 64-bit keys."""

    def __init__(self, width: int, dtype: type[Scalar], capacity: int) -> None:
        self.capacity = capacity
        self.pinned = 0
        self._places: dict[int, int] = {}
        self._table: npt.NDArray[Scalar] = np.zeros((capacity, width), dtype=dtype)

    def __len__(self) -> int:
        return len(self._places)

    def pin(self) -> None:
        """Keep the rows of now for good."""
        self.pinned = len(self._places)

    def held(self) -> npt.NDArray[Scalar]:
        """Return the rows the memo holds, shape (len(self), width)."""
        return self._table[: len(self._places)]

    def rows(self, keys: Hashes, compute: Callable[[Ints], npt.NDArray[Scalar]]) -> npt.NDArray[Scalar]:
        """Return the rows of the keys, shape (keys, width).

        `compute` gives the rows for the positions, in `keys`, of keys that the memo does not hold, each key once.
        """
        places = self._places
        wanted = keys.tolist()
        found = np.array([places.get(key, -1) for key in wanted], dtype=np.int64)
        rows = self._table.take(found, axis=0, mode="clip")
        missing = np.flatnonzero(found < 0)
        if len(missing):
            _, first, which = np.unique(keys[missing], return_index=True, return_inverse=True)
            fresh = compute(missing[first])
            rows[missing] = fresh[which]
            self._keep([wanted[position] for position in missing[first]], fresh)
        return rows

    def _keep(self, keys: list[int], fresh: npt.NDArray[Scalar]) -> None:
        if len(self._places) + len(keys) > self.capacity:
            self._places = dict(list(self._places.items())[: self.pinned])
        free = len(self._places)
        kept = min(len(keys), self.capacity - free)
        self._table[free : free + kept] = fresh[:kept]
        self._places.update(zip(keys[:kept], range(free, free + kept), strict=True))


def mixed(attributes: Hashes) -> Hashes:
    """Return one 64-bit number for each row of hashes, shape (rows, at most 4): distinct but for chance."""
    numbers: Hashes = (attributes * FACTORS[: attributes.shape[1]]).sum(axis=1, dtype=np.uint64)
    return numbers
