"""The symbols of every token that the tagger reads, as integer arrays over the whole article.

Only strings and symbols that every English spaCy pipeline gives (words, lemmas, tags, dependencies, entity types) are
used, hashed into a fixed number of rows, so that the tagger does not depend on one pipeline. Training calls `read` too.
"""

from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy import attrs
from spacy.strings import StringStore
from spacy.symbols import IDS
from spacy.tokens import Doc

from service.enrichment import lexicons
from service.enrichment.quotes.marks import Quoted
from service.enrichment.types import Body

STRINGS = StringStore()
"""Empty: only hashes are asked of it."""
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

LEXICAL = (("lower", 12289), ("lemma", 6151), ("suffix", 1031), ("head lemma", 3079), ("clause lemma", 3079))
"""Column and number of rows of the features that name a word; rows are primes, so that a modulus hashes well."""

SYMBOLS = (
    ("shape", 257),
    ("tag", 127),
    ("dep", 127),
    ("entity", 127),
    ("head tag", 127),
    ("clause dep", 127),
    ("clause deps", 509),
    ("head offset", 24),
    ("depth", 12),
    ("from sentence start", 16),
    ("to sentence end", 16),
    ("from paragraph start", 16),
    ("to paragraph end", 16),
    ("edges", 16),
    ("reporting", 16),
    ("marks", 8),
    ("from mark", 16),
    ("to mark", 16),
    ("stretch", 32),
)
"""Column and number of rows of the features that name no word."""

MARKS = [name for name, _ in SYMBOLS].index("marks")

LINKS = ("head", "clause", "clause above", "subject", "complement", "before", "after", "sentence", "paragraph")
"""The other tokens whose state a token reads."""

COLUMNS = (
    attrs.LOWER,
    attrs.LEMMA,
    attrs.SUFFIX,
    attrs.SHAPE,
    attrs.POS,
    attrs.TAG,
    attrs.DEP,
    attrs.HEAD,
    attrs.ENT_TYPE,
    attrs.ENT_IOB,
    attrs.SENT_START,
    attrs.IDX,
    attrs.LENGTH,
    attrs.IS_SPACE,
)
REACH = 16
"""How many heads are climbed in search of a clause, a power of two."""

EDGES = np.array([0, 1, 2, 3, 4, 5, 6, 8, 11, 15, 20, 27, 37, 50, 80])
BUCKETS = np.searchsorted(EDGES, np.arange(EDGES[-1] + 2), side="left")
"""The bucket of each distance; the last for all that are longer."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the tagger reads of an article of n tokens.

    `lexical` (n, 5) and `symbols` (n, 19) hold rows of the embedding tables, `words` (n,) the hash of each lower-case
    word, `links` (n, 9) token indices, `paragraph` (n,) the number of the paragraph or -1 outside all of them,
    `starts` and `ends` (n,) code points.
    """

    lexical: Ints
    symbols: Ints
    words: Hashes
    links: Ints
    paragraph: Ints
    starts: Ints
    ends: Ints


def _symbol(name: str) -> int:
    """Return the number that spaCy gives a symbol: small for the built-in names, a hash otherwise."""
    return int(IDS[name]) if name in IDS else int(STRINGS.as_int(name))


def read(doc: Doc, body: Body, quoted: tuple[Quoted, ...]) -> Features:
    """Return the features of the parsed body; the cost is linear in the number of tokens."""
    n = len(doc)
    table = np.ascontiguousarray(cast(Hashes, doc.to_array(list(COLUMNS))).T)
    column = dict(zip(COLUMNS, table, strict=True))
    starts = column[attrs.IDX].astype(np.int64)
    ends = starts + column[attrs.LENGTH].astype(np.int64)
    tree = _Tree.of(column)
    sentence = _runs(column[attrs.SENT_START].astype(np.int64) == 1)
    paragraph = _inside(starts, ends, [(p.span.start, p.span.end) for p in body.paragraphs])
    paragraph[column[attrs.IS_SPACE].astype(bool)] = -1
    paragraphs = _runs(np.diff(paragraph, prepend=-2) != 0)
    stretch = _inside(starts, ends, [(q.span.start, q.span.end) for q in quoted])
    marks = _Marks.of(stretch, starts, ends, quoted, n)
    symbols = np.stack(
        [
            *_tags(column, tree),
            *_positions(tree, sentence, paragraphs),
            tree.edges(),
            _reports(column[attrs.LEMMA], tree),
            marks.state,
            marks.since,
            marks.until,
            _kinds(quoted)[stretch] * 4 + _opens_marked(starts, paragraphs, quoted) * 2 + (marks.until_paragraph > 0),
        ],
        axis=1,
    ).astype(np.int64)
    links = np.stack(
        [
            tree.head,
            tree.clause,
            tree.above,
            tree.subject,
            tree.complement,
            marks.before,
            marks.after,
            sentence.first,
            paragraphs.first,
        ],
        axis=1,
    )
    return Features(_lexical(column, tree), symbols, column[attrs.LOWER], links, paragraph, starts, ends)


