"""What mark-up claims: a value of a field, with the place where it is written."""

from dataclasses import dataclass
from enum import StrEnum

from lxml import html

LONGEST = 600
"""Characters of a value; a longer one is not a name, a headline or a date."""


class Field(StrEnum):
    """What is claimed."""

    TITLE = "title"
    AUTHOR = "author"
    PUBLISHED = "published"
    MODIFIED = "modified"
    PUBLISHER = "publisher"
    SECTION = "section"
    TAG = "tag"
    URL = "url"
    DESCRIPTION = "description"
    LANGUAGE = "language"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Claim:
    """One value for one field. `place` names the source exactly, `origin` as the wire's evidence says it."""

    field: Field
    value: str
    place: str
    origin: str
    news: bool = False
    """It is JSON-LD's of what it calls a news article."""
    group: bool = False
    """It names what JSON-LD calls an organisation, where a person is looked for."""


def html_free(text: str) -> str:
    """Return a value without the tags and entities that some generators leave in it."""
    if "<" not in text and "&" not in text:
        return text.strip()
    return str(html.fromstring(f"<p>{text}</p>").text_content()).strip()


def text_of(element: html.HtmlElement) -> str:
    """Return the element's text, or nothing where it is too long to be a value."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > LONGEST:
            return ""
    return " ".join(parts)
