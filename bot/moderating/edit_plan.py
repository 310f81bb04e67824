"""A work applied to the files: what it is called, the files it leads to, and what keeps it from being done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from bot.answering.handlers.single_entry import title_of
from bot.dates.as_of import kept
from bot.knowledge import editing
from bot.knowledge.model.items import ENTRIES
from bot.knowledge.problems import brief, show
from bot.moderating.changing import made_of
from bot.moderating.forms import NEWS, FieldProblem, Made, field_problems, listed, make
from bot.moderating.works import Add, Approve, Confirm, KeepCheck, Revise, Teach, Undo, Upload, Withdraw

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from bot.answering.engine import Engine
    from bot.knowledge.model.items import FileKind
    from bot.knowledge.problems import Problem
    from bot.moderating.works import Work
    from bot.records.rows import Edit

Files = dict[str, bytes]
SORTS = {
    "New": "added",
    "Teach": "taught",
    "Check": "kept as a check",
    "Withdraw": "withdrawn",
    "Upload": "uploaded",
    "Undo": "undone",
    "Still": "confirmed",
}
"""How the names of edits begin."""
_WHICH = "This could mean more than one entry: choose the right one from the menu."
_NOTHING_NEAR = (
    "No entry comes close to this question. Name one with `entry`, or write an answer with `/kb add answer`."
)
_SAME = "Nothing has changed yet: what you typed is what it says already."
NAMED = 5
"""Removed entries that are named; the rest is counted."""
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Plan:
    """`after` is empty where the work cannot be done at all: `wrong` says why.

    `shown` is the full id of the entry to show members' card of, `asked` a question to show the reply to,
    at the moment `asked_at` where that is not now; the card is that of `shown_at`, where that is later than now.
    """

    what: str
    after: Mapping[str, bytes] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    wrong: tuple[FieldProblem, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    shown: str | None = None
    asked: str | None = None
    asked_at: dt.datetime | None = None
    shown_at: dt.datetime | None = None
    made: Made | None = None

    def words(self, problems: Sequence[Problem]) -> tuple[FieldProblem, ...]:
        """The problems of the files in the words of the form, or for other works as they are."""
        if self.made is not None:
            return tuple(field_problems(problems, self.made))
        return tuple(FieldProblem("", str(problem)) for problem in problems)


def plan(work: Work, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    """What a work comes to on these files. What cannot be done is told in `wrong`, never raised."""
    try:
        return _plan(work, files, engine, now)
    except (editing.CannotEditError, editing.CannotApplyError, editing.UnreadablePatchError) as error:
        return Plan(_named(work, engine, now), wrong=(FieldProblem("", str(error)),))


def about(problems: Iterable[Problem], entries: Iterable[str], files: Collection[str]) -> tuple[Problem, ...]:
    """Those of the problems that are about these entries, in these files."""
    labels = _labels(entries)
    return tuple(one for one in problems if one.file in files and one.path.partition(".")[0] in labels)


def still_named(problems: Iterable[Problem], entry: str, named: str) -> str:
    """How many entries of which kinds still name one that is withdrawn, called `named`; empty where none does."""
    withdrawn = tuple(f'"{label}", which is withdrawn' for label in _labels([entry]))
    naming = {(one.file, one.path.partition(".")[0]) for one in problems if one.found.startswith(withdrawn)}
    files = Counter(file.rpartition("/")[2] for file, _ in naming)
    counts = [_counted(kind, files[kind.file]) for kind in reversed(ENTRIES) if files[kind.file]]
    only = sum(files[kind.file] for kind in ENTRIES) == 1
    return f"{listed(counts)} still {'names' if only else 'name'} {named}." if counts else ""


def _counted(kind: FileKind, count: int) -> str:
    """`1 quote`, `7 meetings`, `2 people`."""
    many = kind.name if kind.is_list else f"{kind.noun}s"
    return f"{count:,} {kind.noun if count == 1 else many}"


def _labels(entries: Iterable[str]) -> set[str]:
    return {full_id.rpartition("/")[2] for full_id in entries}


def _plan(work: Work, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    match work:
        case Add():
            return _add(work, files, engine, now)
        case Teach():
            return _teach(work, files, engine, now)
        case KeepCheck():
            return _check(work, files, engine, now)
        case Withdraw():
            return _withdraw(work, files, engine, now)
        case Confirm():
            return _confirm(work, files, engine, now)
        case Revise():
            return _edit(work, files, engine, now)
        case Upload():
            return _upload(work, files, engine, now)
        case Undo() | Approve():
            return _patched(work, files, engine, now)
    assert_never(work)


def _named(work: Work, engine: Engine, now: dt.datetime) -> str:
    """What to call a work, for a person."""
    match work:
        case Add():
            return f"New {work.filled.kind}"
        case Teach():
            entry = f" → {titled(engine, work.entry, now)}" if work.entry else ""
            return f"Teach {show(work.question)}{entry}"
        case KeepCheck():
            return f"Check {show(work.question)}"
        case Withdraw():
            return f"Withdraw {titled(engine, work.entry, now) if work.entry else 'an entry'}"
        case Confirm():
            return f"Still true: {titled(engine, work.entry, now)}"
        case Revise():
            return f"Change {titled(engine, work.entry, now) if work.entry else 'an entry'}"
        case Upload():
            return f"Upload {work.file}"
        case Undo():
            return f"Undo edit {work.edit}: {work.what}"[:200]
        case Approve():
            return work.what
    assert_never(work)


def sort_of(edit: Edit) -> str:
    """What sort of change an edit was, in a word, from how it is called."""
    return SORTS.get(edit.what.partition(" ")[0], "changed")


def titled(engine: Engine, full_id: str, now: dt.datetime) -> str:
    """What to call an entry, for a person; a source by its publisher and headline."""
    kind, _, bare = full_id.partition("/")
    if kind == "source" and bare in engine.base.sources:
        source = engine.base.sources[bare]
        return ", ".join(
            filter(None, (source.publisher, source.title, engine.base.published(source).words()))
        )
    try:
        return title_of(engine.archive(now), full_id)
    except KeyError:
        return full_id


def _add(work: Add, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    made = make(work.filled, engine, now)
    what = _called(work.filled.kind, made)
    if made.problems:
        return Plan(what, wrong=made.problems, made=made)
    after = dict(files)
    for addition in made.additions:
        after = editing.add_entry(after, addition.kind, addition.strike, addition.data)
    after = editing.revise(after, made.changes)
    if after == files:
        return _refused(what, "All of this is there already: there is nothing to change.")
    shown = None if made.full_id.startswith("source/") else made.full_id
    notes = tuple(notice.text for notice in made.notices)
    return Plan(what, after, _touched(files, after), shown=shown, shown_at=made.known, made=made, notes=notes)


def _called(kind: str, made: Made) -> str:
    """What to call what a form adds, or the change that it makes."""
    if kind in NEWS and kind != "walkout":
        return made.title
    noun = "walk-out" if kind == "walkout" else kind
    return f"New {noun}: {made.title}" if made.title else f"New {noun}"


def _teach(work: Teach, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    what = _named(work, engine, now)
    if not work.entry:
        return _refused(what, _WHICH if work.others else _NOTHING_NEAR)
    if not work.question:
        return _refused(what, "There are no words in this question.")
    if editing.has_field(files, work.entry, "withdrawn"):
        return _refused(what, "This entry is withdrawn, so nothing is answered from it. Choose another one.")
    after = editing.add_to_list(files, work.entry, "asked", work.question)
    return Plan(what, after, _touched(files, after), asked=work.question)


def _check(work: KeepCheck, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    data: dict[str, object] = {"question": work.question}
    if work.reply != "answer":
        data["kind"] = work.reply
    if work.entry:
        data["entry"] = work.entry
    if work.as_of:
        data["as_of"] = work.as_of
    after = editing.add_check(files, data)
    at = kept(work.as_of, engine.base.zone) if work.as_of else None
    return Plan(_named(work, engine, now), after, _touched(files, after), asked=work.question, asked_at=at)


def _withdraw(work: Withdraw, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    what = _named(work, engine, now)
    day = now.astimezone(engine.base.zone).date().isoformat()
    if work.entry.startswith("source/"):
        return _refused(what, "A source cannot be withdrawn. Withdraw the entries that rest on it alone.")
    if not work.entry:
        return _refused(what, _WHICH)
    if not work.reason:
        return _refused(what, "There are no words in this reason.")
    if editing.has_field(files, work.entry, "withdrawn"):
        return _refused(what, "This entry is withdrawn already: `/kb history` shows by whom, and why.")
    after = editing.set_field(files, work.entry, "withdrawn", {"on": day, "reason": work.reason})
    return Plan(what, after, _touched(files, after), reason=work.reason)


def _confirm(work: Confirm, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    """`reviewed` becomes today; a `review_by` that is not after it has been seen to."""
    what = _named(work, engine, now)
    today = now.astimezone(engine.base.zone).date().isoformat()
    if editing.has_field(files, work.entry, "withdrawn"):
        return _refused(what, "This entry is withdrawn, so nobody has to look at it.")
    changes = [editing.ValueChange(work.entry, ("reviewed",), today)]
    by = editing.field_of(files, work.entry, "review_by")
    if isinstance(by, str) and by <= today:
        changes.append(editing.ValueChange(work.entry, ("review_by",), None))
    after = editing.revise(files, changes)
    if after == files:
        return _refused(what, "Somebody has looked at this today already.")
    return Plan(what, after, _touched(files, after), shown=work.entry)


def _edit(work: Revise, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    what = _named(work, engine, now)
    if not work.entry:
        return _refused(what, _WHICH)
    made = made_of(work.entry, what, work.typed, files, engine, now)
    if made.problems:
        return Plan(what, wrong=made.problems)
    after = editing.revise(files, made.changes)
    if after == files:
        return _refused(what, "Choose what to change from the menu." if not work.typed else _SAME)
    shown = None if work.entry.startswith("source/") else work.entry
    return Plan(what, after, _touched(files, after), reason=work.reason, shown=shown, made=made)


def _upload(work: Upload, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    """The file in the place of the one there is; on one that has been changed since the upload, what it changes."""
    what, there = _named(work, engine, now), files.get(work.file)
    if there == work.content:
        return _refused(what, f"{work.file} is exactly the file that is in use: nothing to change.")
    if there == work.base:
        after = editing.replace_file(files, work.file, work.content)
    else:
        base = {} if work.base is None else {work.file: work.base}
        after = editing.apply(editing.patches(base, {work.file: work.content}), files)
    return Plan(what, after, _touched(files, after), notes=tuple(_removed(files, after)))


def _removed(before: Files, after: Files) -> Iterator[str]:
    """A word about entries that a file does not hold any more."""
    gone = editing.removed_entries(before, after)
    if gone:
        more = f" and {len(gone) - NAMED:,} more" if len(gone) > NAMED else ""
        count = "1 entry" if len(gone) == 1 else f"{len(gone):,} entries"
        names = ", ".join(brief(name, LONGEST_NAME) for name in gone[:NAMED])
        yield f"This removes {count}: {names}{more}. What turned out wrong is better withdrawn."


def _patched(work: Undo | Approve, files: Files, engine: Engine, now: dt.datetime) -> Plan:
    what, patches = _named(work, engine, now), editing.from_json(work.patches)
    if isinstance(work, Undo):
        after = editing.revert(patches, files)
        return Plan(what, after, _touched(files, after))
    after = editing.apply(patches, files)
    entry = work.entries[0] if work.entries else None
    return Plan(what, after, _touched(files, after), shown=entry, notes=tuple(_removed(files, after)))


def _refused(what: str, why: str) -> Plan:
    return Plan(what, wrong=(FieldProblem("", why),))


def _touched(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> frozenset[str]:
    return frozenset(name for name in {*before, *after} if before.get(name) != after.get(name))
