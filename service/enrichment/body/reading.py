"""Read a page: its lines, top to bottom, each with its role."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from service.enrichment.body import captions, chooser, consent, inserts, markdown, markup, notes, plaintext, scripts
from service.enrichment.body import labeller as labelling
from service.enrichment.body.characters import folded
from service.enrichment.body.elements import HEADINGS
from service.enrichment.body.labeller import LEGAL, Labeller
from service.enrichment.body.network import Opinion
from service.enrichment.body.order import settle, with_last_paragraphs, with_lost_headings
from service.enrichment.body.plaintext import Lines
from service.enrichment.body.signatures import sign_off
from service.enrichment.body.words import Flags, Ints
from service.enrichment.types import KEPT, Line, Page, Role, Source, SourceKind, Span

WORD = re.compile(r"\w+")
# A shorter line may well stand twice in an article: "No.", a list's entry, a refrain.
SHORTEST_REPEAT = 8
SHORTEST_REMOVED_REPEAT = 4
# A sentence in a line of its own that a paragraph near by says too, and more, was pulled out of it. (Texts of 915 labelled
# pages: 15 pages better, 5 worse; of such sentences farther away a third are the article's. HTML is the chooser's.)
NEAR, SAYS_MORE, LONGEST_PULLED, LEAST_FURNITURE = 6, 1.3, 60, 5
PULLED = re.compile(r"[^\W\d_a-z…].*[.!][\"'”’»]?|[“\"'‘«»][^\W\d_a-z…].*(?<!…)[\"'”’»]")
"""One or more sentences, or what somebody said: no question, which an interview may take up again, no point of a list and nothing that is left off in mid-sentence."""
# Of two copies the first is kept, unless the labeller is this much surer of the other.
SURER = 0.25
# What the labeller's own opinion keeps beside the chooser's where it agrees with trafilatura, less where it does not.
# (Word F1 out of fold of 200 blogs / 120 news pages .9587 / .9634 with none, .9595 / .9571 with .3 on every page,
# .9606 / .9666 with this.)
OWN_OPINION = 0.4
# A short line that the labeller takes for this rather than for body goes, whatever trafilatura keeps. (Word F1 .9640 to
# .9642 of 200 blogs, .9793 to .9804 of 120 news pages, the labeller out of fold; with links to further reading among
# them .9601 and .9779.)
FURNITURE = [
    labelling.ROLES.index(role)
    for role in (Role.ADVERTISEMENT, Role.NEWSLETTER, Role.SHARE, Role.COMMENTS, Role.CAPTION)
]
# So does one that is surely of the article's head or its writer's, and hardly of its body: who signs, when, the headline
# again. (.96577 to .96586 and .98034 to .98038: five pages better, four worse; no field of the metadata changes.)
HEAD = [labelling.ROLES.index(role) for role in (Role.TITLE, Role.BYLINE, Role.DATE, Role.AUTHOR_BIO)]
SURELY_HEAD, NO_BODY = 0.6, 0.1
LONGEST_FURNITURE = 20
SURELY_FURNITURE, HARDLY_BODY = 0.5, 0.3
# Words; whole paragraphs stand in such elements on some sites.
LONGEST_HEADING = 20
NAMED = frozenset({Role.SUBTITLE, Role.BYLINE, Role.DATE, Role.TAGS, Role.CAPTION})


def read(source: Source, labeller: Labeller) -> Page:
    """Return every line of the page that is not blank, with its role.

    With `clean` off, every line is body; what the labeller takes it for is its `doubted`, by which metadata are read.
    """
    return _read_markup(source, labeller) if source.kind is SourceKind.HTML else _read_text(source, labeller)


def _read_text(source: Source, labeller: Labeller) -> Page:
    text = source.text
    found = plaintext.lines(text, labeller.line_ends if source.clean else None)
    visible, words = _visible(text, found)
    if not len(found):
        return Page(source, text, ())
    signed = {i: start + at for i, (start, end) in enumerate(_spans(words)) if (at := sign_off(visible[start:end]))}
    unsigned = replace(words, ends=words.ends.copy(), gaps=_telling(found.gaps))
    for i, start in signed.items():
        unsigned.ends[i] = _last_visible(visible, int(words.starts[i]), start)
    opinion = _judge(visible, unsigned, _articles(visible, words), labeller)
    roles, sure = labelling.label(opinion, labelling.TRUST), labelling.label(opinion)
    if not source.clean:
        roles = [Role.BODY] * len(found)
    read_lines = [
        line if role is line.role else replace(line, doubted=role)
        for line, role in zip(_lines(text, visible, found, roles, opinion), sure, strict=True)
    ]
    if not source.clean:
        return Page(source, text, tuple(read_lines))
    read_lines = with_lost_headings(with_last_paragraphs([_without_picture(line) for line in read_lines]))
    lines = settle(
        captions.mark(notes.mark(_without_pulled(_without_repeats(read_lines, opinion))), _suspicion(opinion))
    )
    return Page(source, text, tuple(_with_sign_off(text, lines, signed)))


def _without_picture(line: Line) -> Line:
    shown = line.role in KEPT and markdown.is_picture(line.text)
    return replace(line, role=Role.CAPTION, doubted=None) if shown else line


def _read_markup(source: Source, labeller: Labeller) -> Page:
    """Read the lines of the mark-up as text, then weigh in what trafilatura keeps."""
    rendering = markup.render(source.text)
    text = rendering.text
    found = plaintext.of_blocks([block.text for block in rendering.blocks])
    if not len(found):
        return Page(source, text, (), truncated=rendering.truncated)
    article = _articles(text, found)
    opinion = _judge(text, found, article, labeller)
    if labeller.chooser is not None and rendering.depth < markup.DEEPEST_FOR_TRAFILATURA:
        kept = markup.main_text(source.text, source.url)
        seen = chooser.look(text, found, rendering.blocks, opinion, labelling.kept(opinion), kept)
        chosen, own = chooser.choose(labeller.chooser, seen.numbers), np.float32(OWN_OPINION * seen.agreement)
        weighed = np.where(article, (1 - own) * chosen + own * opinion.body, 0)
        opinion = replace(opinion, body=np.where(_is_furniture(opinion), np.minimum(weighed, opinion.body), weighed))
    read_lines = inserts.mark(_lines(text, text, found, labelling.label(opinion), opinion), rendering.blocks)
    lines = settle(captions.mark(notes.mark(_without_repeats(read_lines, opinion)), _suspicion(opinion)))
    lines = inserts.without_links(inserts.with_captions(lines, rendering.blocks), rendering.blocks)
    lines = inserts.with_answers(inserts.with_headings(lines, rendering.blocks), rendering.blocks)
    lines = [_as_marked_up(line, block.tag) for line, block in zip(lines, rendering.blocks, strict=True)]
    return Page(source, text, tuple(lines), truncated=rendering.truncated)


def _as_marked_up(line: Line, tag: str) -> Line:
    """Return a kept line as what its element says that it is: a heading, an item of a list."""
    if line.role not in KEPT:
        return line
    if tag in HEADINGS and len(line.text.split()) <= LONGEST_HEADING:
        return replace(line, role=Role.HEADING)
    return replace(line, role=Role.BODY, listed=True) if tag == "li" else line


def _is_furniture(opinion: Opinion) -> Flags:
    likely: Flags = opinion.roles[:, FURNITURE].sum(axis=1) >= SURELY_FURNITURE
    head: Flags = opinion.roles[:, HEAD].sum(axis=1) >= SURELY_HEAD
    sure: Flags = (likely & (opinion.body < HARDLY_BODY)) | (head & (opinion.body < NO_BODY))
    return sure & (opinion.words <= LONGEST_FURNITURE)


def _articles(text: str, found: Lines) -> Flags:
    """Return the lines that are no part of a notice about cookies."""
    return ~np.array(consent.notices([text[start:end] for start, end in _spans(found)]), dtype=bool)


def _judge(text: str, found: Lines, article: Flags, labeller: Labeller) -> Opinion:
    """Return the labeller's opinion on the lines of the article, as if the others were not there: these are legal.

    Of what it cannot read, its opinion on the roles stands, and lines that look like prose are body.
    """
    if scripts.unread(text):
        opinion = labelling.judge(text, found, labeller)
        prose = scripts.prose([text[start:end] for start, end in _spans(found)])
        return replace(opinion, body=prose.astype(np.float32))
    if article.all():
        return labelling.judge(text, found, labeller)
    shown = Lines(found.starts[article], found.ends[article], found.gaps[article], found.indents[article])
    hidden = [span for span, kept in zip(_spans(found), article, strict=True) if not kept]
    opinion = labelling.judge(_blanked(text, hidden), shown, labeller)
    body, words = np.zeros(len(found), opinion.body.dtype), np.zeros(len(found), opinion.words.dtype)
    roles = np.zeros((len(found), opinion.roles.shape[1]), opinion.roles.dtype)
    roles[:, LEGAL] = 1
    body[article], words[article], roles[article] = opinion.body, opinion.words, opinion.roles
    return Opinion(body, roles, words)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with spaces in these places."""
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], " " * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])


