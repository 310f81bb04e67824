"""The lists of moderators: questions that wait, edits, the state of the base. Each from what is there when it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.dates.partial import day_words
from bot.discord_app.kb import cards
from bot.discord_app.kb.cards import BoundedText, plural
from bot.discord_app.kb.entry_options import entry_digest
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import KbButton, KbMenu, Press
from bot.discord_app.text.limits import SELECT_OPTIONS
from bot.discord_app.text.markup import escaped, small, timestamp
from bot.discord_app.text.words import EN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.discord_app.options.suggestions import Typed
    from bot.live.keeper import Keeper
    from bot.moderating.questions import Group
    from bot.records.rows import Edit

GROUPS = 5
"""Questions on one page: each has its own row of buttons."""
EDITS = 10
WAITING = 5
OTHERS = 3


def unanswered(groups: Sequence[Group], page: int, zone: ZoneInfo) -> ui.LayoutView:
    """The questions that wait, most asked first, with what can be done about each; days are those of `zone`."""
    if not groups:
        return cards.view(cards.box("decline", KB("unanswered.none")))
    pages = -(-len(groups) // GROUPS)
    page = min(max(page, 0), pages - 1)
    total = sum(group.times for group in groups)
    parts: list[Any] = [KB("unanswered.title", count=f"{len(groups):,}, asked {plural(total, 'time')}")]
    for group in groups[page * GROUPS : (page + 1) * GROUPS]:
        parts += [_group(group, zone), _group_buttons(group)]
    if pages > 1:
        parts += [small(KB("unanswered.page", number=page + 1, total=pages)), pager("ulist", page, pages)]
    return cards.view(cards.box("clarify", *parts))


def _group(group: Group, zone: ZoneInfo) -> str:
    text = BoundedText(room=700)
    text.add(f"**{escaped(group.name, 250)}**")
    why = KB("unanswered.not-asked") if all(q.why == "not_asked" for q in group.questions) else ""
    day = day_words(group.last.astimezone(zone).date())
    text.add(small(KB("unanswered.asked", times=plural(group.times, "time"), day=day, why=why)))
    if group.people:
        wait = "person waits" if group.people == 1 else "people wait"
        text.add(small(KB("unanswered.people", count=f"{group.people:,}", wait=wait)))
    others = [q.text for q in group.questions if q.text != group.name][:OTHERS]
    if others:
        text.add(small(KB("unanswered.also", questions=escaped("; ".join(others), 200))))
    expected = [words for q in group.questions for words in q.expected]
    if expected:
        text.add(small(KB("unanswered.expected", expected=escaped("; ".join(expected[:2]), 200))))
    return str(text)


def _group_buttons(group: Group) -> cards.Row:
    name = group.questions[0].key
    row: cards.Row = ui.ActionRow()
    for action, key, style in (
        ("teach", "unanswered.teach", discord.ButtonStyle.primary),
        ("write", "unanswered.write", discord.ButtonStyle.secondary),
        ("dismiss", "unanswered.dismiss", discord.ButtonStyle.secondary),
    ):
        row.add_item(KbButton.make(Press(action, "", name), KB(key), style))
    return row


def pager(action: str, page: int, pages: int) -> cards.Row:
    """Back and on, as far as there is anything there."""
    row: cards.Row = ui.ActionRow()
    if page > 0:
        row.add_item(KbButton.make(Press(action, "", f"{page - 1}.back"), "‹ Back"))
    if page < pages - 1:
        row.add_item(KbButton.make(Press(action, "", f"{page + 1}.next"), "Next ›"))
    return row


def history(edits: Sequence[Edit], waiting: Sequence[Edit] = (), entry: str = "") -> ui.LayoutView:
    """What waits for approval, then edits, newest first; a menu shows one, a button goes on to older ones.

    One edit more than is shown tells that there are older ones; `entry` is the one whose edits these are.
    """
    shown = [*waiting[:WAITING], *edits[:EDITS]]
    if not shown:
        return cards.view(cards.box("decline", KB("history.none-of-entry" if entry else "history.none")))
    text = BoundedText()
    text.add(KB("history.title"))
    for edit in shown:
        text.add(_edit_line(edit))
    if len(waiting) > WAITING:
        text.add(small(KB("history.more-waiting", count=len(waiting) - WAITING)))
    options = [cards.menu_option(f"{edit.id} · {edit.what}", str(edit.id), edit.moderator) for edit in shown]
    row: cards.Row = ui.ActionRow()
    row.add_item(KbMenu.make(Press("edit"), KB("history.choose"), options))
    parts: list[Any] = [str(text), row]
    if len(edits) > EDITS:
        arg = f"{edits[EDITS - 1].id}.{entry_digest(entry) if entry else ''}"
        parts.append(ui.ActionRow(KbButton.make(Press("hlist", "", arg), "Older ›")))
    return cards.view(cards.box("answer", *parts))


def whose_history(found: Typed, among: Sequence[tuple[str, str]]) -> ui.LayoutView:
    """Which entry's edits are meant, where what was typed may mean several."""
    asks = found.asks.said(EN) if found.asks else ""
    options = [
        cards.menu_option(title, f"0.{entry_digest(full_id)}") for full_id, title in among[:SELECT_OPTIONS]
    ]
    row: cards.Row = ui.ActionRow()
    return cards.view(
        cards.box(
            "clarify", asks, row.add_item(KbMenu.make(Press("hlist"), KB("work.choose-entry"), options))
        )
    )


