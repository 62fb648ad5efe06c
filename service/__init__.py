"""Article enrichment: raw article text in; clean body, metadata, entities and quotes out."""

__version__ = "0.1.0"
