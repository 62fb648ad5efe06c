"""Hold the body against other extractors on the same pages.

    python -m bench.body CLEANING_DIR ARTEFACT_DIR [--limit N]

CLEANING_DIR holds wcxb-dev.jsonl.gz and wcxb-dev-html.jsonl.gz. Ours is judged out of fold: each page by the network that
has not seen its site. Peers over text get each line as a paragraph. A peer that is not installed is named and skipped.
"""

import argparse
import html
import importlib
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from types import ModuleType

from service.enrichment import body
from service.enrichment.types import Source, SourceKind
from training.body.alignment import tokens
from training.body.pages import VIEWS, read_rows, site_of
from training.body.prepare import fold_of

Extract = Callable[[str], str]


@dataclass(frozen=True)
class Peer:
    """Another extractor: its name, its module, and what makes the function that reads mark-up."""

    name: str
    module: str
    make: Callable[[ModuleType], Extract]


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
        article = module.Article(url="")
        article.download(input_html=page)
        article.parse()
        return article.text

    return extract


def _resiliparse(module: ModuleType) -> Extract:
    return lambda page: module.extract_plain_text(page, main_content=True)


OVER_TEXT = (
    Peer("jusText", "justext", _justext),
    Peer("boilerpy3", "boilerpy3.extractors", _boilerpy),
    Peer("trafilatura", "trafilatura", _trafilatura),
)
OVER_HTML = (
    Peer("trafilatura", "trafilatura", _trafilatura),
    Peer("readability-lxml", "readability", _readability),
    Peer("newspaper4k", "newspaper", _newspaper),
    Peer("resiliparse", "resiliparse.extract.html2text", _resiliparse),
)


def installed(peers: tuple[Peer, ...]) -> dict[str, Extract]:
    """Return the extractors of the peers that are installed; name the others on standard error."""
    found = {}
    for peer in peers:
        try:
            found[peer.name] = peer.make(importlib.import_module(peer.module))
        except ImportError:
            print(f"skipped: {peer.name} is not installed", file=sys.stderr)
    return found


def as_markup(text: str) -> str:
    """Return a text as mark-up, a paragraph for each line."""
    return "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")) + "</body></html>"


def word_f1(found: str, gold: str) -> float:
    """Return the F1 of two bags of lower-cased words."""
    ours, theirs = Counter(tokens(found)), Counter(tokens(gold))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cleaning", type=Path)
    parser.add_argument("artefact", type=Path)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    whole = body.load(args.artefact)
    unseen = [body.Labeller(whole.cues, (network,), whole.chooser) for network in whole.networks]
    rows = read_rows(args.cleaning / "wcxb-dev.jsonl.gz")[: args.limit]
    markup = {row["id"]: row["html"] for row in read_rows(args.cleaning / "wcxb-dev-html.jsonl.gz")}

    def ours(row: dict, text: str, kind: SourceKind) -> str:
        return body.extract(body.read(Source(text, kind, row["url"]), unseen[fold_of(site_of(row["url"]))])).text

    print(f"word F1, mean of pages ({len(rows)} with text, {sum(row['id'] in markup for row in rows)} with HTML)")
    peers = installed(OVER_TEXT)
    for view in VIEWS:
        scores = {"identity": [], **{name: [] for name in peers}, "ours": []}
        for row in rows:
            text, gold = row["raw"][view], row["gold"]["body"]
            scores["identity"].append(word_f1(text, gold))
            scores["ours"].append(word_f1(ours(row, text, SourceKind.TEXT), gold))
            for name, extract in peers.items():
                scores[name].append(word_f1(extract(as_markup(text)), gold))
        print(f"{view:<12}", *(f"{name} {mean(values):.3f}" for name, values in scores.items()), sep="  ")
    peers = installed(OVER_HTML)
    scores = {**{name: [] for name in peers}, "ours": []}
    for row in rows:
        if page := markup.get(row["id"]):
            gold = row["gold"]["body"]
            scores["ours"].append(word_f1(ours(row, page, SourceKind.HTML), gold))
            for name, extract in peers.items():
                scores[name].append(word_f1(extract(page), gold))
    print(f"{'html':<12}", *(f"{name} {mean(values):.3f}" for name, values in scores.items()), sep="  ")


if __name__ == "__main__":
    main()
