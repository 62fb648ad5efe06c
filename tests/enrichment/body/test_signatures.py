import pytest

from service.enrichment.body.signatures import sign_off


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("He said so.   -AFP", "-AFP"),
        ("He said so. - AFP", "- AFP"),
        ("He said so. — Reuters", "— Reuters"),
        ("he said.”-AP", "-AP"),
        ("It rained. (Reuters)", "(Reuters)"),
        ("It rained. /AFP", "/AFP"),
        ("-AFP", "-AFP"),
        ("It rained. /dpa", "/dpa"),
        ("It rained. (dpa)", "(dpa)"),
        ("It rained. (AFP, dpa)", "(AFP, dpa)"),
        ("It rained. - ABC/AFP", "- ABC/AFP"),
        ("It rained. (Source: AFP)", "(Source: AFP)"),
        ("It rained. (with Reuters)", "(with Reuters)"),
        ("It rained. -30-", "-30-"),
        ("It rained. ###", "###"),
        ("It rained. ENDS", "ENDS"),
        ("It rained. -ends-", "-ends-"),
        ("###", "###"),
    ],
)
def test_finds_the_sign_off_of_an_agency(line, rest):
    assert line[sign_off(line) :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "He works for AFP",
        "The talks were about the post-USSR",
        "A pact with the anti-NATO",
        "He said so.",
        "It rained. (Photo)",
        "To be or not to be. – William Shakespeare",
        "Flights go from Paris-CDG",
        "It fell to -30",
        "So the story ends",
        "He asked how it ends.",
        "It rained. (See page 3)",
        "It rained. (with his wife)",
        "It rained. (in Reuters, the market)",
        "It rained. #weather",
        "",
    ],
)
def test_leaves_other_endings_alone(line):
    assert sign_off(line) is None
