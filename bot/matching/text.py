"""From what a person typed to tokens: one normal form for questions, phrasings and entries."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

from bot.matching.lookalikes import latin

QUESTION_LIMIT = 600
"""Characters of a question that are read; the rest says nothing more about what is asked."""

_FENCE = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]{0,200}\]\([^)\s]{0,500}\)|<?https?://\S+|www\.\S+", re.IGNORECASE)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w+:)\d+>|@(?:everyone|here)\b", re.IGNORECASE)
_MARKUP = re.compile(r"(?P<number>(?<=\d)(?:_|\*\*)(?=\d))|[*_~`|>#]+")
"""What stands in a number is none: `1_000`, `10**2`."""
_NOT = re.compile(r"(?<=\w)n't\b")
_CLITIC = re.compile(r"(?<=\w)'(?:s|m|re|ve|ll|d)\b|(?<=s)'(?=\s|$)")
_IS = re.compile(r"\b(what|who|when|where|how|that|it|there|here)'s\b")
_TOKEN = re.compile(r"[^\W_]+")
_CONTRACTED = {
    "wats": "what is",
    "wat": "what",
    "wut": "what",
    "whats": "what is",
    "da": "the",
    "ya": "you",
    "yall": "you all",
    "theyd": "they would",
    "theyll": "they will",
    "hes": "he is",
    "shes": "she is",
    "b4": "before",
    "cuz": "because",
    "repped": "represented",
    "goin": "going",
    "gonna": "going to",
    "whos": "who is",
    "whens": "when is",
    "wheres": "where is",
    "hows": "how is",
    "thats": "that is",
    "its": "it is",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "hasnt": "has not",
    "havent": "have not",
    "wont": "will not",
    "cant": "can not",
    "cannot": "can not",
    "couldnt": "could not",
    "wouldnt": "would not",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "theyre": "they are",
    "weve": "we have",
}
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .]){2,}[^\W\d_](?![^\W_])")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u034f\u115f\u180e\ufe00-\ufe0f]"
)
_stemmer = Stemmer.Stemmer("english")


def visible(text: str) -> str:
    """`text` without what cannot be seen: zero-width and direction marks, control characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", text)
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") else " " for c in text
    )


def plain(text: str) -> str:
    """The question as words: no markup, links or mentions; NFKC, casefolded, marks stripped, contractions opened."""
    text = visible(text[: QUESTION_LIMIT * 4])
    unfenced = _FENCE.sub(" ", text)
    text = unfenced if _TOKEN.search(unfenced) else text
    text = _MENTION.sub(" ", _LINK.sub(" ", text))
    text = _MARKUP.sub(lambda match: match["number"] or " ", text)
    return unopened(fold(text))[:QUESTION_LIMIT]


# A dozen words of either at most: without a bound, a thousand greetings take a second look at all that follows each.
_OPENING = re.compile(
    r"^\W*(?:(?:hi|hey|hello|yo|sup|ok(?:ay)?|so|um+|uh+|well|hola|greetings|dear|sorry|please|pls"
    r"|good (?:morning|afternoon|evening|day)"
    r"|strike ?bot|bot|guys|all|everyone|there|folks)\b[\s,.!:;-]*){1,12}(?=\S+\s+\S)"
)


# It begins where a run of separators does: begun anew at each of them, a long run would take its length squared.
_CLOSING = re.compile(
    r"(?<![\s,;.!?-])"
    r"(?:[\s,;.!?-]*\b(?:in the (?:first|1st) place|or (?:nah|not|what|something)|would (?:you|ya)|for me|please|pls|plz|thanks"
    r"|thank you|thx|ty|lol|lmao|lmfao|tho|though|huh|btw|rn|right now|again)){1,12}\W*$"
)


def unopened(folded: str) -> str:
    """A folded question without the greeting or filler that it opens and closes with."""
    rest = _CLOSING.sub("", _OPENING.sub("", folded))
    return rest if _TOKEN.search(rest) else folded


def fold(text: str) -> str:
    """NFKC, casefold, straight apostrophes, plain Latin letters, contractions opened; punctuation stays."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = text.replace("’", "'").replace("‘", "'").replace("ʼ", "'").replace("“", '"').replace("”", '"')
        text = latin(text)
    text = text.casefold()
    if "'" in text:
        text = text.replace("can't", "can not").replace("won't", "will not")
        text = _CLITIC.sub("", _IS.sub(r"\1 is", _NOT.sub(" not", text)))
    text = text.replace("%", " percent ")
    text = _REPEATED.sub(r"\1", text)
    return _SPACED.sub(lambda match: re.sub(r"[ .]", "", match[0]), text)


def words(folded: str) -> list[str]:
    """The tokens of a folded text, contractions without their apostrophe opened too."""
    return opened(_TOKEN.findall(folded))


def opened(tokens: list[str]) -> list[str]:
    """Tokens with contractions that lost their apostrophe as two words: `isnt`, `whats`."""
    if _CONTRACTED.keys().isdisjoint(tokens):
        return tokens
    return [part for token in tokens for part in _CONTRACTED.get(token, token).split()]


def tokens_of(text: str) -> list[str]:
    """Tokens of a phrasing, an alias or an entry's text."""
    return words(fold(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball English stem; words of up to three letters as they are (`ups` is not `up`)."""
    return str(_stemmer.stemWord(word)) if len(word) > 3 else word


@lru_cache(maxsize=16384)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text of the base; kept, since the same texts are told again and again."""
    return frozenset(stem(token) for token in tokens_of(text))


@lru_cache(maxsize=16384)
def folded_words(text: str) -> str:
    """A text of the base as its tokens, a space between them; kept for the same reason."""
    return " ".join(tokens_of(text))
