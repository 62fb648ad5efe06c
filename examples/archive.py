"""Enrich a folder of scraped texts over one connection and print who said what in each.

The batch is streamed both ways: lines go up while answers come down, in the same order, so memory stays flat however
large the archive is. One bad text is answered in its place and spoils nothing.

Usage: python archive.py FOLDER [ADDRESS]
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

RETRIES = 5


def requests(folder: Path) -> Iterator[bytes]:
    """Yield one line of NDJSON for each text."""
    for path in sorted(folder.glob("*.txt")):
        article = {"id": path.name, "text": path.read_text(encoding="utf-8"), "include": ["metadata", "quotes"]}
        yield json.dumps(article, ensure_ascii=False).encode() + b"\n"


def answers(folder: Path, address: str) -> Iterator[dict]:
    """Yield the answers as they come; wait and try again while the service has no room."""
    for attempt in range(RETRIES):
        with httpx.stream(
            "POST",
            f"{address}/v1/enrich/batch",
            content=requests(folder),
            headers={"Content-Type": "application/x-ndjson"},
            timeout=120,
        ) as response:
            if response.status_code == httpx.codes.SERVICE_UNAVAILABLE and attempt + 1 < RETRIES:
                time.sleep(float(response.headers.get("Retry-After", 1)))
                continue
            response.raise_for_status()
            yield from map(json.loads, response.iter_lines())
            return


def main() -> None:
    """Print one line for each quote."""
    folder = Path(sys.argv[1])
    address = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8080"
    for answer in answers(folder, address):
        if "error" in answer:
            print(f"{answer['id']}: {answer['error']['title']}", file=sys.stderr)
            continue
        print(f"{answer['id']}: {answer['metadata']['title']}")
        for quote in answer["quotes"]:
            speaker = quote["speaker"] or {}
            print(f"    {speaker.get('name') or speaker.get('text') or '?'}: {quote['text']}")


if __name__ == "__main__":
    main()
