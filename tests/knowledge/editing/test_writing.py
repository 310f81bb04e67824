"""Writing several files: in order, all or none, on disks that are full, read-only, or changed by somebody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.disk.folder import gather
from bot.knowledge.editing import (
    CannotEditError,
    CannotWriteError,
    ChangedMeanwhileError,
    add_check,
    add_entry,
    add_to_list,
    edit_lock,
    set_field,
    write_files,
)
from bot.knowledge.editing.errors import EditLockedError
from bot.knowledge.editing.order import write_order
from bot.knowledge.loader import read
from bot.knowledge.model import items as kinds
from tests.knowledge.samples import EVENTS, MEETINGS, STRIKE, put

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = {"id": "new-source", "publisher": "The Post", "published": "2023-09-30", "kind": "press"}
FACT = {"id": "new", "date": "2023-08-05", "text": "It rained.", "kind": "talks", "citations": ["new-source"]}
SEEN = {"reviewed": "2026-11-23"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path)
    return tmp_path


def files_of(folder: Path) -> dict[str, bytes]:
    return gather(folder)[0]


def with_fact(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a source and an event that cites it."""
    made = add_entry(files, kinds.SOURCES, None, {**SOURCE, **SEEN})
    return add_entry(made, kinds.EVENTS, "wga-2023", {**FACT, **SEEN})


def hidden(folder: Path) -> list[str]:
    """The names of temporary files and folders, wherever they are."""
    return [path.name for path in folder.rglob(".*") if path.name != ".edit.lock"]


@contextmanager
def mounted(*arguments: str | Path) -> Iterator[None]:
    """A mount for a while; skips the test where this process may not mount."""
    place = str(arguments[-1])
    done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"may not mount here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


def fill(path: Path) -> None:
    """Take all the room that the disk has left."""
    with path.open("wb", buffering=0) as filler, suppress(OSError):
        while filler.write(b"x" * 4096):
            pass


needs_mount = pytest.mark.skipif(not shutil.which("mount") or sys.platform != "linux", reason="needs mount")


def test_files_are_written_and_nothing_is_left_behind(folder: Path) -> None:
    before = files_of(folder)
    after = with_fact(before)
    write_files(folder, before, after)
    assert files_of(folder) == after
    assert read(folder)[0] is not None
    assert hidden(folder) == []
    write_files(folder, after, before)
    assert files_of(folder) == before
    write_files(folder, before, before)


def test_new_and_removed_files(folder: Path) -> None:
    before = files_of(folder)
    after = {name: data for name, data in before.items() if name not in {"answers.yaml", EVENTS}}
    write_files(folder, before, after)
    assert files_of(folder) == after
    write_files(folder, after, before)
    assert files_of(folder) == before


def test_folder_of_a_strike_comes_and_goes_as_a_whole(folder: Path) -> None:
    before = files_of(folder)
    strike = before[STRIKE].replace(b"wga-2023", b"wga-2031").replace(b"2023 Writers", b"2031 Writers")
    after = {**before, "strikes/wga-2031/strike.yaml": strike.replace(b"short_name: WGA", b"short_name: W")}
    after["strikes/wga-2031/events.yaml"] = b"[]\n"
    write_files(folder, before, after)
    assert files_of(folder) == after
    assert read(folder)[0] is not None
    write_files(folder, after, before)
    assert sorted(path.name for path in (folder / "strikes").iterdir()) == ["wga-2023"]
    assert hidden(folder) == []


def test_folder_that_holds_something_else_does_not_go(folder: Path) -> None:
    before = files_of(folder)
    (folder / "strikes/wga-2023/README.md").write_text("mine", "utf-8")
    after = {name: data for name, data in before.items() if not name.startswith("strikes/")}
    with pytest.raises(
        CannotEditError, match=r"strikes/wga-2023: the folder holds README.md too; move that away"
    ):
        write_files(folder, before, after)
    assert files_of(folder) == before


