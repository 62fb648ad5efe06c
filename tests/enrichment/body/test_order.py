import pytest

from service.enrichment.body.order import settle, with_last_paragraphs, with_lost_headings
from service.enrichment.types import Line, Role, Span


def lines(*pairs):
    return [Line(Span(i, i + 1), text, role) for i, (text, role) in enumerate(pairs)]


def likely(text, role, **chances):
    """A line that the labeller finds so likely of these roles."""
    return Line(Span(0, 1), text, role, chances=tuple(chances.get(name.value, 0.0) for name in Role))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("« Previous | Next »", Role.NAVIGATION),
        ("PREVNEXT", Role.NAVIGATION),
        ("Next story →", Role.NAVIGATION),
        ("1 2 3 Next Page", Role.NAVIGATION),
        ("Next", Role.BODY),
        ("Next!", Role.BODY),
        ("The next story is his own.", Role.BODY),
        ("Page 2", Role.BODY),
        ("", Role.BODY),
    ],
)
def test_a_line_of_nothing_but_words_that_turn_pages_is_navigation(text, role):
    page = lines(("The council met on Monday.", Role.BODY), (text, Role.BODY), ("It meets again.", Role.BODY))
    assert [line.role for line in settle(page)] == [Role.BODY, role, Role.BODY]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("May 2, 2022 at 7:15 am", Role.DATE),
        ("3/4/2009", Role.DATE),
        ("Published: Monday 20 May 2024, 8:00 EDT", Role.DATE),
        ("2019", Role.BODY),
        ("May 2, 2022: the day it began", Role.BODY),
        ("On the second of May", Role.BODY),
        ("", Role.BODY),
    ],
)
def test_a_line_of_nothing_but_a_date_above_the_prose_is_the_articles(text, role):
    prose = (("The council met on Monday.", Role.BODY), (text, Role.BODY), ("It meets again.", Role.BODY))
    page = lines(("Council meets", Role.TITLE), (text, Role.BODY), *prose)
    assert [line.role for line in settle(page)][:3] == [Role.TITLE, role, Role.BODY]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Last updated June 4, 2021", Role.DATE),
        ("First published: 3 June 2021, 16:15", Role.DATE),
        ("Published June 4, 2021 in three volumes.", Role.BODY),
        ("June 4, 2021", Role.BODY),
    ],
)
def test_a_date_below_the_prose_is_the_articles_if_it_says_so(text, role):
    page = lines(("Council meets", Role.TITLE), ("The council met on Monday.", Role.BODY), (text, Role.BODY))
    assert settle(page)[-1].role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Thank you for reading this far.", Role.BODY),
        ("A reminder, then a fine of £50.", Role.BODY),
        ("Otters matter.", Role.SHARE),
        ("The hall will open in June.", Role.BODY),
        ("Share this on Facebook.", Role.SHARE),
        ("Follow us.", Role.SHARE),
        ("Print this page.", Role.SHARE),
        ("Pin it for later!", Role.SHARE),
        ("Copy", Role.SHARE),
        ("Tap to open…", Role.SHARE),
    ],
)
def test_a_sentence_below_the_prose_that_says_nothing_of_sharing_is_the_last_of_it(text, role):
    page = lines(("Council meets", Role.TITLE), ("The council met on Monday.", Role.BODY), (text, Role.SHARE))
    assert settle(page)[-1].role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("By Ann Lee", Role.BYLINE),
        ("By Ann Lee and Tom Ó Briain", Role.BYLINE),
        ("By ANN LEE, TOM HILL and Maria Gomez", Role.BYLINE),
        ("By the river", Role.BODY),
        ("By Design", Role.BODY),
        ("By Ann Lee's account, it rained", Role.BODY),
        ("By Hook or by Crook", Role.BODY),
    ],
)
def test_above_the_prose_a_line_says_who_it_is_by(text, role):
    page = lines(("Bridge opens", Role.TITLE), (text, Role.BODY), ("The council met on Monday.", Role.BODY))
    assert settle(page)[1].role is role
    assert settle([*page[:1], page[2], page[1], page[2]])[2].role is Role.BODY


