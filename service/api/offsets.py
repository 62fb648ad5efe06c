"""Count in the caller's unit: code points, UTF-16 code units or UTF-8 bytes."""

from collections.abc import Callable

import numpy as np

from service.api.schemas import Offsets

Scale = Callable[[int], int]


def scale(text: str, unit: Offsets) -> Scale:
    """Return the function from an offset in code points of `text` to the offset in `unit`.

    `text` holds no lone surrogate. The function takes 0 to `len(text)`.
    """
    if unit is Offsets.CODEPOINT or text.isascii():
        return int
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    # A code point takes 1 unit, and one more for each threshold it passes (RFC 3629, section 3; RFC 2781, section 2.1).
    thresholds = (0x80, 0x800, 0x10000) if unit is Offsets.UTF8 else (0x10000,)
    extra = np.zeros(len(points) + 1, dtype=np.int64)
    for threshold in thresholds:
        extra[1:] += points >= threshold
    sums: list[int] = (np.cumsum(extra) + np.arange(len(points) + 1)).tolist()
    return sums.__getitem__
