"""Find the standfirst: the sentence or two beside a headline that sum the article up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.enrichment.body import captions
from service.enrichment.metadata import agencies, datelines, dates
from service.enrichment.metadata.bylines import persons, signatures
from service.enrichment.metadata.layout import PROSE, SHORT, WORD, Layout, Row, beside
from service.enrichment.metadata.ranking import band
from service.enrichment.types import Role

FEWEST, MOST = 3, 70
"""Words of a standfirst."""
OTHER = re.compile(
    r"\b(?:photo|image|picture|credit|getty|courtesy|caption|illustration|subscribe|sign up|newsletter|cookies?|disclosure|affiliate"
    r"|advertis\w+|commission|read more|share|min(?:ute)?s? read|fact.checked|reviewed by|updated|published|listen to|download|click"
    r"|follow us|comments?|print|loading|skip to|table of contents|reading time|originally appeared|(?:years?|months?) ago|file photo|pictured|hide caption"
    r"|sources?|video|watch|editor[’']s note|this (?:story|article|post) (?:was|is|has|originally|first)|translat\w+)\b",
    re.IGNORECASE,
)


NOTE = re.compile(
    r"(?i:(?:rating:? )?\d(?:[.,]\d{1,2})? (?:stars? |out of \d{1,2} )?(?:from|based on) \d[\d,]{0,8} (?:votes?|ratings?|reviews?).{0,20})"
    r"|(?i:(?:posted |written )?on behalf of)(?: (?:[^\W\d_a-z][\w.,'’-]{0,30}|&|of|and|the)){2,12}"
    r"|(?i:news provided by)\b.{0,80}|.{10,200}\w ?©(?: ?[^\W\d_a-z][\w.'’-]{0,30}){1,5}"
)
"""A rating, a firm or wire that has the text sent, a caption with whose picture it is."""
PLEA = re.compile(
    r"(?:chat|connect|keep up|get in touch|stay (?:connected|in touch)) with us\b|(?:follow|contact|message|e-?mail|text|reach) us\b"
    r"|(?:like|find|support) us(?:\W*$|[.!:]| (?:on|at|by|via|with|today|now|here)\b)"
    r"|get (?:our|the latest|all the latest|breaking)\b.{0,80}\b(?:inbox|app|alerts?|newsletters?|notifications?|phone)\b"
    r"|(?:download|get) (?:our (?:\S+ ){0,3}app\b|the (?:\S+ ){0,3}app(?:\W*$|[.!:]| (?:today|now|here|to|on|from)\b))|skip (?:to\b|(?:past |over )?(?:article|ad|main|navigation|header)\b)"
    r"|(?:we|i) (?:respect|value) your (?:privacy|inbox|time)\b|no spam\b|(?:we|i)(?:['’]ll| will) never (?:spam|share|sell)\b|(?:you can )?unsubscribe (?:at )?any ?time\b",
    re.IGNORECASE,
)
"""What a row begins with that asks readers to come along elsewhere, or leads them past what stands there."""
PLEA_LAST = re.compile(
    r"(?:^|[.!?…:] )(?:please )?(?:subscribe|sign up|join us|register)(?: (?:below|here|now|today|for free|to (?:our|the|my) .{2,40}))*[.!]*$",
    re.IGNORECASE,
)
"""What a row ends in that asks so: "A letter about harbours. Subscribe below!"."""
DISCLOSED = re.compile(
    r"\b(?:contains?|includes?|uses?|has|have) (?:\S+ ){0,2}(?:affiliate|sponsored|referral) (?:content|links?|posts?|products?)\b"
    r"|\b(?:earns?|pays?) us (?:\S+ ){0,3}commissions?\b"
    r"|\baffiliate (?:commission|disclosure)|\bdisclosure policy\b",
    re.IGNORECASE,
)
"""What a page says of its links: of 94 such rows on 1,082 pages none is the standfirst."""
POINTS = re.compile(
    r"(?:story )?highlights|key (?:points|takeaways|takeouts|facts|findings)|at a glance",
    re.IGNORECASE,
)
"""What announces a list of what the article says: none of its entries is the standfirst."""
MOST_POINTS = 6
FIELD = re.compile(r"[^\W\d_a-z][\w'’&()/ -]{1,60}: ?\S")
"""A thing's property: "Serves: 4", "Director: Jane Roe"."""
LONGEST_FIELD = 90
ELSEWHERE = frozenset({Role.SHARE, Role.NEWSLETTER, Role.ADVERTISEMENT, Role.LEGAL, Role.COMMENTS})
"""Roles of rows that speak of the site and its readers."""


@dataclass(frozen=True, slots=True)
class Standfirst:
    """A candidate row, and what speaks for it."""

    row: Row
    features: tuple[str, ...]


