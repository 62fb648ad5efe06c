"""The labelled pages, each view read as the service reads it, with roles from a labeller that has not seen the site."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from service.enrichment import body
from service.enrichment.body.labeller import Labeller
from service.enrichment.metadata import addresses, agencies, dates
from service.enrichment.metadata.markup import collecting
from service.enrichment.metadata.markup.claims import Claim, Field
from service.enrichment.types import Body, Page, Source, SourceKind
from training.body.evaluate import out_of_fold
from training.body.pages import site_of
from training.body.prepare import fold_of

WORD = re.compile(r"\w+")
LONG = 40
"""Characters from which a line that a paragraph of the body contains is a part of it."""
ABOVE = (0, 0, 1, 3)
"""Lines above the headline that stay."""
CLIPPED, CLIPPED_VIEW = "clipped", "inscriptis"
VIEWS = ("blocks", "inscriptis", "html2text")
HTML = "html"
MORE = Path(__file__).with_name("told-more.jsonl")
"""520 more pages read line by line: {"id", FIELD: [start, end] in the "blocks" view, "tags": [[start, end], ...], "doubt": [FIELD, ...], "late": true}."""
SCORED = frozenset({"subtitle", "publisher"})
"""Fields that late pages count for but do not teach: with them the rankers lost a tenth of the publishers of news."""


class Kind(StrEnum):
    """Where a page is from: the cleaning data, or news pages or more blogs and guides, both labelled by reading."""

    GIVEN = ""
    NEWS = "news"
    BLOGS = "blogs"


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
    scored: frozenset[str] = frozenset()
    """The fields of `told` that count but do not teach."""
    kind: Kind = Kind.GIVEN

    @property
    def group(self) -> str:
        """The name under which the page is counted in tables."""
        return f"{self.kind} {self.view}".strip()


def load(cleaning: Path, labeller: Labeller, kind: Kind = Kind.GIVEN) -> Iterator[Example]:
    """Yield every view of every page.

    The labeller's network k was trained without the sites of fold k; alone, it is what a new site would meet. Folds
    that a labeller has no such network for are left out. The labels of pages that were read say what a reader of the text
    sees: there the day that is right for HTML is the one that the page's own mark-up states, where it states one.
    """
    told = {str(row["id"]): _named(row["metadata"]) for row in _rows(cleaning / "roles-dev.jsonl")}
    places = {str(row["id"]): row for row in _rows(MORE)}
    marked = {str(row["id"]): str(row["html"]) for row in _rows(cleaning / "wcxb-dev-html.jsonl.gz")}
    for row in _rows(cleaning / "wcxb-dev.jsonl.gz"):
        name, gold = str(row["id"]), row["gold"]
        if name in places:
            told[name] = _told(places[name], str(row["raw"]["blocks"]))
        fold = fold_of(str(row.get("site") or site_of(str(row["url"]))))
        if fold >= len(labeller.networks):
            continue
        unseen = out_of_fold(labeller, fold)
        sources = [(view, Source(text=row["raw"][view])) for view in VIEWS]
        clipped = clip(str(row["raw"][CLIPPED_VIEW]), str(gold.get("title") or ""), str(gold["body"]))
        sources += [(CLIPPED, Source(text=clipped))] if clipped else []
        sources += [(HTML, Source(text=marked[name], kind=SourceKind.HTML))] if name in marked else []
        for view, source in sources:
            page = body.read(source, unseen)
            facts, writers = told.get(name), tuple(_authors(str(gold.get("author") or "")))
            if view == CLIPPED:
                facts, writers = _left(facts, source.text), tuple(one for one in writers if one in source.text)
            yield Example(
                id=name,
                view=view,
                fold=fold,
                page=page,
                body=body.extract(page),
                title=str(gold.get("title") or ""),
                authors=writers,
                published=right_day(source.text, _shown(told.get(name))) if kind and view == HTML else gold.get("date"),
                told=facts,
                scored=SCORED if "late" in places.get(name, {}) else frozenset(),
                kind=kind,
            )


def clip(text: str, title: str, body: str) -> str | None:
    """Return a page from about the line of its headline to the last of its body, as people copy articles.

    Half of the pages begin with the headline, the others one or three lines above. None without headline or body. Of several
    lines with the headline's words, the last before the body begins is the article's own.
    """
    lines = text.split("\n")
    words = [" ".join(WORD.findall(line.casefold())) for line in lines]
    paragraphs = [" ".join(WORD.findall(one.casefold())) for one in body.split("\n\n")]
    inside = [n for n, line in enumerate(words) if len(line) > LONG and any(line in one for one in paragraphs)]
    wanted = " ".join(WORD.findall(title.casefold()))
    heads = [n for n, line in enumerate(words) if wanted and line == wanted and inside and n < inside[0]]
    if not heads:
        return None
    above = ABOVE[zlib.crc32(wanted.encode()) % len(ABOVE)]
    return "\n".join(lines[max(0, heads[-1] - above) : inside[-1] + 1])


def _left(facts: dict[str, object] | None, text: str) -> dict[str, object] | None:
    """Return what a reader said of a page as far as a clipped copy of it still says so."""
    if facts is None:
        return None
    kept = {name: value for name, value in facts.items() if not isinstance(value, str) or value in text}
    tags = {"tags": [one for one in facts["tags"] or () if one in text]} if "tags" in facts else {}
    return dict.fromkeys(facts) | kept | tags


def all_of(cleaning: Path, read: Mapping[Kind, Path | None], labeller: Labeller) -> Iterator[Example]:
    """Yield the pages of the cleaning data, then those that were labelled by reading, a directory of each kind."""
    yield from load(cleaning, labeller)
    for kind, directory in read.items():
        if directory is not None:
            yield from load(directory, labeller, kind)


STATED = ("jsonld", "article:published", "itemprop-datepublished", "meta-published")
"""The places where mark-up states the day of publication, those that say it of the article first."""
VOTING = (*STATED, "meta-date")


def right_day(text: str, shown: str | None) -> str | None:
    """Return the day of publication that is right for a page's HTML: the one that its mark-up states.

    `shown` is what a reader of the page's text says (ISO 8601). That is right where the mark-up states the same moment in
    another zone, where the page's address names that day too, and where more kinds of statement name it than the other.
    Where nothing is stated, it is what the reader says, or the day of the address.
    """
    made = collecting.read(text, None)
    filed = [day for one in made if one.field is Field.URL and (day := addresses.day_of(one.value))]
    places: dict[str, set[str]] = {}
    moments: dict[str, str] = {}
    for claim in sorted((one for one in made if one.field is Field.PUBLISHED and one.place in VOTING), key=_rank):
        if (stamps := dates.find(claim.value)) and stamps[0].day:
            places.setdefault(stamps[0].day, set()).add(claim.place)
            moments.setdefault(stamps[0].day, stamps[0].value)
    stated = next((day for day, names in places.items() if not names.isdisjoint(STATED)), None)
    if stated is None:
        return shown[:10] if shown else next(iter(filed), None)
    if shown is None:
        return stated
    outvoted = len(places.get(shown[:10], ())) > len(places[stated])
    return shown[:10] if outvoted or shown[:10] in filed or _is_one_moment(moments[stated], shown) else stated


def _rank(claim: Claim) -> int:
    return VOTING.index(claim.place)


def _is_one_moment(stated: str, shown: str) -> bool:
    """Return whether a stated moment is the shown one, or of the shown day; a time without a zone may be of any."""
    if len(stated) <= 10:
        return stated == shown[:10]
    moment = datetime.fromisoformat(stated)
    if len(shown) <= 10:
        return shown in {stated[:10], moment.astimezone(UTC).date().isoformat() if moment.tzinfo else None}
    other = datetime.fromisoformat(shown)
    if moment.tzinfo and other.tzinfo:
        return abs(moment - other) < timedelta(minutes=1)
    apart = abs(moment.replace(tzinfo=None, second=0) - other.replace(tzinfo=None, second=0))
    return apart <= timedelta(hours=14) and apart.seconds % 1800 == 0


def _told(places: dict, text: str) -> dict[str, object]:
    """Return what a reader said of a page, from the places in its text where that stands; a field without one has none.

    Fields that the reader was in doubt of are left out: they neither teach nor count.
    """
    found: dict[str, object] = dict.fromkeys(("subtitle", "section", "publisher"))
    found["tags"] = [text[start:end] for start, end in places.get("tags", ())]
    for field, value in places.items():
        if field not in {"id", "tags", "doubt", "late"}:
            found[field] = text[value[0] : value[1]]
    return {field: value for field, value in found.items() if field not in places.get("doubt", ())}


def _named(facts: dict[str, object]) -> dict[str, object]:
    """Return what a reader said of a page with its agencies by their short names, as the service reports them."""
    return facts | {"agencies": [agencies.named(str(one)) or one for one in facts.get("agencies") or ()]}


def _shown(told: dict[str, object] | None) -> str | None:
    return str(told["published"]) if told and told.get("published") else None


def _rows(path: Path) -> list[dict]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _authors(text: str) -> list[str]:
    return [
        part.strip()
        for part in text.replace(" and ", ",").replace("&", ",").replace(";", ",").split(",")
        if part.strip()
    ]