@dataclass(frozen=True, slots=True)
class _Tree:
    """The parse: of each token the head, the clause it is in and the one above, that clause's subject and complement."""

    head: Ints
    clause: Ints
    above: Ints
    subject: Ints
    complement: Ints
    left: Ints
    right: Ints
    depth: Ints

    @classmethod
    def of(cls, column: dict[int, Hashes]) -> "_Tree":
        pos, dep = column[attrs.POS], column[attrs.DEP]
        here = np.arange(len(dep))
        head = np.clip(here + column[attrs.HEAD].astype(np.int64), 0, max(len(dep) - 1, 0))
        is_clause = _any_of(pos, "VERB", "AUX") & ~_any_of(dep, "aux", "auxpass") | (head == here)
        clause = _climb(here, head, is_clause)
        above = _climb(head[clause], head, is_clause)
        subject = _child(head, _any_of(dep, "nsubj", "nsubjpass", "csubj", "expl"), clause)
        complement = _child(head, _any_of(dep, "ccomp", "xcomp", "dobj", "attr", "acomp", "oprd"), clause)
        return cls(head, clause, above, subject, complement, *_edges(head))

    def edges(self) -> Ints:
        """Return 0 to 15: whether each token begins or ends its clause, and the one above."""
        here = np.arange(len(self.head))
        begins, ends = self.left[self.clause] == here, self.right[self.clause] == here
        begins_above, ends_above = self.left[self.above] == here, self.right[self.above] == here
        edges: Ints = begins + 2 * ends + 4 * begins_above + 8 * ends_above
        return edges


def _lexical(column: dict[int, Hashes], tree: _Tree) -> Ints:
    """Return the rows (n, 5) of the features that name a word."""
    lower, lemma = column[attrs.LOWER], column[attrs.LEMMA]
    told = (lower, lemma, column[attrs.SUFFIX], lemma[tree.head], lemma[tree.clause])
    rows = [values % np.uint64(size) for values, (_, size) in zip(told, LEXICAL, strict=True)]
    return np.stack(rows, axis=1).astype(np.int64)


def _tags(column: dict[int, Hashes], tree: _Tree) -> list[Ints]:
    """Return the columns of `SYMBOLS` from "shape" to "clause deps"."""
    dep, tag = column[attrs.DEP], column[attrs.TAG]
    entity = column[attrs.ENT_TYPE] * np.uint64(4) + column[attrs.ENT_IOB]
    pair = dep[tree.clause] * np.uint64(31) + dep[tree.above]
    told = (column[attrs.SHAPE], tag, dep, entity, tag[tree.head], dep[tree.clause], pair)
    return [_mod(values, size) for values, (_, size) in zip(told, SYMBOLS, strict=False)]


def _positions(tree: _Tree, sentence: "_Runs", paragraphs: "_Runs") -> list[Ints]:
    """Return the columns of `SYMBOLS` from "head offset" to "to paragraph end"."""
    here = np.arange(len(tree.head))
    away = np.minimum(_bucket(np.abs(tree.head - here)), 11)
    runs = (here - sentence.first, sentence.last - here, here - paragraphs.first, paragraphs.last - here)
    return [np.where(tree.head < here, 12, 0) + away, np.minimum(tree.depth, 11), *map(_bucket, runs)]


def _reports(lemma: Hashes, tree: _Tree) -> Ints:
    """Return 0 to 15: whether a verb of reporting is each token, its clause's, the one's above, its head."""
    verbs = _reporting()
    reports = verbs[np.minimum(np.searchsorted(verbs, lemma), len(verbs) - 1)] == lemma
    flags: Ints = reports + 2 * reports[tree.clause] + 4 * reports[tree.above] + 8 * reports[tree.head]
    return flags


def _kinds(quoted: tuple[Quoted, ...]) -> Ints:
    """Return the kind of each stretch, 1 to 4, and last 0, for what lies in none."""
    return np.array([1 + q.open + 2 * q.continues for q in quoted] + [0], dtype=np.int64)


def _opens_marked(starts: Ints, paragraphs: "_Runs", quoted: tuple[Quoted, ...]) -> Ints:
    """Return 1 for the tokens of a paragraph whose own first characters open a stretch, else 0."""
    if not (len(quoted) and len(starts)):
        return np.zeros(len(starts), dtype=np.int64)
    opening = np.array([q.span.start for q in quoted], dtype=np.int64)
    first = starts[paragraphs.first]
    nearest = np.clip(np.searchsorted(opening, first), 0, len(quoted) - 1)
    return (opening[nearest] - first <= 2).astype(np.int64) * (opening[nearest] >= first)


@cache
def _reporting() -> Hashes:
    return np.array(sorted(_symbol(verb) for verb in lexicons.read("reporting_verbs.en")), dtype=np.uint64)


