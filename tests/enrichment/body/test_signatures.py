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
        "",
    ],
)
def test_leaves_other_endings_alone(line):
    assert sign_off(line) is None
