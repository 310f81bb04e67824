"""Values of a form that came from the page of a source: kept beside what is typed, to tell them from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = "page."


def kept(found: Mapping[str, str]) -> dict[str, str]:
    """Values as a page gives them, and each once more as what it gave."""
    return {**found, **{f"{_KEPT}{name}": value for name, value in found.items()}}


def from_page(values: Mapping[str, str]) -> frozenset[str]:
    """The fields that still are as the page gave them, however the form has shown their lines."""
    return frozenset(
        name.removeprefix(_KEPT)
        for name, value in values.items()
        if name.startswith(_KEPT) and _flat(values.get(name.removeprefix(_KEPT), "")) == _flat(value)
    )


def _flat(value: str) -> str:
    return " ".join(value.split())
