"""Tell whose name a phrase is: its own head's or an apposition's, not that of a part of it ("Lee's lawyer")."""

import re
from bisect import bisect_right
from functools import cache

from spacy.tokens import Token

from service.enrichment import lexicons
from service.enrichment.entities.unnamed import NO_PERSON
from service.enrichment.quotes.labels import ASKING
from service.enrichment.quotes.scene import Place, Scene
from service.enrichment.types import MentionKind, Resolution

ASKED = frozenset(("q", "a"))
# Steps of the parse by which a name stands for the whole phrase: "the minister, Ann Lee", "Ann Lee of the Guardian".
SAME = frozenset(("appos", "dep", "parataxis", "npadvmod"))
# Steps by which a name is only a part of the phrase: "Lee's lawyer", "a lawyer for Lee", "Lee supporters".
PARTS = frozenset(("poss", "pobj", "compound", "amod", "nmod", "dobj", "conj", "nummod"))
HONORIFICS = frozenset(("mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame"))
DEFINITE = frozenset(("the", "this", "that"))
DETERMINERS = DEFINITE | {"a", "an", "another", "one"}
PLURAL = frozenset(("NNS", "NNPS"))
OFFICES = frozenset(("CEO", "CFO", "COO", "CTO", "MP", "MPs", "MEP", "MSP", "MLA", "TD", "PM"))
"""Offices that are written in capitals and so taken for a part of a name."""
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
INITIALS = re.compile(r"[A-Z]{2,3}")


def without_letters(scene: Scene, tokens: range) -> range:
    """Return the tokens of a mention up to a person's name behind which letters stand: "Ann Lee, MB ChB, a surgeon".

    To the parse such letters are nouns, and the mention's head.
    """
    for place in scene.within(tokens):
        if scene.entities[place.entity].type != "PERSON" or place.kind is not MentionKind.NAME:
            continue
        after = place.last + 1
        letters = after + (after < tokens.stop and scene.doc[after].text == ",")
        if letters < tokens.stop and scene.doc[letters].text.replace(".", "") in lexicons.read("post_nominals"):
            return range(tokens.start, after)
    return tokens


def named(scene: Scene, core: Token, tokens: range) -> int | None:
    """Return the entity whose name is the phrase's own, not that of a part of it ("Lee's lawyer")."""
    inside = [place for place in scene.within(tokens) if place.kind is MentionKind.NAME and place.last < tokens.stop]
    inside = [place for place in inside if not _describes(scene, place, tokens)]
    if inside and _ends_in_person(scene, inside[-1], core, tokens):
        return inside[-1].entity
    for place in inside:
        if place.first == tokens.start and place.first <= core.i <= place.last and _is_body(scene, place):
            return place.entity
    inside = [place for place in inside if not _only_roles(scene, place)]
    plural = core.tag_ == "NNS" and len(tokens) > 2
    if plural or (core.tag_ != "NNPS" and scene.doc[tokens.start].lower_ in ("a", "an", "another", "one")):
        inside = [
            place for place in inside if scene.entities[place.entity].type == "PERSON" and place.last > place.first
        ]
    for place in inside:
        if place.first <= core.i <= place.last:
            return _titled(scene, place, core)
    people = [place for place in inside if scene.entities[place.entity].type == "PERSON"]
    for place in [*people, *inside]:
        if _stands_for(scene, place, core, tokens):
            return place.entity
    people = [place for place in people if scene.doc[place.last + 1 : place.last + 2].text not in POSSESSIVE]
    if len(people) == 1 and (_follows_office(scene, people[0], core, tokens) or _ends(scene, people[0], core, tokens)):
        return people[0].entity
    return None


def is_several(scene: Scene, core: Token, tokens: range) -> bool:
    """Return whether a phrase names one and another: "Ann Lee and Tom Hill", not "Lee and his aides", "Smith and Sons"."""
    if core.tag_ not in ("NN", "NNP") or is_role(core):
        return False
    joined = any(child.dep_ == "cc" and child.lower_ == "and" for child in core.rights)
    other = next((child for child in core.rights if child.dep_ == "conj" and child.i in tokens), None)
    if not joined or other is None or other.pos_ not in ("NOUN", "PROPN"):
        return False
    names = [place for place in scene.within(tokens) if place.kind is MentionKind.NAME]
    first = {place.entity for place in names if place.first <= core.i <= place.last < other.i}
    behind = [p for p in names if other.left_edge.i <= p.first and p.last <= other.right_edge.i]
    second = {p.entity for p in behind if p.first <= other.i <= p.last or scene.entities[p.entity].type == "PERSON"}
    return bool(first) and bool(second - first)


