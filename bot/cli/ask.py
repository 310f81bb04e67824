"""`strikebot ask`: one question, or a batch of conversations as JSON lines."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from bot.cli import options
from bot.cli.loading import load_engine, moment
from bot.exits import ExitCode

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from bot.answering.engine import Engine
    from bot.answering.reply import Reply

EPILOG = """\b
Examples:
  strikebot ask "what day of the strike is it"
  strikebot ask "what does each side want" --as-of 2024-03-04
  strikebot ask "is the strike over" --strike mills-2024
  strikebot ask "who leaked it" --explain
  strikebot ask "how long did it last" --more
  strikebot ask --json "when did it start" | jq .text
  strikebot ask --batch questions.jsonl > replies.jsonl

\b
Exit code 0 also when the reply declines or asks back; "kind" in the JSON says which.

\b
In a batch each line is a record such as
  {"id": "q1", "turns": ["when did they meet?", "who was there?"], "as_of": "2024-03-04"}
with the turns of a conversation, or "q" with one question. The last turn is
answered in the context of those before it. Each record gets one line; one that
cannot be read gets {"id": …, "error": …}, and the batch goes on.
"""


@click.command("ask", epilog=EPILOG, short_help="Answer a question, or a batch of them.")
@click.argument("question", nargs=-1)
@options.knowledge
@options.as_of
@click.option("--json", "as_json", is_flag=True, help="Print the reply as JSON, for other programs.")
@click.option(
    "--batch",
    metavar="FILE",
    help="Answer each record of a file of JSON lines (- for standard input), as JSON lines.",
)
@click.option("--more", is_flag=True, help="Print all that there is, and every source.")
@click.option("--explain", is_flag=True, help="Say what was understood, weighed and ruled out, and why.")
@click.option("--strike", metavar="ID", help="The strike that is meant, such as bakers-2024.")
def command(
    question: tuple[str, ...],
    knowledge: Path,
    as_of: str | None,
    as_json: bool,
    batch: str | None,
    more: bool,
    explain: bool,
    strike: str | None,
) -> ExitCode:
    """Answer QUESTION, or each record of a batch.

    Put the question in quote marks, so that the shell leaves it alone.
    """
    if batch is not None:
        return _batch(question, knowledge, as_of, batch, explain, strike)
    if not question:
        raise click.UsageError('What is the question? Try: strikebot ask "what day of the strike is it"')
    from bot.terminal.screen import Screen

    screen = Screen()
    with nullcontext() if as_json else screen.busy("Reading the knowledge base"):
        engine = load_engine(knowledge)
        at = moment(as_of, engine.base)
        _need_strike(engine, at, strike)
        reply = engine.ask(" ".join(question), at, strike=strike, live=as_of is None)
    if as_json:
        _print_json(engine, reply, explain=explain)
        return ExitCode.OK
    screen.reply(reply, whole=more)
    if explain:
        screen.explanation(reply)
    return ExitCode.OK


def _batch(
    question: tuple[str, ...],
    knowledge: Path,
    as_of: str | None,
    batch: str,
    explain: bool,
    strike: str | None,
) -> ExitCode:
    if question or explain:
        raise click.UsageError("--batch takes its questions from the file: leave out QUESTION and --explain.")
    from bot.cli.batch import answer_all, opened

    with opened(batch) as lines:
        engine = load_engine(knowledge)
        given = moment(as_of, engine.base)
        _need_strike(engine, given, strike)
        answer_all(engine, lines, click.echo, as_of=given if as_of else None, strike=strike)
    return ExitCode.OK


def _need_strike(engine: Engine, at: dt.datetime, strike: str | None) -> None:
    if strike is None:
        return
    known = [one.id for one in engine.view(at).strikes]
    if strike not in known:
        from bot.knowledge.problems import closest, show

        meant = closest(strike, known)
        hint = f" Did you mean {meant}?" if meant else f" Known then: {', '.join(known)}."
        raise click.BadParameter(
            f"there is no strike {show(strike)} known then.{hint}", param_hint="'--strike'"
        )


def _print_json(engine: Engine, reply: Reply, *, explain: bool) -> None:
    import json

    from bot.cli.batch import record

    made = record(engine, reply, None)
    if explain:
        why = reply.explanation
        made["explanation"] = {
            "understood": list(why.understood),
            "candidates": [
                {"entry": one.entry, "title": one.title, "score": one.score, "ruled_out": one.vetoed}
                for one in why.candidates
            ],
            "decision": why.decision,
        }
    click.echo(json.dumps(made, ensure_ascii=True))
