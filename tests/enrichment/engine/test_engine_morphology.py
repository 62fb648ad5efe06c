import pytest
from spacy.language import Language

from service.enrichment.engine import Engine
from service.enrichment.engine.architecture import require
from service.enrichment.engine.errors import UnsupportedError
from service.enrichment.engine.morphology import read

PAIRS = [
    "There is no money.",
    "There's no money, and there are no plans; there was one.",
    "It ain't over.",
    "They ain't here. The AI n't, they ai not.",
    "We're gonna win. Gonna!",
    "You gotta see it. I have got ta.",
    "Let's go. He let 's it.",
    "C'mon, they said. c'm on on on",
    "Y'all know. Y' all all.",
    "There there is is 's 're there.",
]


def forms(doc):
    return [(token.text, token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_) for token in doc]


@pytest.mark.parametrize("text", PAIRS)
def test_patterns_of_two_tokens_apply(engine: Engine, nlp: Language, text: str):
    for _ in range(2):  # from the components, then from the memo
        assert forms(engine(text)) == forms(nlp(text))


def test_a_memo_filled_by_one_text_serves_another(engine: Engine, nlp: Language):
    engine("The saws sawed. He saw the saw. They were sawing better and best, the geese's leaves left.")
    text = "She saw geese leave; the leaves were better, and the saw's best."
    assert forms(engine(text)) == forms(nlp(text))


REFUSED = [
    ({"patterns": [[{"POS": "NOUN"}]], "attrs": {"POS": "X"}}, "looks at"),
    ({"patterns": [[{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]], "attrs": {"POS": "X"}}, "three tokens"),
    ({"patterns": [[{"LOWER": "a", "OP": "+"}]], "attrs": {"POS": "X"}}, "looks at"),
    ({"patterns": [[{"LOWER": {"NOT_IN": ["a"]}}]], "attrs": {"POS": "X"}}, "excludes words"),
    ({"patterns": [[{"LOWER": "a"}]], "attrs": {"NORM": "b"}}, "sets"),
    ({"patterns": [[{"LOWER": {"REGEX": "."}}, {"LOWER": "b"}]], "attrs": {"POS": "X"}}, "the token between"),
]


@pytest.mark.parametrize(("pattern", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_patterns_that_the_memo_cannot_serve_are_refused(nlp: Language, pattern, why):
    ruler = type(nlp.get_pipe("attribute_ruler"))(nlp.vocab)
    ruler.add(**pattern)
    with pytest.raises(UnsupportedError, match=why):
        read(ruler, nlp.get_pipe("lemmatizer"), 10)


def test_a_requirement_that_holds_says_nothing():
    require(holds=True, what="never seen")
    with pytest.raises(UnsupportedError, match="seen"):
        require(holds=False, what="seen")
