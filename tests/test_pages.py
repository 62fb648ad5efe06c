"""Made-up pages of odd kinds: what a change breaks shows here before a caller sees it."""

from collections import Counter

from service.enrichment import body, models
from tests.annotated import KINDS, PAGES, REASONS, readings

# At most so many of 700 lines; lower them where a change allows it.
LOST, KEPT, OF_A_WRONG_KIND, FOR_A_WRONG_REASON = 35, 27, 28, 115


def test_every_line_of_every_page_is_annotated_and_accounted_for():
    labeller = body.load(models.newest("body"))
    for page in sorted(PAGES.glob("*.txt")):
        lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = list(readings(page, labeller))
        assert [f"{one.letter} {one.text}" for one in found] == lines
        assert {one.letter for one in found} <= {*KINDS, *REASONS, "?"}


def test_no_more_lines_are_read_wrongly_than_before():
    labeller = body.load(models.newest("body"))
    counts = Counter(one.verdict for page in PAGES.glob("*.txt") for one in readings(page, labeller))
    assert counts["lost"] <= LOST
    assert counts["kept"] <= KEPT
    assert counts["kind"] <= OF_A_WRONG_KIND
    assert counts["reason"] <= FOR_A_WRONG_REASON
    assert counts["right"] > 450
