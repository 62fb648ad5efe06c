"""A dateline is read from the head of a paragraph or a line of its own; a label, a speaker or a note is none."""

import pytest

from service.enrichment import metadata
from service.enrichment.metadata import datelines
from service.enrichment.types import Dateline, Role
from tests.enrichment.metadata.pages import MORE, PROSE, body, page

WENT_ON = "the council voted on Thursday for the harbour plan."


@pytest.mark.parametrize(
    ("head", "place", "day", "agency"),
    [
        ("MOSCOW, Sept 14: ", "MOSCOW", "2020-09-14", None),
        ("PARIS (AFP) - ", "PARIS", None, "AFP"),
        ("PARIS (Reuters) – ", "PARIS", None, "Reuters"),
        ("PARIS, Sept. 14 (Reuters) - ", "PARIS", "2020-09-14", "Reuters"),
        ("NEW YORK (AP) — ", "NEW YORK", None, "AP"),
        ("NEW YORK — ", "NEW YORK", None, None),
        ("SAN JOSE, Calif. (AP) — ", "SAN JOSE, Calif.", None, "AP"),
        ("KABUL, Afghanistan (AP) -- ", "KABUL, Afghanistan", None, "AP"),
        ("PRETORIA, South Africa — ", "PRETORIA, South Africa", None, None),
        ("Taipei, Nov. 17 (CNA) ", "Taipei", "2020-11-17", "CNA"),
        ("KYIV/MOSCOW, 14 September (Reuters) - ", "KYIV/MOSCOW", "2020-09-14", "Reuters"),
        ("Dhaka, Sept 14, 2020 (BSS) - ", "Dhaka", "2020-09-14", "BSS"),
        ("Paris (AFP) - ", "Paris", None, "AFP"),
        ("LONDON -- ", "LONDON", None, None),
        ("LONDON, Dec 31 (Xinhua) -- ", "LONDON", "2020-12-31", "Xinhua"),
        ("LONDON (EBC) — ", "LONDON", None, None),
        ("London (EBC) -- ", "London", None, None),
        ("STOCKHOLM, Sweden, Oct. 3, 2020 /PRNewswire/ -- ", "STOCKHOLM, Sweden", "2020-10-03", "PR Newswire"),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", None, "Business Wire"),
        ("OSLO, May 5, 2020 (GLOBE NEWSWIRE) -- ", "OSLO", "2020-05-05", "GlobeNewswire"),
        ("Accra, June 3, GNA – ", "Accra", "2020-06-03", "GNA"),
        ("BRIDGETOWN, Barbados, CMC – ", "BRIDGETOWN, Barbados", None, "CMC"),
    ],
)
def test_reads_a_dateline(head, place, day, agency):
    found = datelines.read(head + WENT_ON, "2020-09-15" if day != "2020-12-31" else "2021-01-01")
    assert (found.dateline, found.agency) == (Dateline(place, day), agency)


def test_a_town_in_small_letters_with_its_country_is_one_before_a_sentence():
    assert datelines.read("Colombo, Sri Lanka – Thousands marched.", None).dateline.place == "Colombo, Sri Lanka"
    assert datelines.read("Colombo, Sri Lanka – a city of the south.", None) is None


@pytest.mark.parametrize(
    "head", ["LAHORE: ", "New Delhi: ", "Cape Town – ", "Durban - ", "Nairobi, Kenya: ", "SINGAPORE: “"]
)
def test_a_place_that_the_gazetteer_knows_is_one_before_a_sentence(head):
    found = datelines.read(f"{head}The council voted on Thursday for the harbour plan.", None)
    assert found.dateline.place == head.rstrip("“ –:-")
    assert found.length == len(head.rstrip("“"))


@pytest.mark.parametrize(
    "paragraph",
    [
        "Durban: the city by the sea has no mayor, as far as anybody can tell.",
        "Jordan: I think that we should have gone there at once, and you know it.",
        "HAWKINS: She has never said anything of the kind, and you all know it well.",
        "Lahore: Rain",
        "Lahore The council voted on Thursday for the harbour plan.",
    ],
)
def test_a_known_place_without_its_dash_or_sentence_or_a_person_is_none(paragraph):
    assert datelines.read(paragraph, None) is None


