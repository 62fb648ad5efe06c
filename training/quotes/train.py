"""Train the tagger on the prepared arrays and write its weights.

    python -m training.quotes.train ARRAYS.npz VECTORS_DIR OUT.npz [--fold 0 --folds 5] [--by publisher]

Without --fold all articles are trained on.
"""

import argparse
import copy
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.quotes import network as net
from training.quotes.corpus import SEED, held_out
from training.quotes.encoder import Encoder, Reader
from training.quotes.pieces import Pieces
from training.quotes.vectors import Vectors


def batch_of(
    data: dict[str, np.ndarray], offsets: np.ndarray, docs: list[int], rows: np.ndarray
) -> dict[str, np.ndarray]:
    """Return some articles laid in one row with gaps between them."""
    parts: dict[str, list[np.ndarray]] = {
        k: [] for k in ("lexical", "symbols", "words", "links", "paragraph", "tags", "cue_of", "source_of", "mask")
    }
    at = paragraphs = 0
    for doc in docs:
        part = slice(offsets[doc], offsets[doc + 1])
        n = part.stop - part.start
        gap = np.arange(at + n, at + n + net.GAP)
        zeros = np.zeros(net.GAP, np.int64)
        parts["lexical"].append(np.pad(data["lexical"][part], ((0, net.GAP), (0, 0))))
        parts["symbols"].append(np.pad(data["symbols"][part], ((0, net.GAP), (0, 0))))
        parts["words"].append(np.concatenate([rows[part], zeros]))
        parts["links"].append(
            np.concatenate([data["links"][part] + at, np.repeat(gap[:, None], data["links"].shape[1], 1)])
        )
        paragraph = data["paragraph"][part]
        parts["paragraph"].append(np.concatenate([np.where(paragraph >= 0, paragraph + paragraphs, -1), zeros - 1]))
        parts["tags"].append(np.concatenate([data["tags"][part], zeros]))
        for name in ("cue_of", "source_of"):
            values = data[name][part]
            parts[name].append(np.concatenate([np.where(values >= 0, values + at, values), zeros - 1]))
        parts["mask"].append(np.concatenate([np.ones(n), zeros]))
        at += n + net.GAP
        paragraphs += int(paragraph.max(initial=0)) + 1
    return {k: np.concatenate(v) for k, v in parts.items()}


def arrays_of(path: Path) -> dict[str, np.ndarray]:
    """Return what `training.quotes.prepare` wrote, whole numbers of 64 bits."""
    with np.load(path) as arrays:
        data = dict(arrays)
    return {k: v.astype(np.int64) if v.dtype in (np.int16, np.int32) else v for k, v in data.items()}


def begins_of(sizes: np.ndarray) -> list[int]:
    """Return where each text begins in the row that `batch_of` lays."""
    return [0, *np.cumsum(sizes + net.GAP)[:-1].tolist()]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the teachers say of texts: shares of tags and counts of tag after tag.

    Of text i the shares are those from `offsets[i]` to `offsets[i + 1]`; `rows[i]` is its row of the counts, -1 where
    they say nothing of it.
    """

    rows: np.ndarray
    offsets: np.ndarray
    shares: np.ndarray
    pairs: np.ndarray
    starts: np.ndarray

    @classmethod
    def read(cls, path: Path, data: dict[str, np.ndarray], marked: int) -> "Lesson":
        """Return the lesson; the texts after the `marked` first ones, which have no marks of hand, get its tags and links."""
        with np.load(path) as saved:
            lesson = {name: saved[name] for name in saved.files}
        rows, sizes = np.full(len(data["sizes"]), -1), np.zeros(len(data["sizes"]), np.int64)
        rows[lesson["docs"]] = np.arange(len(lesson["docs"]))
        sizes[lesson["docs"]] = data["sizes"][lesson["docs"]]
        offsets, places = (np.concatenate([[0], np.cumsum(values)]) for values in (sizes, data["sizes"]))
        for doc in lesson["docs"][lesson["docs"] >= marked]:
            for name in ("tags", "cue_of", "source_of"):
                data[name][places[doc] : places[doc + 1]] = lesson[name][offsets[doc] : offsets[doc + 1]]
        return cls(rows, offsets, lesson["shares"], lesson["pairs"], lesson["starts"])

    def wanted(self, docs: list[int]) -> net.Wanted:
        """Return what they want of some texts laid in one row."""
        gap = np.zeros((net.GAP, self.shares.shape[1]), np.float32)
        shares = [part for doc in docs for part in (self.shares[self.offsets[doc] : self.offsets[doc + 1]], gap)]
        rows = self.rows[docs]
        return net.Wanted(np.concatenate(shares).astype(np.float32), self.pairs[rows].sum(0), self.starts[rows].sum(0))


def drawn(
    draw: np.random.Generator, docs: np.ndarray, count: int, lesson: Lesson | None, args: argparse.Namespace
) -> np.ndarray:
    """Return the texts of an epoch in their order: articles, some of them restyled, and texts that only teachers marked."""
    restyled = draw.random(len(docs)) < args.restyled
    if lesson:
        restyled &= lesson.rows[docs + count] >= 0
    order = docs + count * restyled
    if lesson:
        plain = 2 * count + np.flatnonzero(lesson.rows[2 * count :] >= 0)
        order = np.concatenate([order, draw.choice(plain, args.plain, replace=False)])
    return draw.permutation(order)


def optimised(
    model: nn.Module, steps: int, args: argparse.Namespace
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return what moves the weights; an encoder's move more slowly."""
    named = [(name, value) for name, value in model.named_parameters() if value.requires_grad]
    kinds = [
        ([value for name, value in named if name.startswith("encoder.") == inner], rate)
        for inner, rate in ((False, args.rate), (True, args.encoder_rate))
    ]
    kinds = [(values, rate) for values, rate in kinds if values]
    optimizer = torch.optim.AdamW([{"params": values} for values, _ in kinds], weight_decay=0.02, betas=(0.9, 0.98))
    rates = [rate for _, rate in kinds]
    return optimizer, torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps, pct_start=0.15)


