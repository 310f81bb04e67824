"""What a dispute is made of beside its talks: places, walk-outs, ballots, and numbers that change."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from bot.dates.partial import PartialDate
from bot.knowledge.model.models import (
    CitedMilestone,
    Day,
    Entry,
    Id,
    Model,
    PartialDay,
    Short,
    Statement,
    StrikeEntry,
    Text,
    as_list,
    ends_before,
)

_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_HOUR = "expected a time of day such as 07:00 or 18:30"
_LOCAL = "expected a day and a time such as 2024-03-04T07:00, in the strike's own time zone"


def _clock(value: object) -> object:
    if not isinstance(value, str):
        return value
    if re.fullmatch(_CLOCK, value.strip()) is None:
        raise ValueError(_HOUR)
    return dt.time.fromisoformat(value.strip())


def _local(value: object) -> object:
    if not isinstance(value, str):
        return value
    day, _, clock = value.strip().partition("T")
    if re.fullmatch(_CLOCK, clock) is None or re.fullmatch(r"[\d-]{10}", day) is None:
        raise ValueError(_LOCAL)
    try:
        return dt.datetime.combine(PartialDate.parse(day).first(), dt.time.fromisoformat(clock))
    except ValueError:
        raise ValueError(_LOCAL) from None


Clock = Annotated[
    dt.time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": f"^{_CLOCK}$"})
]
"""A time of day."""
LocalTime = Annotated[
    dt.datetime,
    BeforeValidator(_local),
    WithJsonSchema({"type": "string", "pattern": rf"^\d{{4}}-\d{{2}}-\d{{2}}T{_CLOCK}$"}),
]
"""A day and a time of day without a zone: the strike has one."""


def _count(value: object) -> object:
    if isinstance(value, str) and not re.search(r"\d", value):
        raise ValueError("expected a number, as the source gives it: 5,600 or about 5,600")
    return f"{int(value):,}" if isinstance(value, str) and re.fullmatch(r"\d{4,}", value.strip()) else value


Count = Annotated[
    Short,
    BeforeValidator(_count),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"\d", "maxLength": 200}),
]
"""How many, as the source gives it: `about 5,600`."""


def _percent(value: object) -> object:
    """In figures alone: pydantic would read 9_8.4 and 1e1 as well."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value.strip()) is None:
        raise ValueError("expected a number such as 98.4, without a sign")
    return value


Percent = Annotated[float, Field(ge=0, le=100), BeforeValidator(_percent)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(as_list)]


class Place(Entry):
    """A plant, a hospital, a depot, a local: where people walk out."""

    name: Short = Field(description="As in a list: Springfield plant.")
    aliases: tuple[Short, ...] = Field(
        (), description="Other names people type. No two places may share one."
    )
    kind: Short = Field(description="What it is, in a word or two: plant, hospital, depot.")
    party: Id | None = Field(None, description="The employer it belongs to.")
    local: Short | None = Field(None, description="The branch or local of the union there: Local 276.")
    where: Short | None = Field(None, description="Town and state or country: Springfield, Michigan.")
    about: tuple[Statement, ...] = Field((), description="What else is to be said of it, in sentences.")


