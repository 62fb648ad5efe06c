"""What the contract says beyond the schemas: media types, query options, problems, examples."""

from typing import Any

from service.api import linkeddata
from service.api.errors import MEDIA_TYPE, TYPES, Problem
from service.api.schemas import ArticleAnswer, ArticleRequest, OptionsQuery, ProblemAnswer

PLAIN = {"type": "string", "minLength": 1, "description": "The raw article, as scraped."}
SAMPLE = 'Home | News | Sport\nTalks to go on\nBy Ann Lee\n"We will go on," said the minister, Jo Poe, on Monday.\n'
RETRY_AFTER = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait before trying again."}}
HEADERS = {
    "X-Request-ID": {"schema": {"type": "string"}, "description": "The request's id; echoed when sent."},
    "Server-Timing": {"schema": {"type": "string"}, "description": "Milliseconds by stage."},
    "traceparent": {"schema": {"type": "string"}, "description": "W3C Trace Context."},
}


def problems(*statuses: int) -> dict[str, Any]:
    """Return the OpenAPI responses for problems of these statuses."""
    return {str(status): _problem(status) for status in statuses}


def _problem(status: int) -> dict[str, Any]:
    kinds = [one for one in TYPES.values() if one.status == status]
    answer: dict[str, Any] = {
        "description": "; ".join(f"{one.title} ({one.path})" for one in kinds),
        "content": {MEDIA_TYPE: {"schema": ProblemAnswer}},
    }
    return answer | ({"headers": RETRY_AFTER} if status == 503 else {})


def problem_text(name: str) -> str:
    """Return what the problem means, as plain text. Raises Problem (404) where there is no such type."""
    if name not in TYPES:
        raise Problem("not-found", "There is no such problem type.")
    kind = TYPES[name]
    return f"{kind.title}\n\nType: {kind.path}\nStatus: {kind.status}\nWhat to do: {kind.remedy}\n"


PROBLEM_NAME = {
    "name": "name",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "description": "The last part of a problem's type.",
}
ENRICH: dict[str, Any] = {
    "operationId": "enrich",
    "requestBody": {
        "required": True,
        "description": "One raw article. gzip, deflate and zstd are accepted as Content-Encoding.",
        "content": {
            "application/json": {"schema": ArticleRequest, "example": {"text": SAMPLE}},
            "text/plain": {"schema": PLAIN, "example": SAMPLE},
            "text/html": {"schema": PLAIN, "example": "<h1>Talks to go on</h1><p>The minister said so on Monday.</p>"},
        },
    },
    "parameters": [{"in": "query", "schema": OptionsQuery}],
    "responses": {
        "200": {
            "description": "The enriched article.",
            "headers": HEADERS,
            "content": {
                "application/json": {"schema": ArticleAnswer},
                linkeddata.MEDIA_TYPE: {
                    "schema": {"type": "object", "description": "The article as a schema.org NewsArticle."}
                },
            },
        },
        **problems(400, 401, 403, 405, 406, 408, 413, 415, 422, 431, 500, 503),
    },
}
NDJSON = "application/x-ndjson"
LINES_OUT = (
    '{"id": "a", "body": {"text": "The minister said so on Monday.", "...": "as of the single call"}}\n'
    '{"id": "b", "error": {"type": "/problems/invalid-request", "title": "The request is not valid", "status": 422, '
    '"detail": "The request is not valid; `errors` says where.", "instance": "4f0c", '
    '"errors": [{"pointer": "#/text", "detail": "Must hold more than white space."}]}}\n'
)
LINES_IN = '{"id": "a", "text": "Talks to go on\\nThe minister said so on Monday."}\n{"id": "b", "text": ""}\n'
BATCH: dict[str, Any] = {
    "operationId": "enrichBatch",
    "description": "Answers are streamed while lines still arrive, so send and read at the same time. Each line is "
    "taken as the body of one JSON call and answered by the bytes of that call's answer, or by an object with `id` and "
    "`error`, which never spoils the others. The limit of size holds for each line, not for the stream. Lines of white "
    "space alone are skipped and get no answer. A fault of the stream itself (a damaged compression, silence for "
    "longer than the server waits, a server that is shutting down) ends the answers with one further line of `id` "
    "null; whatever was not answered before it can be sent again.",
    "requestBody": {
        "required": True,
        "description": "One JSON request a line. gzip, deflate and zstd are accepted as Content-Encoding and unpacked "
        "as they arrive; a body without a length (Transfer-Encoding: chunked) is welcome.",
        "content": {
            NDJSON: {
                "schema": {
                    "type": "string",
                    "contentMediaType": NDJSON,
                    "contentSchema": {"$ref": "#/components/schemas/ArticleRequest"},
                    "description": "The content schema is that of one line.",
                },
                "example": LINES_IN,
            },
        },
    },
    "responses": {
        "200": {
            "description": "One line for each line sent, in order.",
            "headers": {name: HEADERS[name] for name in ("X-Request-ID", "traceparent")},
            "content": {
                NDJSON: {
                    "schema": {
                        "type": "string",
                        "contentMediaType": NDJSON,
                        "contentSchema": {
                            "oneOf": [
                                {"$ref": "#/components/schemas/ArticleAnswer"},
                                {"$ref": "#/components/schemas/LineProblemAnswer"},
                            ]
                        },
                        "description": "The content schema is that of one line.",
                    },
                    "example": LINES_OUT,
                }
            },
        },
        **problems(400, 401, 403, 405, 406, 408, 415, 422, 431, 500, 503),
    },
}
PAGE = {"200": {"description": "A page.", "content": {"text/html": {"schema": {"type": "string"}}}}}
PROBLEM_PAGE = {
    "200": {"description": "What the type means.", "content": {"text/plain": {"schema": {"type": "string"}}}},
    **problems(404),
}
TEXT_FIGURES = {
    "200": {"description": "Prometheus text.", "content": {"text/plain": {"schema": {"type": "string"}}}},
}
CONTRACT_JSON = {
    "200": {"description": "OpenAPI 3.1.", "content": {"application/json": {"schema": {"type": "object"}}}},
}
CONTRACT_YAML = {
    "200": {"description": "OpenAPI 3.1.", "content": {"application/yaml": {"schema": {"type": "object"}}}},
}