def _is_body(scene: Scene, place: Place) -> bool:
    """Return whether a name of several words is a body's, whatever its head: "Doctors Without Borders"."""
    return place.last > place.first and scene.entities[place.entity].type == "ORG"


def _only_roles(scene: Scene, place: Place) -> bool:
    """Return whether a name says only what someone is: "Assistant Commissioner"."""
    return place.last > place.first and all(is_role(token) for token in scene.doc[place.first : place.last + 1])


def _describes(scene: Scene, place: Place, tokens: range) -> bool:
    """Return whether a name says only what someone is: "the Dane", "the Ohio Republican", "Nordvik CEO".

    One that the gazetteer knows is a name, whatever it ends in: "the Hollywood Reporter".
    """
    entity, head = scene.entities[place.entity], scene.core(range(place.first, place.last + 1))
    if entity.type == "NORP":
        return _determined(scene, tokens) and head.tag_ not in PLURAL and not head.lower_.endswith("s")
    if entity.type == "PERSON" or place.first == place.last or entity.wikidata is not None:
        return False
    return head.i == place.last and head.tag_ not in PLURAL and is_role(head)


def described(scene: Scene, core: Token, tokens: range) -> bool:
    """Return whether a capital makes no name: behind a determiner that of one word, behind "a" and on a people none."""
    lone = core.i == tokens.start or scene.doc[core.i - 1].pos_ != "PROPN"
    first = scene.doc[tokens.start].lower_
    return _determined(scene, tokens) and (lone or first not in DEFINITE or of_a_people(scene, core))


def _determined(scene: Scene, tokens: range) -> bool:
    return scene.doc[tokens.start].lower_ in DETERMINERS


def _titled(scene: Scene, place: Place, core: Token) -> int:
    """Return the entity of a name, or the person whose surname stands in it behind a title: "Inspector Lee"."""
    if scene.entities[place.entity].type != "PERSON" and is_role(scene.doc[place.first]):
        person = surname(scene, core)
        if person is not None:
            return person
    return place.entity


def _follows_office(scene: Scene, place: Place, core: Token, tokens: range) -> bool:
    """Return whether a name ends the phrase and an office in capitals stands in front: "Leader of Opposition R. Lee"."""
    before = scene.doc[place.first - 1]
    return (
        core.text[0].isupper()
        and _is_office(core)
        and core.i + 2 < place.first
        and place.first < place.last == _last_word(scene, tokens)
        and before.pos_ == "PROPN"
        and before.lower_.rstrip(".") not in HONORIFICS
        and not (core.pos_ != "PROPN" and is_role(before))
    )


def _ends(scene: Scene, place: Place, core: Token, tokens: range) -> bool:
    """Return whether a full name ends the phrase of an office: "the aide to the mayor on roads, Ann Lee", "... on health Ann Lee".

    A title may stand between the comma and the name. Behind the word for a person the name may be that person's ("the
    lawyer of the victim, Ann Lee"), and behind "the" that of what the office is for ("the head of the Ann Lee fund").
    """
    last = _last_word(scene, tokens)
    if not core.i + 2 < place.first < place.last:
        return False
    before = scene.doc[place.first - 1]
    if place.last == last and _is_office(core) and before.tag_ in ("NN", "NNS"):
        bare = not any(child.dep_ in ("det", "poss") for child in before.lefts)
        if bare and before.is_lower and not is_role(before):
            return True
    comma = _before_title(scene, place.first - 1)
    ended = place.last == last or scene.doc[place.last + 1].text == ","
    if not ended or comma <= core.i or scene.doc[comma].text != ",":
        return False
    noun = scene.doc[comma - 1]
    return (_is_office(core) or _is_somebody_s(core)) and noun.pos_ in ("NOUN", "PROPN") and not is_role(noun)


