"""Tell from titles and nouns whether a woman or a man is spoken of."""

from collections.abc import Sequence

from service.enrichment import lexicons


def gendered(told: Sequence[str]) -> str:
    """Return "f" or "m" where one of the words is said of women or of men only, else nothing."""
    for word in (word.lower().rstrip(".,") for word in told):
        if word in lexicons.read("female_words"):
            return "f"
        if word in lexicons.read("male_words"):
            return "m"
    return ""
