import numpy as np
import pytest
from spacy.language import Language

from service.enrichment.engine import Engine, convolution, embedding
from service.enrichment.engine.convolution import STRETCH


@pytest.mark.parametrize("tokens", [1, 2, 3, 4, 9, STRETCH - 1, STRETCH, STRETCH + 1, 2 * STRETCH + 5])
def test_vectors_are_those_of_stock_at_every_length(engine: Engine, nlp: Language, tokens: int):
    text = " ".join(("cats like old dogs " * tokens).split()[:tokens])
    shared, own = embedding.embed(engine.layers.embedding, engine.nlp.make_doc(text))
    pairs = (
        (convolution.encode(engine.layers.encoders[0], shared), nlp.get_pipe("tok2vec").model),
        (convolution.encode(engine.layers.encoders[1], own), nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]),
    )
    for vectors, network in pairs:
        (expected,) = network.predict([nlp.make_doc(text)])
        assert vectors.shape == expected.shape == (tokens, 96)
        np.testing.assert_allclose(vectors, expected, atol=1e-4)


def test_a_word_that_the_tokenizer_rewrites_has_a_vector_of_its_own(engine: Engine):
    contracted = engine.nlp.make_doc("can't")
    written = engine.nlp.make_doc("ca n't")
    assert [token.orth_ for token in contracted] == [token.orth_ for token in written]
    vectors = [embedding.embed(engine.layers.embedding, doc)[0] for doc in (contracted, written)]
    assert [token.norm_ for token in contracted] != [token.orth_ for token in written]
    assert not np.array_equal(vectors[0][0], vectors[1][0])
