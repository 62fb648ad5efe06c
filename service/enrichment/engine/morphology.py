"""Part of speech, morphology and lemma: the stock components, run once for each kind of token.

Replaces spaCy's `AttributeRuler` (https://spacy.io/api/attributeruler: patterns over tags, labels and words set
POS, MORPH and some LEMMAs) and rule `Lemmatizer` (https://spacy.io/api/lemmatizer), without rewriting
either. Nearly all patterns are about one token, and what they and the lemmatizer look at follows from its ORTH, TAG and
DEP; so the components run on a document made of the tokens not met before, one of each kind, and
what they set is kept in a memo. Between these tokens stands one that no pattern of two tokens accepts.

The patterns of two tokens ("ai" before "n't", "there" before "is") are kept exact so: with each kind of token the memo
says which of them it could begin and which it could end. Where a token that begins one stands before a token
that ends it, the components run on these tokens together.

The memo holds hashes, and a lemma's string beside its hash: a string added within a memory zone is forgotten at the
zone's end, so the lemmas of a document are added to the string store with each document, as stock does.
"""

import copy
from dataclasses import dataclass

import numpy as np
from spacy.lookups import Lookups
from spacy.matcher import Matcher
from spacy.parts_of_speech import X
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from service.enrichment.engine.architecture import Hashes, Ints, require
from service.enrichment.engine.memo import Memo, mixed

DECIDING = ("ORTH", "TAG", "DEP")
FOLLOWING = frozenset((*DECIDING, "TEXT", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "LENGTH", "IS_SPACE", "IS_PUNCT"))
"""What a pattern may look at: attributes that follow from the deciding ones."""
SETTING = ("TAG", "DEP", "POS", "MORPH", "LEMMA")
LEMMA = SETTING.index("LEMMA")
PAIRS = 64
"""One bit for each pattern of two tokens."""
BEGINS, ENDS = len(SETTING), len(SETTING) + 1
"""Columns of the memo behind those of SETTING: the patterns a token could begin, and could end."""
BETWEEN = "-"
"""Stands between tokens that are not neighbours; refused at the start where a pattern of two tokens accepts it."""


@dataclass(frozen=True, slots=True)
class Morphology:
    """The stock components and the memo of what they set."""

    ruler: AttributeRuler
    lemmatizer: Lemmatizer
    halves: Matcher
    """Matches single tokens with each half of each pattern of two: "0 3" is the first half of the third."""
    memo: Memo[np.uint64]
    lemmas: dict[int, str]
    """The strings of the lemmas in the memo, by hash."""


def read(ruler: AttributeRuler, lemmatizer: Lemmatizer, capacity: int) -> Morphology:
    """Return the components with an empty memo of that many kinds of token.

    Raises UnsupportedError where a pattern looks at more than a token's word, tag and label, or at three tokens.
    """
    require(lemmatizer.mode == "rule" and not lemmatizer.overwrite, "lemmas are found otherwise than by rule")
    halves = Matcher(ruler.vocab)
    pairs = 0
    for pattern in ruler.patterns:
        sets = {str(name) for name in pattern["attrs"]}
        require(sets <= set(SETTING), f"a pattern sets {sorted(sets - set(SETTING))}")
        for tokens in pattern["patterns"]:
            looks = {str(name) for token in tokens for name in token}
            require(looks <= FOLLOWING, f"a pattern looks at {sorted(looks - FOLLOWING)}")
            require(len(tokens) <= 2, "a pattern spans three tokens")
            if len(tokens) == 2:
                halves.add(f"0 {pairs}", [[tokens[0]]])
                halves.add(f"1 {pairs}", [[tokens[1]]])
                pairs += 1
    require(pairs <= PAIRS, f"there are more than {PAIRS} patterns of two tokens")
    require(not halves(Doc(ruler.vocab, [BETWEEN]), allow_missing=True), "a pattern accepts the token between")
    return Morphology(
        ruler=ruler,
        lemmatizer=_with_sets(lemmatizer),
        halves=halves,
        memo=Memo(len(SETTING) + 2, np.uint64, capacity),
        lemmas={},
    )


