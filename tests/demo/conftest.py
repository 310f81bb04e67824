"""The demo as a person starts it, and a real browser to look at it with."""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AS_OF = "2023-08-04"
PATIENCE = 120.0
"""Seconds for the demo to start or to end, on a machine that is busy with other tests."""


class Demo:
    """A running `strikebot demo`."""

    def __init__(self, folder: Path, *args: str, as_of: str = AS_OF) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in ("PORT", "AS_OF")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--as-of", as_of, *args],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.url = self._address()
        except BaseException:
            self.close()
            raise

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def _address(self) -> str:
        while line := self._lines.get(timeout=PATIENCE):
            if found := re.search(r"http://127\.0\.0\.1:\d+/#\S+", line):
                return found[0]
        raise AssertionError(f"the demo ended with {self.ended()}: {self.errors()}")

    def errors(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def end(self, signal: int) -> int:
        """Stop it; its exit code."""
        self.process.send_signal(signal)
        return self.ended()

    def ended(self) -> int:
        """Its exit code, once it has ended."""
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()


@pytest.fixture(scope="module")
def demo(project_root: Path) -> Iterator[Demo]:
    running = Demo(project_root, "--port", "0")
    yield running
    running.close()


@pytest.fixture(scope="module")  # while it is open, no test of its thread may run a loop of its own
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Debian's Chromium with a profile of its own; tests that want it are skipped where there is none."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"), executable_path=CHROMIUM, args=FLAGS
        )
        context.set_default_timeout(60_000)
        yield context
        context.close()
