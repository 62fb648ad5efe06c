"""Names in the addresses on a page as the page writes them: "jroe@exampletimes.com", "Example Times"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from service.enrichment.metadata.layout import Layout
from service.enrichment.metadata.mastheads import DOMAIN, LETTERS
from service.enrichment.metadata.publishers import surroundings
from service.enrichment.metadata.publishers.naming import Publisher
from service.enrichment.metadata.publishers.rights import OF_RIGHTS

SHORTEST, LONGEST = 4, 30
"""Letters of a name that is looked for."""
MOST_HOSTS, LONGEST_LOOK = 3, 400


def without_domain(one: Publisher, found: Sequence[Publisher], layout: Layout) -> Publisher:
    """Return a copyright line's name without its domain, where the page writes it apart, or as often without: "ExampleTimes.com", "Example Times".

    On 820 pages 5 copyright lines' names are written so, all rightly; of 3 mastheads' none was, which are left.
    """
    match = DOMAIN.fullmatch(one.text)
    if match is None or one.kind not in OF_RIGHTS:
        return one
    letters = LETTERS.sub("", match["name"].lower())
    kept = (other for other in found if other.kind in PLACED and LETTERS.sub("", other.text.lower()) == letters)
    best = min(kept, key=lambda other: PLACED.index(other.kind), default=one)
    if " " in best.text:
        return best
    bare = re.compile(rf"(?<![\w@./]){re.escape(best.text)}(?!\w|\.\w|@)")
    with_domain = sum(one.text.lower() in row.text.lower() for row in layout.rows)
    return best if sum(bare.search(row.text) is not None for row in layout.rows) >= with_domain else one


PLACED = ("masthead", "both-ends", "suffix", "host-name", "itself", "copyright", "foot")
"""Kinds of places in which a site's name stands by itself, the most telling first."""


def names(layout: Layout) -> Iterator[Publisher]:
    """Yield the names of the commonest addresses, each where a row has it first."""
    near = surroundings.ends(layout)
    hosts = Counter(
        match["name"].lower() for row in near if "." in row.text for match in DOMAIN.finditer(row.text[:200])
    )
    for host, _ in hosts.most_common(MOST_HOSTS):
        letters = LETTERS.sub("", host)
        if not SHORTEST <= len(letters) <= LONGEST:
            continue
        pattern = re.compile(
            r"(?<![\w@./-])(?:The )?" + r"[ '’.-]?".join(map(re.escape, letters)) + r"(?![\w@])(?!\.\w)", re.IGNORECASE
        )
        for row in near:
            match = pattern.search(row.text[:LONGEST_LOOK])
            if match and not match.group().islower():
                yield Publisher(match.group(), row, match.start(), "host-name")
                break
