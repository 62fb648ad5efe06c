"""One article as the speakers' rules look at it: its tokens, and where in them each entity is mentioned."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from service.enrichment import lexicons
from service.enrichment.quotes.assembly import Stretches
from service.enrichment.types import Body, Entity, MentionKind

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
BODIES = frozenset(("ORG", "GPE", "NORP", "FAC", "LOC", "WORK_OF_ART"))
SPEAKERS = BODIES | {"PERSON"}
LOOKED_AT = 400
"""A paragraph's first characters, in which capitals tell a headline from prose."""
TITLED = 30
"""So many mentions of a person are looked at for a title."""


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of an entity, as tokens."""

    entity: int
    first: int
    last: int
    kind: MentionKind


class Scene:
    """The tokens, the entities that may speak and their places, in reading order; genders are "m", "f", "n" or ""."""

    def __init__(
        self, doc: Doc, body: Body, entities: tuple[Entity, ...], stretches: Stretches, offsets: list[int]
    ) -> None:
        self.doc, self.body, self.entities = doc, body, entities
        self.offsets, self.stretches = offsets, stretches
        self.paragraphs = [paragraph.span.start for paragraph in body.paragraphs]
        places = [
            Place(number, self.token(mention.span.start), self.token(mention.span.end - 1), mention.kind)
            for number, entity in enumerate(entities)
            if entity.type in SPEAKERS
            for mention in entity.mentions
        ]
        self.places = sorted(places, key=lambda place: (place.first, -place.last))
        self.firsts = [place.first for place in self.places]
        self.genders = [self._gender(entity) if entity.type == "PERSON" else "n" for entity in entities]
        self.cores: dict[tuple[int, int], Token] = {}
        self.headlines: dict[int, bool] = {}
        self.around: dict[int, tuple[tuple[int, str], ...]] = {}

    @cached_property
    def people(self) -> Mapping[int, Sequence[tuple[Place | None, Place, Place | None]]]:
        """The names of each person, each with the names of people before and behind it."""
        named = [
            place
            for place in self.places
            if place.kind is MentionKind.NAME and self.entities[place.entity].type == "PERSON"
        ]
        found: dict[int, list[tuple[Place | None, Place, Place | None]]] = defaultdict(list)
        for before, place, behind in zip([None, *named], named, [*named[1:], None], strict=False):
            found[place.entity].append((before, place, behind))
        return found

    @cached_property
    def first_names(self) -> Mapping[int, int]:
        """Where the first name of each entity begins."""
        return {
            place.entity: self.offsets[place.first] for place in reversed(self.places) if place.kind is MentionKind.NAME
        }

    def within(self, tokens: range) -> list[Place]:
        """Return the mentions that begin among the tokens."""
        return self.places[bisect_left(self.firsts, tokens.start) : bisect_left(self.firsts, tokens.stop)]

    def token(self, offset: int) -> int:
        """Return the number of the token at an offset, or of the one before it."""
        return max(0, bisect_right(self.offsets, offset) - 1)

    def core(self, tokens: range) -> Token:
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

    def full_name(self, entity: Entity) -> str:
        """Return the entity's name; one of headlines only, where words run together, gives way to the name inside it."""
        names = [mention for mention in entity.mentions if mention.kind is MentionKind.NAME]
        if entity.type == "PERSON" and not any(
            mention.text == entity.name and not self._headline(mention.span.start) for mention in names
        ):
            inside = {mention.text for mention in names if entity.name.startswith(f"{mention.text} ")}
            return max((name for name in inside if " " in name), key=len, default=entity.name)
        return entity.name

    def _headline(self, offset: int) -> bool:
        number = bisect_right(self.paragraphs, offset) - 1
        if number not in self.headlines:
            text = self.body.slice(self.body.paragraphs[number].span) if number >= 0 else ""
            long = [word for word in text[:LOOKED_AT].split() if len(word) > 4 and word[0].isalpha()]
            self.headlines[number] = bool(long) and sum(word[0].isupper() for word in long) >= 0.7 * len(long)
        return self.headlines[number]

    def files(self, place: Place) -> bool:
        """Return whether a place, written in capitals, begins a paragraph: its dateline, of which nothing is said."""
        starts = bisect_right(self.paragraphs, self.offsets[place.first])
        return (
            self.entities[place.entity].type in ("GPE", "LOC")
            and starts > 0
            and self.paragraphs[starts - 1] == self.offsets[place.first]
            and self.doc[place.first].is_upper
        )

    def quoted(self, offset: int) -> bool:
        """Return whether an offset stands inside quote marks."""
        number = bisect_right(self.stretches.starts, offset) - 1
        return number >= 0 and offset < self.stretches.ends[number]

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
        for mention in entity.mentions[:TITLED]:
            first = self.token(mention.span.start)
            before = self.doc[first - 1].lower_.strip(".") if first else ""
            if before in ("mr", "sir", "lord"):
                return "m"
            if before in ("mrs", "ms", "miss", "lady", "dame"):
                return "f"
        return ""
