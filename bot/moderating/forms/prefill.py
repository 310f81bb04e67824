"""A filled form made ready to be read: what was typed, over what is assumed where nothing was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.moderating.forms.catalogue import RECIPES
from bot.moderating.forms.engine.form_reader import FormReading
from bot.moderating.forms.engine.form_types import Filled
from bot.moderating.forms.engine.typed import UnreadableError

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.moderating.forms.engine.typed_names import KnownNames

BEGUN = "begun"
"""The value that keeps the day on which a form was begun, so that "yesterday" stays the same day after midnight."""


def begin(kind: str, engine: Engine, now: dt.datetime, /, **given: str) -> Filled:
    """An empty form of a kind, with what is given; the rest is assumed until it is typed. Its days are those of the strike,
    where that is given. KeyError for no such kind."""
    fields = RECIPES[kind].form.fields
    known = {name: value for name, value in given.items() if name in fields and value.strip()}
    zone = engine.base.zone_of_strike(engine.base.strikes.get(known.get("strike", "")))
    return Filled(kind, {BEGUN: now.astimezone(zone).date().isoformat(), **known})


def today(filled: Filled | None, engine: Engine, now: dt.datetime) -> dt.date:
    """The day from which "yesterday" counts: the one on which the form was begun, where the base is at home."""
    try:
        return dt.date.fromisoformat(filled.values.get(BEGUN, "") if filled else "")
    except ValueError:
        return now.astimezone(engine.base.zone).date()


def opened(
    filled: Filled, known: KnownNames, *, new_sources: tuple[str, ...] = (), lent: tuple[str, ...] = ()
) -> FormReading:
    """The reading of a form with what it assumes."""
    recipe = RECIPES[filled.kind]
    typed = {name: text for name, text in filled.values.items() if text.strip()}
    bare = FormReading(recipe.form, typed, known, _chosen(filled, known), frozenset(), new_sources, lent)
    assumed = {name: value for name, value in recipe.assume(bare).items() if value and name not in typed}
    values = {**assumed, **typed}
    return FormReading(recipe.form, values, known, bare.chosen_strike, frozenset(assumed), new_sources, lent)


def _chosen(filled: Filled, known: KnownNames) -> str:
    """The strike that was chosen, if it can be read."""
    typed = filled.values.get("strike", "").strip()
    try:
        return known.one(typed, "strikes") if typed else ""
    except UnreadableError:
        return ""
