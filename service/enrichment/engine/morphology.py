"""Part of speech, morphology and lemma: the stock components, run once for each kind of token.

Replaces spaCy's `AttributeRuler` (https://spacy.io/api/attributeruler: patterns over tags, labels and words set
POS, MORPH and some LEMMAs) and rule `Lemmatizer` (https://spacy.io/api/lemmatizer: the remaining lemmas, from the
word, its POS and MORPH), without rewriting either. Both run on documents made of the kinds of token not met
before, and what they set is kept in memos:

* `rules`, by TAG, DEP and, where some pattern mentions the word, LOWER. Few words are mentioned, so
  that some 2,000 kinds are all there are, whatever the articles are about.
* `lemmas`, by ORTH, POS and MORPH, the key of the lemmatizer's own cache.
* `mentions`, by ORTH: LOWER of a word that a pattern mentions, 0 for every other.

The patterns of two tokens ("ai" before "n't", "there" before "is") are kept exact so: with each kind of token `rules`
says which of them it could begin and which it could end. Where a token that could begin one stands before a token
that could end it, the ruler runs on these tokens together.

The memos hold hashes, and the strings of lemmas beside them: a string added within a memory zone is forgotten at the
zone's end, so the lemmas of a document are added to the string store with each document, as stock does.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.lookups import Lookups
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from service.enrichment.engine import attributes
from service.enrichment.engine.architecture import Hashes, Ints, require
from service.enrichment.engine.memo import Memo, mixed

SETTING = ("TAG", "DEP", "POS", "MORPH", "LEMMA")
RULED = len(SETTING)
TAG, DEP, POS, MORPH, LEMMA, BEGINS, ENDS = range(RULED + 2)
"""Columns of `rules`; the last two are the patterns of two tokens a token could begin, and could end, as bits."""
PAIRS = 64
LOOKING = frozenset(("LOWER", "IS_SPACE", "TAG", "DEP"))
"""What a pattern may look at."""
BETWEEN = "-"
"""Stands between tokens that are not neighbours; refused at the start where a pattern of two tokens accepts it."""


@dataclass(frozen=True, slots=True)
class Morphology:
    """The stock components and the memos of what they set."""

    ruler: AttributeRuler
    lemmatizer: Lemmatizer
    halves: Matcher
    """Matches single tokens with each half of each pattern of two: "0 3" is the first half of the fourth."""
    words: frozenset[str]
    """The words that patterns mention, in lower case, and expressions for others."""
    expressions: tuple[re.Pattern[str], ...]
    rules: Memo[np.uint64]
    lemmas: Memo[np.uint64]
    mentions: Memo[np.uint64]
    strings: dict[int, str]
    """The lemmas in the memos, by hash."""


def read(ruler: AttributeRuler, lemmatizer: Lemmatizer, capacity: int) -> Morphology:
    """Return the components with empty memos of that many kinds of token.

    What rules and lemmatizer set has a quarter of the room, since the strings of the lemmas are kept with it: over 700
    articles a quarter of 14,000 takes the time of the whole.

    Raises UnsupportedError where a pattern looks at more than a token's word, tag and label, or at three tokens.
    """
    require(lemmatizer.mode == "rule" and not lemmatizer.overwrite, "lemmas are found otherwise than by rule")
    halves = Matcher(ruler.vocab)
    conditions = []
    pairs = 0
    patterns: list[dict[str, Any]] = list(ruler.patterns)  # spaCy types their values as anything they may be
    for pattern in patterns:
        sets = {str(name) for name in pattern["attrs"]}
        require(sets <= set(SETTING), f"a pattern sets {sorted(sets - set(SETTING))}")
        for tokens in pattern["patterns"]:
            looks = {str(name) for token in tokens for name in token}
            require(looks <= LOOKING, f"a pattern looks at {sorted(looks - LOOKING)}")
            conditions += [token["LOWER"] for token in tokens if "LOWER" in token]
            require(len(tokens) <= 2, "a pattern spans three tokens")
            if len(tokens) == 2:
                halves.add(f"0 {pairs}", [[tokens[0]]])
                halves.add(f"1 {pairs}", [[tokens[1]]])
                pairs += 1
    require(pairs <= PAIRS, f"there are more than {PAIRS} patterns of two tokens")
    between = Doc(ruler.vocab, [BETWEEN])
    require(not pairs or not halves(between, allow_missing=True), "a pattern accepts the token between")
    known = [condition for condition in conditions if isinstance(condition, str)]
    chosen = [condition for condition in conditions if isinstance(condition, dict)]
    require(all(set(condition) <= {"IN", "REGEX"} for condition in chosen), "a pattern excludes words")
    return Morphology(
        ruler=ruler,
        lemmatizer=_with_sets(lemmatizer),
        halves=halves,
        words=frozenset(known).union(*(condition.get("IN", ()) for condition in chosen)),
        expressions=tuple(re.compile(condition["REGEX"]) for condition in chosen if "REGEX" in condition),
        rules=Memo(RULED + 2, np.uint64, capacity // 4),
        lemmas=Memo(1, np.uint64, capacity // 4),
        mentions=Memo(1, np.uint64, capacity),
        strings={},
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
    vocab = doc.vocab
    words, labels = attributes.table(doc, ("ORTH", "DEP")).T

    def mentioned(missing: Ints) -> Hashes:
        return np.array([[_mentioned(morphology, doc, token)] for token in missing.tolist()], dtype=np.uint64)

    mentions = morphology.mentions.rows(words, mentioned)[:, 0]
    kinds = np.stack((words, tags, labels), axis=1)

    def ruled(missing: Ints) -> Hashes:
        return _ruled(morphology, vocab, kinds[missing])

    rows = morphology.rules.rows(mixed(np.stack((mentions, tags, labels), axis=1)), ruled)
    for first, last in _runs(np.flatnonzero(rows[:-1, BEGINS] & rows[1:, ENDS])):
        rows[first:last, :RULED] = _run(morphology, _document(vocab, kinds[first:last]))
    found = rows[:, :RULED]
    open_ = np.flatnonzero(found[:, LEMMA] == 0)
    forms = np.stack((words, found[:, POS], found[:, MORPH]), axis=1)[open_]

    def lemmas(missing: Ints) -> Hashes:
        return _lemmas(morphology, vocab, forms[missing])

    found[open_, LEMMA] = morphology.lemmas.rows(mixed(forms), lemmas)[:, 0]
    for lemma in np.unique(found[:, LEMMA]).tolist():
        vocab.strings.add(morphology.strings[lemma])
    return found


def _mentioned(morphology: Morphology, doc: Doc, token: int) -> int:
    """Return the hash of a word in lower case if a pattern may accept it for what it says, otherwise 0."""
    word = doc[token].lower_
    said = word.isspace() or word in morphology.words or any(known.search(word) for known in morphology.expressions)
    return doc[token].lower if said else 0


def _runs(pairs: Ints) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tokens that overlapping pairs, given by their first tokens, make up."""
    for run in np.split(pairs, np.flatnonzero(np.diff(pairs) > 1) + 1):
        if len(run):
            yield int(run[0]), int(run[-1]) + 2


