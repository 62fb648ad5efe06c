"""The records that travel between the stages; they carry the wire contract's field names.

Every span is a half-open range of code points. Inside the pipeline it points into `Body.text`; a field named
`source` points into `Source.text`, exactly as the caller sent it. `None` is unknown, `()` is "none found".
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Return whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class SourceKind(StrEnum):
    """How the article was sent."""

    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Source:
    """What the caller sent and what the caller knows about it."""

    text: str
    kind: SourceKind = SourceKind.TEXT
    url: str | None = None
    language: str | None = None
    reference_date: date | None = None
    clean: bool = True
    """False: the text is the body already, character for character."""


class Role(StrEnum):
    """What a line of a page is for. `BODY` and `HEADING` are kept, the rest is removed from the body."""

    BODY = "body"
    HEADING = "heading"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATE = "date"
    SECTION = "section"
    TAGS = "tags"
    CAPTION = "caption"
    AUTHOR_BIO = "author_bio"
    NAVIGATION = "navigation"
    RELATED = "related"
    ADVERTISEMENT = "advertisement"
    NEWSLETTER = "newsletter"
    SHARE = "share"
    COMMENTS = "comments"
    LEGAL = "legal"
    OTHER = "other"
    DUPLICATE = "duplicate"


KEPT = frozenset({Role.BODY, Role.HEADING})
"""The roles of lines that belong to the body."""
ORDER = {role: place for place, role in enumerate(Role)}
"""The place of each role among all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: where it stands in `Page.text`, without the white space around it, its words and its role."""

    span: Span
    text: str
    """What a reader sees of it: white space folded, without the marks of links and emphasis."""
    role: Role
    doubted: Role | None = None
    """The role of a line that is body only because the labeller is not trusted as far as it says."""
    runs_on: bool = False
    """Whether it is of the same paragraph as the line before: a sentence of a text that was split at its sentences."""
    listed: bool = False
    """Whether the mark-up says that it is an item of a list."""
    chances: tuple[float, ...] = ()
    """How likely each role is before any rule, in the order of `Role`; empty where nobody was asked."""
    places: tuple[int, ...] = ()
    """Where each character of `text` stands in `Page.text`; empty where they stand side by side."""

    def part(self, start: int, end: int) -> Span:
        """Return the range in `Page.text` of a part of `text` that is not empty."""
        if self.places:
            return Span(self.places[start], self.places[end - 1] + 1)
        return Span(self.span.start + start, self.span.start + end)

    def chance(self, role: Role) -> float:
        """Return how likely the labeller finds a role, 0 to 1; of a line of which it was not asked, 1 for its own."""
        return self.chances[ORDER[role]] if self.chances else float(role is self.role)


@dataclass(frozen=True, slots=True)
class Page:
    """A page read line by line, top to bottom; blank lines are left out.

    `text` is `Source.text` for text input (so a line's span is a `source` span) and the line rendering of the
    mark-up for HTML input.
    """

    source: Source
    text: str
    lines: tuple[Line, ...]
    truncated: bool = False
    """Whether text was lost on the way in, for example to mark-up nested beyond what the parser keeps."""


class ParagraphKind(StrEnum):
    """What a paragraph of the body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body; paragraphs come in order and do not overlap."""

    span: Span
    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    source: Span | None = None


class Reason(StrEnum):
    """Why a stretch of the page is not body."""

    NAVIGATION = "navigation"
    RELATED = "related"
    ADVERTISEMENT = "advertisement"
    CAPTION = "caption"
    METADATA = "metadata"
    BYLINE = "byline"
    SHARE = "share"
    COMMENTS = "comments"
    TAGS = "tags"
    DUPLICATE = "duplicate"
    LEGAL = "legal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of the source that is not body, and why."""

    source: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Body:
    """The article's own prose: the only text that later stages see."""

    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    removed: tuple[Removed, ...] = ()
    word_count: int = 0
    fingerprint: str = "0" * 16
    """64-bit SimHash, 16 hexadecimal digits."""

    def slice(self, span: Span) -> str:
        """Return the characters of the span."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, and if it says so when, an article was filed; `date` is an ISO day."""

    place: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a metadata field was read: `origin` is the wire's `from` (text, url, html.meta, html.jsonld, ...)."""

    origin: str
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the article says about itself. `evidence` holds (field name, evidence) pairs in the order of the fields."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    agencies: tuple[str, ...] = ()
    dateline: Dateline | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    captions: tuple[str, ...] = ()
    reading_time_minutes: int = 0
    evidence: tuple[tuple[str, Evidence], ...] = ()


class MentionKind(StrEnum):
    """How a mention refers: by a name, a description or a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is mentioned; `body.slice(span) == text`."""

    span: Span
    text: str
    kind: MentionKind = MentionKind.NAME


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing with all its mentions in reading order; `type` is an OntoNotes type."""

    id: str
    type: str
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    salience: float = 0.0
    wikidata: str | None = None
    wikipedia: str | None = None
    value: str | None = None
    """The ISO 8601 day, month or year that a DATE stands for, where it can be told."""


class QuoteType(StrEnum):
    """How much of what was said stands inside quote marks: all, none, some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute: "said", "according to"."""

    span: Span
    text: str
    lemma: str


class Resolution(StrEnum):
    """How a quote's speaker was found."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    CONTINUATION = "continuation"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a quote is attributed to: the mention, and the full name and entity where the article names them."""

    span: Span
    text: str
    name: str | None
    entity: str | None
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said, thought or wanted; `spans` are the words said, without outer marks, in reading order."""

    id: str
    type: QuoteType
    text: str
    spans: tuple[Span, ...]
    cue: Cue | None
    speaker: Speaker | None
    confidence: float

    @property
    def span(self) -> Span:
        """From the first word said to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class ArticleWarning:
    """Something the caller should know about the answer; `code` is stable."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Article:
    """The answer. A section that was not asked for is `None`; `text` is the body that every offset points into."""

    text: str
    body: Body | None
    metadata: Metadata | None
    entities: tuple[Entity, ...] | None
    quotes: tuple[Quote, ...] | None
    warnings: tuple[ArticleWarning, ...] = ()
    timings: tuple[tuple[str, float], ...] = field(default=(), compare=False)
    """(stage, seconds) in the order they ran."""
