"""Tags and links against brute force on small examples."""

import itertools

import numpy as np
import pytest

from service.enrichment.quotes import decoding
from service.enrichment.quotes.decoding import BEGIN, CONTENT, CUE, INSIDE, SOURCE


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_every_path_written_out(seed: int) -> None:
    draw = np.random.default_rng(seed)
    emissions = draw.normal(size=(9, 7)).astype(np.float32)
    transitions = draw.normal(size=(7, 7)).astype(np.float32) + decoding.allowed()
    start = draw.normal(size=7).astype(np.float32) + decoding.allowed()[0]
    paragraph = np.array([0, 0, 0, 0, -1, 1, 1, 1, -1])
    paragraphs = decoding.lattice(paragraph)
    tags = decoding.viterbi(emissions, transitions, start, paragraphs)
    shares = decoding.marginals(emissions, transitions, start, paragraphs)
    for first, size in ((0, 4), (5, 3)):
        paths = list(itertools.product(range(7), repeat=size))
        scores = np.array(
            [
                start[path[0]]
                + sum(emissions[first + i, tag] for i, tag in enumerate(path))
                + sum(transitions[a, b] for a, b in itertools.pairwise(path))
                for path in paths
            ]
        )
        assert tuple(tags[first : first + size]) == paths[int(scores.argmax())]
        weights = np.exp(scores - scores.max())
        for i in range(size):
            expected = np.bincount([path[i] for path in paths], weights, 7) / weights.sum()
            assert shares[first + i] == pytest.approx(expected, abs=1e-4)
    assert not tags[paragraph < 0].any()


def test_cuts_the_tags_into_pieces() -> None:
    tags = np.array([BEGIN[SOURCE], INSIDE[SOURCE], BEGIN[CUE], BEGIN[CONTENT], INSIDE[CONTENT], BEGIN[CONTENT], 0])
    found = decoding.pieces(tags, np.zeros(7, np.int64))
    assert found.role.tolist() == [SOURCE, CUE, CONTENT, CONTENT]
    assert found.first.tolist() == [0, 2, 3, 5]
    assert found.last.tolist() == [1, 2, 4, 5]


def test_ends_a_piece_with_its_paragraph() -> None:
    tags = np.array([BEGIN[CONTENT], INSIDE[CONTENT], INSIDE[CONTENT]])
    found = decoding.pieces(tags, np.array([0, 0, 1]))
    assert found.first.tolist() == [0, 2]


def test_lays_every_token_of_a_paragraph_out_once() -> None:
    paragraph = np.repeat([0, -1, 1, 2, -1], [3, 2, 5, 1, 1])
    laid = decoding.lattice(paragraph)
    assert laid.counts == (3, 2, 2, 1, 1)
    assert laid.ahead.tolist() == [5, 0, 10, 6, 1, 7, 2, 8, 9]
    assert laid.behind.tolist() == [9, 2, 10, 8, 1, 7, 0, 6, 5]


def test_has_no_tags_where_there_is_no_paragraph() -> None:
    laid = decoding.lattice(np.full(3, -1))
    assert not decoding.viterbi(np.ones((3, 7), np.float32), decoding.allowed(), np.zeros(7), laid).any()
