"""The real server, fuzzed and attacked: contract statuses only, problems only, and healthy afterwards."""

import json
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.conftest import ROOT, SEEDS


@schemathesis.serializer("application/x-ndjson")
def ndjson(_, value):
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else json.dumps(value).encode()


schema = schemathesis.openapi.from_path(ROOT / "openapi.yaml")


@schema.parametrize()
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_server_keeps_its_contract_whatever_is_sent(case, server):
    case.call_and_validate(
        base_url=server,
        timeout=60,
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_headers_conformance,
            response_schema_conformance,
        ],
    )


def enrich(server, content, content_type="text/plain; charset=utf-8", **more):
    return httpx.post(
        f"{server}/v1/enrich", content=content, headers={"Content-Type": content_type, **more}, timeout=60
    )


TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
PROSE = "The minister said on Monday that the talks in Paris would go on until the end of the week. "
HOSTILE = {
    "half an emoji in JSON-LD": (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Talks \\ud83d"}}</script><p>{PROSE}</p>',
        "text/html",
        (200,),
    ),
    "HTML nested 100,000 deep": ("<div>" * 100_000 + "deep", "text/html", {413}),
    "HTML nested 1,000 deep": ("<div>" * 1_000 + PROSE * 3 + "</div>" * 1_000, "text/html", {200}),
    "one line of 1 MB": (PROSE * 11_000, "text/plain", {200}),
    "200,000 one-word lines": ("word\n" * 200_000, "text/plain", {413}),
    "90,000 one-word lines": ("word\n" * 90_000, "text/plain", {200}),
    "a wall of quote marks": ('"' * 100_000, "text/plain", {200}),
    "a wall of brackets": ("(" * 100_000 + "[" * 100_000, "text/plain", {200}),
    "a wall of capitals": ("AB CD " * 30_000, "text/plain", {200}),
    "a wall of dates": ("12 Sept 2020 " * 15_000, "text/plain", {200}),
    "a wall of date lines": ("Monday, 12 September 2020 10:15 AM\n" * 15_000, "text/plain", {200}),
    "a wall of bylines": ("By Ann Lee and Jo Poe\n" * 15_000, "text/plain", {200}),
    "JSON nested 5,000 deep": ('{"text":' * 5_000, "application/json", {400}),
    "control characters": ("".join(map(chr, range(1, 32))) + PROSE, "text/plain", {200}),
    "combining marks": ("Z" + "\u0301" * 50_000 + " " + PROSE, "text/plain", {200}),
    "right-to-left text": ("\u202eאמר השר ביום שני כי השיחות יימשכו. " * 50, "text/plain", {200}),
    "emoji": ("👩‍👩‍👧‍👦🏳️‍🌈 " * 5_000, "text/plain", {200}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_article_is_answered_and_the_server_stays_healthy(server, name):
    content, content_type, statuses = HOSTILE[name]
    answer = enrich(server, content.encode(), content_type)
    assert answer.status_code in statuses, answer.text[:300]
    if answer.status_code != 200:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    assert httpx.get(f"{server}/livez", timeout=5).status_code == 200
    assert enrich(server, PROSE.encode()).status_code == 200


CHUNKED = (
    b"POST /v1/enrich HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nConnection: close\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"NONSENSE\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", 400),
        (b"GET /livez HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n", 400),
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        (b"GET /livez HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", 431),
        (CHUNKED + b"zz\r\n", 400),
        (CHUNKED + b"-1\r\n", 400),
        (CHUNKED + b"2\r\nokno", 400),
    ],
)
def test_what_gunicorn_refuses_is_a_problem_too(server, request_bytes, status):
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(request_bytes)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"X-Content-Type-Options: nosniff" in head
    assert head.split(b" ")[1] == str(status).encode()
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == status


def test_what_is_refused_before_a_thread_sees_it_is_counted_under_its_status(server):
    def refused():
        figures = httpx.get(f"{server}/metrics").text.splitlines()
        begin = 'enrich_requests_total{endpoint="unknown",status="431"}'
        return sum(float(line.rpartition(" ")[2]) for line in figures if line.startswith(begin))

    before = refused()
    with pytest.raises(httpx.HTTPStatusError, match="431"):
        httpx.get(f"{server}/livez", headers={"X": "a" * 20_000}).raise_for_status()
    assert refused() == before + 1


def test_articles_beyond_the_queue_are_refused_like_any_other_request(server):
    def send(number):
        name = {"X-Request-ID": f"call-{number}", "Content-Type": "text/plain", "traceparent": TRACE}
        with httpx.Client(base_url=server, timeout=60) as client:
            answer = client.post("/v1/enrich", content=PROSE * 300 + str(number), headers=name)
            assert client.get("/livez").status_code == 200  # on the same connection
        return number, answer

    before = rejections(server)
    with ThreadPoolExecutor(40) as calls:
        answers = list(calls.map(send, range(40)))
    refused = [(number, answer) for number, answer in answers if answer.status_code != 200]
    assert 0 < len(refused) < 40
    assert [now - then for now, then in zip(rejections(server), before, strict=True)] == [len(refused)] * 2
    for number, answer in refused:
        problem = answer.json()
        assert (answer.status_code, problem["status"], problem["type"]) == (503, 503, "/problems/overloaded")
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Retry-After"] == "1"
        assert answer.headers["X-Request-ID"] == problem["instance"] == f"call-{number}"
        assert answer.headers["traceparent"][:36] == TRACE[:36] != answer.headers["traceparent"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def rejections(server):
    """Return how many were turned away, and how many articles were answered with 503, since the server began."""
    figures = httpx.get(f"{server}/metrics").text.splitlines()
    return [
        sum(float(line.rpartition(" ")[2]) for line in figures if line.startswith(begin))
        for begin in (
            'enrich_rejections_total{problem="overloaded"}',
            'enrich_requests_total{endpoint="/v1/enrich",status="503"}',
        )
    ]


def test_the_same_article_gives_the_same_bytes_over_http_and_from_the_shell(server):
    seed = SEEDS[0]
    shell = subprocess.run(
        [sys.executable, "-m", "service", "enrich", seed], cwd=ROOT, capture_output=True, check=True, timeout=120
    )
    assert json.loads(shell.stdout) == enrich(server, seed.read_bytes()).json()


def test_a_body_that_is_refused_unread_ends_the_connection_and_says_so(server):
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(
            b"POST /v1/enrich HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 99999999\r\n\r\nbegun"
        )
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    head = answer.split(b"\r\n\r\n")[0].lower()
    assert head.startswith(b"http/1.1 413 ")
    assert b"connection: close" in head
