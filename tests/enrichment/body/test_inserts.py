"""What is put into an article, or hidden in it, is told by its mark-up; what only looks like it stays."""

from dataclasses import replace

import pytest

from service.enrichment import body
from service.enrichment.body import elements, inserts, markup
from service.enrichment.types import Line, Role, Source, SourceKind, Span
from tests.enrichment.body.articles import BODY

INSERT = "Bridge to reopen in May after long repairs"


@pytest.mark.parametrize(
    ("tag", "attributes", "parts"),
    [
        ("p", {"class": "wp-caption-text"}, {"caption"}),
        ("figcaption", {}, {"caption"}),
        ("form", {}, {"other"}),
        ("div", {"class": "ad-slot-1 js"}, {"advertisement"}),
        ("div", {"class": "CallToAction_box__x9"}, {"advertisement"}),
        ("div", {"class": "c-pullquote"}, {"quote"}),
        ("aside", {"class": "pull-quote"}, {"quote"}),
        ("div", {"id": "disqus_thread"}, {"comments"}),
        ("ul", {"class": "articleShare"}, {"share"}),
        ("div", {"class": "video-player"}, {"other"}),
        ("div", {"role": "tabpanel"}, {"folding"}),
        ("p", {}, set()),
        ("p", {"class": "ADAM"}, set()),
        ("div", {"class": "css-x4ad"}, set()),
        ("figure", {"class": "has-caption"}, set()),
        ("div", {"class": "no-ads"}, set()),
        ("div", {"class": "social-embed"}, set()),
        ("div", {"class": "[&_.caption]:mt-2 sm:ads"}, set()),
        ("h2", {"id": "share"}, set()),
        ("section", {"id": "what-share-of-adults-votes"}, set()),
        ("p", {"class": "correction"}, set()),
        ("blockquote", {"class": "twitter-tweet"}, set()),
        ("div", {"class": "paywall"}, {"gate"}),
        ("div", {"class": "next-article"}, {"related"}),
    ],
)
def test_names_say_what_an_element_is_for(tag, attributes, parts):
    assert elements.parts_of(tag, attributes) == parts


@pytest.mark.parametrize(
    ("tag", "attributes", "hidden"),
    [
        ("p", {"hidden": ""}, True),
        ("p", {"style": "color: red; Display : none"}, True),
        ("p", {"style": "visibility:hidden"}, True),
        ("div", {"aria-hidden": "true"}, True),
        ("dialog", {}, True),
        ("div", {"role": "dialog"}, True),
        ("div", {"class": "box d-none"}, True),
        ("p", {"class": "sr-only"}, True),
        ("p", {}, False),
        ("p", {"aria-hidden": "false"}, False),
        ("p", {"style": "display: block"}, False),
        ("div", {"class": "overflow-hidden hidden-xs"}, False),
        ("div", {"class": "d-none d-md-block"}, False),
        ("div", {"class": "hidden lg:inline-flex"}, False),
        ("div", {"hidden": "until-found"}, False),
        ("div", {"hidden": "", "id": "S:1f"}, False),
        ("div", {"hidden": "", "id": "S:story"}, True),
    ],
)
def test_hidden_elements_are_told(tag, attributes, hidden):
    assert elements.is_hidden(tag, attributes) is hidden


@pytest.mark.parametrize(
    ("source", "hidden"),
    [
        ("<p hidden>{}</p>", True),
        ("<div hidden><p>{}</p></div>", True),
        ("<p><span hidden>{}</span></p>", True),
        ("<p><span class='sr-only'>Photo:</span> {}</p>", False),
        ("<div class='accordion'><div hidden>{}</div></div>", False),
        ("<div id='faq-content-1' aria-hidden='true'>{}</div>", False),
        ("<div hidden></div><p>{}</p>", False),
        ("<div class='articleBody' hidden><p>{}</p></div>", False),
        ("<div class='articleBody'><p hidden>{}</p></div>", True),
        ("<div class='show-more' hidden><p>{}</p></div>", False),
        ("<div hidden><p hidden>{}</p></div>", True),
        ("<p hidden>{}<br hidden></p>", True),
    ],
)
def test_a_line_is_hidden_where_all_of_it_is_and_nothing_unfolds_it(source, hidden):
    assert [block.hidden for block in markup.render(source.format(INSERT)).blocks] == [hidden]


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("<div class='promo'><div><p>{}</p></div></div>", {"advertisement"}),
        ("<p><span class='caption'>{}</span></p>", {"caption"}),
        ("<p><span class='caption'>Left:</span> {}</p>", set()),
        ("<div class='promo'><p>{}</p><p>" + "It rained on Monday. " * 25 + "</p></div>", set()),
    ],
)
def test_a_line_stands_in_an_insert_where_a_small_element_holds_all_of_it(source, parts):
    assert markup.render(source.format(INSERT)).blocks[0].inserted == parts


