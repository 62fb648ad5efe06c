"""Put the pieces together: what was said, by whom, and how sure that is."""

from dataclasses import replace

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from service.enrichment import lexicons
from service.enrichment.quotes import (
    accordance,
    assembly,
    confidence,
    decoding,
    features,
    joining,
    labels,
    marks,
    sources,
    tagger,
    titles,
    trailing,
    turns,
    uncued,
)
from service.enrichment.quotes.assembly import Attribution, Stretches
from service.enrichment.quotes.speakers import Resolver
from service.enrichment.quotes.tagger import Tagger
from service.enrichment.types import Body, Cue, Entity, Quote, Resolution, Span, Speaker

TOLD = 0.7
"""How sure a clause in front of "she said" is that the tagger left out: four of five on the fold, too few for more."""


def find(doc: Doc, body: Body, entities: tuple[Entity, ...], model: Tagger) -> tuple[Quote, ...]:
    """Return the quotes of the body in reading order; `doc` is the parsed `body.text`."""
    if not len(doc):
        return ()
    quoted = marks.find(body)
    read = features.read(doc, body, quoted)
    scores = tagger.score(model, read)
    paragraphs = decoding.lattice(read.paragraph)
    groups = decoding.decode(scores, read, paragraphs, model.begins)
    shares = decoding.marginals(scores.emissions, scores.transitions, scores.start, paragraphs)
    inside = (read.symbols[:, features.MARKS] == 1).astype(np.float32)
    certainties = confidence.sure(model.calibration, confidence.evidence(groups, shares, inside)).tolist()
    stretches = Stretches(quoted)
    numbers = sources.beside(read, labels.heads(body))
    groups = trailing.told(doc, groups, numbers, inside)
    certainties += [TOLD] * (len(groups) - len(certainties))
    kept = [
        (sources.mended(doc, spoken, numbers, inside), sure)
        for group, sure in accordance.told(doc, list(zip(groups, certainties, strict=True)), numbers, inside, TOLD)
        if sure >= model.least
        and not titles.is_title(doc, group)
        and not titles.is_question(doc, group)
        and (said := titles.untitled(doc, group)) is not None
        and (spoken := sources.unlabelled(said, read, numbers)) is not None
    ]
    kept += [(group, TOLD) for group in sources.told(doc, groups, numbers)]
    found = assembly.attributions(body.text, kept, read, stretches)
    found = turns.parted(doc, body, found)
    found = joining.halved(body, found, quoted)
    found = turns.exclaimed(doc, body, found, quoted, TOLD)
    found = joining.filled(body, found, quoted)
    found = joining.resumed(body, found, quoted)
    found = joining.carried_on(body, found, quoted)
    found = uncued.led(doc, body, entities, found, quoted)
    found = labels.credited(body, quoted, found)
    found = labels.labelled(body, entities, found)
    found = joining.without_pulled(body, found)
    resolver = Resolver(doc, body, entities, stretches, read.starts.tolist())
    quotes: list[Quote] = []
    speaker: Speaker | None = None
    for number, attribution in enumerate(found, 1):
        if not attribution.continues:
            speaker = resolver.speaker(attribution)
        elif speaker is not None:
            speaker = replace(speaker, resolution=Resolution.CONTINUATION)
        quotes.append(_quote(f"q{number}", attribution, speaker, doc, body, stretches))
    return tuple(quotes)


def _quote(
    name: str, attribution: Attribution, speaker: Speaker | None, doc: Doc, body: Body, stretches: Stretches
) -> Quote:
    return Quote(
        id=name,
        type=stretches.type(body.text, attribution.content),
        text=" ".join(" ".join(body.slice(span) for span in attribution.content).split()),
        spans=attribution.content,
        cue=_cue(doc, body, attribution.cue) if attribution.cue else None,
        speaker=speaker,
        confidence=attribution.certainty,
    )


def _cue(doc: Doc, body: Body, span: Span) -> Cue:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return Cue(span, body.slice(span), _lemma(tokens) if tokens is not None else body.slice(span).lower())


def _lemma(tokens: Tokens) -> str:
    """Return the lemma of the cue's verb, or its words where it has none."""
    if tokens[0].lower_ == "according":
        return "according to"
    verbs = [token for token in tokens if token.pos_ == "VERB"]
    chosen = tokens.root if tokens.root in verbs else verbs[0] if verbs else None
    if chosen is not None:
        return _verb(chosen.lower_, chosen.lemma_.lower())
    return tokens.root.lemma_.lower() if len(tokens) == 1 else " ".join(tokens.text.lower().split())


def _verb(word: str, lemma: str) -> str:
    """Return the lemma, or where it is no verb of reporting the one that the word is a regular form of ("hopes")."""
    known = lexicons.read("reporting_verbs.en")
    if lemma in known:
        return lemma
    endings = (("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", "e"), ("ing", ""))
    stems = (word.removesuffix(ending) + new for ending, new in endings if word.endswith(ending))
    return next((stem for stem in stems if stem in known), lemma)
