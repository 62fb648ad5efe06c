"""What a reposted page names as its source: the site behind its headline, or a "SOURCE:" line."""

import re

from service.enrichment.metadata import agencies, mastheads
from service.enrichment.metadata.layout import Layout, fold
from service.enrichment.metadata.publishers.naming import PICTURE, Publisher, is_name
from service.enrichment.metadata.titles import SITE_SPLIT, Headline

SOURCE = re.compile(r"^(?:source|originally published (?:in|by|on|at)|first published (?:in|by|on|at)|this article (?:was )?(?:originally |first )?"
                    r"(?:appeared|published) (?:on|in|at))\s{0,2}:?\s{1,3}(?P<rest>\S.{1,60})$", re.IGNORECASE)  # fmt: skip
AND_AGENCIES = re.compile(
    r"\s(?:and|&|with)\s(?:news\s)?agenc(?:y|ies)$|\s(?:and|&)\s(?:its\s)?wire services$", re.IGNORECASE
)
SHORTENED = re.compile(r"\b(?:Inc|Co|Corp|Ltd|Bros)$")
"""What keeps the stop it is shortened with."""


def original(layout: Layout, headlines: tuple[Headline, ...], headline: Headline | None) -> Publisher | None:
    """Return the publisher that a reposted page names: the site in the headline's suffix, or a "SOURCE:" line.

    The suffix alone is no witness: what stands there may be a source ("... - Report") or a section.
    """
    known = mastheads.read(layout)
    title = headline.text if headline else ""
    for one in headlines:
        if (
            one.site
            and not one.start
            and _same(one.text, title)
            and is_name(one.site)
            and not SITE_SPLIT.search(one.site)
            and not PICTURE.search(one.site)
            and mastheads.is_own(one.site, known)
        ):
            return Publisher(one.site, one.row, one.row.text.find(one.site), "suffix")
    for row in layout.rows[layout.last : layout.last + 12]:
        if match := SOURCE.match(row.text):
            name = AND_AGENCIES.sub("", match["rest"]).strip(" .")
            name += "." if SHORTENED.search(name) and f"{name}." in match["rest"] else ""
            if is_name(name) and not agencies.listed(name) and name[:1].isupper() and "(" not in name:
                return Publisher(name, row, match.start("rest"), "source")
    return None


def _same(text: str, title: str) -> bool:
    """Return whether two headlines are the same but for a few words: a page's title line and its own headline differ."""
    a, b = set(fold(text).split()), set(fold(title).split())
    return bool(a and b) and len(a & b) >= 0.8 * max(len(a), len(b))
