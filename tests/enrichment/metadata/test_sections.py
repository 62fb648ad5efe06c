"""A section is read from a crumb, a label, a byline or a short row beside the headline; a reading time is not part of it."""

from dataclasses import replace

import pytest

from service.enrichment.metadata import layout
from service.enrichment.metadata.sections import crumbs, forms, naming, nearby, surroundings
from service.enrichment.metadata.sections.naming import Named
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, page

HARBOUR = ("Harbour plan passes", Role.TITLE)


def named(*lines):
    sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    headline = next(row for row in sight.rows if row.text == "Harbour plan passes")
    return {one.text for one in nearby.candidates(sight, headline)}


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Entertainment", "Entertainment"),
        ("Entertainment 3 min read", "Entertainment"),
        ("Town Life 12 minutes", "Town Life"),
        ("Harbour life for members", "Harbour life"),
        ("Filed under: Business", "Business"),
        ("Home > World > Europe", "Europe"),
        ("by Jane Roe - in Gadgets", "Gadgets"),
        ("by Jane Roe in Town Life", "Town Life"),
        ("Travel · May 3, 2021", "Travel"),
        ("SciTech", "SciTech"),
        ("This story is part of Talking Harbour", "Talking Harbour"),
        ("Part of complete coverage on Town Votes", "Town Votes"),
        ("Business More: Harbour Beach Town", "Business"),
        ("text size: T T Your Town May 3, 2021, 6:37 PM", "Your Town"),
        ("Town / Harbour Life", "Town / Harbour Life"),
        ("2021 Town Vote", "2021 Town Vote"),
        ("2. Town Life", "Town Life"),
        ("AI", "AI"),
        ("Harbour Affairs / Town & Country Life", "Harbour Affairs / Town & Country Life"),
        ("by Jane Roe | SEO | 8 min read", "SEO"),
        ("Jane Roe • May 3, 2021 • Town Life • 4 min", "Town Life"),
        ("Published 2021-05-03 in Harbours", "Harbours"),
        ("Posted by Jane Roe on 2021-05-03 in harbours. Tags: beach, town", "harbours"),
        ("Posted on May 3, 2021 in Town Life | 3 comments", "Town Life"),
        ("Town Life/", "Town Life"),
        ("Exampleton/ Mind And Body/ Harbour plan passes", "Mind And Body"),
        ("photography tips", "photography tips"),
        ("making images", "making images"),
        ("B2B Harbours", "B2B Harbours"),
        ("HomeTown LifeLatest News", "Latest News"),
        ("Articles /Harbour Life / Boats", "Harbour Life"),
        ("Blog/town plans/harbours/Harbour plan passes", "town plans"),
        ("May 3, 2021/Healthy Town/Walks", "Healthy Town"),
        ("| Business of Towns | Article", "Business of Towns"),
        ("Blog Harbour Management", "Harbour Management"),
        ("Jane Roe in gardens", "gardens"),
        ("May 3, 2021 • Jane Roe in Harbour Management", "Harbour Management"),
        ("Essay - Published: 2021.05.03 | harbours | boats", "Essay"),
        ("Asia | First Visits | Harbours", "Asia | First Visits | Harbours"),
        ("On May 3, 2021 By Jane RoeIn Budget Walks, Town Life", "Budget Walks, Town Life"),
        ("by Jane Roe | May 3, 2021 | All About Boats, Learn Boats | 0 comments", "All About Boats, Learn Boats"),
        ("Published in Harbours, Town Life & Walks", "Harbours, Town Life & Walks"),
        ("Harbours, Town Life,", "Harbours, Town Life"),
        ("Accueil > Société", "Société"),
        ("Portada > Economía", "Economía"),
        ("Startseite / Lokales", "Lokales"),
        ("Harbours:", "Harbours"),
        ("Harbours·Analysis", "Harbours"),
        ("From the section Football", "Football"),
        ("Sport / Rowing", "Rowing"),
        ("News › Harbours", "Harbours"),
        ("AFP / World", "World"),
        ("Town Life ›", "Town Life"),
        ("Town Technology>", "Town Technology"),
        ("< Town Management", "Town Management"),
        ("— Roe's Drawn Walks", "Roe's Drawn Walks"),
        ("Written by Jane Roe in Harbours on 1 June 2019 at 08:34 PM EDT. Add a comment", "Harbours"),
        ("By Jane Roe in Town Life | May 3, 2021", "Town Life"),
        ("LOCAL Harbours", "Harbours"),
        ("OPINION Letters from Readers", "Letters from Readers"),
        ("News Town & World National politics", "National politics"),
        ("BlogThreats & Storms", "Threats & Storms"),
        ("ArticlesTown Harbours", "Town Harbours"),
        ("18/03/2019 / Walks / Town Life", "Walks"),
        ("Love Lives", "Love Lives"),
        ("General HR", "General HR"),
        ("Shop Talk", "Shop Talk"),
        ("Get Outside", "Get Outside"),
        ("Follow the Money", "Follow the Money"),
        ("Next Generation", "Next Generation"),
        ("The Download", "The Download"),
        ("Reading Now and Then", "Reading Now and Then"),
        ("Copyright Law", "Copyright Law"),
        ("NATO Affairs", "NATO Affairs"),
        ("Business trends", "Business trends"),
        ("Sport Women's rowing", "Sport Women's rowing"),
        ("NewsTown", "NewsTown"),
        ("Filed under: Jane Roe", "Jane Roe"),
        ("Filed to: Town Life", "Town Life"),
        ("FILED TO: Harbours", "Harbours"),
        ("Last resort —", "Last resort"),
        ("Town Life -", "Town Life"),
        ("/harbours May 3, 2021 7:30 a.m.", "harbours"),
        ("# Harbours May 3, 2021", "Harbours"),
        ("Popular Science", "Popular Science"),
        ("Latest Thinking", "Latest Thinking"),
        ("Search and Rescue", "Search and Rescue"),
        ("More Harbours", "More Harbours"),
        ("Only Connect", "Only Connect"),
        ("Video Archive", "Video Archive"),
    ],
)
def test_reads_the_section_beside_the_headline(line, section):
    assert section in named(line)


