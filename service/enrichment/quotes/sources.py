"""What the parse tells where the tagger has missed it: a cue's subject, a mention's edges, a clause before "she said"."""

import re
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LEMMA
from spacy.strings import StringStore
from spacy.tokens import Doc, Token

from service.enrichment import lexicons
from service.enrichment.quotes import appositions
from service.enrichment.quotes.decoding import Floats, Group, Ints
from service.enrichment.quotes.features import Features
from service.enrichment.quotes.labels import Head

DATED = 20
"""A dateline is looked for in so many tokens."""
DATELINE = re.compile(r"[A-Z][A-Z.’']+[^-–—\n]{0,60} (?:-|--|–|—) ")
# A day behind the noun of a source: "the mayor on Tuesday night said", "the army earlier this week said".
DAY = re.compile(
    r"(?:(?:(?:on|late|early|earlier) )*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d\d?)(?: (?:morning|afternoon|evening|night))?"
    r"|(?:earlier )?(?:last|this) (?:week|weekend|month|year|night|morning|afternoon|evening)),?",
    re.IGNORECASE,
)
DAYS = 6
"""So many tokens hold the longest of them."""
SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE = frozenset(("nsubjpass", "auxpass", "csubjpass"))
# A verb without a subject of its own shares that of the verb it hangs from: "attacked Russia and said", "urged ..., saying".
SHARED = frozenset(("conj", "advcl", "xcomp"))
SPLIT = frozenset(("nsubj", "nsubjpass"))
RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
CLIMBED = 3
VERBS = frozenset(("VERB", "AUX"))
CLOSING = frozenset(("”", "»", '"', "''"))
SPOKEN = 3
"""So many tokens has what is said in front of a source at least."""
PEOPLE = ("person_roles", "female_words", "male_words")
OWNED = 5
"""A possessive belongs to a noun fewer tokens behind it."""
BRACKETED = 2
"""A bracket that a source opens is closed by one of so many tokens behind it."""
MARKED = 0.7
"""So many of the tokens of a piece in marks stand inside them: the marks themselves, and punctuation, do not."""
# What follows a noun but is no part of its shortest mention: a relative clause, an apposition.
AFTER = frozenset(("relcl", "acl", "appos", "parataxis", "advcl", "cc", "conj", "punct"))
LONGEST = 12
"""A subject of more tokens is left alone: the parse is likely wrong."""


def mended(doc: Doc, group: Group, paragraph: Ints, inside: Floats) -> Group:
    """Return the group with what the parse tells of its pieces and its source; `inside` (n,) is 1 within quote marks."""
    group = gathered(
        freed(doc, narrated(doc, uncrowded(doc, unmarked(doc, group, inside)), inside), inside), paragraph, inside
    )
    group = completed(doc, pruned(doc, owned(doc, group), paragraph), paragraph)
    group = appositions.in_front(doc, appositions.named(doc, group))
    return resumed(doc, ended(doc, group), paragraph)


def uncrowded(doc: Doc, group: Group) -> Group:
    """Return the group with the name that its cue begins with as the end of its source: "French carmaker [Zork said]"."""
    if group.source is None or group.cue is None or group.cue[0] != group.source[1] + 1:
        return group
    first, last = group.cue
    while first < last and (doc[first].pos_ == "PROPN" or _goes_on(doc, first)):
        first += 1
    if first == group.cue[0] or doc[first].pos_ not in VERBS or not doc[first].text.islower():
        return group
    return replace(group, source=(group.source[0], first - 1), cue=(first, last))


def _goes_on(doc: Doc, at: int) -> bool:
    """Return whether a hyphen joins a token to the one before: "Atandi-Were"."""
    return at > 1 and doc[at - 1].text == "-" and not (doc[at - 1].whitespace_ or doc[at - 2].whitespace_)


def unmarked(doc: Doc, group: Group, inside: Floats) -> Group:
    """Return the group with the quotation in front of its source, which the tagger took into it, as said.

    "“We won,” the coach, Ann Lee" as a source begins with what she says.
    """
    if group.source is None:
        return group
    first, last = group.source
    out = next((at for at in range(first, last + 1) if doc[at].text in CLOSING), None)
    if out is None or not inside[first:out].all() or out - first < SPOKEN or out == last or inside[out + 1 :][:1].any():
        return group
    free = all(end < first or start > out for start, end in group.content)
    if not free:
        return group
    return replace(group, content=tuple(sorted([*group.content, (first, out - 1)])), source=(out + 1, last))


