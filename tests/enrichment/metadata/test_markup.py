"""What mark-up claims: the publisher without its domain, tags that are the article's own, dates that an address names."""

import time

import pytest

from service.enrichment.metadata import claims, markup
from service.enrichment.metadata.claims import Claim, Field

PAGE = "Home\nThe Exampleton Gazette\nWorld\nEXAMPLE TIMES\nWrite to us@exampletimes.com or exampletimes.com"


def publisher(head, text=PAGE):
    found = markup.publisher(claims.read(f"<html><head>{head}</head><body><p>{text}</p></body></html>", None), text)
    return found.value if found else None


def site(name):
    return f'<meta property="og:site_name" content="{name}">'


def canonical(url):
    return f'<link rel="canonical" href="{url}">'


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (site("The Exampleton Gazette"), "The Exampleton Gazette"),
        (site("Gazette.com"), "Gazette"),
        (site("Gazette.co.uk"), "Gazette"),
        (site("www.Gazette.org"), "Gazette"),
        (site("exampletimes.com"), "EXAMPLE TIMES"),
        (site("nowhere.com"), None),
        ('<meta name="application-name" content="Exampleton Gazette">', "Exampleton Gazette"),
        (f"<title>Harbour plan passes - Exampleton Gazette</title>{canonical('https://www.exampletongazette.com/a')}", "Exampleton Gazette"),
        (f"<title>Harbour plan passes | The Gazette</title>{canonical('https://gazette.com/a')}", "The Gazette"),
        (f"<title>Harbour plan passes - Local news</title>{canonical('https://nowhere.com/a')}", None),
        ("<title>Harbour plan passes</title>", None),
        (site("someone@example.org"), None),
        (site("x" * 90), None),
        (site("Exampleton Gazette | News of the harbour"), "Exampleton Gazette"),
        (site("News of the harbour - Exampleton Gazette") + canonical("https://www.exampletongazette.com/a"), "Exampleton Gazette"),
        (site("ExampleTimes"), "EXAMPLE TIMES"),
        (site("HarbourNotes"), "HarbourNotes"),
        (site("Home") + '<meta name="application-name" content="Harbour Notes">', "Harbour Notes"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A", "publisher": {"@type": "Organization", "name": "The Gazette"}}</script>' + site("Gazette Online"), "The Gazette"),
        ('<script type="application/ld+json">{"@type": "BlogPosting", "author": "Jane Roe", "publisher": {"@type": "Person", "name": "Jane Roe"}}</script>' + site("Harbour Notes"), "Harbour Notes"),
    ],
)  # fmt: skip
def test_the_publisher_is_the_name_that_the_page_gives_its_site(head, name):
    assert publisher(head) == name


@pytest.mark.parametrize(
    ("letters", "text", "name"),
    [
        ("usatimes", "Read USA Times today", "USA Times"),
        ("exampleton", "The Exampleton.com site and Exampleton itself", "Exampleton"),
        ("exampleton", "write to news@exampleton.com", None),
        ("exampleton", "exampleton in small letters", None),
        ("ab", "AB", None),
    ],
)
def test_a_bare_domain_is_written_as_the_page_writes_it(letters, text, name):
    assert markup.spelled(letters, text) == name


def test_looking_for_a_name_is_linear_in_the_text():
    start = time.process_time()
    markup.spelled("a" * 30, "a " * 100_000)
    markup.spelled("exampleton", "e.x'a-" * 40_000)
    assert time.process_time() - start < 2


def test_an_agency_that_the_page_names_as_author_does_not_outweigh_the_byline():
    seen = (markup.Sight("", ("Jane Roe",), 0.95),)
    bare = markup.authors((), seen)
    wired = markup.authors((Claim(Field.AUTHOR, "AP", "meta-author", "html.meta"),), seen)
    signed = markup.authors((Claim(Field.AUTHOR, "John Doe", "meta-author", "html.meta"),), seen)
    features = [{one.key: set(one.features) for one in values} for values in (bare, wired, signed)]
    assert features[0]["jane roe"] == features[1]["jane roe"] != features[2]["jane roe"]
    assert "agency" in features[1]["ap"]


def test_json_ld_and_meta_that_agree_are_marked_and_so_is_what_contradicts_them():
    made = (
        Claim(Field.PUBLISHED, "2021-03-04", "jsonld", "html.jsonld"),
        Claim(Field.PUBLISHED, "2021-03-04", "article:published", "html.meta"),
        Claim(Field.PUBLISHED, "2021-03-06", "date-class", "html.text"),
    )
    found = {one.key: set(one.features) for one in markup.published(made, (), None)}
    assert "agreed:True" in found["2021-03-04"]
    assert "agreed:False" in found["2021-03-06"]
    alone = markup.published(made[1:], (), None)
    assert not any(feature.startswith("agreed") for one in alone for feature in one.features)


def test_the_day_in_the_pages_own_address_is_a_witness():
    made = (Claim(Field.URL, "https://example.org/2021/03/04/harbour", "canonical", "html.link"),)
    values = markup.published(made, (), None)
    assert [(one.key, "from:address" in one.features) for one in values] == [("2021-03-04", True)]


@pytest.mark.parametrize(
    ("keywords", "title", "kept"),
    [
        ("harbour, beach, council", "Harbour plan passes", True),
        ("harbour, plan, passes, after, debate", "Harbour plan passes after debate", False),
        ("Jane Roe", "Harbour plan passes", False),
    ],
)
def test_keywords_are_tags_unless_they_are_the_headlines_words_or_the_author(keywords, title, kept):
    made = (Claim(Field.TAG, keywords, "keywords", "html.meta"),)
    found = markup._tags(made, (), title, ("Jane Roe",), None)
    assert (found is not None) is kept


def test_what_the_lines_show_comes_before_keywords():
    made = (Claim(Field.TAG, "seo, words", "keywords", "html.meta"),)
    assert markup._tags(made, ("Harbour",), "Harbour plan passes", (), None) is None
