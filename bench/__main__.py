"""Every benchmark, one after another, each in a process of its own: `python -m bench [--data DIR --scorers DIR]`.

Without data: speed and memory, over articles shuffled from the seeds. With it (a directory with `cleaning`, `entities`
and `quotes`, each as its README says, and the scorers' directory): accuracy too, beside the peers that are installed.
`--held-out` names the predictions for held-out articles that `training/quotes/rebuild.sh` leaves behind.
What a benchmark prints is held against `bounds.json`; a benchmark that fails, a figure outside its bounds and a bound that
finds no figure are named at the end, and the exit status counts them.
"""

import argparse
import json
import math
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Bound:
    """The least or the most that a figure may be: the first group of `pattern`, searched in what the script prints."""

    script: str
    figure: str
    pattern: str
    least: float = -math.inf
    most: float = math.inf

    def complaint(self, printed: str) -> str | None:
        """Return what is wrong, or None where the figure stands."""
        match = re.search(self.pattern, printed, re.MULTILINE | re.DOTALL)
        if match is None:
            return f"{self.script}: no figure for {self.figure}"
        found = float(match[1])
        if self.least <= found <= self.most:
            return None
        return f"{self.script}: {self.figure} is {found}, asked {self.least} to {self.most}"


def bounds() -> list[Bound]:
    """Return the bounds, as written."""
    return [Bound(**one) for one in json.loads((HERE / "bounds.json").read_text(encoding="utf-8"))]


def commands(data: Path | None, scorers: Path | None, held_out: Path | None) -> list[list[str]]:
    """Return the script and the arguments of each benchmark that the given directories allow."""
    articles = ["--data", str(data / "quotes/polnear-train.jsonl.gz")] if data else []
    found = [["linearity.py"], ["serving.py", *articles], ["bulk.py", *articles]]
    if data is None:
        return found
    found.append(["engine.py", articles[1], "--first", "600", "--count", "100"])
    body = max((HERE.parent / "service/artefacts").glob("body-*"))
    found.append(["body.py", str(data / "cleaning"), str(body), "--quotes", articles[1], "--seeds", "seeds"])
    pages, html = (str(data / "cleaning" / f"wcxb-dev{part}.jsonl.gz") for part in ("", "-html"))
    found.append(["metadata.py", pages, html])
    if scorers is not None:
        found.append(["entities.py", str(data / "entities"), str(scorers / "score_entities.py")])
        if held_out is not None:
            found.append(["quotes.py", articles[1], str(held_out), str(scorers / "score_quotes.py")])
    return found


def run(script: str, arguments: list[str]) -> tuple[int, str]:
    """Return the exit status of a benchmark and what it printed, shown as it comes."""
    printed = []
    with subprocess.Popen(
        [sys.executable, "-m", f"bench.{Path(script).stem}", *arguments],
        cwd=HERE.parent,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            printed.append(line)
    return process.returncode, "".join(printed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--scorers", type=Path)
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--only", nargs="*", help="scripts to run, of those that the data allows")
    chosen = parser.parse_args()
    wrong, looked_at = [], 0
    for script, *arguments in commands(chosen.data, chosen.scorers, chosen.held_out):
        if chosen.only and script not in chosen.only:
            continue
        print(f"\n# {script}\n", flush=True)
        status, printed = run(script, arguments)
        if status:
            wrong.append(f"{script}: failed")
        else:
            own = [bound for bound in bounds() if bound.script == script]
            looked_at += len(own)
            wrong += [said for bound in own if (said := bound.complaint(printed))]
    print(
        f"\n{looked_at} of {len(bounds())} bounds looked at; outside one, or failed: {len(wrong)}", *wrong, sep="\n  "
    )
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
