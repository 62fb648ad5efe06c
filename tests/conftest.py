import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import orjson
import pytest
import yaml
from flask.testing import FlaskClient
from hypothesis import settings
from openapi_core import Config, OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIResponse
from openapi_core.testing import MockRequest
from werkzeug.test import TestResponse

from service.api import create_app
from service.settings import Settings

# In CI the same examples every time; at a desk, new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="session")
def app():
    return create_app(Settings(log_level="error"))


@pytest.fixture(scope="session")
def pipeline(app):
    return app.extensions["runtime"].pipeline


@pytest.fixture(scope="session")
def checked():
    """Give the function that makes a client which holds every response against the committed contract."""
    media_types = ("application/problem+json", "application/ld+json")
    readers = dict.fromkeys(media_types, orjson.loads) | {
        "application/yaml": yaml.safe_load,
        "application/x-ndjson": bytes.decode,
    }
    config = Config(extra_media_type_deserializers=readers)
    contract = OpenAPI.from_file_path(str(ROOT / "openapi.yaml"), config=config)

    class CheckedClient(FlaskClient):
        def open(self, *args, **kwargs):
            response = super().open(*args, **kwargs)
            response.get_data()
            response.close()
            documented = response.request.method != "HEAD" and response.status_code not in (404, 405)
            if documented and "Content-Encoding" not in response.headers:
                asked = MockRequest("http://localhost", response.request.method.lower(), response.request.path)
                contract.validate_response(asked, WerkzeugOpenAPIResponse(response))
            return response

    return lambda app: CheckedClient(app, response_wrapper=TestResponse)


@pytest.fixture
def client(app, checked):
    return checked(app)


@pytest.fixture(scope="session")
def server():
    """The real thing: gunicorn on a free port of this machine, one worker; gives its base URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "WORKERS": "1", "LOG_LEVEL": "error"}
    process = subprocess.Popen([Path(sys.executable).parent / "gunicorn"], cwd=ROOT, env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base, process)
        yield base
    finally:
        process.terminate()
        process.wait(30)


def _wait(base, process):
    for _ in range(240):
        assert process.poll() is None, "the server ended before it was ready"
        try:
            if httpx.get(f"{base}/readyz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.25)
    raise AssertionError("the server was not ready within a minute")
