"""An uploaded knowledge file: its size looked at before it is read, then which file of the folder it stands for."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from typing import TYPE_CHECKING

from bot.discord_app.kb.cards import LINE
from bot.discord_app.kb.denials import Denied
from bot.discord_app.text.markup import escaped
from bot.knowledge.disk.folder import gather
from bot.knowledge.yaml.parse import MAX_BYTES
from bot.moderating.upload_target import KNOWN, UnplacedError, place
from bot.moderating.works import Upload

if TYPE_CHECKING:
    import discord

    from bot.moderating.editor import Editor


SHOWN = 10


async def read_upload(file: discord.Attachment, strike: str | None, editor: Editor) -> Upload:
    """The work that puts an uploaded file in the place of the one there is; Denied where it is none."""
    name = escaped(file.filename, 100)
    if file.size > MAX_BYTES:
        raise Denied("check.too-big", file=name, size=f"{file.size / MAX_BYTES:.1f} MiB")
    if not file.size:
        raise Denied("check.empty", file=name)
    data = await file.read()
    if len(data) > MAX_BYTES:
        raise Denied("check.too-big", file=name, size=f"{len(data) / MAX_BYTES:.1f} MiB")
    files, _ = await asyncio.to_thread(gather, editor.keeper.folder)
    try:
        into = await asyncio.to_thread(place, file.filename, data, files, strike)
    except UnplacedError as error:
        raise _unplaced(name, error) from None
    there = files.get(into)
    return Upload(file=into, content=b64encode(data), base=None if there is None else b64encode(there))


def _unplaced(name: str, error: UnplacedError) -> Denied:
    if not error.known:
        return Denied("check.not-yaml", file=name, known=", ".join(KNOWN))
    if error.problems:
        told = "\n".join(f"- {escaped(str(problem), LINE)}" for problem in error.problems[:SHOWN])
        return Denied("check.unreadable", file=name, problems=told)
    return Denied("check.which-strike", file=name)