@pytest.mark.parametrize(
    "line",
    [
        "3 min read",
        "Share",
        "May 3, 2021",
        "Sign up for our harbour newsletter today, it is free",
        "Is it over?",
        "FacebookEmailTwitter",
        "UTC",
        "Ad Feedback",
        "View photos",
        "Sponsored Links",
        "Harbour Jobs",
        "partnership with Example",
        "12 comments",
        "May 3, 2021 UTC",
        "Prev Next",
        "From",
        "To Example News",
        "May 3, 2021 report",
        "opinion",
        "Sunday, May 3, 2021",
        "jane@example.org | Town Reporting",
        "Select Page",
        "Latest News",
        "Photography by Jane Roe",
        "Photo: Jane Roe",
        "Previous photo → Next photo",
        "Town (EN)",
        "Source: Exampleton Gazette",
        "A A A",
        "5min listen",
        "Shutterstock",
        "HarbourWorks Ltd on May 3, 2021",
        "THIS STORY IS FROM MAY 3, 2021",
        "October",
        "Staff Report",
        "Exampleton, UK",
        "Tags: lemons, frost",
        "14 May 2021 · lemons, frost",
        "® 2016 Exampleton",
        "© Exampleton Media",
        "Exampleton © 2021",
        "Copyright 2021 Exampleton",
        "Now Reading",
        "You are now reading",
        "Up next",
        "Next story",
        "Play track",
        "Buy",
        "Buy tickets",
        "Pre-order now",
        "Download Now",
        "Follow publication",
        "Become a member",
        "Schedule Service",
        "Request a free sample",
        "Talk to us",
        "Enter your keywords",
        "Cancel",
        "18/03/2019 | Margaret Roe",
        "Margaret Roe 3 May 2021",
        "Walks, plans, and ideas for all leaders",
        "Search This Blog",
        "Search our site",
        "Search for:",
        "Get link",
        "Other Apps",
        "Features only",
        "MEMBERS ONLY",
        "Popular on Exampleton Times",
        "Most popular in Harbours",
        "Trending on Exampleton",
        "More from Jane",
        "Post Archive About Talks",
        "Home Projects Talks About",
        "Date of publication May 3, 2021",
        "Time of publication: May 3, 2021",
        "Harbour Plan -- Passes ... Today!",
    ],
)
def test_leaves_what_names_no_section(line):
    assert named(line) == set()


