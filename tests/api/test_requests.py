"""What a caller may send, and what is refused: each with its status and a stable type."""

import gzip
import json
import tracemalloc
import zlib

import pytest

from service.api import payload
from service.api.payload import zstd

TEXT = 'Ann Lee, the minister, said on Monday that the talks in Paris would go on. "We will not stop," she added.'


def refused(response, status, name):
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    problem = response.json
    assert problem["type"] == f"/problems/{name}"
    assert problem["status"] == status
    assert problem["instance"] == response.headers["X-Request-ID"]
    return problem


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        (b"", 400, "malformed-json"),
        (b"{", 400, "malformed-json"),
        (b"{'text': 'single'}", 400, "malformed-json"),
        (b'{"text": NaN}', 400, "malformed-json"),
        (b'{"text": "a", "text": "b"}', 400, "malformed-json"),
        (b"[" * 5_000, 400, "malformed-json"),
        (b'{"text":' * 5_000, 400, "malformed-json"),
        (b'{"text": "a"} x', 400, "malformed-json"),
        (b'{"text": "\xff"}', 400, "undecodable-text"),
        (b"[]", 422, "invalid-request"),
        (b"null", 422, "invalid-request"),
        (b'"text"', 422, "invalid-request"),
    ],
)
def test_refuses_what_is_not_one_json_object(client, body, status, name):
    refused(client.post("/v1/enrich", data=body, content_type="application/json"), status, name)


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({}, "#/text"),
        ({"text": "a", "html": "b"}, "#/text"),
        ({"text": ""}, "#/text"),
        ({"text": " \n\t\u00a0"}, "#/text"),
        ({"text": 1}, "#/text"),
        ({"text": None}, "#/text"),
        ({"text": "a\0b"}, "#/text"),
        ({"text": "a\ud800b"}, "#/text"),
        ({"html": "<p>a</p>", "clean": "off"}, "#/clean"),
        ({"text": "a", "Text": "b"}, "#/Text"),
        ({"text": "a", "a/b~c": 1}, "#/a~1b~0c"),
        ({"text": "a", "id": "x" * 257}, "#/id"),
        ({"text": "a", "id": 1}, "#/id"),
        ({"text": "a", "id": None}, "#/id"),
        ({"text": "a", "url": "not a url"}, "#/url"),
        ({"text": "a", "url": "file:///etc/passwd"}, "#/url"),
        ({"text": "a", "url": "https:///a"}, "#/url"),
        ({"text": "a", "url": "https://news.example/a b"}, "#/url"),
        ({"text": "a", "url": "https://name:word@news.example/"}, "#/url"),
        ({"text": "a", "language": "English!"}, "#/language"),
        ({"text": "a", "language": "e"}, "#/language"),
        ({"text": "a", "reference_date": "2020-13-01"}, "#/reference_date"),
        ({"text": "a", "reference_date": "yesterday"}, "#/reference_date"),
        ({"text": "a", "reference_date": "20200901"}, "#/reference_date"),
        ({"text": "a", "reference_date": "2020-W36-2"}, "#/reference_date"),
        ({"text": "a", "reference_date": 20200901}, "#/reference_date"),
        ({"text": "a", "include": []}, "#/include"),
        ({"text": "a", "include": "body"}, "#/include"),
        ({"text": "a", "include": ["body", "soul"]}, "#/include/1"),
        ({"text": "a", "clean": True}, "#/clean"),
        ({"text": "a", "entity_types": ["PEOPLE"]}, "#/entity_types/0"),
        ({"text": "a", "quote_types": ["direct", 3]}, "#/quote_types/1"),
        ({"text": "a", "min_confidence": 1.5}, "#/min_confidence"),
        ({"text": "a", "min_confidence": "0.5"}, "#/min_confidence"),
        ({"text": "a", "min_confidence": True}, "#/min_confidence"),
        ({"text": "a", "offsets": "bytes"}, "#/offsets"),
    ],
)
def test_points_at_the_field_that_is_wrong(client, fields, pointer):
    body = json.dumps(fields).encode()
    problem = refused(client.post("/v1/enrich", data=body, content_type="application/json"), 422, "invalid-request")
    assert pointer in [part["pointer"] for part in problem["errors"]]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("min_confidence=2", "min_confidence"),
        ("min_confidence=much", "min_confidence"),
        ("min_confidence=nan", "min_confidence"),
        ("include=body,soul", "include"),
        ("include=", "include"),
        ("offsets=utf7", "offsets"),
        ("text=hello", "text"),
        ("clean=off&clean=auto", "clean"),
        ("colour=red", "colour"),
    ],
)
def test_points_at_the_query_option_that_is_wrong(client, query, parameter):
    response = client.post(f"/v1/enrich?{query}", data=TEXT, content_type="text/plain")
    problem = refused(response, 422, "invalid-request")
    assert [part["parameter"] for part in problem["errors"]] == [parameter]


