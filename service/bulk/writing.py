"""Write what became of a shard: whole or not at all, so that a restart, or a second try, doubles and loses nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pyarrow as pa
from pyarrow import parquet

PROBLEMS = "_problems"
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("url", pa.string()),
        ("title", pa.string()),
        ("published", pa.string()),
        ("publisher", pa.string()),
        ("language", pa.string()),
        ("text", pa.string()),
        ("fingerprint", pa.string()),
        ("answer", pa.string()),
    ]
)
"""`answer` is the HTTP answer, byte for byte; the other columns are parts of it, to search by."""


class Failed(NamedTuple):
    """A record that could not be enriched: its number in the file, the caller's id, and the problem's members."""

    record: int
    id: str | None
    error: dict[str, object]


def write(target: Path, source: str, answers: Sequence[bytes], failed: Sequence[Failed]) -> None:
    """Write a shard's answers, and beside them its problems; the answers last, since they say that it is finished."""
    if failed:
        rows = [{"source": source, "record": one.record, "id": one.id, "error": one.error} for one in failed]
        _place(target.parent / PROBLEMS / f"{target.stem}.jsonl", b"".join(orjson.dumps(row) + b"\n" for row in rows))
    if target.suffix == ".jsonl":
        _place(target, b"".join(one + b"\n" for one in answers))
        return
    table = pa.Table.from_pylist([_row(one) for one in answers], schema=SCHEMA)
    partial = target.with_name(f".{target.name}.part")
    parquet.write_table(table, partial, compression="zstd")
    partial.replace(target)


def _place(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.part")
    partial.write_bytes(content)
    partial.replace(target)


def _row(answer: bytes) -> dict[str, str | None]:
    wire: dict[str, Any] = orjson.loads(answer)
    facts, body = wire.get("metadata", {}), wire.get("body", {})
    return {
        "id": wire["id"],
        **{name: facts.get(name) for name in ("url", "title", "published", "publisher", "language")},
        **{name: body.get(name) for name in ("text", "fingerprint")},
        "answer": answer.decode(),
    }
