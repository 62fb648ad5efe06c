"""Put the pieces together: what was said, by whom, and how sure that is."""

from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from service.enrichment.quotes import marks, rules
from service.enrichment.types import Body, Cue, Entity, Quote, QuoteType, Resolution, Span, Speaker


@dataclass(frozen=True, slots=True)
class Tagger:
    """The learned tagger's arrays."""


def load(directory: Path) -> Tagger:
    """Return the tagger kept in the directory."""
    _ = directory
    return Tagger()


def find(doc: Doc, body: Body, entities: tuple[Entity, ...], tagger: Tagger) -> tuple[Quote, ...]:
    """Return the quotes of the body in reading order; `doc` is the parsed `body.text`."""
    _ = tagger
    quoted = marks.find(body)
    quotes = []
    attributions = sorted(rules.attribute(doc, quoted), key=lambda a: a.content)
    for number, attribution in enumerate(attributions, 1):
        inside = [any(q.span.overlaps(span) for q in quoted) for span in attribution.content]
        kind = QuoteType.DIRECT if all(inside) else QuoteType.MIXED if any(inside) else QuoteType.INDIRECT
        cue = attribution.cue
        quotes.append(
            Quote(
                id=f"q{number}",
                type=kind,
                text=" ".join(" ".join(body.slice(span) for span in attribution.content).split()),
                spans=attribution.content,
                cue=Cue(cue, body.slice(cue), body.slice(cue).lower()) if cue else None,
                speaker=_speaker(body, attribution.source, entities) if attribution.source else None,
                confidence=attribution.confidence,
            )
        )
    return tuple(quotes)


def _speaker(body: Body, source: Span, entities: tuple[Entity, ...]) -> Speaker:
    for entity in entities:
        for mention in entity.mentions:
            if source.covers(mention.span):
                return Speaker(source, body.slice(source), entity.name, entity.id, Resolution(mention.kind.value))
    return Speaker(source, body.slice(source), None, None, Resolution.NOMINAL)
