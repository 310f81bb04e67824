"""The town with a channel that follows, and moderators who change the files."""

from __future__ import annotations

from tests.discord_app.kb.conftest import house

__all__ = ["house"]
