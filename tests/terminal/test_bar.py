"""The bar of what takes longer."""

from __future__ import annotations

import sys

import pytest

from bot.terminal.bar import advancing


@pytest.mark.parametrize("library", [True, False])
def test_in_a_pipe_or_without_the_library_nothing_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], library: bool
) -> None:
    if not library:
        monkeypatch.setitem(sys.modules, "rich.console", None)
    with advancing("Opening pages", 2) as on:
        on()
        on()
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_it_counts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with advancing("Opening pages", 2) as on:
        on()
        on()
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Opening pages" in shown.err
    assert "2/2" in shown.err
