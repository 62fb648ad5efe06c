"""Compare the metadata of HTML pages with other extractors'.

    python bench/metadata.py GOLD.jsonl[.gz] HTML.jsonl[.gz]

GOLD rows hold {"id", "gold": {"title", "author", "date"}}, HTML rows {"id", "html"}. Every extractor is given the same
HTML and nothing else; one that is not installed is listed as skipped. `--peers NAME,...` limits the list. The rankers
were trained on the developers' pages, so on those our line is flattered: fold scores are in the artefact's CARD.md.
"""

import argparse
import difflib
import gzip
import importlib.metadata
import json
import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORD = re.compile(r"\w+")
SPLIT = re.compile(r"\s*[,;&|]\s*|\s+and\s+")


@dataclass(frozen=True)
class Facts:
    """What an extractor says of a page; None is no answer."""

    title: str | None
    authors: tuple[str, ...]
    day: str | None


def ours() -> Callable[[str], Facts]:
    """Return this service's metadata stage, with the body stage before it."""
    from service.enrichment import body, metadata, models  # noqa: PLC0415 - a peer's run needs none of it
    from service.enrichment.types import Source, SourceKind  # noqa: PLC0415

    labeller = body.load(models.newest("body"))

    def read(html: str) -> Facts:
        page = body.read(Source(html, SourceKind.HTML), labeller)
        found = metadata.extract(page, body.extract(page))
        return Facts(found.title, found.authors, found.published)

    return read


def trafilatura() -> Callable[[str], Facts]:
    """Return trafilatura's metadata, its dates included."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    def read(html: str) -> Facts:
        found = extract_metadata(html)
        return (
            Facts(found.title, tuple((found.author or "").split("; ")), found.date) if found else Facts(None, (), None)
        )

    return read


def htmldate() -> Callable[[str], Facts]:
    """Return htmldate's date of first publication."""
    from htmldate import find_date  # noqa: PLC0415

    return lambda html: Facts(None, (), find_date(html, original_date=True))


def newspaper() -> Callable[[str], Facts]:
    """Return newspaper4k's article."""
    from newspaper import Article  # noqa: PLC0415

    def read(html: str) -> Facts:
        found = Article("https://example.org/article")
        found.download(input_html=html)
        found.parse()
        return Facts(found.title, tuple(found.authors), str(found.publish_date or "")[:10] or None)

    return read


def goose() -> Callable[[str], Facts]:
    """Return goose3's article."""
    from goose3 import Goose  # noqa: PLC0415

    reader = Goose()

    def read(html: str) -> Facts:
        found = reader.extract(raw_html=html)
        return Facts(found.title, tuple(found.authors or ()), str(found.publish_date or "")[:10] or None)

    return read


PEERS = {
    "article-enrichment": ours,
    "trafilatura": trafilatura,
    "htmldate": htmldate,
    "newspaper4k": newspaper,
    "goose3": goose,
}


def norm(text: str | None) -> str:
    """Return lower-cased words without accents and quote marks."""
    plain = unicodedata.normalize("NFKD", text or "")
    return " ".join(
        WORD.findall(re.sub(r"['’`]", "", "".join(c for c in plain if not unicodedata.combining(c))).casefold())
    )


def people(names: tuple[str, ...] | list[str]) -> set[str]:
    """Return the normalised names of a list whose members may hold several."""
    return {
        norm(re.sub(r"^\s*by\s+", "", part, flags=re.IGNORECASE)) for name in names for part in SPLIT.split(name)
    } - {""}


def rows(path: Path) -> dict[str, dict]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def line(name: str, read: Callable[[str], Facts], gold: dict[str, dict], html: dict[str, dict]) -> str:
    """Return one row of the table: share of right answers, and of wrong ones where the gold has none."""
    right = dict.fromkeys(("title", "fuzzy", "authors", "date"), 0)
    asked, false, free, failed = dict.fromkeys(right, 0), 0, 0, 0
    start = time.perf_counter()
    for key in html:
        want = gold[key]["gold"]
        try:
            found = read(html[key]["html"])
        except Exception:  # noqa: BLE001 - a peer's failure is an empty answer, and is counted
            found, failed = Facts(None, (), None), failed + 1
        title, own = norm(want.get("title")), norm(found.title)
        who, day = people([want.get("author") or ""]), (want.get("date") or "")[:10]
        asked["title"] += bool(title)
        right["title"] += bool(title) and title == own
        right["fuzzy"] += bool(title) and difflib.SequenceMatcher(None, title, own, autojunk=False).ratio() >= 0.9
        asked["authors"] += bool(who)
        right["authors"] += bool(who) and who == people(found.authors)
        asked["date"] += len(day) == 10
        right["date"] += len(day) == 10 and day == (found.day or "")[:10]
        free += not day
        false += not day and bool(found.day)
    asked["fuzzy"] = asked["title"]
    spent = 1000 * (time.perf_counter() - start) / max(1, len(html))
    shares = "  ".join(f"{right[one] / max(1, asked[one]):7.3f}" for one in right)
    return f"{name:28} {shares}  {false / max(1, free):9.3f}  {failed:6}  {spent:8.1f}"


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "(checkout)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("html", type=Path)
    parser.add_argument("--peers", default=",".join(PEERS))
    args = parser.parse_args()
    gold, html = rows(args.gold), rows(args.html)
    print(f"{len(html)} pages\n{'':28}   title    fuzzy  authors     date  no date:+  failed  ms/page")
    for name in args.peers.split(","):
        try:
            read = PEERS[name]()
        except ImportError as reason:
            print(f"{name:28} skipped: {reason}")
            continue
        print(line(f"{name} {_version(name)}", read, gold, html), flush=True)


if __name__ == "__main__":
    main()
