"""Numbers as people write them: in words, and in figures of every sort. What is no whole number is known as such."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONES = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split())}  # fmt: skip
_TENS = {word: 10 * number for number, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_ORDINAL_ONES = {word: number for number, word in enumerate(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth".split())}  # fmt: skip
_ORDINAL_TENS = {word[:-1] + "ieth": number for word, number in _TENS.items()}
_ORDINAL_SCALES = {f"{word}th": number for word, number in _SCALES.items()}
ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
WORDS = frozenset((*_ONES, *_TENS, *_SCALES))
ORDINALS = frozenset((*_ORDINAL_ONES, *_ORDINAL_TENS, *_ORDINAL_SCALES))


def cardinal(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The number that words from `start` on say, and where they end: `twenty-two`, `a hundred`, `one hundred and five`."""
    return _spoken(words, start, ordinal=False)


def ordinal(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The same for `third`, `twenty-first`, `hundredth`, `one hundred and first`."""
    return _spoken(words, start, ordinal=True)


def amount(words: Sequence[str]) -> int:
    """The first number that words say, in whatever form: `a couple` is two, `a few` three; one where they say none."""
    for at, word in enumerate(words):
        if word.isdecimal():
            return int(word) if len(word) < 7 else 1
        if word in _VAGUE:
            return _VAGUE[word]
        if found := cardinal(words, at):
            return found[0]
    return 1


_VAGUE = {"couple": 2, "few": 3}


def _spoken(words: Sequence[str], start: int, *, ordinal: bool) -> tuple[int, int] | None:
    """Adds up words for as long as they can be one number: tens then ones, a hundred and what is below it, thousands."""
    total = group = 0
    at = start + (words[start] in ("a", "the") and start + 1 < len(words) and words[start + 1] in _LARGE)
    joined = False
    while at < len(words):
        word = words[at]
        room = 10 if group % 100 in _TENS.values() else 100 if group % 100 == 0 else 0
        if ordinal and (closing := _closing(word, group, room)) is not None:
            return total + closing, at + 1
        if word in _SMALL and _SMALL[word] + (at == start) > 0 and _SMALL[word] < room:
            group += _SMALL[word]
        elif word == "hundred" and group < 20:
            group = (group or 1) * 100
        elif word in ("thousand", "million") and total % (1000 * _SCALES[word]) == 0:
            total += (group or 1) * _SCALES[word]
            group = 0
        elif word == "-" or (word == "and" and (group % 100 == 0) and not joined):
            if at == start or at + 1 == len(words) or words[at + 1] not in _GOES_ON:
                break
            joined = True
            at += 1
            continue
        else:
            break
        joined = False
        at += 1
    return (total + group, at) if at > start and not ordinal else None


def _closing(word: str, group: int, room: int) -> int | None:
    """The value of the group that an ordinal word ends."""
    if word in _ORDINAL_SCALES:
        return (group or 1) * _ORDINAL_SCALES[word]
    small = _ORDINAL_ONES.get(word, _ORDINAL_TENS.get(word))
    return group + small if small is not None and small < room else None


_SMALL = {**_ONES, **_TENS}
_LARGE = frozenset((*_SCALES, *_ORDINAL_SCALES))
_GOES_ON = frozenset((*_SMALL, *_ORDINAL_ONES, *_ORDINAL_TENS))


Sort = Literal["zero", "fraction", "negative", "huge", "unclear"]


@dataclass(frozen=True, slots=True)
class OddNumber:
    """A number that is no whole day from 1 on, as it was written."""

    words: str
    sort: Sort


LARGEST = 10_000
"""Days, some 27 years: beyond it nobody counts them."""
_FIGURE = re.compile(
    r"(?P<sign>[-+](?=[\d.])|\b(?:minus|negative)\s+(?=\d))?"
    r"(?P<whole>\d{1,3}(?:[,_'\u2019 ]\d{3})+(?![\d])|\d+(?:_\d+)*|(?=\.\d))"
    r"(?P<rest>(?:[.,]\d+)*)"
    r"(?P<power>\s?(?:e|\*\*|\^|x\s?10\s?\^)\s?[-+]?\d+)?"
    r"(?P<times>[km](?![a-z]))?(?P<end>st|nd|rd|th)?"
    r"(?P<fraction>\s?\d?[/\u2044]\d+|\s+and\s+a\s+(?:half|third|quarter)\b)?"
    r"(?P<joined>[-\u2013:]\d+|[a-z][a-z\d]*|\s?%)?"
)
_VULGAR = re.compile("[\u00bc-\u00be\u2150-\u215e\u2189]")
_RAISED = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")


def plain_digits(text: str) -> str:
    """Every digit as an ASCII one, `3½` as `3 1⁄2`, `10⁶` as `10^6`: what NFKC alone would run together."""
    if text.isascii():
        return text
    text = _VULGAR.sub(lambda match: f" {match[0]}", text)
    text = _RAISED.sub(lambda match: f"^{unicodedata.normalize('NFKC', match[0])}", text)
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return text.replace("\u2212", "-")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in figures, or in words, and where it ends."""

    value: int | None
    odd: OddNumber | None
    start: int
    end: int


def figure_at(text: str, start: int) -> Figure | None:
    """The number in figures that begins at `start`; wholly read, or odd."""
    match = _FIGURE.match(text, start)
    if match is None or match.end() == start:
        return None
    words = match[0].strip()
    value = _exact(match)
    sort = _sort(match, value)
    odd = OddNumber(words, sort) if sort else None
    whole = int(value) if value is not None and not sort else None
    return Figure(whole, odd, start, match.end())


def _sort(match: re.Match[str], value: Decimal | None) -> Sort | None:
    if match["joined"]:
        return "unclear"
    if match["fraction"]:
        return "fraction"
    if value is None:
        return "huge" if match["power"] else "unclear"
    if value < 0:
        return "negative"
    if value > LARGEST:
        return "huge"
    if value != int(value):
        return "fraction"
    return "zero" if value == 0 else None


def _exact(match: re.Match[str]) -> Decimal | None:
    """The value; None where it is too large to write out, or where its marks could mean two things (`1.000`, `1,00`)."""
    whole = re.sub(r"[,_'\u2019 ]", "", match["whole"] or "0")
    rest = match["rest"]
    if rest and ((len(rest) == 4 and rest[0] == ".") or rest.count(",") + rest.count(".") > 1):
        return None
    if rest.startswith(",") and not rest.strip(",0"):  # `1,00`: one, a hundred or a thousand
        return None
    try:
        value = Decimal(f"{whole}{rest.replace(',', '.')}")
        power = re.sub(r"\s", "", match["power"] or "")
        if power:
            raised = re.sub(r"^(?:e|\*\*|\^|x10\^)", "", power)
            if abs(int(raised)) > 20 or len(whole) > 20:
                return None
            value = value * Decimal(10) ** int(raised) if power[0] in "ex" else value ** int(raised)
    except (InvalidOperation, ValueError):
        return None
    value *= {"k": 1_000, "m": 1_000_000}.get(match["times"] or "", 1)
    return -value if (match["sign"] or "+")[0] in "-mn" else value
