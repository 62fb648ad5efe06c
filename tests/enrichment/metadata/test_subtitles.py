"""A standfirst is looked for in the rows beside the headline; what the prose below looks like speaks for it."""

import pytest

from service.enrichment.metadata import layout, subtitles
from service.enrichment.types import Role
from tests.enrichment.metadata.pages import MORE, PROSE, page

HEAD = ("Harbour plan passes", Role.TITLE)
SUM = "Residents fear for their beach"


def found(*lines, described=None):
    sight = layout.read(page(*lines))
    headline = next(row for row in sight.rows if row.text == HEAD[0])
    return {one.row.text: set(one.features) for one in subtitles.candidates(sight, headline, described)}


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ((HEAD, ("By Jane Roe", Role.BYLINE), SUM, ("Jane Roe", Role.BYLINE), PROSE, MORE), False),
        ((HEAD, ("May 3, 2021", Role.DATE), SUM, ("By Jane Roe", Role.BYLINE), PROSE, MORE), False),
        ((HEAD, ("By Jane Roe", Role.BYLINE), SUM, ("May 3, 2021", Role.DATE), PROSE, MORE), True),
        ((HEAD, SUM, ("By Jane Roe", Role.BYLINE), PROSE, MORE), True),
        ((HEAD, (SUM, Role.BYLINE), PROSE, MORE), False),
    ],
)
def test_what_stands_between_a_date_and_a_byline_or_is_one_is_no_standfirst(lines, kept):
    assert (SUM in found(*lines)) is kept


@pytest.mark.parametrize("credit", ["(Supplied: Rural Fire Service)", "Source: Harbour Board", "Credit: Jane Roe"])
def test_what_stands_above_a_credit_is_a_caption(credit):
    lines = (HEAD, ("By Jane Roe", Role.BYLINE), (SUM, Role.OTHER), (credit, Role.CAPTION), PROSE, MORE)
    assert SUM not in found(*lines)


@pytest.mark.parametrize(
    "line",
    [
        "4.8 from 112 votes",
        "Rating: 4.5 based on 30 reviews",
        "On Behalf of Roe, Doe & Partners LLP",
        "News provided by Exampleton Foods",
        "Residents walk on their beach © Jane Roe",
        "Residents walk on their beach. JANE ROE/The Canadian Press",
        "This post may contain affiliate links. Please check our privacy and disclosure policy.",
        "Our stories may have affiliate links",
        "This page includes some sponsored links.",
        "Purchases made through links earn us a small commission.",
    ],
)
def test_ratings_senders_and_owned_captions_are_no_standfirsts(line):
    assert line not in found(HEAD, line, ("By Jane Roe", Role.BYLINE), PROSE, MORE)


@pytest.mark.parametrize(
    "line",
    [
        "On behalf of the town, she asks for more",
        "4 from the harbour speak of the vote",
        "The paper has a sister in Exampleton, and its readers know",
        "How an affiliate of the harbour company bought the beach",
        "Agents earn huge commissions on flats at the harbour",
        "The harbour has three sponsored teams and no pool",
    ],
)
def test_sentences_that_begin_like_a_note_may_be_standfirsts(line):
    assert line in found(HEAD, line, ("By Jane Roe", Role.BYLINE), PROSE, MORE)


def test_empty_bullets_between_headline_and_standfirst_are_passed_over():
    bullets = ["*", "1.", "2.", "3."] * 6
    assert SUM in found(HEAD, *bullets, SUM, PROSE, MORE)


def test_rows_of_words_push_it_out_of_sight():
    assert SUM not in found(HEAD, *(f"Button {word}" for word in "abcdefghijklmnop"), SUM, PROSE, MORE)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((HEAD, SUM, "By Jane Roe", PROSE, MORE), "signed-below:False"),
        ((HEAD, SUM, ("By Jane Roe", Role.BYLINE), PROSE, MORE), "signed-below:True"),
        ((HEAD, ("By Jane Roe", Role.BYLINE), (SUM, Role.BODY), PROSE, MORE), "signed-above"),
        ((HEAD, (SUM, Role.BODY), ("Why it matters", Role.HEADING), PROSE, MORE), "heading-below"),
        ((HEAD, SUM, "Read more", PROSE, MORE), "below-other:True"),
        ((HEAD, SUM, PROSE, MORE), "size:1"),
    ],
)
def test_what_stands_around_a_row_is_told(lines, told):
    assert told in found(*lines)[SUM]


