from service.enrichment import body
from service.enrichment.body.explain import explain
from service.enrichment.types import Source
from tests.enrichment.body.articles import BODY, LINES, TITLE


def test_shows_every_line_with_its_decision(labeller):
    page = body.read(Source("\n".join(LINES)), labeller)
    shown = explain(page, colour=False).splitlines()
    assert len(shown) == len(LINES)
    decided = dict(zip(LINES, shown, strict=True))
    assert all(decided[part].startswith("+ body") for part in BODY)
    assert decided[TITLE].startswith("- title/metadata")


def test_colours_can_be_left_out(labeller):
    page = body.read(Source("\n\n".join(LINES)), labeller)
    assert "\033[" in explain(page)
    assert "\033[" not in explain(page, colour=False)
