"""Names of one thing come together under the fullest, names of different things stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.entities import Name, group
from service.enrichment.entities.gazetteer import Gazetteer, Known
from service.enrichment.entities.people import agree
from service.enrichment.types import Span
from tests.enrichment.entities.articles import GAZETTEER, NOTHING_KNOWN


def names(*pairs):
    found, at = [], 0
    for text, kind in pairs:
        found.append(Name(Span(at, at + len(text)), text, kind))
        at += len(text) + 40
    return found


def grouped(kind, *texts, gazetteer=NOTHING_KNOWN):
    return [[name.text for name in one.names] for one in group(names(*((text, kind) for text in texts)), gazetteer)]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("PERSON", ("Ann Brown", "Brown")),
        ("PERSON", ("Brown", "Ann Brown")),
        ("PERSON", ("Ann Brown", "Ann")),
        ("PERSON", ("Donald Brown", "Donald J. Brown", "D. Brown")),
        ("PERSON", ("William Brown", "Bill Brown")),
        ("PERSON", ("Luiz Inácio Lula da Silva", "Lula da Silva", "Lula")),
        ("PERSON", ("President Brown", "Ann Brown")),
        ("PERSON", ("Don Pelletier", "Don")),
        ("PERSON", ("José Brown", "Jose Brown")),
        ("PERSON", ("Alexander Lukashenka", "Alexander Lukashenko")),
        ("PERSON", ("Ann 'Bunny' Brown", "Bunny")),
        ("PERSON", ("ANN BROWN", "Ann Brown")),
        ("PERSON", ("Orban Viktor", "Viktor Orban")),
        ("ORG", ("World Peace Forum", "WPF")),
        ("ORG", ("Ministry of Trade and Industry", "MTI")),
        ("ORG", ("Zork Holdings Ltd", "Zork Holdings")),
        ("ORG", ("Zork Munich", "Zork")),
        ("ORG", ("the Zork Bank", "Zork Bank")),
        ("ORG", ("Zork Media Systems", "Zork Media", "Zork")),
        ("ORG", ("Zork Robotics AB", "Zork Robotics", "Zork")),
        ("ORG", ("Centers for Plant Control and Survey", "CPC")),
        ("GPE", ("Rio de Janeiro", "Rio")),
        ("GPE", ("Uttar Pradesh", "UP")),
    ],
)
def test_brings_the_names_of_one_thing_together(kind, texts):
    assert grouped(kind, *texts) == [list(texts)]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("PERSON", ("Ann Brown", "Bob Brown")),
        ("PERSON", ("Leung Che-cheung", "Leung Yiu-chung")),
        ("PERSON", ("Ann Brown", "the Browns")),
        ("ORG", ("Council of Norway", "Norway")),
        ("ORG", ("World Peace Forum", "WPX")),
        ("ORG", ("World Peace Forum", "WP")),
        ("ORG", ("Centers for Plant Control and Survey", "Council for Press Care and Safety", "CPC")),
        ("ORG", ("Zork Media", "Zork Bank", "Zork")),
        ("GPE", ("Zork", "South Zork")),
        ("GPE", ("Zork", "Zork North")),
        ("NORP", ("Norwegian", "Norway")),
    ],
)
def test_keeps_different_things_apart(kind, texts):
    assert len(grouped(kind, *texts)) == len(texts)


def test_gives_a_shared_surname_to_the_person_mentioned_most_before():
    found = grouped("PERSON", "Bill Brown", "Hillary Brown", "Hillary", "Brown", "Brown")
    assert found == [["Bill Brown"], ["Hillary Brown", "Hillary", "Brown", "Brown"]]


def test_an_acronym_in_brackets_joins_the_name_before_it_whatever_its_letters():
    text = "German Weather Service (DWD) said"
    found = [Name(Span(0, 22), text[:22], "ORG"), Name(Span(24, 27), "DWD", "ORG")]
    assert len(group(found, NOTHING_KNOWN)) == 1


@pytest.mark.parametrize(
    ("texts", "together"),
    [
        (("Toyota Motor Corp", "Toyota"), True),
        (("Toyota", "Toyota Motor Corporation"), True),
        (("Toyota Technologies Holdings", "Toyota"), True),
        (("Toyota Bank", "Toyota"), False),
        (("Toyota Motor Workers Union", "Toyota"), False),
        (("Toyota Motor", "Toyota Stores", "Toyota"), False),
    ],
)
def test_a_known_short_name_stands_for_one_that_adds_what_companies_add(texts, together):
    known = Gazetteer(names={"Toyota": Known("ORG", "companies:Toyota", "Q53268", "Toyota")}, nationalities={})
    assert grouped("ORG", *texts, gazetteer=known) == ([list(texts)] if together else [[text] for text in texts])


def test_joins_what_the_gazetteer_calls_one_thing():
    assert grouped("GPE", "United States", "U.S.", gazetteer=GAZETTEER) == [["United States", "U.S."]]
    assert grouped("ORG", "UN", "United Nations", gazetteer=GAZETTEER) == [["UN", "United Nations"]]


def test_keeps_a_country_and_its_nationality_apart():
    assert len(group(names(("Norway", "GPE"), ("Norwegian", "NORP")), GAZETTEER)) == 2


def test_names_a_person_by_the_fullest_form_and_lists_the_others():
    (found,) = group(names(("Brown", "PERSON"), ("Ann B. Brown", "PERSON"), ("Ann Brown", "PERSON")), NOTHING_KNOWN)
    assert (found.name, found.aliases) == ("Ann B. Brown", ("Brown", "Ann Brown"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("ann", "lee"), ("ann", "may", "lee"), True),
        (("a", "lee"), ("ann", "lee"), True),
        (("ann", "lee"), ("bob", "lee"), False),
        (("ann", "lee"), ("ann", "ray"), False),
    ],
)
def test_two_forms_agree_only_with_surname_and_given_name(one, other, same):
    assert agree(one, other) is same


FORMS = st.sampled_from(["Ann Lee", "Lee", "Bob Lee", "WPF", "World Peace Forum", "Zork", "Zork Bank", "US", "’s", "ß"])


@given(st.lists(st.tuples(FORMS, st.sampled_from(["PERSON", "ORG", "GPE", "NORP"])), max_size=25))
def test_every_name_is_in_one_group_and_every_group_is_named_by_one_of_its_names(pairs):
    mentions = names(*pairs)
    found = group(mentions, GAZETTEER)
    assert sorted(n.span for one in found for n in one.names) == [n.span for n in mentions]
    for one in found:
        assert {one.name, *one.aliases} == {n.text for n in one.names}
        assert len({n.kind for n in one.names}) == 1
