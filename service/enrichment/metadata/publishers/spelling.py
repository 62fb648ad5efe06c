"""Names in the addresses on a page as the page writes them: "jroe@exampletimes.com", "Example Times"."""

import re
from collections import Counter
from collections.abc import Iterator

from service.enrichment.metadata.layout import Layout
from service.enrichment.metadata.mastheads import DOMAIN, LETTERS
from service.enrichment.metadata.publishers import surroundings
from service.enrichment.metadata.publishers.naming import Publisher

SHORTEST, LONGEST = 4, 30
"""Letters of a name that is looked for."""
MOST_HOSTS, LONGEST_LOOK = 3, 400


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
