"""The tagger in torch: the same layers as `service.enrichment.quotes.tagger` computes in numpy."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.enrichment.quotes import decoding, features
from training.quotes.encoder import Encoder

GAP = 8
"""Empty tokens between the articles of a batch: as wide as the widest convolution reaches."""
POOL = 1 << 24


class Network(nn.Module):
    """Embeddings, then blocks of a convolution and a reading of linked tokens, then tags and pointers."""

    def __init__(
        self,
        vectors: np.ndarray,
        width: int,
        lexical: int,
        linked: int,
        pointer: int,
        dilations: list[int],
        dropout: float,
        encoder: Encoder | None = None,
    ) -> None:
        super().__init__()
        self.encoder = encoder
        if encoder:
            self.context = nn.Linear(encoder.width, width, bias=False)
        self.dilations, self.linked, self.dropout = dilations, linked, dropout
        sizes = [size for _, size in features.LEXICAL]
        self.register_buffer("lexical_offsets", torch.tensor(np.cumsum([0, *sizes[:-1]])))
        self.lexical = nn.Embedding(sum(sizes), lexical)
        sizes = [size for _, size in features.SYMBOLS]
        self.register_buffer("symbol_offsets", torch.tensor(np.cumsum([0, *sizes[:-1]])))
        self.symbols = nn.EmbeddingBag(sum(sizes), width, mode="sum")
        nn.init.normal_(self.lexical.weight, std=0.3)
        nn.init.normal_(self.symbols.weight, std=0.15)
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(vectors, dtype=torch.float32), freeze=True)
        self.mix = nn.Linear(lexical * len(features.LEXICAL) + vectors.shape[1], width)
        count = len(features.LINKS)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in dilations)
        self.convolutions = nn.ModuleList(nn.Linear(3 * width, width) for _ in dilations)
        self.sends = nn.ModuleList(nn.Linear(width, count * linked) for _ in dilations)
        self.receives = nn.ModuleList(nn.Linear(count * linked, width) for _ in dilations)
        self.outs = nn.ModuleList(nn.Linear(width, width) for _ in dilations)
        self.norm = nn.LayerNorm(width)
        self.emissions = nn.Linear(width, decoding.TAGS)
        self.queries = nn.Linear(width, 2 * pointer)
        self.keys = nn.Linear(width, 2 * pointer)
        self.nobody = nn.Linear(width, 1)
        self.distances = nn.Parameter(torch.zeros(2, 32))
        self.relations = nn.Parameter(torch.zeros(2, decoding.RELATIONS))
        self.transitions = nn.Parameter(torch.zeros(decoding.TAGS, decoding.TAGS))
        self.start = nn.Parameter(torch.zeros(decoding.TAGS))
        self.register_buffer("allowed", torch.tensor(decoding.allowed()))
        self.pointer = pointer
        self.masks: dict[float, Tensor] = {}

    @classmethod
    def restored(cls, path: Path, encoder: Encoder | None) -> "Network":
        """Return a network as training wrote it, ready to read."""
        with np.load(path) as saved:
            arrays = {name: saved[name] for name in saved.files}
        del arrays["keys_of_vectors"]
        network = cls(
            arrays["vectors.weight"],
            width=len(arrays["norm.weight"]),
            lexical=arrays["lexical.weight"].shape[1],
            linked=len(arrays["sends.0.weight"]) // len(features.LINKS),
            pointer=len(arrays["queries.weight"]) // 2,
            dilations=arrays.pop("dilations").tolist(),
            dropout=0.0,
            encoder=encoder,
        )
        network.load_state_dict({name: torch.tensor(array) for name, array in arrays.items()})
        return network.eval()

    def drop(self, values: Tensor, share: float) -> Tensor:
        """Return the values with a share of them zeroed in training.

        The masks are cut from one row of random numbers at a random place: drawing them anew took a sixth of the time.
        """
        if not self.training:
            return values
        if share not in self.masks:
            self.masks[share] = (torch.rand(POOL) >= share).float() / (1 - share)
        at = int(torch.randint(POOL - values.numel(), (1,)))
        return values * self.masks[share][at : at + values.numel()].view(values.shape)

    def scores(self) -> Tensor:
        """Return the scores of tag after tag, the forbidden ones included."""
        return self.transitions + self.allowed

    def starts(self) -> Tensor:
        """Return the scores of the first tag of a paragraph."""
        return self.start + self.allowed[0]

    def forward(
        self,
        lexical: Tensor,
        symbols: Tensor,
        words: Tensor,
        links: Tensor,
        mask: Tensor,
        windows: tuple[Tensor, Tensor, Tensor] | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Return the emissions (n, 7) and the pointers: queries, keys and the score of nobody (n, 4 d + 1).

        `windows` is what `encoder.Reader` gives, for a teacher with an encoder.
        """
        looked = self.lexical(lexical + self.lexical_offsets)
        if self.training:  # whole words go missing, so that the context must speak
            keep = (torch.rand((*looked.shape[:2], 1)) > 0.15).float()
            looked = looked * keep
        looked = torch.cat([looked.flatten(1), self.vectors(words)], 1)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            h = self.mix(self.drop(looked, 0.2)).float()
            if self.encoder and windows:
                h = h + self.context(self.drop(self.encoder(*windows, len(h)), 0.2)).float()
        h = torch.relu(h + self.drop(self.symbols(symbols + self.symbol_offsets), 0.1)) * mask
        n = len(h)
        count = len(features.LINKS)
        flat = (links * count + torch.arange(count)).flatten()
        for dilation, norm, conv, send, receive, out in zip(
            self.dilations, self.norms, self.convolutions, self.sends, self.receives, self.outs, strict=True
        ):
            u = self.drop(norm(h) * mask, self.dropout)
            # Products of sixteen bits take a third of the time; everything that adds many numbers up stays at 32.
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
                pad = functional.pad(u, (0, 0, dilation, dilation))
                window = conv(torch.cat([pad[:n], u, pad[2 * dilation :]], 1))
                sent = send(u).float().view(n * count, self.linked)
                received = receive(sent.index_select(0, flat).view(n, count * self.linked))
                inner = self.drop(torch.relu(window + received).float(), self.dropout)
                h = (h + out(inner).float()) * mask
        h = self.drop(self.norm(h), self.dropout)
        return self.emissions(h), torch.cat([self.queries(h), self.keys(h), self.nobody(h)], 1)


