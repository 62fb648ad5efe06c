"""A stream of lines: every line answered in place and in order, whatever the others are."""

import gzip
import http.client
import json
import os
import socket
import threading
import time
import tracemalloc
import zlib
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api import lines, siblings, spool
from service.api.admission import Gate
from service.api.errors import Problem
from service.api.payload import zstd

TEXT = 'Ann Lee, the minister, said on Monday that the talks in Paris would go on. "We will not stop," she added.'
NDJSON = "application/x-ndjson"


def line(**fields):
    return json.dumps({"text": TEXT, **fields}).encode()


def batch(client, body, **headers):
    response = client.post("/v1/enrich/batch", data=body, content_type=NDJSON, headers=headers)
    return response, [json.loads(one) for one in response.data.splitlines()]


def test_each_line_gets_the_bytes_of_the_single_call_in_order(client):
    asked = [line(id=str(number), include=["metadata"], offsets="utf16") for number in range(12)]
    response, _ = batch(client, b"\n".join(asked))
    single = [client.post("/v1/enrich", data=one, content_type="application/json").data for one in asked]
    assert response.mimetype == NDJSON
    assert response.data == b"".join(one + b"\n" for one in single)


BAD = [
    (b"nonsense", None, 400, "malformed-json"),
    (b"\xff", None, 400, "undecodable-text"),
    (b"[]", None, 422, "invalid-request"),
    (b'{"id": "mine"}', "mine", 422, "invalid-request"),
    (b'{"id": "mine", "text": "  "}', "mine", 422, "invalid-request"),
    (b'{"id": 7, "text": "a"}', None, 422, "invalid-request"),
    (b'{"id": "mine", "text": "a' + b"\\n" * 100_001 + b'"}', "mine", 413, "too-large"),
    (b'{"id": "mine", "text": "' + b"a" * 3_000_000 + b'"}', None, 413, "too-large"),
]


@pytest.mark.parametrize(("bad", "name", "status", "problem"), BAD)
def test_a_bad_line_gets_its_problem_in_place_and_spoils_no_other(client, bad, name, status, problem):
    response, (first, second, third) = batch(client, line(id="a") + b"\n" + bad + b"\n" + line(id="b"))
    assert response.status_code == 200
    assert (first["id"], third["id"]) == ("a", "b")
    assert "error" not in first | third
    assert second["id"] == name
    assert (second["error"]["status"], second["error"]["type"]) == (status, f"/problems/{problem}")
    assert second["error"]["instance"] == response.headers["X-Request-ID"]


def test_lines_of_white_space_get_no_answer(client):
    assert [one["id"] for one in batch(client, b"\n \n" + line(id="a") + b"\r\n\t\r\n\n" + line(id="b"))[1]] == [
        "a",
        "b",
    ]


def test_no_line_gets_no_answer(app):
    with app.test_client().post("/v1/enrich/batch", data=b"", content_type=NDJSON) as response:
        assert response.data == b""


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:]),
    "deflate": zlib.compress,
    "zstd": lambda data: zstd.compress(data[:50]) + zstd.compress(data[50:]),
}


@pytest.mark.parametrize("coding", PACKERS)
def test_unpacks_as_it_goes(client, coding):
    sent = b"\n".join(line(id=str(number), include=["body"]) for number in range(5))
    plain, _ = batch(client, sent)
    packed, answers = batch(client, PACKERS[coding](sent), **{"Content-Encoding": coding})
    assert packed.data == plain.data
    assert len(answers) == 5


@pytest.mark.parametrize("coding", PACKERS)
def test_a_stream_that_breaks_off_ends_with_its_problem(client, coding):
    packed = PACKERS[coding](line(id="a") + b"\n" + os.urandom(500).hex().encode())
    _, answers = batch(client, packed[:-20], **{"Content-Encoding": coding})
    assert answers[-1]["id"] is None
    assert answers[-1]["error"]["type"] == "/problems/corrupt-encoding"


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("", {"Content-Type": "application/json"}, 415),
        ("", {"Content-Type": "application/x-ndjson; charset=latin-1"}, 415),
        ("", {"Content-Type": NDJSON, "Content-Encoding": "br"}, 415),
        ("", {"Content-Type": NDJSON, "Accept": "application/ld+json"}, 406),
        ("?include=body", {"Content-Type": NDJSON}, 422),
    ],
)
def test_refuses_the_request_as_a_whole(client, query, headers, status):
    response = client.post(f"/v1/enrich/batch{query}", data=line(), headers=headers)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"


