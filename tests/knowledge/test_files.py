"""The folder and its files: what may be in it, bytes that are no text, and what a sound one gives."""

# ruff: noqa: E501  (whole messages, each on its line)

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StrikebotError
from bot.knowledge.loader import assemble, load, read
from bot.knowledge.problems import MANY, KnowledgeError
from bot.knowledge.yaml.parse import parse
from tests.knowledge.samples import (
    EVENTS,
    FILES,
    MEETINGS,
    STRIKE,
    changed,
    lines_of,
    problems_of,
    put,
    reading,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.model.base import KnowledgeBase


def sample() -> KnowledgeBase:
    base, problems = assemble({name: text.encode() for name, text in FILES.items()})
    assert base, problems
    return base


def test_sound_folder_loads_without_a_problem(tmp_path: Path) -> None:
    put(tmp_path)
    base = load(tmp_path)
    assert reading(tmp_path) == []
    assert base.revision == sample().revision


def test_load_raises_every_problem_of_every_file(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            MEETINGS: changed(MEETINGS, "kind: sidebar", "kind: contacts"),
            "parties.yaml": changed("parties.yaml", "kind: employers", "kind: bosses"),
            "issues.yaml": b"\xff",
        },
    )
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path)
    assert isinstance(caught.value, StrikebotError)
    assert str(caught.value).split("\n") == [
        "issues.yaml:1: found the byte 0xFF (byte 1 of the file), which is not UTF-8, expected a file saved as UTF-8",
        'parties.yaml:12: amptp.kind: found "bosses", expected union, employers, company, committee, public or press',
        'strikes/wga-2023/meetings.yaml:4: 2023-08-04.kind: found "contacts", expected sidebar, bargaining, contact,'
        " executives, offer, vote, agreement, mediation or arbitration, did you mean contact?",
    ]


def test_notices_do_not_stop_the_base(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"sources.yaml": FILES["sources.yaml"].replace("gazette-2023-09-27\n", "gazette-2023-09-27\n")},
    )
    spare = FILES["sources.yaml"] + (
        "- id: spare\n  publisher: The Spare\n  published: 2023-01\n  kind: weak\n  reviewed: 2026-11-23\n"
    )
    put(tmp_path, {"sources.yaml": spare})
    base, problems = read(tmp_path)
    assert base is not None
    assert lines_of(problems) == [
        "notice: sources.yaml:19: spare.id: found a source that nothing cites, expected a citation of it"
    ]


def test_file_of_comments_alone_holds_no_entries_yet(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"issues.yaml": "# What is bargained over.\n\n# - id: pay\n", "vocabulary.yaml": "# Names.\n"},
    )
    base, problems = read(tmp_path)
    assert base is None or not base.issues
    assert not [line for line in lines_of(problems) if "issues.yaml" in line or "vocabulary.yaml" in line]


def test_strike_of_comments_alone_is_missing(tmp_path: Path) -> None:
    put(tmp_path, {STRIKE: "# The strike.\n"})
    _, problems = read(tmp_path)
    assert f"{STRIKE}:1: found comments alone, expected a strike" in lines_of(problems)


