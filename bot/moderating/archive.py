"""All knowledge files as one archive that loads again unchanged."""

from __future__ import annotations

import asyncio
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.live.keeper import FolderReading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.knowledge.problems import Problem
    from bot.moderating.editor import Editor

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same files make the same archive."""


@dataclass(frozen=True, slots=True)
class KnowledgeZip:
    """A zip, the revision of what is in it, and what is wrong with the folder: files may be missing for that."""

    content: bytes
    revision: str
    problems: tuple[Problem, ...] = ()


async def zipped(editor: Editor) -> KnowledgeZip:
    """The files as they are on the disk now, also where they cannot be used."""
    reading = await asyncio.to_thread(FolderReading.of, editor.keeper.folder)
    return KnowledgeZip(await asyncio.to_thread(pack, reading.files), reading.revision, reading.problems)


def pack(files: Mapping[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), files[name], zipfile.ZIP_DEFLATED)
    return kept.getvalue()
