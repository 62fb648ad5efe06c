"""Read the ISO 8601 value of a date as the article writes it."""

from datetime import date


def value(text: str, reference: date | None) -> str | None:
    """Return the day, month or year that the text stands for, or None where it cannot be told."""
    return None
