"""Tell whom the mention that speaks stands for: the full name and the entity behind "he", "the minister" or a surname.

The entities' own mentions are evidence; a quote adds its own: who speaks in one quote often speaks in the next, and who
is talked about inside the marks is seldom the one who talks.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from service.enrichment import lexicons
from service.enrichment.entities.genders import gendered
from service.enrichment.entities.unnamed import NO_PERSON
from service.enrichment.quotes.assembly import Attribution, Stretches
from service.enrichment.quotes.labels import ASKING
from service.enrichment.types import Body, Entity, MentionKind, Resolution, Speaker

STRANGER = -1
MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
NEUTER = frozenset(("it", "its", "they", "them", "their"))
RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
# Pronouns for someone the article does not name, or for its writer and reader.
NOBODY = frozenset(
    ("i", "we", "you", "one", "some", "many", "others", "another", "everyone", "people", "those", "most")
)
ASKED = frozenset(("q", "a"))
# Words for people whom an article leaves unnamed as often as not.
NOT_TELLING = frozenset(
    ("official", "man", "woman", "person", "spokesman", "spokeswoman", "source", "member", "supporter")
)
TITLES = {"sen": "senator", "gov": "governor", "rep": "representative", "prof": "professor", "president": "president"}
BODIES = frozenset(("ORG", "GPE", "NORP", "FAC", "LOC", "WORK_OF_ART"))
SPEAKERS = BODIES | {"PERSON"}
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))
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
INITIALS = re.compile(r"[A-Z]{2,3}")
AGED = re.compile(r"the \d\d-year-old", re.IGNORECASE)
LOOKED_AT = 400
"""A paragraph's first characters, in which capitals tell a headline from prose."""
CLEAR = 1.1
"""A description of a role goes to whoever is ahead of all others by this factor; of six closer ones on held-out articles five are wrong."""
REACH = 30
"""So many earlier mentions of people are candidates for a pronoun: it bounds the cost."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One mention of an entity, as tokens."""

    entity: int
    first: int
    last: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class _Said:
    """Who spoke in an earlier quote, `STRANGER` for someone without a name, and where that quote and its source end."""

    entity: int
    gender: str
    end: int
    paragraph: int


