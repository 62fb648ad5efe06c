"""Read the names that web designers give to the elements of a page, and what hides an element from a reader."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from service.enrichment import lexicons

QUOTE, FOLDING, STANDFIRST, ARTICLE, CAPTION, GATE = "quote", "folding", "subtitle", "article", "caption", "gate"
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Hidden on some screens only: "d-none d-md-block", "hidden lg:flex".
SHOWN_AGAIN = re.compile(r"(?:[\w-]+:|d-\w+-)(?:inline-|table-)?(?:block|flex|grid|inline|table|cell|contents|visible)")
# React sends parts of a page like this, and its script moves them to their place.
STREAMED = re.compile(r"S:[0-9a-f]+")
TAGS = {"figcaption": CAPTION, "form": "other"}
# What tells without a name.
TELLING = frozenset({*TAGS, "dialog"})
OVERLAYS = frozenset({"dialog", "alertdialog"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# The words of a name; one that mixes letters and digits is none ("css-x4ad9"). Marks are of rules for other elements.
PIECE = re.compile(r"[^-_]+")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
MARKS = re.compile(r"[:\[\]()&.]")
# "has-caption", "no-ads", "social-embed".
ABOUT_OTHERS = frozenset({"after", "before", "between", "embed", "has", "no", "non", "not", "with", "without"})
LONGEST_NAMES, LONGEST_COMPOUND = 400, 3
# Headings are given identifiers made of their own words; so are sections.
LONGEST_ID = 3
# An insert has about 60 words at most: what is larger is a frame.
LONGEST = 400
# A larger hidden element that reads like the article is the rest of it, behind a button.
LONGEST_HIDDEN = 800


def parts_of(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """Return what the names of an element say it is for; parts as in the list."""
    names = [attributes.get("class", ""), attributes.get("role", "")]
    own = attributes.get("id", "")
    if tag not in HEADINGS and len(WORD.findall(own)) <= LONGEST_ID:
        names.append(own)
    found = {TAGS[tag]} if tag in TAGS else set()
    for name in " ".join(names)[:LONGEST_NAMES].split():
        found |= _parts_of_name(name)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _parts_of_name(name: str) -> frozenset[str]:
    """Return the parts that one name stands for: pages of a site, and of many, have the same ones."""
    vocabulary, words = _vocabulary(), _words(name)
    runs = (" ".join(words[i : i + size]) for i in range(len(words)) for size in range(1, LONGEST_COMPOUND + 1))
    return frozenset(vocabulary[run] for run in runs if run in vocabulary)


def _words(name: str) -> list[str]:
    if MARKS.search(name):
        return []
    pieces = [piece.rstrip("0123456789") for piece in PIECE.findall(name)]
    words = [word.lower() for piece in pieces if piece.isalpha() for word in WORD.findall(piece)]
    return words if ABOUT_OTHERS.isdisjoint(words) else []


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is hidden from a reader, by itself."""
    if tag == "dialog" or attributes.get("role") in OVERLAYS or attributes.get("aria-hidden") == "true":
        return True
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return STREAMED.fullmatch(attributes.get("id", "")) is None
    if HIDDEN_STYLE.search(attributes.get("style", "")):
        return True
    classes = attributes.get("class", "").split()
    return not _hiding().isdisjoint(classes) and not any(SHOWN_AGAIN.fullmatch(name) for name in classes)


@cache
def _vocabulary() -> dict[str, str]:
    """Return what each word, or words, of a name stands for."""
    pairs = (entry.split(" = ", 1) for entry in lexicons.read("insert_names"))
    return {words: part for part, words in pairs}


@cache
def _hiding() -> frozenset[str]:
    return lexicons.read("hidden_classes")
