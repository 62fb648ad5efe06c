import pytest

from tests.browser import canned

PAYLOADS = (
    "<script>window.harmed = 1</script>",
    "<img src=x onerror='window.harmed = 1'>",
    '"><svg onload="window.harmed = 1"><iframe srcdoc="<script>parent.harmed = 1</script>">',
    "</textarea></pre></script><script>window.harmed = 1</script>",
    "<a href='javascript:window.harmed = 1'>click</a> javascript:window.harmed=1",
    "{{constructor.constructor('window.harmed = 1')()}} ${window.harmed = 1}",
    "<style>body { display: none }</style><base href='//elsewhere.example/'><meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    "<form action='//elsewhere.example'><input name=key></form><object data='//elsewhere.example'></object>",
    "\u202e\u2066 the talks \u2069 <b>go on</b> \u0007\u001b[31m",
)
FOREIGN = "#main script, #main iframe, #main object, #main embed, #main base, #main meta, #main style, #main img, #main form form"


def unharmed(page):
    page.wait_for_timeout(50)
    assert page.evaluate("window.harmed") is None
    assert page.locator(FOREIGN).count() == 0
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    links = page.evaluate("[...document.querySelectorAll('#result a')].map((one) => one.protocol)")
    assert set(links) <= {"http:", "https:"}


def test_a_hostile_text_is_shown_and_never_run(playground):
    article = "".join(f"{one}\nThe talks {one} in Paris go on, said Angela Merkel on Monday.\n" for one in PAYLOADS)
    playground.fill("#input", article)
    playground.check("input[name=kind][value=text]", force=True)
    playground.click("#enrich")
    playground.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    for view in ("source", "json", "curl", "article"):
        playground.click(f"#tab-{view}")
        unharmed(playground)
    playground.click("#tab-source")
    assert playground.evaluate("document.querySelector('.raw').textContent") == article


def test_a_hostile_page_is_read_and_never_run(playground):
    page = "<!doctype html><html><head><title>x</title>" + "".join(PAYLOADS)
    page += (
        "<link rel=canonical href='javascript:window.harmed=1'></head><body><article><h1 onclick='harmed=1'>Talks</h1>"
    )
    page += f"<p onmouseover='window.harmed=1'>The talks in Paris go on, said Angela Merkel. {''.join(PAYLOADS)}</p></article>"
    playground.fill("#input", page)
    assert playground.is_checked("input[name=kind][value=html]")
    playground.click("#enrich")
    playground.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    for view in ("source", "json", "curl", "article"):
        playground.click(f"#tab-{view}")
        unharmed(playground)


def test_even_an_answer_full_of_mark_up_runs_nothing(playground, answering, enriched):
    for payload in PAYLOADS:
        answering(playground, _filled(canned.answer(), payload))
        enriched(playground, canned.SENT)
        unharmed(playground)
        playground.hover(".badge >> nth=0")
        playground.locator("button.from").first.click()
        unharmed(playground)
        playground.click("#tab-json")
        unharmed(playground)


KEPT = ("start", "end", "kind", "resolution", "reason", "id", "entity")


def _filled(value, payload):
    """Return the answer with every string that people read replaced by the payload."""
    if isinstance(value, dict):
        return {key: inner if key in KEPT else _filled(inner, payload) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, payload) for inner in value]
    return payload if isinstance(value, str) else value


def test_a_hostile_problem_document_is_shown_and_never_run(playground, answering):
    text = "".join(PAYLOADS)
    problem = dict.fromkeys(("type", "title", "detail", "instance"), text) | {"status": 422}
    problem["errors"] = [{"pointer": text, "detail": text}]
    answering(playground, problem, 422, "application/problem+json")
    playground.fill("#input", "The talks go on.")
    playground.click("#enrich")
    playground.wait_for_selector(".problem")
    unharmed(playground)
    assert text in playground.evaluate("document.querySelector('.problem').textContent")
    assert playground.locator(".problem a").count() == 0


@pytest.mark.parametrize("after", ["<img src=x onerror='window.harmed=1'>", "%", "%E0%A4%A"])
def test_what_follows_the_hash_is_only_ever_a_samples_name(open_page, after):
    page = open_page(f"/#{after}")
    page.wait_for_selector(".sample")
    unharmed(page)
    assert not page.is_visible("#result")
