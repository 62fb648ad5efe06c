"""Every file in examples/ runs as it stands, against a real server."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


def run(*command, **environment):
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_example_is_run_here():
    assert {path.name for path in EXAMPLES.iterdir() if path.is_file() and path.suffix != ".toml"} == {
        "README.md",
        "one_article.sh",
        "archive.py",
        "speakers.mjs",
        "consumer_contract.py",
    }


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_one_article_goes_over_curl(server):
    done = run("sh", EXAMPLES / "one_article.sh", "seeds/002_c6e471aedfec9b13.txt", server)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert all(quote["confidence"] >= 0.5 for quote in answer["quotes"])
    assert "Lukashenko" in answer["body"]["text"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_a_refusal_over_curl_is_printed_and_fails(server, tmp_path):
    (tmp_path / "empty.txt").write_text(" ", encoding="utf-8")
    done = run("sh", EXAMPLES / "one_article.sh", tmp_path / "empty.txt", server)
    assert done.returncode == 1
    assert json.loads(done.stdout)["type"] == "/problems/invalid-request"


def test_an_archive_goes_through_in_one_batch(server, tmp_path):
    for seed in sorted((ROOT / "seeds").glob("*.txt"))[:3]:
        shutil.copy(seed, tmp_path / seed.name)
    (tmp_path / "empty.txt").write_text(" ", encoding="utf-8")
    done = run(sys.executable, EXAMPLES / "archive.py", tmp_path, server)
    assert done.returncode == 0, done.stderr
    titles = [line.split(":")[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert titles == sorted(path.name for path in tmp_path.glob("0*.txt"))
    assert "    Kremlin: " in done.stdout
    assert done.stderr == "empty.txt: The request is not valid\n"


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js here")
def test_speakers_are_cut_out_by_javascripts_own_offsets(server, tmp_path):
    article = (
        "A smile 😀😀 went round the table in Paris on Monday, and the talks go on.\n\n"
        "“We will not leave before the winter,” said Angela Merkel, the German chancellor, on Monday.\n"
    )
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    done = run("node", EXAMPLES / "speakers.mjs", tmp_path / "article.txt", server)
    assert done.returncode == 0, done.stderr
    assert "Angela Merkel" in done.stdout
    assert " – said – We will not leave before the winter" in done.stdout


def test_the_consumers_contract_holds(server):
    done = run(
        *(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", EXAMPLES / "consumer_contract.py"),
        ENRICHMENT_URL=server,
    )
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout
