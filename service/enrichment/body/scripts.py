"""Writing that the labeller cannot read: it counts words by spaces, and knows those of languages in Latin, Greek and Cyrillic letters.

On pages in other scripts prose is told by what all of them share: a line of it is long and ends as a sentence does.
"""

import re
from collections.abc import Sequence

import numpy as np

from service.enrichment.body.words import Flags

LETTER = re.compile(r"[^\W\d_]")
# From Hebrew on, without the further Latin, Greek and Cyrillic letters.
UNREAD = re.compile(r"[\u0590-\u1bff\u3000-\ua63f\ua700-\uab2f\uab70-\ufdff\ufe70-\uffdc]")
SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]」』）]*$")
# A headline has no stop; a sentence of news in Chinese has some 40 letters, in Arabic or Hindi over 60.
SHORTEST_PROSE = 18
LOOKED_AT = 20_000


def unread(text: str) -> bool:
    """Whether most letters of a text (of its first 20,000 characters) are of a script that the labeller cannot read."""
    shown = text[:LOOKED_AT]
    foreign = len(UNREAD.findall(shown))
    return foreign > 0 and 2 * foreign > len(LETTER.findall(shown))


def prose(lines: Sequence[str]) -> Flags:
    """Return for each line whether it is long enough for a sentence and ends like one."""
    return np.array(
        [SENTENCE_END.search(line) is not None and len(LETTER.findall(line)) >= SHORTEST_PROSE for line in lines],
        dtype=bool,
    )
