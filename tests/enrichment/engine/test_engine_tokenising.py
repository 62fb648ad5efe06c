import pytest

from service.enrichment.engine.tokenising import tokenise


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said: “No.”",
        "Well... " + "." * 150 + " so",
        "a-b-c " * 300,
        "x" * 1_000,
    ],
)
def test_leaves_what_people_write_to_spacy(nlp, text):
    assert [token.text for token in tokenise(nlp, text)] == [token.text for token in nlp.make_doc(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"' * 5_000,
        "Ann said " + "(" * 900 + " and " + ")" * 900 + " no.",
        "-" * 400,
        "a" + "…" * 401 + "b c",
        "🎉" * 450,
    ],
)
def test_cuts_a_row_of_marks_and_keeps_every_character(nlp, text):
    doc = tokenise(nlp, text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= 400
