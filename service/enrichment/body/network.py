"""Run the labeller's networks over the lines of a page: numpy only, cost linear in the number of lines.

Five convolutions over neighbouring lines, each reaching twice as far as the one before, and a summary of the whole page
tell a network what stands around a line. Residual dilated convolutions are from Bai, Kolter and Koltun, "An empirical
evaluation of generic convolutional and recurrent networks for sequence modeling" (2018). Networks of one shape run side by
side, as one more axis of the arrays: on a page of a few lines most of the time is numpy's own, call by call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from service.enrichment.body.features import Floats
from service.enrichment.body.words import Ints

GLOBAL_AFTER = 1
"""The convolution after which the summary of the page is added."""


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
class Network:
    """Trained networks of one shape, one or more."""

    entry: Dense
    """The scaling of the numbers is in it."""
    middle: Dense
    convolutions: tuple[Convolution, ...]
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

    def convolution(i: int, reach: int) -> Convolution:
        before, here, after = array(f"convolution{i}.weights")[:, np.newaxis]
        return Convolution(before, Dense(here, array(f"convolution{i}.bias")[np.newaxis, np.newaxis]), after, reach)

    scaled, mean, entry = array("scale"), array("mean"), dense("entry")
    weights = entry.weights * scaled[:, np.newaxis]
    return Network(
        entry=Dense(weights, entry.bias - mean @ weights),
        middle=dense("middle"),
        convolutions=tuple(convolution(i, int(reach)) for i, reach in enumerate(arrays[f"{prefix}.reaches"].tolist())),
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

    def convolution(layers: Sequence[Convolution]) -> Convolution:
        return Convolution(
            np.concatenate([layer.before for layer in layers]),
            dense([layer.here for layer in layers]),
            np.concatenate([layer.after for layer in layers]),
            layers[0].reach,
        )

    return Network(
        entry=dense([network.entry for network in networks]),
        middle=dense([network.middle for network in networks]),
        convolutions=tuple(map(convolution, zip(*(network.convolutions for network in networks), strict=True))),
        summary=dense([network.summary for network in networks]),
        norm=dense([network.norm for network in networks]),
        body=dense([network.body for network in networks]),
        role=dense([network.role for network in networks]),
    )


def run(network: Network, numbers: Floats) -> tuple[Floats, Floats]:
    """Return how likely each line is body, (lines,), and each of its roles, (lines, roles): the mean of the members."""
    hidden = _rectify(network.entry(numbers))
    hidden += _rectify(network.middle(hidden))
    for i, convolution in enumerate(network.convolutions):
        hidden += _rectify(convolution(hidden))
        if i == GLOBAL_AFTER:
            summary = np.concatenate((hidden.mean(axis=1, keepdims=True), hidden.max(axis=1, keepdims=True)), axis=2)
            hidden += _rectify(network.summary(summary))
    hidden -= hidden.mean(axis=2, keepdims=True)
    hidden /= np.sqrt(np.mean(hidden * hidden, axis=2, keepdims=True) + 1e-5)
    hidden *= network.norm.weights
    hidden += network.norm.bias
    role = network.role(hidden)
    role = np.exp(role - role.max(axis=2, keepdims=True))
    role /= role.sum(axis=2, keepdims=True)
    return _sigmoid(network.body(hidden)[:, :, 0]).mean(axis=0), role.mean(axis=0)


def _rectify(values: Floats) -> Floats:
    return np.maximum(values, 0, out=values)


def _sigmoid(values: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)
