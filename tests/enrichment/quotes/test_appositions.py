"""Whose name stands between commas beside a role, where the parse gives it to something else."""

import pytest
import spacy
from spacy.tokens import Doc

from service.enrichment.quotes import appositions
from service.enrichment.quotes.decoding import Group


def text_of(doc: Doc, piece: tuple[int, int] | None) -> str | None:
    return doc[piece[0] : piece[1] + 1].text if piece else None


def read(rest: str, tags: str, deps: str, heads: list[int]) -> Doc:
    """Return "According to the director" and what follows it, parsed; `heads` are places of tokens."""
    words = ["According", "to", "the", "director", *rest.split()]
    pos = {"NNP": "PROPN", "NN": "NOUN", ",": "PUNCT", ".": "PUNCT"}
    tags = ["VBG", "IN", "DT", "NN", *tags.split()]
    return Doc(
        spacy.blank("en").vocab,
        words,
        tags=tags,
        pos=[pos.get(tag, "X") for tag in tags],
        deps=["prep", "prep", "det", "pobj", *deps.split()],
        heads=[len(words) - 1, 0, 3, 1, *heads],
    )


def test_a_name_behind_the_role_it_is_according_to_is_the_speakers():
    doc = read(
        ", Ann Lee , it closed", ", NNP NNP , PRP VBD", "punct compound nsubj punct nsubj ROOT", [9, 6, 9, 9, 9, 9]
    )
    found = appositions.named(doc, Group(((5, 9),), (0, 1), (2, 3), 1.0, 1.0))
    assert text_of(doc, found.source) == "the director , Ann Lee"
    assert [text_of(doc, piece) for piece in found.content] == ["it closed"]


@pytest.mark.parametrize(
    ("rest", "tags", "deps", "heads"),
    [
        # who did it, with an apposition of their own
        (", Ann Lee , mayor , left", ", NNP NNP , NN , VBD", "punct compound nsubj punct appos punct ROOT", [10, 6, 10, 10, 6, 10, 10]),
        (", Ann Lee left", ", NNP NNP VBD", "punct compound nsubj ROOT", [7, 6, 7, 7]),
        (", Lee , it closed", ", NNP , PRP VBD", "punct nsubj punct nsubj ROOT", [8, 8, 8, 8, 8]),
    ],
)  # fmt: skip
def test_a_name_that_does_what_is_told_is_no_speaker(rest, tags, deps, heads):
    doc = read(rest, tags, deps, heads)
    group = Group(((5, len(doc) - 1),), (0, 1), (2, 3), 1.0, 1.0)
    assert appositions.named(doc, group) == group


@pytest.mark.parametrize(("role", "source"), [("director", "the director , Ann Lee"), ("ministry", "the ministry")])
def test_a_name_at_the_end_is_that_of_a_person_only(role, source):
    words = ["Sales", "fell", ",", "according", "to", "the", role, ",", "Ann", "Lee", "."]
    doc = Doc(
        spacy.blank("en").vocab,
        words,
        tags=["NNS", "VBD", ",", "VBG", "IN", "DT", "NN", ",", "NNP", "NNP", "."],
        pos=["NOUN", "VERB", "PUNCT", "VERB", "ADP", "DET", "NOUN", "PUNCT", "PROPN", "PROPN", "PUNCT"],
        heads=[1, 1, 1, 1, 3, 6, 4, 1, 9, 1, 1],
        deps=["nsubj", "ROOT", "punct", "prep", "prep", "det", "pobj", "punct", "compound", "conj", "punct"],
    )
    assert text_of(doc, appositions.named(doc, Group(((0, 1),), (3, 4), (5, 6), 1.0, 1.0)).source) == source


@pytest.mark.parametrize(
    ("role", "dep", "source"), [("chair", "appos", "the chair , Ann Lee"), ("chair", "nsubj", None), ("mill", "appos", None)]
)  # fmt: skip
def test_a_role_and_a_name_in_front_of_a_verb_without_subject_speak(role, dep, source):
    doc = Doc(
        spacy.blank("en").vocab,
        ["For", "us", ",", "the", role, ",", "Ann", "Lee", ",", "said", "so"],
        tags=["IN", "PRP", ",", "DT", "NN", ",", "NNP", "NNP", ",", "VBD", "RB"],
        pos=["ADP", "PRON", "PUNCT", "DET", "NOUN", "PUNCT", "PROPN", "PROPN", "PUNCT", "VERB", "ADV"],
        heads=[9, 0, 1, 4, 1, 4, 7, 4, 9, 9, 9],
        deps=["prep", "pobj", "punct", "det", dep, "punct", "compound", "appos", "punct", "ROOT", "advmod"],
    )
    assert text_of(doc, appositions.in_front(doc, Group(((10, 10),), (9, 9), None, 1.0, 1.0)).source) == source