def test_file_that_was_changed_meanwhile_stops_everything(folder: Path) -> None:
    before = files_of(folder)
    (folder / EVENTS).write_bytes(before[EVENTS] + b"# mine\n")
    with pytest.raises(ChangedMeanwhileError) as caught:
        write_files(folder, before, with_fact(before))
    assert caught.value.files == (EVENTS,)
    assert str(caught.value) == (
        f"{EVENTS}: changed by somebody else in the meantime; look at the change, then save again"
    )
    assert files_of(folder) == {**before, EVENTS: before[EVENTS] + b"# mine\n"}
    (folder / EVENTS).unlink()
    with pytest.raises(ChangedMeanwhileError):
        write_files(folder, before, with_fact(before))
    shutil.rmtree(folder / "strikes")
    with pytest.raises(ChangedMeanwhileError):
        write_files(folder, before, with_fact(before))
    assert hidden(folder) == []


def test_change_of_a_file_that_is_not_touched_does_not_matter(folder: Path) -> None:
    before = files_of(folder)
    (folder / MEETINGS).write_bytes(b"[]")
    write_files(folder, before, with_fact(before))
    assert files_of(folder) == {**with_fact(before), MEETINGS: b"[]"}


def test_other_names_are_never_written(folder: Path) -> None:
    before = files_of(folder)
    with pytest.raises(CannotEditError, match="is not the name of a knowledge file"):
        write_files(folder, before, {**before, "../escaped.yaml": b"x"})
    assert not (folder.parent / "escaped.yaml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_links_stay_links_but_never_lead_out_of_the_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = files_of(folder)
    (folder / ".data").mkdir()
    (folder / "sources.yaml").rename(folder / ".data/sources.yaml")
    (folder / "sources.yaml").symlink_to(".data/sources.yaml")
    (folder / "strikes/wga-2023").rename(folder / ".data/wga-2023")
    (folder / "strikes/wga-2023").symlink_to("../.data/wga-2023")
    write_files(folder, before, with_fact(before))
    assert (folder / "sources.yaml").is_symlink()
    assert (folder / "strikes/wga-2023").is_symlink()
    assert files_of(folder) == with_fact(before)
    outside = tmp_path_factory.mktemp("outside") / "people.yaml"
    (folder / "people.yaml").rename(outside)
    (folder / "people.yaml").symlink_to(outside)
    with pytest.raises(CannotEditError, match=r"people\.yaml: is a link out of the knowledge folder"):
        write_files(folder, before, set_field(before, "person/ann-lee", "name", "Ann"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs permissions")
def test_permissions_and_owner_stay(folder: Path) -> None:
    before = files_of(folder)
    (folder / EVENTS).chmod(0o640)
    if os.getuid() == 0:
        os.chown(folder / EVENTS, 1234, 1234)
    owner = (folder / EVENTS).stat()
    write_files(folder, before, with_fact(before))
    now = (folder / EVENTS).stat()
    assert (now.st_mode & 0o777, now.st_uid, now.st_gid) == (0o640, owner.st_uid, owner.st_gid)


def test_what_killed_processes_left_is_swept_away_when_it_is_old(folder: Path) -> None:
    before = files_of(folder)
    old, young = folder / ".sources.yaml.abcd1234.tmp", folder / ".sources.yaml.abcd5678.tmp"
    tree, other = folder / "strikes/wga-2023/.x.abcd1234.tmp", folder / ".sources.yaml.swp"
    tree.mkdir()
    (tree / "strike.yaml").write_text("x", "utf-8")
    for path in (old, young, other):
        path.write_text("x", "utf-8")
    long_ago = young.stat().st_mtime - 4000
    for path in (old, tree, other):
        os.utime(path, (long_ago, long_ago))
    write_files(folder, before, with_fact(before))
    assert sorted(hidden(folder)) == sorted([young.name, other.name])


def test_each_file_waits_for_what_it_refers_to() -> None:
    names = ["checks.yaml", EVENTS, STRIKE, "sources.yaml", "people.yaml"]
    assert write_order({}, dict.fromkeys(names, b""), names) == [
        "sources.yaml", "people.yaml", STRIKE, EVENTS, "checks.yaml",
    ]  # fmt: skip
    assert write_order(dict.fromkeys(names, b""), {}, names) == [
        "checks.yaml", EVENTS, STRIKE, "people.yaml", "sources.yaml",
    ]  # fmt: skip


def test_id_goes_only_after_its_last_use(folder: Path) -> None:
    before = files_of(folder)
    after = add_check(with_fact(before), {"question": "did it rain", "entry": "wga-2023/event/new"})
    touched = [name for name in after if after[name] != before[name]]
    assert write_order(before, after, touched) == ["sources.yaml", EVENTS, "checks.yaml"]
    assert write_order(after, before, touched) == ["checks.yaml", EVENTS, "sources.yaml"]


def test_two_files_that_wait_for_each_other_are_written_all_the_same(folder: Path) -> None:
    before = with_fact(files_of(folder))
    after = {name: data.replace(b"new-source", b"newer-source") for name, data in before.items()}
    assert write_order(before, after, ["sources.yaml", EVENTS]) == ["sources.yaml", EVENTS]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of the file size")
def test_file_size_limit_leaves_everything_as_it_was(folder: Path) -> None:
    import resource

    before = files_of(folder)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before["sources.yaml"]), hard))
    try:
        with pytest.raises(CannotWriteError) as caught:
            write_files(folder, before, with_fact(before))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(caught.value) == (
        "sources.yaml: the file is larger than the system allows, so the edit was not saved and nothing was changed;"
        " raise the limit of the file size, then save again"
    )
    assert files_of(folder) == before
    assert hidden(folder) == []


