"""Train the labeller's networks, a trio for each fold.

    python -m training.body.train SAMPLES.npz ARTEFACT_DIR [--without-two]

Each trio is trained without one fifth of the sites; the labeller averages all five. The first network of a trio looks at
the lines, the second, with recurrences, also at what the first networks say of sites they have not seen, the third looks at
the lines alone, with recurrences. `evaluate.py` judges each site by the one trio that has not seen it. Needs torch (CPU). A network a core
at once; twenty minutes on two cores.

With `--without-two` it makes no artefact but an estimate of what averaging is worth: a trio for each two fifths, trained
without both, so that four trios have seen nothing of a site; `evaluate.py` judges by their mean. Fifty minutes.
"""

import argparse
import itertools
import multiprocessing
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx
from torch.nn import functional

from service.enrichment.body import network as serving
from service.enrichment.body import review
from service.enrichment.body.features import Tokens
from service.enrichment.body.labeller import MODEL
from service.enrichment.body.network import GLOBAL_AFTER, WHOLE_PAGE
from service.enrichment.types import KEPT, Role
from training.body.pages import ROLES
from training.body.prepare import FOLDS, LEFT_OUT, unseeing

Lesson = TypeVar("Lesson")
DROPOUT = 0.2
RATE = 3e-3
LINES_A_BATCH = 6000
LONGEST = 600
# The most that a rare role counts, and the share of the lines that it is taken to have at least.
MOST_WEIGHT, LEAST_SHARE = 20.0, 1e-4


@dataclass(frozen=True)
class Plan:
    """How a network is made, and how often it sees each sample."""

    width: int
    reaches: tuple[int, ...]
    epochs: int = 3
    role_weight: float = 0.4
    evenness: float = 0.0
    """How rare roles count: by their share of the lines to this power, negative."""


NEIGHBOURS, BOTH_WAYS = (1, 2, 4, 8, 16), (1, WHOLE_PAGE, 4, WHOLE_PAGE, 16)
# The first two are asked for roles too: a page has one line that names its section among hundreds of menu lines; counted
# alike, hardly one was found. The second knows where the body lies, and a memory tells it what stands far above or below: it is
# asked for roles most. The third is asked for the body, and roles that count alike teach it best: word F1 of 700 blogs by memory
# networks alone .933 without roles, .936 to .939 with them, .934 and .935 with rare ones weighed up. The second and the third are of
# one shape: the labeller runs them side by side.
FIRST = Plan(48, NEIGHBOURS, evenness=0.8)
SECOND = Plan(64, BOTH_WAYS, role_weight=2.5, evenness=0.8)
MEMORY = Plan(64, BOTH_WAYS)


@dataclass(frozen=True)
class Samples:
    """The samples as arrays; sample i holds the lines starts[i] to starts[i + 1]."""

    arrays: dict[str, np.ndarray]
    starts: np.ndarray

    def __len__(self) -> int:
        return len(self.starts) - 1

    def fold(self, i: int) -> int:
        """Return the fold of the site of sample i."""
        return int(self.arrays["folds"][self.arrays["page"][i]])


def load(path: Path) -> Samples:
    """Return the samples; of a line on which the reader of its page and the gold body disagree, the role is not taught.

    They differ on 3.5 % of the words of 820 pages, nine tenths of which the gold leaves out: bodies cut off half-way, second
    copies, cells of tables.
    """
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    read = np.isin(arrays["role"], [ROLES.index(role) for role in KEPT])
    arrays["sure"] = np.where(read == (arrays["body"] >= 0.5), arrays["sure"], 0)
    return Samples(arrays, np.concatenate(([0], np.cumsum(arrays["length"]))))


class Convolution(nn.Module):
    """The convolution of `service.enrichment.body.network`, over (pages, lines, width).

    As one product over the three lines side by side it takes half the time of torch's own on a CPU.
    """

    def __init__(self, width: int, reach: int) -> None:
        super().__init__()
        self.all = nn.Linear(3 * width, width)
        self.reach = reach

    def forward(self, hidden: Tensor, _there: Tensor) -> Tensor:
        """Return the layer's output, shaped like its input."""
        reach = min(self.reach, hidden.shape[1])
        nothing = hidden.new_zeros(hidden.shape[0], reach, hidden.shape[2])
        before = torch.cat([nothing, hidden[:, : hidden.shape[1] - reach]], 1)
        after = torch.cat([hidden[:, reach:], nothing], 1)
        return self.all(torch.cat([before, hidden, after], -1))


