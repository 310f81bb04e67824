"""`strikebot invite`: the address at which the bot is added to a server."""

from __future__ import annotations

import click

from bot.exits import ExitCode

EPILOG = """\b
Examples:
  strikebot invite 123456789012345678
  DISCORD_TOKEN=… strikebot invite

\b
The id is in the developer portal: your application, General Information, Application ID. With DISCORD_TOKEN
it can be left out. Whoever opens the address chooses one of the servers that they may manage.
"""
WHERE = "Give the id of your application (the developer portal, General Information, Application ID), or set DISCORD_TOKEN."


@click.command("invite", epilog=EPILOG, short_help="The link that adds the bot to a Discord server.")
@click.argument("client_id", metavar="[ID]", required=False)
def command(client_id: str | None) -> ExitCode:
    """Print the link with which somebody adds the bot to a server, with the scopes and the permissions that it needs."""
    from bot.discord_app import invite

    found = invite.read_id(client_id) if client_id is not None else _of_the_token()
    if found is None and client_id is not None:
        raise click.UsageError(
            "That is not the id of an application: it has 17 to 20 digits, and nothing else."
        )
    if found is None:
        raise click.UsageError(WHERE)
    click.echo(invite.invite_url(found))
    click.echo(f"\nScopes: {', '.join(invite.SCOPES)}. Permissions:", err=True)
    for name, why in invite.PERMISSIONS.items():
        click.echo(f"- {name.replace('_', ' ')}: {why}", err=True)
    return ExitCode.OK


def _of_the_token() -> int | None:
    from bot.discord_app import invite
    from bot.settings import load_settings

    token = load_settings().discord_token
    return invite.id_in(token.get_secret_value()) if token else None