def train(data: dict[str, np.ndarray], vectors: Vectors, held: np.ndarray, args: argparse.Namespace) -> nn.Module:
    """Return the network with the weights averaged over the last steps."""
    torch.manual_seed(args.seed)
    draw = np.random.default_rng(args.seed)
    offsets = np.concatenate([[0], np.cumsum(data["sizes"])])
    rows = vectors.rows(data["words"])
    count = len(data["ids"])
    docs = np.flatnonzero(~held)
    lesson = Lesson.read(args.lesson, data, 2 * count) if args.lesson else None
    encoder = Encoder(args.encoder) if args.encoder else None
    reader = Reader(encoder, Pieces.read(args.pieces)) if encoder else None
    model = net.Network(
        vectors.table, args.width, args.lexical, args.linked, args.pointer, args.dilations, args.dropout, encoder
    )
    average = copy.deepcopy(model)
    texts = len(docs) + (args.plain if lesson else 0)
    steps = args.epochs * -(-texts // args.batch)
    optimizer, schedule = optimised(model, steps, args)
    step, began = 0, time.time()
    for epoch in range(args.epochs):
        model.train()
        losses = []
        order = drawn(draw, docs, count, lesson, args)
        for start in range(0, len(order), args.batch):
            chosen = [int(doc) for doc in order[start : start + args.batch]]
            batch = batch_of(data, offsets, chosen, rows)
            tensor = {k: torch.tensor(batch[k]) for k in ("lexical", "symbols", "words", "links")}
            mask = torch.tensor(batch["mask"], dtype=torch.float32)[:, None]
            windows = reader.of(chosen, begins_of(data["sizes"][chosen])) if reader else None
            emissions, pointers = model(**tensor, mask=mask, windows=windows)
            wanted = net.Wanted.of(batch["tags"], batch["paragraph"])
            if lesson:
                wanted = wanted.mixed(lesson.wanted(chosen), args.taught)
            tags = net.crf_loss(model, emissions, batch["paragraph"], wanted) / len(chosen)
            links = net.pointer_loss(model, pointers, batch)
            loss = tags + args.link_weight * links
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 50.0)
            optimizer.step()
            schedule.step()
            step += 1
            # The weights of about the last third of a teacher's few steps, of the last 500 elsewhere.
            decay = min(1 - 3 / steps if encoder else 0.998, step / (step + 20))
            with torch.no_grad():
                for slow, fast in zip(average.parameters(), model.parameters(), strict=True):
                    slow.lerp_(fast, 1 - decay)
            losses.append((float(tags.detach()), float(links.detach())))
        print(f"epoch {epoch} loss {np.mean(losses, 0).round(3)} {time.time() - began:.0f} s", flush=True)
    average.eval()
    return average


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("arrays", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--by", choices=("article", "publisher"), default="article")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--lexical", type=int, default=48)
    parser.add_argument("--linked", type=int, default=24)
    parser.add_argument("--pointer", type=int, default=48)
    parser.add_argument("--dilations", type=int, nargs="+", default=[1, 2, 4, 1, 2])
    parser.add_argument("--dropout", type=float, default=0.25)
    parser.add_argument("--restyled", type=float, default=0.3)
    parser.add_argument("--link-weight", type=float, default=10.0)
    parser.add_argument("--lesson", type=Path, help="what teachers say, as training.quotes.teach writes it")
    parser.add_argument("--taught", type=float, default=0.6, help="the teachers' share in what is wanted")
    parser.add_argument("--plain", type=int, default=300, help="texts without marks of hand in an epoch")
    parser.add_argument("--encoder", type=Path, help="directory of a pretrained encoder, for a teacher")
    parser.add_argument("--pieces", type=Path, help="the texts cut for it, as training.quotes.pieces writes them")
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=SEED)
    return parser


def main() -> None:
    args = arguments().parse_args()
    torch.set_num_threads(1)
    data = arrays_of(args.arrays)
    vectors = Vectors.read(args.vectors)
    model = train(data, vectors, held_out(data, args.fold, args.folds, args.by), args)
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    np.savez(args.out, **weights, keys_of_vectors=vectors.keys, dilations=np.array(args.dilations))


if __name__ == "__main__":
    main()
