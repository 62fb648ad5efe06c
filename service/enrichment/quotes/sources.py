"""The grammatical subject of a cue, for the cues whose source the tagger has missed."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from service.enrichment.quotes.decoding import Group

SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE = frozenset(("nsubjpass", "auxpass", "csubjpass"))
# A verb without a subject of its own shares that of the verb it hangs from: "attacked Russia and said", "urged ..., saying".
SHARED = frozenset(("conj", "advcl", "xcomp"))
CLIMBED = 3
# What follows a noun but is no part of its shortest mention: a relative clause, an apposition.
AFTER = frozenset(("relcl", "acl", "appos", "parataxis", "advcl", "cc", "conj", "punct"))
LONGEST = 12
"""A subject of more tokens is left alone: the parse is likely wrong."""


def completed(doc: Doc, group: Group) -> Group:
    """Return the group with the subject of its cue as source, where it has none and the cue is a verb in the active."""
    if group.source is not None or group.cue is None:
        return group
    subject = _subject(doc, group.cue)
    if subject is None:
        return group
    last = max((child.right_edge.i for child in subject.rights if child.dep_ not in AFTER), default=subject.i)
    source = (subject.left_edge.i, max(last, subject.i))
    if source[1] - source[0] >= LONGEST or any(
        source[0] <= b and a <= source[1] for a, b in (*group.content, group.cue)
    ):
        return group
    return replace(group, source=source)


def _subject(doc: Doc, cue: tuple[int, int]) -> Token | None:
    """Return the subject of the cue's verb, or of a verb that shares its own."""
    token = next((t for t in doc[cue[0] : cue[1] + 1] if not cue[0] <= t.head.i <= cue[1] or t.head.i == t.i), None)
    if token is None or token.pos_ not in ("VERB", "AUX"):
        return None
    for _ in range(CLIMBED):
        relations = [child.dep_ for child in token.children]
        if PASSIVE & set(relations):
            return None
        for child, relation in zip(token.children, relations, strict=True):
            if relation in SUBJECTS:
                return child
        if token.dep_ not in SHARED or token.head.pos_ not in ("VERB", "AUX"):
            return None
        token = token.head
    return None
