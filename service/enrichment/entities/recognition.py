"""Read the names of an article off the model's entities, and repair what news text does to them."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import Name
from service.enrichment.types import Body, Span

VALUES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
LEADING = re.compile(r"(?:[^\w$€£¥#@+-]|(?:the|a|an)\s)+", re.IGNORECASE)
TRAILING = re.compile(r"(?:['’]s?|[^\w%.$€£¥)])+$")


def names(doc: Doc, body: Body, gazetteer: Gazetteer) -> tuple[Name, ...]:
    """Return the names and values of the article in reading order, none overlapping another."""
    return tuple(_pieces(doc, body))


def _pieces(doc: Doc, body: Body) -> Iterator[Name]:
    for entity in doc.ents:
        start = entity.start_char
        for line in entity.text.split("\n"):
            piece = line
            lead = LEADING.match(piece)
            offset = lead.end() if lead else 0
            piece = TRAILING.sub("", piece[offset:])
            if piece.strip():
                span = Span(start + offset, start + offset + len(piece))
                yield Name(span, body.slice(span), entity.label_)
            start += len(line) + 1
