"""What in a question could lead to a person or a place: addresses, handles, mentions, numbers to dial."""

from __future__ import annotations

import re

_DOT = r"(?:[.\u3002]|\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\sdot\s)"
"""A dot, also as people write it to get an address past a filter."""
_SPELLED_DOT = r"(?:\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\sdot\s)"
_LABEL = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_HOST = rf"(?<![\w.\u3002-])(?:{_LABEL}{_DOT}){{1,8}}"
_ENDINGS = (
    "com org net gov edu mil int info biz online site shop store app dev blog club tube xyz io co gg tv ly uk ca de "
    "fr es nl ru cn jp au nz br mx kr se dk eu ch ie ph fm gle рф"
)
"""Endings that hardly begin a sentence: `over.it` and `pay.AI` are two sentences without a space between them."""
_ENDING = rf"(?:{'|'.join(_ENDINGS.split())}|xn--[\w-]+)(?![\w-])(?:\.[a-z]{{2,3}}(?![\w-]))?"
_PLAIN_HOST = rf"{_HOST}{_ENDING}(?:[:/?#]\S*|\.(?!\S))?"
_HOST_WITH_PATH = rf"{_HOST}[^\W\d_]{{2,24}}(?::\d{{1,5}})?(?:/|[?#]\w)\S*"
_INVITE = r"\bdiscord(?:app)?\s?(?:\.|dot)\s?(?:gg|com|me|io)\b(?:\s?/\s?\S*)?"
_SCHEME = (
    r"<?(?<![a-z0-9])[a-z][a-z0-9+.-]{0,20}:[/\\]{1,3}\S*|\b(?:mailto|tel|sms|skype|javascript|data):\S+"
)
_IP = r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])(?:[:/]\S*)?"

MASKED = re.compile(r"\[([^\[\]]{0,300})\]\s?\([^()\s]{0,600}(?:\s[^()]{0,100})?\)")
"""`[words](address)`: the words are kept, to be looked through themselves."""
MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{0,64}:|/[^<>]{0,64}:|t:-?|id:)[^<>\s]{0,64}>|\b\w{2,32}#\d{4}\b")
LINK = re.compile(rf"{_SCHEME}|\bwww{_DOT}\S+|{_INVITE}|{_PLAIN_HOST}|{_HOST_WITH_PATH}|{_IP}", re.IGNORECASE)
SPELLED_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:\s?[\[({{]\s?(?:at|@)\s?[\])}}]\s?{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}"
    rf"|\sat\s{_LABEL}(?:{_SPELLED_DOT}{_LABEL}){{1,4}}|(?:\s@\s?|@\s)(?:{_LABEL}{_DOT}){{1,4}}{_ENDING})",
    re.IGNORECASE,
)
HANDLE = re.compile(r"\S{0,256}@\S*")
"""Anything written together with an at sign: an e-mail address, a handle, `@everyone`."""

_GAP = r"[\s().,:/\\\-\u2010-\u2015\u2212_\u00b7\u2022+]"
NUMBER = re.compile(
    rf"(?:[$\u00a3\u20ac\u00a5]\s?|[+(]{{1,2}}\s?)?\d(?:{_GAP}{{0,4}}\d)*"
    r"(?:\s?(?:x|ext\.?|extension)\s?\d{1,6}(?!\d))?",
    re.IGNORECASE,
)
"""Digits, and what stands between them in a number that is dialled."""
LETTERED = re.compile(r"\b(?:1[-. ]8\d\d[-. ]|8(?:00|33|44|55|66|77|88)-)[a-z][a-z-]{3,10}\b", re.IGNORECASE)
"""`1-800-FLOWERS`."""
_DIGIT_WORD = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d)"
SPELLED = re.compile(
    rf"\b{_DIGIT_WORD}\b(?:[\s,.-]{{1,3}}(?:double |triple )?{_DIGIT_WORD}\b){{6,}}", re.IGNORECASE
)

YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_DASH = r"[-\u2010-\u2015\u2212]"
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = (
    rf"(?:{YEAR.pattern}[-/.]{_MONTH}[-/.]{_DAY}|{_DAY}[-/.]{_DAY}[-/.](?:{YEAR.pattern}|\d\d)|{_MONTH}/{_DAY}"
    rf"|{YEAR.pattern}{_DASH}\d\d)"
)
_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_GROUPED = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?"
_SAID = (
    rf"{_DATE}(?:T{_TIME})?(?:\s?{_DASH}\s?{_DATE})?",
    rf"{_TIME}(?:\s?{_DASH}\s?{_TIME})?",
    rf"{_GROUPED}(?:\s?{_DASH}\s?{_GROUPED})?",
    rf"[$\u00a3\u20ac\u00a5]\s?(?:{_GROUPED}|\d{{1,12}}(?:\.\d{{1,2}})?)",
)
WHEN_OR_HOW_MUCH = re.compile(
    rf"(?<![\d.,+])(?<!\d[-/:])(?:{'|'.join(_SAID)})(?!\d)(?![-/.,:\u2010-\u2015()+]+\d)"
)
"""Dates, times of day and amounts: numbers that nobody dials."""

UNSEEN = re.compile(r"[\u1160\u2800\u3164\uffa0]")
"""Fillers that count as letters and show nothing."""
MARKUP = re.compile(r"\\|[*`]+|~~+|\|\|+|(?<![^\W_])_+|_+(?![^\W_])")
PILED_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
