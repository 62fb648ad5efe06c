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
from service.enrichment.quotes import descriptions, naming
from service.enrichment.quotes.assembly import Attribution, Stretches
from service.enrichment.quotes.scene import BODIES, FEMALE, MALE, Place, Scene
from service.enrichment.types import Body, Entity, MentionKind, Resolution, Speaker

STRANGER = -1
NEUTER = frozenset(("it", "its", "they", "them", "their"))
RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
# Pronouns for someone the article does not name, or for its writer and reader.
NOBODY = frozenset(
    ("i", "we", "you", "one", "some", "many", "others", "another", "everyone", "people", "those", "most")
)
# Words for people whom an article leaves unnamed as often as not.
NOT_TELLING = frozenset(
    ("official", "man", "woman", "person", "spokesman", "spokeswoman", "source", "member", "supporter")
)
TITLES = {"sen": "senator", "gov": "governor", "rep": "representative", "prof": "professor", "president": "president"}
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))
AGED = re.compile(r"the \d\d-year-old", re.IGNORECASE)
CLEAR = 1.1
"""A description of a role goes to whoever is ahead of all others by this factor; of six closer ones on held-out articles five are wrong."""
PARAGRAPHS = 4
"""So many paragraphs back a mention is evidence."""
# How likely a mention, or an earlier quote, makes somebody the one meant. Set by hand in the order of the salience factors of
# Lappin and Leass (see entities/coreference.py), never fitted; 55 speakers of the held-out articles are too few for that.
FADES = 0.62
"""What is left of a mention's weight one paragraph later."""
NO_NAME = 0.5
"""A pronoun or a description, beside a name."""
SUBJECT, OBJECT, PART = 1.6, 0.8, 0.6
"""A subject; what is none; a possessor or the first part of a compound."""
QUOTED = 0.35
"""A mention inside quote marks: who is talked about seldom talks."""
SAME_SENTENCE = 1.3
AGAIN = 0.12
"""What each further mention adds."""
SPOKE = (1.3, 0.9, 0.35)
"""Who spoke in a quote of the same paragraph, the one before, and the one before that."""
SPOKE_FADES = 0.7
"""What is left of that for each later speaker."""
THING_SPOKE = (2.0, 0.9)
"""A thing without a name, or people: in the same paragraph and the one before."""
MERGED = 0.7
"""What the entity's own mentions say of the pronoun."""
LEAST = 0.25
"""Votes below which nobody is meant."""
NEUTRAL, SEVERAL = "n", "p"
"""What `_Said.gender` tells of a thing and of several."""
REACH = 30
"""So many earlier mentions of people are candidates for a pronoun: it bounds the cost."""


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
        self.scene = Scene(doc, body, entities, stretches, offsets)
        self.roles = self._roles()
        self.strangers = descriptions.strangers(self.scene)
        self.openings = {gender: self._openings(gender) for gender in ("f", "m")}
        self.said: list[_Said] = []
        self.thing: _Said | None = None

    def speaker(self, attribution: Attribution) -> Speaker | None:
        """Return the speaker of the attribution, or None where nobody is said to have uttered it."""
        source = attribution.source
        if source is None:
            return None
        told = attribution.alias or source
        tokens = naming.without_letters(
            self.scene, range(self.scene.token(told.start), self.scene.token(told.end - 1) + 1)
        )
        core = self.scene.core(tokens)
        entity, kind = self._resolved(core, tokens, attribution)
        text = self.scene.body.slice(source)
        stranger = entity is None and kind is Resolution.NOMINAL and self._stranger(core, tokens)
        if entity is None and kind is Resolution.NOMINAL and not stranger:
            self._note_thing(core, attribution)
        if entity is not None or stranger:
            paragraph = bisect_right(self.scene.paragraphs, attribution.content[-1].start)
            end = max(source.end, attribution.content[-1].end)
            gender = self.scene.genders[entity] if entity is not None else gendered((core.lower_,))
            self.said.append(_Said(STRANGER if entity is None else entity, gender, end, paragraph))
        if entity is not None:
            return Speaker(
                source, text, self.scene.full_name(self.scene.entities[entity]), self.scene.entities[entity].id, kind
            )
        if attribution.alias is not None:
            return Speaker(source, text, self.scene.body.slice(attribution.alias), None, Resolution.NAME)
        name = naming.own_name(self.scene, core, tokens) if kind is Resolution.NAME else None
        return Speaker(source, text, name, None, kind)

    def _note_thing(self, core: Token, attribution: Attribution) -> None:
        """Keep a thing or several people without a name that spoke: a report's next words are told with "it"."""
        noun = core.lemma_.lower()
        several = core.tag_ == "NNS"
        things = (NO_PERSON, lexicons.read("organisation_nouns"), lexicons.read("business_nouns"))
        if not (several or (core.tag_ == "NN" and any(noun in thing for thing in things))):
            return
        paragraph = bisect_right(self.scene.paragraphs, attribution.content[-1].start)
        end = max(core.idx, attribution.content[-1].end)
        self.thing = _Said(STRANGER, SEVERAL if several else NEUTRAL, end, paragraph)

    def _stranger(self, core: Token, tokens: range) -> bool:
        """Return whether the phrase means one person without a name: "a trader", "another resident", "the Speaker"."""
        noun = core.lemma_.lower()
        if noun in lexicons.read("person_roles"):
            return core.tag_ in ("NN", "NNP")
        things = (lexicons.read(name) for name in ("organisation_nouns", "organisation_heads", "place_nouns"))
        return (
            core.tag_ == "NN"
            and self.scene.doc[tokens.start].lower_ in ("a", "an", "another", "one")
            and not (noun in NO_PERSON or any(noun in thing for thing in things))
        )

    def _resolved(  # noqa: PLR0911  one return a kind of mention
        self, core: Token, tokens: range, attribution: Attribution
    ) -> tuple[int | None, Resolution]:
        word = core.lower_
        if len(tokens) <= 2 and word in NOBODY:
            return None, Resolution.PRONOUN
        if (
            attribution.spoken
            and (labelled := naming.labelled(self.scene, self.scene.doc[tokens.stop - 1])) is not None
        ):
            return labelled
        if word in RELATIVE and core.text != "WHO":
            return self._antecedent(core, attribution)
        if core.pos_ == "PRON" and word in MALE | FEMALE | NEUTER:
            return self._pronoun(core, attribution), Resolution.PRONOUN
        if naming.is_several(self.scene, core, tokens):
            return None, Resolution.NOMINAL
        named = naming.named(self.scene, core, tokens)
        if named is not None:
            return named, Resolution.NAME
        if core.pos_ == "PROPN" and core.text[:1].isupper():
            person = naming.surname(self.scene, core)
            if person is not None or not (naming.is_role(core) or naming.described(self.scene, core, tokens)):
                return person, Resolution.NAME
        if core.pos_ == "PRON":
            return None, Resolution.PRONOUN
        return self._nominal(core, tokens, attribution), Resolution.NOMINAL

    def _antecedent(self, core: Token, attribution: Attribution) -> tuple[int | None, Resolution]:
        verb = core
        for _ in range(8):
            if verb.dep_ in ("relcl", "acl"):
                noun = verb.head
                tokens = range(noun.left_edge.i, core.i) if noun.left_edge.i < core.i else range(noun.i, noun.i + 1)
                if noun.lower_ in RELATIVE or noun.i == core.i:
                    break
                entity, kind = self._resolved(noun, tokens, attribution)
                if entity is not None and core.lower_ == "who" and self.scene.entities[entity].type != "PERSON":
                    # "A trader at the market, who": the parse may take the nearer noun.
                    entity, kind = None, Resolution.NOMINAL
                return entity, Resolution.PRONOUN if kind is Resolution.PRONOUN else kind
            if verb.head.i == verb.i:
                break
            verb = verb.head
        before = list(
            self.scene.places[
                max(0, bisect_left(self.scene.firsts, core.i) - 3) : bisect_left(self.scene.firsts, core.i)
            ]
        )
        near = [p for p in before if core.i - p.last <= 4 and p.kind is MentionKind.NAME]
        return (near[-1].entity if near else None), Resolution.PRONOUN

    def _nominal(self, core: Token, tokens: range, attribution: Attribution) -> int | None:
        """Return the entity that a description means, or None where someone without a name was brought in as the same since."""
        entity = self._described(core, tokens, attribution)
        if entity is None or naming.of_a_people(self.scene, core):
            return entity
        role, start = core.lemma_.lower(), self.scene.offsets[tokens.start]
        called = [place.first for place in self.roles.get(role, ()) if place.entity == entity]
        since = max((self.scene.offsets[i] for i in called if i < tokens.start), default=-1)
        brought_in = descriptions.last_before(self.strangers.starts.get(role, ()), start)
        acting = descriptions.last_before(self.strangers.acting.get(role, ()), start)
        # Somebody who only is ("a new manager could help") is not another than who is called so, nor than who is named
        # further on: "A lawmaker is calling for a ban. Lee wrote to the king".
        other = not called and brought_in > self.scene.first_names.get(entity, 0)
        return None if other or acting > since else entity

    def _described(self, core: Token, tokens: range, attribution: Attribution) -> int | None:
        """Return the entity that a description fits: by the entities' mentions, or by how the article described it."""
        for place in self.scene.places[
            max(0, bisect_left(self.scene.firsts, tokens.start) - 2) : bisect_left(self.scene.firsts, tokens.stop)
        ]:
            if place.kind is MentionKind.NOMINAL and place.first <= core.i <= place.last:
                return place.entity
        determiner = self.scene.doc[tokens.start].lower_
        role = core.lemma_.lower()
        if determiner not in ("the", "this", "that") or core.tag_ == "NNS":
            return None
        told_apart = descriptions.told_apart(self.scene, range(tokens.start, core.i))
        people = {
            place.entity
            for place in self.roles.get(role, ())
            if place.first < tokens.start and descriptions.is_told_of(self.scene, place, role, told_apart)
        }
        if len(people) == 1 or (told_apart and not people):
            return people.pop() if people else None
        spoke = [said.entity for said in self.said[-4:] if said.entity in people]
        if spoke:
            return spoke[-1]
        aged = AGED.fullmatch(self.scene.doc[tokens.start : tokens.stop].text)
        told = role in lexicons.read("person_roles") and role not in NOT_TELLING and core.pos_ != "PROPN"
        if aged or told or naming.of_a_people(self.scene, core):
            return self._prominent(core, tokens, attribution, people)
        return None

    def _prominent(self, core: Token, tokens: range, attribution: Attribution, among: set[int]) -> int | None:
        """Return the person clearly ahead of all others, or None where the phrase itself has somebody's name."""
        own = {place.entity for place in self.scene.within(tokens)}
        if any(self.scene.entities[entity].type == "PERSON" for entity in own):
            return None
        votes = self._votes(core, attribution, "", "he")
        fit = {entity: vote for entity, vote in votes.items() if entity not in own and (not among or entity in among)}
        best = max(fit, key=lambda entity: (fit[entity], -entity), default=None)
        if best is None or any(vote * CLEAR > fit[best] for entity, vote in fit.items() if entity != best):
            return None
        own_role = any(place.entity == best for places in self.roles.values() for place in places)
        return best if among or descriptions.may_mean(self.scene, best, core, tokens, own_role=own_role) else None

    def _roles(self) -> dict[str, list[Place]]:
        """Return where an entity is called what: the nouns in apposition to its names, before them or after "is"."""
        roles: dict[str, list[Place]] = defaultdict(list)
        for place in self.scene.places:
            if place.kind is not MentionKind.NAME:
                continue
            root = self.scene.core(range(place.first, place.last + 1))
            nouns = [
                child
                for child in root.children
                if child.dep_ in ("appos", "compound", "nmod")
                and (child.pos_ == "NOUN" or (naming.is_role(child) and child.ent_type_ != "NORP"))
            ]
            # Not a name in front of the noun: "the Leeds manager" and "the Lee campaign" tell whose they are.
            if root.dep_ == "appos" and root.head.pos_ == "NOUN":
                nouns.append(root.head)
            if root.dep_ == "nsubj" and root.head.lemma_ == "be":
                nouns += [child for child in root.head.children if child.dep_ == "attr" and child.pos_ == "NOUN"]
            for noun in nouns:
                roles[noun.lemma_.lower()].append(place)
            before = self.scene.doc[place.first - 1].lower_.rstrip(".") if place.first else ""
            if before in TITLES:
                roles[TITLES[before]].append(place)
        return roles

    def _pronoun(self, core: Token, attribution: Attribution) -> int | None:
        """Return the entity that a pronoun in front of or behind a quote stands for."""
        word = core.lower_
        gender = "m" if word in MALE else "f" if word in FEMALE else "n"
        votes = self._votes(core, attribution, gender, word)
        if not votes or (gender != "n" and self._is_stranger(core, attribution, gender, word)):
            return None
        best = max(votes, key=lambda entity: (votes[entity], -entity))
        return best if votes[best] >= LEAST and best != STRANGER else None

    def _is_stranger(self, core: Token, attribution: Attribution, gender: str, word: str) -> bool:
        """Return whether a pronoun means someone without a name behind whom nobody that it fits is named.

        That is who spoke last, or whom an earlier sentence of its paragraph begins with: "The girl, who was ten, ran".
        """
        paragraph = bisect_right(self.scene.paragraphs, core.idx)
        end = self._opening(paragraph, core, gender)
        last = self.said[-1] if self.said else None
        if last is not None and last.entity == STRANGER and last.gender in ("", gender):
            end = max(end, last.end) if 0 <= paragraph - last.paragraph <= 1 else end
        if end < 0:
            return False
        here = bisect_left(self.scene.firsts, core.i)
        later = self.scene.places[max(here - REACH, bisect_left(self.scene.firsts, self.scene.token(end))) : here]
        return not any(
            place.kind is MentionKind.NAME
            and self._fits(place.entity, gender, word)
            and not any(span.start <= self.scene.offsets[place.first] < span.end for span in attribution.content)
            for place in later
        )

    def _opening(self, paragraph: int, core: Token, gender: str) -> int:
        """Return where the last such phrase of the paragraph ends that begins a sentence before a word's; -1 if there is none."""
        first = self.scene.paragraphs[paragraph - 1] if paragraph else 0
        starts, ends = self.openings[gender]
        start = descriptions.last_before(starts, core.sent.start_char)
        return ends[start] if start >= first else -1

    def _openings(self, gender: str) -> tuple[list[int], dict[int, int]]:
        """Return where sentences begin with who does something and may be of that gender, without a name, and where they end."""
        found = [
            phrase
            for phrase in self.strangers.phrases
            # "The victim, who was ten" may be whom the article names.
            if phrase.acts and phrase.gender in ("", gender) and not (phrase.definite and phrase.role in self.roles)
        ]
        found = [one for one in found if self.scene.doc[self.scene.token(one.start)].is_sent_start]
        return [one.start for one in found], {one.start: one.end for one in found}

    def _votes(self, core: Token, attribution: Attribution, gender: str, word: str) -> dict[int, float]:
        """Return how likely each entity is meant: who was named last, as a subject, outside quotes, and who spoke last."""
        votes: dict[int, float] = defaultdict(float)
        at = core.idx
        before = self.scene.places[
            max(0, bisect_left(self.scene.firsts, core.i) - REACH) : bisect_left(self.scene.firsts, core.i)
        ]
        paragraph = bisect_right(self.scene.paragraphs, at)
        for place in before:
            if not self._fits(place.entity, gender, word) or (gender == "n" and self.scene.files(place)):
                continue
            offset = self.scene.offsets[place.first]
            if any(span.start <= offset < span.end for span in attribution.content):
                continue
            apart = paragraph - bisect_right(self.scene.paragraphs, offset)
            if apart > PARAGRAPHS:
                continue
            weight = FADES**apart * (1.0 if place.kind is MentionKind.NAME else NO_NAME)
            root = self.scene.core(range(place.first, place.last + 1))
            weight *= SUBJECT if root.dep_ in SUBJECTS else PART if root.dep_ in ("poss", "compound") else OBJECT
            weight *= QUOTED if self.scene.quoted(offset) else 1.0
            weight *= SAME_SENTENCE if root.sent.start == core.sent.start else 1.0
            # The latest mention wins a tie: position within the window.
            votes[place.entity] = max(votes[place.entity], weight) + AGAIN * weight
        # A description is not the last speaker's more than another's; a pronoun is.
        for back, said in enumerate(reversed(self.said[-3:]) if gender else ()):
            apart = paragraph - said.paragraph
            if said.entity == STRANGER:
                fits = gender != "n" and said.gender in ("", gender)
            else:
                fits = self._fits(said.entity, gender, word)
            if fits and 0 <= apart < len(SPOKE):
                votes[said.entity] += SPOKE[apart] * SPOKE_FADES**back
        votes = self._thing_votes(votes, word, paragraph)
        for place in self.scene.places[
            bisect_left(self.scene.firsts, core.i) : bisect_right(self.scene.firsts, core.i)
        ]:
            if place.kind is MentionKind.PRONOUN:
                votes[place.entity] += MERGED
        return votes

    def _thing_votes(self, votes: dict[int, float], word: str, paragraph: int) -> dict[int, float]:
        """Return the votes with those for the thing, or the people, that spoke last and fit "it", or "they"."""
        thing = self.thing
        fits = thing is not None and word in (("they", "their", "them") if thing.gender == SEVERAL else ("it", "its"))
        later = self.said[-1].end if self.said else -1
        if thing is not None and fits and thing.end > later and 0 <= paragraph - thing.paragraph < len(THING_SPOKE):
            votes[STRANGER] += THING_SPOKE[paragraph - thing.paragraph]
        return votes

    def _fits(self, entity: int, gender: str, word: str) -> bool:
        kind = self.scene.entities[entity].type
        if gender == "n":
            return kind in BODIES if word in ("it", "its") else kind in ("ORG", "NORP")
        return kind == "PERSON" and (not gender or self.scene.genders[entity] in ("", gender))
