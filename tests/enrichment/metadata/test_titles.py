"""Candidates for the headline: what tells it from its standfirst, a joined crumb from the headline, a site from a clause."""

import pytest

from service.enrichment.metadata import layout, titles
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, body, page

HEADLINE = "Council of Exampleton voted on harbour plan after debate"
STANDFIRST = "Harbour plan, a debate that went on for most of the night"


def features(text, *lines):
    given = page(*lines, PROSE, MORE)
    found = titles.candidates(layout.read(given), body(given), frozenset())
    return {feature for one in found if one.text == text for feature in one.features}


def test_a_headline_has_its_standfirst_below_and_a_standfirst_its_headline_above():
    lines = ("Menu of the page", HEADLINE, STANDFIRST)
    assert "telling-beside:0:1" in features(HEADLINE, *lines)
    assert "telling-beside:1:0" in features(STANDFIRST, *lines)
    assert "telling-beside:0:0" in features(HEADLINE, "Menu of the page", HEADLINE)


@pytest.mark.parametrize(
    ("site", "sites", "title"),
    [
        ("The Exampleton Gazette", {"exampleton gazette"}, HEADLINE),
        ("Exampleton Gazette", {"exampleton gazette"}, HEADLINE),
        ("Exampleton Gazette", {"gazette"}, f"{HEADLINE} | Exampleton Gazette"),
        ("Exampleton Gazette", set(), f"{HEADLINE} | Exampleton Gazette"),
    ],
)
def test_the_name_by_which_a_page_calls_itself_is_taken_off_the_headline(site, sites, title):
    given = page("Menu of the page", f"{HEADLINE} | {site}", PROSE, MORE)
    titled = tuple(titles.candidates(layout.read(given), body(given), frozenset()))
    whole = next(one for one in titled if one.text == f"{HEADLINE} | {site}")
    assert titles.without_name([(whole, 0.9)], titled, frozenset(sites))[0][0].text == title


def test_a_row_that_ends_in_the_headline_is_a_joined_crumb():
    joined = f"Home News {HEADLINE}"
    assert "holds-another" in features(joined, joined, HEADLINE)
    assert "holds-another" not in features(HEADLINE, joined, HEADLINE)


def test_what_is_cut_off_a_headline_is_a_site_only_where_it_begins_with_a_capital():
    assert "site-lower" in features(HEADLINE, "Menu of the page", f"{HEADLINE} | what you should know")
    assert "site-lower" not in features(HEADLINE, "Menu of the page", f"{HEADLINE} - Exampleton Gazette")


def test_a_name_cut_off_a_headline_in_small_letters_is_told_from_its_own_clause():
    named = features(HEADLINE, "Menu of the page", f"{HEADLINE} - Exampleton Gazette")
    clause = features(HEADLINE, "Menu of the page", f"{HEADLINE} | what you should know")
    assert "site-named:True:False:suffix" in named
    assert "site-named:False:False:suffix" in clause


def test_the_second_of_two_rows_that_the_labeller_calls_titles_is_told_from_the_first():
    lines = ((HEADLINE, Role.TITLE), (STANDFIRST, Role.TITLE))
    assert "titles-beside:0:1:title" in features(HEADLINE, *lines)
    assert "titles-beside:1:0:title" in features(STANDFIRST, *lines)


def test_a_row_that_stands_again_below_counts_for_the_headline_with_the_sites_name_and_without():
    row = f"{HEADLINE} - Exampleton Gazette"
    given = page("Menu of the page", row, PROSE, MORE, row)
    found = list(titles.candidates(layout.read(given), body(given), frozenset()))
    assert {one.text for one in found if "again:below" in one.features} == {row, HEADLINE}


