import textwrap

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment import body
from service.enrichment.body import features, line_ends, plaintext
from service.enrichment.body.plaintext import ENDED, NOT_ENDED, UNKNOWN, Ends
from service.enrichment.types import Role, Source
from tests.enrichment.body.articles import BODY, BYLINE, FOOT, HEAD, LINES, TITLE

CUES = features.cues()


def array(*values):
    return np.array(values, dtype=np.int64)


def found(text, restorer):
    lines = plaintext.lines(text, restorer)
    return [" ".join(text[s:e].split()) for s, e in zip(lines.starts, lines.ends, strict=True)]


@pytest.mark.parametrize(
    ("ends", "states"),
    [
        (Ends(array(), array(), array()), [NOT_ENDED] * 4),
        (Ends(array(3), array(), array()), [ENDED, NOT_ENDED, NOT_ENDED, NOT_ENDED]),
        (Ends(array(), array(0), array(40)), [UNKNOWN] * 4),
        (Ends(array(19), array(0), array(12)), [UNKNOWN, UNKNOWN, NOT_ENDED, ENDED]),
        (Ends(array(3), array(7, 14), array(7, 14)), [ENDED, UNKNOWN, UNKNOWN, NOT_ENDED]),
        (Ends(array(7), array(4, 15), array(10, 40)), [NOT_ENDED, ENDED, NOT_ENDED, UNKNOWN]),
    ],
)
def test_what_is_known_of_line_ends(ends, states):
    assert ends.states(array(3, 7, 14, 19)).tolist() == states


@pytest.mark.parametrize("between", [" ", "  ", "\t", "\u00a0", " \u2009 "])
def test_finds_the_lines_of_a_page_that_lost_its_line_ends(between, labeller):
    lines = found(between.join(LINES), labeller.line_ends)
    assert " ".join(lines) == " ".join(" ".join(LINES).split())
    for line in (TITLE, *BYLINE, FOOT[0]):
        assert line in lines, line


def test_the_body_of_one_line_is_that_of_the_page(labeller):
    text = " ".join(LINES)
    page = body.read(Source(text), labeller)
    assert body.extract(page).text.split() == " ".join(BODY).split()
    assert [line.role for line in page.lines if line.text == TITLE] == [Role.TITLE]


@pytest.mark.parametrize("head", [TITLE, "Council approves a second ferry for the island route on a Tuesday night"])
def test_a_headline_as_wide_as_the_column_is_not_joined_with_the_byline(head, labeller):
    page = [*HEAD, head, *BYLINE, *BODY, *FOOT]
    text = "\n".join("\n".join(textwrap.wrap(line, len(head) + 1)) for line in page)
    assert head not in found(text, None)
    assert {head, BYLINE[0]} <= set(found(text, labeller.line_ends))


def test_lines_of_a_page_that_has_its_line_ends_are_not_asked_for():
    def nobody(*_):
        pytest.fail("asked")

    for between in ("\n", "\n\n", "\r\n"):
        assert found(between.join(LINES), nobody) == LINES


def test_what_is_known_is_told():
    asked = []

    def listening(text, known):
        asked.append((text, known))
        return plaintext.Breaks(array(), np.empty(0, dtype=np.float32))

    text = "Harbour Post\nHome\nNews\nSport\n" + " ".join(BODY * 3)
    plaintext.lines(text, listening)
    (told, known) = asked.pop()
    assert (told, known.sure.tolist()) == (text, [12, 17, 22, 28])
    assert (known.starts.tolist(), known.ends.tolist()) == ([29], [len(text) - 1])
    text = "\n".join(textwrap.wrap(" ".join(BODY), 72))
    plaintext.lines(text, listening)
    (told, known) = asked.pop()
    assert sorted([*known.sure, *known.starts]) == [i for i, char in enumerate(text + "\n") if char == "\n"]
    assert not asked


