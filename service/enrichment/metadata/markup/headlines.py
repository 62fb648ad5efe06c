"""Headlines that a page's mark-up claims or its lines show, as candidates."""

from collections.abc import Iterator, Sequence

from service.enrichment import lexicons
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.markup.witnesses import Sight, Value
from service.enrichment.metadata.ranking import band
from service.enrichment.metadata.titles import SITE_SPLIT


def candidates(made: Sequence[Claim], seen: Sequence[Sight], visible: frozenset[str]) -> tuple[Value, ...]:
    """Return the headlines that are claimed or seen, each once. `visible` are the folded rows of the page."""
    sites = {fold(claim.value) for claim in made if claim.field is Field.PUBLISHER}
    witnesses: dict[str, dict[str, None]] = {}
    first: dict[str, tuple[str, str]] = {}
    for claim in made:
        if claim.field is not Field.TITLE:
            continue
        for text, how in _wordings(claim.value, sites):
            key = fold(text)
            if key:
                witnesses.setdefault(key, {}).setdefault(f"from:{claim.place}{how}")
                first.setdefault(key, (text, claim.origin))
    for one in seen:
        key = fold(one.text)
        witnesses.setdefault(key, {}).setdefault("seen:" + band(one.probability, 0.1, 0.3, 0.6, 0.9))
        first.setdefault(key, (one.text, "html.text"))
    return tuple(
        Value(key, *_headed(first[key]), tuple(_features(key, list(places), first[key][0], sites, visible)))
        for key, places in witnesses.items()
    )


def _headed(first: tuple[str, str]) -> tuple[str, tuple[str, ...], str]:
    return first[0], (), first[1]


def _wordings(text: str, sites: set[str]) -> Iterator[tuple[str, str]]:
    """Yield a claimed headline as it is, and without what looks like the site's name at either end."""
    yield text, ""
    splits = list(SITE_SPLIT.finditer(text))
    if not splits:
        return
    head, tail = text[: splits[-1].start()].strip(), text[splits[-1].end() :].strip()
    if head:
        yield head, "-cut-known" if fold(tail) in sites else "-cut"
    if len(splits) > 1:
        yield text[: splits[0].start()].strip(), "-cut-all"
    head, tail = text[: splits[0].start()].strip(), text[splits[0].end() :].strip()
    if tail:
        yield tail, "-cut-front-known" if fold(head) in sites else "-cut-front"


def _features(key: str, places: list[str], text: str, sites: set[str], visible: frozenset[str]) -> Iterator[str]:
    yield "bias"
    yield from places
    yield "witnesses:" + band(len({place.split("-cut")[0] for place in places}), 2, 3, 4, 5, 6)
    yield "words:" + band(len(key.split()), 2, 3, 4, 6, 12, 20)
    if key in visible:
        yield "visible"
    if key in sites:
        yield "site"
    if any(site and len(site) > 3 and key.endswith(site) for site in sites):
        yield "ends-in-site"
    if SITE_SPLIT.search(text):
        yield "has-split"
    if key in lexicons.read("menu_words"):
        yield "menu"
