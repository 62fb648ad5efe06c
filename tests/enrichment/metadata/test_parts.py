"""Datelines, agencies, languages, publishers and numbers in bands: each rule with what it takes and what it leaves."""

import pytest

from service.enrichment import metadata
from service.enrichment.metadata import acknowledgements, addresses, agencies, datelines, languages, layout, ranking
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
        "Jane, John – ",
        "Colombo, Sri Lanka, ",
        "Exampleton, May 3 ",
    ],
)
def test_leaves_what_is_no_dateline(head):
    assert datelines.read(head + WENT_ON, "2020-09-15") is None


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://fr.news.example/a", "fr"),
        ("https://www.news.example/de/politik/a", "de"),
        ("https://news.example:8443/es?page=1", "es"),
        ("https://news.example/EN/", "en"),
        ("https://it.example/a", None),
        ("https://news.example/it-news/a", None),
        ("https://news.example/world/de/a", None),
        ("https://news.example/no/a", None),
        ("https://news.example", None),
        (None, None),
    ],
)
def test_an_address_may_name_the_language_of_its_edition(url, language):
    assert addresses.language_of(url) == language


def test_an_address_decides_the_language_of_what_is_too_short_to_tell():
    assert languages.detect("Taxi, Hotel!") is None
    assert languages.detect("Taxi, Hotel!", addresses.language_of("https://news.example/de/a")) == "de"


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


@pytest.mark.parametrize(
    ("text", "name"),
    [("AFP", "AFP"), ("Agence France-Presse", "AFP"), ("The Associated Press", "AP"), ("reuters", "Reuters"), ("(PTI)", "PTI"), ("Jane Roe", None), ("pa", None), ("", None)],
)  # fmt: skip
def test_knows_an_agency_by_every_way_it_signs(text, name):
    assert agencies.named(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [("AFP and Reuters", ("AFP", "Reuters")), ("AP, AFP", ("AP", "AFP")), ("AFP and Jane Roe", ()), ("", ())],
)
def test_a_list_of_agencies_holds_nothing_else(text, names):
    assert agencies.listed(text) == names


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        ("ahead. -AFP", ("AFP",)),
        ("ahead. (Reuters)", ("Reuters",)),
        ("ahead. — with inputs from PTI", ("PTI",)),
        ("ahead. Source: AP and AFP", ("AP", "AFP")),
        ("ahead. (Photo: Reuters)", ()),
        ("(With inputs from PTI)", ("PTI",)),
        ("(With PTI inputs)", ("PTI",)),
        ("– With files from Jane Roe and The Canadian Press", ("Canadian Press",)),
        ("With additional reporting by AFP and Reuters.", ("AFP", "Reuters")),
        ("With files from Jane Roe", ()),
        ("With agency inputs", ()),
        ("ahead. The Associated Press contributed to this report.", ("AP",)),
        ("Jane Roe and The Associated Press contributed to this story.", ("AP",)),
        ("Reuters and AFP also contributed to this report", ("Reuters", "AFP")),
        ("Jane Roe contributed to this report.", ()),
        ("Associated Press writers Jane Roe and John Doe contributed to this report.", ("AP",)),
        ("Jane Roe, a Gazette reporter, contributed to this report.", ()),
        ("Contributing: Jane Roe, John Doe, Associated Press.", ("AP",)),
        ("Additional reporting by Reuters", ("Reuters",)),
        ("Contributing: Jane Roe", ()),
        ("Contributing to Reuters was hard, she said.", ()),
        ("He said that Reuters had contributed to this report of his.", ()),
        ("he told Reuters.", ()),
        ("a low-cost plan", ()),
        ("", ()),
    ],
)
def test_reads_a_sign_off_but_no_photo_credit(tail, names):
    assert acknowledgements.signed(tail) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe Associated Press", ["AP"]),
        ("By Jane Roe and John Doe, Reuters", ["Reuters"]),
        ("By CNN Wire", ["CNN Wire"]),
        ("By Jane R. Bloomberg", []),
        ("By Jane Roe", []),
        ("Jane Roe/AP", []),
        ("Photo by Jane Roe Associated Press", []),
    ],
)
def test_a_byline_credits_the_agency_after_its_names(line, names):
    given = page("The harbour plan passes", (line, Role.BYLINE), PROSE, MORE)
    sight = layout.read(given)
    assert [name for name, _ in acknowledgements.find(sight, sight.rows[0])] == names


