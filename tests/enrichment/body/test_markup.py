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


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<a href="/1">Jane Roe</a><span>Senior correspondent</span>', "Jane Roe Senior correspondent"),
        ("<span>By Jane Roe</span><time>May 17, 2023</time>", "By Jane Roe May 17, 2023"),
        ("<time>May 17, 2023</time><span>Updated</span>", "May 17, 2023 Updated"),
        ('<a href="/f" rel="tag">ferries</a><a href="/t" rel="tag">timetables</a>', "ferries timetables"),
        ('<span><a href="/f">ferries</a></span><span><a href="/t">Timetables</a></span>', "ferries Timetables"),
        ('<a href="/f">ferries</a><a href="/f">timetables</a>', "ferriestimetables"),
        ('<a href="/f">ferries</a>, <a href="/t">timetables</a>', "ferries, timetables"),
        ("<b>H</b>ello", "Hello"),
        ('<span class="dropcap">T</span>he harbour', "The harbour"),
        ('<span class="dropcap">T</span><span class="c2">he harbour</span>', "The harbour"),
        ('<a href="/f">ferry</a>s', "ferrys"),
        ('<a href="/f">Exampleton</a><span>’s harbour</span>', "Exampleton’s harbour"),
        ("<span>har</span><span>bour</span>", "harbour"),
        ("<span>har</span><b>Bour</b>", "harBour"),
    ],
)  # fmt: skip
def test_parts_names_and_tags_that_stand_side_by_side_but_no_word(inside, text):
    assert lines(f"<p>{inside}</p>") == [text]


def test_measures_links_and_landmarks():
    (first, second) = markup.render("<nav><a href='/'>Home</a></nav><article><p>Half <a>link</a></p></article>").blocks
    assert (first.linked, first.within) == (1.0, {"nav"})
    assert second.within == {"article"}
    assert second.linked == pytest.approx(4 / 9)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("articleBody", {"body"}),
        ("c-story-body js_open", {"body"}),
        ("wp-caption-text", {"caption"}),
        ("RELATED-posts", {"related"}),
        ("comment-author", {"comments", "author"}),
        ("sr-only", {"hidden"}),
        ("bodywork", set()),
        ("only sr", set()),
        ("adam", set()),
        ("", set()),
    ],
)
def test_names_of_elements_stand_for_parts_of_a_page(name, parts):
    assert markup.named_for([name]) == parts


PROSE = "<p>" + "The river rose on Monday and closed two bridges. " * 9 + "</p>"


@pytest.mark.parametrize(
    ("around", "parts"),
    [
        ("<figure><span class='caption'>{}</span></figure>", {"caption"}),
        ("<div class='caption'><div>{}</div></div>", {"caption"}),
        ("<div id='comments'><p class='author'>{}</p></div>", {"comments", "author"}),
        ("<p style='color: red; display: none'>{}</p>", {"hidden"}),
        ("<p hidden>{}</p>", {"hidden"}),
        ("<p aria-hidden='true'>{}</p>", {"hidden"}),
        ("<p aria-hidden='false'>{}</p>", set()),
        ("<p>{} <span class='caption'>as here</span></p>", set()),
        ("<div class='caption'></div><p>{}</p>", set()),
    ],
)
def test_a_line_stands_in_what_the_elements_around_its_first_word_are_named_for(around, parts):
    blocks = markup.render(PROSE + around.format("Seen from above")).blocks
    assert [block.named for block in blocks] == [set(), parts]


@pytest.mark.parametrize(("name", "kept"), [("sidebar", set()), ("story-body", {"body"})])
def test_an_element_around_most_of_the_page_is_a_frame_but_for_a_body(name, kept):
    (block,) = markup.render(f"<div class='{name}'>{PROSE}</div>").blocks
    assert block.named == kept


def test_the_class_of_a_whole_page_names_none_of_its_lines():
    blocks = markup.render(f"<body class='comments'><p>Seen from above</p>{PROSE}</body>").blocks
    assert [block.named for block in blocks] == [set(), set()]


def test_lines_in_elements_of_the_same_classes_are_of_a_kind():
    rows = "<p>One</p><p class='note'>Two</p><p>Three</p><p class='note'>Four</p><div><p>Five</p></div>"
    one, two, three, four, five = markup.render(f"<article>{rows}</article>").blocks
    assert one.kind == three.kind
    assert two.kind == four.kind
    assert len({one.kind, two.kind, five.kind}) == 3
    assert len({one.holder, two.holder, three.holder, four.holder}) == 1
    assert five.holder != one.holder


@pytest.mark.parametrize("levels", [200, 255, 300, 1500])
def test_recovers_text_below_the_depth_at_which_parsers_give_up(levels, labeller):
    deep = "<div>" * levels + "".join(f"<p>{part}</p>" for part in BODY) + "</div>" * levels
    page = body.read(Source(f"<html><body>{deep}</body></html>", SourceKind.HTML), labeller)
    assert body.extract(page).text == "\n\n".join(BODY)
    assert not page.truncated


def test_says_so_where_text_may_be_lost_to_depth(labeller):
    deep = "<p>Before.</p>" + "<div>" * 100_000 + "<p>Lost.</p>"
    assert body.read(Source(deep, SourceKind.HTML), labeller).truncated
