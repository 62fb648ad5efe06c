import json
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.browser import canned

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
MENTIONS = """() => {
  const found = {};
  for (const node of document.querySelectorAll(".article .mention")) {
    const texts = (found[node.dataset.keys] ??= []);
    if ("first" in node.dataset) texts.push(node.textContent);
    else texts.push(texts.pop() + node.textContent);
  }
  return found;
}"""


def asked(server, article, **options):
    response = httpx.post(f"{server}/v1/enrich", json={"text": article, "offsets": "utf16", **options}, timeout=30)
    response.raise_for_status()
    return response.json()


@pytest.mark.parametrize("number", range(len(SEEDS)), ids=[seed.stem for seed in SEEDS])
def test_a_sample_is_shown_as_the_service_answers_it(playground, server, number):
    article = SEEDS[number].read_text(encoding="utf-8")
    expected = asked(server, article)
    playground.click(f".sample >> nth={number}")
    playground.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    assert playground.input_value("#input") == article
    paragraphs = playground.locator(".article .paragraph")
    assert paragraphs.count() == len(expected["body"]["paragraphs"])
    assert playground.locator(".fold li").count() == len(expected["body"]["removed"])
    shown = playground.evaluate(MENTIONS)
    assert shown == {one["id"]: [mention["text"] for mention in one["mentions"]] for one in expected["entities"]}
    assert playground.locator(".article .badge").count() == len(expected["quotes"])
    assert playground.locator(".voices .utterance").count() == len(expected["quotes"])
    speaking = [quote for quote in expected["quotes"] if quote["speaker"]]
    assert playground.locator(".arcs path").count() == len(speaking)
    assert playground.locator(".entity").count() == len(expected["entities"])
    assert playground.inner_text(".headline") == (expected["metadata"]["title"] or "No headline found")


def test_a_sample_has_an_address_of_its_own(open_page):
    page = open_page(f"/#{SEEDS[0].stem}")
    page.wait_for_selector("#result:not([hidden]) .article")
    assert page.get_attribute(".sample >> nth=0", "aria-pressed") == "true"


