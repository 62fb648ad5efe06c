"""The edition that an address names tells its language, and nothing else in an address does."""

import pytest

from service.enrichment.metadata import addresses


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://fr.news.example/a", "fr"),
        ("https://www.news.example/de/politik/a", "de"),
        ("https://news.example:8443/es?page=1", "es"),
        ("https://news.example/EN/", "en"),
        ("https://it.example/a", None),
        ("https://news.example/it-news/a", None),
        ("https://news.example/world/de/a", None),
        ("https://news.example/no/a", None),
        ("https://news.example", None),
        (None, None),
    ],
)
def test_an_address_may_name_the_language_of_its_edition(url, language):
    assert addresses.language_of(url) == language
