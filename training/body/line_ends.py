"""Train the networks that say where lines ended, one for each fold of sites.

    python -m training.body.line_ends CLEANING_DIR ARTEFACT_DIR --news NEWS_DIR

The lines of every view of every page are joined by spaces; what is to be learned is which spaces. In half of the lessons the
text was wrapped, and what is to be learned is which of the full lines go on. Needs torch (CPU). A network a core at once; some
twenty minutes on two cores.
"""

import argparse
import multiprocessing
import os
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.enrichment.body import features, line_ends, plaintext
from service.enrichment.body.features import Cues
from service.enrichment.body.plaintext import ENDED, LIKELY_END, NOT_ENDED, UNKNOWN
from training.body import pages, shapes
from training.body.pages import Item, TrainingPage
from training.body.prepare import FOLDS, fold_of
from training.body.train import LineNetwork, Plan, arrays_of, fit

PLAN = Plan(64, (1, 2, 1, 4, 1, 8), epochs=3)
# A vector of so many numbers for each word that at least so many sites say, and how often a lesson hides one.
VECTOR, SITES, HIDDEN = 12, 10, 0.15
# As many words at once as the service reads, or less.
LONGEST = 448
WINDOWS_A_BATCH = 16
# In some pages the white space is wider where lines ended: trailing spaces were kept.
WIDER = 0.25
# In a part of the lessons a stretch of the text has kept its line ends.
PARTLY = 0.3
SEED = 2026


@dataclass(frozen=True)
class Joined:
    """The views of pages as words: what the network sees of each, and whether it ended a line."""

    numbers: np.ndarray
    """(words, numbers), half precision, of the views on a line each."""
    hashes: np.ndarray
    ended: np.ndarray
    wrapped: np.ndarray
    """What is known of the line ends once the view was wrapped."""
    starts: np.ndarray
    """Where each view begins; one more for the end."""
    folds: np.ndarray
    sites: tuple[str, ...]


def joined(corpus: Sequence[TrainingPage], cues: Cues) -> Joined:
    """Return the views of these pages, their lines joined by spaces."""
    rng = random.Random(SEED)
    found, hashes, ended, wrapped, lengths, sites = [], [], [], [], [0], []
    for page in corpus:
        for view in page.views.values():
            for between in ("  " if rng.random() < WIDER else " ", ""):
                text, ends = one_line([item.text for item in view], between, rng)
                chunks = line_ends.chunks_of(text)
                if not len(chunks):
                    continue
                unknown = np.full(len(chunks), UNKNOWN, dtype=np.int8)
                found.append(line_ends.look(chunks, unknown, cues, np.empty(0, np.uint64)).numbers.astype(np.float16))
                hashes.append(line_ends.hashes(chunks))
                ended.append(np.isin(chunks.ends, ends))
                states = states_when_wrapped(view, rng) if between else unknown
                wrapped.append(states if len(states) == len(chunks) else unknown)
                lengths.append(len(chunks))
                sites.append(page.site)
    columns = (np.concatenate(parts) for parts in (found, hashes, ended, wrapped))
    return Joined(*columns, np.cumsum(lengths), np.array([fold_of(site) for site in sites]), tuple(sites))


def one_line(lines: Sequence[str], between: str, rng: random.Random) -> tuple[str, list[int]]:
    """Return the lines as one, and where each ends in it; line ends inside them are spaces.

    Where nothing is to stand between them, a space still stands between some.
    """
    parts = [" ".join(line.splitlines()).strip() for line in lines]
    parts = [part for part in parts if part]
    glued = 1.0 if between or rng.random() < 0.5 else rng.uniform(0.3, 1)
    seams = [between if rng.random() < glued else " " for _ in parts]
    sizes = np.array([len(part) + len(seam) for part, seam in zip(parts, seams, strict=True)], dtype=np.int64)
    ends = np.cumsum(sizes) - [len(seam) for seam in seams]
    return "".join(part + seam for part, seam in zip(parts, seams, strict=True)), ends.tolist()


