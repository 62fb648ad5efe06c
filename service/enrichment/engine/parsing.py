"""The syntax: spaCy's own arc-eager moves, made for many sentences at once.

Replaces the state loop of spaCy's `DependencyParser` (https://spacy.io/api/dependencyparser), an arc-eager transition
system (Nivre 2003; Honnibal and Johnson 2014 for its moves, that also find where sentences begin). The loop takes some
two moves a token, one after another, each with a small product of its own; nine tenths of its time is the cost of making
a product, not the product. The moves themselves, and what is valid, stay spaCy's compiled ones.

Why sentences can be parsed at once and give exactly the sequential answer: when the stack is empty, nothing has been put
back on the buffer, the next token has no children and the token after it is not yet marked as the start of a sentence,
then all that the rest of the analysis depends on is which token is next. Call that a fresh start. A state begun at
token p in this condition makes the moves that the sequential state makes from p on. So one state is begun at the
first token and at each token where a sentence may begin (after . ! ? and closing marks, after a line break), each runs until it comes to a fresh start at another's beginning, and the true analysis is the chain of states that starts at
the first token. A wrong guess is work in vain, a missed one makes a state run longer; neither changes the answer.
"""

from bisect import bisect_left
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TypedDict

import numpy as np
from spacy.ml.parser_model import ParserStepModel
from spacy.pipeline import DependencyParser
from spacy.pipeline._parser_internals.nonproj import DELIMITER, deprojectivize
from spacy.pipeline._parser_internals.stateclass import StateClass
from spacy.tokens import Doc

from service.enrichment.engine import attributes, transitions
from service.enrichment.engine.architecture import Flags, Floats, Hashes, Ints, require
from service.enrichment.engine.transitions import Played, Reduced, Scorer

ROLES = 8
NEXT, TOP, CHILD = 0, 2, 5
"""Roles: the next token, the top of the stack, the next token's leftmost child."""
ENDING = (".", "!", "?", "…", "...")
CLOSING = ("''", '"', "”", "’", "'", ")", "]")
APART, MOST = 8, 1_000
"""Sentences guessed to begin are at least so many tokens apart, and never more than so many: each state costs
space and time by the length of the document."""
TOGETHER = 64
"""States run at once: enough to spread the cost of a step, few enough to bound the memory of a long document."""


class Arc(TypedDict):
    """An arc as spaCy's states give it: two tokens, and the hash of a label."""

    head: int
    child: int
    label: int


@dataclass(frozen=True, slots=True)
class Parser:
    """The stock component, whose moves are made, and the weights that choose them."""

    pipe: DependencyParser
    scorer: Scorer
    marking: str
    """The name of the move that marks the start of a sentence."""
    root: int
    """The hash of the label of a token without a head."""
    lifted: Hashes
    """Labels of arcs that were attached too high so that no arcs cross, and are put right afterwards."""
    ending: Hashes
    """Marks after which a sentence may begin, and marks that may stand between."""
    closing: Hashes


def read(pipe: DependencyParser) -> Parser:
    """Return the parser for the component; raises UnsupportedError where it is of another kind."""
    require(pipe.cfg["beam_width"] == 1 and not pipe.cfg["learn_tokens"], "the parser has a beam or joins tokens")
    names = [pipe.moves.get_class_name(move) for move in range(pipe.moves.n_moves)]
    marking = [name for name in names if name.startswith("B-")]
    require(len(marking) == 1, "there is not one move that marks the start of a sentence")
    scorer = transitions.read(pipe.model, ROLES)
    require(len(scorer.moves_bias) == len(names), "there is not one score for each move")
    labels = [name[2:] for name in names if name[:2] in ("L-", "R-")]
    strings = pipe.vocab.strings
    return Parser(
        pipe=pipe,
        scorer=scorer,
        marking=marking[0],
        root=strings["ROOT"],
        lifted=np.array([strings[label] for label in labels if DELIMITER in label], dtype=np.uint64),
        ending=np.array([strings.add(mark) for mark in ENDING], dtype=np.uint64),
        closing=np.array([strings.add(mark) for mark in CLOSING], dtype=np.uint64),
    )


