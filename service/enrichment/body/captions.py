"""Captions that the line beside them tells: a credit stands below, or a label above.

A caption is a sentence as the article's are, and the labeller keeps it where it is of two minds. A credit right below makes
up its mind, but by itself it proves nothing: where pages set it above their captions, prose stands above the credit. Of the
short kept lines above a credit that the labeller gave a tenth to be a caption, on 820 labelled pages in three renderings,
none was body; of those to which it gave less a fifth.

A sentence that ends in who took a picture ("... on Monday. Jane Roe/Reuters") is its caption. Where only an agency stands at
its end ("... on Monday - AFP"), it is that above the first paragraph: below, an agency signs what it reports. Of 58 lines of
820 pages that end so, in two renderings, none was body.

So is one that ends in a labelled credit ("... on Monday. Photo: Jane Roe"). By itself it looks like a headline or a standfirst, and
above the first paragraph the labeller takes it for one: it is a caption though the labeller says otherwise, but for the only
headline (of two, the one with a credit is the caption), a byline and what is surely body. Of the 36 lines of 820 pages that were
given another role, none was body. No credit is "..., courtesy of Jane Roe" in mid-sentence: so a match report tells of a goal.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from service.enrichment import lexicons
from service.enrichment.body.plaintext import BULLET, without_mark
from service.enrichment.body.signatures import agencies
from service.enrichment.types import KEPT, Line, Role

LABEL = re.compile(r"(?:image|photo|picture|video|media) caption\W{0,2}|caption:", re.IGNORECASE)
# Names and what joins them; a caption has other words in small letters.
NAMES = (
    r"(?:(?:[^\W\d_a-z][\w.'’&-]*|by|for|via|of|the|from|and|de|van|von|courtesy)(?:[ /,|+&-]{1,3}|$|(?=[)\]\W]))){1,9}"
)
STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
LONGEST, LONGEST_LABELLED, LONGEST_CREDIT, SHORTEST_PARAGRAPH = 25, 60, 80, 12
NAME = r"[^\W\d_a-z][\w.'’-]{1,20}"
SOURCE = r"(?P<source>[^\W\d_a-z][\w-]{1,15}(?: [^\W\d_a-z][\w-]{1,15}){0,3}|dpa)[)\]]?\.?$"
# What a caption ends with, as it is searched in the last letters of a line: a person and an agency, or an agency alone.
PERSON_SLASH_SOURCE = re.compile(
    rf"(?:[\s(\[:]|(?<=[.!?”\"])){NAME}(?: {NAME}){{1,2}} ?/(?: ?[^\W\d_a-z][\w ]{{1,20}}/)? ?{SOURCE}"
)
SOURCE_ALONE = re.compile(rf"(?:(?:\s|(?<=[.!?”\"]))[–—|-]\s?|\s?©\s?|[.!?”\"]\s?\[?(?:{NAME} ){{0,3}}){SOURCE}")
PERSON_SOURCE = re.compile(rf"\s(?P<given>{NAME}) {NAME} {SOURCE}")
_WORD = r"@?[^\W\d_a-z][\w.'’-]{0,24}"
_JOINT = r"(?: ?[/|,&+] ?| (?:(?:and|by|courtesy|da|de|del|den|der|di|for|from|of|the|van|via|von) ){0,2})"
_PICTURE = r"(?:photo(?:graph(?:er|y)?)?|picture|pic|image|illustration|foto)s?"
_LABEL = (
    rf"(?:{_PICTURE}(?:\s(?:credit|source)s?)?(?:\s?:|\sby\b|\scourtesy(?:\sof\b|\s?:)|\svia\b)"
    r"|(?:credits?|courtesy)\s?:|courtesy\sof\b)"
)
_CREDITED = rf"(?:(?:the )?{_WORD}(?:{_JOINT}(?:{_WORD}|dpa\b)){{0,6}}|(?i:supplied|handout|file))"
LABELLED_LAST = re.compile(
    rf"(?P<before>[^\s(\[|/–—-]*)(?P<mark>\s?[(\[|/–—-]{{1,2}}\s?|\s)(?P<label>(?i:{_LABEL}))\s?{_CREDITED}[)\]]?\.?$"
)
"""A labelled credit at the end of a line, with the word before it: "... on Monday. Photo: Jane Roe", "... (Photo by Jane Roe)"."""
OTHER_LAST = re.compile(
    rf"[.!?…\"”]\s[(\[]{NAME}(?: {NAME}){{1,2}} ?/ ?{NAME}(?: {NAME}){{0,3}}[)\]]\.?$"
    r"|(?<![AaPp]\.[Mm])[.!?…\"”]\s[A-Z]{2,6}(?: ?/ ?[A-Z]{2,8}){1,3}\.?$"
    rf"|(?<![AaPp]\.[Mm])[.!?…)\]]\s?/\s?{NAME}(?: {NAME}){{0,2}}\.?$"
    rf"|(?:[.!?…\"”)\]]\s|\s[–—|-]\s?|[(\[])(?i:(?:file|handout|stock|supplied|archive) (?:photo(?:graph)?|picture|image))[)\]]?\.?$"
    rf"|\s(?:[–—|]\s?|-\s|[(\[])(?:{NAME}(?: ?/ ?| )){{1,4}}(?:Photo|PHOTO)[)\]]?\.?$"
)
"""Other credits at the end of a line: "... on Monday. (Jane Roe/The Beacon)", "... on Monday. / J. Roe", "... — Beacon Photo", "... ABC/DEFG".

