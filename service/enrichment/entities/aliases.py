"""Group the names of an article: one group for each real-world thing, whatever it is called.

The rules see names alone (span, text and type), so they can be measured on gold names. Every distinct form is looked at
once and finds its candidates through indexes: the cost is linear in the number of names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from service.enrichment import lexicons
from service.enrichment.entities import people
from service.enrichment.entities.gazetteer import Gazetteer, Known
from service.enrichment.entities.names import PLACES, Group, Name, words

ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Za-z&]{0,8}[A-Z0-9](?:-[A-Z]+)?s?")
SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "del",
        "der",
        "des",
        "di",
        "du",
        "for",
        "in",
        "la",
        "of",
        "on",
        "the",
        "to",
        "und",
        "with",
        "against",
    )
)
SUFFIXES = frozenset(
    ("ag", "co", "company", "corp", "corporation", "gmbh", "group", "inc", "llc", "ltd", "limited", "plc", "sa", "se")
)


def group(names: Sequence[Name], gazetteer: Gazetteer) -> tuple[Group, ...]:
    """Return the names grouped by what they name, groups in the order of their first name.

    Types decide first: GPE, LOC, FAC and PLACE are one class, every other type is its own, and no group spans two.
    """
    classes: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (name.span.start, -name.span.end)):
        classes[name.kind].append(name)
    found: list[Group] = []
    for kind, members in classes.items():
        together: dict[Hashable, list[Name]] = defaultdict(list)
        for name, key in zip(members, _keys(kind, members, gazetteer), strict=True):
            together[key].append(name)
        found.extend(_group(tuple(same)) for same in together.values())
    return tuple(sorted(found, key=lambda one: one.names[0].span))


def _keys(kind: str, members: Sequence[Name], gazetteer: Gazetteer) -> list[Hashable]:
    if kind == "PERSON":
        return people.keys(members)
    if kind == "ORG":
        return _organisations(members, gazetteer)
    if kind == "PLACE":
        return _places(members, gazetteer)
    return [words(name.text) for name in members]


def _group(found: tuple[Name, ...]) -> Group:
    kind = Counter(name.type for name in found).most_common(1)[0][0]
    forms = list(dict.fromkeys(name.text for name in found))
    best = max(forms, key=lambda form: _fullness(form, kind))
    return Group(type=kind, name=best, aliases=tuple(form for form in forms if form != best), names=found)


def _fullness(form: str, kind: str) -> tuple[int, bool, int]:
    """Return how full a form is: for people more words; then mixed case before capitals; then more letters."""
    return (len(words(form)) if kind == "PERSON" else 0, not (form.isupper() and " " in form), len(form))


def _places(members: Sequence[Name], gazetteer: Gazetteer) -> list[Hashable]:
    """Return keys of places: the gazetteer's for what it knows, the longer name's for its beginning, else the words."""
    forms = {name.text: _known(name.text, gazetteer) for name in members}
    starts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for text in forms:
        form = words(text)
        if len(form) > 1:
            starts[form[0]].add(form)
    keys: dict[str, Hashable] = {}
    for text, known in forms.items():
        form = words(text)
        longer = starts.get(form[0], set()) if len(form) == 1 else set()
        if known is not None and not known.inhabitants:
            keys[text] = known.key
        elif len(longer) == 1 and _abbreviates(form, next(iter(longer))):
            keys[text] = next(iter(longer))
        else:
            keys[text] = form
    return [keys[name.text] for name in members]


def _abbreviates(form: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return form == longer[:1] and (len(longer) > 2 or longer[-1] in lexicons.read("place_heads"))


def _known(text: str, gazetteer: Gazetteer) -> Known | None:
    return gazetteer.known(text) or gazetteer.known(text.removeprefix("the ").removeprefix("The "))


def _organisations(members: Sequence[Name], gazetteer: Gazetteer) -> list[Hashable]:
    """Return keys of organisations: the gazetteer's, the expansion's for an acronym, the longer name's for a part."""
    forms = list(dict.fromkeys(name.text for name in members))
    bare = {text: _bare(text) for text in forms}
    keys: dict[str, Hashable] = {}
    for text in forms:
        known = _known(text, gazetteer)
        keys[text] = known.key if known and known.type == "ORG" else bare[text]
    parents: dict[Hashable, Hashable] = {}
    initials: dict[str, Hashable] = {}
    for text in forms:
        if len(bare[text]) > 1:
            for short in _initials(text):
                initials.setdefault(short, keys[text])
    beside = _in_brackets(members)
    parts = _parts(forms, bare, keys)
    for text in forms:
        key = keys[text]
        if ACRONYM.fullmatch(text):
            short = text.replace(".", "").rstrip("s").upper()
            target = beside.get(text)
            parent = keys[target] if target else initials.get(short)
        else:
            parent = parts.get(text)
        if parent is not None and parent != key and _root(parent, parents) != key:
            parents.setdefault(key, parent)
    return [_root(keys[name.text], parents) for name in members]


def _root(key: Hashable, parents: dict[Hashable, Hashable]) -> Hashable:
    for _ in range(NESTED):
        if key not in parents:
            break
        key = parents[key]
    return key


NESTED = 4


def _bare(text: str) -> tuple[str, ...]:
    form = words(text)
    while len(form) > 1 and form[-1] in SUFFIXES:
        form = form[:-1]
    return form


def _initials(text: str) -> set[str]:
    """Return the acronyms that a name of several words may have, in capitals."""
    form = words(text)
    parts = [part for word in form for part in word.replace("'", " ").split()]
    main = [part for part in parts if part not in SMALL]
    return {"".join(part[0] for part in chosen).upper() for chosen in (main, parts) if len(chosen) > 1}


def _in_brackets(members: Sequence[Name]) -> dict[str, str]:
    """Return the expansion of each acronym that stands two characters behind or before it, as in "(ABC)"."""
    pairs: dict[str, str] = {}
    for one, other in zip(members, members[1:], strict=False):
        if other.span.start - one.span.end != 2:
            continue
        if ACRONYM.fullmatch(other.text) and len(words(one.text)) > 1:
            pairs.setdefault(other.text, one.text)
        elif ACRONYM.fullmatch(one.text) and len(words(other.text)) > 1:
            pairs.setdefault(one.text, other.text)
    return pairs


def _parts(forms: Sequence[str], bare: dict[str, tuple[str, ...]], keys: dict[str, Hashable]) -> dict[str, Hashable]:
    """Return the key of the one longer name that begins or ends with a shorter name."""
    edges: dict[tuple[str, ...], set[Hashable]] = defaultdict(set)
    for text in forms:
        form = bare[text]
        for cut in range(1, len(form)):
            edges[form[:cut]].add(keys[text])
            edges[form[cut:]].add(keys[text])
    found: dict[str, Hashable] = {}
    for text in forms:
        longer = edges.get(bare[text], set())
        if len(longer) == 1:
            found[text] = next(iter(longer))
    return found
