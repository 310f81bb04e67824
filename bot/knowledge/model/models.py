"""What the knowledge files hold, as frozen models. Field descriptions are what a moderator's editor shows."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, Self, TypeVar
from urllib.parse import quote, urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    StringConstraints,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import core_schema

from bot.dates.conventions import zone_named
from bot.dates.moments import end_of_day
from bot.dates.partial import FIRST_YEAR, LAST_YEAR, PartialDate

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

PASSAGE_LIMIT = 300
QUOTE_LIMIT = 500
URL_LIMIT = 500
_INTERVAL = "[1-9][0-9]{0,2} (day|week)s?"
_ADDRESS = "expected an https:// address of a public page, without user name, password or port"

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def _partial(value: object) -> object:
    return PartialDate.parse(value) if isinstance(value, str) else value


def as_list(value: object) -> object:
    """A single text, or single named fields, as the list that they stand for."""
    return [value] if isinstance(value, str | dict) else value


PartialDay = Annotated[
    PartialDate,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_before_validator_function(
            _partial,
            core_schema.is_instance_schema(PartialDate),
            serialization=core_schema.to_string_ser_schema(),
        ),
        lambda _source, _handler: {"type": ["string", "integer"], "pattern": r"^~?\d{4}(-\d{2}(-\d{2})?)?$"},
    ),
]


def _day(value: object) -> object:
    """A day is written in full: pydantic alone would take 20230804 for seconds since 1970."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()) is None:
        raise ValueError("expected a day such as 2024-03-04")
    return PartialDate.parse(value).first()


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        moment = dt.datetime.fromisoformat(value.strip())
    except ValueError:
        moment = None
    if (
        moment is None
        or moment.tzinfo is None
        or "T" not in value
        or not FIRST_YEAR <= moment.year <= LAST_YEAR
    ):
        raise ValueError("expected a day and a time with its zone, such as 2024-03-04T21:58-07:00")
    return moment


def _day_or_moment(value: object) -> object:
    return _moment(value) if isinstance(value, str) and ("T" in value or ":" in value) else _day(value)


def ends_before(first: dt.date, last: dt.date) -> ValueError:
    """That a last day is before the first one."""
    return ValueError(
        f"found an end ({last}) before the beginning ({first}), expected that day or a later one"
    )


