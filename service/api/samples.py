"""The five seeds as samples for the playground and the documentation, where the service runs from its repository."""

import re
from pathlib import Path

from flask import Blueprint, Response, jsonify

from service.api.errors import Problem

FOLDER = Path(__file__).resolve().parents[2] / "seeds"
NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
TITLE_WORDS = 7
"""Menu entries, dates and section lines are shorter, headlines are not; a caption may pass, which does no harm."""

samples = Blueprint("samples", __name__)


@samples.get("/samples")
def listed() -> Response:
    """Return [{"name", "title", "file"}] in the order of the names; empty where the seeds were not shipped."""
    return jsonify(
        [
            {"name": path.stem, "title": _title(path.read_text(encoding="utf-8")), "file": f"seeds/{path.name}"}
            for path in sorted(FOLDER.glob("*.txt"))
        ]
    )


@samples.get("/samples/<name>")
def raw(name: str) -> Response:
    """Return the raw text of one sample, byte for byte. Raises Problem (404) where there is none of that name."""
    path = FOLDER / f"{name}.txt"
    if not NAME.fullmatch(name) or not path.is_file():
        raise Problem("not-found", "There is no such sample.")
    return Response(path.read_bytes(), content_type="text/plain; charset=utf-8")


def _title(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if len(WORD.findall(line)) >= TITLE_WORDS), lines[0] if lines else "")
