"""Captions are told by the credit below them or the label above; prose beside a line that only looks like one is not."""

import pytest

from service.enrichment.body import captions
from service.enrichment.types import Line, Role, Span

PROSE = "The council voted on Tuesday to close the old market, saying that repairs to the roof would cost too much for the town."
CAPTION = "Traders pack up their stalls at the old market."


def roles(*lines, suspicion=0.3):
    """Return the roles that lines get; a bare text is body for sure, and one with a role has it."""
    pairs = [(one, Role.BODY) if isinstance(one, str) else one for one in lines]
    read = [Line(Span(0, len(text)), text, role) for text, role in pairs]
    return [line.role for line in captions.mark(read, [suspicion] * len(read))]


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Jane Roe",
        "Photograph: Jane Roe/The Beacon",
        "Photo by Jane Roe",
        "PHOTO CREDIT: JANE ROE",
        "Image source: Beacon archive",
        "Image courtesy of the Exampleton museum",
        "(Photo: Jane Roe)",
        "* Credit: Jane Roe",
        "Courtesy: Jane Roe",
        "Jane Roe/Reuters",
        "Jane Roe / AFP",
        "Jane Roe via Getty Images",
        "Jane Roe | Shutterstock",
        "JANE ROE, ALAMY",
        "Getty Images",
        "AP Photo/Jane Roe",
        "(AP Photo/Jane Roe, File)",
    ],
)
def test_a_short_sentence_above_a_credit_is_a_caption(credit):
    assert roles(PROSE, CAPTION, (credit, Role.CAPTION), PROSE) == [Role.BODY, Role.CAPTION, Role.CAPTION, Role.BODY]


@pytest.mark.parametrize(
    ("line", "below", "role"),
    [
        (CAPTION, "Reuters was first to report the vote", Role.RELATED),
        (CAPTION, "Jane Roe", Role.BYLINE),
        (CAPTION, "Photographs will be shown in May", Role.OTHER),
        (CAPTION, "Image", Role.OTHER),
        (CAPTION, "Traders on Monday. Photograph: Jane Roe/AP", Role.CAPTION),
        (CAPTION, "Traders on Monday | Reuters", Role.CAPTION),
        (CAPTION, "Image: traders at the market on Monday", Role.CAPTION),
        (f"{PROSE} {CAPTION}", "Photo: Jane Roe", Role.CAPTION),
        ("- Bring your own bags", "Photo: Jane Roe", Role.CAPTION),
    ],
)
def test_prose_stays_above_what_is_no_credit_and_lists_and_long_lines_stay_above_one(line, below, role):
    assert roles(PROSE, line, (below, role)) == [Role.BODY, Role.BODY, role]


def test_headings_and_credits_that_belong_to_the_body_are_left_alone():
    assert roles(PROSE, ("The market", Role.HEADING), ("Photo: Jane Roe", Role.CAPTION))[1] is Role.HEADING
    assert roles(PROSE, CAPTION, "Photo: Jane Roe", PROSE) == [Role.BODY] * 4


@pytest.mark.parametrize("label", ["Image caption,", "Image caption", "Photo caption:", "Caption:"])
def test_what_stands_below_a_label_is_the_caption(label):
    assert roles(PROSE, (label, Role.CAPTION), CAPTION, PROSE) == [Role.BODY, Role.CAPTION, Role.CAPTION, Role.BODY]


def test_a_line_above_a_credit_before_all_prose_is_left_to_the_labeller():
    assert roles(("Market to close", Role.TITLE), CAPTION, ("Photo: Jane Roe", Role.CAPTION), PROSE)[1] is Role.BODY


def test_a_credit_with_a_label_below_belongs_to_the_caption_below():
    page = (PROSE, CAPTION, ("Photo: Jane Roe", Role.CAPTION), ("Image caption,", Role.CAPTION), "The market", PROSE)
    assert roles(*page)[1] is Role.BODY


@pytest.mark.parametrize(
    "credit", ["Getty Images", "Photo: Jane Roe", "Jane Roe/Reuters", "Image: the market on Monday"]
)
def test_prose_above_a_credit_stays_where_the_labeller_does_not_doubt_it(credit):
    page = (PROSE, CAPTION, (credit, Role.CAPTION), ("The market on Monday", Role.CAPTION), PROSE)
    assert roles(*page, suspicion=0.05)[1] is Role.BODY


@pytest.mark.parametrize(
    "end",
    [
        " - AFP",
        " — Reuters",
        " © Bloomberg",
        ". © Jane Roe",
        ". JANE ROE/The Canadian Press",
        " Jane Roe/Reuters",
        ". Jane Roe/AFP/Getty Images",
        ". (Jane Roe/Reuters)",
        ". [AFP]",
        ".—APP",
        ".—AFP",
        ". Jane Roe AP",
        " Jane Roe AP",
    ],
)
def test_a_sentence_above_the_prose_that_ends_in_who_took_a_picture_is_a_caption(end):
    assert roles(CAPTION.removesuffix(".") + end, PROSE, PROSE, suspicion=0) == [Role.CAPTION, Role.BODY, Role.BODY]


@pytest.mark.parametrize(
    "line",
    [
        CAPTION,
        "The market will close in May, the council tells Reuters",
        "The town wins a prize - Report",
        "Traders of the old market and/or the council will pay",
        "The council met at the market, as seen in the film The Town - Part Two",
    ],
)
def test_a_sentence_above_the_prose_that_ends_otherwise_stays(line):
    assert roles(line, PROSE, PROSE, suspicion=0)[0] is Role.BODY


def test_a_paragraph_that_an_agency_signs_stays_below_the_prose_and_at_its_end():
    assert roles(PROSE, f"{CAPTION} - AFP", PROSE, suspicion=0) == [Role.BODY] * 3
    assert roles("The market", f"{PROSE} - AFP", suspicion=0) == [Role.BODY] * 2


