"""Load the spaCy pipeline and the trained artefacts, once, before the workers fork."""

import importlib.metadata
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

from service.enrichment import body, entities, lexicons, places, quotes
from service.enrichment.engine import Engine, accelerate, stock
from service.enrichment.errors import ModelError

ARTEFACTS = Path(__file__).parent.parent / "artefacts"
DATED = re.compile(r"(?P<name>[a-z]+)-(?P<day>\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Models:
    """Everything that is loaded once: the pipeline, the artefacts, and what they are called in the answer."""

    engine: Engine
    labeller: body.Labeller
    gazetteer: entities.Gazetteer
    tagger: quotes.Tagger
    versions: tuple[tuple[str, str], ...]
    """(key of the wire's `model` object, name and version), the pipeline first."""


def load(pipeline: str, aliases: Path | None = None, *, accelerated: bool = True) -> Models:
    """Return the loaded models for the spaCy pipeline of that package name or directory.

    `accelerated`: run it through the engine where its architecture is known, with the same answers.

    Raises ModelError where the pipeline is not installed, or a data file cannot be used.
    """
    # One thread a worker: the others' cores are other workers', and waiting threads spin.
    threadpool_limits(limits=1, user_api="blas")
    # BLIS knows few processors and falls back to a generic kernel: numpy's own BLAS takes 0.73 of its time.
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(_place(pipeline))
    except OSError as error:
        raise ModelError(f"the spaCy pipeline {pipeline!r} is not installed") from error
    fast = accelerate(nlp) if accelerated else stock(nlp, "turned off")
    loaded = Models(
        engine=fast,
        labeller=body.load(newest("body")),
        gazetteer=entities.load(aliases=aliases),
        tagger=quotes.load(newest("quotes")),
        versions=(("pipeline", _version(pipeline, nlp)), ("engine", fast.description), *_artefacts()),
    )
    # Read here, they are shared by the workers that fork from this process.
    for name in lexicons.names():
        lexicons.read(name)
    places.names()
    places.countries()
    return loaded


def newest(name: str) -> Path:
    """Return the directory of the latest artefact of that name.

    Raises ModelError where there is none.
    """
    found = sorted(path for path in ARTEFACTS.glob(f"{name}-*") if DATED.fullmatch(path.name))
    if not found:
        raise ModelError(f"no artefact named {name!r} in {ARTEFACTS.name}")
    return found[-1]


def _place(pipeline: str) -> str | Path:
    """Return what spacy.load() takes for a package: its name, or where it keeps a pipeline that it only carries.

    Packages that carry another's pipeline as data say where by `model_path()`.
    """
    if not pipeline.isidentifier() or importlib.util.find_spec(pipeline) is None:
        return pipeline
    carrier = importlib.import_module(pipeline)
    path: Path | None = carrier.model_path() if hasattr(carrier, "model_path") else None
    return path or pipeline


def _artefacts() -> tuple[tuple[str, str], ...]:
    names = {match["name"] for path in ARTEFACTS.iterdir() if (match := DATED.fullmatch(path.name))}
    return tuple((name, newest(name).name) for name in sorted(names))


def _version(pipeline: str, nlp: Language) -> str:
    """Return "PACKAGE VERSION as installed", or the pipeline's own name and version for a directory."""
    try:
        return f"{pipeline} {importlib.metadata.version(pipeline)}"
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
