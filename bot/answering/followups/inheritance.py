"""What names a follow-up ends up with: its own, those taken over, and those put in the place of others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.matching.pronouns import NAMES
from bot.matching.slots import PLACEHOLDERS, Question, Slots
from bot.matching.text import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.known.view import View
    from bot.matching.pronouns import Group


def only(slots: Slots, groups: frozenset[Group]) -> Slots:
    """Only the names of some groups."""
    who, strike = "party" in groups, "strike" in groups
    return Slots(
        parties=slots.parties if who else (),
        people=slots.people if "person" in groups else (),
        issues=slots.issues if "issue" in groups else (),
        places=slots.places if "place" in groups else (),
        strikes=slots.strikes if strike else (),
        unions=slots.unions if strike else (),
        dates=slots.dates
        if "date" in groups
        else tuple(date for date in slots.dates if strike and date.year),
    )


def swapped(view: View, new: Slots, old: Slots) -> Slots:
    """The old slots with the new names in the place of those of their sort."""
    who = bool(new.parties or new.people or new.unions or new.strikes)
    unions = new.unions
    parties = new.parties
    if who and not unions and (old.unions or old.strikes) and parties and not old.parties:
        unions = tuple(p for p in parties if view.strikes_of(p))
        parties = tuple(p for p in parties if p not in unions)
    return Slots(
        parties=parties if who else old.parties,
        people=new.people if who else old.people,
        issues=new.issues or old.issues,
        places=new.places or old.places,
        strikes=new.strikes if who else old.strikes,
        unions=unions if who else old.unions,
        dates=new.dates or old.dates,
        number=new.number if new.number is not None or new.dates else old.number,
        quoted=new.quoted,
        negated=old.negated,
    )


def renamed(view: View, before: Question, slots: Slots) -> Question:
    """A question with the names of other slots in its words, so that no wording with the old names fits it word for word."""
    spoken = {
        PLACEHOLDERS["party"]: _names(view, slots.parties),
        PLACEHOLDERS["person"]: _names(view, slots.people),
        PLACEHOLDERS["place"]: iter([view.base.places[place].name for place in slots.places]),
        PLACEHOLDERS["issue"]: iter([view.base.issues[issue].name for issue in slots.issues]),
        PLACEHOLDERS["strike"]: iter([f"{view.name_of(union)} strike" for union in slots.unions]),
        PLACEHOLDERS["date"]: iter([date.words for date in slots.dates]),
    }
    told = [
        tokens_of(next(spoken.get(token, iter(())), token)) if token in NAMES else [token]
        for token in before.frame
    ]
    tokens = tuple(word for words in told for word in words)
    named = frozenset(
        word for token, words in zip(before.frame, told, strict=True) if token in NAMES for word in words
    )
    return replace(before, tokens=tokens, named=named)


def _names(view: View, ids: tuple[str, ...]) -> Iterator[str]:
    return iter([view.name_of(each) for each in ids])
