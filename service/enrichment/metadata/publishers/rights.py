"""Names out of notices of rights: "© 2021 Example Times Ltd", and whose the rights are."""

import re
from collections.abc import Iterator

from service.enrichment.metadata import agencies
from service.enrichment.metadata.layout import Layout, fold
from service.enrichment.metadata.publishers.naming import Publisher, is_name

COPYRIGHT = re.compile(
    r"(?:©|\(c\)|&copy;|copyright\b|(?<![^\s])®(?=\s{0,2}(?:19|20)\d\d\b))[\s:]{0,3}(?:©|\(c\)|copyright\b)?[\s,:]{0,3}(?:(?:19|20)\d\d)?(?:\s{0,2}(?:[-–—,/]|\bto\b)\s{0,2}(?:(?:19|20)\d\d|present)?)?[\s,.:|·•–—-]{0,4}(?:by\s)?"
    r"(?P<rest>[^\W_][^|·•∙©®™\n]{1,70})",
    re.IGNORECASE,
)
END = re.compile(
    r"\s{0,2}(?:[.,]?\s{0,2}(?:all rights|all content|privacy|terms|designed|powered|website|site by|this site|theme|cookie|a division"
    r"|registered|is (?:an?|the|part|owned|operated|published|not)\b|are (?:part|owned|the)|by using|built|contact|sitemap|legal|use of|accessibility|unless|content)\b|[.;](?:\s|$)|\s[–—-]\s|\s?\(|,? (?:19|20)\d\d|\s?<|\s[/\\]\s"
    r"|\sall rights|\.?\s?all right).*$",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r",?\s(?:inc\b\.?,? an? .*|inc|llc|ltd|limited|co|corp|corporation|(?:g?mbh|g\.m\.b\.h)(?: &(?: co\.?(?: kg)?)?)?|plc|pty\.? ltd|pvt\.? ltd|srl|s\.\s?(?:a(?:\.\s?[su])?|l(?:\.\s?u)?|r\.\s?l|p\.\s?a)|[bn]\.\s?v|(?-i:AG|AB|ASA?|NV|BV|KG|Oyj?|SA[SU]?|SLU?|SpA))\.?(?:\s(?:and|&) its .*)?$",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"^(?:(?:19|20)\d\d\s?[–-]?\s?(?:(?:19|20)\d\d)?\s)?(?P<rest>[^\W\d_][^©|·•]{1,60}?)(?:,?\s(?:LLC|Inc|Ltd|Limited)\b)?\.?\s?©?\.?\s(?i:all rights reserved)"
)
BEFORE_MARK = re.compile(
    r"^(?!copyright\b|all rights\b|(?:photos?|image)\b)(?P<rest>[^\W\d_][^©|·•]{1,60}?)\s?(?:©\s?(?:19|20)\d\d|(?:19|20)\d\d\s?©)\.?$",
    re.IGNORECASE,
)
"""A whole row that ends in its mark: "Example Corporation © 2021"."""
OF_RIGHTS = frozenset({"copyright", "copyright-head", "rights"})
"""Kinds that name who has the rights, the owner as often as the paper."""
FOOT = 60
"""Rows at the foot of a page where a copyright line may stand."""
HEAD = 40
"""Rows at the head of a page where its own name is met more than once."""
MOST_OWNERS = 6
"""Names of notices of rights that are looked at."""


def owners(layout: Layout) -> tuple[Publisher, ...]:
    """Return the first names of the copyright lines, those at the page's foot first.

    An agency that the page's head does not name is left out beside another: the text or a picture is its. Alone it is the
    publisher of two pages in 820, whose heads call it otherwise.
    """
    found = tuple(_righted(layout))
    head = "\n".join(f" {row.folded} " for row in layout.rows[: min(layout.first, HEAD)])
    lent = [agencies.named(one.text) is not None and f" {fold(one.text)} " not in head for one in found]
    own = found if all(lent) else tuple(one for one, out in zip(found, lent, strict=True) if not out)
    return own[:MOST_OWNERS]


def _righted(layout: Layout) -> Iterator[Publisher]:
    """Yield every name of the copyright lines, those at the page's foot first."""
    for row in reversed(layout.rows[max(layout.first, len(layout.rows) - FOOT) :]):
        for match in COPYRIGHT.finditer(row.text[:300]):
            name = COMPANY.sub("", END.sub("", match["rest"]).strip(" .,-–—:|")).strip(" .,-–—:|")
            if is_name(name):
                yield Publisher(name, row, row.text.find(name), "copyright")
            if "," in name and is_name(name.split(",")[0]):
                yield Publisher(name.split(",")[0], row, row.text.find(name), "copyright-head")
        rights = RIGHTS.match(row.text[:200])
        marked = BEFORE_MARK.match(row.text[:200])
        if marked and is_name(name := COMPANY.sub("", marked["rest"]).strip(" .,-–—:|")):
            yield Publisher(name, row, 0, "copyright")
        elif rights and not COPYRIGHT.match(row.text[:200]):
            yield Publisher(rights["rest"].strip(" ,."), row, rights.start("rest"), "rights")
