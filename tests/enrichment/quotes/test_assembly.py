"""Pieces of the tagger become spans without the marks around them."""

import pytest

from service.enrichment.quotes import assembly
from service.enrichment.types import Span


@pytest.mark.parametrize(
    ("text", "piece", "kept"),
    [
        ('"We won," she said.', '"We won,"', "We won"),
        ("'We won,' she said.", "'We won,'", "We won"),
        ("He told 'em: 'We won.'", "'We won.'", "We won."),
        ("They've said so.", "'ve said", "'ve said"),
        ("They\u2019ll tell us.", "\u2019ll tell", "\u2019ll tell"),
        ("The minister's word is that", "'s word", "'s word"),
        ("the workers' demand", "the workers'", "the workers'"),
        ("\u2018We won\u2019", "\u2018We won\u2019", "We won"),
        ("'We won' he said", "'We won'", "We won"),
        ('He said: ", ,"', '", ,"', None),
        ("\"I asked, 'What now?'\" she said.", "\"I asked, 'What now?'\"", "I asked, 'What now?'"),
        ("“I asked, ‘What now?’” she said.", "“I asked, ‘What now?’”", "I asked, ‘What now?’"),
        ("\"He told us, 'Never,'\" she said.", "\"He told us, 'Never,'\"", "He told us, 'Never,'"),
        ("\"'No,' is what he said.\"", "\"'No,' is what he said.\"", "'No,' is what he said."),
        ("\"'No,'\" she said.", "\"'No,'\"", "No"),
        ("'We met in the '50s,' she said.", "'We met in the '50s,'", "We met in the '50s"),
        ("'The girls' team won,' she said.", "'The girls' team won,'", "The girls' team won"),
    ],
)
def test_marks_go_and_apostrophes_stay(text: str, piece: str, kept: str | None):
    start = text.index(piece)
    span = assembly.trimmed(text, start, start + len(piece))
    assert (span and text[span.start : span.end]) == kept
    assert span is None or isinstance(span, Span)