def beside(read: Features, heads: tuple[Head, ...]) -> Ints:
    """Return the paragraphs' numbers (n,), with another one for a label in front of a paragraph and -1 for a link's line."""
    paragraph = read.paragraph.copy() if heads else read.paragraph
    for head in heads:
        first, last = np.searchsorted(read.starts, (head.span.start, head.span.end))
        paragraph[first:last] += len(read.starts)
        if head.links:
            paragraph[read.paragraph == head.paragraph] = -1
    return paragraph


def unlabelled(group: Group, read: Features, paragraph: Ints) -> Group | None:
    """Return the group without what it has of labels in front of paragraphs: "BREAKING:" neither says nor is said.

    None is left where its cue or all that is said is; `paragraph` is what `beside` returns.
    """
    if paragraph is read.paragraph:
        return group
    same = paragraph == read.paragraph
    content = tuple(piece for one in group.content if (piece := _outside(one, same)) is not None)
    if not content or (group.cue and _outside(group.cue, same) != group.cue):
        return None
    return replace(group, content=content, source=_outside(group.source, same) if group.source else None)


def _outside(piece: tuple[int, int], same: NDArray[np.bool_]) -> tuple[int, int] | None:
    """Return the piece from its first token that is in no label on."""
    free = np.flatnonzero(same[piece[0] : piece[1] + 1])
    return (piece[0] + int(free[0]), piece[1]) if len(free) else None


def completed(doc: Doc, group: Group, paragraph: Ints) -> Group:
    """Return the group with the subject of its cue as source, or whoever a passive names, where it has none."""
    if group.source is not None or group.cue is None:
        return group
    subject = _subject(doc, group.cue)
    first, subject = _entered(doc, subject, group.cue[0], paragraph) if subject is not None else (0, None)
    if subject is None:
        return group
    last = max((child.right_edge.i for child in subject.rights if child.dep_ not in AFTER), default=subject.i)
    source = (first, max(last, subject.i))
    if not 0 <= source[1] - source[0] < LONGEST or any(
        source[0] <= b and a <= source[1] for a, b in (*group.content, group.cue)
    ):
        return group
    return replace(group, source=source)


def _entered(doc: Doc, subject: Token, cue: int, paragraph: Ints) -> tuple[int, Token | None]:
    """Return where a subject begins in its cue's paragraph, behind a dateline, and its head there, or None without one.

    A heading or a credit without a full stop is to the parse the head of what follows, and so is a dateline.
    """
    first = subject.left_edge.i
    numbers = paragraph[first : min(subject.right_edge.i, cue) + 1]
    outside = np.flatnonzero((numbers >= 0) & (numbers != paragraph[cue]))
    if len(outside):
        first += int(outside[-1]) + 1
        first += doc[first].is_space
    first = after_dateline(doc, first)
    if subject.i >= first:
        return first, subject
    head = next((token for token in subject.subtree if token.i >= first and token.head.i < first), None)
    if head is not None and head.pos_ == "VERB":  # "BREAKING: Lee resigns, says he is ill"
        head = next((child for child in head.lefts if child.dep_ in SUBJECTS), None)
    return first, head if head is not None and head.pos_ in NAMING else None


NAMING = frozenset(("NOUN", "PROPN", "PRON"))


def freed(doc: Doc, group: Group, inside: Floats) -> Group:
    """Return the group without the subject of its cue at the end of what was said in marks: `"We won," Lee was heard saying`.

    The subject becomes the source; `inside` (n,) is 1 within quote marks.
    """
    if group.cue is None or group.source is not None:
        return group
    said = doc[group.cue[0] : group.cue[1] + 1].root
    subject = next((child for child in said.lefts if child.dep_ in SPLIT), None)
    for number, (first, last) in enumerate(group.content):
        if subject is None or subject.right_edge.i != last or last + 1 != group.cue[0]:
            continue
        start = subject.left_edge.i
        if first < start and inside[first:start].any() and not inside[start : last + 1].any():
            content = (*group.content[:number], (first, start - 1), *group.content[number + 1 :])
            return replace(group, content=content, source=(start, last))
    return group


