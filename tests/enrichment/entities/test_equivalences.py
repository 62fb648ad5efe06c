"""What an article calls a person besides is that person; other names beside one are not."""

import pytest

from service.enrichment.entities import aliases, equivalences, recognition
from tests.enrichment.entities.articles import NOTHING_KNOWN, marked


def groups(text):
    doc, body = marked(text)
    names = recognition.names(doc, body, NOTHING_KNOWN)
    also = tuple(equivalences.pairs(body.text, names))
    return [(one.name, one.aliases) for one in aliases.group(names, NOTHING_KNOWN, also) if one.type == "PERSON"]


@pytest.mark.parametrize(
    ("text", "name", "further"),
    [
        ("[Ann Zork|PERSON] (née [Quux|PERSON]) left.", "Ann Zork", "Quux"),
        ("[Ann Zork|PERSON], born [Anna May Quux|PERSON], left.", "Ann Zork", "Anna May Quux"),
        ("[Ann Zork|PERSON], also known as [Bunny|PERSON], left.", "Ann Zork", "Bunny"),
        ("[Ann Zork|PERSON], who was known as “[Bunny|PERSON]”, left.", "Ann Zork", "Bunny"),
        ("[Ann Zork|PERSON] left. Known to all as [Bunny|PERSON], she sat.", "Ann Zork", "Bunny"),
        ("[Ann Zork|PERSON] left. She was born [Ann May Quux|PERSON] in a mill.", "Ann Zork", "Ann May Quux"),
    ],
)
def test_a_further_name_is_the_same_person_s(text, name, further):
    assert groups(text) == [(name, (further,))]


@pytest.mark.parametrize(
    "text",
    [
        "[Ann Zork|PERSON] left. She was born to [Bob Quux|PERSON] in a mill.",
        "[Ann Zork|PERSON] met [Bob Quux|PERSON].",
        "[Ann Zork|PERSON] left. He was born [Bob Quux|PERSON] in a mill.",
        "[Ann Zork|PERSON] said the town is known as [Bob|PERSON]'s.",
    ],
)
def test_another_s_name_is_not(text):
    assert len(groups(text)) == 2


def test_what_comes_later_under_either_name_is_one_person_s():
    (one,) = groups("[Ann Zork|PERSON] (née [Ann May Quux|PERSON]) left. [Quux|PERSON] sat. [Zork|PERSON] stood.")
    assert one == ("Ann Zork", ("Ann May Quux", "Quux", "Zork"))
