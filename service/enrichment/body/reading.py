"""Read a page: its lines, top to bottom, each with its role."""

from service.enrichment.body import labeller as labelling
from service.enrichment.body import markup, plaintext
from service.enrichment.body.characters import fold
from service.enrichment.types import Line, Page, Role, Source, SourceKind, Span


def read(source: Source, labeller: labelling.Labeller) -> Page:
    """Return every line of the page that is not blank, with its role.

    With `clean` off, every line is body.
    """
    if source.kind is SourceKind.HTML:
        text = markup.render(source.text)
        found = plaintext.lines(text)
    else:
        text = source.text
        found = plaintext.lines(text)
    roles = labelling.label(text, found, labeller) if source.clean else [Role.BODY] * len(found)
    spans = zip(found.starts.tolist(), found.ends.tolist(), roles, strict=True)
    return Page(source, text, tuple(Line(Span(s, e), fold(text[s:e]), role) for s, e, role in spans))
