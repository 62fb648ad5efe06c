"""Every benchmark, one after another, each in a process of its own: `python -m bench [--data DIR --scorers DIR]`.

Without data: speed and memory, over articles shuffled from the seeds. With it (a directory with `cleaning`, `entities`
and `quotes`, each as its README says, and the scorers' directory): accuracy too, beside the peers that are installed.
A benchmark that fails is named at the end, and the exit status says so.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def commands(data: Path | None, scorers: Path | None) -> list[list[str]]:
    """Return the script and the arguments of each benchmark that the given directories allow."""
    articles = ["--data", str(data / "quotes/polnear-train.jsonl.gz")] if data else []
    found = [["serving.py", *articles], ["bulk.py", *articles]]
    if data is None:
        return found
    found.append(["engine.py", articles[1], "--first", "600", "--count", "100"])
    pages, html = (str(data / "cleaning" / f"wcxb-dev{part}.jsonl.gz") for part in ("", "-html"))
    found.append(["metadata.py", pages, html])
    if scorers is not None:
        found.append(["entities.py", str(data / "entities"), str(scorers / "score_entities.py")])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--scorers", type=Path)
    chosen = parser.parse_args()
    failed = []
    for script, *arguments in commands(chosen.data, chosen.scorers):
        print(f"\n# {script}\n", flush=True)
        if subprocess.run([sys.executable, HERE / script, *arguments], cwd=HERE.parent, check=False).returncode:
            failed.append(script)
    print(f"\nfailed: {', '.join(failed) or 'none'}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