def gathered(group: Group, paragraph: Ints, inside: Floats) -> Group:
    """Return the group without pieces that are apart from the rest of it and not in marks from end to end.

    Apart are pieces with a paragraph between them and the cue in which nothing is the group's.
    """
    if group.cue is None:
        return group
    cue = group.cue[0]
    near, held = {int(paragraph[cue])}, set(group.content)
    for piece in sorted(group.content, key=lambda one: abs(one[0] - cue)):
        here = int(paragraph[piece[0]])
        if any(abs(here - one) <= 1 for one in near):
            near.add(here)
        elif not inside[piece[0] : piece[1] + 1].mean() > MARKED:
            held.discard(piece)
    if not held or len(held) == len(group.content):
        return group
    return replace(group, content=tuple(piece for piece in group.content if piece in held))


def pruned(doc: Doc, group: Group, paragraph: Ints) -> Group:
    """Return the group with a source that begins and ends with its mention, or without one where nothing is left.

    A dateline and a participle in front ("Speaking in Leeds, the mayor said") are the sentence's own. A source in another paragraph than its cue is none: of 18,359 marked by hand ten
    are.
    """
    if group.source is None or group.cue is None:
        return group
    first, last = group.source
    if paragraph[first] != paragraph[group.cue[0]]:
        return replace(group, source=None)
    first = after_dateline(doc, first)
    if first > last:
        return replace(group, source=None)
    # "a win that Lee called lucky"
    if first < last and doc[first].lower_ == "that" and doc[first].tag_ in ("IN", "WDT"):
        first += 1
    if doc[first].tag_ == "VBG" and doc[first].text[0].isupper():
        subject = _subject(doc, group.cue)
        if subject is not None and first < subject.left_edge.i < group.cue[0]:
            first = subject.left_edge.i
            last = max(last, subject.i)
    if (first, last) == group.source:
        return group
    return replace(group, source=(first, last) if first <= last else None)


def after_dateline(doc: Doc, first: int) -> int:
    """Return the token that follows the dateline which begins at a token, or the token where none does."""
    if (first and not doc[first - 1].is_space) or not doc[first].is_upper:
        return first
    found = DATELINE.match("".join(token.text_with_ws for token in doc[first : first + DATED]))
    head = doc.char_span(doc[first].idx, doc[first].idx + found.end(), alignment_mode="contract") if found else None
    return head.end if head else first


def owned(doc: Doc, group: Group) -> Group:
    """Return the group with a source that is only whose someone is run on to whom: "my" first boss used to tell us."""
    if group.source is None or group.cue is None:
        return group
    first, last = group.source
    noun, cue = doc[last].head.i, group.cue
    if doc[last].tag_ not in ("PRP$", "POS") or not last < noun < min(last + OWNED, cue[1]) or cue[0] <= last:
        return group
    # "His support for the war" and "her decision" are his and hers.
    if not any(doc[noun].text.lower() in lexicons.read(name) for name in PEOPLE):
        return group
    if any(a <= noun and last < b for a, b in group.content):
        return group
    return replace(group, source=(first, noun), cue=(max(cue[0], noun + 1), cue[1]))


def ended(doc: Doc, group: Group) -> Group:
    """Return the group with a source that ends before a day ("the mayor on Monday said") and closes its bracket."""
    if group.source is None or group.cue is None:
        return group
    first, last = group.source
    if last < group.cue[0]:
        last = _before_day(doc, first, last)
    last = _balanced(doc, first, last)
    return replace(group, source=(first, last) if first <= last else None)


def _before_day(doc: Doc, first: int, last: int) -> int:
    """Return the last token of a source without "on Monday" or "last week" behind its noun."""
    days = (i for i in range(max(first, last - DAYS), last + 1) if DAY.fullmatch(doc[i : last + 1].text))
    end = next(days, last + 1) - 1
    if first < end < last and doc[end].text == ",":
        end -= 1
    return end if end < first or doc[end].pos_ in ("NOUN", "PROPN") or doc[end].text == ")" else last


def _balanced(doc: Doc, first: int, last: int) -> int:
    """Return the last token of a source with the bracket closed that it opens: "the ministry (MOH)"."""
    opened = None
    for token in doc[first : last + 1]:
        opened = token.i if token.text == "(" else None if token.text == ")" else opened
    if opened is None:
        return last
    after = next((token.i for token in doc[last + 1 : last + 1 + BRACKETED] if token.text == ")"), None)
    return opened - 1 if after is None else after


