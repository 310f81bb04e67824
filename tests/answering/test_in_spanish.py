"""Replies in Spanish: only what a person wrote, the same figures and sources, and English where there is no Spanish."""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

import pytest

from bot.answering.composition.prose import sentences_of
from bot.answering.composition.sentences import ALL
from bot.answering.reply import Note, Paragraph, QuoteBlock, Reply
from bot.answering.translation.of_entries import pairs
from bot.answering.translation.spanish import SPANISH
from bot.answering.translation.translate import Translated, in_spanish
from tests.answering.bases import ARTICLE_NIGHT, LATER, ask, at, engine, example_engine, shipped, tune

EARLY = "2023-08-05T12:00:00-07:00"


def told(question: str, as_of: str = EARLY) -> Translated:
    found = in_spanish(ask(question, as_of), engine().spanish)
    assert found is not None, question
    return found


@pytest.mark.parametrize(
    ("question", "as_of", "headline"),
    [
        ("¿Qué día de la huelga es hoy?", EARLY, "La huelga de la WGA sigue en curso, en el día 96."),
        ("¿Hay acuerdo?", EARLY, "La huelga de la WGA sigue en curso, en el día 96, y no consta ningún acuerdo."),
        ("is it over?", EARLY, "No. La huelga de la WGA sigue en curso, en el día 96, y no consta ningún acuerdo."),
        ("is the wga strike over?", LATER, "Sí. La huelga de la WGA terminó el 27 de septiembre de 2023, después de 148 días."),
        ("¿Cuándo empezó la huelga de los actores?", EARLY, "La huelga de SAG-AFTRA empezó el viernes 14 de julio de 2023."),
        ("day 50 of the writers strike", EARLY, "El día 50 de la huelga de la WGA fue el martes 20 de junio de 2023."),
        (
            "¿Cuánto duró la huelga de guionistas?",
            LATER,
            "La huelga de la WGA duró 148 días: empezó el 2 de mayo de 2023, y su último día completo fue el 26 de"
            " septiembre de 2023.",
        ),
        ("¿Quién es Fran Drescher?", EARLY, "Fran Drescher es presidenta de SAG-AFTRA."),
        ("who leads the WGA?", EARLY, "David Young es director ejecutivo de la WGA West."),
        (
            "who is Ellen Stutzman?",
            LATER,
            "Ellen Stutzman fue directora ejecutiva de la WGA West, jefa de negociación de la WGA para el convenio de 2023 y"
            " directora ejecutiva adjunta de la WGA West, a fecha de noviembre de 2023, lo último que cuentan las fuentes.",
        ),
        (
            "how can I support the strikers?",
            EARLY,
            "Los espectadores pueden unirse a los piquetes, si viven cerca de uno, y decir abiertamente que están con los"
            " huelguistas, según The Mary Sue.",
        ),
        ("can you predict when it ends?", EARLY, "No puedo decir qué pasará; solo cuento lo que dicen las fuentes."),
        ("what is the capital of France?", EARLY, "Solo sé de las huelgas sobre las que tengo fuentes."),
        ("hello", EARLY, "¡Hola! Pregúntame por la huelga."),
    ],
)  # fmt: skip
def test_the_answer_stands_in_spanish(question: str, as_of: str, headline: str) -> None:
    assert told(question, as_of).reply.headline == headline


def test_what_is_decided_and_what_it_rests_on_is_the_same() -> None:
    reply = ask("how can I support the strikers?", EARLY)
    found = told("how can I support the strikers?").reply

    assert (found.kind, found.entries, found.references) == (reply.kind, reply.entries, reply.references)
    assert found.headline_cites == reply.headline_cites
    assert [block.cites for block in found.blocks] == [block.cites for block in reply.blocks]
    assert found.context == reply.context


def test_an_answer_without_spanish_stays_english() -> None:
    reply = ask("do the Teamsters cross the picket lines?", EARLY)

    assert reply.kind == "answer"
    assert in_spanish(reply, engine().spanish) is None


def test_what_has_no_spanish_below_the_answer_stays_english_and_that_is_known() -> None:
    reply = ask("¿Cuándo empezó la huelga?", LATER)
    found = in_spanish(reply, engine().spanish)

    assert found is not None
    assert not found.whole
    assert any(block.text.startswith("Sources differ") for block in found.reply.blocks)


def test_a_quote_keeps_its_own_words() -> None:
    reply = ask("who said 'wholly insufficient'?", LATER)
    found = in_spanish(reply, engine().spanish)

    quotes = [block.text for block in reply.blocks if isinstance(block, QuoteBlock)]
    assert quotes
    assert found is None or quotes == [b.text for b in found.reply.blocks if isinstance(b, QuoteBlock)]


def test_a_strike_of_a_base_without_spanish_is_named_as_it_is() -> None:
    uaw = example_engine("uaw-2023")
    reply = uaw.ask("¿Cuántos días lleva la huelga?", at("2023-10-10T12:00:00-04:00"))
    found = in_spanish(reply, uaw.spanish)

    assert found is not None
    assert "«" in found.reply.headline
    assert "día 26" in found.reply.headline


