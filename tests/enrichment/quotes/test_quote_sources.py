"""Which of what stands beside a marked quotation was said, and what only tells of it."""

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from service.enrichment.quotes import sources
from service.enrichment.quotes.decoding import Group

QUOTED = (1, 3)
CUE = (7, 7)


def read(after: str, tag: str, marked: bool) -> tuple[Doc, Group, np.ndarray]:
    """Return `" Ties will deepen , " he wrote AFTER the court`, what a tagger may find in it, and what is in marks."""
    words = ['"', "Ties", "will", "deepen", ",", '"', "he", "wrote", ",", after, "the", "court"]
    doc = Doc(Vocab(), words, tags=["``", "NNS", "MD", "VB", ",", "''", "PRP", "VBD", ",", tag, "DT", "NN"])
    inside = np.zeros(len(words), np.float32)
    inside[1:4] = 1
    inside[9:] = marked
    return doc, Group((QUOTED, (9, 11)), CUE, (6, 6), 1.0, 1.0), inside


@pytest.mark.parametrize(("after", "tag"), [("which", "WDT"), ("who", "WP"), ("whose", "WP$"), ("when", "WRB")])
def test_a_relative_clause_after_the_cue_is_the_narrators(after, tag):
    doc, group, inside = read(after, tag, marked=False)
    assert sources.narrated(doc, group, inside).content == (QUOTED,)


@pytest.mark.parametrize(
    ("after", "tag", "marked"), [("which", "WDT", True), ("and", "CC", False), ("that", "IN", False)]
)
def test_what_has_marks_or_is_no_relative_clause_was_said(after, tag, marked):
    doc, group, inside = read(after, tag, marked)
    assert sources.narrated(doc, group, inside) == group


def test_an_indirect_quotation_keeps_its_clauses():
    doc, group, inside = read("which", "WDT", marked=False)
    assert sources.narrated(doc, group, np.zeros_like(inside)) == group
