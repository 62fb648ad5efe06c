"""Names go as far as they go: particles, initials and heads belong to them, ranks and letters do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment import lexicons
from service.enrichment.entities import edges, recognition
from service.enrichment.types import Body, Paragraph, Span
from tests.enrichment.entities.articles import GAZETTEER, NOTHING_KNOWN, marked


def found(text, gazetteer=NOTHING_KNOWN):
    doc, body = marked(text)
    body = Body(text=body.text, paragraphs=tuple(paragraphs(body.text)))
    names = recognition.names(doc, body, gazetteer)
    assert all(body.slice(name.span) == name.text for name in names)
    return [(name.text, name.type) for name in names]


def paragraphs(text):
    at = 0
    for line in text.split("\n"):
        if line:
            yield Paragraph(Span(at, at + len(line)))
        at += len(line) + 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Ursula von der|PERSON] [Leyen|ORG] spoke.", ["Ursula von der Leyen"]),
        ("[Rassie|PERSON] van der [Merwe|PERSON] spoke.", ["Rassie van der Merwe"]),
        ("[Rassie|PERSON] van der Merwe spoke.", ["Rassie van der Merwe"]),
        ("Then Anna de la [Cruz|PERSON] spoke.", ["Anna de la Cruz"]),
        ("It is, Van der [Merwe|PERSON] said.", ["Van der Merwe"]),
        ("[Seán Ó|PERSON] [Riain|ORG] spoke.", ["Seán Ó Riain"]),
        ("B R [Zork|PERSON] spoke.", ["B R Zork"]),
        ("Then J. K. [Zork|PERSON] spoke.", ["J. K. Zork"]),
        ("A [Zork|PERSON] fan spoke.", ["Zork"]),
        ("[Martin Zork|PERSON], Jr., spoke.", ["Martin Zork, Jr."]),
        ("[Martin Zork Jr|PERSON]. spoke.", ["Martin Zork Jr."]),
        ("[John Zork|PERSON] III spoke.", ["John Zork III"]),
        ("Crystal Ann [Zork|PERSON] left.", ["Crystal Ann Zork"]),
        ("Garda Aoife [Zork|PERSON] spoke.", ["Aoife Zork"]),
        ("[Det|PERSON] [Sgt|PERSON] [Mary Zork|PERSON] spoke.", ["Mary Zork"]),
        ("They saw [BJP|ORG] [MLA|ORG] [Ketki Zork|PERSON].", ["BJP", "Ketki Zork"]),
        ("[Jane Zork MBE|PERSON] spoke.", ["Jane Zork"]),
        ("[Jane Zork|PERSON], [M.D.|GPE], [Ph.D.|WORK_OF_ART], spoke.", ["Jane Zork"]),
        ("[Jane Zork|PERSON], [MB ChB|ORG], FRCP, [PhD|WORK_OF_ART], spoke.", ["Jane Zork"]),
        ("[Jane Zork|PERSON], who met the [MBE|ORG] club", ["Jane Zork", "MBE"]),
        ("JACK [MA|PERSON] spoke.", ["JACK MA"]),
        ("Chief Martin [Zork-Quux|ORG] spoke.", ["Martin Zork-Quux"]),
        ("Chief Martin [Zorkquux|WORK_OF_ART] spoke.", ["Martin Zorkquux"]),
        ("Then Martin [Zork-Quux|ORG] spoke.", ["Martin Zork-Quux"]),
        ("Then [Martin|PERSON] Zork-Quux spoke.", ["Martin Zork-Quux"]),
        ("[Jane Zork|PERSON] (SAN) met [Ann Poe|PERSON], [SAN|ORG].", ["Jane Zork", "Ann Poe"]),
        ("[Coun Jane Zork|ORG] spoke.", ["Jane Zork"]),
        ("[National Statistician Mary Zork|ORG] spoke.", ["Mary Zork"]),
        ("[Quux Biographer Society|ORG] spoke.", ["Quux Biographer Society"]),
        ("[Skipper Rohan Zork|ORG] spoke.", ["Rohan Zork"]),
        ("[Striker Didier|ORG] [Zork|PERSON] spoke.", ["Didier Zork"]),
        ("[Skipper Rohan Academy|ORG] spoke.", ["Skipper Rohan Academy"]),
        ("[Skipper Zork|ORG] shut.", ["Skipper Zork"]),
        ("[King Rohan Quux|ORG] is a pub.", ["King Rohan Quux"]),
        ("Det Insp Gareth [Zork|PERSON] spoke.", ["Gareth Zork"]),
        ("[Det|PERSON] Con Priya [Zork|PERSON] spoke.", ["Priya Zork"]),
        ("Then Con [Zork|PERSON] spoke.", ["Con Zork"]),
        ("The [Amanda|ORG] [Zorkova|NORP] team", ["Amanda Zorkova"]),
        ("[Amanda Jane|PERSON] Zork-Quux spoke.", ["Amanda Jane Zork-Quux"]),
        ("[Penelope|GPE] Zork-Quux spoke.", ["Penelope Zork-Quux"]),
        ("[Victoria|GPE] [Falls|ORG] rose.", ["Victoria", "Falls"]),
        ("The secretary, [Sunday|DATE] [Zorkoro|GPE], left. “No,” [Sunday|DATE] said.", ["Sunday Zorkoro", "Sunday"]),
        ("It rained. [Earl Stanley Zork|PERSON] left.", ["Earl Stanley Zork"]),
        ("[Louis-Olivier Zork of the Quux Group|ORG] spoke.", ["Louis-Olivier Zork", "Quux Group"]),
    ],
)
def test_a_person_s_name_is_whole_and_without_what_is_around_it(text, names):
    assert [name for name, _ in found(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "They met on [Sunday|DATE] [Zorkoro|GPE] time.",
        "The secretary, [Sunday|DATE] [Times|ORG] reader, left.",
        "They left on [Friday|DATE], and [Sunday|DATE] was dry.",
    ],
)
def test_a_day_is_nobody_s_name(text):
    assert all(kind == "DATE" for name, kind in found(text) if "day" in name)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They met [Councilwoman Dolores Zork|ORG].", "Dolores Zork", "PERSON"),
        ("Then [Fire Chief Jeff Zork|WORK_OF_ART] spoke.", "Jeff Zork", "PERSON"),
        ("Then [PC Ann Zork|EVENT] spoke.", "Ann Zork", "PERSON"),
        ("They met [Dayton Police Lt|PERSON]. [Randy Zork|PERSON].", "Dayton Police", "ORG"),
        ("They met [Dayton Police Lt|ORG]. [Randy Zork|PERSON].", "Dayton Police", "ORG"),
        ("They met [Zork County Sheriff|PERSON] [Rob Poe|PERSON].", "Zork County", "GPE"),
        ("The [Judge Business School|ORG] opened.", "Judge Business School", "ORG"),
        ("The [Justice Department|ORG] spoke.", "Justice Department", "ORG"),
        ("The [Garda Síochána|ORG] spoke.", "Garda Síochána", "ORG"),
        ("[P S Zork|ORG] spoke.", "P S Zork", "PERSON"),
        ("The [Smith & Co|PERSON]. firm closed.", "Smith & Co.", "ORG"),
        ("Then [Smith & Sons|PERSON] closed.", "Smith & Sons", "ORG"),
        ("He left [Brightwell Inc|ORG]. Then it rained.", "Brightwell Inc.", "ORG"),
        ("At [Dayton Children|PERSON]'s Hospital it rained.", "Dayton Children's Hospital", "ORG"),
        ("At [St. Mary|PERSON]'s Church it rained.", "St. Mary's Church", "GPE"),
        ("At [Zork|PERSON]'s Hotel it rained.", "Zork", "PERSON"),
        ("On [East Fifth|GPE] Street it rained.", "East Fifth Street", "FAC"),
        ("In [Zork County Jail|PERSON] it rained.", "Zork County Jail", "GPE"),
        ("In [Metro Zork|PERSON] it rained.", "Metro Zork", "GPE"),
        ("The [Zork|PERSON] glacier melts.", "Zork", "GPE"),
        (
            "The Ethics and [Anti-Corruption Commission|ORG] (EACC) met.",
            "Ethics and Anti-Corruption Commission",
            "ORG",
        ),
        ("The World and [Peace Forum|ORG] (PF) met.", "Peace Forum", "ORG"),
        ("[Zork Mortgage|ORG] and [Housing Corp|ORG]. says so.", "Zork Mortgage and Housing Corp.", "ORG"),
        ("[Zork Mortgage|ORG] and [Housing Corp|ORG]. say so.", "Housing Corp.", "ORG"),
        ("[Zork Mortgage|ORG] and [Quux|ORG] says so.", "Zork Mortgage", "ORG"),
        ("The [Peace Society|ORG] (TPS) met.", "Peace Society", "ORG"),
        ("[Ryskul Zork|ORG] came. [Zork|ORG] is not a famous man. [Zork|ORG] said so.", "Ryskul Zork", "PERSON"),
        ("[Tea Bank|ORG] came. [Bank|ORG] is not a famous man.", "Tea Bank", "ORG"),
    ],
)
def test_the_words_of_a_name_tell_its_type(text, name, kind):
    assert (name, kind) in found(text)


def test_a_surname_with_its_particle_is_the_person_s():
    names = found("[Andre de Zork|PERSON] left. [De Zork|ORG] came back. Then De Zork sat.")
    assert names == [("Andre de Zork", "PERSON"), ("De Zork", "PERSON"), ("De Zork", "PERSON")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[DAYTON|ORG], Ohio ([WKRT|GPE]) — It rained.", [("DAYTON", "GPE"), ("Ohio", "GPE"), ("WKRT", "ORG")]),
        ("THUNDER BAY, [Ont|PERSON]. — It rained.", [("THUNDER BAY", "GPE"), ("Ont.", "GPE")]),
        ("It rained.\nBOSTON (AP) — It rained.", [("BOSTON", "GPE"), ("AP", "ORG")]),
        ("NASA - [It|ORG] (1980) rained", []),
        ("AND WHEREAS: It rained.", []),
    ],
)
def test_a_dateline_names_places_and_an_agency(text, names):
    assert [one for one in found(text) if one[1] in ("GPE", "ORG", "PERSON")] == names


@pytest.mark.parametrize("name", ["ranks"])
def test_every_rank_is_an_honorific(name):
    assert lexicons.read(name) <= lexicons.read("honorifics")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Zork MBE", ["Jane Zork"]),
        ("Jane Zork Ph.D.", ["Jane Zork"]),
        ("Jack Ma", ["Jack Ma"]),
        ("JACK MA", ["JACK MA"]),
        ("MP", ["MP"]),
        ("Martin Zork, Jr.", ["Martin Zork, Jr."]),
    ],
)
def test_letters_behind_a_name_are_no_part_of_it(text, names):
    assert [text[start:end] for start, end in edges.pieces(text, 0, len(text), "PERSON")] == names


PIECES = st.sampled_from(
    [
        "Ann",
        "de",
        "la",
        "Van",
        "der",
        "B",
        "R",
        "Lt.",
        "Sheriff",
        "QC",
        "Jr.",
        "&",
        "Co",
        "Street",
        "'s",
        "Hospital",
        "DAYTON",
        ",",
        "(",
        "AP",
        ")",
        "—",
        "and",
        "(EACC)",
        "\n",
        "é",
        "County",
        "MLA",
    ]
)


@given(st.lists(st.tuples(PIECES, st.sampled_from([None, "PERSON", "ORG", "GPE", "DATE", "NORP"])), max_size=30))
def test_names_are_apart_and_exact_whatever_the_model_marks(marks):
    text = " ".join(f"[{piece}|{label}]" if label and piece.strip() else piece for piece, label in marks)
    found(text, GAZETTEER)
    doc, body = marked(text)
    last = 0
    for name in recognition.names(doc, body, GAZETTEER):
        assert last <= name.span.start < name.span.end
        last = name.span.end
