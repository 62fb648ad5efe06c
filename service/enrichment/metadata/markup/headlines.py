"""Headlines that a page's mark-up claims or its lines show, as candidates."""

from collections.abc import Iterator, Sequence

from service.enrichment import lexicons
from service.enrichment.metadata.layout import fold
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.metadata.markup.witnesses import Sight, Value, choose
from service.enrichment.metadata.ranking import Ranker, band
from service.enrichment.metadata.titles import SITE_SPLIT


def candidates(made: Sequence[Claim], seen: Sequence[Sight], visible: frozenset[str]) -> tuple[Value, ...]:
    """Return the headlines that are claimed or seen, each once. `visible` are the folded rows of the page."""
    sites = {fold(claim.value) for claim in made if claim.field is Field.PUBLISHER}
    witnesses: dict[str, dict[str, None]] = {}
    first: dict[str, tuple[str, str]] = {}
    titled = (claim for claim in made if claim.field is Field.TITLE)
    for claim in sorted(titled, key=_is_window):  # of two spellings the page's own goes first
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


def choice(ranker: Ranker, made: Sequence[Claim], seen: Sequence[Sight], visible: frozenset[str]) -> Value | None:
    """Return the headline: the most probable, but what only lines show, or nothing, gives way to what heading and mark-up say alike."""
    best = choose(ranker, candidates(made, seen, visible))
    if best is not None and any(one.startswith("from:") for one in best.features):
        return best
    return _agreed(made) or best


def _agreed(made: Sequence[Claim]) -> Value | None:
    """Return the words of the page's heading where what it states of its article has the same; a site's name is none."""
    titled = [claim for claim in made if claim.field is Field.TITLE and fold(claim.value)]
    stated = {fold(claim.value) for claim in titled if claim.place in STATED}
    stated -= {fold(claim.value) for claim in made if claim.field is Field.PUBLISHER}
    same = (one for one in titled if one.place in {"h1", "h1-again"} and fold(one.value) in stated)
    found = next(same, None)
    return Value(fold(found.value), found.value, (), found.origin, ("from:h1",)) if found else None


STATED = frozenset({"jsonld", "og:title"})


def _is_window(claim: Claim) -> bool:
    """Return whether a headline is claimed for the browser's window, where what is set in italics has quotation marks."""
    return claim.place == "title"


def _headed(first: tuple[str, str]) -> tuple[str, tuple[str, ...], str]:
    return first[0], (), first[1]


def _wordings(text: str, sites: set[str]) -> Iterator[tuple[str, str]]:
    """Yield a claimed headline as it is, and without what looks like the site's name at either end."""
    yield text, ""
    splits = list(SITE_SPLIT.finditer(text))
    if not splits:
        return
    head, tail = text[: splits[-1].start()].strip(), text[splits[-1].end() :].strip()
    if _goes_on(tail):
        return
    if head:
        yield head, "-cut-known" if fold(tail) in sites else "-cut"
    if len(splits) > 1:
        yield text[: splits[0].start()].strip(), "-cut-all"
    head, tail = text[: splits[0].start()].strip(), text[splits[0].end() :].strip()
    if tail:
        yield tail, "-cut-front-known" if fold(head) in sites else "-cut-front"


def _goes_on(tail: str) -> bool:
    """Return whether the headline goes on behind a dash, in small letters as no site's name is: "... - as it happened"."""
    return " " in tail and tail[0].islower()


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
