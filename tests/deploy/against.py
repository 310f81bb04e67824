"""Starts `strikebot` inside the replayed image, with a Discord of this machine: DISCORD_API is its address."""

import os

import discord.http

from bot.__main__ import main

discord.http.Route.BASE = os.environ["DISCORD_API"]
main()
