"""Write what trained networks together say of every text: the lesson of one network that is to do the work of all.

    python -m training.quotes.teach ARRAYS.npz VECTORS_DIR OUT.npz WEIGHTS.npz [WEIGHTS.npz ...]
        --shares 2 1 [--encoder DIRECTORY --pieces PIECES.npz]

The networks' scores are averaged by their shares. Of a text the lesson holds the share of each tag at each token, how often which tag
follows which, and the best tags with their links, which stand in for the marks of hand where there are none.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from service.enrichment.quotes import decoding, features
from service.enrichment.quotes.decoding import BEGIN, INSIDE
from training.quotes import network as net
from training.quotes.encoder import Encoder, Reader
from training.quotes.pieces import Pieces
from training.quotes.train import arrays_of, batch_of, begins_of
from training.quotes.vectors import Vectors


class Teacher:
    """A trained network, with the texts cut for its encoder where it has one."""

    def __init__(self, path: Path, encoder: Path | None, pieces: Path | None) -> None:
        with np.load(path) as saved:
            read = any(name.startswith("encoder.") for name in saved.files)
        self.model = net.Network.restored(path, Encoder(encoder) if read and encoder else None)
        self.reader = Reader(self.model.encoder, Pieces.read(pieces)) if self.model.encoder and pieces else None

    @torch.no_grad()
    def scores(self, batch: dict[str, np.ndarray], docs: list[int], begins: list[int]) -> decoding.Scores:
        """Return the scores of some texts laid in one row."""
        tensor = {name: torch.tensor(batch[name]) for name in ("lexical", "symbols", "words", "links")}
        mask = torch.tensor(batch["mask"], dtype=torch.float32)[:, None]
        windows = self.reader.of(docs, begins) if self.reader else None
        if self.reader:
            self.reader.kept.clear()
        emissions, pointers = self.model(**tensor, mask=mask, windows=windows)
        d = self.model.pointer
        return decoding.Scores(
            emissions=emissions.numpy(),
            transitions=self.model.scores().numpy(),
            start=self.model.starts().numpy(),
            queries=pointers[:, : 2 * d].numpy().reshape(-1, 2, d),
            keys=pointers[:, 2 * d : 4 * d].numpy().reshape(-1, 2, d),
            nobody=pointers[:, 4 * d].numpy(),
            distances=self.model.distances.numpy(),
            relations=self.model.relations.numpy(),
        )


def mean(scores: list[decoding.Scores], shares: list[float]) -> decoding.Scores:
    """Return the mean of the teachers' scores by their shares; queries and keys are laid side by side."""

    def over(name: str) -> np.ndarray:
        return sum(share * getattr(one, name) for one, share in zip(scores, shares, strict=True)).astype(np.float32)

    return decoding.Scores(
        **{name: over(name) for name in ("emissions", "transitions", "start", "nobody", "distances", "relations")},
        queries=np.concatenate([share * one.queries for one, share in zip(scores, shares, strict=True)], axis=2),
        keys=np.concatenate([one.keys for one in scores], axis=2),
    )


def part_of(scores: decoding.Scores, part: slice) -> decoding.Scores:
    """Return the scores of some of the tokens."""
    whole = ("transitions", "start", "distances", "relations")
    return decoding.Scores(
        **{
            name: getattr(scores, name) if name in whole else getattr(scores, name)[part]
            for name in decoding.Scores.__slots__
        }
    )


def lesson(scores: decoding.Scores, read: features.Features) -> tuple[net.Wanted, np.ndarray, np.ndarray, np.ndarray]:
    """Return the shares of the tags, and the best tags with the first token of each one's cue and source."""
    laid = decoding.lattice(read.paragraph)
    n = len(read.paragraph)
    tags, cue_of, source_of = np.zeros(n, np.int64), np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    if not laid.counts:
        nothing = np.zeros((decoding.TAGS, decoding.TAGS))
        return net.Wanted(np.zeros((n, decoding.TAGS), np.float32), nothing, nothing[0]), tags, cue_of, source_of
    _, wanted = net.shares_of(scores.emissions, scores.transitions, scores.start, laid)
    for group in decoding.decode(scores, read, laid, (0.0, 0.0, 0.0)):
        for role, pieces in enumerate(((group.source,), (group.cue,), group.content)):
            for first, last in (piece for piece in pieces if piece):
                tags[first : last + 1], tags[first] = INSIDE[role], BEGIN[role]
        if group.cue:
            source_of[group.cue[0]] = group.source[0] if group.source else -2
            for first, last in group.content:
                cue_of[first : last + 1] = group.cue[0]
    return wanted, tags, cue_of, source_of


def told(
    teachers: list[Teacher], shares: list[float], data: dict[str, np.ndarray], docs: list[int], batch: int = 8
) -> Iterator[decoding.Scores]:
    """Yield the mean scores of each text."""
    offsets = np.concatenate([[0], np.cumsum(data["sizes"])])
    for start in range(0, len(docs), batch):
        chosen = docs[start : start + batch]
        begins = begins_of(data["sizes"][chosen])
        laid = batch_of(data, offsets, chosen, data["rows"])
        scores = mean([teacher.scores(laid, chosen, begins) for teacher in teachers], shares)
        for begin, size in zip(begins, data["sizes"][chosen], strict=True):
            yield part_of(scores, slice(begin, begin + int(size)))


def chosen_of(data: dict[str, np.ndarray], offsets: np.ndarray) -> list[int]:
    """Return the texts worth a lesson: all articles, every other restyled one, of the plain ones the half that quotes most."""
    count = len(data["ids"])
    inside = np.add.reduceat(data["symbols"][:, features.MARKS] == 1, offsets[2 * count : -1])
    most = np.argsort(-inside, kind="stable")[: len(inside) // 2]
    return [*range(count), *range(count + 1, 2 * count, 2), *(2 * count + np.sort(most)).tolist()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("arrays", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+", required=True, help="how much each of them counts")
    parser.add_argument("--encoder", type=Path, help="directory of the encoder that teachers were trained with")
    parser.add_argument("--pieces", type=Path, help="the texts cut for it, as training.quotes.pieces writes them")
    args = parser.parse_args()
    torch.set_num_threads(1)
    data = arrays_of(args.arrays)
    data["rows"] = Vectors.read(args.vectors).rows(data["words"])
    teachers = [Teacher(path, args.encoder, args.pieces) for path in args.weights]
    offsets = np.concatenate([[0], np.cumsum(data["sizes"])])
    docs = chosen_of(data, offsets)
    shares = [one / sum(args.shares) for one in args.shares]
    found = []
    for doc, scores in zip(docs, told(teachers, shares, data, docs), strict=True):
        part = slice(offsets[doc], offsets[doc + 1])
        found.append(lesson(scores, features.Features(*(data[name][part] for name in features.Features.__slots__))))
    np.savez(
        args.out,
        docs=np.array(docs),
        shares=np.concatenate([wanted.shares for wanted, *_ in found]).astype(np.float16),
        pairs=np.stack([wanted.pairs for wanted, *_ in found]),
        starts=np.stack([wanted.starts for wanted, *_ in found]),
        **{
            name: np.concatenate([one[number] for one in found]).astype(np.int32)
            for number, name in enumerate(("tags", "cue_of", "source_of"), 1)
        },
    )


if __name__ == "__main__":
    main()