class Running(torch.autograd.Function):
    """What is held at each line: what was held before, times what is kept of it, plus what is taken in; (lines, ...)."""

    @staticmethod
    def forward(ctx: FunctionCtx, kept: Tensor, taken: Tensor) -> Tensor:
        """Return what is held, shaped like `taken`."""
        held = torch.empty_like(taken)
        held[0] = taken[0]
        for at in range(1, len(taken)):
            torch.addcmul(taken[at], kept[at], held[at - 1], out=held[at])
        ctx.save_for_backward(kept, held)
        return held

    @staticmethod
    def backward(ctx: FunctionCtx, gradient: Tensor) -> tuple[Tensor, Tensor]:
        """Return the gradients of `kept` and of `taken`."""
        kept, held = ctx.saved_tensors
        of_kept, of_taken = torch.zeros_like(kept), gradient.clone()
        for at in range(len(gradient) - 2, -1, -1):
            of_taken[at].addcmul_(kept[at + 1], of_taken[at + 1])
        of_kept[1:] = of_taken[1:] * held[:-1]
        return of_kept, of_taken


class Recurrence(nn.Module):
    """The recurrence of `service.enrichment.body.network`, over (pages, lines, width).

    Before training its numbers hold what they take in for one to fifty lines.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.half = width // 2
        self.share, self.said, self.out = (nn.Linear(width, width) for _ in range(3))
        with torch.no_grad():
            self.share.bias[:] = torch.linspace(-4, 1, self.half).repeat(2)

    def forward(self, hidden: Tensor, there: Tensor) -> Tensor:
        """Return the layer's output, shaped like its input."""
        share = torch.sigmoid(self.share(hidden)) * there
        held = Running.apply(self._underway(1 - share), self._underway(share * self.said(hidden)))
        return self.out(self._underway(held.transpose(0, 1)).transpose(0, 1))

    def _underway(self, values: Tensor) -> Tensor:
        """Return the values with the lines before the pages, the second half of the numbers from the last line up."""
        down, up = values[..., : self.half], values[..., self.half :]
        return torch.cat([down, up.flip(1)], -1).transpose(0, 1).contiguous()


