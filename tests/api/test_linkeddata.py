"""The article as JSON-LD says only what schema.org has words for."""

import re

import msgspec_schemaorg.models as vocabulary
import orjson
import pytest

from tests.conftest import SEEDS

QUOTED_NAME = re.compile(r"[A-Z]\w+")


def faults(node, place):
    """What schema.org does not know of the node: its type, its properties, the types of their values."""
    if isinstance(node, list):
        for one in node:
            yield from faults(one, place)
    if not isinstance(node, dict):
        return
    kind = getattr(vocabulary, node["@type"], None)
    if kind is None:
        yield f"{place}: no type {node['@type']}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        allowed = next(
            (c.__annotations__[name] for c in kind.__mro__ if name in getattr(c, "__annotations__", {})), None
        )
        if allowed is None:
            yield f"{place}.{name}: no property of {node['@type']}"
            continue
        names = set(QUOTED_NAME.findall(str(allowed)))
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                parents = {parent.__name__ for parent in getattr(vocabulary, one["@type"]).__mro__}
                if not parents & names:
                    yield f"{place}.{name}: {one['@type']} is not one of {names}"
        yield from faults(value, f"{place}.{name}")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_uses_the_vocabulary_of_schema_org(client, seed):
    response = client.post(
        "/v1/enrich", json={"text": seed.read_text(encoding="utf-8")}, headers={"Accept": "application/ld+json"}
    )
    article = orjson.loads(response.data)
    assert article["@type"] == "NewsArticle"
    assert article["mentions"]
    assert list(faults(article, "NewsArticle")) == []


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "NewsStory"},
        {"@type": "NewsArticle", "title": "x"},
        {"@type": "NewsArticle", "author": {"@type": "Place", "name": "x"}},
        {"@type": "NewsArticle", "mentions": [{"@type": "Person", "fullName": "x"}]},
    ],
)
def test_the_check_finds_what_schema_org_does_not_know(node):
    assert list(faults(node, "node"))
