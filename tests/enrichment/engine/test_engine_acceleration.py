import dataclasses
import os
import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from service.enrichment.engine import Engine, acceleration, attributes

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
PROSE = "The council said on Friday that the old bridge, built in 1931, would stay closed until May. "
ODD = {
    "nothing": "",
    "a space": " ",
    "blank lines": "\n\n \n",
    "one token": "Yes",
    "one mark": ".",
    "two tokens": "No!",
    "a line break first": "\n\nThe talks failed. \n",
    "emoji": "👍🏽 Great news!! 😂😂 The team won 🏆 3–1, said Ana 👩‍👩‍👧‍👦 on Sunday.",
    "white space of all kinds": "He said\u00a0: \t\t“No”.\u2003\u2009Then\u200b he\r\nleft ...   \u3000 Nobody asked .",
    "capitals": "MAYOR SAYS NO TO NEW AIRPORT: 'WE CANNOT AFFORD IT', ANGRY CROWD TOLD IN ST. LOUIS",
    "small letters": "the president met angela merkel in berlin on monday and they didn't agree",
    "full stops": "." * 300,
    "marks": "?!?! “”‘’ \"\" '' ((())) -- — … ... ;;: !",
    "no full stop": "and the minister and the deputy " * 60,
    "every word a sentence": "Go. Stop. Wait. Who? Me! You. " * 40,
    "quotes in quotes": '"He told me \'I\'m "not" sorry.\'" she said. "\'Never,\' he said." \'"Why?"\' asked Tom.',
    "another language": "Le président français, M. Macron, a déclaré mardi à Paris qu'il n'irait pas. 東京で会議。",
    "addresses": "Mail a.b@example.org or see https://example.org/a?b=c&d=%20e#f and @name #tag $5.3bn 10km 6.30pm",
    "a long word": "supercalifragilistic" * 200 + " is long, said Dr. Who.",
    "pairs": "There is none. There's one. There are two. I ain't. He ain't. We gonna. You gotta. Let's! C'mon. Y'all.",
    "five thousand tokens": PROSE * 264,
}


def facts(doc):
    entities = [(entity.start, entity.end, entity.label_, entity.text) for entity in doc.ents]
    words = [(token.lemma_, token.tag_, token.pos_, str(token.morph), token.dep_) for token in doc]
    children = [[child.i for child in token.children] for token in doc]
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents] if len(doc) else []
    return attributes.table(doc, acceleration.COMPARED).tolist(), words, children, sentences, entities


def shuffled(number: int) -> str:
    """Return prose of no sense with names that no other number's has."""
    draw = random.Random(number)
    names = ["".join(draw.choices("abcdefgiklmnoprstu", k=7)).title() for _ in range(12)]
    words = PROSE.split() * 3 + names + ["there", "is", "gonna", "“", "”", "\n\n", "ain't", "let's"] * 2
    draw.shuffle(words)
    return " ".join(words)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_seed_is_analysed_as_by_stock(engine: Engine, nlp: Language, seed: Path):
    text = seed.read_text(encoding="utf-8")
    assert facts(engine(text)) == facts(nlp(text))


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_is_analysed_as_by_stock(engine: Engine, nlp: Language, text: str):
    assert facts(engine(text)) == facts(nlp(text))


@pytest.mark.parametrize("number", range(12))
def test_words_in_any_order_are_analysed_as_by_stock(engine: Engine, nlp: Language, number: int):
    assert facts(engine(shuffled(number))) == facts(nlp(shuffled(number)))


def test_it_says_that_it_runs(engine: Engine):
    assert engine.description == "engine 1"


def test_vectors_are_left_on_the_document(engine: Engine, nlp: Language):
    np.testing.assert_allclose(engine(PROSE).tensor, nlp(PROSE).tensor, atol=1e-4)


def test_what_a_memory_zone_frees_is_not_needed_afterwards(engine: Engine, nlp: Language):
    text = "Xanthorpe Quillfeather zigzaggled through Vrombaut's blorptastic orchards, the gruntlers said."
    expected = facts(nlp(text))
    assert "zigzaggle" not in engine.nlp.vocab.strings
    for _ in range(3):
        with engine.nlp.memory_zone():
            assert facts(engine(text)) == expected
        assert "Xanthorpe" not in engine.nlp.vocab.strings
        assert "gruntler" not in engine.nlp.vocab.strings


def test_memory_is_bounded_and_answers_stay_equal_while_memos_overflow(nlp: Language, engine: Engine):
    small = Engine(engine.nlp, acceleration.read(engine.nlp, capacity=60), "small")
    memos = (small.layers.embedding.memo, small.layers.morphology.lemmas, small.layers.morphology.mentions)
    strings, lexemes = len(engine.nlp.vocab.strings), len(list(engine.nlp.vocab))
    for number in range(100, 130):
        with engine.nlp.memory_zone():
            found = facts(small(shuffled(number)))
        assert found == facts(nlp(shuffled(number)))
    assert all(0 < len(memo) <= memo.capacity <= 60 for memo in memos)
    assert len(small.layers.morphology.strings) <= 120
    assert not small.layers.morphology.lemmatizer.cache
    assert (len(engine.nlp.vocab.strings), len(list(engine.nlp.vocab))) == (strings, lexemes)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_gives_the_same_answer(engine: Engine, nlp: Language):
    expected = facts(nlp(shuffled(77)))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"same" if facts(engine(shuffled(77))) == expected else b"different")
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        assert answer.read() == b"same"
    os.waitpid(child, 0)


def test_a_pipeline_with_other_components_is_left_to_stock(nlp: Language):
    with nlp.select_pipes(disable=["ner"]):
        slow = acceleration.accelerate(nlp)
        assert slow.description.startswith("stock (architecture differs: components")
        assert facts(slow(PROSE)) == facts(nlp(PROSE))


def test_a_pipeline_of_other_layers_is_left_to_stock():
    blank = spacy.blank("en")
    for name in acceleration.COMPONENTS:
        blank.add_pipe(name)
    assert acceleration.accelerate(blank).description.startswith("stock (architecture differs: ")
    assert acceleration.accelerate(spacy.blank("de")).description == "stock (architecture differs: language de)"


def test_an_engine_with_one_answer_wrong_is_not_given_out(engine: Engine):
    assert acceleration.verified(engine)
    tagger = engine.layers.tagger
    wrong = dataclasses.replace(tagger, bias=tagger.bias + np.eye(len(tagger.bias), dtype=np.float32)[0] * 100)
    layers = dataclasses.replace(engine.layers, tagger=wrong)
    assert not acceleration.verified(dataclasses.replace(engine, layers=layers))


def test_a_text_longer_than_the_pipeline_takes_is_refused(engine: Engine):
    with pytest.raises(ValueError, match="E088"):
        engine("a " * engine.nlp.max_length)