def _telling(gaps: Ints) -> Ints:
    """Return the blank lines before each line without those that stand before every line, which tell nothing."""
    inner = gaps[1:][gaps[1:] >= 0]
    return np.where(gaps > 0, np.maximum(gaps - inner.min(), 0), gaps) if len(inner) else gaps


def _suspicion(opinion: Opinion) -> list[float]:
    """Return how likely each line is a caption."""
    found: list[float] = opinion.roles[:, CAPTION].tolist()
    return found


CAPTION = labelling.ROLES.index(Role.CAPTION)


def _spans(found: Lines) -> list[tuple[int, int]]:
    return list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))


def _visible(text: str, found: Lines) -> tuple[str, Lines]:
    """Return the text with blanks for the marks of links, and the lines without the blanks around their words.

    A line of nothing but a picture is left as it is.
    """
    visible = markdown.without_links(text)
    if visible is text:
        return text, found
    starts, ends = found.starts.copy(), found.ends.copy()
    pieces, position = [], 0
    for i, (start, end) in enumerate(_spans(found)):
        words = visible[start:end]
        if words.isspace():
            pieces += [visible[position:start], text[start:end]]
            position = end
            continue
        starts[i] = end - len(words.lstrip())
        ends[i] = start + len(words.rstrip())
    return "".join([*pieces, visible[position:]]), replace(found, starts=starts, ends=ends)