def test_below_the_prose_a_person_and_an_agency_end_a_caption():
    assert roles(PROSE, f"{CAPTION} Jane Roe/Reuters", PROSE, suspicion=0)[1] is Role.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "Steam over the old mill (Photo: Jane Roe)",
        "The mill seen from the river. Photo: Jane Roe",
        "The mayor at the mill on Tuesday. Picture: JANE ROE",
        "The mill, which opened in 1968. Image: Supplied",
        "The mill in January. Photograph: Jane Roe/The Beacon",
        "The mill seen on Friday. Photo: Jane van der Roe, Exampleton Times",
        "The mill in 2019. PHOTO: BEACON FILE",
        "The mill is to close next winter. File photo",
        "The mill seen from the river. — EB/EBS Photo",
        "The mill is clearly visible from the air. ABC/DEFG/HIJK",
        "The mill, seen on Monday. / J. Roe",
        "The mayor speaks to reporters. (Jane Roe/Exampleton Times)",
        "The mayor, who wants the mill to close. Credit: Jane Roe",
        "The mill at the river | Photo Credit: Jane Roe",
        "The mill at the river Photo by Jane Roe",
        "The mill at the river. Photo courtesy of the Exampleton Museum",
        "The mill at the river. Foto: Jane Roe/dpa",
        "The mill at the river. courtesy of Exampleton Museum",
        "The mill at the river (courtesy of Exampleton Museum)",
        "The mill at the river. Photos: Jane Roe",
        "(Photo: Jane Roe) The mill at the river",
    ],
)
@pytest.mark.parametrize("role", [Role.TITLE, Role.BYLINE, Role.HEADING, Role.BODY, Role.SECTION])
def test_words_with_a_labelled_credit_are_a_caption_though_the_labeller_says_otherwise(line, role):
    head = ("Exampleton to close its old mill", Role.TITLE)
    assert roles(head, (line, role), PROSE, PROSE, suspicion=0.1)[1] is Role.CAPTION
    assert roles(head, PROSE, (line, role), PROSE, suspicion=0.1)[2] is Role.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "Review: Photo: Jane Roe",
        "Review of the year: Photo: Jane Roe",
        "The town's year in pictures: Jane Roe",
        "A life in Photos: Jane Roe",
        "The big picture: Why Exampleton votes",
        "Best picture: Jane Roe wins again in the town",
        "The winning photo by Jane Roe",
        "By Jane Roe in the town. Photos by John Doe",
        "Words by Jane Roe, photos by John Doe",
        "Source: figures of the council | Image Credit: Jane Roe",
        "12 March 2021 | Photo: Jane Roe",
        "Jane Roe, Exampleton Times. Photo: John Doe",
        "2. Scindapsus aureus the climber (Golden Pothos / Ivy)",
        "The town votes on the mill (Exampleton/Utopia)",
        "Town drew level before half-time, courtesy of John Doe.",
        "The second comes from the north, courtesy of Exampleton City Council.",
        "Five looks to copy, courtesy of Roe",
        "A day in the life of a ferry – Photos by Jane Roe",
        "Spring fair draws thousands (Photos: Jane Roe)",
        "Her latest book is a guide to the coast path (photographs by John Doe).",
        "The film opens on Friday with a score by Ann Lee, pictures by John Doe.",
        "It opens on Friday with a score by Ann Lee, picture by John Doe.",
        "“Running up the long hill” / Jane Roe",
        "A public meeting will be held on Thursday at 7 p.m. / Town Hall",
        "Spring fair with rides and stalls, from 10 A.M. / Market Square",
        "The final begins on Friday at 7 P.M. EST/EDT",
        "The town bought its buses for the line to EB/EBS",
        "(Photo by Jane Roe) EXAMPLETON — The council voted on Monday to close the mill.",
        f"[Image: Exampleton Council] {PROSE} The vote was seven to two.",
    ],
)
def test_headlines_bylines_and_sentences_with_such_words_stay(line):
    assert not captions.begins_or_ends_in_credit(line)


def test_what_is_surely_body_and_what_a_credit_is_glued_to_stay_if_the_labeller_suspects_nothing():
    line, glued = "The mayor asked who would pay. Credit: Moody's", "(Photo: Jane Roe) The council voted on Monday."
    assert roles(PROSE, line, PROSE, suspicion=0.01)[1] is Role.CAPTION
    assert roles(PROSE, line, PROSE, suspicion=0.001)[1] is Role.BODY
    assert roles(PROSE, glued, PROSE, suspicion=0.09)[1] is Role.BODY


def test_a_byline_that_names_who_took_the_pictures_stays():
    line = ("Jane Roe, health editor. Pictures: John Doe", Role.BYLINE)
    assert roles(line, PROSE, PROSE, suspicion=0.05)[0] is Role.BYLINE


def test_of_two_headlines_the_one_with_a_credit_is_a_caption():
    heads = ("Exampleton to close its old mill", Role.TITLE), ("The mill at the river. Photo: Jane Roe", Role.TITLE)
    assert roles(*heads, PROSE, PROSE, suspicion=0)[:2] == [Role.TITLE, Role.CAPTION]


def test_the_only_headline_and_other_articles_captions_stay():
    line = "Winter in the old town | Photo by Jane Roe"
    assert roles((line, Role.TITLE), PROSE, PROSE)[0] is Role.TITLE
    assert roles(PROSE, (line, Role.RELATED), PROSE)[1] is Role.RELATED


def test_a_labelled_credit_behind_the_last_paragraph_is_left_to_the_labeller():
    assert roles(PROSE, "The mill at the river. Photo: Jane Roe", suspicion=0) == [Role.BODY] * 2
