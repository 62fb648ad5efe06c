"""Render labelled pages, fixtures of published packages, in the formats of the cleaning data.

    python -m training.body.news FIXTURES_DIR NEWS_DIR
    python -m training.body.news FIXTURES_DIR BLOGS_DIR --labels training/body/blog-pages.jsonl

FIXTURES_DIR holds one folder for each package of the labels, PACKAGE-VERSION, with what its archive holds below its
one top folder. The labels are line numbers and offsets; the text comes from the packages. The other directory gets
wcxb-dev.jsonl.gz, wcxb-dev-html.jsonl.gz and roles-dev.jsonl. The gold body of a page is its lines labelled body or
heading. Needs inscriptis and html2text.
"""

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import html2text
import inscriptis
from lxml import html

from service.enrichment.body.markup import BLOCKS

PAGES = Path(__file__).with_name("news-pages.jsonl")
KEPT = ("body", "heading")
UNSEEN = ("script", "style", "noscript", "svg", "iframe", "template")
OWN_LINE = BLOCKS - {"caption", "textarea"} | {"canvas", "label", "title"}
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
RENAMED = re.compile(r"(?P<before><meta\b(?![^>]*\bcontent=)[^>]*?\s)value=", re.IGNORECASE)
MANY_BREAKS = re.compile(r"\n{3,}")
ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+/")


def decoded(content: bytes) -> str:
    """Return the mark-up of a file, UTF-8 or else Windows-1252, its <meta> elements as sites write them.

    One of the packages stores what they state as `value`, where every site has `content`.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return RENAMED.sub(r"\g<before>content=", DECLARATION.sub("", text))


def views(markup: str) -> dict[str, str]:
    """Return a page's three renderings, made as those of the cleaning data were."""
    page = html.document_fromstring(markup)
    for element in list(page.iter(*UNSEEN)):
        element.drop_tree()
    for node in list(page.iter()):
        if not isinstance(node.tag, str) and node.getparent() is not None:
            node.drop_tree()
    seen = html.tostring(page, encoding="unicode")
    marked = html2text.HTML2Text(bodywidth=0)
    marked.ignore_links = marked.ignore_images = marked.ignore_emphasis = True
    return {
        "inscriptis": inscriptis.get_text(seen),
        "blocks": "\n".join(_blocks(page)),
        "html2text": MANY_BREAKS.sub("\n\n", marked.handle(seen)).strip(),
    }


def _blocks(page: html.HtmlElement) -> Iterator[str]:
    """Yield a line for each run of text that no block element begins or ends in."""
    body = page.find("body")
    run: list[str] = []
    for piece in _pieces(page if body is None else body):
        if piece is not None:
            run.append(piece)
        elif line := " ".join("".join(run).split()):
            yield line
            run = []
        else:
            run = []


def _pieces(root: html.HtmlElement) -> Iterator[str | None]:
    """Yield the texts below an element in order, None where a block element begins or ends."""
    stack: list[html.HtmlElement | str | None] = [root]
    while stack:
        item = stack.pop()
        if item is None or isinstance(item, str):
            yield item
            continue
        edge = [None] if item.tag in OWN_LINE else []
        inner = [item.text or "", *(part for child in item for part in (child, child.tail or ""))]
        stack.extend(reversed([*edge, *inner, *edge]))


def rendered(label: dict, content: bytes) -> tuple[dict, dict, dict]:
    """Return a page's rows of the three files.

    Raises:
        ValueError: the file is not the one that was labelled.

    """
    if hashlib.sha256(content).hexdigest() != label["sha256"]:
        raise ValueError(f"{label['path']} of {label['package']} {label['version']} is another file")
    markup = decoded(content)
    raw = views(markup)
    lines = raw["blocks"].split("\n")
    if label["roles"][-1][1] != len(lines):
        raise ValueError(f"{label['id']} has {len(lines)} lines, labelled are {label['roles'][-1][1]}")
    body = [line for first, last, role in label["roles"] if role in KEPT for line in lines[first - 1 : last]]

    def told(span: list[int] | None) -> str | None:
        return raw["blocks"][span[0] : span[1]] if span else None

    facts = label["metadata"]
    spans = {name: told(facts.get(name)) for name in ("title", "subtitle", "publisher", "dateline", "section")}
    lists = {name: [told(span) for span in facts.get(name, ())] for name in ("authors", "agencies", "tags")}
    days = {name: facts.get(name) for name in ("published", "modified")}
    gold = {
        "body": "\n\n".join(body),
        "title": spans["title"],
        "author": ", ".join(lists["authors"]) or None,
        "date": (days["published"] or "")[:10] or None,
        "with": [told(span) for span in label["with"]],
        "without": [told(span) for span in label["without"]],
    }
    page = {"id": label["id"], "site": label["site"], "url": url_of(markup)}
    roles = {"id": label["id"], "roles": label["roles"], "metadata": spans | lists | days}
    return page | {"raw": raw, "gold": gold}, page | {"html": markup}, roles


def url_of(markup: str) -> str:
    """Return the address that a page names as its own, empty if none."""
    found = html.document_fromstring(markup).xpath(
        "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
    )
    return next((ARCHIVED.sub("", address) for address in found if address.startswith("http")), "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fixtures", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--labels", type=Path, default=PAGES)
    args = parser.parse_args()
    labels = [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()]
    folders = {label["id"]: args.fixtures / f"{label['package']}-{label['version']}" for label in labels}
    rows = [rendered(label, (folders[label["id"]] / label["path"]).read_bytes()) for label in labels]
    args.pages.mkdir(parents=True, exist_ok=True)
    for name, column in zip(
        ("wcxb-dev.jsonl.gz", "wcxb-dev-html.jsonl.gz", "roles-dev.jsonl"), zip(*rows, strict=True), strict=True
    ):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in column).encode()
        (args.pages / name).write_bytes(gzip.compress(text, mtime=0) if name.endswith(".gz") else text)
    print(f"{len(rows)} pages, {len({label['site'] for label in labels})} sites")


if __name__ == "__main__":
    main()
