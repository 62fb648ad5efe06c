import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.enrichment.engine import Engine, recognition, transitions
from service.enrichment.engine.recognition import Recogniser
from service.enrichment.engine.transitions import Scorer

LABELS = ("A", "B")
NAMES = ("O", *(f"{kind}-{label}" for kind in "BILU" for label in LABELS))


def recogniser(draw: np.random.Generator, lean: float) -> Recogniser:
    """Return a recogniser of two labels with weights drawn at random; `lean` raises the scores of B and I."""

    def floats(*shape):
        return draw.standard_normal(shape).astype(np.float32)

    bias = floats(len(NAMES))
    bias[[place for place, name in enumerate(NAMES) if name[0] in "BI"]] += lean
    outside = [place for place, name in enumerate(NAMES) if name[0] in "BUO"]
    return Recogniser(
        scorer=Scorer(floats(6, 5), floats(5), floats(5, 3 * 8), floats(3, 8), floats(8), floats(4, len(NAMES)), bias),
        outside=np.array(outside),
        begins=np.array([NAMES[move][0] == "B" for move in outside]),
        units=np.array([NAMES[move][0] == "U" for move in outside]),
        label=np.array([LABELS.index(NAMES[move][2:]) if NAMES[move] != "O" else -1 for move in outside]),
        going_on=np.array([NAMES.index(f"I-{label}") for label in LABELS]),
        ending=np.array([NAMES.index(f"L-{label}") for label in LABELS]),
        labels=np.array([11, 12], dtype=np.uint64),
    )


def one_move_after_another(machine: Recogniser, vectors, starts, spaces):
    """Return (ENT_IOB, ENT_TYPE) as spaCy's loop finds them: score a state, take the best valid move, repeat."""
    played = transitions.play(machine.scorer, vectors)
    found, opened, label = [], -1, ""
    for token in range(len(vectors)):
        joined = token + 1 < len(vectors) and not starts[token + 1]
        state = np.array([[token, opened, token - 1 if opened >= 0 else -1]])
        scored = transitions.scores(played, state)[0]

        def valid(name, joined=joined, opened=opened, label=label, space=spaces[token]):
            kind = name[0]
            if opened >= 0:
                return name[2:] == label and (kind == "L" or (kind == "I" and joined))
            return kind == "O" or (kind == "U" and not space) or (kind == "B" and joined and not space)

        best = max((place for place, name in enumerate(NAMES) if valid(name)), key=lambda place: scored[place])
        name = NAMES[best]
        if name == "O":
            found.append((2, 0))
            continue
        found.append((1 if opened >= 0 else 3, 11 + LABELS.index(name[2:])))
        opened, label = {"B": (token, name[2:]), "I": (opened, label)}.get(name[0], (-1, ""))
    return found


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 40), st.sampled_from([-1.0, 0.0, 2.0, 4.0]))
def test_entities_are_those_of_one_move_after_another(seed, tokens, lean):
    draw = np.random.default_rng(seed)
    machine = recogniser(draw, lean)
    vectors = draw.standard_normal((tokens, 6)).astype(np.float32)
    starts, spaces = draw.random(tokens) < 0.15, draw.random(tokens) < 0.1
    found = recognition.recognise(machine, vectors, starts, spaces)
    assert [tuple(row) for row in found.tolist()] == one_move_after_another(machine, vectors, starts, spaces)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith of the Bank of England met Angela Merkel in New York on 3 May 2016 at 5 p.m.",
        "Paris\n\nLondon\n\nRome",
        "the Museum of\nModern Art",
        "\n\n",
    ],
)
def test_no_entity_begins_on_white_space_or_runs_into_the_next_sentence(engine: Engine, text: str):
    doc = engine(text)
    assert all(not entity[0].is_space for entity in doc.ents)
    assert all(entity.sent.start <= entity.start and entity.end <= entity.sent.end for entity in doc.ents)


@pytest.mark.parametrize("tokens", [11, 12, 13, 14, 60])
def test_an_entity_of_any_length_is_found(tokens):
    draw = np.random.default_rng(3)
    machine = recogniser(draw, 60.0)
    vectors = draw.standard_normal((tokens, 6)).astype(np.float32)
    never = np.zeros(tokens, dtype=np.bool_)
    found = recognition.recognise(machine, vectors, never, never)
    assert [tuple(row) for row in found.tolist()] == one_move_after_another(machine, vectors, never, never)
    assert found[:, 0].tolist() == [3] + [1] * (tokens - 1)
