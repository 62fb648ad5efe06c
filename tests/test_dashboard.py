"""The Grafana dashboard: Grafana's own models read all of it, and every figure it asks for is served."""

import json
import re
from pathlib import Path

import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard

from tests.conftest import ROOT

FILE = Path(ROOT / "deploy/grafana/dashboard.json")
FIGURE = re.compile(r"\benrich_\w+")


@pytest.fixture(scope="module")
def written():
    return json.loads(FILE.read_text())


def test_grafana_s_models_read_the_dashboard_and_lose_nothing(written):
    register_default_plugins()
    read = json.loads(JSONEncoder().encode(Dashboard.from_json(written)))
    assert lost(written, read) == []


def lost(written, read, path="dashboard"):
    """Return the paths of what is written and not read the same."""
    if isinstance(written, dict) and isinstance(read, dict):
        return [one for key in written for one in lost(written[key], read.get(key), f"{path}.{key}")]
    if isinstance(written, list) and isinstance(read, list) and len(written) == len(read):
        return [one for n, pair in enumerate(zip(written, read, strict=True)) for one in lost(*pair, f"{path}[{n}]")]
    return [] if written == read else [path]


def test_a_loss_would_be_seen(written):
    assert lost(written, {**written, "title": "Other"}) == ["dashboard.title"]
    assert lost({"panels": [{"id": 1}]}, {"panels": [{}]}) == ["dashboard.panels[0].id"]


def test_every_panel_asks_for_figures_that_the_service_has(written, client):
    client.post("/v1/enrich", json={"text": "The minister said on Monday that the talks would go on."})
    served = client.get("/metrics").text
    for panel in written["panels"]:
        asked = {name for target in panel["targets"] for name in FIGURE.findall(target["expr"])}
        assert asked, panel["title"]
        assert not {name for name in asked if not re.search(rf"^(# TYPE )?{name}\b", served, re.MULTILINE)}
