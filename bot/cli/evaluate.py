"""`strikebot evaluate`: the figures on labelled questions, and what failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import options
from bot.cli.failures import Refusal
from bot.cli.loading import load_engine
from bot.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.engine import Engine
    from bot.evaluation import Figures, Labelled, Verdict

EPILOG = """\b
Examples:
  strikebot evaluate tests/questions.jsonl
  strikebot evaluate tests/questions.jsonl --split held-out --failures 20
  strikebot evaluate tests/questions.jsonl --split tune --split near --thresholds
  strikebot evaluate tests/questions/hollywood.jsonl --split choose --by asks

The exit code says whether it could be measured (0), not how well it went.
"""
OUTCOMES = ("right", "missed", "declined", "clarified", "other", "wrong")


@click.command("evaluate", epilog=EPILOG, short_help="Measure the answers on labelled questions.")
@click.argument("file", type=click.Path(path_type=Path))
@options.knowledge
@click.option(
    "--split",
    "splits",
    metavar="NAME",
    multiple=True,
    help="Only the questions of this split or part, such as tune, held-out or choose. May be given more than once.",
)
@click.option(
    "--failures",
    type=click.IntRange(min=0),
    metavar="N",
    help="List at most N failures.  [default: all of them]",
)
@click.option("--thresholds", is_flag=True, help="Also the figures at each value of the answering threshold.")
@click.option(
    "--by",
    type=click.Choice(["site", "base", "asks", "part", "by"]),
    help="The figures of strangers' questions apart by this, too.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def command(
    file: Path,
    knowledge: Path,
    splits: tuple[str, ...],
    failures: int | None,
    thresholds: bool,
    by: str | None,
    as_json: bool,
) -> ExitCode:
    """Ask every question of FILE (JSON lines with what a right reply must hold) and print the figures."""
    from bot.evaluation import figures, run, search_thresholds

    questions = _questions(file, splits)
    engine = load_engine(knowledge)
    if any(one.held for one in questions):
        return _measured(engine, questions, by, failures, as_json)
    verdicts = run(engine, questions)
    found = figures(verdicts)
    searched = search_thresholds(engine, questions) if thresholds else []
    table = [(tried.answer, tried_figures) for tried, tried_figures in searched]
    if as_json:
        click.echo(json.dumps(_as_json(engine, found, verdicts, table), ensure_ascii=False))
        return ExitCode.OK
    for line in (*_failed(verdicts, failures), *_figures(found), *_kinds(found), *_table(engine, table)):
        click.echo(line)
    return ExitCode.OK


def _measured(
    engine: Engine, questions: Sequence[Labelled], by: str | None, failures: int | None, as_json: bool
) -> ExitCode:
    """What strangers get: questions of which the file says whether the base holds the answer."""
    from bot.measures import as_json as measures_json
    from bot.measures import failed, grouped, lines, measure

    measures = measure(engine, questions)
    if as_json:
        click.echo(json.dumps(measures_json(measures), ensure_ascii=False))
        return ExitCode.OK
    shown = list(failed(measures))
    for line in shown[: len(shown) if failures is None else failures]:
        click.echo(line)
    for line in lines(measures):
        click.echo(line)
    for name, group in grouped(measures, lambda one: str(getattr(one.labelled, by or "base"))) if by else ():
        click.echo(f"\n{by}: {name}")
        for line in lines(group):
            click.echo(line)
    return ExitCode.OK


def _questions(file: Path, splits: tuple[str, ...]) -> list[Labelled]:
    from bot.evaluation import read_questions

    questions = read_questions(file)
    chosen = [one for one in questions if not splits or one.split in splits or one.part in splits]
    if chosen:
        return chosen
    known = sorted({name for one in questions for name in (one.split, one.part) if name})
    hint = f" It has the splits {', '.join(known)}." if splits and known else ""
    what = f"no question of the split {' or '.join(splits)}" if splits else "no question"
    raise Refusal(f"{file} holds {what}.{hint}", ExitCode.NO_INPUT)


def _failed(verdicts: Sequence[Verdict], most: int | None) -> Iterator[str]:
    from bot.evaluation import report_line

    bad = sorted((one for one in verdicts if not one.good), key=lambda one: one.outcome != "wrong")
    shown = bad if most is None else bad[:most]
    yield from (report_line(one) for one in shown)
    if len(shown) < len(bad):
        yield f"… and {len(bad) - len(shown)} more."
    if shown:
        yield ""


def _figures(found: Figures) -> Iterator[str]:
    yield f"{found.total} questions"
    yield _share("answerable, answered right", found.answered, found.answerable)
    yield _share("wrong with confidence, of all", found.wrong, found.total)
    yield _share("to decline, declined", found.declined, found.to_decline)
    yield _share("to ask back, asked back", found.clarified, found.to_clarify)
    yield _share("answer or decline, answered right", found.either_answered, found.either)


def _share(name: str, part: int, whole: int) -> str:
    share = f"{100 * part / whole:5.1f} %" if whole else "      –"
    return f"  {name:34} {share}  ({part} of {whole})"


def _kinds(found: Figures) -> Iterator[str]:
    yield ""
    yield f"{'kind':16}" + "".join(f"{name:>10}" for name in OUTCOMES)
    for kind, counts in sorted(found.kinds.items()):
        yield f"{kind:16}" + "".join(f"{counts[name] or '·':>10}" for name in OUTCOMES)


def _table(engine: Engine, table: Sequence[tuple[float, Figures]]) -> Iterator[str]:
    if table:
        yield ""
        yield f"{'threshold':12}{'right':>14}{'wrong':>12}{'declined':>14}"
    for value, found in table:
        mark = "  ← in use" if abs(value - engine.thresholds.answer) < 0.001 else ""
        right = f"{found.answered}/{found.answerable}"
        declined = f"{found.declined}/{found.to_decline}"
        yield f"{value:<12.2f}{right:>14}{found.wrong:>12}{declined:>14}{mark}"


def _as_json(
    engine: Engine, found: Figures, verdicts: Sequence[Verdict], table: Sequence[tuple[float, Figures]]
) -> dict[str, Any]:
    return {
        "figures": _plain(found),
        "failures": [
            {"id": one.labelled.id, "outcome": one.outcome, "reason": one.reason}
            for one in verdicts
            if not one.good
        ],
        "threshold": engine.thresholds.answer,
        "thresholds": [{"answer": value, **_plain(tried)} for value, tried in table],
    }


def _plain(found: Figures) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(found), "kinds": {kind: dict(counts) for kind, counts in sorted(found.kinds.items())}}