@pytest.mark.parametrize(
    "line",
    [
        "Tags: harbour, beach",
        "Business More: Harbour Beach Town",
        "Filed under: Harbour life",
        "Video: Residents walk on the beach",
        "Article: The council and its plans for the beach",
        "Harbour, Beach, Town Life",
        "New Blog: Council and its plans for the beach",
        "New webinar: How to plan a harbour",
        "Click Here for More Articles on HARBOURS",
        "Tap here to read the whole plan",
        "Search This Blog",
        "Slide: 2 / of 2. Caption: Exampleton",
        "Photo 3 of 12",
        "Skip to main content of the page",
        "Jump to Recipe",
        "Jump straight to the video",
        "1290 Reviews 4.7 out of 5 stars",
        "4.7 out of 5 stars",
        "5 from 112 votes",
        "5 Reviews",
        "Jane on YouTube Jane on Facebook Jane on Instagram",
    ],
)
def test_lists_and_links_to_other_pieces_are_no_headlines(line):
    assert features(line, "Harbour", "Town Life", line, HEADLINE) == set()


@pytest.mark.parametrize(
    "line",
    [
        "Diners take part in the contest at the harbour Photo: GAZETTE",
        "Got it",
        "Difficulty: Moderate to strenuous",
        "Prep time: 20 minutes on a good day",
        "Residents walk on the beach. Jane Roe/The Canadian Press",
        "Residents walk on the beach (Jane Roe/AFP)",
    ],
)
def test_facts_and_captions_that_end_in_an_agency_are_no_headlines(line):
    assert features(line, "Harbour", line, HEADLINE) == set()


@pytest.mark.parametrize(
    ("row", "cut"),
    [
        ("Gel tardif : les vignerons du village comptent leurs pertes", False),
        ("Late frost : banana farmers of the valley count losses", False),
        ("Exampleton Gazette : banana farmers of the valley count losses", True),
    ],
)
def test_what_stands_before_a_colon_is_cut_off_only_where_it_is_a_sites_name(row, cut):
    assert (features(row.partition(" : ")[2], "Menu of the page", row) != set()) is cut


@pytest.mark.parametrize(
    "line",
    [
        "Click here and the harbour listens",
        "Search for harbour pilot goes on",
        "New harbour: what the council plans",
        "Slide into harbour halts ferry",
        "Photo of harbour wins prize",
        "Jump to conclusions at the harbour",
        "1200 residents walk on the beach",
        "12 votes decide who runs the harbour",
        "Go to the top of the tower for the view",
        "Facebook, Instagram and WhatsApp leave the harbour",
        "Skip the beach this summer",
        "1 of 3 harbours is silting up",
        "Harbour, beach and all that",
        "Video killed the harbour star",
        "3. Harbour plans",
    ],
)
def test_a_headline_may_hold_commas_a_kinds_name_and_a_number(line):
    assert features(line, "Harbour", "Town Life", line) != set()


@pytest.mark.parametrize(
    ("label", "again", "stands"),
    [
        ("Table of Contents", True, False),
        ("On this page:", True, False),
        ("In this article", True, False),
        ("Table of Contents", False, True),
        ("Harbour Life", True, True),
    ],
)
def test_a_heading_of_the_article_in_its_table_of_contents_is_no_headline(label, again, stands):
    line = "How can harbours help?"
    rows = [label, (line, Role.TITLE), PROSE, MORE, *([(line, Role.HEADING)] if again else []), PROSE, MORE]
    given = page(*rows)
    found = titles.candidates(layout.read(given), body(given), frozenset())
    assert any(one.row.index == 1 for one in found) is stands


@pytest.mark.parametrize(
    ("again", "stands"), [(f"{HEADLINE}.", False), (HEADLINE, True), (f"Members of the {HEADLINE}.", True)]
)
def test_what_a_paragraph_below_says_is_a_caption_or_a_lead_and_no_headline(again, stands):
    lead = "Harbour plan debated on Monday"
    given = page(HEADLINE, lead, PROSE, (again, Role.BODY), MORE)
    texts = {one.text for one in titles.candidates(layout.read(given), body(given), frozenset())}
    assert lead in texts
    assert (HEADLINE in texts) == stands


def test_numbered_crumbs_are_no_headlines():
    assert features("3. Town Life", "1. Home", "2. News", "3. Town Life", HEADLINE) == set()


def test_what_is_a_hashtag_below_is_a_topic_and_no_headline():
    def found(*lines):
        given = page("Town vote 2021", HEADLINE, PROSE, MORE, *lines)
        return {one.text for one in titles.candidates(layout.read(given), body(given), frozenset())}

    assert "Town vote 2021" in found("Town vote 2021")
    assert "Town vote 2021" not in found("#Town vote 2021")


