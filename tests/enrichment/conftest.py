from pathlib import Path

import pytest

from service.enrichment import body

ARTEFACTS = Path(__file__).parents[2] / "service" / "artefacts"


@pytest.fixture(scope="session")
def labeller() -> body.Labeller:
    return body.load(max(ARTEFACTS.glob("body-*")))
