"""Find an article's own headline among a page's lines."""

from service.enrichment.metadata.titles.candidates import candidates
from service.enrichment.metadata.titles.choice import closed_up, keys, without_name, without_site
from service.enrichment.metadata.titles.features import FEW
from service.enrichment.metadata.titles.headline import SITE_SPLIT, Headline

__all__ = ["FEW", "SITE_SPLIT", "Headline", "candidates", "closed_up", "keys", "without_name", "without_site"]
