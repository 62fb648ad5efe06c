"""No page makes a reader fail, however its words and marks are thrown together, and every span stays within the text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.enrichment import body, lexicons, metadata
from service.enrichment.types import Source, SourceKind

LISTS = (
    "desks",
    "given_names",
    "job_titles",
    "masthead_words",
    "menu_words",
    "months",
    "networks",
    "news_agencies",
    "organisation_heads",
    "paper_words",
    "place_heads",
    "section_names",
    "tag_labels",
    "topic_leads",
    "weekdays",
)
WORDS = sorted({word.split("|")[0] for name in LISTS for word in sorted(lexicons.read(name))[:40]})
MARKS = (
    *",—-–|/›>&*_#.…:()“”\"'’",
    *("and", "of", "The", "By", "in", "said", "with", "©", "2021", "3 May 2021", "10:30", "[9]", "(AP)", "(Photo: ", "Photo by"),
    *("Up next", "FAQs", "Home", "Tags:", "Posted in", "£229 at", "x@example.org", "https://example.org/x"),
    *("\t", "  ", "\n", "\n", "\n\n", "\r\n", "\xa0", "\u200b", "é", "日本", "😀"),
    *("The council of Exampleton voted on the new harbour plan after a long debate.", "Ann Lee", "EXAMPLETON"),
)  # fmt: skip
ELEMENTS = (
    *("<p>", "</p>", "<h1>", "</h1>", "<nav>", "</nav>", "<header>", "<article>", "<li>", "<b>", "<figcaption>", "</div>"),
    *("<img src=x>", "<a href='/'>", "</a>", "<div class='paywall'>", "<div class='caption'>", "<blockquote>"),
    *("<span itemprop=author itemscope>", "<meta itemprop=name content='Jane Roe'>", "<span itemprop=name>"),
)  # fmt: skip
ADDRESSES = st.sampled_from((None, "https://www.exampleton-echo.com/sport/x"))


def fragments(*more):
    """Texts of words and marks, some in capitals, with and without blanks between."""
    words = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS).map(str.title), st.sampled_from((*MARKS, *more)))
    return st.lists(st.tuples(words, st.sampled_from(("", " ", " "))).map("".join), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(fragments(), ADDRESSES, st.booleans())
@example("_ _\nThe council of Exampleton voted on the new harbour plan after a long debate.", None, True)
@example("& Times\nThe council of Exampleton voted on the new harbour plan after a long debate.", None, True)
@example(", Nov.\nThe council of Exampleton voted on the new harbour plan after a long debate.", None, True)
def test_any_text_is_read(labeller, text, url, clean):
    page = body.read(Source(text, url=url, clean=clean), labeller)
    assert all(line.text.strip() for line in page.lines)
    found = metadata.extract(page, body.extract(page))
    spans = [evidence.source for _, evidence in found.evidence if evidence.source]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@settings(max_examples=100, deadline=None)
@given(fragments(*ELEMENTS), ADDRESSES)
def test_any_mark_up_is_read(labeller, text, url):
    page = body.read(Source(text, SourceKind.HTML, url), labeller)
    assert all(line.text.strip() for line in page.lines)
    found = metadata.extract(page, body.extract(page))
    assert all(
        value is None or value.strip() for value in (found.title, found.section, found.publisher, *found.authors)
    )
