"""Run the labeller's networks over the lines of a page: numpy only, cost linear in the number of lines.

Convolutions over neighbouring lines, recurrences down and up the page, and a summary of the whole page tell a network what
stands around a line. Residual dilated convolutions are from Bai, Kolter and Koltun, "An empirical evaluation of generic
convolutional and recurrent networks for sequence modeling" (2018), the recurrence is the minimal gated unit of Feng et al.,
"Were RNNs all we needed?" (2024): what it takes in depends on the line alone, so that only a product and a sum wait for the
line before. Networks of one shape run side by side, as one more axis of the arrays: on a page of a few lines most of the
time is numpy's own, call by call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from service.enrichment.body.words import Floats, Ints

GLOBAL_AFTER = 1
"""The layer after which the summary of the page is added."""
WHOLE_PAGE = 0
"""The reach, as stored, of a layer that is a recurrence."""
LARGEST_LOGIT = 80
"""Its exponential fits single precision; those of roles stay below 20."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each line is body, (lines,), and how likely each of its roles is, (lines, roles)."""

    body: Floats
    roles: Floats
    words: Ints
    """The words of each line."""


@dataclass(frozen=True, slots=True)
class Dense:
    """A linear layer of each member: weights (members, inputs, outputs) and bias (members, 1, outputs)."""

    weights: Floats
    bias: Floats

    def __call__(self, inputs: Floats) -> Floats:
        """Return the layer's output, (members, lines, outputs)."""
        result: Floats = inputs @ self.weights
        result += self.bias
        return result


@dataclass(frozen=True, slots=True)
class Convolution:
    """A convolution over the line `reach` before, the line itself and the line `reach` after, of each member."""

    before: Floats
    """(members, inputs, outputs)"""
    here: Dense
    after: Floats
    reach: int

    def __call__(self, inputs: Floats) -> Floats:
        """Return the layer's output, (members, lines, outputs)."""
        result = self.here(inputs)
        if inputs.shape[1] > self.reach:
            result[:, self.reach :] += inputs[:, : -self.reach] @ self.before
            result[:, : -self.reach] += inputs[:, self.reach :] @ self.after
        return result


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A memory of the lines before and one of the lines after, of each member.

    Each number of it takes in a share of what the line says and keeps the rest of what it held.
    """

    share: Dense
    """The log odds of what is taken in: half of the outputs for the way down, half for the way up."""
    said: Dense
    out: Dense

    def __call__(self, inputs: Floats) -> Floats:
        """Return the layer's output, (members, lines, outputs)."""
        share = _sigmoid(self.share(inputs))
        held = _underway(share * self.said(inputs))
        kept = _underway(np.subtract(1, share, out=share))
        before = held[0]
        for now, keep in zip(held[1:], kept[1:], strict=True):
            np.multiply(keep, before, out=keep)
            np.add(now, keep, out=now)
            before = now
        return self.out(_underway(held.swapaxes(0, 1)).swapaxes(0, 1))


def _underway(values: Floats) -> Floats:
    """Return (members, lines, numbers) as (lines, members, numbers), the second half of the numbers from the last line up."""
    half = values.shape[2] // 2
    turned = np.empty((values.shape[1], values.shape[0], values.shape[2]), dtype=np.float32)
    turned[:, :, :half] = values[:, :, :half].swapaxes(0, 1)
    turned[:, :, half:] = values[:, ::-1, half:].swapaxes(0, 1)
    return turned


@dataclass(frozen=True, slots=True)
class Network:
    """Trained networks of one shape, one or more."""

    entry: Dense
    """The scaling of the numbers is in it."""
    middle: Dense
    layers: tuple[Convolution | Recurrence, ...]
    summary: Dense
    norm: Dense
    """Scale (members, 1, width) and shift of the layer norm."""
    body: Dense
    role: Dense


def read(arrays: Mapping[str, Floats], prefix: str) -> Network:
    """Return the network stored under that prefix."""

    def array(name: str) -> Floats:
        return np.ascontiguousarray(arrays[f"{prefix}.{name}"], dtype=np.float32)

    def dense(name: str) -> Dense:
        return Dense(array(f"{name}.weights")[np.newaxis], array(f"{name}.bias")[np.newaxis, np.newaxis])

    def layer(i: int, reach: int) -> Convolution | Recurrence:
        if reach == WHOLE_PAGE:
            return Recurrence(dense(f"layer{i}.share"), dense(f"layer{i}.said"), dense(f"layer{i}.out"))
        before, here, after = array(f"layer{i}.weights")[:, np.newaxis]
        return Convolution(before, Dense(here, array(f"layer{i}.bias")[np.newaxis, np.newaxis]), after, reach)

    scaled, mean, entry = array("scale"), array("mean"), dense("entry")
    weights = entry.weights * scaled[:, np.newaxis]
    return Network(
        entry=Dense(weights, entry.bias - mean @ weights),
        middle=dense("middle"),
        layers=tuple(layer(i, int(reach)) for i, reach in enumerate(arrays[f"{prefix}.reaches"].tolist())),
        summary=dense("summary"),
        norm=Dense(array("norm.weights")[np.newaxis], array("norm.bias")[np.newaxis, np.newaxis]),
        body=dense("body"),
        role=dense("role"),
    )


