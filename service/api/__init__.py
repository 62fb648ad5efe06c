"""The web layer: it takes no decision about an article."""

import threading

import structlog
from flask import Flask
from flask_compress import Compress
from flask_smorest import Api

from service.api import batch, errors, logs, metrics, negotiation, openapi, routes, schemas, security, tracing
from service.api.admission import Gate
from service.api.runtime import Runtime
from service.api.samples import samples
from service.enrichment import Pipeline, Source, load
from service.settings import SettingError, Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")
WARM_UP = "The minister, Ann Lee, said on Monday that talks in Paris would go on. “We will not stop,” she added."


def create_app(settings: Settings | None = None, pipeline: Pipeline | None = None) -> Flask:
    """Return the application, its models loaded and warm.

    Raises SettingError or ModelError where it cannot be assembled from the settings.
    """
    settings = settings or Settings.from_environment()
    logs.configure(settings.log_level)
    if settings.traces and not tracing.installed():
        raise SettingError("OTEL_EXPORTER_OTLP_ENDPOINT is set, and the extra otel is not installed")
    pipeline = pipeline or Pipeline(
        load(settings.pipeline, settings.aliases, accelerated=settings.engine), settings.max_analysed
    )
    versions = pipeline.models.versions
    if pipeline.models.engine.layers is None:
        structlog.get_logger().warning("engine", runs=pipeline.models.engine.description)
    if settings.host not in LOOPBACK and not settings.keys:
        structlog.get_logger().warning("open", host=settings.host, advice="set API_KEYS or API_KEYS_FILE")
    app = Flask(__name__, static_folder="static", static_url_path="/static")
    app.url_map.merge_slashes = False  # it would redirect, with a page of HTML, to an address made of the Host header
    app.config.update(
        API_TITLE="Article enrichment",
        OPENAPI_VERSION=openapi.VERSION,
        API_VERSION="1",
        OPENAPI_URL_PREFIX=None,
        COMPRESS_ALGORITHM=["zstd", "gzip", "deflate"],
        COMPRESS_MIMETYPES=[
            "application/json",
            "application/ld+json",
            "application/problem+json",
            "application/yaml",
            "text/html",
            "text/css",
            "text/javascript",
            "text/plain",
        ],
        COMPRESS_STREAMS=False,
    )
    gate, streams = Gate(settings.queue, settings.deadline), threading.Semaphore(settings.streams)
    here = Runtime(settings, pipeline, gate, versions, streams)
    app.extensions["runtime"] = here
    logs.register(app)
    security.register(app, settings.keys)
    metrics.register(app)
    negotiation.register(app)
    Compress(app)
    api = Api(app, spec_kwargs=openapi.FRAME)
    for blueprint in (routes.articles, batch.batches, routes.health, routes.documentation):
        api.register_blueprint(blueprint)
    app.register_blueprint(samples)
    errors.register(app)  # last: flask-smorest registers handlers of its own
    api.spec.components.schema("LineProblemAnswer", schema=schemas.LineProblemAnswer)
    here.contract_json, here.contract_yaml = openapi.documents(api)
    metrics.describe(versions)
    pipeline(Source(WARM_UP))
    here.warm = True
    return app