def _lines(text: str, visible: str, found: Lines, roles: Sequence[Role], opinion: Opinion | None = None) -> list[Line]:
    chances = list(map(tuple, opinion.roles.tolist())) if opinion else [()] * len(roles)
    made = []
    for (start, end), gap, role, said in zip(_spans(found), found.gaps.tolist(), roles, chances, strict=True):
        words, places = folded(markdown.without_emphasis(visible[start:end]), start, text[start:end])
        made.append(Line(Span(start, end), words, role, runs_on=gap < 0, chances=said, places=places))
    return made


def _without_repeats(lines: list[Line], opinion: Opinion) -> list[Line]:
    """Return the lines with every copy of a kept line called a duplicate: one copy is body."""
    likely, sizes = opinion.body.tolist(), opinion.words.tolist()
    keys = [
        " ".join(WORD.findall(line.text.casefold())) if size >= SHORTEST_REMOVED_REPEAT else ""
        for line, size in zip(lines, sizes, strict=True)
    ]
    kept: dict[str, int] = {}
    for i, (line, key) in enumerate(zip(lines, keys, strict=True)):
        if line.role in KEPT and sizes[i] >= SHORTEST_REPEAT:
            first = kept.setdefault(key, i)
            if likely[i] > likely[first] + SURER:
                kept[key] = i
    result = []
    for i, (line, key) in enumerate(zip(lines, keys, strict=True)):
        copied = key in kept and kept[key] != i and (line.role in KEPT or line.role not in NAMED)
        result.append(replace(line, role=Role.DUPLICATE) if copied else line)
    return result


def _without_pulled(lines: list[Line]) -> list[Line]:
    """Return the lines with the sentences as duplicates that a longer paragraph near by says too, where the page has furniture.

    A text that somebody has cleaned keeps them, and so does the first paragraph, which a later one may say again; a refrain stays.
    """
    if sum(line.role not in KEPT for line in lines) < LEAST_FURNITURE:
        return lines
    quoting = [i for i, line in enumerate(lines) if line.role is Role.BODY and PULLED.fullmatch(line.text)]
    if not quoting:
        return lines
    words = [_said(line) if line.role is Role.BODY else "" for line in lines]
    first = next((i for i, said in enumerate(words) if said.count(" ") >= SHORTEST_REPEAT), len(words))
    pulled = {i for i in quoting if i > first and _is_pulled(i, words)}
    if not pulled:
        return lines
    times = Counter(map(_said, lines))
    return [
        replace(line, role=Role.DUPLICATE) if i in pulled and times[words[i]] == 1 else line
        for i, line in enumerate(lines)
    ]


def _said(line: Line) -> str:
    return " ".join(WORD.findall(line.text.casefold()))


def _is_pulled(at: int, words: Sequence[str]) -> bool:
    own = words[at]
    if not SHORTEST_REPEAT <= own.count(" ") + 1 <= LONGEST_PULLED:
        return False
    near = (words[i] for i in range(max(0, at - NEAR), min(len(words), at + NEAR + 1)) if i != at)
    return any(len(other) >= SAYS_MORE * len(own) and f" {own} " in f" {other} " for other in near)


def _with_sign_off(text: str, lines: list[Line], signed: dict[int, int]) -> list[Line]:
    """Return the lines with the sign-off after the last paragraph as a line of its own."""
    last = max((i for i, line in enumerate(lines) if line.role is Role.BODY), default=-1)
    if last not in signed:
        return lines
    line, cut = lines[last], signed[last]
    end = _last_visible(text, line.span.start, cut)
    own, places = folded(text[line.span.start : end], line.span.start)
    body = replace(line, span=Span(line.span.start, end), text=own, places=places, doubted=None)
    sign = Line(Span(cut, line.span.end), folded(text[cut : line.span.end])[0], Role.BYLINE, chances=line.chances)
    return [*lines[:last], body, sign, *lines[last + 1 :]]


def _last_visible(text: str, start: int, end: int) -> int:
    """Return the end of the range without the white space before it."""
    return start + len(text[start:end].rstrip())