@pytest.mark.parametrize("trail", ["Accueil > Société", "Portada > Economía", "Startseite » Lokales", "Home / World"])
def test_a_trail_from_the_first_page_is_no_name_as_a_whole(trail):
    assert trail not in named(trail)


def test_where_a_writer_was_is_no_section():
    assert "London" not in named("Jane Roe in London")
    assert "Gardens" in named("Jane Roe in Gardens")


def test_crumbs_without_marks_end_in_what_the_page_has_alone():
    assert "Town Life" in named("Town Life", "Menu of the page", "Home Topics Town Life")
    assert "Town Life" not in named("Menu of the page", "Home Topics Town Life")


@pytest.mark.parametrize(
    ("line", "section"),
    [("DIYTown Life", "DIY"), ("AsiaJapan", "Asia"), ("Town Life", None), ("AsiaJapanTownBeach", None)],
)
def test_the_first_of_names_that_run_together_below_the_headline_is_a_candidate(line, section):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), line, ("By Jane Roe", Role.BYLINE), PROSE, MORE))
    found = [one.text for one in nearby.candidates(sight, sight.rows[0]) if one.kind == "run"]
    assert found == ([section] if section else [])


@pytest.mark.parametrize(
    "line",
    [
        "© unplash / chris ralston",
        "© Exampleton Media / Jane Roe",
        "Photo: Exampleton Media / Jane Roe",
        "Image credit: Jane Roe / Media",
    ],
)
def test_whose_picture_it_is_ends_no_trail(line):
    assert named(line) == set()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Mill -- Council of Exampleton ... Step Aside, Friends!", None),  # the headline in other marks
        ("Town Life: Mill -- Council of Exampleton ... Step Aside, Friends!", "Town Life"),
        ("Town Life Mill Council of Exampleton ... Step Aside, Friends!", "Town Life"),
    ],
)
def test_a_row_is_cut_before_the_headlines_words_whatever_their_marks(line, told):
    sight = layout.read(page(line, ("Mill Council of Exampleton ... Step Aside, Friends!", Role.TITLE), PROSE, MORE))
    found = crumbs.joined(sight.rows[0], sight.rows[1])
    assert (found.text if found else None) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [("BlogTown Harbour", True), ("NewsTown & Harbour", True), ("NewsTown Live", False), ("NewsTown", False)],
)
def test_a_hub_run_into_a_sections_name_is_told_from_a_channels(line, told):
    sight = layout.read(page(line, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    assert (crumbs.joined(sight.rows[0], sight.rows[1]) is not None) is told


def test_words_before_the_headline_said_again_below_it_are_no_crumb():
    head = ("Harbour plan passes", Role.TITLE)
    above = layout.read(page(("Town Life Harbour plan passes", Role.TITLE), head, PROSE, MORE))
    below = layout.read(page(head, ("Understanding Harbour plan passes", Role.TITLE), PROSE, MORE))
    assert "Town Life" in {one.text for one in nearby.candidates(above, above.rows[1])}
    assert "Understanding" not in {one.text for one in nearby.candidates(below, below.rows[0])}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Home", "/", "Town Life"), "after-mark:False"),
        (("Newsroom/", "Town Life/"), "after-mark:True"),
        (("Back to Blog", "Town Life"), "under-hub:True"),
        (("Articles", "Town Life"), "under-hub:True"),
        (("#", "Town Life"), "hash-above"),
        (("Town Life", "Beach Life"), "run-below:1"),
        (("Beach Life", "Town Life"), "run-below:0"),
    ],
)
def test_what_stands_around_a_section_is_told(lines, told):
    sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    headline = next(row for row in sight.rows if row.text == "Harbour plan passes")
    found = [one.features for one in nearby.candidates(sight, headline) if one.text == "Town Life"]
    assert any(told in features for features in found)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Town Life", "Town Life"), "below-times:2"),
        (("Town Life May 3, 2021", "Town Life | Another story"), "carded:2"),
        (("Town Life is a book of the year",), "carded:0"),
    ],
)
def test_other_articles_kickers_below_the_body_are_counted(lines, told):
    sight = layout.read(page("Town Life", ("Harbour plan passes", Role.TITLE), PROSE, MORE, *lines))
    one = next(one for one in nearby.candidates(sight, sight.rows[1]) if one.row.index == 0)
    assert told in one.features


