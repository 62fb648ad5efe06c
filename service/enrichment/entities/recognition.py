"""Read the names of an article off the model's entities, and repair what news text does to them."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from service.enrichment import lexicons
from service.enrichment.entities import conjunctions, edges, expansions, growth, recovery, surnames, values
from service.enrichment.entities.edges import VALUES
from service.enrichment.entities.evidence import Evidence
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import PLACES, Name
from service.enrichment.types import Body, Span

Draft = tuple[int, int, str]
SPACE = re.compile(r"\s+")
LISTED = re.compile(r"\((?:[A-Z][A-Za-z-]{1,9}: ?[A-Z0-9][A-Z0-9.]{0,7}(?:[,;] ?)?)+\)|\([A-Z0-9]{2,6}\.[A-Z]{1,3}\)")
"""Where a company's shares are listed: "(NASDAQ: ZRK)", "(0005.HK)"."""
ROMAN = re.compile(r"[IVX]{2,}")
CONTRACTED = re.compile(r"[A-Z][a-z]+[’'](?:ve|re|ll|d|m)")
"""A pronoun and its verb: "You’ve"."""
BETWEEN_COMMAS = re.compile(r"[^,\s][^,]*")
LISTED_AT_MOST = 8
COMMON = frozenset(("IN", "JJ", "MD", "NN", "NNS", "RB", "UH", "VB", "VBD", "VBG", "VBN", "VBZ"))
OFFICE = re.compile(r"([A-Z][a-z]+)( (?:of|for) )?")
"""An office and what it is held over, or an office alone."""
OWNED = frozenset(("FAC", "GPE", "ORG", "PERSON", "PRODUCT"))
"""Types under which the model marks a body and somebody of it as one name: "Zork’s Ann Lee"."""
ABBREVIATED = frozenset(("US", "UN", "IS", "IT", "WHO", "AN"))


def names(doc: Doc, body: Body, gazetteer: Gazetteer) -> tuple[Name, ...]:
    """Return the names and values of the article in reading order, none overlapping another."""
    drafts = unlisted(body.text, values.mended(body.text, edged(doc, body.text, gazetteer)))
    drafts = expansions.whole(body.text, growth.grown(body.text, growth.placed(body.text, drafts, body)))
    drafts = unheaded(conjunctions.joined(body.text, drafts), body.text)
    evidence = Evidence(gazetteer)
    drafts = typed(body.text, drafts, evidence, drafts)
    further = missed(doc, body.text, drafts, gazetteer)
    told = sorted((*drafts, *further))
    whole = surnames.whole(doc, body.text, told, gazetteer)
    known = frozenset(told)
    further = [*further, *(draft for draft in whole if draft not in known)]
    return tuple(
        Name(Span(start, end), body.text[start:end], label)
        for draft in typed(body.text, whole, evidence, further)
        for start, end, label in _separated(body.text, draft)
    )


