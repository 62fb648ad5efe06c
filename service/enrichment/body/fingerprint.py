"""A 64-bit SimHash: near-duplicates differ in few bits.

Source: Charikar, "Similarity estimation techniques from rounding algorithms" (2002).
"""

import re
from hashlib import blake2b

import numpy as np

WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str:
    """Return the fingerprint of a text as 16 hexadecimal digits; a text without words has only zeros."""
    words = sorted({word for word in WORD.findall(text.lower()) if len(word) > 3})
    if not words:
        return "0" * 16
    hashes = np.frombuffer(b"".join(blake2b(w.encode(), digest_size=8).digest() for w in words), dtype=np.uint8)
    votes = np.unpackbits(hashes.reshape(-1, 8), axis=1).sum(axis=0, dtype=np.int64) * 2 - len(words)
    return np.packbits(votes > 0).tobytes().hex()