def candidates(layout: Layout, headline: Row | None, described: frozenset[str] | None = None) -> Iterator[Standfirst]:
    """Yield the rows beside the headline that are long enough to say something, with their features.

    `described` are the folded descriptions that the mark-up gives, None for text.
    """
    if headline is None:
        return
    words = frozenset(headline.folded.split())
    for gap, row in beside(layout, headline, 2, 12):
        repeated = row.folded.endswith(headline.folded) or words.issuperset(row.folded.split())
        if repeated or row.role in ELSEWHERE or not FEWEST <= len(row.text.split()) <= MOST:
            continue
        if row.role is Role.BYLINE or _is_between_signatures(row, headline, layout):
            continue
        if (
            PLEA.match(row.text)
            or PLEA_LAST.search(row.text)
            or DISCLOSED.search(row.text)
            or _is_point(row, headline, layout)
            or _is_field(row, layout)
        ):
            continue
        if NOTE.fullmatch(row.text) or captions.names_taker(row.text) or captions.begins_or_ends_in_credit(row.text):
            continue
        if not _is_caption(row, headline, layout) and datelines.read(row.text, None) is None:
            claimed = () if described is None else (_described(row, described),)
            yield Standfirst(row, (*_features(row, gap, headline, layout), *claimed))


def _is_point(row: Row, headline: Row, layout: Layout) -> bool:
    """Return whether a row stands in a list of the article's points, under "Highlights" and below the headline."""
    above = layout.rows[max(headline.index + 1, row.index - MOST_POINTS) : row.index]
    return any(POINTS.fullmatch(other.text.rstrip(" :")) for other in above)


def _is_field(row: Row, layout: Layout) -> bool:
    """Return whether a row and one beside it are a list of properties, as above a review or a recipe."""
    if not _names_property(row):
        return False
    beside = (*layout.rows[max(0, row.index - 1) : row.index], *layout.rows[row.index + 1 : row.index + 2])
    return any(
        _names_property(other)
        and other.role not in {Role.BYLINE, Role.DATE, Role.TITLE}
        and not signatures.is_others_work(other.text, at_head=True)  # "Photograph: Jane Roe" is below a standfirst
        for other in beside
    )


def _names_property(row: Row) -> bool:
    return len(row.text) <= LONGEST_FIELD and FIELD.match(row.text) is not None and row.text[-1] not in ".?!"


def _is_between_signatures(row: Row, headline: Row, layout: Layout) -> bool:
    """Return whether a row stands between a byline or date and another byline: of ten such answers none was a standfirst.

    But right above the byline, with only the day above it, what looks like one is.
    """
    above = layout.rows[headline.index + 1 : row.index]
    signed = any(other.role is Role.BYLINE for other in above)
    after = layout.rows[row.index + 1].role if row.index + 1 < len(layout.rows) else None
    if row.role is Role.SUBTITLE and after is Role.BYLINE and not signed:
        return False
    below = []
    for other in layout.rows[row.index + 1 : row.index + REACH]:
        if other.role is Role.BODY and len(other.text) >= PROSE:
            break
        below.append(other.role)
    return Role.BYLINE in below and any(other.role in {Role.BYLINE, Role.DATE} for other in above)


def _described(row: Row, described: frozenset[str]) -> str:
    """Return whether the mark-up describes the page by a row, by its head or by more than it says."""
    if row.folded in described:
        return "described:as-is"
    part = any(
        min(len(row.folded), len(one)) >= ECHO and (one.startswith(row.folded) or row.folded.startswith(one))
        for one in described
    )
    return "described:part" if part else "described:otherwise" if described else "described:none"


def _features(row: Row, away: int, headline: Row, layout: Layout) -> Iterator[str]:
    words = band(len(row.text.split()), 5, 8, 12, 20, 35, 50)
    gap = band(away, -1, 0, 1, 2, 3, 4, 6, 9)
    yield "bias"
    yield "gap:" + gap
    yield "role:" + row.role
    yield f"role:{row.role}:{gap}"
    chance = row.likely(Role.SUBTITLE)
    yield "likely:" + chance
    yield f"likely:{chance}:{gap}"
    yield f"likely:{chance}:{row.role}"
    yield "words:" + words
    yield f"words:{words}:{gap}"
    yield "away:" + band(row.index - layout.first, -6, -3, -2, -1, 0, 1)
    yield "end:" + (row.text[-1] if row.text[-1] in ".?!:…" else "w")
    yield "times:" + band(layout.repeats.get(row.folded, 0), 1, 2)
    shared = frozenset(WORD.findall(row.text.lower())) & frozenset(headline.folded.split())
    yield "shared:" + band(sum(len(word) > 3 for word in shared), 1, 2, 3)
    if row.level:
        yield "heading"
    if OTHER.search(row.text):
        yield "other"
    if dates.find(row.text):
        yield "date"
    if signatures.LABEL.match(row.text) or persons.names(row.text):
        yield "byline"
    if row.index + 1 < len(layout.rows):
        yield "below-role:" + layout.rows[row.index + 1].role
    if row.index == layout.first:
        yield "first"
    above = layout.rows[row.index - 1] if row.index else None
    below = layout.rows[row.index + 1].role if row.index + 1 < len(layout.rows) else "none"
    yield f"between:{'headline' if above is headline else above.role if above else 'none'}:{row.role}:{below}"
    yield f"away:{band(row.index - layout.first, -6, -3, -2, -1, 0, 1)}:{row.role}"
    yield from _against_prose(row, layout)
    if row.role in {Role.BODY, Role.SUBTITLE} and row.index > headline.index + 1:
        between = layout.rows[headline.index + 1 : row.index]
        yield "nth-prose:" + band(sum(one.role is Role.BODY for one in between), 1, 2)


