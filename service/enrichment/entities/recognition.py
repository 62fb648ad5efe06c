"""Read the names of an article off the model's entities, and repair what news text does to them."""

from spacy.tokens import Doc

from service.enrichment import lexicons
from service.enrichment.entities import edges, recovery
from service.enrichment.entities.edges import VALUES
from service.enrichment.entities.evidence import Evidence, klass
from service.enrichment.entities.gazetteer import Gazetteer
from service.enrichment.entities.names import Name
from service.enrichment.types import Body, Span

Draft = tuple[int, int, str]


def names(doc: Doc, body: Body, gazetteer: Gazetteer) -> tuple[Name, ...]:
    """Return the names and values of the article in reading order, none overlapping another."""
    text = body.text
    drafts = edged(doc, text)
    drafts = typed(text, [*drafts, *missed(text, typed(text, drafts, gazetteer), gazetteer)], gazetteer)
    return tuple(Name(Span(start, end), text[start:end], label) for start, end, label in drafts)


def edged(doc: Doc, text: str) -> list[Draft]:
    """Return (start, end, label) of what the model marked, each cut to one clean name or value."""
    return [
        (start, end, label)
        for first, last, label in ((entity.start_char, entity.end_char, entity.label_) for entity in doc.ents)
        for start, end in edges.pieces(text, first, last, label)
        if label in VALUES or _nameable(text[start:end])
    ]


def _nameable(form: str) -> bool:
    return form.lower() not in lexicons.read("not_names") or (form.isupper() and form in ("US", "UN", "IS"))


def typed(text: str, drafts: list[Draft], gazetteer: Gazetteer) -> list[Draft]:
    """Return the drafts in reading order, all mentions of one form under the type that has the most evidence."""
    drafts = sorted(drafts)
    evidence = Evidence(gazetteer)
    keys = [None if label in VALUES else evidence.mention(text, start, end, label) for start, end, label in drafts]
    evidence.close()
    return [
        (start, end, label if key is None else evidence.label(key, text[start:end]))
        for (start, end, label), key in zip(drafts, keys, strict=True)
    ]


def missed(text: str, drafts: list[Draft], gazetteer: Gazetteer) -> list[Draft]:
    """Return the names that the model overlooked, under the type of what they repeat."""
    covered = recovery.Covered((start, end) for start, end, _ in drafts)
    lower = recovery.lower_words(text)
    found: list[Draft] = []
    for search in (recovery.acronyms(text, drafts, covered), recovery.titled(text, covered)):
        for start, end, label in search:
            if covered.free(start, end):
                covered.take(start, end)
                found.append((start, end, label))
    forms: dict[str, str] = {}
    for start, end, label in (*drafts, *found):
        form = text[start:end]
        if label in VALUES or (" " not in form and form.lower() in lower):
            continue
        forms.setdefault(form, label)
        if label == "PERSON":
            for part in recovery.parts(form):
                if part.lower() not in lower and _nameable(part):
                    forms.setdefault(part, "PERSON")
    found.extend(recovery.repeats(text, forms, covered))
    found.extend(recovery.places(text, gazetteer, lower, covered))
    return found