A place stands behind "7 p.m. /", a singer behind a song in quotation marks."""
LABELLED_FIRST = re.compile(rf"[(\[](?i:{_LABEL})\s?{_CREDITED}[)\]]\s(?=\S)")
HINTS = ("photo", "foto", "pic", "image", "illustration", "credit", "courtesy", "/")
"""One of them is in every such end: a test that most lines fail, in a tenth of the time."""
SIGNED = re.compile(
    r"(?:by|words|text|story|report(?:ing|ed)?|written|article|authors?|from|source|published|posted|updated|filed)\b",
    re.IGNORECASE,
)
"""How a byline begins, which may name who took the pictures too, and what tells whose a chart's figures are."""
OTHERS = frozenset(
    {Role.DUPLICATE, Role.RELATED, Role.COMMENTS, Role.SHARE, Role.LEGAL, Role.ADVERTISEMENT, Role.NEWSLETTER}
)
"""Roles of lines whose captions are not the article's."""
SMALL = re.compile(r"(?<![^\W_])[a-zß-öø-ÿ]{3,}")
STOPPED = re.compile(r"[.!?…][\"”’'»)\]]*$")
CLOSED = re.compile(r"[\"”’'»)\]]$")
OF_MANY = re.compile(r"(?:photo|picture|pic|image|illustration|foto|credit)\w*s\b", re.IGNORECASE)
"""Who took the pictures of a whole article, or of a book: "A day on the ferry – Photos by Jane Roe"."""
DATELINE = re.compile(r"[^\W\d_a-z]{3,}\b.{0,40}?\s?[–—-]{1,2}\s")
FEWEST_TOLD = 3
"""Words of a caption beside a labelled credit."""
OWNER = re.compile(rf"[\w.!?”\")]\s?© ?(?:{NAME} ?){{1,4}}$")
ENDING, SHORTEST_CREDITED, LONGEST_CREDITED, LONGEST_LETTERS, LONGEST_LINE = 90, 5, 60, 5, 600
SUSPECT = 0.1
"""Probability of being a caption from which a line above a credit is one."""
SURELY_BODY, HARDLY = 0.9, 0.002
"""Probability of being body from which a line with a labelled credit must be a caption with some probability. (Of the 10 such
lines of 820 pages that are captions none is less likely.)"""


def mark(lines: Sequence[Line], suspicion: Sequence[float]) -> list[Line]:
    """Return the lines, suspect ones above a credit and those below a label as captions.

    `suspicion` is how likely the labeller takes each line for a caption.
    """
    marked = list(lines)
    begun = False
    last = max((i for i, line in enumerate(lines) if _is_paragraph(line)), default=0)
    heads = _heads(lines)
    for i, line in enumerate(lines):
        labelled = i > 0 and LABEL.fullmatch(lines[i - 1].text) is not None
        suspect = begun and suspicion[i] >= SUSPECT
        if (labelled and line.role in KEPT and _words(line) <= LONGEST_LABELLED) or (
            suspect and _may_be(line) and _is_credited(lines[i + 1 : i + 3])
        ):
            marked[i] = replace(line, role=Role.CAPTION)
        elif i < last and (
            (line.role in KEPT and _ends_in_credit(line, alone=not begun))
            or (heads != [i] and _is_credited_caption(line, suspicion[i]))
        ):
            marked[i] = replace(line, role=Role.CAPTION, doubted=None)
        begun = begun or _is_paragraph(marked[i])
    return marked


def _is_paragraph(line: Line) -> bool:
    return line.role is Role.BODY and _words(line) >= SHORTEST_PARAGRAPH


def _is_credited_caption(line: Line, suspicion: float) -> bool:
    """Return whether a labelled credit makes a line a caption, given how likely the labeller finds it one.

    A credit before the words may be glued to a paragraph, and a byline may name who took the pictures too.
    """
    if line.role in OTHERS or not begins_or_ends_in_credit(line.text):
        return False
    if line.role is Role.BYLINE or (line.role is Role.BODY and LABELLED_FIRST.match(line.text)):
        return suspicion >= SUSPECT
    return suspicion >= HARDLY or line.chance(Role.BODY) < SURELY_BODY


def _ends_in_credit(line: Line, *, alone: bool) -> bool:
    """Return whether a line ends in who took a picture; with `alone` an agency, or a name behind "©", is enough."""
    if not (alone or "/" in line.text) or not SHORTEST_CREDITED <= _words(line) <= LONGEST_CREDITED:
        return False
    if names_taker(line.text):
        return True
    if not alone:
        return False
    end = line.text[-ENDING:]
    named = PERSON_SOURCE.search(end)
    signed = named is not None and lexicons.is_given_name(named["given"]) and _names_source(named)
    return signed or _names_source(SOURCE_ALONE.search(end)) or OWNER.search(end) is not None


