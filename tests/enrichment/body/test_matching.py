import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.body import chooser, plaintext
from service.enrichment.body import words as wording
from service.enrichment.body.matching import UNMATCHED, matches

WORDS = st.lists(st.integers(1, 12), max_size=60)


def hashes(numbers):
    return wording.mix(np.array(numbers, dtype=np.uint64))


def held(lines, kept):
    found = plaintext.of_blocks(lines)
    return [round(float(share), 2) for share in chooser.held("\n".join(lines), found, kept)]


@pytest.mark.parametrize(
    ("lines", "kept", "shares"),
    [
        (["Home", "The river rose on Monday."], "The river rose on Monday.", [0, 1]),
        (["The river rose.", "It fell."], "", [0, 0]),
        (["***", "It fell."], "It fell.", [0, 1]),
        (["The river", "rose on", "Monday"], "The river rose on Monday", [1, 1, 1]),
    ],
    ids=["menu", "nothing kept", "no words", "broken lines"],
)
def test_a_line_is_held_as_far_as_its_words_are_kept(lines, kept, shares):
    assert held(lines, kept) == shares


def test_a_row_of_a_table_is_found_across_its_cells():
    lines = ["Rank", "School", "1", "Northern School of Mines", "17 %", "2", "Harbour College", "9 %", "Log in"]
    kept = "| Rank | School |\n|---|---|\n| 1 | Northern School of Mines | 17 % |\n| 2 | Harbour College | 9 % |"
    assert held(lines, kept) == [1] * 8 + [0]


def test_of_two_copies_the_one_among_the_other_kept_lines_is_found():
    lede = "The council voted to close the bridge."
    rest = ["Traffic will go by ferry until spring.", "The mayor called it a hard choice."]
    assert held([lede, "Most read", "Sport", lede, *rest], "\n".join([lede, *rest])) == [0, 0, 0, 1, 1, 1]


def test_a_page_that_holds_its_article_twice_is_matched_once():
    article = ["The council voted to close the bridge.", "Traffic will go by ferry until spring."]
    shares = held(article * 2, "\n".join(article))
    assert sum(shares) == 2


@given(WORDS, WORDS)
def test_matched_words_are_equal_and_in_the_order_of_both(page, kept):
    where = matches(hashes(page), hashes(kept))
    at = np.flatnonzero(where != UNMATCHED)
    assert (np.diff(where[at]) > 0).all()
    assert [page[i] for i in where[at]] == [kept[i] for i in at]


@given(st.lists(st.integers(1, 10**6), unique=True, max_size=60), st.data())
def test_words_that_stand_once_are_all_found(page, data):
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(page)), st.integers(0, len(page)))))
    assert matches(hashes(page), hashes(page[start:end])).tolist() == list(range(start, end))


def test_a_word_has_the_same_number_wherever_it_stands_in_a_long_text():
    text = "bridge " * (wording.MANY_POWERS // 4)
    points = wording.codes(text)
    assert len(set(wording.words(points, wording.classes(points)).hashes.tolist())) == 1