def test_a_row_above_a_pictures_credit_and_below_a_headline_is_a_caption():
    credit = ("Image: Exampleton Agency", Role.CAPTION)
    assert features(STANDFIRST, (HEADLINE, Role.TITLE), STANDFIRST, credit) == set()
    assert features(HEADLINE, (HEADLINE, Role.TITLE), credit) != set()


@pytest.mark.parametrize(
    ("credit", "is_caption"),
    [
        ("Jane Roe / Exampleton Times", True),
        ("Jane Roe/Getty", True),
        ("Mary-Ann Roe / The Exampleton Herald", True),
        ("Jane van Roe", False),
        ("Jane Roe / Midnight Songs", False),
        ("Opinion / Exampleton Times", False),
        ("Getty Images", False),
        ("By Jane Roe", False),
    ],
)
def test_a_row_above_a_person_and_a_paper_and_below_a_headline_is_a_caption(credit, is_caption):
    found = features(STANDFIRST, (HEADLINE, Role.TITLE), STANDFIRST, (credit, Role.BYLINE))
    assert (found == set()) is is_caption
    assert features(STANDFIRST, "Menu", STANDFIRST, (credit, Role.BYLINE)) != set()
    assert features(STANDFIRST, (HEADLINE, Role.TITLE), (STANDFIRST, Role.TITLE), (credit, Role.BYLINE)) != set()


@pytest.mark.parametrize(
    ("lines", "stands"),
    [
        (("News", "Harbour Life", "Sport", "Weather", "Boats / Ships", "Sea"), False),
        (("News", "Harbour Life", "Sport", "Weather", "Boats", "Ships", "Sea", "Shop"), False),
        (("News", "Harbour Life", "Sport", "Weather"), True),
        (("News Harbour Life Sport Weather", "Boats Ships Sea"), True),
    ],
)
def test_a_menus_entries_said_once_more_in_one_row_are_no_headline(lines, stands):
    row = "News Harbour Life Sport Weather Boats / Ships Sea"
    given = page(*lines, (row, Role.TITLE), PROSE, MORE)
    found = titles.candidates(layout.read(given), body(given), frozenset())
    assert any(one.text == row for one in found) is stands


@pytest.mark.parametrize(
    ("label", "alone", "beside"),
    [
        ("Up next", True, False),
        ("Read Next:", True, False),
        ("Next story", True, False),
        ("Play Track", True, False),
        ("Now Reading", True, False),
        ("Now playing:", True, False),
        ("You’re reading", True, False),
        ("You are now watching", True, False),
        ("Harbour Life", True, True),
        ("What comes next", True, True),
    ],
)
def test_below_a_players_label_stands_another_piece_or_the_headline_once_more(label, alone, beside):
    played = "Rowers of Exampleton win their third race"
    assert bool(features(played, label, (played, Role.TITLE))) is alone
    assert bool(features(played, label, (played, Role.TITLE), (HEADLINE, Role.TITLE))) is beside
    assert features(HEADLINE, label, (played, Role.TITLE), (HEADLINE, Role.TITLE)) != set()


@pytest.mark.parametrize(
    ("lasting", "stands"),
    [
        ("2:32 | Rowing", False),
        ("Rowing | 02:32", False),
        ("0:45", False),
        ("12:30", True),
        ("2:32 pm", True),
        ("Rowing", True),
        ("3:2", True),
    ],
)
def test_above_how_long_it_lasts_stands_a_videos_title(lasting, stands):
    video = "Rowers of Exampleton win their third race"
    assert bool(features(video, (video, Role.TITLE), lasting, (video, Role.TITLE), (HEADLINE, Role.TITLE))) is stands
    assert features(video, (video, Role.TITLE), lasting) != set()


