"""Marks of renderings: what a rendering puts around words, and a reader of the page never saw.

Tools that turn pages into text write links as "[words](address)" and emphasis as "**words**" (CommonMark 0.31, sections 6.2
to 6.4). The body keeps them, as every character that was sent; what judges a line and reads its metadata looks at the words.
"""

import re
from itertools import pairwise

ADDRESS = r"(?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,2000})?)"
TITLE = r"(?:\s{1,3}\"[^\"]{0,300}\")?"
# Words of a link may run over a line's end, where the rendering was wrapped.
WORDS = r"[^\[\]\n]{0,400}(?:\n[^\[\]\n]{1,400})?"
PICTURE = re.compile(rf"!\[{WORDS}\]\(\s?{ADDRESS}{TITLE}\s?\)")
# What stands in the brackets behind the words is an address, not a remark: "[sic](he wrote)", "[he](sic)".
LINK = re.compile(
    rf"(?P<mark>[*_]{{1,3}})?\[(?P<words>{WORDS})\]\(\s?(?=[^\s()]{{0,2000}}[/.:#?]|<){ADDRESS}{TITLE}\s?\)(?(mark)(?P=mark))"
)
# Words between the marks begin and end with something visible; within a word, as in snake_case, "_" marks nothing.
STARS = re.compile(r"(?<![\w*])(?P<open>\*{1,3})(?=[^\s*])(?P<words>[^*\n]{0,300}[^\s*])(?P<close>\*{1,3})(?![\w*])")
LOW = re.compile(r"(?<!\w)(?P<open>_{1,2})(?=[^\W_])(?P<words>[^_\n]{1,300}[^\s_])(?P<close>_{1,2})(?!\w)")
NAME = re.compile(r"[a-z0-9]+")
# A whole line between the marks, where blanks stand for a link's.
WHOLE = re.compile(r"(?:#{1,6}\s+)?(?P<open>_{1,3}|\*{2,3}|\*(?=\S))(?P<words>[^*_].{0,600}?)(?P=open)")

# lynx numbers its links, from 1 or 2 on, right before their words: "By [9]Jane Roe"; a footnote's mark stands behind a word.
NUMBERS = re.compile(r"(?<![\w.,;:!?…\"”’'»)\]])(?:\[\d{1,4}\]){1,3}(?=[^\W\d_]|[\"“‘'«(#@$£€]|\d)")
NUMBER = re.compile(r"\d+")
# And lists their addresses below the text.
ADDRESSES = re.compile(r"^[ \t]*\d{1,4}\. (?:https?|file|mailto|javascript|ftp):", re.MULTILINE)
FEWEST_NUMBERS, FEWEST_ADDRESSES, FEWEST_ALONE = 3, 2, 8
"""Numbers of links that tell such a page where their addresses are listed, these, and numbers where they are not."""


def without_links(text: str) -> str:
    """Return the text with blanks for the marks and addresses of its links and for its pictures: offsets stay.

    So for the numbers of its links, where it is a page that lynx wrote.
    """
    text = _without_numbers(text)
    if "](" not in text:
        return text
    return LINK.sub(_words_alone, PICTURE.sub(_blank, text))


def _without_numbers(text: str) -> str:
    """Return the text with blanks for the numbers of its links, where they rise down the page as lynx numbers them."""
    found = list(NUMBERS.finditer(text)) if "[" in text else []
    if len(found) < FEWEST_NUMBERS:
        return text
    numbers = [int(number) for one in found for number in NUMBER.findall(one.group())]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        return text
    listed = len(ADDRESSES.findall(text)) >= FEWEST_ADDRESSES
    if not listed and (len(found) < FEWEST_ALONE or not any(_is_within_line(one) for one in found)):
        return text  # a list of sources, "[1]Roe, J." in each line
    return NUMBERS.sub(_blank, text)


def _is_within_line(found: re.Match[str]) -> bool:
    """Return whether words stand before a match in its line."""
    return bool(found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()].strip(" *+-•|"))


def without_emphasis(line: str) -> str:
    """Return a line with blanks for the marks of emphasis: offsets stay. "__init__" is a name and keeps its marks.

    So does a line of nothing but marks: "_ _".
    """
    if "*" not in line and "_" not in line:
        return line
    bare = _without_emphasis(line)
    return line if bare.isspace() else bare


def _without_emphasis(line: str) -> str:
    if (found := WHOLE.fullmatch(line)) and not NAME.fullmatch(found["words"]):
        line = found.group()[: found.start("open")] + _words_alone(found, found.start("open"))
    line = STARS.sub(_words_alone, line)
    return LOW.sub(lambda found: found.group() if NAME.fullmatch(found["words"]) else _words_alone(found), line)


def is_picture(line: str) -> bool:
    """Return whether a line is nothing but pictures, or links that are pictures."""
    return "](" in line and not without_links(line).strip()


def _words_alone(found: re.Match[str], start: int | None = None) -> str:
    """Return what was found, from its first character or from `start` on, with blanks for all but its words."""
    start = found.start() if start is None else start
    before, after = found.string[start : found.start("words")], found.string[found.end("words") : found.end()]
    return _spaces(before) + found["words"] + _spaces(after)


def _blank(found: re.Match[str]) -> str:
    return _spaces(found.group())


def _spaces(text: str) -> str:
    return "".join("\n" if char == "\n" else " " for char in text)
