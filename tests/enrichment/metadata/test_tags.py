"""Tags are the short parts of the rows that list them; sentences, menus and dates list none."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.enrichment.metadata import layout
from service.enrichment.metadata.ranking import Ranker
from service.enrichment.metadata.tags import choice, listings
from service.enrichment.metadata.tags.unmarked import LONGEST_TAG
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, page


def parts(line):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, line))
    return next((one.parts for one in listings.candidates(sight, None) if one.row.text == line), ())


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Tags: Harbour, Exampleton, Town council", ("Harbour", "Exampleton", "Town council")),
        ("Tags Harbour, Exampleton", ("Harbour", "Exampleton")),
        ("Tagged: harbour, town council", ("harbour", "town council")),
        ("Filed Under: Harbour, News", ("Harbour", "News")),
        ("#harbour #exampleton", ("harbour", "exampleton")),
        ("#Harbour#Town council", ("Harbour", "Town council")),
        ("Harbour, Exampleton, Town council", ("Harbour", "Exampleton", "Town council")),
        ("Harbour | Exampleton", ("Harbour", "Exampleton")),
        ("Categories News Tags harbour, beach", ("harbour", "beach")),
        ("Posted by Jane Roe on 2021-03-04 in news. Tags: harbour, beach.", ("harbour", "beach")),
        ("Harbour", ("Harbour",)),
        ("Tags: Harbour, Town council | Get alerts", ("Harbour", "Town council")),
        ("Tags: Harbour | Town council", ("Harbour", "Town council")),
        ("Tags: Harbour | Get alerts for these topics", ("Harbour",)),
        ("TopicsHarbour, Town council", ("Harbour", "Town council")),
        ("Related Subjects Harbour , Town council", ("Harbour", "Town council")),
        ("See More: Harbour, Town council", ("Harbour", "Town council")),
        ("Business More: Harbour, Beach", ("Harbour", "Beach")),
        ("Harbour / beach / town council", ("Harbour", "beach", "town council")),
        ("By Jane Roe | Friday 6:43pm EDTTags: Harbour, Beach, Town council", ("Harbour", "Beach", "Town council")),
        ("2. Harbour", ("Harbour",)),
        ("Posted in Town, BeachTagged harbour, beach", ("harbour", "beach")),
        ("Topic navigation", ("Topic navigation",)),
        ("No topics found.", ()),
        ("Harbour Beach", ("Harbour Beach",)),
        ("Harbour plan beach town", ("Harbour plan beach town",)),
        ("Exampleton Men's Harbour Beach Team", ("Exampleton Men's Harbour Beach Team",)),
        ("More on this story", ()),
        ("Topics Harbour Beach Council", ("Harbour", "Beach", "Council")),
        ("Topics: Harbour, Town council Tags: Beach, Town", ("Harbour", "Town council", "Beach", "Town")),
        ("Harbour, digg this, A A A, 7-minute read, list: [", ("Harbour",)),
        ("Harbour (12) Beach (3) Town (7)", ()),
        ("Tags: Jane Roe, Charleston, SC, beach", ("Jane Roe", "Charleston, SC", "beach")),
        ("Charleston, SC", ("Charleston, SC",)),
        ("Tags: Harbour, Halifax, NS", ("Harbour", "Halifax, NS")),
        ("Tags: Marketing, AI, beach", ("Marketing", "AI", "beach")),
        ("Tags: beach, UK", ("beach", "UK")),
        ("Tags: VR, AR, beach", ("VR", "AR", "beach")),
        ("Tags: Marvel, DC, beach", ("Marvel", "DC", "beach")),
        ("Tags: Washington, DC, beach", ("Washington, DC", "beach")),
        ("Tags: Health, MS, beach", ("Health", "MS", "beach")),
        ("Tags: Red, IN, beach", ("Red", "IN", "beach")),
        ("Tags: Portland, OR, beach", ("Portland, OR", "beach")),
        ("TAGSharbour, beach", ("harbour", "beach")),
        ("Tags: town council, arts and culture", ("town council", "arts and culture")),
        ("Related Companies: Harbour Works, Beach Works", ("Related Companies: Harbour Works", "Beach Works")),
    ],
)
def test_reads_the_parts_of_a_row(line, found):
    assert parts(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Tags: harbour plan beach town", ("harbour plan", "beach", "town")),
        ("Tags: harbour plan", ("harbour plan",)),
        ("HarbourBeachTown", ("Harbour", "Beach", "Town")),
        ("TopicsHarbour PlanBeachtown", ("Harbour Plan", "Beach", "town")),
        ("Tags: Keep your harbour safe", ("Keep your harbour safe",)),
        ("Tags: Harbour plans for residents", ("Harbour plans for residents",)),
        ("Related topics harbour beach town Council", ("harbour", "beach", "town", "Council")),
    ],
)
def test_a_row_without_marks_is_parted_by_what_the_page_says_elsewhere(line, found):
    assert parts(line) == found


def test_a_list_with_one_tag_a_row_keeps_the_commas_within_a_tag():
    sight = layout.read(
        page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "Tags:", "Beach,", "Cell phones, and more,", "Town,")
    )
    assert ("Cell phones, and more",) in {one.parts for one in listings.candidates(sight, None)}


def test_what_the_mark_up_gives_as_tags_is_told_of_a_row():
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "Harbour, Beach", "Menu, Other"))
    found = {
        one.row.text: set(one.features) for one in listings.candidates(sight, None, frozenset({"harbour", "beach"}))
    }
    assert "claimed:4" in found["Harbour, Beach"]
    assert "claimed:0" in found["Menu, Other"]


@pytest.mark.parametrize(
    "line",
    [
        "The harbour will be built, the council said.",
        "March 4, 2021",
        "Published March 4, 2021, by Jane Roe",
        "In this part of the town the harbour has been the talk of every household, shop and school since the vote",
        "Tags",
    ],
)
def test_leaves_a_row_that_lists_nothing(line):
    assert parts(line) == ()


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (("Related topics", "Harbour", "Town council"), {"Harbour", "Town council"}),
        (("Tags: harbour, beach",), {"Tags: harbour, beach"}),
        (("Harbour", "Town council"), set()),
    ],
)
def test_inside_the_body_and_far_below_it_only_what_is_announced_may_list_tags(lines, rows):
    for where in ((*lines, *[PROSE] * 9), (*[PROSE] * 9, *["A row that says nothing of the kind."] * 50, *lines)):
        sight = layout.read(page(("Harbour plan passes", Role.TITLE), *[PROSE, MORE] * 4, *where))
        found = {one.row.text for one in listings.candidates(sight, None)}
        assert found & {"Harbour", "Town council", "Tags: harbour, beach"} == rows


def test_a_row_in_a_long_run_of_short_rows_is_told_from_one_in_a_short_run():
    def run(*lines):
        sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, *lines, PROSE + " And so on."))
        return next(
            feature
            for one in listings.candidates(sight, None)
            if one.row.text == "Harbour"
            for feature in one.features
            if feature.startswith("run:") and feature.count(":") == 1
        )

    assert run("Harbour") == "run:0"
    assert run("Harbour", "Beach", "Council") == "run:2"
    assert run("Harbour", *["News"] * 14) == "run:5"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Tags", "Harbour"), ["Harbour"]),
        (("Related tags:", "Harbour, Town council"), ["Harbour", "Town council"]),
        (("Tagged with", "Harbour", "Beach"), ["Harbour"]),
        (("Tags:", "Harbour,", "Beach,", "Council", "News"), ["Harbour", "Beach", "Council"]),
        (("Topics", "Harbour"), []),
        (("Harbour", "Beach"), []),
        (("Tags:", "harbour beach town"), ["harbour", "beach", "town"]),
        (("Filed to: harbour", "town council", "beach", "Menu"), ["harbour", "town council", "beach"]),
        (("Filed to: Harbour", "Town council"), ["Harbour"]),
        (("By Jane Roe | Friday 6:43pm EDTTags: Harbour, Beach, Town",), ["Harbour", "Beach", "Town"]),
        (("Related Subjects Harbour , Town council",), ["Harbour", "Town council"]),
        (("#google", "#os"), ["google", "os"]),
    ],
)
def test_what_stands_right_under_a_row_that_says_tags_is_one(lines, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, *lines))
    assert [text for text, _ in choice.find(Ranker({"bias": -9.0}, 0.5), sight, None)] == told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Filed under: News, Town", "Tagged: harbour, beach"), ["harbour", "beach"]),
        (("Filed under: News, Town", "harbour"), ["harbour"]),
        (("Posted in News, Town",), []),
        (("Categories", "News, Town"), []),
        (("Filed under", "News, Town"), ["News", "Town"]),
        (("Filed under: harbour, council, beach",), ["harbour", "council", "beach"]),
    ],
)
def test_what_is_filed_under_are_sections_but_for_names_in_small_letters_and_under_the_label(lines, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, *lines))
    found = choice.find(Ranker({"bias": 9.0}, 0.5), sight, None)
    assert [text for text, row in found if row.text in lines] == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Harbour LifeBeach", "joined:names:foot"),
        ("ShareTweetHarbour", "joined:other:foot"),
        ("RecommendRecommended", "joined:other:foot"),
        ("A plan for HarbourLife", "joined:no:foot"),
        ("Harbour, Beach", "joined:no:foot"),
    ],
)
def test_names_that_run_together_are_told_from_buttons_that_do(line, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, line))
    assert told in next(one.features for one in listings.candidates(sight, None) if one.row.text == line)


def listed(line, role=Role.OTHER):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, (line, role)))
    return next((one.parts for one in listings.candidates(sight, sight.rows[0]) if one.row.text == line), ())


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("EXAMPLETON, NJ", ("EXAMPLETON, NJ",)),
        ("2021-08-29#harbour#beach", ("harbour", "beach")),
        ("Categories Town Life, Beach Tags harbour, council, sea", ("harbour", "council", "sea")),
        ("Exampleton votes!", ("Exampleton votes!",)),
        ("harbour, beach, More", ("harbour", "beach")),
        ("→ harbour, beach", ("harbour", "beach")),
        ("Tags: harbour 120, beach 7, sea 18", ("harbour", "beach", "sea")),
        ("Tags: harbour, area 51, beach", ("harbour", "area 51", "beach")),
        ("Tags: harbour, beach, Show all tags", ("harbour", "beach")),
        ("Tags: harbour, beach, See more...", ("harbour", "beach")),
        ("Tags: harbour, Thomas More", ("harbour", "Thomas More")),
        ("Tags: more, harbour, beach", ("more", "harbour", "beach")),
    ],
)
def test_the_parts_of_a_row_of_tags(line, parts):
    assert listed(line, Role.TAGS) == parts


@pytest.mark.parametrize(
    "line",
    ["jane@example.org", "exampletimes.com", "Service:", "Name*", "105", "Jane Roe, PsyD, ABPP", "It is over."],
)
def test_what_is_no_tag_lists_none(line):
    assert listed(line, Role.TAGS) == ()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Explore more on these topics", "Harbour"), ["Harbour"]),
        (("Explore related topics", "Harbour"), ["Harbour"]),
        (("Read more on related topics:", "Harbour"), ["Harbour"]),
        (("Topic:", "Harbour"), ["Harbour"]),
        (("2021-08-29#harbour#beach",), ["harbour", "beach"]),
        (("Categories Town Life, Beach Tags harbour, council",), ["harbour", "council"]),
        (("Tag us #exampleton",), []),
        (("Tag it #exampleton #beach",), []),
        ((("Topics Harbour", Role.TAGS),), ["Harbour"]),
        (("Topics Harbour",), []),
        ((("#Harbour", Role.TAGS), ("Get in touch", Role.TAGS), ("Beach", Role.TAGS)), ["Harbour"]),
        ((("#Harbour", Role.TAGS), ("Don't miss these", Role.TAGS), ("Beach", Role.TAGS)), ["Harbour"]),
    ],
)
def test_rows_that_say_so_list_tags_and_headings_end_the_list(lines, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, *lines))
    assert [text for text, _ in choice.find(Ranker({}, 0.9), sight, sight.rows[0])] == told


def test_a_longer_list_with_the_articles_own_tags_is_the_sites_index():
    index = [(word, Role.TAGS) for word in ("Apples", "Beach", "Council", "Harbour", "Pears", "Sea")]
    sight = layout.read(
        page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "Tags: Harbour, Sea", "Menu of the page", "Tags", *index)
    )
    assert [text for text, _ in choice.find(Ranker({}, 0.9), sight, sight.rows[0])] == ["Harbour", "Sea"]


def test_an_index_of_tags_is_announced():
    sight = layout.read(
        page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "View posts by tag", "#beach #harbour #sea")
    )
    assert choice.find(Ranker({}, 0.9), sight, sight.rows[0]) == ()


def test_a_name_by_itself_above_the_headline_is_the_sections():
    sight = layout.read(page("Town Life", ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    assert "Town Life" not in {one.row.text for one in listings.candidates(sight, sight.rows[1])}
    pair = layout.read(
        page(("Town", Role.TAGS), ("Beach", Role.TAGS), ("Harbour plan passes", Role.TITLE), PROSE, MORE)
    )
    assert {"Town", "Beach"} <= {one.row.text for one in listings.candidates(pair, pair.rows[2])}


@pytest.mark.parametrize(("chance", "told"), [(0.5, []), (1.5, ["Harbour", "Beach"])])
def test_a_row_of_one_tag_right_under_a_sure_one_needs_half_of_its_chance(chance, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "Harbour", "Beach"))
    known = {one.row.text: one.features for one in listings.candidates(sight, sight.rows[0])}
    own = next(name for name in known["Harbour"] if name not in known["Beach"])
    weights = {"bias": -chance, own: 3.0} if chance > 1 else {"bias": -chance}
    found = [text for text, _ in choice.find(Ranker(weights, 0.7 if chance < 1 else 0.3), sight, sight.rows[0])]
    assert found == told


def test_a_plea_and_a_note_below_tags_are_none():
    ranker = Ranker({"bias": -5.0}, 0.5)
    plea = "To read on, please subscribe and support your own local journalism today!"
    lines = [(plea, Role.TAGS), ("About Jane Roe", Role.TAGS)]
    sight = layout.read(
        page(("Harbour plan passes", Role.TITLE), PROSE, MORE, ("Tags: harbour, beach", Role.TAGS), *lines)
    )
    assert [name for name, _ in choice.find(ranker, sight, sight.rows[0])] == ["harbour", "beach"]


@pytest.mark.parametrize(("last", "told"), [("See all topics", True), ("Harbour Beach", False), (PROSE, False)])
def test_see_all_topics_closes_a_list(last, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "Harbour", "Beach", last))
    one = next(one for one in listings.candidates(sight, sight.rows[0]) if one.row.text == "Harbour")
    assert ("closed" in one.features) is told


def test_a_very_long_word_in_a_row_of_tags_is_parted_by_the_words_of_the_page():
    line = "Exampletoncouncilharbourbeach"
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, (line, Role.TAGS)))
    found = next(one.parts for one in listings.candidates(sight, None) if one.row.text == line)
    assert found == ("Exampleton", "council", "harbour", "beach")


def test_words_with_a_comma_between_are_no_name():
    line = "Tags: Harbour Plan Beach Town"
    known = page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "The harbour, plan; beach. town", line)
    sight = layout.read(known)
    found = next(one.parts for one in listings.candidates(sight, None) if one.row.text == line)
    assert "Beach Town" not in found


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((("#Harbour", Role.TAGS), ("Beach", Role.TAGS), ("Council", Role.TAGS)), ["Harbour", "Beach", "Council"]),
        ((("Beach", Role.TAGS), ("Council", Role.TAGS), ("#Harbour", Role.TAGS)), ["Beach", "Council", "Harbour"]),
        ((("#Harbour", Role.TAGS), ("Beach", Role.OTHER), ("Council", Role.TAGS)), ["Harbour"]),
        ((("#Harbour", Role.TAGS), ("More", Role.TAGS), ("Council", Role.TAGS)), ["Harbour", "Council"]),
        ((("#Harbour", Role.TAGS), ("jane@example.org", Role.TAGS), ("By Jane Roe", Role.TAGS)), ["Harbour"]),
        ((("Harbour", Role.TAGS), ("Beach", Role.TAGS)), []),
        (
            (("Tags", Role.TAGS), ("• Harbour", Role.TAGS), ("• Beach", Role.TAGS), ("Council", Role.TAGS)),
            ["Harbour", "Beach"],
        ),
        (
            (("Tags", Role.TAGS), ("Harbour", Role.TAGS), ("Beach", Role.TAGS), ("Council", Role.TAGS)),
            ["Harbour", "Beach", "Council"],
        ),
        (
            (("Tags", Role.TAGS), ("• Harbour", Role.TAGS), ("Tags: Beach, Pier", Role.TAGS)),
            ["Harbour", "Beach", "Pier"],
        ),
    ],
)
def test_the_rest_of_a_list_of_tags_are_tags_but_for_its_buttons(lines, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, *lines))
    assert [text for text, _ in choice.find(Ranker({"bias": -9.0}, 0.5), sight, None)] == told


def test_an_author_is_no_tag_and_a_tag_is_given_once():
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "Tags: Harbour, Jane Roe"))
    sure = Ranker({"bias": 9.0}, 0.5)
    found = choice.find(sure, sight, None, ("Jane Roe",))
    assert [text for text, row in found if row.text.startswith("Tags:")] == ["Harbour"]


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=["Cs"]), min_size=1, max_size=200)
    .map(str.strip)
    .filter(bool)
)
@example("Tags: harbour, market, council")
def test_every_part_is_short_and_stands_in_its_row(line):
    for part in parts(line):
        assert part in line
        assert 1 < len(part) <= LONGEST_TAG


def answered(*lines, people=()):
    """Return the tags that are answered with no weight for any feature: those of rows that tell by themselves."""
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), *lines))
    return [text for text, _ in choice.find(Ranker({"bias": -9.0}, 0.5), sight, sight.rows[0], people)]


def test_a_list_of_several_names_right_below_the_body_is_of_tags_and_a_sentence_none():
    assert answered(PROSE, MORE, ("harbour, beach walks, town, old piers", Role.TAGS)) == [
        "harbour", "beach walks", "town", "old piers"
    ]  # fmt: skip
    assert answered(PROSE, MORE, ("harbour, beach walks, town, and old piers", Role.TAGS)) == []
    assert answered(PROSE, MORE, ("Harbour, beach walks, town, old piers", Role.LEGAL)) == []


def test_a_tables_cell_within_the_body_is_no_tag():
    rows = [PROSE, MORE] * 3
    found = listings.candidates(layout.read(page(*rows, ("Harbour Beach", Role.TAGS), *rows)), None)
    assert "Harbour Beach" not in {one.row.text for one in found}


def test_a_menus_link_within_the_page_is_no_hashtag_of_the_article():
    head = ("#harbour", Role.NAVIGATION)
    sight = layout.read(page(head, ("Harbour plan passes", Role.TITLE), PROSE, MORE))
    assert choice.find(Ranker({"bias": -9.0}, 0.5), sight, sight.rows[1]) == ()
    assert answered(PROSE, MORE, "#harbour") == ["harbour"]


def test_an_authors_name_is_a_tag_where_a_list_that_says_so_has_it():
    assert "Jane Roe" in answered(PROSE, MORE, "Tags: Harbour, Beach, Jane Roe", people=("Jane Roe",))
    assert "Jane Roe" not in answered(PROSE, MORE, "Tags: Harbour, Jane Roe", people=("Jane Roe",))


def test_a_list_that_says_tagged_is_read_among_the_comments_too():
    tagged = ("Tagged: Harbours, Beaches, Town walks", Role.COMMENTS)
    assert answered(PROSE, MORE, tagged) == ["Harbours", "Beaches", "Town walks"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Topics in this article: harbour, beach",), ["harbour", "beach"]),
        (("More on: harbour, beach",), ["harbour", "beach"]),
        (("Read more about harbour, beach walks",), ["harbour", "beach walks"]),
        (("RELATED TOPICS: #harbour #beach",), ["harbour", "beach"]),
        (("Themen: Hafen, Strand",), ["Hafen", "Strand"]),
        (("Schlagworte", "Hafen, Strand"), ["Hafen", "Strand"]),
        (("Etiquetas: puerto, playa",), ["puerto", "playa"]),
        (("Archivado en", "Puerto"), ["Puerto"]),
        (("Mots-clés : port, plage",), ["port", "plage"]),
        (("Labels: harbour, beach",), ["harbour", "beach"]),
        (("FILED UNDER", "Harbour, Beach"), ["Harbour", "Beach"]),
        (("More stories on", ("Harbour", Role.TAGS)), ["Harbour"]),
        (("More stories on", ("Harbour", Role.RELATED)), []),
        (("Read more about how the harbour was built",), []),
        (("Read more about the harbour, and who will pay",), []),
        (("In this article: how it was built, who pays, and what comes next.",), []),
        (("Mehr zum Thema", "So teuer wird der neue Hafen im Frühjahr"), []),
        (("#46: On Losing a Glove", "#45: On Swimming in Rain"), []),
        (("This entry was posted in Walks and tagged harbour, beach by Jane Roe. Bookmark the permalink.",), ["harbour", "beach"]),
        (("Posted in Walks, Town | Tagged harbour, beach | 3 Comments",), ["harbour", "beach"]),
        (("Filed Under: Walks, Town Tagged With: harbour",), ["harbour"]),
        (("Categories: Walks, Town", "Tags: harbour"), ["harbour"]),
        (("Filed under: Walks, Town", "Related tags:", "harbour, beach"), ["harbour", "beach"]),
        (("May 14, 2021 • 6 min read • harbour, beach",), ["harbour", "beach"]),
        (("May 14, 2021 • 6 min read • Jane Roe, Exampleton",), []),
        (("More about badges | Request a badge",), []),
        ((("More on Exampleton, Harbour News", Role.NAVIGATION),), []),
        (("Filed under", "Walks, Town", "Related tags:", "harbour, beach"), ["harbour", "beach"]),
        (("Tags: 15-minute, make-ahead, 7-minute read",), ["15-minute", "make-ahead"]),
    ],
)  # fmt: skip
def test_labels_in_several_languages_and_a_blogs_foot_lines_announce_tags_and_leads_to_articles_do_not(lines, told):
    assert answered(PROSE, MORE, *lines) == told


@pytest.mark.parametrize("line", ["Tags: harbour, beach", "Filed Under: Town Tagged With: harbour, beach"])
def test_a_label_with_its_tags_behind_it_ends_the_list(line):
    rows = ((line, Role.TAGS), ("Museum Hours", Role.TAGS), ("Opening Days", Role.TAGS))
    assert answered(PROSE, MORE, *rows) == ["harbour", "beach"]


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ("Tags: orange alert   harbour rain", ["orange alert", "harbour rain"]),
        ("Tags: [orange alert](/a) [harbour rain](/b)", ["orange alert", "harbour rain"]),
        ("Tags: orange alert, harbour   rain", ["orange alert", "harbour rain"]),
    ],
)
def test_runs_of_spaces_and_links_part_tags(whole, told):
    shown = re.sub(r"\]\([^)]*\)", lambda match: " " * len(match[0]), whole.replace("[", " "))
    places = [at for at, one in enumerate(shown) if one != " " or (at and shown[at - 1] != " ")]
    given = page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "x" * len(whole))
    start = given.text.rfind("x" * len(whole))
    line = replace(given.lines[-1], text="".join(shown[at] for at in places), places=tuple(start + at for at in places))
    sight = layout.read(replace(given, text=given.text[:start] + whole, lines=(*given.lines[:-1], line)))
    assert [text for text, _ in choice.find(Ranker({"bias": -9.0}, 0.5), sight, sight.rows[0])] == told


def test_a_row_without_marks_is_parted_by_the_tags_of_the_mark_up():
    line = "Tags: ferries island life walks"
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, line))
    claimed = frozenset({"ferries", "island life", "walks"})
    found = choice.find(Ranker({"bias": -9.0}, 0.5), sight, sight.rows[0], (), claimed)
    assert [text for text, _ in found] == ["ferries", "island life", "walks"]


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("Harbour, Exampleton, Climate", True),
        ("Harbour · Exampleton · Climate", True),
        ("Climate | Beach | Harbour", True),
        ("Climate | Beaches | Harbour", False),  # "Beaches" is not in it
        ("Boats, Beaches, Climate", False),  # none of it in the body
        ("Harbour, Exampleton", False),
        ("Jane Roe, Harbour, Exampleton Coffee", False),
        ("Harbour, Exampleton, and Climate", False),
        ("Harbour, Exampleton, Climate.", False),
        ("Harbour, Read, & Play", False),
        ("The harbour that we all knew once, Exampleton, Climate", False),
        ("Oslo / Bergen / Exampleton", False),  # one of it in the body
        ("Home / Harbour / Exampleton", False),
        ("Watch | Harbour | Exampleton", False),
        ("Harbour | News | Exampleton", False),
        ("Facebook | Harbour | Exampleton", False),
        ("Harbour | Exampleton | Share", False),
    ],
)
def test_names_right_below_the_body_of_which_it_has_two_are_its_tags(line, listed):
    sight = layout.read(page(("Plan passes", Role.TITLE), PROSE, MORE, (line, Role.OTHER), ("Share", Role.SHARE)))
    found = choice.find(Ranker(weights={"bias": -9.0}, threshold=0.5), sight, sight.rows[0])
    assert bool(found) is listed


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("Roe Works builds the harbour beside Doe Fields.", ["Beach", "Roe Works", "Doe Fields"]),
        ("Roe Works and Doe Fields is one firm of the harbour.", ["Beach", "Roe Works and Doe Fields"]),
        ("The harbour has other firms.", ["Beach", "Roe Works and Doe Fields"]),
    ],
)
def test_and_parts_the_last_two_tags_where_the_prose_has_each_by_itself(prose, told):
    line = "Tags: Beach, Roe Works and Doe Fields"
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), (f"{prose} {PROSE}", Role.BODY), MORE, line))
    assert next(list(one.parts) for one in listings.candidates(sight, None) if one.row.text == line) == told


def test_a_tag_with_a_comma_is_whole_where_the_mark_up_gives_it_so():
    line = "Roe, Jane, Harbour, Beach and Pier"
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, line))
    claimed = frozenset({"roe jane", "harbour", "beach", "pier"})
    found = next(one.parts for one in listings.candidates(sight, None, claimed) if one.row.text == line)
    assert found == ("Roe, Jane", "Harbour", "Beach", "Pier")


def test_below_the_first_of_an_announced_list_there_is_one_tag_a_row():
    lines = ("Related Tags", "Business", "Roe Allen Harbour Holding Corp")
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, "Roe", "Allen", "Holding", *lines))
    found = [one.parts for one in listings.candidates(sight, None) if one.row.text == lines[-1]]
    assert found == [("Roe Allen Harbour Holding Corp",)]


LINKS = frozenset({"harbour", "residents", "town council", "ferries", "jane roe"})


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Residents", "Harbour", "Town council"), ["Residents", "Harbour", "Town council"]),
        (("Harbour | Residents",), ["Harbour", "Residents"]),
        (("Harbour", "Jane Roe"), ["Harbour", "Jane Roe"]),
        (("Harbour",), []),
        (("Ferries", "Town council"), []),
        (("Harbour", "Weather"), []),
    ],
)
def test_links_to_tags_below_the_body_that_it_speaks_of_are_its_tags(lines, told):
    body = "Residents of the harbour have said what they think of the plan that was made for them."
    sight = layout.read(page(("Plan passes", Role.TITLE), (body, Role.BODY), (body, Role.BODY), *lines))
    found = choice.find(Ranker({}, 0.9), sight, sight.rows[0], ("Jane Roe",), LINKS, LINKS)
    assert [text for text, _ in found] == told


@pytest.mark.parametrize(
    "line", ["More NFL", "More Town News", "Transcript", "FollowFollowingUnfollowJane Roe", "PrintEmail"]
)
def test_links_and_buttons_beside_tags_are_none(line):
    sight = layout.read(page(("Plan passes", Role.TITLE), PROSE, MORE, "Tags", "harbour", line))
    assert [text for text, row in choice.find(Ranker({}, 0.1), sight, sight.rows[0]) if row.index > 2] == ["harbour"]


@pytest.mark.parametrize("line", ["Moreland", "PrintWorks", "Transcripts of the town"])
def test_tags_that_begin_like_a_button_are_tags(line):
    sight = layout.read(page(("Plan passes", Role.TITLE), PROSE, MORE, "Tags", "harbour", line))
    assert [text for text, row in choice.find(Ranker({}, 0.1), sight, sight.rows[0]) if row.index > 2][1:]


def test_the_spaces_of_names_that_run_together_stand_within_them():
    lines = ("trump", "election", "2016", "TAGSdonald trumpelection 2016JANE ROE")
    sight = layout.read(page(("Donald Trump", Role.TITLE), PROSE, MORE, "donald", "JANE", "ROE", *lines))
    found = next(one.parts for one in listings.candidates(sight, None) if one.row.text == lines[-1])
    assert found == ("donald trump", "election 2016", "JANE ROE")


def test_a_page_has_so_many_long_rows_parted_and_no_more():
    line = "Exampletoncouncilharbourbeach" + "townresidents" * 2
    rows = [(line + "work" * n, Role.TAGS) for n in range(1, listings.MOST_PARTED + 9)]
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, *rows))
    found = [one for one in listings.candidates(sight, sight.rows[0]) if len(one.parts) > 1]
    assert 0 < len(found) <= listings.MOST_PARTED


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("In Town Life Tags harbour, which ferry should i take to the beach in winter, sea, pier, oak", 5),
        ("In Town Life Tags harbour, sea", 2),
        ("In 2020 price tags rose, said Roe, and fell", 0),
        ("In spring the Tags of Exampleton, a band, play", 0),
    ],
)
def test_the_foot_of_a_post_that_names_its_section_and_its_tags(line, told):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, line))
    assert len(choice.find(Ranker({"bias": -9.0}, 0.5), sight, sight.rows[0])) == told


def test_facts_of_a_dish_that_end_the_body_are_no_tags():
    line = "Serving: 20g, Calories: 132kcal, Fat: 5g, Fiber: 1g"
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), PROSE, MORE, (line, Role.BODY)))
    assert choice.find(Ranker({"bias": -9.0}, 0.5), sight, sight.rows[0]) == ()
