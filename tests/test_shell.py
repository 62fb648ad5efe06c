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


@pytest.mark.parametrize(("arguments", "status"), [(["enrich", "/nowhere"], 1), (["enrich", str(ROOT / "seeds")], 1)])
def test_says_what_is_wrong_and_fails(arguments, status, capfd):
    assert main(arguments) == status
    assert capfd.readouterr().err


def test_names_a_pipeline_that_is_not_installed(monkeypatch, capfd):
    monkeypatch.setenv("PIPELINE", "xx_nothing")
    assert main(["enrich", str(SEEDS[0])]) == 2
    assert "xx_nothing" in capfd.readouterr().err
