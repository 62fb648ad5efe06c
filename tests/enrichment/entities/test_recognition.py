"""Names are cut clean, typed by all the evidence of the article, and found where the model missed them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.entities import edges, recognition
from tests.enrichment.entities.articles import GAZETTEER, NOTHING_KNOWN, marked


def found(text, gazetteer=GAZETTEER):
    doc, body = marked(text)
    return [(name.text, name.type) for name in recognition.names(doc, body, gazetteer)]


def cut(text, label):
    return [text[start:end] for start, end in edges.pieces(text, 0, len(text), label)]


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("the Supreme Court", "ORG", ["Supreme Court"]),
        ("The Ministry's", "ORG", ["Ministry"]),
        ("President Ann Lee", "PERSON", ["Ann Lee"]),
        ("Deputy Prime Minister Ann Lee", "PERSON", ["Ann Lee"]),
        ("Mr. Lee", "PERSON", ["Lee"]),
        ("Lee versus Roe", "PERSON", ["Lee", "Roe"]),
        ("Lee vs. Ann Roe", "PERSON", ["Lee", "Ann Roe"]),
        ("Ann Lee’s", "PERSON", ["Ann Lee"]),
        ("• Ann Lee,", "PERSON", ["Ann Lee"]),
        ("Ann Lee\n\nBob Ray", "PERSON", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee and Bob Ray", "PERSON", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee/Bob Ray", "PERSON", ["Ann Lee", "Bob Ray"]),
        ("analyst Ann Lee", "PERSON", ["Ann Lee"]),
        ("Analyst Ann Lee", "PERSON", ["Ann Lee"]),
        ("King Lee", "PERSON", ["Lee"]),
        ("Don Pelletier", "PERSON", ["Don Pelletier"]),
        ("Prince Okafor", "PERSON", ["Prince Okafor"]),
        ("Prince Harry", "PERSON", ["Harry"]),
        ("Prince Harry Zork", "PERSON", ["Harry Zork"]),
        ("Health Organisation (HO", "ORG", ["Health Organisation", "HO"]),
        ("Oslo –", "GPE", ["Oslo"]),
        ("$ 700 million,", "MONEY", ["$ 700 million"]),
        ("80 percent.", "PERCENT", ["80 percent"]),
        ("about $10", "MONEY", ["about $10"]),
        ("cassava", "ORG", []),
        ("—", "PERSON", []),
        ("", "PERSON", []),
    ],
)
def test_cuts_names_and_values_clean(text, label, names):
    assert cut(text, label) == names


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ann Lee", "PERSON"),
        ("Ludwig van Beethoven", "PERSON"),
        ("Sana’a", "GPE"),
        ("U.S.", "GPE"),
        ("Trade and Industry Ministry", "ORG"),
        ("King", "PERSON"),
        ("al-Jazeera", "ORG"),
    ],
)
def test_leaves_clean_names_alone(text, label):
    assert cut(text, label) == [text]


@pytest.mark.parametrize(
    ("text", "marked_part", "value"),
    [
        ("It cost about $10m to build.", "about $10", "about $10m"),
        ("It cost £2.5bn.", "£2.5", "£2.5bn"),
        ("Some 40k came.", "40", "40k"),
        ("It is 10metres long.", "10", "10"),
        ("It cost $10 more.", "$10", "$10"),
        ("The £7.2m wall.", "7.2", "£7.2m"),
        ("A €3 ticket.", "3", "€3"),
    ],
)
def test_completes_an_amount_that_the_model_cut_before_its_magnitude(text, marked_part, value):
    start = text.index(marked_part)
    [(first, last)] = edges.pieces(text, start, start + len(marked_part), "MONEY")
    assert text[first:last] == value


@pytest.mark.parametrize("amount", ["N1,595", "R2.5bn", "US$3m", "Rs10,000", "KSh1,200.50"])
def test_an_amount_with_its_currencys_letters_is_money_whatever_the_model_says(amount):
    assert found(f"It costs [{amount}|GPE] a day.") == [(amount, "MONEY")]


@pytest.mark.parametrize("name", ["A320", "M25", "F-16", "G20", "COVID-19", "B2B", "May2020"])
def test_letters_and_digits_without_thousands_or_magnitude_are_no_amount(name):
    assert not edges.AMOUNT.fullmatch(name)


def test_completes_a_name_that_the_model_cut_at_a_hyphen():
    assert found("[Yoon Suk|PERSON]-yeol left.")[0] == ("Yoon Suk-yeol", "PERSON")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They ate at [Zork's|ORG], she said. [Zork's|ORG] is open.", "Zork's"),
        ("He shops at [Zork’s|ORG] in Leeds.", "Zork’s"),
        ("[Zork’s|ORG] plan failed. It is [Zork’s|ORG], too.", "Zork"),
        ("[Zork|ORG] left. It is [Zork's|ORG], too.", "Zork"),
        ("It was the [Zork Ministry's|ORG], too.", "Zork Ministry"),
        ("It was [Norway's|GPE], too.", "Norway"),
    ],
)
def test_a_shop_keeps_its_possessive_where_it_always_has_one_and_owns_nothing(text, name):
    assert {one for one, _ in found(text)} == {name}


def test_splits_a_known_owner_from_what_it_owns():
    assert found("They met [Norway’s Ministry of Health|ORG] again.") == [
        ("Norway", "GPE"),
        ("Ministry of Health", "ORG"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("[Ann Brown|PERSON] left. [Brown|ORG] came back.", "Brown", "PERSON"),
        ("[Brown|GPE], 47, left, and [Brown|PERSON] said no.", "Brown", "PERSON"),
        ("Mr [Zork|ORG] said no.", "Zork", "PERSON"),
        ("[Norway|ORG] won.", "Norway", "GPE"),
        ("[Norwegian|ORG] skiers won.", "Norwegian", "NORP"),
        ("[Jordan Zork|PERSON], 25, left. “No,” [Jordan|GPE] said.", "Jordan", "PERSON"),
        ("[Jordan Zork|PERSON] left. [Zork|PERSON] went to [Jordan|GPE].", "Jordan", "GPE"),
        ("He lives in [Zork|PERSON].", "Zork", "GPE"),
        ("[Mary Hill|GPE] said so.", "Mary Hill", "PERSON"),
        ("[Tom Court|ORG], 44, left.", "Tom Court", "PERSON"),
        ("It rained in [Victoria Park|FAC] again.", "Victoria Park", "FAC"),
        ("[Zork Hill|PERSON] rose.", "Zork Hill", "GPE"),
        ("[Zork University|PERSON] opened.", "Zork University", "ORG"),
        ("[Zork River|PERSON] rose.", "Zork River", "GPE"),
        ("in the region of [Zork|ORG] it rained", "Zork", "GPE"),
        ("The airline [Zork|PERSON] closed.", "Zork", "ORG"),
        ("[BBQ|PERSON] opened.", "BBQ", "ORG"),
        ("[Zork Festival|GPE] opened.", "Zork Festival", "EVENT"),
        ("[Cyclone Zork|PERSON] came.", "Cyclone Zork", "EVENT"),
        ("the [Clean Zork Act|ORG] passed", "Clean Zork Act", "LAW"),
    ],
)
def test_types_a_name_by_the_evidence_of_the_article(text, name, kind):
    assert (name, kind) in found(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("[Ann Zork-Quux|PERSON] met them. They saw [Zork-Quux|ORG].", "Zork-Quux", "PERSON"),
        ("[Zorkon Systems Inc.|ORG] grew. It says that [Zorkon|PERSON] fell.", "Zorkon", "ORG"),
        ("[Zorkon Holdings|ORG] grew. [Peter Zorkon|PERSON] left. [Zorkon|PERSON] fell.", "Zorkon", "PERSON"),
        ("The governor of [Zork Hall|GPE] left.", "Zork Hall", "GPE"),
        ("[U. Zork|GPE] and others were named.", "U. Zork", "PERSON"),
        ("[Zorkon Quux|PERSON]'s Mary Smith wrote a note.", "Zorkon Quux", "ORG"),
        ("[Zorkon|PERSON] have not won since May.", "Zorkon", "ORG"),
        ("They lost. [Zorkon|PERSON], who have not won, left.", "Zorkon", "ORG"),
        ("Mary and [Zorkon|PERSON] have not won.", "Zorkon", "PERSON"),
        ("A study published on Friday in [Zorkon Letters|GPE] says so.", "Zorkon Letters", "ORG"),
    ],
)
def test_types_parts_of_names_and_names_beside_others(text, name, kind):
    assert (name, kind) in found(text, NOTHING_KNOWN)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ann Poe, 72, from [Zork|PERSON], came.", "Zork", "GPE"),
        ("The carmaker [Zork|PERSON] closed.", "Zork", "ORG"),
        ("[Zork Quux|PERSON], which owns flats, left.", "Zork Quux", "ORG"),
        ("Shares of [Zork Quux|PERSON] fell.", "Zork Quux", "ORG"),
        ("[Zork|NORP], the software start-up backed by Quux, grew.", "Zork", "ORG"),
        ("[Zork|ORG], the city’s party chief, left.", "Zork", "PERSON"),
        ("They told the [Zork|PERSON] so.", "Zork", "ORG"),
        ("Shares in [Zork|GPE] fell.", "Zork", "ORG"),
        ("[ZRK Quux|PERSON] led them.", "ZRK Quux", "ORG"),
        ("[U.S. Zork|PERSON] led them.", "U.S. Zork", "ORG"),
        ("It rained in [Norway, Oslo|ORG].", "Oslo", "GPE"),
        ("He met [Zork House, Oslo|ORG].", "Zork House", "ORG"),
        ("A paper, Rachel Zorkham of Quux and others say so.", "Rachel Zorkham", "PERSON"),
        ("Police held Émile Zorkham on Monday.", "Émile Zorkham", "PERSON"),
        ("They met Željko Šark again.", "Željko Šark", "PERSON"),
        ("They met Éva [Zorkham|PERSON] again.", "Éva Zorkham", "PERSON"),
        ("The minister, [Øyvind|ORG], left. Żaneta [Zorkham|PERSON] stayed.", "Żaneta Zorkham", "PERSON"),
    ],
)
def test_types_and_finds_names_by_what_stands_beside_and_in_them(text, name, kind):
    assert (name, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "It met the [Minister of Finance|ORG].",
        "The [Commissioner for Finance|ORG] left.",
        "The [Duke|ORG] left.",
        "The [Governor of Zork|ORG] spoke.",
        "They saw the Rachel Zorkham again.",
        "Rachel Zorkham 4/1",
        "RACHEL ZORKHAM",
    ],
)
def test_an_office_and_what_only_looks_like_a_full_name_are_no_names(text):
    assert found(text, NOTHING_KNOWN) == []


@pytest.mark.parametrize("word", ["You’ve", "They're", "I'll"])
def test_a_pronoun_and_its_verb_are_no_name(word):
    assert found(f"“[{word}|PERSON] come.”", NOTHING_KNOWN) == []


def test_no_name_begins_with_an_amount():
    assert found("It fell [Rs6.84 per kg to Rs233.91|PERSON].", NOTHING_KNOWN) == [
        ("Rs6.84", "MONEY"),
        ("Rs233.91", "MONEY"),
    ]


def test_gives_one_type_to_all_mentions_of_a_form():
    kinds = {kind for name, kind in found("[Zork|PERSON] said. [Zork|PERSON] left. [Zork|ORG] sat.") if name == "Zork"}
    assert kinds == {"PERSON"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("[Ann Brown|PERSON] left. Then Brown sat.", "Brown", "PERSON"),
        ("[Zork Bank|ORG] opened. Zork Bank’s doors closed.", "Zork Bank", "ORG"),
        ("the [Zork Peace Forum|ORG] (ZPF) met", "ZPF", "ORG"),
        ("They saw Mrs. Zork there.", "Zork", "PERSON"),
        ("They saw Mrs May there.", "May", "PERSON"),
        ("They saw Ms [May|DATE] there.", "May", "PERSON"),
        ("They saw Mr. [Law|ORG] there.", "Law", "PERSON"),
        ("[Ann Page|PERSON] left. It is late, Page said.", "Page", "PERSON"),
        ("[Xi Zork|PERSON] left. Then Xi sat.", "Xi", "PERSON"),
        ("They saw [Ms Ellis|ORG] there.", "Ellis", "PERSON"),
        ("They saw [Mr. Ó Hill|GPE] there.", "Ó Hill", "PERSON"),
        ("[Tom King|PERSON] left. It is late, King said.", "King", "PERSON"),
        ("Economist A B Zork, of the bank, agreed.", "A B Zork", "PERSON"),
        ("Striker Anna Zork scored.", "Anna Zork", "PERSON"),
        ("It is late, Zork said.", "Zork", "PERSON"),
        ("OSLO, Sept 14: it rained.", "OSLO", "GPE"),
        ("[Zork News|ORG]’s Ann Brown, in town, agreed.", "Ann Brown", "PERSON"),
    ],
)
def test_finds_what_the_model_missed(text, name, kind):
    assert (name, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "However said nothing.",
        "Prosecutors said so.",
        "[Prosecutors|PERSON] said so.",
        "Teacher Zork Test follows.",
        "He said so.",
        "A Mr said so.",
        "They asked Mr Speaker to stay.",
        "Day said nothing.",
        "It ([NASDAQ|ORG]: ZRK) fell. It (Nasdaq: ZRK, [TSX|ORG]: ZR.A) fell. It ([ZRK.O|ORG]) fell.",
        "The [XI|ORG] lost.",
        "officials said so",
        "#Zork said so",
        "It was Monday.",
    ],
)
def test_finds_no_name_where_there_is_none(text):
    assert found(text) == []


def test_parts_people_whom_the_model_took_for_one_organisation():
    assert found("Mr. [Zork, Brown|ORG] said no.") == [("Zork", "PERSON"), ("Brown", "PERSON")]
    assert found("The law firm [Zork, Brown|ORG] closed.") == [("Zork, Brown", "ORG")]


def test_splits_a_member_from_the_body():
    assert found("[Anna Brown of Zork Gaming|WORK_OF_ART] spoke.") == [("Anna Brown", "PERSON"), ("Zork Gaming", "ORG")]
    assert found("[Victoria University of Zork|ORG] opened.") == [("Victoria University of Zork", "ORG")]


def test_finds_a_proper_noun_that_the_article_repeats_and_the_model_never_marks():
    doc, body = marked("The Zork gave. Later the Zork took.")
    assert not recognition.names(doc, body, GAZETTEER)
    for token in doc:
        token.pos_ = "PROPN" if token.text == "Zork" else "X"
    assert [name.text for name in recognition.names(doc, body, GAZETTEER)] == ["Zork", "Zork"]


def test_a_common_word_is_no_repeat_of_a_name():
    assert found("[Rose|PERSON] left. A rose fell. Rose petals fell.").count(("Rose", "PERSON")) == 1


def test_cuts_a_headline_to_the_name_that_the_article_goes_on_with():
    text = "[Ann Brown Slams Budget|PERSON] Plans Before Crucial Vote\n\n[Ann Brown|PERSON] spoke."
    assert found(text, NOTHING_KNOWN) == [("Ann Brown", "PERSON"), ("Ann Brown", "PERSON")]


WORDS = st.sampled_from(
    [
        "Ann",
        "Lee",
        "said",
        "the",
        "Mr.",
        "Bank",
        "of",
        "Norway",
        "’s",
        "'s",
        "\n",
        "(",
        ")",
        "–",
        "US",
        "and",
        "é",
        "🙂",
    ]
)


@given(st.lists(st.tuples(WORDS, st.sampled_from([None, "PERSON", "ORG", "GPE", "DATE", "NORP"])), max_size=30))
def test_names_are_clean_ordered_and_apart_whatever_the_model_marks(marks):
    text = " ".join(f"[{word}|{label}]" if label else word for word, label in marks)
    doc, body = marked(text)
    names = recognition.names(doc, body, GAZETTEER)
    for name in names:
        assert body.slice(name.span) == name.text
        assert "\n" not in name.text
        assert name.text == name.text.strip()
    for one, other in pairwise(names):
        assert one.span.end <= other.span.start


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Zork’s Priya Quux|ORG] spoke.", [("Zork", "ORG"), ("Priya Quux", "PERSON")]),
        ("[Zorks’ Tom Quux|ORG] spoke.", [("Zorks", "ORG"), ("Tom Quux", "PERSON")]),
        ("“No,” said [Zork’s Xap Quux|PERSON].", [("Zork", "ORG"), ("Xap Quux", "PERSON")]),
        ("[Zork spokesperson Tom Quux|PERSON] left.", [("Zork", "ORG"), ("Tom Quux", "PERSON")]),
        ("[Zork chief executive Tom Quux|PERSON] left.", [("Zork", "ORG"), ("Tom Quux", "PERSON")]),
        ("[Zork’s Priya Quux School|ORG] shut.", [("Zork’s Priya Quux School", "ORG")]),
        ("[Zork’s Priya Quux|PERSON] left.", [("Zork", "ORG"), ("Priya Quux", "PERSON")]),
        ("[Zork’s Gun Quux|PERSON] hurts.", [("Zork’s Gun Quux", "PERSON")]),
        ("[Zork’s Big Ban|PERSON] hurts.", [("Zork’s Big Ban", "PERSON")]),
        ("[Zork and Sons|ORG] left.", [("Zork and Sons", "ORG")]),
    ],
)
def test_parts_a_body_and_somebody_of_it(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They fought [Bill 124|PERSON].", "LAW"),
        ("They fought [Bill C-11|PERSON].", "LAW"),
        ("They fought [Act No. 54|ORG].", "LAW"),
        ("They met [Bill Zork|PERSON].", "PERSON"),
        ("It was refused to [Zorkmore Homes|PERSON].", "ORG"),
        ("It was refused to [Katie Homes|PERSON].", "PERSON"),
        ("[Zork|PERSON] shares fell.", "ORG"),
        ("[Zork|PERSON] employs 900 people.", "ORG"),
        ("[Zork|PERSON] said it would hire 500 people.", "ORG"),
        ("[Zork|PERSON] said it would rain.", "PERSON"),
        ("[Zork|PERSON] shares a room.", "PERSON"),
        ("[Zork|PERSON]'s staff left.", "PERSON"),
    ],
)
def test_types_laws_and_bodies_by_what_the_article_says(text, kind):
    assert [label for _, label in found(text, NOTHING_KNOWN) if label in ("LAW", "ORG", "PERSON")] == [kind]
