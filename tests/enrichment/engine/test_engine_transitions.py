import numpy as np
import pytest
from spacy.language import Language

from service.enrichment.engine import Engine, transitions

TEXT = 'Ann Lee (of Ely) met [the minister]: "No," she said, "not {now}." They\'d left by 5 p.m. on Monday. ' * 20


@pytest.mark.parametrize("roles", [3, 8])
def test_states_of_a_long_document_have_the_hidden_layer_of_a_short_one(monkeypatch, roles: int):
    chance = np.random.default_rng(roles)

    def floats(*shape: int):
        return chance.standard_normal(shape).astype(np.float32)

    scorer = transitions.Scorer(
        floats(6, 5), floats(5), floats(5, roles * 8), floats(roles, 8), floats(8), floats(4, 9), floats(9)
    )
    vectors, states = floats(30, 6), chance.integers(-1, 30, (50, roles))
    short = transitions.play(scorer, vectors)
    monkeypatch.setattr(transitions, "AT_ONCE", 29)
    monkeypatch.setattr(transitions, "STATES", 7)
    long = transitions.play(scorer, vectors)
    assert isinstance(short, transitions.Played)
    assert isinstance(long, transitions.Reduced)
    np.testing.assert_allclose(transitions.hidden(long, states), transitions.hidden(short, states), atol=1e-4)
    assert transitions.hidden(long, states[:0]).shape == (0, 4)
    np.testing.assert_allclose(transitions.scores(long, states), transitions.scores(short, states), atol=1e-4)


def test_a_long_document_is_analysed_as_by_the_stock_pipeline(monkeypatch, engine: Engine, nlp: Language):
    monkeypatch.setattr(transitions, "AT_ONCE", 100)
    monkeypatch.setattr(transitions, "STATES", 64)
    ours, stock = engine(TEXT), nlp(TEXT)
    assert [(t.head.i, t.dep_, t.ent_type_, t.ent_iob_) for t in ours] == [
        (t.head.i, t.dep_, t.ent_type_, t.ent_iob_) for t in stock
    ]
