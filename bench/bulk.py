"""Bulk beside the bare loop over the same stages: throughput, the same rows, and an actor killed on the way.

    python -m bench.bulk [--data ARTICLES.jsonl[.gz]] [--first 400]

The loop is the pipeline and the answer's JSON, in two processes, without Ray; start-up is left out of both. One of the
two actors is killed while it works: every record must still be there once. Needs the extra `bulk`.
"""

# ruff: noqa: ANN001, ANN201, ANN202 - a script
import argparse
import contextlib
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.serving import ONE_THREAD, articles


def _loop(lines, ready, go, answers):
    from service.api import batch  # noqa: PLC0415 - in the child alone
    from service.bulk.command import Enricher  # noqa: PLC0415
    from service.settings import Settings  # noqa: PLC0415

    here = Enricher(Settings(), ".", "jsonl").here
    batch.enriched(here, lines[0])
    ready.release()
    go.wait()
    start = time.perf_counter()
    done = [batch.enriched(here, line) for line in lines]
    answers.put((time.perf_counter() - start, done))


def loop(lines):
    """Return (seconds, answers) of the bare loop in two processes."""
    context = multiprocessing.get_context("spawn")
    ready, go, queue = context.Semaphore(0), context.Event(), context.Queue()
    parts = [lines[0::2], lines[1::2]]
    processes = [context.Process(target=_loop, args=(part, ready, go, queue), daemon=True) for part in parts]
    for one in processes:
        one.start()
    for _ in processes:
        ready.acquire()
    go.set()
    results = [queue.get() for _ in processes]
    for one in processes:
        one.join()
    return max(seconds for seconds, _ in results), {one for _, done in results for one in done}


def _actors():
    """Return the processes of Ray's actors that enrich."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"Enricher" in (place / "cmdline").read_bytes() or b"MapWorker" in (place / "cmdline").read_bytes():
                found.append(int(place.name))
    return found


def _kill_one(output, before, killed):
    """Kill one of the actors of this run once it has finished a shard."""
    for _ in range(1200):
        time.sleep(0.1)
        actors = sorted(set(_actors()) - before)
        if actors and any(output.glob("*.jsonl")):
            os.kill(actors[0], signal.SIGKILL)
            killed.append(actors[0])
            return


def bulk(source, output, *, kill):
    """Return (seconds from the first finished shard on, in proportion to all; the process killed) of the command."""
    killed: list[int] = []
    if kill:
        threading.Thread(target=_kill_one, args=(output, set(_actors()), killed), daemon=True).start()
    command = [sys.executable, "-m", "service", "bulk", str(source), str(output), "--actors", "2", "--shard", "20"]
    subprocess.run(command, check=True)
    times = sorted(path.stat().st_mtime for path in output.glob("*.jsonl"))
    # From the first pair of shards to the last: what starting Ray and loading the models takes is not counted.
    return (times[-1] - times[1]) * len(times) / max(1, len(times) - 2), killed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--field", default="text")
    parser.add_argument("--first", type=int, default=400)
    chosen = parser.parse_args()
    os.environ.update(ONE_THREAD)  # noqa: TID251 - for the processes
    texts = articles(chosen.data, chosen.first, chosen.field)
    random.Random(3).shuffle(texts)
    lines = [json.dumps({"id": str(number), "text": text}).encode() for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory, "archive.jsonl")
        source.write_bytes(b"\n".join(lines))
        alone, expected = loop(lines)
        seconds, _ = bulk(source, Path(directory, "whole"), kill=False)
        _, killed = bulk(source, Path(directory, "killed"), kill=True)
        print(
            f"bulk, 2 actors, {len(lines)} articles: {alone / seconds:.2f} of the bare loop's throughput (limit 0.95)"
        )
        for name in ("whole", "killed"):
            rows = [row for path in Path(directory, name).glob("*.jsonl") for row in path.read_bytes().splitlines()]
            same = sum(row in expected for row in rows)
            print(f"  {name}: {len(rows)} rows, {len(set(rows))} distinct, {same} the bytes of the HTTP answer")
        print(f"  actors killed on the way: {len(killed)}")


if __name__ == "__main__":
    main()
