import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.enrichment.body import features, plaintext, review
from service.enrichment.types import Role
from tests.enrichment.body.articles import BODY, FOOT, HEAD, LINES, TITLE

ROLES = tuple(Role)
CUES = features.cues()


def said(likely, title=None):
    """Return a first opinion: these likelihoods of body, and one line called the title."""
    roles = np.full((len(likely), len(ROLES)), 1 / len(ROLES), dtype=np.float32)
    if title is not None:
        roles[title] = np.eye(len(ROLES), dtype=np.float32)[ROLES.index(Role.TITLE)]
    return np.array(likely, dtype=np.float32), roles


def reviewed(lines, likely, title=None):
    text = "\n".join(lines)
    seen = features.page(text, plaintext.lines(text), CUES)
    return review.features(*said(likely, title), seen.words, seen.tokens)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*LINES, "—", "5"]), st.floats(0, 1)), min_size=1, max_size=40))
def test_every_line_of_every_page_gets_as_many_finite_numbers(lines):
    numbers = reviewed([line for line, _ in lines], [likely for _, likely in lines])
    assert numbers.shape[1] == reviewed(LINES, [0.5] * len(LINES)).shape[1]
    assert np.isfinite(numbers).all()
    assert np.abs(numbers).max() < 10


@pytest.mark.parametrize("likely", [[0.0], [1.0], [0.5]])
def test_a_page_of_one_line_has_numbers(likely):
    assert reviewed([BODY[0]], likely).shape[0] == 1


def test_a_line_far_from_the_body_looks_different_from_its_copy_inside():
    line = "Ferry company reports record losses"
    lines = [*BODY[:2], line, *BODY[2:], *FOOT, line]
    likely = [0.9 if one in BODY else 0.1 for one in lines]
    numbers = reviewed(lines, likely)
    assert np.count_nonzero(np.abs(numbers[2] - numbers[-1]) > 0.05) > 20


def test_the_words_a_line_shares_with_the_title_are_seen():
    lines = [*HEAD, TITLE, *BODY]
    likely = [0.9 if one in BODY else 0.1 for one in lines]
    with_title, without = (reviewed(lines, likely, title=lines.index(one)) for one in (TITLE, HEAD[0]))
    changed = np.abs(with_title - without).max(axis=1)
    assert changed[lines.index(BODY[0])] > 0.1


def test_the_numbers_of_a_line_do_not_depend_on_pages_read_before():
    likely = [0.9 if one in BODY else 0.1 for one in LINES]
    assert np.array_equal(reviewed(LINES, likely), reviewed(LINES, likely))
