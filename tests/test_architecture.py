"""The modules import each other one way, and what a day or a zone is stands in one place."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import grimp

import bot

if TYPE_CHECKING:
    import pytest

BOT = Path(bot.__file__).parent
OF_DATES = re.compile(r"\bZoneInfo\(|\btime\((hour=)?23, *(minute=)?59|\btime\.max\b")
"""Making a zone of a name, and the end of a day."""


def circle(package: str) -> list[str]:
    """The modules of one circle of imports, each imported by the next; none where there is no circle."""
    graph = grimp.build_graph(package, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circle("bot") == []


def test_a_circle_of_types_only_is_a_circle_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "harbour"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "crane.py").write_text("import harbour.ship\n")
    (package / "ship.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from harbour.crane import Crane\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert set(circle("harbour")) == {"harbour.crane", "harbour.ship"}


def test_only_dates_makes_a_zone_or_knows_when_a_day_ends() -> None:
    found = [
        path.relative_to(BOT).as_posix()
        for path in BOT.rglob("*.py")
        if OF_DATES.search(path.read_text("utf-8"))
    ]

    assert [name for name in found if name.startswith("dates/")]
    assert not [name for name in found if not name.startswith("dates/")]