def states_when_wrapped(items: Sequence[Item], rng: random.Random) -> np.ndarray:
    """Return what is known of the white space behind each word once the lines were wrapped, (words,)."""
    breaks = rng.choice(("lines", "dense"))
    text = shapes.sample(items, breaks, wrap=rng.randint(60, 100)).text
    found = plaintext.physical_lines(text)
    doubtful, _ = plaintext.wrapped(text, found)
    places = found.ends[doubtful]
    return plaintext.Ends(found.ends[~doubtful], places, places).states(line_ends.chunks_of(text).ends)


def vocabulary_of(data: Joined) -> np.ndarray:
    """Return the sorted hashes of the words that many sites say."""
    said = defaultdict(set)
    for i, site in enumerate(data.sites):
        for word in np.unique(data.hashes[data.starts[i] : data.starts[i + 1]]).tolist():
            said[word].add(site)
    return np.array(sorted(word for word, sites in said.items() if word and len(sites) >= SITES), dtype=np.uint64)


class WordNetwork(nn.Module):
    """The network of `service.enrichment.body.network` over words, with a vector for each that it knows."""

    def __init__(self, mean: Tensor, deviation: Tensor, words: int) -> None:
        super().__init__()
        self.vectors = nn.Embedding(words + 1, VECTOR)
        nn.init.normal_(self.vectors.weight, std=0.3)
        self.network = LineNetwork(
            torch.cat([mean, torch.zeros(VECTOR)]), torch.cat([deviation, torch.ones(VECTOR)]), PLAN, roles=0
        )

    def forward(self, numbers: Tensor, words: Tensor, there: Tensor) -> Tensor:
        """Return the logits of an end behind each word, (windows, words)."""
        said, _ = self.network(torch.cat([numbers, self.vectors(words)], -1), there)
        return said

    def arrays(self, prefix: str) -> dict[str, np.ndarray]:
        """Return the network under the names that the service reads."""
        vectors = self.vectors.weight.detach().numpy().astype(np.float16)
        return arrays_of(self.network, prefix) | {f"{prefix}.vectors": vectors}


@dataclass(frozen=True)
class Batch:
    """Windows of text, padded to the longest there may be."""

    numbers: Tensor
    words: Tensor
    ended: Tensor
    there: Tensor
    asked: Tensor
    """Where it is not known already."""


def _batches(data: Joined, words: np.ndarray, chosen: Sequence[int], rng: random.Random) -> Iterator[Batch]:
    places = []
    for i in chosen:
        first, last = int(data.starts[i]), int(data.starts[i + 1])
        at = first - rng.randrange(LONGEST)
        while at < last:
            if min(at + LONGEST, last) - max(at, first) > 1:
                places.append((max(at, first), min(at + LONGEST, last)))
            at += LONGEST
    rng.shuffle(places)
    for at in range(0, len(places), WINDOWS_A_BATCH):
        yield _batch(data, words, places[at : at + WINDOWS_A_BATCH], rng)


def _batch(data: Joined, words: np.ndarray, places: Sequence[tuple[int, int]], rng: random.Random) -> Batch:
    shape = (len(places), LONGEST)
    numbers = np.zeros((*shape, data.numbers.shape[1]), dtype=np.float32)
    known = np.zeros(shape, dtype=np.int64)
    ended, there, asked = (np.zeros(shape, dtype=np.float32) for _ in range(3))
    hide = np.random.default_rng(rng.getrandbits(32))
    for row, (start, end) in enumerate(places):
        size = end - start
        states = _states(data, start, end, rng)
        numbers[row, :size] = data.numbers[start:end]
        numbers[row, :size, -2:] = np.stack(line_ends.known(states), axis=1)
        known[row, :size] = np.where(hide.random(size) < HIDDEN, 0, words[start:end])
        ended[row, :size] = data.ended[start:end]
        there[row, :size] = 1
        asked[row, :size] = states == UNKNOWN
    return Batch(*map(torch.from_numpy, (numbers, known, ended, there, asked)))


