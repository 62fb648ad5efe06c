from dataclasses import replace

import numpy as np
import pytest

from service.enrichment.body import plaintext
from service.enrichment.body.labeller import ROLES, WITH_MEMORY, judge, kept
from service.enrichment.body.network import Dense, Network, Opinion
from service.enrichment.types import Role


def opinion(lines, role=Role.OTHER):
    """Return an opinion of lines, each (words, how likely body), that would all have that role."""
    roles = np.full((len(lines), len(ROLES)), 0.01, np.float32)
    roles[:, ROLES.index(role)] = 0.5
    words, likely = (np.array(column) for column in zip(*lines, strict=True))
    return Opinion(likely.astype(np.float32), roles, words)


PROSE = [(90, 0.99)] * 10


@pytest.mark.parametrize(
    ("lines", "last_is_kept"),
    [
        pytest.param([*PROSE, (15, 0.2)], True, id="nearly all of it is body"),
        pytest.param([*PROSE, (60, 0.2), (60, 0.2)], True, id="most of it is body and nothing is surely none"),
        pytest.param([*PROSE, (30, 0.01), (60, 0.2)], False, id="there is furniture"),
        pytest.param([*PROSE, (300, 0.2), (60, 0.2)], False, id="too much of it is doubtful"),
        pytest.param([*PROSE, (15, 0.01)], False, id="what is surely no body goes"),
    ],
)
def test_doubtful_lines_stay_where_a_text_is_clean_already(lines, last_is_kept):
    assert kept(opinion(lines))[-1] == last_is_kept


def test_copyright_lines_go_from_clean_texts_too():
    assert kept(opinion([*PROSE, (15, 0.2)], Role.LEGAL)).tolist() == [True] * 10 + [False]


def test_what_is_trusted_less_is_more_easily_kept():
    hard = opinion([(60, 0.9), (60, 0.28), *[(60, 0.01)] * 20])
    assert kept(hard).tolist() == [True] + [False] * 21
    assert kept(hard, 0.6).tolist() == [True, True] + [False] * 20


def headed(signed: Role, lines: list[tuple[int, float]]) -> Opinion:
    """Return the opinion on a headline and a line of that role with these lines below, of which none is likely body."""
    below = opinion([(6, 0.001), (4, 0.001), *lines], Role.RELATED)
    below.roles[:2] = 0
    below.roles[0, ROLES.index(Role.TITLE)] = below.roles[1, ROLES.index(signed)] = 1
    return below


@pytest.mark.parametrize("signed", [Role.BYLINE, Role.DATE])
def test_below_a_headline_with_a_byline_or_a_date_is_an_article(signed):
    assert kept(headed(signed, [(3, 0.02), (30, 0.01), (40, 0.008), (25, 0.0005)])).tolist() == [False] * 3 + [
        True,
        True,
        False,
    ]


def test_below_a_headline_alone_nothing_has_to_be():
    assert not kept(headed(Role.SHARE, [(3, 0.02), (30, 0.01)])).any()
    assert not kept(headed(Role.BYLINE, [(3, 0.02), (5, 0.01)])).any()


def with_one_opinion(network: Network, log_odds: float) -> Network:
    """Return a network that says the same of every line."""
    return replace(network, body=Dense(network.body.weights * 0, network.body.bias * 0 + log_odds))


@pytest.mark.parametrize("lines", [3, 450])
def test_networks_with_a_memory_have_their_share_of_the_say(labeller, lines):
    text = "\n".join(["The council met on Monday and said that the bridge will be closed for a year."] * lines)
    low, high = (
        judge(
            text,
            plaintext.lines(text),
            replace(
                labeller,
                networks=tuple(
                    replace(trio, memory=with_one_opinion(trio.memory, log_odds)) for trio in labeller.networks
                ),
            ),
        ).body
        for log_odds in (-30, 30)
    )
    np.testing.assert_allclose(high - low, WITH_MEMORY, atol=1e-5)