def page(insert, labeller):
    """Return the text that is kept of an article with an insert in its middle."""
    middle = len(BODY) // 2
    parts = [*(f"<p>{part}</p>" for part in BODY[:middle]), insert, *(f"<p>{part}</p>" for part in BODY[middle:])]
    source = f"<html><body><article>{''.join(parts)}</article></body></html>"
    return body.extract(body.read(Source(source, SourceKind.HTML), labeller)).text


@pytest.mark.parametrize(
    "insert",
    [
        "<p hidden>{}</p>",
        "<p class='visually-hidden'>{}</p>",
        "<dialog><p>{}</p></dialog>",
        "<p class='wp-caption-text'>{}</p>",
        "<div class='promo'><p>{}</p></div>",
        "<div class='author-bio'><p>{}</p></div>",
        "<p class='copyright'>{}</p>",
    ],
)
def test_inserts_are_no_body(insert, labeller):
    assert page(insert.format(INSERT), labeller) == "\n\n".join(BODY)


@pytest.mark.parametrize(
    ("name", "text", "role"),
    [
        ("gate", "Sign in or subscribe to read the rest.", Role.ADVERTISEMENT),
        ("gate", "Plans start at 99p a week and you can cancel.", Role.ADVERTISEMENT),
        ("gate", "The river rose on Monday and closed two bridges.", Role.BODY),
        ("", "Sign in or subscribe to read the rest.", Role.BODY),
    ],
)
def test_a_gate_is_told_by_its_name_and_its_words(name, text, role):
    named = block(frozenset({name} - {""}))
    above, asked, below = inserts.mark(lines("Keep reading", text, LONG), [named, named, block()])
    assert {above.role, asked.role} == {role}
    assert below.role is Role.BODY


def test_what_a_larger_element_is_called_too_is_no_insert():
    rest = f"<div class='promo'><p>{LONG} {LONG}</p></div>"
    small = "<div class='promo'><p>Two bridges.</p></div>"
    assert [one.inserted for one in markup.render(small).blocks] == [frozenset({"advertisement"})]
    assert [one.inserted for one in markup.render(small + rest).blocks] == [frozenset(), frozenset()]


@pytest.mark.parametrize("insert", ["<p>{}.</p>", "<p class='correction'>{}.</p>", "<details><p>{}.</p></details>"])
def test_other_paragraphs_stay(insert, labeller):
    assert INSERT in page(insert.format(INSERT), labeller)


def test_a_pulled_quotation_stands_in_the_body_once(labeller):
    said = " ".join(BODY[1].split()[2:10])
    pulled = f"<aside class='pullquote'><p>{said.upper()}</p><cite>Ann Lee</cite></aside>"
    assert page(pulled, labeller) == "\n\n".join(BODY)


@pytest.mark.parametrize("around", ["<div {}>", "<div><div {}>"])
@pytest.mark.parametrize("how", ["hidden", "style='display:none'", "class='hidden'", "role='dialog'", "class='promo'"])
def test_an_article_that_is_hidden_or_named_is_kept(around, how, labeller):
    paragraphs = "".join(f"<p {how}>{part}</p>" for part in BODY)
    for source in (f"{around.format(how)}{''.join(f'<p>{part}</p>' for part in BODY)}", paragraphs):
        assert body.extract(body.read(Source(source, SourceKind.HTML), labeller)).text == "\n\n".join(BODY)


def lines(*texts):
    return [Line(Span(0, len(text)), text, Role.BODY) for text in texts]


def block(inserted=frozenset(), **known):
    return markup.Block("", "p", frozenset(), 0.0, inserted=inserted, **known)


@pytest.mark.parametrize(
    ("text", "role", "found"),
    [
        ("Boats at the old pier on Sunday.", Role.SUBTITLE, Role.CAPTION),
        ("Boats at the old pier on Sunday.", Role.OTHER, Role.CAPTION),
        ("Boats at the old pier on Sunday, the last before the storm closed it.", Role.TITLE, Role.CAPTION),
        ("Boats at the old pier", Role.TITLE, Role.TITLE),
        ("By Jane Roe", Role.BYLINE, Role.BYLINE),
        ("Boats", Role.OTHER, Role.OTHER),
        ("Boats at the old pier on Sunday.", Role.RELATED, Role.RELATED),
    ],
)
def test_what_is_named_a_caption_is_one_whatever_else_the_labeller_takes_it_for(text, role, found):
    (caption,) = lines(text)
    given = [replace(caption, role=role), *lines(LONG)]
    blocks = [block(frozenset({"caption"})), block()]
    assert inserts.mark(given, blocks)[0].role is found
    assert inserts.mark(given[::-1], blocks[::-1])[1].role is role


