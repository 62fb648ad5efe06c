"""Hold the body against other extractors on the same pages, and show what layouts of text cost.

    python -m bench.body CLEANING_DIR ARTEFACT_DIR [--quotes FILE] [--seeds DIR] [--news DIR] [--blogs DIR] [--limit N] [--seconds S]

CLEANING_DIR holds wcxb-dev.jsonl.gz and wcxb-dev-html.jsonl.gz; FILE clean news articles ({"text"} a line); DIR the raw
seeds, NAME.txt; the news and the blogs DIR what `training/body/news.py` makes. Ours is judged out of fold: each page by the trio of
networks that has not seen its site; the chooser for HTML has seen these pages (`training/body/chooser.py` prints its figure
on pages it has not seen).
Peers over text get each line as a paragraph. Each peer runs in a process of its own; a page that takes longer than S
seconds counts as an empty answer. A peer that is not installed is named and skipped.
"""

import argparse
import html
import importlib
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import mean, median, stdev
from types import ModuleType

from service.enrichment import body
from service.enrichment.body.extraction import REASONS
from service.enrichment.types import KEPT, Role, Source, SourceKind
from training.body.alignment import tokens
from training.body.evaluate import out_of_fold
from training.body.layouts import DUMPS, LAYOUTS, text_nodes
from training.body.pages import VIEWS, TrainingPage, load, read_rows, site_of_row
from training.body.prepare import FOLDS, fold_of

Extract = Callable[[str], str]
PEER_PAGES = 200
LAYOUT_PAGES = 5
ROUNDS = 20


# ---- other extractors -----------------------------------------------------------------
def _identity(page: str) -> str:
    return page


def _justext(module: ModuleType) -> Extract:
    stop = module.get_stoplist("English")
    return lambda page: "\n".join(p.text for p in module.justext(page, stop) if not p.is_boilerplate)


def _trafilatura(module: ModuleType) -> Extract:
    return lambda page: module.extract(page, include_comments=False) or ""


def _boilerpy(module: ModuleType) -> Extract:
    return module.ArticleExtractor(raise_on_failure=False).get_content


def _readability(module: ModuleType) -> Extract:
    from lxml.html import fromstring  # noqa: PLC0415 - only where the peer is installed

    return lambda page: "\n".join(fromstring(module.Document(page).summary()).itertext())


def _newspaper(module: ModuleType) -> Extract:
    def extract(page: str) -> str:
        article = module.Article(url="http://localhost/", fetch_images=False)
        article.download(input_html=page)
        article.parse()
        return article.text

    return extract


def _resiliparse(module: ModuleType) -> Extract:
    return lambda page: module.extract_plain_text(page, main_content=True)


PEERS: dict[str, tuple[str, Callable[[ModuleType], Extract]]] = {
    "jusText": ("justext", _justext),
    "boilerpy3": ("boilerpy3.extractors", _boilerpy),
    "trafilatura": ("trafilatura", _trafilatura),
    "readability-lxml": ("readability", _readability),
    "newspaper4k": ("newspaper", _newspaper),
    "resiliparse": ("resiliparse.extract.html2text", _resiliparse),
}
OVER_TEXT = ("jusText", "boilerpy3", "trafilatura")
OVER_HTML = ("trafilatura", "readability-lxml", "newspaper4k", "resiliparse")


def _answer(name: str, pipe: Connection) -> None:
    """Answer each page that comes in with the peer's text, or with None where the peer fails."""
    module, make = PEERS[name]
    extract = make(importlib.import_module(module))
    pipe.send("")
    while True:
        page = pipe.recv()
        try:
            pipe.send(extract(page))
        except Exception:  # noqa: BLE001 - whatever a peer raises, it has no answer
            pipe.send(None)


@dataclass
class Peer:
    """Another extractor in a process of its own, which is replaced when a page takes it too long."""

    name: str
    seconds: float
    failed: int = 0
    late: int = 0

    def __post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(self.name, theirs), daemon=True)
        self._process.start()
        theirs.close()
        if self._pipe.poll(60):
            self._pipe.recv()

    def __call__(self, page: str) -> str:
        """Return the peer's text of a page, empty where it fails or is late."""
        self._pipe.send(page)
        if not self._pipe.poll(self.seconds):
            self.late += 1
            self.stop()
            self._start()
            return ""
        text = self._pipe.recv()
        self.failed += text is None
        return text or ""

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def installed(names: Sequence[str]) -> list[str]:
    """Return the peers that are installed; name the others."""
    found = []
    for name in names:
        try:
            importlib.import_module(PEERS[name][0])
            found.append(name)
        except ImportError as error:
            print(f"skipped: {name} ({error})")
    return found


def as_markup(text: str) -> str:
    """Return a text as mark-up, a paragraph for each line."""
    return "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")) + "</body></html>"


def word_f1(found: str, gold: str) -> float:
    """Return the F1 of two bags of lower-cased words."""
    ours, theirs = Counter(tokens(found)), Counter(tokens(gold))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


