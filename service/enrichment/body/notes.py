"""Lines whose wording tells what they are, wherever they stand: notes of a publisher to its readers, not the article.

The labeller weighs a line by what stands around it. Where that is little (a short article, mark-up that somebody has cleaned
before), it keeps such lines. Most are told by the table in `wordings`; the rest by how it is spelt (who owns the rights, what a
shop asks), by the label above it, or by standing among the last lines.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.enrichment.body import biographies, gates, wordings
from service.enrichment.body.plaintext import BULLET, without_mark
from service.enrichment.body.signatures import agencies, is_sign_off
from service.enrichment.types import KEPT, Line, Role

LONGEST = 320
# A caption that ends with who took the picture.
CREDITED = re.compile(
    r".{10,300}(?: \((?:AP Photo/)?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}/[A-Z][\w .'’-]{1,40}\)|"
    r"[.!] (?:Photo(?:graph)?|Picture|Image|Credit)s?(?: by)?: [A-Z][^.!?]{2,60})"
)
# What opens a picture or stands before its caption, whatever the labeller says of it.
LABEL = re.compile(
    r"(?:open|view|enlarge|see) (?:this )?(?:photo|image|picture)(?: in (?:the )?(?:gallery|full ?screen))?:?|image:",
    re.IGNORECASE,
)
LONGEST_LABEL = 40
# What a shop asks: "£229 at Homely", "From $40 at shop.example"; the shop by its name, for an evening costs "£10 at the door".
PRICED = re.compile(
    r"(?:From )?(?:US|C|A|NZ)?[£$€] ?\d[\d.,]{0,9} (?:at|from|on) (?:[A-Z]|\d\w*[A-Z]|\w+\.[a-z])[\w.&'’-]*(?: [A-Z&][\w.&'’-]*){0,3}"
)
# What an article is not to be taken for, told of among its last lines.
DISCLAIMER = re.compile(
    r"(?:(?:please note|note|disclaimer):? (?:that )?)?(?:(?:(?:this|the|our|any|all|information|content|articles?)\b[^“”\"]{0,120}\bnot\b"
    r"|nothing (?:in|on) (?:this|the|our)\b)[^“”\"]{0,60}\b(?:legal|medical|financial|investment|tax|professional)\b[^“”\".]{0,60}\badvice\b"
    r"|this\b[^“”\"]{0,120}\bfor (?:general )?(?:information(?:al)?|educational)(?: and \w+)?(?: purposes)? only\b)[^“”\"]{0,200}"
    r"|past performance (?:is|does|should|cannot)\b[^“”\"]{0,200}",
    re.IGNORECASE,
)
LAST = 4
# What a firm says it is, and the life of somebody, a town or a dog does not.
FIRM = re.compile(
    r"\b(?:company|firm|corporation|provider|manufacturer|retailer|publisher|leaders?|leading|headquartered|employs|publishes|"
    r"non-?profit|charity|foundation|association|organi[sz]ation|university|institute|agency|network|platform|customers|clients|members|"
    r"products|services|solutions|brands?|Inc|Ltd|LLC|LLP|PLC|plc|GmbH|NYSE|NASDAQ|Nasdaq)\b|[®™]|https?:|\bwww\."
)
ABOUT = re.compile(r"(?:About|ABOUT) (?P<name>[^\W_a-z][\w.&'’-]*[®™]?(?: [\w.&'’®™-]+){0,4}):?")
# A copyright line without a year: a sentence of nothing but a name.
OWNED = re.compile(r"(?:Copyright|COPYRIGHT)(?: ©| \([Cc]\))?(?: (?:of|by|the))?(?: [A-Z][\w.&'’-]*){1,5}\.")
# Who took the pictures, in a line of its own: nothing but names behind it.
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
TAKEN = re.compile(
    r"[(\[]?(?:Photograph(?:s|ed|y)|Photos|Illustrations?) (?:courtesy of|by) "
    rf"(?:@?{_CAPITAL}|of|the|de|van|von)(?:(?: | ?[,/&] ?| and | for )(?:@?{_CAPITAL}|of|the|de|van|von)){{0,8}}[)\]]?\.?"
)
# What a model wears and where it is sold: "Jane Roe coat, $240, available at Homely; Exampleton gloves."
SOLD = re.compile(
    r"(?!(?:The|An?|Our|My) )[^!?“”\"]{3,120}?, (?:from |now )?(?:US|C|A|NZ)?[£$€] ?\d[\d.,]{0,9}(?:,? available (?:at|from|on) (?:(?<!on )[^\W_a-z][\w.&'’-]*"
    r"(?: (?:[^\W_a-z][\w.&'’-]*|&|du|de|of|the)){0,5}|[\w-]+(?:\.[a-z]{2,8}){1,2})|, (?:at )?[\w-]+(?:\.[a-z]{2,8}){1,2})"
)
BEFORE_SHOP = re.compile(r"; (?=[\w-]+(?:\.[a-z]{2,8}){1,2}(?:[;.]|$))")
LONGEST_WORN_LINE = 900
LONGEST_WORN = 14
ADMISSION = re.compile(r"\b(?:tickets?|admission|entry|seats?|passes)\b", re.IGNORECASE)
AS_WRITTEN = ((OWNED, Role.LEGAL), (CREDITED, Role.CAPTION), (TAKEN, Role.CAPTION), (PRICED, Role.ADVERTISEMENT))
# What an article took from others; told whatever the labeller says, since it names agencies.
CREDIT = re.compile(
    r"[(\[*\s–—-]*with (?:a |an |additional )?(?:(?:agency |bureau )?(?:files?|inputs?|reports?|reporting|contributions?|information)"
    r"(?: and \w+)? (?:from|by) .{2,80}|(?:agency|agencies|bureau) (?:inputs?|reports?)[)\].]*|[A-Z]{2,6} inputs?[)\].]*"
    r"|assistance (?:from|by) (?-i:[^\W\d_a-z][\w.'’-]*)(?:(?:,? and|,)? (?-i:[^\W\d_a-z][\w.'’-]*)){0,9}[)\].]*)",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:for )?(?:(?:media|press|investor|company)(?: relations)? )?(?:contacts?|inquir(?:y|ies)|enquir(?:y|ies)) ?:?",
    re.IGNORECASE,
)
"""What stands above whom a press release names for questions."""
REACHED = re.compile(r"\S@\S|\d[\d() .-]{5,16}\d")
PROSE_END = re.compile(r"\w{5}[.!?]$")
LONGEST_CONTACT, LONGEST_CONTACT_LINE = 8, 12
"""Lines of such a block, and words of one."""
WITH_AGENCY = re.compile(
    rf"(?:[Bb]y )?{biographies.NAME} ?(?:&|,|/|and|with) ?(?:[Tt]he )?(?P<agency>[^\W\d_a-z][\w. ]+)"
)


def mark(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of them that are worded like a note with its role.

    Below a label that opens a picture, kept or not, stand its caption and the name of who took it. Among the last four lines
    of the article stand its disclaimers.
    """
    marked: list[Line] = []
    closing, of_author, gated = _last_kept(lines), biographies.find(lines), gates.find(lines)
    labelled = False
    for i, line in enumerate(lines):
        role = role_of(line) or (Role.AUTHOR_BIO if i in of_author else Role.ADVERTISEMENT if i in gated else None)
        if role is None and i in closing and DISCLAIMER.fullmatch(line.text):
            role = Role.LEGAL
        if labelled and line.role in KEPT and role is None and not line.text.endswith(("”", '"')):
            role = Role.CAPTION
        labelled = _is_label(line.text) or (role is Role.CAPTION and line.text.endswith(":"))
        marked.append(line if role is None else replace(line, role=role, doubted=None))
    return _without_boilerplate(_with_contacts(marked))


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and LABEL.fullmatch(text) is not None


