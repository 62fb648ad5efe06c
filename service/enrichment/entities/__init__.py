"""Find who and what an article is about: `entities.find`, with the names that `entities.load` knows."""

from service.enrichment.entities.aliases import group
from service.enrichment.entities.finding import find
from service.enrichment.entities.gazetteer import Gazetteer, load
from service.enrichment.entities.names import Group, Name

__all__ = ["Gazetteer", "Group", "Name", "find", "group", "load"]
