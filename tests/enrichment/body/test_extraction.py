import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.enrichment import body
from service.enrichment.body.extraction import REASONS
from service.enrichment.types import KEPT, ParagraphKind, Reason, Role, Source, SourceKind
from tests.enrichment.body.articles import BODY, FOOT, HEAD, LINES, TITLE

CLEAN = "\n\n".join(BODY)


def read(text, labeller, **options):
    return body.extract(body.read(Source(text, **options), labeller))


def words(text):
    return text.split()


SHAPES = {
    "a line each": "\n".join(LINES),
    "blank lines between": "\n\n".join(LINES),
    "Windows line ends": "\r\n".join(LINES),
    "old Macintosh line ends": "\r".join(LINES),
    "indented": "\n".join("    " + line for line in LINES),
    "hard-wrapped, no blank lines": "\n".join("\n".join(textwrap.wrap(line, 72)) for line in LINES),
    "hard-wrapped, blank lines": "\n\n".join("\n".join(textwrap.wrap(line, 72)) for line in LINES),
    "no foot": "\n".join(LINES[: -len(FOOT)]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_finds_the_same_body_in_every_shape_of_the_page(shape, labeller):
    assert words(read(SHAPES[shape], labeller).text) == words(CLEAN)


def test_the_mark_up_tells_headings_and_items_of_lists(labeller):
    inner = [f"<p>{part}</p>" for part in BODY]
    items = "<li>The council writes to all traders in June.</li><li>Bids open in July and close in August.</li>"
    inner[2:2] = ["<h2>What happens next</h2>", f"<ol>{items}</ol>", f"<h3>{BODY[0]}</h3>"]
    found = read(f"<html><body><article>{''.join(inner)}</article></body></html>", labeller, kind=SourceKind.HTML)
    kinds = {found.text[one.span.start : one.span.end]: one.kind for one in found.paragraphs}
    assert kinds["What happens next"] is ParagraphKind.HEADING
    assert kinds["Bids open in July and close in August."] is ParagraphKind.LIST_ITEM
    assert kinds[BODY[1]] is ParagraphKind.PARAGRAPH
    assert kinds[BODY[0]] is ParagraphKind.PARAGRAPH


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1e"])
def test_every_line_end_of_unicode_ends_a_paragraph(end, labeller):
    text = end.join(BODY)
    found = read(text, labeller, clean=False)
    assert [text[p.source.start : p.source.end] for p in found.paragraphs] == list(BODY)


def test_keeps_most_of_a_page_that_lost_all_its_line_ends(labeller):
    kept = read(" ".join(LINES), labeller).text
    assert sum(paragraph[-60:] in kept for paragraph in BODY) >= len(BODY) - 1
    assert "All rights reserved" not in kept


def test_keeps_an_article_that_is_clean_already(labeller):
    found = read(CLEAN, labeller)
    assert found.text == CLEAN
    assert found.removed == ()


def test_tells_a_reason_for_each_removed_line(labeller):
    text = "\n".join(LINES)
    reasons = {text[r.source.start : r.source.end]: r.reason for r in read(text, labeller).removed}
    assert reasons[TITLE] is Reason.METADATA
    assert reasons["By Anna Berg"] is Reason.BYLINE
    assert reasons["Privacy policy"] is Reason.LEGAL
    assert reasons["Related stories"] is Reason.RELATED


def test_calls_a_second_copy_of_a_paragraph_a_duplicate(labeller):
    text = "\n".join([*BODY, BODY[1]])
    found = read(text, labeller)
    assert found.text == CLEAN
    assert [r.reason for r in found.removed] == [Reason.DUPLICATE]


@pytest.mark.parametrize("sign", ["   -AFP", " - Reuters", " (AP)", "\xa0\xa0-AFP", " — AFP"])
def test_takes_the_sign_off_of_an_agency_from_the_last_paragraph(sign, labeller):
    text = "\n".join(LINES).replace(BODY[-1], BODY[-1] + sign)
    found = read(text, labeller)
    assert found.text == CLEAN
    assert sign.strip() in [text[r.source.start : r.source.end] for r in found.removed]


def test_folds_white_space_and_changes_nothing_else(labeller):
    wide = BODY[0].replace(" ", " \xa0\t ") + "\u200b"
    found = read("\n\n".join([wide, *BODY[1:]]), labeller)
    assert found.slice(found.paragraphs[0].span) == BODY[0] + "\u200b"


def test_text_that_is_clean_by_agreement_is_not_touched(labeller):
    text = "  One line.\r\n\r\nAnother\tline,   wide.\n"
    found = read(text, labeller, clean=False)
    assert found.text == text
    assert [found.slice(p.span) for p in found.paragraphs] == ["One line.", "Another\tline,   wide."]
    assert all(p.source == p.span for p in found.paragraphs)
    assert found.removed == ()


def test_markup_has_no_source_offsets(labeller):
    markup = "".join(f"<p>{line}</p>" for line in BODY)
    found = read(f"<html><body>{markup}</body></html>", labeller, kind=SourceKind.HTML)
    assert found.text == CLEAN
    assert all(p.source is None for p in found.paragraphs)
    assert found.removed == ()


def test_blank_lines_between_all_lines_change_nothing(labeller):
    said = [
        [line.role for line in body.read(Source(end.join(LINES)), labeller).lines] for end in ("\n", "\n\n", "\n\n\n")
    ]
    assert said[0] == said[1] == said[2]


def test_keeps_the_one_paragraph_of_a_very_short_article(labeller):
    found = read("\n".join([*HEAD, TITLE, BODY[0], *FOOT]), labeller)
    assert BODY[0] in found.text
    assert FOOT[-1] not in found.text


@pytest.mark.parametrize("mark", ["• ", "- ", "* "])
def test_bullets_under_a_tags_head_are_tags(labeller, mark):
    tags = [mark + tag for tag in ("Harbour", "City council", "Maria Lind")]
    page = body.read(Source("\n".join([*HEAD, TITLE, "Tags", *tags, *BODY, *FOOT])), labeller)
    assert {line.role for line in page.lines if line.text in tags} == {Role.TAGS}


def test_a_web_address_above_the_prose_is_no_body(labeller):
    found = read("\n".join([TITLE, "harbour-gazette.example.com", *BODY]), labeller)
    assert "example.com" not in found.text


def test_a_web_address_inside_the_prose_stays(labeller):
    found = read("\n".join([*BODY[:3], "https://example.com/plan", *BODY[3:]]), labeller)
    assert words(found.text)[:5] == words(CLEAN)[:5]
    assert BODY[3] in found.text


def test_a_page_without_an_article_has_no_body(labeller):
    found = read("Home\nNews\nSport\nPrivacy policy\nSign in", labeller)
    assert (found.text, found.paragraphs, found.word_count) == ("", (), 0)


def test_list_items_and_paragraphs_are_told_apart(labeller):
    items = [
        "- The bridge will carry two lanes of cars and a wide path for people on foot and on bicycles.",
        "- The old pillars will be taken away, and stone from them will be used again in the new harbour wall.",
    ]
    kinds = [p.kind for p in read("\n".join([*BODY[:3], *items, *BODY[3:]]), labeller).paragraphs]
    assert kinds == [ParagraphKind.PARAGRAPH] * 3 + [ParagraphKind.LIST_ITEM] * 2 + [ParagraphKind.PARAGRAPH] * 3


def assert_accounts_for_everything(text, found):
    """Every stretch that is not white is in exactly one paragraph or removed stretch, and paragraphs are their source."""
    owners = [0] * len(text)
    for stretch in [*(p.source for p in found.paragraphs), *(r.source for r in found.removed)]:
        for i in range(stretch.start, stretch.end):
            owners[i] += 1
    assert all(owner == 1 for owner, char in zip(owners, text, strict=True) if not char.isspace())
    for paragraph in found.paragraphs:
        sent = text[paragraph.source.start : paragraph.source.end]
        assert " ".join(sent.split()) == found.slice(paragraph.span)
    assert "\n\n".join(found.slice(p.span) for p in found.paragraphs) == found.text


PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [*LINES, "\n", "\r\n", "\r", "\u2028", " ", "\t", "\xa0", "* ", "# ", "-AFP", "\x1c", "\ufeff", "*so*", "_it_"]
    ),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_visible_character_is_kept_or_removed_once(labeller, text):
    assert_accounts_for_everything(text, read(text, labeller))


@pytest.mark.parametrize("shape", [*SHAPES.values(), " ".join(LINES * 3)])
def test_accounts_for_every_character_of_every_shape(shape, labeller):
    assert_accounts_for_everything(shape, read(shape, labeller))


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_never_fails_on_markup(labeller, text):
    page = body.read(Source(f"<p>{text}</p><div><a>{text}", SourceKind.HTML), labeller)
    for line in page.lines:
        places = line.places or range(line.span.start, line.span.end)
        for char, place in zip(line.text, places, strict=True):
            there = page.text[place]
            assert char == there or (char == " " and (there.isspace() or there in "*_"))  # marks of emphasis


def test_every_role_has_its_reason():
    assert REASONS.keys() | KEPT == set(Role)
    assert not REASONS.keys() & KEPT