def parse(parser: Parser, doc: Doc, vectors: Floats) -> None:
    """Set the heads, labels and sentence starts of the document, for vectors of shape (tokens, width)."""
    played = transitions.play(parser.scorer, vectors)
    guesses = _guesses(parser, doc)
    arcs: list[Arc] = []
    begins = np.flatnonzero(guesses).tolist()
    done = 0
    cursor = StateClass(doc)
    place = 0
    while done < len(doc):
        wave = [begin for begin in begins if begin >= done][:TOGETHER]
        begun = []
        for begin in wave:
            while place < begin:
                cursor.push()
                cursor.pop()
                place += 1
            begun.append(cursor.copy())
        stops = _run(parser, played, wave, begun, guesses)
        by_begin = dict(zip(wave, zip(begun, stops, strict=True), strict=True))
        while done in by_begin:
            state, done = by_begin[done]
            arcs += state.arcs
    tree = np.zeros((len(doc), 2), dtype=np.uint64)
    tree[:, 1] = parser.root
    children = np.array([arc["child"] for arc in arcs], dtype=np.int64)
    heads = np.array([arc["head"] for arc in arcs], dtype=np.int64)
    tree[children, 0] = (heads - children).view(np.uint64)
    tree[children, 1] = np.array([arc["label"] for arc in arcs], dtype=np.uint64)
    attributes.write(doc, ("HEAD", "DEP"), tree)
    if np.isin(tree[:, 1], parser.lifted).any():
        deprojectivize(doc)


def _guesses(parser: Parser, doc: Doc) -> Flags:
    """Return where a sentence may begin, shape (tokens,): at the first token, and never at a word in lower case."""
    words = attributes.column(doc, "ORTH")
    spaces, lower = attributes.flags(doc, "IS_SPACE"), attributes.flags(doc, "IS_LOWER")
    ending, closing = np.isin(words, parser.ending), np.isin(words, parser.closing)
    ending[1:] |= ending[:-1] & closing[1:]
    guesses = np.zeros(len(words), dtype=np.bool_)
    guesses[1:] = (ending[:-1] & ~closing[1:]) | spaces[:-1]
    guesses &= ~spaces & ~lower
    guesses[-1] = False  # a state cannot be seen to be fresh at the last token
    apart, last = APART + len(doc) // MOST, 0
    for token in np.flatnonzero(guesses).tolist():
        if token - last < apart:
            guesses[token] = False
        else:
            last = token
    guesses[0] = True
    return guesses


def _run(
    parser: Parser, played: Played | Reduced, begins: list[int], begun: list[StateClass], guesses: Flags
) -> list[int]:
    """Run the states, and return for each where it stopped: at another's beginning, or after the last token.

    What is returned holds for those of the chain that starts with the first; others are ended as soon as it has passed
    them. Where all of a text's guesses are wrong, 64 states would else run to its end.
    """
    stops = [len(guesses)] * len(begun)
    numbers = {id(state): number for number, state in enumerate(begun)}
    places = {begin: number for number, begin in enumerate(begins)}
    head = passed = 0  # the chain's last state, and how many states begin before its next token
    shape = SimpleNamespace(state2vec=SimpleNamespace(nF=ROLES))  # all that spaCy's method reads of its model
    states = begun
    while states:
        seen: Ints = ParserStepModel.get_token_ids(shape, states)
        ended = set()
        for row in (seen[:, TOP] & seen[:, CHILD] < 0).nonzero()[0].tolist():  # -1 for none: all bits are set
            state, token = states[row], int(seen[row, NEXT])
            number = numbers[id(state)]
            if token != begins[number] and guesses[token] and _fresh(parser, state, token):
                stops[number] = token
                ended.add(row)
        while stops[head] < len(guesses):
            if stops[head] not in places:
                return stops
            head = places[stops[head]]
        if begun[head] not in states:
            return stops
        token = int(seen[states.index(begun[head]), NEXT])
        before, passed = passed, bisect_left(begins, token if token >= 0 else len(guesses), lo=passed)
        if passed > before:
            ended |= {row for row, state in enumerate(states) if head != numbers[id(state)] < passed}
        if ended:
            going = [row for row in range(len(states)) if row not in ended]
            states, seen = [states[row] for row in going], seen[going]
        states = parser.pipe.transition_states(states, transitions.scores(played, seen))
    return stops


def _fresh(parser: Parser, state: StateClass, token: int) -> bool:
    """Return whether nothing but the next token matters, for a state with an empty stack and a childless next token.

    The next token is the first never pushed only if nothing was put back; that the token after it can be marked as the
    start of a sentence says that it is not marked.
    """
    first = state._b_i  # noqa: SLF001 - no public name says which token was never pushed
    return bool(first == token and parser.pipe.moves.is_valid(state, parser.marking))
