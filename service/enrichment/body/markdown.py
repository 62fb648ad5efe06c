"""Markdown's marks: what a rendering puts around words, and a reader of the page never saw.

Tools that turn pages into text write links as "[words](address)" and emphasis as "**words**" (CommonMark 0.31, sections 6.2
to 6.4). The body keeps them, as every character that was sent; what judges a line and reads its metadata looks at the words.
"""

import re

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


def without_links(text: str) -> str:
    """Return the text with blanks for the marks and addresses of its links and for its pictures: offsets stay."""
    if "](" not in text:
        return text
    return LINK.sub(_words_alone, PICTURE.sub(_blank, text))


def without_emphasis(line: str) -> str:
    """Return a line with blanks for the marks of emphasis: offsets stay. "__init__" is a name and keeps its marks."""
    if "*" not in line and "_" not in line:
        return line
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
