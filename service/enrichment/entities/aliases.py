"""Group the names of an article: one group for each real-world thing, whatever it is called.

The rules see names alone (span, text and type), so they can be measured on gold names. Every distinct form is looked at
once and finds its candidates through indexes: the cost is linear in the number of names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise

from service.enrichment import lexicons
from service.enrichment.entities import expansions, people
from service.enrichment.entities.gazetteer import Gazetteer, Known
from service.enrichment.entities.names import Group, Name, words

Form = tuple[str, ...]
ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Za-z&]{0,8}[A-Z0-9](?:-[A-Z]+)?s?")
SMALL = frozenset(
    ("a", "an", "and", "at", "by", "de", "del", "der", "des", "di", "du", "for", "in", "la", "of", "on", "the", "to")
)
APART = frozenset((",", ".", ";", ":"))
CLIPPED = 4
"""Initials of so many letters may stand without the last: "CDC" for "Centers for Disease Control and Prevention"."""
NESTED = 4
"""So many steps lead at most from an acronym over parts of names to the fullest name."""


def group(
    names: Sequence[Name], gazetteer: Gazetteer, also: Sequence[tuple[str, str]] = (), text: str = ""
) -> tuple[Group, ...]:
    """Return the names grouped by what they name, groups in the order of their first name.

    Types decide first: GPE, LOC, FAC and PLACE are one class, every other type is its own, and no group spans two.
    `also` are further names that the article gives people, each with the name that it gives it to; `text` is
    what the names stand in.
    """
    further = frozenset(name for name, _ in also)
    classes: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (name.span.start, -name.span.end)):
        classes[name.kind].append(name)
    found: list[Group] = []
    for kind, members in classes.items():
        together: dict[Hashable, list[Name]] = defaultdict(list)
        for name, key in zip(members, _keys(kind, members, gazetteer, also, text), strict=True):
            together[key].append(name)
        found.extend(_group(tuple(same), further) for same in together.values())
    return tuple(sorted(found, key=lambda one: one.names[0].span.start))


def _keys(
    kind: str, members: Sequence[Name], gazetteer: Gazetteer, also: Sequence[tuple[str, str]], text: str
) -> list[Hashable]:
    if kind == "PERSON":
        return people.keys(members, also, text)
    if kind == "ORG":
        return _organisations(members, gazetteer, text)
    if kind == "PLACE":
        return _places(members, gazetteer)
    return [words(name.text) for name in members]


def _group(found: tuple[Name, ...], further: frozenset[str]) -> Group:
    kind = found[0].type
    forms = list(dict.fromkeys(name.text for name in found))
    if len(forms) == 1:
        return Group(type=kind, name=forms[0], aliases=(), names=found)
    kind = Counter(name.type for name in found).most_common(1)[0][0]
    best = max(forms, key=lambda form: (form not in further, *_fullness(form, kind)))
    return Group(type=kind, name=best, aliases=tuple(form for form in forms if form != best), names=found)


def _fullness(form: str, kind: str) -> tuple[int, bool, int]:
    """Return how full a form is: for people more words; then mixed case before capitals; then more letters."""
    return (len(words(form)) if kind == "PERSON" else 0, not (form.isupper() and " " in form), len(form))


def _places(members: Sequence[Name], gazetteer: Gazetteer) -> list[Hashable]:
    """Return keys of places: the gazetteer's, the longer name's for its first word or its initials, else the words."""
    forms = {name.text: words(name.text) for name in members}
    keys: dict[str, Hashable] = {}
    longer: dict[Hashable, set[Hashable]] = defaultdict(set)
    for text, form in forms.items():
        known = _known(text, gazetteer)
        keys[text] = known.key if known and not known.inhabitants else form
        if len(form) > 2 or (len(form) == 2 and form[1] in lexicons.read("place_heads")):
            longer[form[0]].add(keys[text])
        if len(form) > 1:
            longer["".join(word[0] for word in form).upper()].add(keys[text])
    for text, form in forms.items():
        if keys[text] == form and len(form) == 1:
            fuller = longer.get(text if text.isupper() else form[0], set())
            if len(fuller) == 1:
                keys[text] = next(iter(fuller))
    return [keys[name.text] for name in members]


def _known(text: str, gazetteer: Gazetteer) -> Known | None:
    return gazetteer.known(text) or gazetteer.known(text.removeprefix("the ").removeprefix("The "))


def _organisations(members: Sequence[Name], gazetteer: Gazetteer, article: str) -> list[Hashable]:
    """Return keys of organisations: the gazetteer's, the expansion's for an acronym, the longer name's for a part."""
    forms = {name.text: _bare(name.text) for name in members}
    keys: dict[str, Hashable] = {}
    for text, form in forms.items():
        known = _known(text, gazetteer)
        keys[text] = known.key if known and known.type == "ORG" and known.wikipedia else form
    initials: dict[str, Hashable] = {}
    clipped: dict[str, set[Hashable]] = defaultdict(set)
    for text, form in forms.items():
        if len(form) > 1:
            for short in _initials(text):
                initials.setdefault(short, keys[text])
                if len(short) >= CLIPPED:
                    clipped[short[:-1]].add(keys[text])
    initials = {short: next(iter(fuller)) for short, fuller in clipped.items() if len(fuller) == 1} | initials
    beside = _in_brackets(members, article)
    parts = _parts(forms, keys)
    parents: dict[Hashable, Hashable] = {}
    for text, key in keys.items():
        if text in beside or ACRONYM.fullmatch(text):
            short = text.replace(".", "").rstrip("s").upper()
            parent = keys[beside[text]] if text in beside else initials.get(short)
        else:
            parent = parts.get(text)
        if parent is not None and parent != key and _root(parent, parents) != key:
            parents.setdefault(key, parent)
    return [_root(keys[name.text], parents) for name in members]


