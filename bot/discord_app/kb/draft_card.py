"""The card of a work: the card that members will see, what is still to mend, and Save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.kb import cards
from bot.discord_app.kb.cards import BoundedText, plural
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import KbButton, KbMenu, Press
from bot.discord_app.text.limits import SELECT_OPTIONS
from bot.discord_app.text.markup import clean, escaped, small, timestamp
from bot.errors import StrikebotError
from bot.moderating.changing import standing
from bot.moderating.forms import FORMS, STRIKE, summary
from bot.moderating.works import Add, KeepCheck, Revise, Teach, Withdraw

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.answering.engine import Engine
    from bot.answering.reply import Reply
    from bot.discord_app.kb.drafts import ModeratorDraft
    from bot.moderating.changing import Part
    from bot.moderating.forms import Filled
    from bot.moderating.outcomes import Prepared

DIFF_ROOM = 1500
MENUS = 4
"""Menus for the parts of one entry: a hundred parts."""
CHANGED = 3
"""Buttons for what was made on the way: a message holds 40 parts in all."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a card shows of a draft beside its problems: members' reply and the question above it; what was typed."""

    now: dt.datetime
    reply: Reply | None
    label: str
    typed: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...] = ()
    """Of an entry that is changed: what there is to choose from."""


def seen_of(draft: ModeratorDraft, prepared: Prepared, now: dt.datetime, engine: Engine) -> Seen:
    """It asks the prepared base, and reads the form against the one in use: for a thread."""
    reply, label = members_reply(prepared, now) or (None, "")
    typed = summary(draft.work.filled, engine, now) if isinstance(draft.work, Add) else []
    return Seen(now, reply, label, tuple(typed), _parts(draft, prepared, engine, now))


def _parts(draft: ModeratorDraft, prepared: Prepared, engine: Engine, now: dt.datetime) -> tuple[Part, ...]:
    work = draft.work
    if not isinstance(work, Revise) or not work.entry:
        return ()
    try:
        return standing(work.entry, prepared.before, engine, now).parts
    except StrikebotError:
        return ()  # why, is said already


def work_card(
    draft: ModeratorDraft, prepared: Prepared, seen: Seen, *, notice: str = "", review: bool = False
) -> ui.LayoutView:
    """What a moderator sees of a draft. `notice` is our own markdown; `review` when saving only proposes."""
    parts: list[ui.Item[Any]] = []
    text = BoundedText()
    if seen.reply is not None:
        card = cards.members_card(seen.reply, seen.label)
        parts.append(card)
        text.room -= cards.text_length(card)
    text.add(f"### {escaped(prepared.plan.what, 300)}")
    text.add(small(KB("work.unsaved")))
    if notice:
        text.add(notice)
    _told(text, draft, prepared, seen)
    accent = "answer" if prepared.ready else "clarify"
    parts.append(cards.box(accent, str(text), *_rows(draft, prepared, seen, review=review)))
    return cards.view(*parts)


def members_reply(prepared: Prepared, now: dt.datetime) -> tuple[Reply, str] | None:
    """The reply that members will get, and the question above it; None for what has no card."""
    engine, plan = prepared.engine, prepared.plan
    if engine is None:
        return None
    if plan.asked:
        at = plan.asked_at
        return engine.ask(plan.asked, at or now, live=at is None), plan.asked
    if plan.shown is None or plan.shown.partition("/")[0] in ("source", "base", "checks", "vocabulary"):
        return None
    try:
        zone = engine.base.zone_of(plan.shown)
        known = engine.base.known_from(engine.base.entry(plan.shown), zone)
    except KeyError:
        return None
    return engine.show(plan.shown, max(now, known, plan.shown_at or now)), ""


def _told(text: BoundedText, draft: ModeratorDraft, prepared: Prepared, seen: Seen) -> None:
    """All that is said of a draft, the most pressing first."""
    _to_mend(text, draft, prepared)
    if seen.reply is not None:
        _about_the_card(text, draft, seen.reply, seen.now)
    if prepared.broken:
        text.add(KB("work.broken", count=plural(len(prepared.broken), "check")))
        text.items(problem.message for problem in prepared.broken)
    noticed = (problem.text for problem in prepared.plan.words(prepared.notices))
    if notices := list(dict.fromkeys([*prepared.plan.notes, *noticed])):
        text.add(KB("work.notices"))
        text.items(notices)
    if prepared.ready and (strike := dict(seen.typed).get(STRIKE.label)):
        text.add(KB("work.filed", strike=escaped(strike, 200)))
    if seen.typed and not prepared.ready:
        text.add(KB("work.typed"))
        for label, value in seen.typed:
            text.add(f"- **{escaped(label, 60)}** {escaped(value, cards.LINE)}")
    changes = prepared.plan.made is not None and prepared.plan.made.changes
    if seen.reply is not None and prepared.ready and changes:
        text.add(KB("edit.changes"))
        text.add(cards.code_block(prepared.diff, min(DIFF_ROOM, text.room)))
    if seen.reply is None and prepared.ready:
        text.add(small(KB("work.no-card")))
        text.add(cards.code_block(prepared.diff, min(DIFF_ROOM, text.room)))


