"""The fields that come with evidence, and their order."""

from collections.abc import Mapping

from service.enrichment.types import Evidence

FIELDS = (
    "title",
    "subtitle",
    "authors",
    "published",
    "modified",
    "publisher",
    "agencies",
    "dateline",
    "section",
    "tags",
    "url",
    "language",
    "captions",
)
"""In the order of the contract."""


def ordered(found: Mapping[str, Evidence]) -> tuple[tuple[str, Evidence], ...]:
    """Return the evidence of the fields that have any, in the order of the contract."""
    return tuple((field, found[field]) for field in FIELDS if field in found)
