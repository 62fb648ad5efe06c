import dataclasses

import numpy as np
import pytest
from spacy.language import Language

from service.enrichment.engine import Engine, attributes, parsing
from service.enrichment.engine.parsing import Parser

TEXT = (
    "The talks failed. Nobody was surprised, least of all the minister, who had left! Why? She did not say; her aides "
    "did. “It is over,” said one. “We tried. They did not.” Mr. Tan, of St. Albans, agreed (he always does). "
) * 12


def parsed(parser: Parser, nlp: Language):
    doc = nlp.make_doc(TEXT)
    parsing.parse(parser, doc, nlp.get_pipe("tok2vec").predict([doc])[0])
    return attributes.table(doc, ("HEAD", "DEP", "SENT_START")).tolist()


@pytest.fixture(scope="module")
def expected(nlp: Language):
    with nlp.select_pipes(enable=["tok2vec", "parser"]):
        return attributes.table(nlp(TEXT), ("HEAD", "DEP", "SENT_START")).tolist()


@pytest.mark.parametrize("mark", ["", " ", "said", "did", "the", "of"])
def test_the_tree_is_that_of_stock_wherever_sentences_are_guessed_to_begin(
    engine: Engine, nlp: Language, expected, mark: str
):
    marks = np.array([nlp.vocab.strings.add(mark)], dtype=np.uint64)
    assert parsed(dataclasses.replace(engine.layers.parser, pipe=nlp.get_pipe("parser"), ending=marks), nlp) == expected


def test_the_tree_is_that_of_stock_where_every_word_may_begin_a_sentence(engine: Engine, nlp: Language, expected):
    words = np.array([lexeme.orth for lexeme in nlp.vocab], dtype=np.uint64)
    none = np.array([], dtype=np.uint64)
    parser = dataclasses.replace(engine.layers.parser, pipe=nlp.get_pipe("parser"), ending=words, closing=none)
    assert parsed(parser, nlp) == expected


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("He left the hall early on Monday. She stayed there.", ["He", "She"]),
        ("“He left the hall early on Monday.” She stayed there.", ["“", "She"]),
        ("Who would ever have thought of that? Nobody in the whole city of Rome! They… Yes", ["Who", "Nobody", "They"]),
        ("One of the two bridges was closed\n\nTwo, three", ["One", "Two"]),
        ("He left the hall early, she said, at 5 p.m. or so", ["He"]),
        ("It grew by some 2.5 metres in the year. and so on", ["It"]),
        ("He left. She stayed. They won. Nobody cared. It was over.", ["He", "Nobody"]),
    ],
)
def test_sentences_are_guessed_to_begin(engine: Engine, text: str, begins: list[str]):
    doc = engine.nlp.make_doc(text)
    guesses = parsing._guesses(engine.layers.parser, doc)
    assert [token.text for token, guessed in zip(doc, guesses, strict=True) if guessed] == begins


def test_states_begun_in_vain_end_once_the_true_one_has_passed_them(engine: Engine, nlp: Language, monkeypatch):
    rows = []
    scores = parsing.transitions.scores

    def counted(played, states):
        rows.append(len(states))
        return scores(played, states)

    monkeypatch.setattr(parsing.transitions, "scores", counted)
    doc = nlp.make_doc("A word here\n" * 600)  # none of its lines is parsed as a sentence
    parsing.parse(
        dataclasses.replace(engine.layers.parser, pipe=nlp.get_pipe("parser")),
        doc,
        nlp.get_pipe("tok2vec").predict([doc])[0],
    )
    # 64 states to the end would make 128 moves a token.
    assert sum(rows) < 40 * len(doc)