def test_refuses_query_options_beside_a_json_body(client):
    response = client.post("/v1/enrich?offsets=utf8", json={"text": TEXT})
    assert refused(response, 422, "invalid-request")["errors"][0]["parameter"] == "offsets"


@pytest.mark.parametrize(
    ("content_type", "body", "status", "name"),
    [
        ("application/xml", b"<a/>", 415, "unsupported-media-type"),
        ("", b"text", 415, "unsupported-media-type"),
        ("text/plain; charset=klingon", b"text", 415, "unsupported-media-type"),
        ("text/plain; charset=rot13", b"text", 415, "unsupported-media-type"),
        ("text/plain; charset=utf-7", b"text", 415, "unsupported-media-type"),
        ("application/json; charset=utf-16", '{"text": "a"}'.encode("utf-16"), 415, "unsupported-media-type"),
        ("text/plain", b"caf\xe9", 400, "undecodable-text"),
        ("text/plain; charset=ascii", "café".encode(), 400, "undecodable-text"),
        ("text/plain; charset=utf-16", b"\xff\xfea", 400, "undecodable-text"),
        ("text/plain", b"a\0b", 422, "invalid-request"),
        ("text/plain", b"", 422, "invalid-request"),
        ("text/plain", b" \n ", 422, "invalid-request"),
        ("text/plain", "\ud800".encode("utf-8", "surrogatepass"), 400, "undecodable-text"),
    ],
)
def test_refuses_a_payload_that_is_not_text_of_its_charset(client, content_type, body, status, name):
    refused(client.post("/v1/enrich", data=body, content_type=content_type), status, name)


@pytest.mark.parametrize(
    ("content_type", "encoded"),
    [
        ("text/plain", TEXT.encode()),
        ("text/plain; charset=utf-8", b"\xef\xbb\xbf" + TEXT.encode()),
        ("text/plain; charset=ISO-8859-1", TEXT.encode("latin-1")),
        ("text/plain; charset=windows-1252", TEXT.encode("cp1252")),
        ("text/plain; charset=utf-16", TEXT.encode("utf-16")),
    ],
)
def test_reads_the_same_article_from_every_charset(client, content_type, encoded):
    response = client.post("/v1/enrich?clean=off", data=encoded, content_type=content_type)
    assert response.json["body"]["text"] == TEXT


def test_takes_the_charset_that_a_page_declares(client):
    prose = "The city of Łódź said on Monday that it would build a new tram line, and that work would begin in spring."
    page = f"<html><head><meta charset='iso-8859-2'></head><body><article><p>{prose}</p><p>{prose[12:]}</p></article></body>"
    response = client.post("/v1/enrich", data=page.encode("iso-8859-2"), content_type="text/html")
    assert "Łódź" in response.json["body"]["text"]


PACKED = {"gzip": gzip.compress, "deflate": zlib.compress, "zstd": zstd.compress}


@pytest.mark.parametrize("encoding", PACKED)
def test_unpacks_a_compressed_body(client, encoding):
    response = client.post(
        "/v1/enrich?clean=off",
        data=PACKED[encoding](TEXT.encode()),
        content_type="text/plain",
        headers={"Content-Encoding": encoding},
    )
    assert response.json["body"]["text"] == TEXT


@pytest.mark.parametrize("encoding", PACKED)
def test_refuses_damaged_compression(client, encoding):
    packed = PACKED[encoding](TEXT.encode())
    for damaged in (packed[:-4], b"x" + packed):
        response = client.post(
            "/v1/enrich", data=damaged, content_type="text/plain", headers={"Content-Encoding": encoding}
        )
        refused(response, 400, "corrupt-encoding")


@pytest.mark.parametrize("encoding", PACKED)
def test_stops_unpacking_a_bomb_at_the_limit(client, encoding):
    bomb = PACKED[encoding](b"a " * 50_000_000)
    assert len(bomb) < 200_000
    response = client.post("/v1/enrich", data=bomb, content_type="text/plain", headers={"Content-Encoding": encoding})
    refused(response, 413, "too-large")


@pytest.mark.parametrize("encoding", ["br", "compress", "gzip, br", "gzip, gzip, gzip"])
def test_refuses_an_unknown_encoding(client, encoding):
    response = client.post("/v1/enrich", data=b"x", content_type="text/plain", headers={"Content-Encoding": encoding})
    refused(response, 415, "unsupported-media-type")