def _to_mend(text: BoundedText, draft: ModeratorDraft, prepared: Prepared) -> None:
    if prepared.elsewhere:
        text.add(KB("work.elsewhere"))
        text.items(str(problem) for problem in prepared.problems)
    elif prepared.wrong:
        text.add(KB("work.mend"))
        for problem in prepared.wrong:
            label = _label(draft, problem.field)
            text.add(f"- {f'**{label}**: ' if label else ''}{escaped(problem.text, cards.LINE)}")


def _about_the_card(text: BoundedText, draft: ModeratorDraft, reply: Reply, now: dt.datetime) -> None:
    later = KB("work.preview-later", when=timestamp(reply.as_of)) if reply.as_of > now else ""
    told = KB("work.preview-check") if isinstance(draft.work, KeepCheck) else KB("work.preview")
    text.add(small(later or told))
    if _teaching_fails(draft, reply):
        text.add(KB("work.teach-fails"))


def _teaching_fails(draft: ModeratorDraft, reply: Reply) -> bool:
    work = draft.work
    return isinstance(work, Teach) and (reply.kind != "answer" or work.entry not in reply.entries)


def _label(draft: ModeratorDraft, field: str) -> str:
    """What the form calls a field."""
    if not isinstance(draft.work, Add) or not field:
        return ""
    pages = FORMS[draft.work.filled.kind].pages
    return next((one.label for page in pages for one in page.fields if one.name == field), "")


def _rows(draft: ModeratorDraft, prepared: Prepared, seen: Seen, *, review: bool) -> Iterator[cards.Row]:
    work = draft.work
    if isinstance(work, Add):
        pages = [
            KbButton.make(Press("page", draft.id, page.name), page.title)
            for page in FORMS[work.filled.kind].pages
        ]
        made = [
            KbButton.make(Press("beside", draft.id, kind), KB(f"work.new-{kind}"))
            for kind in ("source", "person")
            if work.filled.kind not in ("source", "person")
        ]
        yield from cards.rows([*pages, *made, *_made_on_the_way(draft, work)])
        if work.filled.beside:
            yield _leave_out(draft, work)
    if isinstance(work, Revise) and seen.parts:
        yield from _choose_part(draft, work, seen.parts)
    if isinstance(work, Teach | Withdraw | Revise) and work.others:
        yield _other_entries(draft, work)
    label = "work.propose" if review else "work.save-anyway" if prepared.broken else "work.save"
    save = KbButton.make(
        Press("save", draft.id, prepared.revision),
        KB(label),
        discord.ButtonStyle.success,
        disabled=not prepared.ready,
    )
    buttons = [save, KbButton.make(Press("drop", draft.id), KB("work.discard"), discord.ButtonStyle.danger)]
    if prepared.ready:
        buttons.append(KbButton.make(Press("diff", draft.id), KB("work.diff")))
    yield from cards.rows(buttons)


def _made_on_the_way(draft: ModeratorDraft, work: Add) -> Iterator[KbButton]:
    """A button for each of the last few people and sources made on the way, to change it."""
    kinds = [one.kind for one in work.filled.beside]
    for place, kind in list(enumerate(kinds))[-CHANGED:]:
        number = f" {kinds[: place + 1].count(kind)}" if kinds.count(kind) > 1 else ""
        yield KbButton.make(Press("beside", draft.id, str(place)), KB(f"work.change-{kind}") + number)


def _leave_out(draft: ModeratorDraft, work: Add) -> cards.Row:
    """A menu of what was made on the way, to leave one of it out again."""
    made = list(enumerate(work.filled.beside))[-SELECT_OPTIONS:]
    options = [
        cards.menu_option(f"{FORMS[one.kind].title}: {_called(one)}", str(place)) for place, one in made
    ]
    row: cards.Row = ui.ActionRow()
    return row.add_item(KbMenu.make(Press("unmake", draft.id), KB("work.leave-out"), options))


def _called(made: Filled) -> str:
    """The most telling of what was typed so far."""
    texts = (clean(made.values.get(name, "")) for name in ("title", "name", "url", "publisher"))
    return next(filter(None, texts), KB("work.nothing-typed"))


def _choose_part(draft: ModeratorDraft, work: Revise, parts: tuple[Part, ...]) -> Iterator[cards.Row]:
    """Menus of what an entry is made of, as many as it takes; what is changed already says so."""
    for number in range(min(MENUS, -(-len(parts) // SELECT_OPTIONS))):
        options = [
            cards.menu_option(f"{'✓ ' if part.name in work.typed else ''}{part.title}", part.name)
            for part in parts[number * SELECT_OPTIONS : (number + 1) * SELECT_OPTIONS]
        ]
        row: cards.Row = ui.ActionRow()
        asks = KB("edit.choose-more" if number else "edit.choose")
        yield row.add_item(KbMenu.make(Press("part", draft.id, str(number)), asks, options))


def _other_entries(draft: ModeratorDraft, work: Teach | Withdraw | Revise) -> cards.Row:
    options = [
        cards.menu_option(title, str(number))
        for number, (_, title) in enumerate(work.others[:SELECT_OPTIONS])
    ]
    row: cards.Row = ui.ActionRow()
    return row.add_item(
        KbMenu.make(
            Press("entry", draft.id), KB("work.other-entry" if work.entry else "work.choose-entry"), options
        )
    )
