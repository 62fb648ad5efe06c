"""Build, from an installed spaCy pipeline, a callable with the same answers; or leave the pipeline as it is.

The layers are replaced in the modules beside this one: embedding, convolution (with maxout), tagging, parsing and
recognition (with transitions), morphology. The tokenizer stays stock. Weights are read from the loaded pipeline, so any
model of this architecture will do; before an engine is given out it analyses a few sentences, and where
one answer differs from the pipeline's own, the pipeline is given out instead.
"""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from service.enrichment.engine import attributes, convolution, embedding, morphology, parsing, recognition, tagging
from service.enrichment.engine.architecture import Network, parts, require
from service.enrichment.engine.convolution import Encoder
from service.enrichment.engine.embedding import Embedding
from service.enrichment.engine.errors import UnsupportedError
from service.enrichment.engine.memo import Memo
from service.enrichment.engine.morphology import Morphology
from service.enrichment.engine.parsing import Parser
from service.enrichment.engine.recognition import Recogniser
from service.enrichment.engine.tagging import Tagger
from service.enrichment.engine.tokenising import tokenise

VERSION = "engine 1"
COMPONENTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
CAPACITY = 14_000
"""Kinds of token each memo holds: 11 MB of vectors at width 96 for both networks, 2 MB of forms. 20,000 are 1 % faster."""
COMPARED = ("ORTH", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID")
SENTENCES = "sentences.txt"
WORDS = "words.txt"
"""Text of our own: its paragraphs are analysed both ways at the start, and it warms the memos with the words."""


@dataclass(frozen=True, slots=True)
class Layers:
    """All that the engine reads from a pipeline."""

    embedding: Embedding
    encoders: tuple[Encoder, Encoder]
    """The network shared by tagger and parser, and the recogniser's own."""
    tagger: Tagger
    parser: Parser
    morphology: Morphology
    recogniser: Recogniser


@dataclass(frozen=True, slots=True)
class Engine:
    """Analyses a text, one at a time: spaCy's vocabulary and the memos are for one thread in a process."""

    nlp: Language
    layers: Layers | None
    description: str
    """What runs, for the log and the answer: "engine 1", or "stock (REASON)"."""

    def __call__(self, text: str) -> Doc:
        """Return the document as the pipeline itself would.

        Raises ValueError where the text is longer than the pipeline takes (spaCy's `max_length`).
        """
        doc = tokenise(self.nlp, text)
        if self.layers is None or not len(doc):
            return self.nlp(doc)
        return _analyse(self.layers, doc)


def accelerate(nlp: Language) -> Engine:
    """Return an engine for the pipeline, warmed, or the pipeline itself in its place where they would differ.

    To be called outside spaCy's memory zones: what is met here stays in the vocabulary.
    """
    try:
        engine = Engine(nlp, read(nlp), VERSION)
    except (UnsupportedError, AttributeError, LookupError, ValueError) as error:  # the last three: a layer lacks a part
        return stock(nlp, f"architecture differs: {error}")
    warm(engine)
    return engine if verified(engine) else stock(nlp, "verification failed")


def verified(engine: Engine) -> bool:
    """Return whether the engine and its pipeline agree on every paragraph of the packaged text."""
    return all(same(engine(text), engine.nlp(text)) for text in _packaged(SENTENCES).split("\n\n"))


def warm(engine: Engine) -> None:
    """Fill the memos, and the pipeline's vocabulary, with the packaged words and text, and keep these for good."""
    if engine.layers is None:
        return
    words = [line for line in _packaged(WORDS).splitlines() if not line.startswith("#")]
    spaced = engine.nlp.make_doc(" ".join(words))
    unspaced = Doc(engine.nlp.vocab, [token.text for token in spaced], [False] * len(spaced))
    for doc in (spaced, unspaced):
        embedding.embed(engine.layers.embedding, doc)
    engine(_packaged(SENTENCES))
    engine.layers.embedding.memo.pin()
    for memo in (engine.layers.morphology.rules, engine.layers.morphology.lemmas, engine.layers.morphology.mentions):
        memo.pin()


def _packaged(name: str) -> str:
    return files("service.enrichment.engine").joinpath(name).read_text(encoding="utf-8")


def stock(nlp: Language, reason: str) -> Engine:
    """Return the pipeline itself behind the engine's signature."""
    return Engine(nlp, None, f"stock ({reason})")


def same(one: Doc, other: Doc) -> bool:
    """Return whether two documents agree in all that the engine sets."""
    return np.array_equal(attributes.table(one, COMPARED), attributes.table(other, COMPARED))


def read(nlp: Language, capacity: int = CAPACITY) -> Layers:
    """Return the layers of the pipeline with empty memos; raises UnsupportedError where one is of another kind."""
    require(nlp.lang == "en", f"language {nlp.lang}")
    require(tuple(nlp.pipe_names) == COMPONENTS, f"components {nlp.pipe_names}")
    pipes: dict[str, Any] = dict(nlp.pipeline)
    shared: Network = pipes["tok2vec"].model
    own: Network = pipes["ner"].model.get_ref("tok2vec").layers[0]
    embedders, encoders = [], []
    for network in (shared, own):
        embed, encode = parts(network, "extract_features", "with_array(residual")
        embedders.append(embedding.read(embed, nlp.vocab))
        encoders.append(convolution.read(encode))
    width = sum(len(embedder.mixer.scale) for embedder in embedders)
    return Layers(
        embedding=Embedding(tuple(embedders), Memo(width, np.float32, capacity)),
        encoders=(encoders[0], encoders[1]),
        tagger=tagging.read(pipes["tagger"]),
        parser=parsing.read(pipes["parser"]),
        morphology=morphology.read(pipes["attribute_ruler"], pipes["lemmatizer"], capacity),
        recogniser=recognition.read(pipes["ner"]),
    )


def _analyse(layers: Layers, doc: Doc) -> Doc:
    embedded = embedding.embed(layers.embedding, doc)
    shared, own = (convolution.encode(*pair) for pair in zip(layers.encoders, embedded, strict=True))
    stored: Any = shared
    doc.tensor = stored  # as stock leaves it
    tags = tagging.tag(layers.tagger, shared)
    parsing.parse(layers.parser, doc, shared)
    entities = recognition.recognise(
        layers.recogniser, own, attributes.flags(doc, "SENT_START"), attributes.flags(doc, "IS_SPACE")
    )
    forms = morphology.analyse(layers.morphology, doc, tags)
    return attributes.write(
        doc, (*morphology.SETTING, "ENT_IOB", "ENT_TYPE"), np.concatenate((forms, entities), axis=1)
    )
