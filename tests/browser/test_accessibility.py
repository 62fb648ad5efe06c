import pytest

from tests.browser import canned

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="there is no axe here: make dev")
SERIOUS = ("serious", "critical", "moderate")


COLOURS = {"runOnly": ["color-contrast"]}
"""What a colour scheme can change; the rest of a page is the same in both."""


def faults(page, options=None):
    wanted = {"resultTypes": ["violations"], **(options or {})}
    found = axe.Axe().run(page, options=wanted).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width", "options"), [("light", 390, None), ("dark", 1280, COLOURS)])
def test_axe_finds_nothing_in_the_playground(open_page, answering, enriched, scheme, width, options):
    page = open_page("/", color_scheme=scheme, viewport={"width": width, "height": 900})
    page.wait_for_selector(".sample")
    page.click(".options summary")
    assert faults(page, options) == []
    answering(page, canned.answer())
    enriched(page, canned.SENT)
    page.click(".fold summary >> nth=0")
    page.hover(".badge >> nth=0")
    assert faults(page, options) == []
    for view in ("source", "json", "curl"):
        page.click(f"#tab-{view}")
        assert faults(page, options) == []


@pytest.mark.parametrize(("scheme", "options"), [("light", None), ("dark", COLOURS)])
def test_axe_finds_nothing_in_a_real_answer(open_page, scheme, options):
    page = open_page("/", color_scheme=scheme)
    page.click(".sample >> nth=3")
    page.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    assert faults(page, options) == []


def test_axe_finds_nothing_in_an_error(playground):
    playground.click("#enrich")
    playground.wait_for_selector(".problem")
    assert faults(playground) == []


@pytest.mark.parametrize(("scheme", "options"), [("light", None), ("dark", COLOURS)])
def test_axe_finds_nothing_in_the_documentation(open_page, scheme, options):
    page = open_page("/docs", color_scheme=scheme)
    page.wait_for_selector("html[data-drawn]")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    form = page.locator(".operation[data-path='/v1/enrich']")
    form.locator("textarea").fill('{"text": "The talks in Paris go on, said Angela Merkel.", "include": ["quotes"]}')
    form.locator("button[type=submit]").click()
    page.wait_for_selector(".status-line")
    assert faults(page, options) == []
