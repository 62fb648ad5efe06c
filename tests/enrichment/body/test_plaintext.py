import textwrap

import pytest

from service.enrichment import body
from service.enrichment.body import plaintext
from service.enrichment.types import Source
from tests.enrichment.body.articles import BODY


def found(text):
    lines = plaintext.lines(text)
    return [" ".join(text[s:e].split()) for s, e in zip(lines.starts, lines.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n\t\n", []),
        ("one", ["one"]),
        ("  one \r\n\r\n two\rthree\u2028four", ["one", "two", "three", "four"]),
        ("Menu\nNews\nSport\nWeather", ["Menu", "News", "Sport", "Weather"]),
        (
            "Roses are red\nviolets are blue\nsugar is sweet\nand so are you",
            ["Roses are red", "violets are blue", "sugar is sweet", "and so are you"],
        ),
    ],
)
def test_finds_the_lines_of_a_text(text, lines):
    assert found(text) == lines


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n"])
def test_joins_what_was_wrapped_at_a_column(width, between):
    line_end = "\r\n" if "\r" in between else "\n"
    wrapped = between.join(line_end.join(textwrap.wrap(part, width)) for part in BODY)
    lines = found(wrapped)
    assert " ".join(lines) == " ".join(BODY)
    # Without blank lines, a paragraph whose last line is full cannot be told from one that goes on.
    assert sum(part in lines for part in BODY) >= len(BODY) - (2 if between == "\n" else 0)


def test_joins_ragged_lines_of_a_wrapped_text_that_run_on():
    wrapped = textwrap.wrap(BODY[0], 72)
    ragged = [wrapped[0].rsplit(" ", 2)[0], wrapped[0].split(" ", len(wrapped[0].split()) - 2)[-1] + " " + wrapped[1]]
    assert ragged[1][0].islower()
    text = "\n\n".join(["\n".join([*ragged, *wrapped[2:]]), *("\n".join(textwrap.wrap(part, 72)) for part in BODY[1:])])
    assert found(text) == BODY


def test_does_not_join_what_was_not_wrapped():
    assert found("\n".join(BODY)) == BODY


def test_splits_one_endless_line_at_the_ends_of_sentences():
    lines = found(" ".join(BODY))
    assert " ".join(lines) == " ".join(BODY)
    assert len(lines) >= len(BODY)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("It rained. Then it cleared.", True),
        ("That is the boss's. Then it cleared.", True),
        ("They said no. Then they left.", True),
        ('It said "No." Then it cleared.', True),
        ("Taipei, Nov. 17 (CNA) The ministry spoke.", False),
        ("She met Sen. Lee there.", False),
        ("J. K. Rowling wrote it.", False),
        ("The U.S. Army came.", False),
        ("It is No. 5 of the list.", False),
        ("It is on St. Mary's Road.", False),
    ],
)
def test_an_endless_line_is_not_split_behind_an_abbreviation(text, cut):
    between = "It was as it had always been there. " * 20
    lines = found(between + text)
    assert (text in lines) is not cut


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("word\n" * 200_000, 200_000),
        ("x" * 1_000_000, 1),
        ("He said so. " * 80_000, 80_000),
        ("." * 1_000_000, 1),
        ("\n" * 1_000_000, 0),
        (". " * 500_000, 1),
    ],
    ids=["one-word lines", "one word", "one line of sentences", "full stops", "line ends", "spaced full stops"],
)
def test_reads_a_mebibyte_of_anything(text, lines, labeller):
    assert len(body.read(Source(text), labeller).lines) == lines