BYTES = [
    (b"", "events.yaml:1: found an empty file, expected entries, or [] for none"),
    (
        "# only a \u202e comment\n".encode(),
        "events.yaml:1: found the character U+202E (right-to-left override), expected text without it",
    ),
    (
        b"- id: caf\xe9\n",
        "events.yaml:1: found the byte 0xE9 (byte 10 of the file), which is not UTF-8, expected a file saved as UTF-8",
    ),
    (
        b"- id: one\n  text: x\xc3\xa9\xc3\n",
        "events.yaml:2: found the byte 0xC3 (byte 22 of the file), which is not UTF-8, expected a file saved as UTF-8",
    ),
    (
        b"\xef\xbb\xbf[]",
        "events.yaml:1: found an invisible mark before the first letter (a byte order mark),"
        " expected a file saved as UTF-8 without it",
    ),
    (b"\xff\xfe[\x00]\x00", "events.yaml:1: found a file saved as UTF-16, expected one saved as UTF-8"),
    (b"- id: a\x00b\n", "events.yaml:1: found the character U+0000 (null), expected text without it"),
    (b"- id: a\x1b[31m\n", "events.yaml:1: found the character U+001B (escape), expected text without it"),
    (b"a: 1\rb: 2", "events.yaml:1: found the character U+000D (carriage return), expected text without it"),
    (b"- id: a\x01\n", "events.yaml:1: found the character U+0001 (a control character), expected text without it"),
    (
        "- id: a\n  text: ab\u202ecd\n".encode(),
        "events.yaml:2: found the character U+202E (right-to-left override), expected text without it",
    ),
    (
        "- id: a\u200bb\n".encode(),
        "events.yaml:1: found the character U+200B (zero width space), expected text without it",
    ),
    (
        "- id: a\u2028b\n".encode(),
        "events.yaml:1: found the character U+2028 (line separator), expected text without it",
    ),
    (b"[" * 3000, "events.yaml:1: found more than 12 levels inside each other, expected at most 12"),
    (b"{a: " * 3000, "events.yaml:1: found more than 12 levels inside each other, expected at most 12"),
    (b"%YAML 1.1\n---\n[]", "events.yaml:1: found a line that begins with %, expected no such line"),
    (b"x" * (1024 * 1024 + 1), "events.yaml: found 1.0 MiB, expected at most 1 MiB in a file"),
    (b"just words", 'events.yaml:1: found "just words", expected a list of events: each begins with a dash'),
    (b"a: b", "events.yaml:1: found named fields, expected a list of events: each begins with a dash"),
    (b"~", "events.yaml:1: found nothing, expected a list of events: each begins with a dash"),
    (b"- just words", 'events.yaml:1: #1: found "just words", expected named fields (name: value)'),
    (b"- [a]", "events.yaml:1: #1: found a list, expected named fields (name: value)"),
    (b"- *x", 'events.yaml:1: found an alias (*x), expected the text itself, in "quotes" if it begins with *'),
    (
        b"- id: &a [x]\n",
        'events.yaml:1: found an anchor (&a), expected the text itself, in "quotes" if it begins with &',
    ),
    (b"[]\n...\nx: y", "events.yaml:3: found a line that fits neither a list nor fields, expected a list (- id: …) or fields (name: value) only"),
    (b"a: !<\n", 'events.yaml:1: found a text that begins with !, which has a meaning of its own, expected that text in "quotes"'),
    (b"a: |x\n y", "events.yaml:1: found words after the | or > that begins a long text, expected the text on the lines below it"),
    (b'a: "\\q"', "events.yaml:1: found a backslash in a text between double quotes, expected 'single quotes' around that text"),
    (b"a: {b: 1", "events.yaml:1: found fields in { } that are not closed or lack a comma, expected {name: value, name: value}"),
    (b"a: ,b", 'events.yaml:1: found a comma or bracket where a value belongs, expected a value, or the text in "quotes"'),
    (b"a: & b", 'events.yaml:1: found a text that begins with * or &, which have a meaning of their own, expected that text in "quotes"'),
]  # fmt: skip


@pytest.mark.parametrize(("data", "line"), BYTES, ids=[repr(data[:30]) for data, _ in BYTES])
def test_file_that_is_no_list_of_entries_is_told_in_plain_words(data: bytes, line: str) -> None:
    lines = lines_of(problems_of(EVENTS, data))
    assert f"strikes/wga-2023/{line}" in lines


def test_alias_bomb_is_refused_without_being_built() -> None:
    bomb = b"a: &a [x,x]\n" + b"".join(
        f"{one}: &{one} [*{before},*{before}]\n".encode()
        for before, one in zip("abcdef", "bcdefg", strict=True)
    )
    tree, problems = parse(bomb, "events.yaml")
    assert tree is not None
    assert len(problems) == 7 + 12


def test_unwanted_characters_are_told_once_a_line_and_not_without_end() -> None:
    problems = parse(b"\x01\x02\n" * 50, "events.yaml")[1]
    assert [problem.line for problem in problems] == [*range(1, 21), 0]
    assert str(problems[-1]) == "events.yaml: found such characters on 50 lines, expected none"