@dataclass(frozen=True)
class Page:
    """A page as it is given to the extractors: its site's fold, its inputs, its gold body."""

    url: str
    site: str
    raw: dict[str, str]
    html: str | None
    gold: str


def pages_of(directory: Path) -> list[Page]:
    """Return the pages of a directory in the formats of the cleaning data."""
    markup = {row["id"]: row["html"] for row in read_rows(directory / "wcxb-dev-html.jsonl.gz")}
    rows = read_rows(directory / "wcxb-dev.jsonl.gz")
    return [Page(row["url"], site_of_row(row), row["raw"], markup.get(row["id"]), row["gold"]["body"]) for row in rows]


@dataclass(frozen=True)
class OutOfFold:
    """Ours, each page judged by the networks that have not seen its site."""

    labellers: tuple[body.Labeller, ...]

    def __call__(self, site: str, text: str, kind: SourceKind = SourceKind.TEXT, url: str | None = None) -> str:
        """Return the body of a page of that site."""
        return body.extract(body.read(Source(text, kind, url), self.labellers[fold_of(site)])).text


def show_peers(pages: list[Page], ours: OutOfFold, seconds: float) -> None:
    """Print the word F1 of every extractor over every rendering and over HTML."""
    print(f"\nword F1, mean and median of the first {len(pages)} pages, per page at most {seconds:.0f} s")
    for view in (*VIEWS, "html"):
        there = [page for page in pages if view != "html" or page.html]
        names = installed(OVER_HTML if view == "html" else OVER_TEXT)
        _row(view, "identity" if view != "html" else None, there, lambda page, v=view: page.raw.get(v, ""))
        for name in names:
            peer = Peer(name, seconds)
            made = (lambda page: page.html) if view == "html" else (lambda page, v=view: as_markup(page.raw[v]))
            _row(view, name, there, lambda page, peer=peer, made=made: peer(made(page)))
            if peer.failed or peer.late:
                print(f"{'':<12} {'':<18} no answer on {peer.failed} pages, late on {peer.late}")
            peer.stop()
        kind = SourceKind.HTML if view == "html" else SourceKind.TEXT
        given = (lambda page: page.html) if view == "html" else (lambda page, v=view: page.raw[v])
        _row(
            view,
            "ours, out of fold",
            there,
            lambda page, k=kind, g=given: ours(page.site, g(page), k, page.url),
        )


def _row(view: str, name: str | None, pages: list[Page], extract: Callable[[Page], str]) -> None:
    if name is not None:
        begun = time.perf_counter()
        scores = [word_f1(extract(page), page.gold) for page in pages]
        spent = (time.perf_counter() - begun) / len(pages) * 1000
        print(f"{view:<12} {name:<18} {mean(scores):.3f}  {median(scores):.3f}  {spent:6.1f} ms a page", flush=True)


# ---- ours -----------------------------------------------------------------------------
def show_ours(pages: list[Page], ours: OutOfFold) -> None:
    """Print the word F1 of ours over all pages of each rendering."""
    print("\nours, out of fold, all pages: mean, spread, median, pages")
    for view in VIEWS:
        scores = [word_f1(ours(page.site, page.raw[view]), page.gold) for page in pages if page.raw[view]]
        print(f"{view:<12} {mean(scores):.3f}  {stdev(scores):.3f}  {median(scores):.3f}  {len(scores)}", flush=True)


def show_read(directory: Path, ours: OutOfFold) -> None:
    """Print the word F1 of ours over pages labelled by reading, HTML too, and how often the reasons of rightly removed lines are right."""
    pages = pages_of(directory)
    print(f"\npages of {directory.name}, out of fold: mean, spread, median, pages")
    for view in (*VIEWS, "html"):
        kind = SourceKind.HTML if view == "html" else SourceKind.TEXT
        given = [(page, page.html if view == "html" else page.raw[view]) for page in pages]
        scores = [word_f1(ours(page.site, text, kind, page.url), page.gold) for page, text in given if text]
        print(f"{view:<12} {mean(scores):.3f}  {stdev(scores):.3f}  {median(scores):.3f}  {len(scores)}", flush=True)
    told = {row["id"]: row["roles"] for row in read_rows(directory / "roles-dev.jsonl")}
    right = lines = 0
    for row in read_rows(directory / "wcxb-dev.jsonl.gz"):
        text, labeller = row["raw"]["blocks"], ours.labellers[fold_of(site_of_row(row))]
        roles = [Role(role) for first, last, role in told[row["id"]] for _ in range(first, last + 1)]
        said = {text.count("\n", 0, line.span.start): line.role for line in body.read(Source(text), labeller).lines}
        for number, role in said.items():
            if role not in KEPT and roles[number] not in KEPT:
                lines += 1
                right += role is Role.DUPLICATE or REASONS[role] is REASONS[roles[number]]
    print(f"reasons right {right / lines:.3f} of {lines} rightly removed lines")


