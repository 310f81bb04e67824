"""Writes the site in a process of its own: a second or two of work that no question has to wait for."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import StrikebotError
from bot.live.process import INHERITED, NICE
from bot.site.model import Correction, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 120.0
"""Seconds after which it is given up."""
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from bot.publishing.process import serve; serve()"


class NotPublishedError(StrikebotError):
    """The site was not written, and why."""


@dataclass(frozen=True, slots=True)
class SiteJob:
    """A site to write: of which folder, as of when, where to, and what the records know of corrections."""

    knowledge: Path
    out: Path
    base_url: str
    as_of: dt.datetime
    corrections: Sequence[Correction] = ()


async def publish(work: SiteJob) -> str:
    """Write the site; what was done, for the log. NotPublishedError. Cancelled, the process is ended first."""
    environment = {name: value for name, value in os.environ.items() if name in INHERITED}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", _BOOT, *sys.path),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    try:
        told, wrong = await asyncio.wait_for(process.communicate(to_json(work)), LONGEST)
    except TimeoutError:
        raise NotPublishedError(f"it took longer than {LONGEST:.0f} seconds") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if process.returncode != 0:
        last = wrong.decode("utf-8", "replace").strip().splitlines()[-1:] or [
            f"exit code {process.returncode}"
        ]
        raise NotPublishedError(last[0])
    return told.decode("utf-8", "replace").strip()


def to_json(work: SiteJob) -> bytes:
    told = {
        "knowledge": str(work.knowledge.resolve()),
        "out": str(work.out.resolve()),
        "base_url": work.base_url,
        "as_of": work.as_of.isoformat(),
        "corrections": [{**asdict(each), "at": each.at.isoformat()} for each in work.corrections],
    }
    return json.dumps(told).encode()


def from_json(data: bytes) -> SiteJob:
    read: dict[str, Any] = json.loads(data)
    found = [
        Correction(
            **{
                **each,
                "at": dt.datetime.fromisoformat(each["at"]),
                "parts": tuple(Part(**p) for p in each["parts"]),
            }
        )
        for each in read["corrections"]
    ]
    as_of = dt.datetime.fromisoformat(read["as_of"])
    return SiteJob(Path(read["knowledge"]), Path(read["out"]), read["base_url"], as_of, found)


def serve() -> None:
    """The process: a Work on standard input, a sentence on standard output; what is wrong on the other, and exit code 1."""
    from bot.knowledge.loader import load
    from bot.publishing.site_builder import Order, make

    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICE)
    work = from_json(sys.stdin.buffer.read())
    try:
        base = load(work.knowledge)
        done = make(base, work.as_of.astimezone(base.zone), Order(work.out, work.base_url), work.corrections)
    except StrikebotError as error:
        sys.exit(" ".join(str(error).split()))
    sys.stdout.write(f"{done.written} written, {done.removed} removed, {done.unchanged} as they were\n")
