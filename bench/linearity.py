"""What hostile input costs each stage's readers: ratios of one process, processor time, each the best of five.

    python -m bench.linearity

Readers of one line bound its length themselves: there, a hostile line's time over that of prose as long (limit 40; a
pattern that backtracks is a thousand times as slow). Readers of pages: time(2n) / time(n) of n such rows or of n times a
piece of text (limit 3; quadratic time has 4). The exit status is 1 where a ratio is above its limit.
`bench.serving --only linearity` asks the same of the whole service, over HTTP.
"""

# ruff: noqa: ANN001, ANN201 - a script
import sys
import time
from functools import partial

from service.enrichment import body, entities, metadata, models, quotes
from service.enrichment.metadata import dates, layout, records
from service.enrichment.metadata.bylines import persons
from service.enrichment.metadata.dates import Order
from service.enrichment.metadata.markup import site
from service.enrichment.metadata.publishers import gathering
from service.enrichment.metadata.sections import nearby
from service.enrichment.metadata.tags import listings
from service.enrichment.types import Metadata, Role, Source
from service.settings import Settings
from tests.enrichment.entities.articles import GAZETTEER, marked
from tests.enrichment.metadata import pages

LENGTH, TIMES, DOUBLING = 400, 40.0, 3.0
PLAIN = "The council of Exampleton voted on the new harbour plan after a long debate. "
LINES = {
    "dates": (dates.find, ("1", "March ", "4 ", "12/12/", "2021-", "10:10 ", "a.m. ")),
    "names": (partial(persons.names, labelled=True), ("By ", "A ", "a, ", "Jane Roe, ", "by Jane & ", "-", "by: ")),
    "spelling": (partial(site.spelled, "exampleton"), ("a ", "e.x'a-", "exampleto ")),
}
ROWS = {
    "publishers": ("© " * 60, "The " * 20, "About A", "a.com " * 30, "x" * 300),
    "sections": ("Home > " * 20, "More stories " * 5, "T " * 60, "Town Life", "a/b" * 40),
    "tags": ("Aa" * 190, "ab " * 130, "Tags: " + "Harbour Beach " * 25, "Tags:" + "-" * 300, "tag " * 100, "| " * 200),
    "records": ("Title: " + "a " * 400, "HD " * 400, "a: " * 400),
    "metadata": (
        "March 4, 2021",
        "By Jane Roe",
        "Tags: a, b",
        "03/04/2021 10:10",
        "https://example.org/x",
        "A - B - C",
    ),
}
COUNTS = {"metadata": 1_000, "tags": 1_000, "records": 1_000, "publishers": 20_000, "sections": 20_000}
PAGES = {
    "word\n": 20_000,
    "x": 500_000,
    "He said so. ": 20_000,
    ".": 200_000,
    "\n": 500_000,
    ". ": 100_000,
    "[1]Aa ": 20_000,
    "Aa": 100_000,
    "word word word ": 7_000,
    "He said so.Then he left. ": 7_000,
    "Aa bb cc dd (Photo: A B\n": 4_000,
    "For the latest, follow us on \n": 4_000,
    "UP NEXT\nHe said so again.\n": 4_000,
    "Subscribe to read your free articles in our newsletter.\n": 4_000,
    "Harbours are quiet again. \n— Ann Lee (@annlee)\n": 4_000,
}
NAMED = {
    "A": 100_000,
    "Aa ": 10_000,
    "[Zork Agency|ORG] left. ": 1_000,
    "a trader, who the agency one of the agency another ": 1_000,
    "[Ann Smith|PERSON] said. ": 1_000,
    "[Aa#x Smith|PERSON] said. ": 500,
}
QUOTED = {
    "A diplomat, who waited, spoke. “It was good,” the diplomat said.\n\n": 300,
    "The ministry is planning cuts, according to two officials. ": 300,
    "The girl, who was ten, ran. She said that it was late. ": 300,
    "“Yes,” said Ann Lee, a virologist. “No,” the health minister said. ": 300,
}


def prepared(stage, row, count):
    """Return the call that reads a page of so many such rows; the page is built, and its rows are read, before it."""
    page = pages.page(*[row.strip()] * count, ("Harbour plan passes", Role.TITLE), pages.PROSE, pages.MORE)
    if stage == "metadata":
        return partial(metadata.extract, page, pages.body(page))
    sight = layout.read(page)
    headline = next(one for one in sight.rows if one.text == "Harbour plan passes")
    return {
        "publishers": lambda: list(gathering.candidates(sight, (), None)),
        "sections": lambda: list(nearby.candidates(sight, headline)),
        "tags": lambda: list(listings.candidates(sight, headline)),
        "records": lambda: records.read(sight, Order.DAY_FIRST),
    }[stage]


def named(unit, count):
    doc, text = marked("".join(unit.replace("#", f"{number:x}") for number in range(count)))
    return lambda: entities.find(doc, text, Metadata(), GAZETTEER, None)


def quoted(loaded, unit, count):
    article = body.extract(body.read(Source(unit * count, clean=False), loaded.labeller))
    doc = loaded.engine(article.text)
    found = entities.find(doc, article, Metadata(), loaded.gazetteer, None)
    return lambda: quotes.find(doc, article, found, loaded.tagger)


def growing(loaded):
    """Yield each reader of pages by name, with its calls of n and of 2n."""
    for name, rows in ROWS.items():
        for row in rows:
            yield f"{name}, rows of {row[:24]!r}", *(prepared(name, row, n * COUNTS[name]) for n in (1, 2))
    for unit, count in PAGES.items():
        yield f"body, {unit!r}", *(partial(body.read, Source(unit * count * n), loaded.labeller) for n in (1, 2))
    for unit, count in NAMED.items():
        yield f"entities, {unit[:24]!r}", *(named(unit, count * n) for n in (1, 2))
    for unit, count in QUOTED.items():
        yield f"quotes, {unit[:24]!r}", *(quoted(loaded, unit, count * n) for n in (1, 2))


def seconds(call, times=1):
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            call()
        best = min(best, time.process_time() - start)
    return best


def main():
    failed = 0
    print(f"a line of {LENGTH} characters over prose of as many, limit {TIMES}")
    for name, (reader, units) in LINES.items():
        prose = seconds(partial(reader, (PLAIN * LENGTH)[:LENGTH]), 50)
        for unit in units:
            ratio = seconds(partial(reader, (unit * LENGTH)[:LENGTH]), 50) / prose
            failed += ratio > TIMES
            print(f"  {ratio:5.2f}  {name}, {unit!r}")
    loaded, worst = models.load(Settings().pipeline), 0.0
    print(f"time(2n) / time(n), limit {DOUBLING}")
    for name, small, large in growing(loaded):
        least = seconds(small)
        ratio = seconds(large) / least
        worst = max(worst, ratio)
        print(f"  {ratio:5.2f}  {1000 * least:6.1f} ms  {name}", flush=True)
    print(f"worst {worst:.2f}")
    return int(failed > 0 or worst > DOUBLING)


if __name__ == "__main__":
    sys.exit(main())
