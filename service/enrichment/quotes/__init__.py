"""Who said what: the words, the cue, the mention that speaks and whose name it stands for."""

from service.enrichment.quotes.finding import Tagger, find, load

__all__ = ["Tagger", "find", "load"]
