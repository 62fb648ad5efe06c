import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from flask.testing import FlaskClient
from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from werkzeug.test import TestResponse

from service.api import create_app
from service.settings import Settings

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="session")
def app():
    return create_app(Settings(log_level="error"))


@pytest.fixture(scope="session")
def pipeline(app):
    return app.extensions["runtime"].pipeline


@pytest.fixture(scope="session")
def contract():
    return OpenAPI.from_file_path(str(ROOT / "openapi.yaml"))


@pytest.fixture
def client(app, contract):
    """A client that holds every response against the committed contract."""

    class CheckedClient(FlaskClient):
        def open(self, *args, **kwargs):
            response = super().open(*args, **kwargs)
            if response.request.method != "HEAD" and response.status_code not in (404, 405):
                contract.validate_response(WerkzeugOpenAPIRequest(response.request), WerkzeugOpenAPIResponse(response))
            return response

    return CheckedClient(app, response_wrapper=TestResponse)


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
