"""The modules import each other one way: no circle, not even one of names that only type checkers read."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import grimp

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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
