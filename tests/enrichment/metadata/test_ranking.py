"""Probabilities leave room for no candidate, candidates that say the same add up, and numbers fall into bands."""

import pytest

from service.enrichment.metadata import ranking


def test_probabilities_leave_room_for_none_of_them():
    assert ranking.probabilities([0.0]) == [0.5]
    assert sum(ranking.probabilities([3.0, 1.0])) < 1
    assert ranking.probabilities([]) == []


def test_candidates_that_say_the_same_add_up():
    best = ranking.best(["a", "b", "a"], [0.3, 0.4, 0.2])
    assert (best[0].index, best[0].probability) == (0, 0.5)


@pytest.mark.parametrize(("value", "name"), [(-5, "0"), (0, "1"), (3, "1"), (7, "2")])
def test_a_number_falls_into_one_band(value, name):
    assert ranking.band(value, 0, 5) == name