def _before_title(scene: Scene, at: int) -> int:
    """Return the token in front of the words, if any, that end in a title at a token: "the Norway striker", "Sen."."""
    word = scene.doc[at]
    if not (is_role(word) or word.lower_.rstrip(".") in lexicons.read("honorifics")):
        return at
    while scene.doc[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN") and at:
        at -= 1
    return at


def _is_somebody_s(core: Token) -> bool:
    """Return whether a noun is said of somebody to somebody else: "her mentor", not "her report", "its agency"."""
    things = (NO_PERSON, lexicons.read("organisation_nouns"), lexicons.read("kin_nouns"))
    owned = any(child.dep_ == "poss" and child.lower_ != "its" for child in core.lefts)
    return owned and core.tag_ == "NN" and not any(core.lower_ in thing for thing in things)


def _ends_in_person(scene: Scene, place: Place, core: Token, tokens: range) -> bool:
    """Return whether a full name ends the phrase and nothing but proper nouns stands in front: "ZRK Senator Ann Lee".

    To the parse the body, or the office, may be the head.
    """
    person = scene.entities[place.entity].type == "PERSON" and place.first < place.last == _last_word(scene, tokens)
    in_front = scene.doc[tokens.start : place.first]
    if not person or core.i >= place.first:
        return False
    named_body = core.pos_ == "PROPN" and not is_role(core) and all(one.text != "," for one in in_front)
    return all(one.pos_ == "PROPN" for one in in_front) or (named_body and is_role(in_front[-1]))


def _last_word(scene: Scene, tokens: range) -> int:
    return next((i for i in reversed(tokens) if not scene.doc[i].is_punct), tokens.start)


def _is_office(core: Token) -> bool:
    """Return whether a word is what one person is in office, not to another person: no "supporters", no "brother"."""
    return core.tag_ in ("NN", "NNP") and is_role(core) and core.lower_ not in lexicons.read("kin_nouns")


def _stands_for(scene: Scene, place: Place, core: Token, tokens: range) -> bool:
    """Return whether the parse says that a name inside the phrase names what the phrase means."""
    token = scene.core(range(place.first, place.last + 1))
    person = scene.entities[place.entity].type == "PERSON"
    after = scene.doc[place.last + 1] if place.last + 1 < len(scene.doc) else None
    if after is not None and after.tag_ == "POS":
        return False
    for _ in range(len(tokens)):
        if token.i == core.i:
            return True
        if token.dep_ in PARTS or not (person or token.dep_ in SAME):
            return False
        token = token.head
        if token.i not in tokens:
            return person
    return False


def own_name(scene: Scene, core: Token, tokens: range) -> str | None:
    """Return the words of a name that no entity has: those with a capital up to the phrase's head, without letters."""
    if core.pos_ != "PROPN":
        return None
    first = core.i
    while first > tokens.start and (scene.doc[first - 1].pos_ == "PROPN" or _hyphen(scene, first - 1)):
        first -= 1
    last = core.i
    while last > first and scene.doc[last].text in lexicons.read("post_nominals"):
        last -= 1
    return scene.doc[first : last + 1].text


def _hyphen(scene: Scene, at: int) -> bool:
    """Return whether a hyphen without white space stands at a token and joins proper nouns."""
    joined = (
        at > 0 and scene.doc[at].text == "-" and not scene.doc[at].whitespace_ and not scene.doc[at - 1].whitespace_
    )
    return joined and scene.doc[at - 1].pos_ == "PROPN"


def surname(scene: Scene, core: Token) -> int | None:
    """Return the person whose name ends with the word, where exactly one does; the word alone counts for less.

    A part of a surname with a hyphen is nobody's surname.
    """
    if _hyphen(scene, core.i - 1):
        return None
    found = {
        n for n, e in enumerate(scene.entities) if e.type == "PERSON" and e.name.split()[-1].lower() == core.lower_
    }
    whole = {n for n in found if " " in scene.entities[n].name}
    found = whole or found
    return found.pop() if len(found) == 1 else None


def labelled(scene: Scene, last: Token) -> tuple[int | None, Resolution] | None:
    """Return whom the label of a transcript's turn stands for by its last word, None where that does not tell."""
    if last.lower_.rstrip(".") in ASKED | ASKING:
        return None, Resolution.NOMINAL
    letters = INITIALS.fullmatch(last.text)
    person = _initials(scene, last.text) if letters else None
    if person is None:
        person = surname(scene, last)
    if person is not None:
        return person, Resolution.NAME
    # Two letters that are nobody's are no name; three may be one ("LEE").
    return (None, Resolution.NOMINAL) if letters and len(last) == 2 else None


def _initials(scene: Scene, letters: str) -> int | None:
    """Return the person whose names begin with the letters, where exactly one does: "LK" for Laura Kettle."""
    found = {
        number
        for number, entity in enumerate(scene.entities)
        if entity.type == "PERSON" and "".join(word[0] for word in entity.name.split()) == letters
    }
    return found.pop() if len(found) == 1 else None


def of_a_people(scene: Scene, core: Token) -> bool:
    """Return whether the word is a nationality or a party: "the Dane", "the Ohio Republican"."""
    last = bisect_right(scene.firsts, core.i) - 1
    place = scene.places[last] if last >= 0 else None
    return place is not None and core.i == place.last and scene.entities[place.entity].type == "NORP"


def is_role(token: Token) -> bool:
    """Return whether a word, singular or plural, says what people are: a capital alone makes no name of "Witnesses"."""
    roles = _roles()
    if token.text in OFFICES:
        return True
    return token.lower_ in roles or token.lower_.removesuffix("s") in roles or token.lower_.removesuffix("es") in roles


@cache
def _roles() -> frozenset[str]:
    return lexicons.read("person_roles") | lexicons.read("offices")
