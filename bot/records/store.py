"""All that the bot remembers, in one place: what the other parts of the program talk to."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.records import drafts, edits, marks, questions, tallies
from bot.records.asked import EntryCounts
from bot.records.database import Database
from bot.records.errors import NewerRecordsError, RecordsAwayError
from bot.records.gate import DatabaseGate
from bot.records.losses import Losses
from bot.records.pending import Pending
from bot.records.rows import Edit, Moderator, NewEdit, Noted, StoredDraft, Waiting, Why
from bot.records.servers import Servers
from bot.records.suggested import Suggestions
from bot.records.telling import Telling
from bot.records.waiters import Waiters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.clock import Clock

log = logging.getLogger(__name__)

NOTE_SECONDS = 1.5
"""How long writing questions may take: somebody may wait for something else meanwhile."""
FLUSH_SECONDS = 5.0
"""How often what is buffered is written, and how often a database that is away is looked for."""


class Records:
    """Noting never fails and never waits long; everything else raises RecordsAwayError while the database is away."""

    def __init__(
        self, url: str, clock: Clock, *, unanswered_days: int = 90, flush_seconds: float = FLUSH_SECONDS
    ) -> None:
        """DatabaseUrlError where `url` cannot be used. Nothing is opened before `start`."""
        self._database = Database(url)
        self._clock = clock
        self._unanswered = timedelta(days=unanswered_days)
        self._flush_seconds = flush_seconds
        self._losses = Losses()
        self._asked = EntryCounts(self._database, self._losses)
        self._pending = Pending(self._database, self._losses)
        self._keeping: asyncio.Task[None] | None = None
        self.telling = Telling(self._database, clock)
        """What channels are told of."""
        self.waiters = Waiters(self._database, clock)
        """Who wants to be told when a question is answered."""
        self.servers = Servers(self._database, clock)
        """What servers have set."""
        self.suggestions = Suggestions(self._database, clock)
        """What members suggest for the base."""

    @property
    def reachable(self) -> bool:
        """Whether the database answered when it was last asked."""
        return self._database.reachable

    @property
    def shared(self) -> bool:
        """Whether processes on several machines can use this database at once."""
        return not self._database.is_file

    def gate(self, clock: Clock) -> DatabaseGate:
        """What processes that share this database ask before they connect to Discord; its clock must not stand still."""
        return DatabaseGate(self._database, clock)

    @property
    def lost(self) -> Mapping[str, int]:
        """What could not be recorded since the start: `questions`, and entries that were `asked` about."""
        return self._losses.counts

    # ---- life ----

    async def start(self) -> None:
        """Connect and migrate. A database that is away is looked for again; NewerRecordsError for one from the future."""
        try:
            await self._database.open()
        except NewerRecordsError:
            await self._database.close()
            raise
        except RecordsAwayError:
            pass  # logged where it was noticed
        self._keeping = asyncio.create_task(self._keep(), name="records")

    async def close(self) -> None:
        """Write what is buffered, or count it as lost, and let go of the database; takes a few seconds at most."""
        if self._keeping:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
        await self._flush()
        self._pending.give_up()
        self._asked.give_up()
        self._losses.tell()
        await self._database.close()

    async def ping(self) -> bool:
        """Whether the database answers now: for a readiness check. Looks for it anew where it was away."""
        try:
            await self._database.ping()
        except RecordsAwayError:
            return False
        return True

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(self._flush_seconds)
            if self.reachable or await self.ping():
                await self._flush()
                self._losses.tell()

    async def _flush(self) -> None:
        """Write what is buffered; where the database is away it stays there."""
        try:
            await self._write_questions()
            await self._asked.flush()
        except RecordsAwayError:
            pass
        except SQLAlchemyError as error:
            log.error("What was asked about could not be recorded: %s", type(error).__name__)

    async def _write_questions(self) -> None:
        try:
            await self._pending.flush(NOTE_SECONDS)
        except SQLAlchemyError as error:
            log.error("A question could not be recorded: %s", type(error).__name__)

    # ---- questions ----

    async def note_question(self, key: str, text: str, why: Why, *, expected: str = "") -> None:
        """Keep a question (scrubbed by the caller) that was not answered, or answered beside the point.

        What somebody has told us on purpose is written at once, all else within seconds.
        """
        self._pending.add(Noted(key, text, why, self._today(), expected))
        if why == "not_asked":
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Write the questions that are buffered, unless the database is known to be away."""
        if self.reachable:
            with suppress(RecordsAwayError):
                await self._write_questions()

    async def note_asked(self, entries: Iterable[str]) -> None:
        """Count the entries that an answer was made from."""
        self._asked.add(self._today(), entries)

    async def waiting(self, limit: int = 500) -> list[Waiting]:
        """Questions without an answer, neither dismissed nor expired; most asked first."""
        await self._catch_up()
        return await self._database.read(questions.waiting, self._oldest_day(), limit)

    async def dismiss(self, keys: Iterable[str]) -> int:
        """Never list them again. Gives how many were not dismissed before."""
        await self._catch_up()
        return await self._database.write(questions.dismiss, keys)

    async def settle(self, keys: Iterable[str]) -> int:
        """They have an answer now. Gives how many there were."""
        await self._catch_up()
        return await self._database.write(questions.settle, keys)

    async def expire(self) -> int:
        """Delete questions that nobody has asked for `unanswered_days`, old tallies and old claims. Gives how many questions."""
        await self._catch_up()
        await self._database.write(tallies.expire, self._today())
        await self._database.write(marks.expire, self._now())
        await self.telling.expire()
        await self.waiters.expire()
        await self.suggestions.expire()
        return await self._database.write(questions.expire, self._oldest_day())

    async def most_asked(self, since: date, limit: int) -> list[tuple[str, int]]:
        """Entries answered from most often since that day, with how often."""
        await self._asked.flush()
        return await self._database.read(tallies.most_asked, since, limit)

    # ---- edits ----

    async def begin_edit(self, edit: NewEdit) -> int:
        """Write down what is about to be written to the files, so that a kill in between leaves a trace."""
        return await self._database.write(edits.add, edit, "writing", self._now())

    async def finish_edit(self, edit_id: int, revision: str) -> None:
        """The files hold it; `revision` is that of the base with it."""
        await self._database.write(edits.finish, edit_id, revision)

    async def abandon_edit(self, edit_id: int) -> None:
        """The files do not hold it: it is forgotten; an approved proposal waits again."""
        await self._database.write(edits.abandon, edit_id)

    async def unfinished(self) -> list[Edit]:
        """Edits that are being written, by any process, or were when one was killed; the oldest first."""
        return await self._database.read(edits.of_state, "writing")

    async def history(
        self, limit: int, before_id: int | None = None, *, entry: str | None = None
    ) -> list[Edit]:
        """Edits that were done, the newest first."""
        return await self._database.read(edits.history, limit, before_id, entry)

    async def edit(self, edit_id: int) -> Edit | None:
        return await self._database.read(edits.one, edit_id)

    async def propose(self, edit: NewEdit) -> int:
        """Keep an edit until another moderator decides."""
        return await self._database.write(edits.add, edit, "waiting", self._now())

    async def proposals(self) -> list[Edit]:
        """Edits that wait for a decision, the oldest first."""
        return await self._database.read(edits.of_state, "waiting")

    async def decide(self, edit_id: int, moderator: Moderator, approved: bool, folder: str = "") -> bool:
        """Approve it (it counts as being written to `folder` from then) or refuse it. False: somebody else was first."""
        return await self._database.write(edits.decide, edit_id, moderator, approved, folder)

    # ---- drafts, marks, claims ----

    async def keep_draft(self, draft: StoredDraft) -> None:
        await self._database.write(drafts.keep, draft, self._now())

    async def draft(self, draft_id: str) -> StoredDraft | None:
        """None where there is none, or where it is older than a day."""
        return await self._database.read(drafts.one, draft_id, self._now())

    async def drop_draft(self, draft_id: str) -> None:
        await self._database.write(drafts.drop, draft_id)

    async def mark(self, name: str) -> str | None:
        """What was last set under that name."""
        return await self._database.read(marks.mark, name)

    async def set_mark(self, name: str, value: str) -> None:
        await self._database.write(marks.set_mark, name, value)

    async def claim(self, name: str, every: timedelta) -> bool:
        """True for exactly one caller, of all processes, a period: for work that must be done once."""
        return await self._database.write(marks.claim, name, every, self._now())

    async def give_back(self, name: str) -> None:
        """A claim by whoever made it, where nothing was done: the next who asks gets it."""
        await self._database.write(marks.give_back, name)

    # ---- time ----

    def _now(self) -> datetime:
        return self._clock.now()

    def _today(self) -> date:
        return self._now().astimezone(UTC).date()

    def _oldest_day(self) -> date:
        return self._today() - self._unanswered