class _Paths(torch.autograd.Function):
    """The log of the sum over all paths less the expected score of the wanted ones; its slopes are differences of shares."""

    @staticmethod
    def forward(
        ctx: Any, emissions: Tensor, transitions: Tensor, start: Tensor, paragraph: np.ndarray, wanted: "Wanted"
    ) -> Tensor:
        scores, steps, begins = (value.detach().numpy() for value in (emissions, transitions, start))
        laid = decoding.lattice(paragraph)
        total, found = shares_of(scores, steps, begins, laid)
        solid = paragraph >= 0
        total -= float((wanted.shares[solid] * scores[solid]).sum())
        total -= float((wanted.pairs * steps).sum() + (wanted.starts * begins).sum())
        slope = found.shares - wanted.shares
        slope[~solid] = 0
        ctx.save_for_backward(
            *(torch.tensor(value, dtype=torch.float32) for value in (slope, found.pairs - wanted.pairs)),
            torch.tensor(found.starts - wanted.starts, dtype=torch.float32),
        )
        return emissions.new_tensor(total)

    @staticmethod
    def backward(ctx: Any, slope: Tensor) -> tuple[Tensor | None, ...]:
        return *(slope * saved for saved in ctx.saved_tensors), None, None


@dataclass(frozen=True, slots=True)
class Wanted:
    """How often each tag is wanted at each token (n, 7), tag after tag (7, 7), and first in a paragraph (7,)."""

    shares: np.ndarray
    pairs: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, tags: np.ndarray, paragraph: np.ndarray) -> "Wanted":
        """Return what gold tags want."""
        shares = np.eye(decoding.TAGS, dtype=np.float32)[tags]
        solid = np.flatnonzero(paragraph >= 0)
        same = np.diff(paragraph[solid], prepend=-2) == 0
        pairs = np.zeros((decoding.TAGS, decoding.TAGS))
        np.add.at(pairs, (tags[solid][:-1][same[1:]], tags[solid][1:][same[1:]]), 1)
        return cls(shares, pairs, np.bincount(tags[solid][~same], minlength=decoding.TAGS))

    def mixed(self, other: "Wanted", share: float) -> "Wanted":
        """Return this with a share of the other."""
        return Wanted(
            *(
                (1 - share) * getattr(self, name) + share * getattr(other, name)
                for name in ("shares", "pairs", "starts")
            )
        )


