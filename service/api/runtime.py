"""What create_app() assembles and the endpoints use."""

from dataclasses import dataclass

from service.api.admission import Gate
from service.enrichment.pipeline import Pipeline
from service.settings import Settings


@dataclass(slots=True)
class Runtime:
    """The settings, the pipeline, the gate before it, and the contract as served."""

    settings: Settings
    pipeline: Pipeline
    gate: Gate
    versions: tuple[tuple[str, str], ...]
    contract_json: bytes = b"{}"
    contract_yaml: bytes = b""
    warm: bool = False