def _with_sets(lemmatizer: Lemmatizer) -> Lemmatizer:
    """Return a lemmatizer with its own cache, that finds the words of its index in sets, not in lists."""
    twin = copy.copy(lemmatizer)
    twin.cache = {}
    twin.lookups = Lookups()
    for name in lemmatizer.lookups.tables:
        table = lemmatizer.lookups.get_table(name)
        known = {key: frozenset(words) for key, words in table.items()} if name == "lemma_index" else dict(table)
        twin.lookups.add_table(name, known)
    twin.lemmatize = twin.rule_lemmatize
    return twin


def analyse(morphology: Morphology, doc: Doc, tags: Hashes) -> Hashes:
    """Return the attributes in SETTING of each token, shape (tokens, 5), for a parsed document and the tagger's tags."""
    _forget(morphology)
    kinds = doc.to_array(DECIDING)
    kinds[:, 1] = tags

    def compute(missing: Ints) -> Hashes:
        return _alone(morphology, doc.vocab, kinds[missing])

    rows = morphology.memo.rows(mixed(kinds), compute)
    found = rows[:, : len(SETTING)]
    pairs = np.flatnonzero(rows[:-1, BEGINS] & rows[1:, ENDS])
    for first, last in _runs(pairs):
        found[first:last] = _together(morphology, doc.vocab, kinds[first:last])
    for lemma in np.unique(found[:, LEMMA]).tolist():
        doc.vocab.strings.add(morphology.lemmas[lemma])
    return found


def _runs(pairs: Ints) -> list[tuple[int, int]]:
    """Return the stretches of tokens that overlapping pairs, given by their first tokens, make up."""
    runs: list[tuple[int, int]] = []
    for first in pairs.tolist():
        if runs and runs[-1][1] > first:
            runs[-1] = (runs[-1][0], first + 2)
        else:
            runs.append((first, first + 2))
    return runs


def _alone(morphology: Morphology, vocab: Vocab, kinds: Hashes) -> Hashes:
    """Return the memo's rows for tokens of these ORTH, TAG and DEP, each as if it stood alone."""
    spaced = np.zeros((2 * len(kinds), len(DECIDING)), dtype=np.uint64)
    spaced[::2] = kinds
    spaced[1::2, 0] = vocab.strings.add(BETWEEN)
    doc = _document(vocab, spaced)
    rows = np.zeros((len(spaced), len(SETTING) + 2), dtype=np.uint64)
    for match, token, _ in morphology.halves(doc, allow_missing=True):
        half, pair = vocab.strings[match].split()
        rows[token, ENDS if half == "1" else BEGINS] |= np.uint64(1 << int(pair))
    rows[:, : len(SETTING)] = _set(morphology, doc)
    return rows[::2]


def _together(morphology: Morphology, vocab: Vocab, kinds: Hashes) -> Hashes:
    return _set(morphology, _document(vocab, kinds))


def _document(vocab: Vocab, kinds: Hashes) -> Doc:
    doc = Doc(vocab, [vocab.strings[orth] for orth in kinds[:, 0].tolist()])
    return doc.from_array(["TAG", "DEP"], np.ascontiguousarray(kinds[:, 1:]))


def _set(morphology: Morphology, doc: Doc) -> Hashes:
    """Run the stock components; return what they set, and keep the strings of the lemmas."""
    morphology.ruler(doc)
    for token in doc:
        if not token.tag:  # one between: the lemmatizer warns of tokens without a part of speech
            token.pos = X
    morphology.lemmatizer(doc)
    found: Hashes = doc.to_array(SETTING)
    morphology.lemmas.update((token.lemma, token.lemma_) for token in doc)
    return found


def _forget(morphology: Morphology) -> None:
    """Keep the strings and the stock lemmatizer's own cache within the bound of the memo."""
    if len(morphology.lemmatizer.cache) > morphology.memo.capacity:
        morphology.lemmatizer.cache.clear()
    if len(morphology.lemmas) > 2 * morphology.memo.capacity:
        held = set(morphology.memo.held()[:, LEMMA].tolist())
        for lemma in morphology.lemmas.keys() - held:
            del morphology.lemmas[lemma]