def _subject(doc: Doc, cue: tuple[int, int]) -> Token | None:
    """Return the subject of the cue's verb or of a verb that shares its own; of a passive cue whoever it is done by."""
    token = next((t for t in doc[cue[0] : cue[1] + 1] if not cue[0] <= t.head.i <= cue[1] or t.head.i == t.i), None)
    if token is None or token.pos_ not in ("VERB", "AUX"):
        return None
    for climbed in range(CLIMBED):
        relations = [child.dep_ for child in token.children]
        if PASSIVE & set(relations):
            agents = (child for child in token.children if child.dep_ == "agent" and not climbed)
            return next((named for agent in agents for named in agent.children), None)
        for child, relation in zip(token.children, relations, strict=True):
            if relation in SUBJECTS:
                return child
        if token.dep_ not in SHARED or token.head.pos_ not in ("VERB", "AUX"):
            return None
        token = token.head
    return None


def narrated(doc: Doc, group: Group, inside: Floats) -> Group:
    """Return the group of a marked quotation without a relative clause after its cue that has no marks of its own.

    In `"...," he wrote in a letter, which the court has not seen` the clause tells of the letter: one of one on
    held-out articles. `inside` (n,) is 1 within quote marks.
    """
    if group.cue is None or len(group.content) < 2:
        return group
    (first, end), (start, last) = group.content[0], group.content[-1]
    word = next((token for token in doc[start : last + 1] if not token.is_punct), None)
    if start < group.cue[1] or word is None or word.tag_ not in RELATIVE:
        return group
    # "According to his office, which 'could not confirm' it": the clause tells of the office, whatever marks are in it.
    told_of = doc[group.cue[0]].lower_ == "according" and not inside[start : word.i + 1].any()
    if (inside[start : last + 1].any() and not told_of) or not inside[first : end + 1].any():
        return group
    return replace(group, content=group.content[:-1])


@cache
def _saying() -> NDArray[np.uint64]:
    """Return the hashes of the verbs of reporting, and of what a court does in their place."""
    verbs = sorted(lexicons.read("reporting_verbs.en") | {"hear"})
    return np.array([StringStore().as_int(verb) for verb in verbs], np.uint64)


def resumed(doc: Doc, group: Group, paragraph: Ints) -> Group:
    """Return the group with the subject in front of its cue whose verb stands behind it: "The vote, Lee said, was fair".

    No such subject is left out by the tagger on held-out articles; in short texts it happens.
    """
    if group.cue is None or len(group.content) != 1:
        return group
    said, (first, last) = doc[group.cue[0] : group.cue[1] + 1].root, group.content[0]
    verb = said.head
    if said.dep_ != "parataxis" or not group.cue[1] < first <= verb.i <= last:
        return group
    subject = next((child for child in verb.lefts if child.dep_ in SPLIT), None)
    begin = min(group.cue[0], group.source[0] if group.source else group.cue[0])
    if subject is None or subject.tag_ in RELATIVE or paragraph[subject.i] != paragraph[first]:
        return group
    end = subject.right_edge.i
    if end + 2 != begin or doc[end + 1].text != ",":
        return group
    return replace(group, content=((subject.left_edge.i, end), *group.content))


def told(doc: Doc, groups: tuple[Group, ...], paragraph: Ints) -> tuple[Group, ...]:
    """Return the clauses in front of a verb of saying and its subject ("Sales fell, the firm said") that no group touches.

    On held-out articles the tagger leaves five of them out; four were marked by hand.
    """
    verbs = np.flatnonzero(np.isin(cast(Ints, doc.to_array([LEMMA])).ravel(), _saying()))
    if not len(verbs):
        return ()
    taken = np.zeros(len(doc) + 1, np.int64)
    for piece in chain.from_iterable((*group.content, group.cue, group.source) for group in groups):
        if piece is not None:
            taken[piece[0] : piece[1] + 1] = 1
    taken = np.concatenate([[0], np.cumsum(taken)])
    found = []
    for verb in (doc[int(i)] for i in verbs):
        clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if verb.pos_ != "VERB" or clause is None or subject is None:
            continue
        first, last = clause.left_edge.i, clause.right_edge.i
        source = (subject.left_edge.i, subject.right_edge.i)
        whole = (first, max(verb.i, source[1]))
        apart = last < min(source[0], verb.i) and paragraph[first] == paragraph[whole[1]] >= 0
        if apart and source[1] - source[0] < LONGEST and taken[whole[1] + 1] == taken[first]:
            found.append(Group(((first, last),), (verb.i, verb.i), source, 1.0, 1.0))
    return tuple(found)
