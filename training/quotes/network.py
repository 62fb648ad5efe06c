"""The tagger in torch: the same layers as `service.enrichment.quotes.tagger` computes in numpy."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.enrichment.quotes import decoding, features

GAP = 8
"""Empty tokens between the articles of a batch: as wide as the widest convolution reaches."""


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
    ) -> None:
        super().__init__()
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

    def scores(self) -> Tensor:
        """Return the scores of tag after tag, the forbidden ones included."""
        return self.transitions + self.allowed

    def starts(self) -> Tensor:
        """Return the scores of the first tag of a paragraph."""
        return self.start + self.allowed[0]

    def forward(
        self, lexical: Tensor, symbols: Tensor, words: Tensor, links: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the emissions (n, 7) and the pointers: queries, keys and the score of nobody (n, 4 d + 1)."""
        drop = lambda x, p: functional.dropout(x, p, self.training)  # noqa: E731
        looked = self.lexical(lexical + self.lexical_offsets)
        if self.training:  # whole words go missing, so that the context must speak
            keep = (torch.rand((*looked.shape[:2], 1)) > 0.15).float()
            looked = looked * keep
        looked = torch.cat([looked.flatten(1), self.vectors(words)], 1)
        h = torch.relu(self.mix(drop(looked, 0.2)) + drop(self.symbols(symbols + self.symbol_offsets), 0.1)) * mask
        n = len(h)
        count = len(features.LINKS)
        flat = (links * count + torch.arange(count)).flatten()
        for dilation, norm, conv, send, receive, out in zip(
            self.dilations, self.norms, self.convolutions, self.sends, self.receives, self.outs, strict=True
        ):
            u = drop(norm(h) * mask, self.dropout)
            pad = functional.pad(u, (0, 0, dilation, dilation))
            window = torch.cat([pad[:n], u, pad[2 * dilation :]], 1)
            read = send(u).view(n * count, self.linked).index_select(0, flat).view(n, count * self.linked)
            h = (h + out(drop(torch.relu(conv(window) + receive(read)), self.dropout))) * mask
        h = drop(self.norm(h), self.dropout)
        return self.emissions(h), torch.cat([self.queries(h), self.keys(h), self.nobody(h)], 1)


def crf_loss(network: Network, emissions: Tensor, tags: np.ndarray, paragraph: np.ndarray) -> Tensor:
    """Return the negative log likelihood of the tags, summed over paragraphs."""
    transitions, start = network.scores(), network.starts()
    total = emissions.new_zeros(())
    gold = torch.tensor(tags)
    for batch in decoding.batches(paragraph):
        tokens, lengths = torch.tensor(batch.tokens), torch.tensor(batch.lengths)
        scores, want = emissions[tokens], gold[tokens]
        longest = tokens.shape[1]
        valid = torch.arange(longest)[None] < lengths[:, None]
        path = scores.gather(2, want[..., None])[..., 0]
        path[:, 1:] = path[:, 1:] + transitions[want[:, :-1], want[:, 1:]]
        total = total - (path * valid).sum() - start[want[:, 0]].sum()
        alpha = scores[:, 0] + start
        for step in range(1, longest):
            moved = torch.logsumexp(alpha[:, :, None] + transitions, 1) + scores[:, step]
            alpha = torch.where(valid[:, step, None], moved, alpha)
        total = total + torch.logsumexp(alpha, 1).sum()
    return total


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
