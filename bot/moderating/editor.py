"""From a work to a saved edit: applied to the files as they are, checked whole, shown, written durably, recorded."""

from __future__ import annotations

import asyncio
import logging
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import StrikebotError
from bot.knowledge import editing
from bot.knowledge.disk.access import may_write, unwritable
from bot.knowledge.loader import revision
from bot.live.keeper import FolderReading, newly_failing
from bot.moderating.changing import standing
from bot.moderating.edit_plan import about, plan, still_named, titled
from bot.moderating.outcomes import (
    AlreadyDecidedError,
    Changed,
    NoEditError,
    NotReadyError,
    Prepared,
    Proposed,
    Saved,
    UndoneError,
)
from bot.moderating.questions import answered_now
from bot.moderating.works import Approve, Undo
from bot.records.rows import Moderator, NewEdit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.answering.engine import Engine
    from bot.clock import Clock
    from bot.live.keeper import Keeper
    from bot.moderating.changing import Part, Standing
    from bot.moderating.works import Work
    from bot.records.rows import Edit
    from bot.records.store import Records

log = logging.getLogger(__name__)


class Editor:
    """Applies works to the files: looked at first, then saved or proposed; recovers what a crash left unfinished."""

    def __init__(self, keeper: Keeper, records: Records, clock: Clock, *, review: bool = False) -> None:
        self.keeper = keeper
        self.records = records
        self.clock = clock
        self.review = review
        self._kept: list[ExitStack] = []
        self._saving: set[asyncio.Task[Saved | Proposed | Changed]] = set()
        self._unrecorded: dict[int, str] = {}
        """Edits that are written, while the records do not know yet: their numbers, and the revision after each."""

    async def prepare(self, work: Work) -> Prepared:
        """The work applied to the files as they are now, with all that is wrong with it."""
        return await self._prepare(work, await self._read())

    async def standing(self, entry: str) -> Standing:
        """An entry as the files have it now. CannotEditError where they have none, or it cannot be read."""
        reading = await self._read()
        return await asyncio.to_thread(standing, entry, reading.files, self.keeper.engine, self.clock.now())

    async def parts(self, entry: str) -> tuple[Part, ...]:
        return (await self.standing(entry)).parts

    async def _read(self) -> FolderReading:
        return await asyncio.to_thread(FolderReading.of, self.keeper.folder)

    async def _prepare(self, work: Work, reading: FolderReading) -> Prepared:
        files = reading.files
        planned = await asyncio.to_thread(plan, work, files, self.keeper.engine, self.clock.now())
        prepared = Prepared(work, planned, reading.revision, files, wrong=planned.wrong)
        if reading.problems:  # a file that was not read would be missing from the base that is made here
            return replace(prepared, problems=reading.problems, elsewhere=True)
        if not planned.after:
            return prepared
        built = await self.keeper.build(planned.after)
        entries = await asyncio.to_thread(editing.changed_entries, files, planned.after)
        patches = await asyncio.to_thread(editing.patches, files, planned.after)
        diff = await asyncio.to_thread(editing.diff_of, patches)
        prepared = replace(prepared, entries=entries, patches=patches, diff=diff)
        errors = tuple(problem for problem in built.problems if problem.level == "error")
        if built.engine is None:
            return replace(
                prepared,
                wrong=planned.words(errors),
                problems=errors,
                elsewhere=await self._broken_already(reading),
            )
        now, problems = self.clock.now(), built.problems
        named = [still_named(problems, entry, titled(built.engine, entry, now)) for entry in entries]
        return replace(
            prepared,
            plan=replace(planned, notes=(*planned.notes, *filter(None, named))),
            engine=built.engine,
            notices=about(built.problems, entries, planned.touched),
            checks=built.checks_broken,
            broken=newly_failing(built.checks_broken, self.keeper.problems),
        )

    async def _broken_already(self, reading: FolderReading) -> bool:
        """Whether the files cannot be used without the work either."""
        if reading.revision == self.keeper.revision:
            return False
        built = await self.keeper.build(reading.files)
        if built.engine:
            self.keeper.discard(built.engine)
        return built.engine is None

    def free(self, prepared: Prepared) -> None:
        """A work that was prepared is not needed any more; the base that it came to goes, unless it is in use."""
        if prepared.engine is not None and prepared.engine is not self.keeper.engine:
            self.keeper.discard(prepared.engine)

    async def save(self, prepared: Prepared, moderator: Moderator) -> Saved | Proposed | Changed:
        """Write a work that was shown; where the files have changed since, nothing is written and that is told.

        Raises RecordsAwayError (an edit that cannot be recorded could not be undone), FolderReadOnlyError,
        CannotWriteError, EditLockedError, AlreadyDecidedError, NotReadyError; the files are then as they were. Once
        begun it goes on to its end, also when whoever waits for it gives up: see `finish`.
        """
        if prepared.engine is None or not prepared.ready:
            raise NotReadyError
        await self.may_write()
        saving = asyncio.create_task(self._save(prepared, prepared.engine, moderator), name="save")
        self._saving.add(saving)
        saving.add_done_callback(self._saving.discard)
        return await asyncio.shield(saving)

    async def may_write(self) -> None:
        """FolderReadOnlyError where this process cannot change the knowledge files at all."""
        if why := await asyncio.to_thread(unwritable, [self.keeper.folder]):
            raise editing.FolderReadOnlyError(why)

    async def finish(self) -> None:
        """Wait for the saves that are under way."""
        if self._saving:
            await asyncio.wait(set(self._saving))

    async def _save(
        self, prepared: Prepared, engine: Engine, moderator: Moderator
    ) -> Saved | Proposed | Changed:
        async with self.keeper.lock, self._alone() as folder:
            reading = await self._read()
            if reading.revision != prepared.revision:
                return await self._changed(prepared, reading)
            if self.review and not isinstance(prepared.work, Approve):
                return Proposed(await self.records.propose(self._record(prepared, moderator)))
            try:
                number = await self._write(prepared, engine, moderator, folder)
            except editing.ChangedMeanwhileError:
                return await self._changed(prepared, await self._read())
        return await self._served(prepared, number)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[str]:
        """No other process writes to the folder meanwhile; its mark. EditLockedError, CannotWriteError."""
        with ExitStack() as stack:
            await asyncio.to_thread(stack.enter_context, editing.edit_lock(self.keeper.folder))
            try:
                yield await asyncio.to_thread(editing.marked, self.keeper.folder)
            except asyncio.CancelledError:  # the process ends, and a thread may still write until it has
                self._kept.append(stack.pop_all())
                raise

    async def _changed(self, prepared: Prepared, reading: FolderReading) -> Changed:
        theirs = await asyncio.to_thread(editing.diff, prepared.before, reading.files)
        return Changed(await self._prepare(prepared.work, reading), theirs)

    def _record(self, prepared: Prepared, moderator: Moderator) -> NewEdit:
        work = prepared.work
        return NewEdit(
            moderator_id=moderator.id,
            moderator=moderator.name,
            what=prepared.plan.what,
            reason=prepared.plan.reason,
            entries=prepared.entries,
            patches=editing.to_json(prepared.patches),
            revision=prepared.revision,
            undoes=work.edit if isinstance(work, Undo) else None,
        )

    async def _write(self, prepared: Prepared, engine: Engine, moderator: Moderator, folder: str) -> int:
        """Recorded as begun, written, recorded as done: after a crash in between, `recover` puts it right."""
        await self._catch_up()
        number = await self._begin(prepared, moderator, folder)
        try:
            await asyncio.to_thread(
                editing.write_files, self.keeper.folder, prepared.before, prepared.plan.after
            )
        except Exception:  # where the bot is ended meanwhile, the files may have been written all the same
            await self.records.abandon_edit(number)
            raise
        await self.keeper.take(engine, prepared.checks)
        self._unrecorded[number] = engine.base.revision
        await self._catch_up()
        return number

    async def _catch_up(self) -> None:
        """Record as done what is written; what cannot be recorded now is tried again before the next edit."""
        for number, after in list(self._unrecorded.items()):
            try:
                await self.records.finish_edit(number, after)
            except StrikebotError as error:
                log.error("edit %d is written, but could not be recorded as done yet: %s", number, error)
                return
            del self._unrecorded[number]

    async def _begin(self, prepared: Prepared, moderator: Moderator, folder: str) -> int:
        work = prepared.work
        if not isinstance(work, Approve):
            return await self.records.begin_edit(replace(self._record(prepared, moderator), folder=folder))
        if not await self.records.decide(work.edit, moderator, True, folder):
            raise AlreadyDecidedError
        return work.edit

    async def _served(self, prepared: Prepared, number: int) -> Saved:
        """Which of the waiting questions are answered now; they wait no longer."""
        engine = self.keeper.engine
        log.info("edit %d saved; the base is now at revision %s", number, engine.base.revision)
        try:
            waiting = await self.records.waiting()
            answered = await asyncio.to_thread(
                answered_now, engine, waiting, self.clock.now(), touched=frozenset(prepared.entries)
            )
            keys = {*prepared.work.settles, *(one.key for one in answered)}
            await self.records.settle(keys)
        except StrikebotError as error:
            log.warning("cannot tell which waiting questions are answered now: %s", error)
            return Saved(number, engine.base.revision)
        return Saved(number, engine.base.revision, tuple(answered))

    async def undo_of(self, number: int | None) -> Undo:
        """The work that takes back an edit: the latest one that still stands, where none is named."""
        edit = await (self._latest() if number is None else self.records.edit(number))
        if edit is None or edit.state != "done":
            raise NoEditError(number)
        if edit.undone_by is not None:
            raise UndoneError(edit)
        return Undo(edit=edit.id, what=edit.what, patches=edit.patches)

    async def _latest(self) -> Edit | None:
        history = await self.records.history(50)
        return next((edit for edit in history if edit.undone_by is None and edit.undoes is None), None)

    async def approval_of(self, number: int, moderator: Moderator) -> Approve:
        """The work that carries out somebody else's proposal."""
        edit = await self.records.edit(number)
        if edit is None or edit.state != "waiting":
            raise AlreadyDecidedError
        if edit.moderator_id == moderator.id:
            raise AlreadyDecidedError("own")
        return Approve(edit=edit.id, what=edit.what, patches=edit.patches, entries=edit.entries)

    async def refuse(self, number: int, moderator: Moderator) -> None:
        """Turn a proposal down."""
        await self.approval_of(number, moderator)
        if not await self.records.decide(number, moderator, approved=False):
            raise AlreadyDecidedError

    async def recover(self) -> int:
        """Put right what a crash left in the middle of saving; how many edits that were.

        Whoever is writing an edit holds the folder's lock from before it is recorded until it is done, so one that is
        found unfinished under the lock belongs to nobody any more. That holds for edits of this folder only: what was
        begun on another one is for the processes that have that.
        """
        async with self.keeper.lock:
            await self._catch_up()
        folder = self.keeper.folder
        mine = {await asyncio.to_thread(editing.mark_of, folder), ""}  # earlier versions did not record it
        unfinished = [edit for edit in await self.records.unfinished() if edit.folder in mine]
        if not await asyncio.to_thread(may_write, folder):
            return 0
        for edit in unfinished:
            async with self.keeper.lock, self._alone():
                await self._recover(edit.id)
        return len(unfinished)

    async def _recover(self, number: int) -> None:
        edit = await self.records.edit(number)
        if edit is None or edit.state != "writing":
            return  # whoever was writing it has finished meanwhile
        patches = editing.from_json(edit.patches)
        reading = await self._read()
        if reading.problems:
            log.warning("edit %d is put right once the files can be read: %s", edit.id, reading.problems[0])
            return
        files = reading.files
        written = [patch for patch in patches if _holds(patch, files)]
        if not written:
            await self.records.abandon_edit(edit.id)
            log.warning("edit %d was never written: forgotten", edit.id)
            return
        missing = [patch for patch in patches if patch not in written]
        if missing:
            log.warning("edit %d was written in part: the rest is written now", edit.id)
            whole = editing.apply(missing, files)
            await asyncio.to_thread(editing.write_files, self.keeper.folder, files, whole)
            files = dict(whole)
        await self.records.finish_edit(edit.id, revision(files))
        log.warning("edit %d was cut short, and is now recorded as done", edit.id)


def _holds(patch: editing.FilePatch, files: Mapping[str, bytes]) -> bool:
    """Whether the files hold what a patch puts there."""
    try:
        editing.revert([patch], files)
    except editing.CannotApplyError:
        return False
    return True
