import numpy as np
import pytest

from service.enrichment.body import chooser, markup, plaintext
from service.enrichment.body.labeller import ROLES
from service.enrichment.body.network import Opinion

LINES = ["Home", "The river rose on Monday and closed two bridges.", "Traffic goes by ferry until spring.", "Log in"]
BODY = [False, True, True, False]
PAGE = "<nav>{}</nav><article><p>{}</p><p>{}</p></article><footer>{}</footer>".format(*LINES)


def look(source, likely, kept):
    rendering = markup.render(source)
    found = plaintext.of_blocks([block.text for block in rendering.blocks])
    words = np.array([len(block.text.split()) for block in rendering.blocks])
    body = np.array(likely, dtype=np.float32)
    opinion = Opinion(body, np.full((len(body), len(ROLES)), 1 / len(ROLES), np.float32), words)
    return chooser.look(rendering.text, found, rendering.blocks, opinion, body >= 0.5, kept)


@pytest.mark.parametrize(
    ("likely", "kept", "agreement"),
    [
        (BODY, "\n".join(LINES[1:3]), 1),
        (BODY, "", 0),
        ([True, False, False, True], "\n".join(LINES[1:3]), 0),
        ([False] * 4, "", 0),
    ],
    ids=["same", "none kept", "nothing in common", "neither"],
)
def test_agreement_is_one_where_both_keep_the_same_lines_and_none_where_they_keep_others(likely, kept, agreement):
    assert look(PAGE, likely, kept).agreement == pytest.approx(agreement, abs=0.01)


@pytest.mark.parametrize("source", [PAGE, "<p>***</p>", "<p>One</p>"], ids=["page", "no words", "one line"])
@pytest.mark.parametrize("kept", ["", "One", PAGE])
def test_every_number_of_every_page_is_finite(source, kept):
    seen = look(source, [False] * len(markup.render(source).blocks), kept)
    assert np.isfinite(seen.numbers).all()
    assert len(seen.numbers) == len(markup.render(source).blocks)


def test_what_is_kept_of_the_likes_of_a_line_is_told_by_class_and_by_element():
    (one, two, note, other) = LINES[1], LINES[2], "Seen from above on Monday", "The harbour at noon"
    source = f"<div><p>{one}</p><p>{two}</p></div><div><p class='n'>{note}</p></div><div><p class='n'>{other}</p></div>"
    blocks = markup.render(source).blocks
    sizes, said = np.array([9.0, 6, 5, 4]), np.array([1.0, 0, 0, 1])
    of_a_kind, of_an_element, share = chooser._of_an_element(blocks, sizes, (said,))
    assert of_a_kind == pytest.approx([0, 1, 1, 0], abs=0.15)
    assert of_an_element == pytest.approx([0, 1, 0, 0], abs=0.15)
    assert share == pytest.approx([9 / 14, 9 / 14, 0, 4 / 14])
