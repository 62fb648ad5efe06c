"""A language is named only where the text is certain, or a hint decides for what is too short to tell."""

import pytest

from service.enrichment.metadata import addresses, languages


def test_an_address_decides_the_language_of_what_is_too_short_to_tell():
    assert languages.detect("Taxi, Hotel!") is None
    assert languages.detect("Taxi, Hotel!", addresses.language_of("https://news.example/de/a")) == "de"


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
