"""Schemas and routes → the contract as a document; `make openapi` writes it, the check compares it."""

from typing import Any

import orjson
import yaml
from flask_smorest import Api

VERSION = "3.1.0"
FRAME: dict[str, Any] = {
    "info": {
        "description": "Raw article text in; clean body, metadata, entities and quotes out. Errors are RFC 9457 "
        "problems. Every offset is half-open; within /v1 fields are added, never renamed, retyped or removed.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "servers": [{"url": "/"}],
    "security": [{}, {"key": []}],
    "components": {
        "securitySchemes": {
            "key": {"type": "http", "scheme": "bearer", "description": "Only where the operator configured keys."}
        }
    },
}


def documents(api: Api) -> tuple[bytes, bytes]:
    """Return the contract as JSON and as YAML, the same document twice."""
    document = contract(api)
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    return orjson.dumps(document), text.encode()


def contract(api: Api) -> dict[str, Any]:
    """Return the OpenAPI document: plain dictionaries, lists and scalars, in a stable order."""
    raw: dict[str, Any] = orjson.loads(orjson.dumps(api.spec.to_dict(), default=str))
    document = {key: raw[key] for key in ("openapi", "info", "servers", "security", "tags", "paths", "components")}
    for path in document["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict):
                operation["responses"].pop("default", None)
    # flask-smorest's own shape of an error, which no response uses.
    document["components"].pop("responses")
    schemas = document["components"]["schemas"]
    schemas.pop("Error")
    schemas["ArticleRequest"]["oneOf"] = [{"required": ["text"]}, {"required": ["html"]}]
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    _finish(document)
    return document


def _finish(node: Any) -> None:
    """Say what apispec leaves out: an enumeration's type, and that query lists are written with commas."""
    if isinstance(node, list):
        for one in node:
            _finish(one)
    elif isinstance(node, dict):
        if "enum" in node and "type" not in node:
            node["type"] = "string"
        if node.get("in") == "query" and node.get("style") == "form":
            node["explode"] = False
        for one in node.values():
            _finish(one)
