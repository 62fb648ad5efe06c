"""What a page says about itself, read from its lines or its mark-up, and never guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.enrichment import metadata
from service.enrichment.metadata import extraction, layout, ranking, reading
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, body, page

HEADLINE = "Exampleton council votes for harbour plan after night of debate"
NEWS = (
    "Home",
    "World",
    "Sport",
    (HEADLINE, Role.TITLE),
    ("By Jane Roe and John Doe", Role.BYLINE),
    ("Published March 4, 2021 at 9:15 AM", Role.DATE),
    PROSE,
    MORE,
    PROSE.replace("night", "week"),
    "Related stories",
    "© 2021 The Exampleton Gazette. All rights reserved.",
)


def read(*lines, **given):
    found = page(*lines, **given)
    return metadata.extract(found, body(found))


def test_reads_title_authors_and_date_of_a_plain_news_page():
    found = read(*NEWS)
    assert (found.title, found.authors, found.published) == (HEADLINE, ("Jane Roe", "John Doe"), "2021-03-04T09:15:00")


def test_a_long_first_paragraph_is_no_standfirst():
    opening = f"{PROSE} Nobody left the hall before the last of the speakers had been heard."
    rest = f"{MORE} Both sides said that they would be back in the spring with lawyers."
    lines = (("Harbour council meets again", Role.TITLE), (opening, Role.BODY), (rest, Role.BODY))
    assert read(*lines).subtitle is None


LONG = "The council of Exampleton voted on Monday night to build a new harbour at the end of the old beach, which residents of the town had feared for years."


@pytest.mark.parametrize(
    ("lines", "opens"),
    [
        (((LONG, Role.SUBTITLE), PROSE, MORE), True),
        (((LONG, Role.SUBTITLE), ("By Jane Roe", Role.BYLINE), PROSE, MORE), False),
        (((LONG, Role.SUBTITLE), ("Share", Role.SHARE), ("May 3, 2021", Role.DATE), PROSE, MORE), False),
        ((("Residents fear for the beach", Role.SUBTITLE), PROSE, MORE), False),
        ((("Residents fear for the beach.", Role.BODY), PROSE, MORE), True),
        ((("By Jane Roe", Role.BYLINE), ("Residents fear for the beach.", Role.BODY), PROSE, MORE), False),
        (((LONG, Role.BODY), ("By Jane Roe", Role.BYLINE), PROSE, MORE), False),
        ((("By Jane Roe", Role.BYLINE), (LONG, Role.BODY), PROSE, MORE), True),
    ],
)
def test_a_first_paragraph_is_told_from_a_standfirst_by_its_length_and_the_byline(lines, opens):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), *lines))
    row = next(
        row for row in sight.rows if row.text.startswith(("The council of Exampleton voted on Monday", "Residents"))
    )
    assert extraction._opens_body(row, sight.rows[0], sight) is opens


def test_a_press_release_has_its_day_and_its_wire_in_the_dateline():
    found = read("Exampleton Robots names a harbour chief", f"OSLO, May 3, 2021 /PRNewswire/ -- {PROSE}", MORE)
    assert (found.published, found.agencies, found.subtitle) == ("2021-05-03", ("PR Newswire",), None)
    assert (found.dateline.place, found.dateline.date) == ("OSLO", "2021-05-03")


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("Feb. 23, 2015 -- ", "2015-02-23"),
        ("March 3, 2021 – ", "2021-03-03"),
        ("3 March 2021 - ", "2021-03-03"),
        ("May 5, 2021 – Ottawa, Ontario – ", "2021-05-05"),
        ("May 5, 1921 – ", None),
        ("March 2021 – ", None),
    ],
)
def test_a_day_and_a_dash_before_the_first_sentence_are_a_dateline_without_its_place(opening, day):
    given = page((HEADLINE, Role.TITLE), ("By Jane Roe", Role.BYLINE), opening + PROSE, MORE, PROSE)
    assert metadata.extract(given, body(given)).published == day


@pytest.mark.parametrize("line", ["![Image](a.jpg)", "![](b.png)", "Image", "SOURCE The Exampleton Gazette"])
def test_what_only_stands_for_a_picture_or_names_a_source_is_no_caption(line):
    assert read(*NEWS[:6], (line, Role.CAPTION), *NEWS[6:]).captions == ()


def test_every_span_of_the_evidence_stands_for_its_value_in_the_text():
    given = page(*NEWS)
    found = metadata.extract(given, body(given))
    spans = {field: evidence.source for field, evidence in found.evidence}
    assert given.text[spans["title"].start : spans["title"].end] == found.title
    assert given.text[spans["authors"].start : spans["authors"].end] == "Jane Roe and John Doe"
    assert given.text[spans["published"].start : spans["published"].end] == "March 4, 2021 at 9:15 AM"


def test_a_page_of_prose_alone_has_no_author_and_no_date():
    found = read(PROSE, MORE)
    assert (found.authors, found.published, found.agencies, found.dateline) == ((), None, (), None)


def test_an_empty_page_has_nothing_to_say():
    found = read()
    assert (found.title, found.language, found.reading_time_minutes, found.evidence) == (None, None, 0, ())


def test_takes_the_sites_name_off_the_headline_and_reports_it_as_publisher():
    found = read("Search", f"{HEADLINE} - The Exampleton Gazette", PROSE, MORE)
    assert (found.title, found.publisher) == (HEADLINE, "The Exampleton Gazette")


def test_an_update_without_a_day_takes_it_from_its_neighbour():
    found = read((HEADLINE, Role.TITLE), ("Thursday, 4 March 2021, 13:52 Updated: 16:46", Role.DATE), PROSE, MORE)
    assert (found.published, found.modified) == ("2021-03-04T13:52:00", "2021-03-04T16:46:00")


def test_a_dateline_is_completed_from_the_articles_date_and_names_its_agency():
    filed = f"EXAMPLETON, March 3 (Reuters) - {PROSE}"
    found = read((HEADLINE, Role.TITLE), ("March 4, 2021", Role.DATE), (filed, Role.BODY), MORE)
    assert (found.dateline.place, found.dateline.date, found.agencies) == ("EXAMPLETON", "2021-03-03", ("Reuters",))


@pytest.mark.parametrize("sign_off", ["-AFP", "(AFP)", "— AFP"])
def test_an_agencys_sign_off_is_its_credit(sign_off):
    found = read((HEADLINE, Role.TITLE), PROSE, (f"{MORE} {sign_off}", Role.BODY))
    assert found.agencies == ("AFP",)


def test_an_agency_in_a_photo_credit_is_none_of_the_articles():
    found = read((HEADLINE, Role.TITLE), ("The harbour at night (Photo: Reuters)", Role.CAPTION), PROSE, MORE)
    assert (found.agencies, found.captions) == ((), ("The harbour at night (Photo: Reuters)",))


def test_tags_follow_the_word_tags():
    found = read((HEADLINE, Role.TITLE), PROSE, MORE, "Tags: Harbour, Exampleton, Town council")
    assert found.tags == ("Harbour", "Exampleton", "Town council")


def test_a_feed_readers_footer_gives_the_original_date_and_address():
    footer = ("World - Feed", "March 4, 2021 at 04:18PM", "https://example.org/harbour")
    found = read("Search", (HEADLINE, Role.TITLE), PROSE, MORE, *footer)
    assert (found.published, found.url) == ("2021-03-04T16:18:00", "https://example.org/harbour")


def test_the_callers_address_is_the_articles():
    found = read(*NEWS, url="https://example.org/a/b")
    assert found.url == "https://example.org/a/b"


HTML = """<html lang="en"><head><title>Council votes for harbour plan | Exampleton Gazette</title>
<meta property="og:title" content="Council votes for harbour plan"><meta property="og:site_name" content="Exampleton Gazette">
<meta property="article:published_time" content="2021-03-04T09:15:00+01:00"><link rel="canonical" href="https://example.org/harbour">
<meta name="author" content="Jane Roe, John Doe">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Council votes for harbour plan", "datePublished": "2021-03-04T09:15:00+01:00", "dateModified": "2021-03-05T10:00:00+01:00",
"author": [{"@type": "Person", "name": "Jane Roe"}, {"@id": "#john"}], "publisher": {"@type": "Organization", "name": "Exampleton Gazette"},
"articleSection": "Local", "keywords": ["harbour", "council"]}, {"@id": "#john", "@type": "Person", "name": "John Doe"}]}</script></head>
<body><h1>Council votes for harbour plan</h1></body></html>"""


def test_reads_the_mark_ups_claims_where_they_agree():
    head = (("Local", Role.SECTION), ("Council votes for harbour plan", Role.TITLE))
    found = read(*head, PROSE, MORE, "On harbour council", html=HTML)
    assert found.title == "Council votes for harbour plan"
    assert found.authors == ("Jane Roe", "John Doe")
    assert (found.published, found.modified) == ("2021-03-04T09:15:00+01:00", "2021-03-05T10:00:00+01:00")
    assert (found.publisher, found.section, found.tags) == ("Exampleton Gazette", "Local", ("harbour", "council"))
    assert found.url == "https://example.org/harbour"


MENU = "<a href='/n'>News</a> <a href='/s'>Sport</a> <a href='/o'>Opinion</a>"
STATES = "<meta property='article:section' content='Harbour'>"


@pytest.mark.parametrize(
    ("head", "top", "section"),
    [
        (STATES, f"<nav>{MENU}</nav>", "Harbour"),
        (STATES, f"<header><div>{MENU}</div></header>", "Harbour"),
        (STATES, f"<header><h1><a href='/'>The Gazette</a></h1><div>{MENU}</div></header>", "Harbour"),
        (STATES, f"<nav>{MENU}</nav><p class='kicker'>Opinion</p>", "Opinion"),
        ("", f"<nav>{MENU}</nav>", None),
    ],
)
def test_a_menus_entry_does_not_contradict_the_section_that_the_mark_up_states(head, top, section):
    html = f"<html><head>{head}</head><body>{top}<h1>{HEADLINE}</h1><p>{PROSE}</p></body></html>"
    lines = (("News", Role.NAVIGATION), ("Sport", Role.NAVIGATION), ("Opinion", Role.SECTION), *NEWS[3:])
    assert read(*lines, html=html).section == section


CRUMBS = "<a href='/'>Home</a> <a href='/o'>Opinion</a>"


@pytest.mark.parametrize("top", [f"<nav class='Breadcrumbs'>{CRUMBS}</nav>", f"<article><header>{CRUMBS}</header>"])
def test_a_trail_of_crumbs_does(top):
    html = f"<html><head>{STATES}</head><body>{top}<h1>{HEADLINE}</h1><p>{PROSE}</p></body></html>"
    lines = (("Home", Role.NAVIGATION), ("Opinion", Role.SECTION), *NEWS[3:])
    assert read(*lines, html=html).section == "Opinion"


def test_a_section_that_no_line_shows_is_the_one_that_the_mark_up_states_of_the_article():
    found = read(("Council votes for harbour plan", Role.TITLE), PROSE, MORE, html=HTML)
    assert found.section == "Local"
    assert dict(found.evidence)["section"].origin.startswith("html.")


@pytest.mark.parametrize(
    ("mark_up", "tags"),
    [
        ('<meta property="article:tag" content="Harbour"><meta property="article:tag" content="Ferries">', ("Harbour", "Ferries")),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "keywords": "type:story, hq2"}</script>', ()),
        ('<meta name="keywords" content="Gazette, news, exampleton daily">', ()),
    ],
)  # fmt: skip
def test_tags_that_no_line_shows_are_those_stated_of_the_article_not_of_the_page(mark_up, tags):
    given = f"<html><head>{mark_up}</head><body></body></html>"
    assert read(("Council votes for harbour plan", Role.TITLE), PROSE, MORE, html=given).tags == tags


@pytest.mark.parametrize(
    ("kind", "author", "authors", "published"),
    [
        ("NewsArticle", '"Jane Roe"', ("Jane Roe",), "2021-03-04T09:15:00+01:00"),
        ("ReportageNewsArticle", '["Jane Roe", "John Doe"]', ("Jane Roe", "John Doe"), "2021-03-04T09:15:00+01:00"),
        ("NewsArticle", '"Exampleton Gazette Staff"', (), "2021-03-04T09:15:00+01:00"),
        ("BlogPosting", '["Jane Roe", "John Doe"]', ("Jane Roe", "John Doe"), None),
        ("Article", '"Jane Roe"', ("Jane Roe",), None),
        ("Article", '{"@type": "Person", "name": "Jane Roe"}', ("Jane Roe",), None),
        ("Article", '"Exampleton Gazette"', (), None),
        ("Article", '"admin"', (), None),
        ("Article", '"The Harbour Desk"', (), None),
    ],
)
def test_what_an_article_states_of_itself_counts_alone_where_nothing_disputes_it(kind, author, authors, published):
    stated = (
        f'{{"@type": "{kind}", "headline": "Council votes for harbour plan", "author": {author}, '
        '"datePublished": "2021-03-04T09:15:00+01:00", "publisher": {"@type": "Organization", "name": "Exampleton Gazette"}}'
    )
    page = f'<html><head><script type="application/ld+json">{stated}</script></head><body></body></html>'
    found = read(("Council votes for harbour plan", Role.TITLE), PROSE, MORE, html=page)
    assert (found.authors, found.published) == (authors, published)


def test_html_has_evidence_without_spans():
    found = read(("Council votes for harbour plan", Role.TITLE), PROSE, MORE, html=HTML)
    assert found.evidence
    assert all(evidence.source is None and evidence.origin.startswith("html.") for _, evidence in found.evidence)


@pytest.mark.parametrize(
    "mark_up",
    [
        "",
        "<",
        "<html>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": ' + "[" * 50_000 + "</script>",
        '<script type="application/ld+json">[[[{"@type": ["Article"], "author": [null, 3, {"name": 7}], "headline": {}}]]]</script>',
        '<meta property="og:title" content=""><meta property="article:published_time" content="soon">',
        "<h1>" * 500,
        '<time datetime="2021-99-99">x</time>',
    ],
    ids=range(8),
)
def test_broken_mark_up_is_read_without_an_error(mark_up):
    assert read(PROSE, MORE, html=f"<p>{PROSE}</p>{mark_up}").published is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=["Cs"]), min_size=1, max_size=80)
            .map(str.strip)
            .filter(bool),
            st.sampled_from(list(Role)),
        ),
        max_size=25,
    )
)
def test_any_lines_give_the_same_answer_twice_and_spans_inside_the_text(lines):
    given = page(*lines)
    first, second = (metadata.extract(given, body(given)) for _ in range(2))
    assert first == second
    assert all(evidence.source.end <= len(given.text) for _, evidence in first.evidence if evidence.source)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2021/03/04/harbour", "2021-03-04"),
        ("https://example.org/news/2021-03-04-harbour", "2021-03-04"),
        ("https://example.org/2021/13/04/harbour", None),
        ("https://example.org/2021/03/harbour", None),
        ("https://example.org/2021/mar/04/harbour", "2021-03-04"),
        ("https://example.org/2021/WORLD/03/04/harbour.html", "2021-03-04"),
        ("https://example.org/a/20210304", "2021-03-04"),
        ("https://example.org/a/20211304", None),
        ("https://example.org/a/2021304", None),
        ("https://example.org/a/202103041", None),
        ("https://example.org/2021mar04/harbour", None),
    ],
)
def test_the_address_dates_an_article_whose_page_does_not(url, day):
    assert read((HEADLINE, Role.TITLE), PROSE, MORE, url=url).published == day


def test_the_pages_own_date_comes_before_that_of_its_address():
    assert read(*NEWS, url="https://example.org/2020/01/01/harbour").published == "2021-03-04T09:15:00"


@pytest.mark.parametrize(("reference", "day"), [(None, None), ("2020-09-16", "2020-09-14")])
def test_a_datelines_day_is_completed_by_the_reference_date_but_is_no_day_of_publication(reference, day):
    given = page("Talks go on", f"OSLO, Sept 14 (Reuters) - {PROSE}", MORE)
    given = replace(given, source=replace(given.source, reference_date=reference and date.fromisoformat(reference)))
    found = metadata.extract(given, body(given))
    assert (found.dateline.date, found.published) == (day, None)


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("December 30, 2023", "By Jane Roe | March 4, 2021", "2021-03-04"),
        ("Saturday, 30 December 2023", "Published: 4 March 2021", "2021-03-04"),
        ("March 4, 2021", "By Jane Roe", "2021-03-04"),
        ("Published March 4, 2021", "Updated December 30, 2023", "2021-03-04"),
        ("March 4, 2021", ("The fair opens on May 9, 2021, and ends in June.", Role.BODY), "2021-03-04"),
    ],
)
def test_the_date_under_the_headline_comes_before_todays_in_the_masthead(above, below, day):
    found = read("The Gazette", above, (HEADLINE, Role.TITLE), below, PROSE, MORE)
    assert found.published == day


def test_the_date_of_publication_under_the_headline_comes_before_a_references_at_the_foot():
    head = ((HEADLINE, Role.TITLE), "By Jane Roe", "Published December 3, 2025", PROSE, MORE)
    foot = ("1. Roe J. Harbours of the north.", ("Published online November 29, 2025", Role.DATE))
    assert read(*head, *foot).published == "2025-12-03"
    given = page(*head, *foot)
    found = reading.read(given, body(given), ranking.shipped())
    below = next(one for one, _ in found.dates if one.stamp.value == "2025-11-29")
    assert extraction._beside_the_headline(below, found).stamp.value == "2025-12-03"


def test_a_comments_clock_is_not_the_articles():
    head = ((HEADLINE, Role.TITLE), ("By Jane Roe", Role.BYLINE), ("May 3, 2019", Role.DATE), PROSE, MORE)
    comments = (("2 comments", Role.COMMENTS), ("Bob says:", Role.COMMENTS), ("May 3, 2019 at 8:02 pm", Role.COMMENTS))
    assert read(*head, *comments).published == "2019-05-03"


@pytest.mark.parametrize(
    ("line", "publisher"), [("By Exampleton Mercury", "Exampleton Mercury"), ("By Jane Roe", "Exampleton Mercury")]
)
def test_a_paper_that_signs_the_article_publishes_it_too(line, publisher):
    foot = ("About Exampleton Mercury", "© 2021 Exampleton Mercury. All rights reserved.")
    found = read("Exampleton Mercury", "News", (HEADLINE, Role.TITLE), (line, Role.BYLINE), PROSE, MORE, *foot)
    assert (found.authors, found.publisher) == ((line.removeprefix("By "),), publisher)


def test_a_caption_above_the_byline_is_no_standfirst_where_lines_are_left_as_they_are():
    caption = "Traders at the old market of the town (Photo: Jane Roe)"
    found = read((HEADLINE, Role.TITLE), (caption, Role.TITLE), ("By Jane Roe", Role.BYLINE), PROSE, MORE)
    assert found.subtitle is None
