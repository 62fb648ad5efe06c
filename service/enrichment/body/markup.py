"""Render mark-up as the lines a reader sees."""

import trafilatura


def render(html: str) -> str:
    """Return the text of a page, one line for each block."""
    return trafilatura.html2txt(html) or ""
