"""Keeps large bases out of the way of questions: out of the collector's way, and freed a little at a time."""

from __future__ import annotations

import ctypes
import gc
import sys
import time
import types
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEVER = 1_000_000_000
MMAP_THRESHOLD, ARENA_MAX = -3, -8
"""https://man7.org/linux/man-pages/man3/mallopt.3.html"""
HEAPS = 1
LARGE = 256 * 1024
"""Bytes of a large block: more than a question needs in one piece on a base of 10,000 entries."""
PAUSE = 0.0005
"""Seconds in which others may run, between two pieces of work."""
PIECE = 100
"""Objects taken apart between two pauses."""
ENOUGH = 100_000
"""Objects found in a base, level by level, after which those further down are small: they go with what holds them."""
_SHARED = (
    type,
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.CodeType,
)


@contextmanager
def kept() -> Iterator[None]:
    """What is made meanwhile is there to stay: the collector neither goes through it now nor later.

    A full collection holds up the whole process, and takes longer the more there is. Young objects go on being
    collected. Of old ones only cycles that become garbage after this are never freed; a base has none.
    """
    set_allocator()
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)
    try:
        yield
        gc.freeze()
    finally:
        gc.set_threshold(young, middle, old)


def set_allocator() -> None:
    """Have glibc give back each large block as soon as it is free, and keep one heap.

    It would keep large blocks otherwise, and a third more memory would stay in use after a few bases; asking it to give
    everything back at once (malloc_trim) held all threads up for 50 ms and more. A base comes in on one thread and goes
    on another: with a heap for each, what is free in one is of no use to the other.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(MMAP_THRESHOLD, LARGE)
            mallopt(ARENA_MAX, HEAPS)


def give_back() -> None:
    """Have glibc give back all that is free: some 50 ms in which nothing else happens, for where nobody waits."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def dismantle(whole: list[object]) -> None:
    """Free what the list holds, with pauses: in one go, a large base would hold up everybody for as long as it takes.

    Empties the list. What is used elsewhere stays as it is.
    """
    parts = _large_parts(whole)
    parts.reverse()
    single = len(parts) - PIECE
    while parts:
        del parts[-1 if len(parts) > single else -PIECE :]  # the first ones hold the long lists
        time.sleep(PAUSE)


def _large_parts(whole: list[object]) -> list[object]:
    """What hangs on `whole`, each before what it holds; empties `whole`. What the process has anyway is left out."""
    found: list[object] = []
    seen: set[int] = set()
    level = whole
    while level and len(found) + len(level) < ENOUGH:
        below: list[object] = []
        while level:
            batch = {id(part): part for part in level[-PIECE:] if id(part) not in seen}
            del level[-PIECE:]
            seen.update(batch)
            fresh = [part for part in batch.values() if not isinstance(part, _SHARED)]
            found += fresh
            below += [part for part in gc.get_referents(*fresh) if gc.is_tracked(part)]
            time.sleep(PAUSE)
        level = below
    return found + level
