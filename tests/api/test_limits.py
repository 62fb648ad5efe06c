import pytest

from service.api.limits import depth


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", 0),
        ("plain text < 3 > 2", 0),
        ("<p>one<p>two<br><li>three", 0),
        ("<div><div></div><div></div></div>", 2),
        ("<DIV class='a'><span\nid=b></span></DIV>", 2),
        ("</div></div><div>", 1),
        ("<divx><article><article/>", 2),
        ("<div>" * 5_000, 5_000),
        ("<div " * 50_000, 0),
    ],
)
def test_counts_the_elements_that_must_be_closed(html, expected):
    assert depth(html) == expected
