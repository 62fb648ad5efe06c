"""Render mark-up as the lines a reader sees: one for each block of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

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
LANDMARKS = ("article", "main", "aside", "nav", "header", "footer", "form", "figure", "li", "table")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page: its text, its innermost block, the landmarks it stands in, and how much of it is links."""

    text: str
    tag: str
    within: frozenset[str]
    linked: float


def blocks(source: str) -> list[Block]:
    """Return the lines of a page, top to bottom."""
    return list(_blocks(source))


def render(source: str) -> str:
    """Return the text of a page, one line for each block."""
    return "\n".join(block.text for block in _blocks(source))


def _parse(source: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def _blocks(source: str) -> Iterator[Block]:
    root = _parse(source)
    if root is None:
        return
    parts: list[str] = []
    path: list[str] = ["body"]
    links = linked = silent = 0
    depth: dict[str, int] = dict.fromkeys(LANDMARKS, 0)

    def line() -> Block | None:
        nonlocal linked
        text = fold("".join(parts))
        parts.clear()
        share = min(1.0, linked / len(text)) if text else 0.0
        linked = 0
        return Block(text, path[-1], frozenset(k for k, n in depth.items() if n), share) if text else None

    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag
        if event == "start":
            silent += tag in SILENT
            if tag in BLOCKS:
                if block := line():
                    yield block
                path.append(tag)
            if tag in depth:
                depth[tag] += 1
            links += tag == "a"
            text = node.text if not silent else None
        else:
            if tag in BLOCKS:
                if block := line():
                    yield block
                path.pop()
            if tag in depth:
                depth[tag] -= 1
            links -= tag == "a"
            silent -= tag in SILENT
            text = node.tail if not silent else None
        if text:
            parts.append(text)
            if links:
                linked += len(text.strip())
    if block := line():
        yield block
