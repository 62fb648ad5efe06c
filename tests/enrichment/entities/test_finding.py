"""Entities come out complete: ranked, numbered, linked, dated, every mention agreeing with the text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment import entities
from service.enrichment.entities.links import link
from service.enrichment.entities.names import Group
from service.enrichment.types import Dateline, MentionKind, Metadata
from tests.enrichment.entities.articles import GAZETTEER, marked

ARTICLE = (
    "[OSLO|GPE] – [Norwegian|NORP] President [Peter Brown|PERSON] met [Anna Ray|PERSON] on [Monday|DATE].\n\n"
    "[Brown|PERSON] said he would visit the [United Nations|ORG] and the [US|GPE]. “No,” [Brown|ORG] said."
)


def found(text, metadata=None, day=None):
    doc, body = marked(text)
    return body, entities.find(doc, body, metadata or Metadata(), GAZETTEER, day)


def by_name(text, **options):
    return {entity.name: entity for entity in found(text, **options)[1]}


def test_ranks_and_numbers_the_most_salient_first():
    _, ranked = found(ARTICLE)
    assert [entity.id for entity in ranked] == [f"e{n}" for n in range(1, len(ranked) + 1)]
    assert ranked[0].name == "Peter Brown"
    assert sum(entity.salience for entity in ranked) == pytest.approx(1)
    assert [entity.salience for entity in ranked] == sorted((e.salience for e in ranked), reverse=True)


def test_lists_names_and_pronouns_in_reading_order():
    person = by_name(ARTICLE)["Peter Brown"]
    assert [(m.text, m.kind) for m in person.mentions] == [
        ("Peter Brown", MentionKind.NAME),
        ("Brown", MentionKind.NAME),
        ("he", MentionKind.PRONOUN),
        ("Brown", MentionKind.NAME),
    ]
    assert person.aliases == ("Brown",)


def test_links_what_is_known_and_nothing_else():
    named = by_name(ARTICLE)
    assert (named["US"].wikidata, named["US"].wikipedia) == ("Q30", "United States")
    assert named["OSLO"].wikidata == "Q585"
    assert named["Peter Brown"].wikidata is None


def test_a_headline_makes_a_name_more_salient():
    text = "[Anna Ray|PERSON] met [Peter Brown|PERSON] there."
    assert found(text, Metadata(title="Brown wins"))[1][0].name == "Anna Ray"
    assert found(text, Metadata(title="Peter Brown wins"))[1][0].name == "Peter Brown"


@pytest.mark.parametrize(
    ("metadata", "day", "value"),
    [
        (Metadata(), None, None),
        (Metadata(published="2020-09-15T10:00:00"), None, "2020-09-14"),
        (Metadata(published="2020"), None, None),
        (Metadata(dateline=Dateline("Oslo", "2020-09-15")), None, "2020-09-14"),
        (Metadata(published="2020-09-15"), date(2021, 9, 15), "2021-09-13"),
    ],
)
def test_reads_dates_from_the_reference_or_the_articles_own_day(metadata, day, value):
    assert by_name(ARTICLE, metadata=metadata, day=day)["Monday"].value == value


def test_groups_identical_values():
    assert len(by_name("[Monday|DATE] and [Monday|DATE].")["Monday"].mentions) == 2


def test_finds_nothing_in_an_empty_text():
    assert found("")[1] == ()


def test_a_part_of_a_longer_name_links_nothing():
    group = Group("ORG", "United Nations Club", ("United Nations",), ())
    assert link(group, GAZETTEER) is None


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("[Jordan|GPE] grew.", None),
        ("[Jordan|GPE] and its capital [Amman|GPE] grew.", "Q810"),
        ("[Jordan|GPE], [Norway|GPE] and the [US|GPE] grew.", "Q810"),
        ("[Norway|GPE] grew.", "Q20"),
    ],
)
def test_an_ambiguous_name_links_only_with_evidence(text, item):
    assert found(text)[1][0].wikidata == item


def test_a_known_name_of_another_type_links_nothing():
    assert link(Group("PERSON", "Jordan", (), ()), GAZETTEER) is None


WORDS = st.sampled_from(
    ["Ann", "Lee", "he", "said", "The president", "US", "Monday", "\n", "“", "”", ".", "’s", "🙂", "İ"]
)


@given(st.lists(st.tuples(WORDS, st.sampled_from([None, "PERSON", "ORG", "GPE", "DATE"])), max_size=40))
def test_every_mention_agrees_with_the_text(marks):
    body, ranked = found(" ".join(f"[{word}|{label}]" if label else word for word, label in marks))
    for entity in ranked:
        assert entity.mentions
        assert any(m.text == entity.name for m in entity.mentions)
        for mention in entity.mentions:
            assert body.slice(mention.span) == mention.text
    assert found(body.text) == found(body.text)
