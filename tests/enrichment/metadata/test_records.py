"""Heads with labels that archives, monitors and mail put before an article are read; a page's own labels are no such head."""

import pytest

from service.enrichment import metadata
from service.enrichment.metadata import layout, records
from service.enrichment.metadata.dates import Order
from tests.enrichment.metadata.pages import MORE, PROSE, body, page

H = "Harbour plan passes"
LABELLED = (
    f"Title: {H}",
    "Author: Jane Roe",
    "Source: The Gazette",
    "Section: City",
    "Date: 2021-06-03",
    "Keywords: harbour; beach",
)
MATTER = ("---", f'title: "{H}"', "author: Jane Roe", "date: 2021-06-03", "tags: [harbour, beach]", "---")
NEXIS = (
    "1 of 3 DOCUMENTS", "The Gazette", "June 3, 2021 Thursday", "First Edition", H, "BYLINE: JANE ROE", "SECTION: CITY; Pg. 3",
    "LENGTH: 96 words",
)  # fmt: skip
NEXIS_FOOT = ("LOAD-DATE: June 4, 2021", "LANGUAGE: ENGLISH", "PUBLICATION-TYPE: Newspaper")
FACTIVA = ("SE City", f"HD {H}", "BY Jane Roe", "WC 96 words", "PD 3 June 2021", "SN The Gazette", "LA English", "TD")
PROQUEST = (
    f"Title: {H}", "Author: Roe, Jane; Doe, John M.", "Publication title: The Gazette; Exampleton, Or.",
    "Publication date: Jun 3, 2021", "Section: City", "ISSN: 1234-5678",
)  # fmt: skip
MAIL = (
    "From: The Gazette <news@example.org>",
    "To: jane@example.org",
    f"Subject: {H}",
    "Date: Thu, 3 Jun 2021 16:15:00 +0100",
)


def read(*lines, foot=()):
    return records.read(layout.read(page(*lines, PROSE, MORE, *foot)), Order.DAY_FIRST)


@pytest.mark.parametrize(
    ("head", "foot", "title", "people", "paper", "section", "tags"),
    [
        (LABELLED, (), H, ("Jane Roe",), "The Gazette", "City", ("harbour", "beach")),
        (MATTER, (), H, ("Jane Roe",), None, None, ("harbour", "beach")),
        (NEXIS, NEXIS_FOOT, None, ("Jane Roe",), "The Gazette", "CITY", ()),
        (FACTIVA, (), H, ("Jane Roe",), "The Gazette", "City", ()),
        (PROQUEST, (), H, ("Jane Roe", "John M. Doe"), "The Gazette", "City", ()),
        (MAIL, (), H, None, None, None, ()),
    ],
)
def test_a_labelled_head_is_read(head, foot, title, people, paper, section, tags):
    found = read(*head, foot=foot)
    assert found is not None
    assert (found.title[0] if found.title else None) == title
    assert (found.authors[0] if found.authors else None) == people
    assert (found.publisher[0] if found.publisher else None) == paper
    assert (found.section[0] if found.section else None) == section
    assert tuple(text for text, _ in found.tags) == tags
    assert found.published is not None
    assert found.published[0].day == "2021-06-03"


@pytest.mark.parametrize(
    "lines",
    [
        (H, "Author: Jane Roe", "Category: Town Life", "Tags: harbour, beach"),
        (H, "By: Jane Roe", "Published: June 3, 2021", "Updated: June 4, 2021"),
        (H, "Date: June 3, 2021", "Author: Jane Roe"),
        ("Q: Is it over?", "A: It is not."),
        ("Who: Jane Roe", "What: the harbour", "When: June 3, 2021"),
        (f"Title: {H}",),
        (f"Title: {H}", "Runtime: 96 minutes"),
        ("Language: English", "Length: 96 words"),
        ("Subject: history", "Date: June 3, 2021"),
        ("IT IS OVER", "AS IF", "IN TOWN", "BY NIGHT"),
        ("HD is better", "PD", "SN", "LA"),
        (H, *["Menu"] * 45, f"Title: {H}", "Author: Jane Roe"),
    ],
)
def test_a_pages_own_labels_are_no_record(lines):
    assert read(*lines) is None


def test_a_message_quoted_in_the_article_is_no_record():
    assert read(*MAIL) is not None
    assert read(H, PROSE, MORE, *MAIL) is None


def test_values_stand_where_they_say():
    found = read(*MATTER)
    text, row, start = found.title
    assert row.text[start : start + len(text)] == text == H


def test_a_record_is_answered_with_its_places():
    given = page(*LABELLED, PROSE, MORE)
    found = metadata.extract(given, body(given))
    assert (found.title, found.authors, found.published, found.publisher) == (
        H,
        ("Jane Roe",),
        "2021-06-03",
        "The Gazette",
    )
    assert (found.section, found.tags) == ("City", ("harbour", "beach"))
    places = dict(found.evidence)
    for field in ("title", "publisher", "section"):
        assert given.text[places[field].source.start : places[field].source.end] == getattr(found, field)
