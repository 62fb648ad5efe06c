"""What a page's lines say of themselves."""

import numpy as np
import pytest

from service.enrichment import body, metadata, models
from service.enrichment.body import reading
from service.enrichment.body.labeller import ROLES
from service.enrichment.body.network import Opinion
from service.enrichment.types import KEPT, Line, Role, Source, SourceKind, Span

TEXT = """Home
Harbour
Weather
Harbour bridge opens after two years of repairs
By Jane Roe
3 May 2021
The bridge over the old harbour opened on Monday, two years after a ship had struck its northern pier.
Engineers said that the repairs had cost less than was feared, and that trams would cross it from June.
Share this article
Copyright 2021. All rights reserved.
"""


@pytest.mark.parametrize("kind", [SourceKind.TEXT, SourceKind.HTML])
def test_lines_say_how_likely_each_role_is(kind):
    text = TEXT if kind is SourceKind.TEXT else "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    page = body.read(Source(text=text, kind=kind), body.load(models.newest("body")))
    assert [line.text for line in page.lines] == TEXT.splitlines()
    for line in page.lines:
        assert sum(line.chances) == pytest.approx(1, abs=1e-3)
        assert [line.chance(role) for role in Role] == list(line.chances)
    foot, prose = page.lines[-1], page.lines[6]
    assert max(Role, key=foot.chance) is foot.role is Role.LEGAL
    assert prose.role in KEPT
    assert prose.chance(Role.BODY) > prose.chance(Role.NAVIGATION)


@pytest.mark.parametrize(
    ("role", "chance", "likely", "words", "found"),
    [
        (Role.BYLINE, 0.7, 0.05, 8, True),
        (Role.TITLE, 0.6, 0.05, 8, True),
        (Role.BYLINE, 0.5, 0.05, 8, False),
        (Role.BYLINE, 0.7, 0.15, 8, False),
        (Role.BYLINE, 0.7, 0.05, 21, False),
        (Role.SUBTITLE, 0.9, 0.05, 8, False),
        (Role.SHARE, 0.5, 0.25, 8, True),
    ],
)
def test_a_short_line_that_is_surely_of_the_head_is_no_body(role, chance, likely, words, found):
    roles = np.zeros((1, len(ROLES)))
    roles[0, ROLES.index(role)] = chance
    opinion = Opinion(np.array([likely]), roles, np.array([words]))
    assert reading._is_furniture(opinion).tolist() == [found]


def test_a_text_that_is_kept_as_it_is_has_its_metadata():
    page = body.read(Source(text=TEXT, clean=False), body.load(models.newest("body")))
    said = metadata.extract(page, body.extract(page))
    assert {line.role for line in page.lines} == {Role.BODY}
    assert page.lines[-1].doubted is Role.LEGAL
    assert (said.title, said.authors) == ("Harbour bridge opens after two years of repairs", ("Jane Roe",))
    assert said.published == "2021-05-03"


LINKED = """[Home](/) [Harbour](/harbour) [Weather](/weather)

# [Harbour bridge opens after two years of repairs](https://www.example.com/bridge "Harbour bridge")

_By [Jane Roe](/a/jane_roe) and  [John Doe](/a/john)_

**Published**   3   May 2021

![The bridge at night](/bridge.jpg)

The bridge over the [old harbour](/harbour) opened on Monday, two years after a ship had struck its northern pier.

Engineers said that the repairs had cost less than was feared, and that **trams** would cross it from June.

**Tags:** [Harbour](/t/harbour), [Trams](/t/trams)

[Privacy](/privacy)
"""


def test_markdown_is_judged_by_its_words_and_traced_to_what_was_sent():
    page = body.read(Source(LINKED), body.load(models.newest("body")))
    found = body.extract(page)
    said = metadata.extract(page, found)
    spans = {field: LINKED[one.source.start : one.source.end] for field, one in said.evidence if one.source}
    assert (said.title, said.authors) == ("Harbour bridge opens after two years of repairs", ("Jane Roe", "John Doe"))
    assert (said.published, said.tags, said.language) == ("2021-05-03", ("Harbour", "Trams"), "en")
    assert spans["authors"] == "Jane Roe](/a/jane_roe) and  [John Doe"
    assert (spans["title"], spans["published"]) == (said.title, "3   May 2021")
    assert found.text.startswith("The bridge over the [old harbour](/harbour) opened on Monday")
    assert found.text.endswith("**trams** would cross it from June.")
    assert len(found.paragraphs) == 2
    for line in page.lines:
        assert not line.places or len(line.places) == len(line.text)
        if "](" not in LINKED[line.span.start : line.span.end]:
            pieces = line.text.split()
            assert LINKED[line.span.start : line.span.end].replace("*", "").split() == pieces


QUOTED = "The bridge over the harbour has cost us less than we had feared."
LONG = f"“{QUOTED[:-1]},” the mayor of Exampleton said on Monday, and trams would cross it from the first of June."


def repeated(*texts: str, furniture: int = 5) -> list[bool]:
    """Return which lines of body are said twice."""
    lines = [Line(Span(0, len(text)), text, Role.BODY) for text in texts]
    found = reading._without_pulled([*lines, *[Line(Span(0, 4), "Home", Role.NAVIGATION)] * furniture])
    return [line.role is Role.DUPLICATE for line in found[: len(lines)]]


@pytest.mark.parametrize(
    ("text", "pulled"),
    [
        (QUOTED, True),
        (f"“{QUOTED}”", True),
        (f"“{QUOTED[:-1]}”", True),
        (QUOTED[:-1], False),
        (f"- {QUOTED}", False),
        (QUOTED.lower(), False),
        (f"“… {QUOTED[4:]}”", False),
        (QUOTED.replace("less", "more"), False),
        (QUOTED.replace(".", "?"), False),
        ("“The bridge has cost us less.”", False),
    ],
)
def test_what_a_paragraph_near_by_says_too_was_pulled_out_of_it(text: str, pulled: bool) -> None:
    lede = "The bridge over the harbour opened on Monday after two years of repairs."
    assert repeated(lede, text, "Trams had run since 1901.", LONG) == [False, pulled, False, False]
    assert not any(repeated(text, LONG))
    assert not any(repeated(lede, text, LONG, text))
    assert repeated(LONG, "Trams had run since 1901.", text) == [False, False, pulled]
    assert not any(repeated(text, *(f"Tram {number} was late." for number in range(6)), LONG))


def test_a_sentence_that_nearly_is_the_paragraph_stays() -> None:
    assert not any(repeated(QUOTED, f"Roe: {QUOTED}"))


def test_nothing_is_pulled_out_of_a_clean_text() -> None:
    assert not any(repeated(QUOTED, LONG, furniture=4))