def test_the_last_entry_of_a_long_menu_is_told_from_a_row_that_stands_alone():
    def runs(*lines):
        sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
        headline = next(row for row in sight.rows if row.text == "Harbour plan passes")
        found = next(one for one in nearby.candidates(sight, headline) if one.text == "Business")
        return [one for one in found.features if one.startswith("run:") and one.count(":") == 1]

    assert runs("Business") == ["run:0"]
    assert runs(*["World"] * 9, "Business") == ["run:4"]


def test_a_menus_entry_that_the_page_names_as_its_section_is_a_candidate_from_afar():
    menu = [
        "Harbour Town",
        *(f"Entry {word}" for word in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")),
    ]
    assert "Harbour Town" not in named(*menu)
    assert "Harbour Town" in named(*menu[:2], "More Harbour Town stories", *menu[1:])


def test_the_path_of_the_address_tells_a_section():
    assert surroundings.slugs("https://example.com/world/middle-east/2021/harbour-plan-passes") == {
        "world",
        "middle east",
    }
    assert surroundings.slugs("https://[broken/world/a") == surroundings.slugs(None) == frozenset()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Home", "Town Life"), "under:home-1"),
        (("Home", "Blogs", "Town Life"), "under:home-2"),
        (("Filed under:", "Town Life"), "under:label-1"),
        (("Some sentence that is far too long to be a crumb", "Town Life"), "under:none"),
    ],
)
def test_crumbs_one_a_row_are_told_from_a_menu(lines, told):
    sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    headline = next(row for row in sight.rows if row.text == "Harbour plan passes")
    assert any(one.text == "Town Life" and told in one.features for one in nearby.candidates(sight, headline))


def test_the_last_entry_of_a_menu_that_stands_twice_is_told():
    sight = layout.read(
        page("News", "Work here", ("Harbour plan passes", Role.TITLE), PROSE, MORE, "News", "Work here")
    )
    headline = next(row for row in sight.rows if row.text == "Harbour plan passes")
    found = {one.text: set(one.features) for one in nearby.candidates(sight, headline)}
    assert "menu-again" in found["Work here"]


