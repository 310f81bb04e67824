"""The tables of a run, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.clinc import Accuracy
    from benchmarks.probe import Cost
    from benchmarks.timing import Times


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Left-aligned first column, right-aligned others."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (head, ["-" * width for width in widths], *rows)
    ]
    return "\n".join([title, *(line.rstrip() for line in lines), ""])


def times(title: str, found: Mapping[str, Times], ours: str, costs: Mapping[str, Cost]) -> str:
    """Each way beside ours: `time x` is its median by ours, more is slower."""
    rows = [
        [name, f"{each.per_second:,.0f}", f"{each.p50:.2f}", f"{each.p99:.2f}", f"{each.p50 / found[ours].p50:.2f}",
         f"{each.p99 / found[ours].p99:.2f}", *_cost(costs.get(name))]
        for name, each in found.items()
    ]  # fmt: skip
    head = [
        "",
        "questions/s",
        "p50 ms",
        "p99 ms",
        "p50 ratio",
        "p99 ratio",
        "build s",
        "before MiB",
        "after MiB",
    ]
    return table(title, head, rows)


def _cost(cost: Cost | None) -> list[str]:
    return [f"{cost.seconds:.2f}", f"{cost.before:.0f}", f"{cost.after:.0f}"] if cost else ["", "", ""]


def budget(name: str, value: float | None, most: float, unit: str) -> list[str]:
    """A row of the table of budgets; a value that could not be measured is no verdict."""
    if value is None:
        return [name, "-", f"{most:g} {unit}", "not measured"]
    return [name, f"{value:.2f} {unit}", f"{most:g} {unit}", "ok" if value <= most else "OVER"]


def budgets(rows: Sequence[Sequence[str]]) -> str:
    return table("Budgets", ["", "measured", "at most", ""], rows)


def accuracy(found: Sequence[Accuracy]) -> str:
    rows = []
    for each in found:
        spelling = "spelling corrected" if each.spelling else "as typed"
        name = f"{each.phrasings} phrasings, {spelling}"
        rows.append([name, f"{each.clean:.1%}", f"{each.typos:.1%}", f"{each.auroc:.3f}"])
    title = "CLINC150: the right intent first; AUROC of the confidence against questions that belong nowhere"
    return table(title, ["", "clean", "1-2 typos", "AUROC"], rows)