def test_refuses_ten_megabytes(client):
    refused(client.post("/v1/enrich", data=b"a " * 5_000_000, content_type="text/plain"), 413, "too-large")
    refused(client.post("/v1/enrich", json={"text": "a " * 5_000_000}), 413, "too-large")


def test_refuses_too_many_lines(client):
    refused(client.post("/v1/enrich", data=b"word\n" * 200_000, content_type="text/plain"), 413, "too-large")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_answers_a_wrong_method_with_the_right_ones(client, method):
    response = client.open("/v1/enrich", method=method)
    refused(response, 405, "method-not-allowed")
    assert "POST" in response.headers["Allow"]


def test_answers_an_unknown_path_as_a_problem(client):
    refused(client.get("/v1/nothing"), 404, "not-found")


@pytest.mark.parametrize("accept", ["text/html", "image/png, text/*;q=0.5"])
def test_refuses_a_representation_it_does_not_have(client, accept):
    answer = client.post("/v1/enrich", json={"text": TEXT}, headers={"Accept": accept})
    refused(answer, 406, "not-acceptable")
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html, */*;q=0.1", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("application/json;version=1, text/plain", "application/json"),
        ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
        ("application/json;q=0.1, application/ld+json;charset=utf-8", "application/ld+json"),
    ],
)
def test_answers_what_the_client_can_read(client, accept, media_type):
    assert client.post("/v1/enrich", json={"text": TEXT}, headers={"Accept": accept}).mimetype == media_type


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip;q=0", None),
        ("gzip; q=0.0, deflate", "deflate"),
        ("zstd;q=0, gzip;q=0", None),
        ("zstd;q=0, gzip;q=0.5", "gzip"),
        ("identity;q=0.1, gzip;q=0", None),
        ("", None),
    ],
)
def test_packs_answers_only_as_the_client_can_unpack(client, header, coding):
    answer = client.post("/v1/enrich", json={"text": TEXT * 20}, headers={"Accept-Encoding": header})
    assert answer.headers.get("Content-Encoding") == coding


@pytest.mark.parametrize("path", ["/v1//enrich", "//v1/enrich", "/v1/enrich//", "//livez", "/docs//"])
def test_no_path_is_redirected(client, path):
    refused(client.post(path, json={"text": TEXT}), 404, "not-found")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"text": "a",}', "line 1, column 14"),
        (b'{\n"text" "a"}', "line 2, column 8"),
        (b'{"text": NaN}', "NaN is not JSON"),
        (b'{"text": "a", "text": "b"}', "a name occurs twice"),
        (b"[" * 5_000, "nested deeper than 100"),
        (b'{"text": ' + b"1" * 6_000 + b"}", "too many digits"),
    ],
)
def test_says_where_json_is_wrong_and_nothing_of_it(client, body, words):
    problem = client.post("/v1/enrich", data=body, content_type="application/json").get_json()
    assert words in problem["detail"]


@pytest.mark.parametrize("text", ["\u200b", "\u200b \ufeff\n", "\u00ad\u2060"])
def test_characters_that_leave_no_mark_are_no_article(client, text):
    refused(client.post("/v1/enrich", json={"text": text}), 422, "invalid-request")


def test_reads_latin_1_as_browsers_do(client):
    sent = "Ann Lee said: “It is over.” She left Málaga on Monday – for good.".encode("cp1252")
    answer = client.post("/v1/enrich", data=sent, content_type="text/plain; charset=iso-8859-1").get_json()
    assert "“It is over.” She left Málaga on Monday – for good." in answer["body"]["text"]


def test_one_odd_byte_of_latin_1_costs_no_other_character(client):
    sent = "Ann Lee said: “It is over.”".encode("cp1252") + b" \x81"
    answer = client.post("/v1/enrich?clean=off", data=sent, content_type="text/plain; charset=iso-8859-1").get_json()
    assert "“It is over.”" in answer["body"]["text"]


def test_a_long_string_behind_many_brackets_takes_no_memory_of_its_own():
    text = '{"a":[' + "[]," * 200 + '"' + "x" * 1_500_000 + '"]}'
    tracemalloc.start()
    try:
        assert payload._depth(text) == 3
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "url",
    [
        "http://intranet/a",
        "https://my_blog.example.com/a",
        "https://news.example:8443/a?b=c#d",
        "https://bücher.example/über",
    ],
)
def test_a_hint_may_be_of_any_host(client, url):
    assert client.post("/v1/enrich", json={"text": TEXT, "url": url}).status_code == 200


def test_survives_all_of_it(client):
    assert client.get("/livez").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert client.post("/v1/enrich", json={"text": TEXT}).status_code == 200