def cut(data, sizes):
    pieces, at = [], 0
    for size in sizes:
        pieces.append(data[at : at + size])
        at += size
    return [piece for piece in [*pieces, data[at:]] if piece]


@given(st.lists(st.text("ab \r", max_size=12), max_size=8), st.lists(st.integers(1, 9), max_size=20))
def test_lines_are_the_same_however_the_body_is_cut(texts, sizes):
    data = "\n".join(texts).encode()
    expected = [None if len(one) > 8 else one.strip() for one in data.split(b"\n")]
    if len(data.rsplit(b"\n", 1)[-1]) == 0:
        expected = expected[:-1]
    assert list(lines.lines(cut(data, sizes), 8)) == [one for one in expected if one is None or one]


def test_a_line_that_is_too_long_is_not_held():
    tracemalloc.start()
    endless = (b"a" * 65_536 for _ in range(1_000))
    assert list(lines.lines(endless, 100_000)) == [None]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_bomb_is_unpacked_in_pieces(coding):
    bomb = PACKERS[coding](b"a" * 50_000_000)
    tracemalloc.start()
    assert sum(len(piece) for piece in lines.unpacked([bomb], coding)) == 50_000_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000


def test_a_patient_caller_waits_in_order_where_others_are_turned_away():
    gate, order = Gate(queue=0, deadline=5), []

    def patient():
        with gate.enter(patient=True):
            order.append("batch")

    with gate.enter():
        thread = threading.Thread(target=patient)
        thread.start()
        while not gate._turns:
            time.sleep(0.001)
        with pytest.raises(Problem), gate.enter():
            pass
        order.append("first")
    thread.join()
    assert order == ["first", "batch"]


def test_a_single_request_gets_its_turn_between_the_lines_of_a_batch():
    gate, order, third = Gate(queue=1, deadline=30), [], threading.Event()

    def many():
        for number in range(1, 21):
            with gate.enter(patient=True):
                order.append("line")
                if number == 3:
                    third.set()
                    while not gate.waiting:
                        time.sleep(0.001)

    thread = threading.Thread(target=many)
    thread.start()
    third.wait()
    with gate.enter():
        order.append("single")
    thread.join()
    assert order.index("single") == 3


def echo(sent, request_id):
    return request_id.encode() + b":" + sent


def test_a_sibling_answers_lines_and_its_death_costs_none(tmp_path, monkeypatch):
    siblings.listen(tmp_path, echo)
    monkeypatch.setattr(os, "getpid", lambda: 1)
    own, _, other, second = siblings.lanes(tmp_path, lambda *_: b"own", 16)
    assert own(b"x", "r") == b"own"
    assert [other(b"%d" % number, "r") for number in range(3)] == [b"r:0", b"r:1", b"r:2"]
    other._connection.shutdown(socket.SHUT_RDWR)
    assert other(b"x", "r") == b"own"
    siblings.close([other, second])
    (tmp_path / "7.sock").touch()
    ways = siblings.lanes(tmp_path, lambda *_: b"own", 16)
    assert sorted(way(b"x", "r") for way in ways) == [b"own"] * 4 + [b"r:x"] * 2
    siblings.close(ways)
    siblings.forget(tmp_path, 7)
    assert not (tmp_path / "7.sock").exists()


def test_a_sibling_that_falls_silent_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(siblings, "PATIENCE", 0.05)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "7.sock"))
        silent.listen(4)
        *_, lane, further = siblings.lanes(tmp_path, lambda *_: b"own", 2)
        assert lane(b"x", "r") == b"own"
        siblings.close([lane, further])