def test_the_places_that_claim_a_section_are_told():
    sight = layout.read(page("Town Life", ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    headline = next(row for row in sight.rows if row.text == "Harbour plan passes")
    found = next(iter(nearby.candidates(sight, headline, None, {"town life": ("jsonld", "breadcrumb")})))
    assert {"claimed:jsonld", "claimed:breadcrumb"} <= set(found.features)


def test_the_first_name_under_a_label_is_the_section_and_the_others_are_not():
    lines = ("Filed under:", "Town Life", "Beach", "Harbour")
    assert named(*lines) == {"Town Life"}
    assert named("Town Life", "Beach") == {"Town Life", "Beach"}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Town",), "elsewhere:0"),
        (("Town", "Harbour Life", "News"), "elsewhere:1"),
        (("Town", "Harbour Life", "Town"), "elsewhere:0"),
    ],
)
def test_a_menus_last_entry_has_the_same_row_above_it_elsewhere(lines, told):
    head = ("Harbour plan passes", Role.TITLE)
    sight = layout.read(page(*lines, "Harbour Life", head, PROSE, MORE))
    headline = next(row for row in sight.rows if row.text == head[0])
    last = [one for one in nearby.candidates(sight, headline) if one.row.index == headline.index - 1]
    assert told in {feature for one in last for feature in one.features}


def test_the_owner_of_the_rights_is_told_from_a_section():
    head = ("Harbour plan passes", Role.TITLE)
    sight = layout.read(page("Exampleton Gazette", "Town Life", head, PROSE, MORE, "© 2021 Exampleton Gazette"))
    headline = next(row for row in sight.rows if row.text == head[0])
    found = {one.text: "owner" in one.features for one in nearby.candidates(sight, headline)}
    assert found["Exampleton Gazette"]
    assert not found["Town Life"]


@pytest.mark.parametrize(
    ("lines", "within"),
    [
        (("News", "Sport", "Opinion"), True),
        (("News", "Sport", "Harbour plan passes"), False),
        (("Home", "Sport", "Opinion"), False),
        (("News", "Town Life", "Opinion"), False),
        (("Shop", "Podcast", "Newsletter"), True),
    ],
)
def test_an_entry_between_two_others_of_a_menu_is_within_it(lines, within):
    sight = layout.read(page(*lines, PROSE, MORE))
    assert nearby.is_within_menu(Named(lines[1], sight.rows[1], 0, "row"), sight) is within


@pytest.mark.parametrize(
    ("lines", "section"),
    [
        (("This entry was posted in Walks and tagged harbour, beach by Jane Roe. Bookmark the permalink.",), "Walks"),
        (("This entry was posted on May 14, 2021, in Walks and tagged harbour.",), "Walks"),
        (("Posted in Walks, Town | Tagged harbour | 3 Comments",), "Walks"),
        (("Filed Under: Walks, Town Tagged With: harbour",), "Walks"),
        (("Categories: Walks, Town", "Tags: harbour"), "Walks"),
        (("Categories: Walks, Town", "Recent posts"), None),
        (("Posted in Walks",), None),
    ],
)
def test_a_blogs_foot_line_names_the_section(lines, section):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, *lines))
    found = nearby.in_foot_line(sight)
    assert (found.text if found else None) == section


def test_the_authors_name_before_a_section_is_no_part_of_it():
    sight = layout.read(page("Nov 13, 2016 Jane Roe Country Life", PROSE, MORE))
    row = sight.rows[0]
    found = naming.without_writer(Named("Jane Roe Country Life", row, 13, "after-date"), ("Jane Roe",))
    assert (found.text, row.text[found.start :]) == ("Country Life", "Country Life")
    signed = Named("Jane Roe in Town Life", row, 0, "row")
    assert naming.without_writer(signed, ("Jane Roe",)).text == "Town Life"
    assert naming.without_writer(Named("Jane Roe", row, 13, "row"), ("Jane Roe",)).text == "Jane Roe"


