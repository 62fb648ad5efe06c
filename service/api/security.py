"""Who may call, and what a browser may do with an answer."""

import hmac

from flask import Flask, Response, g, request

from service.api.errors import Problem

# OWASP Secure Headers; no script, style or frame but our own files.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def register(app: Flask, keys: tuple[str, ...]) -> None:
    """Ask for one of the keys under /v1/ where there are any, and send the security headers."""
    known = tuple(key.encode() for key in keys)

    @app.before_request
    def _authorise() -> None:
        if not known or not request.path.startswith("/v1/"):
            return
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip():
            raise Problem("unauthorized", "Send Authorization: Bearer KEY.", headers={"WWW-Authenticate": "Bearer"})
        sent = key.strip().encode("utf-8", "replace")
        # Every key is compared, each in constant time, so that the time says nothing about which one is near.
        same = [hmac.compare_digest(sent, one) for one in known]
        if True not in same:
            raise Problem("forbidden", "The API key is not known.")
        g.key = same.index(True) + 1

    @app.after_request
    def _headers(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer
