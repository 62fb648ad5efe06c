"""Descriptions of organisations go to the one they mean, and to none where that is not clear."""

import pytest

from service.enrichment.entities import aliases, organisations, recognition
from tests.enrichment.entities.articles import GAZETTEER, marked


def meant(text):
    """Return (words, organisation) of each description."""
    doc, body = marked(text)
    groups = aliases.group(recognition.names(doc, body, GAZETTEER), GAZETTEER)
    found = organisations.mentions(doc, body.text, groups)
    assert all(body.text[m.span.start : m.span.end] == m.text for mentions in found.values() for m in mentions)
    return [(mention.text, groups[n].name) for n, mentions in sorted(found.items()) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The [Zork Space Agency|ORG] spoke.\nThe agency called it new.", [("The agency", "Zork Space Agency")]),
        ("[Zork Robotics AB|ORG] grew, the company’s head said.", [("the company", "Zork Robotics AB")]),
        ("[Zork|ORG], a software company, grew.\nThe company hired.", [("The company", "Zork")]),
        ("The airline [Zork|ORG] grew.\nThe airline hired.", [("The airline", "Zork")]),
        ("The [Church of Zork|ORG] spoke.\nThe church said no.", [("The church", "Church of Zork")]),
        ("The [Bank of Zork|ORG] spoke.\nRates rise, the Bank said.", [("the Bank", "Bank of Zork")]),
        (
            "The [Ministry of Tea|ORG] and the [Zork Bank|ORG] spoke.\nThe ministry left.",
            [("The ministry", "Ministry of Tea")],
        ),
        ("[Zork|ORG] grew on Monday.\nThe company said it hired.", [("The company", "Zork")]),
        ("[Zork|ORG] grew on Monday.\n“We hired,” said the group.", [("the group", "Zork")]),
        ("The [Ministry of Tea|ORG] met [Zork|ORG].\nThe firm also said no.", [("The firm", "Zork")]),
        ("[Zork|ORG] grew, [Reuters|ORG] reported.\nThe manufacturer said so.", [("The manufacturer", "Zork")]),
    ],
)
def test_resolves_what_is_clear(text, mentions):
    assert meant(text) == mentions


@pytest.mark.parametrize(
    "text",
    [
        "The agency spoke.",
        "The agency spoke to the [Zork Space Agency|ORG].",
        "The [Ministry of Tea|ORG] and the [Ministry of Milk|ORG] spoke.\nThe ministry left.",
        "[Zork Robotics AB|ORG] grew.\n[Quux Media|ORG] fell.\nThe company said no.",
        "The [Zork Space Agency|ORG] spoke.\nThe agency of the neighbours did not.",
        "The [Zork Space Agency|ORG] spoke.\n" + "It rained. " * 200 + "\nThe agency left.",
        "[Government House|ORG] was lit.\nThe government fell.",
        "[Bank of Zork|ORG] spoke.\nThe Bank Holiday was wet.",
        "[Zork|ORG], a software company, grew.\nThe Company hired.",
        "[Zork|ORG] grew on Monday.\nThe company hired.",
        "[Zork|ORG] grew on Monday.\nA rival said the company lied.",
        "[Zork|ORG] met [Quux|ORG].\nThe company said no.",
        "The [Ministry of Tea|ORG] met.\nThe company said no.",
        "[Zork|ORG] grew.\n" + "It rained. " * 200 + "\nThe company said no.",
    ],
)
def test_leaves_open_what_is_not(text):
    assert meant(text) == []
