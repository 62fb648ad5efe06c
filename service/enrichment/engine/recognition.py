"""The named entities: a greedy walk over the BILUO moves, with all scores computed beforehand.

Replaces the state loop of spaCy's `EntityRecognizer` (https://spacy.io/api/entityrecognizer), a transition system that
makes one move for each token: Begin, In, Last or Unit of an entity with a label, or Out (Ratinov and Roth 2009; Lample
et al. 2016). A state is seen through three tokens: the next one, the first of the open entity, and the one before the
next while an entity is open (-1 for none).

Two facts make it short. Outside an entity the state is the next token alone, so all those scores are one
product, and so is each token's best move among the valid ones. Inside an entity only I and L of its own label are valid,
so from each place where B would be best, the length of the entity is decided for all places at once, a
token a step. What is left is to walk: from a token to the end of its entity, or to the next token.

A move is valid (`spacy/pipeline/_parser_internals/ner.pyx`, for a document without preset entities):
B, unless the token is white space, the last of the document, or the next one starts a sentence; I, unless
the token is the last of the document or the next one starts a sentence; L always; U, unless the token is white
space; O always. The first of equal scores wins.
"""

from dataclasses import dataclass

import numpy as np
from spacy.pipeline import EntityRecognizer

from service.enrichment.engine import transitions
from service.enrichment.engine.architecture import Flags, Floats, Hashes, Ints, require
from service.enrichment.engine.transitions import Played, Reduced, Scorer

ROLES = 3
USUAL = 12
"""Tokens up to which the length of an entity is decided for all places at once; longer ones are rare, and are decided
where the walk comes to them, so that the cost stays linear in a text that is one long entity."""
IOB_OUTSIDE, IOB_BEGIN, IOB_INSIDE = 2, 3, 1


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The moves; arrays by label have one row for each label that can open an entity."""

    scorer: Scorer
    outside: Ints
    """Moves valid outside an entity, in the order of the scores: O, and B and U of every label."""
    begins: Flags
    """Which of `outside` is a B, and which is a U; shape (len(outside),)."""
    units: Flags
    label: Ints
    """The label of each of `outside`, an index of `labels`; -1 for O."""
    going_on: Ints
    """Each label's move I, and its move L; shape (labels,)."""
    ending: Ints
    labels: Hashes


def read(pipe: EntityRecognizer) -> Recogniser:
    """Return the weights and moves of the component; raises UnsupportedError where it is of another kind."""
    require(pipe.cfg["beam_width"] == 1, "entities are searched with a beam")
    names = [pipe.moves.get_class_name(move) for move in range(pipe.moves.n_moves)]
    labels = sorted({name[2:] for name in names if name[1:2] == "-" and name[2:]})
    index = {name: place for place, name in enumerate(names)}
    wanted = {f"{kind}-{label}" for kind in "BILU" for label in labels} | {"O"}
    require(wanted <= set(index) <= wanted | {"U-"}, "the moves of entities are not BILUO")
    outside = sorted(index[name] for name in wanted if name[0] in "BUO")
    scorer = transitions.read(pipe.model, ROLES)
    require(len(scorer.moves_bias) == len(names), "there is not one score for each move")
    place = {label: number for number, label in enumerate(labels)}
    return Recogniser(
        scorer=scorer,
        outside=np.array(outside),
        begins=np.array([names[move][0] == "B" for move in outside]),
        units=np.array([names[move][0] == "U" for move in outside]),
        label=np.array([place.get(names[move][2:], -1) for move in outside]),
        going_on=np.array([index[f"I-{label}"] for label in labels]),
        ending=np.array([index[f"L-{label}"] for label in labels]),
        labels=np.array([pipe.vocab.strings[label] for label in labels], dtype=np.uint64),
    )


def recognise(recogniser: Recogniser, vectors: Floats, starts: Flags, spaces: Flags) -> Hashes:
    """Return each token's ENT_IOB and ENT_TYPE, shape (tokens, 2).

    `vectors` are the network's, shape (tokens, width); `starts` and `spaces` say which tokens begin a sentence
    and which are white space.
    """
    tokens = len(vectors)
    played = transitions.play(recogniser.scorer, vectors)
    joined = np.zeros(tokens, dtype=np.bool_)  # the next token exists and is of the same sentence
    joined[:-1] = ~starts[1:]
    states = np.full((tokens, ROLES), -1)
    states[:, 0] = np.arange(tokens)
    scored = transitions.scores(played, states)[:, recogniser.outside]
    scored[np.ix_(~joined | spaces, recogniser.begins)] = -np.inf
    scored[np.ix_(spaces, recogniser.units)] = -np.inf
    best = scored.argmax(axis=1)
    named = recogniser.label[best]
    ends = states[:, 0] + 1
    opened = np.flatnonzero(recogniser.begins[best])
    ends[opened] = _ends(recogniser, played, opened, named[opened], joined, longest=USUAL)
    found = np.zeros((tokens, 2), dtype=np.uint64)
    found[:, 0] = IOB_OUTSIDE
    free = 0
    for start in np.flatnonzero(named >= 0).tolist():
        if start >= free:
            one = slice(start, start + 1)
            free = int(ends[start] or _ends(recogniser, played, states[one, 0], named[one], joined, longest=tokens)[0])
            found[start:free] = (IOB_INSIDE, recogniser.labels[named[start]])
            found[start, 0] = IOB_BEGIN
    return found


def _ends(
    recogniser: Recogniser, played: Played | Reduced, starts: Ints, labels: Ints, joined: Flags, *, longest: int
) -> Ints:
    """Return where entities of these labels that begin at these tokens end, exclusive; 0 where they are longer."""
    weights, bias = recogniser.scorer.moves, recogniser.scorer.moves_bias
    on, end = recogniser.going_on[labels], recogniser.ending[labels]
    # One product a state instead of one for every move: how much better I scores than L.
    preference, preferred = weights[:, on].T - weights[:, end].T, bias[on] - bias[end]
    ends = starts + 1
    active = np.arange(len(starts))
    for _ in range(longest):
        states = np.stack((ends[active], starts[active], ends[active] - 1), axis=1)
        gain = np.einsum("ij,ij->i", transitions.hidden(played, states), preference[active]) + preferred[active]
        tied_to_on = on[active] < end[active]
        continues = joined[ends[active]] & ((gain > 0) | ((gain == 0) & tied_to_on))
        ends[active] += 1
        active = active[continues]
        if not len(active):
            break
    ends[active] = 0
    return ends