def _any_of(values: Hashes, *names: str) -> NDArray[np.bool_]:
    found = np.zeros(len(values), np.bool_)
    for name in names:
        found |= values == np.uint64(_symbol(name))
    return found


def _mod(values: Hashes, rows: int) -> Ints:
    return (values % np.uint64(rows)).astype(np.int64)


def _bucket(distance: Ints) -> Ints:
    """Return 0 to 15 for a distance in tokens, finer where it is short."""
    return BUCKETS[np.minimum(distance, len(BUCKETS) - 1)]


def _climb(start: Ints, head: Ints, stop: NDArray[np.bool_]) -> Ints:
    """Return for each token the nearest head, itself included, where `stop` holds."""
    above = np.where(stop, np.arange(len(head)), head)
    for _ in range(REACH.bit_length() - 1):  # each time twice as far up
        above = above[above]
    return above[start]


def _child(head: Ints, wanted: NDArray[np.bool_], of: Ints) -> Ints:
    """Return for each token the first wanted child of the token `of` names, or that token itself."""
    child = np.arange(len(head))
    which = np.flatnonzero(wanted)[::-1]
    child[head[which]] = which
    return child[of]


def _edges(head: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the first and the last token of what hangs from each token, and how many heads stand above it.

    The deepest tokens hand theirs up first.
    """
    here = np.arange(len(head))
    left, right = here.copy(), here.copy()
    depth, jump = (head != here).astype(np.int64), head
    for _ in range(len(head).bit_length()):  # each time twice as far up
        depth, jump = depth + depth[jump], jump[jump]
    order = np.argsort(-depth, kind="stable")
    for level in np.split(order, np.flatnonzero(np.diff(depth[order])) + 1)[:-1]:
        np.minimum.at(left, head[level], left[level])
        np.maximum.at(right, head[level], right[level])
    return left, right, depth


@dataclass(frozen=True, slots=True)
class _Runs:
    """The first and the last token of the run that each token belongs to."""

    first: Ints
    last: Ints


def _runs(begins: NDArray[np.bool_]) -> _Runs:
    n = len(begins)
    if not n:
        return _Runs(np.zeros(0, np.int64), np.zeros(0, np.int64))
    begins = begins.copy()
    begins[0] = True
    first = np.flatnonzero(begins)
    last = np.append(first[1:], n) - 1
    run = np.cumsum(begins) - 1
    return _Runs(first[run], last[run])


def _inside(starts: Ints, ends: Ints, spans: list[tuple[int, int]]) -> Ints:
    """Return for each token the number of the span (sorted, disjoint) that holds its first character, or -1."""
    if not spans:
        return np.full(len(starts), -1, dtype=np.int64)
    table = np.array(spans, dtype=np.int64)
    which = np.searchsorted(table[:, 0], ends, side="left") - 1
    return np.where((which >= 0) & (starts < table[np.maximum(which, 0), 1]), which, -1)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where each token stands between the quote marks."""

    state: Ints
    since: Ints
    until: Ints
    before: Ints
    after: Ints
    until_paragraph: Ints

    @classmethod
    def of(cls, stretch: Ints, starts: Ints, ends: Ints, quoted: tuple[Quoted, ...], n: int) -> "_Marks":
        """Read the state off the stretches: outside, inside, or a mark itself."""
        here = np.arange(n)
        if not quoted or not n:
            zero = np.zeros(n, np.int64)
            return cls(zero, zero + 15, zero + 15, here, here, zero)
        begin = np.array([q.span.start for q in quoted], dtype=np.int64)
        end = np.array([q.span.end for q in quoted], dtype=np.int64)
        first = np.searchsorted(ends, begin, side="right")
        last = np.searchsorted(starts, end, side="left") - 1
        inside = stretch >= 0
        state = inside.astype(np.int64)
        opener = np.clip(first - 1, 0, n - 1)
        closer = np.clip(last + 1, 0, n - 1)
        state[opener[~inside[opener]]] = 2
        state[closer[~inside[closer]]] += 3
        previous = np.clip(np.searchsorted(first, here, side="right") - 1, 0, len(quoted) - 1)
        following = np.clip(np.searchsorted(last, here, side="left"), 0, len(quoted) - 1)
        own = np.maximum(stretch, 0)
        before = np.where(inside, np.maximum(first[own] - 2, 0), np.where(last[previous] < here, last[previous], here))
        after = np.where(
            inside, np.minimum(last[own] + 2, n - 1), np.where(first[following] > here, first[following], here)
        )
        since = _bucket(np.abs(here - np.where(inside, first[own], last[previous])))
        until = _bucket(np.abs(np.where(inside, last[own], first[following]) - here))
        whole = np.where(inside, (end[own] - begin[own] > 200).astype(np.int64), 0)
        return cls(np.minimum(state, 7), since, until, before, after, whole)
