import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "guide" / "pictures"
# Headless Chromium as root in a container; it looks for no updates and no host of its maker.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser):
    parser.addoption("--pictures", action="store_true", help="write the guide's pictures to docs/guide/pictures")


@pytest.fixture(scope="module")
def browser():
    """Chromium of this machine. Module by module, because Playwright's event loop runs as long as it is open."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="there is no Playwright here: make dev")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, server):
    """Give the function that opens a page of the service in a window of its own.

    After the test nothing may have been logged as an error (a breach of the Content-Security-Policy is), no dialog
    may have opened, and no other host may have been asked for anything.
    """
    contexts, faults = [], []

    def opened(path="/", **options):
        chosen = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", "color_scheme": "light"}
        context = browser.new_context(base_url=server, **(chosen | options))
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: _is_fault(message) and faults.append(message.text))
        page.on("request", lambda request: request.url.startswith((server, "data:")) or faults.append(request.url))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def _is_fault(message):
    """A refused request is logged by the browser too; what the page makes of it is the tests' to see."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


@pytest.fixture
def playground(open_page):
    return open_page("/")


@pytest.fixture
def enriched():
    """Give the function that puts an article into the playground and waits for what it shows."""

    def enrich(page, article):
        page.fill("#input", article)
        page.click("#enrich")
        page.wait_for_selector("#result:not([hidden]):not(.stale) .article")
        return page

    return enrich


@pytest.fixture
def answering():
    """Give the function that lets the page meet this answer instead of the service's, whatever it asks."""

    def answer(page, body, status=200, media_type="application/json", headers=None):
        content = body if isinstance(body, str) else json.dumps(body)
        page.route(
            "**/v1/enrich",
            lambda route: route.fulfill(status=status, content_type=media_type, body=content, headers=headers),
        )

    return answer
