import json

import httpx
import pytest


@pytest.fixture
def docs(open_page):
    page = open_page("/docs")
    page.wait_for_selector("html[data-drawn]")
    return page


@pytest.fixture
def exemplified(docs):
    """The page once its examples are the service's own: they are asked for when a reader comes near."""
    docs.evaluate("document.getElementById('answer').scrollIntoView()")
    docs.wait_for_selector("html[data-examples]")
    return docs


@pytest.fixture(scope="module")
def contract(server):
    return httpx.get(f"{server}/openapi.json").json()


def test_every_operation_of_the_contract_can_be_tried_or_opened(docs, contract):
    expected = sorted(
        (path, method.upper()) for path, item in contract["paths"].items() for method in item if method != "parameters"
    )
    shown = docs.evaluate(
        "[...document.querySelectorAll('.operation')].map((one) => [one.dataset.path, one.querySelector('.verb').textContent])"
    )
    assert sorted(map(tuple, shown)) == expected
    assert docs.locator(".operation:not(:has(form)):not(:has(a[href]))").count() == 0


def test_every_field_has_a_meaning_and_an_example(exemplified, contract):
    rows = exemplified.evaluate("""[...document.querySelectorAll(".row[data-field]")].map((row) => ({
      field: row.dataset.field,
      about: row.querySelector(".field-about").textContent,
      example: row.querySelector(".field-example").textContent,
    }))""")
    fields = {row["field"] for row in rows}
    assert {
        "text",
        "html",
        "body.removed[].reason",
        "quotes[].speaker.resolution",
        "entities[].mentions[].kind",
    } <= fields
    assert [row["field"] for row in rows if not row["about"].strip()] == []
    assert [row["field"] for row in rows if row["example"].strip() in ("", '"…"', "null")] == []
    for schema in ("ArticleRequest", "QuoteAnswer", "MetadataAnswer", "ProblemAnswer"):
        names = set(contract["components"]["schemas"][schema]["properties"])
        assert names <= {field.split(".")[-1] for field in fields}


def test_examples_of_the_request_are_the_first_sample(docs, server):
    first = httpx.get(f"{server}/samples").json()[0]
    start = httpx.get(f"{server}/samples/{first['name']}").text.split("\n")[0].strip()[:20]
    shown = docs.evaluate("""Object.fromEntries([...document.querySelectorAll("#request-fields .row[data-field]")]
      .map((row) => [row.dataset.field, row.querySelector(".field-example").textContent]))""")
    assert json.loads(shown["id"]) == first["name"]
    assert start in shown["text"]
    assert start in shown["html"]


def test_examples_of_the_answer_are_the_services_own(exemplified):
    count = "(source) => document.querySelectorAll(`#answer-fields .row[data-example=${source}]`).length"
    assert exemplified.evaluate(count, "answer") > 5 * exemplified.evaluate(count, "contract")


def test_every_problem_type_of_the_contract_is_explained(docs, contract, server):
    text = json.dumps(contract)
    named = {"/problems/" + part.split(")")[0].split('"')[0].split(" ")[0] for part in text.split("/problems/")[1:]}
    types = {path for path in named if path.removeprefix("/problems/").replace("-", "").isalpha()}
    assert len(types) > 10
    shown = set(docs.locator(".problem-type a").all_inner_texts())
    assert shown == types
    assert all(httpx.get(server + path).status_code == 200 for path in types)
    examples = [json.loads(text) for text in docs.locator(".problem-type pre").all_inner_texts()]
    assert {one["type"] for one in examples} == types


def test_an_article_can_be_sent_from_the_page(docs):
    form = docs.locator(".operation[data-path='/v1/enrich']")
    form.locator("button[type=submit]").click()
    form.locator(".status-line").wait_for()
    assert form.locator(".status-line").inner_text().startswith("200")
    assert json.loads(form.locator(".try-output pre").inner_text())["body"]["text"]
    assert "server-timing" in form.locator(".headers").inner_text()


def test_options_travel_in_the_query_of_a_text(docs):
    form = docs.locator(".operation[data-path='/v1/enrich']")
    form.locator("select").first.select_option("text/plain")
    form.locator(".query label", has_text="include").locator("input").fill("metadata")
    form.locator("button[type=submit]").click()
    form.locator(".status-line").wait_for()
    assert "body" not in json.loads(form.locator(".try-output pre").inner_text())


def test_linked_data_can_be_asked_for(docs):
    form = docs.locator(".operation[data-path='/v1/enrich']")
    form.locator("select").nth(1).select_option("application/ld+json")
    form.locator("button[type=submit]").click()
    form.locator(".status-line").wait_for()
    assert json.loads(form.locator(".try-output pre").inner_text())["@type"] == "NewsArticle"


def test_a_refused_trial_shows_the_problem(docs):
    form = docs.locator(".operation[data-path='/v1/enrich']")
    form.locator("textarea").fill('{"text": "a", "unheard_of": 1}')
    form.locator("button[type=submit]").click()
    form.locator(".problem").wait_for()
    assert "#/unheard_of" in form.locator(".problem").inner_text()


def test_a_problem_can_be_looked_up(docs):
    form = docs.locator(".operation[data-path='/problems/{name}']")
    form.locator("summary", has_text="Try it").click()
    form.locator("button[type=submit]").click()
    form.locator(".status-line").wait_for()
    assert "What to do" in form.locator(".try-output pre").inner_text()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_width_makes_the_documentation_scroll_sideways(open_page, width):
    page = open_page("/docs", viewport={"width": width, "height": 800})
    page.wait_for_selector("html[data-drawn]")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
