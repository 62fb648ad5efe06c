"""Whose name a mention that speaks stands for: its own head's, never that of a word in front of it."""

from collections.abc import Callable

import pytest

from service.enrichment.types import Quote

Find = Callable[[str], tuple[Quote, ...]]


def names(found: tuple[Quote, ...]) -> list[str | None]:
    return [quote.speaker.name for quote in found if quote.speaker]


@pytest.mark.parametrize(
    "source",
    [
        "The Brentford manager",
        "The Nairobi senator",
        "The Apple spokesman",
        "The White House spokesman",
        "The Buckingham Palace spokeswoman",
        "The former Leeds captain",
        "The Clinton campaign manager",
        "The Trump campaign",
        "The Google engineer",
        "The Reuters report",
        "The Labour leader",
        "The Labour MP",
        "A Labour MP",
        "The Tesla CEO",
        "The utility's CEO",
        "The Ohio Republican",
        "The Republican",
        "The Dane",
        "The Italian",
        "A super PAC",
        "The Lagos-based analyst",
        "The Kenyan government",
    ],
)
def test_a_name_in_front_of_the_noun_is_not_the_speakers(find: Find, source: str) -> None:
    assert names(find(f"{source} said the road was closed.")) == [None]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The White House", "White House"),
        ("The United Nations", "United Nations"),
        ("The Texas Supreme Court", "Texas Supreme Court"),
        ("The Financial Times", "Financial Times"),
        ("The Italians", "Italians"),
        ("The Brentford manager, Thomas Frank,", "Thomas Frank"),
        ("The Brentford manager Thomas Frank", "Thomas Frank"),
        ("Apple spokesman Ned Carr", "Ned Carr"),
        ("The Ohio Republican, Ned Carr,", "Ned Carr"),
        ("Conservative MP Tom Ellis", "Tom Ellis"),
        ("The MP, Ann Lee,", "Ann Lee"),
    ],
)
def test_a_name_that_is_the_head_or_in_apposition_is_the_speakers(find: Find, source: str, name: str) -> None:
    assert names(find(f"{source} said the road was closed.")) == [name]


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Thomas Frank was late.", "The Brentford manager", "Thomas Frank"),
        ("Christian Eriksen was late.", "The Dane", "Christian Eriksen"),
        ("Ellen Brown was late.", "The Labour leader", "Ellen Brown"),
        ("Ellen Brown was late. Tom Ellis was late.", "The mayor", None),
        ("Mayor Ellen Brown came. Tom Ellis was late.", "The mayor", "Ellen Brown"),
        ("Senator Ellen Brown met Tom Ellis. Ellis was late.", "The senator", "Ellen Brown"),
        ("Ellen Brown was late and Tom Ellis was late.", "The Labour spokesman", None),
    ],
)
def test_a_description_goes_to_whoever_it_fits_and_is_clearly_ahead(
    find: Find, before: str, source: str, name: str | None
) -> None:
    [*_, last] = find(f"{before} {source} said the road was closed.")
    assert last.speaker is not None
    assert last.speaker.name == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Professor Jacky Smythe, MB ChB, FRCP, PhD, Professor of Medicine at Leeds,", "Jacky Smythe"),
        ("Sanjay Mehrotra, M.D., Ph.D., a cardiologist at Boston,", "Sanjay Mehrotra"),
        ("Mary Jones, CBE,", "Mary Jones"),
        ("Ann Bell, RN, who runs the ward,", "Ann Bell"),
        ("Ann Lee, PhD student at Leeds,", "Ann Lee"),
        ("A PhD student, Ann Lee,", "Ann Lee"),
        ("Ann Lee, MP for Hull,", "Ann Lee"),
        ("Harold Ford III", "Harold Ford III"),
    ],
)
def test_letters_behind_a_name_are_stepped_over(find: Find, source: str, name: str) -> None:
    assert names(find(f"{source} said the road was closed.")) == [name]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Assistant Prosecutor Renee Abara disagreed.\n\nAbara said the road was closed.", "Abara", "Renee Abara"),
        ("The Kenya Revenue Authority (KRA) Acts.\n\nThe KRA said prices rose.", "The KRA", "Kenya Revenue Authority"),
    ],
)
def test_a_short_sentence_full_of_capitals_still_names_the_speaker(
    find: Find, text: str, source: str, name: str
) -> None:
    assert [(quote.speaker.text, quote.speaker.name) for quote in find(text) if quote.speaker][-1] == (source, name)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("But the Special Adviser to the President on Media, Dele Alakija,", "Dele Alakija"),
        ("Leader of the Opposition Dele Alakija", "Dele Alakija"),
        ("Speaking on behalf of the group, the chairman, Dele Alakija,", "Dele Alakija"),
        ("Opposition spokesman on national security Peter Hill", "Peter Hill"),
        ("Jane Roe’s mentor at Yale, Walter Hill, who died last year,", "Walter Hill"),
        ("Her former teammate at Lyon, the Norway striker Ingrid Hill,", "Ingrid Hill"),
        ("Her Republican colleague from Idaho, Sen. Tom Hill,", "Tom Hill"),
        ("The spokesman for singer Jane Roe", None),
        ("A friend of the singer Jane Roe", None),
        ("The lawyer of the singer, Jane Roe,", None),
        ("The lawyer of the widow of the victim, Dele Alakija,", None),
        ("Supporters of the Opposition Farah Siddiqui", None),
        ("Member of Parliament for Dorset West", None),
        ("Counsel for the council", None),
    ],
)
def test_a_name_that_ends_an_office_is_the_speakers(find: Find, source: str, name: str | None) -> None:
    assert names(find(f"{source} said the road was closed.")) == [name]


def test_nobody_else_is_meant_by_a_phrase_with_a_name_in_it(find: Find) -> None:
    text = "Thomas Frank was late. The manager, a friend of Ellen Brown, said the road was closed."
    assert "Thomas Frank" not in names(find(text))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Mary Ellis and Tom Brady", None),
        ("Sen. Mark Callahan and his wife, Rep. Denise Callahan,", None),
        ("Sen. Kamala Harris and Rep. Tom Brady", None),
        ("Mary Ellis and her team", "Mary Ellis"),
        ("The founder and chairman, Ann Lee,", "Ann Lee"),
        ("Mary Ellis, a friend of Ann Lee and Tom Brady,", "Mary Ellis"),
    ],
)
def test_two_who_speak_together_have_not_one_name(find: Find, source: str, name: str | None) -> None:
    assert names(find(f"{source} said the road was closed.")) == [name]


@pytest.mark.parametrize(
    ("introduced", "source", "name"),
    [
        ("U.S. President Ann Poe met the Russian president", "the Russian president", None),
        ("Prime Minister Ann Poe spoke", "the former prime minister", None),
        ("Mayor Ann Poe spoke", "the deputy mayor", None),
        ("Mayor Ann Poe spoke", "the mayor", "Ann Poe"),
        ("Ann Poe, the deputy mayor, spoke", "the deputy mayor", "Ann Poe"),
        ("Former mayor Ann Poe spoke", "the former mayor", "Ann Poe"),
        ("Norwegian President Ann Poe spoke", "the Norwegian president", "Ann Poe"),
    ],
)
def test_another_country_s_office_or_a_former_one_is_another_s(
    find: Find, introduced: str, source: str, name: str | None
) -> None:
    assert names(find(f"{introduced} on Monday. “We agree,” {source} said.")) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PPP Senator Sheila Rahman-Shah objected, saying the poor already paid enough.", "Sheila Rahman-Shah"),
        ("Imran Khan is in jail. Speaker Mary Ann Sadiq-Khan said the house was full.", "Mary Ann Sadiq-Khan"),
        ("Citizens Coalition for Change legislator Fadzayi Mahere-Dube said it rained.", "Fadzayi Mahere-Dube"),
        ("WHO Regional Director Hans-Peter Kluver said cases had doubled.", "Hans-Peter Kluver"),
        ("The plan failed, a report by Zork Council said on Monday. It said tents were lost.", None),
        ("Shell fell. Airbus grew. The carmaker warned that sales would drop. It blamed tariffs.", None),
        ("COLOMBO – The coach left. He wrote an email. “We thank him,” it read.", None),
        ("Analysts at Bernstein said the deal was dear. “Vans are boring,” they wrote.", None),
    ],
)
def test_the_last_quote_is_whose_it_is(find: Find, text: str, name: str | None) -> None:
    assert names(find(text))[-1] == name


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Jane Roe sat. A U.S. official, who asked not to be named, said no.", "the official", None),
        ("Senator Jane Roe sat. One banker in the deal, who was tired, said no.", "the banker", None),
        ("General Tom Roe sat. An officer in the brigade, speaking by radio, said no.", "the officer", None),
        ("Prime Minister Jane Roe sat. A government minister, who was tired, said no.", "the minister", None),
        ("Prime Minister Jane Roe sat.", "the minister", None),
        ("Prime Minister Jane Roe sat.", "the prime minister", "Jane Roe"),
        ("Health Minister Jane Roe sat.", "the minister", "Jane Roe"),
        ("Deputy mayor Jane Roe sat.", "the mayor", None),
        ("A lawmaker has called for a ban. Jane Roe wrote to the king.", "the lawmaker", "Jane Roe"),
        ("Ned Carr, the campaign manager, sat. A new manager could set another tone.", "the manager", "Ned Carr"),
        ("Ned Carr, the manager, said “a manager who cares” was gone.", "the manager", "Ned Carr"),
    ],
)
def test_a_description_of_someone_brought_in_without_a_name_is_nobody_s(
    find: Find, before: str, source: str, name: str | None
) -> None:
    assert names(find(f"{before}\n\n“It was late,” {source} said."))[-1] == name


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Professor Jane Roe, a virologist, sat.", "the health minister", None),
        ("Conservative leader Jane Roe sat.", "the chancellor", None),
        ("Jane Roe, the mayor, sat.", "the health secretary", None),
        ("Jane Roe sat.", "the health secretary", None),
        ("Jane Roe sat.", "the secretary", "Jane Roe"),
        ("Jane Roe, a dentist, sat.", "the 37-year-old leader", "Jane Roe"),
        ("Jane Roe, who became health secretary in May, sat.", "the health secretary", "Jane Roe"),
        ("Judge Jane Roe sat.", "the victim", None),
        ("President Jane Roe sat.", "the Ohio Republican", None),
        ("Sen. Jane Roe sat.", "the Ohio Republican", "Jane Roe"),
        ("Jane Roe (R-Ohio) sat.", "the Ohio Republican", "Jane Roe"),
        ("Jane Roe, a lawyer from Ohio, sat.", "the Ohio Republican", "Jane Roe"),
        ("President Jane Roe met Rep. Tom Hill. Roe sat. Roe ate.", "the Ohio Republican", None),
        ("Jane Roe sat.", "the Ohio senator", "Jane Roe"),
    ],
)
def test_an_office_or_a_party_that_the_article_does_not_tell_of_is_another_s(
    find: Find, before: str, source: str, name: str | None
) -> None:
    assert names(find(f"{before}\n\n“It was late,” {source} said."))[-1] == name


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        ("Judge Jane Roe sat.\n\nThe girl, who was ten, gave evidence by video.", "she", None),
        ("Magistrate Jane Roe sat.\n\nThe complainant, who cannot be named, wept.", "she", None),
        ("Judge Tom Roe sat.\n\nThe teenage boy, who cannot be named, smiled.", "he", None),
        ("Judge Jane Roe sat.\n\nThe boy, who was ten, gave evidence by video.", "she", "Jane Roe"),
        ("The victim, Jane Roe, sat.\n\nThe victim, who was thirty, gave evidence.", "she", "Jane Roe"),
        ("Judge Jane Roe sat.\n\nThe prosecutor, who was late, ran.", "she", "Jane Roe"),
    ],
)
def test_a_pronoun_behind_somebody_whose_name_is_kept_back_is_nobody_s(
    find: Find, before: str, pronoun: str, name: str | None
) -> None:
    assert names(find(f"{before} “It was late,” {pronoun} said."))[-1] == name
