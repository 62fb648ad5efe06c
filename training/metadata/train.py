"""Train the rankers of metadata, and print what they reach on sites they have not seen.

    python -m training.metadata.train CLEANING_DIR BODY_ARTEFACT_DIR METADATA_ARTEFACT_DIR [--news DIR] [--blogs DIR]

CLEANING_DIR holds wcxb-dev.jsonl.gz, wcxb-dev-html.jsonl.gz and roles-dev.jsonl, and so do the directories of news
pages and of more blogs, labelled by reading, as `python -m training.body.news` writes them. Every figure is out of fold, twice: the lines' roles come from
the labeller's network that was trained without the site's fold, and the ranker's weights too. Deterministic; about ten
minutes of one core.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from service.enrichment import body
from service.enrichment.metadata import reading
from service.enrichment.metadata.markup.claims import Claim
from service.enrichment.metadata.markup.witnesses import Sight
from service.enrichment.metadata.ranking import RUNS
from training.metadata import corpus, logit, problems, runs
from training.metadata.corpus import Kind
from training.metadata.problems import Choices, View

RIDGE = {"title": 3.0, "section": 14.0, "subtitle": 5.0, "publisher": 4.0, "tags": 6.0, "html-authors": 2.0}
"""How much weights are held back; read off the same tables, where more or less of it made a difference."""
THRESHOLDS = {
    "title": 0.3,
    "published": 0.5,
    "authors": 0.4,
    "section": 0.28,
    "subtitle": 0.32,
    "publisher": 0.4,
    "tags": 0.45,
    "html-title": 0.4,
    "html-authors": 0.65,
    "html-published": 0.6,
}
"""The least probability that is answered, for `html-authors` and `html-published` against "none of them" alone: read off
out-of-fold answers, so that of news .95 are right, of pages without the field .10 are answered, and recall stays."""
WORTH = {Kind.GIVEN: 1.0, Kind.NEWS: 1.5, Kind.BLOGS: 1.0}
READ = {"html-published": 0.15}
"""How much a page of a kind counts, and one that was labelled by reading in these fields: news is what is met most, and fewer. The
right day of their HTML was told by mark-up for the most part; to learn much from that would be to learn to trust it."""
TAUGHT_BY_BLOGS = frozenset({"authors", "published", "html-authors"})
"""What the blogs labelled by reading teach: most are about food, and their titles, sections and tags are not as other pages'."""
MOVED = 0.25
"""How much a copy with the standfirst behind byline and date counts: many papers print it there, few of these pages do."""
SHOWN = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6)


class Lesson:
    """Collects the choices of each field, with the fold, the view and whether there is anything to find."""

    def __init__(self) -> None:
        self.choices: dict[str, Choices] = {}
        self.views: dict[str, list[str]] = {}
        self.asked: dict[str, list[bool]] = {}
        self.runs: list[dict[str, float]] = []
        """The weights that part rows without marks, of each fold without its pages, and last those of all."""

    def add(
        self,
        name: str,
        candidates: list[logit.Candidate],
        one: View,
        *,
        asked: bool,
        view: str | None = None,
        share: float = 1.0,
    ) -> None:
        """Add a page's candidates; `asked` says whether the page has the field at all, `share` how much a made-up copy counts."""
        choices = self.choices.setdefault(name, Choices([], []))
        choices.pages.append(candidates)
        choices.folds.append(one.example.fold)
        kind = one.example.kind
        worth = READ[name] if kind and name in READ else WORTH[kind]
        choices.worth.append(0.0 if kind is Kind.BLOGS and name not in TAUGHT_BY_BLOGS else share * worth)
        group = one.example.group if view is None else one.example.group.replace(one.example.view, view)
        self.views.setdefault(name, []).append(group)
        self.asked.setdefault(name, []).append(asked)

    def table(self, name: str) -> list[str]:
        """Return accuracy, precision and false answers by view and threshold."""
        choices, lines = self.choices[name], []
        for view in dict.fromkeys(self.views[name]):
            pages = [n for n, own in enumerate(self.views[name]) if own == view]
            asked = [n for n in pages if self.asked[name][n]]
            free = [n for n in pages if not self.asked[name][n]]
            for threshold in SHOWN:
                given = [n for n in asked if choices.best[n] and choices.best[n][0][1] >= threshold]
                right = sum(choices.pages[n][choices.best[n][0][0]].right for n in given)
                wrong = sum(bool(choices.best[n]) and choices.best[n][0][1] >= threshold for n in free)
                lines.append(
                    f"{name:15} {view:22} at {threshold:.1f}  pages {len(asked):4}  accuracy {right / max(1, len(asked)):.3f}"
                    f"  precision {right / max(1, len(given)):.3f}  false {wrong / max(1, len(free)):.3f} of {len(free)}"
                )
        return lines