def unlisted(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those in a bracket that tells where shares are listed: symbols name nobody."""
    listed = recovery.Covered(match.span() for match in LISTED.finditer(text))
    return [draft for draft in drafts if not listed.holds(draft[0])]


def _separated(text: str, draft: Draft) -> list[Draft]:
    """Return the people of a draft: what the model took for one organisation may be two ("Lee, Poe") by the evidence."""
    start, end, label = draft
    if label != "PERSON" or not edges.PERSON_JOINT.search(text, start, end):
        return [draft]
    return [(first, last, label) for first, last in edges.pieces(text, start, end, label)]


def edged(doc: Doc, text: str, gazetteer: Gazetteer) -> list[Draft]:
    """Return (start, end, label) of what the model marked, each cut to one clean name or value."""
    found: list[Draft] = []
    for entity in doc.ents:
        label = entity.label_
        alone = label not in VALUES and label != "NORP" and len(entity) == 1
        if alone and _opens(doc, entity.start) and not _is_place(gazetteer, entity.text):
            continue
        for start, end in edges.pieces(text, entity.start_char, entity.end_char, label):
            if label in VALUES:
                addressed = label == "DATE" and _is_addressed(text, start, end)
                found.append((start, end, "PERSON" if addressed else label))
            else:
                found.extend(_named(text, start, end, label, gazetteer))
    return found


def _named(text: str, start: int, end: int, label: str, gazetteer: Gazetteer) -> Iterator[Draft]:
    """Yield the names in what the model marked as one: an amount, a member and the body, an owner and what it owns."""
    if edges.AMOUNT.fullmatch(text, start, end):
        yield start, end, "MONEY"
        return
    person_end = edges.member(text, start, end)
    if person_end:
        yield start, person_end, "PERSON"
        for first, last in edges.name(text, person_end + len(" of "), end, "ORG"):
            yield first, last, "ORG"
        return
    if label in OWNED and (office := edges.office_inside(text, start, end)):
        yield start, office[0], "ORG"
        start, label = office[1], "PERSON"
    cut = edges.possessor(text, start, end)
    if cut and label in OWNED and edges.full_name(text, cut[1], end, label, says=_says(text, start, end)):
        yield start, cut[0], "PERSON" if label == "PERSON" and lexicons.is_given_name(text[start : cut[0]]) else "ORG"
        start, label = cut[1], "PERSON"
    elif cut and label != "PERSON" and gazetteer.known(text[start : cut[0]]) is not None:
        yield start, cut[0], label
        start = cut[1]
    if _is_office(text, start, end):
        return
    listed = _places(text, start, end, gazetteer) if label != "PERSON" else []
    yield from listed
    if not listed and (_nameable(text[start:end]) or _is_addressed(text, start, end)):
        yield start, end, label


def _says(text: str, start: int, end: int) -> bool:
    """Return whether a verb of speech stands right before or behind what the model marked."""
    verbs = lexicons.read("speech_verbs")
    behind = recovery.NEXT_WORD.match(text, end)
    before = text[max(0, start - 14) : start].split()[-1:]
    return (behind is not None and behind[1] in verbs) or (bool(before) and before[0] in verbs)


def _nameable(form: str) -> bool:
    plain = form.lower()
    if form in ABBREVIATED:
        return True
    return not (
        ROMAN.fullmatch(form)
        or CONTRACTED.fullmatch(form)
        or plain in lexicons.read("not_names")
        or recovery.plural(plain)
    )


def _places(text: str, start: int, end: int, gazetteer: Gazetteer) -> list[Draft]:
    """Return what commas part in a name if the last of it is a known place: "Barbados, Belize", "Zork House, London"."""
    if (
        text.find(", ", start, end) < 0
        or text[start:end].count(",") > LISTED_AT_MOST
        or "University" in text[start:end]
    ):
        return []
    parts = [match.span() for match in BETWEEN_COMMAS.finditer(text, start, end)]
    known = [gazetteer.known(text[first:last]) for first, last in parts]
    if known[-1] is None or known[-1].type not in PLACES:
        return []
    listed = [(one, part) for one, part in zip(known, parts, strict=True) if text[part[0]].isupper()]
    return [
        (first, last, one.type if one else "ORG" if " " in text[first:last] else "GPE") for one, (first, last) in listed
    ]


def _is_place(gazetteer: Gazetteer, form: str) -> bool:
    known = gazetteer.known(form)
    return known is not None and known.type in PLACES


def _opens(doc: Doc, at: int) -> bool:
    """Return whether a word has its capital from the sentence that it begins: to the tagger it is no proper noun."""
    token = doc[at]
    first = (
        not at or token.is_sent_start or doc[at - 1].is_space or (doc[at - 1].is_quote and doc[at - 1].is_sent_start)
    )
    return bool(first) and token.tag_ in COMMON and token.is_title and token.lower_ not in lexicons.read("given_names")


def _is_office(text: str, start: int, end: int) -> bool:
    """Return whether a name says only what someone is: "Minister of Finance", "the Duke"."""
    office = OFFICE.match(text, start, end)
    if office is None or not (office[2] or (office.end() == end and text[max(0, start - 4) : start].lower() == "the ")):
        return False
    return any(office[1].lower() in lexicons.read(name) for name in ("person_roles", "honorifics"))


def _is_addressed(text: str, start: int, end: int) -> bool:
    """Return whether a word that may name nobody does so here: "May" in "Mrs May", not "Speaker" in "Mr Speaker"."""
    return recovery.is_addressed(text, start) and text[start:end].lower() not in lexicons.read("person_roles")


def unheaded(drafts: list[Draft], text: str) -> list[Draft]:
    """Return the drafts, people in headlines written With Capitals cut to the name that the article goes on with.

    "Ann Lee Slams Plan" is "Ann Lee" where the text says so elsewhere.
    """
    lines = list(_headlines(text))
    if not lines:
        return drafts
    headlines = recovery.Covered(lines)
    forms = {text[start:end] for start, end, label in drafts if label == "PERSON"}
    repaired = []
    for start, end, label in drafts:
        stop = end
        if label == "PERSON" and headlines.holds(start):
            cuts = [match.start() for match in SPACE.finditer(text, start, end)]
            stop = next((cut for cut in reversed(cuts) if _is_person(text[start:cut], forms)), end)
        repaired.append((start, stop, label))
    return repaired


def _is_person(form: str, forms: set[str]) -> bool:
    """Return whether a form of several words, or the last of them, stands elsewhere."""
    return " " in form and (form in forms or form.rsplit(maxsplit=1)[-1] in forms)


def _headlines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each line that is a headline whose words begin with capitals."""
    start = 0
    for line in text.split("\n"):
        if 20 <= len(line) <= 200:
            words = [word for word in line.split() if len(word) > 3]
            if 3 < len(words) < 24 and sum(word[0].isupper() for word in words) > 0.8 * len(words):
                yield start, start + len(line)
        start += len(line) + 1


def typed(text: str, drafts: Sequence[Draft], evidence: Evidence, new: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, all mentions of one form under the type that has the most evidence.

    The evidence of the new drafts is taken in first; that of the others must have been before.
    """
    for start, end, label in new:
        if label not in VALUES:
            evidence.mention(text, start, end, label)
    evidence.close()
    return [(start, end, label if label in VALUES else evidence.label(text[start:end])) for start, end, label in drafts]


def missed(doc: Doc, text: str, drafts: Sequence[Draft], gazetteer: Gazetteer) -> list[Draft]:
    """Return the names that the model overlooked, under the type of what they repeat."""
    taken = ((start, end) for start, end, _ in drafts)
    covered = recovery.Covered((*taken, *(match.span() for match in LISTED.finditer(text))))
    capitals = recovery.Capitals(text)
    possessors = frozenset(end for _, end, label in drafts if label == "ORG")
    full = (text[start:end] for start, end, label in drafts if label == "PERSON")
    surnames = frozenset(name.rsplit(maxsplit=1)[-1] for name in full if " " in name)
    found = [*recovery.acronyms(text, drafts, covered), *recovery.people(capitals, covered, possessors, surnames)]
    forms = recovery.forms(text, (*drafts, *found), capitals.lower, VALUES)
    found.extend(recovery.repeats(capitals, forms, covered))
    found.extend(recovery.known(capitals, gazetteer, covered))
    found.extend(recovery.repeated(doc, capitals, covered))
    return found