@pytest.mark.parametrize(
    ("lines", "role", "menus"),
    [
        (("Home", "World", "Culture", "Politics", "Sport", "Business"), Role.NAVIGATION, True),
        (("Home", "World", "Culture", "Politics", "Sport", "Business"), Role.SECTION, False),
        (("Home", "World", "Culture", "Politics", "Sport", "Town Life"), Role.NAVIGATION, False),
        ((PROSE, "Business"), Role.NAVIGATION, False),
    ],
)
def test_a_usual_name_that_ends_a_run_of_usual_names_may_be_a_menus(lines, role, menus):
    sight = layout.read(page(*lines[:-1], (lines[-1], role), ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    here, headline = sight.rows[len(lines) - 1], sight.rows[len(lines)]
    assert nearby.may_be_menus(Named(lines[-1], here, 0, "row"), headline, sight) is menus


@pytest.mark.parametrize(
    ("lines", "told", "ends"),
    [
        (("World", "Opinion", "Life", "Business", "Podcasts"), (), True),
        (("World", "Sport", "Magazines"), (), True),
        (("Elections", "Photos", "Lifestyle"), (), True),
        (("Watch Live", "Weather", "Sports", "Contests"), (), True),
        (("News", "Politics"), (), False),  # a section and one within it
        (("Exampleton Gazette", "World", "Europe"), (), False),
        (("Menu", "Search", "Sign in", "Opinion", "Editorial"), (), False),
        (("Advertisement", "Sport", "Football"), (), False),
        (("World", "Business", "Podcasts"), ("podcasts",), False),  # so says the address
        (("Business", "World", "Opinion", "Business"), (), False),  # said again
        (("World", "Sign in", "Subscribe", "Business"), (), False),  # buttons end a menu
        (("World", "Opinion", "Exampleton"), (), False),  # no usual name
        (("Home", "News", "Business"), (), False),  # a trail, one crumb a row
        (("Home", "Business"), (), False),
        (("Business",), (), False),
    ],
)
def test_a_usual_name_under_another_ends_a_menu(lines, told, ends):
    sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    here, headline = sight.rows[len(lines) - 1], sight.rows[len(lines)]
    assert nearby.is_menus_end(Named(lines[-1], here, 0, "row"), headline, sight, frozenset(told)) is ends


MENU = ("Gazette", "Town Walks", "Real Estate", "Boats", "Travel", "Inventors", "Harbour Culture", "Media")


@pytest.mark.parametrize(
    ("lines", "told", "cut"),
    [
        ((*MENU, "Startups", ("Subscribe to Letters", Role.NEWSLETTER)), (), True),
        ((*MENU, "Startups", "Choose an edition"), (), True),
        ((*MENU, "Startups"), (), False),  # right above the headline
        ((*MENU, ("Startups", Role.SECTION), ("Subscribe to Letters", Role.NEWSLETTER)), (), False),
        ((*MENU, "Startups", ("3 May 2021", Role.DATE)), (), False),
        ((*MENU, "Startups", ("Subscribe to Letters", Role.NEWSLETTER)), ("startups",), False),
        ((*MENU, "Rowers", ("Subscribe to Letters", Role.NEWSLETTER)), (), False),  # no usual name
        (("Startups", *MENU, "Startups", ("Subscribe to Letters", Role.NEWSLETTER)), (), False),  # said again
        (("Exampleton Gazette", "Startups", ("Subscribe to Letters", Role.NEWSLETTER)), (), False),
    ],
)
def test_a_usual_name_parted_from_the_headline_by_furniture_ends_a_menu(lines, told, cut):
    given = [line if isinstance(line, tuple) else (line, Role.NAVIGATION) for line in lines]
    sight = layout.read(page(*given, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    row = next(row for row in reversed(sight.rows[: len(lines)]) if row.text in {"Startups", "Rowers"})
    headline = sight.rows[len(lines)]
    assert nearby.is_menus(Named(row.text, row, 0, "row"), headline, sight, frozenset(told)) is cut


def test_what_stands_above_a_menus_refused_end_is_refused_with_it():
    def refused(*lines, told=frozenset()):
        sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
        rows = sight.rows[: len(lines)]
        return [
            row.text
            for row in rows
            if nearby.is_menus(Named(row.text, row, 0, "row"), sight.rows[len(lines)], sight, told)
        ]

    assert refused("Gazette", "News", "Sport", "Opinion") == ["News", "Sport", "Opinion"]
    assert refused("Gazette", "News", "Politics") == []
    assert refused("Gazette", "News", "Sport", "Opinion", told=frozenset({"opinion"})) == ["Sport"]


@pytest.mark.parametrize(
    "line",
    [
        "Sport / Rowing",
        "News / Local",
        "Reviews / Phones",
        "BUSINESS > ENERGY",
        "News › Harbours",
        "Harbours » Boats",
        "AFP / World",
        "PTI | Exampleton",
        "Home / World",
        "Blog / Boats",
        "Tunecamp / Buy",
        "Share / Exampleton Records",
        "LOCAL Harbours",
        "News Town & World National politics",
        "BlogThreats & Storms",
    ],
)
def test_a_trail_of_two_is_no_section_as_a_whole(line):
    assert line not in named(line)


def test_entries_of_a_menu_with_marks_in_some_are_no_trail():
    line = "Walks Boats / Sails Harbours Beaches Towns Clubs Gardens / Bars Plans Roads"
    assert "Walks Boats" not in named(line)
    assert "Walks Boats" in named("Walks Boats / Sails Harbours / Bars Plans Roads")


@pytest.mark.parametrize(
    ("line", "may_be"),
    [
        ("Budget Walks, Town Life", True),
        ("Gardens, houseplant basics, Houseplants", True),
        ("walks, town life", True),
        ("Your cosy town outfit, drawn", False),
        ("Town news, advice, and ideas for leaders", False),
    ],
)
def test_a_sentence_with_commas_is_no_list_of_names(line, may_be):
    assert naming.may_be_list(line) is may_be


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Categories Reviews Post navigation", "Reviews"),
        ("Posted in Walks Leave a comment", "Walks"),
        ("Category: Town Life Next post", "Town Life"),
        ("Posted in Walks 3 Comments", "Walks"),
        ("Category: Post Offices", "Post Offices"),
        ("Category: Next Steps", "Next Steps"),
    ],
)
def test_the_next_rows_words_are_no_part_of_a_labelled_section(line, section):
    row = layout.read(page(line, PROSE, MORE)).rows[0]
    assert forms.labelled(row).text == section


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((("Margaret Roe", Role.SECTION), ("a day ago", Role.DATE)), False),
        ((("Margaret Roe", Role.SECTION), ("By Jane Doe", Role.BYLINE)), False),
        ((("Margaret Roe", Role.BYLINE),), False),
        ((("Grace Notes", Role.SECTION), ("a day ago", Role.DATE), ("By Jane Doe", Role.BYLINE)), True),
        ((("Margaret Roe", Role.SECTION),), True),  # nothing says that it is a writer's
        ((("Margaret Homes", Role.SECTION), ("a day ago", Role.DATE)), True),
        ((("Virginia Beach", Role.SECTION), ("a day ago", Role.DATE)), True),
    ],
)
def test_a_persons_name_beside_a_day_or_a_byline_is_a_writers(lines, found):
    assert (lines[0][0] in named(*lines)) is found


