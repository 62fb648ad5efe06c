"""Bodies whose names have "and" in them are put together; two names stay two."""

import pytest

from service.enrichment.entities import conjunctions
from tests.enrichment.entities.articles import marked


def joined(text):
    doc, body = marked(text)
    drafts = [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
    return [body.text[start:end] for start, end, _ in conjunctions.joined(body.text, drafts)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Greater [Zorkshire|GPE] Fire and [Rescue Service|ORG] came.",
            ["Greater Zorkshire Fire and Rescue Service"],
        ),
        ("It was Zork Health and [Care Trust|ORG].", ["Zork Health and Care Trust"]),
        ("It was Zork Health and [Care|ORG] Trust.", ["Zork Health and Care Trust"]),
        ("He left the [Zork|GPE] and [Quux Partnership Trust|ORG].", ["Zork and Quux Partnership Trust"]),
    ],
)
def test_joins_one_body(text, names):
    assert joined(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Zork|ORG] and [Quux Group|ORG] said no.", ["Zork", "Quux Group"]),
        ("[Zork|GPE] and [Quux Police|ORG] said so.", ["Zork", "Quux Police"]),
        ("the [Zork|ORG] and [Quux Group|ORG] are big.", ["Zork", "Quux Group"]),
        ("the [ZRK|ORG] and [Quux Agency|ORG] said no.", ["ZRK", "Quux Agency"]),
        ("[Zork Trust|ORG] and [Quux Police|ORG] said so.", ["Zork Trust", "Quux Police"]),
        ("Health and [Quux Police|ORG] said so.", ["Quux Police"]),
        ("the [Zork|PERSON] and [Ann Quux|PERSON] show", ["Zork", "Ann Quux"]),
        ("and [Quux Police|ORG]", ["Quux Police"]),
    ],
)
def test_leaves_two_names(text, names):
    assert joined(text) == names
