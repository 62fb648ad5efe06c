"""A publisher is read where a page names itself: its masthead, its copyright line, its headline's suffix."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.enrichment.metadata import layout
from service.enrichment.metadata.publishers import features, gathering, hosts, menus, papers, rights, sources, spelling
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, page


def names(*lines):
    sight = layout.read(page("Menu", *lines))
    return {one.text for one in gathering.candidates(sight, (), None)}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2021 The Exampleton Gazette. All rights reserved.", "The Exampleton Gazette"),
        ("Copyright © 2004 - 2021 Exampleton Gazette LLC. All rights reserved", "Exampleton Gazette"),
        ("© Copyright 1998-2021 by Exampleton Gazette", "Exampleton Gazette"),
        ("© Exampleton Gazette 2021", "Exampleton Gazette"),
        ("© 1991 to 2021 Exampleton Gazette. All Rights Reserved.", "Exampleton Gazette"),
        ("© 2021 Exampleton Health, Exampleton, Ohio. | All Rights Reserved.", "Exampleton Health"),
        ("Exampleton Gazette, LLC. All Rights Reserved 2021", "Exampleton Gazette"),
        ("2010 - 2021 Exampleton Gazette©. All Rights Reserved.", "Exampleton Gazette"),
        ("® 2021 Exampleton Gazette", "Exampleton Gazette"),
        ("Exampleton Corporation © 2021", "Exampleton"),
        ("Exampleton Gazette 2021 ©", "Exampleton Gazette"),
        ("Copyright 2021 © Exampleton Gazette", "Exampleton Gazette"),
        ("© 2021 Example Times Inc. Harbournotes.com is part of the Example family", "Example Times"),
        ("© 2021 Exampleton Gazette is part of the Example Group", "Exampleton Gazette"),
        ("About Exampleton Gazette", "Exampleton Gazette"),
        ("Follow Exampleton Gazette on Facebook", "Exampleton Gazette"),
        ("Exampleton Gazette newsletters", "Exampleton Gazette"),
        ("Exampleton Gazette is a daily newspaper for the harbour towns of the north, founded in 1901 by two brothers.", "Exampleton Gazette"),
    ],
)  # fmt: skip
def test_a_pages_foot_names_it(line, name):
    assert name in names(PROSE, MORE, line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright Policy",
        "Copyright Notice",
        "Copyright & Trademark Information",
        "Copyright Infringement",
        "Copyright claims",
        "All rights reserved © 2021",
        "© 2021",
        "Style & Design",
    ],
)
def test_a_link_to_a_notice_and_a_section_of_two_names_nobody(line):
    assert names(PROSE, MORE, line) <= {"Menu"}


def test_a_name_with_its_article_is_not_its_bare_word():
    found = names(PROSE, MORE, "Le Courrier Afrique", "Le Courrier Cuisine", "Le Courrier Mode", "Lire Le Courrier")
    assert "Le Courrier" in found
    assert "Courrier" not in found


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Example Times", "© 2021 ExampleTimes.com"), "Example Times"),
        (("© 2021 Harbournotes.com", "About Harbournotes", "Harbournotes blog"), "Harbournotes"),
        (("© 2021 Harbournotes.com", "About Harbournotes.com", "Harbournotes.com blog", "Visit Harbournotes"), "Harbournotes.com"),
        (("© 2021 Harbournotes.com",), "Harbournotes.com"),
        (("© 2021 Harbour Notes", "Harbournotes.com"), "Harbour Notes"),
    ],
)  # fmt: skip
def test_a_copyright_lines_domain_goes_where_the_page_writes_the_name_without(lines, name):
    sight = layout.read(page("Menu", PROSE, MORE, *lines))
    found = gathering.candidates(sight, (), None)
    owner = next(one for one in found if one.kind == "copyright")
    assert spelling.without_domain(owner, found, sight).text == name


@pytest.mark.parametrize(
    ("masthead", "owner", "host", "name"),
    [
        (
            "The Exampleton Gazette",
            "© 2021 Exampleton Gazette Media Ltd",
            "www.exampletongazette.org",
            "The Exampleton Gazette",
        ),
        ("Exampleton Gazette", "© 2021 The Exampleton Gazette", "exampletongazette.org", "Exampleton Gazette"),
        ("The Exampleton Gazette", "© 2021 Other House", "exampletongazetteclub.org", None),
        ("The Exampleton Gazette", "© 2021 Exampleton Gazette Media Ltd", None, None),
        ("Sport", "© 2021 Sport", "sport.example.org", None),
    ],
)
def test_a_masthead_that_two_other_places_say_is_the_publisher(masthead, owner, host, name):
    sight = layout.read(page("Menu", masthead, "Town Life", PROSE, MORE, owner))
    found = hosts.agreed(sight, (), host)
    assert (found.text if found else None) == name


def test_a_page_calls_itself_by_its_masthead_its_copyright_line_and_its_host():
    sight = layout.read(page("The Gazette", "Sport", PROSE, MORE, "© 2021 Exampleton Media"))
    found = hosts.sites(sight, "gazette.org")
    assert {"gazette", "exampleton media", "gazetteorg"} <= found
    assert "sport" not in found


@pytest.mark.parametrize(
    "line", ["© 2021 All rights reserved", "Copyright policy", "© 2021", "© 2021. Our terms", "Privacy Policy"]
)
def test_a_foot_that_names_nobody_names_nobody(line):
    assert {one for one in names(PROSE, MORE, line) if one != "Menu"} <= {line, "Copyright policy"}


@pytest.mark.parametrize("line", ["Home > News > World", "Cricket", "Harbour", "News | World"])
def test_crumbs_sections_and_the_articles_own_nouns_name_no_paper(line):
    harbour = PROSE + " The Harbour council met again to speak of the Harbour."
    assert line not in names(line, harbour, MORE)


def test_a_source_line_under_the_article_is_its_publisher():
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "SOURCE: The Exampleton Gazette"))
    found = sources.original(sight, (), None)
    assert (found.text, found.kind) == ("The Exampleton Gazette", "source")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=["Cs"]), min_size=1, max_size=60)
        .map(str.strip)
        .filter(bool),
        max_size=20,
    )
)
@example(["The Salem Herald", "Home", "© 2021 Salem Herald Media Ltd", "Reading: The Salem Herald"])
def test_every_candidate_stands_where_it_says(lines):
    sight = layout.read(page(*lines))
    for one in gathering.candidates(sight, (), None):
        assert one.text in one.row.text
        assert one.row.text[one.start : one.start + len(one.text)] == one.text


def test_a_name_that_most_buttons_hold_is_a_candidate():
    assert "Gazette" in names("Gazette Leadership", "Work for Gazette", "Advertise with Gazette", PROSE, MORE)
    assert "Leadership" not in names("Gazette Leadership", "Work for Gazette", PROSE, MORE)


def test_a_name_in_an_address_is_written_as_the_page_writes_it():
    assert "Exampleton Gazette" in names("The people of Exampleton Gazette", PROSE, MORE, "desk@exampletongazette.com")


@pytest.mark.parametrize(
    "line",
    [
        "To Gazette",
        "Download the app",
        "Skip to content",
        "Subscribe now",
        "It",
        "Notice",
        "Your account",
        "Who is it?",
    ],
)
def test_a_buttons_words_are_no_name(line):
    assert line not in names(line, PROSE, MORE, line)


def test_a_house_is_told_from_the_initials_that_the_page_goes_by():
    sight = layout.read(page("ENN Live", "ENN Shop", "ENN Team", PROSE, MORE, "© 2021 Example News Network."))
    found = {one.text: set(one.features) for one in gathering.candidates(sight, (), None)}
    assert any(one.startswith("has-initials") for one in found["Example News Network"])
    assert "is-initials" in found["ENN"]


def test_a_house_that_goes_by_its_initials_is_not_named_in_full():
    rows = [f"ENN {word}" for word in ("Live", "Shop", "Team", "Radio", "Local", "World")]
    found = names(*rows, PROSE, MORE, "© 2021 Example News Network.")
    assert "ENN" in found
    assert "Example News Network" not in found


def test_a_source_line_with_a_person_and_a_place_is_no_publisher():
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "Source Jane Roe (Example) The Guard"))
    assert sources.original(sight, (), None) is None


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("The Marchfield Echo", True),
        ("Exampleton Gazette", True),
        ("Daily Pioneer of Exampleton", True),
        ("Jane Roe's Blog", True),
        ("The Exampleton Post", True),
        ("La Gazette du Faro", True),
        ("Exampletoner Tagblatt", True),
        ("Latest News", False),
        ("Home Blog", False),
        ("Cookie Policy for Jane’s Blog", False),
        ("Tech News", False),
        ("Film Review", False),
        ("Next Post", False),
        ("News", False),
        ("Gazette", False),
        ("Rolling through the Times", False),
        ("Harbour plan passes", False),
        ("Evening Standard", True),
        ("Oslo Times", True),
        ("The Harbour Press", True),
        ("Support the Guardian", False),
        ("Support The Exampleton Gazette", False),
        ("Part of the Exampleshire Gazette", False),
        ("More From The Post", False),
        ("More From Exampleton Gazette", False),
        ("Welcome To Exampleton Gazette", False),
        ("Freedom of the Press", False),
        ("Meet The Press", False),
        ("Prayer Times", False),
        ("Opening Times", False),
        ("Cash Register", False),
        ("Gold Standard", False),
        ("Legal Guardian", False),
        ("Rising Star", False),
    ],
)
def test_a_first_row_of_a_papers_words_is_its_masthead(line, paper):
    sight = layout.read(page(line, "Sport", ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    found = papers.masthead(sight, sight.rows[2])
    assert (found is not None) is paper
    assert papers.masthead(sight, sight.rows[0]) is None  # the headline itself
    sight = layout.read(page("Skip to main content", line, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    assert (papers.masthead(sight, sight.rows[2]) is not None) is paper


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("© 2021 Harbour Times Media Ltd", True),
        ("About Harbour Times", True),
        ("desk@harbourtimes.com", True),
        ("© 2021 Exampleton Media Ltd", False),
    ],
)
def test_a_first_row_that_may_be_a_facts_label_is_a_masthead_where_another_place_says_it(line, found):
    sight = layout.read(page("Harbour Times", "Sport", ("Plan passes", Role.TITLE), PROSE, MORE, line))
    assert (papers.masthead(sight, sight.rows[2]) is not None) is found


@pytest.mark.parametrize(
    ("row", "host"),
    [
        ("Investors", "investors.example.com"),
        ("Developers", "developers.example.com"),
        ("Docs", "docs.example.io"),
        ("Forums", "forums.example.com"),
        ("Investor Relations", "investorrelations.example.com"),
        ("Medium", "medium.com"),
        ("Substack", "janeroe.substack.com"),
        ("Exampleton", "exampleton.gov.uk"),
    ],
)
def test_a_menus_row_that_a_host_has_too_is_no_masthead(row, host):
    assert hosts.agreed(layout.read(page("Roe", "Products", row, "Careers", PROSE, MORE)), (), host) is None


@pytest.mark.parametrize(
    ("row", "host", "agrees"),
    [
        ("The Exampleton Echo", "www.exampletonecho.com", True),
        ("Exampleton Echo", "exampleton-echo.co.uk", True),
        ("The Exampleton Echo", "news.theexampletonecho.org", True),
        ("Exampleton", "exampletonecho.com", False),
        ("Newsroom", "newsroom.example.com", False),
        ("Exampleton", "www.exampleton.co.uk", True),
        ("Substack", "janeroe.substack.com", False),
        ("Forums", "forums.example.com", False),
        ("Harbour Notes", "harbournotes.example.com", True),
        ("Exampleton Echo", "example.com", False),
    ],
)
def test_a_masthead_that_is_the_whole_host_needs_no_other_witness(row, host, agrees):
    found = hosts.agreed(layout.read(page(row, "Sport", PROSE, MORE)), (), host)
    assert (found.text if found else None) == (row if agrees else None)


@pytest.mark.parametrize(
    "line",
    [
        "© Crown copyright",
        "Copyright 2021 The Associated Press. All rights reserved.",
        "© 2021 Reuters. All rights reserved.",
        "© AFP",
    ],
)
def test_whose_text_it_is_and_the_crown_are_no_owners_beside_another(line):
    found = rights.owners(layout.read(page("Harbour Life", PROSE, MORE, line, "© 2021 Exampleton Television, Inc.")))
    assert {one.text for one in found} == {"Exampleton Television"}
    assert "Crown copyright" not in names(PROSE, MORE, "© Crown copyright")


def test_an_agencys_own_page_names_it():
    rows = ("World", PROSE, MORE, "© 2021 AP", "© 2021 Exampleton Television")
    for head, named in (("AP", True), ("From the AP desk", True), ("Cheap flights", False), ("Apples", False)):
        found = rights.owners(layout.read(page(head, *rows)))
        assert ("AP" in [one.text for one in found]) is named


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2021 Exampleton Verlagsgesellschaft mbH", "Exampleton Verlagsgesellschaft"),
        ("© 2021 Ediciones del Faro S.L.", "Ediciones del Faro"),
        ("© 2021 Exampleton Media AS", "Exampleton Media"),
        ("© 2021 Editrice Faro S.r.l.", "Editrice Faro"),
        ("© 2021 Exampleton Media GmbH & Co. KG", "Exampleton Media"),
        ("© 2021 Exampleton as", "Exampleton as"),
        ("© 2021 Editrice Faro S.p.A.", "Editrice Faro"),
        ("© 2021 Editrice Faro SpA", "Editrice Faro"),
        ("© 2021 Faro G.m.b.H.", "Faro"),
        ("© 2021 Harbour Valley Spa", "Harbour Valley Spa"),
        ("© 2021 HARBOUR VALLEY SPA", "HARBOUR VALLEY SPA"),
        ("© 2021 Radio Sa", "Radio Sa"),
        ("© 2021 Exampleton Team MH", "Exampleton Team MH"),
    ],
)
def test_a_companys_legal_form_is_no_part_of_its_name(line, name):
    assert name in [one.text for one in rights.owners(layout.read(page(PROSE, MORE, line)))]


@pytest.mark.parametrize(
    "name", ["exampleton verlagsgesellschaft", "axel roe verlag", "ediciones del faro", "roe media"]
)
def test_an_owners_name_says_so(name):
    assert features.OWNER.search(name)


def test_a_shortened_word_keeps_its_stop():
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "SOURCE: Exampleton Robots Inc."))
    found = sources.original(sight, (), None)
    assert found.text == "Exampleton Robots Inc."


def test_names_in_as_many_rows_come_in_reading_order_in_every_process():
    named = ["Zeal Post", "Bell Post", "Ohio Post", "Acre Post"]
    rows = [f"{', '.join(named)} {number}" for number in ("one", "two", "three", "four", "five", "six")]
    found = menus.names(layout.read(page(*rows, PROSE, MORE)))
    assert [one.text for one in found if " " in one.text] == named[: menus.MOST_OFTEN]
