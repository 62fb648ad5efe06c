"""The learned tagger in numpy: embeddings, then layers that read the neighbours and the syntactic relatives of a token.

A layer adds to each token's state what a dilated convolution sees to its left and right, and what nine linked tokens
(its head, its clause, that clause's subject, the tokens around the quote marks ...; see `features.LINKS`) send it.
The state then scores seven tags, and two queries and a key that tell which cue a source or a content belongs to.
`training/quotes/network.py` is the same network in torch.
"""

from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from service.enrichment.quotes import decoding
from service.enrichment.quotes.features import LEXICAL, SYMBOLS, Features

JOINED = ((0,), (1,), (2,), (3,), (4,), (6,), (5, 18), (7, 8), (9, 10), (11, 12), (13, 14), (15, 16, 17))
"""Columns of symbols that are looked up together, in one table for all their combinations: fewer rows to add up."""
STRETCH = 2048
"""Tokens run at once: what a layer needs on the way stays in the processor's cache, however long the document."""
Floats = NDArray[np.float32]
Hashes = NDArray[np.uint64]
FILE = "tagger.npz"


@dataclass(frozen=True, slots=True)
class Layer:
    """One residual layer of width w: weights are (inputs, outputs)."""

    dilation: int
    norm: Floats
    shift: Floats
    window: Floats
    send: Floats
    receive: Floats
    bias: Floats
    out: Floats
    out_bias: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """One trained network. `table` (rows, w) holds every embedding already multiplied into the first layer."""

    table: Floats
    bias: Floats
    layers: tuple[Layer, ...]
    norm: Floats
    shift: Floats
    head: Floats
    head_bias: Floats
    transitions: Floats
    start: Floats
    distances: Floats
    relations: Floats


@dataclass(frozen=True, slots=True)
class Tagger:
    """Networks whose scores are averaged, the hashes of the words with a vector, and what a weight of score is worth.

    `words` (m,) is sorted; `begins` (3,) is added to the scores of beginning a source, a cue, a content; what is less
    sure than `least` is not reported; `calibration` (k,) weighs the evidence into the share right on held-out articles.
    """

    networks: tuple[Network, ...]
    words: Hashes
    begins: tuple[float, ...]
    least: float
    calibration: Floats


def load(directory: Path) -> Tagger:
    """Return the tagger kept in the directory.

    Raises FileNotFoundError or ValueError where the file is missing or is not what training writes.
    """
    with np.load(directory / FILE, allow_pickle=False) as arrays:
        data = {name: arrays[name] for name in arrays.files}
    count = int(data["networks"])
    vectors = data["vectors"].astype(np.float32) * data["vectors scale"].astype(np.float32)
    return Tagger(
        networks=tuple(
            network({k.split("/", 1)[1]: v for k, v in data.items() if k.startswith(f"{i}/")}, vectors)
            for i in range(count)
        ),
        words=data["words"],
        begins=tuple(np.broadcast_to(data["begins"], 3).tolist()),
        least=float(data["least"]),
        calibration=data["calibration"].astype(np.float32),
    )


