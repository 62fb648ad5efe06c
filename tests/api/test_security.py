import socket

import pytest

from service.api import create_app
from service.settings import SettingError, Settings
from tests.conftest import SEEDS

KEY, OTHER = "k" * 20, "o" * 20


@pytest.fixture(scope="module")
def locked(pipeline, checked):
    return checked(create_app(Settings(log_level="error", api_keys=(KEY, OTHER)), pipeline))


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (None, 401),
        ("", 401),
        ("Basic abc", 401),
        ("Bearer ", 401),
        ("Bearer wrong", 403),
        (f"Bearer {KEY}x", 403),
        (f"Bearer {KEY}", 200),
        (f"bearer {OTHER}", 200),
    ],
)
def test_asks_for_a_key_under_v1_where_keys_are_configured(locked, header, status):
    headers = {} if header is None else {"Authorization": header}
    response = locked.post("/v1/enrich", json={"text": "Ann Lee spoke."}, headers=headers)
    assert response.status_code == status
    assert (response.mimetype == "application/problem+json") == (status != 200)
    assert ("WWW-Authenticate" in response.headers) == (status == 401)


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/openapi.yaml", "/openapi.json", "/docs", "/"])
def test_needs_no_key_elsewhere(locked, path):
    assert locked.get(path).status_code == 200


def test_reads_keys_from_a_file(tmp_path):
    path = tmp_path / "keys"
    path.write_text(f"# keys of the newsroom, made in spring\n{KEY}\n\n{OTHER}\n")
    assert Settings.from_environment({"API_KEYS_FILE": str(path)}).keys == (KEY, OTHER)


@pytest.mark.parametrize(
    "written", [b"", b"\n", b"# none yet, to come\n", b"short\n", b"two words in one key\n", b"\xff" * 20]
)
def test_a_file_of_keys_without_a_good_key_opens_no_door(tmp_path, written):
    path = tmp_path / "keys"
    path.write_bytes(written)
    with pytest.raises(SettingError, match="API_KEYS_FILE") as error:
        Settings.from_environment({"API_KEYS_FILE": str(path)})
    assert "two words" not in str(error.value)


def test_opens_no_outbound_connection(client, monkeypatch):
    def forbidden(*_args, **_kwargs):
        raise AssertionError("an outbound connection")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    page = "<html><head><link rel=canonical href='http://127.0.0.1:9/x'></head><body><p>The minister said so on Monday.</p>"
    assert client.post("/v1/enrich", json={"html": page, "url": "http://127.0.0.1:9/x"}).status_code == 200


def test_writes_no_article_text_to_the_log(pipeline, checked, capfd):
    text = SEEDS[2].read_text(encoding="utf-8")
    loud = checked(create_app(Settings(log_level="debug"), pipeline))
    assert loud.post("/v1/enrich", json={"text": text}).status_code == 200
    assert loud.post("/v1/enrich", json={"text": text, "secretword": 1}).status_code == 422
    written = capfd.readouterr()
    assert '"status":422,"problem":"invalid-request"' in written.err
    for word in ("Belarus", "secretword"):
        assert word not in written.out + written.err
    create_app(Settings(log_level="error"), pipeline)


@pytest.mark.parametrize(
    ("forwarded", "logged"),
    [
        ("203.0.113.7", '"forwarded_for":"203.0.113.7"'),
        ("203.0.113.7, 2001:db8::1", '"forwarded_for":"203.0.113.7, 2001:db8::1"'),
        ('x","status":"200', None),
        ("1" * 300, None),
        ("", None),
    ],
)
def test_the_log_says_who_called_and_nothing_a_caller_makes_up(pipeline, checked, capfd, forwarded, logged):
    loud = checked(create_app(Settings(log_level="info", api_keys=("first-secret-key", "other-secret-key")), pipeline))
    sent = {"Authorization": "Bearer other-secret-key", "X-Forwarded-For": forwarded}
    assert loud.post("/v1/enrich", json={"text": "Ann Lee spoke."}, headers=sent).status_code == 200
    line = capfd.readouterr().err
    assert '"key":2,"client":"127.0.0.1"' in line
    assert (logged in line) if logged else ("forwarded_for" not in line)
    assert "secret-key" not in line
    create_app(Settings(log_level="error"), pipeline)


def test_an_unforeseen_failure_says_only_its_id(app, client, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("the article's text")

    monkeypatch.setattr(app.extensions["runtime"], "pipeline", broken)
    response = client.post("/v1/enrich", json={"text": "Ann Lee spoke."})
    assert response.status_code == 500
    assert response.json["type"] == "/problems/internal"
    assert response.json["instance"] == response.headers["X-Request-ID"]
    assert "article's text" not in response.text


@pytest.mark.parametrize("path", ["/", "/docs", "/livez", "/nothing"])
def test_sends_the_security_headers(client, path):
    headers = client.get(path).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