@pytest.mark.parametrize(
    ("before", "after", "role"),
    [
        (("Bridge opens", Role.TITLE), ("By Ann Lee", Role.BYLINE), Role.SUBTITLE),
        (("Bridge opens", Role.TITLE), ("4 May", Role.DATE), Role.SUBTITLE),
        (("Bridge opens", Role.TITLE), ("Who paid", Role.HEADING), Role.HEADING),
        (("By Ann Lee", Role.BYLINE), ("4 May", Role.DATE), Role.TITLE),
        (("Bridge opens", Role.TITLE), ("It was late.", Role.BODY), Role.HEADING),
    ],
)
def test_a_heading_between_title_and_byline_is_the_standfirst(before, after, role):
    page = lines(before, ("A town waits for jobs", Role.HEADING), after, ("The council met on Monday.", Role.BODY))
    assert settle(page)[1].role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Associated Press contributed to this report.", Role.BODY),
        ("The Beacon's Jane Roe and John Doe contributed to this story", Role.BODY),
        ("Jane Roe in Exampleton contributed reporting to this article.", Role.BODY),
        ("This story has been updated with additional developments.", Role.BODY),
        ("Editor’s note: This article was corrected on June 3 to give the right sum.", Role.BODY),
        ("This is a developing story and will be updated.", Role.BODY),
        ("Jane Roe has contributed to The Beacon since 2012.", Role.RELATED),
        ("This story is part of a series on the harbour.", Role.RELATED),
        ("This is a story that will be told for years.", Role.RELATED),
    ],
)
def test_what_a_newsroom_adds_right_below_the_prose_is_the_articles(text, role):
    prose = ("The council met on Monday.", Role.BODY)
    assert settle(lines(prose, ("Share", Role.SHARE), (text, Role.RELATED)))[-1].role is role
    far = [("A teaser of another story", Role.RELATED)] * 6
    assert settle(lines(prose, *far, (text, Role.RELATED)))[-1].role is Role.RELATED


PARAGRAPH = "The council of Exampleton met on Monday to hear what traders think of the plan for the old market."


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("What happens next", Role.HEADING),
        ("Who is it for?", Role.HEADING),
        ("“We were never asked”", Role.HEADING),
        ("Scenario 1: the market stays", Role.HEADING),
        ("It was over.", Role.BODY),
        ("- New stalls", Role.BODY),
        ("let total = 3", Role.BODY),
        ("Q: Did you listen?", Role.BODY),
        ("The Beacon: And today?", Role.BODY),
        ("1.2k shares", Role.BODY),
        ("2,400", Role.BODY),
        ("Jane Roe", Role.BODY),
        ("That was all. Really", Role.BODY),
        ("She then said, “never again", Role.BODY),
        ("A line of so many words that it can hardly be called a heading at all", Role.BODY),
    ],
)
def test_a_short_line_without_a_stop_between_two_paragraphs_is_a_heading(text, role):
    page = lines((PARAGRAPH, Role.BODY), (text, Role.BODY), (PARAGRAPH, Role.BODY))
    assert settle(page)[1].role is role


def test_short_lines_in_a_row_or_beside_no_paragraph_are_no_headings():
    page = lines((PARAGRAPH, Role.BODY), ("Flour", Role.BODY), ("Two eggs", Role.BODY), (PARAGRAPH, Role.BODY))
    assert [line.role for line in settle(page)] == [Role.BODY] * 4
    page = lines((PARAGRAPH, Role.BODY), ("Prices", Role.BODY), ("Five dollars a head.", Role.BODY))
    assert [line.role for line in settle(page)] == [Role.BODY] * 3


LEDE = "The council met on Monday to vote."
REST = "It will meet again when the river is low."


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("FAQs", True),
        ("### Frequently asked questions", True),
        ("Next steps", True),
        ("What happens now?", True),
        ("Book a demo", False),
        ("Related: a bridge in Exampleton", False),
        ("About Example Media", False),
        ("Sponsor message", False),
        ("Share this page", False),
        ("Scroll to continue", False),
        ("Keep scrolling", False),
        ("Today's top deals", False),
        ("Today’s best deals", False),
        ("Vendor deals", True),
        ("Skip this ad", False),
        ("Allow notifications", False),
        ("Ad choices", False),
        ("Gallery", False),
        ("Up next", False),
        ("* Next steps", False),
        ("next steps", False),
        ("The next steps are known.", False),
        ("What the council of Exampleton and its engineers said next", False),
    ],
)
def test_a_short_line_taken_out_between_two_sentences_is_a_heading(text, heading):
    page = [
        likely(LEDE, Role.BODY, body=0.9),
        likely(text, Role.ADVERTISEMENT, advertisement=0.7, heading=0.2),
        likely(REST, Role.BODY, body=0.9),
    ]
    expected = Role.HEADING if heading else Role.ADVERTISEMENT
    assert [line.role for line in with_lost_headings(page)] == [Role.BODY, expected, Role.BODY]


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        (0.9, 0.05, 0.9),
        (0.7, 0.2, 0.9),
        (0.9, 0.2, 0.7),
    ],
)
def test_it_stays_out_where_it_is_hardly_likely_or_its_neighbours_are_not_sure(before, line, after):
    page = [
        likely(LEDE, Role.BODY, body=before),
        likely("Next steps", Role.OTHER, other=0.8, body=line),
        likely(REST, Role.BODY, body=after),
    ]
    assert with_lost_headings(page) == page


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("What’s next?", True),
        ("### Trainer's room", True),
        ("Up next", False),
        ("Up next: otters return", False),
        ("NEXT UP", False),
        ("READ MORE", False),
    ],
)
def test_the_headings_of_wires_are_kept_however_unlikely(text, heading):
    page = [
        likely(LEDE, Role.BODY, body=0.6),
        likely(text, Role.RELATED, related=1.0),
        likely(REST, Role.BODY, body=0.6),
    ]
    assert settle(page)[1].role is (Role.HEADING if heading else Role.RELATED)


