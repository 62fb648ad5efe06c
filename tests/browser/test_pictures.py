from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "guide" / "pictures"
LARGEST = 300_000
DESKTOP, PHONE = {"width": 1280, "height": 840}, {"width": 390, "height": 844}


@pytest.fixture
def folder(request, tmp_path):
    """Where pictures go: into the guide with --pictures, else nowhere that lasts."""
    if not request.config.getoption("--pictures", default=False):
        return tmp_path
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FOLDER


@pytest.mark.parametrize(
    ("name", "sample", "scheme", "viewport"),
    [
        ("playground-light", 3, "light", DESKTOP),
        ("playground-dark", 0, "dark", DESKTOP),
        ("playground-phone", 3, "light", PHONE),
        ("playground-phone-dark", 0, "dark", PHONE),
    ],
)
def test_the_playground_has_its_picture_taken(open_page, folder, name, sample, scheme, viewport):
    page = open_page("/", color_scheme=scheme, viewport=viewport)
    page.click(f".sample >> nth={sample}")
    page.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    page.evaluate("document.activeElement.blur()")
    taken(page, folder / f"{name}.png")


def test_the_question_has_its_picture_taken(open_page, folder):
    page = open_page("/", viewport=DESKTOP)
    page.wait_for_selector(".sample")
    taken(page, folder / "question.png")


def test_the_removed_lines_have_their_picture_taken(open_page, folder):
    page = open_page("/", viewport=DESKTOP)
    page.click(".sample >> nth=0")
    page.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    page.locator(".fold summary").first.click()
    page.locator(".fold").first.scroll_into_view_if_needed()
    taken(page, folder / "removed.png")


def test_the_documentation_has_its_picture_taken(open_page, folder):
    page = open_page("/docs", viewport=DESKTOP)
    page.wait_for_selector("html[data-drawn]")
    page.evaluate("document.getElementById('fields-quotes').scrollIntoView()")
    taken(page, folder / "docs.png")


def taken(page, path):
    page.screenshot(path=path)
    assert 10_000 < path.stat().st_size < LARGEST
