"""Turn the cleaning data into training samples.

    python -m training.body.prepare CLEANING_DIR QUOTES_FILE SAMPLES.npz --news NEWS_DIR

CLEANING_DIR holds wcxb-dev.jsonl.gz and roles-dev.jsonl, NEWS_DIR the same of news pages (`news.py` makes it), QUOTES_FILE
clean news articles ({"text"} a line). Every page gives its views as they are and a few changed ones (`shapes.mixed`), made
with other pages of the same fold only.
"""

import argparse
import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from service.enrichment.body import features
from training.body import pages, shapes
from training.body.pages import TrainingPage

FOLDS = 5
CHANGED = 7
# What callers send is mostly news, of which there are few pages: each is changed more often and lends its furniture more.
NEWS_CHANGED = 20
NEWS_FURNITURE = 3
CHANGED_VIEW = "changed"
LEFT_OUT = "left_out"
"""The array of a model that says which folds each of its trios has not seen, where that is not the one of its number."""


def fold_of(site: str) -> int:
    """Return the fold of a site: all its pages share it."""
    return int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def unseeing(left_out: Iterable[Iterable[int]], fold: int) -> list[int]:
    """Return which trios have not seen a fold, given the folds left out for each."""
    return [number for number, folds in enumerate(left_out) if fold in folds]


def news_paragraphs(path: Path) -> list[list[list[str]]]:
    """Return, for each fold, the paragraphs of the news articles that may be used in it; a sixth part is left for tests."""
    folds: list[list[list[str]]] = [[] for _ in range(FOLDS + 1)]
    for i, row in enumerate(pages.read_rows(path)):
        paragraphs = [" ".join(part.split()) for part in str(row["text"]).split("\n") if part.strip()]
        folds[i % (FOLDS + 1)].append(paragraphs)
    return folds[:FOLDS]


def samples(
    corpus: list[TrainingPage], news_pages: list[TrainingPage], news: list[list[list[str]]]
) -> Iterator[tuple[int, str, shapes.Sample]]:
    """Yield (page number, view, sample); the news pages are numbered after the others."""
    rng = random.Random(2026)
    by_fold = defaultdict(list)
    for page in (*corpus, *news_pages * NEWS_FURNITURE):
        by_fold[fold_of(page.site)].append(page)
    for number, page in enumerate((*corpus, *news_pages)):
        fold = fold_of(page.site)
        changed = CHANGED if number < len(corpus) else NEWS_CHANGED
        for view in pages.VIEWS:
            yield number, view, shapes.sample(page.views[view])
        for _ in range(changed):
            view = rng.choice(pages.VIEWS)
            others = [other.views[view] for other in rng.sample(by_fold[fold], 12)]
            yield number, CHANGED_VIEW, shapes.mixed(page.views[view], others, news[fold], rng)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cleaning", type=Path)
    parser.add_argument("quotes", type=Path)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--news", type=Path, help="news pages in the formats of the cleaning data")
    args = parser.parse_args()
    corpus, news_pages = pages.load(args.cleaning), pages.load(args.news) if args.news else []
    cues = features.cues()
    columns = defaultdict(list)
    for number, view, sample in samples(corpus, news_pages, news_paragraphs(args.quotes)):
        if not len(sample.lines):
            continue
        seen = features.page(sample.text, sample.lines, cues)
        columns["numbers"].append(seen.numbers.astype(np.float16))
        columns["words"].append(seen.words.astype(np.int32))
        columns["body"].append(sample.body.astype(np.float16))
        columns["role"].append(sample.role.astype(np.int8))
        columns["sure"].append(sample.sure.astype(np.float16))
        columns["token_ids"].append(seen.tokens.ids.astype(np.int32))
        columns["token_lines"].append(seen.tokens.lines.astype(np.int32))
        columns["tokens"].append([len(seen.tokens.ids)])
        columns["length"].append([len(sample.lines)])
        columns["page"].append([number])
        columns["view"].append([view])
    everything = [*corpus, *news_pages]
    np.savez(
        args.samples,
        folds=np.array([fold_of(page.site) for page in everything]),
        ids=np.array([page.id for page in everything]),
        cue_hashes=cues.hashes,
        cue_masks=cues.masks,
        **{name: np.concatenate(parts) for name, parts in columns.items()},
    )
    print(f"{len(columns['page'])} samples, {sum(map(len, columns['words']))} lines")


if __name__ == "__main__":
    main()