class Resolver:
    """Looks speakers up in one article; it keeps who spoke last while the quotes are read in order."""

    def __init__(
        self, doc: Doc, body: Body, entities: tuple[Entity, ...], stretches: Stretches, offsets: list[int]
    ) -> None:
        self.doc, self.body, self.entities = doc, body, entities
        self.offsets = offsets
        self.cores: dict[tuple[int, int], Token] = {}
        self.paragraphs = [paragraph.span.start for paragraph in body.paragraphs]
        places = [
            _Place(number, self._token(mention.span.start), self._token(mention.span.end - 1), mention.kind)
            for number, entity in enumerate(entities)
            if entity.type in SPEAKERS
            for mention in entity.mentions
        ]
        self.places = sorted(places, key=lambda place: (place.first, -place.last))
        self.firsts = [place.first for place in self.places]
        self.stretches = stretches
        self.genders = [self._gender(entity) if entity.type == "PERSON" else "n" for entity in entities]
        self.roles = self._roles()
        self.said: list[_Said] = []
        self.headlines: dict[int, bool] = {}

    def speaker(self, attribution: Attribution) -> Speaker | None:
        """Return the speaker of the attribution, or None where nobody is said to have uttered it."""
        source = attribution.source
        if source is None:
            return None
        told = attribution.alias or source
        tokens = self._without_letters(range(self._token(told.start), self._token(told.end - 1) + 1))
        core = self._core(tokens)
        entity, kind = self._resolved(core, tokens, attribution)
        text = self.body.slice(source)
        stranger = entity is None and kind is Resolution.NOMINAL and self._stranger(core, tokens)
        if entity is not None or stranger:
            paragraph = bisect_right(self.paragraphs, attribution.content[-1].start)
            end = max(source.end, attribution.content[-1].end)
            gender = self.genders[entity] if entity is not None else gendered((core.lower_,))
            self.said.append(_Said(STRANGER if entity is None else entity, gender, end, paragraph))
        if entity is not None:
            return Speaker(source, text, self._full_name(self.entities[entity]), self.entities[entity].id, kind)
        if attribution.alias is not None:
            return Speaker(source, text, self.body.slice(attribution.alias), None, Resolution.NAME)
        name = self._own_name(core, tokens) if kind is Resolution.NAME else None
        return Speaker(source, text, name, None, kind)

    def _without_letters(self, tokens: range) -> range:
        """Return the tokens of a mention up to a person's name behind which letters stand: "Ann Lee, MB ChB, a surgeon".

        To the parse such letters are nouns, and the mention's head.
        """
        for place in self.places[bisect_left(self.firsts, tokens.start) : bisect_left(self.firsts, tokens.stop)]:
            if self.entities[place.entity].type != "PERSON" or place.kind is not MentionKind.NAME:
                continue
            after = place.last + 1
            letters = after + (after < tokens.stop and self.doc[after].text == ",")
            if letters < tokens.stop and self.doc[letters].text.replace(".", "") in lexicons.read("post_nominals"):
                return range(tokens.start, after)
        return tokens

    def _stranger(self, core: Token, tokens: range) -> bool:
        """Return whether the phrase means one person without a name: "a trader", "another resident", "the Speaker"."""
        noun = core.lemma_.lower()
        if noun in lexicons.read("person_roles"):
            return core.tag_ in ("NN", "NNP")
        things = (lexicons.read(name) for name in ("organisation_nouns", "organisation_heads", "place_nouns"))
        return (
            core.tag_ == "NN"
            and self.doc[tokens.start].lower_ in ("a", "an", "another", "one")
            and not (noun in NO_PERSON or any(noun in thing for thing in things))
        )

    def _full_name(self, entity: Entity) -> str:
        """Return the entity's name; one seen in headlines only, where words run together, gives way to a later one."""
        names = [mention for mention in entity.mentions if mention.kind is MentionKind.NAME]
        if not any(mention.text == entity.name and not self._headline(mention.span.start) for mention in names):
            told = [mention.text for mention in names if not self._headline(mention.span.start)]
            if told and any(mention.text == entity.name for mention in names):
                return max(told, key=len)
        return entity.name

    def _headline(self, offset: int) -> bool:
        number = bisect_right(self.paragraphs, offset) - 1
        if number not in self.headlines:
            text = self.body.slice(self.body.paragraphs[number].span) if number >= 0 else ""
            long = [word for word in text[:LOOKED_AT].split() if len(word) > 4 and word[0].isalpha()]
            self.headlines[number] = bool(long) and sum(word[0].isupper() for word in long) >= 0.7 * len(long)
        return self.headlines[number]

    def _token(self, offset: int) -> int:
        return max(0, bisect_right(self.offsets, offset) - 1)

    def _core(self, tokens: range) -> Token:
        """Return the token that the phrase hangs from: the first whose head lies outside it."""
        key = (tokens.start, tokens.stop)
        if key not in self.cores:
            self.cores[key] = self._hanging(tokens)
        return self.cores[key]

    def _hanging(self, tokens: range) -> Token:
        words = [self.doc[i] for i in tokens if not (self.doc[i].is_punct or self.doc[i].is_space)]
        for token in words:
            if token.head.i not in tokens or token.head.i == token.i:
                if token.pos_ in ("ADP", "SCONJ") and any(child.dep_ == "pobj" for child in token.children):
                    return next(child for child in token.children if child.dep_ == "pobj")
                return token
        return words[0] if words else self.doc[tokens.start]

    def _resolved(  # noqa: PLR0911  one return a kind of mention
        self, core: Token, tokens: range, attribution: Attribution
    ) -> tuple[int | None, Resolution]:
        word = core.lower_
        if len(tokens) <= 2 and word in NOBODY:
            return None, Resolution.PRONOUN
        if attribution.spoken and (labelled := self._labelled(self.doc[tokens.stop - 1])) is not None:
            return labelled
        if word in RELATIVE:
            return self._antecedent(core, attribution)
        if core.pos_ == "PRON" and word in MALE | FEMALE | NEUTER:
            return self._pronoun(core, attribution), Resolution.PRONOUN
        named = self._named(core, tokens)
        if named is not None:
            return named, Resolution.NAME
        if core.pos_ == "PROPN" and core.text[:1].isupper():
            person = self._surname(core)
            if person is not None or not (_is_role(core) or self._described(core, tokens)):
                return person, Resolution.NAME
        if core.pos_ == "PRON":
            return None, Resolution.PRONOUN
        return self._nominal(core, tokens, attribution), Resolution.NOMINAL

    def _named(self, core: Token, tokens: range) -> int | None:
        """Return the entity whose name is the phrase's own, not that of a part of it ("Lee's lawyer")."""
        inside = [
            place
            for place in self.places[bisect_left(self.firsts, tokens.start) : bisect_left(self.firsts, tokens.stop)]
            if place.kind is MentionKind.NAME and place.last < tokens.stop
        ]
        inside = [place for place in inside if not self._describes(place, tokens)]
        for place in inside:
            if place.first == tokens.start and place.first <= core.i <= place.last and self._is_body(place):
                return place.entity
        inside = [place for place in inside if not self._only_roles(place)]
        plural = core.tag_ == "NNS" and len(tokens) > 2
        if plural or (core.tag_ != "NNPS" and self.doc[tokens.start].lower_ in ("a", "an", "another", "one")):
            inside = [
                place for place in inside if self.entities[place.entity].type == "PERSON" and place.last > place.first
            ]
        for place in inside:
            if place.first <= core.i <= place.last:
                return self._titled(place, core)
        people = [place for place in inside if self.entities[place.entity].type == "PERSON"]
        for place in [*people, *inside]:
            if self._stands_for(place, core, tokens):
                return place.entity
        if len(people) == 1 and self._follows_office(people[0], core, tokens):
            return people[0].entity
        return None

    def _is_body(self, place: _Place) -> bool:
        """Return whether a name of several words is a body's, whatever its head: "Doctors Without Borders"."""
        return place.last > place.first and self.entities[place.entity].type == "ORG"

    def _only_roles(self, place: _Place) -> bool:
        """Return whether a name says only what someone is: "Assistant Commissioner"."""
        return place.last > place.first and all(_is_role(token) for token in self.doc[place.first : place.last + 1])

    def _describes(self, place: _Place, tokens: range) -> bool:
        """Return whether a name says only what someone is: "the Dane", "the Ohio Republican", "Nordvik CEO".

        One that the gazetteer knows is a name, whatever it ends in: "the Hollywood Reporter".
        """
        entity, head = self.entities[place.entity], self._core(range(place.first, place.last + 1))
        if entity.type == "NORP":
            return self._determined(tokens) and head.tag_ not in PLURAL and not head.lower_.endswith("s")
        if entity.type == "PERSON" or place.first == place.last or entity.wikidata is not None:
            return False
        return head.i == place.last and head.tag_ not in PLURAL and _is_role(head)

    def _described(self, core: Token, tokens: range) -> bool:
        """Return whether a capital makes no name: behind a determiner that of one word, behind "a" and on a people none."""
        lone = core.i == tokens.start or self.doc[core.i - 1].pos_ != "PROPN"
        first = self.doc[tokens.start].lower_
        return self._determined(tokens) and (lone or first not in DEFINITE or self._of_a_people(core))

    def _determined(self, tokens: range) -> bool:
        return self.doc[tokens.start].lower_ in DETERMINERS

    def _titled(self, place: _Place, core: Token) -> int:
        """Return the entity of a name, or the person whose surname stands in it behind a title: "Inspector Lee"."""
        if self.entities[place.entity].type != "PERSON" and _is_role(self.doc[place.first]):
            person = self._surname(core)
            if person is not None:
                return person
        return place.entity

    def _follows_office(self, place: _Place, core: Token, tokens: range) -> bool:
        """Return whether a name ends the phrase and an office in capitals stands in front: "Leader of Opposition R. Lee"."""
        words = [i for i in tokens if not self.doc[i].is_punct]
        before = self.doc[place.first - 1]
        return (
            core.pos_ == "PROPN"
            and _is_role(core)
            and core.i + 2 < place.first
            and place.first < place.last == words[-1]
            and before.pos_ == "PROPN"
            and before.lower_.rstrip(".") not in HONORIFICS
        )

    def _stands_for(self, place: _Place, core: Token, tokens: range) -> bool:
        """Return whether the parse says that a name inside the phrase names what the phrase means."""
        token = self._core(range(place.first, place.last + 1))
        person = self.entities[place.entity].type == "PERSON"
        after = self.doc[place.last + 1] if place.last + 1 < len(self.doc) else None
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

    def _own_name(self, core: Token, tokens: range) -> str | None:
        if core.pos_ != "PROPN":
            return None
        first = core.i
        while first > tokens.start and self.doc[first - 1].pos_ == "PROPN":
            first -= 1
        last = core.i
        while last > first and self.doc[last].text in lexicons.read("post_nominals"):
            last -= 1
        return self.doc[first : last + 1].text

    def _surname(self, core: Token) -> int | None:
        """Return the person whose name ends with the word, where exactly one does; the word alone counts for less."""
        found = {
            n for n, e in enumerate(self.entities) if e.type == "PERSON" and e.name.split()[-1].lower() == core.lower_
        }
        whole = {n for n in found if " " in self.entities[n].name}
        found = whole or found
        return found.pop() if len(found) == 1 else None

    def _labelled(self, last: Token) -> tuple[int | None, Resolution] | None:
        """Return whom the label of a transcript's turn stands for by its last word, None where that does not tell."""
        if last.lower_.rstrip(".") in ASKED | ASKING:
            return None, Resolution.NOMINAL
        letters = INITIALS.fullmatch(last.text)
        person = self._initials(last.text) if letters else None
        if person is None:
            person = self._surname(last)
        if person is not None:
            return person, Resolution.NAME
        # Two letters that are nobody's are no name; three may be one ("LEE").
        return (None, Resolution.NOMINAL) if letters and len(last) == 2 else None

    def _initials(self, letters: str) -> int | None:
        """Return the person whose names begin with the letters, where exactly one does: "LK" for Laura Kettle."""
        found = {
            number
            for number, entity in enumerate(self.entities)
            if entity.type == "PERSON" and "".join(word[0] for word in entity.name.split()) == letters
        }
        return found.pop() if len(found) == 1 else None

    def _antecedent(self, core: Token, attribution: Attribution) -> tuple[int | None, Resolution]:
        verb = core
        for _ in range(8):
            if verb.dep_ in ("relcl", "acl"):
                noun = verb.head
                tokens = range(noun.left_edge.i, core.i) if noun.left_edge.i < core.i else range(noun.i, noun.i + 1)
                if noun.lower_ in RELATIVE or noun.i == core.i:
                    break
                entity, kind = self._resolved(noun, tokens, attribution)
                if entity is not None and core.lower_ == "who" and self.entities[entity].type != "PERSON":
                    # "A trader at the market, who": the parse may take the nearer noun.
                    entity, kind = None, Resolution.NOMINAL
                return entity, Resolution.PRONOUN if kind is Resolution.PRONOUN else kind
            if verb.head.i == verb.i:
                break
            verb = verb.head
        before = list(self.places[max(0, bisect_left(self.firsts, core.i) - 3) : bisect_left(self.firsts, core.i)])
        near = [p for p in before if core.i - p.last <= 4 and p.kind is MentionKind.NAME]
        return (near[-1].entity if near else None), Resolution.PRONOUN

    def _nominal(self, core: Token, tokens: range, attribution: Attribution) -> int | None:
        """Return the entity that a description means: by the entities' mentions, or by how the article described it."""
        for place in self.places[
            max(0, bisect_left(self.firsts, tokens.start) - 2) : bisect_left(self.firsts, tokens.stop)
        ]:
            if place.kind is MentionKind.NOMINAL and place.first <= core.i <= place.last:
                return place.entity
        determiner = self.doc[tokens.start].lower_
        role = core.lemma_.lower()
        if determiner not in ("the", "this", "that") or core.tag_ == "NNS":
            return None
        people = {place.entity for place in self.roles.get(role, ()) if place.first < tokens.start}
        if len(people) == 1:
            return people.pop()
        spoke = [said.entity for said in self.said[-4:] if said.entity in people]
        if spoke:
            return spoke[-1]
        aged = AGED.fullmatch(self.doc[tokens.start : tokens.stop].text)
        told = role in lexicons.read("person_roles") and role not in NOT_TELLING and core.pos_ != "PROPN"
        if aged or told or self._of_a_people(core):
            return self._prominent(core, tokens, attribution, people)
        return None

    def _of_a_people(self, core: Token) -> bool:
        """Return whether the word is a nationality or a party: "the Dane", "the Ohio Republican"."""
        last = bisect_right(self.firsts, core.i) - 1
        place = self.places[last] if last >= 0 else None
        return place is not None and core.i == place.last and self.entities[place.entity].type == "NORP"

    def _prominent(self, core: Token, tokens: range, attribution: Attribution, among: set[int]) -> int | None:
        votes = self._votes(core, attribution, "", "he")
        own = {
            self.places[i].entity
            for i in range(bisect_left(self.firsts, tokens.start), bisect_left(self.firsts, tokens.stop))
        }
        fit = {entity: vote for entity, vote in votes.items() if entity not in own and (not among or entity in among)}
        best = max(fit, key=lambda entity: (fit[entity], -entity), default=None)
        if best is None or any(vote * CLEAR > fit[best] for entity, vote in fit.items() if entity != best):
            return None
        return best

    def _roles(self) -> dict[str, list[_Place]]:
        """Return where an entity is called what: the nouns in apposition to its names, before them or after "is"."""
        roles: dict[str, list[_Place]] = defaultdict(list)
        for place in self.places:
            if place.kind is not MentionKind.NAME:
                continue
            root = self._core(range(place.first, place.last + 1))
            nouns = [
                child
                for child in root.children
                if child.dep_ in ("appos", "compound", "nmod")
                and (child.pos_ == "NOUN" or (_is_role(child) and child.ent_type_ != "NORP"))
            ]
            # Not a name in front of the noun: "the Leeds manager" and "the Lee campaign" tell whose they are.
            if root.dep_ == "appos" and root.head.pos_ == "NOUN":
                nouns.append(root.head)
            if root.dep_ == "nsubj" and root.head.lemma_ == "be":
                nouns += [child for child in root.head.children if child.dep_ == "attr" and child.pos_ == "NOUN"]
            for noun in nouns:
                roles[noun.lemma_.lower()].append(place)
            before = self.doc[place.first - 1].lower_.rstrip(".") if place.first else ""
            if before in TITLES:
                roles[TITLES[before]].append(place)
        return roles

    def _gender(self, entity: Entity) -> str:
        told = [m.text.lower() for m in entity.mentions if m.kind is MentionKind.PRONOUN]
        women, men = sum(t in FEMALE for t in told), sum(t in MALE for t in told)
        for form in (entity.name, *entity.aliases):
            given = form.split()[0].lower().strip(".,")
            title = self._title(entity)
            if title:
                return title
            if len(form.split()) > 1 and given in lexicons.read("female_names"):
                return "f"
            if len(form.split()) > 1 and given in lexicons.read("male_names"):
                return "m"
        return "f" if women > men else "m" if men > women else ""

    def _title(self, entity: Entity) -> str:
        for mention in entity.mentions[:REACH]:
            first = self._token(mention.span.start)
            before = self.doc[first - 1].lower_.strip(".") if first else ""
            if before in ("mr", "sir", "lord"):
                return "m"
            if before in ("mrs", "ms", "miss", "lady", "dame"):
                return "f"
        return ""

    def _pronoun(self, core: Token, attribution: Attribution) -> int | None:
        """Return the entity that a pronoun in front of or behind a quote stands for."""
        word = core.lower_
        gender = "m" if word in MALE else "f" if word in FEMALE else "n"
        votes = self._votes(core, attribution, gender, word)
        if not votes or (gender != "n" and self._carries_stranger(core, attribution, gender, word)):
            return None
        best = max(votes, key=lambda entity: (votes[entity], -entity))
        return best if votes[best] >= 0.25 and best != STRANGER else None

    def _carries_stranger(self, core: Token, attribution: Attribution, gender: str, word: str) -> bool:
        """Return whether a pronoun carries on a speaker without a name, behind whom nobody that it fits is named."""
        last = self.said[-1] if self.said else None
        if last is None or last.entity != STRANGER or last.gender not in ("", gender):
            return False
        if not 0 <= bisect_right(self.paragraphs, core.idx) - last.paragraph <= 1:
            return False
        here = bisect_left(self.firsts, core.i)
        later = self.places[max(here - REACH, bisect_left(self.firsts, self._token(last.end))) : here]
        return not any(
            place.kind is MentionKind.NAME
            and self._fits(place.entity, gender, word)
            and not any(span.start <= self.offsets[place.first] < span.end for span in attribution.content)
            for place in later
        )

    def _votes(self, core: Token, attribution: Attribution, gender: str, word: str) -> dict[int, float]:
        """Return how likely each entity is meant: who was named last, as a subject, outside quotes, and who spoke last."""
        votes: dict[int, float] = defaultdict(float)
        at = core.idx
        before = self.places[max(0, bisect_left(self.firsts, core.i) - REACH) : bisect_left(self.firsts, core.i)]
        paragraph = bisect_right(self.paragraphs, at)
        for place in before:
            if not self._fits(place.entity, gender, word):
                continue
            offset = self.offsets[place.first]
            if any(span.start <= offset < span.end for span in attribution.content):
                continue
            apart = paragraph - bisect_right(self.paragraphs, offset)
            if apart > 4:
                continue
            weight = 0.62**apart * (1.0 if place.kind is MentionKind.NAME else 0.5)
            root = self._core(range(place.first, place.last + 1))
            weight *= 1.6 if root.dep_ in SUBJECTS else 0.6 if root.dep_ in ("poss", "compound") else 0.8
            weight *= 0.35 if self._quoted(offset) else 1.0
            weight *= 1.3 if root.sent.start == core.sent.start else 1.0
            # The latest mention wins a tie: position within the window.
            votes[place.entity] = max(votes[place.entity], weight) + 0.12 * weight
        # A description is not the last speaker's more than another's; a pronoun is.
        for back, said in enumerate(reversed(self.said[-3:]) if gender else ()):
            apart = paragraph - said.paragraph
            if said.entity == STRANGER:
                fits = gender != "n" and said.gender in ("", gender)
            else:
                fits = self._fits(said.entity, gender, word)
            if fits and 0 <= apart <= 2:
                votes[said.entity] += (1.3, 0.9, 0.35)[apart] * (0.7**back)
        for place in self.places[bisect_left(self.firsts, core.i) : bisect_right(self.firsts, core.i)]:
            if place.kind is MentionKind.PRONOUN:
                votes[place.entity] += 0.7
        return votes

    def _fits(self, entity: int, gender: str, word: str) -> bool:
        kind = self.entities[entity].type
        if gender == "n":
            return kind in BODIES if word in ("it", "its") else kind in ("ORG", "NORP")
        return kind == "PERSON" and (not gender or self.genders[entity] in ("", gender))

    def _quoted(self, offset: int) -> bool:
        number = bisect_right(self.stretches.starts, offset) - 1
        return number >= 0 and offset < self.stretches.ends[number]


def _is_role(token: Token) -> bool:
    """Return whether a word, singular or plural, says what people are: a capital alone makes no name of "Witnesses"."""
    roles = lexicons.read("person_roles")
    if token.text in OFFICES:
        return True
    return token.lower_ in roles or token.lower_.removesuffix("s") in roles or token.lower_.removesuffix("es") in roles
