"""Points the bot at a Discord of this machine: Python reads this first where the folder is on its path."""

import os
import sys

if sys.orig_argv[-1] == "run":
    import discord.gateway
    import discord.http
    import yarl

    discord.http.Route.BASE = os.environ["STANDIN_API"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["STANDIN_GATEWAY"])