def _states(data: Joined, start: int, end: int, rng: random.Random) -> np.ndarray:
    if rng.random() < 0.5:
        return data.wrapped[start:end]
    states = np.full(end - start, UNKNOWN, dtype=np.int8)
    if rng.random() < PARTLY:
        first, past = sorted(rng.choices(range(end - start + 1), k=2))
        states[first:past] = np.where(data.ended[start + first : start + past], ENDED, NOT_ENDED)
    return states


def train(data: Joined, vocabulary: np.ndarray, chosen: Sequence[int], seed: int) -> WordNetwork:
    """Return a network trained on the chosen views; the same seed gives the same network."""
    torch.manual_seed(seed)
    words = line_ends.known_words(data.hashes, vocabulary)
    some = data.numbers[::97].astype(np.float32)
    deviation = np.maximum(some.std(0), 0.05)
    deviation[-2:] = 0.5  # what is known of line ends is filled in later
    network = WordNetwork(torch.from_numpy(some.mean(0)), torch.from_numpy(deviation), len(vocabulary))

    def loss_of(batch: Batch) -> Tensor:
        said = network(batch.numbers, batch.words, batch.there)
        by_word = functional.binary_cross_entropy_with_logits(said, batch.ended, reduction="none")
        return (by_word * batch.asked).sum() / (batch.asked.sum() + 1)

    fit(network, PLAN.epochs, lambda order: _batches(data, words, chosen, order), loss_of, seed)
    return network.eval()


class _Task:
    """What a process that trains networks does."""

    data: Joined
    vocabulary: np.ndarray

    @classmethod
    def take(cls, data: Joined, vocabulary: np.ndarray) -> None:
        """Keep the data and one core."""
        torch.set_num_threads(1)
        cls.data, cls.vocabulary = data, vocabulary

    @classmethod
    def run(cls, fold: int) -> dict[str, np.ndarray]:
        """Return the arrays of the network trained without this fold."""
        print(f"network without fold {fold}", flush=True)
        chosen = np.flatnonzero(cls.data.folds != fold).tolist()
        return train(cls.data, cls.vocabulary, chosen, seed=fold).arrays(f"{line_ends.PREFIX}{fold}")


def show(data: Joined, stored: dict[str, np.ndarray]) -> None:
    """Print how many of the line ends of each fold the network finds that has not seen it, and how many it finds are some."""
    words = line_ends.known_words(data.hashes, stored["vocabulary"])
    for fold in range(FOLDS):
        one = line_ends.member(stored, f"{line_ends.PREFIX}{fold}")
        right = said = all_of = 0
        for i in np.flatnonzero(data.folds == fold):
            view = slice(data.starts[i], data.starts[i + 1])
            seen = line_ends.Seen(data.numbers[view].astype(np.float32), words[view])
            likely, ended = line_ends.chances(one, seen) >= LIKELY_END, data.ended[view]
            right, said, all_of = (
                right + int((likely & ended).sum()),
                said + int(likely.sum()),
                all_of + int(ended.sum()),
            )
        print(
            f"fold {fold}: precision {right / said:.3f}, recall {right / all_of:.3f} of {all_of} line ends", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cleaning", type=Path)
    parser.add_argument("artefact", type=Path)
    parser.add_argument("--news", type=Path, help="news pages in the formats of the cleaning data")
    args = parser.parse_args()
    torch.use_deterministic_algorithms(True)
    cues = features.cues()
    data = joined([*pages.load(args.cleaning), *(pages.load(args.news) if args.news else [])], cues)
    vocabulary = vocabulary_of(data)
    print(
        f"{len(data.folds)} views, {len(data.ended)} words, {int(data.ended.sum())} line ends, {len(vocabulary)} known words"
    )
    stored = {"cue_hashes": cues.hashes, "cue_masks": cues.masks, "vocabulary": vocabulary}
    # Forked: the data are not copied. Each network depends on its seed alone, not on how many are trained at once.
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), _Task.take, (data, vocabulary)) as pool:
        for arrays in pool.imap(_Task.run, range(FOLDS)):
            stored |= arrays
    args.artefact.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.artefact / line_ends.MODEL, **stored)
    show(data, stored)


if __name__ == "__main__":
    main()