@pytest.mark.parametrize(
    ("below", "heading"),
    [
        ("Wolves: At Exampleton on Saturday.", True),
        ("Wolves: Host the Bears.", True),
        ("The Wolves visit Exampleton on Oct. 12.", True),
        ("RHP John Doe (7-3, 2.91 ERA) starts the series finale Sunday for the Wolves.", True),
        ("Wolves: At Exampleton on Saturday", False),
        ("The teams meet again Wednesday in Game 4.", True),
        ("The board sat on March 10.", False),
        ("Parents say they will take the case to court.", False),
        ("The plan starts a debate about the town’s schools.", False),
        ("Otters: a family returns to the river.", False),
    ],
)
@pytest.mark.parametrize("text", ["UP NEXT", "Up next:", "### Up Next"])
def test_up_next_is_a_heading_above_the_next_game_only(text, below, heading):
    page = [
        likely(LEDE, Role.BODY, body=0.9),
        likely(text, Role.RELATED, related=0.5, body=0.5),
        likely(below, Role.BODY, body=0.9),
    ]
    expected = Role.HEADING if heading else Role.RELATED
    assert settle(with_lost_headings(page))[1].role is expected


def test_a_line_that_stands_twice_is_no_lost_heading():
    label = likely("Message", Role.ADVERTISEMENT, advertisement=0.7, heading=0.2)
    page = [likely(LEDE, Role.BODY, body=0.9), label, likely(REST, Role.BODY, body=0.9), label]
    assert with_lost_headings(page) == page


def test_a_list_of_links_ends_at_what_is_surely_a_heading():
    page = [
        likely(LEDE, Role.BODY, body=0.9),
        likely("Read more", Role.RELATED, related=0.9),
        likely("Otters return to the river", Role.BODY, body=0.5, heading=0.1),
        likely("How to cook it", Role.HEADING, heading=0.9),
        likely("Two cups of flour", Role.BODY, body=0.6),
        likely(REST, Role.BODY, body=0.9),
    ]
    assert [line.role for line in settle(page)][2:] == [Role.RELATED, Role.HEADING, Role.BODY, Role.BODY]


@pytest.mark.parametrize(
    ("sign", "role"),
    [
        ("— Jane Roe (@janeroe) May 15, 2017", Role.BODY),
        ("— The Beacon (@beacon)", Role.BODY),
        ("> — Jane Roe (@janeroe) May 15, 2017", Role.BODY),
        ("> - Jane Roe", Role.OTHER),
        ("- Jane Roe", Role.OTHER),
        ("Jane Roe (@janeroe) May 15, 2017", Role.OTHER),
        ("— Jane Roe (jane) says it will be back", Role.OTHER),
    ],
)
def test_a_post_shown_in_the_article_is_of_it(sign, role):
    prose = ("The council of the town met on Monday to vote on the new bridge.", Role.BODY)
    post, by = ("The bridge opens on Friday https://x.example/1", Role.RELATED), (sign, Role.OTHER)
    assert [line.role for line in settle(lines(prose, post, by, prose))[1:3]] == (
        [Role.BODY] * 2 if role is Role.BODY else [Role.RELATED, Role.OTHER]
    )
    assert settle(lines(prose, prose, *[("Comments", Role.COMMENTS)] * 3, post, by))[-1].role is Role.OTHER
    assert settle(lines(post, by, prose, prose))[1].role is Role.OTHER
    for other in (Role.NEWSLETTER, Role.CAPTION, Role.ADVERTISEMENT, Role.DUPLICATE):
        assert settle(lines(prose, (post[0], other), by, prose))[1].role is other


def points(*roles):
    return lines(*((f"{number}. The town built bridge {number}.", role) for number, role in enumerate(roles, start=1)))


def test_what_is_missing_of_a_numbered_list_is_of_it():
    body, out = Role.BODY, Role.COMMENTS
    assert {line.role for line in settle(points(body, out, body, body, body))} == {body}
    assert {line.role for line in settle(points(body, body, body, body, out))} == {body}
    for roles in ([body, out, out, out, body], [out] * 5, [body, body, out]):
        assert [line.role for line in settle(points(*roles))] == roles
    most_read = [*points(*[body] * 4), *lines(("Most read", Role.RELATED), ("5. Ferry runs aground", Role.RELATED))]
    assert settle(most_read)[-1].role is Role.RELATED


def test_numbers_that_stand_twice_or_miss_one_are_no_list():
    body, out = Role.BODY, Role.COMMENTS
    twice = [*points(body, body, body, body, out), *points(out, out, out, out, out)]
    assert [line.role for line in settle(twice)] == [line.role for line in twice]
    first = points(body, body, body, body, out)[1:]
    assert settle(first)[-1].role is out


@pytest.mark.parametrize(
    ("subtitle", "body", "below", "role"),
    [
        (0.8, 0.1, Role.BYLINE, Role.SUBTITLE),
        (0.8, 0.1, Role.DATE, Role.SUBTITLE),
        (0.8, 0.5, Role.BYLINE, Role.BODY),
        (0.4, 0.1, Role.BYLINE, Role.BODY),
        (0.8, 0.1, Role.CAPTION, Role.BODY),
    ],
)
def test_the_first_sentence_is_the_standfirst_if_it_likely_is_and_a_byline_stands_below(subtitle, body, below, role):
    title, signed, prose = lines(
        ("Bridge closes", Role.TITLE), ("Jane Roe", below), ("The council of the town met on Monday.", Role.BODY)
    )
    first = likely("The town waits for its new bridge.", Role.BODY, subtitle=subtitle, body=body)
    assert settle([title, first, signed, prose])[1].role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("EXAMPLETON, May 3 — The council voted on Monday to close the bridge.", Role.BODY),
        ("Exampleton (Beacon) – The council voted on Monday to close the bridge.", Role.BODY),
        ("The bridge – the only one for miles – closes on Monday.", Role.SUBTITLE),
    ],
)
def test_what_opens_with_the_place_it_was_written_at_is_no_standfirst(text, role):
    title, signed, prose = lines(
        ("Bridge closes", Role.TITLE), ("Jane Roe", Role.BYLINE), ("The council of the town met on Monday.", Role.BODY)
    )
    assert settle([title, likely(text, Role.BODY, subtitle=0.8, body=0.1), signed, prose])[1].role is role


MORE = (
    "Tickets go on sale on Monday.",
    "A return fare will cost £14.",
    "“We need you to wait,” said the mayor of Exampleton.",
)


def lost(*texts, role=Role.RELATED, body=0.25):
    return [likely(text, role, related=0.6, body=body) for text in texts]


@pytest.mark.parametrize(
    "between",
    [
        [],
        [("Related topics", Role.TAGS)],
        [
            ("Image source, Jane Roe", Role.CAPTION),
            ("The ferry on its way to the isle of Exampleton in 1998.", Role.CAPTION),
        ],
        [("Advertisement", Role.ADVERTISEMENT), ("Read more", Role.RELATED), ("Share", Role.SHARE)],
    ],
)
def test_sentences_in_a_row_below_the_last_paragraph_are_of_the_article(between):
    page = [
        likely(LEDE, Role.BODY, body=0.9),
        *lines(*between),
        *lost(*MORE),
        *lines(("More on this story", Role.RELATED)),
    ]
    found = [line.role for line in with_last_paragraphs(page)]
    assert found == [Role.BODY, *(role for _, role in between), *[Role.BODY] * 3, Role.RELATED]


def test_so_is_the_heading_above_them():
    page = [likely(LEDE, Role.BODY, body=0.9), *lost("What it will cost"), *lost(*MORE)]
    assert with_last_paragraphs(page)[1].role is Role.HEADING


@pytest.mark.parametrize(
    "below",
    [
        lost(MORE[0]),
        lost(*MORE, body=0.15),
        lost(*MORE, role=Role.AUTHOR_BIO),
        lost(*MORE, role=Role.DUPLICATE),
        lost("Otters are back in the river", "The council counted nine of them on Monday.", "Ferry delayed", MORE[0]),
        lost("You can read it on Monday.", "Sign up to our newsletter for the latest."),
        lost("Jane Roe is a reporter at The Beacon.", "Follow her on the air @janeroe for more."),
        lost("The ferry will be late on Mondays...", "The school will be shut from May on..."),
        lost("Skirt, $130, available at Homely of Exampleton.", "Lamp, $79, available at Homely of Exampleton."),
        [*lines(*[("Otters return", Role.RELATED)] * 6), *lost(*MORE)],
        [*lines(("The ferry will be late on Monday, and the school is shut.", Role.RELATED)), *lost(*MORE)],
    ],
)
def test_lone_unlikely_or_addressed_sentences_below_the_last_paragraph_stay_out(below):
    page = [likely(LEDE, Role.BODY, body=0.9), *below]
    assert with_last_paragraphs(page) == page
    assert with_last_paragraphs(below) == below


def test_a_page_without_lines_is_settled():
    assert settle([]) == []
