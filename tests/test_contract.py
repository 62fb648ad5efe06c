"""The committed contract is what the service says, what it does, and what was released."""

import copy
from dataclasses import fields

import pytest
import yaml
from openapi_spec_validator import validate

from service.api import schemas
from service.enrichment import types
from tests.compatibility import breaks
from tests.conftest import ROOT

CONTRACT = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
RELEASED = yaml.safe_load((ROOT / "docs/contract/released.yaml").read_text(encoding="utf-8"))


def test_is_valid_openapi():
    validate(CONTRACT)
    assert CONTRACT["openapi"].startswith("3.1")


def test_is_what_the_schemas_say(app):
    served = app.extensions["runtime"].contract_yaml
    assert (ROOT / "openapi.yaml").read_bytes() == served, "run: make openapi"


def test_serves_the_same_document_as_json(client):
    assert client.get("/openapi.json").json == CONTRACT
    assert yaml.safe_load(client.get("/openapi.yaml").data) == CONTRACT


def test_names_every_route_and_no_other(app):
    routes = {rule.rule.replace("<", "{").replace(">", "}").replace("path:", "") for rule in app.url_map.iter_rules()}
    assert set(CONTRACT["paths"]) == {route for route in routes if not route.startswith(("/static/", "/samples"))}


# Each record and its schema. Where the wire differs from the record, the second set says how.
RECORDS = {
    (types.Paragraph, schemas.ParagraphAnswer): {"span": {"start", "end"}},
    (types.Removed, schemas.RemovedAnswer): {},
    (types.Body, schemas.BodyAnswer): {},
    (types.Dateline, schemas.DatelineAnswer): {},
    (types.Evidence, schemas.EvidenceAnswer): {"origin": {"from"}},
    (types.Metadata, schemas.MetadataAnswer): {},
    (types.Mention, schemas.MentionAnswer): {"span": {"start", "end"}},
    (types.Entity, schemas.EntityAnswer): {},
    (types.Cue, schemas.CueAnswer): {"span": {"start", "end"}},
    (types.Speaker, schemas.SpeakerAnswer): {"span": {"start", "end"}},
    (types.Quote, schemas.QuoteAnswer): {"spans": {"spans", "start", "end"}},
    (types.ArticleWarning, schemas.WarningAnswer): {},
    (types.Article, schemas.ArticleAnswer): {"text": {"id", "model"}, "timings": set()},
}


@pytest.mark.parametrize(("record", "schema"), RECORDS)
def test_a_record_and_its_schema_name_the_same_fields(record, schema):
    wire = RECORDS[record, schema]
    expected = set().union(*(wire.get(one.name, {one.name}) for one in fields(record)))
    assert set(schema().fields) == expected


@pytest.mark.parametrize(("record", "schema"), RECORDS)
def test_a_record_and_its_schema_agree_on_what_may_be_unknown(record, schema):
    if schema is schemas.ArticleAnswer:
        pytest.skip("a section that was not asked for is absent, not null")
    null = {one.name for one in fields(record) if "None" in str(one.type)}
    assert {name for name, field in schema().fields.items() if field.allow_none} == null


def test_breaks_no_caller_of_the_released_contract():
    assert breaks(RELEASED, CONTRACT) == []


def _without_title(document):
    del document["components"]["schemas"]["MetadataAnswer"]["properties"]["title"]


def _retyped(document):
    document["components"]["schemas"]["BodyAnswer"]["properties"]["word_count"]["type"] = "string"


def _nullable(document):
    document["components"]["schemas"]["BodyAnswer"]["properties"]["text"]["type"] = ["string", "null"]


def _narrower(document):
    document["components"]["schemas"]["ArticleRequest"]["properties"]["offsets"]["enum"].pop()


def _required(document):
    document["components"]["schemas"]["ArticleRequest"]["required"] = ["url"]


def _shorter(document):
    document["components"]["schemas"]["ArticleRequest"]["properties"]["id"]["maxLength"] = 10


def _gone(document):
    del document["paths"]["/livez"]


def _no_linked_data(document):
    del document["paths"]["/v1/enrich"]["post"]["responses"]["200"]["content"]["application/ld+json"]


@pytest.mark.parametrize(
    "change", [_without_title, _retyped, _nullable, _narrower, _required, _shorter, _gone, _no_linked_data]
)
def test_a_breaking_change_is_found(change):
    changed = copy.deepcopy(RELEASED)
    change(changed)
    assert breaks(RELEASED, changed)


def _new_field(document):
    document["components"]["schemas"]["MetadataAnswer"]["properties"]["mood"] = {"type": "string"}


def _new_option(document):
    document["components"]["schemas"]["ArticleRequest"]["properties"]["mood"] = {"type": "string"}


def _longer(document):
    document["components"]["schemas"]["ArticleRequest"]["properties"]["id"]["maxLength"] = 1000


@pytest.mark.parametrize("change", [_new_field, _new_option, _longer])
def test_a_field_may_be_added(change):
    changed = copy.deepcopy(RELEASED)
    change(changed)
    assert breaks(RELEASED, changed) == []
