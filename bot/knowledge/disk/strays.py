"""What a name in the knowledge folder stands for: a knowledge file that is misnamed, or a stray that is none of ours.

A stray is what systems, editors and people leave behind: `Thumbs.db`, `lost+found`, `quotes.yaml.orig`, a copy in a
conflict. It is passed over. What was meant as a knowledge file must not be: its entries would be missing unnoticed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.knowledge.model.items import KINDS
from bot.knowledge.problems import closest

if TYPE_CHECKING:
    from collections.abc import Collection

NAMES = {kind.file.removesuffix(".yaml"): kind.file for kind in KINDS}
ALMOST = 75.0
"""From this likeness (0 to 100) on, an ending is `.yaml` with a slip of the finger."""
_YAML = re.compile(r"(?P<stem>.+?)(?:\.ya?ml)+", re.IGNORECASE | re.DOTALL)
_OTHER_ENDING = re.compile(r"|(?:\.ya?ml)?\.(?:txt|json)", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:(?:copy|backup|kopie|copie|copia) (?:of|von|de)|old|bak|backup|copy)[ ._-]+", re.IGNORECASE
)
_AFTER = re.compile(
    r"(?:[ ._-]*(?:\([^()]*\)|\[[^\[\]]*\]|~)|[ ._-]+(?:copy|kopie|copie|copia|backup|bak|old|orig|original|saved?|te?mp"
    r"|autosave|recovered|local|remote|base|merged?|(?:case[ -])?conflict\w*|sync-conflict|desktop|laptop|pc)"
    r"(?:[ ._-].*|\d*)| \d{1,3})+",
    re.IGNORECASE | re.DOTALL,
)


def is_yaml(name: str) -> bool:
    return _YAML.fullmatch(name) is not None


def meant_by(name: str) -> str:
    """The knowledge file that a name was probably meant to be, or an empty text."""
    match = _YAML.fullmatch(name)
    if match is None:
        stem, ending = name[: name.find(".")] if "." in name else name, name[name.find(".") :]
        return NAMES.get(stem.casefold(), "") if "." not in name or _slip(ending) else ""
    bare = next((stem for stem in NAMES if _copies(match["stem"], {stem})), match["stem"].casefold())
    return NAMES.get(closest(bare, NAMES), "")


def is_copy(name: str, beside: Collection[str]) -> bool:
    """Whether a name is that of a copy (`quotes (1).yaml`, `bakers-2024 - Copy`) of something that stands beside it."""
    match = _YAML.fullmatch(name)
    if match is None:
        return _copies(name, {one.casefold() for one in beside})
    return _copies(match["stem"], {one[:-5].casefold() for one in beside if one.endswith(".yaml")})


def _slip(ending: str) -> bool:
    """Whether an ending is not that of YAML, but of what becomes of it in a hurry, or under Windows."""
    if _OTHER_ENDING.fullmatch(ending):
        return True
    return len(ending) < 8 and "." not in ending[1:] and fuzz.ratio(ending.casefold(), ".yaml") >= ALMOST


def _copies(stem: str, originals: Collection[str]) -> bool:
    """Whether one of the originals, with a word for copies before or after it, makes the stem."""
    stem = stem.casefold()
    before = _BEFORE.match(stem)
    starts = [0, before.end()] if before else [0]
    for start in starts:
        for end in range(start + 1, len(stem) + 1):
            if stem[start:end] in originals and (_AFTER.fullmatch(stem, end) or (start and end == len(stem))):
                return True
    return False