def test_file_that_is_no_knowledge_file_is_passed_over() -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    base, problems = assemble({**files, "notes.yaml": b"[", "strikes/wga-2023/people.yaml": b"["})
    assert base is not None
    assert problems == []


def test_parser_without_a_place_is_told_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise yaml.YAMLError("nesting too deep")

    monkeypatch.setattr(yaml, "parse", fail)
    line = "events.yaml:1: found too many brackets inside each other, expected at most 12 levels"
    assert lines_of(parse(b"[]", "events.yaml")[1]) == [line]
    monkeypatch.setattr(yaml, "parse", lambda *args, **kwargs: (_ for _ in ()).throw(yaml.YAMLError("odd")))
    assert "something that is not YAML" in lines_of(parse(b"[]", "events.yaml")[1])[0]


def test_meeting_of_a_contract_without_days_is_in_order() -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    strike = (
        FILES[STRIKE]
        .replace("kind: strike", "kind: contract")
        .replace("first_day: 2023-05-02\nlast_day: 2023-09-26\n", "")
    )
    base, problems = assemble({**files, STRIKE: strike.encode()})
    assert base is not None, problems


def test_windows_line_ends_are_read() -> None:
    assert problems_of(EVENTS, FILES[EVENTS].replace("\n", "\r\n")) == []


MORE = "found more than 499 problems; nothing after this one was looked at, expected fewer"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("- a\n" * 2000, "strikes/wga-2023/events.yaml:500: "),
        ("a:\n" * 2000, "strikes/wga-2023/events.yaml:501: "),
        ("- &a a\n" * 2000, "strikes/wga-2023/events.yaml:500: "),
        ("- id: a\n" * 2000, "strikes/wga-2023/events.yaml:"),
        (changed(EVENTS, "  kind:", f"  parties: [{'none, ' * 2000}wga]\n  kind:"), f"{EVENTS}:4: "),
        (changed(EVENTS, "  kind:", f"  parties: [{'n n, ' * 2000}wga]\n  kind:"), f"{EVENTS}:4: "),
        (FILES[EVENTS] * 2000, "strikes/wga-2023/events.yaml:"),
        (f"- {{{', '.join(f'field{number}: 1' for number in range(2000))}}}\n", f"{EVENTS}:1: "),
    ],
    ids=[
        "items",
        "fields twice",
        "anchors",
        "entries",
        "unknown ids",
        "no ids",
        "ids twice",
        "unknown fields",
    ],
)
def test_problems_end_where_nobody_reads_on(data: str, line: str) -> None:
    problems = problems_of(EVENTS, data)
    assert len(problems) == MANY
    (told,) = (one for one in lines_of(problems) if MORE in one)
    assert told.startswith(line)


def test_problems_of_all_files_together_end_too() -> None:
    files = {f"strikes/s-{number}/events.yaml": b"- a\n" * 400 for number in range(100)}
    base, problems = assemble(files)
    assert base is None
    assert len(problems) == MANY


def test_notices_end_as_well_and_leave_room_for_errors() -> None:
    spare = "".join(
        f"- {{id: s{number}, publisher: x, published: 2023-01, kind: weak, reviewed: 2026-11-23}}\n"
        for number in range(2000)
    )
    assert len(problems_of("sources.yaml", FILES["sources.yaml"] + spare)) == MANY
    wrong = changed(EVENTS, "kind: strike", "kind: strikes")
    files = {name: text.encode() for name, text in FILES.items()}
    problems = assemble(
        {**files, "sources.yaml": (FILES["sources.yaml"] + spare).encode(), EVENTS: wrong.encode()}
    )[1]
    assert "error" in {problem.level for problem in problems}


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        (
            EVENTS,
            "- a\n" * 260_000,
            "events.yaml:249999: found more than 250,000 values in a file, expected fewer",
        ),
        (
            EVENTS,
            f"- id: a\n  parties: [{'a, ' * 30_000}a]",
            "a: found an entry of more than 20,000 parts, expected fewer",
        ),
        (
            EVENTS,
            "- id: a\n" * 20_001,
            "entries and sources in all files together, expected at most 20,000",
        ),
        ("checks.yaml", "- question: a\n" * 2001, "checks.yaml: found 2,001 checks, expected at most 2,000"),
    ],
    ids=["values", "parts", "entries", "checks"],
)
def test_what_would_not_fit_into_the_memory_is_told_and_not_built(name: str, data: str, found: str) -> None:
    assert any(found in line for line in lines_of(problems_of(name, data)))