class PlaceOut(Model):
    """A place in a walk-out. Its id alone says that it went out and comes back with all of it."""

    place: Id = Field(description="The id of a place in places.yaml.")
    headcount: Count | None = Field(None, description="How many people there: about 5,000.")
    first_day: Day | None = Field(None, description="Where it is not the walk-out's.")
    back: CitedMilestone | None = Field(
        None, description="When and how it went back, where that was not with its employer."
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_id(cls, value: object) -> object:
        return {"place": value} if isinstance(value, str) else value


class CalledOff(CitedMilestone):
    """That it was called off; of one that had begun, also how far it came."""

    last_day: Day | None = Field(None, description="The last day still struck, where it had begun.")


class WalkOut(StrikeEntry):
    """A walk-out or a wave: days on which people are out, planned or happened."""

    name: Short | None = Field(
        None, description="As in 'the …': second wave. Left out, it is named by its days."
    )
    text: Text = Field(description="What was called, in a sentence that names the union and the days.")
    unions: Ids = Field((), alias="union", description="Which unions, where not all of the strike's.")
    employers: Ids = Field(
        (), alias="employer", description="Which employers, where not all of the strike's."
    )
    first_day: Day = Field(description="Its first strike day.")
    last_day: Day | None = Field(
        None, description="Its last strike day, as planned. Left out where no end was set."
    )
    starts_at: Clock | None = Field(None, description="The time on the first day: 07:00.")
    back_at: LocalTime | None = Field(
        None, description="When people are back, day and time: 2024-03-04T07:00."
    )
    hours: Statement | None = Field(
        None, description="The hours of each day in a sentence, where not whole days."
    )
    places: tuple[PlaceOut, ...] = Field((), description="Those that go out with it.")
    headcount: Count | None = Field(None, description="How many people are called out: about 5,600.")
    happened: Statement | None = Field(
        None, description="How it went, in a sentence, with the sources that say so."
    )
    more: tuple[Statement, ...] = Field((), description="What else is told of how it went, each a sentence.")
    called_off: CalledOff | None = Field(None, description="That it was called off, or cut short.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.last_day and self.last_day < self.first_day:
            raise ends_before(self.first_day, self.last_day)
        if self.back_at and self.back_at.date() < (self.last_day or self.first_day):
            raise ends_before(self.last_day or self.first_day, self.back_at.date())
        cut = self.called_off.last_day if self.called_off else None
        if cut and not self.first_day <= cut <= (self.last_day or cut):
            raise ValueError(
                f"found a walk-out cut short to {cut}, expected one of its days ({self.first_day} to"
                f" {self.last_day or 'now'}), or no last_day under `called_off` where it never began"
            )
        return self


class BallotResult(CitedMilestone):
    """How a ballot went. `date` is the day of the result."""

    in_favor: Percent | None = Field(None, description="Percent of the votes for it, as a number: 98.4.")
    turnout: Percent | None = Field(None, description="Percent of those asked who voted, as a number: 71.3.")
    mandate_until: PartialDay | None = Field(
        None, description="The last day of the mandate for action that it gave, or the month of it."
    )


class Ballot(StrikeEntry):
    """A vote of members: on striking, on an offer, or to hear their mind."""

    kind: Literal["strike", "offer", "indicative", "other"] = Field(
        description="strike: for action. offer: on a deal or an offer. indicative: a poll that binds nobody."
    )
    asks: Short = Field(description="As in 'the ballot on …': strike action; the offer of July 29.")
    text: Text = Field(description="What is put to whom, in a sentence that is true before the result.")
    unions: Ids = Field((), alias="union", description="Which unions, where not all of the strike's.")
    employers: Ids = Field((), alias="employer", description="Whose deal or workers, where not all.")
    opens: Day | None = Field(None, description="The first day of voting.")
    closes: Day | None = Field(None, description="The last day of voting.")
    result: BallotResult | None = Field(None, description="How it went.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.opens and self.closes and self.closes < self.opens:
            raise ends_before(self.opens, self.closes)
        return self


class Amount(CitedMilestone):
    """A number as of a day, in a sentence that names it."""

    value: Count = Field(description="The number as the source gives it: about 34,000.")
    party: Id | None = Field(None, description="Of which employer or union, where not of all.")
    place: Id | None = Field(None, description="Of which place, where not of all.")


class Figure(StrikeEntry):
    """A number that changes: people out, appointments cancelled, the cost."""

    name: Short = Field(description="What is counted, as in 'how many …': appointments cancelled.")
    aliases: tuple[Short, ...] = Field((), description="Other words for it, as in 'how many …'.")
    counts: Literal["strikers", "members", "cost", "other"] = Field(
        "other", description="strikers: people out. members: people whom the dispute is about. cost: money."
    )
    values: Annotated[tuple[Amount, ...], Field(min_length=1)] = Field(
        description="Each number with its day, in any order."
    )