def network(weights: dict[str, NDArray[np.generic]], vectors: Floats) -> Network:
    """Return the network of the weights as torch names them; `vectors` (m + 1, 50) has row 0 for unknown words."""

    def get(name: str) -> Floats:
        array = weights[name].astype(np.float32)
        if f"{name} scale" in weights:
            array *= weights[f"{name} scale"].astype(np.float32)
        return np.ascontiguousarray(array)

    lexical, mix = get("lexical.weight"), get("mix.weight").T
    width = lexical.shape[1]
    parts, at = [], 0
    for number, (_, rows) in enumerate(LEXICAL):
        parts.append(lexical[at : at + rows] @ mix[number * width : (number + 1) * width])
        at += rows
    parts.append(vectors @ mix[len(LEXICAL) * width :])
    parts += _joined(get("symbols.weight"))
    layers = tuple(
        Layer(
            dilation=int(dilation),
            norm=get(f"norms.{i}.weight"),
            shift=get(f"norms.{i}.bias"),
            window=np.ascontiguousarray(get(f"convolutions.{i}.weight").T),
            send=np.ascontiguousarray(get(f"sends.{i}.weight").T),
            receive=np.ascontiguousarray(get(f"receives.{i}.weight").T),
            # What the senders' bias adds is the same for all.
            bias=get(f"convolutions.{i}.bias")
            + get(f"receives.{i}.bias")
            + get(f"receives.{i}.weight") @ get(f"sends.{i}.bias"),
            out=np.ascontiguousarray(get(f"outs.{i}.weight").T),
            out_bias=get(f"outs.{i}.bias"),
        )
        for i, dilation in enumerate(weights["dilations"])
    )
    heads = ("emissions", "queries", "keys", "nobody")
    return Network(
        table=np.concatenate(parts),
        bias=get("mix.bias"),
        layers=layers,
        norm=get("norm.weight"),
        shift=get("norm.bias"),
        head=np.ascontiguousarray(np.concatenate([get(f"{name}.weight") for name in heads]).T),
        head_bias=np.concatenate([get(f"{name}.bias") for name in heads]),
        transitions=get("transitions") + decoding.allowed(),
        start=get("start") + decoding.allowed()[0],
        distances=get("distances"),
        relations=get("relations"),
    )


def _joined(symbols: Floats) -> list[Floats]:
    """Return a table for each of the JOINED columns: a row for each combination of their symbols, the sum of theirs."""
    sizes = [rows for _, rows in SYMBOLS]
    tables = np.split(symbols, np.cumsum(sizes)[:-1])
    joined = []
    for columns in JOINED:
        table = tables[columns[0]]
        for column in columns[1:]:
            table = (table[:, None] + tables[column]).reshape(-1, symbols.shape[1])
        joined.append(table)
    return joined


def score(tagger: Tagger, features: Features) -> decoding.Scores:
    """Return the averaged scores of all networks; queries and keys are laid side by side, not averaged."""
    rows, post = _rows(tagger.words, features), _Post.of(features.links)
    outputs = [_run(one, rows, post) for one in tagger.networks]
    tags, count, n = decoding.TAGS, len(outputs), len(features.words)
    depth = (outputs[0].shape[1] - tags - 1) // 4
    ends = tags + 2 * depth
    scale = np.float32(1 / count)
    return decoding.Scores(
        emissions=scale * np.sum([out[:, :tags] for out in outputs], axis=0),
        transitions=scale * np.sum([one.transitions for one in tagger.networks], axis=0),
        start=scale * np.sum([one.start for one in tagger.networks], axis=0),
        queries=scale * np.concatenate([out[:, tags:ends].reshape(n, 2, depth) for out in outputs], axis=2),
        keys=np.concatenate([out[:, ends:-1].reshape(n, 2, depth) for out in outputs], axis=2),
        nobody=scale * np.sum([out[:, -1] for out in outputs], axis=0),
        distances=scale * np.sum([one.distances for one in tagger.networks], axis=0),
        relations=scale * np.sum([one.relations for one in tagger.networks], axis=0),
    )


def _rows(words: Hashes, features: Features) -> list[NDArray[np.int64]]:
    """Return the rows of the embedding table that each token adds up: 18 arrays (n,)."""
    sizes = [rows for _, rows in SYMBOLS]
    rows, offset = [], 0
    for number, (_, size) in enumerate(LEXICAL):
        rows.append(features.lexical[:, number] + offset)
        offset += size
    at = np.minimum(np.searchsorted(words, features.words), len(words) - 1)
    rows.append(np.where(words[at] == features.words, at + 1, 0) + offset)
    offset += len(words) + 1
    for columns in JOINED:
        row = features.symbols[:, columns[0]].astype(np.int64)
        for column in columns[1:]:
            row = row * sizes[column] + features.symbols[:, column]
        rows.append(row + offset)
        offset += prod(sizes[column] for column in columns)
    return rows