@pytest.mark.parametrize(
    ("described", "told"),
    [
        (frozenset({layout.fold(PROSE)}), "described:as-is"),
        (frozenset({layout.fold(PROSE)[:60]}), "described:part"),
        (frozenset({"another page of this site altogether, with other words"}), "described:otherwise"),
        (frozenset(), "described:none"),
    ],
)
def test_the_mark_ups_description_is_held_against_a_row(described, told):
    assert told in found(HEAD, PROSE, MORE, described=described)[PROSE]


def test_text_has_no_description():
    assert not any(one.startswith("described") for one in found(HEAD, PROSE, MORE)[PROSE])


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, ("By Jane Roe", Role.BYLINE), (SUM, Role.CAPTION), "0:42", (SUM, Role.CAPTION), PROSE, MORE),
        (HEAD, ("By Jane Roe", Role.BYLINE), (SUM, Role.RELATED), "0:42", PROSE, MORE),
        (HEAD, ("May 3, 2021", Role.DATE), (SUM, Role.TITLE), "Share", PROSE, MORE),
        (HEAD, SUM, "(Credit: Jane Roe)", PROSE, MORE),
        (HEAD, SUM, "HIDE CAPTION", PROSE, MORE),
        (HEAD, SUM, "Photo by Jane Roe", PROSE, MORE),
        (HEAD, (SUM, Role.NEWSLETTER), PROSE, MORE),
        (HEAD, (SUM, Role.SHARE), PROSE, MORE),
    ],
)
def test_the_words_under_a_picture_and_links_below_the_byline_are_no_standfirst(lines):
    assert SUM not in found(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, SUM, ("By Jane Roe", Role.BYLINE), PROSE, MORE),
        (HEAD, ("By Jane Roe", Role.BYLINE), (SUM, Role.CAPTION), PROSE, MORE),
        (HEAD, ("By Jane Roe", Role.BYLINE), (SUM, Role.TITLE), PROSE, MORE),
        (HEAD, ("By Jane Roe", Role.BYLINE), (SUM, Role.BODY), "Credit: Jane Roe", PROSE, MORE),
        (HEAD, SUM, *(f"Button {word}" for word in "abcde"), SUM, PROSE, MORE),
    ],
)
def test_a_row_above_the_byline_or_right_above_the_prose_may_be_a_standfirst(lines):
    assert SUM in found(*lines)


@pytest.mark.parametrize(
    "line",
    [
        "EXAMPLETON, May 3 (AP) — Residents fear for their beach",
        "Residents walk on their beach (Associated Press)",
        "Home News Harbour plan passes",
    ],
)
def test_a_dateline_an_agencys_caption_and_a_row_of_crumbs_are_no_standfirst(line):
    assert line not in found(line, HEAD, PROSE, MORE)
    assert line not in found(HEAD, line, PROSE, MORE)


@pytest.mark.parametrize(("role", "kept"), [(Role.SUBTITLE, True), (Role.CAPTION, False), (Role.OTHER, False)])
def test_a_row_above_a_credit_is_a_caption_unless_it_is_read_as_a_standfirst_right_below_the_date(role, kept):
    date, credit = ("May 3, 2021", Role.DATE), ("Photo by Jane Roe", Role.CAPTION)
    assert (SUM in found(HEAD, date, (SUM, role), credit, PROSE, MORE)) is kept
    assert SUM not in found(HEAD, ("Town", Role.SECTION), (SUM, role), credit, PROSE, MORE)


