import runpy
from dataclasses import fields
from pathlib import Path

import pytest

from service.settings import SettingError, Settings
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "0"),
        ("PORT", "http"),
        ("WORKERS", "0"),
        ("MAX_BYTES", "12"),
        ("DEADLINE", "0"),
        ("DEADLINE", "soon"),
        ("LOG_LEVEL", "loud"),
        ("ALIASES", "/nowhere/aliases.json"),
        ("API_KEYS", "short"),
        ("API_KEYS", ", ,"),
    ],
)
def test_names_the_variable_that_cannot_be_used(variable, value):
    with pytest.raises(SettingError, match=f"^{variable} ") as error:
        Settings.from_environment({variable: value})
    assert value not in str(error.value).removeprefix(variable).split("(")[0] or value in ("0", "12")


def test_takes_what_the_environment_says():
    settings = Settings.from_environment({"PORT": "9000", "WORKERS": "", "LOG_LEVEL": "Warning", "DEADLINE": "2.5"})
    assert (settings.port, settings.workers, settings.log_level, settings.deadline) == (9000, 2, "warning", 2.5)


def test_the_readme_lists_every_setting():
    readme = Path(ROOT / "README.md").read_text(encoding="utf-8")
    missing = [one.metadata["variable"] for one in fields(Settings) if f"`{one.metadata['variable']}`" not in readme]
    assert missing == []


def test_gunicorn_says_in_one_line_which_setting_it_cannot_use(monkeypatch):
    monkeypatch.setenv("WORKERS", "many")
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    assert str(ended.value).startswith("Error: WORKERS must be a whole number (")
