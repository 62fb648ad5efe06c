"""Article enrichment: raw article text in; clean body, metadata, entities and quotes out."""