def _last_kept(lines: Sequence[Line]) -> frozenset[int]:
    kept = [i for i, line in enumerate(lines) if line.role in KEPT]
    return frozenset(kept[max(1, len(kept) - LAST) :])


def _with_contacts(lines: list[Line]) -> list[Line]:
    """Return the lines with the block below "Media contact:" as its label is: name, firm and place up to a number or address."""
    marked = list(lines)
    for i, line in enumerate(lines):
        if not CONTACT.fullmatch(without_mark(line.text)):
            continue
        block = range(i + 1, min(len(lines), i + 1 + LONGEST_CONTACT))
        end = next((n for n in block if not _may_be_contact(lines[n].text)), block.stop)
        last = max((n for n in range(i + 1, end) if REACHED.search(lines[n].text)), default=None)
        for n in range(i, last + 1) if last else ():
            if lines[n].role in KEPT:
                marked[n] = replace(lines[n], role=Role.AUTHOR_BIO, doubted=None)
    return marked


def _without_boilerplate(lines: list[Line]) -> list[Line]:
    """Return the lines without what a firm says of itself last, below "About" and its name.

    Below such a heading 38 of 40 paragraphs of 820 labelled pages were no body; most are taken out without this.
    """
    kept = [i for i, line in enumerate(lines) if line.role in KEPT]
    for i in kept[max(1, len(kept) - LAST) :]:
        above = lines[i - 1]
        told = ABOUT.fullmatch(without_mark(above.text))
        if told is None or not lines[i].text.startswith(told["name"].split()[0].strip("®™")):
            continue
        if FIRM.search(lines[i].text) is None:
            continue
        if all(n <= i or n - i < LAST for n in kept):
            return [
                replace(line, role=Role.AUTHOR_BIO, doubted=None) if n >= i - 1 and line.role in KEPT else line
                for n, line in enumerate(lines)
            ]
    return lines


def _may_be_contact(text: str) -> bool:
    return len(text.split()) <= LONGEST_CONTACT_LINE and not PROSE_END.search(text)


def role_of(line: Line) -> Role | None:
    """Return what the wording of a line says it is, None where it says nothing."""
    if len(line.text) > LONGEST:
        return Role.ADVERTISEMENT if line.role in KEPT and _is_worn(line.text) else None
    if CREDIT.fullmatch(line.text) or is_sign_off(line.text):
        return Role.BYLINE
    if line.role not in KEPT:
        return None
    bare = without_mark(line.text).casefold()
    as_written = (role for pattern, role in AS_WRITTEN if pattern.fullmatch(line.text))
    return wordings.role_of(bare) or next(as_written, None) or _worn(line.text) or _name_and_agency(line.text)


def _worn(text: str) -> Role | None:
    return Role.ADVERTISEMENT if _is_worn(text) else None


def _is_worn(text: str) -> bool:
    """Return whether a line lists what is worn in a picture, with the price and shop of some of it."""
    if not any(sign in text for sign in "$£€") or len(text) > LONGEST_WORN_LINE or BULLET.match(text):
        return False
    things = [thing.removeprefix("and ") for thing in BEFORE_SHOP.sub(", ", text.rstrip(". ")).split("; ")]
    sold = [thing for thing in things if SOLD.fullmatch(thing)]
    short = all(len(thing.split()) <= LONGEST_WORN for thing in things if thing not in sold)
    return bool(sold) and short and ADMISSION.search(text) is None


def _name_and_agency(text: str) -> Role | None:
    match = WITH_AGENCY.fullmatch(text)
    if match is None:
        return None
    agency = match["agency"].strip().casefold()
    return (Role.CAPTION if "/" in text else Role.BYLINE) if agency in agencies() else None
