"""The order of the stages: the table of contents of an enrichment."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from service.enrichment import body, entities, metadata, quotes
from service.enrichment.models import Models
from service.enrichment.types import Article, ArticleWarning, Body, Entity, Quote, Source, Span

Clock = Callable[[], float]


class Section(StrEnum):
    """A part of the answer that can be asked for."""

    BODY = "body"
    METADATA = "metadata"
    ENTITIES = "entities"
    QUOTES = "quotes"


EVERYTHING = frozenset(Section)
UNSUPPORTED = ArticleWarning(
    "unsupported-language", "Entities and quotes are read in English only; this article is in another language."
)
NO_BODY = ArticleWarning("no-body-found", "No line of the input reads like the prose of an article.")
TRUNCATED = ArticleWarning("truncated", "The body is longer than what is searched for entities and quotes.")
TOO_DEEP = ArticleWarning("truncated", "The mark-up is nested so deeply that text may have been lost.")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Enrich articles, one at a time: spaCy's memory zone and vocabulary allow one thread in a process."""

    models: Models
    max_analysed: int = 100_000
    clock: Clock = time.perf_counter

    def __call__(self, source: Source, include: frozenset[Section] = EVERYTHING) -> Article:
        """Return the article; sections that were not asked for are None and, where nothing needs them, not computed.

        Raises an ArticleError where the source cannot be read.
        """
        watch = _Watch(self.clock)
        with watch("body"):
            page = body.read(source, self.models.labeller)
            text = body.extract(page)
        facts = None
        if include != {Section.BODY}:
            with watch("metadata"):
                facts = metadata.extract(page, text)
        language = source.language or (facts.language if facts else None)
        english = language is None or language.lower().split("-")[0] == "en"
        wants_prose = bool(include & {Section.ENTITIES, Section.QUOTES})
        found: tuple[Entity, ...] = ()
        said: tuple[Quote, ...] = ()
        searched = text
        if facts is not None and wants_prose and english and text.text:
            searched = _head(text, self.max_analysed)
            with self.models.engine.nlp.memory_zone():
                with watch("nlp"):
                    doc = self.models.engine(_parted(searched.text))
                with watch("entities"):
                    found = entities.find(doc, searched, facts, self.models.gazetteer, source.reference_date)
                if Section.QUOTES in include:
                    with watch("quotes"):
                        said = quotes.find(doc, searched, found, self.models.tagger)
        warnings = [
            (NO_BODY, not text.text.strip()),
            (TOO_DEEP, page.truncated),
            (TRUNCATED, searched is not text),
            (UNSUPPORTED, wants_prose and not english),
        ]
        return Article(
            text=text.text,
            body=text if Section.BODY in include else None,
            metadata=facts if Section.METADATA in include else None,
            entities=found if Section.ENTITIES in include else None,
            quotes=said if Section.QUOTES in include else None,
            warnings=tuple(warning for warning, applies in warnings if applies),
            timings=tuple(watch.laps),
        )


TIED = re.compile(r"(?<=\w)--(?=\()|(?<=\))--(?=\w)")
WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
SHORT = 4
"""A word or mark counts for so many characters at least: prose has five a word, and the model's work goes by words."""


def _parted(text: str) -> str:
    """Return the text, as long as it is, with spaces for the dashes that tie a wire's name to its neighbours.

    "BOSTON--(BUSINESS WIRE)--Zork, Inc. today" has the company in one token with the wire.
    """
    return TIED.sub("  ", text) if "--(" in text else text


def _head(text: Body, limit: int) -> Body:
    """Return the body as far as the last paragraph that ends within the limit, or cut within the first one."""
    if len(text.text) > limit // SHORT:
        further = next(islice(WORD_OR_MARK.finditer(text.text), limit // SHORT, None), None)
        limit = min(limit, further.start()) if further else limit
    if len(text.text) <= limit:
        return text
    paragraphs = tuple(p for p in text.paragraphs if p.span.end <= limit)
    if not paragraphs and text.paragraphs:
        first = text.paragraphs[0]
        word = text.text.rfind(" ", first.span.start, limit)
        paragraphs = (replace(first, span=Span(first.span.start, word if word > first.span.start else limit)),)
    return Body(text=text.text[: paragraphs[-1].span.end if paragraphs else limit], paragraphs=paragraphs)


class _Watch:
    """Collects how long each stage took."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.laps: list[tuple[str, float]] = []

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = self.clock()
        yield
        self.laps.append((stage, self.clock() - start))
