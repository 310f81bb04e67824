"""The folder of a site: written where something differs, and nothing in it touched that is not the site's."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from bot.publishing.folder import MANIFEST, Outcome, SiteFolderError, write
from bot.site.pages import build
from tests.site import papers

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"index.html": b"one", "entries/a/b.html": b"two", "entries/c.html": b"three"}


def there(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_a_new_folder_holds_the_files(tmp_path: Path) -> None:
    done = write(tmp_path / "deep" / "site", FILES)

    assert done == Outcome(3, 0, 0)
    assert there(tmp_path / "deep" / "site") == FILES
    assert (tmp_path / "deep/site/index.html").stat().st_mode & 0o777 == 0o644


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    before = {path: (tmp_path / path).stat().st_ino for path in FILES}
    done = write(tmp_path, {**FILES, "index.html": b"changed"})

    assert done == Outcome(1, 0, 2)
    after = {path: (tmp_path / path).stat().st_ino for path in FILES}
    assert {path for path in FILES if before[path] != after[path]} == {"index.html"}


def test_what_is_gone_is_removed_with_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    done = write(tmp_path, {"index.html": b"one"})

    assert done == Outcome(0, 2, 1)
    assert there(tmp_path) == {"index.html": b"one"}
    assert not (tmp_path / "entries").exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    (tmp_path / "CNAME").write_bytes(b"strike.example.org")
    (tmp_path / "entries/a/mine.txt").write_bytes(b"mine")
    write(tmp_path, {"index.html": b"one"})

    assert there(tmp_path) == {
        "index.html": b"one",
        "CNAME": b"strike.example.org",
        "entries/a/mine.txt": b"mine",
    }


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_bytes(b"years of work")
    with pytest.raises(SiteFolderError, match="no site of Strikebot"):
        write(tmp_path, FILES)

    assert there(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_file_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": b"one"})
    (tmp_path / "about.html").write_bytes(b"ours")
    with pytest.raises(SiteFolderError, match="in the way"):
        write(tmp_path, {"index.html": b"two", "about.html": b"theirs"})

    assert there(tmp_path) == {"index.html": b"one", "about.html": b"ours"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"")
    with pytest.raises(SiteFolderError, match="is a file"):
        write(tmp_path / "site", FILES)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SiteFolderError, match="cannot be written"):
        write(tmp_path / "file" / "site", FILES)


@pytest.mark.parametrize(
    "listed",
    [["../thesis.txt"], ["/etc/passwd"], ["a/../../thesis.txt"], ["..\\thesis.txt"], [7], [""], {"a": 1}],
)
def test_a_list_that_was_tampered_with_removes_nothing(tmp_path: Path, listed: object) -> None:
    (tmp_path / "thesis.txt").write_bytes(b"years of work")
    site = tmp_path / "site"
    write(site, FILES)
    (site / MANIFEST).write_text(
        json.dumps({"version": 1, "files": listed} if listed != {"a": 1} else listed)
    )
    with pytest.raises(SiteFolderError, match="cannot be read"):
        write(site, {})

    assert (tmp_path / "thesis.txt").exists()
    assert there(site) == FILES


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_leads_no_file_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    site = tmp_path / "site"
    write(site, {"index.html": b"one"})
    (site / "entries").symlink_to(outside)
    with pytest.raises(SiteFolderError, match="is a link"):
        write(site, FILES)

    assert list(outside.iterdir()) == []


def test_what_a_killed_process_left_is_put_right(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    listed = json.loads((tmp_path / MANIFEST).read_text())
    listed["files"].append("entries/half.html")  # noted before it was written
    (tmp_path / MANIFEST).write_text(json.dumps(listed))
    (tmp_path / "entries/half.html").write_bytes(b"ha")
    (tmp_path / "index.html").unlink()
    write(tmp_path, FILES)

    assert there(tmp_path) == FILES


def test_an_edit_rewrites_the_pages_that_tell_of_it_and_no_others(tmp_path: Path) -> None:
    files = papers.files()
    write(tmp_path, build(papers.site(papers.base_of(files))))
    before = there(tmp_path)
    events = "strikes/lamp-2025/events.yaml"
    files[events] = files[events].replace("Two hundred", "Three hundred")
    done = write(tmp_path, build(papers.site(papers.base_of(files))))

    changed = {path for path, data in there(tmp_path).items() if before.get(path) != data}
    told = "entries/lamp-2025/event/2025-12-20-march"
    assert {
        f"{told}.html",
        f"{told}.json",
        "timeline.html",
        "search.json",
        "feed.xml",
        "feed.json",
    } <= changed
    assert "entries/lamp-2025/quote/lind-ovens.html" not in changed
    assert done.written == len(changed) < 20
