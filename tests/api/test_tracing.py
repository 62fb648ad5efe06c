"""OpenTelemetry: what is recorded of a request, and that it arrives where the operator says."""

import http.server
import sys
import threading

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from service.api import create_app, tracing
from service.settings import SettingError, Settings
from tests.chaos import stand

TEXT = "The harbour minister, Ann Lee, said on Monday that the talks would go on.\n" * 3
STAGES = ["read", "queue", "body", "metadata", "nlp", "entities", "quotes"]
CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def traced(pipeline):
    """Give a client and what was recorded of its calls, the stages first, as each ends before its request does."""
    app, recorded, provider = (
        create_app(Settings(log_level="error"), pipeline),
        InMemorySpanExporter(),
        TracerProvider(),
    )
    provider.add_span_processor(SimpleSpanProcessor(recorded))
    tracing.register(app, provider)
    return app.test_client(), recorded.get_finished_spans


def test_a_request_is_a_span_and_its_stages_are_its_children(traced):
    client, spans = traced
    answer = client.post("/v1/enrich", json={"text": TEXT}, headers={"traceparent": CALLER})
    *stages, whole = spans()
    assert [one.name for one in stages] == STAGES
    assert whole.name == "POST /v1/enrich"
    assert whole.kind is SpanKind.SERVER
    assert whole.parent.span_id == 0xB7AD6B7169203331
    assert {one.parent.span_id for one in stages} == {whole.context.span_id}
    assert {one.context.trace_id for one in spans()} == {0x0AF7651916CD43DD8448EB211C80319C}
    assert answer.headers["traceparent"] == f"00-0af7651916cd43dd8448eb211c80319c-{whole.context.span_id:016x}-01"
    assert all(whole.start_time <= one.start_time <= one.end_time <= whole.end_time for one in stages)


def test_a_span_says_how_the_request_ended_and_nothing_of_the_article(traced):
    client, spans = traced
    client.post("/v1/enrich", json={"text": ""})
    (whole,) = spans()
    assert dict(whole.attributes) == {
        "http.request.method": "POST",
        "http.route": "/v1/enrich",
        "http.response.status_code": 422,
    }
    assert whole.status.status_code is StatusCode.UNSET
    client.post("/v1/enrich", json={"text": TEXT})
    assert not any(word in one.to_json() for one in spans() for word in ("harbour", "Ann Lee"))


@pytest.mark.parametrize("missing", ["opentelemetry", "opentelemetry.exporter", "opentelemetry.exporter.otlp.proto"])
def test_an_address_without_the_packages_stops_the_start(monkeypatch, pipeline, missing):
    assert tracing.installed()
    for name in [name for name in sys.modules if name == missing or name.startswith(f"{missing}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)  # as if it were not installed
    with pytest.raises(SettingError, match="otel"):
        create_app(Settings(traces="http://127.0.0.1:4318"), pipeline)


@pytest.mark.parametrize("address", ["127.0.0.1:4318", "grpc://host", "yes"])
def test_refuses_what_is_no_address(address):
    with pytest.raises(SettingError, match="OTEL_EXPORTER_OTLP_ENDPOINT"):
        Settings.from_environment({"OTEL_EXPORTER_OTLP_ENDPOINT": address})


def test_spans_of_a_running_service_arrive_at_the_collector():
    arrived, came = [], threading.Event()

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            arrived.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            came.set()

        def log_message(self, *_):
            """Say nothing."""

    with http.server.HTTPServer((stand.HOST, 0), Collector) as collector:
        threading.Thread(target=collector.serve_forever, daemon=True).start()
        address = f"http://{stand.HOST}:{collector.server_port}"
        switches = {"OTEL_BSP_SCHEDULE_DELAY": "100", "OTEL_SERVICE_NAME": "enrichment", "NO_PROXY": stand.HOST}
        with stand.service(WORKERS="1", OTEL_EXPORTER_OTLP_ENDPOINT=address, **switches) as running:
            httpx.post(f"http://{stand.HOST}:{running.port}/v1/enrich", json={"text": TEXT}, timeout=30)
            assert came.wait(20)
        collector.shutdown()
    names = []
    for path, content in arrived:
        assert path == "/v1/traces"
        names += [
            span.name
            for resource in ExportTraceServiceRequest.FromString(content).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]
    assert names.count("POST /v1/enrich") == 1
    assert set(STAGES) <= set(names)
