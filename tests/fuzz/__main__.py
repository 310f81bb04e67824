"""`make fuzz`: every target with input that follows the coverage, each for some seconds; then how often, and what broke.

python -m tests.fuzz [SECONDS] [RUNS] [TARGET …]
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.moderating.forms import Filled
from bot.moderating.works import Add, Withdraw, Work, to_json
from tests.fuzz import targets

NAMES = ("question", "yaml_file", "form", "draft", "custom_id", "batch", "upload")
SECONDS, RUNS = 60, 1_000_000
LONGEST = 8000
"""Bytes of one input: 4,000 characters and more."""
UNITS = 30
"""Seconds after which one input counts as hanging, with every line traced."""


def seeds(name: str) -> list[bytes]:
    """What a target begins with, where nothing would otherwise get past the first bracket."""
    words = {
        "question": "what did the glassworks say about robots on dec 29?",
        "upload": "meetings.yaml - id: 2025-12-11",
    }
    record = b'{"id": "a", "turns": ["what day is it", "and the alliance?"], "as_of": "2025-12-31"}'
    works: list[Work] = [
        Withdraw(entry="lamp-2025", reason="It was wrong."),
        Add(filled=Filled("event", {"date": "today"})),
    ]
    found = {
        "yaml_file": list(targets.lamp_files().values()),
        "draft": [to_json(work).encode() for work in works],
        "batch": [record],
    }
    return found.get(name, [words.get(name, "").encode()])


def fuzz(name: str, seconds: int, runs: int, folder: Path) -> tuple[str, bool]:
    """A line about a target, and whether it held."""
    corpus = folder / name
    corpus.mkdir()
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", f"-runs={runs}", f"-max_len={LONGEST}", f"-timeout={UNITS}"]
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.following",
        name,
        *options,
        f"-artifact_prefix={folder}/{name}-",
        str(corpus),
    ]
    ended = subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=seconds + 600, check=False
    )
    done = re.search(r"Done (\d+) runs? in (\d+) second", ended.stderr)
    if ended.returncode == 0 and done:
        return f"{name:10} {int(done[1]):>9,} inputs in {done[2]} s, nothing thrown", True
    return (
        f"{name:10} FAILED ({ended.returncode}); inputs in {folder}\n{ended.stdout[-4000:]}{ended.stderr[-4000:]}",
        False,
    )


def main(arguments: list[str]) -> int:
    if importlib.util.find_spec("atheris") is None:
        sys.stdout.write(
            "skipped: there is no atheris here (it is made for Linux on x86_64, before Python 3.14)\n"
        )
        return 0
    numbers = [int(argument) for argument in arguments if argument.isdecimal()]
    seconds, runs = (*numbers, *(SECONDS, RUNS)[len(numbers) :])
    names = [argument for argument in arguments if not argument.isdecimal()] or list(NAMES)
    folder = Path(tempfile.mkdtemp(prefix="strikebot-fuzz-"))
    held = True
    for name in names:
        line, good = fuzz(name, seconds, runs, folder)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        held = held and good
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