@pytest.mark.parametrize("line", ["PTI | Exampleton", "Exampleton / Reuters"])
def test_an_agency_and_a_place_are_no_section(line):
    assert not named(line)


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Opinion May 22, 2019", "Opinion"),
        ("22 May 2019, Opinion", "Opinion"),
        ("Harbours May 22, 2019 10:31", "Harbours"),
        ("22 May 2019 Harbours", "Harbours"),
        ("Exampleton May 22, 2019", None),
        ("Jane Roe May 22, 2019", None),
        ("Exampleton Gazette May 22, 2019", None),
        ("Opinion", None),
    ],
)
def test_a_usual_name_or_a_menus_entry_beside_a_date_is_the_section(line, section):
    sight = layout.read(
        page("Exampleton Gazette", "News", "Harbours", ("Harbour plan passes", Role.TITLE), line, PROSE)
    )
    found = nearby.beside_day(sight, sight.rows[3])
    assert (found.text if found else None) == section


@pytest.mark.parametrize(
    ("lines", "at", "section"),
    [
        ((HARBOUR, ("By Jane Roe", Role.BYLINE), "Sport | March 13, 2023", "Exampleton climb to fourth"), 0, None),
        (("Sport | March 13, 2023", "Exampleton climb to fourth", HARBOUR), 2, None),
        ((HARBOUR, ("By Jane Roe", Role.BYLINE), "Sport | March 13, 2023"), 0, "Sport"),
        ((HARBOUR, ("By Jane Roe", Role.BYLINE), "Sport | March 13, 2023", ("Share it with all", Role.SHARE)), 0, "Sport"),
        ((HARBOUR, "Sport | March 13, 2023", "The boats will be back in May"), 0, "Sport"),
        (("Sport | March 13, 2023", HARBOUR, "The boats will be back in May"), 1, "Sport"),
        (("Sport | March 13, 2023", "Print", HARBOUR), 2, "Sport"),
    ],
)  # fmt: skip
def test_a_section_and_a_date_above_another_pieces_headline_are_that_pieces(lines, at, section):
    sight = layout.read(page(*lines, PROSE, MORE))
    found = nearby.beside_day(sight, sight.rows[at])
    assert (found.text if found else None) == section


