"""The labelled pages, each view read as the service reads it, with roles from a labeller that has not seen the site."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from service.enrichment import body
from service.enrichment.body.labeller import Labeller
from service.enrichment.metadata import claims, dates
from service.enrichment.metadata.claims import Field
from service.enrichment.types import Body, Page, Source, SourceKind
from training.body.pages import site_of
from training.body.prepare import fold_of

VIEWS = ("blocks", "inscriptis", "html2text")
HTML = "html"
MORE = Path(__file__).with_name("told-more.jsonl")
"""120 more pages read line by line: {"id", FIELD: [start, end] in the "blocks" view, "tags": [[start, end], ...]}."""


@dataclass(frozen=True)
class Example:
    """One view of one page: what the service is given, what it makes of it, and what is right."""

    id: str
    view: str
    fold: int
    page: Page
    body: Body
    title: str
    authors: tuple[str, ...]
    published: str | None
    told: dict[str, object] | None
    """What a reader of the page's text says of it (section, subtitle, ...), where the page was labelled by reading."""
    news: bool = False
    """Whether the page is one of the news pages that were labelled by reading."""

    @property
    def group(self) -> str:
        """The name under which the page is counted in tables."""
        return f"news {self.view}" if self.news else self.view


def load(cleaning: Path, labeller: Labeller, *, news: bool = False) -> Iterator[Example]:
    """Yield every view of every page.

    The labeller's network k was trained without the sites of fold k; alone, it is what a new site would meet. Folds
    that a labeller has no such network for are left out. `news` is for pages whose labels say what a reader of the text
    sees: there the day that is right for HTML is the one that the page's own mark-up states, where it states one.
    """
    told = {str(row["id"]): row["metadata"] for row in _rows(cleaning / "roles-dev.jsonl")}
    places = {str(row["id"]): row for row in _rows(MORE)}
    marked = {str(row["id"]): str(row["html"]) for row in _rows(cleaning / "wcxb-dev-html.jsonl.gz")}
    for row in _rows(cleaning / "wcxb-dev.jsonl.gz"):
        name, gold = str(row["id"]), row["gold"]
        if name in places:
            told[name] = _told(places[name], str(row["raw"]["blocks"]))
        fold = fold_of(str(row.get("site") or site_of(str(row["url"]))))
        if fold >= len(labeller.networks):
            continue
        unseen = replace(labeller, networks=(labeller.networks[fold],))
        sources = [(view, Source(text=row["raw"][view])) for view in VIEWS]
        sources += [(HTML, Source(text=marked[name], kind=SourceKind.HTML))] if name in marked else []
        for view, source in sources:
            page = body.read(source, unseen)
            yield Example(
                id=name,
                view=view,
                fold=fold,
                page=page,
                body=body.extract(page),
                title=str(gold.get("title") or ""),
                authors=tuple(_authors(str(gold.get("author") or ""))),
                published=(news and view == HTML and stated_day(source.text)) or gold.get("date"),
                told=told.get(name),
                news=news,
            )


def both(cleaning: Path, news: Path | None, labeller: Labeller) -> Iterator[Example]:
    """Yield the pages of the cleaning data, then the news pages, where there are any."""
    yield from load(cleaning, labeller)
    if news is not None:
        yield from load(news, labeller, news=True)


STATED = ("jsonld", "article:published", "itemprop-datepublished", "meta-published")
"""The places where mark-up states the day of publication, those that say it of the article first."""


def stated_day(text: str) -> str | None:
    """Return the day of publication that a page's mark-up states, as it is written there, or None."""
    made = [one for one in claims.read(text, None) if one.field is Field.PUBLISHED and one.place in STATED]
    for claim in sorted(made, key=lambda one: STATED.index(one.place)):
        if stamps := dates.find(claim.value):
            return stamps[0].day
    return None


def _told(places: dict, text: str) -> dict[str, object]:
    """Return what a reader said of a page, from the places in its text where that stands; a field without one has none."""
    found: dict[str, object] = dict.fromkeys(("subtitle", "section", "publisher"))
    found["tags"] = [text[start:end] for start, end in places.get("tags", ())]
    for field, value in places.items():
        if field not in {"id", "tags"}:
            found[field] = text[value[0] : value[1]]
    return found


def _rows(path: Path) -> list[dict]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _authors(text: str) -> list[str]:
    return [
        part.strip()
        for part in text.replace(" and ", ",").replace("&", ",").replace(";", ",").split(",")
        if part.strip()
    ]