PICTURE = "<img src='a.jpg'>"


@pytest.mark.parametrize(
    ("insert", "role"),
    [
        (f"<div><div>{PICTURE}</div><div>{{}}</div></div>", Role.CAPTION),
        (f"<div>{PICTURE}<p>{{}}</p></div>", Role.CAPTION),
        (f"<div><p>{{}}</p>{PICTURE}</div>", Role.CAPTION),
        (f"<p>{PICTURE}<br><i>{{}}</i></p>", Role.CAPTION),
        (f"<p><a href='/a'>{PICTURE}</a></p><p><em>{{}}</em></p>", Role.CAPTION),
        (f"<div>{PICTURE}<p>{{}}.</p></div>", Role.BODY),
        (f"<div>{PICTURE}<h3>{{}}</h3></div>", Role.HEADING),
        (f"<p>{PICTURE}</p><p><strong>{{}}</strong></p>", Role.BODY),
        (f"<div>{PICTURE}<p><a href='/a'>{{}}</a></p></div>", Role.RELATED),
        (f"<div>{PICTURE}<p>1 {{}}</p></div>", Role.BODY),
        ("<div><p>{}</p></div>", Role.BODY),
        (f"<h2>What the council said</h2><div>{PICTURE}<p>{{}}</p></div>", Role.BODY),
    ],
)
def test_a_line_with_a_picture_between_paragraphs_is_its_caption(insert, role):
    prose = f"<p>{LONG}</p>"
    blocks = markup.render(prose + insert.format(INSERT) + prose).blocks
    given = [replace(line, role=Role.BODY) for line in lines(*(one.text for one in blocks))]
    read = inserts.without_links(inserts.with_captions(given, blocks), blocks)
    found = next(line.role for line, one in zip(read, blocks, strict=True) if INSERT in one.text)
    assert found is (Role.BODY if role is Role.HEADING else role)


LONG = "The river rose on Monday and closed two bridges in the north of the town. " * 5 + "It fell on Tuesday."


@pytest.mark.parametrize(
    ("texts", "names", "role"),
    [
        pytest.param(("A town waits for jobs.", LONG), ("subtitle", ""), Role.SUBTITLE, id="above the prose"),
        pytest.param((LONG, "A town waits for jobs."), ("", "subtitle"), Role.BODY, id="below the prose"),
        pytest.param(("A town waits for jobs.", "So it does."), ("subtitle", ""), Role.BODY, id="above nothing"),
        pytest.param(("Two bridges in the North", LONG), ("quote", ""), Role.DUPLICATE, id="its words stand below"),
        pytest.param(("Two bridges", LONG), ("quote", ""), Role.BODY, id="too short to be a copy"),
        pytest.param(("Three bridges in the north", LONG), ("quote", ""), Role.BODY, id="its words stand nowhere else"),
        pytest.param(("A bridge", LONG), ("caption", ""), Role.CAPTION, id="small beside the prose"),
        pytest.param((LONG, LONG), ("caption", ""), Role.BODY, id="half of the page"),
        pytest.param(("A bridge", LONG), ("article", ""), Role.BODY, id="an article's"),
    ],
)
def test_named_lines_have_their_roles(texts, names, role):
    marked = inserts.mark(lines(*texts), [block(frozenset({name} - {""})) for name in names])
    assert marked[next(i for i, name in enumerate(names) if name)].role is role


def test_lines_that_were_no_body_keep_their_roles():
    (first, *rest) = lines("By Ann Lee", LONG)
    signed = Line(first.span, first.text, Role.BYLINE)
    assert inserts.mark([signed, *rest], [block(frozenset({"caption"}), hidden=True), block()])[0] == signed