def test_no_folders_without_end_are_told(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"strikes/s-{number}").mkdir(parents=True)
        (tmp_path / f"strikes/s-{number}/quote.yaml").write_bytes(b"")
    assert len(reading(tmp_path)) == MANY


def test_references_into_an_unreadable_file_are_not_reported() -> None:
    assert lines_of(problems_of("sources.yaml", "- id: [")) == [
        "sources.yaml:1: found a [ or { that is never closed, expected its ] or }"
    ]


def test_missing_folder(tmp_path: Path) -> None:
    assert reading(tmp_path / "nowhere") == [
        f'found no folder at "{_clip(str(tmp_path / "nowhere"))}", expected the folder with the knowledge files'
    ]


def test_file_instead_of_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("", "utf-8")
    assert reading(path) == [
        f'found a file at "{_clip(str(path))}", expected the folder with the knowledge files'
    ]


def _clip(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def test_empty_folder_names_every_file_it_needs(tmp_path: Path) -> None:
    assert reading(tmp_path) == [
        "issues.yaml: found no such file, expected one, even if it holds only []",
        "parties.yaml: found no such file, expected one, even if it holds only []",
        "people.yaml: found no such file, expected one, even if it holds only []",
        "sources.yaml: found no such file, expected one, even if it holds only []",
        "strikes: found no strike, expected a folder for each, with its strike.yaml",
    ]


def test_folder_without_its_strike_file(tmp_path: Path) -> None:
    put(tmp_path, {STRIKE: None})
    assert reading(tmp_path) == ["strikes/wga-2023/strike.yaml: found no such file, expected one"]


def test_names_that_do_not_belong_into_the_folder(tmp_path: Path) -> None:
    names = [
        "meting.yaml",
        "sauces.yaml",
        "quotes.yaml",
        "notes.txt",
        "README.md",
        ".hidden",
        "people.yaml~",
        "x.yaml",
    ]
    put(tmp_path, dict.fromkeys([*names, "strikes/stray.yaml", "strikes/wga-2023/meetings.yml"], ""))
    (tmp_path / "schema").mkdir()
    (tmp_path / "strike").mkdir()
    known = "answers.yaml, base.yaml, checks.yaml, issues.yaml, parties.yaml, people.yaml, places.yaml, sources.yaml, vocabulary.yaml"
    assert reading(tmp_path) == [
        "meting.yaml: found an unknown file, expected a known one, did you mean meetings.yaml in a strike's folder?",
        "quotes.yaml: found an unknown file, expected it in a strike's folder",
        "sauces.yaml: found an unknown file, expected a known one, did you mean sources.yaml?",
        "strike: found an unknown folder, expected a known one, did you mean strikes?",
        "strikes/stray.yaml: found a file here, expected only folders, one a strike",
        "strikes/wga-2023/meetings.yml: found an unknown file, expected a known one, did you mean meetings.yaml?",
        f"x.yaml: found an unknown file, expected {known}",
        "notice: notes.txt: found a file that is not part of the knowledge base; it is ignored",
    ]


STRAY_FILES = [
    "Thumbs.db", "desktop.ini", "LICENSE", "LICENSE.txt", "README", "README.rst", "readme.de.md", "Makefile", "CODEOWNERS",
    "quotes.yaml.orig", "quotes.yaml.rej", "quotes.yaml.bak", "quotes.yaml.1", "quotes.yaml.swp", "quotes.yaml.gz",
    "quotes.yaml.part", "quotes.yaml.tmp.12345", "quotes.yaml:Zone.Identifier", "~$quotes.yaml.docx", "4913", "core",
    "quotes (conflicted copy).yaml", "quotes (Ann's conflicted copy 2023-08-04).yaml", "quotes (1).yaml", "quotes 2.yaml",
    "quotes.sync-conflict-20230804-123456-ABCDEFG.yaml", "quotes-DESKTOP-4F2K1.yaml", "quotes - Copy (2).yaml",
    "Copy of quotes.yaml", "quotes copy.yml", "quotes.bak.yaml", "quotes_BASE_1234.yaml", "quotes.json", "quotes.yaml.txt",
    ".DS_Store", "._quotes.yaml", ".quotes.yaml.swp", ".#quotes.yaml", "#quotes.yaml#", "quotes.yaml~", ".gitignore",
    "a\nb", "\u202etxt.exe",
]  # fmt: skip
STRAY_FOLDERS = [
    "lost+found", "@eaDir", "__pycache__", ".git", "$RECYCLE.BIN", "System Volume Information", "#recycle", "images",
    ".stfolder", ".Trash-1000", "attic", "wga-2023 - Copy", "wga-2023 (conflicted copy)",
]  # fmt: skip


@pytest.mark.parametrize("name", STRAY_FILES)
def test_file_that_is_none_of_ours_keeps_nobody_from_anything(tmp_path: Path, name: str) -> None:
    put(tmp_path)
    for place in (tmp_path / "strikes/wga-2023", *([] if name.endswith(("yaml", "yml")) else [tmp_path])):
        (place / name).write_bytes(b"\xff[")
    base, problems = read(tmp_path)
    assert base is not None, problems
    hidden = name.startswith((".", "#")) or name.endswith("~")
    assert [problem.level for problem in problems if "ignored" in str(problem)] == ["notice"] * (
        0 if hidden else len(problems)
    )
    assert bool(problems) != hidden
    assert all(str(problem).isprintable() for problem in problems)


@pytest.mark.parametrize("name", STRAY_FOLDERS)
def test_folder_that_is_none_of_ours_keeps_nobody_from_anything(tmp_path: Path, name: str) -> None:
    put(tmp_path)
    for place in (tmp_path, tmp_path / "strikes", tmp_path / "strikes/wga-2023"):
        (place / name).mkdir()
        (place / name / "quotes.yaml@SynoEAStream").write_bytes(b"\xff")
    for strike in ("strikes/wga-2023 - Copy", "strikes/wga-2023 (conflicted copy)"):
        if (tmp_path / strike).exists():
            (tmp_path / strike / "strike.yaml").write_text(FILES[STRIKE], "utf-8")
    base, problems = read(tmp_path)
    assert base is not None, problems
    assert len(problems) == (0 if name.startswith((".", "#")) else 3)
    assert {problem.level for problem in problems} <= {"notice"}


def test_strays_without_end_are_counted(tmp_path: Path) -> None:
    put(tmp_path, {f"photo-{number:04}.jpg": b"" for number in range(2000)})
    lines = reading(tmp_path)
    assert len(lines) == 11
    assert (
        lines[-1]
        == "notice: photo-0010.jpg: found 1,990 more that are not part of the knowledge base; they are ignored"
    )


def test_strike_that_is_just_being_made_keeps_nobody_from_anything(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "strikes/wga-2026").mkdir()
    assert reading(tmp_path) == [
        "notice: strikes/wga-2026: found a folder that is not part of the knowledge base; it is ignored"
    ]


MISNAMED = [
    ("quotes.yaml", "quote.yaml"), ("quotes.yaml", "Quotes.yaml"), ("quotes.yaml", "quotes.yml"),
    ("quotes.yaml", "qoutes.yaml"), ("quotes.yaml", "quotes (1).yaml"), ("quotes.yaml", "quotes.yaml.txt"),
    ("quotes.yaml", "quotes.txt"), ("quotes.yaml", "quotes"), ("quotes.yaml", "quotes.yalm"), ("quotes.yaml", "quotes.yam"),
    ("quotes.yaml", "Copy of quotes.yaml"), ("quotes.yaml", "quotes-2.yaml"), ("meetings.yaml", "meeting.yaml"),
    ("events.yaml", "event.YAML"), ("positions.yaml", "position.yml"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "name"), MISNAMED)
def test_knowledge_file_that_is_misnamed_is_told_with_the_right_name(
    tmp_path: Path, right: str, name: str
) -> None:
    put(tmp_path)
    folder = tmp_path / "strikes/wga-2023"
    (folder / right).rename(folder / name)
    found = f"strikes/wga-2023/{name}: found an unknown file, expected a known one, did you mean {right}?"
    assert found in reading(tmp_path)


def test_file_beside_the_one_that_it_is_named_like_is_told_too(tmp_path: Path) -> None:
    put(tmp_path, {"strikes/wga-2023/quote.yaml": "[]", "strikes/wga-2023/quotes-2026.yaml": "[]"})
    expected = "found an unknown file, expected a known one, did you mean quotes.yaml?"
    assert reading(tmp_path) == [
        f"strikes/wga-2023/quote.yaml: {expected}",
        f"strikes/wga-2023/quotes-2026.yaml: {expected}",
    ]


def test_strike_out_of_its_place_is_told(tmp_path: Path) -> None:
    put(tmp_path, {"wga-2026/strike.yaml": FILES[STRIKE]})
    assert reading(tmp_path) == ["wga-2026: found the folder of a strike, expected it in the folder strikes"]


def test_top_file_in_the_folder_of_a_strike(tmp_path: Path) -> None:
    put(tmp_path, {"strikes/wga-2023/people.yaml": "[]"})
    line = "strikes/wga-2023/people.yaml: found an unknown file, expected it beside the folder strikes"
    assert reading(tmp_path) == [line]


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "knowledge", {"answers.yaml": None, "vocabulary.yaml": None})
    (tmp_path / "secret").write_text("[]", "utf-8")
    (tmp_path / "knowledge/answers.yaml").symlink_to(tmp_path / "secret")
    (tmp_path / "knowledge/vocabulary.yaml").symlink_to(tmp_path / "gone")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "knowledge/strikes/wga-1960").symlink_to(tmp_path / "elsewhere")
    assert reading(tmp_path / "knowledge") == [
        "answers.yaml: found a link out of the knowledge folder, expected the file or folder itself",
        "strikes/wga-1960: found a link out of the knowledge folder, expected the file or folder itself",
        "vocabulary.yaml: found a link that leads nowhere, expected a file or folder",
    ]


