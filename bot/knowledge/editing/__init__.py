"""Changes to the knowledge files: as text, as patches that can be undone, and durably onto the disk."""

from bot.knowledge.editing.address import Files, file_named, kind_of_entry
from bot.knowledge.editing.apply import apply, revert
from bot.knowledge.editing.changes import changed_entries, removed_entries
from bot.knowledge.editing.deep_changes import Item, Step, ValueChange, revise
from bot.knowledge.editing.diffs import diff, diff_of
from bot.knowledge.editing.entries import (
    add_check,
    add_entry,
    add_to_list,
    data_of,
    field_of,
    has_field,
    remove_field,
    replace_file,
    set_field,
)
from bot.knowledge.editing.errors import (
    CannotApplyError,
    CannotEditError,
    CannotWriteError,
    ChangedMeanwhileError,
    EditLockedError,
    FolderReadOnlyError,
)
from bot.knowledge.editing.lock import edit_lock
from bot.knowledge.editing.mark import mark_of, marked
from bot.knowledge.editing.patches import FilePatch, Hunk, UnreadablePatchError, from_json, patches, to_json
from bot.knowledge.editing.write import write_files

__all__ = [
    "CannotApplyError",
    "CannotEditError",
    "CannotWriteError",
    "ChangedMeanwhileError",
    "EditLockedError",
    "FilePatch",
    "Files",
    "FolderReadOnlyError",
    "Hunk",
    "Item",
    "Step",
    "UnreadablePatchError",
    "ValueChange",
    "add_check",
    "add_entry",
    "add_to_list",
    "apply",
    "changed_entries",
    "data_of",
    "diff",
    "diff_of",
    "edit_lock",
    "field_of",
    "file_named",
    "from_json",
    "has_field",
    "kind_of_entry",
    "mark_of",
    "marked",
    "patches",
    "remove_field",
    "removed_entries",
    "replace_file",
    "revert",
    "revise",
    "set_field",
    "to_json",
    "write_files",
]
