"""`strikebot`, and `python -m bot`."""

from __future__ import annotations

from typing import NoReturn

from bot.cli.app import cli


def main() -> NoReturn:
    cli.main()


if __name__ == "__main__":
    main()
