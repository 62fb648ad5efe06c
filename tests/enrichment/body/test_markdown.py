"""Links, pictures and emphasis as Markdown writes them: what is judged are the words, what stays are the offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.body import markdown
from service.enrichment.body.characters import fold, folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[News](/news)", "News"),
        ('[News](https://www.example.com/news "All the news")', "News"),
        ("By [Jane Roe](/a/jane) and [John Doe](/a/john)", "By Jane Roe and John Doe"),
        ("[Home](/) › [News](/news) › [Local](/news/local)", "Home › News › Local"),
        ("# [Council votes](https://www.example.com/a_(b))", "# Council votes"),
        ("said [Ann\nLee](/ann), who", "said Ann Lee, who"),
        ("see [the paper](<https://example.org/a b>).", "see the paper."),
        ("**[Jane Roe](/a/jane)**, editor", "Jane Roe, editor"),
        ("_By [Jane Roe](/a/jane_roe)_", "_By Jane Roe_"),
        ("![A wren](/wren.jpg)", ""),
        ("[![Logo](/logo.png)](/)", ""),
        ("[Top](#main)", "Top"),
        ("[Harbour](/h)[Council](/c)", "Harbour Council"),
    ],
)
def test_of_a_link_the_words_are_seen_and_of_a_picture_nothing(text, words):
    seen = markdown.without_links(text)
    assert (folded(seen, 0, text)[0], len(seen)) == (words, len(text))


LISTED = "\nReferences\n\n   1. https://www.example.com/\n   2. https://www.example.com/news\n"
MENU = "[1]Exampleton Times\n  * [2]News\n  * [3]Sport\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("By [9]Jane Roe", "By Jane Roe"),
        ("[9]Jane Roe and [10]John Doe, who", "Jane Roe and John Doe, who"),
        ("Tags: [21]heating, [22]Harbour", "Tags: heating, Harbour"),
        ("© 2021 [24]Exampleton Times", "© 2021 Exampleton Times"),
        ("3 May 2021 | [25]3 comments", "3 May 2021 | 3 comments"),
        ("the council ([7]PDF) and [8][9]Share", "the council (PDF) and Share"),
        ("He said so.[7] It went on[8] for long.", "He said so.[7] It went on[8] for long."),
        ("the array[7]x and [8] notes", "the array[7]x and [8] notes"),
    ],
)
def test_of_numbered_links_the_words_are_seen(text, words):
    whole = MENU + text + LISTED
    seen = markdown.without_links(whole)
    assert len(seen) == len(whole)
    part = slice(len(MENU), len(MENU) + len(text))
    assert folded(seen[part], 0, text)[0] == words
    assert "[" not in seen[: len(MENU)]


def test_numbers_that_rise_down_the_page_and_stand_within_lines_need_no_addresses():
    menu = "\n".join(f"[{number}]Harbour" for number in range(1, 9))
    assert "[" not in markdown.without_links(f"{menu}\nBy [9]Jane Roe")


@pytest.mark.parametrize(
    "text",
    [
        "By [9]Jane Roe",
        "See [1]Roe, [2]Doe and [3]Major.",
        "\n".join(f"[{number}]Roe, J. The harbour." for number in range(1, 12)),
        f"[3]Roe said [1]that [2]this{LISTED}",
        "\n".join(f"It is so [1]says Roe, {number}" for number in range(1, 12)),
    ],
)
def test_numbers_of_sources_stay(text):
    assert markdown.without_links(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "He said [sic](he wrote) that it was over.",
        "[he](sic) went on",
        "an array[0](x)",
        "[1] See the notes (below).",
        "[unclosed](https://www.example.com",
        "[a] (https://www.example.com)",
        "](/a)",
    ],
)
def test_brackets_that_are_no_link_stay(text):
    assert markdown.without_links(text) == text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("**By Jane Roe**", "By Jane Roe"),
        ("_By Jane Roe_", "By Jane Roe"),
        ("*By Jane Roe*", "By Jane Roe"),
        ("***Breaking:*** the council votes", "Breaking: the council votes"),
        ("**Tags:** harbour, council", "Tags: harbour, council"),
        ("## **What comes next**", "## What comes next"),
        ("__  By Jane Roe  __", "By Jane Roe"),
        ("* *Jane Roe* is a reporter", "* Jane Roe is a reporter"),
        ("The _Exampleton Gazette_ has learned", "The Exampleton Gazette has learned"),
    ],
)
def test_of_emphasis_the_words_are_seen(line, words):
    seen = markdown.without_emphasis(line)
    assert (folded(seen, 0, line)[0], len(seen)) == (words, len(line))


@pytest.mark.parametrize(
    "line",
    [
        "* An item of a list",
        "*Prices are subject to change.",
        "snake_case_name and other_name",
        "__init__ is called first",
        "2 * 3 * 4 is 24",
        "What the f*** was that",
        "___",
        "****",
        "jane_roe_1990@example.com",
        "_ _",
        "** **",
    ],
)
def test_marks_that_are_no_emphasis_stay(line):
    assert markdown.without_emphasis(line) == line


@pytest.mark.parametrize(
    ("line", "shown"),
    [("![A wren](/w.jpg)", True), ("[![Logo](/l.png)](/)", True), ("![A wren](/w.jpg) text", False), ("", False)],
)
def test_a_picture_alone_is_told(line, shown):
    assert markdown.is_picture(line) is shown


PIECES = st.sampled_from(
    [
        "[",
        "]",
        "[1]",
        "[2]",
        "[30]",
        "](",
        ")",
        "(",
        "!",
        "*",
        "_",
        "**",
        "/",
        ".",
        " ",
        "\n",
        "a",
        "Roe",
        "<",
        ">",
        '"',
        "http://a.b/",
    ]
)


@pytest.mark.parametrize("blanked", [markdown.without_links, markdown.without_emphasis])
@given(text=st.lists(PIECES, max_size=40).map("".join))
def test_blanks_take_the_place_of_marks_and_nothing_else_moves(blanked, text):
    seen = blanked(text)
    assert len(seen) == len(text)
    assert all(b in {a, " "} for a, b in zip(text, seen, strict=True))


@given(st.text(alphabet=" \t\u00a0\nab🙂é", max_size=60), st.integers(0, 1000))
def test_each_character_of_a_folded_text_stands_at_its_place(text, start):
    words, places = folded(text, start)
    assert words == fold(text)
    found = [text[place - start] for place in places] if places else list(words)
    assert [" " if one.isspace() else one for one in found] == list(words)
    assert list(places) == sorted(set(places))
