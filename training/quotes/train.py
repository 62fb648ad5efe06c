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


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the teachers say of every text: shares of tags and counts of tag after tag."""

    shares: np.ndarray
    pairs: np.ndarray
    starts: np.ndarray

    @classmethod
    def read(cls, path: Path, data: dict[str, np.ndarray], marked: int) -> "Lesson":
        """Return the lesson; the texts after the `marked` first ones, which have no marks of hand, get its tags and links."""
        with np.load(path) as saved:
            begin = int(data["sizes"][:marked].sum())
            for name in ("tags", "cue_of", "source_of"):
                data[name][begin:] = saved[name][begin:]
            return cls(saved["shares"], saved["pairs"], saved["starts"])

    def wanted(self, offsets: np.ndarray, docs: list[int]) -> net.Wanted:
        """Return what they want of some texts laid in one row."""
        gap = np.zeros((net.GAP, self.shares.shape[1]), np.float32)
        rows = [part for doc in docs for part in (self.shares[offsets[doc] : offsets[doc + 1]], gap)]
        return net.Wanted(np.concatenate(rows).astype(np.float32), self.pairs[docs].sum(0), self.starts[docs].sum(0))


def train(data: dict[str, np.ndarray], vectors: Vectors, held: np.ndarray, args: argparse.Namespace) -> nn.Module:
    """Return the network with the weights averaged over the last steps."""
    torch.manual_seed(args.seed)
    draw = np.random.default_rng(args.seed)
    offsets = np.concatenate([[0], np.cumsum(data["sizes"])])
    rows = vectors.rows(data["words"])
    count = len(data["ids"])
    docs = np.flatnonzero(~held)
    lesson = Lesson.read(args.lesson, data, 2 * count) if args.lesson else None
    model = net.Network(
        vectors.table, args.width, args.lexical, args.linked, args.pointer, args.dilations, args.dropout
    )
    average = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.02, betas=(0.9, 0.98))
    texts = len(docs) + (args.plain if lesson else 0)
    steps = args.epochs * -(-texts // args.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.rate, total_steps=steps, pct_start=0.15)
    step, began = 0, time.time()
    for epoch in range(args.epochs):
        model.train()
        losses = []
        order = docs + count * (draw.random(len(docs)) < args.restyled)
        if lesson:
            order = np.concatenate(
                [order, draw.choice(np.arange(2 * count, len(data["sizes"])), args.plain, replace=False)]
            )
        order = draw.permutation(order)
        for start in range(0, len(order), args.batch):
            chosen = [int(doc) for doc in order[start : start + args.batch]]
            batch = batch_of(data, offsets, chosen, rows)
            tensor = {k: torch.tensor(batch[k]) for k in ("lexical", "symbols", "words", "links")}
            mask = torch.tensor(batch["mask"], dtype=torch.float32)[:, None]
            emissions, pointers = model(**tensor, mask=mask)
            wanted = net.Wanted.of(batch["tags"], batch["paragraph"])
            if lesson:
                wanted = wanted.mixed(lesson.wanted(offsets, chosen), args.taught)
            tags = net.crf_loss(model, emissions, batch["paragraph"], wanted) / len(chosen)
            links = net.pointer_loss(model, pointers, batch)
            loss = tags + args.link_weight * links
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 50.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(0.998, step / (step + 20))
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
    parser.add_argument("--seed", type=int, default=SEED)
    return parser


def main() -> None:
    args = arguments().parse_args()
    torch.set_num_threads(1)
    with np.load(args.arrays) as arrays:
        data = dict(arrays)
    data = {k: v.astype(np.int64) if v.dtype in (np.int16, np.int32) else v for k, v in data.items()}
    vectors = Vectors.read(args.vectors)
    model = train(data, vectors, held_out(data, args.fold, args.folds, args.by), args)
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    np.savez(args.out, **weights, keys_of_vectors=vectors.keys, dilations=np.array(args.dilations))


if __name__ == "__main__":
    main()
