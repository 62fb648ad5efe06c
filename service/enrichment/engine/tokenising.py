"""The tokens: spaCy's own tokenizer, kept from the one input that takes it quadratic time.

The tokenizer (https://spacy.io/usage/linguistic-features#how-tokenizer-works) takes marks off both ends of a stretch
without white space, one at a time, and looks at all that is left after each: 4,000 quote marks in a row take 1.2 s,
16,000 take 21 s. No text that people write has hundreds of marks in a row, so such a row is handed over in pieces.
"""

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

ROW_OF_MARKS = re.compile(r"[^\w\s]{400,}")
PIECE = 25


def tokenise(nlp: Language, text: str) -> Doc:
    """Return the text's tokens, as the pipeline's tokenizer has them; rows of 400 marks and more are cut every 25.

    Raises ValueError where the text is longer than the pipeline takes.
    """
    rows = list(ROW_OF_MARKS.finditer(text))
    if not rows:
        return nlp.make_doc(text)
    cuts = {0, len(text)}.union(*(range(row.start(), row.end(), PIECE) for row in rows), (row.end() for row in rows))
    tokens = [token for start, end in pairwise(sorted(cuts)) for token in nlp.make_doc(text[start:end])]
    return Doc(nlp.vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])