@pytest.mark.parametrize(
    ("title", "language", "closed"),
    [
        ("Harbour Nights : A Nice Place to Visit", "en", "Harbour Nights: A Nice Place to Visit"),
        ("Who won “Harbour” ?", "en", "Who won “Harbour”?"),
        ("Boats , ships and all that", None, "Boats, ships and all that"),
        ("Rue du Port : la fin", "fr", "Rue du Port : la fin"),
        ("Le port , la mer : la fin", "fr", "Le port, la mer : la fin"),
        ("Working with .NET in the harbour", "en", "Working with .NET in the harbour"),
        ("The harbour :) and I", "en", "The harbour :) and I"),
        ("Harbour - a guide", "en", "Harbour - a guide"),
    ],
)
def test_spaces_that_markup_left_before_points_are_closed(title, language, closed):
    assert titles.closed_up(title, language) == closed


@pytest.mark.parametrize(
    ("row", "shares", "best"),
    [
        (f"{HEADLINE} - Exampleton Gazette", (0.5, 0.4), HEADLINE),
        (f"{HEADLINE} - Exampleton Gazette", (0.6, 0.3), f"{HEADLINE} - Exampleton Gazette"),
        (f"{HEADLINE} | what you should know", (0.5, 0.4), f"{HEADLINE} | what you should know"),
    ],
)
def test_of_a_row_and_the_same_without_a_named_site_the_shorter_is_the_headline_where_both_are_likely(
    row, shares, best
):
    given = page("Menu of the page", row, PROSE, MORE)
    found = {one.text: one for one in titles.candidates(layout.read(given), body(given), frozenset())}
    likely = titles.without_site([(found[row], shares[0]), (found[HEADLINE], shares[1])])
    assert likely[0] == (found[best], shares[0])
    assert {one.text for one, _ in likely} == {row, HEADLINE}


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("An official website of Exampleton County", False),
        ("Home / Ministry of Harbours and Coasts / News", False),
        ("Home > Public Health > News", False),
        ("Accueil » Société", False),
        ("Our brands | Our people | Investors | Media", False),
        ("Home > News > Council of Exampleton voted on harbour plan", True),
        ("Harbour plan passes | Exampleton | The Gazette", True),
        ("Home again: the harbour's boats", True),
        ("An official visits Exampleton", True),
        ("Here’s how you know", False),
        ("Here’s how you know your boat is worn", True),
        ("Home – A Short Story", True),
        ("Front Page – Exampleton remembers 1923", True),
        ("Start – Stop – Repeat", True),
        ("Home / Away", False),
        ("YOU ARE HERE: Gazette Home→Archive→Harbour Regulation", False),
        ("You are here: News / Harbour Life", False),
        ("You’re here » Sport » Rowing", False),
        ("Gazette Home > Archive > Rowing", False),
        ("News → Local → Harbour", False),
        ("Sport › Rowing › Exampleton Regatta", False),
        ("You Are Here: A Memoir of the Harbour", True),
        ("You Are Here", True),
        ("Fire Destroys Harbour Home | News | The Gazette", True),
        ("Careless → Driver → Home", True),
        ("From harbour → to home", True),
        ("Harbour → Sea", True),
        ("US · UK · Australia · Middle East", False),
        ("News • Harbour Life • Sport • Weather", False),
        ("Harbour · Beach · and all that", True),
        ("Read the harbour report →", False),
        ("Continue to the site »", False),
        ("— Mary Roe's Illustrated Harbours", False),
        ("— Jane Roe, Exampleton", False),
        ("-- Jane Roe of the Gazette", False),
        ("Harbour life — Jane Roe's illustrated guide", True),
        ("Up next: How the harbour was won", False),
        ("Next up in the harbour: a new bridge", True),
    ],
)
def test_trails_menus_and_banners_are_no_headlines(line, stands):
    given = page(line, ("Council of Exampleton voted on harbour plan", Role.TITLE), PROSE, MORE)
    found = titles.candidates(layout.read(given), body(given), frozenset())
    assert any(one.row.text == line for one in found) is stands


@pytest.mark.parametrize(("line", "stands"), [("Home / Away: why fans travel", True), ("Home / Town / News", False)])
def test_a_headline_that_begins_like_a_trail_of_two_stands_where_the_labeller_takes_it_for_one(line, stands):
    given = page((line, Role.TITLE), PROSE, MORE)
    found = titles.candidates(layout.read(given), body(given), frozenset())
    assert any(one.text == line for one in found) is stands
