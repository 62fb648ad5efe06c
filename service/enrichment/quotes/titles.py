"""Names and titles in marks that the tagger takes for words said: "a ship named “Aurora”", "he sang “Yesterday”"."""

from dataclasses import replace

from spacy.tokens import Doc

from service.enrichment.quotes.decoding import Group

NAMING = frozenset(("name", "call", "title", "entitle", "dub", "nickname", "christen", "so"))
PERFORMING = frozenset(("sing", "play", "perform", "hum", "screen"))
TITLED = frozenset(("titled", "entitled", "headlined", "captioned", "subtitled"))
CALLED = frozenset(("called", "named", "dubbed"))
LONGEST = 6
SHORT = 4
"""Words of fewer letters may be small in a title."""


ASKING = frozenset(("how", "what", "when", "where", "who", "why"))


def is_question(doc: Doc, group: Group) -> bool:
    """Return whether nothing but the word that a question begins with is said: "What do critics say?"."""
    if len(group.content) != 1 or group.content[0][0] != group.content[0][1]:
        return False
    word = doc[group.content[0][0]]
    return word.lower_ in ASKING and word.sent.text.rstrip().endswith("?")


def is_title(doc: Doc, group: Group) -> bool:
    """Return whether the group names a thing: a verb of naming without anyone who names it, or one of performing."""
    if group.cue is None:
        return False
    lemmas = {token.lemma_.lower() for token in doc[group.cue[0] : group.cue[1] + 1]}
    naming = group.source is None and lemmas & NAMING
    if not naming and not lemmas & PERFORMING:
        return False
    marked = [word for first, last in group.content for word in _marked(doc, first, last)]
    return 0 < len(marked) <= LONGEST and all(len(word) < SHORT or word[0].isupper() for word in marked)


def untitled(doc: Doc, group: Group) -> Group | None:
    """Return the group without pieces in marks behind "titled", or "called" as in "a report called", None if all are."""
    content = tuple(piece for piece in group.content if not _titles(doc, piece[0]))
    return replace(group, content=content) if content else None


def _titles(doc: Doc, first: int) -> bool:
    """Return whether a participle in front of a mark makes what follows a title."""
    at, marked = first, False
    while at > 0 and (doc[at].text in OPENING or at == first or doc[at].text == ","):
        marked |= doc[at].text in OPENING
        at -= 1
    word = doc[at]
    if not marked or word.tag_ != "VBN":
        return False
    return word.lower_ in TITLED or (word.lower_ in CALLED and word.dep_ == "acl" and word.head.pos_ == "NOUN")


def _marked(doc: Doc, first: int, last: int) -> list[str]:
    """Return the words inside double or curly marks from the token before a piece to the one after it."""
    words, inside = [], False
    for token in doc[max(0, first - 1) : last + 2]:
        if token.text in MARKS:
            inside = not inside
        elif inside and token.is_alpha:
            words.append(token.text)
    return words


MARKS = frozenset(("“", "”", '"', "``", "''", "«", "»", "‘", "’"))
OPENING = MARKS | {"'", "`"}
