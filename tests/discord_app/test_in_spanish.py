"""Who uses Discord in Spanish reads in Spanish what is translated, and the original is one press away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.answering.engine import Engine
from bot.discord_app.client import Strikebot
from bot.discord_app.following.awaited import _headline
from bot.knowledge.loader import assemble
from bot.records.waiters import Waiter
from tests.discord_app import world
from tests.discord_app.conftest import Town, labels, message, text

if TYPE_CHECKING:
    from simcord import InteractionResult

    from bot.discord_app.config import BotConfig

PICKETS = """  es:
    question: ¿Dónde puedo leer las reglas de los piquetes?
    answer: El sindicato reparte las reglas de los piquetes en la puerta.
"""
STRIKE = """es:
  short_name: la huelga de los lamperos
  started: Los lamperos abandonaron el trabajo el 1 de diciembre de 2025.
"""
ROUND = """  es:
    summary: Las dos partes volvieron a reunirse, durante una hora.
    outcome: No se llegó a ningún acuerdo en la segunda ronda.
"""
OTTO = """  es:
    roles: [presidente de la Alianza]
    about: [Otto Berg dirige la alianza.]
"""
WORDS = """  es:
    text: No nos ataremos las manos.
"""
ALLIANCE = """  es:
    short_name: la Alianza
    about: [La Alianza negocia en nombre de las fábricas de vidrio.]
"""
UNION = """  es:
    short_name: el Sindicato de Lamperos
    about: [El Sindicato de Lamperos representa a quienes hacen lámparas.]
"""


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The lampmakers' base with a part of it in Spanish."""
    files = world.files()
    files["answers.yaml"] += PICKETS
    files["strikes/lamp-2025/strike.yaml"] += STRIKE
    files["strikes/lamp-2025/meetings.yaml"] += ROUND
    files["strikes/lamp-2025/quotes.yaml"] += WORDS
    files["people.yaml"] += OTTO
    before, _, alliance = files["parties.yaml"].partition("- id: glass-alliance")
    files["parties.yaml"] = f"{before}{UNION}- id: glass-alliance{alliance}{ALLIANCE}"
    base, problems = assemble({name: text.lstrip("\n").encode() for name, text in files.items()})
    assert base is not None, "\n".join(map(str, problems))
    return Engine(base)


@pytest.fixture
def simcord_bot(engine: Engine, clock: world.TestClock, config: BotConfig) -> Strikebot:
    return Strikebot(engine, clock, config)


@pytest.fixture(autouse=True)
def in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every interaction comes from a Discord in Spanish."""
    from simcord import interactions

    real = interactions.base_payload

    def spanish(*args: Any, **rest: Any) -> tuple[object, dict[str, Any]]:  # noqa: ANN401  (passed on as it is)
        record, made = real(*args, **rest)
        return record, {**made, "locale": "es-419"}

    monkeypatch.setattr(interactions, "base_payload", spanish)


async def ask(town: Town, question: str) -> InteractionResult:
    return await town.alice.slash(town.channel, "ask", question=question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿Qué día de la huelga es hoy?", "La huelga de los lamperos sigue en curso, en el día 31."),
        (
            "¿Hay acuerdo?",
            "La huelga de los lamperos sigue en curso, en el día 31, y no consta ningún acuerdo.",
        ),
        ("¿Ya terminó la huelga?", "No. La huelga de los lamperos sigue en curso"),
        ("¿Cuándo empezó la huelga?", "el lunes 1 de diciembre de 2025"),
        ("¿Quién es Otto Berg?", "Otto Berg es presidente de la Alianza."),
        ("¿Qué es la Glassworks Alliance?", "La Alianza negocia en nombre de las fábricas de vidrio."),
        (
            "where can I read the picket rules",
            "El sindicato reparte las reglas de los piquetes en la puerta.",
        ),
        ("what happened at the last meeting", "No se llegó a ningún acuerdo en la segunda ronda."),
        ("will the strike end soon?", "No puedo decir qué pasará; solo cuento lo que dicen las fuentes."),
        ("what is the capital of France", "Solo sé de las huelgas sobre las que tengo fuentes."),
        ("hello", "¡Hola! Pregúntame por la huelga."),
        ("¿Qué pasó con la huelga de 1950?", "terminó el 10 de marzo de 1950, después de 10 días"),
    ],
)
async def test_the_answer_is_shown_in_spanish(town: Town, question: str, told: str) -> None:
    result = await ask(town, question)

    assert told in text(result)
    assert "Original en inglés" in labels(result)


async def test_the_sources_are_those_of_the_original(town: Town) -> None:
    shown = await ask(town, "where can I read the picket rules")
    original = await town.alice.click(message(shown), label="Original en inglés")

    assert "The union hands out the picket rules at the gate." in text(original)
    assert [label for label in labels(shown) if label.startswith("[")] == [
        label for label in labels(original) if label.startswith("[")
    ]


async def test_the_original_and_the_spanish_are_one_press_from_each_other(town: Town) -> None:
    shown = await ask(town, "where can I read the picket rules")
    original = await town.alice.click(message(shown), label="Original en inglés")
    assert "Original en inglés" not in labels(original)
    again = await town.alice.click(message(original), label="En español")

    assert text(again) == text(shown)


async def test_the_words_of_a_quote_stay_and_its_translation_says_that_it_is_one(town: Town) -> None:
    shown = text(await town.alice.slash(town.channel, "quote", person="Otto Berg"))

    assert "We will not tie our hands." in shown
    assert "Traducción: «No nos ataremos las manos.»" in shown
    assert "Otto Berg dijo el 29 de diciembre de 2025:" in shown


async def test_what_is_not_translated_is_shown_as_it_was_written(town: Town) -> None:
    result = await town.alice.slash(town.channel, "position", party="glassworks", issue="robots")

    assert "The Glassworks Alliance refused to rule out robots" in text(result)
    assert "Original en inglés" not in labels(result)


async def test_a_day_on_a_card_is_named_in_spanish(town: Town) -> None:
    shown = text(await ask(town, "where can I read the picket rules"))

    assert "ltima revisión: 31 de diciembre de 2025" in shown


async def test_who_uses_discord_in_english_reads_english(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    result = await ask(town, "where can I read the picket rules")

    assert "The union hands out the picket rules at the gate." in text(result)
    assert not {"Original en inglés", "Original in English"} & set(labels(result))


async def test_what_is_about_the_bot_names_its_days_in_spanish(town: Town) -> None:
    shown = text(await town.alice.slash(town.channel, "about"))

    assert "30 de diciembre de 2025" in shown
    assert "December" not in shown


async def test_the_moment_that_a_reply_holds_for_is_told_in_spanish(town: Town) -> None:
    shown = text(await town.alice.slash(town.channel, "ask", question="what day is it", as_of="2025-12-20"))

    assert "20 de diciembre de 2025" in shown


def test_who_waits_for_an_answer_is_told_it_in_their_language(engine: Engine) -> None:
    reply = engine.ask("where can I read the picket rules", world.EPOCH)

    assert _headline(engine, reply, Waiter(1, "x", "es-ES")).startswith("El sindicato reparte")
    assert _headline(engine, reply, Waiter(1, "x", "en-US")).startswith("The union hands out")
