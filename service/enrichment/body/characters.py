"""White space: what a reader does not see. The body folds it and keeps every other character as it was sent."""

import re

LINE_END = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def fold(text: str) -> str:
    """Return the text without white space at its ends and with one space for each run inside.

    No-break spaces and line ends are white space too.
    """
    return " ".join(text.split())
