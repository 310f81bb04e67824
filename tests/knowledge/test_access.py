"""A knowledge folder of another user: whose it is, who the bot is, and the command that mends it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.disk.access import MOUNTED, unwritable, why_not
from bot.knowledge.disk.folder import folders_of, gather
from bot.knowledge.editing import CannotWriteError, FolderReadOnlyError, write_files
from tests.knowledge.samples import QUOTES, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can be somebody else"
)
ME, THEM = 54321, 12345


@pytest.fixture
def folder() -> Iterator[Path]:
    """The sample where everybody may look, which belongs to somebody else."""
    home = Path(tempfile.mkdtemp(prefix="strikebot-access-"))
    home.chmod(0o755)
    put(home / "knowledge")
    for path in (home / "knowledge", *(home / "knowledge").rglob("*")):
        os.chown(path, THEM, THEM)
    yield home / "knowledge"
    shutil.rmtree(home)


def as_me(work: Callable[[], object]) -> str:
    """What comes of it, or what is raised, as a user who is not root."""
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(ME)
            os.setuid(ME)
            told = str(work())
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
        os.write(sender, told.encode())
        os._exit(0)
    os.close(sender)
    with os.fdopen(receiver) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


def test_a_folder_of_another_user_is_told_with_the_owner_and_the_command(folder: Path) -> None:
    told = as_me(lambda: unwritable([folder]))
    assert told.startswith(
        f"{folder} belongs to uid {THEM}, and I run as uid {ME}; `chown -R {ME}:{ME} {folder}` gives it"
    )
    assert f"STRIKEBOT_USER={THEM}:{THEM}" in told
    assert told in str(FolderReadOnlyError(told))


def test_a_folder_of_root_is_no_reason_to_run_as_root(folder: Path) -> None:
    os.chown(folder, 0, 0)
    told = as_me(lambda: unwritable([folder]))
    assert "belongs to uid 0 (root)" in told
    assert "STRIKEBOT_USER" not in told


def test_a_folder_in_it_is_looked_at_too(folder: Path) -> None:
    os.chown(folder, ME, ME)
    assert as_me(lambda: unwritable([folder])) == ""
    os.chown(folder / "strikes", ME, ME)
    told = as_me(lambda: unwritable(folders_of(folder)))
    assert told.startswith(f"{folder}/strikes/wga-2023 belongs to uid {THEM}")


def test_a_name_with_spaces_is_quoted_in_the_command(folder: Path) -> None:
    moved = folder.rename(folder.with_name("our knowledge; rm -rf"))
    assert f"`chown -R {ME}:{ME} '{moved}'`" in as_me(lambda: unwritable([moved]))


def test_a_folder_that_is_closed_to_its_owner_is_opened_by_another_command(folder: Path) -> None:
    os.chown(folder, ME, ME)
    folder.chmod(0o555)
    told = as_me(lambda: unwritable([folder]))
    assert told == f"{folder} is closed even to uid {ME}, as whom I run; `chmod -R u+rwX {folder}` opens it"


def test_what_may_be_written_has_no_reason(folder: Path) -> None:
    assert unwritable(folders_of(folder)) == ""
    assert why_not(folder / "nowhere") == ""


def test_an_edit_that_the_system_refuses_says_whose_the_folder_is(folder: Path) -> None:
    files = gather(folder)[0]
    after = {**files, QUOTES: files[QUOTES] + b"# x\n"}
    told = as_me(lambda: write_files(folder, files, after))
    assert told.startswith(f"{CannotWriteError.__name__}: {QUOTES}: no permission to write there")
    assert f"`chown -R {ME}:{ME} {folder}/strikes/wga-2023`" in told


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("", 0o700),
        ("", 0o744),
        ("strikes", 0o700),
        ("strikes/wga-2023", 0o700),
        (QUOTES, 0o600),
        ("sources.yaml", 0o600),
    ],
)
def test_what_cannot_be_read_is_told_with_its_owner(folder: Path, name: str, mode: int) -> None:
    (folder / name).chmod(mode)
    told = as_me(lambda: "\n".join(map(str, gather(folder)[1])))
    assert f"belongs to uid {THEM}, and I run as uid {ME}; `chown -R {ME}:{ME}" in told


def test_a_folder_that_is_mounted_to_be_read_is_meant_so() -> None:
    assert "Change the files where they come from" in str(FolderReadOnlyError(MOUNTED))
