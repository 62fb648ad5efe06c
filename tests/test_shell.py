import importlib.util
import subprocess
import sys

import orjson
import pytest

from service.__main__ import main
from tests.conftest import ROOT, SEEDS


def test_prints_the_enriched_article_of_a_file(capfdbinary):
    assert main(["enrich", str(SEEDS[1])]) == 0
    answer = orjson.loads(capfdbinary.readouterr().out)
    assert list(answer) == ["id", "body", "metadata", "entities", "quotes", "warnings", "model"]


def test_reads_standard_input():
    command = [sys.executable, "-m", "service", "enrich", "-"]
    done = subprocess.run(command, cwd=ROOT, input=SEEDS[1].read_bytes(), capture_output=True, check=True, timeout=120)
    assert orjson.loads(done.stdout)["metadata"]["language"] == "en"


def test_explains_every_line(capfd):
    assert main(["explain", "--plain", str(SEEDS[0])]) == 0
    shown = capfd.readouterr().out
    raw = SEEDS[0].read_text(encoding="utf-8")
    words = " ".join(shown.split())
    assert all(" ".join(line.split())[:30] in words for line in raw.splitlines() if line.strip())
    assert "related" in shown


def test_takes_the_options_of_a_call(capfdbinary):
    options = ["--option", "include=body,quotes", "--option", "offsets=utf16", "--option", "id=mine"]
    assert main(["enrich", str(SEEDS[1]), *options]) == 0
    assert list(orjson.loads(capfdbinary.readouterr().out)) == ["id", "body", "quotes", "warnings", "model"]


@pytest.mark.parametrize(
    "head",
    ["<!DOCTYPE html>", '<?xml version="1.0" encoding="utf-8"?>\n', "<!-- one -->\n<!-- two -->", "\n <!--\n-->"],
)
def test_tells_a_page_of_html_by_its_beginning(head, tmp_path, capfdbinary):
    page = tmp_path / "page"
    page.write_text(head + "<html><body><p>The council met on Monday, Ann Lee said.</p></body></html>", "utf-8")
    assert main(["enrich", str(page)]) == 0
    assert orjson.loads(capfdbinary.readouterr().out)["body"]["text"] == "The council met on Monday, Ann Lee said."


def test_names_the_file_and_the_option_that_is_wrong(tmp_path, capfd):
    (tmp_path / "latin").write_bytes("café".encode("latin-1"))
    (tmp_path / "empty").write_bytes(b"")
    assert main(["enrich", str(tmp_path / "latin")]) == 1
    assert "latin is not UTF-8 (byte 3)" in capfd.readouterr().err
    assert main(["enrich", str(tmp_path / "empty")]) == 1
    assert capfd.readouterr().err == f"{tmp_path / 'empty'}: Must hold more than white space.\n"
    assert main(["enrich", str(SEEDS[1]), "--option", "offsets=bits"]) == 1
    assert capfd.readouterr().err == f"{SEEDS[1]}: offsets: Must be one of: codepoint, utf16, utf8.\n"
    assert main(["enrich", str(SEEDS[1]), "--option", "include=body", "--option", "include=quotes"]) == 1
    assert "include: Given more than once." in capfd.readouterr().err


@pytest.mark.skipif(importlib.util.find_spec("ray") is not None, reason="Ray is there")
def test_says_how_to_get_what_an_archive_needs(capfd):
    assert main(["bulk", "--help"]) == 2
    assert "make bulk" in capfd.readouterr().err


@pytest.mark.parametrize(("arguments", "status"), [(["enrich", "/nowhere"], 1), (["enrich", str(ROOT / "seeds")], 1)])
def test_says_what_is_wrong_and_fails(arguments, status, capfd):
    assert main(arguments) == status
    assert capfd.readouterr().err


def test_names_a_pipeline_that_is_not_installed(monkeypatch, capfd):
    monkeypatch.setenv("PIPELINE", "xx_nothing")
    assert main(["enrich", str(SEEDS[0])]) == 2
    assert "xx_nothing" in capfd.readouterr().err
