"""Enrich an archive: JSONL, Parquet or WARC in, JSONL or Parquet out, on this machine or on any Ray cluster."""

from service.bulk.command import main

__all__ = ["main"]
