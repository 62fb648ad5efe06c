import numpy as np
import pytest

from service.enrichment.body import network
from service.enrichment.body.network import Convolution, Dense, Recurrence


@pytest.mark.parametrize("kind", ["first", "second", "memory"])
@pytest.mark.parametrize("lines", [1, 2, 16, 17, 60])
def test_networks_side_by_side_answer_what_they_answer_one_by_one_on_average(labeller, kind, lines):
    members = [getattr(trio, kind) for trio in labeller.networks]
    numbers = np.random.default_rng(lines).normal(size=(lines, members[0].entry.weights.shape[1])).astype(np.float32)
    body, roles = network.run(network.together(members), numbers)
    alone = [network.run(member, numbers) for member in members]
    np.testing.assert_allclose(body, np.mean([said for said, _ in alone], axis=0), atol=1e-5)
    np.testing.assert_allclose(roles, np.mean([said for _, said in alone], axis=0), atol=1e-5)


def test_a_line_hears_of_lines_within_reach_of_its_convolutions_and_of_the_whole_page(labeller):
    member = labeller.networks[0].first
    numbers = np.zeros((400, member.entry.weights.shape[1]), dtype=np.float32)
    changed = numbers.copy()
    changed[200] = 3
    before, after = network.run(member, numbers)[0], network.run(member, changed)[0]
    near, far = np.abs(after - before)[170:231].max(), np.abs(after - before)[:100]
    assert near > far.max() > 0


def test_all_but_the_first_network_of_a_trio_have_recurrences(labeller):
    trio = labeller.networks[0]
    kinds = [{type(layer) for layer in member.layers} for member in (trio.first, trio.second, trio.memory)]
    assert kinds == [{Convolution}, {Convolution, Recurrence}, {Convolution, Recurrence}]


def test_a_widened_network_does_not_heed_the_numbers_beyond_its_own(labeller):
    member = labeller.networks[0].memory
    own = member.entry.weights.shape[1]
    numbers = np.random.default_rng(4).normal(size=(30, own + 7)).astype(np.float32)
    wide, narrow = network.run(network.widened(member, own + 7), numbers), network.run(member, numbers[:, :own])
    for said, alone in zip(wide, narrow, strict=True):
        np.testing.assert_allclose(said, alone, atol=1e-5)


def test_only_the_first_members_are_asked_for_roles_and_all_for_the_body(labeller):
    members = [trio.second for trio in labeller.networks]
    numbers = np.random.default_rng(5).normal(size=(30, members[0].entry.weights.shape[1])).astype(np.float32)
    body, roles = network.run_each(network.together(members), numbers, for_roles=2)
    assert (body.shape[0], roles.shape[0]) == (len(members), 2)
    for i, member in enumerate(members):
        alone_body, alone_roles = network.run(member, numbers)
        np.testing.assert_allclose(body[i], alone_body, atol=1e-5)
        if i < 2:
            np.testing.assert_allclose(roles[i], alone_roles, atol=1e-5)


def recurrence(seed: int, members: int = 2, width: int = 6) -> Recurrence:
    random = np.random.default_rng(seed)

    def dense() -> Dense:
        return Dense(
            random.normal(size=(members, width, width)).astype(np.float32),
            random.normal(size=(members, 1, width)).astype(np.float32),
        )

    return Recurrence(dense(), dense(), dense())


def step_by_step(layer: Recurrence, inputs: np.ndarray) -> np.ndarray:
    share = 1 / (1 + np.exp(-(inputs @ layer.share.weights + layer.share.bias)))
    said = inputs @ layer.said.weights + layer.said.bias
    half, held = inputs.shape[2] // 2, np.zeros_like(inputs)
    for numbers, lines in (
        (slice(None, half), range(inputs.shape[1])),
        (slice(half, None), range(inputs.shape[1])[::-1]),
    ):
        memory = np.zeros_like(inputs[:, 0, numbers])
        for at in lines:
            taken = share[:, at, numbers]
            memory = held[:, at, numbers] = (1 - taken) * memory + taken * said[:, at, numbers]
    return held @ layer.out.weights + layer.out.bias


@pytest.mark.parametrize("lines", [1, 2, 3, 40])
def test_a_recurrence_keeps_what_it_does_not_take_in_line_by_line_both_ways(lines):
    layer = recurrence(lines)
    inputs = np.random.default_rng(9).normal(size=(2, lines, 6)).astype(np.float32)
    np.testing.assert_allclose(layer(inputs.copy()), step_by_step(layer, inputs), atol=1e-5)


def test_a_recurrence_takes_nothing_in_where_a_line_has_no_share():
    layer = recurrence(1)
    inputs = np.random.default_rng(2).normal(size=(2, 50, 6)).astype(np.float32)
    shut = Recurrence(Dense(layer.share.weights * 0, layer.share.bias * 0 - 100), layer.said, layer.out)
    np.testing.assert_allclose(shut(inputs), np.broadcast_to(layer.out.bias, inputs.shape), atol=1e-6)
