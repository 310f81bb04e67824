"""`strikebot health`: asks the running bot how it is, for containers, which have no curl."""

from __future__ import annotations

import http.client
import json
from typing import TYPE_CHECKING, Any

import click

from bot.exits import ExitCode

if TYPE_CHECKING:
    from bot.settings import Settings

TIMEOUT = 5.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (what to ask where it serves on all addresses)
EPILOG = """\b
Examples:
  HTTP_PORT=8080 strikebot health
  strikebot health --ready
"""


@click.command("health", epilog=EPILOG, short_help="Ask the running bot whether it is well.")
@click.option("--ready", is_flag=True, help="Whether it is connected and can answer, not only alive.")
@click.option("--timeout", default=TIMEOUT, show_default=True, help="Seconds to wait for the answer.")
def command(ready: bool, timeout: float) -> int:
    """Ask the bot on this machine, at HTTP_HOST and HTTP_PORT. Ends with 0 where all is well, else with 1."""
    from bot.settings import load_settings

    settings = load_settings()
    if settings.http_port is None:
        click.echo("HTTP_PORT is not set, so there is nothing to ask.", err=True)
        return ExitCode.PROBLEMS
    try:
        status, told = _ask(settings, "/readyz" if ready else "/healthz", timeout)
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = str(error) or type(error).__name__
        click.echo(f"The bot does not answer on port {settings.http_port}: {reason}.", err=True)
        return ExitCode.PROBLEMS
    for name, found in told.get("checks", {}).items():
        click.echo(f"{name}: {found}")
    return ExitCode.OK if status == 200 else ExitCode.PROBLEMS


def _ask(settings: Settings, path: str, timeout: float) -> tuple[int, dict[str, Any]]:
    host = EVERYWHERE.get(settings.http_host, settings.http_host)
    connection = http.client.HTTPConnection(host, settings.http_port, timeout=timeout)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, json.loads(response.read(1 << 16))
    finally:
        connection.close()