@pytest.mark.parametrize("paper", [" - The Exampleton Beacon", " | Beacon"])
def test_the_headline_again_without_the_papers_name_is_no_standfirst(paper):
    again = "Harbour plan passes after a long night of talks"
    sight = layout.read(page((again + paper, Role.TITLE), again, ("By Jane Roe", Role.BYLINE), PROSE, MORE))
    headline = next(row for row in sight.rows if row.text == again + paper)
    assert not any(one.row.text == again for one in subtitles.candidates(sight, headline))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Mayor: ‘We feel what having no beach is like’", False),
        ("Mayor: ‘We feel what having no harbour is like’", True),
    ],
)
def test_a_row_of_the_headlines_own_words_is_no_standfirst(line, kept):
    title = "Mayor says town lost its calm: ‘We feel what having no beach is like’"
    sight = layout.read(page((title, Role.TITLE), line, ("By Jane Roe", Role.BYLINE), PROSE, MORE))
    assert any(one.row.text == line for one in subtitles.candidates(sight, sight.rows[0])) is kept


@pytest.mark.parametrize(
    "line",
    [
        "Chat with us in Messenger. Find out what happens in the town.",
        "Follow us on Exampleton's channel for more",
        "Get the latest from the harbour in your inbox",
        "Download our free app to read more",
        "The Beacon is a letter about harbours. Want it every Sunday? Subscribe below!",
        "News of the harbour in one letter. Please sign up here.",
        "All about beaches: join us today",
        "I respect your privacy and you won't get spam.",
        "No spam, only harbours.",
        "Unsubscribe at any time with one click",
        "Skip Article Header. Skip to: Start of Article.",
    ],
)
def test_what_asks_readers_to_come_along_is_no_standfirst(line):
    assert line not in found(HEAD, line, ("By Jane Roe", Role.BYLINE), PROSE, MORE)


@pytest.mark.parametrize(
    "line",
    [
        "Follow the harbour's year from plan to vote",
        "Get ready for a summer without the beach",
        "Some residents now subscribe to a harbour of their own",
        "We respect the sea, says council",
        "Skip the beach this summer, residents are told",
        "Find out what the harbour plan means for residents",
        "Analysis: what the plan means for the town",
        "Like us, gulls will not leave a harbour where they were born",
        "Find us a place to moor, crews tell the council",
        "Support us or lose us, say the crews of the harbour",
        "Get the right tide app for your phone before you sail",
        "Download the town's parking app and you agree to be followed",
        "Volunteers clean the beach every Sunday. Join in!",
    ],
)
def test_an_imperative_may_be_a_standfirst(line):
    assert line in found(HEAD, line, ("By Jane Roe", Role.BYLINE), PROSE, MORE)


@pytest.mark.parametrize("label", ["Highlights", "Story highlights:", "KEY POINTS", "At a glance"])
def test_the_articles_points_are_no_standfirst(label):
    lines = found(HEAD, label, SUM, "The council votes in May after all", ("By Jane Roe", Role.BYLINE), PROSE, MORE)
    assert SUM not in lines
    assert "The council votes in May after all" not in lines


def test_a_list_of_properties_is_no_standfirst_but_a_label_above_one_may_stand_in_it():
    properties = ("Skis: Exampleton Outline", "Length of the skis: 178 cm")
    assert not set(properties) & found(HEAD, *properties, PROSE, MORE).keys()
    assert "Explainer: who wants the harbour" in found(
        ("Harbour: plan passes", Role.TITLE), HEAD, "Explainer: who wants the harbour", PROSE, MORE
    )
    assert "Explained: who wants the harbour" in found(
        HEAD, "Explained: who wants the harbour", "Photograph: John Doe/Exampleton Times", PROSE, MORE
    )


@pytest.mark.parametrize(
    ("below", "kept"), [("(Exampleton Athletics)", False), ("(5 minutes)", True), ("(Subscriber Exclusive)", True)]
)
def test_a_row_in_brackets_with_whose_picture_it_is_ends_a_caption(below, kept):
    assert (SUM in found(HEAD, (SUM, Role.SUBTITLE), (below, Role.CAPTION), PROSE, MORE)) is kept


@pytest.mark.parametrize(("above", "kept"), [(("May 3, 2021", Role.DATE), True), (("By Jane Roe", Role.BYLINE), False)])
def test_what_looks_like_a_standfirst_right_above_the_byline_is_one_with_the_day_above_it(above, kept):
    lines = (HEAD, above, (SUM, Role.SUBTITLE), ("By Jane Roe", Role.BYLINE), PROSE, MORE)
    assert (SUM in found(*lines)) is kept
