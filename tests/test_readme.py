"""The README's examples run as they stand, against a real server."""

import re
import shutil
import subprocess
import sys

import orjson
import pytest

from tests.conftest import ROOT

EXAMPLE = re.compile(r"<!-- example: (?P<name>\w+) -->\n```\w+\n(?P<code>.*?)```", re.DOTALL)
EXAMPLES = {
    found["name"]: found["code"] for found in EXAMPLE.finditer((ROOT / "README.md").read_text(encoding="utf-8"))
}


def run(server, command, code):
    code = code.replace("http://127.0.0.1:8080", server)
    done = subprocess.run([*command, code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_is_an_example_for_each_language():
    assert list(EXAMPLES) == ["curl", "python", "javascript"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(server):
    answer = orjson.loads(run(server, ["sh", "-c"], EXAMPLES["curl"]))
    assert answer["quotes"][0]["text"].startswith("We will not stop")
    assert answer["quotes"][0]["speaker"]["name"] == "Ann Lee"


def test_python(server):
    assert "Katsiaryna Shmatsina |" in run(server, [sys.executable, "-c"], EXAMPLES["python"])


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_javascript(server):
    printed = run(server, ["node", "--input-type=module", "-e"], EXAMPLES["javascript"]).split("\n")
    assert "PERSON Ann Lee Ann Lee" in printed
