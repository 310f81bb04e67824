"""All knowledge files as one archive that loads again unchanged."""

from __future__ import annotations

import asyncio
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.files import revision
from bot.knowledge.folder import gather

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.moderating.editor import Editor

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same files make the same archive."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip, and the revision of what is in it."""

    content: bytes
    revision: str


async def zipped(editor: Editor) -> Archive:
    """The files as they are on the disk now, also where they cannot be used."""
    files, _ = await asyncio.to_thread(gather, editor.keeper.folder)
    return Archive(await asyncio.to_thread(pack, files), await asyncio.to_thread(revision, files))


def pack(files: Mapping[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), files[name], zipfile.ZIP_DEFLATED)
    return kept.getvalue()