def test_removed_lines_unfold_in_their_place_with_their_reasons(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    order = playground.evaluate("[...document.querySelector('.article').children].map((one) => one.className)")
    assert order[1:4] == ["fold", "paragraph paragraph", "fold"]
    fold = playground.locator(".fold").first
    assert not fold.locator("li").first.is_visible()
    fold.locator("summary").click()
    assert fold.locator("li").all_inner_texts() == [
        "navigation\nMenu",
        "headline or date\nTalks go on",
        "byline\nBy Ann Lee",
    ]


def test_hovering_a_mention_lights_all_mentions_and_says_who_it_is(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    playground.hover(".mention.pronoun")
    assert playground.locator(".mention.lit").count() == 3
    assert playground.locator(".entity-name.lit").count() == 1
    assert "Jo Poe" in playground.inner_text("#card")
    playground.hover(".headline")
    assert playground.locator(".mention.lit").count() == 0
    assert not playground.is_visible("#card")


def test_a_quote_is_tied_to_its_speaker_by_line_badge_and_list(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    assert playground.locator(".badge").all_inner_texts() == ["indirect 40%", "direct 90%"]
    assert playground.get_attribute(".badge >> nth=1", "aria-label") == "direct quote, 90% sure, by Jo Poe"
    assert playground.inner_text(".voice h4") == "Jo Poe\n2 quotes"
    playground.hover(".utterance >> nth=0")
    lit = playground.evaluate("[...document.querySelectorAll('.article .lit')].map((one) => one.getAttribute('class'))")
    assert sorted(lit) == ["badge indirect lit", "cue lit", "lit", "quote indirect lit", "speaker lit"]


def test_an_arc_goes_from_the_quote_to_the_words_for_its_speaker(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    ends = playground.evaluate("""() => [...document.querySelectorAll(".arcs path")].map((path) => {
      const id = path.dataset.arc;
      const box = (node) => [...node.getClientRects()].map(({left, right, top, bottom}) => ({left, right, top, bottom}));
      const at = (length) => {
        const {x, y} = path.getPointAtLength(length);
        const frame = path.ownerSVGElement.getBoundingClientRect();
        return {x: x + frame.left, y: y + frame.top};
      };
      return {
        from: at(0), to: at(path.getTotalLength()),
        speaker: box(document.querySelector(`.speaker[data-speaks=${id}]`)),
        quote: box(document.querySelector(`.quote[data-keys=${id}]`)),
      };
    })""")
    assert len(ends) == 2
    for end in ends:
        assert any(_touches(box, end["from"]) for box in end["speaker"])
        assert any(_touches(box, end["to"]) for box in end["quote"])


def _touches(box, point):
    return box["left"] - 2 <= point["x"] <= box["right"] + 2 and box["top"] - 2 <= point["y"] <= box["bottom"] + 2


def test_the_slider_keeps_only_quotes_that_are_sure_enough(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    playground.focus("#confidence")
    playground.locator("#confidence").fill("50")
    assert playground.inner_text("#confidence-value") == "50% sure"
    assert playground.locator(".badge:visible").all_inner_texts() == ["direct 90%"]
    assert playground.locator(".arcs path").count() == 1
    assert playground.locator(".utterance").count() == 1
    playground.click("#tab-json")
    assert [one["id"] for one in json.loads(playground.inner_text("#view-json .code"))["quotes"]] == ["q2"]
    playground.click("#tab-curl")
    assert '"min_confidence":0.5' in playground.inner_text("#command")
    playground.locator("#confidence").fill("0")
    assert "min_confidence" not in playground.inner_text("#command")
    playground.click("#tab-article")
    assert playground.locator(".badge:visible").count() == 2


def test_metadata_shows_where_it_was_read(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    playground.click("#metadata button.from[data-field=title]")
    assert playground.get_attribute("#tab-source", "aria-selected") == "true"
    assert playground.inner_text(".evidence.lit").replace("\n", "") in ("Talks go on", "HeadlineTalks go on")
    assert playground.evaluate("document.activeElement.dataset.field") == "title"
    assert playground.get_attribute("#metadata dd a", "href") == "https://news.example/talks"
    assert playground.evaluate("document.querySelector('.raw').textContent") == canned.SENT


def test_a_warning_of_the_service_is_shown(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    assert playground.inner_text(".warning") == "truncated Only a part was searched."


def test_marks_stand_right_behind_characters_of_two_units(playground, server, enriched):
    article = "😀 🇧🇾 𝔗𝔥𝔢 talks: Angela Merkel, 😀 of Germany, said on Monday that talks in Paris would go on.\n"
    expected = asked(server, article, clean="off")
    assert expected["entities"]
    playground.click(".options summary")
    playground.check("#clean")
    enriched(playground, article)
    shown = playground.evaluate(MENTIONS)
    assert shown == {one["id"]: [mention["text"] for mention in one["mentions"]] for one in expected["entities"]}


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
@pytest.mark.parametrize("how", ["sample", "pasted"])
def test_the_curl_command_answers_what_the_page_shows(playground, enriched, how):
    if how == "sample":
        playground.click(".sample >> nth=1")
        playground.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    else:
        enriched(playground, "It's on\nEND\n“$HOME `id` 😀 go on”, said Angela Merkel in Paris on Monday.\n")
    playground.locator("#confidence").fill("30")
    playground.click("#tab-json")
    shown = json.loads(playground.inner_text("#view-json .code"))
    playground.click("#tab-curl")
    command = playground.inner_text("#command")
    printed = subprocess.run(
        ["sh", "-c", command.replace("curl", "curl -sS", 1)], cwd=ROOT, capture_output=True, check=True
    )
    assert json.loads(printed.stdout) == shown


def test_a_refused_request_is_explained_from_its_problem_document(playground, enriched):
    playground.click("#enrich")
    playground.wait_for_selector(".problem")
    text = playground.inner_text("#problem")
    assert "The request is not valid" in text
    assert "422" in text
    assert "#/text" in text
    link = playground.get_attribute(".problem a", "href")
    assert httpx.get(link).status_code == 200
    assert not playground.is_visible("#result")
    enriched(playground, "The talks in Paris go on, said Angela Merkel on Monday, and no end is near.")
    assert playground.locator(".problem").count() == 0


def test_a_proxys_error_page_is_told_as_a_status(playground, answering):
    answering(playground, "<script>alert(1)</script>", status=502, media_type="text/html")
    playground.fill("#input", "The talks go on.")
    playground.click("#enrich")
    playground.wait_for_selector(".problem")
    assert "Status 502" in playground.inner_text("#problem")


def test_a_service_that_is_gone_is_told_in_words(playground):
    playground.route("**/v1/enrich", lambda route: route.abort())
    playground.fill("#input", "The talks go on.")
    playground.click("#enrich")
    playground.wait_for_selector(".problem")
    assert "cannot be reached" in playground.inner_text("#problem")


def test_a_full_queue_says_when_to_come_back(playground, answering):
    problem = {"type": "/problems/overloaded", "title": "Full", "status": 503, "detail": "Busy.", "instance": "i1"}
    answering(playground, problem, 503, "application/problem+json", {"Retry-After": "7"})
    playground.fill("#input", "The talks go on.")
    playground.click("#enrich")
    playground.wait_for_selector(".problem")
    assert "Try again in 7 s." in playground.inner_text("#problem")


def test_progress_is_shown_and_can_be_cancelled(playground):
    playground.route("**/v1/enrich", lambda _route: None)
    playground.fill("#input", "The talks go on.")
    playground.click("#enrich")
    assert playground.is_visible("#working")
    assert playground.get_attribute("#enrich", "aria-busy") == "true"
    playground.click("#cancel")
    playground.wait_for_selector("#working", state="hidden")
    assert playground.inner_text("#status") == "Cancelled."


def test_a_chosen_file_is_read_as_what_it_is(playground, tmp_path):
    page = "<!doctype html><title>Talks</title><article><h1>Talks go on</h1><p>Angela Merkel said so in Paris.</p>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    playground.set_input_files("#file", tmp_path / "page.html")
    playground.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    assert playground.is_checked("input[name=kind][value=html]")
    playground.click("#tab-curl")
    assert "--data-binary '@page.html'" in playground.inner_text("#command")


def test_a_dropped_file_is_enriched_whatever_its_charset(playground):
    data = playground.evaluate_handle("""() => {
      const data = new DataTransfer();
      const bytes = new Uint8Array([...new TextEncoder().encode("The caf"), 0xe9, ...new TextEncoder().encode(" talks in Paris go on, said Angela Merkel.")]);
      data.items.add(new File([bytes], "old.txt", {type: "text/plain"}));
      return data;
    }""")
    playground.dispatch_event("#sheet", "drop", {"dataTransfer": data})
    playground.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    assert playground.input_value("#input").startswith("The café talks")


def test_pasted_markup_is_taken_for_html(playground):
    playground.fill("#input", "<!DOCTYPE html><html><body><p>Hello</p></body></html>")
    assert playground.is_checked("input[name=kind][value=html]")
    playground.fill("#input", "")
    assert playground.is_checked("input[name=kind][value=text]")


def test_hints_and_the_key_travel_with_the_request(playground, enriched):
    sent = []

    def keep(route):
        sent.append((route.request.post_data_json, route.request.headers.get("authorization")))
        route.fulfill(json=canned.answer())

    playground.route("**/v1/enrich", keep)
    playground.click(".options summary")
    playground.fill("#url", "https://news.example/a")
    playground.fill("#language", "en-GB")
    playground.fill("#reference_date", "2020-09-14")
    playground.fill("#key", "a-key-of-some-length")
    enriched(playground, canned.SENT)
    options = {"url": "https://news.example/a", "language": "en-GB", "reference_date": "2020-09-14"}
    assert sent == [({"text": canned.SENT, "offsets": "utf16", **options}, "Bearer a-key-of-some-length")]
    playground.click("#tab-curl")
    assert "$API_KEY" in playground.inner_text("#command")
    assert "a-key-of-some-length" not in playground.inner_text("#command")


def test_types_can_be_hidden_and_shown_again(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    people = playground.locator(".swatch", has_text="People")
    people.click()
    assert people.get_attribute("aria-pressed") == "false"
    assert not playground.locator(".entity").first.is_visible()
    people.click()
    assert playground.locator(".entity").first.is_visible()


def test_the_list_walks_through_the_mentions_of_an_entity(playground, enriched, answering):
    answering(playground, canned.answer())
    enriched(playground, canned.SENT)
    row = playground.locator(".entity-name").first
    for _ in range(3):
        row.click()
        assert row.get_attribute("aria-pressed") == "true"
        assert playground.locator(".mention.lit").count() == 3
    row.click()
    assert row.get_attribute("aria-pressed") == "false"


def test_everything_can_be_done_from_the_keyboard(open_page, answering):
    page = open_page("/")
    answering(page, canned.answer())
    page.wait_for_selector(".sample")
    press = page.keyboard.press
    press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    _tab_to(page, ".sample")
    _tab_to(page, "#input")
    page.keyboard.type("Talks go on.")
    press("Control+Enter")
    page.wait_for_selector("#result:not([hidden]):not(.stale) .article")
    assert page.evaluate("document.activeElement.id") == "result"
    _tab_to(page, "#tab-article")
    press("ArrowRight")
    assert page.is_visible("#view-source")
    press("ArrowLeft")
    assert page.is_visible("#view-article")
    _tab_to(page, "#confidence")
    press("End")
    assert page.inner_text("#confidence-value") == "100% sure"
    press("Home")
    _tab_to(page, ".utterance")
    assert page.locator(".quote.lit").count() == 1
    _tab_to(page, ".fold summary")
    press("Enter")
    assert page.locator(".fold li").first.is_visible()
    _tab_to(page, ".mention")
    assert page.locator(".mention.lit").count() == 3
    press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Jo Poe"
    press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "false"
    _tab_to(page, ".badge")
    assert "Jo Poe" in page.inner_text("#card")
    _tab_to(page, "button.from")
    press("Enter")
    assert page.is_visible("#view-source")
    _tab_to(page, ".entity-name")
    press("Space")
    assert page.is_visible("#view-article")


def _tab_to(page, selector):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")


def test_text_from_right_to_left_keeps_its_direction_and_harms_nothing(playground, enriched, answering):
    article = "قالت المستشارة أنغيلا ميركل يوم الاثنين في باريس إن المحادثات (Talks) ستستمر."
    name = "أنغيلا ميركل"
    at = article.index(name)
    made = canned.answer()
    made["body"] |= {
        "text": article,
        "paragraphs": [
            {"start": 0, "end": len(article), "kind": "paragraph", "source": {"start": 0, "end": len(article)}}
        ],
        "removed": [],
    }
    made["quotes"] = []
    made["entities"][0] |= {
        "name": name,
        "mentions": [{"start": at, "end": at + len(name), "text": name, "kind": "name"}],
    }
    answering(playground, made)
    enriched(playground, article)
    direction = "(selector) => getComputedStyle(document.querySelector(selector)).direction"
    assert playground.evaluate(direction, ".paragraph") == "rtl"
    assert playground.evaluate(direction, "#input") == "rtl"
    assert playground.evaluate(direction, "#result") == "ltr"
    assert playground.evaluate("document.querySelector('.paragraph').textContent") == article
    assert playground.inner_text(".mention") == name
    assert playground.locator(".entity-label bdi").inner_text() == name


def test_the_theme_follows_the_system_until_the_reader_chooses(open_page):
    ground = "getComputedStyle(document.body).backgroundColor"
    light, page = open_page("/"), open_page("/", color_scheme="dark")
    dark = page.evaluate(ground)
    assert light.evaluate(ground) != dark
    page.click("#theme")
    assert page.evaluate(ground) == light.evaluate(ground)
    page.goto("/docs")
    assert page.evaluate(ground) == light.evaluate(ground)


@pytest.mark.parametrize("width", [320, 390, 768, 1024])
def test_no_width_makes_the_page_scroll_sideways(open_page, answering, enriched, width):
    page = open_page("/", viewport={"width": width, "height": 800})
    answering(page, canned.answer())
    enriched(page, canned.SENT + "x" * 300)
    for view in ("article", "source", "json", "curl"):
        page.click(f"#tab-{view}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