@pytest.mark.parametrize(
    ("tag", "linked", "text", "role"),
    [
        ("p", 1.0, INSERT, Role.RELATED),
        ("p", 0.8, f"Read more: {INSERT}.", Role.RELATED),
        ("li", 0.8, f"(RELATED STORY: {INSERT})", Role.RELATED),
        ("p", 1.0, f"{INSERT}.", Role.BODY),
        ("p", 0.9, INSERT, Role.BODY),
        ("h2", 1.0, INSERT, Role.BODY),
        ("li", 1.0, INSERT, Role.BODY),
        ("p", 1.0, "The Harp, Old Radnor", Role.BODY),
        ("p", 0.2, f"More: {INSERT}", Role.BODY),
        ("p", 0.9, "Reading: two bridges and a town", Role.BODY),
    ],
)
def test_a_link_between_paragraphs_leads_to_another_article(tag, linked, text, role):
    blocks = [block(), markup.Block("", tag, frozenset(), linked), block()]
    assert inserts.without_links(lines(LONG, text, LONG), blocks)[1].role is role


def test_a_link_below_a_heading_or_among_many_is_of_the_article():
    link = markup.Block("", "p", frozenset(), 1.0)
    for texts in (("Two bridges", INSERT, LONG), (LONG, INSERT, LONG, INSERT, LONG, INSERT, LONG, INSERT, LONG)):
        marked = inserts.without_links(lines(*texts), [link if text is INSERT else block() for text in texts])
        assert all(line.role is Role.BODY for line in marked)


@pytest.mark.parametrize(("times", "hidden"), [(1, True), (3, False)])
def test_a_large_hidden_element_is_the_rest_of_an_article(times, hidden):
    blocks = markup.render(f"<p hidden>{INSERT}</p><div hidden>{f'<p>{LONG}</p>' * times}</div>").blocks
    assert [block.hidden for block in blocks] == [True] + [hidden] * times


def test_a_link_may_be_the_last_line_and_a_page_of_links_stays():
    link = markup.Block("", "p", frozenset(), 1.0)
    assert inserts.without_links(lines(LONG, INSERT), [block(), link])[1].role is Role.RELATED
    labelled = lines(*[f"Read more: {INSERT}"] * 3)
    assert inserts.without_links(labelled, [link] * 3) == labelled


def asked(question, answer, *, tag="h4", name="accordion", hidden=""):
    return f"<div class='{name}'><{tag}>{question}</{tag}><div {hidden}>{answer}</div></div>"


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({}, Role.BODY),
        ({"name": "box"}, Role.BODY),
        ({"hidden": "hidden"}, Role.BODY),
        ({"name": "box", "hidden": "hidden"}, Role.ADVERTISEMENT),
        ({"tag": "p"}, Role.ADVERTISEMENT),
    ],
)
def test_the_answers_that_a_reader_unfolds_are_the_articles_where_its_questions_are(known, found):
    source = "".join(
        asked(
            f"Why does bridge {number} close?",
            f"{number} bridges in the north of the town close on Monday, says the mayor.",
            **known,
        )
        for number in range(4)
    )
    blocks = markup.render(f"<p>{LONG}</p>{source}").blocks
    roles = [Role.BODY, *[Role.HEADING, Role.ADVERTISEMENT] * 3, Role.ADVERTISEMENT, Role.ADVERTISEMENT]
    given = [Line(Span(0, 1), one.text, role) for one, role in zip(blocks, roles, strict=True)]
    read = [line.role for line in inserts.with_answers(given, blocks)]
    assert read[2::2] == [found] * 4
    assert read[7] is (Role.HEADING if found is Role.BODY else found)
    dropped = [replace(line, role=Role.OTHER) for line in given]
    assert inserts.with_answers(dropped, blocks) == dropped


def titled(number, *, text="Taking the easy bridge {}", name="title", below=LONG, link=False):
    words = text.format(number)
    shown = f"<a href='/{number}'>{words}</a>" if link else words
    return f"<div class='{name}'>{shown}</div><p>Share</p><p>{number} {below}</p>"


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({}, Role.HEADING),
        ({"text": "Bridge the {}"}, Role.HEADING),
        ({"text": "Bridge"}, Role.CAPTION),
        ({"text": "The town has bridge {}."}, Role.CAPTION),
        ({"name": "box"}, Role.CAPTION),
        ({"name": "title sr-only"}, Role.CAPTION),
        ({"below": "Two bridges"}, Role.CAPTION),
        ({"link": True}, Role.CAPTION),
    ],
)
def test_lines_of_one_style_above_paragraphs_are_headings(known, found):
    blocks = markup.render("".join(titled(number, **known) for number in range(3))).blocks
    roles = [Role.CAPTION, Role.SHARE, Role.BODY] * 3
    given = [Line(Span(0, 1), one.text, role) for one, role in zip(blocks, roles, strict=True)]
    assert [line.role for line in inserts.with_headings(given, blocks)][::3] == [found] * 3
    fewer = inserts.with_headings(given[:6], blocks[:6])
    assert fewer == given[:6]
