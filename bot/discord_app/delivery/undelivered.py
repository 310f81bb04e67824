"""What Discord does not take for reasons that are no error of ours: which sentence tells it, by Discord's own code.

The codes are those of topics/opcodes-and-status-codes#json (https://docs.discord.com/developers/).
"""

from __future__ import annotations

import discord

TOO_LATE = frozenset({10015, 10062, 50027})
"""Unknown webhook, unknown interaction, invalid webhook token: who pressed can no longer be reached this way."""
_SAID = {
    "error.cannot-post": (50001, 50007, 50008, 50013, 50024, 50278),
    "error.thread-closed": (50083, 160005),
    "error.place-gone": (10003, 10004, 10008),
    "error.edited-often": (20022, 30046),
    "error.blocked": (20009, 200000, 200001, 240000),
    "error.crowded": (20016, 20028, 20029),
}
"""Missing access or permissions, or a place that takes no messages; a thread that is archived or locked; an unknown channel,
server or message; too many edits of an old message; the filter of a server; too many messages in a place."""
_SENTENCES = {code: key for key, codes in _SAID.items() for code in codes}


def refused(error: BaseException) -> str | None:
    """The sentence for a refusal that a person may be told of; None for any other error."""
    if not isinstance(error, discord.HTTPException):
        return None
    return _SENTENCES.get(error.code, "error.cannot-post" if error.status == 403 else None)