def together(networks: Sequence[Network]) -> Network:
    """Return networks of one shape as one, whose members they are."""

    def dense(layers: Sequence[Dense]) -> Dense:
        return Dense(
            np.concatenate([layer.weights for layer in layers]), np.concatenate([layer.bias for layer in layers])
        )

    def side_by_side(layers: Sequence[Convolution | Recurrence]) -> Convolution | Recurrence:
        convolutions = [layer for layer in layers if isinstance(layer, Convolution)]
        if not convolutions:
            recurrences = [layer for layer in layers if isinstance(layer, Recurrence)]
            share, said, out = zip(*((layer.share, layer.said, layer.out) for layer in recurrences), strict=True)
            return Recurrence(dense(share), dense(said), dense(out))
        return Convolution(
            np.concatenate([layer.before for layer in convolutions]),
            dense([layer.here for layer in convolutions]),
            np.concatenate([layer.after for layer in convolutions]),
            convolutions[0].reach,
        )

    return Network(
        entry=dense([network.entry for network in networks]),
        middle=dense([network.middle for network in networks]),
        layers=tuple(map(side_by_side, zip(*(network.layers for network in networks), strict=True))),
        summary=dense([network.summary for network in networks]),
        norm=dense([network.norm for network in networks]),
        body=dense([network.body for network in networks]),
        role=dense([network.role for network in networks]),
    )


def widened(network: Network, inputs: int) -> Network:
    """Return a network that takes so many numbers of a line, of which it heeds those alone that it took before."""
    members, own, width = network.entry.weights.shape
    weights = np.zeros((members, inputs, width), dtype=np.float32)
    weights[:, :own] = network.entry.weights
    return replace(network, entry=Dense(weights, network.entry.bias))


def run(network: Network, numbers: Floats) -> tuple[Floats, Floats]:
    """Return how likely each line is body, (lines,), and each of its roles, (lines, roles): the mean of the members."""
    body, roles = run_each(network, numbers, len(network.entry.weights))
    return mean(body), mean(roles)


def run_each(network: Network, numbers: Floats, for_roles: int) -> tuple[Floats, Floats]:
    """Return how likely each member finds each line body, (members, lines), and its roles, (members, lines, roles).

    Only the first `for_roles` members are asked for roles.
    """
    hidden = _last_hidden(network, numbers)
    role = hidden[:for_roles] @ network.role.weights[:for_roles]
    role += network.role.bias[:for_roles]
    np.exp(np.minimum(role, LARGEST_LOGIT, out=role), out=role)
    role /= _sums(role)
    return _sigmoid(network.body(hidden)[:, :, 0]), role


def mean(said: Floats) -> Floats:
    """Return the mean of what the members say."""
    result: Floats = np.add.reduce(said) / len(said)
    return result


def _last_hidden(network: Network, numbers: Floats) -> Floats:
    """Return what the layers make of each line, (members, lines, width)."""
    hidden = _rectify(network.entry(numbers))
    hidden += _rectify(network.middle(hidden))
    for i, layer in enumerate(network.layers):
        hidden += _rectify(layer(hidden))
        if i == GLOBAL_AFTER:
            mean = np.add.reduce(hidden, axis=1, keepdims=True) / hidden.shape[1]
            summary = np.concatenate((mean, np.maximum.reduce(hidden, axis=1, keepdims=True)), axis=2)
            hidden += _rectify(network.summary(summary))
    hidden -= _sums(hidden) / hidden.shape[2]
    hidden /= np.sqrt(_sums(hidden * hidden) / hidden.shape[2] + 1e-5)
    hidden *= network.norm.weights
    hidden += network.norm.bias
    return hidden


def _sums(values: Floats) -> Floats:
    """Return the sums along the last axis, which stays; as a product they take a quarter of the time."""
    return values @ np.ones((values.shape[2], 1), dtype=np.float32)


def _rectify(values: Floats) -> Floats:
    return np.maximum(values, 0, out=values)


def _sigmoid(values: Floats) -> Floats:
    """Return 1 / (1 + exp(-values)), in place; by way of tanh, which takes a third of the time and cannot overflow."""
    values *= 0.5
    np.tanh(values, out=values)
    values += 1
    values *= 0.5
    return values
