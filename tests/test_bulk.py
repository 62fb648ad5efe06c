"""An archive in, the HTTP answers out: whole, once, and what is bad beside it."""

import gzip
import json

import pytest

pytest.importorskip("ray", reason="the extra `bulk` is not installed")
pytest.importorskip("pyarrow")
pytest.importorskip("fastwarc")

from pyarrow import Table, parquet

from service.bulk import main, records
from service.bulk.command import enrich, plan

TEXT = 'Ann Lee, the minister, said on Monday that the talks in Paris would go on. "We will not stop," she added.'
PAGE = f"<html><head><title>Talks</title></head><body><h1>Talks go on</h1><p>{TEXT}</p></body></html>"
LINES = [json.dumps({"id": str(number), "text": f"{TEXT} Day {number}."}) for number in range(5)]
BAD = ["nonsense", '{"id": "empty", "text": " "}']


def warc(pages):
    """Return an archive of crawled pages, (address, status, media type, body) each."""
    out = b""
    for number, (url, status, kind, body) in enumerate(pages):
        http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-22T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:0000000{number}-0000-0000-0000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out += head.encode() + http + b"\r\n\r\n"
    return out


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join([*LINES[:3], BAD[0], "", *LINES[3:], BAD[1]]))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(LINES).encode()))
    parquet.write_table(Table.from_pylist([{"id": "p", "text": TEXT, "other": 1}]), folder / "c.parquet")
    pages = [
        ("https://news.example/1", 200, "text/html; charset=iso-8859-1", PAGE.replace("Ann", "Ána").encode("latin-1")),
        ("https://news.example/2", 404, "text/html", PAGE.encode()),
        ("https://news.example/3", 200, "image/png", b"x"),
    ]
    (folder / "d.warc").write_bytes(warc(pages))
    return folder


def test_reads_every_kind_of_archive_as_lines_of_a_batch(archive):
    read = {path.name: list(records.records(path)) for path in records.files(archive)}
    assert [json.loads(one) for one in read["b.jsonl.gz"]] == [json.loads(one) for one in LINES]
    assert [json.loads(one) for one in read["c.parquet"]] == [{"id": "p", "text": TEXT}]
    (page,) = (json.loads(one) for one in read["d.warc"])
    assert page["url"] == "https://news.example/1"
    assert "Ána Lee" in page["html"]


def test_a_shard_has_the_bytes_of_the_single_calls_and_its_problems_beside(archive, app, client):
    shards = [one for one in plan(archive, 4) if one.name.startswith("a-")]
    assert [(one.start, one.stop) for one in shards] == [(0, 4), (4, 7)]
    here = app.extensions["runtime"]
    both = [enrich(here, one) for one in shards]
    single = [client.post("/v1/enrich", data=one, content_type="application/json").data for one in LINES]
    assert both[0][0] + both[1][0] == single
    failed = both[0][1] + both[1][1]
    assert [(one.record, one.id, one.error["status"]) for one in failed] == [(3, None, 400), (6, "empty", 422)]


@pytest.mark.filterwarnings("ignore")
def test_the_command_writes_every_record_once_and_a_second_run_skips_what_is_finished(archive, tmp_path, capsys):
    output = tmp_path / "out"
    assert main([str(archive), str(output), "--actors", "1", "--shard", "4", "--format", "parquet"]) == 0
    rows = [row for path in sorted(output.glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]
    assert sorted(row["id"][-1] for row in rows) == sorted("0123401234p0")
    assert all(json.loads(row["answer"])["id"] == row["id"] for row in rows)
    problems = [json.loads(line) for path in (output / "_problems").glob("*") for line in path.read_text().splitlines()]
    assert sorted(one["record"] for one in problems) == [3, 6]
    before = {path: path.stat().st_mtime_ns for path in output.glob("*.parquet")}
    removed = min(before)
    removed.unlink()
    assert main([str(archive), str(output), "--actors", "1", "--shard", "4", "--format", "parquet"]) == 0
    after = {path: path.stat().st_mtime_ns for path in output.glob("*.parquet")}
    assert set(after) == set(before)
    assert [path for path in after if after[path] != before[path]] == [removed]
    assert main([str(archive / "none"), str(tmp_path / "other")]) == 2
    assert not (tmp_path / "other").exists()
    assert main([str(archive), str(output), "--shard", "5"]) == 2
    assert "other options" in capsys.readouterr().err
