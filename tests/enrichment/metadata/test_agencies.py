"""An agency is known by every way it signs, alone or in a list that holds nothing else."""

import pytest

from service.enrichment.metadata import agencies


@pytest.mark.parametrize(
    ("text", "name"),
    [("AFP", "AFP"), ("Agence France-Presse", "AFP"), ("The Associated Press", "AP"), ("reuters", "Reuters"), ("(PTI)", "PTI"), ("Jane Roe", None), ("pa", None), ("", None)],
)  # fmt: skip
def test_knows_an_agency_by_every_way_it_signs(text, name):
    assert agencies.named(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [("AFP and Reuters", ("AFP", "Reuters")), ("AP, AFP", ("AP", "AFP")), ("AFP and Jane Roe", ()), ("", ())],
)
def test_a_list_of_agencies_holds_nothing_else(text, names):
    assert agencies.listed(text) == names