def _heads(lines: Sequence[Line]) -> list[int]:
    """Return the places of the headlines above the first paragraph: the only one is no caption."""
    first = next((i for i, line in enumerate(lines) if _is_paragraph(line)), len(lines))
    return [i for i, line in enumerate(lines[:first]) if (line.doubted or line.role) is Role.TITLE]


def begins_or_ends_in_credit(text: str) -> bool:
    """Return whether a text is words with a labelled credit behind or before them: "Traders on Monday. Photo: Jane Roe"."""
    if len(text) > LONGEST_LINE or not _may_credit(text):
        return False
    if not SHORTEST_CREDITED <= len(text.split()) <= LONGEST_CREDITED or SIGNED.match(text):
        return False
    if first := LABELLED_FIRST.match(text):
        behind = text[first.end() :]
        return len(text.split()) <= LONGEST and DATELINE.match(behind) is None and _tells(behind)
    end = max(0, len(text) - ENDING)
    if other := OTHER_LAST.search(text, end):
        return _tells(text[: other.start()])
    labelled = LABELLED_LAST.search(text, end)
    return labelled is not None and _is_apart(labelled) and _tells(text[: labelled.start("mark")])


def _may_credit(text: str) -> bool:
    ending = text[-ENDING:].lower()
    return text.startswith(("(", "[")) or any(hint in ending for hint in HINTS)


def _is_apart(labelled: re.Match[str]) -> bool:
    """Return whether a stop or a mark parts a label from the words before it, or its capital does: no "... in Pictures: Jane Roe"."""
    before, mark, label = labelled["before"], labelled["mark"].strip(), labelled["label"]
    if STOPPED.search(before):
        return True
    if before.endswith(":") or OF_MANY.match(label):
        return False
    if label.casefold().startswith("courtesy of"):
        return mark.startswith(("(", "["))
    if mark or CLOSED.search(before):
        return True
    return label[0].isupper() and before.islower() and before not in lexicons.read("function_words")


def _tells(words: str) -> bool:
    """Return whether the words beside a credit are a caption's: some, and not names and dates alone."""
    return len(words.split()) >= FEWEST_TOLD and SMALL.search(words) is not None


def names_taker(text: str) -> bool:
    """Return whether a text ends as a caption does, in a person and an agency: "... Jane Roe/The Canadian Press"."""
    end = text[-ENDING:]
    return "/" in end and _names_source(PERSON_SLASH_SOURCE.search(end))


def _names_source(match: re.Match[str] | None) -> bool:
    """Return whether an agency stands there; a short name as it is written: an "App" is no APP."""
    if match is None:
        return False
    source = match["source"]
    usual = len(source) > LONGEST_LETTERS or source.isupper() or source == "dpa"
    return usual and source.casefold() in _sources()


def _is_credited(below: Sequence[Line]) -> bool:
    """Return whether a credit stands right below a line, and no caption below that, whose the credit would be."""
    if not below or not _is_credit(below[0]):
        return False
    return len(below) < 2 or not (below[1].role is Role.CAPTION or LABEL.match(below[1].text) or _is_fragment(below[1]))


def _is_fragment(line: Line) -> bool:
    return line.role in KEPT and _words(line) <= LONGEST and not STOP.search(line.text)


def _may_be(line: Line) -> bool:
    listed = line.listed or BULLET.match(line.text) is not None
    return line.role is Role.BODY and not listed and _words(line) <= LONGEST


def _words(line: Line) -> int:
    return len(line.text.split())


def _is_credit(line: Line) -> bool:
    """Return whether a line that is no body says whose a picture is: "Photo: Jane Roe", "Jane Roe/Reuters"."""
    return line.role not in KEPT and credits_picture(without_mark(line.text))


def credits_picture(text: str) -> bool:
    """Return whether a whole text says whose a picture is."""
    return len(text) <= LONGEST_CREDIT and _credit().fullmatch(text) is not None


@cache
def _sources() -> frozenset[str]:
    """Return the names of who hands out pictures, in lower case."""
    return agencies() | frozenset(lexicons.read("picture_agencies"))


@cache
def _credit() -> re.Pattern[str]:
    sources = "|".join(map(re.escape, sorted(lexicons.read("picture_agencies"), key=len, reverse=True)))
    return re.compile(
        r"[(\[]?(?:"
        rf"(?i:(?:photo(?:graph)?|picture|image|illustration)s? ?(?::|by\b)) ?{NAMES}"
        r"|(?i:(?:(?:photo(?:graph)?|picture|image|illustration)s? ?)?(?:(?:credits?|source) ?:|courtesy(?: of\b| ?:)?)) ?\S+(?: \S+){0,7}"
        rf"|{NAMES} ?(?:/|\||\bvia\b|,|-|–|—) ?(?i:{sources})"
        r"|(?i:getty images|shutterstock|alamy(?: stock photo)?|istock(?:photo)?)"
        rf"|(?i:ap photo)(?: ?[/,:] ?{NAMES})?"
        r")[)\]]?\W?"
    )