@pytest.mark.parametrize(
    "head",
    [
        "",
        "NOTE: ",
        "UPDATE: ",
        "SEO: ",
        "Paris - ",
        "Tip 1: ",
        "The council (left) - ",
        "WARNING - ",
        "Q: ",
        "VIDEO — ",
        "EXCLUSIVE: ",
        "Also: ",
        "Jane Roe (AFP) ",
        "Monday, May – ",
        "WEDNESDAY, May 5, 2021 (HealthDay News) -- ",
        "Jane, John – ",
        "Colombo, Sri Lanka, ",
        "Exampleton, May 3 ",
    ],
)
def test_leaves_what_is_no_dateline(head):
    assert datelines.read(head + WENT_ON, "2020-09-15") is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("London —", "London"),
        ("New York EBC —", "New York"),
        ("London (EBC) --", "London"),
        ("Paris, France —", "Paris, France"),
        ("EBC —", None),
        ("Also --", None),
        ("Read more —", None),
        ("The big story —", None),
        ("London", None),
        ("Update —", None),
        ("London - Paris", None),
    ],
)
def test_a_line_of_its_own_may_be_a_dateline(line, place):
    found = datelines.alone(line)
    assert (found.place if found else None) == place


def test_a_dateline_without_the_articles_date_has_no_day():
    assert datelines.read(f"MOSCOW, Sept 14: {WENT_ON}", None).dateline == Dateline("MOSCOW", None)


def test_a_dateline_that_a_break_runs_through_is_read():
    given = page("The harbour plan passes after a debate", "Exampleton, Nov.", ("17 (AFP) " + PROSE, Role.BODY), MORE)
    found = metadata.extract(given, body(given))
    assert found.dateline.place == "Exampleton"
    assert found.agencies == ("AFP",)


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("(Reuters) - ", "Reuters"),
        ("(AP) — ", "AP"),
        ("[AFP] – ", "AFP"),
        ("(Reuters) ", None),
        ("(Exampleton) - ", None),
        ("", None),
    ],
)
def test_an_agency_before_the_first_sentence_is_named_without_a_place(head, agency):
    assert datelines.wire(head + WENT_ON) == agency


@pytest.mark.parametrize(
    "above",
    [
        (("By Jane Roe", Role.BYLINE),),
        (("By Jane Roe", Role.BYLINE), ("3 May 2021", Role.DATE)),
        (("By Jane Roe and John Doe", Role.BYLINE),),
        (("Jane Roe", Role.BYLINE),),
    ],
)
def test_a_byline_above_an_agency_is_no_place(above):
    given = page(("Exampleton votes on its harbour", Role.TITLE), *above, (f"(AP) — {PROSE}", Role.BODY), MORE)
    found = metadata.extract(given, body(given))
    assert (found.dateline, found.agencies) == (None, ("AP",))


@pytest.mark.parametrize(
    ("line", "role", "place"),
    [
        ("BY JANE ROE - 3 May 2021 - 18:48", Role.BYLINE, None),
        ("BY JANE ROE, 3 May 2021 –", Role.BYLINE, None),
        ("By Jane Roe —", Role.OTHER, None),
        ("Jane Roe —", Role.OTHER, None),
        ("Nomvuyo Roe —", Role.BYLINE, None),
        ("THE HARBOUR — Exampleton votes", Role.TITLE, None),
        ("New York —", Role.BYLINE, "New York"),
        ("LONDON (AP) —", Role.BYLINE, "LONDON"),
        ("EXAMPLETON, May 3 (AP) —", Role.BYLINE, "EXAMPLETON"),
    ],
)
def test_a_row_beside_the_body_that_says_who_wrote_it_is_no_dateline(line, role, place):
    given = page(("Exampleton votes on its harbour", Role.TITLE), (line, role), PROSE, MORE)
    found = metadata.extract(given, body(given)).dateline
    assert (found.place if found else None) == place


@pytest.mark.parametrize(
    ("line", "role", "place"),
    [
        ("MADISON COUNTY, Ala. —", Role.BYLINE, "MADISON COUNTY, Ala."),
        ("Joshua Tree, Calif. —", Role.OTHER, "Joshua Tree, Calif."),
        ("St. Charles County —", Role.BYLINE, "St. Charles County"),
        ("WESTBROOK —", Role.TITLE, "WESTBROOK"),
        ("Jane Roe —", Role.BYLINE, None),
        ("By Jane Roe —", Role.BYLINE, None),
        (", —", Role.OTHER, None),
        (",", Role.OTHER, None),
    ],
)
def test_a_line_of_its_own_above_the_prose_is_a_dateline_unless_it_says_who_wrote(line, role, place):
    given = page((line, role), PROSE, MORE)
    found = metadata.extract(given, body(given)).dateline
    assert (found.place if found else None) == place
