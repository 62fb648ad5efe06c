"""What a role in front of a comma tells of the name behind it: "according to the director of roads, Ann Lee, ..."."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from service.enrichment.quotes.decoding import Group
from service.enrichment.quotes.naming import is_role

NAMES = range(2, 5)
"""So many words has a name that stands in apposition."""
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
ONE = frozenset(("NN", "NNP"))


def named(doc: Doc, group: Group) -> Group:
    """Return the group with the source of an "according to" run on over the name in apposition to its role.

    To the parse the name begins what is said; it does not where what is said has a subject of its own behind it.
    """
    if group.source is None or group.cue is None or doc[group.cue[0]].lower_ != "according":
        return group
    first, last = group.source
    name = _name(doc, last + 1)
    if name is None or not _is_one(_head(doc, first, last)):
        return group
    after = name[1] + 1
    if after == len(doc) or doc[after].text == "." or doc[after].is_space:
        free = all(end < first or start > name[1] for start, end in group.content)
        return replace(group, source=(first, name[1])) if free else group
    number = next((n for n, (start, _) in enumerate(group.content) if last < start <= name[0]), None)
    if number is None or doc[after].text != "," or not _has_subject(doc, after + 1, group.content[number][1]):
        return group
    content = list(group.content)
    content[number] = (after + 1, content[number][1])
    return replace(group, content=tuple(content), source=(first, name[1]))


def in_front(doc: Doc, group: Group) -> Group:
    """Return the group with the role and the name between commas in front of its cue as source, where it has none.

    In "Speaking for the group, the chairman, Ann Lee, said ..." they are to the parse the group's.
    """
    if group.source is not None or group.cue is None or group.cue[0] < 1 or doc[group.cue[0] - 1].text != ",":
        return group
    name = doc[group.cue[0] - 2]
    role = name.head
    if name.dep_ != "appos" or role.dep_ != "appos" or name.pos_ != "PROPN" or not _is_one(role):
        return group
    source = (role.left_edge.i, name.i)
    if doc[source[0] - 1].text != "," or any(start <= name.i and source[0] <= end for start, end in group.content):
        return group
    return replace(group, source=source)


def _name(doc: Doc, comma: int) -> tuple[int, int] | None:
    """Return the first and last token of the name behind a comma."""
    if comma + 1 >= len(doc) or doc[comma].text != ",":
        return None
    end = comma + 1
    while end < len(doc) and end - comma <= NAMES.stop and doc[end].pos_ == "PROPN":
        end += 1
    return (comma + 1, end - 1) if end - comma - 1 in NAMES else None


def _head(doc: Doc, first: int, last: int) -> Token:
    return next((token for token in doc[first : last + 1] if not first <= token.head.i <= last), doc[last])


def _is_one(role: Token) -> bool:
    return role.tag_ in ONE and is_role(role)


def _has_subject(doc: Doc, first: int, last: int) -> bool:
    return any(token.dep_ in SUBJECTS and token.i < token.head.i <= last for token in doc[first : last + 1])
