"""Render mark-up as the lines a reader sees: one for each block of the page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import trafilatura
from lxml import etree, html

from service.enrichment import lexicons
from service.enrichment.body import elements
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
# Elements within a line that may be values of their own where two stand side by side without a blank (a name and a role, two
# tags), and whether they are links. Others style the letters of a word: `<b>H</b>ello`.
PARTED = {"a": True, "span": False, "time": False}
# Characters of a line; longer ones are prose and menus, left as they are written. (Word F1 of 200 blogs / 120 news pages
# .96929 / .98143 with none parted, .96937 / .98147 with these, .96924 / .98124 with all.)
LONGEST_PARTED = 160
PICTURES, BOLD = frozenset({"img", "picture", "amp-img"}), frozenset({"b", "strong"})
# Characters that stand with a line and its picture: whose it is.
LONGEST_CREDIT = 40
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# libxml2 drops what is nested deeper than 2048 elements, with `huge_tree`; without it, and in trafilatura, than 256.
DEEPEST, DEEPEST_FOR_TRAFILATURA = 2040, 250
LANDMARKS = ("article", "main", "aside", "nav", "header", "footer", "form", "figure", "li", "table")
# What elements may be named for. Elements named for the body hold most of a page.
PROSE = "body"
PARTS = (
    "advertisement",
    "author",
    PROSE,
    "caption",
    "comments",
    "date",
    "furniture",
    "hidden",
    "newsletter",
    "quote",
    "related",
    "share",
    "sidebar",
    "standfirst",
    "tags",
    "title",
)
NAMING = ("class", "id", "itemprop", "role")
# The words of a name: "storyBody", "story-body" and "story_body" have two.
NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
LONGEST_NAMES, LONGEST_COMPOUND = 400, 3
# An element that holds more of the page's characters is a frame around what it is named for and around other things
# ("with-sidebar"). (Of 320 pages' body words 99,106 stand below a name for tags, 764 outside frames.)
FRAME = 0.3
# An element within a line that has so much of it holds the line.
WHOLE = 0.9
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page: its text, its innermost block, the landmarks it stands in, and how much of it is links."""

    text: str
    tag: str
    within: frozenset[str]
    linked: float
    named: frozenset[str] = NONE
    """The parts of a page for which elements around the line are named, but frames."""
    kind: int = 0
    """Lines of a page whose innermost elements have the same tags and classes have the same number."""
    holder: int = 0
    """The number of the element that holds the block."""
    hidden: bool = False
    """Whether all of the line is hidden from a reader in a small element; not what a reader may unfold."""
    inserted: frozenset[str] = NONE
    """What the small elements around the line are for, by their names."""
    pictured: bool = False
    """Whether a picture stands right above the line, or with hardly anything else in an element around it."""


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
            page.open(node)
            page.write(node.text)
        else:
            page.close(node)
            page.write(node.tail)
    return Rendering(page.finish(), page.deepest)


def main_text(source: str, url: str | None) -> str:
    """Return what trafilatura takes for the article, as text; empty where it finds none."""
    return trafilatura.extract(source, url=url, include_comments=False, include_tables=True, deduplicate=False) or ""


