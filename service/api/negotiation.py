"""What a client can read, from the headers that say so (RFC 9110, 12.5)."""

from collections.abc import Sequence

from flask import Flask, request
from werkzeug.datastructures import Accept, MIMEAccept
from werkzeug.http import parse_accept_header


def register(app: Flask) -> None:
    """Have the application see no content coding that the client refuses.

    Flask-Compress takes every coding that is named for one that may be sent, those of quality nought too.
    """
    app.before_request(_forget_refused_codings)


def media_type(accept: MIMEAccept, offered: Sequence[str]) -> str | None:
    """Return the offered type that the client likes best, None where it can read none of them.

    Parameters but `q` are ignored: JSON has none (RFC 8259, 11), and clients send `application/json; charset=utf-8`.
    """
    if not accept:
        return offered[0]
    bare = MIMEAccept([(value.split(";")[0].strip(), quality) for value, quality in accept])
    best: str | None = bare.best_match(offered)
    return best


def codings(header: str) -> str:
    """Return the header Accept-Encoding without the codings of quality nought."""
    wanted = parse_accept_header(header, Accept)
    return ", ".join(f"{coding};q={quality:g}" for coding, quality in wanted if quality > 0)


def _forget_refused_codings() -> None:
    header = request.headers.get("Accept-Encoding", "")
    if "q=0" in header.replace(" ", ""):
        request.environ["HTTP_ACCEPT_ENCODING"] = codings(header)
