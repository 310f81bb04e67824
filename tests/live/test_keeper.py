"""The base in use: swapped whole, kept where the files are broken, and moderators told once."""

from __future__ import annotations

import asyncio
import logging
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.clock import FixedClock
from bot.knowledge.disk.folder import gather
from bot.live.changes import Built, Mended, Refused, Swapped
from bot.live.keeper import Keeper
from tests.knowledge.samples import EVENTS, FILES, MEETINGS
from tests.live.conftest import NOW, QUICK, build, engine_of, soon

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.knowledge.problems import Problem
    from bot.live.changes import Change
    from tests.live.conftest import Told

LATER = FILES[MEETINGS].replace("They met.", "They met again.")
BROKEN = FILES[MEETINGS].replace("[wga, amptp]", "[wga, amptpp]")
WRONG_CHECK = FILES["checks.yaml"].replace("wga-2023/meeting/2023-08-04", "answer/what-is-a-strike")


def write(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")


async def test_files_that_are_those_in_use_change_nothing(keeper: Keeper, told: Told) -> None:
    engine = keeper.engine
    outcome = await keeper.reload()

    assert outcome.kind == "unchanged"
    assert keeper.engine is engine
    assert told.changes == []
    assert (keeper.reloads, keeper.failures, keeper.problems) == (0, 0, ())


async def test_changed_files_are_swapped_in_whole(keeper: Keeper, told: Told, folder: Path) -> None:
    before = keeper.engine
    write(folder, MEETINGS, LATER)
    outcome = await keeper.reload()

    assert outcome.kind == "swapped"
    assert keeper.engine is engine_of(folder)
    assert keeper.revision == outcome.revision != before.base.revision
    assert told.changes == [Swapped(before.base.revision, keeper.engine)]
    state = keeper.state()
    assert (state.revision, state.since, state.entries, state.sources) == (keeper.revision, NOW, 10, 3)
    assert (state.reloads, state.failures, state.last) == (1, 0, outcome)


async def test_a_question_in_flight_keeps_the_base_it_began_with(keeper: Keeper, folder: Path) -> None:
    taken = keeper.engine
    write(folder, MEETINGS, LATER)
    await keeper.reload()

    for engine, words in ((taken, "They met."), (keeper.engine, "They met again.")):
        reply = engine.show("wga-2023/meeting/2023-08-04", NOW)
        assert words in " ".join([reply.headline, *(block.text for block in reply.blocks)])


async def test_broken_files_leave_the_last_good_base_and_say_where(
    keeper: Keeper, told: Told, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = keeper.engine
    write(folder, MEETINGS, BROKEN)
    outcome = await keeper.reload()

    assert outcome.kind == "refused"
    assert keeper.engine is engine
    assert keeper.refused
    assert [str(problem) for problem in keeper.problems] == [
        f'{MEETINGS}:5: 2023-08-04.parties.2: found the unknown id "amptpp", expected the id of a party,'
        " did you mean amptp?"
    ]
    assert told.changes == [Refused(keeper.problems)]
    assert f"{MEETINGS}:5: " in caplog.text
    assert (keeper.reloads, keeper.failures) == (0, 1)


@pytest.mark.parametrize(
    "content", ["- id: {}", "- id: a\n  {}: b", "- id: a\n  kind: {}", "- id: a\n  parties: [{}]"]
)
async def test_an_id_of_a_mebibyte_is_a_short_line_of_the_log(
    keeper: Keeper, folder: Path, caplog: pytest.LogCaptureFixture, content: str
) -> None:
    write(folder, MEETINGS, content.format("x" * 1_000_000))
    await keeper.reload()

    assert MEETINGS in caplog.text
    assert max(len(record.getMessage()) for record in caplog.records) < 2000
    assert max(len(str(problem)) for problem in keeper.problems) < 2000


async def test_the_same_problems_are_told_once_wherever_their_lines_are(
    keeper: Keeper, told: Told, folder: Path
) -> None:
    write(folder, MEETINGS, BROKEN)
    await keeper.reload()
    write(folder, MEETINGS, f"# A note.\n{BROKEN}")
    await keeper.reload()

    assert len(told.changes) == 1
    assert keeper.failures == 2
    assert keeper.problems[0].line == 6


async def test_other_problems_are_told(keeper: Keeper, told: Told, folder: Path) -> None:
    write(folder, MEETINGS, BROKEN)
    await keeper.reload()
    write(folder, EVENTS, "[")
    await keeper.reload()
    (folder / EVENTS).write_text(FILES[EVENTS], encoding="utf-8")
    await keeper.reload()

    assert len(told.changes) == 2, "the third state has the problems of the first"


async def test_the_same_problems_are_told_again_after_all_was_fine(
    keeper: Keeper, told: Told, folder: Path
) -> None:
    for content in (BROKEN, FILES[MEETINGS], BROKEN, LATER, BROKEN):
        write(folder, MEETINGS, content)
        await keeper.reload()

    assert [type(change) for change in told.changes] == [Refused, Mended, Refused, Swapped, Refused]


async def test_files_put_back_as_they_were_are_fine_again(keeper: Keeper, told: Told, folder: Path) -> None:
    write(folder, MEETINGS, BROKEN)
    await keeper.reload()
    write(folder, MEETINGS, FILES[MEETINGS])
    outcome = await keeper.reload()

    assert outcome.kind == "unchanged"
    assert keeper.problems == ()
    assert told.changes[-1] == Mended(keeper.revision)


async def test_a_check_that_fails_is_told_and_does_not_keep_the_files_out(
    keeper: Keeper, told: Told, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(folder, "checks.yaml", WRONG_CHECK)
    outcome = await keeper.reload()

    assert outcome.kind == "swapped"
    (problem,) = keeper.problems
    assert (problem.file, problem.line, problem.level) == ("checks.yaml", 1, "notice")
    assert not keeper.refused
    (change,) = told.changes
    assert isinstance(change, Swapped)
    assert change.problems == keeper.problems
    assert "a check fails: checks.yaml:1: " in caplog.text


async def test_the_checks_that_the_first_base_breaks_are_known(folder: Path) -> None:
    write(folder, "checks.yaml", WRONG_CHECK)
    keeper = Keeper(folder, engine_of(folder), FixedClock(NOW), pace=QUICK, builder=build)
    await keeper.ask_checks()

    assert [(problem.file, problem.level) for problem in keeper.problems] == [("checks.yaml", "notice")]


async def test_a_folder_with_a_stranger_in_it_is_refused_although_its_files_are_the_same(
    keeper: Keeper, folder: Path
) -> None:
    write(folder, "notes.yaml", "")

    assert (await keeper.reload()).kind == "refused"
    assert keeper.problems[0].file == "notes.yaml"


async def test_what_is_none_of_ours_is_named_once_and_keeps_no_change_out(
    keeper: Keeper, told: Told, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(folder, "Thumbs.db", "")
    write(folder, "strikes/wga-2023/quotes.yaml.orig", "[")
    assert (await keeper.reload()).kind == "unchanged"
    write(folder, MEETINGS, LATER)
    assert (await keeper.reload()).kind == "swapped"

    assert keeper.problems == ()
    assert [type(change) for change in told.changes] == [Swapped]
    named = [record.getMessage() for record in caplog.records if "ignored" in record.getMessage()]
    assert named == [
        f"in the knowledge folder: {name}: found a file that is not part of the knowledge base; it is ignored"
        for name in ("Thumbs.db", "strikes/wga-2023/quotes.yaml.orig")
    ]


async def test_a_folder_that_is_gone_is_a_problem_and_no_more(keeper: Keeper, folder: Path) -> None:
    shutil.move(folder, folder.with_name("elsewhere"))

    assert (await keeper.reload()).kind == "refused"
    assert str(keeper.problems[0]).startswith("found no folder at ")


async def test_a_folder_that_the_system_refuses_is_a_problem_and_no_more(folder: Path) -> None:
    keeper = Keeper(folder / ("long" * 100), engine_of(folder), FixedClock(NOW), pace=QUICK, builder=build)

    assert (await keeper.reload()).kind == "refused"
    assert keeper.problems[0].found == "a folder that cannot be read (file name too long)"


async def test_a_swap_is_logged_with_both_revisions_and_how_long_it_took(
    keeper: Keeper, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = keeper.revision
    write(folder, MEETINGS, LATER)
    outcome = await keeper.reload()

    assert f"knowledge base {before} -> {keeper.revision}: 10 entries, {outcome.seconds:.1f} s" in caplog.text


async def test_what_cannot_be_built_for_a_mistake_of_ours_leaves_the_base_and_an_id(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> Built:
        raise ZeroDivisionError

    keeper = Keeper(folder, engine_of(folder), FixedClock(NOW), pace=QUICK, builder=fail)
    write(folder, MEETINGS, LATER)
    outcome = await keeper.reload()

    assert outcome.kind == "refused"
    number = str(keeper.problems[0]).split("(error ")[1].split()[0]
    assert f"error {number}: " in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_a_listener_that_fails_keeps_no_other_from_hearing(
    keeper: Keeper, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Change] = []

    def fail(_: Change) -> None:
        raise ValueError("no ears")

    async def hear(change: Change) -> None:
        await asyncio.sleep(0)
        heard.append(change)

    keeper.listen(fail)
    keeper.listen(hear)
    write(folder, MEETINGS, LATER)
    await keeper.reload()

    assert len(heard) == 1
    assert "no ears" in caplog.text


async def test_an_edit_builds_without_touching_what_is_in_use_and_then_takes_it(
    keeper: Keeper, told: Told, folder: Path
) -> None:
    files, _ = gather(folder)
    before = keeper.engine
    built = await keeper.build({**files, MEETINGS: LATER.encode()})
    assert built.engine is not None
    assert {problem.level for problem in built.problems} <= {"notice"}
    assert built.checks_broken == ()
    assert keeper.engine is before

    async with keeper.lock:
        write(folder, MEETINGS, LATER)
        await keeper.take(built.engine)

    assert keeper.engine is built.engine
    assert told.changes == [Swapped(before.base.revision, built.engine)]
    assert (await keeper.reload()).kind == "unchanged"


async def test_an_edit_that_is_broken_says_so(keeper: Keeper) -> None:
    files, _ = gather(keeper.folder)
    built = await keeper.build({**files, MEETINGS: BROKEN.encode()})

    assert built.engine is None
    assert built.problems[0].file == MEETINGS


async def test_a_reload_waits_for_an_edit_to_be_done(keeper: Keeper, folder: Path) -> None:
    write(folder, MEETINGS, LATER)
    async with keeper.lock:
        reloading = asyncio.create_task(keeper.reload())
        await asyncio.sleep(0)
        assert keeper.lock.locked()
        assert not reloading.done()
        write(folder, MEETINGS, FILES[MEETINGS])

    assert (await soon(reloading)).kind == "unchanged"


async def test_files_that_change_while_they_are_built_are_built_again(folder: Path) -> None:
    started: list[bytes] = []

    async def meddle(files: Mapping[str, bytes], found: Sequence[Problem], now: dt.datetime) -> Built:
        started.append(files[MEETINGS])
        write(folder, MEETINGS, LATER)
        return await build(files, found, now)

    keeper = Keeper(folder, engine_of(folder), FixedClock(NOW), pace=QUICK, builder=meddle)
    write(folder, MEETINGS, FILES[MEETINGS].replace("They met.", "They"))
    outcome = await keeper.reload()

    assert [text.decode().count("They met again.") for text in started] == [0, 1]
    assert outcome.revision == engine_of(folder).base.revision
    assert keeper.reloads == 1


async def test_files_that_never_keep_still_are_not_complained_about(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    count = iter(range(100))

    async def meddle(files: Mapping[str, bytes], found: Sequence[Problem], now: dt.datetime) -> Built:
        built = await build(files, found, now)
        write(folder, MEETINGS, f"# {next(count)}\n{BROKEN}")
        return built

    keeper = Keeper(folder, engine_of(folder), FixedClock(NOW), pace=QUICK, builder=meddle)
    heard: list[Change] = []
    keeper.listen(heard.append)
    write(folder, MEETINGS, BROKEN)
    outcome = await keeper.reload()

    assert outcome.kind == "refused"
    assert heard == []
    assert caplog.text == ""