def _member(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{14,18}", value.strip(), re.ASCII) is None:
        raise ValueError("expected the number of somebody on Discord, such as 1100000000000000007")
    return value


def _interval(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(_INTERVAL, value.strip(), re.ASCII) is None:
        raise ValueError("expected a number of days or weeks, such as 10 days, 1 week or 6 weeks")
    return value


Day = Annotated[dt.date, BeforeValidator(_day)]
Member = Annotated[
    str,
    BeforeValidator(_member),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[1-9][0-9]{14,18}$"}),
]
"""The id that Discord has for somebody: names change, and no message can be sent to one."""
Interval = Annotated[
    str, BeforeValidator(_interval), WithJsonSchema({"type": "string", "pattern": f"^{_INTERVAL}$"})
]
DayOrMoment = Annotated[dt.date | dt.datetime, BeforeValidator(_day_or_moment)]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class SourceKind(StrEnum):
    PRIMARY = "primary"
    PRESS = "press"
    REPOST = "repost"
    REFERENCE = "reference"
    WEAK = "weak"


class LinkState(StrEnum):
    DEAD = "dead"
    MOVED = "moved"


def public_address(value: str) -> str:
    """An address that anybody can open, as it is; ValueError."""
    try:
        parts = urlsplit(value)
        host, bare = parts.hostname or "", not (parts.username or parts.password or parts.port)
    except ValueError:
        raise ValueError(_ADDRESS) from None
    if parts.scheme != "https" or "." not in host or ":" in host or not bare:
        raise ValueError(_ADDRESS)
    if re.fullmatch(r"[\d.]+|.*\.(local|internal|localhost)", host) or not value.isascii():
        raise ValueError("expected an https:// address of a public page, with a host name, in plain letters")
    if len(value) > URL_LIMIT:
        raise ValueError(f"found an address of {len(value)} characters, expected at most {URL_LIMIT}")
    if re.search(r"[\s<>\"\\^`{|}]", value):
        raise ValueError("expected an address without spaces, quote marks, < or >")
    return value


class Source(Model):
    """A published document."""

    id: Id = Field(description="Its own id: letters, digits and hyphens, such as gazette-2031-08-04.")
    publisher: Short = Field(description="Who published it, as a library would write it.")
    title: Short | None = Field(None, description="The headline, word for word. Leave out when not known.")
    authors: tuple[Short, ...] = Field((), description="Bylines, as printed.")
    published: PartialDay | dt.datetime = Field(
        description="2024-03-04T21:58-07:00 where the time is known (used at once), else 2024-03-04 (used from the end of that"
        " day), 2024-03 (from the end of the month) or ~2024-03-04 (about that day)."
    )
    url: str | None = Field(None, description="The https address. Leave out when not known.")
    archived: str | None = Field(
        None, description="The address of a copy at a public archive, shown once the page itself is gone."
    )
    link: LinkState | None = Field(
        None,
        description="What became of the address; left out while it opens. `strikebot links --write` keeps it.",
    )
    moved_to: str | None = Field(
        None,
        description="Where the address leads now, beside `link: moved`. Look at it, then make it the `url`.",
    )
    tried: Day | None = Field(
        None, description="The day on which the address was last found so, by the program or by hand."
    )
    kind: SourceKind = Field(
        description="primary, press, repost (a copy on another site), reference, or weak."
    )
    note: Text | None = Field(None, description="What a reader should know about this page.")
    reviewed: Day = Field(description="The day a moderator last looked at it, such as 2026-11-23.")

    @field_validator("published", mode="before")
    @classmethod
    def _published(cls, value: object) -> object:
        if isinstance(value, str):
            return _moment(value) if "T" in value or ":" in value else PartialDate.parse(value)
        return value

    @field_validator("url", "archived", "moved_to")
    @classmethod
    def _https(cls, value: str | None) -> str | None:
        return None if value is None else public_address(value)

    @model_validator(mode="after")
    def _state_of_an_address(self) -> Self:
        if self.url is None and (self.link or self.tried):
            raise ValueError("found the state of an address, but no address, expected `url` too")
        if self.moved_to and self.link is not LinkState.MOVED:
            raise ValueError("found `moved_to` of an address that has not moved, expected `link: moved` too")
        if self.archived and self.archived == self.url:
            raise ValueError("found the page itself as its own copy, expected the address of an archive")
        return self

    @property
    def is_dead(self) -> bool:
        """Whether its page is known to be gone."""
        return self.link is LinkState.DEAD

    @property
    def opens_at(self) -> str | None:
        """The address at which it can be read, as far as is known: its own, else that of its copy."""
        return self.archived if self.url is None or self.is_dead else self.url

    def known_from(self, zone: ZoneInfo) -> dt.datetime:
        """The moment from which what it carries counts as published, in a base at home in `zone`."""
        if isinstance(self.published, dt.datetime):
            return self.published
        return end_of_day(self.published.last(), zone)

    def day(self, zone: ZoneInfo) -> PartialDate:
        """The day (or month) of publication in `zone`, for a reader."""
        if isinstance(self.published, dt.datetime):
            return PartialDate.of(self.published.astimezone(zone).date())
        return self.published


class Citation(Model):
    """A source, and optionally the verbatim words in it."""

    source: Id = Field(description="The id of a source in sources.yaml.")
    passage: Annotated[str, StringConstraints(min_length=1, max_length=PASSAGE_LIMIT)] | None = Field(
        None, description="The words in the source, verbatim, at most 300 characters."
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_id(cls, value: object) -> object:
        return {"source": value} if isinstance(value, str) else value


Citations = Annotated[tuple[Citation, ...], BeforeValidator(as_list)]
SomeCitations = Annotated[tuple[Citation, ...], BeforeValidator(as_list), Field(min_length=1)]


def passage_url(url: str, passage: str) -> str:
    """The address that opens at the passage (a text fragment, https://wicg.github.io/scroll-to-text-fragment/)."""
    words = passage.split()
    ends = [" ".join(words[:6]), " ".join(words[-6:])] if len(words) > 14 else [" ".join(words)]
    return (
        f"{url.split('#')[0]}#:~:text={','.join(quote(part, safe='').replace('-', '%2D') for part in ends)}"
    )


class Statement(Model):
    """One claim. Without citations of its own it rests on those of the entry that holds it."""

    text: Text = Field(description="The claim, in a full sentence of your own words.")
    citations: Citations = Field((), description="The sources that say so; left out, those of the entry.")
    reported_by: Short | None = Field(None, description="Who says so, when it is one side's account.")

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value


class Milestone(Statement):
    """A dated claim, such as a ratification."""

    date: PartialDay = Field(description="The day on which it happened, or the month or year.")


class CitedMilestone(Milestone):
    """A dated claim that became known by itself, so that it needs sources of its own."""

    citations: SomeCitations = Field(
        description="The sources that say so: it is known from the first of them."
    )


class Deal(Milestone):
    """A deal between the sides, on which members may have to vote."""

    rejected: CitedMilestone | None = Field(
        None, description="When and how members voted it down: from then on there is no deal."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.rejected and self.rejected.date.last() < self.date.first():
            raise ValueError(
                f"found a deal of {self.date} rejected on {self.rejected.date}, expected that day or a later one"
            )
        return self


class CitedDeal(Deal, CitedMilestone):
    """A deal that became known by itself, so that it needs sources of its own."""

    citations: SomeCitations = Field(
        description="The sources that say so: it is known from the first of them."
    )


DealT = TypeVar("DealT", bound=Deal)


def standing_deal(deals: tuple[DealT, ...]) -> DealT | None:
    """The latest of several deals, where members have not voted it down."""
    latest = max(deals, key=lambda deal: deal.date.first(), default=None)
    return None if latest is None or latest.rejected else latest


class Withdrawn(Model):
    """That an entry is out of use, and why."""

    on: Day = Field(description="The day on which it was taken out of use.")
    reason: Text = Field(description="Why, in a sentence.")


class Translation(Model):
    """An entry in Spanish, written by a person: each text stands for that of the entry's field of the same name.

    A text has as many sentences as the original, and the same figures; a list has as many items. One that does not fit is
    not shown.
    """

    question: Short | None = Field(None, description="The question of an answer.")
    name: Short | None = Field(None, description="The name of an issue or a place, or of a party in full.")
    short_name: Short | None = Field(
        None, description="Of a strike or a party, with its article: la huelga de los molinos, el EWU."
    )
    text: Text | None = Field(
        None,
        description="Of an event or a position; of a quote, shown beside the original as its translation.",
    )
    answer: Text | None = Field(None, description="The answer itself.")
    summary: Text | None = Field(None, description="What a meeting was.")
    about: tuple[Text, ...] = Field(
        (), description="What a party, person, issue or place is, in the same order."
    )
    roles: tuple[Text, ...] = Field(
        (), description="What a person is, in the same order: presidenta del EWU."
    )
    discussed: tuple[Text, ...] = Field((), description="What was spoken of, in the same order.")
    outcome: Text | None = Field(None, description="How a meeting ended.")
    why: Text | None = Field(None, description="Why it ended as it did.")
    next_step: Text | None = Field(None, description="What was to come next.")
    place: Text | None = Field(None, description="Where it was.")
    time: Text | None = Field(None, description="The time of day, in words.")
    duration: Text | None = Field(None, description="How long it took.")
    started: Text | None = Field(None, description="How a strike began.")
    ended: Text | None = Field(None, description="How it ended.")
    authorization: Text | None = Field(None, description="The vote for it.")
    tentative_agreement: Text | None = Field(None, description="The latest deal, where it stands.")
    ratification: Text | None = Field(None, description="The members' vote on it.")
    term: Text | None = Field(None, description="What period the contract covers.")
    reasons: tuple[Text, ...] = Field((), description="Why they strike, in the same order.")
    more: tuple[Text, ...] = Field((), description="What else is to be said, in the same order.")
    reported_by: Annotated[tuple[Short, ...], BeforeValidator(as_list)] = Field(
        (),
        description="Who says so, where that is more than a name: el comité de negociación del EWU. Of an entry with several"
        " accounts, a list in the order in which they first stand there.",
    )


class Entry(Model):
    """What every entry has."""

    id: Id = Field(description="Its own id: letters, digits and hyphens. It never changes.")
    citations: SomeCitations = Field(description="At least one source; more where more carry it.")
    reviewed: Day = Field(description="The day a moderator last checked this, such as 2026-11-23.")
    review_by: Day | None = Field(None, description="The day by which a moderator should look at this again.")
    review_every: Interval | None = Field(
        None, description="How often a moderator should look at this, such as 10 days or 6 weeks."
    )
    keeper: Member | None = Field(
        None,
        description="The number on Discord of the moderator who is told when this is due to be looked at.",
    )
    reported_by: Short | None = Field(None, description="Who says so, when it is one side's account.")
    asked: tuple[Short, ...] = Field(
        (), description="Questions, in people's own words, that this must answer."
    )
    disputed: tuple[Statement, ...] = Field(
        (), description="Where sources differ: each claim, with its own citations."
    )
    es: Translation | None = Field(None, description="The same in Spanish, by hand.")
    withdrawn: Withdrawn | None = Field(
        None, description="Set to take the entry out of use; the id stays taken."
    )

    @property
    def look_by(self) -> dt.date | None:
        """The day by which a moderator should look at it again: after it, it is due. None where nobody has to."""
        days = [self.review_by] if self.review_by else []
        if self.review_every:
            number, _, unit = self.review_every.partition(" ")
            every = dt.timedelta(**{f"{unit.removesuffix('s')}s": int(number)})
            days.append(self.reviewed + every - dt.timedelta(days=1))
        return min(days, default=None)

    @property
    def compared(self) -> bool:
        """Whether a moderator has looked at it since it was made: not one that is to be looked at on the very day."""
        return self.review_by is None or self.review_by > self.reviewed


class StrikeEntry(Entry):
    """An entry in the folder of a strike."""

    also_in: tuple[Id, ...] = Field(
        (), description="Other strikes (their ids) that this belongs to as well; it is told there too."
    )


class PartyKind(StrEnum):
    UNION = "union"
    EMPLOYERS = "employers"
    COMPANY = "company"
    COMMITTEE = "committee"
    PUBLIC = "public"
    PRESS = "press"


class Party(Entry):
    """A union, an employers' association, a company, a public body."""

    name: Short = Field(description="In full: Example Workers' Union.")
    short_name: Short = Field(description="How people call it in a sentence: EWU, Acme, the mills.")
    kind: PartyKind = Field(description="What it is.")
    article: Literal["the", "none"] | None = Field(
        None,
        description="Whether its short name takes `the` in a sentence; only where the bot has it wrong by itself.",
    )
    part_of: Id | None = Field(None, description="The larger party it belongs to or speaks for.")
    aliases: tuple[Short, ...] = Field(
        (), description="Other names people type. No two parties may share one."
    )
    about: tuple[Statement, ...] = Field(
        min_length=1, description="What it is; the first sentence answers 'what is …'."
    )


class Role(Model):
    """What a person is, for whom, and when."""

    title: Short = Field(description="What the person is: president, chief negotiator, mediator.")
    party: Id | None = Field(
        None, description="Whom the person speaks for; left out for a mediator, a judge, an arbitrator."
    )
    since: PartialDay | None = Field(None, description="From when, where that is known.")
    until: PartialDay | None = Field(None, description="To when, for a role of the past.")
    citations: Citations = Field((), description="The sources that say so; left out, those of the person.")

    def is_over(self, day: dt.date) -> bool:
        """Whether the person held it no longer on a day."""
        return self.until is not None and self.until.last() < day


class Person(Entry):
    """Somebody who speaks for a side, or between the sides."""

    name: Short = Field(description="First and last name.")
    aliases: tuple[Short, ...] = Field(
        (), description="Other spellings and nicknames. The last name alone is understood."
    )
    roles: tuple[Role, ...] = Field(min_length=1, description="The most important first.")
    about: tuple[Statement, ...] = Field(
        (), description="What else is to be said of the person, in sentences."
    )

    def has_left(self, day: dt.date) -> bool:
        """Whether all that the person was is over on a day."""
        return all(role.is_over(day) for role in self.roles)


class Issue(Entry):
    """What is bargained over."""

    name: Short = Field(description="As people call it: early shifts.")
    aliases: tuple[Short, ...] = Field((), description="Other words for it. No two issues may share one.")
    about: tuple[Statement, ...] = Field(
        min_length=1, description="What the issue is; the first sentence answers 'what is …'."
    )


class Suspension(Model):
    """Days on which the strike was suspended."""

    first_day: Day = Field(description="Its first day.")
    last_day: Day | None = Field(None, description="Left out while it is not known when it ends.")
    counted: bool = Field(description="true when these days count as strike days.")
    citations: SomeCitations = Field(description="The sources that say so.")
    resumed: CitedMilestone | None = Field(
        None, description="How it went on, where that became known later; the last_day is known with it."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.last_day and self.last_day < self.first_day:
            raise ends_before(self.first_day, self.last_day)
        if self.resumed and self.last_day is None:
            raise ValueError("found `resumed` without a last_day, expected the last day of the suspension")
        return self


class Settlement(Model):
    """Where one employer of a strike stands: since when it is struck, its deal, its end, its vote."""

    employer: Id = Field(description="One of those that the strike is against.")
    union: Id | None = Field(
        None, description="With which union, where several strike and only one is meant."
    )
    out_from: Day | None = Field(
        None, description="Its first strike day, where it is not the strike's. It needs `called_out`."
    )
    called_out: CitedMilestone | None = Field(
        None, description="When and how it came to be struck later than the others."
    )
    deals: Annotated[tuple[CitedDeal, ...], BeforeValidator(as_list)] = Field(
        (), alias="deal", description="The tentative agreement with it; a list where one was voted down."
    )
    last_day: Day | None = Field(None, description="The last day that counts at this employer.")
    ended: CitedMilestone | None = Field(
        None, description="When and how the strike at it ended. A last_day needs it."
    )
    ratification: CitedMilestone | None = Field(None, description="The members' vote on its deal.")
    term: Statement | None = Field(None, description="What period its contract covers.")
    notes: tuple[Statement, ...] = Field((), description="What else is to be said of it.")

    @property
    def deal(self) -> CitedDeal | None:
        """The deal with it that stands: none where members voted the latest one down."""
        return standing_deal(self.deals)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.out_from and self.last_day and self.last_day < self.out_from:
            raise ends_before(self.out_from, self.last_day)
        for day, carrier in (("last_day", "ended"), ("out_from", "called_out")):
            if (getattr(self, day) is None) != (getattr(self, carrier) is None):
                there, missing = (day, carrier) if getattr(self, day) else (carrier, day)
                raise ValueError(f"found `{there}` without `{missing}`, expected both or neither")
        return self


class Strike(Entry):
    """A strike, or a contract that was settled without one."""

    kind: Literal["strike", "contract"] = Field(description="Whether it is a strike.")
    name: Short = Field(description="In a sentence, without 'the': 2031 Example Workers' Union strike.")
    short_name: Short = Field(description="As in 'Day 95 of the …': EWU strike.")
    unions: Annotated[tuple[Id, ...], BeforeValidator(as_list)] = Field(
        min_length=1, alias="union", description="Who strikes; a list where several unions do."
    )
    against: tuple[Id, ...] = Field((), description="The employers or their association.")
    zone: Short | None = Field(None, description="Where its days are counted; the base's zone if left out.")
    aliases: tuple[Short, ...] = Field((), description="Other names people type.")
    main: bool = Field(
        False, description="true for the strikes this bot is about: meant when a question names none."
    )
    year: int | None = Field(None, ge=1900, le=2100, description="Only where the first day is not known.")
    first_day: Day | None = Field(None, description="Day 1.")
    last_day: Day | None = Field(None, description="The last day that counts.")
    strike_days: Literal["every-day", "walkouts"] = Field(
        "every-day",
        description="Which days count: every day from the first to the last, or only those of the walk-outs in walkouts.yaml.",
    )
    suspensions: tuple[Suspension, ...] = Field((), description="Pauses, each with its days.")
    called: CitedMilestone | None = Field(
        None, description="When and how it was called, where that was before it began."
    )
    planned_end: CitedMilestone | None = Field(
        None, description="The last day as planned, for a strike called for a fixed time."
    )
    settled: tuple[Settlement, ...] = Field(
        (), description="Where each employer stands, in a strike of several."
    )
    started: Statement | None = Field(None, description="How it began, in a sentence.")
    ended: Milestone | None = Field(None, description="When and how it ended. A last_day needs it.")
    length: Statement | None = Field(
        None, description="Only where the length is not the plain count of days."
    )
    talks: Statement | None = Field(None, description="How bargaining went, in a sentence or two.")
    authorization: Milestone | None = Field(None, description="The vote that allowed it.")
    tentative_agreements: Annotated[tuple[Deal, ...], BeforeValidator(as_list)] = Field(
        (),
        alias="tentative_agreement",
        description="When and between whom a deal was reached; a list where members voted one down and another came.",
    )
    ratification: Milestone | None = Field(None, description="The members' vote on the deal.")
    term: Statement | None = Field(None, description="What period the contract covers.")
    reasons: tuple[Statement, ...] = Field((), description="Why they struck.")
    effects: tuple[Statement, ...] = Field(
        (), description="What it does to people and the trade, a sentence or two each."
    )
    notes: tuple[Statement, ...] = Field((), description="What else is to be said of it.")
    issues: tuple[Id, ...] = Field((), description="What is bargained over.")

    @field_validator("year", mode="before")
    @classmethod
    def _year(cls, value: object) -> object:
        """In figures alone: pydantic would read 1_988, 01988 and 1988.0 as well."""
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value.strip()) is None:
            raise ValueError("expected a year such as 1988")
        return value

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str | None) -> str | None:
        if value is not None:
            zone_named(value)
        return value

    @property
    def union(self) -> str:
        """The union that strikes, the first of several."""
        return self.unions[0]

    @property
    def tentative_agreement(self) -> Deal | None:
        """The deal that stands: none where members voted the latest one down."""
        return standing_deal(self.tentative_agreements)

    @property
    def all_deals(self) -> tuple[Deal, ...]:
        """Every deal that there was, also those that members voted down, for the whole strike and with each employer."""
        return (*self.tentative_agreements, *(deal for each in self.settled for deal in each.deals))

    @model_validator(mode="after")
    def _calendar(self) -> Self:
        if self.kind == "strike" and self.first_day is None and self.year is None:
            raise ValueError(
                "found a strike without a first_day, expected it, or the `year` where the day is not known"
            )
        if self.last_day and self.first_day is None:
            raise ValueError("found a last_day without a first_day, expected both or neither")
        if self.last_day and self.first_day and self.last_day < self.first_day:
            raise ends_before(self.first_day, self.last_day)
        if self.last_day and self.ended is None:
            raise ValueError(
                "found a last_day without `ended`, expected `ended`: when and how it ended, with its citations"
            )
        for one, two in pairwise(sorted_suspensions(self)):
            if one.last_day is None or two.first_day <= one.last_day:
                raise ValueError(
                    f"found two suspensions that overlap (on {two.first_day}), expected each day in one of them"
                )
        for pause in self.suspensions:
            if (self.first_day and pause.first_day < self.first_day) or (
                self.last_day and (pause.last_day or pause.first_day) > self.last_day
            ):
                raise ValueError(
                    f"found a suspension outside the strike ({pause.first_day} to {pause.last_day or 'now'}),"
                    " expected days of the strike"
                )
        return self

    @model_validator(mode="after")
    def _employers(self) -> Self:
        """Each employer once (with each union), and one that the strike is against."""
        seen: set[tuple[str, str | None]] = set()
        for each in self.settled:
            if each.employer not in self.against:
                raise ValueError(
                    f"found {each.employer} under `settled`, which is not under `against`,"
                    f" expected {' or '.join(self.against) or 'an employer that the strike is against'}"
                )
            if each.union and each.union not in self.unions:
                raise ValueError(
                    f"found the union {each.union} under `settled`, which is not under `union`, expected"
                    f" {' or '.join(self.unions)}"
                )
            if (each.employer, each.union) in seen:
                raise ValueError(
                    f"found {each.employer} twice under `settled`, expected all about it in one place"
                )
            seen.add((each.employer, each.union))
            self._within(each)
        return self

    def _within(self, each: Settlement) -> None:
        """An employer is struck on days of the strike only."""
        first, last = each.out_from or self.first_day, each.last_day
        if self.first_day and each.out_from and each.out_from < self.first_day:
            raise ValueError(
                f"found {each.employer} out from {each.out_from}, before the strike ({self.first_day}),"
                " expected its first_day or a later one"
            )
        if first and last and last < first:
            raise ends_before(first, last)
        if last and self.last_day and last > self.last_day:
            raise ValueError(
                f"found {each.employer} out to {last}, after the strike's last_day ({self.last_day}),"
                " expected that day or an earlier one"
            )


def sorted_suspensions(strike: Strike) -> list[Suspension]:
    return sorted(strike.suspensions, key=lambda pause: pause.first_day)


class Meeting(StrikeEntry):
    """A meeting of the sides: a bargaining session, a call, a vote of both."""

    title: Short = Field(
        description="As in 'The … took place on August 4': first meeting since the strike began."
    )
    date: Day = Field(description="The day, or the first of several.")
    last_date: Day | None = Field(None, description="The last day, where it ran over several.")
    phase: Literal["before", "during", "after"] = Field(
        "during", description="before or after: outside the strike's own days."
    )
    kind: Literal[
        "sidebar",
        "bargaining",
        "contact",
        "executives",
        "offer",
        "vote",
        "agreement",
        "mediation",
        "arbitration",
    ] = Field(description="What it was.")
    parties: tuple[Id, ...] = Field(min_length=1, description="The sides that met.")
    attendees: tuple[Id, ...] = Field((), description="People and committees, by their id.")
    also_present: tuple[Short, ...] = Field((), description="Those with no entry of their own: two staffers.")
    asked_for_by: Id | None = Field(None, description="The person or party that asked for it.")
    summary: Statement = Field(description="What it was, in one or two sentences.")
    discussed: tuple[Statement, ...] = Field((), description="What was spoken of, a sentence each.")
    outcome: Statement | None = Field(None, description="How it ended.")
    why: Statement | None = Field(None, description="Why it ended as it did.")
    next_step: Statement | None = Field(None, description="What was to come next.")
    place: Statement | None = Field(None, description="Where it was.")
    time: Statement | None = Field(None, description="The time of day, in words.")
    duration: Statement | None = Field(None, description="How long it took.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.last_date and self.last_date < self.date:
            raise ends_before(self.date, self.last_date)
        return self


class Stance(StrEnum):
    DEMANDS = "demands"
    OFFERS = "offers"
    WILLING = "willing"
    REFUSES = "refuses"
    SILENT = "silent"
    AGREED = "agreed"


class Position(StrikeEntry):
    """What a party holds on an issue from a date on."""

    parties: Annotated[tuple[Id, ...], BeforeValidator(as_list)] = Field(
        min_length=1, alias="party", description="Whose position; a list of both for what they agreed."
    )
    issue: Id = Field(description="On what.")
    stance: Stance = Field(description="What they hold.")
    since: PartialDay = Field(description="From when they hold it.")
    stage: Short = Field(
        description="Where in the talks: before the strike, the June 7 meeting, the 2031 contract."
    )
    text: Text = Field(
        description="A full sentence that names the party: 'Acme was willing to talk about pay.'"
    )
    speaker: Id | None = Field(None, description="The person who stated it.")
    meeting: Id | None = Field(
        None, description="The id of the meeting where it was stated, in the same strike."
    )


class Quote(StrikeEntry):
    """Somebody's own words, verbatim."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=QUOTE_LIMIT)] = (
        Field(description="Verbatim, without the outer quote marks.")
    )
    speaker: Id | None = Field(None, description="The person or party that said it.")
    speaker_name: Short | None = Field(None, description="Only for one without an entry: an unnamed manager.")
    speaker_role: Short | None = Field(
        None, description="The role at the time, where it is not the speaker's main one."
    )
    said: PartialDay = Field(description="The day on which it was said, or the month or year.")
    setting: Short = Field(description="Where or in what: message to members after the June 7 meeting.")
    describes: Id | None = Field(None, description="The person or party whose words or acts it reports.")
    issues: tuple[Id, ...] = Field((), description="What it is about.")
    topics: tuple[Short, ...] = Field((), description="Other plain words for what it is about.")
    meeting: Id | None = Field(
        None, description="The id of the meeting where it was said, in the same strike."
    )

    @model_validator(mode="after")
    def _has_speaker(self) -> Self:
        if (self.speaker is None) == (self.speaker_name is None):
            found = "no speaker" if self.speaker is None else "both `speaker` and `speaker_name`"
            raise ValueError(
                f"found {found}, expected `speaker` with the id of a person or party,"
                " or `speaker_name` for one without an entry"
            )
        return self


EventKind = Literal[
    "strike", "talks", "vote", "deal", "statement", "people", "milestone",
    "lockout", "overtime-ban", "work-to-rule", "cooling-off", "injunction", "back-to-work-order", "mediation",
    "arbitration", "charge", "exemption", "layoffs", "deadline",
]  # fmt: skip


class Event(StrikeEntry):
    """Anything else dated: a vote, a memo, a ratification; a lockout, an injunction, a call for mediation."""

    date: PartialDay = Field(description="The day on which it happened, or the month or year.")
    text: Text = Field(description="What happened, in a sentence.")
    kind: EventKind = Field(description="What it was: people ask for it by this.")
    due: Day | None = Field(
        None, description="The day that it sets: of a deadline, a hearing, the expiry of a contract."
    )
    ended: CitedMilestone | None = Field(
        None, description="When and how it ended, for what lasts: a lockout, an overtime ban, an injunction."
    )
    parties: tuple[Id, ...] = Field((), description="Whom it is about.")
    people: tuple[Id, ...] = Field((), description="Which people it is about.")
    issues: tuple[Id, ...] = Field((), description="Which issues it is about.")
    places: tuple[Id, ...] = Field((), description="Which places it is about.")
    more: tuple[Statement, ...] = Field((), description="What else is to be said, a sentence or two each.")


class Topic(StrEnum):
    """What people ask about when they ask about a strike. `about` says in a line what belongs there."""

    about: str

    def __new__(cls, value: str, about: str) -> Self:
        """A member that is its own text, with its line beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.about = about
        return member

    SERVICE = "service", "what goes on, what stops, what is late, when it is back"
    RULES = "rules", "what somebody may do and must not do, and what follows"
    PAY = "pay", "what strikers live on: strike pay, funds, benefits, health cover"
    ELIGIBILITY = "eligibility", "who is on strike, covered or affected, and who is not"
    MONEY = "money", "what it costs, who pays, what is given back"
    SUPPORT = "support", "how to help, pickets, boycotts, giving"
    CONTACT = "contact", "where to look, whom to ask"
    GLOSSARY = "glossary", "what a word means"
    EFFECTS = "effects", "what the strike does to people, places and the trade"
    REASONS = "reasons", "why they strike, what each side wants"
    VOTES = "votes", "ballots, mandates, ratification"
    TALKS = "talks", "how bargaining goes, offers, deals, the new contract"
    HISTORY = "history", "earlier strikes, records, what came after"
    PEOPLE = "people", "who somebody or some body is"
    OTHER = "other", "anything else"


class Answer(Entry):
    """A free-form curated question and answer."""

    question: Short = Field(description="The question, as one would ask it.")
    topic: Topic | None = Field(
        None,
        description="What it is about, one of: " + "; ".join(f"{one} ({one.about})" for one in Topic) + ".",
    )
    answer: Statement = Field(description="The answer in one or two sentences, first.")
    more: tuple[Statement, ...] = Field((), description="What else is to be said, a sentence or two each.")
    since: PartialDay | None = Field(
        None,
        description="Since when it has been true, where it was not always: the first day, month or year.",
    )
    until: PartialDay | None = Field(
        None, description="Until when it was true, where it no longer is: the last day, month or year."
    )
    strike: Id | None = Field(None, description="The strike it is about, where it is about one.")
    parties: tuple[Id, ...] = Field(
        (), description="Whom it is about. A question that names another is not answered with it."
    )
    people: tuple[Id, ...] = Field((), description="Which people it is about.")
    issues: tuple[Id, ...] = Field((), description="Which issues it is about.")
    places: tuple[Id, ...] = Field((), description="Which places it is about.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        """The period has an order: `since` may be in the month or year that `until` names."""
        if self.since and self.until and self.until.last() < self.since.first():
            raise ends_before(self.since.first(), self.until.last())
        return self


class Synonym(Model):
    """Words that people use for an entry."""

    means: Id = Field(description="The id of a party, person, issue, place or strike.")
    words: tuple[Short, ...] = Field(min_length=1, description="What people type for it.")


class Equivalent(Model):
    """Plain words that mean the same in a question."""

    word: Short = Field(description="The word the phrasings use.")
    same_as: tuple[Short, ...] = Field(min_length=1, description="The words that people type for it.")


class OwnPhrasings(Model):
    """How else the people of a dispute ask one kind of question."""

    kind: Short = Field(
        description="The kind of question, as `ask --explain` and the replies of `evaluate` call it: effects."
    )
    asked: tuple[Short, ...] = Field(
        min_length=1,
        description="Questions of that kind, with {party}, {person}, {issue}, {strike}, {date} for names.",
    )


class Vocabulary(Model):
    """Other words that people type."""

    synonyms: tuple[Synonym, ...] = Field((), description="Other words for an entry of the base.")
    equivalents: tuple[Equivalent, ...] = Field((), description="Plain words that mean another plain word.")
    phrasings: tuple[OwnPhrasings, ...] = Field(
        (), description="How the people of this dispute put a kind of question."
    )
    background: tuple[Short, ...] = Field(
        (), description="Words that say nothing about what is asked: cousin, please, honestly."
    )


class Check(Model):
    """A question that must keep getting the right entry."""

    question: Short = Field(description="What is asked.")
    kind: Literal["answer", "shortlist", "clarify", "decline"] = Field(
        "answer", description="What the reply must be."
    )
    entry: str | None = Field(
        None, description="The full id that the reply must rest on, such as ewu-2031/meeting/2031-06-07."
    )
    as_of: DayOrMoment | None = Field(
        None, description="The day (its end) or the moment of which it is asked; now, if left out."
    )
