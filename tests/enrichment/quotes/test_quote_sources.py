"""Which of what stands beside a marked quotation was said, and what only tells of it."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from service.enrichment.quotes import sources
from service.enrichment.quotes.decoding import Group

QUOTED = (1, 3)
CUE = (7, 7)


def read(after: str, tag: str, marked: bool) -> tuple[Doc, Group, np.ndarray]:
    """Return `" Ties will deepen , " he wrote AFTER the court`, what a tagger may find in it, and what is in marks."""
    words = ['"', "Ties", "will", "deepen", ",", '"', "he", "wrote", ",", after, "the", "court"]
    doc = Doc(Vocab(), words, tags=["``", "NNS", "MD", "VB", ",", "''", "PRP", "VBD", ",", tag, "DT", "NN"])
    inside = np.zeros(len(words), np.float32)
    inside[1:4] = 1
    inside[9:] = marked
    return doc, Group((QUOTED, (9, 11)), CUE, (6, 6), 1.0, 1.0), inside


@pytest.mark.parametrize(("after", "tag"), [("which", "WDT"), ("who", "WP"), ("whose", "WP$"), ("when", "WRB")])
def test_a_relative_clause_after_the_cue_is_the_narrators(after, tag):
    doc, group, inside = read(after, tag, marked=False)
    assert sources.narrated(doc, group, inside).content == (QUOTED,)


@pytest.mark.parametrize(
    ("after", "tag", "marked"), [("which", "WDT", True), ("and", "CC", False), ("that", "IN", False)]
)
def test_what_has_marks_or_is_no_relative_clause_was_said(after, tag, marked):
    doc, group, inside = read(after, tag, marked)
    assert sources.narrated(doc, group, inside) == group


@pytest.mark.parametrize(
    ("cue", "after", "kept"), [("According", "which", 1), ("wrote", "which", 2), ("According", "and", 2)]
)
def test_a_relative_clause_with_marks_tells_of_whoever_something_is_according_to(cue, after, kept):
    words = ['"', "Ties", "hold", '"', cue, "to", "it", ",", after, '"', "knows", '"']
    tags = ["``", "NNS", "VBP", "''", "VBG", "IN", "PRP", ",", "WDT" if after == "which" else "CC", "``", "VBZ", "''"]
    doc = Doc(spacy.blank("en").vocab, words, tags=tags)
    inside = np.array([0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0], np.float32)
    group = Group(((1, 2), (8, 10)), (4, 5), (6, 6), 1.0, 1.0)
    assert len(sources.narrated(doc, group, inside).content) == kept


def test_an_indirect_quotation_keeps_its_clauses():
    doc, group, inside = read("which", "WDT", marked=False)
    assert sources.narrated(doc, group, np.zeros_like(inside)) == group


def parsed(words: str, heads: list[int], deps: str, tags: str, pos: str) -> Doc:
    """Return a parsed text; `heads` are places of tokens."""
    return Doc(Vocab(), words.split(), heads=heads, deps=deps.split(), tags=tags.split(), pos=pos.split())


def text_of(doc: Doc, piece: tuple[int, int] | None) -> str | None:
    return doc[piece[0] : piece[1] + 1].text if piece else None


@pytest.mark.parametrize(
    ("words", "pos", "source", "pruned"),
    [
        ("KYIV - The army said it", "PROPN PUNCT DET NOUN VERB PRON", (0, 3), "The army"),
        ("LAGOS, Nigeria (AP) — Police said it", "PROPN PROPN PROPN PUNCT PROPN VERB PRON", (0, 4), "Police"),
        ("NATO - led troops said it", "PROPN PUNCT VERB NOUN VERB PRON", (2, 3), "led troops"),
    ],
)
def test_a_source_begins_and_ends_with_its_mention(words, pos, source, pruned):
    doc = Doc(spacy.blank("en").vocab, words.split(), pos=pos.split())
    cue = words.split().index("said")
    group = Group(((cue + 1, cue + 1),), (cue, cue), source, 1.0, 1.0)
    assert text_of(doc, sources.pruned(doc, group, np.zeros(len(doc), np.int64)).source) == pruned


def test_a_participle_in_front_is_no_speaker():
    doc = parsed(
        "Prosecuting , Rahul Mistry said so",
        [4, 4, 3, 4, 4, 4],
        "advcl punct compound nsubj ROOT dobj",
        "VBG , NNP NNP VBD RB",
        "VERB PUNCT PROPN PROPN VERB ADV",
    )
    for source in ((0, 0), (0, 3)):
        group = Group(((5, 5),), (4, 4), source, 1.0, 1.0)
        assert text_of(doc, sources.pruned(doc, group, np.zeros(6, np.int64)).source) == "Rahul Mistry"


@pytest.mark.parametrize(("tag", "pruned"), [("WDT", "Lee"), ("IN", "Lee"), ("DT", "that Lee")])
def test_a_relative_that_is_no_part_of_the_mention(tag, pruned):
    doc = Doc(spacy.blank("en").vocab, ["that", "Lee", "called", "lucky"], tags=[tag, "NNP", "VBD", "JJ"])
    group = Group(((3, 3),), (2, 2), (0, 1), 1.0, 1.0)
    assert text_of(doc, sources.pruned(doc, group, np.zeros(4, np.int64)).source) == pruned


def test_a_dateline_alone_is_no_source():
    doc = Doc(spacy.blank("en").vocab, ["said", "\n\n", "KYIV", "-"], spaces=[False, False, True, True])
    group = Group(((1, 1),), (0, 0), (2, 3), 1.0, 1.0)
    assert sources.pruned(doc, group, np.zeros(4, np.int64)).source is None


def test_a_source_in_another_paragraph_is_none():
    doc = Doc(spacy.blank("en").vocab, ["He", "said", "so", ".", "Ann", "Lee", "left"])
    group = Group(((2, 2),), (1, 1), (4, 5), 1.0, 1.0)
    assert sources.pruned(doc, group, np.array([0, 0, 0, 0, 1, 1, 1])).source is None
    assert sources.pruned(doc, group, np.zeros(7, np.int64)).source == (4, 5)


@pytest.mark.parametrize(("marked", "source"), [([1, 1, 1, 0, 0, 0, 0], "Lee"), ([0] * 7, None), ([1] * 7, None)])
def test_the_subject_behind_the_marks_is_the_speaker(marked, source):
    doc = parsed(
        "We won , Lee was quoted so",
        [1, 5, 5, 5, 5, 5, 5],
        "nsubj ccomp punct nsubjpass auxpass ROOT advmod",
        "PRP VBD , NNP VBD VBN RB",
        "PRON VERB PUNCT PROPN AUX VERB ADV",
    )
    found = sources.freed(doc, Group(((0, 3),), (4, 5), None, 1.0, 1.0), np.array(marked, np.float32))
    assert text_of(doc, found.source) == source
    assert found.content == (((0, 2),) if source else ((0, 3),))


def test_whoever_a_passive_names_is_the_speaker():
    doc = parsed(
        "Residents were told by the council that it rained",
        [2, 2, 2, 2, 5, 3, 8, 8, 2],
        "nsubjpass auxpass ROOT agent det pobj mark nsubj ccomp",
        "NNS VBD VBN IN DT NN IN PRP VBD",
        "NOUN AUX VERB ADP DET NOUN SCONJ PRON VERB",
    )
    assert (
        text_of(doc, sources.completed(doc, Group(((6, 8),), (1, 2), None, 1.0, 1.0), np.zeros(9, int)).source)
        == "the council"
    )


@pytest.mark.parametrize(
    ("paragraph", "marked", "kept"),
    [
        ([0, 0, 0, 0, 1, 1], False, 2),  # the next paragraph runs on
        ([0, 0, 0, 0, 2, 2], False, 1),  # a paragraph away, not in marks: something else
        ([0, 0, 0, 0, 2, 2], True, 2),
    ],
)
def test_leaves_out_what_stands_apart_and_not_in_marks(paragraph, marked, kept):
    inside = np.array([0, 0, 0, 0, marked, marked], np.float32)
    group = Group(((2, 3), (4, 5)), (1, 1), (0, 0), 1.0, 1.0)
    assert len(sources.gathered(group, np.array(paragraph), inside).content) == kept


@pytest.mark.parametrize(
    ("words", "pos", "source", "ended"),
    [
        ("Mayor Lee on Monday said it", "PROPN PROPN ADP PROPN VERB PRON", (0, 3), "Mayor Lee"),
        ("a spokesman today said it", "DET NOUN NOUN VERB PRON", (0, 2), "a spokesman"),
        (
            "Nordvik , a shipper , today said it",
            "PROPN PUNCT DET NOUN PUNCT NOUN VERB PRON",
            (0, 5),
            "Nordvik , a shipper",
        ),
        ("a poll released Monday said it", "DET NOUN VERB PROPN VERB PRON", (0, 3), "a poll released Monday"),
        ("a poll out on Monday said it", "DET NOUN ADV ADP PROPN VERB PRON", (0, 4), "a poll out on Monday"),
        ("today said it", "NOUN VERB PRON", (0, 0), None),
        ("Police earlier this week said it", "NOUN ADV DET NOUN VERB PRON", (0, 3), "Police"),
        ("The army late on Monday said it", "DET NOUN ADV ADP PROPN VERB PRON", (0, 4), "The army"),
        ("The bank on Aug. 2 said it", "DET NOUN ADP PROPN NUM VERB PRON", (0, 4), "The bank"),
        ("The EACC on Tuesday night said it", "DET PROPN ADP PROPN NOUN VERB PRON", (0, 4), "The EACC"),
        ("A survey of last year said it", "DET NOUN ADP ADJ NOUN VERB PRON", (0, 4), "A survey of last year"),
        ("Friday said it", "PROPN VERB PRON", (0, 0), None),
        ("Man Friday said it", "PROPN PROPN VERB PRON", (0, 1), "Man"),
        ("The bank ( CBK ) yesterday said it", "DET NOUN PUNCT PROPN PUNCT NOUN VERB PRON", (0, 5), "The bank ( CBK )"),
        ("The bank ( CBK ) said it", "DET NOUN PUNCT PROPN PUNCT VERB PRON", (0, 3), "The bank ( CBK )"),
        ("Polls ( a few , I hear , of many ) said it", "NOUN " * 13, (0, 4), "Polls"),
        ("Lee ( Leeds ) said it", "PROPN PUNCT PROPN PUNCT VERB PRON", (0, 3), "Lee ( Leeds )"),
    ],
)
def test_a_source_ends_before_a_day_and_closes_its_bracket(words, pos, source, ended):
    words = words.split()
    doc = Doc(spacy.blank("en").vocab, words, pos=pos.split()[: len(words)])
    cue = words.index("said")
    assert text_of(doc, sources.ended(doc, Group(((cue + 1, cue + 1),), (cue, cue), source, 1.0, 1.0)).source) == ended


@pytest.mark.parametrize(
    ("noun", "cue", "source", "told"),
    [
        ("boss", (1, 4), "my first boss", (3, 4)),
        ("aunt", (1, 4), "my first aunt", (3, 4)),
        ("support", (1, 4), "my", (1, 4)),
        ("boss", (3, 4), "my", (3, 4)),
    ],
)
def test_a_possessive_alone_is_no_source(noun, cue, source, told):
    doc = parsed(
        f"my first {noun} used to say so",
        [2, 2, 3, 3, 5, 3, 5],
        "poss amod nsubj ROOT aux xcomp advmod",
        "PRP$ JJ NN VBD TO VB RB",
        "PRON ADJ NOUN VERB PART VERB ADV",
    )
    if cue[0] == 3:  # nothing between the possessive and its cue belongs to either
        doc[0].head = doc[3]
    found = sources.owned(doc, Group(((6, 6),), cue, (0, 0), 1.0, 1.0))
    assert text_of(doc, found.source) == source
    assert found.cue == told


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("MANILA, Philippines — The Department of Health (DOH) on Monday said cases rose.", "The Department of Health"),
        ("Ann Lee/The Daily Post\n\nHousing Corp. says the market is slow.", "Housing Corp."),
        ("By Ann Lee\n\nTom Ellis says the market is slow.", "Tom Ellis"),
        ("Tom Ellis  says the market is slow.", "Tom Ellis"),
    ],
)
def test_a_source_begins_in_its_cues_paragraph_behind_a_dateline(find, text, source):
    [quote] = find(text)
    assert quote.speaker is not None
    assert quote.speaker.text.removesuffix(" (DOH)") == source


@pytest.mark.parametrize(
    ("words", "pos", "source", "cue", "expected"),
    [
        ("French carmaker Zork said so", "ADJ NOUN PROPN VERB ADV", (0, 1), (2, 3), ((0, 2), (3, 3))),
        ("MP Ann Atandi - Were asked why", "NOUN PROPN PROPN PUNCT AUX VERB ADV", (0, 3), (4, 5), ((0, 4), (5, 5))),
        ("The carmaker later said so", "DET NOUN ADV VERB ADV", (0, 1), (2, 3), ((0, 1), (2, 3))),
        ("Zork said so", "PROPN VERB ADV", (0, 0), (1, 1), ((0, 0), (1, 1))),
        ("Ann Lee Finally Endorses Tom", "PROPN PROPN PROPN VERB PROPN", (0, 1), (2, 3), ((0, 1), (2, 3))),
    ],
)
def test_a_name_at_the_cue_s_beginning_is_the_source_s_end(words, pos, source, cue, expected):
    told = words.split()
    spaces = ["-" not in told[at : at + 2] for at in range(len(told))]
    doc = Doc(Vocab(), told, spaces=spaces, pos=pos.split())
    group = sources.uncrowded(doc, Group(((len(doc) - 1, len(doc) - 1),), cue, source, 1.0, 1.0))
    assert (group.source, group.cue) == expected


@pytest.mark.parametrize(
    ("marked", "content", "source"),
    [
        ((1, 3), ((1, 3),), (5, 6)),
        ((2, 3), (), (1, 6)),  # the name begins outside
        ((1, 1), (), (1, 6)),  # no words but one in marks
    ],
)
def test_a_quotation_at_the_source_s_beginning_is_said(marked, content, source):
    close = marked[1] + 1
    words = ["“", *(f"w{at}" for at in range(1, 7)), "said"]
    words[close] = "”"
    inside = np.zeros(len(words), np.float32)
    inside[marked[0] : marked[1] + 1] = 1
    found = sources.unmarked(Doc(Vocab(), words), Group((), (7, 7), (1, 6), 1.0, 1.0), inside)
    assert (found.content, found.source) == (content, source)
