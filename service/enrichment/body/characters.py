"""White space: what a reader does not see. The body folds it and keeps every other character as it was sent."""

import re

LINE_END = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def fold(text: str) -> str:
    """Return the text without white space at its ends and with one space for each run inside.

    No-break spaces and line ends are white space too.
    """
    return " ".join(text.split())


def folded(text: str, start: int = 0, sent: str | None = None) -> tuple[str, tuple[int, ...]]:
    """Return the folded text and where each character of it stands, `start` being the place of the first of `text`.

    The places are empty where all characters stand side by side; a space that stands for several stands for the first. `sent` is
    the text where marks were, for which `text` has blanks: such blanks part words, but not a word from the comma behind it.
    """
    words = text.split()
    short = " ".join(words)
    if short == text:
        return short, ()
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for word in words:
        here = text.index(word, at)
        if pieces and not (sent and _are_marks(sent[at:here]) and not (pieces[-1][-1].isalnum() and word[0].isalnum())):
            pieces.append(" ")
            places.append(start + at)
        pieces.append(word)
        places += range(start + here, start + here + len(word))
        at = here + len(word)
    return "".join(pieces), tuple(places)


def _are_marks(between: str) -> bool:
    """Return whether marks touch the words on both sides: "[the paper](address), which"."""
    return not (between[0].isspace() or between[-1].isspace())
