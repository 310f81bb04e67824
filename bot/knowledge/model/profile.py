"""base.yaml: what holds for the whole base, whatever the strike. Every line of it may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import Field, field_validator, model_validator

from bot.dates.conventions import Conventions, DateOrder, usual_order, zone_named
from bot.dates.holidays import Holiday, Rule
from bot.knowledge.model.models import Day, Model, Short

if TYPE_CHECKING:
    from collections.abc import Iterable

FALLBACK = "UTC"
"""The zone of a base that names none, and whose strikes are not all in one."""


class NamedDay(Model):
    """A holiday that people name instead of its date."""

    name: Short = Field(description="As people call it: Labor Day.")
    aliases: tuple[Short, ...] = Field((), description="Other names for it.")
    day: Short | None = Field(
        None,
        description="The rule: december 25, first monday of september, day after fourth thursday of november.",
    )
    dates: tuple[Day, ...] = Field((), description="Its days one by one, where no rule tells them.")

    @field_validator("day")
    @classmethod
    def _rule(cls, value: str | None) -> str | None:
        if value is not None:
            Rule.parse(value)
        return value

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.day is None) == (not self.dates):
            found = "both `day` and `dates`" if self.dates else "neither `day` nor `dates`"
            raise ValueError(f"found {found}, expected one of them")
        return self

    def holiday(self) -> Holiday:
        return Holiday((self.name, *self.aliases), Rule.parse(self.day) if self.day else None, self.dates)


class Profile(Model):
    """What holds for the whole base."""

    zone: Short | None = Field(
        None,
        description="Where the base is at home, such as America/Los_Angeles: days without a zone of their own are days there.",
    )
    date_order: DateOrder | None = Field(
        None, description="How 4/5 is meant: month-first (April 5) or day-first (May 4)."
    )
    holidays: tuple[NamedDay, ...] = Field((), description="Days that people call by a name.")

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str | None) -> str | None:
        if value is not None:
            zone_named(value)
        return value

    def conventions(self, strike_zones: Iterable[str]) -> Conventions:
        """With what is left out filled in: the zone that all strikes share, and the order that is usual there."""
        shared = set(strike_zones)
        name = self.zone or (shared.pop() if len(shared) == 1 else FALLBACK)
        holidays = tuple(day.holiday() for day in self.holidays)
        return Conventions(zone_named(name), self.date_order or usual_order(name), holidays)
