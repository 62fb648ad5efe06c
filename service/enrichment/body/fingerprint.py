"""A 64-bit SimHash of the body: near-duplicates differ in few bits.

Source: Charikar, "Similarity estimation techniques from rounding algorithms" (2002). The features are the content words,
each with the logarithm of its frequency: two papers cut and reorder an agency's report, but keep its words.
"""

from functools import cache

import numpy as np

from service.enrichment import lexicons
from service.enrichment.body import words as wording

SHORTEST_WORD = 4
BITS = 64


def fingerprint(text: str) -> str:
    """Return the fingerprint of a text as 16 hexadecimal digits; a text without words has only zeros.

    Where no word is a content word, all count: short notes differ too.
    """
    points = wording.codes(text)
    found = wording.words(points, wording.classes(points))
    long = found.hashes[found.ends - found.starts >= SHORTEST_WORD]
    functional = _function_words()
    at = np.minimum(np.searchsorted(functional, long), len(functional) - 1)
    content = long[functional[at] != long]
    counted = content if len(content) else found.hashes
    if not len(counted):
        return "0" * (BITS // 4)
    hashes, times = np.unique(counted, return_counts=True)
    bits = np.unpackbits(hashes.byteswap().view(np.uint8).reshape(-1, 8), axis=1)
    votes = (1 + np.log(times)) @ (2.0 * bits - 1.0)
    return np.packbits(votes > 0).tobytes().hex()


@cache
def _function_words() -> wording.Hashes:
    return np.unique(np.array([wording.phrase(word) for word in lexicons.read("function_words")], dtype=np.uint64))
