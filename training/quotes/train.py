"""Train the tagger on the prepared arrays and write its weights.

    python -m training.quotes.train ARRAYS.npz VECTORS_DIR OUT.npz [--fold 0 --folds 5] [--by publisher]

Without --fold all articles are trained on.
"""

import argparse
import copy
import time
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


def train(data: dict[str, np.ndarray], vectors: Vectors, held: np.ndarray, args: argparse.Namespace) -> nn.Module:
    torch.manual_seed(args.seed)
    draw = np.random.default_rng(args.seed)
    offsets = np.concatenate([[0], np.cumsum(data["sizes"])])
    rows = vectors.rows(data["words"])
    count = len(data["ids"])
    docs = np.flatnonzero(~held)
    model = net.Network(
        vectors.table, args.width, args.lexical, args.linked, args.pointer, args.dilations, args.dropout
    )
    if args.resume:
        with np.load(args.resume) as weights:
            known = {name: torch.tensor(weights[name]) for name in weights.files if name in model.state_dict()}
        model.load_state_dict({k: v for k, v in known.items() if v.shape == model.state_dict()[k].shape}, strict=False)
    average = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.02, betas=(0.9, 0.98))
    steps = args.epochs * -(-len(docs) // args.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.rate, total_steps=steps, pct_start=0.15)
    step, began = 0, time.time()
    for epoch in range(args.epochs):
        model.train()
        losses = []
        order = draw.permutation(docs)
        for start in range(0, len(order), args.batch):
            chosen = [
                int(doc) + count * int(draw.random() < args.restyled) for doc in order[start : start + args.batch]
            ]
            batch = batch_of(data, offsets, chosen, rows)
            tensor = {k: torch.tensor(batch[k]) for k in ("lexical", "symbols", "words", "links")}
            mask = torch.tensor(batch["mask"], dtype=torch.float32)[:, None]
            emissions, pointers = model(**tensor, mask=mask)
            tags = net.crf_loss(model, emissions, batch["tags"], batch["paragraph"]) / len(chosen)
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
    parser.add_argument("--resume", type=Path, help="weights to go on from")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser


def main() -> None:
    args = arguments().parse_args()
    torch.set_num_threads(1)
    with np.load(args.arrays) as arrays:
        data = dict(arrays)
    vectors = Vectors.read(args.vectors)
    model = train(data, vectors, held_out(data, args.fold, args.folds, args.by), args)
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    np.savez(args.out, **weights, keys_of_vectors=vectors.keys, dilations=np.array(args.dilations))


if __name__ == "__main__":
    main()
