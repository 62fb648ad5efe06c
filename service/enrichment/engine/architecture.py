"""Find the layers of an installed pipeline: every difference from the architecture we replace is refused, by name.

spaCy builds its CNN pipelines of thinc models, trees of named layers (https://spacy.io/api/architectures,
https://thinc.ai/docs/api-layers). The functions here take such a tree apart for the readers of weights beside them.
Widths, table sizes, numbers of layers and labels may differ from `en_core_web_sm`; the shape of the tree may not.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from thinc.model import Model

from service.enrichment.engine.errors import UnsupportedError

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Network = Model[object, object]


def require(holds: bool, what: str) -> None:
    """Raise UnsupportedError with that message unless it holds."""
    if not holds:
        raise UnsupportedError(what)


def named(model: Network, name: str) -> Network:
    """Return the model if it bears the name of that thinc layer, otherwise raise UnsupportedError."""
    require(model.name == name, f"a layer is {model.name[:80]!r} where {name!r} was expected")
    return model


def parts(model: Network, *names: str) -> tuple[Network, ...]:
    """Return the layers of a container whose names start as given, in order; raise UnsupportedError otherwise."""
    found = tuple(model.layers)
    fits = len(found) == len(names) and all(
        layer.name.startswith(name) for layer, name in zip(found, names, strict=True)
    )
    require(fits, f"{model.name[:80]!r} holds other layers than {names}")
    return found


def parameter(model: Network, name: str, *shape: int | None) -> Floats:
    """Return a copy of a parameter as contiguous float32; None stands for any length of that axis.

    Raises UnsupportedError where the parameter is missing or of another shape.
    """
    require(bool(model.has_param(name)), f"layer {model.name!r} has no {name!r}")
    value: Floats = np.array(model.get_param(name), dtype=np.float32, order="C")
    fits = value.ndim == len(shape) and all(
        want in (None, length) for want, length in zip(shape, value.shape, strict=True)
    )
    require(fits, f"{name!r} of {model.name!r} has shape {value.shape} where {shape} was expected")
    return value


def contiguous(columns: Sequence[Floats]) -> Floats:
    """Return arrays of shape (rows, width) side by side, in one new array of float32."""
    return np.ascontiguousarray(np.concatenate(columns, axis=1), dtype=np.float32)