@needs_mount
def test_full_disk_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with mounted("-t", "tmpfs", "-o", "size=96k", "tmpfs", tmp_path):
        put(tmp_path)
        before = files_of(tmp_path)
        fill(tmp_path / ".filler")
        with pytest.raises(
            CannotWriteError, match=r"sources\.yaml: the disk is full, .* nothing was changed; free some"
        ):
            write_files(tmp_path, before, with_fact(before))
        assert files_of(tmp_path) == before
        assert hidden(tmp_path) == [".filler"]
        (tmp_path / ".filler").unlink()
        write_files(tmp_path, before, with_fact(before))
        assert files_of(tmp_path) == with_fact(before)


@needs_mount
def test_read_only_folder_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with mounted("-t", "tmpfs", "tmpfs", tmp_path):
        put(tmp_path)
        before = files_of(tmp_path)
        subprocess.run(["mount", "-o", "remount,ro", tmp_path], check=True)
        with pytest.raises(CannotWriteError, match=r"sources\.yaml: the folder is read-only, .* mount it so"):
            write_files(tmp_path, before, with_fact(before))
        with (
            pytest.raises(CannotWriteError, match=r"\.edit\.lock: the folder is read-only"),
            edit_lock(tmp_path),
        ):
            pass
        assert files_of(tmp_path) == before


@needs_mount
def test_file_that_cannot_be_replaced_puts_back_those_before_it(folder: Path) -> None:
    """A single file that is mounted into a container cannot be renamed over: known only at the last step."""
    before = files_of(folder)
    with mounted("--bind", folder / EVENTS, folder / EVENTS):
        with pytest.raises(CannotWriteError) as caught:
            write_files(folder, before, with_fact(before))
        assert files_of(folder) == before
    assert str(caught.value) == (
        f"{EVENTS}: the file is mounted by itself, so the edit was not saved and nothing was changed;"
        " mount its folder instead, then save again"
    )
    assert hidden(folder) == []


