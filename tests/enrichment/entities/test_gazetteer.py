"""The packaged gazetteer loads, and a user's alias file is taken or refused with its reason."""

import hashlib
import json

import pytest

from service.enrichment import places
from service.enrichment.entities import gazetteer
from service.enrichment.errors import ModelError


@pytest.fixture(scope="module")
def packaged():
    return gazetteer.load()


@pytest.mark.parametrize(
    ("name", "item", "title"),
    [
        ("Belarus", "Q184", "Belarus"),
        ("U.S.", "Q30", "United States"),
        ("EU", "Q458", "European Union"),
        ("GERMANY", "Q183", "Germany"),
        ("Georgia", "Q230", "Georgia (country)"),
    ],
)
def test_knows_countries_and_institutions_under_their_usual_names(packaged, name, item, title):
    known = packaged.known(name)
    assert (known.wikidata, known.wikipedia) == (item, title)


@pytest.mark.parametrize("name", ["us", "Nowhereville-on-Sea", "", "IN"])
def test_knows_nothing_of_other_words(packaged, name):
    assert packaged.known(name) is None


def test_gives_all_names_of_one_country_one_key(packaged):
    assert len({packaged.known(name).key for name in ("UK", "Britain", "United Kingdom")}) == 1


def test_tells_whose_nationality_a_word_is(packaged):
    assert packaged.nationalities["Belarusian"] == packaged.known("Belarus").key
    assert packaged.nationalities["Muslim"] == ""


def test_names_the_largest_of_cities_that_share_a_name_only_where_it_is_far_larger(packaged):
    assert packaged.known("Springfield").wikipedia is None


def test_the_packaged_files_are_those_of_the_checksums():
    directory = places.newest()
    for line in (directory / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((directory / name).read_bytes()).hexdigest() == digest


def test_an_alias_file_adds_names_and_overrides_packaged_ones(tmp_path):
    file = tmp_path / "aliases.json"
    file.write_text(
        json.dumps([{"name": "Ann Lee", "type": "PERSON", "aliases": ["A. Lee", "Oslo"], "wikidata": "Q1"}]),
        encoding="utf-8",
    )
    loaded = gazetteer.load(aliases=file)
    assert loaded.known("Ann Lee") == loaded.known("A. Lee") == loaded.known("Oslo")
    assert loaded.known("Ann Lee").wikidata == "Q1"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "cannot be read"),
        ("{}", "must hold a list"),
        ("[1]", "entry 1: an object"),
        ('[{"name": "A", "type": "PERSON"}, {"type": "PERSON"}]', 'entry 2: "name"'),
        ('[{"name": " A", "type": "PERSON"}]', '"name"'),
        ('[{"name": "A", "type": "HUMAN"}]', '"type"'),
        ('[{"name": "A", "type": ["ORG"]}]', '"type"'),
        ('[{"name": "A", "type": "PERSON", "aliases": "B"}]', '"aliases"'),
        ('[{"name": "A", "type": "PERSON", "wikidata": "42"}]', '"wikidata"'),
        ('[{"name": "A", "type": "PERSON", "wikipedia": ""}]', '"wikipedia"'),
        ('[{"name": "A", "type": "PERSON", "qid": "Q1"}]', "the fields are"),
    ],
)
def test_refuses_an_alias_file_and_says_why(tmp_path, content, reason):
    file = tmp_path / "aliases.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=reason):
        gazetteer.load(aliases=file)


def test_refuses_a_directory_without_the_tables(tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        gazetteer.load(tmp_path)


def test_refuses_a_table_with_a_cell_too_few(tmp_path):
    (tmp_path / "names.tsv").write_text("Oslo\tGPE\n", encoding="utf-8")
    with pytest.raises(ModelError, match="line 1: 6 cells expected"):
        gazetteer.load(tmp_path)