def test_a_stretch_without_a_likely_end_is_split_at_its_sentences():
    def unsure(*_):
        return plaintext.Breaks(array(), np.empty(0, dtype=np.float32))

    for times in (1, 8):  # shorter and longer than a line may be among others
        lines = plaintext.lines(" ".join(BODY * times), unsure)
        assert len(lines) > len(BODY) * times
        assert set(lines.gaps[1:].tolist()) == {-1}


def test_a_short_line_goes_on_where_lines_are_ragged_only():
    def unlikely(text, known):
        del known
        chunks = line_ends.chunks_of(text)
        return plaintext.Breaks(chunks.ends, np.zeros(len(chunks), dtype=np.float32))

    kicker = "The art of building boats and bridges\nopinion"
    strict = "\n".join([kicker, "", *textwrap.wrap(" ".join(BODY * 3), 72)])
    assert found(strict, unlikely)[:2] == kicker.split("\n")
    ragged = "\n".join([kicker, "", *(line for part in BODY * 3 for line in (*textwrap.wrap(part, 72), kicker, ""))])
    assert found(ragged, unlikely)[0] == kicker.replace("\n", " ")


def test_the_text_is_left_alone_where_cleaning_is_off(labeller):
    text = " ".join(LINES)
    page = body.read(Source(text, clean=False), labeller)
    assert [line.runs_on for line in page.lines] == [False] + [True] * (len(page.lines) - 1)
    assert body.extract(page).text == text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("HomeNews", ["Home", "News"]),
        ("the end.Next", ["the", "end.", "Next"]),
        ("in 2024By Jane", ["in", "2024", "By", "Jane"]),
        ("(said)He “no.”They", ["(said)", "He", "“no.”", "They"]),
        ("Jane12 March", ["Jane", "12", "March"]),
        ("NBAThe", ["NBA", "The"]),
        ("The U.S. Army", ["The", "U.S.", "Army"]),
        ("J.K. Rowling", ["J.K.", "Rowling"]),
        ("(Reuters) “They", ["(Reuters)", "“They"]),
        ("a well-known e-mail", ["a", "well-known", "e-mail"]),
        ("example.org/a/b", ["example.org/a/b"]),
        ("ÉtéHiver日本", ["Été", "Hiver日本"]),
    ],
)
def test_words_set_end_to_end_are_told_apart(text, pieces):
    chunks = line_ends.chunks_of(text)
    assert [text[start:end] for start, end in zip(chunks.starts, chunks.ends, strict=True)] == pieces


def test_lines_set_end_to_end_are_parted(labeller):
    lines = found("".join(LINES), labeller.line_ends)
    assert "".join(lines) == "".join(LINES)
    for line in (TITLE, *BYLINE, *BODY[3:]):
        assert line in lines, line


def test_words_of_lines_set_end_to_end_are_counted_in_their_line():
    lines = plaintext.of_blocks(["HomeNews", "Sport"])
    glued = plaintext.Lines(array(0, 4, 8), array(4, 8, 13), array(0, 0, 0), array(0, 0, 0))
    assert features.page("HomeNews\nSport", lines, CUES).words.tolist() == [1, 1]
    assert features.page("HomeNewsSport", glued, CUES).words.tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LINES),
        "\n".join(["On YouTube, WhatsApp and LinkedIn, says McCain of the iPhone."] * 30),
        "\n".join([*BODY * 3, "See www.example.Org and one.Two"]),
    ],
    ids=["nothing", "names", "twice only"],
)
def test_few_words_set_end_to_end_are_names(text):
    def nobody(*_):
        pytest.fail("asked")

    assert found(text, nobody) == text.split("\n")


WORDS = st.sampled_from(
    [
        "Home",
        "the",
        "ferry",
        "By",
        "Jane",
        "Roe",
        "2024",
        "said.",
        "“No.”",
        "|",
        "—",
        "é",
        "日本",
        "。",
        "\U0001f600",
        "…",
    ]
)
SPACES = st.sampled_from(["", " ", "  ", "\n", "\r\n", "\u2028", "\u00a0", "\t"])


