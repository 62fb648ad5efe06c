"""Render mark-up as the lines a reader sees: one for each block of the page."""

from dataclasses import dataclass

import trafilatura
from lxml import etree, html

from service.enrichment.body.characters import fold

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "optgroup",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "caption",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(
    {"head", "iframe", "noscript", "object", "script", "style", "svg", "template", "math", "video", "audio"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# libxml2 drops what is nested deeper than 2048 elements, with `huge_tree`; without it, and in trafilatura, than 256.
DEEPEST, DEEPEST_FOR_TRAFILATURA = 2040, 250
LANDMARKS = ("article", "main", "aside", "nav", "header", "footer", "form", "figure", "li", "table")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page: its text, its innermost block, the landmarks it stands in, and how much of it is links."""

    text: str
    tag: str
    within: frozenset[str]
    linked: float


@dataclass(frozen=True, slots=True)
class Rendering:
    """The lines of a page, top to bottom, and how deeply its elements are nested."""

    blocks: tuple[Block, ...]
    depth: int

    @property
    def text(self) -> str:
        """The page as text, a line for each block."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def truncated(self) -> bool:
        """Whether the parser may have dropped text."""
        return self.depth >= DEEPEST


def render(source: str) -> Rendering:
    """Return the lines of a page; mark-up without text has none."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return Rendering((), 0)
    page = _PageWriter()
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            page.open(node.tag)
            page.write(node.text)
        else:
            page.close(node.tag)
            page.write(node.tail)
    page.end_line()
    return Rendering(tuple(page.blocks), page.deepest)


def main_text(source: str, url: str | None) -> str:
    """Return what trafilatura takes for the article, as text; empty where it finds none."""
    return trafilatura.extract(source, url=url, include_comments=False, include_tables=True, deduplicate=False) or ""


class _PageWriter:
    """Collects the lines while the tree is walked; a walk, not a recursion, since pages nest without limit."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.deepest = 0
        self._depth = 0
        self._parts: list[str] = []
        self._path = ["body"]
        self._landmarks = dict.fromkeys(LANDMARKS, 0)
        self._links = 0
        self._linked = 0
        self._silent = 0

    def open(self, tag: str) -> None:
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.end_line()
            self._path.append(tag)
        if tag in self._landmarks:
            self._landmarks[tag] += 1
        self._links += tag == "a"

    def close(self, tag: str) -> None:
        self._depth -= 1
        if tag in BLOCKS:
            self.end_line()
            self._path.pop()
        if tag in self._landmarks:
            self._landmarks[tag] -= 1
        self._links -= tag == "a"
        self._silent -= tag in SILENT

    def write(self, text: str | None) -> None:
        if text and not self._silent:
            self._parts.append(text)
            if self._links:
                self._linked += len(text.strip())

    def end_line(self) -> None:
        text = fold("".join(self._parts))
        if text:
            within = frozenset(name for name, open_ones in self._landmarks.items() if open_ones)
            self.blocks.append(Block(text, self._path[-1], within, min(1.0, self._linked / len(text))))
        self._parts.clear()
        self._linked = 0