@needs_mount
def test_every_kind_of_step_is_put_back(folder: Path) -> None:
    first = files_of(folder)
    strike = first[STRIKE].replace(b"wga-2023", b"wga-2031")
    there = {**first, "strikes/wga-2031/strike.yaml": strike}
    write_files(folder, first, there)
    after = {
        name: data
        for name, data in there.items()
        if name not in {"checks.yaml", "strikes/wga-2031/strike.yaml"}
    }
    after["strikes/wga-2032/strike.yaml"] = strike.replace(b"wga-2031", b"wga-2032")
    after["sources.yaml"] = after["sources.yaml"] + b"# more\n"
    with mounted("--bind", folder / "answers.yaml", folder / "answers.yaml"):
        del after["answers.yaml"], after["vocabulary.yaml"]
        with pytest.raises(CannotWriteError, match=r"answers\.yaml: the file is mounted by itself"):
            write_files(folder, there, after)
        assert files_of(folder) == there
    write_files(folder, there, after)
    assert files_of(folder) == after
    assert hidden(folder) == []


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root can act as another user")
def test_folder_without_permission_leaves_everything_as_it_was() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        put(folder)
        before = files_of(folder)
        os.seteuid(65534)
        try:
            with pytest.raises(
                CannotWriteError,
                match=r"sources\.yaml: no permission to write there, .* belongs to uid 0 .*`chown",
            ):
                write_files(folder, before, with_fact(before))
            with pytest.raises(CannotWriteError, match=r"\.edit\.lock: "), edit_lock(folder):
                pass
        finally:
            os.seteuid(0)
        (folder / "sources.yaml").chmod(0)
        with edit_lock(folder):
            pass
        os.seteuid(65534)
        try:
            with edit_lock(folder):  # made by somebody else: reading it is enough
                pass
            with pytest.raises(CannotWriteError, match=r"sources\.yaml: no permission"):
                write_files(folder, before, with_fact(before))
        finally:
            os.seteuid(0)
        assert files_of(folder) == before


HOLDER = """
import sys
from pathlib import Path
from bot.knowledge.editing import edit_lock
with edit_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holding(folder: Path, root: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
    try:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="needs flock")
def test_lock_lets_one_process_in_at_a_time(folder: Path, project_root: Path) -> None:
    with holding(folder, project_root) as process:
        with pytest.raises(EditLockedError) as caught, edit_lock(folder, patience=0.05):
            pass
        assert str(caught.value) == (
            "another process has been writing knowledge files for over 0.05 seconds; try again in a minute"
        )
        process.kill()  # however it ends, the lock goes with it
        with edit_lock(folder):
            pass
    with edit_lock(folder), pytest.raises(EditLockedError), edit_lock(folder, patience=0):
        pass
    assert read(folder)[1] == []


def test_edits_of_two_processes_under_the_lock_lose_nothing(folder: Path, project_root: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom bot.knowledge.disk.folder import gather\n"
        "from bot.knowledge.editing import add_to_list, edit_lock, write_files\nfolder = Path(sys.argv[1])\n"
        "for number in range(15):\n    with edit_lock(folder):\n        files, _ = gather(folder)\n"
        "        write_files(folder, files, add_to_list(files, 'party/wga', 'asked', f'{sys.argv[2]} {number}'))\n"
    )
    commands = [[sys.executable, "-c", script, str(folder), name] for name in ("one", "two")]
    writers = [subprocess.Popen(command, cwd=project_root) for command in commands]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    base, problems = read(folder)
    assert base, problems
    assert set(base.parties["wga"].asked) == {
        f"{name} {number}" for name in ("one", "two") for number in range(15)
    }


def test_second_editor_of_a_file_is_told(folder: Path) -> None:
    before = files_of(folder)
    write_files(folder, before, add_to_list(before, "party/wga", "asked", "one"))
    with pytest.raises(ChangedMeanwhileError):
        write_files(folder, before, add_to_list(before, "party/amptp", "asked", "two"))


def test_what_could_not_be_put_back_is_told() -> None:
    error = CannotWriteError("a.yaml", OSError(5, "Input/output error"), ["b.yaml"])
    assert str(error) == (
        "a.yaml: the disk reported a failure, so the edit was not saved and b.yaml could not be put back as before;"
        " look after the disk, then save again"
    )
    assert str(CannotWriteError("a.yaml", OSError(71, "Protocol error"))) == (
        "a.yaml: protocol error, so the edit was not saved and nothing was changed; fix that, then save again"
    )
