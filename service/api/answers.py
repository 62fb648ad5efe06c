"""Write an article the way the contract says, in the caller's unit, with the caller's filters."""

from collections.abc import Iterable
from typing import Any

from service import __version__
from service.api.offsets import Scale, scale
from service.api.schemas import Request
from service.enrichment.types import Article, Body, Entity, Metadata, Quote, Span

Wire = dict[str, Any]


def answer(request: Request, article: Article, versions: Iterable[tuple[str, str]]) -> Wire:
    """Return the answer to the request, ready for JSON.

    `versions` names the pipeline and the artefacts. Filters are applied here, after everything was computed.
    """
    inside = scale(article.text, request.offsets)
    sent = scale(request.source.text, request.offsets)
    entities = [one for one in article.entities or () if request.keeps_entity(one)]
    wire: Wire = {"id": request.id}
    if article.body is not None:
        wire["body"] = _body(article.body, inside, sent)
    if article.metadata is not None:
        wire["metadata"] = _metadata(article.metadata, sent)
    if article.entities is not None:
        wire["entities"] = [_entity(one, inside) for one in entities]
    if article.quotes is not None:
        known = frozenset(one.id for one in entities)
        wire["quotes"] = [_quote(one, inside, known) for one in article.quotes if request.keeps_quote(one)]
    wire["warnings"] = [{"code": one.code, "message": one.message} for one in article.warnings]
    wire["model"] = {"service": __version__, **dict(versions)}
    return wire


def _range(span: Span, at: Scale) -> Wire:
    return {"start": at(span.start), "end": at(span.end)}


def _source(span: Span | None, at: Scale) -> Wire | None:
    return None if span is None else _range(span, at)


def _body(body: Body, inside: Scale, sent: Scale) -> Wire:
    return {
        "text": body.text,
        "paragraphs": [
            {**_range(one.span, inside), "kind": one.kind, "source": _source(one.source, sent)}
            for one in body.paragraphs
        ],
        "removed": [{"source": _range(one.source, sent), "reason": one.reason} for one in body.removed],
        "word_count": body.word_count,
        "fingerprint": body.fingerprint,
    }


def _metadata(facts: Metadata, sent: Scale) -> Wire:
    return {
        "title": facts.title,
        "subtitle": facts.subtitle,
        "authors": facts.authors,
        "published": facts.published,
        "modified": facts.modified,
        "publisher": facts.publisher,
        "agencies": facts.agencies,
        "dateline": facts.dateline and {"place": facts.dateline.place, "date": facts.dateline.date},
        "section": facts.section,
        "tags": facts.tags,
        "url": facts.url,
        "language": facts.language,
        "captions": facts.captions,
        "reading_time_minutes": facts.reading_time_minutes,
        "evidence": {name: {"from": one.origin, "source": _source(one.source, sent)} for name, one in facts.evidence},
    }


def _entity(one: Entity, inside: Scale) -> Wire:
    return {
        "id": one.id,
        "type": one.type,
        "name": one.name,
        "aliases": one.aliases,
        "salience": round(one.salience, 6),
        "wikidata": one.wikidata,
        "wikipedia": one.wikipedia,
        "value": one.value,
        "mentions": [{**_range(m.span, inside), "text": m.text, "kind": m.kind} for m in one.mentions],
    }


def _quote(one: Quote, inside: Scale, known: frozenset[str]) -> Wire:
    speaker, cue = one.speaker, one.cue
    return {
        "id": one.id,
        "type": one.type,
        "text": one.text,
        **_range(one.span, inside),
        "spans": [_range(span, inside) for span in one.spans],
        "cue": cue and {**_range(cue.span, inside), "text": cue.text, "lemma": cue.lemma},
        "speaker": speaker
        and {
            **_range(speaker.span, inside),
            "text": speaker.text,
            "name": speaker.name,
            "entity": speaker.entity if speaker.entity in known else None,
            "resolution": speaker.resolution,
        },
        "confidence": round(one.confidence, 4),
    }
