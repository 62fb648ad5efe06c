import pytest

from service.enrichment import body
from service.enrichment.body import markup
from service.enrichment.types import Source, SourceKind
from tests.enrichment.body.articles import BODY


def lines(source):
    return [block.text for block in markup.render(source).blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", []),
        ("<!-- nothing -->", []),
        ("no mark-up", ["no mark-up"]),
        ("<p>One <b>bold</b> word.</p><p>Two</p>", ["One bold word.", "Two"]),
        ("<div>Above<p>inside</p>below</div>", ["Above", "inside", "below"]),
        ("a<br>b<br/>c", ["a", "b", "c"]),
        ("<script>var a = '<p>x</p>';</script><style>p{}</style><p>seen</p>", ["seen"]),
        ("<p>unclosed<p>another<li>item", ["unclosed", "another", "item"]),
        ("<ul><li>one</li><li>two</li></ul>", ["one", "two"]),
        ("<p>caf&eacute; &amp; bar</p>", ["café & bar"]),
    ],
)
def test_renders_a_line_for_each_block(source, text):
    assert lines(source) == text


def test_measures_links_and_landmarks():
    (first, second) = markup.render("<nav><a href='/'>Home</a></nav><article><p>Half <a>link</a></p></article>").blocks
    assert (first.linked, first.within) == (1.0, {"nav"})
    assert second.within == {"article"}
    assert second.linked == pytest.approx(4 / 9)


@pytest.mark.parametrize("levels", [200, 255, 300, 1500])
def test_recovers_text_below_the_depth_at_which_parsers_give_up(levels, labeller):
    deep = "<div>" * levels + "".join(f"<p>{part}</p>" for part in BODY) + "</div>" * levels
    page = body.read(Source(f"<html><body>{deep}</body></html>", SourceKind.HTML), labeller)
    assert body.extract(page).text == "\n\n".join(BODY)
    assert not page.truncated


def test_says_so_where_text_may_be_lost_to_depth(labeller):
    deep = "<p>Before.</p>" + "<div>" * 100_000 + "<p>Lost.</p>"
    assert body.read(Source(deep, SourceKind.HTML), labeller).truncated
