"""Read the sentence that ends with who said it.

In "… near Lima, Ohio, county officials said on Wednesday." the parse takes the source for a part of the place in front
of it, or of a list; the words between the last comma and the verb of saying tell it.
"""

from dataclasses import replace
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER
from spacy.strings import StringStore
from spacy.tokens import Doc, Token

from service.enrichment import lexicons
from service.enrichment.quotes.decoding import Floats, Group, Ints

BEHIND = 7
"""So many words may stand behind the verb: "said Wednesday in a statement"."""
LONGEST = 9
"""So many words has the source at most."""
FURTHEST = 120
"""So many words are said at most: it bounds the cost on hostile input."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SAYING = frozenset(("VBD", "VBZ", "VBP", "VBN"))
NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADP"))
SAID = frozenset(("VERB", "AUX", "SCONJ", "CCONJ"))
HEADS = frozenset(("NOUN", "PROPN", "PRON"))


def told(doc: Doc, groups: tuple[Group, ...], paragraph: Ints, inside: Floats) -> tuple[Group, ...]:
    """Return the groups, and behind them the sentences that end with their source and that no group touches.

    A group that takes such a sentence's source for said has it as its source.
    `paragraph` (n,) numbers the tokens' paragraphs, `inside` (n,) is 1 within quote marks.
    """
    owners: dict[int, int] = {}
    for number, group in enumerate(groups):
        for first, last in chain(group.content, (piece for piece in (group.cue, group.source) if piece)):
            owners.update(dict.fromkeys(range(first, last + 1), number))
    found = list(groups)
    for at in np.flatnonzero(np.isin(doc.to_array([LOWER]).ravel(), _verbs())).tolist():
        token = doc[at]
        if token.tag_ not in SAYING or (read := _read(doc, token, paragraph)) is None:
            continue
        content, source = read
        if inside[content[0] : token.i].any():
            continue
        touched = {owners[at] for at in range(content[0], token.i + 1) if at in owners}
        if not touched:
            found.append(Group((content,), (token.i, token.i), source, 1.0, 1.0))
        elif len(touched) == 1:
            group = found[number := touched.pop()]
            whole = len(group.content) == 1 and group.content[0][0] <= source[0] <= group.content[0][1]
            if whole and group.source is None and group.cue and token.i in range(group.cue[0], group.cue[1] + 1):
                found[number] = replace(group, content=((group.content[0][0], content[1]),), source=source)
    return tuple(found)


@cache
def _verbs() -> NDArray[np.uint64]:
    """Return the hashes of the verbs of speech."""
    return np.array([StringStore().as_int(verb) for verb in sorted(lexicons.read("speech_verbs"))], np.uint64)


def _read(doc: Doc, verb: Token, paragraph: Ints) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return what is said and the source, as first and last tokens, of the sentence that a verb of saying ends."""
    here = paragraph[verb.i]
    if here < 0 or not _ends(doc, verb.i, here, paragraph):
        return None
    last = verb.i - 1
    while last > max(0, verb.i - LONGEST) and doc[last].pos_ in ("AUX", "ADV"):
        last -= 1
    comma = next((at for at in range(last, max(last - LONGEST - 1, -1), -1) if doc[at].text == ","), None)
    if comma is None or comma == last or paragraph[comma] != here:
        return None
    source = doc[comma + 1 : last + 1]
    if not all(token.pos_ in NOMINAL or token.text in "()" for token in source):
        return None
    if source[0].pos_ == "ADP" or not any(token.pos_ in HEADS for token in source):
        return None
    first = comma
    while comma - first < FURTHEST and first > 0 and paragraph[first - 1] == here and not doc[first].is_sent_start:
        first -= 1
    said = doc[first:comma]
    if (
        comma - first == FURTHEST
        or len(said) < len(source)
        or said[0].pos_ in SAID
        or not any(token.tag_ in FINITE for token in said)
    ):
        return None
    return (first, comma - 1), (comma + 1, last)


def _ends(doc: Doc, at: int, here: int, paragraph: Ints) -> bool:
    """Return whether a sentence ends with the verb or shortly behind it, without another verb."""
    for token in doc[at + 1 : at + 2 + BEHIND]:
        if paragraph[token.i] != here or token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in ':“"':
            return False
        if token.text == ".":
            return True
    return False
