"""Give every line of a page its role."""

from dataclasses import dataclass
from pathlib import Path

from service.enrichment.body.plaintext import Lines
from service.enrichment.types import Role


@dataclass(frozen=True, slots=True)
class Labeller:
    """The trained arrays."""


def load(directory: Path) -> Labeller:  # noqa: ARG001 - a first version without a model
    """Return the labeller of the artefact in that directory."""
    return Labeller()


def label(text: str, found: Lines, labeller: Labeller) -> list[Role]:  # noqa: ARG001 - a first version without a model
    """Return the role of each line."""
    words = [len(text[s:e].split()) for s, e in zip(found.starts, found.ends, strict=True)]
    prose = [n >= 15 and text[e - 1] in ".!?\"”’'…:" for n, e in zip(words, found.ends, strict=True)]
    roles = [Role.BODY if p else Role.OTHER for p in prose]
    first = prose.index(True) if any(prose) else len(prose)
    titles = [i for i in range(max(0, first - 12), first) if words[i] >= 5]
    if titles:
        roles[max(titles, key=lambda i: min(words[i], 12))] = Role.TITLE
    return roles
