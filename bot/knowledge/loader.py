"""The knowledge folder into a knowledge base, with every problem of every file at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.knowledge.checks.misreadings import misread
from bot.knowledge.checks.references import ReadItems, review
from bot.knowledge.disk.folder import gather
from bot.knowledge.model import items as kinds
from bot.knowledge.model.base import KnowledgeBase
from bot.knowledge.model.items import FileKind, Item, read_id
from bot.knowledge.model.models import Check, Strike, Vocabulary
from bot.knowledge.model.profile import Profile
from bot.knowledge.model.validation import shape, validate
from bot.knowledge.problems import KnowledgeError, Problem, Report, show
from bot.knowledge.yaml.parse import lines_of, parse
from bot.knowledge.yaml.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as MappingOf
    from zoneinfo import ZoneInfo

    from bot.dates.conventions import Conventions

MAX_ENTRIES = 20_000
"""Of all kinds: with more, an engine would not fit into the memory that a bot is given."""
MAX_CHECKS = 2_000
"""Each is asked after every change of the files."""


def load(folder: Path) -> KnowledgeBase:
    """The knowledge base of a folder; KnowledgeError with every problem of every file where it has any."""
    base, problems = read(folder)
    if base is None:
        raise KnowledgeError(problem for problem in problems if problem.level == "error")
    return base


def read(folder: Path, *, now: dt.datetime | None = None) -> tuple[KnowledgeBase | None, list[Problem]]:
    """The same without raising, and with notices; `now` is for those about sources of today or later."""
    files, problems = gather(folder)
    return assemble(files, problems, now=now)


def assemble(
    files: MappingOf[str, bytes], found: Iterable[Problem] = (), *, now: dt.datetime | None = None
) -> tuple[KnowledgeBase | None, list[Problem]]:
    """The same from the bytes of all files by their relative names, such as an edit not written yet.

    `found` is what is wrong with the folder already.
    """
    report = Report(found)
    broken = {PurePosixPath(one.file).stem for one in report.problems() if one.level == "error"}
    reading = _Reading(report, unread=broken)
    for name, data in files.items():
        if not report.full:
            reading.take(name, data)
    profile, conventions = reading.conventions()
    today = now.astimezone(conventions.zone).date() if now else None
    report.add(review(ReadItems(tuple(reading.items), frozenset(reading.unread), conventions.zone, today)))
    report.add(reading.unsaid(profile, conventions.zone))
    base = _base(reading.items, files, profile, conventions) if report.sound else None
    return base, report.problems()


@dataclass
class _Reading:
    """What has been read so far."""

    report: Report
    items: list[Item] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Kinds of which some file could not be read: what refers to them cannot be judged."""

    def take(self, name: str, data: bytes) -> None:
        path = PurePosixPath(name)
        strike = path.parts[1] if len(path.parts) == 3 else None
        kind = next(
            (kind for kind in kinds.KINDS if kind.file == path.name and kind.in_strike == bool(strike)), None
        )
        if kind is None:
            return
        node, problems = parse(data, name)
        self.report.add(problems)
        if node is None and not problems and kind is not kinds.STRIKE:
            return  # nothing but comments: no entries yet
        if node is None and not problems:
            self.report.add([Problem(name, 1, 1, "", "comments alone", "a strike")])
        nodes = self._entries(kind, node, name) if node else None
        if nodes is None or self._too_many(kind, nodes, name):
            self.unread.add(kind.name)
            return
        lines = lines_of(data)
        for position, entry in enumerate(nodes):
            if not self.report.full:
                self._item(kind, entry, name, strike, position)
                self.report.add(misread(self.items[-1], lines))

    def _too_many(self, kind: FileKind, nodes: list[Node], name: str) -> bool:
        """Whether a base would be too large with these entries, to be built or to be checked."""
        for count, most, what in (
            (len(nodes) if kind is kinds.CHECKS else 0, MAX_CHECKS, "checks"),
            (len(self.items) + len(nodes), MAX_ENTRIES, "entries and sources in all files together"),
        ):
            if count > most:
                self.report.add([Problem(name, 0, 0, "", f"{count:,} {what}", f"at most {most:,}")])
                return True
        return False

    def _entries(self, kind: FileKind, node: Node, name: str) -> list[Node] | None:
        """The entries of a file, None where it has the wrong shape."""
        if kind.is_list and isinstance(node, Sequence):
            return node.items
        if not kind.is_list and isinstance(node, Mapping):
            return [node]
        expected = (
            f"a list of {kind.name}: each begins with a dash"
            if kind.is_list
            else "named fields (name: value)"
        )
        self.report.add([Problem(name, *node.mark, "", shape(node), expected)])
        return None

    def _item(self, kind: FileKind, node: Node, file: str, strike: str | None, position: int) -> None:
        bare = read_id(node)
        label = bare or (f"#{position + 1}" if kind.is_list else "")
        model, problems = validate(kind.model, node, file, label)
        self.report.add(problems)
        item = Item(kind, bare, strike, label, file, node, model)
        self.items.append(item)
        if kind is kinds.STRIKE and bare and bare != strike:
            self.report.add([item.problem(("id",), show(bare), f"the name of its folder, {show(strike)}")])

    def conventions(self) -> tuple[Profile, Conventions]:
        """What base.yaml says of the whole base, and what follows from it and the strikes for dates."""
        profile = next((item.model for item in self.items if isinstance(item.model, Profile)), Profile())
        strikes = [item.model for item in self.items if isinstance(item.model, Strike)]
        return profile, profile.conventions(strike.zone for strike in strikes if strike.zone)

    def unsaid(self, profile: Profile, zone: ZoneInfo) -> Iterator[Problem]:
        """A base that does not say where it is at home, and whose strikes do not all say the same."""
        strikes = [item.model for item in self.items if isinstance(item.model, Strike)]
        shared = any(strike.zone == zone.key for strike in strikes)
        if profile.zone is None and strikes and not shared and kinds.BASE.name not in self.unread:
            found = f"no `zone`; days are taken to be in {zone.key}, for want of another"
            expected = "where the base is at home, such as zone: America/Los_Angeles"
            yield Problem(kinds.BASE.file, 0, 0, "", found, expected, level="notice")


def _base(
    items: list[Item], files: MappingOf[str, bytes], profile: Profile, conventions: Conventions
) -> KnowledgeBase:
    shelves: dict[str, dict[str, Any]] = {kind.name: {} for kind in kinds.KINDS}
    where: dict[str, tuple[str, int]] = {}
    bare = {kinds.SOURCES, kinds.PARTIES, kinds.PEOPLE, kinds.ISSUES, kinds.PLACES, kinds.STRIKE}
    for item in items:
        if item.id:
            shelves[item.kind.name][item.id if item.kind in bare else item.full] = item.model
            where[item.full] = (item.file, item.line)
    models = {kind.name: MappingProxyType(shelves[kind.name]) for kind in (kinds.SOURCES, *kinds.ENTRIES)}
    vocabularies = [item.model for item in items if isinstance(item.model, Vocabulary)]
    moments = {id: source.known_from(conventions.zone) for id, source in models["sources"].items()}
    return KnowledgeBase(
        strikes=models.pop("strike"),
        **models,
        vocabulary=vocabularies[0] if vocabularies else Vocabulary(),
        checks=tuple(item.model for item in items if isinstance(item.model, Check)),
        profile=profile,
        conventions=conventions,
        moments=MappingProxyType(moments),
        revision=revision(files),
        where=MappingProxyType(where),
    )


def revision(files: MappingOf[str, bytes]) -> str:
    """Twelve hex digits of the SHA-256 of all names and bytes."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()[:12]
