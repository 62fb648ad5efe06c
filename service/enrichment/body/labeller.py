"""Give every line of a page its role: what is body, and what the rest is for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

import numpy as np

from service.enrichment.body import chooser, features, line_ends, network, review
from service.enrichment.body.chooser import Chooser
from service.enrichment.body.features import Cues
from service.enrichment.body.line_ends import LineEnds
from service.enrichment.body.network import Network, Opinion
from service.enrichment.body.plaintext import Lines
from service.enrichment.body.words import Flags, Floats, Ints
from service.enrichment.types import KEPT, Role

MODEL = "model.npz"
ROLES = tuple(Role)
REMOVED = np.array([role not in KEPT for role in ROLES])
HEADING, BODY, LEGAL, TITLE, BYLINE, DATE = (
    ROLES.index(role) for role in (Role.HEADING, Role.BODY, Role.LEGAL, Role.TITLE, Role.BYLINE, Role.DATE)
)
# A page of more lines is no article (the longest of 700 has 2,300): one trio is opinion enough.
LONGEST_DEBATE = 20_000
# Networks run side by side on pages of so many lines (three news pages of four have fewer); on longer ones that saves no
# time and takes memory.
LONGEST_AT_ONCE = 400
# A page whose best line is less likely than this to be body has no article, unless there is a line of prose that may be.
LEAST_LIKELY = 0.3
LEAST_LIKELY_PROSE, SHORTEST_PROSE = 0.1, 12
# A page of which fewer words are kept has lost its article, if a headline and a byline or a date are there.
FEWEST_WORDS = 8
# What the second look weighs. Of 700 pages out of fold .5, .75 and 1 come out alike (within .001); the 35 news pages that
# were only looked at as a test trust the second look.
SECOND_LOOK = 0.75
# What the networks with a memory weigh beside both looks of the others. (Four of each kind that had not seen the site, word F1
# of 700 blogs before the rules of order: .9415 without them, .9430, .9437 and .9433 at a third, one half and two thirds.)
WITH_MEMORY = 0.5
# What the second look weighs in the roles. (Reasons of removed lines right at one half and three quarters: on 60 blogs .852 and
# .854, on 256 news pages .818 and .822; of what rankers make of the roles one half is the better: titles of news .894, .925, .945
# for .882, .910, .945, their tags .752, .734, .751 for .718, .710, .763.)
SECOND_ROLES = 0.5
# The networks are surer of text than they are right: the logarithms of their odds count for so much. (Word F1 out of fold,
# blocks, inscriptis, html2text: 700 blogs .934, .939, .942 to .935, .940, .943, 120 news pages .940, .932, .935 to .941, .935,
# .938. Five pairs that had seen none of the news pages, averaged as they are served: .939 to .943; .8 to .5 gain alike.)
TRUST = 0.6
# A text that is body for so large a part is clean already, or for a smaller part where hardly a word is surely no body, as
# the furniture of a page is: of the rest only copyright lines go, and what is surely no body. (Word recall of 140 clean
# articles .9934 without, .9944 with the first alone at .95, .9956 with both; word F1 of 700 blogs out of fold .00017, .00001
# lower than without, of 120 news pages the same.)
CLEAN, SURELY_NONE = 0.97, 0.05
MOSTLY_CLEAN, LEAST_FURNITURE = 0.85, 0.005


@dataclass(frozen=True, slots=True, repr=False)
class Trio:
    """Three networks trained on the same sites."""

    first: Network
    """Looks at the lines."""
    second: Network
    """Looks also at what the first look says of them, down and up the page: it knows best what the lines beside the body are for."""
    memory: Network
    """Looks at the lines alone, down and up the page: it errs on other pages. Asked for the body alone."""


@dataclass(frozen=True, slots=True, repr=False)
class Panel:
    """Networks of some trios, side by side."""

    first: Network
    later: Network
    """The second networks, then as many with a memory: they are of one shape once the latter take the first look's opinion too."""


def panel(trios: Sequence[Trio]) -> Panel:
    """Return the networks of these trios as they are asked; those of a kind are of one shape, as are the second and those with a memory."""
    inputs = trios[0].second.entry.weights.shape[1]
    remembering = [network.widened(trio.memory, inputs) for trio in trios]
    return Panel(
        network.together([trio.first for trio in trios]),
        network.together([*(trio.second for trio in trios), *remembering]),
    )


