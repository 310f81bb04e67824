"""Other ways to find the phrasing nearest to a question. Each is built from texts and gives a function from text to place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec

from rapidfuzz import fuzz, process

from benchmarks.synthetic import EACH
from bot.matching.bm25 import BM25
from bot.matching.index import HybridIndex
from bot.matching.text import stem, tokens_of

Finder = Callable[[str], object]
OURS = "strikebot index"
BARE = "strikebot BM25"


def hybrid(texts: Sequence[str]) -> Finder:
    """The bot's own index, from the typed text on; an entry for every few phrasings."""
    tokens = [tokens_of(text) for text in texts]
    index = HybridIndex([(str(start), tokens[start : start + EACH]) for start in range(0, len(tokens), EACH)])
    return lambda question: index.rank(tokens_of(question), top=10)


def bare(texts: Sequence[str]) -> Finder:
    """The bot's own BM25 over stems, one document a phrasing, as bm25s has it."""
    index = BM25([stem(token) for token in tokens_of(text)] for text in texts)
    return lambda question: index.search(map(stem, tokens_of(question)), top=10)


def scan(texts: Sequence[str]) -> Finder:
    """A plain scan over all phrasings with rapidfuzz."""
    folded = [" ".join(tokens_of(text)) for text in texts]
    return lambda question: process.extractOne(
        " ".join(tokens_of(question)), folded, scorer=fuzz.token_set_ratio
    )


def bm25(texts: Sequence[str]) -> Finder:
    """bm25s over stems, one document a phrasing."""
    import bm25s

    retriever = bm25s.BM25()
    retriever.index([[stem(token) for token in tokens_of(text)] for text in texts], show_progress=False)
    known = set(retriever.vocab_dict)
    most = min(10, len(texts))

    def find(question: str) -> object:
        words = [word for word in map(stem, tokens_of(question)) if word in known]
        return retriever.retrieve([words], k=most, show_progress=False, n_threads=0) if words else None

    return find


def tf_idf(texts: Sequence[str]) -> Finder:
    """scikit-learn: word 1- and 2-grams and character 3- to 5-grams, nearest by cosine."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union

    union = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )
    transposed = union.fit_transform(texts).T.tocsr()
    return lambda question: int((union.transform([question]) @ transposed).toarray()[0].argmax())


_PEERS: dict[str, tuple[str, Callable[[Sequence[str]], Finder]]] = {
    "rapidfuzz scan": ("rapidfuzz", scan),
    "bm25s": ("bm25s", bm25),
    "scikit-learn tf-idf": ("sklearn", tf_idf),
}


def builders(*, peers: bool) -> dict[str, Callable[[Sequence[str]], Finder]]:
    """The index, the bare BM25, and the peers that are installed."""
    found: dict[str, Callable[[Sequence[str]], Finder]] = {OURS: hybrid, BARE: bare}
    if peers:
        found |= {name: build for name, (module, build) in _PEERS.items() if find_spec(module)}
    return found
