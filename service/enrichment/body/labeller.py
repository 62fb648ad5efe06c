"""Give every line of a page its role: what is body, and what the rest is for."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from service.enrichment.body import chooser, features, network
from service.enrichment.body.chooser import Chooser
from service.enrichment.body.features import Cues
from service.enrichment.body.network import Network, Opinion
from service.enrichment.body.plaintext import Lines
from service.enrichment.body.words import Flags
from service.enrichment.types import Role

MODEL = "model.npz"
ROLES = tuple(Role)
KEPT = frozenset({Role.BODY, Role.HEADING})
REMOVED = np.array([role not in KEPT for role in ROLES])
HEADING, BODY = ROLES.index(Role.HEADING), ROLES.index(Role.BODY)
# A page of more lines is no article (the longest of 700 has 2,300): one network is opinion enough.
LONGEST_DEBATE = 20_000
# A page whose best line is less likely than this to be body has no article.
LEAST_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Labeller:
    """The trained arrays: the word lists, and the networks whose opinions are averaged."""

    cues: Cues
    networks: tuple[Network, ...]
    chooser: Chooser | None = None
    """For HTML; without one the labeller decides alone."""


def load(directory: Path) -> Labeller:
    """Return the labeller of the artefact in that directory."""
    with np.load(directory / MODEL, allow_pickle=False) as arrays:
        cues = Cues(arrays["cue_hashes"], arrays["cue_masks"])
        names = sorted({name.split(".")[0] for name in arrays.files if "." in name})
        networks = tuple(network.read(arrays, name) for name in names)
        return Labeller(cues, networks, chooser.read(arrays) if "chooser_mean" in arrays else None)


def judge(text: str, lines: Lines, labeller: Labeller) -> Opinion:
    """Return the mean opinion of the networks on the lines of a text."""
    seen = features.page(text, lines, labeller.cues)
    members = labeller.networks if len(lines) <= LONGEST_DEBATE else labeller.networks[:1]
    said = [network.run(member, seen.numbers) for member in members]
    return Opinion(
        body=np.mean([body for body, _ in said], axis=0),
        roles=np.mean([roles for _, roles in said], axis=0),
        words=seen.words,
    )


def label(opinion: Opinion) -> list[Role]:
    """Return the role of each line."""
    kept = _kept(opinion)
    best_removed = np.where(REMOVED, opinion.roles, -1.0).argmax(axis=1)
    heading = opinion.roles[:, HEADING] > opinion.roles[:, BODY]
    chosen = np.where(kept, np.where(heading, HEADING, BODY), best_removed)
    return [ROLES[i] for i in chosen.tolist()]


def _kept(opinion: Opinion) -> Flags:
    """Return the lines that together have the best expected word F1.

    The best set is all lines above some likelihood (Ye et al., "Optimizing F-measure: a tale of two approaches", 2012);
    it is a little below one half where the page is hard.
    """
    order = np.argsort(-opinion.body, kind="stable")
    likely, words = opinion.body[order].astype(np.float64), opinion.words[order] + 0.1
    hits = np.cumsum(likely * words)
    expected = 2 * hits / (np.cumsum(words) + hits[-1])
    least = max(LEAST_LIKELY, float(likely[int(np.argmax(expected))]))
    return opinion.body >= least
