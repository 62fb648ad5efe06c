"""A surname alone takes the given name in front of it, where that is one."""

import pytest

from service.enrichment.entities import recognition
from tests.enrichment.entities.articles import GAZETTEER, marked


def found(text, proper=()):
    """Return the people in the text; the `proper` words are proper nouns to the tagger."""
    doc, body = marked(text)
    for token in doc:
        token.pos_ = "PROPN" if token.text in proper else "X"
    return [name.text for name in recognition.names(doc, body, GAZETTEER) if name.type == "PERSON"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tomasz [Zork|ORG] sat.\n[Zork|ORG] grew up there.", ["Tomasz Zork", "Zork"]),
        ("It was Delphine [Quux|GPE], they said.", ["Delphine Quux"]),
        ("Xap [Zork|PERSON] left.\n“No,” [Zork|PERSON] said.", ["Xap Zork", "Zork"]),
        ("Then coach Xap [Zork|PERSON] left.\n“No,” said [Zork|PERSON].", ["Xap Zork", "Zork"]),
        ("Xap [Zork-Quux|PERSON] left.\n[Zork-Quux|PERSON], 54, is ill.", ["Xap Zork-Quux", "Zork-Quux"]),
    ],
)
def test_takes_the_given_name(text, names):
    assert found(text, proper=("Xap",)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Debating [Zork|PERSON] is hard.\n[Zork|PERSON] said so.", ["Zork", "Zork"]),
        ("Xap [Zork|PERSON] left.\n[Ann Zork|PERSON] said so.\n[Zork|PERSON] left.", ["Zork", "Ann Zork", "Zork"]),
        ("Xap [Ann|PERSON] left.\n[Ann Zork|PERSON] said so.\n[Ann|PERSON] left.", ["Ann", "Ann Zork", "Ann"]),
        ("Xap [Zork|PERSON] left.\nThe Xap club met.\n[Zork|PERSON] said so.", ["Zork", "Zork"]),
        ("Xap [Zork|PERSON] left.", ["Zork"]),
        ("Reporters [Zork|PERSON] and Ray left.\n[Zork|PERSON] said so.", ["Zork", "Zork"]),
        ("The Xap [Zork|PERSON] left.\n[Zork|PERSON] said so.", ["Zork", "Zork"]),
        ("Oslo [Zork|PERSON] left.\n[Zork|PERSON] said so.", ["Zork", "Zork"]),
        ("Tomasz [School|ORG] shut.", []),
    ],
)
def test_leaves_other_words(text, names):
    assert found(text, proper=("Xap", "Debating", "Reporters", "Oslo")) == names
