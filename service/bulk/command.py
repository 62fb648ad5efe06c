"""`python -m service bulk INPUT OUTPUT`: cut the archive into shards and let actors enrich them.

An actor loads the models once. A shard is written whole or not at all, under a name that follows from its input: what
a killed actor had not finished, Ray gives to another; what an earlier run finished, this one skips.
"""

import argparse
import hashlib
import sys
import threading
import zlib
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from pyarrow import ArrowException

from service.api import batch
from service.api.admission import Gate
from service.api.errors import Problem
from service.api.runtime import Runtime
from service.bulk import writing
from service.bulk.records import SUFFIXES, Shard, files, records
from service.enrichment import Pipeline, load
from service.settings import Settings, keep_ray_quiet, one_thread_a_library

MANIFEST = "_manifest.json"


class Enricher:
    """An actor: the models, loaded once, and what it does with a shard."""

    def __init__(self, settings: Settings, output: str, form: str) -> None:
        one_thread_a_library()
        pipeline = Pipeline(
            load(settings.pipeline, settings.aliases, accelerated=settings.engine), settings.max_analysed
        )
        gate, versions = Gate(settings.queue, settings.deadline), pipeline.models.versions
        self.here = Runtime(settings, pipeline, gate, versions, threading.Semaphore(0))
        self.output, self.form = Path(output), form

    def __call__(self, shards: dict[str, Any]) -> dict[str, list[Any]]:
        """Enrich and write the shards of a batch of rows; return how many records went well, and how many did not."""
        counts: dict[str, list[Any]] = {"answers": [], "problems": []}
        rows = zip(shards["path"], shards["start"], shards["stop"], shards["name"], strict=True)
        for path, start, stop, name in rows:
            answers, failed = enrich(self.here, Shard(str(path), int(start), int(stop), str(name)))
            writing.write(self.output / f"{name}.{self.form}", str(path), answers, failed)
            counts["answers"].append(len(answers))
            counts["problems"].append(len(failed))
        return counts


def enrich(here: Runtime, shard: Shard) -> tuple[list[bytes], list[writing.Failed]]:
    """Return the answers of a shard, in order, and the records that have none."""
    answers: list[bytes] = []
    failed: list[writing.Failed] = []
    for number, line in enumerate(islice(records(Path(shard.path)), shard.start, shard.stop), shard.start):
        try:
            answers.append(batch.enriched(here, _bounded(line, here.settings.max_bytes)))
        except Exception as error:  # noqa: BLE001 - one bad record never spoils an archive
            problem = batch.named(error)
            failed.append(writing.Failed(number, batch.caller_id(line), problem.wire(f"{shard.name}#{number}")))
    return answers, failed


def _bounded(line: bytes, limit: int) -> bytes:
    if len(line) > limit:
        raise Problem("too-large", f"A record may have {limit} bytes at most.")
    return line


def plan(source: Path, size: int) -> list[Shard]:
    """Return the shards of an archive, `size` records each.

    Raises ValueError where there is none: a name was mistyped, or the archive is of a kind that is not read.
    """
    shards = []
    for path in files(source):
        count = sum(1 for _ in records(path))
        place = path.name if source.is_file() else str(path.relative_to(source))
        key = hashlib.sha256(place.encode()).hexdigest()[:8]
        stem = path.name.partition(".")[0][:80]
        shards += [
            Shard(str(path.resolve()), start, min(start + size, count), f"{stem}-{key}-{start:09d}")
            for start in range(0, count, size)
        ]
    if not shards:
        raise ValueError(f"no records; what is read: {', '.join(SUFFIXES)}")
    return shards


def _agree(output: Path, manifest: dict[str, object]) -> None:
    """Write what the shards depend on; raise ValueError where an earlier run of this output said otherwise."""
    place = output / MANIFEST
    if place.is_file() and orjson.loads(place.read_bytes()) != manifest:
        raise ValueError(f"{output} was begun with other options or from another archive; choose another directory")
    output.mkdir(parents=True, exist_ok=True)
    place.write_bytes(orjson.dumps(manifest))


def _at_least_one(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 2 where it cannot start."""
    parser = argparse.ArgumentParser(prog="python -m service bulk", description=__doc__)
    parser.add_argument("input", type=Path, help="a file or a directory of .jsonl, .parquet or .warc, packed or not")
    parser.add_argument("output", type=Path, help="a directory; what an earlier run finished there is skipped")
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="default: jsonl")
    parser.add_argument(
        "--actors", type=_at_least_one, default=Settings.from_environment().workers, help="default: WORKERS"
    )
    parser.add_argument(
        "--shard", type=_at_least_one, default=500, metavar="RECORDS", help="records a shard; default: 500"
    )
    parser.add_argument("--address", help="of a Ray cluster that sees the same paths; default: this machine")
    chosen = parser.parse_args(arguments)
    try:
        shards = plan(chosen.input, chosen.shard)
        key = hashlib.sha256(repr([(one.name, one.stop) for one in shards]).encode()).hexdigest()
        _agree(chosen.output, {"shard": chosen.shard, "format": chosen.format, "shards": key})
    except (OSError, EOFError, ValueError, zlib.error, ArrowException) as error:
        print(f"{chosen.input}: {error}", file=sys.stderr)  # noqa: T201 - a command speaks
        return 2
    missing = [one for one in shards if not (chosen.output / f"{one.name}.{chosen.format}").is_file()]
    print(f"{len(shards)} shards, {len(shards) - len(missing)} finished before", file=sys.stderr)  # noqa: T201
    if missing:
        _run(missing, chosen.output.resolve(), chosen.format, chosen.actors, chosen.address)
    return 0


def _run(shards: list[Shard], output: Path, form: str, actors: int, address: str | None) -> None:
    """Let the actors work through the shards, and show how far they are."""
    keep_ray_quiet()
    import ray  # noqa: PLC0415 - after the switch above
    from tqdm import tqdm  # noqa: PLC0415

    options = {} if address else {"num_cpus": actors + 1, "include_dashboard": False}
    ray.init(address=address, log_to_driver=False, logging_level="warning", **options)
    ray.data.DataContext.get_current().enable_progress_bars = False
    try:
        work = ray.data.from_items([one._asdict() for one in shards], override_num_blocks=len(shards)).map_batches(
            Enricher,
            fn_constructor_args=(Settings.from_environment(), str(output), form),
            batch_size=1,
            num_cpus=1,
            compute=ray.data.ActorPoolStrategy(size=min(actors, len(shards)), max_tasks_in_flight_per_actor=2),
            max_restarts=-1,
            max_task_retries=-1,
        )
        answers = problems = 0
        with tqdm(total=sum(one.stop - one.start for one in shards), unit="record") as bar:
            for row in work.iter_rows():
                answers += row["answers"]
                problems += row["problems"]
                bar.update(row["answers"] + row["problems"])
    finally:
        ray.shutdown()
    print(f"{answers} answers, {problems} problems", file=sys.stderr)  # noqa: T201 - a command speaks
