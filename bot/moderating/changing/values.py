"""What stands in a file as somebody reads and types it, and back: what was not touched keeps all that it had."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.moderating.changing.parts import listed
from bot.moderating.forms.engine.typed import lines
from bot.moderating.forms.engine.typed_names import source_title

if TYPE_CHECKING:
    from bot.moderating.changing.kinds import HeldField
    from bot.moderating.forms.engine.form_reader import FormReading
    from bot.moderating.forms.engine.typed_names import KnownNames


def shown(one: HeldField, there: object, known: KnownNames, strike: str) -> str:
    """The text of a field in a form; empty for nothing. Several things are one a line."""
    return "\n".join(_called(one, item, known, strike) for item in listed(there))


def _called(one: HeldField, item: object, known: KnownNames, strike: str) -> str:
    text = _text(item)
    if one.kind == "sources":
        found = known.all_sources.get(text)
        return source_title(found, known.base.zone) if found else text
    if one.kind in ("one", "many") and one.field.shelf:
        return known.title(text, one.field.shelf, strike)
    return text


def _text(item: object) -> str:
    """What an item says, in its short form or its long one."""
    if isinstance(item, dict):
        return next((str(item[name]) for name in ("text", "source", "place") if name in item), "")
    return str(item)


def read(one: HeldField, there: object, reading: FormReading) -> object:
    """What was typed, as the file has it; None for nothing. Problems are reported to `reading`."""
    if not reading.has(one.name):
        return None
    match one.kind:
        case "sources" | "many":
            return _listed(one, there, reading) or None
        case "statements" | "lines":
            return _restated(there, reading.lines(one.name)) or None
        case "statement":
            return _with_text(there, reading.text(one.name))
        case "one":
            return reading.one(one.name) or None
        case "choice":
            return reading.fixed(one.name) or None
    return _scalar(one, reading) or None


def _scalar(one: HeldField, reading: FormReading) -> str:
    match one.kind:
        case "day":
            return str(reading.day(one.name) or "")
        case "partial":
            return str(reading.partial(one.name) or "")
        case "clock":
            return reading.clock(one.name)
        case "moment":
            found = reading.moment(one.name)
            return found.isoformat(timespec="minutes") if isinstance(found, dt.datetime) else str(found or "")
    return reading.text(one.name)


def _listed(one: HeldField, there: object, reading: FormReading) -> object:
    """Names, of which those that stood there keep what they have: a passage, its own form."""
    known, strike = reading.known, reading.home
    before = {_called(one, item, known, strike): item for item in listed(there)}
    before |= {_text(item): item for item in listed(there)}
    found: list[object] = []
    for line in lines(reading.values[one.name]):
        found += [before[line]] if line in before else reading.named(one.name, line)
    whole = list({_text(item): item for item in found}.values())
    if one.kind == "many" and reading.values[one.name].split("\n") == [_text(item) for item in found]:
        stayed = [item for item in listed(there) if item in whole]  # a menu has an order of its own
        whole = [*stayed, *(item for item in whole if item not in stayed)]
    return whole[0] if len(whole) == 1 and isinstance(there, str) else whole


def _restated(there: object, texts: list[str]) -> list[object]:
    """Sentences, of which those that stood there keep their sources, and one worded anew those of its place."""
    old = listed(there)
    left = [item for item in old if _text(item) not in texts]
    fresh = [text for text in texts if text not in map(_text, old)]
    heirs = dict(zip(fresh, left, strict=True)) if len(left) == len(fresh) else {}
    same = {_text(item): item for item in old}
    return [same[text] if text in same else _with_text(heirs.get(text), text) for text in texts]


def _with_text(there: object, text: str) -> object:
    return {**there, "text": text} if isinstance(there, dict) and text else text or None
