"""The test a consumer keeps: what its code relies on, asked of the service it will meet. Run it with pytest.

It checks shapes and promises, never wording or accuracy, so that a better model does not break it.
"""

import os

import httpx
import pytest

ADDRESS = os.environ.get("ENRICHMENT_URL", "http://127.0.0.1:8080")
ARTICLE = (
    "Home | News | Sport\n"
    "Talks to go on until winter\n"
    "By Ann Lee\n"
    "PARIS, Sept 14 (Reuters) - The talks in Paris will go on until the winter, the French foreign ministry said.\n"
    "“We are not there yet 😀,” said Angela Merkel, who arrived on Monday. She added that nobody should leave.\n"
    "Share this article\n"
)


@pytest.fixture(scope="module")
def answer() -> dict:
    response = httpx.post(f"{ADDRESS}/v1/enrich", json={"text": ARTICLE, "id": "mine"}, timeout=60)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/json")
    return response.json()


def test_the_sections_we_read_are_there(answer):
    assert answer["id"] == "mine"
    assert {"body", "metadata", "entities", "quotes", "warnings", "model"} <= answer.keys()


def test_every_mention_is_its_slice_of_the_body(answer):
    text = answer["body"]["text"]
    mentions = [mention for entity in answer["entities"] for mention in entity["mentions"]]
    assert mentions
    assert all(text[one["start"] : one["end"]] == one["text"] for one in mentions)


def test_every_quote_is_its_spans_of_the_body(answer):
    text = answer["body"]["text"]
    assert answer["quotes"]
    for quote in answer["quotes"]:
        said = " ".join(text[span["start"] : span["end"]] for span in quote["spans"])
        assert " ".join(said.split()) == quote["text"]
        assert (quote["start"], quote["end"]) == (quote["spans"][0]["start"], quote["spans"][-1]["end"])


def test_every_speaker_we_join_on_is_an_entity_of_the_answer(answer):
    known = {entity["id"] for entity in answer["entities"]}
    joined = {quote["speaker"]["entity"] for quote in answer["quotes"] if quote["speaker"]}
    assert joined - {None} <= known


def test_every_character_that_we_sent_is_accounted_for(answer):
    parts = answer["body"]["paragraphs"] + answer["body"]["removed"]
    covered = {place for part in parts for place in range(part["source"]["start"], part["source"]["end"])}
    assert "".join(c for at, c in enumerate(ARTICLE) if at not in covered and not c.isspace()) == ""


def test_unknown_is_null_and_nothing_is_empty_text(answer):
    assert "" not in answer["metadata"].values()


def test_what_we_leave_out_is_absent():
    response = httpx.post(f"{ADDRESS}/v1/enrich", json={"text": ARTICLE, "include": ["metadata"]}, timeout=60)
    assert not {"body", "entities", "quotes"} & response.json().keys()


def test_a_refusal_names_the_field_to_mend():
    response = httpx.post(f"{ADDRESS}/v1/enrich", json={"text": ""}, timeout=60)
    assert response.status_code == 422
    assert response.headers["Content-Type"].startswith("application/problem+json")
    problem = response.json()
    assert problem["type"] == "/problems/invalid-request"
    assert problem["errors"][0]["pointer"] == "#/text"


def test_the_same_article_gives_the_same_bytes():
    asked = [httpx.post(f"{ADDRESS}/v1/enrich", json={"text": ARTICLE}, timeout=60).content for _ in range(2)]
    assert asked[0] == asked[1]
