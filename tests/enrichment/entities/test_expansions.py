"""Short forms in brackets tell how far the names in front of them go."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.entities import expansions
from tests.enrichment.entities.articles import marked


def whole(text: str) -> list[tuple[str, str]]:
    doc, body = marked(text)
    drafts = [(one.start_char, one.end_char, one.label_) for one in doc.ents]
    return [(body.text[start:end], label) for start, end, label in expansions.whole(body.text, drafts)]


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("ZFF", "Zork Freedom Fighters"),
        ("ZCCC", "Zork Competition and Consumer Commission"),
        ("BoM", "Bureau of Meteorology"),
        ("Comelec", "Commission on Elections"),
        ("ZIMASA", "Zork Inland Maritime Administration and Safety Agency"),
        ("Zassa", "Zork African Social Security Agency"),
        ("ZTI", "Zork Tehreek-e-Insaf"),
        ("NGOs", "National Guild of Organists"),
    ],
)
def test_a_short_form_spells_its_name(short, name):
    assert expansions.spells(short, name.split())


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("ZFF", "Zork Fighters"),
        ("ZFF", "The Zork Freedom Fighters"),
        ("ZFF", "Zork Freedom Fighters Union"),
        ("ELC", "Commission on Elections"),
        ("ABC", "Zork"),
    ],
)
def test_another_short_form_does_not(short, name):
    assert not expansions.spells(short, name.split())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The [Zork Competition and|ORG] Consumer Commission (ZCCC) met.",
            [("Zork Competition and Consumer Commission", "ORG")],
        ),
        (
            "The [Bruhat|GPE] [Bengaluru|GPE] Mahanagara Palike (BBMP) met.",
            [("Bruhat Bengaluru Mahanagara Palike", "ORG")],
        ),
        ("The Zork Freedom Fighters (ZFF) met.", [("Zork Freedom Fighters", "ORG")]),
        ("the [United Zork Emirates|GPE] (UZE) met", [("United Zork Emirates", "GPE")]),
        ("the [Zork bahasa dan Pustaka|PERSON] (ZP) met", [("Zork bahasa dan Pustaka", "PERSON")]),
        ("[Mary Ann Zork|PERSON] (MAZ) met", [("Mary Ann Zork", "PERSON")]),
        ("[Ann Lee|PERSON] (44) met", [("Ann Lee", "PERSON")]),
        ("[Zork Times of Freedom Fighters|ORG] (FFF) met", [("Zork Times of Freedom Fighters", "ORG")]),
        ("on [Monday|DATE] Zork Association (MZA) met", [("Monday", "DATE")]),
        ("Fighters\nFor Zork (FFZ) met", []),
        ("Zork Forces (ZFF) Fighters (ZFF) met", []),
    ],
)
def test_a_name_is_as_long_as_its_short_form_says(text, names):
    assert whole(text) == names


@given(st.lists(st.sampled_from(["Zork ", "of ", "(ZZ) ", "(Zoz)", "and ", "Ann-Lee ", "\n", "a "]), max_size=40))
def test_names_are_apart_and_in_order_whatever_stands_in_brackets(pieces):
    text = "".join(pieces)
    drafts = [(at, at + 4, "ORG") for at in range(len(text)) if text.startswith("Zork", at)]
    found = expansions.whole(text, drafts)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