@dataclass(frozen=True, slots=True)
class _Post:
    """Which tokens are read by link k (`senders[k]`), and where each token finds what its nine links send, (n, 9)."""

    senders: tuple[NDArray[np.int64], ...]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, links: NDArray[np.int64]) -> "_Post":
        n, count = links.shape
        senders, places, sent = [], np.empty((n, count), np.int64), 0
        for number, link in enumerate(links.T):
            read = np.zeros(n, np.bool_)
            read[link] = True
            senders.append(np.flatnonzero(read))
            places[:, number] = (np.cumsum(read) + (sent - 1))[link]
            sent += len(senders[-1])
        return cls(tuple(senders), places)


def _run(one: Network, rows: list[NDArray[np.int64]], post: _Post) -> Floats:
    n, width = len(rows[0]), one.table.shape[1]
    stretches = [slice(start, min(start + STRETCH, n)) for start in range(0, n, STRETCH)]
    margin = max((layer.dilation for layer in one.layers), default=0)
    state, padded = np.empty((n, width), np.float32), np.zeros((n + 2 * margin, width), np.float32)
    normal = padded[margin : n + margin]
    looked = np.empty((min(n, STRETCH), width), np.float32)
    for part in stretches:
        here, found = state[part], looked[: part.stop - part.start]
        here[:] = one.bias
        for row in rows:
            # "clip" is the mode that writes to `out` without a copy in between; every row is in range.
            here += one.table.take(row[part], axis=0, out=found, mode="clip")
        np.maximum(here, 0, out=here)
    for layer in one.layers:
        for part in stretches:
            _normalised(state[part], layer.norm, layer.shift, normal[part])
        sent = _sent(layer, normal, post)
        for part in stretches:
            before, after = (
                padded[margin + shift + part.start : margin + shift + part.stop]
                for shift in (-layer.dilation, layer.dilation)
            )
            hidden = normal[part] @ layer.window[width : 2 * width]
            hidden += before @ layer.window[:width]
            hidden += after @ layer.window[2 * width :]
            hidden += sent.take(post.places[part], axis=0, mode="clip").reshape(len(hidden), -1) @ layer.receive
            hidden += layer.bias
            np.maximum(hidden, 0, out=hidden)
            state[part] += hidden @ layer.out
            state[part] += layer.out_bias
    for part in stretches:
        _normalised(state[part], one.norm, one.shift, state[part])
    return cast(Floats, state @ one.head + one.head_bias)


def _sent(layer: Layer, normal: Floats, post: _Post) -> Floats:
    """Return what the tokens that are read send over each link, link after link."""
    size = layer.send.shape[1] // len(post.senders)
    sent = np.empty((sum(map(len, post.senders)), size), np.float32)
    at = 0
    for number, readers in enumerate(post.senders):
        weights = layer.send[:, number * size : (number + 1) * size]
        for start in range(0, len(readers), STRETCH):
            read = readers[start : start + STRETCH]
            np.matmul(normal.take(read, axis=0), weights, out=sent[at : at + len(read)])
            at += len(read)
    return sent


def _normalised(state: Floats, norm: Floats, shift: Floats, out: Floats) -> None:
    """Write each row with its mean taken off and its spread scaled to `norm`, moved by `shift`."""
    # A product with ones sums short rows in a third of the time that numpy's own reduction takes.
    np.subtract(state, state @ np.full((state.shape[1], 1), 1 / state.shape[1], np.float32), out=out)
    variance = np.einsum("ij,ij->i", out, out)[:, None] / np.float32(state.shape[1])
    out /= np.sqrt(variance + np.float32(1e-5))
    out *= norm
    out += shift
