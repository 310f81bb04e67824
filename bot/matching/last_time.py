"""Whether somebody asks what is new since they last asked: a moment that only who talks with them can know."""

from __future__ import annotations

import re

from bot.matching.text import fold

_ASKED = r"(?:asked|ask|checked|check|looked|look|spoke|talked|visited|came|wrote|was here|were here)"
_LAST = re.compile(
    rf"\bsince (?:(?:the )?last time(?: (?:i|we) (?:{_ASKED})\b.*)?\W*$"
    r"|my (?:last|previous) (?:question|visit|check|message|time|look)\b"
    rf"|(?:the )?last time (?:i|we) (?:{_ASKED})\b"
    rf"|(?:i|we) (?:(?:was|were|have|had) )?last (?:{_ASKED}|here)\b"
    rf"|last (?:i|we) (?:{_ASKED})\b"
    rf"|(?:i|we) (?:{_ASKED})(?: \w+){{0,3}} last\b(?! \w))"
    r"|\bdesde (?:(?:la )?ultima vez(?: que (?:pregunte|consulte|mire|escribi|vine)\b.*)?\W*$"
    r"|mi ultima (?:pregunta|consulta|visita)\b)"
)
_NEWS = re.compile(
    r"\b(?:news?|chang\w*|happen\w*|miss\w*|updat\w*|different|develop\w*|else|going on|nuevo|novedades|cambi\w*|paso|pasado)\b"
)
SHORT = 6
"""So many words ask for news by saying since when alone: since I last asked?"""


def asks_since_last(text: str) -> bool:
    """Whether a question asks for what is new since its asker's last one."""
    told = fold(text).replace("’", "'").replace("'ve", " have")
    return _LAST.search(told) is not None and (_NEWS.search(told) is not None or len(told.split()) <= SHORT)


def without_last_time(text: str) -> str:
    """The rest of it, which may name a strike or a side."""
    found = _LAST.search(fold(text))
    return (
        text if found is None or len(fold(text)) != len(text) else text[: found.start()] + text[found.end() :]
    )
