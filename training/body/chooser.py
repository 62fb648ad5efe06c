"""Train what chooses for HTML.

    python -m training.body.chooser CLEANING_DIR ARTEFACT_DIR --news NEWS_DIR --blogs BLOGS_DIR

Runs after train.py and adds its arrays to the artefact. The labeller's opinion of each page comes from the trio of
networks that has not seen its site. Prints, for each directory, the word F1 of trafilatura, of the labeller alone, and of
both, each page read by networks and a chooser that have not seen its site.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.enrichment import body
from service.enrichment.body import chooser, labeller, markup, plaintext
from service.enrichment.body.labeller import MODEL
from service.enrichment.types import Source, SourceKind
from training.body.alignment import body_shares, tokens
from training.body.evaluate import out_of_fold
from training.body.pages import read_rows, site_of_row
from training.body.prepare import FOLDS, fold_of

HIDDEN = 24
STEPS = 70
RATE = 1e-2
NOISE = 0.1
MEMBERS = 3
LONGEST = 400
# A line that neither the networks nor trafilatura nor the gold take for body teaches little: every fourth is shown, for
# four. (Out of fold, two assignments of folds, .9606 / .9653 with all, .9615 / .9679 so.)
TELLING, EASY_EVERY = 0.03, 4
# News pages count twice, and every third page is shown once more as if the labeller had lost the article. (Out of fold on
# 200 pages / 120 of news .9593 / .9494 without either, .9560 / .9629 with both.)
NEWS_TIMES = 2
LOST_EVERY, LOST = 3, 0.05


@dataclass(frozen=True)
class HtmlPage:
    """One page: what the chooser sees of its lines, and how much of each is body."""

    fold: int
    source: Source
    kept: str
    gold: str
    seen: np.ndarray
    lost: np.ndarray
    """The same as `seen` where the labeller takes little for body."""
    words: np.ndarray
    body: np.ndarray
    likely: np.ndarray
    """The labeller's opinion."""
    held: np.ndarray
    """How much of each line trafilatura kept."""


@dataclass(frozen=True)
class Lines:
    """The lines of all pages, one after the other, each with the number of its page."""

    seen: Tensor
    body: Tensor
    words: Tensor
    times: Tensor
    page: Tensor


def load(directory: Path, artefact: Path) -> list[HtmlPage]:
    whole = body.load(artefact)
    gold = {row["id"]: row["gold"]["body"] for row in read_rows(directory / "wcxb-dev.jsonl.gz")}
    return [_page(row, gold[row["id"]], whole) for row in read_rows(directory / "wcxb-dev-html.jsonl.gz")]


def _page(row: dict, gold: str, whole: body.Labeller) -> HtmlPage:
    fold = fold_of(site_of_row(row))
    rendering = markup.render(row["html"])
    lines = [block.text for block in rendering.blocks]
    found = plaintext.of_blocks(lines)
    opinion = labeller.judge(rendering.text, found, out_of_fold(whole, fold))
    kept = markup.main_text(row["html"], row["url"])
    unsure = replace(opinion, body=opinion.body * np.float32(LOST))
    seen, lost = (
        chooser.look(rendering.text, found, rendering.blocks, said, labeller.kept(said), kept).numbers
        for said in (opinion, unsure)
    )
    source = Source(row["html"], SourceKind.HTML, row["url"])
    held = chooser.held(rendering.text, found, kept)
    return HtmlPage(fold, source, kept, gold, seen, lost, opinion.words, body_shares(lines, gold), opinion.body, held)


def train(pages: list[HtmlPage]) -> dict[str, np.ndarray]:
    """Return the arrays of a chooser: the mean of several trained ones, side by side as one network."""
    times = [_times(page) for page in pages]
    told = [times_ > 0 for times_ in times]
    seen = np.concatenate([page.seen[rows] for page, rows in zip(pages, told, strict=True)])
    mean, scale = seen.mean(0), 1 / np.maximum(seen.std(0), 0.05)
    lines = Lines(
        torch.from_numpy(((seen - mean) * scale).astype(np.float32)),
        _joined([page.body for page in pages], told),
        _joined([page.words for page in pages], told),
        _joined(times, told),
        torch.from_numpy(np.repeat(np.arange(len(pages)), [rows.sum() for rows in told])),
    )
    networks = [_trained(lines, len(pages), seed) for seed in range(MEMBERS)]
    arrays = {
        "hidden_weights": torch.cat([hidden.weight for hidden, _ in networks]).T,
        "hidden_bias": torch.cat([hidden.bias for hidden, _ in networks]),
        "output_weights": torch.cat([output.weight for _, output in networks], 1).T / MEMBERS,
        "output_bias": torch.stack([output.bias for _, output in networks]).mean(0),
    }
    stored = {f"chooser_{name}": value.detach().numpy() for name, value in arrays.items()}
    return stored | {"chooser_mean": mean, "chooser_scale": scale}


