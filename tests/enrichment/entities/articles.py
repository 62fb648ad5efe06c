"""Articles for the tests of entities: texts whose model labels are marked by hand, and a small gazetteer."""

import re

import spacy
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from service.enrichment.entities.gazetteer import Gazetteer, Known
from service.enrichment.types import Body

ENGLISH = spacy.blank("en")
MARKED = re.compile(r"\[([^\[\]|]+)\|([A-Z_]+)\]", re.DOTALL)
GAZETTEER = Gazetteer(
    names={
        "United States": Known("GPE", "country:US", "Q30", "United States"),
        "US": Known("GPE", "country:US", "Q30", "United States"),
        "U.S.": Known("GPE", "country:US", "Q30", "United States"),
        "Norway": Known("GPE", "country:NO", "Q20", "Norway"),
        "Oslo": Known("GPE", "regions:Oslo", "Q585", "Oslo"),
        "Jordan": Known("GPE", "country:JO", "Q810", "Jordan"),
        "Springfield": Known("GPE", "city:1", None, None, 160_000),
        "United Nations": Known("ORG", "institutions:United Nations", "Q1065", "United Nations"),
        "UN": Known("ORG", "institutions:United Nations", "Q1065", "United Nations"),
    },
    nationalities={"Norwegian": "country:NO", "American": "country:US", "Muslim": ""},
)
NOTHING_KNOWN = Gazetteer(names={}, nationalities={})


def marked(text: str) -> tuple[Doc, Body]:
    """Return the document and body of a text in which [words|LABEL] are the model's entities."""
    plain, spans, at = "", [], 0
    for match in MARKED.finditer(text):
        plain += text[at : match.start()]
        spans.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        at = match.end()
    plain += text[at:]
    doc = ENGLISH.make_doc(plain)
    found = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    doc.ents = filter_spans([span for span in found if isinstance(span, Span)])
    return doc, Body(text=plain)