def shares_of(
    emissions: np.ndarray, transitions: np.ndarray, start: np.ndarray, laid: decoding.Lattice
) -> tuple[float, Wanted]:
    """Return the log of the sum over all paths of all paragraphs, and how often the paths go where."""
    before, after = decoding.sums(emissions, transitions, start, laid)
    weights = decoding.strengths(emissions)
    step = np.exp(transitions.astype(np.float64))
    reached = before.astype(np.float64) * weights
    shares = reached * after
    shares /= shares.sum(1, keepdims=True)
    tokens, last = np.sort(laid.ahead), laid.behind[: laid.counts[0]]
    first = laid.ahead[: laid.counts[0]]
    later = ~np.isin(tokens, first)
    now, then = tokens[later], np.roll(tokens, 1)[later]
    moved = reached[then] @ step
    onward = weights[now] * after[now].astype(np.float64)
    pairs = step * (reached[then].T @ (onward / (moved * onward).sum(1, keepdims=True)))
    total = np.log(moved.sum(1)).sum() + np.log(reached[last].sum(1)).sum() + emissions[tokens].max(1).sum()
    return float(total), Wanted(shares.astype(np.float32), pairs, shares[first].sum(0))


def crf_loss(network: Network, emissions: Tensor, paragraph: np.ndarray, wanted: Wanted) -> Tensor:
    """Return the cross entropy of the paths against the wanted ones (less a constant), summed over paragraphs."""
    return _Paths.apply(emissions, network.scores(), network.starts(), paragraph, wanted)


def pointer_loss(network: Network, pointers: Tensor, batch: dict[str, np.ndarray]) -> Tensor:
    """Return the cross entropies of pointing from a cue at its source or nobody, and from a content token at its cue."""
    d = network.pointer
    tags, links = batch["tags"], batch["links"]
    found = decoding.pieces(tags, batch["paragraph"])
    context = decoding.Context.of(found, links)
    cues = found.first[found.role == decoding.CUE]
    sources = found.first[found.role == decoding.SOURCE]
    total = pointers.new_zeros(())
    for which, (at, targets, goal) in enumerate(
        ((cues, sources, batch["source_of"]), (np.flatnonzero(batch["cue_of"] >= 0), cues, batch["cue_of"]))
    ):
        at = at[goal[at] != -1]  # noqa: PLW2901
        if not len(at) or not len(targets):
            continue
        near = decoding.candidates(at, targets)
        token = targets[np.maximum(near, 0)]
        hit = (token == goal[at, None]) & (near >= 0)
        query = pointers[torch.tensor(at), which * d : (which + 1) * d]
        key = pointers[:, (2 + which) * d : (3 + which) * d][torch.tensor(token)]
        scores = (query[:, None] * key).sum(2) + network.distances[which][
            torch.tensor(decoding.distance(at[:, None], token))
        ]
        scores = scores + network.relations[which][torch.tensor(context.relation(which, at[:, None], token))]
        scores = scores.masked_fill(torch.tensor(near < 0), -1e4)
        if which == 0:
            scores = torch.cat([scores, pointers[torch.tensor(at), 4 * d :]], 1)
            hit = np.concatenate([hit, goal[at, None] == -2], 1)
        keep = hit.any(1)
        if keep.any():
            total = total + functional.cross_entropy(scores[torch.tensor(keep)], torch.tensor(hit[keep].argmax(1)))
    return total
