"""Who said what: the words, the cue, the mention that speaks and whose name it stands for."""

from service.enrichment.quotes.finding import find
from service.enrichment.quotes.tagger import Tagger, load

__all__ = ["Tagger", "find", "load"]
