"""What a caller gets back: sections, filters, units, representations, headers."""

import gzip
from dataclasses import replace

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.api.offsets import scale
from service.api.schemas import VISIBLE, Offsets
from tests.conftest import SEEDS

TEXT = 'Ann Lee, the minister, said on Monday that the talks in Paris would go on. "We will not stop," she added.'
ODD = (
    "🎉 Zoë Ó Briain, the minister, said on Monday in Zürich that “e\u0301toile 👩‍👩‍👧 מילה” would open.\n\n"
    "“We 💚 it,” she added. “It is the 𝔅𝔢𝔰𝔱 of all.”"
)

# Whatever the service takes for an article: characters that leave no mark are none.
ARTICLES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(VISIBLE.search)


def enrich(client, **fields):
    response = client.post("/v1/enrich", json=fields)
    assert response.status_code == 200, response.text
    return response.json


@pytest.mark.parametrize("section", ["body", "metadata", "entities", "quotes"])
def test_leaves_out_what_was_not_asked_for(client, section):
    answer = enrich(client, text=TEXT, include=[section])
    assert {"body", "metadata", "entities", "quotes"} & answer.keys() == {section}


def test_answers_a_section_the_same_alone_as_among_others(client):
    text = SEEDS[2].read_text(encoding="utf-8")
    whole = enrich(client, text=text)
    for section in ("body", "metadata", "entities"):
        assert enrich(client, text=text, include=[section])[section] == whole[section]
    alone = enrich(client, text=text, include=["entities", "quotes"])
    assert alone["quotes"] == whole["quotes"]


def test_filters_come_last(client):
    text = SEEDS[2].read_text(encoding="utf-8")
    whole = enrich(client, text=text)
    people = enrich(client, text=text, entity_types=["PERSON"], quote_types=["direct"], min_confidence=0.5)
    assert people["entities"] == [one for one in whole["entities"] if one["type"] == "PERSON"]
    kept = [one for one in whole["quotes"] if one["type"] == "direct" and one["confidence"] >= 0.5]
    assert [one["id"] for one in people["quotes"]] == [one["id"] for one in kept]
    known = {one["id"] for one in people["entities"]}
    for one, full in zip(people["quotes"], kept, strict=True):
        if one["speaker"] is not None:
            entity = full["speaker"]["entity"]
            assert one["speaker"]["entity"] == (entity if entity in known else None)


def test_query_options_say_the_same_as_json_fields(client):
    text = SEEDS[0].read_text(encoding="utf-8")
    by_query = client.post(
        "/v1/enrich?include=entities,quotes&entity_types=PERSON,GPE&min_confidence=0.2&offsets=utf8&id=7",
        data=text.encode(),
        content_type="text/plain; charset=utf-8",
    )
    by_json = client.post(
        "/v1/enrich",
        json={
            "text": text,
            "include": ["entities", "quotes"],
            "entity_types": ["PERSON", "GPE"],
            "min_confidence": 0.2,
            "offsets": "utf8",
            "id": "7",
        },
    )
    assert by_query.data == by_json.data


def spans(answer):
    """Every (start, end, text) of the answer that points into the body."""
    for entity in answer["entities"]:
        for mention in entity["mentions"]:
            yield mention["start"], mention["end"], mention["text"]
    for quote in answer["quotes"]:
        yield from (
            (quote[part]["start"], quote[part]["end"], quote[part]["text"])
            for part in ("cue", "speaker")
            if quote[part]
        )


