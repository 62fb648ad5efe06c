"""Lines whose wording tells what they are, wherever they stand: notes of a publisher to its readers, not the article.

The labeller weighs a line by what stands around it. Where that is little (a short article, mark-up that somebody has cleaned
before), it keeps such lines. On 820 labelled pages 2,000 lines have these wordings; those about copyright, newsletters,
networks and advertisements are body on 3 pages, links to further reading a third of the time, and not kept then either.
Of 180 lines that are a lone address of e-mail, ask whether a page was of help or to share it, thank for reading or name what
a browser cannot play, one is body. Of 250 that plead in a whole sentence ("You can now follow us on ..."), state the rules for
comments or name a shop's price two are, and not kept. What a firm says to its clients last ("Contact us today") and that a
post "contains affiliate links" is body as often as not, that it "first appeared in" another paper on two pages of three: no
notes here, nor "Buy at" and "View at".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from service.enrichment.body import biographies
from service.enrichment.body.plaintext import without_mark
from service.enrichment.body.signatures import agencies, is_sign_off
from service.enrichment.types import KEPT, Line, Role

LONGEST = 320
NETWORK = r"(?:facebook|twitter|x|instagram|bluesky|threads|linkedin|tiktok|youtube|telegram|whatsapp|mastodon)"
LETTER = r"(?:newsletters?|e-?mails?|briefing|alerts|updates|bulletins?)"
UNQUOTED = r"[^“”\"]"
# Before a plea: "For the latest from the courts, follow ...", "You can now follow ...".
PLEA = rf"(?:for {UNQUOTED}{{2,80}}, |please |you can (?:now |also )?)?"
CHANNEL = r"(?:google news|(?:whatsapp|telegram|youtube) channel|facebook (?:page|group))"
TELLING = r"(?:article|story|column|essay|report|review|post)"
# How such a line reads from end to end, lower case and without its bullet; a wording a row, each beginning with words of its own.
WORDINGS = {
    Role.LEGAL: r"""
        © ?(?:copyright )?(?:19|20)\d\d\b.{0,200}
        (?:\(c\) ?)?copyright(?:ed)?\b.{0,12}\b(?:19|20)\d\d\b.{0,200}
        all rights reserved[.!] .{0,300}
        (?:this|the) (?:material|content|article|story|report|publication|website|site)\b.{0,80} (?:may|must|can)(?: ?not) be (?:reproduced|published|republished|copied|broadcast|redistributed)\b.{0,250}
        no part of this (?:material|content|article|story|report|publication|website|site) may be .{0,250}
        (?:any )?(?:unauthori[sz]ed )?(?:reproduction|republication|copying|redistribution)\b.{0,120}\b(?:without|prohibited).{0,120}\b(?:permission|consent|prohibited)\b.{0,60}
        disclaimer: .{0,60}\b(?:views|opinions)\b.{0,200}
        (?:the |all |any )?(?:views|opinions)(?:,? (?:and|or) (?:views|opinions))? (?:expressed|stated|given) [^“”"]{0,80}\b(?:are|do|does)\b[^“”"]{0,60}\b(?:author|writer|contributor|reflect|represent)[^“”"]{0,160}
        by (?:clicking|signing up|subscribing|submitting|registering|providing|entering)\b[^“”"]{0,120}\b(?:i|you) (?:confirm|agree|consent|accept|acknowledge)\b[^“”"]{0,200}
    """,
    Role.ADVERTISEMENT: r"""
        (?:- ?)?advert(?:isement|s)?(?: \d{1,2})?(?: ?-)?(?: ?continue reading below)?
        (?:(?:story|article|video|content) )?continues? (?:below|after)(?: th[ei]s?)?(?: ad\w*| promotion)?
        (?:get|subscribe now for) (?:full|unlimited)(?: digital)? access.{0,80}
        (?:download|get) (?:our|the) (?:free )?(?:[\w ]{1,30} )?app (?:to|for|and) .{2,80}
        support (?:our|independent|local|quality)[\w ]{0,20} journalism.{0,80}
        (?:(?:if|did|do) you .{2,80}[,.?!] )?(?:please |you (?:can|could|may) |consider |feel free to ){0,3}buy(?:ing)? (?:me|us) a (?:coffee|beer)\b[^,]{0,80}
        (?:(?:if|did|do) you .{2,80}[,.?!] )?(?:please )?(?:consider )?(?:leav|writ|giv)(?:e|ing) us (?:a |an |your ).{0,30}\b(?:review|rating)\b.{0,60}
        you(?: have|['’]ve) .{0,20}\bfree (?:articles?|stories|reads?) (?:left|remaining)\b.{0,120}
        (?:for [^“”"]{2,80}, )?(?:download|get|install) our (?:[\w ]{1,30} )?app\b[^“”"]{0,100}
        (?:(?:do|did) you |are you )?(?:like|love|enjoy(?:ed|ing)?) (?:what you(?:['’]re| are) reading|(?:reading )?this (?:article|story|column|post))\? [^“”"]{0,100}\b(?:subscri\w+|support|sign up|newsletters?|members?|donat\w+)\b[^“”"]{0,160}
        (?:this|today['’]s) (?:article|post|episode|video|story|newsletter|podcast|issue) (?:is|was) (?:sponsored|brought to you|paid for) by [^“”"]{2,240}
        thank(?:s| you) to [^“”"]{2,60} for sponsoring (?:this|today['’]s) [^“”"]{2,60}
        did you know (?:that )?with an? (?:digital |online )?subscription\b[^“”"]{0,250}
        (?:sponsored by|paid for by|brought to you by) [^.!?“”"]{2,60}\.?
        (?:check|see|get) (?:the )?(?:latest |current |best |today['’]s )?prices?(?: (?:at|on|from) [\w.&'’ -]{2,60})?
    """,
    Role.RELATED: r"""
        \[?(?:(?:read|see) (?:more|also|next)|read more on this|watch|listen) ?[:|–—-] ?.{4,160}(?<![.!])
        \[read: .{4,160}\]
        (?:related|also read|recommended|must read|don['’]t miss|more on this|next article|previous article)(?: stor(?:y|ies)| articles?)? ?[:|] ?.{4,160}(?<![.!])
        recommended (?:for you|stories|articles)|you (?:may|might)(?: also)? (?:also )?like:?
        (?:most|more) (?:popular|read|viewed|stories|news)|trending(?: now)?|related (?:stories|articles|news)|read next|up next|continue reading
        more (?:from|in|on|about) .{2,60}(?<![.!?])
        previous(?: article| story)?: .{4,120}(?<![.!?])
        (?:click|tap) here to (?:watch|listen|subscribe|sign up|see the gallery).{0,60}
        read the (?:full |original |whole )?(?:article|story) (?:here|at|on)\b.{0,60}
        \[(?:…|&#8230;|\.\.\.)\]
    """,
    Role.NEWSLETTER: rf"""
        (?:follow|like|join|find|connect with) (?:us|our|the) .{{0,80}}\b{NETWORK}\b.{{0,200}}
        you(?: are|['’]re|['’]ve| have)? receiv(?:ed?|ing) this (?:e-?mail|newsletter|message) because.{{0,200}}
        (?:for .{{2,60}}, )?(?:sign up|subscribe) (?:here )?(?:for|to) (?:our|the) .{{0,100}}\b{LETTER}\b.{{0,100}}
        (?:for .{{2,60}}, )?(?:sign up|subscribe) (?:here )?(?:for|to) (?:our|the) {LETTER}\b.{{0,100}}
        get (?:the latest |our |all the )[\w ,]{{2,60}} (?:delivered|sent|straight|direct\w*) (?:to|in) your (?:inbox|e-?mail|phone).{{0,60}}
        (?:enter )?your e-?mail address
        {PLEA}(?:follow|join|like|find|subscribe to) {UNQUOTED}{{2,60}}{CHANNEL}\b{UNQUOTED}{{0,100}}
        {PLEA}(?:get|receive|sign up|subscribe|join)\b{UNQUOTED}{{0,50}}\bour\b{UNQUOTED}{{0,50}}\b{LETTER}\b{UNQUOTED}{{0,120}}
        to (?:get|receive|join) {UNQUOTED}{{0,40}}\bour\b{UNQUOTED}{{0,50}}\b{LETTER}\b{UNQUOTED}{{0,60}}, (?:please )?(?:click|tap|sign up|enter|subscribe|visit)\b{UNQUOTED}{{0,120}}
        for (?:all )?(?:the )?(?:latest|breaking) {UNQUOTED}{{0,60}}\b(?:news|headlines|updates|scores|weather)\b{UNQUOTED}{{0,60}}, (?:visit|head|go|follow|tune|download|sign|click|subscribe|check|like|join)\b{UNQUOTED}{{0,140}}
        get (?:all )?the latest {UNQUOTED}{{2,80}}\bby (?:following|signing up|subscribing|downloading|joining)\b{UNQUOTED}{{2,100}}
    """,
    Role.AUTHOR_BIO: rf"""
        (?:for .{{2,60}}[,:] )?(?:please |you (?:can|may) )?(?:contact|reach|e-?mail) .{{2,60}}?(?: at| on| via|:) \S+@\S+.{{0,80}}
        [^\s@]{{1,64}}@[\w-]{{1,60}}\.[\w.-]{{2,30}}
        (?:for )?(?:media|press|investor)(?: relations)? (?:contacts?|inquir(?:y|ies)|enquir(?:y|ies))(?: ?:.{{0,200}})?
        (?:contact|e-?mail)(?: us)? ?: ?\S+@\S+
        \(\([^()]{{0,100}}@[^()]{{2,100}}\)\)
        follow (?:him|her|them|me|@\w+|[\w .'’-]{{3,40}}?) on {NETWORK}\b.{{0,80}}
    """,
    Role.COMMENTS: r"""
        (?:what do you think\?|have your say[.:]?) .{0,60}\bcomments?\b.{0,60}
        join the (?:conversation|discussion|debate)
        (?:view|show|add|leave|post) (?:a |\d+ |all )?comments?|comments? \(\d+\)|\d+ comments
        your e-?mail address will not be published.{0,80}
        (?:sorry, )?you (?:must|need to|have to) (?:be )?(?:registered|log(?:ged)?[- ]in|sign(?:ed)?[- ]in|a \w+|register)\b[^“”"]{0,60}\bcomments?\b[^“”"]{0,160}
        comments? (?:are|is|have been|on this \w+ (?:are|have been)) (?:now |currently )?(?:moderated|closed|turned off|disabled|switched off)\b[^“”"]{0,200}
        (?:(?:all|your|reader|while most|most|published) )comments? (?:are|will be|must be|may be) [^“”"]{0,40}\b(?:moderated|moderation|reviewed|approved|published|posted)\b[^“”"]{0,220}
        please (?:keep|log in|sign in|register)\b[^“”"]{0,40}\bcomments?\b[^“”"]{0,100}
        (?:the )?(?:views|opinions)(?: of \w+| expressed)? in (?:the|these|reader|readers['’]) comments?\b[^“”"]{0,200}
        would you like to comment on this (?:article|story)\?[^“”"]{0,60}
        (?:we want to hear from you|tell us what you think)\b[^“”"]{0,160}\b(?:comments?|facebook page|conversation|debate)\b[^“”"]{0,60}
    """,
    Role.SHARE: r"""
        share or comment on this (?:article|story).{0,200}
        (?:kindly |please )?share (?:this|the) (?:article|story|column|essay|report|review|post|page|news)(?: (?:on|via|with)\b[^,]{0,60})? ?[:!.]?
        \+ ?\d{1,3}
        (?:please )?(?:don['’]t forget to )?pin (?:it|this|me)(?: post)?(?: for later)?[.!]?
    """,
    Role.NAVIGATION: r"""
        (?:close (?:this )?window|back to (?:the )?top|return to top|leer en español|page \d{1,3} of \d{1,3})
    """,
    Role.DATE: r"""
        (?:reading time:? )?\d{1,2}(?:[-–]\d{1,2})? ?min(?:ute)?s?(?: read)?
    """,
    Role.OTHER: rf"""
        (?:got|have) a (?:news )?(?:tip|story)\?.{{0,120}}
        do you have a (?:news )?(?:tip|story)\?.{{0,120}}
        an? (?:\w+ )?version of this {TELLING} (?:\w+ )?appear(?:s|ed) in (?:the )?(?:print|section)\b.{{0,200}}
        this {TELLING} (?:was|is) (?:published )?more than \d+ \w+ (?:ago|old).{{0,120}}
                \(?(?:except for the headline, )?this {TELLING} has not been edited by .{{2,120}}
        .{{0,40}}(?:is|are) committed to publishing a (?:diversity|variety|range) of .{{0,300}}
        our standards: .{{4,80}}
        printed from .{{2,60}}(?<!\.)
        report (?:a |an )?(?:typo|error|correction)s?
        (?:found (?:a )?(?:typo|mistake|error)s?\?.{{0,40}}\b)?(?:suggest an )?edits? (?:this (?:page|post|article)(?: on \w+)?|on github)\.?
        (?:have|got) (?:more|other|further) questions\? submit a request
        \d+ (?:out )?of \d+ (?:people |readers |users )?found this (?:helpful|useful)\.?
        (?:please )?(?:send|e-?mail) (?:us )?your (?:news|stories|news stories|tips|pictures|photos|videos|views)\b[^@“”"]{{0,60}} (?:to|at) \S+@\S+.{{0,80}}
        we acknowledge (?:the )?{UNQUOTED}{{0,120}}\b(?:traditional (?:owners|custodians)|first (?:nations|australians|peoples))\b{UNQUOTED}{{0,200}}
        \((?:adds|updates|recasts|corrects|refiles|rewrites|changes|clarifies|removes)\b[^()]{{3,200}}\)
        view (?:this|more) (?:posts?|photos?|tweets?)? ?on {NETWORK}|a post shared by .{{2,80}}
        (?:the )?audio (?:version|edition) of this {TELLING} (?:is|was) (?:\w+ )?(?:generated|produced|narrated|read|made|created)\b.{{0,200}}
        this audio (?:is|was) (?:\w+ )?(?:generated|produced|narrated|read|made|created)\b.{{0,160}}
        (?:produced|narrated|read aloud) by .{{2,80}} using (?:an )?(?:ai|artificial|automated|synthetic)\b.{{0,160}}
        (?:new ?[:!]? ?)?you can (?:now )?listen to [^,]{{0,40}}\b(?:articles|stories)[.!]
        you(?: have|['’]ve) reached (?:your|the) (?:maximum|limit)\b.{{0,40}}\b(?:items|articles|stories)\b.{{0,120}}
        (?:this |the )?(?:{TELLING} )?(?:summary|summaries|headline|translation|transcript)s? (?:is|are|was|were) (?:ai|automatically|machine)[- ](?:generated|produced|created|translated|assisted)\b.{{0,160}}
        (?:was|did you find) (?:this|the)(?: (?:{TELLING}|page|content|guide|answer|information|recipe))? (?:helpful|useful|interesting)\?(?: .{{0,60}})?
        rate (?:this|our) (?:{TELLING}|page|content|guide|recipe|product)[:!.]?
        (?:(?:average )?rating:? ?)?\d(?:[.,]\d{{1,2}})?(?: ?/ ?\d{{1,2}}| out of \d{{1,2}}| stars?)?,? ?\(?(?:from |based on )?\d[\d,]{{0,8}} (?:votes?|ratings?)\)?\.?
        thank(?:s| you)(?: so much| very much)? for (?:reading|listening|watching)(?: [^,]{{1,60}})?[.!](?: .{{0,160}})?
        news provided by:?(?: .{{2,60}}(?<!\w{{5}}[.!?]))?
        article content
        loading ?(?:\.{{3}}|…)|_{{3,}}|-{{3,}}|\*{{3,}}|ends|\d{{1,3}} (?:of|/) \d{{1,3}}
    """,
    Role.CAPTION: r"""
        (?:open|view|enlarge|see) (?:this )?(?:photo|image|picture)(?: in (?:the )?(?:gallery|full ?screen))?:?
        (?:file )?(?:photo|picture|image)s?(?: (?:credit|courtesy|source))?: ?.{2,120}(?<![!?])
        \(?(?:file )?photo(?:graph)?s? (?:by|courtesy of) .{2,80}(?<![.!?])
        show caption|hide caption
    """,
    Role.TAGS: r"""
        (?:tags|topics|filed under|keywords|posted in)\s?: ?.{2,200}(?<![.!?])
    """,
}
# The same, beginning with anything: looked for where a line holds these words, since each is tried at every place of it.
WORDINGS_WITHIN = {
    "all rights reserved": (Role.LEGAL, r".{0,200}\ball rights reserved[.!]?(?: .{0,80})?"),
    "commission": (
        Role.ADVERTISEMENT,
        r"(?:.{0,200}\b)?(?:we|i|our (?:site|team|editors))\b.{0,60}\b(?:earn|receive|get|collect)\b.{0,40}\bcommissions?\b.{0,160}",
    ),
    " can be ": (
        Role.AUTHOR_BIO,
        r".{2,80} can be (?:reached|contacted|followed|found) (?:at|on|via|by) .{0,60}(?:@|\d{3}|\btwitter\b).{0,100}",
    ),
    "reader-supported": (Role.ADVERTISEMENT, r".{1,80}\b(?:is|are) (?:an? )?(?:\d{1,3}% )?reader-supported\b.{0,250}"),
    "inbox": (
        Role.NEWSLETTER,
        (
            rf"(?:{PLEA}(?:get|receive|have|join|enter)\b|{UNQUOTED}{{0,200}}\b(?:newsletters?|subscribe|sign(?:ing)? up|delivered)\b)"
            rf"{UNQUOTED}{{0,160}}\b(?:in|to|into) your (?:\w+ )?inbox\b{UNQUOTED}{{0,160}}"
        ),
    ),
    "the right to": (
        Role.COMMENTS,
        r"(?:we|[\w ]{2,40}) reserves? the right to (?:remove|delete|edit|moderate|refuse|reject|not publish)\b[^“”\"]{0,60}\bcomments?\b[^“”\"]{0,200}",
    ),
    "browser do": (
        Role.OTHER,
        r"(?:.{0,60}[:,.!] )?your browser does(?: not|n['’]t) support (?:the |this )?.{0,30}(?:elements?|tags?|players?|iframes?|audio|video|playback)\b.{0,60}",
    ),
    " us ": (
        Role.OTHER,
        r".{0,80}\b(?:e-?mail|write to|contact|call|text|message) us (?:at|on|via) .{0,40}(?:@|\d{3}).{0,60}",
    ),
}
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
# A copyright line without a year: a sentence of nothing but a name.
OWNED = re.compile(r"(?:Copyright|COPYRIGHT)(?: ©| \([Cc]\))?(?: (?:of|by|the))?(?: [A-Z][\w.&'’-]*){1,5}\.")
AS_WRITTEN = ((OWNED, Role.LEGAL), (CREDITED, Role.CAPTION), (PRICED, Role.ADVERTISEMENT))
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
NAME = r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,2}"
WITH_AGENCY = re.compile(rf"(?:[Bb]y )?{NAME} ?(?:&|,|/|and|with) ?(?:[Tt]he )?(?P<agency>[^\W\d_a-z][\w. ]+)")


def mark(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of them that are worded like a note with its role.

    Below a label that opens a picture, kept or not, stand its caption and the name of who took it. Among the last four lines
    of the article stand its disclaimers.
    """
    marked: list[Line] = []
    closing, of_author = _last_kept(lines), biographies.find(lines)
    labelled = False
    for i, line in enumerate(lines):
        role = role_of(line) or (Role.AUTHOR_BIO if i in of_author else None)
        if role is None and i in closing and DISCLAIMER.fullmatch(line.text):
            role = Role.LEGAL
        if labelled and line.role in KEPT and role is None and not line.text.endswith(("”", '"')):
            role = Role.CAPTION
        labelled = _is_label(line.text) or (role is Role.CAPTION and line.text.endswith(":"))
        marked.append(line if role is None else replace(line, role=role, doubted=None))
    return _with_contacts(marked)


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


def _may_be_contact(text: str) -> bool:
    return len(text.split()) <= LONGEST_CONTACT_LINE and not PROSE_END.search(text)


def role_of(line: Line) -> Role | None:
    """Return what the wording of a line says it is, None where it says nothing."""
    if len(line.text) > LONGEST:
        return None
    if CREDIT.fullmatch(line.text) or is_sign_off(line.text):
        return Role.BYLINE
    if line.role not in KEPT:
        return None
    bare = without_mark(line.text).casefold()
    as_written = (role for pattern, role in AS_WRITTEN if pattern.fullmatch(line.text))
    return _worded(bare) or next(as_written, None) or _name_and_agency(line.text)


def _worded(bare: str) -> Role | None:
    match = _wordings().fullmatch(bare)
    if match is not None:
        return Role[str(match.lastgroup)]
    within = (
        role for words, (role, wording) in WORDINGS_WITHIN.items() if words in bare and re.fullmatch(wording, bare)
    )
    return next(within, None)


def _name_and_agency(text: str) -> Role | None:
    match = WITH_AGENCY.fullmatch(text)
    if match is None:
        return None
    agency = match["agency"].strip().casefold()
    return (Role.CAPTION if "/" in text else Role.BYLINE) if agency in agencies() else None


@cache
def _wordings() -> re.Pattern[str]:
    """Return the wordings as one pattern, with a group for each role, named as its member."""
    groups = (
        f"(?P<{role.name}>{'|'.join(map(str.strip, rows.strip().splitlines()))})" for role, rows in WORDINGS.items()
    )
    return re.compile("|".join(groups))
