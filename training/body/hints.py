"""Roles that the wording of a line gives away, for the pages that nobody labelled by hand.

Used in training only, with a small weight: the model learns from them what it could not from 60 pages.
`evaluate.py` prints how often each pattern is right on the hand-labelled pages.
"""

import re

from service.enrichment.types import Role

FLAGS = re.IGNORECASE
NEAR_BODY = 15
HINTS = tuple(
    (role, re.compile(pattern, FLAGS))
    for role, pattern in (
        (
            Role.ADVERTISEMENT,
            r"(?:advertisements?|advertising|sponsored(?: content)?|promoted)(?: continue reading below)?$",
        ),
        (Role.ADVERTISEMENT, r"(?:article|story|content) continues? (?:below|after).*$"),
        (
            Role.ADVERTISEMENT,
            r".*\b(?:earn an? (?:affiliate )?commission|if you buy something from|advertising disclosure)\b",
        ),
        (Role.ADVERTISEMENT, r"(?:buy|shop|order|book) now$"),
        (Role.LEGAL, r"(?:copyright\b|©|\(c\) \d{4}).*$"),
        (Role.LEGAL, r".*\ball rights reserved\b"),
        (
            Role.LEGAL,
            r"(?:privacy|cookies?|terms)(?: (?:policy|notice|settings|preferences|of use|of service|statement|(?:and |& )?conditions))?$",
        ),
        (
            Role.LEGAL,
            r"(?:do not sell|your privacy choices|manage cookies|cookie consent|we use cookies|this (?:site|website) uses cookies).*$",
        ),
        (Role.LEGAL, r"(?:accept all|reject all|accept cookies|powered by \w+(?: \w+)?|disclaimer)\.?$"),
        (
            Role.COMMENTS,
            r"(?:leave a (?:reply|comment)|post (?:a )?comment|cancel reply|add a comment|write a comment|save my name).*$",
        ),
        (Role.COMMENTS, r".*\b(?:your email address will not be published|join the (?:conversation|discussion))\b"),
        (Role.COMMENTS, r"(?:reply|comments?|no comments(?: yet)?|\d+ (?:replies|responses?)(?: to .*)?)$"),
        (
            Role.SHARE,
            r"(?:share|tweet|copy link|pin it|print|share (?:this|on|via|article|post|full)\b.*|click to (?:share|email|print)\b.*)$",
        ),
        (
            Role.NEWSLETTER,
            r"(?:subscribe|sign up|follow us|join our|get the latest|stay (?:up to date|informed|connected))\b.*$",
        ),
        (
            Role.NEWSLETTER,
            r".*\b(?:our (?:free )?(?:daily |weekly )?newsletter|to your inbox|enter your email|mailing list)\b",
        ),
        (
            Role.RELATED,
            r"(?:related|recent|popular|latest|trending|more|recommended|featured|most|top)\b[\w ]{0,20}\b(?:posts?|articles?|stories|news|reads?|reading|content|viewed|popular)$",
        ),
        (
            Role.RELATED,
            r"(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested).*|read next|keep reading|up next|read more|see also|also read:?.*|trending(?: now)?|most (?:read|popular))$",
        ),
        (Role.TAGS, r"(?:tags?|topics|filed (?:under|in)|tagged(?: with| as)?)\b:?.*$"),
        (
            Role.CAPTION,
            r"(?:photo(?:graph)?s?|images?|pictures?|illustration)(?: by| credits?| courtesy(?: of)?| source| via)?\s*(?::|by\b|courtesy).*$",
        ),
        (
            Role.CAPTION,
            r".*(?:\b(?:getty images|shutterstock|unsplash|istock|adobe stock|ap photo)\b|/(?:AP|Reuters|Getty|AFP)\)?$)",
        ),
        (
            Role.NAVIGATION,
            r"(?:skip to (?:main )?content|menu|search|home|contact(?: us)?|about(?: us)?|careers|log ?in|sign in|services|products|blog|news|events|resources|support|faqs?|back to top|shop|pricing|company|toggle navigation|next|previous|load more|view all|english)$",
        ),
    )
)
BYLINE = re.compile(r"(?:(?:written|posted|reviewed|edited|published) )?by [^.!?]{3,50}$", FLAGS)
DAY = re.compile(
    r"(?:(?:published|updated|posted|last updated|last modified|on)\b[ :]*){0,2}(?:\w+day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"(?: \d{1,2}(?:st|nd|rd|th)?,?)?(?: \d{4})?(?:,? (?:at )?\d{1,2}:\d\d.*)?$",
    FLAGS,
)
LONGEST = 200


def hinted(text: str, before_body: int | None) -> Role | None:
    """Return the role that a line's wording gives away, if any; `before_body` counts the lines to the body's first."""
    if len(text) > LONGEST:
        return None
    for role, pattern in HINTS:
        if pattern.match(text):
            return role
    if before_body is not None and 0 < before_body <= NEAR_BODY:
        if BYLINE.match(text):
            return Role.BYLINE
        if DAY.match(text) and any(char.isdigit() for char in text):
            return Role.DATE
    return None
