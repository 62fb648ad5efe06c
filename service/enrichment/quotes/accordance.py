"""Read the sentence that ends with ", according to ...": all of it is what its source tells.

In "The ministry is planning cuts, according to two officials." the tagger takes the ministry for who says it and its own
verb for the cue.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from spacy.attrs import LOWER
from spacy.tokens import Doc

from service.enrichment import lexicons
from service.enrichment.quotes.decoding import Floats, Group, Ints
from service.enrichment.quotes.sources import after_dateline

LONGEST = 20
"""So many words has the source at most."""
FURTHEST = 90
"""So many words are said at most: it bounds the cost on hostile input."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
STOPS = frozenset((",", ";", ":", "“", '"', "(", "—", "–", "-"))
"""What no source without a group of its own has in it."""
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


def told(
    doc: Doc, groups: Sequence[tuple[Group, float]], paragraph: Ints, inside: Floats, sure: float
) -> list[tuple[Group, float]]:
    """Return the groups, each with its certainty, with those sentences said as a whole by whom they are according to.

    A group of the sentence's own verb gives way unless that is a verb of speech: whoever says it may be told of. `sure`
    is how certain such a sentence is. `paragraph` (n,) numbers the tokens' paragraphs, `inside` (n,) is 1 within quote marks.
    """
    places = np.flatnonzero(doc.to_array([LOWER]).ravel() == doc.vocab.strings["according"]).tolist()
    if not places:
        return list(groups)
    covering: dict[int, list[int]] = defaultdict(list)
    for number, (group, _) in enumerate(groups):
        for start, end in _pieces(group):
            for token in range(start, end + 1):
                covering[token].append(number)
    gone: set[int] = set()
    wholes: list[tuple[Group, float]] = []
    for at in places:
        first, last = _first(doc, at, paragraph), _last(doc, at, paragraph)
        if first is None or inside[first : last + 1].any():
            continue
        near = {number for token in range(first, last + 1) for number in covering.get(token, ())} - gone
        own = next((groups[n] for n in sorted(near) if (cue := groups[n][0].cue) and cue[0] == at), None)
        others = [groups[n][0] for n in sorted(near) if own is None or groups[n][0] is not own[0]]
        source = own[0].source if own else _source(doc, at, last)
        ends = source is not None and source[1] == last and (own is None or own[0].content[-1][1] < at)
        if source is None or not ends or not all(_gives_way(doc, group, first, last) for group in others):
            continue
        if others or own is None or _is_torn(doc, own[0]):
            gone |= near
            whole = Group(((first, at - 2),), (at, at + 1), source, 1.0, 1.0)
            wholes.append((whole, max(sure, own[1]) if own else sure))
    return [*(one for number, one in enumerate(groups) if number not in gone), *wholes]


def _first(doc: Doc, at: int, paragraph: Ints) -> int | None:
    """Return where the sentence begins that a comma and "according to" carry on, None where it is none."""
    here = paragraph[at]
    if here < 0 or at < 3 or doc[at - 1].text != "," or doc[at : at + 2].text.lower() != "according to":
        return None
    first = doc[at].sent.start
    while first < at and (doc[first].is_space or paragraph[first] != here):
        first += 1
    first = after_dateline(doc, first)
    whole = at - first <= FURTHEST and not doc[first].text[0].islower()
    first += doc[first].tag_ == "CC"
    return first if whole and any(token.tag_ in FINITE for token in doc[first:at]) else None


def _last(doc: Doc, at: int, paragraph: Ints) -> int:
    """Return the last word of the sentence, within its paragraph."""
    last = doc[at].sent.end - 1
    while last > at and (paragraph[last] != paragraph[at] or doc[last].is_punct or doc[last].is_space):
        last -= 1
    return last


def _source(doc: Doc, at: int, last: int) -> tuple[int, int] | None:
    """Return the words behind "according to" that end the sentence, None where more than a phrase stands there."""
    words = doc[at + 2 : last + 1]
    if not 0 < len(words) <= LONGEST or any(word.text in STOPS for word in words):
        return None
    return at + 2, last


def _pieces(group: Group) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a group, first and last token."""
    yield from group.content
    yield from (piece for piece in (group.cue, group.source) if piece)


def _gives_way(doc: Doc, group: Group, first: int, last: int) -> bool:
    """Return whether a group lies within the sentence and no verb of speech is its cue."""
    if any(start < first or end > last for start, end in _pieces(group)):
        return False
    speech = lexicons.read("speech_verbs") | lexicons.read("reporting_verbs.en")
    cue = doc[group.cue[0] : group.cue[1] + 1] if group.cue else ()
    return not any(token.lower_ in speech for token in cue)


def _is_torn(doc: Doc, group: Group) -> bool:
    """Return whether what is said has no verb with a subject: "to reach the coast by Sunday"."""
    return not any(
        token.tag_ in FINITE and any(child.dep_ in SUBJECTS and first <= child.i for child in token.children)
        for first, last in group.content
        for token in doc[first : last + 1]
    )