@given(st.lists(st.tuples(WORDS, SPACES), max_size=60), st.integers(1, 60))
def test_lines_hold_everything_but_the_white_space_around_them(labeller, pieces, times):
    text = "".join(word + space for word, space in pieces) * times
    lines = plaintext.lines(text, labeller.line_ends)
    edges = [0, *np.stack((lines.starts, lines.ends), axis=1).ravel().tolist(), len(text)]
    assert edges == sorted(edges)
    for out_start, out_end in zip(edges[::2], edges[1::2], strict=True):
        assert not text[out_start:out_end].strip()
    for start, end in zip(lines.starts, lines.ends, strict=True):
        assert start < end
        assert text[start:end] == text[start:end].strip()


@given(st.lists(st.tuples(WORDS, SPACES), max_size=80))
def test_every_white_space_has_a_chance(labeller, pieces):
    text = "".join(word + space for word, space in pieces)
    breaks = labeller.line_ends(text, Ends(array(), array(0), array(len(text))))
    spaces = {
        at for at in range(1, len(text)) if text[at].isspace() and not text[at - 1].isspace() and text[at:].strip()
    }
    if any(char.isalnum() for char in text):
        assert spaces <= set(breaks.places.tolist())
    assert all(not text[place - 1].isspace() for place in breaks.places)
    assert np.all((breaks.chances >= 0) & (breaks.chances <= 1))
    assert np.all(np.diff(breaks.places) > 0)


def test_what_is_far_away_in_a_long_text_is_not_heard(labeller):
    asked, window = labeller.line_ends.together, line_ends.WINDOW
    rng = np.random.default_rng(1)
    width = asked.network.entry.weights.shape[1] - asked.vectors.shape[2]
    seen = line_ends.Seen(rng.normal(size=(2000, width)).astype(np.float32), rng.integers(0, 9, 2000))
    whole = line_ends.chances(asked, seen)
    changed = seen.numbers.copy()
    changed[2 * window + line_ends.MARGIN :] = 0
    heard = line_ends.chances(asked, line_ends.Seen(changed, seen.words))
    assert np.array_equal(heard[: 2 * window], whole[: 2 * window])
    assert not np.array_equal(heard[2 * window : 3 * window], whole[2 * window : 3 * window])


@pytest.mark.parametrize(
    ("said", "known"), [([], []), ([5], [0]), ([2, 9, 4, 1, 10], [1, 3, 2, 0, 0])], ids=["none", "unknown", "some"]
)
def test_known_words_are_numbered_from_one(said, known):
    vocabulary = np.array([2, 4, 9], dtype=np.uint64)
    assert line_ends.known_words(np.array(said, dtype=np.uint64), vocabulary).tolist() == known


@pytest.mark.parametrize("text", ["one", "a — |", "word " * 3, "日本。", "“No.”"])
def test_what_is_seen_of_any_words_is_of_one_kind(text, labeller):
    chunks, model = line_ends.chunks_of(text), labeller.line_ends
    seen = line_ends.look(chunks, np.zeros(len(chunks), dtype=np.int8), model.cues, model.vocabulary)
    assert len(seen.numbers) == len(seen.words) == len(chunks)
    assert np.isfinite(seen.numbers).all()
    width = seen.numbers.shape[1] + model.together.vectors.shape[2]
    assert width == model.together.network.entry.weights.shape[1]


@pytest.mark.parametrize("text", ["", " ", "¶", "… — |", "word " * (line_ends.LONGEST_ASKED + 1)])
def test_nothing_is_said_of_a_text_without_words_or_without_end(text, labeller):
    breaks = labeller.line_ends(text, Ends(array(), array(0), array(len(text))))
    assert not len(breaks.places)
    assert not len(breaks.chances)
    assert breaks.at(array(0, 4)).tolist() == [0, 0]


@pytest.mark.parametrize("space", ["   ", "\t" * 9, "\u2003" * 40])
def test_white_space_wider_than_two_is_as_two(space, labeller):
    assert found(space.join(LINES), labeller.line_ends) == found("  ".join(LINES), labeller.line_ends)
