"""Names that a page's head, its address and its notices of rights agree on."""

from collections.abc import Sequence

from service.enrichment import lexicons
from service.enrichment.metadata import mastheads
from service.enrichment.metadata.layout import Layout
from service.enrichment.metadata.mastheads import LETTERS
from service.enrichment.metadata.publishers import papers, rights
from service.enrichment.metadata.publishers.naming import Publisher, is_name
from service.enrichment.metadata.titles import Headline

HIGHEST = 12
"""Rows at a page's head among which the masthead stands."""
SHORTEST = 4


def agreed(layout: Layout, headlines: Sequence[Headline], host: str | None) -> Publisher | None:
    """Return the name at the page's head that two other places say too: the copyright line, the headline's end, the address.

    A name of two words that is the whole of the address's own part needs no second: "The Exampleton Echo", exampletonecho.com.
    """
    owners = _known_owners(layout)
    sites = {mastheads.plain(one.site) for one in headlines if one.site and not one.start}
    for row in layout.rows[: min(layout.first, HIGHEST)]:
        if not (SHORTEST <= len(row.text) <= papers.LONGEST and is_name(row.text)):
            continue
        name = mastheads.plain(row.text)
        if name in lexicons.read("section_names") or name in lexicons.read("furniture_words"):
            continue
        owned = any(name == other or other.startswith(name + " ") for other in owners)
        letters = name.replace(" ", "")
        hosted = host is not None and len(letters) >= SHORTEST and letters in LETTERS.sub("", host.lower())
        whole = host is not None and _is_host(name, host, first=row is papers.first(layout))
        if owned + hosted + (name in sites) > 1 or whole:
            return Publisher(row.text, row, 0, "masthead")
    return None


def _is_host(name: str, host: str, *, first: bool) -> bool:
    """Return whether a folded name's letters are the whole of the part of a host that its owner registered.

    One word is, in a menu, as often where the site stands or one of its parts ("Forums"): it must be `first` on its page,
    and the host have no part before it. Two words that are `first` may be another part: a blog's name before its service's.
    """
    parts = [part.replace("-", "").removeprefix("the") for part in host.lower().removeprefix("www.").split(".")[:-1]]
    if len(parts) > 1 and parts[-1] in SECOND_LEVEL:
        parts.pop()
    letters = name.replace(" ", "")
    if " " not in name:
        return first and parts == [letters]
    return letters in (parts if first else parts[-1:])


SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"})
"""What stands before a country's code in an address: "co.uk"."""


def sites(layout: Layout, host: str | None) -> frozenset[str]:
    """Return the folded names that are the site's by its copyright line or its masthead, and the host's letters."""
    owners = _known_owners(layout)
    heads = {
        mastheads.plain(row.text)
        for row in layout.rows[: min(layout.first, HIGHEST)]
        if len(row.text) <= papers.LONGEST
    }
    heads -= lexicons.read("section_names") | lexicons.read("menu_words") | lexicons.read("furniture_words")
    return frozenset(heads | owners | ({LETTERS.sub("", host.lower())} if host else set()))


def _known_owners(layout: Layout) -> set[str]:
    return {mastheads.plain(one.text) for one in rights.owners(layout)}
