"""The article's own prose, told from the page around it: one pass gives every line its role."""

from service.enrichment.body.extraction import extract
from service.enrichment.body.labeller import Labeller, load
from service.enrichment.body.reading import read

__all__ = ["Labeller", "extract", "load", "read"]
