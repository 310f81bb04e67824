"""What a base does not hold yet of that which everybody asks about any strike, most asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.checks.hindsight import UNWRITTEN
from bot.knowledge.model.models import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.answering.known.view import View
    from bot.knowledge.model.models import Answer, Entry, Strike


class Lack(NamedTuple):
    """What is missing: the field or the topic, the file where it belongs, and why it is worth the trouble."""

    what: str
    file: str
    why: str

    def __str__(self) -> str:
        return f"`{self.what}` in {self.file}: {self.why}"


def lacks(view: View) -> list[Lack]:
    """In the order of worth: by how many of the questions that strangers ask about strikes are of each kind."""
    strikes = view.main_strikes()
    on = [strike for strike in strikes if view.state(strike).ongoing] or strikes[:1]
    return [lack for lack, strike in _wanted(on) if not _held(view, lack, strike)]


def _wanted(strikes: list[Strike]) -> Iterator[tuple[Lack, Strike]]:
    """Everything that is asked, of each strike; what is asked of all of them once."""
    for lack in ORDER:
        for strike in strikes:
            file = lack.file.format(strike=strike.id)
            yield lack._replace(file=file), strike
            if file == lack.file:
                break


ORDER = (
    Lack("reasons", "strikes/{strike}/strike.yaml", "why they strike; asked first by most people"),
    Lack(
        "first_day", "strikes/{strike}/strike.yaml", "since when; no day of the strike can be told without it"
    ),
    Lack("topic: service", "answers.yaml", f"{Topic.SERVICE.about}; one question in five asks it"),
    Lack("topic: rules", "answers.yaml", f"{Topic.RULES.about}; one question in nine"),
    Lack(
        "effects", "strikes/{strike}/strike.yaml", "what the strike stops or delays; one question in twelve"
    ),
    Lack("topic: pay", "answers.yaml", f"{Topic.PAY.about}; one question in fourteen"),
    Lack("topic: eligibility", "answers.yaml", f"{Topic.ELIGIBILITY.about}; one question in twenty"),
    Lack("figures", "strikes/{strike}/figures.yaml", "how many people are out (`counts: strikers`)"),
    Lack("topic: money", "answers.yaml", f"{Topic.MONEY.about}; one question in twenty-five"),
    Lack(
        "authorization",
        "strikes/{strike}/strike.yaml",
        "how members voted for it, or a ballot in ballots.yaml",
    ),
    Lack("topic: support", "answers.yaml", Topic.SUPPORT.about),
    Lack("positions", "strikes/{strike}/positions.yaml", "what each side wants, issue by issue"),
    Lack("meetings", "strikes/{strike}/meetings.yaml", "how the talks go, and when they are next"),
    Lack("topic: contact", "answers.yaml", Topic.CONTACT.about),
    Lack("people", "people.yaml", "who speaks for each side"),
    Lack("topic: glossary", "answers.yaml", Topic.GLOSSARY.about),
)


def _held(view: View, lack: Lack, strike: Strike) -> bool:
    match lack.what.removeprefix("topic: "):
        case "reasons":
            return bool(strike.reasons) or _told(view, Topic.REASONS)
        case "first_day":
            return strike.first_day is not None
        case "effects":
            return bool(strike.effects) or _told(view, Topic.EFFECTS)
        case "figures":
            figures = _in(view, strike, view.base.figures.items())
            counted = any(getattr(entry, "counts", "") in {"strikers", "members"} for entry in figures)
            return counted or any(one.question.startswith("How many ") for one in view.base.answers.values())
        case "authorization":
            voted = any(True for _ in _in(view, strike, view.base.ballots.items()))
            return strike.authorization is not None or voted or _told(view, Topic.VOTES)
        case "positions":
            return any(True for _ in _in(view, strike, view.base.positions.items()))
        case "meetings":
            met = any(True for _ in _in(view, strike, view.base.meetings.items()))
            return met or strike.talks is not None or _told(view, Topic.TALKS)
        case "people":
            return bool(view.base.people)
        case topic:
            return _told(view, next(one for one in Topic if one == topic))


def _in(view: View, strike: Strike, shelf: Iterable[tuple[str, Entry]]) -> Iterator[Entry]:
    for full_id, entry in shelf:
        if strike.id in view.base.strikes_of(full_id) and entry.withdrawn is None:
            yield entry


def _told(view: View, topic: Topic) -> bool:
    return any(entry.topic is topic and _written(entry) for entry in view.base.answers.values())


def _written(entry: Answer) -> bool:
    """Whether an answer is in use, and not a marked place of a new base still."""
    return entry.withdrawn is None and UNWRITTEN not in entry.answer.text
