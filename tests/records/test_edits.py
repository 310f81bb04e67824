"""Moderators' edits: begun, finished, given up, undone, proposed and decided."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.records.rows import Edit, Moderator, NewEdit
from bot.records.store import Records

if TYPE_CHECKING:
    from bot.clock import FixedClock

ANNA = Moderator(2**62, "Anna")
BOB = Moderator(7, "Bob")
NEW = NewEdit(
    moderator_id=ANNA.id,
    moderator=ANNA.name,
    what="Added the meeting of 11 August",
    reason="The committee's statement",
    entries=("wga-2023/meeting/2023-08-11", "source/wga-2023-08-11"),
    patches='[{"file": "sources.yaml"}]',
    revision="before",
)


async def done(records: Records, **changes: object) -> int:
    number = await records.begin_edit(replace(NEW, **changes))  # type: ignore[arg-type]  # any of its fields
    await records.finish_edit(number, "after")
    return number


async def numbers(records: Records, limit: int = 10, before: int | None = None) -> list[int]:
    return [edit.id for edit in await records.history(limit, before)]


async def undone_by(records: Records) -> dict[int, int | None]:
    return {edit.id: edit.undone_by for edit in await records.history(10)}


async def test_an_edit_is_being_written_until_it_is_finished(records: Records, clock: FixedClock) -> None:
    number = await records.begin_edit(NEW)

    begun = Edit(**asdict(NEW), id=number, at=clock.now(), state="writing")
    assert await records.unfinished() == [begun]
    assert await records.history(10) == []

    clock.moment += timedelta(hours=1)
    await records.finish_edit(number, "after")
    await records.finish_edit(number, "after that")

    finished = replace(begun, state="done", revision_after="after")
    assert await records.unfinished() == []
    assert await records.history(10) == [finished]
    assert await records.edit(number) == finished
    assert await records.proposals() == []


async def test_an_edit_outlives_a_restart(records: Records, url: str, clock: FixedClock) -> None:
    number = await records.begin_edit(NEW)
    await records.close()
    again = Records(url, clock)
    await again.start()

    assert [edit.id for edit in await again.unfinished()] == [number]
    await again.close()


async def test_an_edit_that_was_given_up_is_forgotten_and_its_number_is_not_used_again(
    records: Records,
) -> None:
    number = await records.begin_edit(NEW)
    await records.abandon_edit(number)

    assert await records.unfinished() == await records.history(10) == []
    assert await records.edit(number) is None
    assert await records.begin_edit(NEW) > number


async def test_an_edit_in_the_files_cannot_be_given_up(records: Records) -> None:
    number = await done(records)
    await records.abandon_edit(number)

    assert await numbers(records) == [number]


async def test_the_history_is_paged_newest_first_and_of_one_entry(records: Records) -> None:
    first, second, third = [await done(records, what=str(number)) for number in range(3)]
    other = await done(records, entries=("checks",))
    bare = await done(records, entries=())

    assert await numbers(records, 2) == [bare, other]
    assert await numbers(records, 2, before=other) == [third, second]
    assert await numbers(records, 2, before=second) == [first]
    assert [edit.id for edit in await records.history(10, entry="checks")] == [other]
    assert [edit.id for edit in await records.history(1, third, entry=NEW.entries[1])] == [second]
    assert await records.history(10, entry="unknown") == []


async def test_an_undone_edit_knows_by_which_once_the_undoing_is_in_the_files(records: Records) -> None:
    number = await done(records)
    undoing = await records.begin_edit(replace(NEW, undoes=number))
    assert await undone_by(records) == {number: None}

    await records.finish_edit(undoing, "before")

    assert await undone_by(records) == {number: undoing, undoing: None}


async def test_undoing_what_undid_an_edit_lets_it_stand_again(records: Records) -> None:
    number = await done(records)
    undo = await done(records, undoes=number)
    redo = await done(records, undoes=undo)
    assert await undone_by(records) == {number: None, undo: redo, redo: None}

    last = await done(records, undoes=redo)

    assert await undone_by(records) == {number: undo, undo: None, redo: last, last: None}


async def test_a_proposal_waits_until_it_is_approved_and_then_written(records: Records) -> None:
    number = await records.propose(NEW)
    assert [(edit.id, edit.state) for edit in await records.proposals()] == [(number, "waiting")]
    assert await records.unfinished() == await records.history(10) == []

    assert await records.decide(number, BOB, True)

    assert await records.proposals() == []
    (edit,) = await records.unfinished()
    assert (edit.state, edit.decided_by, edit.decided_by_id) == ("writing", "Bob", 7)
    await records.finish_edit(number, "after")
    assert await numbers(records) == [number]


async def test_a_refused_proposal_says_by_whom_and_is_not_history(records: Records) -> None:
    number = await records.propose(NEW)

    assert await records.decide(number, BOB, False)

    edit = await records.edit(number)
    assert edit
    assert (edit.state, edit.decided_by) == ("refused", "Bob")
    assert await records.proposals() == await records.unfinished() == await records.history(10) == []


async def test_an_approved_proposal_that_could_not_be_written_waits_again(records: Records) -> None:
    number = await records.propose(NEW)
    await records.decide(number, BOB, True)

    await records.abandon_edit(number)

    (edit,) = await records.proposals()
    assert (edit.id, edit.decided_by, edit.decided_by_id) == (number, "", None)


async def test_of_two_moderators_who_decide_at_once_exactly_one_does(
    records: Records, url: str, clock: FixedClock
) -> None:
    other = Records(url, clock)
    await other.start()
    for _ in range(5):
        number = await records.propose(NEW)
        decisions = await asyncio.gather(
            records.decide(number, ANNA, True), other.decide(number, BOB, False),
            records.decide(number, ANNA, True), other.decide(number, BOB, False),
        )  # fmt: skip

        assert sum(decisions) == 1
        edit = await records.edit(number)
        assert edit
        assert edit.decided_by == ("Anna" if decisions[0] or decisions[2] else "Bob")
    await other.close()


async def test_nobody_decides_on_what_does_not_wait(records: Records) -> None:
    assert not await records.decide(await done(records), BOB, True)
    assert not await records.decide(9_999, BOB, True)


async def test_the_oldest_proposals_come_first(records: Records) -> None:
    waiting = [await records.propose(NEW) for _ in range(3)]

    assert [edit.id for edit in await records.proposals()] == waiting
