"""The layouts in which callers send a page: the same lines wrapped, on one line, with bullets, cropped and so on.

And the ways in which people take the text of mark-up without looking at its elements (`DUMPS`).
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml import etree, html

from service.enrichment.types import Role
from training.body import shapes
from training.body.pages import Item


def _without_head(items: Sequence[Item]) -> Sequence[Item]:
    first = next((i for i, item in enumerate(items) if item.body >= 0.5), 0)
    return items[first:]


def _without_tail(items: Sequence[Item]) -> Sequence[Item]:
    last = max((i for i, item in enumerate(items) if item.body >= 0.5), default=len(items) - 1)
    return items[: last + 1]


def _marked(items: Sequence[Item]) -> Sequence[Item]:
    """Return the lines with Markdown's marks: headings, bullets, bold first words, quotations."""
    heading = list(Role).index(Role.HEADING)
    made = []
    for i, item in enumerate(items):
        text = item.text
        if item.role == heading:
            text = "## " + text
        elif len(text) < 60 and i % 2:
            text = "* " + text
        elif i % 7 == 0:
            head, _, rest = text.partition(" ")
            text = f"**{head}** {rest}"
        elif i % 11 == 0:
            text = "> " + text
        made.append(replace(item, text=text))
    return made


def _bulleted(items: Sequence[Item]) -> Sequence[Item]:
    return shapes.bulleted(items, random.Random(1))


def _same(items: Sequence[Item]) -> Sequence[Item]:
    return items


@dataclass(frozen=True)
class Layout:
    """What is done to the lines of a page, and what stands between them (`shapes.sample`)."""

    change: Callable[[Sequence[Item]], Sequence[Item]] = _same
    breaks: str = "lines"
    wrap: int = 0
    line_end: str = "\n"

    def __call__(self, items: Sequence[Item]) -> str:
        """Return the text of a page of these lines."""
        return shapes.sample(self.change(items), self.breaks, self.wrap, self.line_end).text


LAYOUTS = {
    "as rendered": Layout(),
    "blank lines between": Layout(breaks="airy"),
    "no blank lines": Layout(breaks="dense"),
    "Windows line ends": Layout(line_end="\r\n"),
    "wrapped at 72": Layout(wrap=72),
    "wrapped, blank lines": Layout(wrap=72, breaks="airy"),
    "a sentence a line": Layout(breaks="sentences"),
    "indents and bullets": Layout(_bulleted),
    "Markdown marks": Layout(_marked),
    "head cropped": Layout(_without_head),
    "tail cropped": Layout(_without_tail),
    "both cropped": Layout(lambda items: _without_tail(_without_head(items))),
    "one single line": Layout(breaks="none"),
}


HIDDEN = ("head", "title", "script", "style", "noscript", "template", "svg", "iframe", etree.Comment, etree.PI)


def text_nodes(markup: str) -> list[str]:
    """Return the pieces of text of a page that are shown, as they stand in its mark-up."""
    root = html.document_fromstring(markup.encode(errors="replace"), parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(root, *HIDDEN, with_tail=False)
    return list(root.itertext())


def _bare(nodes: Sequence[str]) -> list[str]:
    return [node.strip() for node in nodes if node.strip()]


DUMPS: dict[str, Callable[[Sequence[str]], str]] = {
    "text nodes, a line each": lambda nodes: "\n".join(_bare(nodes)),
    "text nodes, spaces between": lambda nodes: " ".join(_bare(nodes)),
    "text nodes, end to end": "".join,
}
"""What makes a text of a page's text nodes: Beautiful Soup's `get_text` with a line end, with a space and as it is."""
