"""Strikebot answers questions about a strike from a knowledge base that moderators keep, with its sources."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("strikebot")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0+unknown"
