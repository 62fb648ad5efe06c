"""What can go wrong over HTTP, as one table: RFC 9457 problems, never a trace, never the article's text."""

from dataclasses import dataclass, field
from http import HTTPStatus

import orjson
import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.http import HTTP_STATUS_CODES

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: its name under /problems/, its status, and what it means for the caller."""

    name: str
    status: int
    title: str
    remedy: str

    @property
    def path(self) -> str:
        """The problem's stable `type`."""
        return f"/problems/{self.name}"


TYPES = {
    one.name: one
    for one in (
        ProblemType("bad-request", 400, "The request is malformed", "Send a request that HTTP allows."),
        ProblemType("malformed-json", 400, "The body is not JSON", "Send one JSON object, not nested deeply."),
        ProblemType("undecodable-text", 400, "The body is not in its charset", "Declare the charset that was used."),
        ProblemType("corrupt-encoding", 400, "The compressed body is damaged", "Send the whole compressed body."),
        ProblemType("unauthorized", 401, "An API key is needed", "Send Authorization: Bearer KEY."),
        ProblemType("forbidden", 403, "The API key is not known", "Ask the operator for a key."),
        ProblemType("not-found", 404, "There is nothing here", "See /docs for what there is."),
        ProblemType("method-not-allowed", 405, "The method is not allowed here", "Use a method named in Allow."),
        ProblemType("not-acceptable", 406, "No representation is acceptable", "Accept a listed media type."),
        ProblemType("request-timeout", 408, "The request took too long to arrive", "Send it again, faster."),
        ProblemType("too-large", 413, "The article is too large", "Send a smaller article, or ask the operator."),
        ProblemType("unsupported-media-type", 415, "The body's type is not supported", "See /docs for the types."),
        ProblemType("invalid-request", 422, "The request is not valid", "Mend what `errors` points at."),
        ProblemType("headers-too-large", 431, "The request's headers are too large", "Send fewer or shorter ones."),
        ProblemType("internal", 500, "The service failed", "Report the `instance` to the operator."),
        ProblemType("overloaded", 503, "More work than the queue holds", "Wait as Retry-After says, then try again."),
        ProblemType("deadline", 503, "The request waited too long", "Wait as Retry-After says, then try again."),
        ProblemType("not-ready", 503, "The models are not loaded yet", "Wait a few seconds, then try again."),
    )
}
BY_STATUS = {one.status: one for one in reversed(TYPES.values())}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is wrong: a JSON pointer or the name of a query option, and what is wrong with it."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None

    def wire(self) -> dict[str, str]:
        """Return the part as the contract writes it."""
        place = {"pointer": self.pointer} if self.pointer is not None else {"parameter": self.parameter}
        return {key: value for key, value in place.items() if value is not None} | {"detail": self.detail}


@dataclass
class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem
    """A request that is answered with a problem. `name` is a key of TYPES."""

    name: str
    detail: str
    parts: tuple[Part, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> ProblemType:
        """The problem's type."""
        return TYPES[self.name]

    def wire(self, instance: str) -> dict[str, object]:
        """Return the members of the problem document."""
        members: dict[str, object] = {
            "type": self.kind.path,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "instance": instance,
        }
        return members | ({"errors": [part.wire() for part in self.parts]} if self.parts else {})


def response(problem: Problem) -> Response:
    """Return the problem as an HTTP response."""
    g.problem = problem.name
    answer = Response(orjson.dumps(problem.wire(g.get("request_id", ""))), problem.kind.status, mimetype=MEDIA_TYPE)
    answer.headers.update(problem.headers)
    return answer


def register(app: Flask) -> None:
    """Let every error of the application be answered as a problem."""

    @app.errorhandler(Problem)
    def _known(problem: Problem) -> Response:
        return response(problem)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        return response(from_http(error))

    @app.errorhandler(Exception)
    def _bug(error: Exception) -> Response:
        # The class of the error and where it was raised; its message may quote the article.
        structlog.get_logger().error(
            "bug", request_id=g.get("request_id"), error=type(error).__name__, at=_place(error)
        )
        return response(Problem("internal", "The service failed on this request; quote the instance to its operator."))


def from_http(error: HTTPException) -> Problem:
    """Return the problem for an error that Flask or Werkzeug raised."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    kind = BY_STATUS.get(status) or BY_STATUS[400 if 400 <= status < 500 else 500]
    headers = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    detail = f"{request.method} {request.path}: {HTTP_STATUS_CODES.get(status, 'error')}."[:200]
    return Problem(kind.name, detail, headers=headers)


def _place(error: Exception) -> list[str]:
    frames, trace = [], error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames[-6:]
