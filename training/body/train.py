"""Train the labeller's networks, one for each fold.

    python -m training.body.train SAMPLES.npz ARTEFACT_DIR

Each network is trained without one fifth of the sites; the labeller averages all five. `evaluate.py` judges each site by
the one network that has not seen it, so its figures are a little below what the five together reach.
Needs torch (CPU). About a quarter of an hour on one core.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.enrichment.body.labeller import MODEL
from service.enrichment.body.network import GLOBAL_AFTER
from service.enrichment.types import Role
from training.body.prepare import FOLDS

WIDTH = 72
REACHES = (1, 2, 4, 8, 16)
DROPOUT = 0.2
EPOCHS = 4
RATE = 3e-3
LINES_A_BATCH = 6000
LONGEST = 600
ROLE_WEIGHT = 0.4


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
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return Samples(arrays, np.concatenate(([0], np.cumsum(arrays["length"]))))


class LineNetwork(nn.Module):
    """The network of `service.enrichment.body.network`, trainable."""

    def __init__(self, mean: Tensor, deviation: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        self.entry = nn.Linear(len(mean), WIDTH)
        self.middle = nn.Linear(WIDTH, WIDTH)
        self.convolutions = nn.ModuleList([nn.Conv1d(WIDTH, WIDTH, 3, padding=r, dilation=r) for r in REACHES])
        self.summary = nn.Linear(2 * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.body = nn.Linear(WIDTH, 1)
        self.role = nn.Linear(WIDTH, len(Role))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, numbers: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of body, (pages, lines), and of the roles, (pages, lines, roles)."""
        there = mask.unsqueeze(-1)
        hidden = self.dropout(functional.relu(self.entry((numbers - self.mean) / self.deviation)))
        hidden = (hidden + functional.relu(self.middle(hidden))) * there
        for i, convolution in enumerate(self.convolutions):
            more = functional.relu(convolution(hidden.transpose(1, 2)).transpose(1, 2))
            hidden = (hidden + self.dropout(more)) * there
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


def loss(network: LineNetwork, batch: Batch) -> Tensor:
    """Return what is minimised: cross-entropy of body by line, one minus the expected word F1 by page, roles."""
    body, role = network(batch.numbers, batch.mask)
    weight = (torch.log1p(batch.words) + 0.1) * batch.mask
    by_line = functional.binary_cross_entropy_with_logits(body, batch.body, reduction="none")
    likely, words = torch.sigmoid(body), batch.words * batch.mask
    hits = (words * likely * batch.body).sum(1)
    by_page = 1 - (2 * hits + 1) / ((words * likely).sum(1) + (words * batch.body).sum(1) + 1)
    known = (batch.role >= 0) & (batch.mask > 0)
    by_role = functional.cross_entropy(role[known], batch.role[known], reduction="none") * batch.sure[known]
    return (
        (by_line * weight).sum() / weight.sum()
        + by_page.mean()
        + ROLE_WEIGHT * by_role.sum() / (batch.sure[known].sum() + 1e-3)
    )


def train(samples: Samples, chosen: list[int], seed: int) -> LineNetwork:
    """Return a network trained on the chosen samples; the same seed gives the same network."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    some = samples.arrays["numbers"][::37].astype(np.float32)
    network = LineNetwork(torch.from_numpy(some.mean(0)), torch.from_numpy(np.maximum(some.std(0), 0.05)))
    steps = EPOCHS * sum(1 for _ in _batches(samples, chosen, random.Random(seed))) + 200
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
    for epoch in range(EPOCHS):
        losses = []
        for batch in _batches(samples, chosen, rng):
            value = loss(network, batch)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(value.item())
        print(f"  epoch {epoch}: loss {np.mean(losses):.4f}", flush=True)
    return network.eval()


def arrays_of(network: LineNetwork, prefix: str) -> dict[str, np.ndarray]:
    """Return the network under the names that the service reads; weights are stored in half precision."""
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    half = np.float16
    stored = {
        f"{prefix}.mean": state["mean"],
        f"{prefix}.scale": 1 / state["deviation"],
        f"{prefix}.reaches": np.array(REACHES),
    }
    for name in ("entry", "middle", "summary", "body", "role"):
        stored[f"{prefix}.{name}.weights"] = state[f"{name}.weight"].T.astype(half)
        stored[f"{prefix}.{name}.bias"] = state[f"{name}.bias"].astype(half)
    stored[f"{prefix}.norm.weights"] = state["norm.weight"][np.newaxis]
    stored[f"{prefix}.norm.bias"] = state["norm.bias"]
    for i in range(len(REACHES)):
        stored[f"{prefix}.convolution{i}.weights"] = state[f"convolutions.{i}.weight"].transpose(2, 1, 0).astype(half)
        stored[f"{prefix}.convolution{i}.bias"] = state[f"convolutions.{i}.bias"].astype(half)
    return stored


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("artefact", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    samples = load(args.samples)
    stored = {name: samples.arrays[name] for name in ("cue_hashes", "cue_masks")}
    args.artefact.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS):
        print(f"without fold {fold}", flush=True)
        network = train(samples, [i for i in range(len(samples)) if samples.fold(i) != fold], seed=fold)
        stored |= arrays_of(network, f"network{fold}")
        np.savez_compressed(args.artefact / MODEL, **stored)


if __name__ == "__main__":
    main()