@pytest.mark.parametrize(
    ("question", "when", "told"),
    [
        (
            "are they on strike",
            "2025-11-10T12:00:00+00:00",
            "está previsto del 14 de noviembre al 18 de noviembre de 2025.",
        ),
        ("when is the next walkout", "2025-11-10T12:00:00+00:00", "dentro de 4 días."),
        ("when did it start", "2025-11-10T12:00:00+00:00", "empezó el viernes 25 de julio de 2025."),
        ("how long has it lasted", "2025-11-10T12:00:00+00:00", "dan cuenta de 1 paro de la huelga"),
    ],
)
def test_a_strike_of_walk_outs_is_told_in_spanish(question: str, when: str, told: str) -> None:
    doctors = example_engine("bma-resident-doctors")
    found = in_spanish(doctors.ask(question, at(when)), doctors.spanish)

    assert found is not None
    assert told in found.reply.headline


# No sentence that nobody wrote.


def test_every_spanish_sentence_has_the_slots_of_its_english_one() -> None:
    for english, spanish in SPANISH.items():
        assert english in ALL
        assert _fields(spanish) == _fields(english.template), english.template


def test_every_shipped_translation_fits_its_original() -> None:
    faults = [
        f"{full_id}: {pair.fault}: {pair.spanish}"
        for full_id, _, entry in shipped().entries()
        for pair in pairs(entry)
        if pair.fault
    ]
    assert faults == []


@pytest.mark.parametrize("as_of", [ARTICLE_NIGHT, LATER])
def test_every_sentence_is_an_entrys_or_of_the_closed_list(as_of: str) -> None:
    shown = 0
    for question in tune()[::4]:
        asked = question.q or question.turns[-1]
        reply = ask(asked, as_of)
        found = in_spanish(reply, engine().spanish)
        if found is None:
            continue
        shown += 1
        english = set(_texts(reply))
        for text in _texts(found.reply):
            assert text in english or _written(text), (asked, text)
    assert shown > 20


def _fields(template: str) -> list[str]:
    return sorted(set(filter(None, (field for _, field, _, _ in Formatter().parse(template)))))


def _texts(reply: Reply) -> list[str]:
    blocks = [block.text for block in reply.blocks if isinstance(block, Note | Paragraph)]
    return [
        reply.headline,
        *blocks,
        *(line.text for line in reply.strikes),
        *(one.brief for one in reply.strikes),
    ]


@cache
def _entries_words() -> frozenset[str]:
    found = {pair.spanish for _, _, entry in shipped().entries() for pair in pairs(entry) if pair.spanish}
    return frozenset(found | {one for text in found for one in sentences_of(text)})


_MONTH = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
_DATE = rf"(?:[Ee]l |[Ee]n |[Hh]acia |[Hh]acia el )?(?:\w+ )?(?:\d{{1,2}} de )?(?:(?:{_MONTH})(?: de \d{{4}})?|\d{{4}})"
_SHAPES = {
    **dict.fromkeys(("day", "claimed"), r"[\d,]+"),
    **dict.fromkeys(("date", "first", "last", "when"), _DATE),
    "days": r"[\d,]+ días?",
    "count": r"[\d,]+(?: paros?)?",
    "place": r"hora de[l]? [\w ]+|UTC",
    "span": rf"(?:(?:desde|después del?|en los últimos \d+ días, desde|del?) )?{_DATE}(?: al? {_DATE}|, sin fin fijado)?",
}


@cache
def _own() -> tuple[re.Pattern[str], ...]:
    """The engine's sentences as patterns; `de el` grows together, and a name at the beginning has a capital."""
    made = (re.escape(spanish.strip()) for spanish in SPANISH.values())
    joined = (re.sub(r"\\ (de|a)\\ (\\\{\w+\\\})", r"\\ \1(?:\\ |l\\ )\2", text) for text in made)
    return tuple(_pattern(text) for text in joined)


def _pattern(text: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{_SHAPES.get(name, '.+?')})"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", slot, text), re.DOTALL)


@cache
def _names() -> frozenset[str]:
    table = engine().spanish
    found = {*table.names.values(), *table.roles.values()}
    return frozenset(name.casefold().removeprefix("el ") for name in found)


def _named(text: str) -> bool:
    """Whether a text is a name of the base, or a list of such; with a role behind it, perhaps."""
    text = text.casefold().removesuffix(",").removeprefix("el ")
    breaks = [match.span() for match in re.finditer(", | y ", text)]
    return text in _names() or any(_named(text[:end]) and _named(text[start:]) for end, start in breaks)


def _fills(match: re.Match[str]) -> bool:
    values = ((name, text) for name, text in match.groupdict().items() if name not in _SHAPES)
    return all(_written(text) if name == "text" else _named(text) for name, text in values)


@cache
def _written(text: str) -> bool:
    """Whether a text is written, or a row of what is; a sentence that lost its stop in another one counts."""
    if {text, f"{text}."} & _entries_words():
        return True
    if any(_fills(match) for pattern in _own() if (match := pattern.fullmatch(text))):
        return True
    breaks = [match.end() for match in re.finditer(r"[.!?:»]\s", text)]
    return any(_written(text[:place].strip()) and _written(text[place:]) for place in breaks)
