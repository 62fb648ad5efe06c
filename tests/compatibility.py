"""Tell whether a contract breaks the callers of a released one: `compatibility.py RELEASED.yaml CURRENT.yaml`.

Within /v1 a request may only be asked for less and an answer may only hold more: nothing may be removed, renamed or
retyped, no option may become required, no accepted value may be refused.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}


def breaks(released: dict[str, Any], current: dict[str, Any]) -> list[str]:
    """Return what would break a caller of the released contract, one sentence each."""
    found = []
    for path, item in released["paths"].items():
        for method, operation in item.items():
            if method not in METHODS:
                continue
            place = f"{method.upper()} {path}"
            other = current["paths"].get(path, {}).get(method)
            if other is None:
                found.append(f"{place} is gone")
                continue
            found += _requests(operation, other, released, current, place)
            found += _responses(operation, other, released, current, place)
    return found


def _requests(old, new, released, current, place):
    was = {(one["in"], one["name"]): one for one in old.get("parameters", [])}
    now = {(one["in"], one["name"]): one for one in new.get("parameters", [])}
    for key, parameter in was.items():
        if key not in now:
            yield f"{place}: the option {key[1]} is gone"
        else:
            yield from _schema(
                parameter["schema"], now[key]["schema"], released, current, f"{place} ?{key[1]}", asked=True
            )
    for key, parameter in now.items():
        if key not in was and parameter.get("required"):
            yield f"{place}: the option {key[1]} is required"
    for media_type, body in old.get("requestBody", {}).get("content", {}).items():
        other = new.get("requestBody", {}).get("content", {}).get(media_type)
        if other is None:
            yield f"{place}: {media_type} is no longer accepted"
        else:
            yield from _schema(body["schema"], other["schema"], released, current, f"{place} {media_type}", asked=True)


def _responses(old, new, released, current, place):
    for status, answer in old["responses"].items():
        other = new["responses"].get(status)
        if other is None:
            yield f"{place}: {status} is gone"
            continue
        for media_type, content in answer.get("content", {}).items():
            if media_type not in other.get("content", {}):
                yield f"{place} {status}: {media_type} is gone"
                continue
            schema = other["content"][media_type]["schema"]
            yield from _schema(content["schema"], schema, released, current, f"{place} {status}", asked=False)


def _resolve(schema, document):
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _types(schema):
    kinds = schema.get("type", [])
    if "anyOf" in schema:
        kinds = [kind for one in schema["anyOf"] for kind in _types(one)]
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _object(schema, document):
    """The member of a nullable reference that is not null."""
    if "anyOf" in schema:
        schema = next(one for one in schema["anyOf"] if one.get("type") != "null")
    return _resolve(schema, document)


def _schema(old, new, released, current, place, *, asked):
    old, new = _resolve(old, released), _resolve(new, current)
    lost, gained = _types(old) - _types(new), _types(new) - _types(old)
    if (asked and lost) or (not asked and gained):
        yield f"{place}: {sorted(_types(old))} became {sorted(_types(new))}"
    old, new = _object(old, released), _object(new, current)
    if asked and "enum" in new and set(old.get("enum", [])) - set(new["enum"]):
        yield f"{place}: accepts fewer values"
    if asked and "enum" in new and "enum" not in old:
        yield f"{place}: accepts only some values"
    for bound, worse in (("maxLength", min), ("maximum", min), ("minLength", max), ("minimum", max)):
        if asked and bound in new and (bound not in old or worse(old[bound], new[bound]) != old[bound]):
            yield f"{place}: {bound} is tighter"
    for name in new.get("required", []) if asked else ():
        if name not in old.get("required", []):
            yield f"{place}: {name} is required"
    for name in old.get("required", []) if not asked else ():
        if name not in new.get("required", []):
            yield f"{place}: {name} is no longer always there"
    for name, member in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            yield f"{place}: {name} is gone"
        else:
            yield from _schema(member, new["properties"][name], released, current, f"{place} .{name}", asked=asked)
    for part in ("items", "additionalProperties"):
        if isinstance(old.get(part), dict) and isinstance(new.get(part), dict):
            yield from _schema(old[part], new[part], released, current, f"{place}[]", asked=asked)


def main(released, current):
    documents = [yaml.safe_load(Path(name).read_text(encoding="utf-8")) for name in (released, current)]
    found = breaks(*documents)
    sys.stdout.writelines(f"{one}\n" for one in found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