def test_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / ".data").mkdir()
    (tmp_path / "people.yaml").rename(tmp_path / ".data/people.yaml")
    (tmp_path / "people.yaml").symlink_to(".data/people.yaml")
    assert reading(tmp_path) == []


def test_pipe_instead_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, {"answers.yaml": None})
    os.mkfifo(tmp_path / "answers.yaml")
    assert reading(tmp_path) == ["answers.yaml: found something that is not a file, expected a file"]


def test_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    put(tmp_path, {"answers.yaml": None})
    (tmp_path / "answers.yaml").mkdir()
    assert "answers.yaml: found something that is not a file, expected a file" in reading(tmp_path)


def test_all_files_together_have_a_limit(tmp_path: Path) -> None:
    put(tmp_path, {f"strikes/s-{number}/quotes.yaml": b"#" * 1024 * 1024 for number in range(9)})
    found = [problem for problem in read(tmp_path)[1] if "together" in problem.found]
    assert [str(problem) for problem in found] == [
        "strikes/s-7/quotes.yaml: found more than 8 MiB in all files together, expected at most 8 MiB"
    ]


def test_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path)
    real = type(tmp_path).open

    def refuse(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == "issues.yaml":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs)  # type: ignore[call-overload]  # passed on as it came

    monkeypatch.setattr(type(tmp_path), "open", refuse)
    assert reading(tmp_path) == [
        "issues.yaml: found a file that cannot be read (permission denied), expected one that can"
    ]