def _times(page: HtmlPage) -> np.ndarray:
    """Return how many lines each one stands for, (lines,): of those that nobody takes for body every fourth is shown."""
    telling = (page.likely > TELLING) | (page.held > 0) | (page.body > 0)
    shown = np.where(np.arange(len(page.body)) % EASY_EVERY == 0, EASY_EVERY, 0)
    times = np.where(telling, 1, shown)
    times[LONGEST:] = 0
    return times


def _joined(rows: list[np.ndarray], told: list[np.ndarray]) -> Tensor:
    chosen = [row[which] for row, which in zip(rows, told, strict=True)]
    return torch.from_numpy(np.concatenate(chosen).astype(np.float32))


def _trained(lines: Lines, pages: int, seed: int) -> tuple[nn.Linear, nn.Linear]:
    """Return the two layers of a network."""
    torch.manual_seed(seed)
    hidden, output = nn.Linear(lines.seen.shape[1], HIDDEN), nn.Linear(HIDDEN, 1)
    network = nn.Sequential(hidden, nn.ReLU(), output)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.1)
    weight = (torch.log1p(lines.words) + 0.1) * lines.times
    words = lines.words * lines.times

    def by_page(values: Tensor) -> Tensor:
        return torch.zeros(pages).index_add(0, lines.page, values)

    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        noise = NOISE * torch.randn(pages, lines.seen.shape[1])
        logits = network(noise.index_select(0, lines.page) + lines.seen).squeeze(-1)
        likely = torch.sigmoid(logits)
        by_line = functional.binary_cross_entropy_with_logits(logits, lines.body, reduction="none")
        hits = by_page(words * likely * lines.body)
        lost = 1 - (2 * hits + 1) / (by_page(words * likely) + by_page(words * lines.body) + 1)
        loss = (by_line * weight).sum() / weight.sum() + lost.mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return hidden, output


def word_f1(found: str, gold: str) -> float:
    ours, theirs = Counter(tokens(found)), Counter(tokens(gold))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cleaning", type=Path)
    parser.add_argument("artefact", type=Path)
    parser.add_argument("--news", type=Path, help="news pages in the formats of the cleaning data")
    parser.add_argument("--blogs", type=Path, help="more blogs and guides, in the same formats")
    args = parser.parse_args()
    torch.set_num_threads(1)
    directories = [directory for directory in (args.cleaning, args.blogs, args.news) if directory]
    groups = [load(directory, args.artefact) for directory in directories]
    pages = [page for group in groups for page in group]
    news = groups[-1] if args.news else []
    shown = pages + news * (NEWS_TIMES - 1) + [replace(page, seen=page.lost) for page in pages[::LOST_EVERY]]
    whole = body.load(args.artefact)
    labellers = []
    for fold in range(FOLDS):
        alone = replace(out_of_fold(whole, fold), chooser=None)
        both = replace(alone, chooser=chooser.read(train([page for page in shown if page.fold != fold])))
        labellers.append((alone, both))
    for directory, group in zip(directories, groups, strict=True):
        scores = []
        for page in group:
            found = [body.extract(body.read(page.source, labeller)).text for labeller in labellers[page.fold]]
            scores.append([word_f1(text, page.gold) for text in (page.kept, *found)])
        means = "trafilatura {:.4f}, labeller {:.4f}, both {:.4f}".format(*np.mean(scores, axis=0))
        print(f"{directory.name}: {means} ({len(scores)} pages)")
    with np.load(args.artefact / MODEL, allow_pickle=False) as stored:
        arrays = dict(stored)
    np.savez_compressed(args.artefact / MODEL, **(arrays | train(shown)))


if __name__ == "__main__":
    main()