@dataclass(slots=True)
class _Element:
    """An element of the walk: the number of the one around it, what it is named for, and the characters in it."""

    above: int
    parts: frozenset[str]
    style: int
    """The number of its tag and classes."""
    characters: int = 0
    inserted: frozenset[str] = NONE
    hidden: bool = False
    folds: bool = False
    pictured: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands: the numbers of the element that its first word stands in and of its innermost block."""

    first: int
    block: int
    hidden: int
    """The outermost hidden element around all of it, 0 where there is none."""
    below_picture: bool
    """Whether a picture stands in it, or between it and the line above."""


class _PageWriter:
    """Collects the lines while the tree is walked; a walk, not a recursion, since pages nest without limit."""

    def __init__(self) -> None:
        self.deepest = 0
        self._blocks: list[Block] = []
        self._places: list[_Place] = []
        self._elements = [_Element(0, NONE, 0)]
        self._open = [0]
        self._first = 0
        self._styles: dict[tuple[str, str], int] = {}
        self._named: dict[tuple[str | None, ...], frozenset[str]] = {}
        self._parts: list[str] = []
        self._path = [("body", 0)]
        self._landmarks = dict.fromkeys(LANDMARKS, 0)
        self._links = 0
        self._linked = 0
        self._silent = 0
        # The element of a line that ended just before, with nothing behind it; whether the next words are those of another
        # one than the last, and both are links to different pages.
        self._closed: etree._Element | None = None
        self._between = self._beside = False
        self._seams: list[int] = []
        self._folding = 0
        self._hider = 0
        self._written = 0
        self._unseen = 0
        self._hidden_in = 0
        self._picture = False
        self._inserted: dict[tuple[str | None, ...], frozenset[str]] = {}

    def open(self, node: etree._Element) -> None:
        tag = str(node.tag)
        if self._closed is not None and tag in PARTED:
            self._beside = (
                PARTED[tag] and PARTED[str(self._closed.tag)] and node.get("href") != self._closed.get("href")
            )
            self._between = True
        self._closed = None
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.end_line()
        element = self._element(tag, node)
        self._folding += element.folds
        element.pictured, element.bold = tag in PICTURES, tag in BOLD
        self._picture |= element.pictured
        self._elements.append(element)
        self._open.append(len(self._elements) - 1)
        if element.hidden and not self._hider:
            self._hider = self._open[-1]
        self.deepest = max(self.deepest, len(self._open) - 1)
        if tag in BLOCKS:
            self._path.append((tag, self._open[-1]))
        if tag in self._landmarks:
            self._landmarks[tag] += 1
        self._links += tag == "a"

    def _element(self, tag: str, node: etree._Element) -> _Element:
        """Return the element; what names stand for is looked up once for each."""
        attributes = dict(node.items())
        if not attributes and tag not in elements.TELLING:
            return _Element(self._open[-1], NONE, self._styles.setdefault((tag, ""), len(self._styles)))
        names = tuple(attributes.get(name) for name in NAMING)
        parts = self._named.get(names)
        if parts is None:
            parts = self._named[names] = named_for(name for name in names if name)
        if tag in ("html", "body"):
            parts = NONE
        if _invisible(attributes):
            parts |= {"hidden"}
        element = _Element(self._open[-1], parts, self._styles.setdefault((tag, names[0] or ""), len(self._styles)))
        inserted = self._inserted.get((tag, *names))
        if inserted is None:
            inserted = self._inserted[(tag, *names)] = elements.parts_of(tag, attributes)
        element.inserted = inserted
        element.folds = elements.FOLDING in inserted
        if not (self._folding or element.folds or elements.ARTICLE in inserted):
            element.hidden = elements.is_hidden(tag, attributes)
        return element

    def close(self, node: etree._Element) -> None:
        tag = str(node.tag)
        self._closed = node if tag in PARTED else None
        if tag in BLOCKS:
            self.end_line()
            self._path.pop()
        closed = self._open.pop()
        element = self._elements[closed]
        if self._hider == closed:
            self._hider = 0
        around = self._elements[element.above]
        around.characters += element.characters
        around.pictured |= element.pictured
        if tag in self._landmarks:
            self._landmarks[tag] -= 1
        self._links -= tag == "a"
        self._folding -= element.folds
        self._silent -= tag in SILENT

    def write(self, text: str | None) -> None:
        if text:
            self._closed = None
        if text and not self._silent:
            if self._between and self._parts and _are_apart(self._parts[-1][-1:], text[0], links=self._beside):
                self._seams.append(len(self._parts))
            self._between = False
            self._parts.append(text)
            size = len(text.strip())
            self._elements[self._open[-1]].characters += size
            if size and not self._first:
                self._first = self._open[-1]
            self._written += size
            if self._hider:
                self._unseen += size
                self._hidden_in = self._hider
            if self._links:
                self._linked += size

    def end_line(self) -> None:
        if self._seams and sum(map(len, self._parts)) <= LONGEST_PARTED:
            for place in reversed(self._seams):
                self._parts.insert(place, " ")
        text = fold("".join(self._parts))
        if text:
            within = frozenset(name for name, open_ones in self._landmarks.items() if open_ones)
            tag, block = self._path[-1]
            self._blocks.append(Block(text, tag, within, min(1.0, self._linked / len(text))))
            hidden = self._hidden_in if self._unseen == self._written else 0
            self._places.append(_Place(self._first or block, block, hidden, self._picture))
            self._picture = False
        self._parts.clear()
        self._seams.clear()
        self._between = False
        self._linked = self._written = self._unseen = 0
        self._first = 0

    def finish(self) -> tuple[Block, ...]:
        """Return the lines with what only the whole page tells: which elements are frames, which lines are of a kind."""
        self.end_line()
        named, inserted, kinds = self._names(), self._inserts(), dict[tuple[int, ...], int]()
        blocks = []
        for block, place in zip(self._blocks, self._places, strict=True):
            holder = self._elements[place.block].above
            styles = tuple(self._elements[i].style for i in (place.first, place.block, holder))
            kind = kinds.setdefault(styles, len(kinds))
            around = inserted[place.block]
            if self._elements[place.first].characters >= WHOLE * len(block.text):
                around = inserted[place.first]
            hidden = place.hidden > 0 and self._elements[place.hidden].characters <= elements.LONGEST_HIDDEN
            blocks.append(
                replace(
                    block,
                    named=named[place.first],
                    kind=kind,
                    holder=holder,
                    hidden=hidden,
                    inserted=around,
                    pictured=self._is_pictured(place, len(block.text)),
                )
            )
        return tuple(blocks)

    def _is_pictured(self, place: _Place, size: int) -> bool:
        """Return whether a line of so many characters stands with a picture; one in bold letters is a heading below it."""
        if self._elements[place.first].bold or place.below_picture:
            return place.below_picture and not self._elements[place.first].bold
        number, most = place.block, size + LONGEST_CREDIT
        while number and (element := self._elements[number]).characters <= most:
            if element.pictured:
                return True
            number = element.above
        return False

    def _names(self) -> list[frozenset[str]]:
        """Return for each element what it and those around it are named for, but frames."""
        largest = FRAME * self._elements[0].characters
        named = [NONE]
        for element in self._elements[1:]:
            parts = element.parts
            if parts and element.characters > largest:
                parts &= {PROSE}
            around = named[element.above]
            named.append(around | parts if parts else around)
        return named

    def _inserts(self) -> list[frozenset[str]]:
        """Return for each element what it and those around it are for, of which none is larger than an insert.

        Nor is what a larger element of the page is called too, for it is of the article: `p class="paywall"`.
        """
        frames = {element.style for element in self._elements if element.characters > elements.LONGEST}
        inserted = [NONE]
        for element in self._elements[1:]:
            around = inserted[element.above]
            own = NONE if element.style in frames else element.inserted
            inserted.append(around | own if own else around)
        return inserted


def _are_apart(last: str, first: str, *, links: bool) -> bool:
    """Return whether two elements of a line part what they hold, by the letters on both sides.

    Links to different pages do; others only where a word would change from small letters to a capital or a number, since
    editors leave words in pieces ("<span>T</span><span>he</span>").
    """
    if links:
        return last.isalnum() and first.isalnum()
    return (last.islower() and (first.isupper() or first.isdigit())) or (last.isdigit() and first.isupper())


def named_for(names: Iterable[str]) -> frozenset[str]:
    """Return the parts of a page that the names of an element stand for: "story-body" is a body, "bodywork" none."""
    vocabulary = _vocabulary()
    found = set()
    for name in names:
        for token in name[:LONGEST_NAMES].split():
            words = [word.lower() for word in NAME.findall(token)]
            for i in range(len(words)):
                for size in range(1, LONGEST_COMPOUND + 1):
                    found.add(vocabulary.get(" ".join(words[i : i + size]), ""))
    return frozenset(found - {""})


@cache
def _vocabulary() -> dict[str, str]:
    """Return the part of a page that each word, or words, of a name stands for."""
    pairs = (entry.split(" = ", 1) for entry in lexicons.read("block_names"))
    return {words: part for part, words in pairs}


def _invisible(attributes: Mapping[str, str]) -> bool:
    unseen = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return unseen or ("style" in attributes and elements.HIDDEN_STYLE.search(attributes["style"]) is not None)
