"""Run the labeller's network over the lines of a page: numpy only, cost linear in the number of lines.

Five convolutions over neighbouring lines, each reaching twice as far as the one before, and a summary of the whole page
tell the network what stands around a line. Residual dilated
convolutions are from Bai, Kolter and Koltun, "An empirical evaluation of generic convolutional and recurrent networks
for sequence modeling" (2018).
"""

from collections.abc import Mapping
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
    """A linear layer: weights (inputs, outputs) and bias."""

    weights: Floats
    bias: Floats

    def __call__(self, inputs: Floats) -> Floats:
        """Return the layer's output, (lines, outputs)."""
        return inputs @ self.weights + self.bias


@dataclass(frozen=True, slots=True)
class Convolution:
    """A convolution over the line `reach` before, the line itself and the line `reach` after; weights (3, in, out)."""

    weights: Floats
    bias: Floats
    reach: int

    def __call__(self, inputs: Floats) -> Floats:
        """Return the layer's output, (lines, outputs)."""
        result: Floats = inputs @ self.weights[1] + self.bias
        if len(inputs) > self.reach:
            result[self.reach :] += inputs[: -self.reach] @ self.weights[0]
            result[: -self.reach] += inputs[self.reach :] @ self.weights[2]
        return result


@dataclass(frozen=True, slots=True)
class Network:
    """One trained network."""

    mean: Floats
    scale: Floats
    entry: Dense
    middle: Dense
    convolutions: tuple[Convolution, ...]
    summary: Dense
    norm: Dense
    """Scale (1, width) and shift of the layer norm."""
    body: Dense
    role: Dense


def read(arrays: Mapping[str, Floats], prefix: str) -> Network:
    """Return the network stored under that prefix."""

    def array(name: str) -> Floats:
        return np.ascontiguousarray(arrays[f"{prefix}.{name}"], dtype=np.float32)

    def dense(name: str) -> Dense:
        return Dense(array(f"{name}.weights"), array(f"{name}.bias"))

    reaches = arrays[f"{prefix}.reaches"].tolist()
    return Network(
        mean=array("mean"),
        scale=array("scale"),
        entry=dense("entry"),
        middle=dense("middle"),
        convolutions=tuple(
            Convolution(array(f"convolution{i}.weights"), array(f"convolution{i}.bias"), int(reach))
            for i, reach in enumerate(reaches)
        ),
        summary=dense("summary"),
        norm=dense("norm"),
        body=dense("body"),
        role=dense("role"),
    )


def run(network: Network, numbers: Floats) -> tuple[Floats, Floats]:
    """Return how likely each line is body, (lines,), and how likely each role is, (lines, roles)."""
    hidden = _rectify(network.entry((numbers - network.mean) * network.scale))
    hidden += _rectify(network.middle(hidden))
    for i, convolution in enumerate(network.convolutions):
        hidden = hidden + _rectify(convolution(hidden))
        if i == GLOBAL_AFTER:
            summary = np.concatenate((hidden.mean(axis=0), hidden.max(axis=0)))[np.newaxis]
            hidden = hidden + _rectify(network.summary(summary))
    hidden = hidden - hidden.mean(axis=1, keepdims=True)
    hidden /= np.sqrt(np.mean(hidden * hidden, axis=1, keepdims=True) + 1e-5)
    hidden = hidden * network.norm.weights + network.norm.bias
    role = network.role(hidden)
    role = np.exp(role - role.max(axis=1, keepdims=True))
    return _sigmoid(network.body(hidden)[:, 0]), role / role.sum(axis=1, keepdims=True)


def _rectify(values: Floats) -> Floats:
    return np.maximum(values, 0, out=values)


def _sigmoid(values: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)
