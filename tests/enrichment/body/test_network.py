import numpy as np
import pytest

from service.enrichment.body import network


@pytest.mark.parametrize("lines", [1, 2, 16, 17, 60])
def test_networks_side_by_side_answer_what_they_answer_one_by_one_on_average(labeller, lines):
    members = [pair.first for pair in labeller.networks]
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
