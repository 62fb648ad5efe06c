"""Values are what the words and signs beside a number say, whole, and numbers that count nothing are none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.entities import recognition
from service.enrichment.entities.edges import VALUES
from tests.enrichment.entities.articles import NOTHING_KNOWN, marked


def found(text):
    doc, body = marked(text)
    names = recognition.names(doc, body, NOTHING_KNOWN)
    assert all(body.slice(name.span) == name.text for name in names)
    return [(name.text, name.type) for name in names]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("It fell [95 per cent|MONEY] again.", "95 per cent", "PERCENT"),
        ("It fell 15 per cent.", "15 per cent", "PERCENT"),
        ("It fell by [as much as|PERCENT] [15 per cent|MONEY].", "as much as 15 per cent", "PERCENT"),
        ("It rose 4.1pc in May.", "4.1pc", "PERCENT"),
        ("It rose [two|CARDINAL] percentage points.", "two percentage points", "PERCENT"),
        ("It rose [five|CARDINAL] per cent.", "five per cent", "PERCENT"),
        ("It rose [between 5 per cent and 6 per cent|MONEY].", "between 5 per cent and 6 per cent", "PERCENT"),
        ("It rose 0.25 percentage points.", "0.25 percentage points", "PERCENT"),
        ("A tender of Sh340 million.", "Sh340 million", "MONEY"),
        ("He owes Rs 4.5 crore.", "Rs 4.5 crore", "MONEY"),
        ("He owes Rs. 1,50,000 now.", "Rs. 1,50,000", "MONEY"),
        ("He owes ₹[500|CARDINAL] crore.", "₹500 crore", "MONEY"),
        ("It cost RM3.4m.", "RM3.4m", "MONEY"),
        ("It cost GH¢20 a head.", "GH¢20", "MONEY"),
        ("It cost HK$30.", "HK$30", "MONEY"),
        ("It cost A[$5m|MONEY].", "A$5m", "MONEY"),
        ("It cost S$2 billion.", "S$2 billion", "MONEY"),
        ("It cost [R8.7bn|CARDINAL].", "R8.7bn", "MONEY"),
        ("It cost P5 billion.", "P5 billion", "MONEY"),
        ("It cost [120 million|CARDINAL] naira.", "120 million naira", "MONEY"),
        ("It cost 500 Swiss francs.", "500 Swiss francs", "MONEY"),
        ("It cost 3 million won.", "3 million won", "MONEY"),
        ("It cost CHF 5,000.", "CHF 5,000", "MONEY"),
        ("It cost $3-5 million.", "$3-5 million", "MONEY"),
        ("It cost [about $10|MONEY] million.", "about $10 million", "MONEY"),
        ("It began at [2:14 p.m|TIME].", "2:14 p.m.", "TIME"),
        ("It began at [around 8:30 a.m|TIME]. ET.", "around 8:30 a.m.", "TIME"),
        ("It is open [10 a.m.-4 p.m|TIME]. Then it rained.", "10 a.m.-4 p.m.", "TIME"),
        ("It costs [$876 - $|MONEY]1,042 a day.", "$876 - $1,042", "MONEY"),
        ("It began at 7 pm.", "7 pm", "TIME"),
        ("Prices by [0930|DATE] GMT rose.", "0930 GMT", "TIME"),
        ("Prices at 17.12 BST rose.", "17.12 BST", "TIME"),
        ("On [3/4/2009|CARDINAL] it rained.", "3/4/2009", "DATE"),
        ("It lasts until [at least 2024|CARDINAL].", "2024", "DATE"),
        ("It took [her nine years|DATE] to write.", "nine years", "DATE"),
        ("They voted [5|CARDINAL]-[2|CARDINAL] again.", "5-2", "CARDINAL"),
        ("They won [7-6|CARDINAL].", "7-6", "CARDINAL"),
        ("They saw [95|CARDINAL] people.", "95", "CARDINAL"),
        ("They saw [at least 2000|CARDINAL] people.", "at least 2000", "CARDINAL"),
        ("They stayed in [2000|CARDINAL] villages.", "2000", "CARDINAL"),
        ("It is [2,100-pound|QUANTITY] heavy.", "2,100-pound", "QUANTITY"),
    ],
)
def test_a_value_is_what_stands_beside_its_number(text, value, kind):
    assert found(text) == [(value, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Call [937|CARDINAL]-555-0143 now.",
        "Call 1-800-555-0143 or +44 [20|CARDINAL] 7555 0100.",
        "Call (0)20 or [555|CARDINAL]-0101.",
        "They played a [4-3-3|CARDINAL].",
        "[1|CARDINAL]. The sea",
        "It rained.\n\n[2|CARDINAL]) The river",
        "It fell [between|DATE] then and now.",
        "They lost [as much as|PERCENT] they won.",
        "Crude [CLc1|CARDINAL] fell.",
        "An N95 mask, the M25 and COP 26, P2P and R2.",
        "They took 12 and 5 won.",
        "The PC 5 Smith drove the A320.",
    ],
)
def test_a_number_that_counts_nothing_is_no_value(text):
    assert found(text) == []


def test_a_name_that_reaches_out_of_a_value_stays():
    assert found("They met [Sh340 Group|ORG] there.") == [("Sh340 Group", "ORG")]


PIECES = st.sampled_from(
    ["Rs", "5", " ", "$", "per", "cent", "-", "million", ".", ",", "p.m.", "1,000", "about", "\n", "+44", "é", "won"]
)


@given(st.lists(st.tuples(PIECES, st.sampled_from([None, "CARDINAL", "MONEY", "DATE", "ORG"])), max_size=30))
def test_values_are_apart_and_in_order_whatever_the_model_marks(marks):
    doc, body = marked("".join(f"[{piece}|{label}]" if label and piece.strip() else piece for piece, label in marks))
    names = recognition.names(doc, body, NOTHING_KNOWN)
    spans = [name.span for name in names]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(name.text.strip() == name.text for name in names if name.type in VALUES)
