"""Read the word lists in `service/lexicons/`: one entry a line, `#` lines say where it comes from."""

from functools import cache
from importlib.resources import files


def names() -> tuple[str, ...]:
    """Return the names of all word lists."""
    lists = files("service").joinpath("lexicons").iterdir()
    return tuple(sorted(one.name.removesuffix(".txt") for one in lists if one.name.endswith(".txt")))


@cache
def read(name: str) -> frozenset[str]:
    """Return the entries of the word list `name` (a file name without `.txt`), as written.

    Raises FileNotFoundError where there is no such list.
    """
    text = files("service").joinpath("lexicons", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
