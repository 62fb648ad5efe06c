"""Names are read out of every usual byline, and out of nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.metadata import dates, layout
from service.enrichment.metadata.bylines import authors, persons
from service.enrichment.types import Line, Page, Role, Source, Span
from tests.enrichment.metadata.pages import MORE, PROSE, page


def page_of(*lines, role=Role.OTHER):
    text = "\n".join(lines)
    found, start = [], 0
    for line in lines:
        found.append(Line(Span(start, start + len(line)), line, role))
        start += len(line) + 1
    return Page(source=Source(text=text), text=text, lines=tuple(found))


def read(*lines):
    sight = layout.read(page_of(*lines))
    dated = frozenset(row.index for row in sight.rows if dates.find(row.text))
    found = authors.candidates(sight, None, dated)
    return next((byline.names for byline in found), ())


ACCEPTED = [
    ("By Jane Roe", ["Jane Roe"]),
    ("by Jane Roe", ["Jane Roe"]),
    ("Interview by Jane Roe", ["Jane Roe"]),
    ("Analysis by Jane Roe", ["Jane Roe"]),
    ("Jane O'Roe and agencies", ["Jane O'Roe"]),
    ("By Jane Roe, John Doe and staff", ["Jane Roe", "John Doe"]),
    ("BY JANE ROE", ["Jane Roe"]),
    ("By: Jane Roe", ["Jane Roe"]),
    ("By Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
    ("By Jane Roe & John Doe", ["Jane Roe", "John Doe"]),
    ("By Jane Roe, John Doe and Mary Major", ["Jane Roe", "John Doe", "Mary Major"]),
    ("By Jane Roe, John Doe, and Mary Major", ["Jane Roe", "John Doe", "Mary Major"]),
    ("By Jane Roe with John Doe", ["Jane Roe", "John Doe"]),
    ("By JANE ROE AND JOHN O'HARA", ["Jane Roe", "John O'Hara"]),
    ("Written by Jane Roe", ["Jane Roe"]),
    ("Written By: Jane Roe", ["Jane Roe"]),
    ("Posted by Jane Roe on March 4, 2021", ["Jane Roe"]),
    ("Posted on March 4, 2021 by Jane Roe", ["Jane Roe"]),
    ("Story by Jane Roe", ["Jane Roe"]),
    ("Words by Jane Roe", ["Jane Roe"]),
    ("Article by Jane Roe", ["Jane Roe"]),
    ("Report by Jane Roe", ["Jane Roe"]),
    ("Author: Jane Roe", ["Jane Roe"]),
    ("Author - Jane Roe", ["Jane Roe"]),
    ("Authors: Jane Roe, John Doe", ["Jane Roe", "John Doe"]),
    ("Text: Jane Roe", ["Jane Roe"]),
    ("Words Jane Roe", ["Jane Roe"]),
    ("WORDS Jane Roe", ["Jane Roe"]),
    ("Text Jane Roe Photos John Doe", ["Jane Roe"]),
    ("Par Jane Roe avec AFP", ["Jane Roe"]),
    ("By Jane Roe and John Doe, Exampleton Ledger", ["Jane Roe", "John Doe"]),
    ("By Jane Roe and Xiu Sun", ["Jane Roe", "Xiu Sun"]),
    ("Von Hanna Müller", ["Hanna Müller"]),
    ("Par Claire Dubois", ["Claire Dubois"]),
    ("Par Claire Dubois Publié aujourd’hui à 13h59, mis à jour à 15h25", ["Claire Dubois"]),
    ("Par Claire Dubois mis à jour à 15h25", ["Claire Dubois"]),
    ("Von Hanna Müller Veröffentlicht am Montag", ["Hanna Müller"]),
    ("Por María García Actualizado a las 10:15", ["María García"]),
    ("Door Pieter de Vries Bijgewerkt om 10:15", ["Pieter de Vries"]),
    ("Jane RoeContact Reporter", ["Jane Roe"]),
    ("Jane RoeStaff Writer", ["Jane Roe"]),
    ("Jane RoeThe Post", ["Jane Roe"]),
    ("Jane RoeSenior Editor", ["Jane Roe"]),
    ("Jane Roe Contact Reporter", ["Jane Roe"]),
    ("Jane McEditor", ["Jane McEditor"]),
    ("Jane DeSpecial", ["Jane DeSpecial"]),
    ("Por María García", ["María García"]),
    ("Di Paolo Rossi", ["Paolo Rossi"]),
    ("Door Pieter de Vries", ["Pieter de Vries"]),
    ("By Jane Roe, Political Correspondent", ["Jane Roe"]),
    ("By Jane Roe, Senior Editor", ["Jane Roe"]),
    ("By Jane Roe, Reuters", ["Jane Roe"]),
    ("By Jane Roe, AFP", ["Jane Roe"]),
    ("By Jane Roe in Paris", ["Jane Roe"]),
    ("By Jane Roe for The Gazette", ["Jane Roe"]),
    ("By Jane Roe, PhD", ["Jane Roe"]),
    ("By Jane Roe, MD, MPH", ["Jane Roe"]),
    ("By Dr. Jane Roe", ["Jane Roe"]),
    ("By Prof. Jane Roe", ["Jane Roe"]),
    ("By Jane Roe | March 4, 2021", ["Jane Roe"]),
    ("By Jane Roe • 5 min read", ["Jane Roe"]),
    ("By Jane Roe March 4, 2021", ["Jane Roe"]),
    ("By Jane Roe Published March 4, 2021", ["Jane Roe"]),
    ("By Jane RoePublished: March 4, 2021", ["Jane Roe"]),
    ("By Jane RoeUpdated March 4, 2021", ["Jane Roe"]),
    ("ByJane Roe", ["Jane Roe"]),
    ("By Jane Roe. Reviewed by John Doe, MD", ["Jane Roe"]),
    ("By Jane Roe Thursday, March 4, 2021", ["Jane Roe"]),
    ("By Jane Roe Senior Political Correspondent", ["Jane Roe"]),
    ("Jane Roe Senior Political Correspondent", ["Jane Roe"]),
    ("Jane Roe Staff Writer", ["Jane Roe"]),
    ("By Jane Roe ● March 4, 2021 ● 5 min read", ["Jane Roe"]),
    ("By Jane Roe ⋅ Founder and Editor-in-Chief", ["Jane Roe"]),
    ("By Jane Roe · Published March 4, 2021", ["Jane Roe"]),
    ("By Jane Roe / The Gazette", ["Jane Roe"]),
    ("By Jane Roe, Associated Press", ["Jane Roe"]),
    ("By Jane Roe and John Doe, Reuters", ["Jane Roe", "John Doe"]),
    ("By Sir Jane Roe", ["Jane Roe"]),
    ("By JANE ROE and JOHN DOE", ["Jane Roe", "John Doe"]),
    ("By J.K. Roe", ["J.K. Roe"]),
    ("By Jane A. Roe", ["Jane A. Roe"]),
    ("By Mary-Ann St. John", ["Mary-Ann St. John"]),
    ("By Jean-Luc O’Neill", ["Jean-Luc O’Neill"]),
    ("By Ludwig van der Berg", ["Ludwig van der Berg"]),
    ("By Sofía de la Cruz", ["Sofía de la Cruz"]),
    ("By the Gazette Team", ["the Gazette Team"]),
    ("By Staff", []),
    ("By Gazette Staff", ["Gazette Staff"]),
    ("By janeroe77", ["janeroe77"]),
    ("March 4, 2021 | By Jane Roe", ["Jane Roe"]),
    ("Jane Roe | March 4, 2021", ["Jane Roe"]),
    ("March 4, 2021 · Jane Roe", ["Jane Roe"]),
    ("Jane Roe, March 4, 2021", ["Jane Roe"]),
    ("Jane Roe", ["Jane Roe"]),
    ("Jane Roe, Contributor", ["Jane Roe"]),
    ("Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
    ("Jane Roe is a freelance writer based in Ohio.", ["Jane Roe"]),
    ("About Jane Roe", ["Jane Roe"]),
    ("View all posts by Jane Roe", ["Jane Roe"]),
    ("More from Jane Roe", ["Jane Roe"]),
    ("By Jane Roe By Jane Roe May 15 Follow @jroe", ["Jane Roe"]),
    ("Harbour Desk By Harbour Desk The Gazette", ["Harbour Desk"]),
    ("By Jane Roe March 18 at 3:57 PM", ["Jane Roe"]),
    ("By Jane Roe 18 March at 3:57 PM", ["Jane Roe"]),
    ("3/4/2021 7:11 AM PST BY JANE ROE", ["Jane Roe"]),
    ("3/4/2021 7:11 AM PST BY GAZETTE STAFF", ["Gazette Staff"]),
    ("By John Doe Jr.", ["John Doe Jr."]),
    ("By John Doe, Jr., and Jane Roe", ["John Doe Jr.", "Jane Roe"]),
    ("By John Doe III", ["John Doe III"]),
    ("By Jane Roe, MA", ["Jane Roe"]),
    ("By Jane Roe, Example Foundation", ["Jane Roe"]),
    ("By Jane Roe Associated Press", ["Jane Roe"]),
    ("By Jane Roe Bloomberg", ["Jane Roe"]),
    ("By Jane R. Bloomberg", ["Jane R. Bloomberg"]),
    ("By Jane Roe Example News", ["Jane Roe"]),
    ("By Jane Roe The Gazette", ["Jane Roe"]),
    ("(By Jane Roe) Enditem/", ["Jane Roe"]),
    ("By Richard (R.J.) Roe", ["Richard (R.J.) Roe"]),
    ("By Jane Roe (Reuters)", ["Jane Roe"]),
    ("/ Jane Roe / 10:08 am Fri Jul 19, 2013", ["Jane Roe"]),
    ("Jane Roe Education editor", ["Jane Roe"]),
    ("By Jane Roe Foreign Affairs Correspondent", ["Jane Roe"]),
    ("By Jane Roe Founder & Lead Reviewer", ["Jane Roe"]),
    ("GBN Harbour Desk", ["GBN Harbour Desk"]),
    ("By: Harbour EMEA", ["Harbour EMEA"]),
    ("By Dr. Jane Roe \\- Mar 27, 2024", ["Jane Roe"]),
    ("By Jane McDonald", ["Jane McDonald"]),
    ("By South Gate Review Board", ["South Gate Review Board"]),
    ("By Jane Roe of the Exampleton Gazette", ["Jane Roe"]),
    ("Jane Roe, Exampleton Herald", ["Jane Roe"]),
    ("By Jane Roe in Exampleton and John Doe in London", ["Jane Roe", "John Doe"]),
    ("By Jane Roe in Exampleton, John Doe in London and Mary Major in Paris", ["Jane Roe", "John Doe", "Mary Major"]),
    ("Jane Roe | John Doe", ["Jane Roe", "John Doe"]),
    ("Jane Roe and Agence France-Presse", ["Jane Roe"]),
    ("Jane Roe jroe@example.org", ["Jane Roe"]),
    ("Jane Roe reports", ["Jane Roe"]),
    ("Opinion by Jane Roe", ["Jane Roe"]),
    ("Reporter: Jane Roe", ["Jane Roe"]),
    ("Interview: Jane Roe", ["Jane Roe"]),
    ("BYLINE: JANE ROE", ["Jane Roe"]),
    ("By Chua Min Li", ["Chua Min Li"]),
    ("By Min Jin Lee", ["Min Jin Lee"]),
    ("Min Jin Lee", ["Min Jin Lee"]),
    ("By Kim Min-seo", ["Kim Min-seo"]),
    ("BY CHUA MIN LI", ["Chua Min Li"]),
    ("By Chua Min Li and Jane Roe", ["Chua Min Li", "Jane Roe"]),
    ("By In Soo Park", ["In Soo Park"]),
    ("By Park In Soo", ["Park In Soo"]),
    ("By Via Ortega", ["Via Ortega"]),
    ("By Jane Read", ["Jane Read"]),
    ("By Jane Roe 5 Min Read", ["Jane Roe"]),
    ("By Jane Roe Min Read", ["Jane Roe"]),
    ("By Jane Roe In Politics", ["Jane Roe"]),
    ("BY JANE ROE IN PARIS", ["Jane Roe"]),
    ("By Jane Roe Via Email", ["Jane Roe"]),
    ("Posted by Jane On March 4, 2021", ["Jane"]),
    ("By Jane Read More", ["Jane"]),
    ("Par Élodie Marchand", ["Élodie Marchand"]),
    ("Por Óscar Ibáñez", ["Óscar Ibáñez"]),
    ("Von Ömer Şahin", ["Ömer Şahin"]),
    ("Von Hanna Müller, Berlin", ["Hanna Müller"]),
    ("Von Hanna Müller, Jan Groß", ["Hanna Müller", "Jan Groß"]),
    ("By business reporter Jane Roe", ["Jane Roe"]),
    ("By education correspondent Jane Roe", ["Jane Roe"]),
    ("By health and science correspondent Jane Roe", ["Jane Roe"]),
    ("By our political correspondent Jane Roe", ["Jane Roe"]),
    ("By Political Correspondent Jane Roe", ["Jane Roe"]),
    ("By Sports Editor Jane Roe and Chief Reporter John Doe", ["Jane Roe", "John Doe"]),
    ("By Staff Writer Jane Roe", ["Jane Roe"]),
    ("BY POLITICAL EDITOR JANE ROE", ["Jane Roe"]),
    ("By Business Desk", ["Business Desk"]),
    ("By Jane Roe Tribune Staff Writer", ["Jane Roe"]),
    ("BY JANE ROE Observer staff reporter", ["Jane Roe"]),
    ("By Jane Roe Exampleton Tribune Staff Writer", ["Jane Roe"]),
    ("By Jane A. Roe Tribune Staff Writer", ["Jane A. Roe"]),
    ("By Wyn Astor Herald Columnist", ["Wyn Astor"]),
    ("By Jane Roe Bay Mail Reporter", ["Jane Roe"]),
    ("Jane Roe, Local Stringer", ["Jane Roe"]),
    ("By Jane Roe, Lagos and John Doe, Abuja", ["Jane Roe", "John Doe"]),
    ("By Jane Roe, Paris, and John Doe, London", ["Jane Roe", "John Doe"]),
    ("By Jane Roe, New York and John Doe, Port Harcourt", ["Jane Roe", "John Doe"]),
    ("By Jane Roe, Lagos, John Doe, Abuja and Mary Major, Kano", ["Jane Roe", "John Doe", "Mary Major"]),
    ("By Jane Roe (Lagos) and John Doe (Abuja)", ["Jane Roe", "John Doe"]),
    ("Exclusive by Jane Roe", ["Jane Roe"]),
    ("Investigation by Jane Roe", ["Jane Roe"]),
    ("Special report by Jane Roe", ["Jane Roe"]),
    ("Words by Jane Roe Photography by John Doe", ["Jane Roe"]),
    ("Written by Jane Roe Photographed by John Doe", ["Jane Roe"]),
    ("Words: Jane Roe Photos: John Doe", ["Jane Roe"]),
    ("Words & photos by Jane Roe", ["Jane Roe"]),
    ("Words and photos by Jane Roe", ["Jane Roe"]),
    ("Photos and words by Jane Roe", ["Jane Roe"]),
    ("Words and images: Jane Roe", ["Jane Roe"]),
    ("Story and pictures by Jane Roe", ["Jane Roe"]),
    ("Reported by: Jane Roe, Edited by: John Doe", ["Jane Roe"]),
    ("From Jane Roe, Abuja", ["Jane Roe"]),
    ("From Jane Roe in Abuja", ["Jane Roe"]),
    ("👤by EWW News Desk", ["EWW News Desk"]),
    ("✍️ By Jane Roe", ["Jane Roe"]),
    ("✎By Jane Roe", ["Jane Roe"]),
    ("\uf007by Jane Roe", ["Jane Roe"]),
    ("Submitted by Jane Roe", ["Jane Roe"]),
    ("By Author Jane Roe", ["Jane Roe"]),
    ("By Author Jane", ["Jane"]),
    ("By Authority Press", ["Authority Press"]),
    ("Author :- Jane Roe", ["Jane Roe"]),
    ("Hi, I’m Jane Roe and I bake", ["Jane Roe"]),
    ("Hey there! I'm Jane!", ["Jane"]),
    ("I'm Jane Roe, a baker in Exampleton", ["Jane Roe"]),
    ("Hi! I’m Tjarda: a baker, a walker", ["Tjarda"]),
    ("My name is Jane.", ["Jane"]),
]
REFUSED = [
    "Link Copied!", "Text Size", "Email This", "By Industry", "By Role", "By Category", "Case Study", "Bill Pay", "Newsletter Signup",
    "Career Training", "Editorial Guidelines", "Print Edition", "Home", "About Us", "Read More", "Privacy Policy", "Sign In", "Subscribe", "Contact", "Share", "Top Stories", "Latest News",
    "By AFP", "By Reuters", "AP", "Stand By Me", "The best guide by far", "Step by step", "Two by two", "Day by day they came",
    "Photo by Jane Roe", "Photograph by John Doe", "Edited by Jane Roe", "Medically reviewed by Jane Roe, MD", "Fact checked by Jane Roe",
    "Illustration by Jane Roe", "Powered by Example", "Translated by Jane Roe", "March 4, 2021", "5 min read", "Table of Contents",
    "Related Posts", "How to Choose a Laptop", "10 Best Laptops of 2021", "What Is Cloud Computing?", "https://example.org/by/jane",
    "By using this site you agree to our cookie policy", "12 comments", "Monday", "January", "World News", "By clicking you agree",
    "Sunday, May 3, 2021 10:15 AM", "March 18 at 3:57 PM", "The harbour was passed by May 15",
    "North Korea 09:31 August 20, 2019", "Saudi Arabia", "New Zealand | March 4, 2021", "Eastern Front", "PDF Version", "Released Wednesday, March 2, 2022",
    "Sport | Weather", "Bylines explained", "Bystander tells of the harbour", "Release Date 2014-06-26", "Harbour NewsBeach LifeCouncil Watch", "Digital OrganizationOfficeOrganizingPapers",
    "By Monday", "By the numbers", "By The Numbers", "By train", "By Train", "By Popular Demand", "By the book", "In Focus", "On Air", "Min Price",
    "By Price: Min to Max", "Via Email", "In Memoriam", "Lagos, Nigeria", "New York, London", "By Political Correspondent", "By Sports Editor",
    "From Lagos, Nigeria", "From New York", "From Our Archives", "From Jane Austen to John Doe", "From Old Harbour, Exampleton", "From Monday",
    "Photos and video by Jane Roe", "Photos & text editing by Jane Roe",
    "(Image credit: Submitted by Jane)", "Image credit: Jane Roe", "Photo submitted by Jane Roe", "Pictures supplied by Jane Roe",
    "(Photo courtesy of Jane Roe)", "Picture credits: Jane Roe", "The 🐝by the sea",
    "I'm Sorry", "I’m Not Ready", "I am Legend", "I'm in Love", "I'm Going to Paris", "Hi, I'm new here",
]  # fmt: skip


@pytest.mark.parametrize(("line", "people"), ACCEPTED)
def test_reads_the_names_of_a_byline(line, people):
    assert list(read(line)) == people


@pytest.mark.parametrize("line", REFUSED)
def test_takes_no_author_from_furniture_or_from_others_work(line):
    assert read(line) == ()


@pytest.mark.parametrize(
    ("line", "role", "people"),
    [
        ("Jane Roe", Role.HEADING, ()),
        ("Jane Roe", Role.CAPTION, ()),
        ("Jane Roe", Role.BYLINE, ("Jane Roe",)),
        ("— By Jane Roe", Role.BYLINE, ()),
        ("By Jane Roe", Role.BYLINE, ("Jane Roe",)),
    ],
)
def test_who_heads_or_signs_a_part_of_an_article_did_not_write_it(line, role, people):
    sent = page(*[PROSE, MORE] * 3, (line, role), *[PROSE, MORE] * 3)
    found = [one.names for one in authors.candidates(layout.read(sent), None, frozenset())]
    assert found == ([people] if people else [])


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (["Mary Major", ("Mary Major speaks to the council on Monday.", Role.CAPTION), "John Doe"], {("John Doe",)}),
        (["Mary Major", ("Mary Major, seen in May, at the harbour.", Role.CAPTION), "John Doe"], {("John Doe",)}),
        (["Mary Major", ("The council meets on Monday.", Role.CAPTION)], {("Mary Major",)}),
        (["Mary Major", ("Mary Major", Role.CAPTION)], {("Mary Major",)}),
        (["Mary Major", ("Mary Major is a reporter for the Gazette.", Role.CAPTION)], {("Mary Major",)}),
        (["Mary Major / Exampleton Times", "John Doe"], {("John Doe",)}),
        (["(Mary Major / AP)", "By John Doe"], {("John Doe",)}),
        (["Mary Major / Exampleton Times"], {("Mary Major",)}),
        (["Mary Major / Staff Writer", "John Doe"], {("Mary Major",), ("John Doe",)}),
        (["Harbour Daily 9/21/2016 John Doe"], {("John Doe",)}),
        (["Exampleton Gazette 21 September 2016 Mary Major"], {("Mary Major",)}),
        (["Harbour Daily 9/21/2016"], {("Harbour Daily",)}),
        (["John Doe 9/21/2016 Mary Major"], {("John Doe",), ("Mary Major",)}),
    ],
)
def test_a_pictures_names_and_a_paper_beside_a_person_are_no_authors(rows, people):
    sight = layout.read(page("Harbour plan agreed", *rows, PROSE, MORE))
    dated = frozenset(row.index for row in sight.rows if dates.find(row.text))
    found = {one.names for one in authors.candidates(sight, sight.rows[0], dated)}
    assert found - {("Harbour plan agreed",)} == people


def test_a_headline_that_begins_with_a_name_is_no_byline():
    sent = page(("Jane Roe, John Doe look at the harbour in new plan", Role.TITLE), PROSE, MORE)
    assert not list(authors.candidates(layout.read(sent), None, frozenset()))


def test_a_byline_under_anothers_headline_below_the_article_is_marked():
    sent = page(
        "By Mary Major", PROSE, MORE, *["menu"] * 15, "Beach plan falls after debate", "By Jane Roe", "By John Doe"
    )
    found = {one.names[0]: set(one.features) for one in authors.candidates(layout.read(sent), None, frozenset())}
    assert ["teaser" in found[name] for name in ("Mary Major", "Jane Roe", "John Doe")] == [False, True, False]


@pytest.mark.parametrize("label", ["By", "Written by", "Author", "Authors:", "by:", "About the author"])
def test_reads_the_name_below_a_row_that_only_says_by(label):
    assert read(label, "Jane Roe") == ("Jane Roe",)


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (("By Jane Roe", "John Doe"), ["Jane Roe"]),  # as often its illustrator
        (("By Jane Roe,", "John Doe and", "Mary Major"), ["Jane Roe", "John Doe", "Mary Major"]),
        (("BY JANE ROE AND", "JOHN DOE"), ["Jane Roe", "John Doe"]),
        (("By Jane Roe and", "John Doe"), ["Jane Roe", "John Doe"]),
        (("By Jane Roe", "and John Doe"), ["Jane Roe", "John Doe"]),
        (("Jane Roe, News Reporter", "John Doe, Chief Reporter"), ["Jane Roe", "John Doe"]),
        (("Authors", "Jane Roe", "Partner", "John Doe", "Associate"), ["Jane Roe", "John Doe"]),
        (("Authors:", "Jane Roe", "Partner, Exampleton", "John Doe", "Senior Associate"), ["Jane Roe", "John Doe"]),
        (("By Jane Roe", "Exampleton"), ["Jane Roe"]),
        (("By Jane Roe", "New York"), ["Jane Roe"]),
        (("By Jane Roe", "Victoria Falls"), ["Jane Roe"]),
        (("By Jane Roe", "Sports Editor"), ["Jane Roe"]),
        (("By Jane Roe", "Read More"), ["Jane Roe"]),
        (("By Jane Roe", "Bay Mail"), ["Jane Roe"]),
        (("Jane Roe, News Reporter", "Share this"), ["Jane Roe"]),
        (("Jane Roe, News Reporter", "Exampleton, Ohio"), ["Jane Roe"]),
        (("Author", "Jane Roe", "Partner", "Related Posts", "John Doe"), ["Jane Roe"]),
        (("Authors", "Jane Roe", "Partner", "Harbour Law"), ["Jane Roe"]),
        (
            (
                "By Jane Roe",
                "Close",
                "Follow on Twitter",
                "More from Jane",
                "David Doe",
                "Close",
                "More from David",
                "PATRICK MAJOR",
            ),
            ["Jane Roe", "David Doe", "Patrick Major"],
        ),
        (("By Jane Roe", "@janeroe", "John Doe", "@jdoe"), ["Jane Roe", "John Doe"]),
        (("By Jane Roe", "Email", "Follow Jane on X", "John Doe"), ["Jane Roe", "John Doe"]),
        (("By Jane Roe", "Email", "John Doe"), ["Jane Roe"]),
        (("By Jane Roe", "More from Jane", "John Doe", "Photographer"), ["Jane Roe"]),
        (("By Jane Roe", "More from Jane", "Harbour Life"), ["Jane Roe"]),
        (("By Jane Roe", "More from Jane", "May 3, 2021", "John Doe"), ["Jane Roe"]),
        (("By Jane Roe", "More from Jane", "John Doe speaks at the harbour"), ["Jane Roe"]),
    ],
)
def test_a_byline_may_go_on_over_the_rows_below(rows, people):
    assert list(read(*rows)) == people


def test_whom_the_prose_names_is_no_further_author():
    sight = layout.read(page("By Jane Roe", "@janeroe", "John Doe", ("John Doe built it. " + PROSE, Role.BODY), MORE))
    assert next(one.names for one in authors.candidates(sight, None, frozenset())) == ("Jane Roe",)


def test_the_single_names_of_a_list_over_several_rows_do_not_rival_it():
    sight = layout.read(page_of("Jane Roe, News Reporter", "John Doe, Chief Reporter", "Mary Major"))
    assert [one.names for one in authors.candidates(sight, None, frozenset())] == [
        ("Jane Roe", "John Doe"),
        ("Mary Major",),
    ]


def test_a_name_given_twice_by_a_link_and_its_label_is_one():
    assert persons.names("Jane Roe Jane Roe") == ("Jane Roe",)


def test_a_second_mention_tells_where_a_name_ends():
    sight = layout.read(page_of("By Jane Roearchive page", "more rows", "by Jane Roe"))
    assert {byline.names for byline in authors.candidates(sight, None, frozenset())} == {("Jane Roe",)}


def test_a_longer_name_is_not_shortened_to_anothers():
    sight = layout.read(page_of("By Jane Roe Smith", "more rows", "by Jane Roe", "by Jane Roeson", "by John Doe"))
    found = {byline.names for byline in authors.candidates(sight, None, frozenset())}
    assert ("Jane Roe Smith",) in found


def test_a_name_that_the_story_speaks_of_is_marked_as_such():
    prose = "Jane Roe told the council that the harbour was old, and John Doe, who had built it, agreed with Jane Roe."
    sight = layout.read(page_of("By Mary Major", "Jane Roe"))
    told = layout.read(
        Page(
            source=Source(text=f"Jane Roe\n{prose}"),
            text=f"Jane Roe\n{prose}",
            lines=(Line(Span(0, 8), "Jane Roe", Role.OTHER), Line(Span(9, 9 + len(prose)), prose, Role.BODY)),
        )
    )
    assert all("told:0" in byline.features for byline in authors.candidates(sight, None, frozenset()))
    assert all(
        "told:2" in byline.features for byline in authors.candidates(told, None, frozenset()) if byline.row.index == 0
    )


def test_an_agency_in_a_list_of_authors_is_not_an_author():
    assert persons.names("Jane Roe, Reuters and John Doe", labelled=True) == ("Jane Roe", "John Doe")


@given(st.text(max_size=250))
def test_any_text_is_read_without_an_error_and_every_name_has_letters(text):
    for name in persons.names(text, labelled=True):
        assert name.strip() == name
        assert name


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Exampleton Tide | 12 March 2021", ()),
        ("Exampleton Tide", ()),
        ("Holland Tide / 04:20 PM March 12, 2021", ()),
        ("Published by Exampleton Tide on 12 March 2021", ()),
        ("By Jane Roe and John Doe, Exampleton Tide", ("Jane Roe", "John Doe")),
        ("By Exampleton Tide", ("Exampleton Tide",)),
        ("Jane Tide | 12 March 2021", ("Jane Tide",)),
        ("Exampleton Gardens | 12 March 2021", ("Exampleton Gardens",)),
        ("Harbour Tide | 12 March 2021", ("Harbour Tide",)),
    ],
)
def test_the_papers_own_name_is_no_author_and_a_blogs_may_be(line, people):
    owner = next((one for one in ("Holland Tide", "Jane Tide", "Exampleton Gardens") if one in line), "Exampleton Tide")
    sent = page(owner, "News", "Exampleton votes", line, PROSE, MORE, f"© 2021 {owner}. All rights reserved.")
    dated = frozenset({3} if "March" in line else ())
    found = [one.names for one in authors.candidates(layout.read(sent), None, dated) if one.row.index == 3]
    assert found == ([people] if people else [])
