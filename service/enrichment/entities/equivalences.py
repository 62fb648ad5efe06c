"""Read what an article says a person is called besides: "known as Peggy", "née Poe", "she was born Ann Poe"."""

import re
from collections.abc import Iterator, Sequence

from service.enrichment.entities.names import Name, words

CALLED = re.compile(
    r"(?:\b(?:née|nee|born|nicknamed|a\.?k\.?a\.?|formerly)|\bknown (?:(?:to|by) (?:\w+ ){1,3}|\w+ )?(?:simply )?as) [“\"‘']?$",
    re.IGNORECASE,
)
"""What stands between a person and a further name, right in front of the further one."""
BEHIND = re.compile(r"[,(]? ?\(?(?:(?:who|and) )?(?:(?:is|was|he|she|also|better|widely|popularly|often) ){0,3}\(?$")
"""What may stand between the person's name and those words."""
LOOKED_BACK = 60
"""Characters in front of the further name that are looked at."""
REACH = 4
"""So many people before are looked at for one with the same given name."""


def pairs(text: str, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Yield (further name, name) of each person whom the article calls something else too, in reading order.

    The name is the one right before ("Ann Lee, née Poe"), else, where a sentence begins with a pronoun or with "Known
    as", that of a person named shortly before: of the same given name, or for a single word the nearest one.
    """
    people = [name for name in names if name.type == "PERSON"]
    for at, name in enumerate(people[1:], 1):
        low = max(0, name.span.start - LOOKED_BACK)
        called = CALLED.search(text, low, name.span.start)
        if called is None:
            continue
        before = people[at - 1]
        if before.span.end <= called.start() and BEHIND.fullmatch(text, before.span.end, called.start()):
            yield name.text, before.text
            continue
        form = words(name.text)
        near = [other for other in reversed(people[max(0, at - REACH) : at]) if len(words(other.text)) > 1]
        if len(form) > 1:
            fits = (other for other in near if words(other.text)[0] == form[0] and words(other.text) != form)
            if other := next(fits, None):
                yield name.text, other.text
        elif near and text[called.start() : called.start() + 1] == "K":
            yield name.text, near[0].text
