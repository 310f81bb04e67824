"""Input that follows the coverage, for the same targets: `python -m tests.fuzz.following TARGET [options of libFuzzer]`.

Needs atheris (requirements/fuzz.txt). Whatever is thrown ends the process with the input written beside it.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

atheris: Any = importlib.import_module(
    "atheris"
)  # only on Linux, x86_64, before Python 3.14; it has no types

with atheris.instrument_imports(include=["bot"]):
    from bot.discord_app.card.state import base36
    from bot.moderating.forms import FORMS, Filled
    from tests.fuzz import targets


def question(given: Any) -> None:  # noqa: ANN401  (atheris' provider)
    targets.conversation(given.ConsumeUnicode(4000), given.ConsumeUnicode(200))


def yaml_file(given: Any) -> None:  # noqa: ANN401
    name = given.PickValueInList(sorted(targets.lamp_files()))
    targets.yaml_file(name, given.ConsumeBytes(4000))


def form(given: Any) -> None:  # noqa: ANN401
    kind = given.PickValueInList(sorted(FORMS))
    names = sorted(FORMS[kind].fields)
    values = {
        given.PickValueInList(names): given.ConsumeUnicode(60) for _ in range(given.ConsumeIntInRange(0, 8))
    }
    targets.form(Filled(kind, values))


def draft(given: Any) -> None:  # noqa: ANN401
    targets.draft(given.ConsumeUnicode(2000))


def custom_id(given: Any) -> None:  # noqa: ANN401
    if given.ConsumeBool():
        targets.custom_id(given.PickValueInList(["sb:", "kb:", "mkb:", ""]) + given.ConsumeUnicode(100))
        return
    action, live = given.PickValueInList(list("bpnroewm")), given.PickValueInList(["+", "="])
    moment, asker = base36(given.ConsumeInt(6)), base36(given.ConsumeIntInRange(0, 2**64))
    targets.custom_id(
        f"sb:{action}:0123456789ab:{moment}{live}::{asker}:{base36(given.ConsumeIntInRange(0, 2**60))}"
    )


def batch(given: Any) -> None:  # noqa: ANN401
    targets.batch(given.ConsumeBytes(2000))


def upload(given: Any) -> None:  # noqa: ANN401
    targets.upload(
        given.ConsumeUnicode(60), given.ConsumeBytes(1000), given.PickValueInList([None, "lamp-2025"])
    )


TARGETS: dict[str, Callable[[Any], None]] = {
    each.__name__: each for each in (question, yaml_file, form, draft, custom_id, batch, upload)
}


def main(name: str, options: list[str]) -> None:
    """Feed a target until the options say that it is enough, or something is thrown."""
    target = TARGETS[name]
    targets.shipped(), targets.lamps()  # built once, before the time of an input is looked at
    atheris.Setup([sys.argv[0], *options], lambda data: target(atheris.FuzzedDataProvider(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