def _ruled(morphology: Morphology, vocab: Vocab, kinds: Hashes) -> Hashes:
    """Return the rows of `rules` for tokens of these ORTH, TAG and DEP, each as if it stood alone."""
    spaced = np.zeros((2 * len(kinds), 3), dtype=np.uint64)
    spaced[::2] = kinds
    spaced[1::2, 0] = vocab.strings.add(BETWEEN)
    doc = _document(vocab, spaced)
    rows = np.zeros((len(spaced), RULED + 2), dtype=np.uint64)
    matches = morphology.halves(doc, allow_missing=True) if len(morphology.halves) else ()
    for match, token, _ in matches:
        half, pair = vocab.strings[match].split()
        rows[token, ENDS if half == "1" else BEGINS] |= np.uint64(1 << int(pair))
    rows[:, :RULED] = _run(morphology, doc)
    return rows[::2]


def _document(vocab: Vocab, kinds: Hashes) -> Doc:
    """Return a document of tokens of these ORTH, TAG and DEP, shape (tokens, 3)."""
    doc = Doc(vocab, [vocab.strings[orth] for orth in kinds[:, 0].tolist()])
    return attributes.write(doc, ("TAG", "DEP"), kinds[:, 1:])


def _run(morphology: Morphology, doc: Doc) -> Hashes:
    """Run the ruler; return what it set, and keep the strings of the lemmas."""
    morphology.ruler(doc)
    _remember(morphology, doc)
    return attributes.table(doc, SETTING)


def _lemmas(morphology: Morphology, vocab: Vocab, forms: Hashes) -> Hashes:
    """Return the lemmas, shape (forms, 1), of words with this ORTH, POS and MORPH."""
    doc = Doc(vocab, [vocab.strings[orth] for orth in forms[:, 0].tolist()])
    morphology.lemmatizer(attributes.write(doc, ("POS", "MORPH"), forms[:, 1:]))
    morphology.lemmatizer.cache.clear()  # the memo does its work, within a bound
    _remember(morphology, doc)
    return attributes.table(doc, ["LEMMA"])


def _remember(morphology: Morphology, doc: Doc) -> None:
    morphology.strings.update((token.lemma, token.lemma_) for token in doc if token.lemma)


def _forget(morphology: Morphology) -> None:
    """Let go of the strings of lemmas that the memos no longer hold, once they are many."""
    if len(morphology.strings) > morphology.rules.capacity + morphology.lemmas.capacity:
        held = {*morphology.rules.held()[:, LEMMA].tolist(), *morphology.lemmas.held()[:, 0].tolist()}
        for lemma in morphology.strings.keys() - held:
            del morphology.strings[lemma]
