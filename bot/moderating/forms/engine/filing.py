"""Which strike an entry is filed under where nobody chose one: by its day, and by whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.model.models import PartyKind
from bot.moderating.forms.engine.form_reader import span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from bot.answering.known.view import View
    from bot.knowledge.model.models import Person, Role, Strike
    from bot.moderating.forms.engine.form_reader import FormReading

NEAR_DAYS = 250
"""A day so far from a strike is not taken for one of it."""
READ = 1000
"""Characters of the texts of a form in which parties are looked for."""
_OUTSIDE = frozenset({PartyKind.PUBLIC, PartyKind.PRESS})
"""Who is no party to any bargaining, and may speak of every strike."""


def likely_strike(reading: FormReading, day: dt.date | None, parties: Collection[str] = ()) -> str:
    """The strike that is meant where none was chosen; empty where none fits both the day and the parties: it is asked then.

    Of several the one in which most of the parties take part, a union as one, then one that was on at the day, the main
    one first.
    """
    on, view = day or reading.known.today, reading.known.view
    bargaining = [party for party in parties if view.base.parties[party].kind not in _OUTSIDE]
    found: list[tuple[int, bool, bool, bool, bool, int, str]] = []
    for strike in view.base.strikes.values():
        away, sides = _away(strike, on, reading.known.today), sides_of(view, strike, bargaining)
        near = away == 0 or (strike.first_day is not None and away <= NEAR_DAYS)
        if strike.withdrawn is None and near and (sides or not bargaining):
            first = span(strike, on)[0].toordinal()
            undated = strike.first_day is None
            struck = not {view.whole(one) for one in strike.unions} & {view.whole(one) for one in bargaining}
            found.append((-sides, struck, away > 0, undated, not strike.main, away or first, strike.id))
    return min(found)[-1] if found else ""


def _away(strike: Strike, on: dt.date, today: dt.date) -> int:
    """Days from a day to a strike."""
    first, last = span(strike, max(on, today))
    if strike.ended and strike.last_day is None:
        last = max(first, strike.ended.date.last())
    return max((first - on).days, (on - last).days, 0)


def sides_of(view: View, strike: Strike, parties: Iterable[str]) -> int:
    """How many of these parties are sides of a strike: a company also is where an association of employers is one."""
    base = view.base
    sides = {view.whole(party) for party in (*strike.unions, *strike.against)}
    companies = any(base.parties[party].kind is PartyKind.EMPLOYERS for party in strike.against)
    return sum(
        view.whole(party) in sides or (companies and base.parties[party].kind is PartyKind.COMPANY)
        for party in parties
    )


def parties_of(reading: FormReading, ids: Iterable[str], day: dt.date | None) -> list[str]:
    """Of people and parties the parties: those themselves, and whom the people spoke for on a day."""
    base, on = reading.known.base, day or reading.known.today
    roles = (_role(base.people[id], on).party if id in base.people else id for id in ids)
    return [party for party in dict.fromkeys(roles) if party is not None and party in base.parties]


def told_of(reading: FormReading, *texts: str) -> list[str]:
    """The parties that the texts of these fields name."""
    known, told = reading.known, " ".join(reading.values.get(name, "") for name in texts)
    if not told.strip():
        return []
    slots = known.engine.read(known.view, told[:READ]).slots
    return [*slots.parties, *slots.unions]


def _role(person: Person, on: dt.date) -> Role:
    """The role held on a day, else the main one."""
    held = (
        role
        for role in person.roles
        if (role.since is None or role.since.first() <= on)
        and (role.until is None or role.until.last() >= on)
    )
    return next(held, person.roles[0])
