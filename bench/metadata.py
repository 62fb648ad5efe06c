"""Compare the metadata of HTML pages with other extractors'.

    python -m bench.metadata GOLD.jsonl[.gz] HTML.jsonl[.gz] [--predictions OUT_OF_FOLD.jsonl]

GOLD rows hold {"id", "gold": {"title", "author", "date"}, "raw": {"blocks": text}}, HTML rows {"id", "html"}. Every
extractor is given the same HTML and nothing else, the naive patterns the text; one that is not installed is listed as
skipped. `--peers NAME,...` limits the list, `--first` the pages, `--budget` each extractor's seconds.

The rankers were trained on the developers' pages, so on those our own line is flattered. `--predictions` adds the honest
one: `python -m training.metadata.evaluate CLEANING_DIR BODY_ARTEFACT_DIR OUT_DIR` reads every page with rankers and a
labeller that have not seen its site, and writes OUT_DIR/html.jsonl.
"""

import argparse
import contextlib
import difflib
import gzip
import importlib.metadata
import json
import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

WORD = re.compile(r"\w+")
SPLIT = re.compile(r"\s*[,;&|]\s*|\s+and\s+")


@dataclass(frozen=True)
class Facts:
    """What an extractor says of a page; None is no answer."""

    title: str | None
    authors: tuple[str, ...]
    day: str | None


@dataclass(frozen=True)
class Sample:
    """A page as the extractors are given it."""

    key: str
    html: str
    text: str


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
    from newspaper import Article, Config  # noqa: PLC0415

    offline = Config()
    offline.fetch_images = False  # it would ask the network for each picture's size

    def read(html: str) -> Facts:
        found = Article("https://example.org/article", config=offline)
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
        return Facts(found.title, tuple(map(_plain, found.authors or ())), _plain(found.publish_date)[:10] or None)

    return read


def _plain(value: object) -> str:
    """Return a value as text: goose3 gives lists where a page's JSON-LD has them."""
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")


BYLINE = re.compile(r"^\s*by:?\s+([A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+){1,2})", re.IGNORECASE | re.MULTILINE)
DATES = (
    (re.compile(r"\b(\d{4}-\d\d-\d\d)\b"), "%Y-%m-%d"),
    (re.compile(r"\b([A-Z][a-z]{2,8} \d{1,2}, \d{4})\b"), "%B %d, %Y"),
    (re.compile(r"\b([A-Z][a-z]{2} \d{1,2}, \d{4})\b"), "%b %d, %Y"),
    (re.compile(r"\b(\d{1,2} [A-Z][a-z]{2,8} \d{4})\b"), "%d %B %Y"),
)


def naive(text: str) -> Facts:
    """Return what a few patterns find in the page's text: its first long line, "By ...", its first date."""
    title = next((line.strip() for line in text.split("\n") if len(line.split()) >= 5), None)
    byline = BYLINE.search(text)
    return Facts(title, (byline[1],) if byline else (), _first_date(text))


def _first_date(text: str) -> str | None:
    for pattern, form in DATES:
        for match in pattern.finditer(text):
            with contextlib.suppress(ValueError):
                return datetime.strptime(match[1], form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    return None


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


def line(name: str, read: Callable[[Sample], Facts], gold: dict[str, dict], pages: list[Sample], budget: float) -> str:
    """Return one row of the table: share of right answers, and of wrong ones where the gold has none."""
    right = dict.fromkeys(("title", "fuzzy", "authors", "date"), 0)
    asked, false, free, failed, done = dict.fromkeys(right, 0), 0, 0, 0, 0
    start = time.perf_counter()
    for page in pages:
        if time.perf_counter() - start > budget:
            break
        want, done = gold[page.key]["gold"], done + 1
        try:
            found = read(page)
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
    spent = 1000 * (time.perf_counter() - start) / max(1, done)
    shares = "  ".join(f"{right[one] / max(1, asked[one]):7.3f}" for one in right)
    return f"{name:28} {shares}  {false / max(1, free):9.3f}  {failed:6}  {spent:8.1f}  {done:5}"


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
    parser.add_argument(
        "--predictions", type=Path, help="out-of-fold answers, as training.metadata.evaluate writes them"
    )
    parser.add_argument("--first", type=int, help="pages at most")
    parser.add_argument("--budget", type=float, default=180, metavar="SECONDS", help="of each extractor")
    args = parser.parse_args()
    gold, html = rows(args.gold), rows(args.html)
    pages = [Sample(key, row["html"], gold[key]["raw"]["blocks"]) for key, row in html.items()][: args.first]
    print(f"{len(pages)} pages\n{'':28}   title    fuzzy  authors     date  no date:+  failed   ms/page  pages")
    if args.predictions:
        known = rows(args.predictions)
        print(line("ours, out of fold", lambda page: answered(known[page.key]), gold, pages, args.budget), flush=True)
    for name in args.peers.split(","):
        try:
            read = PEERS[name]()
        except ImportError as reason:
            print(f"{name:28} skipped: {reason}")
            continue
        print(
            line(f"{name} {_version(name)}", lambda page, read=read: read(page.html), gold, pages, args.budget),
            flush=True,
        )
    print(line("naive patterns over the text", lambda page: naive(page.text), gold, pages, args.budget), flush=True)


def answered(row: dict) -> Facts:
    """Return what a row of predictions says."""
    said = row["metadata"]
    return Facts(said["title"], tuple(said["authors"]), said["published"])


if __name__ == "__main__":
    main()