@dataclass(frozen=True, slots=True, repr=False)
class Labeller:
    """The trained arrays: the word lists, and the trios of networks whose opinions are averaged."""

    cues: Cues
    networks: tuple[Trio, ...]
    chooser: Chooser | None = None
    """For HTML; without one the labeller decides alone."""
    line_ends: LineEnds | None = None
    """For text that lost its line ends or was wrapped; without them it is split at its sentences, joined by its width."""
    together: Panel = field(init=False, repr=False, compare=False)
    """The networks of all trios."""
    apart: tuple[Panel, ...] = field(init=False, repr=False, compare=False)
    """Those of each trio, for long pages."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "together", panel(self.networks))
        object.__setattr__(self, "apart", tuple(panel([trio]) for trio in self.networks))


def load(directory: Path) -> Labeller:
    """Return the labeller of the artefact in that directory."""
    with np.load(directory / MODEL, allow_pickle=False) as arrays:
        cues = Cues(arrays["cue_hashes"], arrays["cue_masks"])
        kinds = [part.name for part in fields(Trio)]
        count = sum(name.endswith(".reaches") for name in arrays.files) // len(kinds)
        networks = tuple(Trio(*(network.read(arrays, f"{kind}{i}") for kind in kinds)) for i in range(count))
        chosen = chooser.read(arrays) if "chooser_mean" in arrays else None
    restorer = line_ends.load(directory) if (directory / line_ends.MODEL).exists() else None
    return Labeller(cues, networks, chosen, restorer)


def judge(text: str, lines: Lines, labeller: Labeller) -> Opinion:
    """Return the mean opinion of the networks on the lines of a text."""
    seen = features.page(text, lines, labeller.cues)
    apart = labeller.apart if len(lines) <= LONGEST_DEBATE else labeller.apart[:1]
    asked = (labeller.together,) if len(lines) <= LONGEST_AT_ONCE else apart
    body, roles = _mean([network.run(one.first, seen.numbers) for one in asked])
    numbers = np.concatenate((seen.numbers, review.features(body, roles, seen.words, seen.tokens)), axis=1)
    later = [_later(one.later, numbers) for one in asked]
    body_again, roles_again = _mean([second for second, _ in later])
    body_held: Floats = np.mean([held for _, held in later], axis=0)
    looked = (1 - SECOND_LOOK) * body + SECOND_LOOK * body_again
    said: Floats = ((1 - WITH_MEMORY) * looked + WITH_MEMORY * body_held).astype(np.float32)
    all_roles: Floats = (1 - SECOND_ROLES) * roles + SECOND_ROLES * roles_again
    return Opinion(said, all_roles, seen.words)


def _later(networks: Network, numbers: Floats) -> tuple[tuple[Floats, Floats], Floats]:
    """Return the mean opinion of the second networks on body and roles, and that of those with a memory on body."""
    half = len(networks.entry.weights) // 2
    body, roles = network.run_each(networks, numbers, half)
    return (network.mean(body[:half]), network.mean(roles)), network.mean(body[half:])


def _mean(said: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    if len(said) == 1:
        return said[0]
    body: Floats = np.mean([body for body, _ in said], axis=0)
    roles: Floats = np.mean([roles for _, roles in said], axis=0)
    return body, roles


def label(opinion: Opinion, trust: float = 1.0) -> list[Role]:
    """Return the role of each line; `trust` as in `kept`."""
    chosen = kept(opinion, trust)
    best_removed = np.where(REMOVED, opinion.roles, -1.0).argmax(axis=1)
    heading = opinion.roles[:, HEADING] > opinion.roles[:, BODY]
    roles = np.where(chosen, np.where(heading, HEADING, BODY), best_removed)
    return [ROLES[i] for i in roles.tolist()]


def kept(opinion: Opinion, trust: float = 1.0) -> Flags:
    """Return the lines that together have the best expected word F1.

    The logarithms of the odds are taken for `trust` times what they are.
    """
    body = opinion.body if trust == 1.0 else tempered(opinion.body, trust)
    least = _least(body, opinion.words)
    chosen: Flags = body >= max(LEAST_LIKELY, least)
    if opinion.words[chosen].sum() < FEWEST_WORDS:
        below = _below_head(opinion)
        if below.any():
            chosen = below
        elif not chosen.any():
            chosen = (body >= max(LEAST_LIKELY_PROSE, least)) & (opinion.words >= SHORTEST_PROSE)
    if _is_clean(opinion, chosen):
        chosen |= (opinion.body >= SURELY_NONE) & (opinion.roles.argmax(axis=1) != LEGAL)
    return chosen


def _below_head(opinion: Opinion) -> Flags:
    """Return the likeliest prose below the headline of a page that has a byline or a date too, none of another page.

    A page with a head has an article, however little of it there is and however unlikely each line: its prose is judged by
    how much less likely it is than the likeliest.
    """
    none: Flags = np.zeros(len(opinion.body), dtype=bool)
    title, likeliest = int(opinion.roles[:, TITLE].argmax()), opinion.roles.argmax(axis=1)
    headed = likeliest[title] == TITLE and np.isin(likeliest, (BYLINE, DATE)).any()
    prose = (opinion.words >= SHORTEST_PROSE) & (np.arange(len(none)) > title)
    if not headed or not prose.any():
        return none
    odds = opinion.body / (1 - np.minimum(opinion.body, 1 - 1e-6))
    scaled = np.where(prose, odds / (odds + max(odds[prose].max(), 1e-6)), 0)
    best: Flags = prose & (scaled >= _least(scaled, opinion.words))
    return best


def _least(likely: Floats, sizes: Ints) -> float:
    """Return how likely the last line is of those that together have the best expected word F1.

    The best set is all lines above some likelihood (Ye et al., "Optimizing F-measure: a tale of two approaches", 2012);
    it is a little below one half where the page is hard.
    """
    order = np.argsort(-likely, kind="stable")
    ordered, words = likely[order].astype(np.float64), sizes[order] + 0.1
    hits = np.cumsum(ordered * words)
    expected = 2 * hits / (np.cumsum(words) + hits[-1])
    return float(ordered[int(np.argmax(expected))])


def tempered(likely: Floats, trust: float) -> Floats:
    """Return likelihoods whose log odds are `trust` times as large (Guo et al., "On calibration of modern neural networks", 2017)."""
    bounded = np.clip(likely.astype(np.float64), 1e-5, 1 - 1e-5)
    return (1 / (1 + ((1 - bounded) / bounded) ** trust)).astype(np.float32)


def _is_clean(opinion: Opinion, chosen: Flags) -> bool:
    """Whether the text is what an article's body is, without a page around it."""
    total = opinion.words.sum()
    body, furniture = opinion.words[chosen].sum(), opinion.words[opinion.body < SURELY_NONE].sum()
    return bool(body >= CLEAN * total or (body >= MOSTLY_CLEAN * total and furniture <= LEAST_FURNITURE * total))
