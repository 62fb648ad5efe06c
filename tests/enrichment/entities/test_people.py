"""Of a couple the title in front of the surname tells who is meant."""

import pytest

from service.enrichment.entities import people
from service.enrichment.entities.names import Name
from service.enrichment.types import Span


def named(text, *forms):
    """Return the key of each form, found one after the other in the text."""
    at, members = 0, []
    for form in forms:
        start = text.index(form, at)
        at = start + len(form)
        members.append(Name(Span(start, at), form, "PERSON"))
    return people.keys(members, text=text)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Mary Smith and John Smith came. Mrs Smith spoke.", 0),
        ("Mary Smith and John Smith came. Mr. Smith spoke.", 1),
        ("John Smith and Mary Smith came. Ms Smith spoke.", 1),
        ("John Smith and Mary Smith came. Sir Smith spoke.", 0),
        ("Mary Smith and Ashton Smith came. Mr Smith spoke.", 1),
    ],
)
def test_a_title_tells_who_of_a_couple_is_meant(text, whose):
    first, second = text.split(" came")[0].split(" and ")
    keys = named(text, first, second, "Smith")
    assert keys[0] != keys[1]
    assert keys[2] == keys[whose]


def test_a_title_alone_parts_nobody_from_the_only_bearer_of_the_name():
    assert len(set(named("Andrea Agnelli came. Mr Agnelli spoke.", "Andrea Agnelli", "Agnelli"))) == 1
