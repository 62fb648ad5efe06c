"""A pretrained encoder of word pieces (BERT's layers, as MiniLM has them) under a teacher's layers."""

import json
import math
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.quotes.pieces import Pieces

STILL = 2
"""So many of the lowest layers keep their weights; what they give is computed once for each text."""


class Layer(nn.Module):
    """Attention over a window, then a wide layer; both are added to what came in and normalised."""

    def __init__(self, width: int, heads: int, inner: int, least: float) -> None:
        super().__init__()
        self.heads = heads
        self.asks = nn.Linear(width, 3 * width)
        self.answers = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, least)
        self.wide = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.last = nn.LayerNorm(width, least)

    def forward(self, state: Tensor, hidden: Tensor) -> Tensor:
        """Return the state (w, l, width) after this layer; `hidden` (w, 1, 1, l) is far below nought at empty pieces."""
        count, length, width = state.shape
        size = width // self.heads
        query, key, value = self.asks(state).view(count, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        share = torch.softmax((query / math.sqrt(size)) @ key.transpose(2, 3) + hidden, 3).to(value.dtype)
        seen = (share @ value).transpose(1, 2).reshape(count, length, width)
        state = self.norm(state + self.answers(seen))
        return self.last(state + self.narrow(functional.gelu(self.wide(state))))


class Encoder(nn.Module):
    """The encoder of a directory that holds `model.safetensors` and `config.json`; its embeddings stay as they are."""

    def __init__(self, directory: Path) -> None:
        super().__init__()
        shape = json.loads((directory / "config.json").read_text(encoding="utf-8"))
        given = load_file(directory / "model.safetensors")
        self.width, least = shape["hidden_size"], shape["layer_norm_eps"]
        embedded = "embeddings.{}.weight"
        words, places, kinds = (
            given[embedded.format(name)] for name in ("word_embeddings", "position_embeddings", "token_type_embeddings")
        )
        self.register_buffer("words", words, persistent=False)
        self.register_buffer("places", places + kinds[0], persistent=False)
        self.first = nn.LayerNorm(self.width, least)
        self.layers = nn.ModuleList(
            Layer(self.width, shape["num_attention_heads"], shape["intermediate_size"], least)
            for _ in range(shape["num_hidden_layers"])
        )
        copied = [(self.first, "embeddings.LayerNorm")]
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [given[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.asks, kind).data.copy_(torch.cat(parts))
            copied += [
                (layer.answers, f"{at}attention.output.dense"),
                (layer.norm, f"{at}attention.output.LayerNorm"),
                (layer.wide, f"{at}intermediate.dense"),
                (layer.narrow, f"{at}output.dense"),
                (layer.last, f"{at}output.LayerNorm"),
            ]
        for module, name in copied:
            module.weight.data.copy_(given[f"{name}.weight"])
            module.bias.data.copy_(given[f"{name}.bias"])
        for module in (self.first, *self.layers[:STILL]):
            module.requires_grad_(False)

    @torch.no_grad()
    def below(self, ids: Tensor) -> Tensor:
        """Return what the layers that keep their weights make of windows of pieces (w, l): (w, l, width), 16 bits."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            state = self.first(self.words[ids] + self.places[: ids.shape[1]])
            for layer in self.layers[:STILL]:
                state = layer(state, empty(ids))
        return state.bfloat16()

    def forward(self, state: Tensor, ids: Tensor, tokens: Tensor, count: int) -> Tensor:
        """Return (count, width): of each token the mean of its pieces, from what `below` gives; noughts without pieces.

        `tokens` (w, l) is the number of each piece's token, -1 where it belongs to none.
        """
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self.layers[STILL:]:
                state = layer(state, empty(ids))
        flat = tokens.flatten()
        solid = (flat >= 0).nonzero()[:, 0]
        flat = flat[solid]
        found = torch.zeros(count, self.width).index_add(0, flat, state.flatten(0, 1).index_select(0, solid).float())
        return found / torch.bincount(flat, minlength=count).clamp(min=1)[:, None]


def empty(ids: Tensor) -> Tensor:
    """Return what is added to the scores of looking at each piece of the windows."""
    return torch.zeros(ids.shape, dtype=torch.bfloat16).masked_fill_(ids == 0, -1e4)[:, None, None]


class Reader:
    """The windows of texts laid in one row, and what the lowest layers made of each, kept."""

    def __init__(self, encoder: Encoder, pieces: Pieces) -> None:
        self.encoder, self.pieces = encoder, pieces
        self.kept: dict[int, Tensor] = {}

    def of(self, docs: list[int], begins: list[int]) -> tuple[Tensor, Tensor, Tensor]:
        """Return `below`, ids and tokens of the texts, whose first tokens stand at `begins` in the row."""
        ids, tokens, states = [], [], []
        for doc, begin in zip(docs, begins, strict=True):
            part = slice(self.pieces.offsets[doc], self.pieces.offsets[doc + 1])
            where = self.pieces.tokens[part].astype(np.int64)
            ids.append(torch.tensor(self.pieces.ids[part].astype(np.int64)))
            tokens.append(torch.tensor(np.where(where >= 0, where + begin, -1)))
            if doc not in self.kept:
                self.kept[doc] = self.encoder.below(ids[-1])
            states.append(self.kept[doc])
        return torch.cat(states), torch.cat(ids), torch.cat(tokens)
