"""What this package needs to know of a question that waits for an answer; bot/records keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

NOT_ASKED = "not_asked"
"""`why` of a question to which somebody said that the reply was about something else."""


class KeptQuestion(Protocol):
    """A question as it was kept: scrubbed and counted, without anyone's name."""

    @property
    def key(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def times(self) -> int: ...
    @property
    def first(self) -> dt.datetime: ...
    @property
    def last(self) -> dt.datetime: ...
    @property
    def expected(self) -> tuple[str, ...]: ...
    @property
    def people(self) -> int: ...