def _against_prose(row: Row, layout: Layout) -> Iterator[str]:
    """Yield how a row differs from the paragraphs below it: what is shorter, signed below or said again sums them up."""
    below = [
        other
        for other in layout.rows[row.index + 1 : row.index + REACH]
        if other.role is Role.BODY and len(other.text) >= PROSE
    ]
    if below:
        size = sum(len(other.text) for other in below[:3]) / len(below[:3])
        yield "size:" + band(len(row.text) / size, 0.25, 0.4, 0.6, 0.8, 1.1, 1.6)
        yield f"size:{band(len(row.text) / size, 0.4, 0.6, 0.8, 1.1)}:{row.role}"
        between = layout.rows[row.index + 1 : below[0].index]
        signed = any(other.role in {Role.BYLINE, Role.DATE} for other in between)
        yield f"signed-below:{signed}"
        yield f"signed-below:{signed}:{row.role}"
        yield "to-prose:" + band(len(between), 1, 2, 3, 6, 12)
    after = layout.rows[row.index + 1] if row.index + 1 < len(layout.rows) else None
    if after is not None:
        yield f"below-other:{len(after.text) <= SHORT and bool(OTHER.search(after.text))}"
        if after.role is Role.HEADING and row.role is Role.BODY:
            yield "heading-below"
    if datelines.read(row.text, None):
        yield "dateline"
    if row.role is Role.BODY and any(
        other.role in {Role.BYLINE, Role.DATE} for other in layout.rows[max(0, row.index - 4) : row.index]
    ):
        yield "signed-above"
    head = row.folded[:ECHO]
    if len(head) == ECHO and any(
        other is not row and other.folded.startswith(head) for other in layout.rows[: layout.last + 1]
    ):
        yield "said-again"
    if row.text[:1].islower():
        yield "lower"


def _is_caption(row: Row, headline: Row, layout: Layout) -> bool:
    """Return whether a row is the words under a picture or a video, or another headline, below the byline.

    Out of fold, none of 5 answers that stand twice was a standfirst, nor of 7 links and headlines below the byline.
    """
    after = layout.rows[row.index + 1 : row.index + 1 + TWICE]
    near = (*layout.rows[max(0, row.index - TWICE) : row.index], *after)
    below = after[0] if after else None
    between = layout.rows[headline.index + 1 : row.index]
    signed = any(other.role in {Role.BYLINE, Role.DATE} for other in between)
    leads = below is not None and below.role in {Role.BODY, Role.BYLINE, Role.DATE}
    above = layout.rows[row.index - 1].role if row.index else None
    apart = row.role is Role.BODY or (row.role is Role.SUBTITLE and above in {Role.BYLINE, Role.DATE})
    return (
        any(other.folded == row.folded for other in near)
        or (not apart and below is not None and CREDIT.match(below.text) is not None)
        or (not apart and below is not None and OWNER.fullmatch(below.text) is not None)
        or ((source := AT_END.search(row.text)) is not None and agencies.named(source["source"]) is not None)
        or (signed and not leads and row.role in {Role.TITLE, Role.RELATED})
    )


TWICE = 4
"""Rows around a caption in which it stands again, for readers of screens."""
CREDIT = re.compile(
    r"\(?(?:hide caption|photo credit|(?:credit|photo|image|supplied|source)s?(?: by|:))", re.IGNORECASE
)
"""What a row right below a caption begins with."""
OWNER = re.compile(
    r"\((?!(?i:audio|exclusive|free|members?|opinion|podcast|premium|sponsored|subscribers?|updated?|video)\b)[A-Z][^()\d]{1,60}\)"
)
"""Whose picture it is, on a row of its own below the caption: "(Exampleton Athletics)", not "(Subscriber Exclusive)"."""
AT_END = re.compile(r"\((?P<source>[^()]{2,40})\)\.?$")


REACH = 16
"""Rows below a candidate in which the prose begins."""
ECHO = 40
"""Letters at the head of a row that tell another copy of it."""