def test_a_dateline_that_a_break_runs_through_is_read():
    given = page("The harbour plan passes after a debate", "Exampleton, Nov.", ("17 (AFP) " + PROSE, Role.BODY), MORE)
    found = metadata.extract(given, body(given))
    assert found.dateline.place == "Exampleton"
    assert found.agencies == ("AFP",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Thursday for a new harbour after a long debate.", "en"),
        ("Der Stadtrat hat am Donnerstag nach langer Debatte für den neuen Hafen gestimmt.", "de"),
        ("Le conseil municipal a voté jeudi pour le nouveau port après un long débat.", "fr"),
        ("El ayuntamiento votó el jueves a favor del nuevo puerto tras un largo debate.", "es"),
        ("Il consiglio comunale ha votato giovedì per il nuovo porto dopo un lungo dibattito.", "it"),
        ("De gemeenteraad stemde donderdag na een lang debat voor de nieuwe haven.", "nl"),
        ("Городской совет в четверг проголосовал за новый порт после долгих споров.", "ru"),
        ("市議会は木曜日、長い議論の末に新しい港を承認した。", "ja"),
        ("", None),
        ("   ", None),
        ("12345 67,890 2020-09-14", None),
        ("😀😀😀 🎉", None),
        ("OK", None),
        ("+++ --- ***", None),
    ],
)
def test_names_a_language_only_where_it_is_certain(text, language):
    assert languages.detect(text) == language


FLOOD = "Forecasters issued a flood warning on Wednesday for the valley. “We’re ready,” said the fire chief. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{FLOOD}🌧️👩‍🚒🔥🌊", "en"),
        (f"🔥🔥🔥🌊🌊🌊🌊🌊🌊👩‍🚒👩‍🚒👩‍🚒👩‍🚒 {FLOOD}", "en"),
        (f"השר אמר שלום {FLOOD}", "en"),
        (f"{FLOOD}«Мы готовы», сказал он в четверг журналистам.", "en"),
        (f"“El ayuntamiento votó el jueves a favor del nuevo puerto tras un largo debate.” {FLOOD * 2}", "en"),
        ("„Le conseil municipal a voté jeudi pour le nouveau port après un long débat.“ " * 5 + FLOOD * 12, "en"),
        (
            "Der Stadtrat hat nach langer Debatte für den neuen Hafen gestimmt. 🌧️👩‍🚒🔥🌊 “Never ever again”, hieß es.",
            "de",
        ),
        ("De raad stemde over de haven of hij nu wil of niet, en had daar her en der in de stad van gehoord.", "nl"),
        ("Die raad het Donderdag gestem of die hawe gebou word, en dit was nie van hulle nie.", "af"),
        ("Городской совет проголосовал за новый порт, the new harbour, после долгих споров.", "ru"),
    ],
)
def test_signs_and_scraps_of_other_languages_leave_the_language_as_it_is(text, language):
    assert languages.detect(text) == language


@pytest.mark.parametrize(
    "text", ["Rio Grande Valley, Villa Nova, Monte Vista, Santa Fe", "Ave Maria Gratia, Nova Villa"]
)
def test_names_are_no_latin(text):
    assert languages.detect(text) not in languages.SELDOM


@pytest.mark.parametrize(
    ("hint", "language"), [("de-AT", "de"), ("en_GB", "en"), ("x", None), ("", None), (None, None), ("zxx", None)]
)
def test_a_hint_decides_where_the_text_is_too_short(hint, language):
    assert languages.detect("Hotel Taxi", hint) == language


def test_a_hint_does_not_overrule_a_text_that_says_otherwise():
    assert (
        languages.detect("Der Stadtrat hat am Donnerstag nach langer Debatte für den neuen Hafen gestimmt.", "en")
        == "de"
    )


def test_probabilities_leave_room_for_none_of_them():
    assert ranking.probabilities([0.0]) == [0.5]
    assert sum(ranking.probabilities([3.0, 1.0])) < 1
    assert ranking.probabilities([]) == []


def test_candidates_that_say_the_same_add_up():
    best = ranking.best(["a", "b", "a"], [0.3, 0.4, 0.2])
    assert (best[0].index, best[0].probability) == (0, 0.5)


@pytest.mark.parametrize(("value", "name"), [(-5, "0"), (0, "1"), (3, "1"), (7, "2")])
def test_a_number_falls_into_one_band(value, name):
    assert ranking.band(value, 0, 5) == name


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("AFP/Reuters", ("AFP", "Reuters")),
        ("By Jane Roe/AP", ("AP",)),
        ("Jane Roe, AP", ("AP",)),
        ("Jane Roe/AP", ()),
        ("Jane Roe/Pool/AFP", ()),
        ("Photo: AP", ()),
    ],
)
def test_a_row_credits_an_agency_unless_it_credits_a_picture(line, names):
    sight = layout.read(page(("Harbour plan passes", Role.TITLE), line, PROSE, MORE))
    assert tuple(name for name, _ in acknowledgements.find(sight, sight.rows[0])) == names
