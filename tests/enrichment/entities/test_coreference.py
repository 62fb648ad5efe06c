"""Pronouns and descriptions go to the person they mean, and to nobody where that is not clear."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from service.enrichment.entities import aliases, coreference, recognition
from service.enrichment.types import Body
from tests.enrichment.entities.articles import GAZETTEER, marked


def meant(text):
    """Return (words, person) of each mention without a name."""
    doc, body = marked(text)
    groups = aliases.group(recognition.names(doc, body, GAZETTEER), GAZETTEER)
    others = coreference.mentions(doc, body.text, groups, GAZETTEER)
    return [(mention.text, groups[n].name) for n, found in sorted(others.items()) for mention in found]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("[Peter Brown|PERSON] left.\nHe said so.", [("He", "Peter Brown")]),
        ("[Anna Brown|PERSON] met [Peter Ray|PERSON].\nShe left.", [("She", "Anna Brown")]),
        ("Mr [Zork|PERSON] met Ms [Quux|PERSON].\nHe left.", [("He", "Zork")]),
        ("[Zork|PERSON], 47, left with his dog.", [("his", "Zork")]),
        (
            "[Peter Brown|PERSON] met [Paul Ray|PERSON].\n“No,” Ray said. “Never,” he added.",
            [("he", "Paul Ray")],
        ),
        (
            "[Norwegian|NORP] President [Peter Brown|PERSON] met [Paul Ray|PERSON].\nThe president left.",
            [("The president", "Peter Brown")],
        ),
        (
            "[US|GPE] President [Paul Ray|PERSON] met [Norwegian|NORP] President [Peter Brown|PERSON].\nThe US president sat.",
            [],
        ),
        (
            "[Norwegian|NORP] President [Peter Brown|PERSON] met a [Muslim|NORP] leader, [Ali Ray|PERSON].\nThe Muslim leader sat.",
            [("The Muslim leader", "Ali Ray")],
        ),
        (
            "[US|GPE] President [Paul Ray|PERSON] met [Norway|GPE] President [Peter Brown|PERSON].\nThe Norwegian president sat.",
            [("The Norwegian president", "Peter Brown")],
        ),
        (
            "Prime Minister [Peter Brown|PERSON] left.\nThe prime minister sat.\nThe leader ate.",
            [("The prime minister", "Peter Brown"), ("The leader", "Peter Brown")],
        ),
        (
            "The victim, [Anna Brown|PERSON], spoke.\nThe victim, who was ten, fell.\nShe left.",
            [("The victim", "Anna Brown"), ("She", "Anna Brown")],
        ),
        ("Former president [Paul Ray|PERSON] left.\nThe former president sat.", [("The former president", "Paul Ray")]),
        ("[Anna Brown|PERSON], a lawyer for the firm, left.\nThe attorney sat.", [("The attorney", "Anna Brown")]),
    ],
)
def test_resolves_what_is_clear(text, mentions):
    assert meant(text) == mentions


@pytest.mark.parametrize(
    "text",
    [
        "He said so.",
        "She spoke to the referee, [Brown|PERSON] was calm.\nThe referee sat.",
        "They found [Peter Brown|PERSON], the sheriff said.\nThe sheriff left.",
        "[Anna Brown|PERSON] left.\nHe said so.",
        "[Peter Brown|PERSON] left.\nThe president said so.",
        "[Anna Brown|PERSON] and [Eva Ray|PERSON] left.\n“She knows her.”",
        "President [Peter Brown|PERSON] left.\nThe president of the club sat.",
        "[US|GPE] President [Peter Brown|PERSON] left.\nThe Norwegian president sat.",
        "President [Peter Brown|PERSON] left.\nThe former president sat.",
        "President [Peter Brown|PERSON] left.\nThe ex-president sat.",
        "Vice president [Peter Brown|PERSON] left.\nThe president sat.",
        "Spokesman [Peter Brown|PERSON] left.\nThe spokeswoman sat.",
        "Prime Minister [Peter Brown|PERSON] left.\nThe minister sat.",
        "[Oslo|GPE] grew.\nHe said so.",
    ],
)
def test_leaves_open_what_is_not(text):
    assert meant(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ms [Anna Brown|PERSON] spoke.\nA trader said it was bad. She left.",
        "Ms [Anna Brown|PERSON] spoke.\nAn importer at the market, who asked not to be named, said no.\n“Never,” she added.",
        "[Peter Brown|PERSON] spoke.\n“No,” one resident told us.\n“They forgot,” he said.",
        "[Peter Brown|PERSON] spoke.\nA U.S. official, who asked not to be named, said no.\n“Never,” he added.",
        "Ms [Anna Brown|PERSON] spoke.\nThe girl, who cannot be named, wept.\nShe left.",
    ],
)
def test_a_pronoun_behind_someone_without_a_name_is_no_namesake_s(text):
    assert meant(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[Peter Brown|PERSON], a lawyer, left.\nHe said so.",
        "[Peter Brown|PERSON] is a farmer.\nHe said so.",
        "[Peter Brown|PERSON] spoke.\nA statement said no.\nHe left.",
        "[Peter Brown|PERSON] left after a doctor came.\nHe said so.",
        "[Peter Brown|PERSON] spoke.\nAn agency said no.\nHe left.",
        "[Peter Brown|PERSON] spoke.\nThe victim, hurt by a car, fell.\nHe left.",
    ],
)
def test_a_pronoun_behind_what_is_no_further_person_keeps_its_meaning(text):
    assert [person for _, person in meant(text)] == ["Peter Brown"]


def test_forgets_a_person_after_some_sentences():
    between = "\n".join(["It rained."] * 8)
    assert meant(f"[Peter Brown|PERSON] left.\n{between}\nHe said so.") == []


@pytest.mark.parametrize("word", ["He", "she", "him", "His", "hers", "himself", "herself"])
def test_every_third_person_pronoun_is_one(word):
    assert coreference.PRONOUN.fullmatch(word)


@pytest.mark.parametrize("word", ["Se", "sis", "sim", "ser", "the", "here", "This", "hi", "she-wolf", "Sherself"])
def test_other_words_are_no_pronouns(word):
    assert not coreference.PRONOUN.search(f" {word} ")


NAMED = "Anna_PROPN_compound_1 Brown_PROPN_nsubj_2 sat_VERB_ROOT_2 ._PUNCT_punct_2 Eva_PROPN_compound_5 "


def read(words):
    """Return (words, person) of each pronoun in words that are written with part of speech, relation and head."""
    told = [word.split("_") for word in words.split()]
    doc = Doc(
        spacy.blank("en").vocab,
        [word[0] for word in told],
        pos=[word[1] for word in told],
        deps=[word[2] for word in told],
        heads=[int(word[3]) for word in told],
    )
    doc.ents = [Span(doc, 0, 2, "PERSON"), Span(doc, 4, 6, "PERSON")]
    groups = aliases.group(recognition.names(doc, Body(text=doc.text), GAZETTEER), GAZETTEER)
    others = coreference.mentions(doc, doc.text, groups, GAZETTEER)
    return [(mention.text, groups[n].name) for n, found in sorted(others.items()) for mention in found]


@pytest.mark.parametrize(
    "words",
    [
        "Ray_PROPN_nsubj_6 called_VERB_ROOT_6 her_PRON_dobj_6",
        "Ray_PROPN_nsubj_6 laughed_VERB_ROOT_6 at_ADP_prep_6 her_PRON_pobj_7",
        "Ray_PROPN_nsubj_6 rose_VERB_ROOT_6 and_CCONJ_cc_6 thanked_VERB_conj_6 her_PRON_dobj_8",
        "Ray_PROPN_nsubj_6 wanted_VERB_ROOT_6 to_PART_aux_8 thank_VERB_xcomp_6 her_PRON_dobj_8",
        "Ray_PROPN_nsubj_9 who_PRON_nsubj_7 taught_VERB_relcl_5 her_PRON_dobj_7 left_VERB_ROOT_9",
    ],
)
def test_an_object_is_somebody_else_than_its_clause_s_subject(words):
    assert read(NAMED + words) == [("her", "Anna Brown")]


@pytest.mark.parametrize(
    "words",
    [
        "Ray_PROPN_nsubj_6 took_VERB_ROOT_6 her_PRON_poss_8 coat_NOUN_dobj_6",
        "Ray_PROPN_nsubj_6 looked_VERB_ROOT_6 around_ADP_prep_6 her_PRON_pobj_7",
        "Ray_PROPN_nsubj_6 praised_VERB_ROOT_6 herself_PRON_dobj_6",
    ],
)
def test_what_is_no_object_may_be_the_subject(words):
    assert [person for _, person in read(NAMED + words)] == ["Eva Ray"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("[Zork|PERSON] left.\nShe said so.\nHe sat.", [("She", "Zork")]),
        ("[Zork|PERSON] left.\n“She knows,” he said.\nHe sat.", [("She", "Zork"), ("he", "Zork"), ("He", "Zork")]),
        ("Mr [Zork|PERSON] left.\nShe said so.\nHe sat.", [("He", "Zork")]),
    ],
)
def test_who_is_once_she_stays_so(text, mentions):
    assert meant(text) == mentions
