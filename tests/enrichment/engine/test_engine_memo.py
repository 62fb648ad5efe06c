import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.engine.memo import Memo, mixed


class Square:
    """Computes two columns for the keys asked for, and counts."""

    def __init__(self, keys):
        self.keys, self.asked = np.array(keys, dtype=np.uint64), []

    def __call__(self, positions):
        self.asked += self.keys[positions].tolist()
        return np.stack((self.keys[positions], self.keys[positions] * np.uint64(3)), axis=1)


def rows(memo, keys):
    square = Square(keys)
    return memo.rows(square.keys, square).tolist(), square.asked


@given(st.lists(st.lists(st.integers(0, 30), max_size=25), max_size=8), st.integers(1, 12))
def test_rows_are_those_of_the_keys_whatever_was_kept(documents, capacity):
    memo = Memo(2, np.uint64, capacity)
    for keys in documents:
        found, asked = rows(memo, keys)
        assert found == [[key, 3 * key] for key in keys]
        assert len(asked) == len(set(asked))
        assert len(memo) <= capacity


def test_a_key_is_computed_once():
    memo = Memo(2, np.uint64, 10)
    assert rows(memo, [5, 7, 5])[1] == [5, 7]
    assert rows(memo, [7, 5, 9])[1] == [9]


def test_a_full_memo_forgets_all_but_what_is_pinned():
    memo = Memo(2, np.uint64, 4)
    rows(memo, [1, 2])
    memo.pin()
    rows(memo, [3, 4])
    rows(memo, [5])
    assert rows(memo, [1, 2, 5])[1] == []
    assert rows(memo, [3])[1] == [3]


def test_rows_given_out_do_not_change_the_memo():
    memo = Memo(2, np.uint64, 4)
    keys = np.array([1, 2], dtype=np.uint64)
    memo.rows(keys, Square(keys))[:] = 0
    assert rows(memo, [1, 2])[0] == [[1, 3], [2, 6]]


def test_attributes_are_mixed_by_their_columns():
    numbers = mixed(np.array([[1, 2, 0], [2, 1, 0], [1, 2, 1], [1, 2, 0]], dtype=np.uint64)).tolist()
    assert numbers[0] == numbers[3]
    assert len(set(numbers)) == 3
