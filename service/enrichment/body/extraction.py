"""Put the body together from the lines that belong to it, and account for the rest."""

from service.enrichment.body.characters import fold
from service.enrichment.body.fingerprint import fingerprint
from service.enrichment.body.plaintext import BULLET
from service.enrichment.types import (
    KEPT,
    Body,
    Line,
    Page,
    Paragraph,
    ParagraphKind,
    Reason,
    Removed,
    Role,
    SourceKind,
    Span,
)

REASONS = {
    Role.TITLE: Reason.METADATA,
    Role.SUBTITLE: Reason.METADATA,
    Role.DATE: Reason.METADATA,
    Role.SECTION: Reason.METADATA,
    Role.BYLINE: Reason.BYLINE,
    Role.AUTHOR_BIO: Reason.BYLINE,
    Role.NEWSLETTER: Reason.ADVERTISEMENT,
    Role.ADVERTISEMENT: Reason.ADVERTISEMENT,
    Role.TAGS: Reason.TAGS,
    Role.CAPTION: Reason.CAPTION,
    Role.NAVIGATION: Reason.NAVIGATION,
    Role.RELATED: Reason.RELATED,
    Role.SHARE: Reason.SHARE,
    Role.COMMENTS: Reason.COMMENTS,
    Role.LEGAL: Reason.LEGAL,
    Role.OTHER: Reason.OTHER,
    Role.DUPLICATE: Reason.DUPLICATE,
}


def extract(page: Page) -> Body:
    """Return the body of a page: its kept lines as paragraphs joined by a blank line, the others as removed stretches.

    With `clean` off the text is what was sent, character for character. HTML has no source offsets.
    """
    traced = page.source.kind is SourceKind.TEXT
    stretches = [(Span(group[0].span.start, group[-1].span.end), _kind(group)) for group in _paragraphs(page)]
    if page.source.clean:
        texts = [fold(page.text[span.start : span.end]) for span, _ in stretches]
        text, position, spans = "\n\n".join(texts), 0, []
        for part in texts:
            spans.append(Span(position, position + len(part)))
            position += len(part) + 2
    else:
        text, spans = page.text, [span for span, _ in stretches]
    removed = [Removed(line.span, REASONS[line.role]) for line in page.lines if line.role not in KEPT]
    return Body(
        text=text,
        paragraphs=tuple(
            Paragraph(span, kind, source if traced else None)
            for span, (source, kind) in zip(spans, stretches, strict=True)
        ),
        removed=tuple(removed) if traced else (),
        word_count=len(text.split()),
        fingerprint=fingerprint(text),
    )


def _paragraphs(page: Page) -> list[list[Line]]:
    """Group the kept lines: sentences that run on are one paragraph."""
    groups: list[list[Line]] = []
    before: Line | None = None
    for line in page.lines:
        if line.role in KEPT:
            if line.runs_on and before is not None and before.role is line.role:
                groups[-1].append(line)
            else:
                groups.append([line])
        before = line
    return groups


def _kind(group: list[Line]) -> ParagraphKind:
    if group[0].role is Role.HEADING:
        return ParagraphKind.HEADING
    listed = group[0].listed or BULLET.match(group[0].text)
    return ParagraphKind.LIST_ITEM if listed else ParagraphKind.PARAGRAPH
