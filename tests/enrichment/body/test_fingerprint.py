from itertools import combinations
from pathlib import Path

import pytest

from service.enrichment import body
from service.enrichment.body.fingerprint import fingerprint
from service.enrichment.types import Source
from tests.enrichment.body.articles import BODY

SEEDS = Path(__file__).parents[3] / "seeds"
TEXT = "\n\n".join(BODY)


def bits(left, right):
    return (int(left, 16) ^ int(right, 16)).bit_count()


def test_two_printings_of_an_agency_report_are_nearer_than_any_other_two_seeds(labeller):
    prints = {
        path.name[:3]: body.extract(body.read(Source(path.read_text(encoding="utf-8")), labeller)).fingerprint
        for path in sorted(SEEDS.glob("*.txt"))
    }
    distances = {pair: bits(prints[pair[0]], prints[pair[1]]) for pair in combinations(sorted(prints), 2)}
    assert distances["000", "003"] <= 15
    assert distances["000", "003"] == min(distances.values())


def test_unrelated_articles_differ_in_many_bits():
    other = "Scientists have found a new species of frog in the rain forest, one that sleeps by day under broad leaves."
    assert bits(fingerprint(TEXT), fingerprint(other)) >= 17  # 99.9 % of 45,000 pairs of articles differ in so many


@pytest.mark.parametrize("changed", [TEXT.upper(), TEXT.replace("\n\n", "\n"), " ".join(reversed(BODY))])
def test_case_white_space_and_order_do_not_matter(changed):
    assert fingerprint(changed) == fingerprint(TEXT)


def test_losing_a_paragraph_changes_few_bits():
    assert bits(fingerprint(TEXT), fingerprint("\n\n".join(BODY[:-1]))) <= 14


def test_only_a_text_without_words_has_no_print():
    assert fingerprint("") == fingerprint("  ") == fingerprint("… —") == "0" * 16
    notes = [fingerprint(text) for text in ("Yes.", "No.", "Ann Lee said no.", "It was so.")]
    assert "0" * 16 not in notes
    assert len(set(notes)) == len(notes)
