"""What was trained ships with its card, unchanged since it was written, small, and never as a pickle."""

import hashlib

import pytest

from tests.conftest import ROOT

ARTEFACTS = sorted((ROOT / "service/artefacts").iterdir())


def test_every_learned_stage_has_one():
    assert [path.name.rpartition("-")[0].rsplit("-", 2)[0] for path in ARTEFACTS] == [
        "body",
        "gazetteer",
        "metadata",
        "quotes",
    ]


@pytest.mark.parametrize("artefact", ARTEFACTS, ids=lambda path: path.name)
def test_holds_what_its_sums_say(artefact):
    listed = dict(
        reversed(line.split(maxsplit=1)) for line in (artefact / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    )
    assert {path.name for path in artefact.iterdir()} - set(listed) <= {"SHA256SUMS", "CARD.md"}
    for name, digest in listed.items():
        assert hashlib.sha256((artefact / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("artefact", ARTEFACTS, ids=lambda path: path.name)
def test_is_small_and_has_a_card(artefact):
    assert sum(path.stat().st_size for path in artefact.iterdir()) < 10 * 1024 * 1024
    card = (artefact / "CARD.md").read_text(encoding="utf-8")
    assert "python -m training" in card or "rebuild.sh" in card or "build.py" in card
    assert not [path for path in artefact.iterdir() if path.suffix in (".pkl", ".pickle", ".joblib", ".pt")]
