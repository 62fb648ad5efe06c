"""Build the pages that the tests read: lines with their roles, as the body stage hands them over."""

from service.enrichment.types import Body, Line, Page, Paragraph, Role, Source, SourceKind, Span

PROSE = "The council of Exampleton voted on the new harbour plan after a debate that went on for most of the night."
MORE = "Members of both parties said the harbour would bring work to the town, while residents feared for the beach."


def page(*lines, url=None, html=None):
    """Return a page of (text, role) pairs; a bare text is "other", and prose is body."""
    pairs = [(one, Role.BODY if one in {PROSE, MORE} else Role.OTHER) if isinstance(one, str) else one for one in lines]
    text = "\n".join(text for text, _ in pairs)
    found, start = [], 0
    for line, role in pairs:
        found.append(Line(Span(start, start + len(line)), line, role))
        start += len(line) + 1
    source = Source(html, SourceKind.HTML, url) if html is not None else Source(text, url=url)
    return Page(source, text, tuple(found))


def body(given):
    """Return the body that the lines with that role make."""
    kept = [line.text for line in given.lines if line.role is Role.BODY]
    text = "\n\n".join(kept)
    paragraphs, start = [], 0
    for one in kept:
        paragraphs.append(Paragraph(Span(start, start + len(one))))
        start += len(one) + 2
    return Body(text=text, paragraphs=tuple(paragraphs), word_count=len(text.split()))