def test_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path)

    def refuse(path: Path) -> object:
        raise OSError(path.name)

    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    assert ".: found a folder that cannot be read (oserror), expected one that can" in reading(tmp_path)


def test_base_gives_entries_by_their_full_ids() -> None:
    base = sample()
    assert base.entry("wga-2023/meeting/2023-08-04") is base.meetings["wga-2023/meeting/2023-08-04"]
    assert base.entry("person/ann-lee") is base.people["ann-lee"]
    assert base.entry("wga-2023") is base.strikes["wga-2023"]
    assert base.entry("answer/what-is-a-strike") is base.answers["answer/what-is-a-strike"]
    for unknown in ("wga", "person/nobody", "wga-2023/meeting/none", ""):
        with pytest.raises(KeyError):
            base.entry(unknown)


def test_base_lists_every_entry_with_its_strike() -> None:
    base = sample()
    assert [(full, strike) for full, strike, _ in base.entries()] == [
        ("party/wga", None),
        ("party/amptp", None),
        ("person/ann-lee", None),
        ("issue/residuals", None),
        ("wga-2023", "wga-2023"),
        ("wga-2023/meeting/2023-08-04", "wga-2023"),
        ("wga-2023/position/residuals-amptp-2023-08-04", "wga-2023"),
        ("wga-2023/quote/lee-2023-08-04", "wga-2023"),
        ("wga-2023/event/2023-05-02-strike-begins", "wga-2023"),
        ("answer/what-is-a-strike", "wga-2023"),
    ]
    assert all(base.entry(full) is entry for full, _, entry in base.entries())
    assert {full for full, _, _ in base.entries()} | {f"source/{key}" for key in base.sources} == set(
        base.where
    )
    assert base.where["party/amptp"] == ("parties.yaml", 9)