class LineNetwork(nn.Module):
    """The network of `service.enrichment.body.network`, trainable."""

    def __init__(self, mean: Tensor, deviation: Tensor, plan: Plan, roles: int = len(Role)) -> None:
        super().__init__()
        width = plan.width
        self.reaches = plan.reaches
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        self.entry = nn.Linear(len(mean), width)
        self.middle = nn.Linear(width, width)
        self.layers = nn.ModuleList(
            [Recurrence(width) if reach == WHOLE_PAGE else Convolution(width, reach) for reach in plan.reaches]
        )
        self.summary = nn.Linear(2 * width, width)
        self.norm = nn.LayerNorm(width)
        self.body = nn.Linear(width, 1)
        self.role = nn.Linear(width, roles)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, numbers: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of body, (pages, lines), and of the roles, (pages, lines, roles)."""
        there = mask.unsqueeze(-1)
        hidden = self.dropout(functional.relu(self.entry((numbers - self.mean) / self.deviation)))
        hidden = (hidden + functional.relu(self.middle(hidden))) * there
        for i, layer in enumerate(self.layers):
            hidden = (hidden + self.dropout(functional.relu(layer(hidden, there)))) * there
            if i == GLOBAL_AFTER:
                mean = hidden.sum(1) / there.sum(1)
                top = hidden.masked_fill(there == 0, -1e4).amax(1)
                hidden = (hidden + functional.relu(self.summary(torch.cat([mean, top], -1))).unsqueeze(1)) * there
        hidden = self.norm(hidden)
        return self.body(hidden).squeeze(-1), self.role(hidden)


@dataclass(frozen=True)
class Batch:
    """Samples padded to the longest."""

    numbers: Tensor
    mask: Tensor
    words: Tensor
    body: Tensor
    role: Tensor
    sure: Tensor


def _batches(samples: Samples, chosen: list[int], rng: random.Random) -> Iterator[Batch]:
    order = list(chosen)
    rng.shuffle(order)
    groups: list[list[int]] = []
    for at in range(0, len(order), 512):
        group: list[int] = []
        for i in sorted(order[at : at + 512], key=lambda i: samples.arrays["length"][i]):
            longest = min(LONGEST, int(samples.arrays["length"][i]))
            if group and longest * (len(group) + 1) > LINES_A_BATCH:
                groups.append(group)
                group = []
            group.append(i)
        groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        yield _padded(samples, group, rng)


def _padded(samples: Samples, group: list[int], rng: random.Random) -> Batch:
    ranges = []
    for i in group:
        start, end = int(samples.starts[i]), int(samples.starts[i + 1])
        if end - start > LONGEST:
            start = rng.randrange(start, end - LONGEST)
            end = start + LONGEST
        ranges.append((start, end))
    longest = max(end - start for start, end in ranges)

    def column(name: str, fill: float, kind: type) -> Tensor:
        source = samples.arrays[name]
        padded = np.full((len(group), longest, *source.shape[1:]), fill, dtype=kind)
        for row, (start, end) in enumerate(ranges):
            padded[row, : end - start] = source[start:end]
        return torch.from_numpy(padded)

    mask = torch.zeros(len(group), longest)
    for row, (start, end) in enumerate(ranges):
        mask[row, : end - start] = 1
    single = np.float32
    return Batch(
        column("numbers", 0, single),
        mask,
        column("words", 0, single),
        column("body", 0, single),
        column("role", -1, np.int64),
        column("sure", 0, single),
    )


def role_weights(samples: Samples, chosen: Sequence[int], evenness: float) -> Tensor:
    """Return how much a line of each role counts, (roles,): 1 on average over the lines."""
    lines = np.concatenate([np.arange(samples.starts[i], samples.starts[i + 1]) for i in chosen])
    roles, sure = samples.arrays["role"][lines], samples.arrays["sure"][lines].astype(np.float64)
    share = np.bincount(roles[roles >= 0], weights=sure[roles >= 0], minlength=len(Role))
    share /= share.sum()
    weights = np.maximum(share, LEAST_SHARE) ** -evenness
    return torch.from_numpy(np.minimum(weights / (weights * share).sum(), MOST_WEIGHT).astype(np.float32))


def loss(network: LineNetwork, batch: Batch, plan: Plan, weights: Tensor) -> Tensor:
    """Return what is minimised: cross-entropy of body by line, one minus the expected word F1 by page, roles."""
    body, role = network(batch.numbers, batch.mask)
    weight = (torch.log1p(batch.words) + 0.1) * batch.mask
    by_line = functional.binary_cross_entropy_with_logits(body, batch.body, reduction="none")
    likely, words = torch.sigmoid(body), batch.words * batch.mask
    hits = (words * likely * batch.body).sum(1)
    by_page = 1 - (2 * hits + 1) / ((words * likely).sum(1) + (words * batch.body).sum(1) + 1)
    known = (batch.role >= 0) & (batch.mask > 0)
    counts = batch.sure[known] * weights[batch.role[known]]
    by_role = functional.cross_entropy(role[known], batch.role[known], reduction="none") * counts
    return (
        (by_line * weight).sum() / weight.sum()
        + by_page.mean()
        + plan.role_weight * by_role.sum() / (counts.sum() + 1e-3)
    )


def fit(
    network: nn.Module,
    epochs: int,
    batches: Callable[[random.Random], Iterator[Lesson]],
    loss_of: Callable[[Lesson], Tensor],
    seed: int,
) -> None:
    """Train a network on the batches, which are drawn anew for each epoch, and print the mean loss of each."""
    rng = random.Random(seed)
    steps = epochs * sum(1 for _ in batches(random.Random(seed))) + 200
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
    for epoch in range(epochs):
        losses = []
        for batch in batches(rng):
            value = loss_of(batch)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(value.item())
        print(f"  epoch {epoch}: loss {np.mean(losses):.4f}", flush=True)


def train(samples: Samples, chosen: list[int], plan: Plan, seed: int) -> LineNetwork:
    """Return a network trained on the chosen samples; the same seed gives the same network."""
    torch.manual_seed(seed)
    some = samples.arrays["numbers"][::37].astype(np.float32)
    deviation = np.maximum(some.std(0), 0.05)
    network = LineNetwork(torch.from_numpy(some.mean(0)), torch.from_numpy(deviation), plan)
    weights = role_weights(samples, chosen, plan.evenness)
    fit(
        network,
        plan.epochs,
        lambda order: _batches(samples, chosen, order),
        lambda batch: loss(network, batch, plan, weights),
        seed,
    )
    with torch.no_grad():
        # So that it says how likely a role is, rare ones no likelier than they are (Menon et al., "Long-tail learning via logit
        # adjustment", 2021).
        network.role.bias -= torch.log(weights)
    return network.eval()


def arrays_of(network: LineNetwork, prefix: str) -> dict[str, np.ndarray]:
    """Return the network under the names that the service reads; weights are stored in half precision."""
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    half = np.float16
    stored = {
        f"{prefix}.mean": state["mean"],
        f"{prefix}.scale": 1 / state["deviation"],
        f"{prefix}.reaches": np.array(network.reaches),
    }
    for name in ("entry", "middle", "summary", "body", "role"):
        stored[f"{prefix}.{name}.weights"] = state[f"{name}.weight"].T.astype(half)
        stored[f"{prefix}.{name}.bias"] = state[f"{name}.bias"].astype(half)
    stored[f"{prefix}.norm.weights"] = state["norm.weight"][np.newaxis]
    stored[f"{prefix}.norm.bias"] = state["norm.bias"]
    for i, reach in enumerate(network.reaches):
        for part in ("share", "said", "out") if reach == WHOLE_PAGE else ("all",):
            name = f"{prefix}.layer{i}" if part == "all" else f"{prefix}.layer{i}.{part}"
            weights = state[f"layers.{i}.{part}.weight"].T
            shaped = weights.reshape(3, -1, weights.shape[1]) if part == "all" else weights
            stored[f"{name}.weights"] = shaped.astype(half)
            stored[f"{name}.bias"] = state[f"layers.{i}.{part}.bias"].astype(half)
    return stored


def reviewed(samples: Samples, networks: Sequence[serving.Network]) -> Samples:
    """Return the samples with the numbers of the second look added: `networks[i]` has not seen the sites of fold i."""
    tokens_at = np.concatenate(([0], np.cumsum(samples.arrays["tokens"])))
    numbers, words = samples.arrays["numbers"], samples.arrays["words"]
    added = []
    for i in range(len(samples)):
        lines = slice(samples.starts[i], samples.starts[i + 1])
        held = slice(tokens_at[i], tokens_at[i + 1])
        tokens = Tokens(samples.arrays["token_ids"][held], samples.arrays["token_lines"][held])
        likely, roles = serving.run(networks[samples.fold(i)], numbers[lines].astype(np.float32))
        added.append(review.features(likely, roles, words[lines], tokens).astype(np.float16))
    both = np.concatenate((numbers, np.concatenate(added)), axis=1)
    return Samples(samples.arrays | {"numbers": both}, samples.starts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("artefact", type=Path)
    parser.add_argument("--without-two", action="store_true", help="trios without two folds each, for an estimate")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    samples = load(args.samples)
    left_out = list(itertools.combinations(range(FOLDS), 2 if args.without_two else 1))
    stored = {name: samples.arrays[name] for name in ("cue_hashes", "cue_masks")}
    if args.without_two:
        stored[LEFT_OUT] = np.array(left_out)
    args.artefact.mkdir(parents=True, exist_ok=True)
    firsts = _train_all(samples, FIRST, "first", left_out, stored)
    unseen = [firsts[unseeing(left_out, fold)[0]] for fold in range(FOLDS)]
    _train_all(samples, MEMORY, "memory", left_out, stored)
    _train_all(reviewed(samples, unseen), SECOND, "second", left_out, stored)
    np.savez_compressed(args.artefact / MODEL, **stored)


def _train_all(
    samples: Samples, plan: Plan, name: str, left_out: Sequence[Sequence[int]], stored: dict[str, np.ndarray]
) -> list[serving.Network]:
    """Train a network without each of these folds, add their arrays to `stored` and return them as they will be served."""
    tasks = [(plan, name, number, folds) for number, folds in enumerate(left_out)]
    # Forked: the samples are not copied. Each network depends on its seed alone, not on how many are trained at once.
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), _Task.take, (samples,)) as pool:
        for arrays in pool.starmap(_Task.run, tasks, chunksize=1):
            stored |= arrays
    return [serving.read(stored, f"{name}{number}") for number in range(len(left_out))]


class _Task:
    """What a process that trains networks does."""

    samples: Samples

    @classmethod
    def take(cls, samples: Samples) -> None:
        """Keep the samples and one core."""
        torch.set_num_threads(1)
        cls.samples = samples

    @classmethod
    def run(cls, plan: Plan, name: str, number: int, folds: Sequence[int]) -> dict[str, np.ndarray]:
        """Return the arrays of a network trained without these folds."""
        print(f"{name} network, without {folds}", flush=True)
        chosen = [i for i in range(len(cls.samples)) if cls.samples.fold(i) not in folds]
        return arrays_of(train(cls.samples, chosen, plan, seed=number), f"{name}{number}")


if __name__ == "__main__":
    main()
