"""Words are looked up without accents where a list has them so."""

import pytest

from service.enrichment import lexicons


@pytest.mark.parametrize(
    ("word", "plain"),
    [("Anna", "anna"), ("Émile", "emile"), ("E\u0301mile", "emile"), ("Łukasz", "lukasz"), ("Søren", "soren"), ("ŞAHİN", "sahin"), ("", "")],
)  # fmt: skip
def test_a_word_is_written_plainly(word, plain):
    assert lexicons.plain(word) == plain


@pytest.mark.parametrize(
    ("word", "given"),
    [("Anna", True), ("ANNA", True), ("Émile", True), ("Łukasz", True), ("Željko", True), ("Harbour", False), ("", False)],
)  # fmt: skip
def test_a_given_name_is_known_however_it_is_written(word, given):
    assert lexicons.is_given_name(word) is given