def learn(views: list[View]) -> Lesson:
    """Return all choices with their out-of-fold answers; what is chosen for the title is a feature of the rest."""
    lesson = Lesson()
    printed = runs.lessons(views)
    for out in range(problems.FOLDS):
        lesson.runs.append(runs.fit([each for each in printed if each.fold != out]))
    lesson.runs.append(runs.fit(printed))
    for one in views:
        lesson.add("title", problems.title_choice(one), one, asked=bool(one.example.title))
    problems.out_of_fold(lesson.choices["title"], RIDGE.get("title", 1.0))
    found = []
    for number, one in enumerate(views):
        best = lesson.choices["title"].best[number]
        sure = best and best[0][1] >= reading.PLACED
        headline = one.headlines[best[0][0]].row if sure else None
        stamps, dated = problems.date_choice(one, headline)
        people, authored = problems.author_choice(one, headline)
        lesson.add("published", dated, one, asked=one.example.published is not None)
        lesson.add("authors", authored, one, asked=bool(one.example.authors))
        found.append((stamps, people))
    for name in ("published", "authors"):
        problems.out_of_fold(lesson.choices[name], RIDGE.get(name, 1.0))
    twins = {one.example.id: problems.claims_of(one.example) for one in views if one.example.view == corpus.HTML}
    for number, one in enumerate(views):
        twin = twins.get(one.example.id, ())
        made = twin if one.example.view == corpus.HTML else ()
        _add_beside(lesson, one, made, twin)
        best = lesson.choices["title"].best[number]
        headline = one.headlines[best[0][0]].row if best and best[0][1] >= reading.PLACED else None
        for candidates in problems.tag_choices(one, headline, made, lesson.runs[one.example.fold]):
            lesson.add("tags", candidates, one, asked=candidates[0].right)
        if one.example.view == corpus.HTML:
            stamps, people = found[number]
            seen = {
                "title": _seen(lesson, "title", number, lambda n, one=one: Sight(one.headlines[n].text, (), 0.0)),
                "published": _seen(
                    lesson, "published", number, lambda n, s=stamps, h=headline: reading.sight_of(s[n], 0.0, h)
                ),
                "authors": _seen(lesson, "authors", number, lambda n, p=people: Sight("", p[n].names, 0.0)),
            }
            _add_html(lesson, one, made, seen)
    for name in list(lesson.choices)[3:]:
        problems.out_of_fold(lesson.choices[name], RIDGE.get(name, 1.0))
    return lesson


def _add_beside(lesson: Lesson, one: View, made: tuple[Claim, ...], twin: tuple[Claim, ...]) -> None:
    """Add the choices of section, standfirst and publisher, and the standfirst's on a copy with it behind the byline."""
    for name, candidates in problems.beside(one, made, twin).items():
        if candidates is not None:
            known = one.example.told is None or bool(one.example.told.get(name))
            lesson.add(name, candidates, one, asked=known)
    if (candidates := problems.moved_standfirst(one)) is not None:
        lesson.add("subtitle", candidates, one, asked=True, view="moved", share=MOVED)


def _add_html(lesson: Lesson, one: View, made: tuple[Claim, ...], seen: dict[str, list[Sight]]) -> None:
    """Add the choices among what the mark-up claims and what the lines say."""
    gold = one.example
    asked = {"html-title": gold.title, "html-authors": gold.authors, "html-published": gold.published}
    for kept, view in problems.thinned(made):
        for name, candidates in problems.html_choices(one, kept, seen).items():
            lesson.add(name, candidates, one, asked=bool(asked[name]), view=view)


def _seen(lesson: Lesson, name: str, number: int, sight: Callable[[int], Sight]) -> list[Sight]:
    """Return the witnesses of one page's lines, with their out-of-fold probabilities."""
    best = lesson.choices[name].best[number]
    found = ((sight(index), chance) for index, chance in best if chance > problems.TRACE)
    return [replace(one, probability=chance) for one, chance in found]


def write(lesson: Lesson, directory: Path, scores: list[str]) -> None:
    """Write one JSON file a ranker, the fold scores and the check sums."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, choices in lesson.choices.items():
        given, weights = problems.whole(choices, RIDGE.get(name, 1.0))
        _store(directory, name, THRESHOLDS[name], logit.stored(given, weights))
    _store(directory, RUNS, 0.0, lesson.runs[-1])
    (directory / "scores.txt").write_text("\n".join(scores) + "\n", encoding="utf-8")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(directory.iterdir())
        if path.name != "SHA256SUMS"
    ]
    (directory / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")


def _store(directory: Path, name: str, threshold: float, weights: Mapping[str, float]) -> None:
    model = {"threshold": threshold, "weights": weights}
    text = json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True)
    (directory / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cleaning", type=Path)
    parser.add_argument("body", type=Path)
    parser.add_argument("artefact", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--blogs", type=Path)
    args = parser.parse_args()
    read = {Kind.NEWS: args.news, Kind.BLOGS: args.blogs}
    views = [problems.view(example) for example in corpus.all_of(args.cleaning, read, body.load(args.body))]
    lesson = learn(views)
    scores = [line for name in lesson.choices for line in lesson.table(name)]
    print("\n".join(scores))
    write(lesson, args.artefact, scores)


if __name__ == "__main__":
    main()
