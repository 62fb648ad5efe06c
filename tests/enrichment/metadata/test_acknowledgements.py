"""Agencies are credited in bylines and sign-offs; a picture's credit or a quotation credits none."""

import pytest

from service.enrichment.metadata import acknowledgements, layout
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, page


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        ("ahead. -AFP", ("AFP",)),
        ("ahead. (Reuters)", ("Reuters",)),
        ("ahead. — with inputs from PTI", ("PTI",)),
        ("ahead. Source: AP and AFP", ("AP", "AFP")),
        ("ahead. (Photo: Reuters)", ()),
        ("(With inputs from PTI)", ("PTI",)),
        ("(With PTI inputs)", ("PTI",)),
        ("– With files from Jane Roe and The Canadian Press", ("Canadian Press",)),
        ("With additional reporting by AFP and Reuters.", ("AFP", "Reuters")),
        ("With files from Jane Roe", ()),
        ("With agency inputs", ()),
        ("ahead. The Associated Press contributed to this report.", ("AP",)),
        ("Jane Roe and The Associated Press contributed to this story.", ("AP",)),
        ("Reuters and AFP also contributed to this report", ("Reuters", "AFP")),
        ("Jane Roe contributed to this report.", ()),
        ("Associated Press writers Jane Roe and John Doe contributed to this report.", ("AP",)),
        ("Jane Roe, a Gazette reporter, contributed to this report.", ()),
        ("Contributing: Jane Roe, John Doe, Associated Press.", ("AP",)),
        ("Additional reporting by Reuters", ("Reuters",)),
        ("Contributing: Jane Roe", ()),
        ("Contributing to Reuters was hard, she said.", ()),
        ("He said that Reuters had contributed to this report of his.", ()),
        ("he told Reuters.", ()),
        ("a low-cost plan", ()),
        ("", ()),
    ],
)
def test_reads_a_sign_off_but_no_photo_credit(tail, names):
    assert acknowledgements.signed(tail) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe Associated Press", ["AP"]),
        ("By Jane Roe and John Doe, Reuters", ["Reuters"]),
        ("By CNN Wire", ["CNN Wire"]),
        ("By Jane R. Bloomberg", []),
        ("By Jane Roe", []),
        ("Jane Roe/AP", []),
        ("Photo by Jane Roe Associated Press", []),
    ],
)
def test_a_byline_credits_the_agency_after_its_names(line, names):
    given = page("The harbour plan passes", (line, Role.BYLINE), PROSE, MORE)
    sight = layout.read(given)
    assert [name for name, _ in acknowledgements.find(sight, sight.rows[0])] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("AFP/Reuters", ("AFP", "Reuters")),
        ("By Jane Roe/AP", ("AP",)),
        ("Jane Roe, AP", ("AP",)),
        ("Jane Roe/AP", ()),
        ("Jane Roe/Pool/AFP", ()),
        ("Photo: AP", ()),
    ],
)
def test_a_row_credits_an_agency_unless_it_credits_a_picture(line, names):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), line, PROSE, MORE))
    assert tuple(name for name, _ in acknowledgements.find(sight, sight.rows[0])) == names
