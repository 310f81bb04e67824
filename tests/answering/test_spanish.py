"""Questions in Spanish about names, dates, days and where a strike stands; the answers are as they are written."""

from __future__ import annotations

import pytest

from tests.answering.bases import ask, at, example_engine

EARLY, LATE = "2023-08-05T12:00:00-07:00", "2023-10-01T12:00:00-07:00"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿Qué día de la huelga es hoy?", "day 96"),
        ("¿Cuántos días lleva la huelga de guionistas?", "day 96"),
        ("hola, ¿alguien sabe cuántos días llevan los guionistas en huelga?", "day 96"),
        ("¿en qué día estamos?", "day 96"),
        ("que dia de huelga fue el 1 de agosto", "day 92"),
        ("¿Cuándo empezó la huelga?", "May 2, 2023"),
        ("¿Cuándo empezó la huelga de los actores?", "July 14, 2023"),
        ("¿Desde cuándo están en huelga los actores?", "July 14, 2023"),
        ("¿Sigue la huelga de guionistas?", "Yes. The WGA strike is ongoing"),
        ("¿Ya terminó la huelga?", "No. The WGA strike is ongoing"),
        ("¿Los actores siguen en huelga?", "The SAG-AFTRA strike is ongoing"),
        ("¿Cómo va la huelga?", "The WGA strike is ongoing"),
        ("¿Hay acuerdo?", "no deal has been reported"),
        ("¿Cuánto duró la huelga de guionistas de 2007?", "100 days"),
        ("¿Quién dirige SAG-AFTRA?", "Fran Drescher"),
        ("¿Quién es el presidente de la SAG-AFTRA?", "Fran Drescher"),
        ("quién es Duncan Crabtree-Ireland", "chief negotiator"),
        ("¿Qué es la AMPTP?", "Alliance of Motion Picture and Television Producers"),
        ("¿Qué dijo la AMPTP sobre la inteligencia artificial?", "AI"),
        ("qué pasó el 4 de agosto de 2023", "August 4, 2023"),
        ("¿Cuándo es la próxima reunión?", "No date for a next meeting was set"),
        ("¿Dónde se reunieron?", "Sherman Oaks"),
        ("¿Cuándo votaron los actores?", "97.91%"),
        ("¿Puedo unirme al piquete?", "Supporters may join the picket lines"),
    ],
)
def test_a_spanish_question_is_understood(question: str, told: str) -> None:
    reply = ask(question, EARLY)

    assert reply.kind == "answer"
    assert told in reply.headline
    assert reply.question == question


def test_what_is_over_is_over_in_spanish_too() -> None:
    assert ask("¿Ya terminó la huelga de guionistas?", LATE).headline.startswith(
        "Yes. The WGA strike ended on September 27, 2023"
    )
    assert "day 80" in ask("¿En qué día va la huelga de actores?", LATE).headline


@pytest.mark.parametrize("question", ["¿Cuál es la capital de Francia?", "qué hora es en Madrid"])
def test_what_is_not_held_is_declined_in_spanish_too(question: str) -> None:
    assert ask(question, EARLY).kind == "decline"


def test_the_names_of_any_base_are_understood() -> None:
    uaw = example_engine("uaw-2023")
    when = at("2023-10-10T12:00:00-04:00")

    assert "Shawn Fain" in uaw.ask("¿Quién es el presidente del UAW?", when).headline
    assert "day 26" in uaw.ask("¿Cuántos días lleva la huelga?", when).headline
    assert "September 15, 2023" in uaw.ask("¿Desde qué día está Ford en huelga?", when).headline
