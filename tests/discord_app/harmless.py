"""That the text of a card is text: nothing of what people or entries say works in it."""

from __future__ import annotations

import re


def assert_harmless(told: str) -> None:
    """No mention, masked link, bare link, invitation, code, heading or spoiler that is not the card's own."""
    bare = re.sub(r"\\.", "", told)
    own = re.sub(r"<t:-?\d+:\w>|^-# |^### |^> |\*\*", "", bare, flags=re.MULTILINE)
    assert not re.search(
        r"@(everyone|here)|<[@#/:at]|\]\(|https?://|discord\.(gg|com)|discordapp\.com/invite",
        own,
        re.IGNORECASE,
    )
    assert not re.search(r"[`~|_]", own)
    assert not re.search(r"^(#{1,3} |>|-# |- |\d+\. )", own, re.MULTILINE)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]", told)