def _edit_line(edit: Edit) -> str:
    return KB(
        "history.line",
        number=edit.id,
        what=escaped(edit.what, 160),
        moderator=escaped(edit.moderator, 60),
        when=timestamp(edit.at, "f"),
        state=_state(edit),
    )


def _state(edit: Edit) -> str:
    told = []
    if edit.undoes is not None:
        told.append(KB("history.undoes", number=edit.undoes))
    if edit.undone_by is not None:
        told.append(KB("history.undone", by=edit.undone_by))
    if edit.state == "waiting":
        told.append(KB("history.waiting"))
    elif edit.decided_by:
        told.append(KB("history.approved", by=escaped(edit.decided_by, 60)))
    return "".join(told)


def one_edit(edit: Edit, lines: str) -> ui.LayoutView:
    """An edit: who, when, why, and its lines as a difference; with the way back."""
    text = BoundedText()
    text.add(_edit_line(edit))
    if edit.reason:
        text.add(KB("history.reason", reason=escaped(edit.reason, 500)))
    text.add(cards.code_block(lines, min(2800, text.room)))
    buttons: list[ui.Item[Any]] = []
    if edit.state == "done" and edit.undone_by is None:
        buttons.append(KbButton.make(Press("undo", "", str(edit.id)), KB("history.undo")))
    return cards.view(cards.box("answer", str(text), *cards.rows(buttons)))


def status(
    keeper: Keeper, *, questions: int, proposals: int, suggested: int, reachable: bool, lost: dict[str, int]
) -> ui.LayoutView:
    """The state of the base, its problems with file and line, what waits, and whether it can be recorded."""
    text = BoundedText()
    text.add(KB("status.title"))
    base = keeper.engine.base
    entries = sum(1 for _ in base.entries())
    text.add(
        KB(
            "status.base",
            revision=base.revision,
            since=timestamp(keeper.since, "f"),
            entries=f"{entries:,}",
            strikes=len(base.strikes),
        )
    )
    errors = [str(problem) for problem in keeper.problems if problem.level == "error"]
    text.add(KB("status.problems") if errors else KB("status.fine"))
    text.items(errors[:20])
    if checks := [str(problem) for problem in keeper.problems if problem.level != "error"]:
        text.add(KB("status.checks"))
        text.items(checks[:10])
    if reachable:
        waiting, edits = plural(questions, "question"), plural(proposals, "edit")
        text.add(KB("status.waiting", questions=waiting, edits=edits, suggested=plural(suggested, "message")))
    else:
        text.add(KB("status.records-away"))
    told = ", ".join(f"{count} {kind}" for kind, count in lost.items() if count)
    if told:
        text.add(KB("status.lost", lost=escaped(told, 200)))
    return cards.view(cards.box("clarify" if errors or not reachable else "answer", str(text)))
