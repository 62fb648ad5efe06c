"""gunicorn's threaded worker, its own refusals written as problems instead of HTML."""

import socket
from typing import Any

import orjson
from gunicorn.http import errors as http
from gunicorn.workers.gthread import ThreadWorker

from service.api.errors import BY_STATUS, MEDIA_TYPE, Problem

TOO_LARGE = (http.LimitRequestHeaders, http.LimitRequestLine)


class ProblemWorker(ThreadWorker):  # type: ignore[misc]
    """Answers what never reaches the application: malformed requests, oversized headers, failures of the server."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:  # noqa: ARG002
        """Write the problem for an exception that gunicorn raised while reading a request."""
        status = 400 if isinstance(exc, http.ParseException) else 500
        if isinstance(exc, TOO_LARGE):
            status = 431
        if status == 500:
            self.log.error("Error handling a request: %s", type(exc).__name__)
        problem = Problem(BY_STATUS[status].name, "The request could not be read.")
        body = orjson.dumps(problem.wire(""))
        head = (
            f"HTTP/1.1 {status} {problem.kind.title}\r\nConnection: close\r\n"
            f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            client.sendall(head.encode() + body)
        except OSError:
            self.log.debug("The client went away before its error was sent.")