class Stream:
    """A batch on a connection of its own, its body sent in chunks."""

    def __init__(self, server):
        place = urlsplit(server)
        self.connection = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
        self.connection.putrequest("POST", "/v1/enrich/batch")
        self.connection.putheader("Content-Type", NDJSON)
        self.connection.putheader("Transfer-Encoding", "chunked")
        self.connection.endheaders()
        self.response = None

    def send(self, data):
        self.connection.send(b"%x\r\n%s\r\n" % (len(data), data))

    def end(self):
        self.connection.send(b"0\r\n\r\n")

    def receive(self):
        self.response = self.response or self.connection.getresponse()
        return json.loads(self.response.readline())

    def rest(self):
        with self.response:
            return self.response.read()

    def close(self):
        if self.response is not None:
            self.response.close()
        self.connection.close()


def post(server, content):
    """Post one article on a connection of its own; return the status."""
    place = urlsplit(server)
    with closing(http.client.HTTPConnection(place.hostname, place.port, timeout=20)) as connection:
        connection.request("POST", "/v1/enrich", content, {"Content-Type": "application/json"})
        with connection.getresponse() as response:
            response.read()
            return response.status


def test_an_answer_leaves_before_the_next_line_is_sent(server):
    with closing(Stream(server)) as stream:
        for number in range(3):
            stream.send(line(id=str(number)) + b"\n")
            assert stream.receive()["id"] == str(number)
        stream.end()
        assert stream.rest() == b""


def test_a_client_that_goes_away_frees_its_place(server):
    for _ in range(8):  # twice as many as a worker serves at a time
        with closing(Stream(server)) as stream:
            stream.send(line(id="a") + b"\n" + line(id="b"))
            assert stream.receive()["id"] == "a"
        time.sleep(0.6)
    with closing(Stream(server)) as stream:
        stream.send(line(id="c"))
        stream.end()
        assert stream.receive()["id"] == "c"


def test_a_batch_too_many_is_turned_away_and_single_requests_go_on(server):
    with ExitStack() as stack:
        streams = [stack.enter_context(closing(Stream(server))) for _ in range(4)]
        for stream in streams:
            stream.send(line(id="a") + b"\n")
            assert stream.receive()["id"] == "a"
        with closing(Stream(server)) as one_more, one_more.connection.getresponse() as refusal:
            assert refusal.status == 503
            assert refusal.headers["Retry-After"]
        assert post(server, line()) == 200
        for stream in streams:
            stream.end()
            assert stream.rest() == b""


def test_half_sent_requests_hold_no_thread(server):
    place = urlsplit(server)
    halves = [b"GET /livez HT", b"POST /v1/enrich HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc"]
    with ExitStack() as stack:
        for number in range(200):
            connection = stack.enter_context(socket.create_connection((place.hostname, place.port)))
            connection.sendall(halves[number % 2])
        start = time.monotonic()
        assert post(server, line()) == 200
        assert time.monotonic() - start < 5


def test_a_body_is_taken_as_fast_as_it_comes_and_handed_on_whole(monkeypatch):
    pieces = [bytes([number]) * 50_000 for number in range(200)]
    taken = []
    spooled = spool.spooled(taken.append(piece) or piece for piece in pieces)
    first = next(spooled)
    while len(taken) < len(pieces):
        time.sleep(0.001)
    assert first + b"".join(spooled) == b"".join(pieces)
    monkeypatch.setattr(spool, "LIMIT", 120_000)
    assert b"".join(spool.spooled(pieces)) == b"".join(pieces)


def test_what_a_body_fails_with_comes_after_what_came_before():
    def failing():
        yield b"a"
        raise Problem("bad-request", "broken off")

    spooled = spool.spooled(failing())
    assert next(spooled) == b"a"
    with pytest.raises(Problem):
        next(spooled)


def test_behind_nginx_nothing_is_handed_on_before_the_client_pauses_or_ends():
    taken = []

    def sending():
        for number in range(20):
            taken.append(number)
            yield b"%d\n" % number
            time.sleep(0.01 if number != 10 else 0.4)

    spooled = spool.spooled(sending(), settle=0.2)
    next(spooled)
    assert len(taken) == 11
    spooled.close()
