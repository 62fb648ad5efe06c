"""Write what trained networks together say of every text: the lesson of one network that is to do the work of all.

    python -m training.quotes.teach ARRAYS.npz OUT.npz WEIGHTS.npz [WEIGHTS.npz ...]

The networks' scores are averaged. Of a text the lesson holds the share of each tag at each token, how often which tag
follows which, and the best tags with their links, which stand in for the marks of hand where there are none.
"""

import argparse
from pathlib import Path

import numpy as np

from service.enrichment.quotes import decoding, features, tagger
from service.enrichment.quotes.decoding import BEGIN, INSIDE
from training.quotes import network as net
from training.quotes.calibrate import fold_tagger


def lesson(model: tagger.Tagger, read: features.Features) -> tuple[net.Wanted, np.ndarray, np.ndarray, np.ndarray]:
    """Return the shares of the tags, and the best tags with the first token of each one's cue and source."""
    scores = tagger.score(model, read)
    laid = decoding.lattice(read.paragraph)
    n = len(read.paragraph)
    tags, cue_of, source_of = np.zeros(n, np.int64), np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    if not laid.counts:
        nothing = np.zeros((decoding.TAGS, decoding.TAGS))
        return net.Wanted(np.zeros((n, decoding.TAGS), np.float32), nothing, nothing[0]), tags, cue_of, source_of
    _, wanted = net.shares_of(scores.emissions, scores.transitions, scores.start, laid)
    for group in decoding.decode(scores, read, laid, model.begins):
        for role, pieces in enumerate(((group.source,), (group.cue,), group.content)):
            for first, last in (piece for piece in pieces if piece):
                tags[first : last + 1], tags[first] = INSIDE[role], BEGIN[role]
        if group.cue:
            source_of[group.cue[0]] = group.source[0] if group.source else -2
            for first, last in group.content:
                cue_of[first : last + 1] = group.cue[0]
    return wanted, tags, cue_of, source_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("arrays", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    args = parser.parse_args()
    with np.load(args.arrays) as arrays:
        data = {name: arrays[name] for name in arrays.files}
    offsets = np.concatenate([[0], np.cumsum(data["sizes"])])
    model = fold_tagger(args.weights)
    found = []
    for doc in range(len(data["sizes"])):
        part = slice(offsets[doc], offsets[doc + 1])
        found.append(lesson(model, features.Features(*(data[name][part] for name in features.Features.__slots__))))
    np.savez(
        args.out,
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
