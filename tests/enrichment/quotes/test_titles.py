"""What stands in marks may be a name or a title and no words said."""

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from service.enrichment.quotes import titles
from service.enrichment.quotes.decoding import Group
from service.enrichment.types import Quote

Find = Callable[[str], tuple[Quote, ...]]

VOCABULARY = spacy.blank("en").vocab
LEMMAS = {"named": "name", "sang": "sing", "called": "call", "said": "say", "screened": "screen"}


def group(text: str, cue: str, source: str | None) -> tuple[Doc, Group]:
    """Return the words of the text and a group whose content is what stands inside the marks."""
    words = text.split()
    doc = Doc(VOCABULARY, words=words, lemmas=[LEMMAS.get(word, word) for word in words])
    at = words.index(cue)
    who = words.index(source) if source else None
    content = (words.index("“") + 1, words.index("”") - 1)
    return doc, Group((content,), (at, at), None if who is None else (who, who), 0.9, 0.9)


@pytest.mark.parametrize(
    ("text", "cue", "source", "title"),
    [
        ("The ship , named “ Aurora ” , left", "named", None, True),
        ("a film called “ Night Train to Oslo ” opens", "called", None, True),
        ("He sang “ Yesterday ” at noon", "sang", "He", True),
        ("They screened “ The Long Field ” twice", "screened", "They", True),
        ("Kerr called it “ a disgrace ” again", "called", None, False),
        ("Kerr called it “ Madness ” again", "called", "Kerr", False),
        ("Fans sang “ we want our money back ” again", "sang", "Fans", False),
        ("Kerr said “ Madness ” again", "said", "Kerr", False),
        ("He sang “ One Two Three Four Five Six Seven ” twice", "sang", "He", False),
    ],
)
def test_tells_titles_from_words_said(text: str, cue: str, source: str | None, title: bool) -> None:
    assert titles.is_title(*group(text, cue, source)) is title


def test_leaves_words_without_a_cue_alone() -> None:
    doc, one = group("He sang “ Yesterday ” at noon", "sang", "He")
    assert not titles.is_title(doc, Group(one.content, None, one.source, 0.0, 0.0))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In an article entitled “Why we must leave,” Mary Ellis said the plan had failed.", "the plan had failed"),
        ("In a statement titled, 'Setting the record straight,' Mary Ellis said it rained.", "it rained"),
        ("In a speech headlined “A New Deal,” the minister said taxes would fall.", "taxes would fall"),
        ("Mary Ellis called the plan “a disgrace” on Monday.", "the plan “a disgrace”"),
        ("Mary Ellis, who is called “Mae,” said it rained.", "it rained"),
    ],
)
def test_a_title_behind_a_participle_is_not_said(find: Find, text: str, said: str) -> None:
    assert [quote.text for quote in find(text)] == [said]


@pytest.mark.parametrize(
    ("text", "word", "question"),
    [
        ("What do critics say ?", 0, True),
        ("Nobody knows why .", 2, False),
        ("Do they say so ?", 3, False),
    ],
)
def test_the_word_that_a_question_begins_with_is_not_said(text: str, word: int, question: bool) -> None:
    words = text.split()
    doc = Doc(VOCABULARY, words=words, sent_starts=[not at for at in range(len(words))])
    assert titles.is_question(doc, Group(((word, word),), None, None, 0.9, 0.9)) is question


def test_a_heading_that_asks_is_no_quote(find: Find) -> None:
    assert not [one for one in find("What do critics say?\n\nAnn Lee left.") if one.text == "What"]