@pytest.mark.parametrize(
    ("lines", "outdone"),
    [
        (("Home", "Exampleton", "World", "Arts", "Opinion", "Exampleton"), ("Home", "World", "Arts", "Opinion")),
        (("Vegan", "Order", "Dinner plan", "Walks", "Order"), ()),  # no menu of sections
        (("Home", "Exampleton", "World", "Arts", "Opinion"), ()),
    ],
)
def test_an_entry_said_again_above_the_headline_outdoes_the_menus_others(lines, outdone):
    sight = layout.read(page(*lines, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    headline = sight.rows[len(lines)]
    found = [row.text for row in sight.rows if nearby.is_outdone(Named(row.text, row, 0, "row"), headline, sight)]
    assert tuple(found) == outdone


def test_a_row_of_columns_is_a_menu_and_no_section():
    given = page("LATEST WORLD", ("Harbour plan passes", Role.TITLE), PROSE, MORE)
    apart = "LATEST   WORLD"
    places = tuple(at for at in range(len(apart)) if at not in {7, 8})
    line = replace(given.lines[0], places=places)
    for text, found in ((apart, False), ("LATEST WORLD ", True)):
        whole = replace(given, text=text + given.text[len(text) :], lines=(line, *given.lines[1:]))
        sight = layout.read(whole if not found else given)
        assert ("LATEST WORLD" in {one.text for one in nearby.candidates(sight, sight.rows[1])}) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Recipes About Shop", False),
        ("News Sport Weather", False),
        ("Food Culture", True),
        ("Science and Culture", True),
    ],
)
def test_a_menus_entries_in_one_row_are_no_section(line, found):
    sight = layout.read(page(line, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    assert (line in {one.text for one in nearby.candidates(sight, sight.rows[1])}) is found


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("Posted in Walks, Town Life",), "Walks"),
        (("Categories: Walks",), "Walks"),
        (("Filed under: harbour, council, beach",), None),
        (("Posted in Walks", "Another walk", "Posted in Town Life"), None),
        ((("Posted in Walks", Role.RELATED),), None),
        (("Category management for beginners and others who sell",), None),
        (("Nothing is filed here",), None),
        (("Published in Jane Roe",), None),
    ],
)
def test_what_one_row_below_the_body_is_filed_under_is_its_section(rows, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, *rows))
    found = nearby.in_filed_row(sight, sight.rows[0])
    assert (found.text if found else None) == told
