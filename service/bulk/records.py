"""Read an archive's records, each as the line of JSON that a batch would send."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from pyarrow import parquet

from service.api import payload
from service.api.schemas import WEB_ADDRESS

SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".parquet", ".warc", ".warc.gz", ".warc.zst", ".warc.lz4")
FIELDS = ("text", "html", "id", "url", "language", "reference_date", "clean", "offsets")
"""Columns of Parquet that are read; others are left alone."""
PAGES = ("text/html", "application/xhtml+xml")
CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


class Shard(NamedTuple):
    """Records `start` to `stop` of a file, as they are numbered in it, and the name of what becomes of them."""

    path: str
    start: int
    stop: int
    name: str


def files(source: Path) -> list[Path]:
    """Return the archive's files: the one named, or those of a known suffix under the directory named."""
    if source.is_file():
        return [source]
    return sorted(path for path in source.rglob("*") if path.is_file() and path.name.endswith(SUFFIXES))


def records(path: Path) -> Iterator[bytes]:
    """Yield each record of a file as a line of JSON.

    Raises ValueError for a file of another kind.
    """
    name = path.name
    if ".warc" in name:
        return _warc(path)
    if name.endswith(".parquet"):
        return _parquet(path)
    if name.endswith(SUFFIXES):
        return _lines(path)
    raise ValueError(f"{name} is not one of {', '.join(SUFFIXES)}")


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as lines:
        for line in lines:
            if stripped := line.strip():
                yield stripped


def _parquet(path: Path) -> Iterator[bytes]:
    with parquet.ParquetFile(path) as table:
        columns = [name for name in FIELDS if name in table.schema_arrow.names]
        for batch in table.iter_batches(batch_size=256, columns=columns):
            for row in batch.to_pylist():
                yield orjson.dumps({name: value for name, value in row.items() if value is not None}, default=str)


def _warc(path: Path) -> Iterator[bytes]:
    """Yield the pages that a crawl was answered with; what is no page, or no success, is no record."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only where it is needed

    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
            head: Any = record.http_headers
            if head is None or head.status_code != 200:
                continue
            kind = head.get("Content-Type") or ""
            if kind.partition(";")[0].strip().lower() not in PAGES:
                continue
            fields = {
                "id": (record.record_id or "").strip("<>"),
                "url": (record.headers.get("WARC-Target-URI") or "").strip("<>"),
                "html": _text(record.reader.read(), kind),
            }
            if not WEB_ADDRESS.fullmatch(fields["url"]):
                del fields["url"]  # a hint: without it the page is still an article
            yield orjson.dumps({name: value for name, value in fields.items() if value})


def _text(data: bytes, kind: str) -> str:
    """Return the page as text, read as a call's; what is damaged is marked instead of refused."""
    declared = CHARSET.search(kind)
    return payload.page_text(data, declared[1] if declared else None).replace("\0", "\ufffd")
