"""A tentative deal, the end, the vote on the deal: at one employer of several, or for the whole strike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.knowledge.editing import Item
from bot.knowledge.model import items
from bot.moderating.forms.engine.fields import TEXT, date
from bot.moderating.forms.engine.form_types import Field, Form
from bot.moderating.forms.engine.recipe import Recipe, Revised, statement
from bot.moderating.forms.kinds.news import shared_fields
from bot.moderating.forms.kinds.news.effects import of_last_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.knowledge.editing import Step, ValueChange
    from bot.knowledge.model.models import Deal, Milestone, Strike
    from bot.moderating.forms.engine.form_reader import FormReading

DEALT = Form(
    "deal",
    "A tentative deal",
    (
        shared_fields.first_page(
            "news",
            "The deal",
            shared_fields.EMPLOYER,
            shared_fields.DAY,
            shared_fields.told("Left out: (The two sides) reached a tentative agreement on (that day)."),
        ),
        shared_fields.MORE,
    ),
)
DOWN = Form(
    "rejected",
    "Members rejected the deal",
    (
        shared_fields.first_page(
            "news",
            "The vote",
            shared_fields.EMPLOYER,
            shared_fields.DAY,
            shared_fields.told("Better with the result: Members of … voted the deal down with 64 percent."),
        ),
        shared_fields.MORE,
    ),
)
OVER = Form(
    "ended",
    "It ended",
    (
        shared_fields.first_page(
            "news",
            "The end",
            shared_fields.EMPLOYER,
            date("last_day", "Last strike day", hint="The last day that counts; today, if left out."),
            date("date", "Day it was ended, if a later one"),
            shared_fields.told("Left out: The … ended on (that day)."),
        ),
        shared_fields.MORE,
    ),
)
VOTED = Form(
    "ratified",
    "The deal was ratified",
    (
        shared_fields.first_page(
            "news",
            "The vote",
            shared_fields.EMPLOYER,
            shared_fields.DAY,
            shared_fields.told("Better with the result: … ratified the agreement with 71 percent."),
            Field("term", "What period the contract covers", limit=TEXT, hint="A full sentence."),
        ),
        shared_fields.MORE,
    ),
)


def assume_deal(reading: FormReading) -> dict[str, str]:
    day = shared_fields.assumed_day(reading)
    who, whom = (
        shared_fields.unions(reading),
        shared_fields.employers(reading, shared_fields.chosen_employer(reading)),
    )
    sides = f"{capital(who)} and {whom}" if whom else capital(who)
    return {
        "date": day.isoformat(),
        "text": f"{sides} reached a tentative agreement {shared_fields.on(day)}.",
    }


def deal(reading: FormReading) -> Revised:
    day, employer = reading.day("date"), shared_fields.employer_of(reading)
    told = shared_fields.milestone(reading, day)
    so_far = _so_far(reading, employer, "deal", "tentative_agreement")
    shared_fields.already(reading, so_far)
    what = f"a deal with {reading.known.view.the(employer)}" if employer else "a deal"
    way, earlier = _deals(reading, employer)
    if earlier:
        place = so_far.date if so_far else day
        way = (*way, Item.of(date=str(place or "")))
    return shared_fields.revised(reading, what, shared_fields.change(reading, *way, to=told))


def _deals(reading: FormReading, employer: str) -> tuple[tuple[Step, ...], bool]:
    """The way to the deals that there were; whether members voted one of them down, so that they are a list."""
    strike, each = shared_fields.strike_of(reading), shared_fields.settlement(reading, employer)
    if employer:
        found: tuple[Deal, ...] = each.deals if each else ()
        return (*shared_fields.way_to(reading, employer), "deal"), any(deal.rejected for deal in found)
    found = strike.tentative_agreements if strike else ()
    return ("tentative_agreement",), any(deal.rejected for deal in found)


def assume_rejection(reading: FormReading) -> dict[str, str]:
    return _assume_vote(reading, "voted the tentative agreement{at} down")


def _assume_vote(reading: FormReading, did: str) -> dict[str, str]:
    """What members did in a vote; `{at}` in it stands for the employer, where there are several."""
    day, employer = shared_fields.assumed_day(reading), shared_fields.chosen_employer(reading)
    at = f" with {shared_fields.employers(reading, employer)}" if employer else ""
    text = f"Members of {shared_fields.unions(reading)} {did.replace('{at}', at)} {shared_fields.on(day)}."
    return {"date": day.isoformat(), "text": text}


def reject(reading: FormReading) -> Revised:
    day, employer = reading.day("date"), shared_fields.employer_of(reading)
    dealt = _so_far(reading, employer, "deal", "tentative_agreement")
    at = f" with {reading.known.view.the(employer)}" if employer else ""
    what = f"members rejected the deal{at}"
    if dealt is None:
        reading.report("", f"No deal{at} is on record yet: enter “A tentative deal” first, with its day.")
        return shared_fields.revised(reading, what)
    if day and day < dealt.date.first():
        reading.report("date", f"That is before the deal, {dealt.date.when()}.")
    way, earlier = _deals(reading, employer)
    way = (*way, Item.of(date=str(dealt.date))) if earlier else way
    return shared_fields.revised(
        reading,
        what,
        shared_fields.change(reading, *way, "rejected", to=shared_fields.milestone(reading, day)),
    )


def _so_far(reading: FormReading, employer: str, of_employer: str, of_strike: str) -> Milestone | None:
    """What the strike says of it now."""
    each, strike = shared_fields.settlement(reading, employer), shared_fields.strike_of(reading)
    found: Milestone | None = (
        getattr(each, of_employer, None) if employer else getattr(strike, of_strike, None)
    )
    return found


def assume_end(reading: FormReading) -> dict[str, str]:
    strike, employer = shared_fields.strike_of(reading), shared_fields.chosen_employer(reading)
    last = (reading.day("last_day") if reading.has("last_day") else None) or _likely_last(reading, strike)
    day = (reading.day("date") if reading.has("date") else None) or max(last, _told_on(reading, strike, last))
    at = f"The strike at {shared_fields.employers(reading, employer)}" if employer else ""
    text = f"{at or f'The {strike.short_name}' if strike else 'It'} ended {shared_fields.on(day)}."
    return {"last_day": last.isoformat(), "date": day.isoformat(), "text": text}


def _likely_last(reading: FormReading, strike: Strike | None) -> dt.date:
    """Today; of a strike of walk-outs the last day on which one was held."""
    today = reading.known.today
    if strike is None or strike.strike_days == "every-day":
        return today
    held = [
        min(walkout.last_day or today, today)
        for full_id, walkout in reading.known.base.walkouts.items()
        if full_id.startswith(f"{strike.id}/") and walkout.first_day <= today
        if not (walkout.withdrawn or (walkout.called_off and not walkout.called_off.last_day))
    ]
    return max(held, default=today)


def _told_on(reading: FormReading, strike: Strike | None, last: dt.date) -> dt.date:
    """A strike of walk-outs may end long after the last of them; others on their last day, where no other is named."""
    return reading.known.today if strike and strike.strike_days == "walkouts" else last


def end(reading: FormReading) -> Revised:
    last, day, employer = reading.day("last_day"), reading.day("date"), shared_fields.employer_of(reading)
    if last and day and day < last:
        reading.report("date", f"That is before the last strike day, {shared_fields.on(last)[3:]}.")
    shared_fields.already(reading, _so_far(reading, employer, "ended", "ended"))
    if not employer:
        return shared_fields.revised(
            reading, "it ended", *_whole(reading, last, day, shared_fields.milestone(reading, day))
        )
    way = shared_fields.way_to(reading, employer)
    return shared_fields.revised(
        reading,
        f"it ended at {reading.known.view.the(employer)}",
        shared_fields.change(reading, *way, "last_day", to=str(last or "")),
        shared_fields.change(reading, *way, "ended", to=shared_fields.milestone(reading, day)),
        *_last_of_all(reading, employer, last, day),
    )


def _whole(
    reading: FormReading, last: dt.date | None, day: dt.date | None, told: dict[str, object]
) -> Iterator[ValueChange]:
    strike = shared_fields.strike_of(reading)
    if strike and strike.first_day:  # of one whose days are not known the end alone is told
        yield shared_fields.change(reading, "last_day", to=str(last or ""))
    yield shared_fields.change(reading, "ended", to=told)
    if strike and last and day:
        yield from of_last_day(reading, last, day)


def _last_of_all(
    reading: FormReading, employer: str, last: dt.date | None, day: dt.date | None
) -> Iterator[ValueChange]:
    """With the end at the last employer the strike itself is over."""
    strike = shared_fields.strike_of(reading)
    if strike is None or last is None or day is None or strike.last_day:
        return
    ends: dict[str, dt.date] = {each.employer: each.last_day for each in strike.settled if each.last_day}
    if reading.has("union") or {*ends, employer} != set(strike.against):
        return
    final = max([last, *(found for id, found in ends.items() if id != employer)])
    text = f"The {strike.short_name} ended {shared_fields.on(max(day, final))}, with its end at the last employer."
    yield from _whole(reading, final, day, shared_fields.milestone(reading, max(day, final), text))


def assume_vote(reading: FormReading) -> dict[str, str]:
    return _assume_vote(reading, "ratified the agreement{at}")


def vote(reading: FormReading) -> Revised:
    day, employer, term = reading.day("date"), shared_fields.employer_of(reading), reading.text("term")
    way = shared_fields.way_to(reading, employer) if employer else ()
    shared_fields.already(reading, _so_far(reading, employer, "ratification", "ratification"))
    changes = [shared_fields.change(reading, *way, "ratification", to=shared_fields.milestone(reading, day))]
    if term:
        sources = reading.sources()
        changes.append(shared_fields.change(reading, *way, "term", to=statement(term, sources)))
    at = f" with {reading.known.view.the(employer)}" if employer else ""
    return shared_fields.revised(reading, f"the deal{at} was ratified", *changes)


DEAL = Recipe(DEALT, items.STRIKE, assume_deal, deal)
REJECTED = Recipe(DOWN, items.STRIKE, assume_rejection, reject)
ENDED = Recipe(OVER, items.STRIKE, assume_end, end)
RATIFIED = Recipe(VOTED, items.STRIKE, assume_vote, vote)