def test_base_knows_since_when_an_entry_and_a_statement_are_known() -> None:
    base = sample()
    strike = base.strikes["wga-2023"]
    zone = dt.timezone(dt.timedelta(hours=-7))
    assert base.known_from(strike) == dt.datetime(2023, 5, 2, 23, 59, 59, tzinfo=zone)
    assert strike.ended is not None
    assert base.statement_known_from(strike.ended, strike) == dt.datetime(
        2023, 9, 30, 23, 59, 59, tzinfo=zone
    )
    meeting = base.meetings["wga-2023/meeting/2023-08-04"]
    assert base.statement_known_from(meeting.summary, meeting) == dt.datetime(2023, 8, 4, 21, 58, tzinfo=zone)


def test_base_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        sample().parties["x"] = sample().parties["wga"]  # type: ignore[index]  # that is what is tested


def test_revision_changes_with_any_byte() -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    other, _ = assemble({**files, "people.yaml": files["people.yaml"] + b"# x\n"})
    assert other is not None
    assert other.revision != sample().revision
    assert len(other.revision) == 12


def test_base_without_vocabulary_answers_and_checks(tmp_path: Path) -> None:
    put(tmp_path, {"vocabulary.yaml": None, "answers.yaml": None, "checks.yaml": None})
    base = load(tmp_path)
    assert (base.vocabulary.synonyms, base.checks, dict(base.answers)) == ((), (), {})


@given(st.sampled_from(sorted(FILES)), st.one_of(st.text(max_size=300), st.binary(max_size=300)))
@settings(max_examples=150, deadline=None)
def test_any_content_gives_problems_or_a_base_and_never_fails(name: str, content: str | bytes) -> None:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    files = {key: text.encode() for key, text in FILES.items()}
    base, problems = assemble({**files, name: data})
    assert base is not None or problems
    for problem in problems:
        assert "\n" not in str(problem)
        assert problem.github().count("\n") == 0


_YAML = st.text(alphabet=" \n-:[]{}#&*!|>'\"%@`,?~ab1.\\", max_size=60)


@given(st.sampled_from(sorted(FILES)), _YAML, st.integers(min_value=0, max_value=400))
@settings(max_examples=200, deadline=None)
def test_any_edit_of_a_file_gives_problems_or_a_base_and_never_fails(name: str, text: str, at: int) -> None:
    files = {key: value.encode() for key, value in FILES.items()}
    before = FILES[name]
    base, problems = assemble({**files, name: (before[:at] + text + before[at:]).encode()})
    assert base is not None or any(problem.level == "error" for problem in problems)
