"""Write the word lists of women's and men's given names that pronouns are resolved with.

    python training/gazetteer/given_names.py OUT_DIRECTORY

Reads the installed packages `names` (1990 US census, public domain) and `faker` (MIT licence, locales in Latin script).
A name that both sexes bear goes to the one that bears it ten times as often in the census, else to neither.
"""

import argparse
import importlib
import pkgutil
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

LATIN = re.compile(r"[a-z][a-z'-]+")
HEAD = (
    "# Given names of {who}, lower case, without accents. Origin: 1990 US census name files (public domain, as shipped by\n"
    "# the package `names`) and the Latin-script locales of Faker (MIT licence); written by training/gazetteer/given_names.py.\n"
)


def plain(name: str) -> str:
    """Return the name in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()


def census(sex: str) -> dict[str, float]:
    """Return the share, in percent, of each given name among the women ("female") or men ("male") of the census."""
    lines = (files("names") / f"dist.{sex}.first").read_text(encoding="ascii").splitlines()
    return {plain(cells[0]): float(cells[1]) for cells in map(str.split, lines)}


def locales() -> Iterable[object]:
    """Yield Faker's providers of people's names, one a locale."""
    package = importlib.import_module("faker.providers.person")
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        yield importlib.import_module(f"faker.providers.person.{module.name}").Provider


def collected(sex: str) -> set[str]:
    """Return the names that Faker's locales give to that sex."""
    found = set()
    for provider in locales():
        listed = getattr(provider, f"first_names_{sex}", ())
        found.update(word for word in map(plain, listed) if LATIN.fullmatch(word))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    shares = {sex: defaultdict(float, census(sex)) for sex in ("female", "male")}
    names = {sex: collected(sex) | set(shares[sex]) for sex in shares}
    for sex, other, who in (("female", "male", "women"), ("male", "female", "men")):
        own = sorted(n for n in names[sex] if n not in names[other] or shares[sex][n] > 10 * shares[other][n])
        (args.out / f"{sex}_names.txt").write_text(HEAD.format(who=who) + "\n".join(own) + "\n", encoding="utf-8")
        print(f"{len(own)} names of {who}")


if __name__ == "__main__":
    main()
