"""Cut every text into the word pieces of a pretrained encoder, in windows of whole paragraphs where they fit.

    python -m training.quotes.pieces CORPUS.jsonl.gz PLAIN.jsonl.gz ARRAYS.npz ENCODER_DIRECTORY OUT.npz

The texts are those of `training.quotes.prepare`, in its order.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from training.quotes import corpus

LENGTH = 192
"""Word pieces of a window, the marks of its beginning and end included."""
BEGIN, END = 101, 102
"""What stands first and last in every text that the encoder was trained on."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The windows of all texts; those of text i are from `offsets[i]` to `offsets[i + 1]`.

    `ids` (w, LENGTH), 0 where nothing stands; `tokens` (w, LENGTH), the number in its text of the token that a piece
    begins in, else -1.
    """

    ids: np.ndarray
    tokens: np.ndarray
    offsets: np.ndarray

    @classmethod
    def read(cls, path: Path) -> "Pieces":
        """Read what `main` writes."""
        with np.load(path) as saved:
            return cls(saved["ids"], saved["tokens"], np.concatenate([[0], np.cumsum(saved["counts"])]))


def windows(paragraphs: list[np.ndarray]) -> list[np.ndarray]:
    """Return numbers of pieces in runs that fit a window: whole paragraphs, as many as go in; a longer one is cut."""
    room = LENGTH - 2
    runs: list[np.ndarray] = []
    for paragraph in paragraphs:
        for part in np.split(paragraph, range(room, len(paragraph), room)):
            if runs and len(runs[-1]) + len(part) <= room:
                runs[-1] = np.concatenate([runs[-1], part])
            else:
                runs.append(part)
    return runs


def cut(
    cutter: Tokenizer, text: str, starts: np.ndarray, ends: np.ndarray, paragraph: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the windows of a text: the ids of its pieces and the tokens they begin in."""
    found = cutter.encode(text, add_special_tokens=False)
    ids = np.array(found.ids, np.int32)
    begins = np.array([begin for begin, _ in found.offsets], np.int64)
    tokens = np.maximum(np.searchsorted(starts, begins, side="right") - 1, 0)
    kept = np.flatnonzero((begins < ends[tokens]) & (paragraph[tokens] >= 0))
    borders = np.flatnonzero(np.diff(paragraph[tokens[kept]])) + 1
    runs = windows(np.split(kept, borders))
    laid = np.zeros((len(runs), LENGTH), np.int32)
    where = np.full((len(runs), LENGTH), -1, np.int32)
    for row, run in enumerate(runs):
        laid[row, : len(run) + 2] = [BEGIN, *ids[run], END]
        where[row, 1 : len(run) + 1] = tokens[run]
    return laid, where


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("plain", type=Path)
    parser.add_argument("arrays", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    cutter = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    cutter.no_truncation()
    cutter.no_padding()
    with np.load(args.arrays) as arrays:
        data = {name: arrays[name] for name in ("starts", "ends", "paragraph", "sizes")}
    offsets = np.concatenate([[0], np.cumsum(data["sizes"])])
    articles = corpus.read(args.corpus)
    restyled = [corpus.restyle(article, corpus.SEED) for article in articles]
    found = []
    for number, article in enumerate([*articles, *restyled, *corpus.plain(args.plain)]):
        part = slice(offsets[number], offsets[number + 1])
        found.append(cut(cutter, article.text, *(data[name][part] for name in ("starts", "ends", "paragraph"))))
    np.savez(
        args.out,
        ids=np.concatenate([ids for ids, _ in found]),
        tokens=np.concatenate([tokens for _, tokens in found]),
        counts=np.array([len(ids) for ids, _ in found]),
    )


if __name__ == "__main__":
    main()
