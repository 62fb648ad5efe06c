"""The wordings of notes: what such a line says from end to end, as a table and compiled to one pattern.

On 820 labelled pages 2,000 lines have these wordings; those about copyright, newsletters, networks and advertisements are
body on 3 pages, links to further reading a third of the time, and not kept then either. Of 180 lines that are a lone
address of e-mail, ask whether a page was of help or to share it, thank for reading or name what a browser cannot play, one
is body. Of 250 that plead in a whole sentence ("You can now follow us on ..."), state the rules for comments or name a
shop's price two are, and not kept. What a firm says to its clients last ("Contact us today") and that a post "contains
affiliate links" is body as often as not, that it "first appeared in" another paper on two pages of three: no notes here,
nor "Buy at" and "View at".
"""

import re
from functools import cache

from service.enrichment.types import Role

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
        related: [^“”"]{4,160}!
        recommended (?:for you|stories|articles)|you (?:may|might)(?: also)? (?:also )?like:?
        (?:most|more) (?:popular|read|viewed|stories|news)|trending(?: now)?|related (?:stories|articles|news)|read next|up next|continue reading
        more (?:from|in|on|about) .{2,60}(?<![.!?])
        previous(?: article| story)?: .{4,120}(?<![.!?])
        (?:article réservé (?:à nos|aux) abonnés )?(?:à )?lire (?:aussi|également)(?: ?[:|–—-] .{4,200}| .{4,200}(?<![.!]))
        (?:lees ook|lesen sie auch|leggi anche|leia (?:também|mais)|l[æeä]s (?:også|också)|(?:lea|leer) (?:también|más))(?: ?[:|–—-])? .{4,200}(?<![.!])
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
        (?:[^“”".!?]{{3,80}}[?!] )?{PLEA}(?:sign up|subscribe)(?: now| today| here| below| for free){{0,2}},? (?:for|to(?: get| receive| join)?) (?!(?:his|her|their)\b)(?:[^“”".!?,]|, (?=an? |our )){{2,60}}\b(?:newsletters?|briefings?|bulletins?)\b{UNQUOTED}{{0,160}}
        (?:want|like|looking for|need) (?:more|the latest|to (?:read|hear|get|see|know) more)\b[^“”".!?]{{0,60}}\? (?:sign up|subscribe)(?:(?: now| today| here| below| for free){{1,2}}[.!]?|\b{UNQUOTED}{{2,80}}\b(?:our|newsletters?|briefings?|bulletins?|inbox|e-?mails?|alerts|podcasts?)\b{UNQUOTED}{{0,80}})
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
        (?:do|did|are|were|have) you (?:know|work(?:ed)?|aware|have (?:any |more )?(?:information|details|documents|evidence))\b{UNQUOTED}{{2,160}}\? {UNQUOTED}{{0,120}}\b(?:hear from you|(?:contact|reach|message|e-?mail|tell|text|call|write to|in touch with|talk to) (?:us|me|our|this)\b{UNQUOTED}{{0,80}}\b(?:securely|confidential(?:ly)?|anonymous(?:ly)?|encrypted|on signal))\b.{{0,200}}
        view (?:(?:this|more|full|original) ?)?(?:posts?|photos?|tweets?|profile)? ?on {NETWORK}|view (?:this|full) (?:image|photo) ?›?|a post shared by .{{2,80}}
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
        \[ ?(?:embed(?:ded (?:content|media|post|tweet|video))?|button|image|video|photo|gallery|slideshow|tweet|map|chart|graphic|audio) ?\]|button|embed(?:ded content)?
        (?=.*\b(?:us|our|editors?)\b)(?:are you )?interested in (?:sharing|submitting|contributing|pitching|writing for|appearing|being featured)\b{UNQUOTED}{{0,100}}\? (?:contact|e-?mail|send|submit|fill|tell|write|apply|get in touch|see|visit|click)\b{UNQUOTED}{{2,160}}
        (?:(?:image|photo|video|article|post|story) )?id ?: ?\d{{5,12}}
        loading ?(?:\.{{2,3}}|…)?|_{{3,}}|-{{3,}}|\*{{3,}}|ends|\d{{1,3}} (?:of|/) \d{{1,3}}
    """,
    Role.CAPTION: r"""
        (?:open|view|enlarge|see) (?:this )?(?:photo|image|picture)(?: in (?:the )?(?:gallery|full ?screen))?:?
        (?:file )?(?:photo|picture|image)s?(?: (?:credit|courtesy|source))?: ?.{2,120}(?<![!?])
        \(?(?:file )?photo(?:graph)?s? (?:by|courtesy of) .{2,80}(?<![.!?])
        show caption|hide caption
        [\[(]?fig(?:ure|\.)? ?\d{1,3}[a-z]? ?[:|] ?.{2,200}(?<![.!?])
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
    " may be ": (
        Role.AUTHOR_BIO,
        r".{2,80} may be (?:reached|contacted|e-?mailed) (?:at|on|via|by) .{0,60}(?:@|\d{3}|\btwitter\b).{0,100}",
    ),
    "unsubscribe": (
        Role.NEWSLETTER,
        rf"(?=(?:.*\byour?\b)|unsubscribe)(?:{UNQUOTED}{{0,200}}\b)?unsubscribe\b{UNQUOTED}{{0,60}}\bany ?time\b(?:[.!]{UNQUOTED}{{0,100}}|,? (?:by|via|using|through|with)\b{UNQUOTED}{{0,100}})?",
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


def role_of(bare: str) -> Role | None:
    """Return what the wording of a line says it is; `bare` is in lower case and without its bullet."""
    match = _wordings().fullmatch(bare)
    if match is not None:
        return Role[str(match.lastgroup)]
    within = (
        role for words, (role, wording) in WORDINGS_WITHIN.items() if words in bare and re.fullmatch(wording, bare)
    )
    return next(within, None)


@cache
def _wordings() -> re.Pattern[str]:
    """Return the wordings as one pattern, with a group for each role, named as its member."""
    groups = (
        f"(?P<{role.name}>{'|'.join(map(str.strip, rows.strip().splitlines()))})" for role, rows in WORDINGS.items()
    )
    return re.compile("|".join(groups))