UNITS = {
    "codepoint": (lambda text: text, lambda part: part),
    "utf16": (lambda text: text.encode("utf-16-le"), lambda part: part.encode("utf-16-le")),
    "utf8": (lambda text: text.encode(), lambda part: part.encode()),
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("text", [ODD, *(path.read_text(encoding="utf-8") for path in SEEDS)])
def test_every_span_is_its_text_in_every_unit(client, unit, text):
    answer = enrich(client, text=text, offsets=unit)
    pack, part = UNITS[unit]
    width = 2 if unit == "utf16" else 1
    body, sent = pack(answer["body"]["text"]), pack(text)
    found = list(spans(answer))
    for start, end, mention in found:
        assert body[width * start : width * end] == part(mention)
    assert found
    for quote in answer["quotes"]:
        pieces = [body[width * s["start"] : width * s["end"]] for s in quote["spans"]]
        said = " ".join(
            piece if isinstance(piece, str) else piece.decode("utf-16-le" if width == 2 else "utf-8")
            for piece in pieces
        )
        assert " ".join(said.split()) == quote["text"]
    for paragraph in answer["body"]["paragraphs"]:
        piece = sent[width * paragraph["source"]["start"] : width * paragraph["source"]["end"]]
        source = piece if isinstance(piece, str) else piece.decode("utf-16-le" if width == 2 else "utf-8")
        inside = body[width * paragraph["start"] : width * paragraph["end"]]
        kept = inside if isinstance(inside, str) else inside.decode("utf-16-le" if width == 2 else "utf-8")
        assert kept.split()[0] in source
        assert kept.split()[-1] in source


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
@settings(max_examples=200, deadline=None)
def test_offsets_count_what_the_encodings_count(text, data):
    at = data.draw(st.integers(0, len(text)))
    assert scale(text, Offsets.CODEPOINT)(at) == at
    assert scale(text, Offsets.UTF16)(at) == len(text[:at].encode("utf-16-le")) // 2
    assert scale(text, Offsets.UTF8)(at) == len(text[:at].encode())


@given(text=ARTICLES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_clean_text_comes_back_character_for_character(client, text):
    answer = enrich(client, text=text, clean="off", include=["body"])
    assert answer["body"]["text"] == text
    assert answer["body"]["removed"] == []


@given(text=ARTICLES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_character_sent_is_kept_or_removed(client, text):
    body = enrich(client, text=text, include=["body"])["body"]
    covered = [one["source"] for one in (*body["paragraphs"], *body["removed"])]
    for at, character in enumerate(text):
        if not character.isspace():
            assert any(span["start"] <= at < span["end"] for span in covered), (at, character)


def test_the_same_input_gives_the_same_bytes(client):
    text = SEEDS[3].read_text(encoding="utf-8")
    first, between, second = (client.post("/v1/enrich", json={"text": one}) for one in (text, ODD, text))
    assert first.data == second.data != between.data


def test_echoes_the_callers_ids(client):
    headers = {
        "X-Request-ID": "abc-1",
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    }
    response = client.post("/v1/enrich", json={"text": TEXT, "id": "mine"}, headers=headers)
    assert response.json["id"] == "mine"
    assert response.headers["X-Request-ID"] == "abc-1"
    assert response.headers["traceparent"].startswith("00-0af7651916cd43dd8448eb211c80319c-")
    assert response.headers["traceparent"] != headers["traceparent"]


@pytest.mark.parametrize("forged", ["a b", "x" * 200, "é"])
def test_replaces_a_request_id_that_could_forge_a_log_line(client, forged):
    assert client.get("/livez", headers={"X-Request-ID": forged}).headers["X-Request-ID"] != forged


def test_tells_how_long_each_stage_took(client):
    timing = client.post("/v1/enrich", json={"text": TEXT}).headers["Server-Timing"]
    assert [part.split(";")[0] for part in timing.split(", ")] == [
        "read",
        "queue",
        "body",
        "metadata",
        "nlp",
        "entities",
        "quotes",
    ]


def test_compresses_the_answer_when_asked(client):
    text = SEEDS[3].read_text(encoding="utf-8")
    plain = client.post("/v1/enrich", json={"text": text})
    packed = client.post("/v1/enrich", json={"text": text}, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Der Minister sagte am Montag, die Gespräche in Paris würden fortgesetzt. „Wir hören nicht auf“, fügte er hinzu.",
            "de",
        ),
        (
            "Le ministre a déclaré lundi que les négociations se poursuivraient à Paris, malgré la grève des transports.",
            "fr",
        ),
    ],
)
def test_reads_no_entities_or_quotes_from_another_language(client, text, language):
    answer = enrich(client, text=text)
    assert answer["metadata"]["language"] == language
    assert answer["body"]["text"] == text
    assert answer["entities"] == answer["quotes"] == []
    assert [one["code"] for one in answer["warnings"]] == ["unsupported-language"]


def test_the_callers_language_overrides_detection(client):
    answer = enrich(client, text=TEXT, language="de-AT")
    assert answer["metadata"]["language"] == "de-AT"
    assert answer["entities"] == []


def test_says_when_there_is_no_body(client):
    answer = enrich(client, text="Home\nNews\nSport\nLogin\n© 2020 All rights reserved")
    assert answer["body"]["text"] == ""
    assert "no-body-found" in [one["code"] for one in answer["warnings"]]


def test_says_when_the_body_is_longer_than_what_is_searched(app, client, monkeypatch):
    runtime = app.extensions["runtime"]
    monkeypatch.setattr(runtime, "pipeline", replace(runtime.pipeline, max_analysed=200))
    answer = enrich(client, text=f"{TEXT}\n\n{TEXT}\n\n{TEXT}", clean="off")
    assert [one["code"] for one in answer["warnings"]] == ["truncated"]
    assert max(end for _, end, _ in spans(answer)) <= 200


def test_a_company_behind_a_wires_name_is_found_where_it_stands(client):
    text = "BOSTON--(BUSINESS WIRE)--Halden Therapeutics, Inc. today announced a new plant in Leeds. It opens in May."
    answer = enrich(client, text=text, clean="off")
    assert answer["body"]["text"] == text
    found = {one["text"]: one["start"] for entity in answer["entities"] for one in entity["mentions"]}
    assert found["Halden Therapeutics, Inc."] == text.index("Halden")


def test_an_article_on_one_long_line_is_searched_as_far_as_the_limit(app, client, monkeypatch):
    runtime = app.extensions["runtime"]
    monkeypatch.setattr(runtime, "pipeline", replace(runtime.pipeline, max_analysed=1_000))
    answer = enrich(client, text="“It is late,” Ann Lee said on Monday. " * 40, clean="off")
    assert [one["code"] for one in answer["warnings"]] == ["truncated"]
    assert answer["entities"]
    assert len(answer["quotes"]) > 10
    assert max(end for _, end, _ in spans(answer)) <= 1_000


def test_a_word_or_mark_counts_for_four_characters_of_what_is_searched(app, client, monkeypatch):
    runtime = app.extensions["runtime"]
    monkeypatch.setattr(runtime, "pipeline", replace(runtime.pipeline, max_analysed=400))
    wordy = enrich(
        client, text=f"{'It was a good day for the village by the sea. ' * 7}\n\nAnn Lee left Oslo.", clean="off"
    )
    marked = enrich(client, text=f"{'( ' * 170}\n\nAnn Lee left Oslo.", clean="off")
    assert wordy["warnings"] == []
    assert wordy["entities"]
    assert [one["code"] for one in marked["warnings"]] == ["truncated"]
    assert marked["entities"] == []


def test_linked_data_is_a_news_article_with_quotations(client):
    text = SEEDS[2].read_text(encoding="utf-8")
    plain = enrich(client, text=text)
    response = client.post("/v1/enrich", json={"text": text}, headers={"Accept": "application/ld+json"})
    article = orjson.loads(response.data)
    assert response.mimetype == "application/ld+json"
    assert article["@context"] == "https://schema.org"
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == plain["metadata"]["title"]
    assert article["articleBody"] == plain["body"]["text"]
    assert [one["text"] for one in article["hasPart"]] == [one["text"] for one in plain["quotes"]]
    assert {one["@type"] for one in article["hasPart"]} == {"Quotation"}