def show_layouts(pages: list[TrainingPage], ours: OutOfFold) -> None:
    """Print the word F1 of each layout of the same pages, and what it costs against the first."""
    print(f"\nlayouts of the rendering `blocks`, {len(pages)} pages: word F1, cost")
    first = 0.0
    for name, layout in LAYOUTS.items():
        score = mean(word_f1(ours(page.site, layout(page.views["blocks"])), page.gold) for page in pages)
        first = first or score
        print(f"{name:<22} {score:.3f}  {first - score:+.3f}", flush=True)


def show_dumps(pages: list[Page], ours: OutOfFold) -> None:
    """Print the word F1 of ours over the text nodes of the pages' mark-up."""
    marked_up = [(page, text_nodes(page.html)) for page in pages if page.html]
    print(f"\ntext nodes of the mark-up, {len(marked_up)} pages: word F1")
    for name, dump in DUMPS.items():
        score = mean(word_f1(ours(page.site, dump(nodes)), page.gold) for page, nodes in marked_up)
        print(f"{name:<28} {score:.3f}", flush=True)


def show_clean(path: Path, labeller: body.Labeller) -> None:
    """Print how many words of clean articles are kept, of the sixth that training leaves out."""
    shares, lost = [], Counter()
    for i, row in enumerate(read_rows(path)):
        if i % (FOLDS + 1) == FOLDS:
            page = body.read(Source(str(row["text"])), labeller)
            words = [len(tokens(line.text)) for line in page.lines]
            gone = Counter()
            for line, size in zip(page.lines, words, strict=True):
                if line.role not in {Role.BODY, Role.HEADING}:
                    gone[str(line.role)] += size
            lost += gone
            shares.append(1 - gone.total() / max(1, sum(words)))
    print(
        f"\nclean articles, {len(shares)} that training left out: word recall {mean(shares):.4f}, median {median(shares):.4f}"
    )
    print("words removed as:", ", ".join(f"{role} {count}" for role, count in lost.most_common(6)))


def show_speed(seeds: dict[str, str], labeller: body.Labeller) -> None:
    """Print how many seeds one core reads in a second."""
    best = 0.0
    for _ in range(ROUNDS):
        begun = time.process_time()
        for text in seeds.values():
            body.extract(body.read(Source(text), labeller))
        best = max(best, len(seeds) / (time.process_time() - begun))
    print(f"\nspeed: {best:.0f} seeds a second of one core (best of {ROUNDS} rounds)")


def show_fingerprints(seeds: dict[str, str], pages: list[Page], labeller: body.Labeller) -> None:
    """Print in how many of 64 bits fingerprints differ: any two seeds, and unrelated pages."""
    prints = {name: body.extract(body.read(Source(text), labeller)).fingerprint for name, text in seeds.items()}
    near = sorted((_bits(prints[a], prints[b]), a[:3], b[:3]) for a, b in combinations(sorted(prints), 2))
    print("\nfingerprints, bits that differ: " + ", ".join(f"seeds {a}/{b} {bits}" for bits, a, b in near[:3]))
    others = [body.extract(body.read(Source(page.raw["blocks"]), labeller)).fingerprint for page in pages]
    far = [_bits(a, b) for a, b in combinations([one for one in others if int(one, 16)], 2)]
    print(
        f"unrelated pages, {len(far)} pairs: mean {mean(far):.1f}, least {min(far)}, below 17 {mean(b < 17 for b in far):.5f}"
    )


def _bits(left: str, right: str) -> int:
    return (int(left, 16) ^ int(right, 16)).bit_count()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cleaning", type=Path)
    parser.add_argument("artefact", type=Path)
    parser.add_argument("--quotes", type=Path, help="clean news articles")
    parser.add_argument("--seeds", type=Path, help="directory of raw seeds")
    parser.add_argument("--news", type=Path, help="news pages in the formats of the cleaning data")
    parser.add_argument("--blogs", type=Path, help="more blogs and guides, in the same formats")
    parser.add_argument("--limit", type=int, default=PEER_PAGES, help="pages for the peers")
    parser.add_argument("--seconds", type=float, default=10, help="longest time of a peer for a page")
    args = parser.parse_args()
    whole = body.load(args.artefact)
    ours = OutOfFold(tuple(out_of_fold(whole, fold) for fold in range(FOLDS)))
    pages = pages_of(args.cleaning)
    if args.seeds:
        seeds = {path.stem: path.read_text(encoding="utf-8") for path in sorted(args.seeds.glob("*.txt"))}
        show_speed(seeds, whole)
        show_fingerprints(seeds, pages[: args.limit], whole)
    if args.quotes:
        show_clean(args.quotes, whole)
    show_ours(pages, ours)
    for directory in (args.news, args.blogs):
        if directory:
            show_read(directory, ours)
    show_layouts(load(args.cleaning)[::LAYOUT_PAGES], ours)
    for directory in (args.news, args.blogs):
        if directory:
            show_layouts(load(directory), ours)
    for directory in (args.cleaning, args.news, args.blogs):
        if directory:
            show_dumps(pages_of(directory), ours)
    show_peers(pages[: args.limit], ours, args.seconds)


if __name__ == "__main__":
    sys.exit(main())
