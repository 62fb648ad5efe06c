"""The endpoints: parse, call, serialise."""

import time
from importlib.resources import files

import orjson
from flask import Response, current_app, g, request, send_from_directory
from flask_smorest import Blueprint

from service.api import answers, documents, linkeddata, metrics, negotiation, payload
from service.api.errors import Problem
from service.api.runtime import Runtime
from service.api.schemas import HealthAnswer

JSON = "application/json"
STATIC = str(files("service.api").joinpath("static"))

articles = Blueprint("articles", __name__, url_prefix="/v1", description="Enrich raw articles.")
health = Blueprint("health", __name__, description="Whether the service lives, is ready, and how it fares.")
documentation = Blueprint("documentation", __name__, description="The contract, to read and to try.")


def runtime() -> Runtime:
    """Return what create_app() assembled."""
    assembled: Runtime = current_app.extensions["runtime"]
    return assembled


@articles.route("/enrich", methods=["POST"])
@articles.doc(**documents.ENRICH)
def enrich() -> Response:
    """Return the clean body, metadata, entities and quotes of one raw article."""
    here = runtime()
    media_type = _acceptable()
    here.gate.refuse_if_full()
    start = time.perf_counter()
    asked = payload.read(request, here.settings.max_bytes)
    g.timings = [("read", time.perf_counter() - start)]
    article = here.enrich(asked)
    g.timings += article.timings
    if media_type == linkeddata.MEDIA_TYPE:
        content = orjson.dumps(linkeddata.news_article(asked, article))
    else:
        content = orjson.dumps(answers.answer(asked, article, here.versions))
    answer = Response(content, mimetype=media_type)
    answer.headers["Server-Timing"] = ", ".join(f"{stage};dur={1000 * seconds:.1f}" for stage, seconds in g.timings)
    answer.vary.add("Accept")
    return answer


def _acceptable() -> str:
    best = negotiation.media_type(request.accept_mimetypes, [JSON, linkeddata.MEDIA_TYPE])
    if best is None:
        raise Problem("not-acceptable", f"Accept {JSON} or {linkeddata.MEDIA_TYPE}.", headers={"Vary": "Accept"})
    return best


@health.route("/livez", methods=["GET"])
@health.response(200, HealthAnswer)
def livez() -> Response:
    """Return 200 as long as the process answers."""
    return Response(b'{"status":"ok"}', mimetype=JSON)


@health.route("/readyz", methods=["GET"])
@health.response(200, HealthAnswer)
@health.doc(responses=documents.problems(503))
def readyz() -> Response:
    """Return 200 once the models are loaded and warm."""
    if not runtime().warm:
        raise Problem("not-ready", "The models are not loaded yet.", headers={"Retry-After": "1"})
    return Response(b'{"status":"ok"}', mimetype=JSON)


@health.route("/metrics", methods=["GET"])
@health.doc(responses=documents.TEXT_FIGURES)
def figures() -> Response:
    """Return Prometheus' text format, summed over all workers."""
    content, media_type = metrics.text()
    return Response(content, content_type=media_type)


@documentation.route("/openapi.json", methods=["GET"])
@documentation.doc(responses=documents.CONTRACT_JSON)
def openapi_json() -> Response:
    """Return the contract as JSON."""
    return Response(runtime().contract_json, mimetype=JSON)


@documentation.route("/openapi.yaml", methods=["GET"])
@documentation.doc(responses=documents.CONTRACT_YAML)
def openapi_yaml() -> Response:
    """Return the contract as YAML."""
    return Response(runtime().contract_yaml, mimetype="application/yaml")


@documentation.route("/docs", methods=["GET"])
@documentation.doc(responses=documents.PAGE)
def docs() -> Response:
    """Return the page to read the contract and to try it."""
    return send_from_directory(STATIC, "docs.html")


@documentation.route("/problems/<name>", methods=["GET"])
@documentation.doc(responses=documents.PROBLEM_PAGE, parameters=[documents.PROBLEM_NAME])
def problem(name: str) -> Response:
    """Return what a problem's type means and what to do about it."""
    return Response(documents.problem_text(name), content_type="text/plain; charset=utf-8")


@documentation.route("/", methods=["GET"])
@documentation.doc(responses=documents.PAGE)
def playground() -> Response:
    """Return the page to paste an article into and see it enriched."""
    return send_from_directory(STATIC, "playground.html")