def _root(key: Hashable, parents: Mapping[Hashable, Hashable]) -> Hashable:
    for _ in range(NESTED):
        if key not in parents:
            break
        key = parents[key]
    return key


def _bare(text: str) -> Form:
    """Return the words of an organisation's name without its legal form."""
    form = words(text)
    while len(form) > 1 and form[-1] in lexicons.read("legal_forms"):
        form = form[:-1]
    return form


def _initials(text: str) -> set[str]:
    """Return the acronyms that a name of several words may have, in capitals."""
    parts = [part for word in words(text) for part in word.split("'")]
    main = [part for part in parts if part and part not in SMALL]
    return {"".join(part[0] for part in chosen if part).upper() for chosen in (main, parts) if len(chosen) > 1}


def _in_brackets(members: Sequence[Name], text: str) -> dict[str, str]:
    """Return the expansion of each acronym that stands two characters behind or before it, as in "(ABC)".

    Behind anything but a bracket it has to be made of the expansion's initials: "the Stock Exchange, ABC reports".
    """
    pairs: dict[str, str] = {}
    for one, other in pairwise(members):
        if other.span.start - one.span.end != 2:
            continue
        bracketed = text[one.span.end : other.span.start].strip(" ") not in APART
        if not bracketed and not {other.text, one.text} & (_initials(one.text) | _initials(other.text)):
            continue
        if len(words(one.text)) > 1 and (ACRONYM.fullmatch(other.text) or _is_spelled(other.text, one.text)):
            pairs.setdefault(other.text, one.text)
        elif ACRONYM.fullmatch(one.text) and len(words(other.text)) > 1:
            pairs.setdefault(one.text, other.text)
    return pairs


def _is_spelled(short: str, form: str) -> bool:
    """Return whether a single word is made of the beginnings of a name's words: "Comelec", "Commission on Elections"."""
    return short.isalpha() and expansions.spells(short, form.split())


def _parts(forms: Mapping[str, Form], keys: Mapping[str, Hashable]) -> dict[str, Hashable]:
    """Return the key of the one longer name that begins or ends with a shorter name the gazetteer does not know.

    Longer names that are parts of one another are one: "Zork" stands for "Zork Media Systems" beside "Zork Media".
    What follows a small word does not stand for the whole: "Europe" is not the "Council of Europe". A name that the
    gazetteer knows stands for one that adds no more than companies do: "Toyota" for "Toyota Motor".
    """
    edges: dict[Form, set[Hashable]] = defaultdict(set)
    companies: dict[Form, set[Hashable]] = defaultdict(set)
    adds = lexicons.read("company_words")
    for text, form in forms.items():
        for cut in range(1, min(len(form), LONGEST)):
            edges[form[:cut]].add(keys[text])
            if form[cut - 1] not in SMALL:
                edges[form[cut:]].add(keys[text])
            if adds.issuperset(form[cut:]):
                companies[form[:cut]].add(keys[text])
    found: dict[str, Hashable] = {}
    wholes: dict[Hashable, Hashable] = {}
    for text, form in sorted(forms.items(), key=lambda item: -len(item[1])):
        unknown = keys[text] == form
        longer = {_root(key, wholes) for key in (edges if unknown else companies).get(form, ())} - {keys[text]}
        if len(longer) == 1:
            found[text] = wholes[form] = next(iter(longer))
    return found


LONGEST = 12
"""So many words of a name can be cut off: it bounds the cost on hostile input."""
